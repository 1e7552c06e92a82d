"""Measures in two units: "four years and three months", "six feet two", "two hours, 14 minutes and 4 seconds"."""

from typing import NamedTuple

from claims.text.numbers import read_number
from claims.text.sentence import Sentence
from claims.text.units import unit_after

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
_JOINERS = frozenset({"and", ","})
PARTS_AT_MOST = 3


class JoinedMeasure(NamedTuple):
    """The whole in the larger unit, and the token after it."""

    value: float
    unit: str
    last: int


def joined_measure(sentence: Sentence, value: float, unit: str | None, last: int) -> JoinedMeasure | None:
    """Go on from "four years" to "and three months"; None where no smaller unit follows."""
    if sentence.language != "en" or unit is None:
        return None
    whole, found = unit, False
    for _ in range(PARTS_AT_MOST):
        part = _part_at(sentence, whole, last)
        if part is None:
            break
        whole, value, last, found = part.unit, value + part.value, part.last, True
    return JoinedMeasure(value, whole, last) if found else None


def _part_at(sentence: Sentence, whole: str, last: int) -> JoinedMeasure | None:
    """Read "and three months" in years; pounds are a weight before ounces."""
    position = last
    while position < last + 2 and sentence.lower(position) in _JOINERS:
        position += 1
    number = read_number(sentence.tokens, position, language="en") if position < len(sentence.tokens) else None
    if number is None or number.is_share or number.scale > 1:
        return None
    smaller = unit_after(sentence.tokens, number.last, language="en")
    larger = "lb" if (whole, smaller.unit) == ("GBP", "ounce") else whole
    size = _PARTS.get((larger, smaller.unit or ""))
    is_bare = position == last and sentence.tokens[number.first].kind != "number" and larger not in _OFTEN_JOINED
    if size is None or number.value >= size or is_bare:
        return None
    has_comma = sentence.lower(last) == "," and sentence.lower(last + 1) != "and"
    if has_comma and larger not in _OFTEN_JOINED and sentence.lower(smaller.last) not in _JOINERS:
        return None
    return JoinedMeasure(number.value / size, larger, smaller.last)
