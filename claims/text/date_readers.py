"""What the words of a date mean: from what a pattern matched, and the sentence around it, to a period."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claims.text.date_cues import Direction
from claims.text.date_periods import (
    UNIT_MONTHS,
    Period,
    century_period,
    day_period,
    decade_period,
    longest_month,
    month_period,
    season_period,
    slice_of,
    year_period,
)
from claims.text.date_signs import folded, folded_words
from claims.text.date_tense import direction_of, is_lasting_around
from claims.text.languages import en, en_dates, uk_dates
from claims.text.segments import Span

_MONTHS = {**en.MONTHS, **uk_dates.MONTHS, **uk_dates.MONTH_ADJECTIVES}
WEEKDAYS = {**en.WEEKDAYS, **uk_dates.WEEKDAYS, **uk_dates.WEEKDAY_ADJECTIVES}
SEASONS = {**en_dates.SEASONS, **uk_dates.SEASONS, **uk_dates.SEASON_ADJECTIVES}
_DECADES = {**en_dates.DECADE_WORDS, **uk_dates.DECADE_ADJECTIVES}
UNITS = {**en_dates.PERIODS, **uk_dates.PERIODS}
STEPS = {**en_dates.POINTERS, **en_dates.STEPS, **uk_dates.POINTERS, **uk_dates.STEPS}
ORDINALS = {**en_dates.ORDINALS, **uk_dates.ORDINALS}
# "the first days" are not counted.
PLURALS = frozenset({f"{unit}s" for unit in set(UNITS.values())}) | uk_dates.PLURALS
_COUNTS = {**en_dates.COUNTS, **uk_dates.COUNTS}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a date stands, and the day from which it is seen, when that is known."""

    text: str
    span: Span
    language: str
    published_on: date | None

    def direction_of(self, match: re.Match[str]) -> Direction | None:
        """Tell where what is matched lies for the clause around it; None where nothing tells."""
        names = match.re.groupindex.keys()
        start, end = match.span("raw" if "raw" in names else 0)
        # "For the three months to 30 June" tells no more than "in" would.
        is_day = not names.isdisjoint({"day", "weekday", "feast"}) and "unit" not in names
        if is_day and self.language == "en" and self.text[max(start - 5, self.span.start) : start].lower() == " for ":
            return Direction.AHEAD  # rooms for 20 December, a vote planned for Friday
        return direction_of(self.text, self.span, start=start, end=end, language=self.language)

    def looks_ahead(self, match: re.Match[str]) -> bool:
        """Tell whether what is matched lies in the future of the sentence."""
        return self.direction_of(match) is Direction.AHEAD


