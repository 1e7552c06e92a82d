"""HTML to an ExtractedPage: the main text, what the page states about itself, and whether it is an article at all."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.metadata import examine_meta, extract_url, find_date

from claims.errors import ExtractionError
from claims.text.charset import clean
from claims.text.extracted_page import ExtractedPage
from claims.text.main_text import EXTRACTOR, VERSION, find_main_text
from claims.text.page_facts import PageFacts, find_page_facts
from claims.text.page_signs import collect_signs
from claims.text.prescan import MarkupShape, check_markup
from claims.text.quality import PageSigns, judge_page

# lxml refuses to hold these in its own strings, and no page shows them. NUL is gone before.
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# The same, written as references: &#8; and &#x1f; reach lxml by the back door.
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|11|1[4-9]|2\d|3[01])|[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]));?(?![0-9a-fA-F])"
)
# "<name@host>" makes a tag name that lxml takes in and then refuses to copy. Browsers show nothing for it either.
# Scripts compare numbers with "<", so they are passed over; possessive, so that one without an end costs one pass.
_IMPOSSIBLE_TAG = re.compile(
    r"<(?:(?P<script>(?i:script)\b(?:[^<]++|<(?!/(?i:script)))*+)|/?[a-zA-Z][\w.:-]*+[^\s\w.:/<>-][^<>]*+>)"
)


def extract_html(markup: str, *, url: str) -> ExtractedPage:
    """The page written in ``markup``; ExtractionError when it would stop the parsers."""
    source = _parsable(markup)
    shape = check_markup(source)
    tree = _parse(source)
    if tree is None:
        return _empty_page(shape)
    facts = find_page_facts(tree, url)
    if not (facts.published_at and facts.authors):
        facts = _with_guessed_facts(facts, tree, url)
    main = find_main_text(tree)
    signs = collect_signs(tree, source, main=main, facts=facts, shape=shape, url=url)
    judgement = judge_page(main.text, signs)
    return ExtractedPage(
        title=clean(facts.title),
        authors=tuple(map(clean, facts.authors)),
        published_at=facts.published_at,
        language=facts.language,
        text=main.text,
        quality=judgement.label,
        quality_reason=judgement.reason,
        canonical_url=facts.canonical_url,
        page_starts=(),
        extractor=EXTRACTOR,
        extractor_version=VERSION,
    )


def _parsable(markup: str) -> bytes:
    """UTF-8 without the signs and tags that lxml takes in and then refuses to write."""
    markup = _CONTROL_REFERENCES.sub("", _CONTROLS.sub("", markup))
    return _IMPOSSIBLE_TAG.sub(_if_script, markup).encode("utf-8", "replace")


def _if_script(found: re.Match[str]) -> str:
    return found[0] if found["script"] is not None else ""


def _parse(source: bytes) -> HtmlElement | None:
    # huge_tree: without it libxml2 drops what lies deeper than 256 elements; the prescan has set our own limit.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError as error:
        raise ExtractionError("The page is too broken to be read as HTML.") from error
    _strip_noscript(tree)
    return tree


def _strip_noscript(tree: HtmlElement) -> None:
    """Browsers show none of it: it begs for scripts, and repeats the pictures that scripts load."""
    hidden = list(tree.iter("noscript"))
    letters = sum(len(text) for element in hidden for text in element.itertext())
    # One that swallowed the page, for want of an end tag inside, is a mistake of the page's maker.
    if hidden and 2 * letters > sum(map(len, tree.itertext("body", "div", "p", "li", "td", "span", "a"))):
        etree.strip_tags(tree, "noscript")
    else:
        etree.strip_elements(tree, "noscript", with_tail=False)


def _with_guessed_facts(facts: PageFacts, tree: HtmlElement, url: str) -> PageFacts:
    """Author and date from what the page shows, where it does not state them for machines."""
    # Its wide search takes years out of footers and image names: a wrong date is worse than none.
    search: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": _today()}
    if facts.authors:
        # The same search for the date alone, at half the time.
        url_of_date = examine_meta(tree).url or extract_url(tree, url or None)
        return replace(facts, published_at=find_date(tree, url=url_of_date, **search) or "")
    guess = trafilatura.extract_metadata(tree, default_url=url or None, date_config=search, extensive=False)
    authors = tuple(name.strip() for name in (guess.author or "").split(";") if name.strip())
    return replace(facts, authors=authors, published_at=facts.published_at or guess.date or "")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _empty_page(shape: MarkupShape) -> ExtractedPage:
    signs = PageSigns(script_bytes=shape.script_bytes, is_cut_off=shape.ends_inside_markup)
    judgement = judge_page("", signs)
    return ExtractedPage("", (), "", "", "", judgement.label, judgement.reason, "", (), EXTRACTOR, VERSION)
