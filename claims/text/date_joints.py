"""What stands between dates: "to", a dash, "and", and the years that they share."""

import re
from dataclasses import replace
from itertools import pairwise

from claims.text.date_parts import with_parts
from claims.text.date_periods import Period, day_period, moved_by_years, moved_day
from claims.text.date_pointers import with_pointers
from claims.text.date_readers import Found, Reading, Sentence, on_calendar
from claims.text.date_shapes import BESIDE
from claims.text.date_yearly import without_yearly

# So far before a pair of dates stands what was moved from one to the other, and the night between them.
_LOOKED_BACK = 60
_MOVED = re.compile(
    r"\b(?:moved|moving|postponed|rescheduled|delayed|shifted|switched|changed|put\sback|pushed(?:\sback)?"
    r"|brought\sforward)\b[^.;]*\sfrom\s(?:the\s)?$",
    re.IGNORECASE,
)
_NIGHT = re.compile(r"\b(?:у?ніч|ночі|уночі|вночі)\s(?:(?:з|із|зі|від)\s)?$", re.IGNORECASE)
_TO = {
    "en": re.compile(r"\s?[-–‑]\s?|—|\s(?:to|through|until|till)\s(?:the\s)?", re.IGNORECASE),
    "uk": re.compile(r"\s?[-–‑]\s?|—|\s(?:до|по|на)\s", re.IGNORECASE),
}
# "18", or "14, 15" that were put together already.
_BARE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:,\s\d{1,2}(?:st|nd|rd|th)?)*", re.IGNORECASE)


def joined(found: list[Found], sentence: Sentence) -> list[Found]:
    """Put parts, pointers and runs of dates together; ``found`` is in order and stays so."""
    if sentence.language in _TO:
        found = with_parts(found, sentence)
        found = _with_shared_years(found, sentence)
        found = _with_weekdays_in_order(found, sentence)
        found = without_yearly(found, sentence)
        found = _with_runs(found, sentence)
    return with_pointers(found, sentence)


def _with_shared_years(found: list[Found], sentence: Sentence) -> list[Found]:
    """Give "between January and March 2023" its year for both months."""
    shared = list(found)
    for index in range(len(found) - 2, -1, -1):
        own, other = shared[index], shared[index + 1]
        is_alike = own.reading.unit == other.reading.unit != "part"
        is_open = is_alike and not own.reading.is_fixed and other.reading.is_fixed
        is_bare = _BARE_DAY.fullmatch(sentence.text, own.start, own.end) is not None
        if is_alike and not own.reading.is_fixed and (is_bare or _is_between(own, other, sentence)):
            is_open = True
        is_beside = BESIDE[sentence.language].fullmatch(sentence.text, own.end, other.start) is not None
        if is_open and (is_beside or _are_parted_by_to(own, other, sentence)):
            period = on_calendar(_in_year_of, own.reading, other.reading)
            shared[index] = replace(own, reading=own.reading._replace(period=period, is_fixed=other.reading.is_fixed))
    return shared


def _is_between(own: Found, other: Found, sentence: Sentence) -> bool:
    """Tell whether the first of two ends was found to be the later one: "between May and June"."""
    since = max(sentence.span.start, own.start - len("between "))
    before = sentence.text[since : own.start].lower()
    is_stretch = before == "between " or before.endswith("між ")
    periods = (own.reading.period, other.reading.period)
    return is_stretch and periods[0] is not None and periods[1] is not None and periods[0][0] > periods[1][1]


def _in_year_of(own: Reading, other: Reading) -> Period | None:
    if own.period is None or other.period is None:
        return own.period
    moved = moved_by_years(own.period, other.period[0].year - own.period[0].year, unit=own.unit)
    if moved[0] > other.period[1]:
        moved = moved_by_years(moved, -1, unit=own.unit)
    return moved


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
    if not is_same_kind or not _are_parted_by_to(before, after, sentence):
        return False
    if _is_move(before, after, sentence):
        return False
    if before.reading.period is None or after.reading.period is None:
        return before.reading.period is after.reading.period
    is_in_order = before.reading.period[0] <= after.reading.period[1]
    return is_in_order or not after.reading.is_fixed


def _is_next_day(before: Found, after: Found, sentence: Sentence) -> bool:
    """Tell of "18 and 19 June", "May 18 and 19": one of the two months is left out, and no day lies between."""
    first, last = before.reading.period, after.reading.period
    if first is None or last is None or after.reading.unit != "day" or (last[0] - first[1]).days != 1:
        return False
    written = sentence.text[before.start : before.end], sentence.text[after.start : after.end]
    is_listed = BESIDE[sentence.language].fullmatch(sentence.text, before.end, after.start) is not None
    return is_listed and any(_BARE_DAY.fullmatch(day) for day in written)


def _are_parted_by_to(before: Found, after: Found, sentence: Sentence) -> bool:
    """Tell of "to" or a dash between two dates; a long one with spaces around parts clauses, unless of months."""
    if _TO[sentence.language].fullmatch(sentence.text, before.end, after.start):
        return True
    is_of_months = before.reading.unit == after.reading.unit == "month" and sentence.language == "uk"
    return is_of_months and sentence.text[before.end : after.start].strip() == "—"


def _is_move(before: Found, after: Found, sentence: Sentence) -> bool:
    """Tell of "the vote was moved from Friday to Monday": two days, and nothing lies between them."""
    written = sentence.text[before.end : after.start].lower().split()
    clause = sentence.text[max(sentence.span.start, before.start - _LOOKED_BACK) : before.start]
    if written == ["на"]:  # but "the night from Saturday to Sunday" is one
        return not _NIGHT.search(clause)
    return written[:1] == ["to"] and _MOVED.search(clause) is not None


def _with_weekdays_in_order(found: list[Found], sentence: Sentence) -> list[Found]:
    """Put "between Monday and Friday", "from Friday to Monday" into one week: the second day follows the first."""
    ordered = list(found)
    for index, (own, other) in enumerate(pairwise(found)):
        before, after = own.reading.period, other.reading.period
        is_pair = own.reading.is_weekday and other.reading.is_weekday and before is not None and after is not None
        if not is_pair or before is None or after is None or before[0] <= after[0]:
            continue
        is_run = _TO[sentence.language].fullmatch(sentence.text, own.end, other.start) is not None
        if is_run or _is_between(own, other, sentence):
            is_over = sentence.published_on is not None and before[0] < sentence.published_on
            late = index if is_over else index + 1
            ordered[late] = _moved_by_a_week(ordered[late], -1 if is_over else 1)
    return ordered


def _moved_by_a_week(one: Found, weeks: int) -> Found:
    def move(own: Reading, _other: Reading) -> Period | None:
        return own.period and day_period(moved_day(own.period[0], unit="week", steps=weeks))

    return replace(one, reading=one.reading._replace(period=on_calendar(move, one.reading, one.reading)))


def _run(before: Found, after: Found) -> Found:
    return Found(before.start, after.end, Reading(on_calendar(_from_to, before.reading, after.reading), "span"))


def _from_to(before: Reading, after: Reading) -> Period | None:
    first, last = before.period, after.period
    if first is None or last is None:
        return None
    if last[1] < first[0]:  # "from November to March" ends in the year that was found for March
        first = moved_by_years(first, -1, unit=before.unit)
    return first[0], max(first[1], last[1])
