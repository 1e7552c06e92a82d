"""RSS, Atom, JSON Feed and sitemaps → one ParsedFeed: what a publisher lists, its words cleaned, newest first."""

import hashlib
import heapq
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from claims.errors import BadInput
from claims.text.charset import clean
from claims.text.feed_markup import ATOM, NO_FEED, RSS, SITEMAP, SITEMAP_INDEX, Entry, read_entries
from claims.text.guarded_xml import text_pieces
from claims.text.urls import canonical_url

JSON_FEED = "json_feed"
MAX_BYTES = 20_000_000
# The longest feed that a newsroom publishes has a few hundred items; a sitemap may have 50,000 addresses.
MAX_ITEMS = 5_000
# The parser of JSON holds the whole document, and of the worst kind forty times its size.
MAX_JSON_BYTES = 4_000_000

_JSON_DATES = ("date_published", "date_modified")
_LONGEST_TITLE = 500
_LONGEST_NAME = 255
_LONGEST_GUID = 2_000
_LONGEST_LINE = 8_192
# The first newspaper is of 1605; what is dated earlier is a broken template (0000, 0001-01-01).
_FIRST_YEAR = 1605
# Clocks and time zones of publishers are wrong by hours, embargoed items are dated by the day.
_AHEAD = timedelta(days=2)

_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
# Controls, and the marks that turn the direction of what follows: in a list they would turn its neighbours too.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[\s\u2028\u2029]+")
_PART_OF_DATE = re.compile(r"\d{4}(?:-\d{2})?")
_YEAR_NOUGHT = re.compile(r"(?<=\s)0\d{3}(?=\s)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """One entry of a feed, "" where it says nothing; `url` is in canonical form.

    `source_name` and `source_url` are whom the entry names as its real publisher. `published_at` is ISO 8601 in UTC,
    as exact as the feed has it: a year, a month, a day or a moment.
    """

    guid: str
    url: str
    title: str
    source_name: str
    source_url: str
    published_at: str

    @property
    def key(self) -> str:
        """What makes it this item: one guid with two addresses is two items."""
        return hashlib.sha256(f"{self.guid}\x00{self.url}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it was read. `kind` is rss, atom, json_feed or sitemap; `items` stand newest first.

    `more` are the further sitemaps that a sitemap index names, newest first, as items whose guid is the date of their
    last change. `left_out` says how many entries beyond the newest were not kept.
    """

    kind: str
    title: str
    items: tuple[ParsedItem, ...]
    more: tuple[ParsedItem, ...] = ()
    left_out: int = 0


def parse_feed(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    max_bytes: int = MAX_BYTES,
    max_items: int = MAX_ITEMS,
    now: datetime | None = None,
) -> ParsedFeed:
    """Read a feed that was fetched from `url`. Dates later than `now` count as none.

    Raises BadInput: not_a_feed, web_page, xml_doctype, too_large, too_deep, truncated or unreadable.
    """
    pieces = text_pieces(body, content_type=content_type, max_bytes=max_bytes)
    first = next(pieces, "")
    newest = _Newest(max_items, latest=(now or datetime.now(UTC)) + _AHEAD)
    pieces = chain([first], pieces)
    if first.startswith("{"):
        return _parse_json(pieces, url=url, newest=newest)
    if first.startswith(("http://", "https://")):
        return _parse_lines(pieces, newest=newest)
    if not first.startswith("<"):
        raise BadInput("This is neither a feed nor a sitemap. Give the address of one.", code=NO_FEED)
    return _parse_markup(pieces, url=url, newest=newest)


class _Newest:
    """Keeps the newest items of a list of any length; what has no date counts as older, the later the older."""

    def __init__(self, most: int, *, latest: datetime) -> None:
        self.latest = latest
        self.left_out = 0
        self._most = most
        self._count = 0
        self._heap: list[tuple[str, int, ParsedItem]] = []

    def offer(self, published_at: str, read: Callable[[str], ParsedItem]) -> None:
        """One more entry; it is read only if it is among the newest so far."""
        self._count += 1
        place = (published_at, -self._count)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, (*place, read(published_at)))
            return
        self.left_out += 1
        if place > self._heap[0][:2]:
            heapq.heapreplace(self._heap, (*place, read(published_at)))

    def items(self) -> tuple[ParsedItem, ...]:
        return tuple(item for _, _, item in sorted(self._heap, reverse=True))


