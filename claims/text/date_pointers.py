"""From one date to another: "a year earlier", "the following year", "the same period of 2020"."""

import re
from dataclasses import replace

from claims.text.date_periods import Period, day_period, month_period, moved_by_years, moved_day, period_around
from claims.text.date_readers import Found, Reading, Sentence, on_calendar
from claims.text.date_shapes import BESIDE

# A pointer further from its date than this many others points to nothing that a reader remembers.
_DATES_REMEMBERED = 8
_DAYS_OF_YEAR = 366
_PAIR = 2
_PERIOD = re.compile(r"\b(?:period|time|stage|point|період\w{0,3})\b", re.IGNORECASE)
# The units of "the previous three months", as readings name them.
LENGTHS_BEFORE = {unit: f"{unit}s before" for unit in ("day", "week", "month", "quarter", "year", "decade")}
_UNITS_BEFORE = {name: unit for unit, name in LENGTHS_BEFORE.items()}
_YEARS_IN = frozenset({"decade", "century"})
_LENGTHS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "season": 91, "half": 182, "part": 100}


def with_pointers(found: list[Found], sentence: Sentence) -> list[Found]:
    """Resolve "a year earlier" and "the following year" from the date before them."""
    resolved: list[Found] = []
    for one in found:
        if one.reading.unit.startswith("same"):
            one = _like_before(one, resolved, sentence)
        elif one.reading.pointer is not None and (base := _base_of(one, resolved)):
            one = replace(one, reading=one.reading._replace(period=on_calendar(_pointed_at, one.reading, base)))
        elif one.reading.pointer is not None and not one.reading.is_fixed:
            continue  # "через два роки" with nothing before it
        resolved.append(one)
    return resolved


def _like_before(one: Found, before: list[Found], sentence: Sentence) -> Found:
    """Move the period before it to another year: "from January to May ... than in the same period of 2020"."""
    since = max(len(before) - _DATES_REMEMBERED, 0)
    for index in range(len(before) - 1, since - 1, -1):
        other = before[index].reading
        if other.period is not None and other.unit not in ("day", "week"):
            pair = before[index - 1 : index + 1] if index > since else []
            base = _both(pair, sentence) or _to_date(one, other, sentence) or other
            return replace(one, reading=one.reading._replace(period=on_calendar(_in_other_year, one.reading, base)))
    return one


def _both(pair: list[Found], sentence: Sentence) -> Reading | None:
    """Take two months together: "between January and March", "in May and June"."""
    if len(pair) < _PAIR or not pair[0].reading.unit == pair[1].reading.unit == "month":
        return None
    first, last = pair[0].reading.period, pair[1].reading.period
    if first is None or last is None or first[0] > last[0]:
        return None
    is_beside = BESIDE[sentence.language].fullmatch(sentence.text, pair[0].end, pair[1].start) is not None
    return Reading((first[0], last[1]), "span") if is_beside else None


def _to_date(one: Found, base: Reading, sentence: Sentence) -> Reading | None:
    """Of the year that has begun the same period ends as it does: with the day of publication."""
    today = sentence.published_on
    if today is None or base.period is None or base.unit != "year" or not base.period[0] <= today < base.period[1]:
        return None
    is_of_period = _PERIOD.search(sentence.text, one.start, one.end) is not None
    return Reading((base.period[0], today), "span") if is_of_period else None


def _in_other_year(own: Reading, base: Reading) -> Period | None:
    if base.period is None:
        return own.period
    is_named = own.unit == "same of year" and own.period is not None
    years = own.period[0].year - base.period[0].year if is_named and own.period else -1
    return moved_by_years(base.period, years, unit=base.unit)


def _base_of(one: Found, before: list[Found]) -> Reading | None:
    """The last date before it that is as exact as the pointer needs; a weekday only tells when something was said."""
    is_stretch = one.reading.unit in _UNITS_BEFORE
    needed = _LENGTHS.get(one.reading.unit, 365)
    if one.reading.unit == "day of month":
        needed = _LENGTHS["month"]
    for other in reversed(before[-_DATES_REMEMBERED:]):
        reading = other.reading
        is_of_saying = reading.is_weekday and needed > _LENGTHS["week"]
        if reading.period is None or is_of_saying or (is_stretch and reading.unit == "day"):
            continue
        if is_stretch:
            return reading
        is_exact = _LENGTHS.get(reading.unit, 365) <= needed and reading.unit != "span"
        if is_exact or _is_stretch_compared(one.reading, reading):
            return reading
    return None


def _is_stretch_compared(own: Reading, base: Reading) -> bool:
    """Tell of "in the three months to June, down from 475 a year earlier"."""
    if base.unit != "span" or base.period is None or own.unit != "year" or own.pointer is None:
        return False
    return own.pointer < 0 and (base.period[1] - base.period[0]).days <= _DAYS_OF_YEAR


def _pointed_at(own: Reading, base: Reading) -> Period | None:
    if base.period is None or own.pointer is None:
        return own.period
    if own.unit == "day of month":
        return _day_of_month(base.period, own.pointer)
    if own.unit in _UNITS_BEFORE:
        since = moved_day(base.period[0], unit=_UNITS_BEFORE[own.unit], steps=own.pointer)
        return since, moved_day(base.period[0], unit="day", steps=-1)
    if base.unit == "part":
        return None
    if base.unit in ("years", "span"):  # before "2024-25" is 2023-24
        return moved_by_years(base.period, own.pointer, unit=base.unit)
    unit = "week" if own.unit == "weekend" else own.unit
    day = moved_day(base.period[0], unit=unit, steps=own.pointer)
    if own.unit in _YEARS_IN:
        return period_around(day, "year")
    # "Inflation was higher in May than a year earlier" compares months; "eight years later" means the year.
    is_same_length = base.unit in ("month", "quarter", "season") and own.unit == "year" and own.pointer < 0
    return period_around(day, base.unit if is_same_length and base.unit != "season" else own.unit)


def _day_of_month(base: Period, day: int) -> Period:
    """Give that day of the month that was named, or of the next one when it was over by then."""
    first = month_period(base[0].year, base[0].month + (base[0] == base[1] and day <= base[0].day))
    return day_period(first[0].replace(day=min(day, first[1].day)))
