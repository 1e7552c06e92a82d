import pytest

from claims.text.plain import extract_markdown, extract_text

NOTE = """---
title: "The treaty: signed and ratified"
url: https://notes.example.org/treaty
publisher: Notes
published: 2024-11-19
author: Ada Lindqvist; Jon Okoro
---

# Signed and *ratified*

164 states are parties.
"""


@pytest.mark.parametrize(
    "text",
    ["  leading blanks\n\n\n\ttabs  and   gaps \n", "one", "a\u202eb \u200bzero-width", "emoji 👩‍🔬 and Привіт\n\n"],
)
def test_plain_text_is_kept_word_for_word(text):
    assert extract_text(text).text == text
    assert extract_markdown(text).text == text


def test_line_ends_become_one_kind():
    assert extract_text("a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_title_of_plain_text_is_its_first_line_cut_at_200():
    assert extract_text("\n\n  The treaty \nMore").title == "The treaty"
    assert extract_text("x" * 500).title == "x" * 200


def test_title_of_markdown_is_its_first_heading():
    assert extract_markdown("Before\n\n## Who has joined ##\ntext").title == "Who has joined"
    assert extract_markdown("No heading here\n").title == "No heading here"


def test_front_matter_is_read_and_left_out():
    page = extract_markdown(NOTE)
    assert page.text == "# Signed and *ratified*\n\n164 states are parties.\n"
    assert (page.title, page.canonical_url, page.published_at, page.authors) == (
        "The treaty: signed and ratified",
        "https://notes.example.org/treaty",
        "2024-11-19",
        ("Ada Lindqvist", "Jon Okoro"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nA quotation between two rules, and nothing else.\n---\ntext",
        "---\ntitle: never closed\ntext",
        "text\n---\ntitle: too late\n---\n",
    ],
)
def test_other_rules_belong_to_the_text(text):
    assert extract_markdown(text).text == text


def test_front_matter_address_must_be_of_the_web():
    assert extract_markdown("---\nurl: javascript:alert(1)\ntitle: x\n---\ntext").canonical_url == ""


def test_plain_text_has_no_front_matter():
    assert extract_text(NOTE).text == NOTE