# ---------------------------------------------------------------- XML


def _parse_markup(pieces: Iterator[str], *, url: str, newest: _Newest) -> ParsedFeed:
    def take(kind: str, entry: Entry) -> None:
        dates, read = _READERS[kind]
        newest.offer(_first_moment(entry.fields, dates, latest=newest.latest), partial(read, entry))

    frame = read_entries(pieces, url=url, take=take)
    if not frame.kind:
        raise BadInput("This is neither a feed nor a sitemap. Give the address of one.", code=NO_FEED)
    title = plain_line(frame.title, longest=_LONGEST_NAME)
    if frame.kind == SITEMAP_INDEX:
        return ParsedFeed(SITEMAP, title, (), more=newest.items(), left_out=newest.left_out)
    return ParsedFeed(frame.kind, title, newest.items(), left_out=newest.left_out)


def _rss_item(entry: Entry, published_at: str) -> ParsedItem:
    fields = entry.fields
    link = fields.get("feedburner:origLink") or fields.get("link") or _permalink(entry)
    return ParsedItem(
        guid=plain_line(fields.get("guid", ""), longest=_LONGEST_GUID),
        url=_address(entry.base, link),
        title=plain_line(fields.get("title", ""), longest=_LONGEST_TITLE),
        source_name=plain_line(fields.get("source", ""), longest=_LONGEST_NAME),
        source_url=_address(entry.base, entry.source_url),
        published_at=published_at,
    )


def _permalink(entry: Entry) -> str:
    guid = entry.fields.get("guid", "")
    return guid if entry.is_permalink and guid.startswith(("http://", "https://")) else ""


def _atom_item(entry: Entry, published_at: str) -> ParsedItem:
    fields = entry.fields
    return ParsedItem(
        guid=plain_line(fields.get("id", ""), longest=_LONGEST_GUID),
        url=_address(entry.base, fields.get("feedburner:origLink") or _page_link(entry.links)),
        title=plain_line(fields.get("title", ""), longest=_LONGEST_TITLE),
        source_name=plain_line(fields.get("source/title", ""), longest=_LONGEST_NAME),
        source_url=_address(entry.base, _page_link(entry.source_links) or fields.get("source/id", "")),
        published_at=published_at,
    )


def _sitemap_item(entry: Entry, published_at: str) -> ParsedItem:
    fields = entry.fields
    return ParsedItem(
        guid="",
        url=_address(entry.base, fields.get("loc", "")),
        title=plain_line(fields.get("news:news/news:title", ""), longest=_LONGEST_TITLE),
        source_name=plain_line(fields.get("news:news/news:publication/news:name", ""), longest=_LONGEST_NAME),
        source_url="",
        published_at=published_at,
    )


def _further_sitemap(entry: Entry, published_at: str) -> ParsedItem:
    url = _address(entry.base, entry.fields.get("loc", ""))
    return ParsedItem(published_at, url, title="", source_name="", source_url="", published_at=published_at)


# Where an entry has its date, first choice first, and how the rest of it is read.
_READERS: Mapping[str, tuple[tuple[str, ...], Callable[[Entry, str], ParsedItem]]] = MappingProxyType(
    {
        RSS: (("pubDate", "dc:date", "dc:issued", "published", "updated"), _rss_item),
        ATOM: (("published", "issued", "dc:date", "updated", "modified", "created"), _atom_item),
        SITEMAP: (("news:news/news:publication_date", "lastmod"), _sitemap_item),
        SITEMAP_INDEX: (("lastmod",), _further_sitemap),
    }
)


def _page_link(links: list[Mapping[str, str]]) -> str:
    """Of the links of an entry the one to its page: an alternate, HTML before any other type."""
    pages = [link for link in links if link.get("rel", "alternate").strip().lower() in {"alternate", ""}]
    pages.sort(key=lambda link: "html" not in link.get("type", "html"))
    return pages[0].get("href", "") if pages else ""


# ---------------------------------------------------------------- JSON and plain text


