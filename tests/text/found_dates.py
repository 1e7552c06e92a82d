"""What `find_dates` reads of a text, written short for the tests of dates."""

from datetime import date

from claims.text.dates import find_dates
from claims.text.segments import Span

PUBLISHED_ON = date(2024, 11, 20)  # a Wednesday


def found(text: str, *, language: str = "en", published_on: date | None = None) -> list[tuple[str, str, str]]:
    """The words, the first and the last day of each date."""
    mentions = find_dates(text, Span(0, len(text)), language=language, published_on=published_on)
    assert all(text[mention.start : mention.end] == mention.raw for mention in mentions)
    return [(mention.raw, str(mention.start_date), str(mention.end_date)) for mention in mentions]


def starts(text: str, *, language: str = "en") -> list[str]:
    """The first day of each date, seen from the day of publication."""
    return [start for _, start, _ in found(text, language=language, published_on=PUBLISHED_ON)]
