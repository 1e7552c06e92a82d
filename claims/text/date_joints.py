"""What stands between and before dates: "early", "the first week of", "to", and the years that they share."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from claims.text.date_periods import (
    Period,
    month_period,
    moved_day,
    part_of,
    period_around,
    slice_of,
    year_period,
)
from claims.text.date_readers import ORDINALS, PLURALS, UNITS, Reading, Sentence, count_of, group
from claims.text.date_shapes import any_of
from claims.text.languages import en_dates, uk_dates

# A pointer further from its date than this many others points to nothing that a reader remembers.
_DATES_REMEMBERED = 8
# "the first two weeks of the month of" is as long as it gets.
_LOOKED_BACK = 40
_WIDENED_UNITS = frozenset({"month", "year", "decade", "century", "quarter", "season"})
_DAYS_OF_WEEK = 7
_DAYS_OF_YEAR = 366
# Their last day is meant by their end; that of a month is its last third.
_ENDS_IN_A_DAY = frozenset({"year", "quarter", "half"})
_YEARS_IN = {"decade": 10, "century": 100}
_TO = {
    "en": re.compile(r"\s?[-–‑]\s?|—|\s(?:to|through|until|till)\s(?:the\s)?", re.IGNORECASE),
    "uk": re.compile(r"\s?[-–‑]\s?|—|\s(?:до|по|на)\s", re.IGNORECASE),
}
_BESIDE = {
    "en": re.compile(
        r",\s|,?\s(?:and|or)\s(?:the\s|in\s|on\s)?|\s?[-–—‑]\s?|\s(?:to|through|until|till)\s(?:the\s)?",
        re.IGNORECASE,
    ),
    "uk": re.compile(r",\s|,?\s(?:і|й|та|або|чи)\s(?:у\s|в\s)?|\s?[-–—‑]\s?|\s(?:до|по)\s", re.IGNORECASE),
}


# "18", or "14, 15" that were put together already.
_BARE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,\s\d{1,2}(?:st|nd|rd|th)?)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One date while the sentence is read: where it stands and what it says."""

    start: int
    end: int
    reading: Reading


def joined(found: list[Found], sentence: Sentence) -> list[Found]:
    """Put parts, pointers and runs of dates together; ``found`` is in order and stays so."""
    if sentence.language in _TO:
        found = _with_parts(found, sentence)
        found = _with_shared_years(found, sentence)
        found = _without_yearly(found, sentence)
        found = _with_runs(found, sentence)
    return _with_pointers(found)


# --- before a date --------------------------------------------------------------------------------------------------


