"""Dates that are seen from the day of publication, or from a date before them: "last year", "two days later"."""

import re
from collections.abc import Callable
from datetime import date

from claims.text.date_cues import Direction
from claims.text.date_periods import (
    UNIT_MONTHS,
    Period,
    day_period,
    easter_of,
    eastern_easter_of,
    month_period,
    moved_day,
    period_around,
    season_period,
    thanksgiving_of,
    weekend_around,
    year_period,
)
from claims.text.date_pointers import LENGTHS_BEFORE
from claims.text.date_readers import (
    ORDINALS,
    PLURALS,
    SEASONS,
    STEPS,
    UNITS,
    WEEKDAYS,
    Reading,
    Sentence,
    among_years,
    count_of,
    group,
    in_year,
    read_day,
    read_month,
    unit_of,
)
from claims.text.date_signs import folded_words
from claims.text.languages import en_dates, uk_dates

# "This year's winter" is the one of January until then, the one of December after it.
_MIDDLE_OF_YEAR = 6
_FEASTS = {**en_dates.FEASTS, **uk_dates.FEASTS}
_NEAR_DAYS = {**en_dates.NEAR_DAYS, **uk_dates.NEAR_DAYS}


def _moved(day: date, *, unit: str, steps: float) -> date:
    """Move by units, halves of them too."""
    if unit == "fortnight":
        return moved_day(day, unit="week", steps=int(2 * steps))
    if steps != int(steps) and unit in ("year", "decade", "century"):
        return moved_day(day, unit="month", steps=int(steps * UNIT_MONTHS[unit]))
    return moved_day(day, unit=unit, steps=int(steps))


