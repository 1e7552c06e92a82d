"""What must stand in a sentence before a pattern for dates is worth a try: trying one costs more than all these looks.

A *sign* stands wherever a pattern that asks for it can match; it may stand where none does.
"""

import re
from collections import defaultdict
from functools import cache

from claims.text.languages import en, uk
from claims.text.segments import Span

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_FIGURE_SIGNS = (
    ("year", re.compile(r"[12][0-9]\d\d")),
    ("joined", re.compile(r"\d[-–./]\d")),
    ("decade", re.compile(r"0(?:['’]?s|-[хті])", re.IGNORECASE)),
)
_WORD_SIGNS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "month": tuple(en.MONTHS),
        "weekday": tuple(en.WEEKDAYS),
        "quarter": ("quarter", "q1", "q2", "q3", "q4"),
        "half": ("half",),
        "season": ("spring", "summer", "autumn", "fall", "winter"),
        "century": ("century",),
        "which": ("last", "this", "next", "previous"),
        "past": ("past", "last"),
        "ago": ("ago", "earlier"),
        "near": ("today", "yesterday", "tomorrow"),
    },
    "uk": {
        "month": tuple(uk.MONTHS),
        "weekday": tuple(uk.WEEKDAYS),
        "which": ("минулого", "цього", "наступного", "позаминулого"),
        "near": ("сьогодні", "вчора", "учора", "завтра", "торік"),
    },
}
# Letters that a pattern which ignores case takes for "i", and that `casefold` leaves alone or takes apart.
_FOLDED_BY_PATTERNS = str.maketrans("İı", "ii")


def folded(text: str) -> str:
    """The small letters that a pattern which ignores case takes these for."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED_BY_PATTERNS).casefold()


def signs_in(text: str, span: Span, *, language: str) -> set[str]:
    """The signs of dates in a sentence, each a name that `dates` asks for."""
    table = _signs_by_word(language)
    words = set(_WORD.findall(folded(span.of(text))))
    signs = {sign for word in words if word in table for sign in table[word]}
    if _DIGIT.search(text, span.start, span.end):
        signs.update(sign for sign, pattern in _FIGURE_SIGNS if pattern.search(text, span.start, span.end))
    return signs


@cache
def _signs_by_word(language: str) -> dict[str, list[str]]:
    """Of words with an apostrophe the part before it: a sentence is cut there too."""
    table: dict[str, list[str]] = defaultdict(list)
    for sign, words in ({"to": ("to",)} | _WORD_SIGNS.get(language, {})).items():
        for word in words:
            table[_WORD.findall(word)[0]].append(sign)
    return dict(table)
