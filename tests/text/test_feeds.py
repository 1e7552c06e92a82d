import contextlib
import gzip
import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.enums import FeedKind
from claims.errors import BadInput
from claims.text.feeds import MAX_ITEMS, ParsedFeed, ParsedItem, parse_feed, plain_line

FOLDER = Path(__file__).parents[1] / "feeds"
BASE = "https://base.example/dir/feed"
NOW = datetime(2024, 11, 22, tzinfo=UTC)


def parsed(body: bytes | str, *, url: str = BASE, **options) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, url=url, now=NOW, **options)


def item(**fields: str) -> ParsedItem:
    empty = dict.fromkeys(["guid", "url", "title", "source_name", "source_url", "published_at"], "")
    return ParsedItem(**{**empty, **fields})


def rss(*items: str) -> str:
    return f"<rss><channel>{''.join(f'<item>{one}</item>' for one in items)}</channel></rss>"


READ = {
    "rss.xml": ParsedFeed(
        "rss",
        "Harbour News & Trade",
        (
            item(
                guid="tag:7",
                url="https://news.example/exports?id=7",
                title="Port says exports rose by 4% - The Harbour Post",
                source_name="The Harbour Post",
                source_url="https://post.example/feed",
                published_at="2024-11-20T08:15:00Z",
            ),
            item(
                guid="https://news.example/html",
                url="https://news.example/html",
                title="What <b> means in HTML & why",
                published_at="2024-11-19T08:00:00Z",
            ),
            item(url="https://news.example/liner", title="Liner leaves", published_at="2024-11-18T09:00:00Z"),
            item(guid="9", title="No address"),
        ),
    ),
    "rss_1.rdf": ParsedFeed(
        "rss",
        "Statistics office",
        (item(url="https://stats.example/prices", title="Prices in October", published_at="2024-11-12"),),
    ),
    "atom.xml": ParsedFeed(
        "atom",
        "Agency wire",
        (
            item(
                guid="urn:uuid:2",
                url="https://agency.example/wire/rain",
                title="Rain & wind",
                published_at="2024-11-21",
            ),
            item(
                guid="urn:uuid:1",
                url="https://agency.example/wire/dams",
                title="Two dams closed",
                source_name="Ministry of Water",
                source_url="https://ministry.example/news",
                published_at="2024-11-20T16:00:00Z",
            ),
        ),
    ),
    "feed.json": ParsedFeed(
        "json_feed",
        "Notes of the clerk",
        (
            item(
                guid="12",
                url="https://base.example/notes/12",
                title="Budget passed",
                published_at="2024-11-20T08:00:00Z",
            ),
            item(guid="10", url="https://other.example/report", published_at="2024-11-18"),
            item(guid="https://clerk.example/notes/11", url="https://clerk.example/notes/11"),
        ),
    ),
    "sitemap.xml": ParsedFeed(
        "sitemap",
        "",
        (
            item(
                url="https://paper.example/quay?a=1&b=2",
                title="Quay reopens",
                source_name="The Paper",
                published_at="2024-11-20T06:30:00Z",
            ),
            item(url="https://paper.example/old", published_at="2024-10"),
        ),
    ),
    "sitemap_index.xml": ParsedFeed(
        "sitemap",
        "",
        (),
        more=(
            item(
                guid="2024-11-20T06:00:00Z",
                url="https://paper.example/sitemap-2024.xml",
                published_at="2024-11-20T06:00:00Z",
            ),
            item(guid="2023-12-31", url="https://paper.example/sitemap-2023.xml.gz", published_at="2023-12-31"),
            item(url="https://paper.example/sitemap-undated.xml"),
        ),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_feed_is_read_newest_first_with_the_publishers_it_names(name):
    assert parsed((FOLDER / name).read_bytes()) == READ[name]
    assert READ[name].kind in FeedKind.values


def test_packed_sitemaps_are_unpacked():
    packed = gzip.compress((FOLDER / "sitemap.xml").read_bytes(), mtime=0)
    assert parsed(packed, content_type="application/x-gzip") == READ["sitemap.xml"]


def test_a_list_of_addresses_is_a_sitemap():
    lines = "\ufeffhttps://a.example/1\r\n\r\n  https://a.example/2#part\nhttps://a.example/" + "x" * 9000 + "\n"
    assert parsed(lines) == ParsedFeed(
        "sitemap", "", (item(url="https://a.example/1"), item(url="https://a.example/2"), item())
    )


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://a.example/x?utm_source=rss&b=1#top", "https://a.example/x?b=1"),
        ("//a.example/x", "https://a.example/x"),
        ("/x", "https://base.example/x"),
        ("x y", "https://base.example/dir/x%20y"),
        ("https://A.Example:443/../x", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@a.example", ""),
        ("urn:isbn:1", ""),
        ("https://user:secret@a.example/", ""),
        ("https://[::1", ""),
        ("http://" + "a" * 9000, ""),
        ("", ""),
    ],
)
def test_links_lead_to_web_pages_or_nowhere(link, url):
    [one] = parsed(rss(f"<link>{link.replace('&', '&amp;')}</link>")).items
    assert one.url == url


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed, 20 Nov 2024 10:15:00 +0200", "2024-11-20T08:15:00Z"),
        ("20 Nov 2024 10:15 EST", "2024-11-20T15:15:00Z"),
        ("Wed, 20 Nov 2024 10:15:00", "2024-11-20T10:15:00Z"),
        ("2024-11-20T10:15:00.123+02:00", "2024-11-20T08:15:00Z"),
        ("2024-11-20 10:15", "2024-11-20T10:15:00Z"),
        ("2024-11-20", "2024-11-20"),
        ("2024-11", "2024-11"),
        ("2024", "2024"),
        ("1923-05-01", "1923-05-01"),
        ("2024-11-23T23:00:00Z", "2024-11-23T23:00:00Z"),
        ("2024-11-25", ""),
        ("2025", ""),
        ("9999-12-31T23:59:59-12:00", ""),
        ("Fri, 31 Dec 9999 23:59:59 GMT", ""),
        ("0000-01-01", ""),
        ("Sat, 01 Jan 0000 00:00:00 GMT", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("2024-13-41", ""),
        ("2024-00", ""),
        ("yesterday", ""),
        ("Wed, 20 Nov 2024 " + "9" * 5000, ""),
        ("", ""),
    ],
)
def test_dates_are_utc_as_exact_as_written_and_none_when_they_cannot_be_true(written, moment):
    [one] = parsed(rss(f"<pubDate>{written}</pubDate>")).items
    assert one.published_at == moment


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("A <b>bold</b> claim", "A bold claim"),
        ("Q&amp;A: 5 < 6 & 7 > 3", "Q&A: 5 < 6 & 7 > 3"),
        ("&lt;b&gt; in HTML", "<b> in HTML"),
        (" two\n\t lines\u2028and a third ", "two lines and a third"),
        ("abc \u202egnihtemos\u202c \u2066x\u2069 \u200fעברית", "abc gnihtemos x \u200fעברית"),
        ("nul\x00 bell\x07 c1\x9b\ufeff", "nul bell c1"),
        ("lone \ud800 half", "lone � half"),
        ("x" * 900, "x" * 500),
        ("<script>alert(1)</script>", "alert(1)"),
    ],
)
def test_a_title_is_one_plain_line(raw, shown):
    assert plain_line(raw, longest=500) == shown


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_a_feed"),
        (b"\xff\xfe", "not_a_feed"),
        (b"Not Found", "not_a_feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_feed"),
        (b"<3", "not_a_feed"),
        (b"<html><body>Welcome</body></html>", "web_page"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b'{"items": []}', "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "not_a_feed"),
        (b'{"version": ', "not_a_feed"),
        (b'{"a":' * 100_000, "not_a_feed"),
        (b'{"a": "' + b"x" * 4_000_001 + b'"}', "too_large"),
        (gzip.compress(bytes(30_000_000), mtime=0), "too_large"),
    ],
)
def test_what_is_no_feed_is_refused(body, code):
    with pytest.raises(BadInput) as caught:
        parsed(body)
    assert caught.value.code == code