class Reading(NamedTuple):
    """A period, None when it hangs on a day that is not known, and its unit.

    ``is_fixed`` tells that the year is named. ``pointer`` is how many units it lies from the date named before it in
    the sentence, when it points there ("the following year"); the period then is what it means without one.
    """

    period: Period | None
    unit: str
    is_fixed: bool = True
    pointer: int | None = None
    is_weekday: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One date while the sentence is read: where it stands and what it says."""

    start: int
    end: int
    reading: Reading


def on_calendar(move: Callable[[Reading, Reading], Period | None], own: Reading, other: Reading) -> Period | None:
    """Move a period; None where that leads off the calendar, which begins with the year 1 and ends with 9999."""
    try:
        return move(own, other)
    except (ValueError, OverflowError):
        return None


# What was due is behind unless the day ahead is three times as near.
_NEARER = 3
# Where no verb tells, a day ahead counts as far as one four times as long ago: news looks back.
_TO_COME = 4
_MIDDLE_OF_YEAR = 6
_MONTHS_UNTIL = {"six months": 6, "nine months": 9}
# A reader raises ValueError for what is no date at all.
Reader = Callable[[re.Match[str], Sentence], Reading]


def group(match: re.Match[str], name: str) -> str:
    """Give a group as tables write it: small letters, straight apostrophes, single spaces; empty when there is none."""
    return " ".join(folded(match.groupdict().get(name) or "").split())


def _months_of(match: re.Match[str]) -> int:
    written = match["month"]
    if written.islower() and written in en_dates.MONTHS_ONLY_CAPITAL:
        raise ValueError(written)
    return _MONTHS[group(match, "month")]


def _named_year(match: re.Match[str], sentence: Sentence) -> tuple[bool, int | None]:
    """Tell whether a year is named ("2023", "last year"), and which, when that is known."""
    if year := group(match, "year"):
        return True, int(year)
    which = group(match, "whose_year")
    if not which:
        return False, None
    is_known = sentence.published_on is not None and which not in ("same", "that", "following")
    return True, sentence.published_on.year + STEPS[which] if is_known and sentence.published_on else None


def _nearest(candidates: list[Period], sentence: Sentence, match: re.Match[str], *, unit: str) -> Period:
    """Choose of the same days in three years those that the sentence looks at: the last begun, or the next to end."""
    today = sentence.published_on or date.min
    ahead = next((period for period in candidates if period[1] >= today), candidates[-1])
    behind = next((period for period in reversed(candidates) if period[0] <= today), candidates[0])
    direction = sentence.direction_of(match)
    if direction is Direction.AHEAD or direction is Direction.BEHIND:
        return ahead if direction is Direction.AHEAD else behind
    bias = _NEARER if direction is Direction.NEAREST else _TO_COME if unit in ("day", "season") else 0
    return ahead if bias and bias * (ahead[0] - today) < today - behind[1] else behind


def in_year(match: re.Match[str], sentence: Sentence, *, unit: str, of_year: Callable[[int], Period]) -> Reading:
    """Put what comes every year into the year that is named, or into the nearest one."""
    is_named, year = _named_year(match, sentence)
    if year is not None:
        return Reading(of_year(year), unit)
    if sentence.published_on is None or is_named:
        return Reading(None, unit, is_fixed=is_named)
    this = sentence.published_on.year
    return Reading(
        _nearest([of_year(this + step) for step in (-1, 0, 1)], sentence, match, unit=unit), unit, is_fixed=False
    )


def among_years(match: re.Match[str], sentence: Sentence, *, unit: str, of_year: Callable[[int], Period]) -> Reading:
    """Read "last March", "this summer", "next June"."""
    today = sentence.published_on
    if today is None:
        return Reading(None, unit, is_fixed=False)
    periods = [of_year(today.year + step) for step in (-2, -1, 0, 1)]
    step = STEPS[group(match, "which")]
    if step < 0:
        return Reading([period for period in periods if period[1] < today][-1], unit)
    if step > 0:
        return Reading(next((period for period in periods if period[0] > today), of_year(today.year + 1)), unit)
    this = next((period for period in periods if period[0] <= today <= period[1]), None)
    if this is None:
        last = of_year(today.year - 1)  # "this winter" is until June the one that ended this year
        is_late = last[1].year == today.year and today.month <= _MIDDLE_OF_YEAR
        this = last if is_late else of_year(today.year)
    if this[1] < today and sentence.looks_ahead(match):
        this = next((period for period in periods if period[0] > today), of_year(today.year + 1))
    elif this[0] > today and today.month <= _MIDDLE_OF_YEAR and sentence.direction_of(match) is Direction.BEHIND:
        this = of_year(today.year - 1)  # "bills rose this autumn", written in January
    return Reading(this, unit)


def unit_of(match: re.Match[str]) -> str:
    """Give the unit of time that is named."""
    return UNITS[group(match, "unit")]


def count_of(match: re.Match[str]) -> float:
    """Give how many units are named; 1 where no number stands."""
    written = group(match, "count") or "1"
    count = float(written) if written.isdecimal() else _COUNTS[written]
    return count + 0.5 * bool(group(match, "half_added"))


# --- days, months, years --------------------------------------------------------------------------------------------


def read_day(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "5 May", "5-7 May 2024", "May 5 last year"."""
    month, first = _months_of(match), uk_dates.DAY_WORDS.get(group(match, "day")) or int(match["day"])
    last = int(group(match, "last") or first)
    if not 1 <= first <= last <= longest_month(month):
        raise ValueError(match[0])

    def of_year(year: int) -> Period:
        # A day that is written with its year must exist; one without may be the end of February in another year.
        longest = 31 if group(match, "year") else month_period(year, month)[1].day
        return date(year, month, min(first, longest)), date(year, month, min(last, longest))

    return in_year(match, sentence, unit="day", of_year=of_year)


