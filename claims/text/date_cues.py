"""What a word tells of the date beside it, and how the words of a clause are asked in turn."""

from collections.abc import Callable, Iterable, Set
from enum import Enum

from claims.text.tokens import Token

Tokens = tuple[Token, ...]
# A verb further away than this belongs to something else.
WORDS_LOOKED_AT = 24


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


def places_before(index: int) -> range:
    """Give the places of the words before, the nearest first."""
    return range(index - 1, max(index - WORDS_LOOKED_AT, 0) - 1, -1)


def joined_at(tokens: Tokens, index: int, *, joints: Set[str]) -> int:
    """Give the place behind the ", and" that joins the clause of a word to the one before; 0 where none does."""
    for place in places_before(index):
        if place and tokens[place].lower in joints and tokens[place - 1].lower == ",":
            return place + 1
    return 0


def places_after(tokens: Tokens, index: int) -> range:
    """Give the places of the words from ``index`` on."""
    return range(index, min(index + WORDS_LOOKED_AT, len(tokens)))
