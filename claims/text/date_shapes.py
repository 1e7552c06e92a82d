"""How dates are written everywhere: years, runs of years, decades and dates in figures."""

import re
from collections.abc import Iterable

from claims.text import date_readers as read
from claims.text.languages import en_dates

# The signs that a sentence must hold, a pattern, and who reads what it matches.
ReaderLine = tuple[str, str, read.Reader]

DASH = r"\s?[-–—‑]\s?"
YEAR = r"(?:1[0-9]|20|21)\d\d"


def any_of(words: Iterable[str]) -> str:
    """Match any of the words, the longest first, with any apostrophe and any white space in them."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s").replace("'", "['’ʼ]") for word in longest_first)


# What comes after a number that counts: a unit, a scale, a crowd.
_CROWDS = (
    r"%|percent|per\scent|percentage|million|billion|thousand|тис|млн|млрд|грн|гривень|осіб|людей|people|men|women"
    r"|children|troops|soldiers|tonnes|tons|dollars|euros|pounds|km|kg|miles|metres|meters|hectares|years|days|hours"
    r"|times|cases|deaths|jobs|homes|votes|mines|signatories|refugees|civilians|schools|students|workers|employees"
    r"|residents|patients|prisoners|members|seats|points|houses|households|hryvnias|біженців|солдатів|військових|тонн"
    r"|гектарів|кілометрів|доларів|євро|учасників|жителів|учнів|дітей|мешканців|випадків|голосів|одиниць|разів|штук"
)
CROWD_AFTER = rf"(?![\w%$€£₴:/+]|[.,]\d|\s?(?:{_CROWDS})\b)"
# A bare number is a year from 1900 to 2099, or any after a word that says so; never with a unit or a crowd behind it.
_NOT_A_YEAR_BEFORE = (
    r"(?<![\w$€£₴#,.:/+−-])(?<!than\s)(?<!about\s)(?<!least\s)(?<!over\s)(?<!nearly\s)(?<!some\s)(?<!понад\s)"
    r"(?<!близько\s)(?<!майже\s)"
    + "".join(rf"(?<!{name}\s)" for name in sorted(en_dates.NAMES_BEFORE_YEARS))
)  # fmt: skip
_UNTIL = rf"(?P<until>{YEAR}|\d\d)"

# What stands between two dates that belong together.
BESIDE = {
    "en": re.compile(
        r",\s|,?\s(?:and|or)\s(?:the\s|in\s|on\s)?|\s?[-–—‑]\s?|\s(?:to|through|until|till)\s(?:the\s)?",
        re.IGNORECASE,
    ),
    "uk": re.compile(r",\s|,?\s(?:і|й|та|або|чи)\s(?:у\s|в\s)?|\s?[-–—‑]\s?|\s(?:до|по|на)\s", re.IGNORECASE),
}

BEFORE: tuple[ReaderLine, ...] = (
    ("year joined", rf"\b(?P<year>{YEAR})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)", read.read_iso),
    (
        "year joined",
        rf"\b(?P<day>\d{{1,2}})(?P<sign>[./])(?P<number>\d{{1,2}})(?P=sign)(?P<year>{YEAR})(?!\d)",
        read.read_dotted,
    ),
)
AFTER: tuple[ReaderLine, ...] = (
    ("year to", rf"\bfrom\s(?P<raw>(?P<year>{YEAR})\sto\s(?P<until>{YEAR})(?![\w%]|[.,]\d))", read.read_years),
    ("year to", rf"\b(?P<year>{YEAR})\sto\s(?P<until>{YEAR})(?![\w%]|[.,]\d)", read.read_years),
    ("year joined", rf"{_NOT_A_YEAR_BEFORE}(?P<year>{YEAR})[–—/-]{_UNTIL}(?![\w%-]|[.,]\d)", read.read_years),
    ("decade", r"(?<![\w.,])(?:the\s)?(?P<decade>(?:1[0-9]|20)\d0)(?:['’]?s|-[хті]\w*)\b", read.read_decade),
    ("decade", r"(?<!\w)(?:the\s)?['’](?P<decade>[2-9]0)s\b", read.read_decade),
    ("year", rf"\bbetween\s(?P<raw>(?P<year>{YEAR}))(?=\sand\s{YEAR}\b)", read.read_years),
    ("year", rf"\bbetween\s{YEAR}\sand\s(?P<raw>(?P<year>{YEAR})){CROWD_AFTER}", read.read_years),
    (
        "year",
        rf"\b(?:in|since|by|until|during|from|of|year|fiscal|before|after|рік|у|в|з|до)\s(?P<raw>(?P<year>{YEAR}))"
        rf"{CROWD_AFTER}(?!-)",
        read.read_years,
    ),
    (
        "year",
        rf"{_NOT_A_YEAR_BEFORE}(?P<year>(?:19|20)\d\d){CROWD_AFTER}(?!-[^\W\d]{{0,3}}\d)",
        read.read_years,
    ),
    (
        "year",
        r"\b(?:about|than|over)\s(?P<raw>(?P<year>(?:19|20)(?:\d[1-9]|[1-9]0)))(?=[.,;:!?)](?!\d)|$)",
        read.read_years,
    ),
    ("year", rf"\b(?:mid|pre|post|early|late)[-‑](?P<raw>(?P<year>{YEAR})){CROWD_AFTER}", read.read_years),
    ("year", rf"\bFY\s?(?P<year>{YEAR})\b", read.read_years),
)
