"""What every page in a browser has to stand: both themes and widths, an axe, and fingers."""

from pathlib import Path
from typing import Any

import pytest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": (1440, 900), "narrow": (320, 700)}
# The controls of the page that are too low to hit, as HTML.
SMALL_CONTROLS = """() => [...document.querySelectorAll("main :is(button, .button, input:not([type=hidden]), summary)")]
    .filter(element => element.offsetParent !== null && !element.closest("label"))
    .filter(element => element.getBoundingClientRect().height < 24)
    .map(element => element.outerHTML.slice(0, 120))"""


def violations_of(page: Any) -> list[tuple[str, list[str]]]:
    """What axe has to say: each rule with the elements that break it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


def assert_clean(page: Any, name: str, folder: Path) -> None:
    """Nothing for axe to say, and no sideways scroll, in both themes and widths."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=folder / f"{name}-{size}-{theme}.png")
            assert violations_of(page) == [], (size, theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, size
