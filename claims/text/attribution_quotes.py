"""Quotations of a text: from an opening mark to its closing one, or to the end of the paragraph."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile("[“”\"„«»]|''|``")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
# A quotation that stops without its mark goes on in the next paragraph, as the custom of newspapers is; anything else
# that is never closed is a slip of the pen and no quotation when it is longer than this.
UNCLOSED_CHARACTERS = 3000


class Quotation(NamedTuple):
    """One quotation with its marks; ``is_closed`` is false where the paragraph ends before it does."""

    start: int
    end: int
    is_closed: bool


def find_quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Find the quotations of ``text[start:end]`` in the order in which they stand; none lies in another."""
    return tuple(
        quotation
        for paragraph in _PARAGRAPH.finditer(text, start, len(text) if end is None else end)
        for quotation in _quotations_in(text, paragraph.start(), paragraph.end())
    )


def _quotations_in(text: str, start: int, end: int) -> Iterator[Quotation]:
    opening: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opening is None:
            if _opens(text, mark, start):
                opening = mark.start()
        elif _closes(text, mark, end):
            yield Quotation(opening, mark.end(), True)
            opening = None
    if opening is not None and end - opening <= UNCLOSED_CHARACTERS:
        yield Quotation(opening, len(text[start:end].rstrip()) + start, False)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    if mark[0] in _OPENING:
        return True
    if mark[0] in _CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    return before.isspace() or before in "([—–-:,"


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark ends the quotation that is open; a second opening mark does not."""
    if mark[0] == "„" or mark[0] == "«" or mark[0] == "``":
        return False
    if mark[0] in _CLOSING:
        return True
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < end else " "
    if mark[0] == "“":
        return not before.isspace() and not after.isalnum()
    return not before.isspace() or after.isspace()