def test_a_feed_without_items_is_a_feed():
    assert parsed("<rss version='2.0'><channel><title>New</title></channel></rss>") == ParsedFeed("rss", "New", ())
    empty = json.dumps({"version": "https://jsonfeed.org/version/1", "items": []})
    assert parsed(empty) == ParsedFeed("json_feed", "", ())


def test_the_newest_are_kept_and_the_others_counted():
    dated = [f"<guid>{day}</guid><pubDate>2024-11-{day:02}</pubDate>" for day in (3, 9, 1, 7)]
    feed = parsed(rss("<guid>undated</guid>", *dated, "<guid>last</guid>"), max_items=3)
    assert ([one.guid for one in feed.items], feed.left_out) == (["9", "7", "3"], 3)


def test_the_key_of_an_item_is_made_of_its_guid_and_its_address():
    pairs = [("1", "https://a.example/1"), ("1", "https://a.example/2"), ("2", "https://a.example/1"), ("", "")]
    assert len({item(guid=guid, url=url).key for guid, url in pairs}) == 4
    assert item(guid="1", url="x", title="one").key == item(guid="1", url="x", title="another").key


# ---------------------------------------------------------------- rows of the table of bad inputs

LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
HOSTILE = {
    "billion-laughs": LAUGHS + rss("<title>&c;</title>"),
    "xxe-file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<title>&x;</title>"),
    "xml-quadratic": f'<!DOCTYPE rss [<!ENTITY q "{"x" * 100_000}">]>' + rss("<title>" + "&q;" * 1000 + "</title>"),
    "http://feed.example/xxe": '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]>' + rss("<title>&x;</title>"),
    "http://page.example/svg-xxe": '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_entities_are_refused_before_anything_unfolds(body):
    with pytest.raises(BadInput) as caught:
        parsed(body)
    assert caught.value.code == "xml_doctype"


