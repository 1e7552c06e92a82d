"""What an HTML page states about itself: JSON-LD, OpenGraph and other ``<meta>``, ``<time>``, canonical link, language.

Only what is written out counts; nothing is guessed from the running text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

# JSON-LD graphs of real pages hold tens of nodes; the walk stops here whatever a page sends.
_MAX_NODES = 2_000
_MAX_TITLE = 500
_MAX_AUTHORS = 20
_ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting|WebPage)$")
_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "pubdate",
    "publish-date",
    "dc.date",
    "date",
)
_AUTHOR_METAS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "byl")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts a page states; ``""`` or empty where it states none.

    ``window_title`` is what a browser tab shows; ``is_article`` says that the page calls itself one.
    """

    title: str
    window_title: str
    authors: tuple[str, ...]
    published_at: str
    language: str
    canonical_url: str
    is_for_subscribers: bool
    is_article: bool


def find_page_facts(tree: HtmlElement, url: str) -> PageFacts:
    """The facts stated by the parsed page that was fetched from ``url``."""
    nodes = [node for node in _linked_nodes(tree) if _is_article(node)]
    metas = _metas(tree)
    return PageFacts(
        title=_title(tree, nodes, metas),
        window_title=_line(tree.findtext(".//head/title") or "")[:_MAX_TITLE],
        authors=_authors(tree, nodes, metas),
        published_at=_published_at(tree, nodes, metas),
        language=_language(tree, metas),
        canonical_url=_canonical_url(tree, metas, url),
        is_for_subscribers=any(str(node.get("isAccessibleForFree")).lower() == "false" for node in nodes),
        is_article=any(map(_is_written_piece, nodes)) or "article" in metas.get("og:type", []),
    )


def iso_moment(raw: str) -> str:
    """An ISO date or date-time for what pages write (ISO 8601, RFC 2822), ``""`` when it is neither or absurd."""
    raw = raw.strip()
    moment = _parse_moment(raw)
    # Years outside this range come from broken templates (0001-01-01, 9999-12-31), never from a publisher.
    if moment is None or not 1500 <= moment.year <= 2100:
        return ""
    return moment.isoformat()


def _parse_moment(raw: str) -> date | None:
    day = _ISO_DAY.match(raw)
    for candidate in (raw, day.group(0) if day else ""):
        try:
            return date.fromisoformat(candidate) if len(candidate) == 10 else datetime.fromisoformat(candidate)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return None


def _linked_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, outermost first."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            root = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(root)


def _walk(root: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [root], 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MAX_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(map(_is_kind, kinds))


def _is_kind(kind: Any) -> bool:
    return isinstance(kind, str) and _ARTICLE_TYPES.search(kind) is not None


def _is_written_piece(node: dict[str, Any]) -> bool:
    """An article in the narrow sense: templates call every page, refusals too, a WebPage."""
    kinds = node.get("@type")
    return any(kind != "WebPage" for kind in (kinds if isinstance(kinds, list) else [kinds]) if _is_kind(kind))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """``<meta>`` values by lower-case name, property or itemprop, in page order."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = _line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _title(tree: HtmlElement, nodes: list[dict[str, Any]], metas: dict[str, list[str]]) -> str:
    stated = [node[key] for node in nodes for key in ("headline", "name") if isinstance(node.get(key), str)]
    stated += metas.get("og:title", []) + metas.get("twitter:title", [])
    for tag in ("h1", "title"):
        element = tree.find(f".//{tag}")
        stated.append(element.text_content() if element is not None else "")
    return next((line[:_MAX_TITLE] for line in map(_line, stated) if line), "")


def _authors(tree: HtmlElement, nodes: list[dict[str, Any]], metas: dict[str, list[str]]) -> tuple[str, ...]:
    named = [name for node in nodes for name in _names(node.get("author"))]
    if not named:
        named = [value for key in _AUTHOR_METAS for value in metas.get(key, [])]
    if not named:
        named = [link.text_content() for link in tree.xpath('.//*[@rel="author" or @itemprop="author"]')[:_MAX_AUTHORS]]
    lines = (_BY.sub("", _line(name)) for name in named)
    return tuple(dict.fromkeys(line for line in lines if line and len(line) <= 120 and "://" not in line))[
        :_MAX_AUTHORS
    ]


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        for value in name if isinstance(name, list) else [name]:
            if isinstance(value, str):
                yield value


def _published_at(tree: HtmlElement, nodes: list[dict[str, Any]], metas: dict[str, list[str]]) -> str:
    stated = [node["datePublished"] for node in nodes if isinstance(node.get("datePublished"), str)]
    stated += [value for key in _PUBLISHED_METAS for value in metas.get(key, [])]
    # <time> only where the page marks it as its own date: other <time> elements date comments and teasers.
    stated += tree.xpath('.//time[@pubdate or @itemprop="datePublished"]/@datetime')
    stated += tree.xpath(".//article//header//time/@datetime | .//h1/following-sibling::*//time/@datetime")[:1]
    return next((moment for moment in map(iso_moment, stated) if moment), "")


def _language(tree: HtmlElement, metas: dict[str, list[str]]) -> str:
    stated = [tree.get("lang") or "", *metas.get("content-language", []), *metas.get("og:locale", [])]
    for value in stated:
        code = re.split(r"[-_,;\s]", value.strip().lower(), maxsplit=1)[0]
        if len(code) == 2 and code.isascii() and code.isalpha():
            return code
    return ""


def _canonical_url(tree: HtmlElement, metas: dict[str, list[str]], url: str) -> str:
    links = [
        link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for value in links + metas.get("og:url", []):
        try:
            absolute = urljoin(url, value.strip())
            parts = urlsplit(absolute)
        except ValueError:
            continue
        # <base> is not asked: pages set it to javascript: to catch exactly this.
        if value.strip() and parts.scheme in ("http", "https") and parts.hostname:
            return absolute
    return ""
