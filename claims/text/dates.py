"""Dates and periods in a sentence: absolute ones always, relative ones when the day of publication is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from claims.text import date_shapes, dates_in_english, dates_in_ukrainian
from claims.text.date_joints import Found, joined
from claims.text.date_readers import Reader, Sentence
from claims.text.date_signs import signs_in
from claims.text.segments import Span

_BY_LANGUAGE = {"en": dates_in_english.READERS, "uk": dates_in_ukrainian.READERS}


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date or period, both ends inclusive; both None when it hangs on a day that is not known."""

    raw: str
    start_date: date | None
    end_date: date | None
    start: int
    end: int


def find_dates(
    text: str, span: Span, *, language: str = "en", published_on: date | None = None
) -> tuple[DateMention, ...]:
    """Find the dates, months, years, decades and relative periods of a sentence, in order."""
    readers = _likely_readers(text, span, language)
    if not readers:
        return ()
    sentence = Sentence(text, span, language, published_on)
    found = sorted(_read(sentence, readers), key=lambda one: one.start)
    return tuple(_mention(text, one) for one in joined(found, sentence))


def _read(sentence: Sentence, readers: list[tuple[re.Pattern[str], Reader]]) -> Iterator[Found]:
    """Read whatever a pattern matches; what an earlier one has read is taken."""
    text, span = sentence.text, sentence.span
    taken = bytearray(span.end - span.start)  # one mark per character keeps a sentence of 200,000 years linear
    for pattern, reader in readers:
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span("raw") if "raw" in pattern.groupindex else match.span()
            if taken.find(1, start - span.start, end - span.start) >= 0:
                continue
            try:
                reading = reader(match, sentence)
            except (ValueError, OverflowError):
                continue
            taken[start - span.start : end - span.start] = b"\x01" * (end - start)
            yield Found(start, end, reading)


def _mention(text: str, one: Found) -> DateMention:
    first, last = one.reading.period or (None, None)
    return DateMention(text[one.start : one.end], first, last, one.start, one.end)


def _likely_readers(text: str, span: Span, language: str) -> list[tuple[re.Pattern[str], Reader]]:
    """The patterns that may match, in order."""
    signs = signs_in(text, span, language=language)
    if not signs:
        return []
    return [(pattern, reader) for needed, pattern, reader in _readers(language) if needed <= signs]


@cache
def _readers(language: str) -> tuple[tuple[frozenset[str], re.Pattern[str], Reader], ...]:
    lines = date_shapes.BEFORE + _BY_LANGUAGE.get(language, ()) + date_shapes.AFTER
    return tuple(
        (frozenset(needed.split()), re.compile(pattern, re.IGNORECASE), reader) for needed, pattern, reader in lines
    )
