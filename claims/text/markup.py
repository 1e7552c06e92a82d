"""HTML to an ExtractedPage: trafilatura for the main text, our own reading of what the page states about itself."""

import logging
import re
from datetime import UTC, datetime

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Document

from claims.errors import ExtractionError
from claims.text.charset import clean
from claims.text.extracted_page import ExtractedPage
from claims.text.page_facts import PageFacts, find_page_facts
from claims.text.prescan import MarkupShape, check_markup
from claims.text.quality import WALL_WORDS, PageSigns, judge_page

EXTRACTOR = "trafilatura"
FALLBACK = "trafilatura.baseline"
VERSION = trafilatura.__version__

# It logs an error for every page without a main text; that is a finding here, not a fault.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# lxml refuses to hold these in its own strings, and no page shows them. NUL is gone before.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# The same, written as references: &#8; and &#x1f; reach lxml by the back door.
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01])|[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]));?(?![0-9a-fA-F])"
)
# "<name@host>" makes a tag name that lxml takes in and then refuses to copy. Browsers show nothing for it either.
_IMPOSSIBLE_TAG = re.compile(r"</?[a-zA-Z][\w.:-]*+[^\s\w.:/<>-][^<>]*+>")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
# What a page never shows.
_HIDDEN = ("head", "script", "style", "template", "svg", "iframe", "object", "select", "math")
# Elements that start a block of their own: HTML's, and those of trafilatura's own tree (head, item, quote, row, lb).
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "code", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "item", "lb", "li", "list", "main", "nav", "ol", "p", "pre", "quote", "row", "section",
    "summary", "table", "tr", "ul",
))  # fmt: skip
# Blocks that stand together, one line each, without a blank line between them.
_CLOSE_BLOCKS = frozenset(("item", "li", "row", "tr"))
_ROWS = frozenset(("row", "tr"))
_GROUPS = frozenset(("list", "ol", "ul", "table"))
_CELLS = frozenset(("cell", "td", "th"))
# Walls are judged on what stands first; no wall is longer.
_VISIBLE_CHARACTERS = 20_000


def extract_html(markup: str, *, url: str) -> ExtractedPage:
    """The page written in ``markup``; ExtractionError when it would stop the parsers."""
    source = _parsable(markup)
    shape = check_markup(source)
    tree = _parse(source)
    if tree is None:
        return _empty_page(shape)
    facts = find_page_facts(tree, url)
    document = _read_main(tree, url)
    text, extractor = render_blocks(document.body) if document else "", EXTRACTOR
    if not text:
        text, extractor = render_blocks(trafilatura.baseline(tree)[0]), FALLBACK
    title = clean((document.title if document else "") or facts.title)
    signs = _signs(tree, text, title=title, facts=facts, shape=shape)
    judgement = judge_page(text, signs)
    return ExtractedPage(
        title=title,
        authors=_authors(document, facts),
        published_at=facts.published_at or ((document.date if document else "") or ""),
        language=facts.language,
        text=text,
        quality=judgement.label,
        quality_reason=judgement.reason,
        canonical_url=facts.canonical_url,
        page_starts=(),
        extractor=extractor,
        extractor_version=VERSION,
    )


def render_blocks(root: etree._Element | None) -> str:
    """Text of ``root``: a blank line between blocks, a line for each list item and table row, " | " between cells."""
    if root is None:
        return ""
    lines = _Lines()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            lines.enter(element.tag)
            lines.add(element.text)
            continue
        if event == "end":
            lines.leave(element.tag)
        if element is not root:
            lines.add(element.tail)
    return lines.joined()


