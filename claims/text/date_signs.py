"""What must stand in a sentence before a pattern for dates is worth a try: trying one costs more than all these looks.

A *sign* stands wherever a pattern that asks for it can match; it may stand where none does.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from claims.text.languages import en, en_dates, uk_dates
from claims.text.segments import Span

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_FIGURE_SIGNS = (
    ("year", re.compile(r"[12][0-9]\d\d")),
    ("joined", re.compile(r"\d[-–—‑./]\d|\d\s[-–—‑]\s?\d|\d[-–—‑]\s\d")),
    ("decade", re.compile(r"0(?:['’]?s|-[хті])", re.IGNORECASE)),
)
_WORD_SIGNS: dict[str, dict[str, Iterable[str]]] = {
    "en": {
        "to": ("to", "through", "ending", "ended"),
        "month": en.MONTHS,
        "weekday": en.WEEKDAYS,
        "quarter": ("quarter", "q1", "q2", "q3", "q4"),
        "part": ("half", "quarter", "quarters", "months", "month", "weeks", "week"),
        "season": en_dates.SEASONS,
        "century": ("century", "centuries"),
        "decade": en_dates.DECADE_WORDS,
        "which": (*(word for word in en_dates.STEPS if word != "the"), *en_dates.POINTERS),
        "unit": en_dates.PERIODS,
        "weekend": ("weekend",),
        "ago": ("ago", "earlier", "previously", "before", "later", "afterwards"),
        "near": ("today", "tonight", "yesterday", "tomorrow", "morning", "afternoon", "evening", "night"),
        "feast": en_dates.FEASTS,
        "easter": ("easter", "good"),
        "thanksgiving": ("thanksgiving",),
    },
    "uk": {
        "to": ("до", "по"),
        "month": (*uk_dates.MONTHS, *uk_dates.MONTH_ADJECTIVES),
        "weekday": uk_dates.WEEKDAYS,
        "weekdayadjective": uk_dates.WEEKDAY_ADJECTIVES,
        "seasonadjective": uk_dates.SEASON_ADJECTIVES,
        "decadeword": uk_dates.DECADE_ADJECTIVES,
        "easter": uk_dates.EASTERS,
        "eve": uk_dates.EVES,
        "quarter": ("квартал", "кварталу", "кварталі", "кварталом", "квартали"),
        "half": ("півріччя", "півріччі"),
        "part": ("місяць", "місяця", "місяці", "місяців"),
        "season": uk_dates.SEASONS,
        "century": ("століття", "сторіччя", "столітті", "сторіччі", "століть", "сторіч", "ст"),
        "which": (*uk_dates.STEPS, *uk_dates.POINTERS),
        "unit": uk_dates.PERIODS,
        "ago": ("тому", "раніше"),
        "near": uk_dates.NEAR_DAYS,
        "nearyear": (*uk_dates.NEAR_YEARS, *uk_dates.YEAR_ADJECTIVES),
        "feast": uk_dates.FEASTS,
        "alike": uk_dates.ALIKE,
        "through": ("через",),
    },
    "": {"to": ("to",)},
}
# Letters that a pattern which ignores case takes for "i", and that `casefold` leaves alone or takes apart; and the
# apostrophes that stand for one another.
_FOLDED_BY_PATTERNS = str.maketrans("İı’ʼ", "ii''")


def folded(text: str) -> str:
    """The small letters that a pattern which ignores case takes these for, with straight apostrophes."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED_BY_PATTERNS).casefold()


@lru_cache(maxsize=1)  # a sentence may ask for each of its dates
def folded_words(text: str, span: Span) -> frozenset[str]:
    """The words of a sentence as tables write them, without what stands beside them."""
    return frozenset(_WORD.findall(folded(span.of(text))))


def signs_in(text: str, span: Span, *, language: str) -> set[str]:
    """The signs of dates in a sentence, each a name that the patterns for dates ask for."""
    table = _signs_by_word(language)
    words = set(_WORD.findall(folded(span.of(text))))
    signs = {sign for word in words if word in table for sign in table[word]}
    if _DIGIT.search(text, span.start, span.end):
        signs.add("digit")
        signs.update(sign for sign, pattern in _FIGURE_SIGNS if pattern.search(text, span.start, span.end))
    return signs


@cache
def _signs_by_word(language: str) -> dict[str, list[str]]:
    """Of words with an apostrophe and of phrases the first part: a sentence is cut there too."""
    table: dict[str, list[str]] = defaultdict(list)
    for sign, words in _WORD_SIGNS.get(language, _WORD_SIGNS[""]).items():
        for word in words:
            table[_WORD.findall(word)[0]].append(sign)
    return dict(table)