def read_month(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "May", "May 2024", "May last year", "last May"."""
    month = _months_of(match)

    def of_year(year: int) -> Period:
        return month_period(year, month)

    read = among_years if group(match, "which") else in_year
    return read(match, sentence, unit="month", of_year=of_year)


def read_months_named_by_the_last(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the June quarter", "the December half": three or six months, of which that one is the last."""
    month, unit = _months_of(match), UNITS[group(match, "slice")]
    count = UNIT_MONTHS[unit]

    def of_year(year: int) -> Period:
        return month_period(year, month - count + 1, months=count)

    return in_year(match, sentence, unit=unit, of_year=of_year)


def read_month_adjective(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "вересневі показники"; written large in the midst of a sentence it is a name."""
    if match["month"][0].isupper() and sentence.text[sentence.span.start : match.start()].strip(" «“\"'—–-"):
        raise ValueError(match[0])
    return read_month(match, sentence)


def read_months_until(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the year to October": the twelve months that end with it."""
    reading = read_month(match, sentence)
    if reading.period is None:
        return Reading(None, "span")
    first, last = reading.period
    months = int(count_of(match) * UNIT_MONTHS[unit_of(match)])
    return Reading((month_period(first.year, first.month - months + 1)[0], last), "span")


def read_years_until(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "the decade to 2020", "the five years to 2023"."""
    if not group(match, "count") and group(match, "unit") in PLURALS:
        raise ValueError(match[0])
    last, years = int(match["year"]), int(count_of(match) * UNIT_MONTHS[unit_of(match)] / 12)
    return Reading(year_period(last - years + 1, until=last), "span")


def read_season(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "last summer", "the winter of 2023"."""
    season = SEASONS[group(match, "season")]
    # "Минулого року взимку" is the winter that ended then.
    is_begun_before = season == "winter" and sentence.language == "uk" and bool(group(match, "whose_year"))

    def of_year(year: int) -> Period:
        return season_period(season, year - is_begun_before)

    if group(match, "which"):
        return among_years(match, sentence, unit="season", of_year=of_year)
    if _is_of_every_year(match, sentence):
        return Reading(None, "season", is_fixed=False)
    return in_year(match, sentence, unit="season", of_year=of_year)


def _is_of_every_year(match: re.Match[str], sentence: Sentence) -> bool:
    """Tell of "freezes in winter", "узимку тут живе": no article or adverb, and a verb that tells no tense."""
    if _named_year(match, sentence)[0] or sentence.direction_of(match) is not None:
        return False
    if sentence.language == "uk":
        return is_lasting_around(sentence.text, sentence.span, start=match.start("season"))
    before = sentence.text[sentence.span.start : match.start("season")][-8:].lower()
    return before.endswith(("in ", "during "))


def read_part_of_year(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the third quarter of 2022", "Q3", "the first half of last year", "the first nine months"."""
    written = group(match, "nth") or "1"
    which = ORDINALS.get(written) or int(written)
    written = group(match, "slice") or "quarter"
    if written in PLURALS and not group(match, "count"):
        raise ValueError(match[0])
    unit, count = UNITS[written], int(count_of(match))

    def of_year(year: int) -> Period:
        return slice_of(year_period(year), unit=unit, which=which, count=count)

    return in_year(match, sentence, unit=unit if count == 1 else "span", of_year=of_year)


def read_half_of_business(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "in the first half" where the sentence is about money; a game has halves too."""
    if en_dates.BUSINESS.isdisjoint(folded_words(sentence.text, sentence.span)):
        raise ValueError(match[0])
    return read_part_of_year(match, sentence)


def read_year_until_quarter(match: re.Match[str], sentence: Sentence) -> Reading:
    """Read "the year to the third quarter": the twelve months that end with it."""
    reading = read_part_of_year(match, sentence)
    if reading.period is None:
        return Reading(None, "span")
    months = _MONTHS_UNTIL.get(group(match, "unit"), 12)
    last = reading.period[1]
    return Reading((month_period(last.year, last.month - months + 1)[0], last), "span")


def read_years(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "2024", "2020-21", "2014 to 2019"."""
    first, until = int(match["year"]), group(match, "until")
    last = int(match["year"][: 4 - len(until)] + until) if until else first
    if last < first:
        raise ValueError(match[0])
    return Reading(year_period(first, until=last), "years" if until else "year")


def read_decade(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "1990s", "'90s", "nineties"."""
    written = group(match, "decade")
    first = _DECADES.get(written) or (int(written) if len(written) == 4 else 1900 + int(written))
    return Reading(decade_period(first), "decade")


def read_century(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read "the 19th century", "XIX століття"."""
    written = group(match, "century")
    number = en_dates.CENTURY_WORDS.get(written) or (int(written) if written.isdecimal() else _roman(written))
    return Reading(century_period(number), "century")


def _roman(written: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "і": 1, "х": 10}[letter] for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(value if value >= following else -value for value, following in pairs)
    if not 1 <= number <= 21:
        raise ValueError(written)
    return number


def read_iso(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read 2024-11-19."""
    return Reading(day_period(date(int(match["year"]), int(match["number"]), int(match["day"]))), "day")


def read_dotted(match: re.Match[str], _sentence: Sentence) -> Reading:
    """Read 19.11.2024 and 19/11/2024; 05/06/2024 stays without a day, for it means two."""
    first, second, year = int(match["day"]), int(match["number"]), int(match["year"])
    if match["sign"] == "/" and second > 12:
        first, second = second, first
    elif match["sign"] == "/" and first <= 12 and first != second:
        return Reading(None, "day")
    return Reading(day_period(date(year, second, first)), "day")
