"""The one stylesheet: its colours can be read, its words mirror, its weight is small."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "claims" / "static" / "claims"
CSS = (FOLDER / "workbench.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")

TEXT, LINE = 4.5, 3.0
STANCES = ("supports", "refutes", "disputes", "context")
PAIRS = [
    ("text", "bg", TEXT),
    ("text", "surface", TEXT),
    ("text", "hl-bg", TEXT),
    ("muted", "bg", TEXT),
    ("muted", "surface", TEXT),
    ("muted", "hl-bg", TEXT),
    ("link", "bg", TEXT),
    ("link", "surface", TEXT),
    ("bg", "link", TEXT),
    ("danger", "bg", TEXT),
    ("danger", "surface", TEXT),
    ("warning-text", "warning-tint", TEXT),
    ("control", "bg", LINE),
    ("control", "surface", LINE),
    ("focus", "bg", LINE),
    ("focus", "surface", LINE),
    ("hl-line", "bg", LINE),
    ("hl-line", "hl-bg", LINE),
    *[(f"{stance}-text", f"{stance}-tint", TEXT) for stance in STANCES],
    *[(f"{stance}-bar", "bg", LINE) for stance in STANCES],
]


def tokens_after(selector):
    start = CSS.index(selector)
    return dict(TOKEN.findall(CSS[start : CSS.index("}", start)]))


LIGHT = tokens_after(":root {")
DARK = tokens_after(':root[data-theme="dark"]')


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_read(theme, front, back, least):
    tokens = LIGHT if theme == "light" else DARK
    assert contrast(tokens[front], tokens[back]) >= least


def test_dark_is_the_same_whether_chosen_or_the_systems():
    assert tokens_after(':root:not([data-theme="light"])') == DARK
    assert set(DARK) == set(LIGHT)


def test_every_token_that_is_used_exists():
    used = set(re.findall(r"var\(--([\w-]+)\)", RULES))
    assert used - set(LIGHT) == {"interface", "reading", "radius"}


def test_no_colour_stands_outside_the_tokens():
    outside = re.sub(r"--[\w-]+:\s*#[0-9a-f]{6};", "", RULES)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s)])", outside) == []


def test_stylesheet_knows_no_physical_side():
    physical = r"(?<![\w-])(left|right)(?![\w-])|(margin|padding|border)-(left|right)|text-align:\s*(left|right)|float:"
    assert re.findall(physical, RULES) == []


def test_stylesheet_loads_nothing_from_elsewhere():
    assert re.findall(r"@import|url\(", RULES) == []


def test_no_type_is_smaller_than_fourteen_pixels():
    sizes = re.findall(r"font(?:-size)?:[^;]*?(\d*\.?\d+)rem", RULES)
    assert min(map(float, sizes)) >= 0.875


@pytest.mark.parametrize(
    ("files", "limit"),
    [(["workbench.css"], 12_000), (["keys.js", "live.js"], 6_000), (["vendor/htmx-2.0.11.min.js"], 17_500)],
)
def test_files_are_light(files, limit):
    assert sum(len(gzip.compress((FOLDER / name).read_bytes())) for name in files) <= limit
