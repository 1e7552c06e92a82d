from pathlib import Path

import pytest

from claims.errors import BadInput
from claims.text.opml import MOST_FEEDS, OpmlFeed, parse_opml, render_opml

LIST = Path(__file__).parents[1] / "feeds" / "subscriptions.opml"
FEEDS = (
    OpmlFeed("Agency & wire", "https://agency.example/atom"),
    OpmlFeed("Harbour", "https://news.example/rss.xml?a=1&b=2"),
    OpmlFeed("Router", "http://192.168.0.1/feed"),
)


def test_feeds_are_found_in_all_folders_and_each_once():
    assert parse_opml(LIST.read_bytes()) == FEEDS


def test_what_is_written_can_be_read():
    document = render_opml(FEEDS, title="City desk & friends")
    assert parse_opml(document.encode()) == FEEDS
    assert "<title>City desk &amp; friends</title>" in document


def test_names_with_signs_that_no_xml_can_hold_are_written_without_them():
    feed = OpmlFeed("A\x08 \u202ename\x0b\ufffe", "https://a.example/")
    assert parse_opml(render_opml([feed], title="\x00").encode()) == (OpmlFeed("A name", "https://a.example/"),)


def test_a_list_without_feeds_is_empty():
    assert parse_opml(b"<opml version='1.1'><head/><body/></opml>") == ()


OUTLINES = "".join(f"<outline xmlUrl='https://a.example/{number}'/>" for number in range(MOST_FEEDS + 1))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_opml"),
        (b"feeds, please", "not_opml"),
        (b"<rss><outline xmlUrl='https://a.example/'/></rss>", "not_opml"),
        (b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "xml_doctype"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"<opml>" + b" " * 5_000_000, "too_large"),
        (f"<opml>{OUTLINES}</opml>".encode(), "too_large"),
    ],
)
def test_what_is_no_list_is_refused(body, code):
    with pytest.raises(BadInput) as caught:
        parse_opml(body)
    assert caught.value.code == code
