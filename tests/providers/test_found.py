import time

import pytest

from claims.providers.base import FoundPage
from claims.providers.found import iso_date, one_line, plain_text, ranked, rows_of, text_of, texts_of, web_url


@pytest.mark.parametrize(
    ("value", "text"),
    [("a\x00b", "ab"), ("half \ud83d of an emoji", "half ? of an emoji"), (None, ""), (7, ""), (["a"], ""), (b"a", "")],
    ids=ascii,
)
def test_a_text_can_be_stored(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("<b>bold</b> and\n <i>more</i>", "bold and more"),
        ("5 < 6 and 7 > 6", "5 6"),
        ("half a tag <span class=", "half a tag <span class="),
        ("&#0;&#xd83d;a", "��a"),
        ("<" * 5, "<<<<<"),
        (None, ""),
    ],
)
def test_a_snippet_is_plain_text(value, text):
    assert plain_text(value) == text


def test_a_snippet_of_brackets_takes_no_time():
    started = time.process_time()
    plain_text("<" * 1_000_000)
    plain_text("<a" * 1_000_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a  b\n c", "a b c"),
        ("one two three", "one two…"),
        ("o" * 30, "o" * 11 + "…"),
        ("", ""),
        ("a\x00b", "ab"),
        ("exactly here", "exactly here"),
    ],
)
def test_a_line_is_cut_at_a_word(text, line):
    assert one_line(text, limit=12) == line
    assert len(line) <= 12


@pytest.mark.parametrize(
    ("value", "url"),
    [
        (" https://example.org/ ", "https://example.org/"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("//example.org/", ""),
        ("javascript:alert(1)", ""),
        ("ftp://example.org/", ""),
        (7, ""),
    ],
)
def test_only_a_web_address_is_an_address(value, url):
    assert web_url(value) == url


@pytest.mark.parametrize(
    ("value", "is_date"),
    [
        ("2023", True),
        ("2023-10", True),
        ("2023-10-19", True),
        ("2023-10-19T12:00:00Z", True),
        ("2023-10-19T12:00:00.123456+02:00", True),
        ("2023-10-19 12:00", True),
        ("19 October 2023", False),
        ("20231019", False),
        ("", False),
        (2023, False),
    ],
)
def test_a_date_is_iso_or_left_out(value, is_date):
    assert iso_date(value) == (value if is_date else "")


def test_rows_and_texts_are_what_they_should_be():
    assert (rows_of([{"a": 1}, 7]), rows_of({"a": {}}), texts_of(["a", "", 7]), texts_of("a")) == (
        [{"a": 1}],
        [],
        ["a"],
        [],
    )


def test_pages_are_ranked_as_they_came_each_once():
    urls = [
        "https://a.org/",
        "",
        "https://A.org:443/#top",
        "https://b.org/?utm_source=x",
        "https://b.org/",
        "http://[",
        "x",
    ]
    pages = ranked((FoundPage(9, url) for url in urls), limit=3)
    assert pages == (
        FoundPage(1, "https://a.org/"),
        FoundPage(2, "https://b.org/?utm_source=x"),
        FoundPage(3, "http://["),
    )
