"""Dates and periods in a sentence: absolute ones always, relative ones when the day of publication is known."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from claims.text.date_signs import folded, signs_in
from claims.text.languages import en, uk
from claims.text.segments import Span

Period = tuple[date, date]
# A reader gives the period, None when it hangs on a day that is not known, and raises ValueError for no date at all.
Reader = Callable[[re.Match[str], date | None, dict[str, int]], Period | None]
# The signs that a sentence must hold, a pattern, and who reads what it matches.
ReaderLine = tuple[str, str, Reader]

_MONTHS = {"en": en.MONTHS, "uk": uk.MONTHS}
_WEEKDAYS = {"en": en.WEEKDAYS, "uk": uk.WEEKDAYS}
_DASH = r"\s?[-–—‑]\s?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
LEAP_YEAR = 2024  # any leap year tells how long a month can be
_UNIT_DAYS = {"day": 1, "week": 7}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


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
    found: list[DateMention] = []
    taken = bytearray(span.end - span.start)  # one mark per character keeps a sentence of 200,000 years linear
    for pattern, reader in _likely_readers(text, span, language):
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span("raw") if "raw" in pattern.groupindex else match.span()
            if taken.find(1, start - span.start, end - span.start) >= 0:
                continue
            try:
                period = reader(match, published_on, _MONTHS.get(language, {}))
            except (ValueError, OverflowError):
                continue
            taken[start - span.start : end - span.start] = b"\x01" * (end - start)
            first, last = period or (None, None)
            found.append(DateMention(text[start:end], first, last, start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _likely_readers(text: str, span: Span, language: str) -> Iterator[tuple[re.Pattern[str], Reader]]:
    """The patterns that may match, in order."""
    signs = signs_in(text, span, language=language)
    if signs:
        yield from ((pattern, reader) for needed, pattern, reader in _readers(language) if needed <= signs)


# --- patterns, longest first ----------------------------------------------------------------------------------------


@cache
def _readers(language: str) -> tuple[tuple[frozenset[str], re.Pattern[str], Reader], ...]:
    patterns = _SHARED_BEFORE + _BY_LANGUAGE.get(language, _other_readers)() + _SHARED_AFTER
    return tuple(
        (frozenset(needed.split()), re.compile(pattern, re.IGNORECASE), reader) for needed, pattern, reader in patterns
    )


def _alternatives(words: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _english_readers() -> tuple[ReaderLine, ...]:
    month = rf"(?P<month>{_alternatives(list(en.MONTHS))})\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    last = rf"(?:(?:{_DASH}|\s(?:and|to)\s)(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
    year = rf"(?P<year>{_YEAR})(?![\w%]|[.,]\d)"
    weekday = rf"(?P<weekday>{_alternatives(list(en.WEEKDAYS))})"
    unit = rf"(?P<unit>{_alternatives(list(en.COUNTED_PERIODS))})"
    count = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
    return (
        ("month year", rf"\b{day}{last}\s(?:of\s)?{month},?\s{year}", _day_of_month),
        ("month year", rf"\b{month}\s{day}{last},?\s{year}", _day_of_month),
        (
            "quarter year",
            rf"\b(?P<quarter>first|second|third|fourth|[1-4](?:st|nd|rd|th))\squarter\sof\s{year}",
            _quarter,
        ),
        ("quarter year", rf"\bQ(?P<quarter>[1-4])\s{year}", _quarter),
        ("half year", rf"\b(?P<half>first|second)\shalf\sof\s{year}", _half_year),
        ("month year", rf"\b(?:(?:early|mid|late)[\s-])?{month},?\s(?:of\s)?{year}", _whole_month),
        ("season year", rf"\b(?P<season>spring|summer|autumn|fall|winter)\s(?:of\s)?{year}", _season),
        ("century", r"\b(?P<century>1\d|20|21)(?:st|th)[\s-]century\b", _century),
        ("month", rf"\b{day}{last}\s(?:of\s)?{month}(?!\w)", _day_of_month),
        ("month", rf"\b{month}\s{day}{last}(?![\w%]|[.,]\d|\s?(?:percent|per\scent))", _day_of_month),
        ("month which", rf"\b(?P<raw>(?P<which>last|this|next)\s{month}(?!\w))", _named_month),
        ("month", rf"\b(?:in|since|by|until|during|early|late|mid|of)[\s-](?P<raw>{month}(?!\w))", _named_month),
        ("weekday which", rf"\b(?P<raw>(?P<which>last|next|this)\s{weekday})\b", _weekday),
        ("weekday", rf"\b(?:(?P<which>on|by|since|until)\s)?(?P<raw>{weekday})\b", _weekday),
        ("which", rf"\b(?P<which>last|this|next|previous)\s{unit}\b", _neighbour),
        ("ago", rf"\b{count}\s{unit}\s(?:ago|earlier)\b", _ago),
        ("past", rf"\b(?:past|last)\s(?:{count}\s)?{unit}\b", _past_stretch),
        ("near", r"\b(?P<word>today|yesterday|tomorrow)\b", _near_day),
    )


def _ukrainian_readers() -> tuple[ReaderLine, ...]:
    month = rf"(?P<month>{_alternatives(list(uk.MONTHS))})"
    year = rf"(?P<year>{_YEAR})(?![\w%]|[.,]\d)"
    suffix = r"(?:\s(?:року|році|рік|роком|р\.))?"
    weekday = rf"(?P<weekday>{_alternatives(list(uk.WEEKDAYS))})"
    return (
        ("month year", rf"\b(?P<day>\d{{1,2}})(?:{_DASH}(?P<last>\d{{1,2}}))?\s{month}\s{year}{suffix}", _day_of_month),
        ("month year", rf"\b{month}\s{year}{suffix}", _whole_month),
        ("year", rf"\b(?P<year>{_YEAR}){_DASH}(?P<until>{_YEAR})\s(?:рр\.|роки|років|роках)", _years),
        ("month", rf"\b(?P<day>\d{{1,2}})(?:{_DASH}(?P<last>\d{{1,2}}))?\s{month}(?!\w)", _day_of_month),
        ("year", rf"\b(?P<year>{_YEAR})\s(?:року|році|рік|роком|р\.)", _years),
        ("month", rf"\b(?:у|в|за|з|до|від|протягом)\s(?P<raw>{month})(?!\w)", _named_month),
        ("weekday", rf"\b(?:у|в|до|з|від)\s(?P<raw>{weekday})(?!\w)", _weekday),
        ("which", r"\b(?P<which>минулого|цього|наступного|позаминулого)\s(?P<unit>року|місяця|тижня)\b", _neighbour),
        ("near", r"\b(?P<word>сьогодні|вчора|учора|завтра|торік)\b", _near_day),
    )


def _other_readers() -> tuple[ReaderLine, ...]:
    return ()


# --- readers --------------------------------------------------------------------------------------------------------


def _group(match: re.Match[str], name: str) -> str:
    """Give a group in lower case; empty when the pattern has none of that name."""
    return folded(match.groupdict().get(name) or "")


def _month_period(year: int, month: int) -> Period:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year_period(year: int, *, until: int | None = None) -> Period:
    return date(year, 1, 1), date(until or year, 12, 31)


def _nearest_year(month: int, day: int, published_on: date) -> int:
    """Choose the year for a day without one: the nearest, where what is to come counts as three times as far."""
    years = (published_on.year - 1, published_on.year, published_on.year + 1)
    last_days = {year: min(day, monthrange(year, month)[1]) for year in years}
    days_off = {year: (date(year, month, last_days[year]) - published_on).days for year in years}
    return min(years, key=lambda year: 3 * days_off[year] if days_off[year] > 0 else -days_off[year])


def _day_of_month(match: re.Match[str], published_on: date | None, months: dict[str, int]) -> Period | None:
    month, first = months[_group(match, "month")], int(match["day"])
    last = int(_group(match, "last") or first)
    is_verb = match["month"] in ("may", "march", "mar")  # the verb and the noun are not capitalised
    if is_verb or not 1 <= first <= last <= monthrange(LEAP_YEAR, month)[1]:
        raise ValueError(match[0])
    written_year = _group(match, "year")
    if not written_year and published_on is None:
        return None
    year = int(written_year) if written_year else _nearest_year(month, first, published_on or date.min)
    return date(year, month, first), date(year, month, last)


def _whole_month(match: re.Match[str], _published_on: date | None, months: dict[str, int]) -> Period:
    return _month_period(int(match["year"]), months[_group(match, "month")])


def _named_month(match: re.Match[str], published_on: date | None, months: dict[str, int]) -> Period | None:
    if match["month"] in ("may", "march", "mar"):
        raise ValueError(match[0])
    if published_on is None:
        return None
    month, which = months[_group(match, "month")], _group(match, "which")
    year = _nearest_year(month, 15, published_on)
    if which == "last":
        year = published_on.year - (month >= published_on.month)
    elif which == "next":
        year = published_on.year + (month <= published_on.month)
    elif which == "this":
        year = published_on.year
    return _month_period(year, month)


def _quarter(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    quarter = _group(match, "quarter")
    number = _ORDINALS.get(quarter) or int(quarter)
    year = int(match["year"])
    return date(year, 3 * number - 2, 1), _month_period(year, 3 * number)[1]


def _half_year(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    year = int(match["year"])
    if _group(match, "half") == "first":
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def _season(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    year, months = int(match["year"]), _SEASONS.get(_group(match, "season"))
    if months is None:  # the winter of a year runs into the next one
        return date(year, 12, 1), _month_period(year + 1, 2)[1]
    return date(year, months[0], 1), _month_period(year, months[1])[1]


def _century(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    first = 100 * (int(match["century"]) - 1) + 1
    return _year_period(first, until=first + 99)


def _weekday(match: re.Match[str], published_on: date | None, _months: dict[str, int]) -> Period | None:
    if published_on is None:
        return None
    name = _group(match, "weekday")
    wanted = en.WEEKDAYS[name] if name in en.WEEKDAYS else uk.WEEKDAYS[name]
    if _group(match, "which") in ("next", "by", "until"):
        day = published_on + timedelta(days=(wanted - published_on.weekday() - 1) % 7 + 1)
    else:
        day = published_on - timedelta(days=(published_on.weekday() - wanted) % 7)
    return day, day


_WHICH = {
    "last": -1,
    "previous": -1,
    "this": 0,
    "next": 1,
    "минулого": -1,
    "позаминулого": -2,
    "цього": 0,
    "наступного": 1,
}
_UNITS = {**en.COUNTED_PERIODS, **uk.COUNTED_PERIODS, "року": "year", "місяця": "month", "тижня": "week"}


def _neighbour(match: re.Match[str], published_on: date | None, _months: dict[str, int]) -> Period | None:
    if _group(match, "unit").endswith("s"):  # "last years of the war" is no period of ours
        raise ValueError(match[0])
    if published_on is None:
        return None
    step = _WHICH[_group(match, "which")]
    return _shifted(published_on, unit=_UNITS[_group(match, "unit")], steps=step)


def _ago(match: re.Match[str], published_on: date | None, _months: dict[str, int]) -> Period | None:
    if published_on is None:
        return None
    return _shifted(published_on, unit=_UNITS[_group(match, "unit")], steps=-_count_of(match))


def _past_stretch(match: re.Match[str], published_on: date | None, _months: dict[str, int]) -> Period | None:
    if not _group(match, "count") and _group(match, "unit").endswith("s"):  # "the last years of the war"
        raise ValueError(match[0])
    if published_on is None:
        return None
    return _shifted(published_on, unit=_UNITS[_group(match, "unit")], steps=-_count_of(match))[0], published_on


def _count_of(match: re.Match[str]) -> int:
    word = _group(match, "count") or "one"
    if word.isdigit():
        return int(word)
    return 1 if word in en.ARTICLES else int(en.NUMBER_WORDS[word])


def _shifted(day: date, *, unit: str, steps: int) -> Period:
    """Give the day, week (from Monday), month, year or decade that lies so many steps away."""
    if unit in _UNIT_DAYS:
        moved = day + timedelta(days=steps * _UNIT_DAYS[unit])
        monday = moved - timedelta(days=moved.weekday())
        return (moved, moved) if unit == "day" else (monday, monday + timedelta(days=6))
    if unit == "month":
        months = 12 * day.year + day.month - 1 + steps
        return _month_period(months // 12, months % 12 + 1)
    return _year_period(day.year + steps * (10 if unit == "decade" else 1))


def _near_day(match: re.Match[str], published_on: date | None, _months: dict[str, int]) -> Period | None:
    if published_on is None:
        return None
    word = _group(match, "word")
    if word == "торік":
        return _year_period(published_on.year - 1)
    steps = {"yesterday": -1, "вчора": -1, "учора": -1, "tomorrow": 1, "завтра": 1}.get(word, 0)
    return _shifted(published_on, unit="day", steps=steps)


def _iso(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    day = date(int(match["year"]), int(match["number"]), int(match["day"]))
    return day, day


def _dotted(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period | None:
    """Read 19.11.2024 and 19/11/2024; 05/06/2024 stays without a day, for it means two."""
    first, second, year = int(match["day"]), int(match["number"]), int(match["year"])
    if match["sign"] == "/" and second > 12:
        first, second = second, first
    elif match["sign"] == "/" and first <= 12 and first != second:
        return None
    return (date(year, second, first),) * 2


def _years(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    first, until = int(match["year"]), _group(match, "until")
    last = int(match["year"][: 4 - len(until)] + until) if until else first
    if last < first:
        raise ValueError(match[0])
    return _year_period(first, until=last)


def _decade(match: re.Match[str], _published_on: date | None, _months: dict[str, int]) -> Period:
    written = match["decade"]
    first = int(written) if len(written) == 4 else 1900 + int(written)
    return _year_period(first, until=first + 9)


_SHARED_BEFORE: tuple[ReaderLine, ...] = (
    ("year joined", rf"\b(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", _iso),
    (
        "year joined",
        rf"\b(?P<day>\d{{1,2}})(?P<sign>[./])(?P<number>\d{{1,2}})(?P=sign)(?P<year>{_YEAR})(?!\d)",
        _dotted,
    ),
)
# A bare number is a year from 1900 to 2099, or any after a word that says so; never with a unit or a crowd behind it.
_NOT_A_YEAR_BEFORE = r"(?<![\w$€£₴#,.:/+−-])(?<!than\s)(?<!about\s)(?<!least\s)(?<!over\s)(?<!nearly\s)(?<!some\s)"
_NOT_A_YEAR_AFTER = (
    r"(?![\w%$€£₴:/+]|[.,]\d|\s?(?:%|percent|per\scent|million|billion|thousand|тис|млн|млрд|грн|гривень|осіб|людей"
    r"|people|men|women|children|troops|soldiers|tonnes|tons|dollars|euros|pounds|km|kg|miles|metres|meters|hectares"
    r"|years|days|hours|times|cases|deaths|jobs|homes|votes|mines|signatories|refugees|civilians|schools)\b)"
)
_SHARED_AFTER: tuple[ReaderLine, ...] = (
    ("year to", rf"\b(?P<year>{_YEAR})\sto\s(?P<until>{_YEAR})(?![\w%]|[.,]\d)", _years),
    ("year joined", rf"{_NOT_A_YEAR_BEFORE}(?P<year>{_YEAR})[–/-](?P<until>{_YEAR}|\d\d)(?![\w%-]|[.,]\d)", _years),
    ("decade", r"(?<![\w.,])(?P<decade>(?:1[0-9]|20)\d0)(?:['’]?s|-[хті]\w*)\b", _decade),
    ("decade", r"(?<!\w)['’](?P<decade>[2-9]0)s\b", _decade),
    (
        "year",
        rf"\b(?:in|since|by|until|during|from|of|year|рік|у|в|з|до)\s(?P<raw>(?P<year>{_YEAR})){_NOT_A_YEAR_AFTER}(?!-)",
        _years,
    ),
    ("year", rf"{_NOT_A_YEAR_BEFORE}(?P<year>(?:19|20)\d\d){_NOT_A_YEAR_AFTER}(?!-[^\W\d]{{0,3}}\d)", _years),
)
_BY_LANGUAGE: dict[str, Callable[[], tuple[ReaderLine, ...]]] = {
    "en": _english_readers,
    "uk": _ukrainian_readers,
}