class _Lines:
    """Blocks of text, put together while a tree is walked through."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[tuple[int, str]] = []
        # Number of the list or table that is open, so that a table after a list is not taken for more items.
        self.group = 0
        self.close_depth = 0
        self.row_depth = 0
        self.has_cell = False

    def enter(self, tag: object) -> None:
        if tag in _CELLS:
            self.parts.append(" | " if self.has_cell else " ")
            self.has_cell = True
        elif tag in _BLOCKS:
            self._break_line(tag)
        if tag in _GROUPS and not self.close_depth:
            self.group += 1
        if tag in _CLOSE_BLOCKS:
            self.close_depth += 1
        if tag in _ROWS:
            self.row_depth += 1
            self.has_cell = False

    def leave(self, tag: object) -> None:
        if tag in _BLOCKS:
            self._break_line(tag)
        if tag in _CLOSE_BLOCKS:
            self.close_depth -= 1
        if tag in _ROWS:
            self.row_depth -= 1

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)

    def joined(self) -> str:
        self._end_block()
        pieces: list[str] = []
        for index, (group, line) in enumerate(self.blocks):
            if index:
                pieces.append("\n" if group and group == self.blocks[index - 1][0] else "\n\n")
            pieces.append(line)
        return clean("".join(pieces))

    def _break_line(self, tag: object) -> None:
        # A paragraph inside a table cell must not tear its row apart.
        if self.row_depth and tag not in _ROWS:
            self.parts.append(" ")
        else:
            self._end_block()

    def _end_block(self) -> None:
        line = _BLANKS.sub(" ", "".join(self.parts)).strip(" |")
        self.parts.clear()
        if line:
            self.blocks.append((self.group if self.close_depth else 0, line))


def _parsable(markup: str) -> bytes:
    """UTF-8 without the signs and tags that lxml takes in and then refuses to write."""
    markup = _CONTROL_REFERENCES.sub("", _CONTROLS.sub("", markup))
    return _IMPOSSIBLE_TAG.sub("", markup).encode("utf-8", "replace")


def _parse(source: bytes) -> HtmlElement | None:
    # huge_tree: without it libxml2 drops what lies deeper than 256 elements; the prescan has set our own limit.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError as error:
        raise ExtractionError("The page is too broken to be read as HTML.") from error
    # Browsers show none of it: it begs for scripts, and repeats the pictures that scripts load.
    etree.strip_elements(tree, "noscript", with_tail=False)
    return tree


def _read_main(tree: HtmlElement, url: str) -> Document | None:
    """trafilatura's reading; None when it finds no main text."""
    document = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=True,
        include_links=False,
        with_metadata=True,
        # Its wide search takes years out of footers and image names: a wrong date is worse than none.
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": datetime.now(UTC).date().isoformat(),
        },
    )
    assert not isinstance(document, dict)  # only its deprecated as_dict gives one
    return document


def _authors(document: Document | None, facts: PageFacts) -> tuple[str, ...]:
    named = (document.author or "").split(";") if document else []
    return tuple(clean(name.strip()) for name in named if name.strip()) or facts.authors


def _signs(tree: HtmlElement, text: str, *, title: str, facts: PageFacts, shape: MarkupShape) -> PageSigns:
    # Only a page with little main text can be a wall, so only there is all that it shows collected.
    visible = _visible_text(tree) if len(text.split()) < WALL_WORDS else ""
    return PageSigns(
        titles=(title, clean(facts.window_title)),
        visible_text=visible,
        script_bytes=shape.script_bytes,
        is_cut_off=shape.ends_inside_markup,
        is_for_subscribers=facts.is_for_subscribers,
    )


def _visible_text(tree: HtmlElement) -> str:
    body = tree.find("body")
    if body is None:
        return ""
    # The tree has been read by now, so what is hidden may be taken out of it.
    etree.strip_elements(body, *_HIDDEN, with_tail=False)
    return render_blocks(body)[:_VISIBLE_CHARACTERS]


def _empty_page(shape: MarkupShape) -> ExtractedPage:
    judgement = judge_page("", PageSigns(script_bytes=shape.script_bytes, is_cut_off=shape.ends_inside_markup))
    return ExtractedPage("", (), "", "", "", judgement.label, judgement.reason, "", (), EXTRACTOR, VERSION)
