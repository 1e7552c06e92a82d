"""What stands before a date and takes a part of it: "early", "the end of", "the first week of"."""

import re
from functools import cache

from claims.text.date_periods import Period, part_of, slice_of, weekend_of, year_period
from claims.text.date_readers import ORDINALS, PLURALS, UNITS, Found, Reading, Sentence, count_of, group
from claims.text.date_shapes import any_of
from claims.text.languages import en_dates, uk_dates

# "the first two weeks of the month of" is as long as it gets.
_LOOKED_BACK = 40
_WIDENED_UNITS = frozenset({"week", "month", "year", "decade", "century", "quarter", "season"})
# Their last day is meant by their end; that of a month is its last third.
_ENDS_IN_A_DAY = frozenset({"week", "year", "quarter", "half", "season"})
_YEARS_IN = {"decade": 10, "century": 100}


@cache
def _before(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that take a part of the date after them."""
    if language == "en":
        part = (
            rf"\b(?<!minutes\s)(?<!hours\s)(?<!days\s)(?<!too\s)(?:(?P<limit>since|from|by|before|until|till|as\sof)\s)?"
            rf"(?P<raw>(?P<part>{any_of(en_dates.PARTS)}))(?:-|\s(?:in\s)?(?:the\s)?)$"
        )
        slice_ = (
            rf"\b(?:the\s)?(?P<nth>{any_of(en_dates.ORDINALS)})\s(?:(?P<count>\d{{1,2}}|{any_of(en_dates.COUNTS)})\s)?"
            rf"(?P<slice>{any_of(en_dates.PERIODS)})\s(?:of|in)\s(?:the\s)?$"
        )
    else:
        part = rf"\b(?:(?P<limit>до|від|з|із|на(?=\sпочаток))\s)?(?P<raw>(?P<part>{any_of(uk_dates.PARTS)}))\s$"
        slice_ = (
            rf"\b(?P<nth>{any_of(uk_dates.ORDINALS)})\s(?:(?P<count>\d{{1,2}}|{any_of(uk_dates.COUNTS)})\s)?"
            rf"(?P<slice>{any_of((*uk_dates.PERIODS, *uk_dates.THIRDS))})\s$"
        )
    return re.compile(part, re.IGNORECASE), re.compile(slice_, re.IGNORECASE)


def with_parts(found: list[Found], sentence: Sentence) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        widened = _widened(one, sentence) if one.reading.unit in _WIDENED_UNITS else one
        while kept and kept[-1].end > widened.start:
            kept.pop()
        kept.append(widened)
    return kept


def _widened(one: Found, sentence: Sentence) -> Found:
    part, slice_ = _before(sentence.language)
    since = max(sentence.span.start, one.start - _LOOKED_BACK)
    if match := part.search(sentence.text, since, one.start):
        tables = en_dates.PARTS if sentence.language == "en" else uk_dates.PARTS
        name = tables[group(match, "part")]
        name = _exact_part(name, one.reading.unit, is_limit=bool(group(match, "limit")))
        return _taken(one, match, _part(one.reading, name))
    if match := slice_.search(sentence.text, since, one.start):
        return _taken(one, match, _slice(one.reading, match))
    return one


def _exact_part(name: str, unit: str, *, is_limit: bool) -> str:
    """The end of a year is its last day, and its start the first where something is counted from it; else thirds."""
    if name == "end":
        return "end" if unit in _ENDS_IN_A_DAY else "late"
    if name == "start":
        return "start" if unit in ("week", "year", "month", "season") and is_limit else "early"
    return name


def _taken(one: Found, match: re.Match[str], reading: Reading | None) -> Found:
    start = match.start("raw") if "raw" in match.re.groupindex else match.start()
    return one if reading is None else Found(start, one.end, reading)


def _part(reading: Reading, name: str) -> Reading:
    if reading.period is None:
        return reading
    return reading._replace(period=part_of(reading.period, unit=reading.unit, part=name), unit="part")


def _slice(reading: Reading, match: re.Match[str]) -> Reading | None:
    """Take so many units of a period; None when it does not hold them."""
    written = group(match, "slice")
    which, unit = ORDINALS[group(match, "nth")], UNITS.get(written, "third")
    if not group(match, "count") and written in PLURALS:
        return None  # "the first days of May" are not counted
    if reading.period is None:
        return reading
    try:
        period = _slice_of(reading.period, match, of=reading.unit, unit=unit, which=which)
    except (ValueError, KeyError):
        return None
    return reading._replace(period=period, unit=unit)


def _slice_of(period: Period, match: re.Match[str], *, of: str, unit: str, which: int) -> Period:
    if of in _YEARS_IN and unit in ("half", "quarter"):
        length = _YEARS_IN[of] // (2 if unit == "half" else 4)
        first = period[1].year - length + 1 if which < 0 else period[0].year + (which - 1) * length
        return year_period(first, until=first + length - 1)
    if unit == "weekend":
        return weekend_of(period, which=which)
    if unit == "third":
        return part_of(period, unit=of, part={1: "early", 2: "mid"}.get(which, "late"))
    if of == "month" and unit == "half":
        middle = period[0].replace(day=15)
        return (period[0], middle) if which == 1 else (middle.replace(day=16), period[1])
    fortnights = 2 if unit == "fortnight" else 1
    count = fortnights * int(count_of(match))
    return slice_of(period, unit="week" if unit == "fortnight" else unit, which=which, count=count)
