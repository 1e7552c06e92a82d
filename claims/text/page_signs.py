"""Collects from a parsed page what speaks for and against its being an article, for the quality gate to weigh."""

import re
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from claims.text import block_cues, consent_cues, paywall_cues, reader_cues
from claims.text.blocks import render_blocks
from claims.text.language import LANGUAGES
from claims.text.main_text import MainText
from claims.text.page_facts import PageFacts
from claims.text.prescan import MarkupShape
from claims.text.quality import LONG_WALL_WORDS, WALL_WORDS, PageSigns

# What a page never shows.
_HIDDEN = ("head", "script", "style", "template", "svg", "iframe", "object", "select", "math", "noscript")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Walls are judged on what stands first; no wall is longer.
_VISIBLE_CHARACTERS = 20_000
# Markers stand in the head or in a short body.
_SOURCE_WINDOW = 150_000
_REFRESH = re.compile(r"^\s*(?P<seconds>\d+)[^;]*;\s*(?:url\s*=\s*)?[\"']?(?P<target>[^\"']+)", re.IGNORECASE)
# A page that reloads itself after minutes is a live page, not a signpost.
_REFRESH_SECONDS = 30
_LANGUAGE_SEGMENT = re.compile(r"^/(?P<code>[a-z]{2})(?:[-_][a-zA-Z]{2})?(?:/|$)")
_MAX_HEADINGS = 3


def collect_signs(
    tree: HtmlElement, source: bytes, *, main: MainText, facts: PageFacts, shape: MarkupShape, url: str
) -> PageSigns:
    """The signs of a page; only where little text was found is everything looked at that it shows.

    ``tree`` loses what is hidden, so nothing may be read from it afterwards.
    """
    words = len(main.text.split())
    signs = PageSigns(
        titles=(facts.title, facts.window_title),
        headings=_headings(tree),
        script_bytes=shape.script_bytes,
        is_cut_off=shape.ends_inside_markup,
        is_for_subscribers=facts.is_for_subscribers,
        is_home_canonical=_is_home(facts.canonical_url) and not _is_home(url),
        has_article_facts=facts.is_article,
        languages_stated=_languages_stated(facts, url),
    )
    window = source[:_SOURCE_WINDOW]
    if words < LONG_WALL_WORDS:
        has_marker = _has_any(paywall_cues.MARKERS, window) or paywall_cues.NAME.search(window) is not None
        signs = replace(signs, has_paywall_marker=has_marker)
    if words < WALL_WORDS or signs.is_home_canonical or signs.is_for_subscribers or signs.has_paywall_marker:
        signs = _with_visible_signs(signs, tree, main=main)
    if words < WALL_WORDS:
        signs = _with_markers(signs, window)
    return signs


def _with_visible_signs(signs: PageSigns, tree: HtmlElement, *, main: MainText) -> PageSigns:
    body = tree.find("body")
    if body is None:
        return signs
    has_password_field = body.find(".//input[@type='password']") is not None
    refresh_target = _refresh_target(tree)
    _strip_hidden(body)
    shown = render_blocks(body)
    letters = sum(map(len, shown.split()))
    linked = sum(len("".join("".join(link.itertext()).split())) for link in body.iter("a"))
    return replace(
        signs,
        # What was taken out as clutter is shown all the same: walls are made of it.
        visible_text="\n".join((shown, *main.clutter))[:_VISIBLE_CHARACTERS],
        link_share=linked / letters if letters else 0.0,
        has_password_field=has_password_field,
        refresh_target=refresh_target,
    )


def _with_markers(signs: PageSigns, source: bytes) -> PageSigns:
    lowered = source.lower()
    vendors = (vendor for vendor, marks in block_cues.MARKERS if _has_any(marks, source))
    return replace(
        signs,
        has_empty_root=reader_cues.SHELL_ROOT.search(source) is not None,
        has_block_hint=_has_any(block_cues.HINTS, lowered),
        has_consent_hint=_has_any(consent_cues.HINTS, lowered),
        block_vendor=next(vendors, ""),
    )


def _has_any(marks: tuple[bytes, ...], source: bytes) -> bool:
    return any(mark in source for mark in marks)


def _headings(tree: HtmlElement) -> tuple[str, ...]:
    """The first headings of the highest level there is."""
    for tag in ("h1", "h2"):
        lines = [" ".join(heading.text_content().split()) for heading in islice(tree.iter(tag), _MAX_HEADINGS)]
        if any(lines):
            return tuple(line for line in lines if line)
    return ()


def _strip_hidden(body: HtmlElement) -> None:
    etree.strip_elements(body, *_HIDDEN, with_tail=False)
    hidden = [
        element
        for element in body.xpath(".//*[@hidden or @style or @aria-hidden='true']")
        if element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style") or "")
    ]
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()


def _refresh_target(tree: HtmlElement) -> str:
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            if found and int(found["seconds"][:6]) <= _REFRESH_SECONDS:
                return found["target"].strip()
    return ""


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and parts.path in ("", "/") and not parts.query


def _languages_stated(facts: PageFacts, url: str) -> tuple[str, ...]:
    """What the page states, and what a first segment such as ``/de/`` of its address says."""
    try:
        segment = _LANGUAGE_SEGMENT.match(urlsplit(url).path)
    except ValueError:
        segment = None
    of_url = segment["code"] if segment and segment["code"] in LANGUAGES else ""
    return tuple(code for code in (facts.language, of_url) if code)
