"""What a word tells of the date beside it, and how the words of a clause are asked in turn."""

from collections.abc import Callable, Iterable, Iterator, Set
from enum import Enum

from claims.text.tokens import Token

Tokens = tuple[Token, ...]
# A verb further away than this belongs to something else.
WORDS_LOOKED_AT = 24
# A name in quotation marks has so many words at most, a clause that is put in so many.
_NAME_WORDS = 6
_INSERTED_WORDS = 14
_QUOTES = {"»": "«", "”": "“", "’": "‘"}
_NO_INSERTED = frozenset(",;:«»“”")


class Direction(Enum):
    """Where a date lies, seen from the day of publication; NEAREST is the nearer of the two ("was due on Friday")."""

    BEHIND = "behind"
    AHEAD = "ahead"
    NEAREST = "nearest"


def before(tokens: Tokens, index: int, steps: int = 1) -> str:
    """Give the word so many places before; empty where there is none."""
    return tokens[index - steps].lower if steps <= index < len(tokens) + steps else ""


def after(tokens: Tokens, index: int, steps: int = 1) -> str:
    """Give the word so many places behind; empty where there is none."""
    return tokens[index + steps].lower if index + steps < len(tokens) else ""


def first_cue(
    tokens: Tokens, places: Iterable[int], *, stops: Set[str], cue_at: Callable[[Tokens, int], Direction | None]
) -> Direction | None:
    """Ask the words at ``places`` in turn until one tells; None when one of ``stops`` comes first."""
    for index in places:
        if tokens[index].lower in stops:
            return None
        cue = cue_at(tokens, index)
        if cue is not None:
            return cue
    return None


def places_before(tokens: Tokens, index: int, *, openers: Set[str] = frozenset()) -> Iterator[int]:
    """Give the places of the words before, the nearest first, without names in quotation marks and without clauses
    between two commas of which the first word is one of ``openers``."""
    since = max(index - WORDS_LOOKED_AT, 0)
    place = index - 1
    while place >= since:
        inserted = _opening_quote(tokens, place) or _opening_comma(tokens, place, openers)
        if inserted is None:
            yield place
        place = (place if inserted is None else inserted) - 1


def joined_at(tokens: Tokens, index: int, *, joints: Set[str]) -> int:
    """Give the place behind the ", and" that joins the clause of a word to the one before; 0 where none does."""
    for place in range(index - 1, max(index - WORDS_LOOKED_AT, 0), -1):
        if tokens[place].lower in joints and tokens[place - 1].lower == ",":
            return place + 1
    return 0


def places_after(tokens: Tokens, index: int) -> Iterator[int]:
    """Give the places of the words from ``index`` on, without names in quotation marks."""
    place = index
    while place < min(index + WORDS_LOOKED_AT, len(tokens)):
        closing = _closing_quote(tokens, place)
        if closing is None:
            yield place
        place = (place if closing is None else closing) + 1


def _opening_quote(tokens: Tokens, place: int) -> int | None:
    """Give the place of the mark that opens the name which the one at ``place`` closes."""
    opening = _QUOTES.get(tokens[place].text)
    names = range(place - 1, max(place - _NAME_WORDS, 0) - 1, -1)
    return None if opening is None else next((at for at in names if tokens[at].text == opening), None)


def _closing_quote(tokens: Tokens, place: int) -> int | None:
    """Give the place of the mark that closes the name which the one at ``place`` opens."""
    names = range(place + 1, min(place + _NAME_WORDS, len(tokens)))
    if tokens[place].text not in _QUOTES.values():
        return None
    return next((at for at in names if _QUOTES.get(tokens[at].text) == tokens[place].text), None)


def _opening_comma(tokens: Tokens, place: int, openers: Set[str]) -> int | None:
    """Give the place of the comma that opens the clause which the one at ``place`` closes."""
    if not openers or tokens[place].text != ",":
        return None
    for at in range(place - 1, max(place - _INSERTED_WORDS, 0) - 1, -1):
        if tokens[at].text in _NO_INSERTED:
            return at if tokens[at].text == "," and tokens[at + 1].lower in openers else None
    return None