@pytest.mark.parametrize("row", ["feed-future-date"])
def test_impossible_dates_count_as_none_and_leave_the_order_alone(row):
    dates = ["Fri, 31 Dec 9999 00:00:00 GMT", "2024-11-01", "0000-00-00", "2024-11-03", "9999-12-31T23:59:59Z"]
    feed = parsed(rss(*(f"<guid>{number}</guid><pubDate>{date}</pubDate>" for number, date in enumerate(dates))))
    assert [(one.guid, one.published_at) for one in feed.items] == [
        ("3", "2024-11-03"),
        ("1", "2024-11-01"),
        ("0", ""),
        ("2", ""),
        ("4", ""),
    ]


MILLION = """
import resource
from claims.text.feeds import parse_feed
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
parse_feed(b"<rss><channel><item><guid>1</guid></item></channel></rss>", url="https://a.example/")
body = b"<rss><channel>" + b"<item><guid>1</guid></item>" * 1_000_000 + b"</channel></rss>"
before = peak()
feed = parse_feed(body, url="https://a.example/")
print(len(feed.items), feed.left_out, peak() - before)
"""


@pytest.mark.parametrize("row", ["feed-1m-items"])
def test_a_million_items_are_read_as_a_stream(row):
    done = subprocess.run(
        [sys.executable, "-c", MILLION], cwd=FOLDER.parents[1], capture_output=True, text=True, timeout=120, check=True
    )
    kept, left_out, megabytes = map(int, done.stdout.split())
    assert (kept, left_out) == (MAX_ITEMS, 1_000_000 - MAX_ITEMS)
    assert megabytes < 30


SPLINTERS = [
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&#xD800;",
    b"\x00",
    b"\xff",
    b"<item>",
    b"</url>",
    b"{",
]


@pytest.mark.parametrize("name", READ)
def test_a_damaged_feed_is_read_or_refused_and_never_breaks_the_reader(name):
    chance, whole = random.Random(7), (FOLDER / name).read_bytes()
    for _ in range(100):
        body = bytearray(whole)
        for _ in range(4):
            place = chance.randrange(len(body))
            body[place : place + chance.randrange(20)] = chance.choice(SPLINTERS)
        with contextlib.suppress(BadInput):
            assert parsed(bytes(body)).kind in FeedKind.values
