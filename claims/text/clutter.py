"""Takes out of a parsed page what stands in an article and is not part of it: "read also", newsletters, credits.

It runs before the main text is looked for, because only the tree still knows what is a link. What it takes out is
short and says by its words, its class or its links what it is; when in doubt a block stays.
"""

from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from claims.text import clutter_cues as cues

# No clutter of these kinds is longer; a longer block is prose that happens to begin like it.
MAX_CUE_LETTERS = 320
# An element named like clutter and longer than this is a wrapper of the article with an unlucky name.
MAX_NAMED_LETTERS = 700
# Shorter blocks are captions and menu points as often as prose.
PROSE_LETTERS = 80
# Text that stands directly in a wrapper, between line breaks, counts as prose from here on.
BARE_PROSE_LETTERS = 200

_LEAVES = ("p", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "li", "section", "aside", "ul")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CUED = _HEADINGS | {"p", "div", "blockquote", "li"}
_PROSE = frozenset(("p", "div", "blockquote", "section"))
_NAMED = frozenset(("p", "div", "section", "aside", "ul"))
_BLOCKS = frozenset((
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "ul", "ol", "table", "section", "article",
    "aside", "figure", "dl", "pre", "form", "main", "header", "footer", "nav",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clutter:
    """What was taken out, one line each, and how many letters of prose are left to measure a reading by."""

    texts: tuple[str, ...]
    prose_left: int


def remove_clutter(tree: HtmlElement) -> Clutter:
    """Take clutter out of ``tree``."""
    body = tree.find("body")
    if body is None:
        return Clutter((), 0)
    doomed: list[tuple[HtmlElement, str]] = []
    prose = 0
    for element in body.iter(*_LEAVES):
        is_leaf = _is_leaf(element)
        text = _named_clutter(element) or (_said_clutter(element) if is_leaf else "")
        if text:
            doomed.append((element, text))
        elif element.tag in _PROSE:
            prose += _leaf_prose(element) if is_leaf else _bare_prose(element)
    for element, _ in doomed:
        _take_out(element)
    return Clutter(tuple(text for _, text in doomed), prose)


def _named_clutter(element: HtmlElement) -> str:
    """The text of an element whose class or id says that it is clutter, ``""`` for any other."""
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(name) == 1 or element.tag not in _NAMED or not _is_name_of_clutter(name):
        return ""
    return _text(element, at_most=MAX_NAMED_LETTERS)


@lru_cache(maxsize=4096)
def _is_name_of_clutter(name: str) -> bool:
    return cues.CLASS_NAME.search(name.lower()) is not None


def _said_clutter(element: HtmlElement) -> str:
    """The text of a block whose words or links say that it is clutter, ``""`` for any other."""
    text = _text(element, at_most=MAX_CUE_LETTERS) if element.tag in _CUED else ""
    return text if text and _is_clutter(element, text.lower()) else ""


def _is_clutter(element: HtmlElement, text: str) -> bool:
    """``text`` is the element's, in small letters."""
    words = text.count(" ") + 1
    if cues.LABEL.match(text) or (words <= 25 and cues.PICTURE_CREDIT.match(text)):
        return True
    if words <= 45 and cues.RIGHTS.search(text):
        return True
    if words <= 45 and cues.SIGN_UP.search(text) and (words <= 12 or _link_letters(element)):
        return True
    return _points_elsewhere(element, text, words=words)


def _points_elsewhere(element: HtmlElement, text: str, *, words: int) -> bool:
    """Whether a block only sends its reader on: "Read also: …", or a paragraph that is one link and no sentence."""
    if words <= 40 and cues.SEE_ALSO.match(text):
        links = _link_letters(element)
        return links >= 0.3 * len(text) if links else words <= 7 or text.endswith(":")
    if words < 3 or element.tag == "li" or element.tag in _HEADINGS:
        return False
    return _link_letters(element) >= 0.9 * len(text) and not cues.SENTENCE_END.search(text)


def _leaf_prose(element: HtmlElement) -> int:
    letters = sum(len(text) for text in element.itertext())
    return letters if letters > PROSE_LETTERS and 2 * _link_letters(element) < letters else 0


def _bare_prose(element: HtmlElement) -> int:
    """Letters that stand directly in a wrapper, between its blocks."""
    letters = len((element.text or "").strip()) + sum(len(child.tail.strip()) for child in element if child.tail)
    return letters if letters > BARE_PROSE_LETTERS else 0


def _is_leaf(element: HtmlElement) -> bool:
    """Whether no other block stands in it; ends at the first, so asking every element stays linear."""
    has_child = False
    for child in element:
        if child.tag in _BLOCKS:
            return False
        has_child = True
    return not has_child or next(element.iterdescendants(*_BLOCKS), None) is None


def _text(element: HtmlElement, *, at_most: int) -> str:
    """The text on one line, ``""`` when it is longer than ``at_most``; reads no further than it must."""
    parts: list[str] = []
    letters = 0
    for part in element.itertext():
        parts.append(part)
        letters += len(part.strip())
        if letters > at_most:
            return ""
    text = " ".join("".join(parts).split())
    return text if len(text) <= at_most else ""


def _link_letters(element: HtmlElement) -> int:
    return sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))


def _take_out(element: HtmlElement) -> None:
    """Without the text that follows it, which belongs to its parent."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = f"{before.tail or ''} {element.tail}"
        else:
            parent.text = f"{parent.text or ''} {element.tail}"
    parent.remove(element)