@cache
def _before(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that take a part of the date after them."""
    if language == "en":
        part = (
            rf"\b(?<!minutes\s)(?<!hours\s)(?<!days\s)(?<!too\s)(?:(?P<limit>since|from|by|before|until|till)\s)?"
            rf"(?P<raw>(?P<part>{any_of(en_dates.PARTS)}))(?:-|\s(?:in\s)?(?:the\s)?)$"
        )
        slice_ = (
            rf"\b(?:the\s)?(?P<nth>{any_of(en_dates.ORDINALS)})\s(?:(?P<count>\d{{1,2}}|{any_of(en_dates.COUNTS)})\s)?"
            rf"(?P<slice>{any_of(en_dates.PERIODS)})\s(?:of|in)\s(?:the\s)?$"
        )
    else:
        part = rf"\b(?:(?P<limit>до|від|з|із)\s)?(?P<raw>(?P<part>{any_of(uk_dates.PARTS)}))\s$"
        slice_ = (
            rf"\b(?P<nth>{any_of(uk_dates.ORDINALS)})\s(?:(?P<count>\d{{1,2}}|{any_of(uk_dates.COUNTS)})\s)?"
            rf"(?P<slice>{any_of((*uk_dates.PERIODS, *uk_dates.THIRDS))})\s$"
        )
    return re.compile(part, re.IGNORECASE), re.compile(slice_, re.IGNORECASE)


def _with_parts(found: list[Found], sentence: Sentence) -> list[Found]:
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
        return "start" if unit in ("year", "month") and is_limit else "early"
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
    if unit == "third":
        return part_of(period, unit=of, part={1: "early", 2: "mid"}.get(which, "late"))
    if of == "month" and unit == "half":
        middle = period[0].replace(day=15)
        return (period[0], middle) if which == 1 else (middle.replace(day=16), period[1])
    fortnights = 2 if unit == "fortnight" else 1
    count = fortnights * int(count_of(match))
    return slice_of(period, unit="week" if unit == "fortnight" else unit, which=which, count=count)


# --- between two dates ----------------------------------------------------------------------------------------------


def _with_shared_years(found: list[Found], sentence: Sentence) -> list[Found]:
    """Give "between January and March 2023" its year for both months."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        own, other = shared[index], shared[index + 1]
        is_alike = own.reading.unit == other.reading.unit != "part"
        is_open = is_alike and not own.reading.is_fixed and other.reading.is_fixed
        if is_alike and not own.reading.is_fixed and _is_between(own, other, sentence):
            is_open = True
        if is_open and _BESIDE[sentence.language].fullmatch(sentence.text, own.end, other.start):
            period = _on_calendar(_in_year_of, own.reading, other.reading)
            shared[index] = replace(own, reading=own.reading._replace(period=period, is_fixed=other.reading.is_fixed))
    return shared


def _is_between(own: Found, other: Found, sentence: Sentence) -> bool:
    """Tell whether the first of two ends was found to be the later one: "between May and June"."""
    since = max(sentence.span.start, own.start - len("between "))
    before = sentence.text[since : own.start].lower()
    is_stretch = before == "between " or before.endswith("між ")
    periods = (own.reading.period, other.reading.period)
    return is_stretch and periods[0] is not None and periods[1] is not None and periods[0][0] > periods[1][1]


def _on_calendar(move: Callable[[Reading, Reading], Period | None], own: Reading, other: Reading) -> Period | None:
    """Move a period; None where that leads off the calendar, which begins with the year 1 and ends with 9999."""
    try:
        return move(own, other)
    except (ValueError, OverflowError):
        return None


def _in_year_of(own: Reading, other: Reading) -> Period | None:
    if own.period is None or other.period is None:
        return own.period
    moved = _moved_by_years(own.period, other.period[0].year - own.period[0].year, unit=own.unit)
    if moved[0] > other.period[1]:
        moved = _moved_by_years(moved, -1, unit=own.unit)
    return moved


def _moved_by_years(period: Period, years: int, *, unit: str) -> Period:
    if unit == "month":
        return month_period(period[0].year + years, period[0].month)
    return moved_day(period[0], unit="year", steps=years), moved_day(period[1], unit="year", steps=years)


# "Nobody may fish" and "anyone who lights a fire" speak of every year.
_RULE = re.compile(
    r"\b(?:(?:any(?:one|body)\swho|whoever)\s[a-z]+s|(?:nobody|no\sone|no\s[a-z]+)\s(?:[a-z]+\s(?:than|over|under|of)\s"
    r"[\w.]+\s[a-z]+\s)?may|(?:forbids|prohibits|bars|bans)\s(?:any(?:one|body)|all|the|any))\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r",?\s(?:(?:of\s)?(?:each|every)\syear|annually)\b", re.IGNORECASE)
_YEARLY_BEFORE = re.compile(
    r"\b(?:each|every)\syear,?\s(?:(?:in|on|between|from|by|until|before)\s)?(?:the\s)?$", re.IGNORECASE
)
_YEARLY_UNITS = frozenset({"day", "month", "season", "part"})


def _without_yearly(found: list[Found], sentence: Sentence) -> list[Found]:
    """Take the year from what comes round every year: "on 1 May each year", "nobody may fish between May and July"."""
    if sentence.language != "en" or not any(_is_open(one) for one in found):
        return found
    text, span = sentence.text, sentence.span
    is_rule = _RULE.search(text, span.start, span.end) is not None
    yearly = list(found)
    for index in range(len(found) - 1, -1, -1):
        one, after = yearly[index], yearly[index + 1] if index + 1 < len(found) else None
        is_paired = after is not None and _is_open(one) and _BESIDE["en"].fullmatch(text, one.end, after.start)
        is_yearly = (
            _YEARLY.match(text, one.end, span.end)
            or _YEARLY_BEFORE.search(text, max(span.start, one.start - _LOOKED_BACK), one.start)
            or (is_paired and after is not None and (is_rule or after.reading.period is None))
        )
        if _is_open(one) and is_yearly:
            yearly[index] = _without_year(one)
            if is_paired and after is not None and _is_open(after):
                yearly[index + 1] = _without_year(after)
    return yearly


def _is_open(one: Found) -> bool:
    return not one.reading.is_fixed and one.reading.unit in _YEARLY_UNITS


def _without_year(one: Found) -> Found:
    return replace(one, reading=one.reading._replace(period=None))


def _with_runs(found: list[Found], sentence: Sentence) -> list[Found]:
    """Make one period of two dates with a dash or "to" between them, and of two days that follow each other."""
    runs: list[Found] = []
    for one in found:
        if runs and (_is_run(runs[-1], one, sentence) or _is_next_day(runs[-1], one, sentence)):
            runs[-1] = _run(runs[-1], one)
        else:
            runs.append(one)
    return runs


def _is_run(before: Found, after: Found, sentence: Sentence) -> bool:
    is_same_kind = before.reading.unit == after.reading.unit or "part" in (before.reading.unit, after.reading.unit)
    if not is_same_kind or not _TO[sentence.language].fullmatch(sentence.text, before.end, after.start):
        return False
    if before.reading.period is None or after.reading.period is None:
        return before.reading.period is after.reading.period
    is_in_order = before.reading.period[0] <= after.reading.period[1]
    return is_in_order or not after.reading.is_fixed or _is_weekday_before(before.reading, after.reading)


def _is_next_day(before: Found, after: Found, sentence: Sentence) -> bool:
    """Tell of "18 and 19 June", "May 18 and 19": one of the two months is left out, and no day lies between."""
    first, last = before.reading.period, after.reading.period
    if first is None or last is None or after.reading.unit != "day" or (last[0] - first[1]).days != 1:
        return False
    written = sentence.text[before.start : before.end], sentence.text[after.start : after.end]
    is_listed = _BESIDE[sentence.language].fullmatch(sentence.text, before.end, after.start) is not None
    return is_listed and any(_BARE_DAY.fullmatch(day) for day in written)


def _is_weekday_before(before: Reading, after: Reading) -> bool:
    """Tell whether the second of two days was found less than a week before the first."""
    if before.unit != "day" or after.unit != "day" or before.period is None or after.period is None:
        return False
    return 0 < (before.period[0] - after.period[1]).days < _DAYS_OF_WEEK


def _run(before: Found, after: Found) -> Found:
    return Found(before.start, after.end, Reading(_on_calendar(_from_to, before.reading, after.reading), "span"))


def _from_to(before: Reading, after: Reading) -> Period | None:
    first, last = before.period, after.period
    if first is None or last is None:
        return None
    if _is_weekday_before(before, after):  # "from Monday to Wednesday": the Wednesday after that Monday
        return first[0], moved_day(last[1], unit="week", steps=1)
    if last[1] < first[0]:  # "from November to March" ends in the year that was found for March
        first = _moved_by_years(first, -1, unit=before.unit)
    return first[0], max(first[1], last[1])


# --- from one date to another ---------------------------------------------------------------------------------------

_LENGTHS = {"day": 1, "week": 7, "weekend": 7, "month": 30, "quarter": 91, "season": 91, "half": 182, "part": 100}


def _with_pointers(found: list[Found]) -> list[Found]:
    """Resolve "a year earlier" and "the following year" from the date before them."""
    resolved: list[Found] = []
    for one in found:
        if one.reading.unit.startswith("same"):
            one = _like_before(one, resolved)
        elif one.reading.pointer is not None and (base := _base_of(one, resolved)):
            one = replace(one, reading=one.reading._replace(period=_on_calendar(_pointed_at, one.reading, base)))
        elif one.reading.pointer is not None and not one.reading.is_fixed:
            continue  # "через два роки" with nothing before it
        resolved.append(one)
    return resolved


def _like_before(one: Found, before: list[Found]) -> Found:
    """Move the period before it to another year: "from January to May ... than in the same period of 2020"."""
    for other in reversed(before[-_DATES_REMEMBERED:]):
        if other.reading.period is not None and other.reading.unit not in ("day", "week"):
            return replace(
                one, reading=one.reading._replace(period=_on_calendar(_in_other_year, one.reading, other.reading))
            )
    return one


def _in_other_year(own: Reading, base: Reading) -> Period | None:
    if base.period is None:
        return own.period
    is_named = own.unit == "same of year" and own.period is not None
    years = own.period[0].year - base.period[0].year if is_named and own.period else -1
    return _moved_by_years(base.period, years, unit=base.unit)


def _base_of(one: Found, before: list[Found]) -> Reading | None:
    """The last date before it that is as exact as the pointer needs; a weekday only tells when something was said."""
    needed = _LENGTHS.get(one.reading.unit, 365)
    for other in reversed(before[-_DATES_REMEMBERED:]):
        reading = other.reading
        if reading.period is None:
            continue
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
    if base.unit == "part":
        return None
    if base.unit in ("years", "span"):  # before "2024-25" is 2023-24
        return _moved_by_years(base.period, own.pointer, unit=base.unit)
    unit = "week" if own.unit == "weekend" else own.unit
    day = moved_day(base.period[0], unit=unit, steps=own.pointer)
    if own.unit in _YEARS_IN:
        return period_around(day, "year")
    # "Inflation was higher in May than a year earlier" compares months; "eight years later" means the year.
    is_same_length = base.unit in ("month", "quarter", "season") and own.unit == "year" and own.pointer < 0
    return period_around(day, base.unit if is_same_length and base.unit != "season" else own.unit)