def read_weekday(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "Tuesday", "last Friday", "Monday next week"."""
    wanted, today = WEEKDAYS[group(match, "weekday")], sentence.published_on
    if today is None or group(match, "pointer"):
        return Reading(None, "day", is_fixed=False)
    if week := group(match, "whose_week"):
        monday = period_around(moved_day(today, unit="week", steps=STEPS[week]), "week")[0]
        return Reading(day_period(moved_day(monday, unit="day", steps=wanted)), "day")
    step = STEPS.get(group(match, "which"))
    since, until = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if step is None or step == 0:
        direction = sentence.direction_of(match)
        is_ahead = direction is Direction.AHEAD or (direction is Direction.NEAREST and until < since)
        days = until if is_ahead else -since
    else:
        days = (until or 7) if step > 0 else -(since or 7)
    return Reading(day_period(moved_day(today, unit="day", steps=days)), "day", is_weekday=not step)


def read_nth_weekday(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the first Monday of September"."""
    month = read_month(match, sentence)
    if month.period is None:
        return Reading(None, "day", is_fixed=False)
    wanted, which = WEEKDAYS[group(match, "weekday")], ORDINALS[group(match, "nth")]
    start, end = month.period
    if which > 0:
        since_start = (wanted - start.weekday()) % 7 + 7 * (which - 1)
        return Reading(day_period(moved_day(start, unit="day", steps=since_start)), "day", is_fixed=month.is_fixed)
    return Reading(
        day_period(moved_day(end, unit="day", steps=-((end.weekday() - wanted) % 7))), "day", is_fixed=month.is_fixed
    )


def read_neighbour(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "last year", "this month", "next week", "the previous quarter"."""
    unit, step, today = unit_of(match), STEPS[group(match, "which") or "the"], sentence.published_on
    pointer = step if group(match, "which").startswith(("previous", "попередн")) else None
    if today is None or pointer is not None:
        return Reading(None, unit, pointer=pointer)
    if unit == "weekend":
        is_back = step == 0 and not sentence.looks_ahead(match) and today.weekday() < 5
        return Reading(weekend_around(moved_day(today, unit="week", steps=step - is_back)), unit)
    return Reading(period_around(_moved(today, unit=unit, steps=step), unit), unit, pointer=pointer)


def read_pointer(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "the following year", "the same day", "two days later": they hang on the date before them."""
    step = STEPS.get(group(match, "which"), 1)
    return Reading(None, unit_of(match), pointer=int(step * count_of(match)))


def read_eve(_match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "напередодні": the day before one that was named."""
    return Reading(None, "day", is_fixed=True, pointer=-1)


def read_day_of_month(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "until the 19th", "з 19-го": of the month named before it, in English else of the nearest one."""
    day, today = int(match["day"]), sentence.published_on
    if not 1 <= day <= 31:
        raise ValueError(match[0])
    is_day = sentence.language == "en" and en_dates.NUMBERED_PLACES.isdisjoint(
        folded_words(sentence.text, sentence.span)
    )
    if not is_day or today is None:
        return Reading(None, "day of month", is_fixed=False, pointer=day)
    months = [month_period(today.year, today.month + step) for step in (-2, -1, 0, 1, 2)]
    days = [first.replace(day=day) for first, last in months if day <= last.day]
    if sentence.looks_ahead(match):
        nearest = next(one for one in days if one >= today)
    else:
        nearest = next(one for one in reversed(days) if one <= today)
    return Reading(day_period(nearest), "day of month", pointer=day)


def read_lapse(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "через два роки" after a date; alone it is a span of time and no date."""
    return Reading(None, unit_of(match), is_fixed=False, pointer=int(count_of(match)))


def read_ago(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "three weeks ago"; "a year earlier" hangs on the date before it, and is no day without one."""
    unit, count, today = unit_of(match), count_of(match), sentence.published_on
    if not group(match, "is_ago"):
        return Reading(None, unit, pointer=-int(count))
    if today is None:
        return Reading(None, unit)
    day = _moved(today, unit=unit, steps=-count)
    exact = "month" if unit == "year" and count != int(count) else _ROUGHLY.get(unit, unit)
    return Reading(period_around(day, exact), unit)


# A decade ago was a year, not ten of them.
_ROUGHLY = {"fortnight": "week", "quarter": "month", "half": "month", "decade": "year", "century": "year"}


def read_same_last_year(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the same month last year": a year before the date named before it, or before the day of publication."""
    if sentence.published_on is None:
        return Reading(None, "same")
    unit = UNITS.get(group(match, "unit"), "year")
    day = moved_day(sentence.published_on, unit="year", steps=-1)
    return Reading(weekend_around(day) if unit == "weekend" else period_around(day, unit), "same")


def read_same_of_year(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "the same period of 2020": of that year what was named before it."""
    return Reading(year_period(int(match["year"])), "same of year")


def read_every(_match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "each April", "every Monday": no day of the calendar."""
    return Reading(None, "every")


def read_stretch(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the past five years", "the next two weeks": from or until the day of publication."""
    today = sentence.published_on
    if today is None:
        return Reading(None, "span")
    steps = count_of(match) * (STEPS[group(match, "which")] or 1)
    other = _moved(today, unit=unit_of(match), steps=steps)
    return Reading((min(today, other), max(today, other)), "span")


def read_stretch_before(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "the previous three months": those before what was named before them, and unknown without it."""
    unit, count = unit_of(match), count_of(match)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if count != int(count) or unit not in LENGTHS_BEFORE:
        return Reading(None, "span")
    return Reading(None, LENGTHS_BEFORE[unit], pointer=-int(count))


def read_near_day(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "yesterday", "last night", "завтра"."""
    if sentence.published_on is None:
        return Reading(None, "day", is_fixed=False)
    steps = _NEAR_DAYS[group(match, "word")]
    return Reading(day_period(moved_day(sentence.published_on, unit="day", steps=steps)), "day")


def read_season_of_named_year(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "торішньої зими", the winter that ended last year, and "цьогорічна осінь"; any other season of its year."""
    today = sentence.published_on
    if today is None:
        return Reading(None, "season")
    season, steps = SEASONS[group(match, "season")], uk_dates.YEAR_ADJECTIVES[group(match, "word")]
    is_begun_before = season == "winter" and (steps < 0 or today.month <= _MIDDLE_OF_YEAR)
    return Reading(season_period(season, today.year + steps - is_begun_before), "season")


def read_week_of(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the week of 20 December", "the week beginning 3 May", "the week ending May 7"."""
    day = read_day(match, sentence)
    if day.period is None:
        return Reading(None, "week")
    back = group(match, "side").startswith("end")
    first = moved_day(day.period[0], unit="day", steps=-6 if back else 0)
    return Reading((first, moved_day(first, unit="day", steps=6)), "week")


def read_days_until(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the week to 15 November", "the 12 months to June 30": so long, and that day the last."""
    if not group(match, "count") and group(match, "unit") in PLURALS:
        raise ValueError(match[0])
    day = (read_weekday if group(match, "weekday") else read_day)(match, sentence)
    if day.period is None:
        return Reading(None, "span")
    last = day.period[1]
    return Reading(
        (_moved(moved_day(last, unit="day", steps=1), unit=unit_of(match), steps=-count_of(match)), last), "span"
    )


def read_near_year(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "торік"."""
    if sentence.published_on is None:
        return Reading(None, "year", is_fixed=False)
    return Reading(year_period(sentence.published_on.year + uk_dates.NEAR_YEARS[group(match, "word")]), "year")


def read_adjective_of_year(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "торішній урожай", "цьогорічна програма"."""
    if sentence.published_on is None:
        return Reading(None, "year", is_fixed=False)
    return Reading(year_period(sentence.published_on.year + uk_dates.YEAR_ADJECTIVES[group(match, "word")]), "year")


def read_easter(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "Easter", "Easter Monday 2024", "Good Friday"."""
    days = {"easter monday": 1, "good friday": -2}.get(group(match, "feast"), 0)

    def of_year(year: int) -> Period:
        return day_period(moved_day(easter_of(year), unit="day", steps=days))

    return _feast(match, sentence, of_year=of_year)


def read_thanksgiving(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "Thanksgiving", "last Thanksgiving"."""

    def of_year(year: int) -> Period:
        return day_period(thanksgiving_of(year))

    return _feast(match, sentence, of_year=of_year)


def _feast(match: re.Match[str], sentence: Sentence, *, of_year: Callable[[int], Period]) -> Reading:
    read = among_years if group(match, "which") else in_year
    return read(match, sentence, unit="day", of_year=of_year)


def read_eastern_easter(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "Великдень"."""

    def of_year(year: int) -> Period:
        return day_period(eastern_easter_of(year))

    return in_year(match, sentence, unit="day", of_year=of_year)


def read_fixed_feast(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "New Year's Eve", "Christmas Day"."""
    month, day = _FEASTS[group(match, "feast")]

    def of_year(year: int) -> Period:
        return day_period(date(year, month, day))

    return _feast(match, sentence, of_year=of_year)
