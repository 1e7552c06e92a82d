"""Which way a sentence looks from the day it was written: whether "on Friday" is behind or ahead.

A date belongs to a verb of its own clause: the nearest one before it, else the first one after it ("On Friday the court
will rule"). What kinds of words tell the tense, and what stands beside the date and tells it without a verb, is known
to each language.
"""

from bisect import bisect_left
from operator import attrgetter

from claims.text import date_tense_in_english, date_tense_in_ukrainian
from claims.text.date_cues import Direction
from claims.text.segments import Span
from claims.text.tokens import tokens_of

_start_of = attrgetter("start")
_LANGUAGES = {"en": date_tense_in_english.direction_at, "uk": date_tense_in_ukrainian.direction_at}


def is_lasting_around(text: str, span: Span, *, start: int) -> bool:
    """Tell whether a Ukrainian clause is in the present tense, of what lasts or comes again."""
    tokens = tokens_of(text, span)
    return date_tense_in_ukrainian.is_lasting_at(tokens, bisect_left(tokens, start, key=_start_of))


def direction_of(text: str, span: Span, *, start: int, end: int, language: str) -> Direction | None:
    """Tell where the words from ``start`` to ``end`` lie for the clause around them; None where nothing tells."""
    direction_at = _LANGUAGES.get(language)
    if direction_at is None:
        return None
    tokens = tokens_of(text, span)
    first = bisect_left(tokens, start, key=_start_of)
    if first and tokens[first - 1].end > start:
        first -= 1  # "mid-April" is one word
    return direction_at(tokens, first, bisect_left(tokens, end, key=_start_of))
