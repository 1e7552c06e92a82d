"""The main text of a parsed page: trafilatura, first in its quick and strict mode, again where that gave too little."""

import logging
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Document

from claims.text.blocks import render_blocks
from claims.text.clutter import remove_clutter

EXTRACTOR = "trafilatura"
# The library's version, and ours of what stands around it: raised when the same page would give another text.
VERSION = f"{trafilatura.__version__}+2"

# Under these many letters, or this share of the prose that stands on the page, a reading is tried again with the
# wider net. On 990 public pages any share from .4 to .7 gave the same result within a thousandth.
_FEW_LETTERS = 250
_SHARE_OF_PROSE = 0.4
# The wider reading is taken only where it finds this much more: it brings menus and teasers with it.
_CLEARLY_MORE = 1.3

# It logs an error for every page without a main text; that is a finding here, not a fault.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class MainText:
    """The main text, and the clutter that was taken out before it was looked for."""

    text: str
    clutter: tuple[str, ...] = ()


def find_main_text(tree: HtmlElement) -> MainText:
    """The main text of ``tree``, from which clutter is taken out on the way."""
    # Neither reading looks at them, and both copy the tree several times.
    etree.strip_elements(tree, "style", "svg", "template", with_tail=False)
    clutter = remove_clutter(tree)
    text = _read(tree, is_strict=True)
    if len(text) < max(_FEW_LETTERS, _SHARE_OF_PROSE * clutter.prose_left):
        wider = _read(tree, is_strict=False)
        if len(wider) > _CLEARLY_MORE * len(text):
            text = wider
    return MainText(text, clutter.texts)


def _read(tree: HtmlElement, *, is_strict: bool) -> str:
    """Strict is quick too: what the slow comparison with other readers finds, the second reading finds as well."""
    document = trafilatura.bare_extraction(
        tree,
        favor_precision=is_strict,
        fast=is_strict,
        include_comments=False,
        include_tables=True,
        include_links=False,
        with_metadata=False,
    )
    assert document is None or isinstance(document, Document)
    return render_blocks(document.body) if document else ""
