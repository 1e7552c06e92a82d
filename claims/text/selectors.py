"""How a quote is found again: W3C text selectors, made from a text and resolved in the same or a changed one.

A quote is first looked for at its old place, then anywhere as it stands, then with typography folded: page makers
change apostrophes, dashes, spaces, soft hyphens and stress marks without changing a word.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from claims.errors import BadInput

EXACT = "exact"
NORMALISED = "normalised"
MOVED = "moved"
LOST = "lost"

CONTEXT_CHARACTERS = 32
# A quote of one letter stands in a long page a million times; so many places are weighed and no more.
MOST_PLACES = 5_000

_FOLDED = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<hidden>[\u00ad\u200b\u2060\ufeff]+)"
    r"|(?P<single>[\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060])"
    r"|(?P<double>[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb])"
    r"|(?P<dash>[\u2010-\u2015\u2212])"
    r"|(?P<marked>[^\s\u0300-\u036f][\u0300-\u036f]+)"
)
_REPLACEMENTS = {"space": " ", "hidden": "", "single": "'", "double": '"', "dash": "-"}
_STRESS_MARKS = re.compile(r"[\u0300\u0301]")


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The exact words with a little of what stands before and after them."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """Offsets in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a quote stands: ``state`` is exact, normalised, moved or lost; a lost one has both offsets -1."""

    state: str
    start: int
    end: int


class _Piece(NamedTuple):
    """A stretch of the original that stands at ``place`` in the folded text, unchanged or replaced by something."""

    place: int
    start: int
    end: int
    is_unchanged: bool


@dataclass(frozen=True, slots=True)
class _FoldedText:
    """A text with its typography folded, and the pieces that lead back to the original."""

    text: str
    pieces: tuple[_Piece, ...]

    def start_of(self, place: int) -> int:
        """Where the original of the folded character at ``place`` begins."""
        piece = self._piece_at(place)
        return piece.start + (place - piece.place if piece.is_unchanged else 0)

    def end_of(self, place: int) -> int:
        """Where the original of the folded character at ``place`` ends."""
        piece = self._piece_at(place)
        return piece.start + place - piece.place + 1 if piece.is_unchanged else piece.end

    def place_of(self, offset: int) -> int:
        """The folded place of an offset of the original, or the nearest before it."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0:
            return 0
        piece = self.pieces[at]
        return piece.place + (min(offset, piece.end) - piece.start if piece.is_unchanged else 0)

    def _piece_at(self, place: int) -> _Piece:
        return self.pieces[bisect_right(self.pieces, place, key=lambda piece: piece.place) - 1]


def quote_selector(text: str, start: int, end: int, *, context: int = CONTEXT_CHARACTERS) -> TextQuoteSelector:
    """The words at an offset with up to ``context`` characters on either side; BadInput when nothing stands there."""
    if not 0 <= start < end <= len(text):
        message = f"There are no words from {start} to {end} in a text of {len(text)} characters; select them again."
        raise BadInput(message, field="start")
    return TextQuoteSelector(text[start:end], text[max(0, start - context) : start], text[end : end + context])


def resolve(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None = None) -> Resolution:
    """Where the quoted words stand in a text.

    *exact*: at the given place, or without one where words and context stand unchanged; *moved*: the same words
    elsewhere, chosen by context, then by nearness; *normalised*: the same but for typography; *lost*: nowhere.
    """
    if not quote.exact.strip():
        return Resolution(LOST, -1, -1)
    if position and position.start >= 0 and text.startswith(quote.exact, position.start):
        return Resolution(EXACT, position.start, position.start + len(quote.exact))
    place = _best_place(text, quote, position.start if position else 0)
    if place is None:
        return _resolve_folded(text, quote, position)
    is_unmoved = position is None and _context_length(text, quote, place) == len(quote.prefix) + len(quote.suffix)
    return Resolution(EXACT if is_unmoved else MOVED, place, place + len(quote.exact))


def _resolve_folded(text: str, quote: TextQuoteSelector, position: TextPositionSelector | None) -> Resolution:
    folded = _fold(text)
    plain = TextQuoteSelector(_fold(quote.exact).text.strip(), _fold(quote.prefix).text, _fold(quote.suffix).text)
    if not plain.exact:
        return Resolution(LOST, -1, -1)
    place = _best_place(folded.text, plain, folded.place_of(position.start) if position else 0)
    if place is None:
        return Resolution(LOST, -1, -1)
    return Resolution(NORMALISED, folded.start_of(place), folded.end_of(place + len(plain.exact) - 1))


def _best_place(text: str, quote: TextQuoteSelector, near: int) -> int | None:
    """The occurrence with the longest matching context, the nearest to ``near`` among equals, then the first."""
    whole = quote.prefix + quote.exact + quote.suffix
    surrounded = [place + len(quote.prefix) for place in islice(_places(text, whole), MOST_PLACES)]
    candidates = surrounded or list(islice(_places(text, quote.exact), MOST_PLACES))
    ranked = ((-_context_length(text, quote, place), abs(place - near), place) for place in candidates)
    return min(ranked, default=(0, 0, None))[2]


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _context_length(text: str, quote: TextQuoteSelector, place: int) -> int:
    """How many characters of the context, counted outwards from the quote, stand around this place."""
    end = place + len(quote.exact)
    before = zip(reversed(quote.prefix), reversed(text[max(0, place - len(quote.prefix)) : place]), strict=False)
    after = zip(quote.suffix, text[end : end + len(quote.suffix)], strict=False)
    return _equal_run(before) + _equal_run(after)


def _equal_run(pairs: Iterator[tuple[str, str]]) -> int:
    length = 0
    for left, right in pairs:
        if left != right:
            break
        length += 1
    return length


def _fold(text: str) -> _FoldedText:
    """Fold a text in one pass; what was folded to nothing has no piece."""
    words: list[str] = []
    pieces: list[_Piece] = []
    place = 0
    for start, end, replacement in _runs(text):
        word = text[start:end] if replacement is None else replacement
        if word:
            words.append(word)
            pieces.append(_Piece(place, start, end, replacement is None))
            place += len(word)
    return _FoldedText("".join(words), tuple(pieces))


def _runs(text: str) -> Iterator[tuple[int, int, str | None]]:
    """The text as runs that stay (None) and runs with the words that replace them."""
    done = 0
    for found in _FOLDED.finditer(text):
        yield done, found.start(), None
        yield found.start(), found.end(), _folded_run(found)
        done = found.end()
    yield done, len(text), None


def _folded_run(found: re.Match[str]) -> str:
    if found.lastgroup != "marked":
        return _REPLACEMENTS[found.lastgroup or ""]
    letter = found.group()
    if "\u0400" <= letter[0] <= "\u052f":
        # On a Cyrillic letter acute and grave only show the stress; a breve makes another letter (й) and stays.
        letter = _STRESS_MARKS.sub("", letter)
    return unicodedata.normalize("NFC", letter)
