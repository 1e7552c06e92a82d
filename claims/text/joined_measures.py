"""Measures in two units: "four years and three months", "six feet two", "two hours, 14 minutes and 4 seconds"."""

from typing import NamedTuple

from claims.text.numbers import read_number
from claims.text.sentence import Sentence
from claims.text.units import unit_after
from claims.text.words import words_of

# How many of the smaller unit make one of the larger, in English news.
_PARTS: dict[tuple[str, str], float] = {
    ("century", "year"): 100, ("decade", "year"): 10, ("year", "month"): 12, ("year", "week"): 52, ("year", "day"): 365,
    ("month", "week"): 52 / 12, ("month", "day"): 30, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60,
    ("hour", "second"): 3600, ("day", "minute"): 1440, ("minute", "second"): 60, ("foot", "inch"): 12,
    ("lb", "ounce"): 16,
    ("mile", "yard"): 1760, ("yard", "foot"): 3, ("km", "m"): 1000, ("m", "cm"): 100, ("kg", "g"): 1000,
}  # fmt: skip
# "In two years, three months of rain" are two spans; "two hours, 14 minutes" is one.
_OFTEN_JOINED = frozenset({"hour", "minute", "foot", "lb"})
_JOINERS = {"en": frozenset({"and", ","}), "uk": frozenset({"і", "й", "та", ","})}
_MORE_PARTS = {
    ("UAH", "kopek"): 100.0, ("USD", "cent"): 100.0, ("EUR", "cent"): 100.0, ("RUB", "kopek"): 100.0,
    ("tonne", "kg"): 1000.0, ("km", "m"): 1000.0, ("m", "cm"): 100.0, ("kg", "g"): 1000.0,
}  # fmt: skip
# What follows a second measure that is not the rest of the first.
_OF_NEXT_CLAUSE = words_of("of later earlier ago passed was were is are had has have went")
PARTS_AT_MOST = 3


class JoinedMeasure(NamedTuple):
    """The whole in the larger unit, and the token after it."""

    value: float
    unit: str
    last: int


def joined_measure(sentence: Sentence, value: float, unit: str | None, last: int) -> JoinedMeasure | None:
    """Go on from "four years" to "and three months"; None where no smaller unit follows."""
    if sentence.language not in _JOINERS or unit is None:
        return None
    whole, found, read = unit, False, None
    for _ in range(PARTS_AT_MOST):
        part = _part_at(sentence, whole, last)
        smaller = part and sentence.lower(part.last - 1)
        if part is None or smaller == read:  # "14 seconds, 11 seconds clear of the field"
            break
        read = smaller
        whole, value, last, found = part.unit, value + part.value, part.last, True
    return JoinedMeasure(value, whole, last) if found else None


def _part_at(sentence: Sentence, whole: str, last: int) -> JoinedMeasure | None:
    """Read "and three months" in years; pounds are a weight before ounces."""
    position, language = last, sentence.language
    while position < last + 2 and sentence.lower(position) in _JOINERS[language]:
        position += 1
    number = read_number(sentence.tokens, position, language=language) if position < len(sentence.tokens) else None
    if number is None or number.is_share or number.scale > 1:
        return None
    smaller = unit_after(sentence.tokens, number.last, language=language)
    larger = "lb" if (whole, smaller.unit) == ("GBP", "ounce") else whole
    pair = (larger, smaller.unit or "")
    size = _PARTS.get(pair) or (_MORE_PARTS.get(pair) if language == "uk" else None)
    is_far = position > last and pair in _MORE_PARTS  # "12 тонн вугілля", "20 тонн, 500 кг" are two things
    is_bare = position == last and sentence.tokens[number.first].kind != "number" and larger not in _OFTEN_JOINED
    if size is None or number.value >= size or is_bare or (is_far and language == "uk"):
        return None
    if position > last and language == "en" and _is_of_next_clause(sentence, number.first, smaller.last):
        return None
    has_comma = sentence.lower(last) == "," and sentence.lower(last + 1) != "and"
    if has_comma and larger not in _OFTEN_JOINED and sentence.lower(smaller.last) not in _JOINERS[language]:
        return None
    return JoinedMeasure(number.value / size, larger, smaller.last)


def _is_of_next_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Tell "two years and three months later resigned" and "two days and six hours of footage was shown"."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return sentence.lower(last) in _OF_NEXT_CLAUSE or sentence.has_date_at(start, end)
