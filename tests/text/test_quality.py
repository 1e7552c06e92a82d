import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from claims.text.extraction import extract
from claims.text.quality import PageSigns, judge_page, judge_text

NOTE = (
    "As of November 2024 the treaty had 164 states parties. A state party is a state that has ratified the treaty or "
    "acceded to it; a signatory has only signed. The treaty was signed by 133 states."
)
BANNER = "We value your privacy. We use cookies. Accept all. Reject all."


@pytest.mark.parametrize(
    ("text", "signs", "label"),
    [
        (NOTE, PageSigns(), "article"),
        # A real note keeps its label whatever stands around it.
        (NOTE, PageSigns(visible_text=f"{NOTE}\n{BANNER}"), "article"),
        (NOTE + " The ministry uses cookies on its own site.", PageSigns(), "article"),
        (NOTE * 12 + " " + BANNER + " Already a subscriber?", PageSigns(is_for_subscribers=True), "article"),
        ("", PageSigns(titles=("Just a moment...",)), "block_page"),
        ("Please complete the captcha.", PageSigns(), "block_page"),
        (NOTE, PageSigns(titles=("", "Access Denied")), "block_page"),
        (BANNER, PageSigns(), "consent_wall"),
        ("", PageSigns(visible_text=BANNER), "consent_wall"),
        (NOTE, PageSigns(visible_text=f"{NOTE}\nSubscribe now to continue reading."), "paywall"),
        (NOTE, PageSigns(is_for_subscribers=True), "paywall"),
        ("", PageSigns(titles=("404 - not here",)), "soft_404"),
        ("Сторінку не знайдено. Поверніться на головну.", PageSigns(), "soft_404"),
        ("", PageSigns(script_bytes=900), "empty_shell"),
        ("", PageSigns(), "empty_shell"),
        (NOTE, PageSigns(is_cut_off=True), "truncated"),
        ("Ukraine ratified it.", PageSigns(), "short"),
    ],
)
def test_page_gets_its_label(text, signs, label):
    assert judge_page(text, signs).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (NOTE, "article"),
        (BANNER + " " + NOTE, "article"),
        ("地雷禁止条約は一九九七年十二月に署名のために開放され一九九九年三月に発効した", "article"),
        ("Two words", "short"),
        ("-" * 5_000 + NOTE, "article"),
        ("-" * 5_000 + "Two words", "short"),
        ("  \n", "empty_shell"),
    ],
)
def test_text_without_a_page_is_judged_by_its_length_alone(text, label):
    assert judge_text(text).label == label


def test_every_judgement_says_why():
    assert (
        judge_page("", PageSigns(script_bytes=1)).reason == "The page shows no text until its scripts run in a browser."
    )
    assert judge_text("Two words").reason == "The text has only 8 letters."


@pytest.mark.parametrize(
    ("text", "signs", "label"),
    [
        (NOTE, PageSigns(block_vendor="Cloudflare"), "block_page"),
        (NOTE, PageSigns(has_block_hint=True, has_consent_hint=True, has_paywall_marker=True), "article"),
        (NOTE, PageSigns(headings=("Oops! Page not found",)), "soft_404"),
        (NOTE * 3, PageSigns(titles=("Page not found: how rulings lose their sources",)), "article"),
        (NOTE * 3, PageSigns(titles=("Access denied | Observer",), has_article_facts=True), "article"),
        ("", PageSigns(is_home_canonical=True, visible_text="News\nSport", link_share=0.9), "soft_404"),
        (NOTE * 3, PageSigns(is_home_canonical=True), "article"),
        ("Sign in", PageSigns(visible_text="Sign in", has_password_field=True), "paywall"),
        (NOTE * 2, PageSigns(has_password_field=True), "article"),
        ("", PageSigns(refresh_target="/next"), "empty_shell"),
        (NOTE[:-1] + " …", PageSigns(visible_text=f"{NOTE}\nContinue reading"), "truncated"),
        (NOTE[:-1] + " …", PageSigns(), "article"),
        # One word of a template is often wrong; the page and its address together are not.
        (NOTE * 2, PageSigns(languages_stated=("de",)), "article"),
        (NOTE * 2, PageSigns(languages_stated=("de", "de")), "wrong_lang"),
        (NOTE * 2, PageSigns(languages_stated=("en", "en")), "article"),
    ],
)
def test_signs_beside_the_text_count(text, signs, label):
    assert judge_page(text, signs).label == label


def test_a_barrier_is_told_to_its_reader_and_not_of_others():
    told = f"{NOTE}\nSubscribe to continue reading this story."
    reported = (
        f"{NOTE}\nThe paper asks those who come back a sixth time to subscribe to continue reading, its editor said on "
        "Monday."
    )
    quoted = f"{NOTE}\nA box says “Subscribe to continue reading”, and most people close it."
    assert [judge_page(text, PageSigns()).label for text in (told, reported, quoted)] == [
        "paywall",
        "article",
        "article",
    ]


# ---------------------------------------------------------------- the pages made for it

PAGES = Path(__file__).parents[1] / "pages" / "quality"
with (PAGES / "labels.tsv").open(encoding="utf-8") as table:
    ROWS = tuple(csv.DictReader(table, delimiter="\t"))
# Halves of each kind, judged apart: a change made for a page of one must hold on the other.
HALVES = {"tuning": ROWS[0::2], "scoring": ROWS[1::2]}
WALLS = {"block_page", "consent_wall", "paywall", "soft_404", "empty_shell"}


@cache
def label_of(file, url):
    return extract((PAGES / file).read_bytes(), content_type="text/html; charset=utf-8", url=url).quality


def print_confusion(name, rows):
    counts = Counter((row["label"], label_of(row["file"], row["url"])) for row in rows)
    found = sorted({label for _, label in counts})
    print(f"\n{name}: rows are what a page is, columns what the gate says")
    print(" " * 14 + "".join(f"{label:>13}" for label in found))
    for label in sorted({label for label, _ in counts}):
        print(f"{label:<14}" + "".join(f"{counts[label, other] or '·':>13}" for other in found))


def test_the_pages_are_many_and_of_many_kinds():
    counts = Counter(row["label"] for row in ROWS)
    least = {"block_page": 20, "consent_wall": 12, "paywall": 12, "soft_404": 12, "empty_shell": 10, "wrong_lang": 6}
    assert len(ROWS) >= 120
    assert {label: counts[label] for label, count in least.items() if counts[label] < count} == {}
    assert counts["article"] >= 45
    assert sorted(row["file"] for row in ROWS) == sorted(path.name for path in PAGES.glob("*.html"))


@pytest.mark.parametrize("half", HALVES)
def test_no_wall_is_let_through_and_hardly_an_article_refused(half):
    rows = HALVES[half]
    print_confusion(half, rows)
    found = {row["file"]: label_of(row["file"], row["url"]) for row in rows}
    let_through = [row["file"] for row in rows if row["label"] in WALLS and found[row["file"]] == "article"]
    articles = [row["file"] for row in rows if row["label"] == "article"]
    refused = [file for file in articles if found[file] != "article"]
    assert let_through == []
    assert len(refused) <= 0.02 * len(articles), refused


def test_nearly_every_page_gets_its_own_label():
    wrong = [row["file"] for row in ROWS if label_of(row["file"], row["url"]) != row["label"]]
    assert len(wrong) <= 0.03 * len(ROWS), wrong
