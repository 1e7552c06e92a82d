"""What comes round every year and so has none: "on 1 May each year", "nobody may fish between May and July"."""

import re
from dataclasses import replace

from claims.text.date_readers import Found, Sentence
from claims.text.date_shapes import BESIDE

_LOOKED_BACK = 40
# "Nobody may fish" and "anyone who lights a fire" speak of every year.
_RULE = re.compile(
    r"\b(?:(?:any(?:one|body)\swho|whoever)\s[a-z]+s|(?:nobody|no\sone|no\s[a-z]+)\s(?:[a-z]+\s(?:than|over|under|of)\s"
    r"[\w.]+\s[a-z]+\s)?may|(?:forbids|prohibits|bars|bans)\s(?:any(?:one|body)|all|the|any))\b",
    re.IGNORECASE,
)
# "The constitution requires a budget by 1 December".
_LAW = re.compile(
    r"\b(?:(?:constitution|code|statute|charter|act|by-?laws?)\s(?:requires?|obliges?|demands?|sets|allows?|forbids?|says)"
    r"|(?:кодекс|конституція|статут|регламент|закон)\s(?:велить|вимагає|зобов['’ʼ]язує|дозволяє|забороняє|приписує))\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r",?\s(?:(?:of\s)?(?:each|every)\syear|annually|щороку|щорічно|кожного\sроку)\b", re.IGNORECASE)
_YEARLY_BEFORE = re.compile(
    r"\b(?:(?:each|every)\syear|щороку|щорічно|кожного\sроку),?\s(?:(?:у|в|на|з|із|до|від|між|in|on|between|from|by|until|before)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_YEARLY_UNITS = frozenset({"day", "month", "season", "part"})


def without_yearly(found: list[Found], sentence: Sentence) -> list[Found]:
    """Take the year from what comes round every year: "on 1 May each year", "nobody may fish between May and July"."""
    if not any(_is_open(one) for one in found):
        return found
    text, span = sentence.text, sentence.span
    is_rule = _RULE.search(text, span.start, span.end) is not None
    law = _LAW.search(text, span.start, span.end)
    beside = BESIDE[sentence.language]
    yearly = list(found)
    for index in range(len(found) - 1, -1, -1):
        one, after = yearly[index], yearly[index + 1] if index + 1 < len(found) else None
        is_paired = after is not None and _is_open(one) and beside.fullmatch(text, one.end, after.start)
        is_yearly = (
            _YEARLY.match(text, one.end, span.end)
            or _YEARLY_BEFORE.search(text, max(span.start, one.start - _LOOKED_BACK), one.start)
            or (law is not None and law.end() <= one.start and one.reading.unit == "day" and not one.reading.is_weekday)
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
