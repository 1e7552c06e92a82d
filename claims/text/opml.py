"""OPML: the list of feeds that feed readers exchange, read and written."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from claims.errors import BadInput
from claims.text.feeds import plain_line
from claims.text.guarded_xml import local_name, read_xml, text_pieces

MAX_BYTES = 5_000_000
# Readers that are proud of it hold a few hundred feeds.
MOST_FEEDS = 5_000

_LONGEST_TITLE = 300
_LONGEST_URL = 8_192


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """One feed of a list; the address is as it stands there."""

    title: str
    url: str


def parse_opml(body: bytes) -> tuple[OpmlFeed, ...]:
    """The feeds of a list in their order, whatever folders they are in; each address once.

    Raises BadInput: not_opml, or what `read_xml` refuses.
    """
    reader = _OutlineReader()
    if len(body) > MAX_BYTES:
        raise BadInput(f"The list is larger than {MAX_BYTES // 1_000_000} MB. Hand it in in parts.", code="too_large")
    read_xml(text_pieces(body, max_bytes=MAX_BYTES), reader, what="list of feeds")
    if not reader.is_opml:
        raise BadInput("This is not a list of feeds in OPML. Export one from your feed reader.", code="not_opml")
    return tuple(reader.feeds.values())


def render_opml(feeds: Iterable[OpmlFeed], *, title: str) -> str:
    """A list of feeds as an OPML 2.0 document."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = plain_line(title, longest=_LONGEST_TITLE)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = plain_line(feed.title, longest=_LONGEST_TITLE) or feed.url
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return document.decode("utf-8")


class _OutlineReader:
    """Collects the outlines that name a feed."""

    def __init__(self) -> None:
        self.is_opml = False
        self.feeds: dict[str, OpmlFeed] = {}
        self._is_begun = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._is_begun:
            self._is_begun, self.is_opml = True, local_name(tag).lower() == "opml"
        if not self.is_opml or local_name(tag).lower() != "outline":
            return
        named = {name.lower(): value.strip() for name, value in attributes.items()}
        url = named.get("xmlurl", "")[:_LONGEST_URL]
        if url and url not in self.feeds:
            if len(self.feeds) == MOST_FEEDS:
                raise BadInput(f"The list has more than {MOST_FEEDS} feeds. Hand it in in parts.", code="too_large")
            title = plain_line(named.get("title") or named.get("text", ""), longest=_LONGEST_TITLE)
            self.feeds[url] = OpmlFeed(title, url)

    def end(self, tag: str) -> None:
        """Folders mean nothing here."""

    def data(self, text: str) -> None:
        """Lists of feeds have no text."""

    def close(self) -> None:
        """Nothing waits for the end."""