def _parse_json(pieces: Iterator[str], *, url: str, newest: _Newest) -> ParsedFeed:
    text = _whole(pieces)
    try:
        root = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise BadInput("This looks like JSON, but cannot be read as JSON.", code=NO_FEED) from None
    entries = root.get("items")
    if not isinstance(entries, list) or "jsonfeed.org/version/" not in str(root.get("version")):
        message = "This is JSON, but not a JSON Feed: it does not name its version, or has no list of items."
        raise BadInput(message, code=NO_FEED)
    for entry in entries:
        if isinstance(entry, dict):
            dates = {name: _text(entry, name) for name in _JSON_DATES}
            published_at = _first_moment(dates, _JSON_DATES, latest=newest.latest)
            newest.offer(published_at, partial(_json_item, entry, url))
    title = plain_line(_text(root, "title"), longest=_LONGEST_NAME)
    return ParsedFeed(JSON_FEED, title, newest.items(), left_out=newest.left_out)


def _whole(pieces: Iterator[str]) -> str:
    kept, size = [], 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > MAX_JSON_BYTES:
            limit = MAX_JSON_BYTES // 1_000_000
            raise BadInput(f"The JSON Feed is larger than {limit} MB and is not read.", code="too_large")
    return "".join(kept)


def _json_item(entry: Mapping[str, Any], url: str, published_at: str) -> ParsedItem:
    guid = _text(entry, "id")
    link = _text(entry, "url") or _text(entry, "external_url") or (guid if guid.startswith("http") else "")
    return ParsedItem(
        guid=plain_line(guid, longest=_LONGEST_GUID),
        url=_address(url, link),
        title=plain_line(_text(entry, "title"), longest=_LONGEST_TITLE),
        source_name="",
        source_url="",
        published_at=published_at,
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    """A text of a JSON object; version 1 lets ids be numbers."""
    value = entry.get(name)
    if isinstance(value, str):
        return clean(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18 else ""


def _parse_lines(pieces: Iterator[str], *, newest: _Newest) -> ParsedFeed:
    for line in _lines(pieces):
        if line.strip():
            newest.offer("", partial(_line_item, line))
    return ParsedFeed(SITEMAP, "", newest.items(), left_out=newest.left_out)


def _line_item(line: str, published_at: str) -> ParsedItem:
    return ParsedItem("", _address("", line), title="", source_name="", source_url="", published_at=published_at)


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces; one that is longer than any address is cut."""
    held = ""
    for piece in pieces:
        *whole, held = (held[: _LONGEST_LINE + 1] + piece).split("\n")
        yield from whole
    yield held


# ---------------------------------------------------------------- words, addresses, dates


def plain_line(text: str, *, longest: int) -> str:
    """One line of text as it may be shown anywhere: no markup, no control or turning characters, not endless."""
    bare = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    return _BLANKS.sub(" ", _UNSEEN.sub("", clean(bare))).strip()[:longest].strip()


def _address(base: str, link: str) -> str:
    """The canonical http(s) address that a link leads to, "" for any other."""
    link = _BLANKS.sub("%20", link.strip())
    if not link or len(link) > _LONGEST_LINE:
        return ""
    try:
        address = canonical_url(urljoin(base, link))
    except (BadInput, ValueError):
        return ""
    return address if address.startswith("http") else ""


def _first_moment(fields: Mapping[str, str], names: tuple[str, ...], *, latest: datetime) -> str:
    return next((moment for name in names if (moment := _moment(fields.get(name, ""), latest=latest))), "")


def _moment(raw: str, *, latest: datetime) -> str:
    """A date as feeds write it (RFC 822, ISO 8601) as ISO 8601 in UTC; "" for none, and for one that cannot be true."""
    raw = raw.strip()[:64]
    if not raw:
        return ""
    if _PART_OF_DATE.fullmatch(raw):
        return raw if _FIRST_YEAR <= int(raw[:4]) <= latest.year and raw[5:] <= "12" and raw[5:] != "00" else ""
    try:
        moment = _parsed_moment(raw)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    # The first second of Unix time is how programs write that they know no date.
    if moment.year < _FIRST_YEAR or moment > latest or moment.timestamp() == 0:
        return ""
    return raw if _DAY.fullmatch(raw) else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _parsed_moment(raw: str) -> datetime:
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        # A year in two figures is allowed there, and 0000 would be read as 2000.
        return parsedate_to_datetime(_YEAR_NOUGHT.sub(" none ", raw))
