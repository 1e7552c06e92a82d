"""The calendar: days, weeks, months, quarters, years and their parts, as periods with both ends inclusive."""

from calendar import monthrange
from datetime import date, timedelta

Period = tuple[date, date]

_LEAP_YEAR = 2024  # any leap year tells how long a month can be
_UNIT_DAYS = {"day": 1, "week": 7}
UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
# The thirds of a month are the tenths of its days; what is over belongs to the last one.
_THIRD_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
# A year is early to April and late from September; a decade is early for four years and late for its last three.
_THIRD_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_THIRD_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_THIRD_OF_CENTURY = {"early": (0, 33), "mid": (34, 66), "late": (67, 99)}
_MONTH_OF_SEASON = {"early": 0, "mid": 1, "late": 2}
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def day_period(day: date) -> Period:
    """Give one day."""
    return day, day


def month_period(year: int, month: int, *, months: int = 1) -> Period:
    """Give so many months from the first on; ``month`` may lie beyond December."""
    first, last = 12 * year + month - 1, 12 * year + month + months - 2
    last_year, last_month = last // 12, last % 12 + 1
    return (
        date(first // 12, first % 12 + 1, 1),
        date(last_year, last_month, monthrange(last_year, last_month)[1]),
    )


def year_period(year: int, *, until: int | None = None) -> Period:
    """Give a year, or the years from one to another."""
    return date(year, 1, 1), date(until or year, 12, 31)


def decade_period(year: int) -> Period:
    """Give the decade that the year lies in."""
    return year_period(year - year % 10, until=year - year % 10 + 9)


def century_period(number: int) -> Period:
    """Give the century of that number: the 20th ends with the year 2000."""
    return year_period(100 * number - 99, until=100 * number)


def season_period(season: str, year: int) -> Period:
    """Give a season; the winter of a year runs into the next one."""
    return month_period(year, _SEASON_MONTHS[season], months=3)


def easter_of(year: int) -> date:
    """Give Easter Sunday of the western churches, by the rule of Gauss as it is used since 1583."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    days = moon + weekday - 7 * late + 114
    return date(year, days // 31, days % 31 + 1)


def eastern_easter_of(year: int) -> date:
    """Give Easter Sunday of the eastern churches on our calendar, by the rule of Meeus; it holds from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    days = moon + weekday + 114
    return date(year, days // 31, days % 31 + 1) + timedelta(days=13)


def thanksgiving_of(year: int) -> date:
    """Give the fourth Thursday of November, on which the United States keep it."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def longest_month(month: int) -> int:
    """Give how many days a month can have."""
    return monthrange(_LEAP_YEAR, month)[1]


def moved_day(day: date, *, unit: str, steps: int) -> date:
    """Give the day so many units away: the same day of the month where there is one, else the last of it."""
    if unit in _UNIT_DAYS:
        return day + timedelta(days=steps * _UNIT_DAYS[unit])
    months = 12 * day.year + day.month - 1 + steps * UNIT_MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def moved_by_years(period: Period, years: int, *, unit: str) -> Period:
    """Give the same days or the same month of another year."""
    if unit == "month":
        return month_period(period[0].year + years, period[0].month)
    return moved_day(period[0], unit="year", steps=years), moved_day(period[1], unit="year", steps=years)


def period_around(day: date, unit: str) -> Period:
    """Give the day, week (from Monday), weekend, month, quarter, half, year, decade or century that holds the day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit in ("quarter", "half"):
        length = UNIT_MONTHS[unit]
        return month_period(day.year, day.month - (day.month - 1) % length, months=length)
    if unit == "month":
        return month_period(day.year, day.month)
    if unit == "decade":
        return decade_period(day.year)
    if unit == "century":
        return century_period((day.year - 1) // 100 + 1)
    return day_period(day) if unit == "day" else year_period(day.year)


def weekend_around(day: date) -> Period:
    """Give Saturday and Sunday of the week that holds the day."""
    saturday = day + timedelta(days=5 - day.weekday())
    return saturday, saturday + timedelta(days=1)


def weekend_of(period: Period, *, which: int) -> Period:
    """Give the ``which``-th Saturday and Sunday that both lie in a period; -1 is the last."""
    first, last = period
    if which < 0:
        sunday = last - timedelta(days=(last.weekday() + 1) % 7 + 7 * (-which - 1))
        return sunday - timedelta(days=1), sunday
    saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (which - 1))
    return saturday, saturday + timedelta(days=1)


def part_of(period: Period, *, unit: str, part: str) -> Period:
    """Give the early, mid or late part of a month, year, decade or century, of anything else all; "end" is a day."""
    first, last = period
    if part in ("start", "end"):
        return day_period(first if part == "start" else last)
    if unit == "month":
        start, end = _THIRD_OF_MONTH[part]
        return first.replace(day=start), first.replace(day=min(end, last.day))
    if unit == "year":
        start, end = _THIRD_OF_YEAR[part]
        return month_period(first.year, start, months=end - start + 1)
    if unit == "season":
        return month_period(first.year, first.month + _MONTH_OF_SEASON[part])
    if unit in ("decade", "century"):
        start, end = (_THIRD_OF_DECADE if unit == "decade" else _THIRD_OF_CENTURY)[part]
        return year_period(first.year + start, until=first.year + end)
    return period


def slice_of(period: Period, *, unit: str, which: int, count: int = 1) -> Period:
    """Give the ``which``-th run of ``count`` days, weeks, months, quarters or halves of a period; -1 is the last."""
    first, last = period
    if unit in _UNIT_DAYS:
        length = timedelta(days=_UNIT_DAYS[unit] * count)
        start = last + timedelta(days=1) - length if which < 0 else first + (which - 1) * length
        end = start + length - timedelta(days=1)
    else:
        length_in_months = UNIT_MONTHS[unit] * count
        if which < 0:
            start, end = month_period(last.year, last.month - length_in_months + 1, months=length_in_months)
        else:
            start, end = month_period(first.year, first.month + (which - 1) * length_in_months, months=length_in_months)
    if not first <= start <= end <= last:
        raise ValueError(unit)
    return start, end
