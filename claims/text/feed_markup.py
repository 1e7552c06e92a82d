"""The entries of a feed that is written in XML, one after the other, as the words that stand in them.

What RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and sitemaps call their parts is kept; what the words mean is read in
`feeds.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urljoin

from claims.errors import BadInput
from claims.text.guarded_xml import local_name, read_xml

RSS, ATOM, SITEMAP, SITEMAP_INDEX = "rss", "atom", "sitemap", "sitemap_index"
NO_FEED = "not_a_feed"

# Name of the outermost element -> what sort of list it is, and the name of its entries.
_ROOTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "rss": (RSS, "item"),
        "RDF": (RSS, "item"),
        "feed": (ATOM, "entry"),
        "urlset": (SITEMAP, "url"),
        "sitemapindex": (SITEMAP_INDEX, "sitemap"),
    }
)
# Vocabularies beside the feed's own, and the word that stands for each in the names of fields.
_VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "http://purl.org/dc/elements/1.1/": "dc:",
        "http://purl.org/dc/terms/": "dc:",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
        "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    }
)
_OWN_VOCABULARIES = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
        "https://www.sitemaps.org/schemas/sitemap/0.9",
        "http://www.google.com/schemas/sitemap/0.84",
    }
)
# Where the words are, seen from the entry. Everything else, the text of the page first of all, passes by unread.
_FIELDS = frozenset(
    {
        "title", "link", "guid", "id", "source", "source/title", "source/id", "source/link", "loc",
        "pubDate", "published", "issued", "dc:date", "dc:issued", "updated", "modified", "created", "lastmod",
        "feedburner:origLink", "news:news/news:title", "news:news/news:publication_date",
        "news:news/news:publication/news:name",
    }
)  # fmt: skip
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# More than the longest address and any title; the rest of a field passes by unread.
_LONGEST_FIELD = 8192
_MOST_LINKS = 50
_DEEPEST_FIELD = 3


@dataclass(slots=True)
class Entry:
    """The words of one entry by the place they stood in; the first of several stands.

    `links` are the attributes of its links in order, `source_links` those of the links in its source, and `base` is
    the address that its relative addresses hang on.
    """

    base: str
    fields: dict[str, str] = field(default_factory=dict)
    links: list[Mapping[str, str]] = field(default_factory=list)
    source_links: list[Mapping[str, str]] = field(default_factory=list)
    source_url: str = ""
    is_permalink: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feed is as a whole; `kind` is "" when the document is none."""

    kind: str
    title: str


def read_entries(pieces: Iterator[str], *, url: str, take: Callable[[str, Entry], None]) -> Frame:
    """Give each entry to `take`, with the kind of the feed it stands in; raises BadInput as `read_xml` does."""
    reader = _EntryReader(url, take)
    read_xml(pieces, reader, what="feed")
    return Frame(reader.kind, reader.title)


class _EntryReader:
    """Listens to the document. Counts on names rather than on depth, for tags that do not match shift the depth."""

    def __init__(self, url: str, take: Callable[[str, Entry], None]) -> None:
        self.kind = ""
        self.title = ""
        self._entry_name = ""
        self._take = take
        self._entry: Entry | None = None
        self._path: list[str] = []  # names from the entry down, or from the root where there is no entry
        self._outer_path: list[str] = []
        self._bases = [url]
        self._field = ""
        self._field_depth = 0
        self._words: list[str] = []
        self._room = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._bases.append(_joined(self._bases[-1], attributes.get(_BASE, "")))
        if len(self._bases) == 2:
            self.kind, self._entry_name = _root_of(tag)
        name = _field_name(tag)
        if name == self._entry_name:
            self._start_entry()
            return
        self._path.append(name)
        if len(self._path) > _DEEPEST_FIELD:
            return
        if self._entry is not None:
            self._start_in_entry(self._entry, attributes)
        elif name == "title" and not self.title and self._is_in_frame():
            self._listen("title")

    def data(self, text: str) -> None:
        if self._field and self._room > 0:
            self._words.append(text[: self._room])
            self._room -= len(text)

    def end(self, tag: str) -> None:
        self._bases.pop()
        if self._entry is not None and not self._path:
            self._end_entry()
            return
        if self._field and len(self._path) == self._field_depth:
            self._end_field()
        if self._path:
            self._path.pop()

    def close(self) -> None:
        self._end_entry()

    def _is_in_frame(self) -> bool:
        """Whether we stand right below the root, or below its channel."""
        return len(self._path) == 2 or (len(self._path) == 3 and self._path[1] == "channel")

    def _start_entry(self) -> None:
        self._end_entry()
        self._entry = Entry(base=self._bases[-1])
        self._outer_path, self._path = self._path, []

    def _start_in_entry(self, entry: Entry, attributes: dict[str, str]) -> None:
        path = "/".join(self._path)
        if path == "link" and len(entry.links) < _MOST_LINKS:
            entry.links.append(attributes)
        elif path == "source/link" and len(entry.source_links) < _MOST_LINKS:
            entry.source_links.append(attributes)
        elif path == "source":
            entry.source_url = attributes.get("url", "")[:_LONGEST_FIELD]
        elif path == "guid":
            entry.is_permalink = attributes.get("isPermaLink", "true").strip().lower() != "false"
        if path in _FIELDS and path not in entry.fields:
            self._listen(path)

    def _listen(self, name: str) -> None:
        self._field, self._field_depth = name, len(self._path)
        self._words, self._room = [], _LONGEST_FIELD

    def _end_field(self) -> None:
        words = "".join(self._words).strip()
        if self._entry is None:
            self.title = words
        elif words:
            self._entry.fields[self._field] = words
        self._field = ""

    def _end_entry(self) -> None:
        if self._entry is None:
            return
        if self._field:
            self._end_field()
        self._take(self.kind, self._entry)
        self._entry, self._path = None, self._outer_path


def _root_of(tag: str) -> tuple[str, str]:
    """The kind of the document that begins with this element, and the name of its entries."""
    name = local_name(tag)
    if name.lower() == "html":
        raise BadInput("This is a web page, not a feed. Look on the page for the address of its feed.", code="web_page")
    if name not in _ROOTS:
        raise BadInput(f"This is XML, but neither a feed nor a sitemap: it begins with “{name[:40]}”.", code=NO_FEED)
    return _ROOTS[name]


def _field_name(tag: str) -> str:
    vocabulary = tag[1:].partition("}")[0] if tag[:1] == "{" else ""
    if vocabulary in _OWN_VOCABULARIES:
        return local_name(tag)
    known = _VOCABULARIES.get(vocabulary)
    return f"{known}{local_name(tag)}" if known else "?"


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip()) if url else base
    except ValueError:
        return base
