"""The terms of a text: its words in the form in which they are compared.

A *term* is a word in lower case, accents and stress marks folded, stemmed. The library index, the ranking, the queries
and the figure check all compare terms made here, so that they agree on what a word is.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

LONGEST_TERM = 64
SHORTEST_STEM = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ALGORITHMS = dict(
    pair.split(":")
    for pair in _words(
        "ar:arabic ca:catalan cs:czech da:danish de:german el:greek en:english es:spanish et:estonian eu:basque"
        " fi:finnish fr:french ga:irish hi:hindi hu:hungarian hy:armenian id:indonesian it:italian lt:lithuanian"
        " nb:norwegian ne:nepali nl:dutch no:norwegian pl:polish pt:portuguese ro:romanian ru:russian sr:serbian"
        " sv:swedish ta:tamil tr:turkish"
    )
)

_STOP_WORDS = {
    "en": _words(
        "about above after again against all almost also although always am among an and any are aren as at be because"
        " been before being below between both but by can cannot could couldn did didn do does doesn doing don down"
        " during each either else ever every few for from further had hadn has hasn have haven having he her here hers"
        " herself him himself his how however if in into is isn it its itself just least let like ll many may me might"
        " more most much must mustn my myself neither never no nor not of off on once one only onto or other ought our"
        " ours out over own per quite rather re same shall she should shouldn since so some such than that the their"
        " theirs them themselves then there these they this those though through thus to too toward towards under"
        " until up upon us ve very was wasn we were weren what when where whether which while who whom whose why will"
        " with within without won would wouldn yet you your yours yourself"
    ),
    "uk": _words(
        "або адже але атож без би був буде будуть була були було бути ваш вам вас ввесь весь ви від він вона вони воно"
        " все всі вся втім де для до досі же за зі із його йому їй їм їх її інших ін коли котра котрий крім лише має"
        " мають між мене мені мій може можна моя на над нам нас наш не неї нема немає неначе ним них ні ніж ніколи"
        " однак окрім ось перед під після по поки понад при про проте саме свій свої своє себе серед скільки собі та"
        " так така такий таким таких також там твій те тебе теж тим тих ти тільки то тобто того той тому треба тут"
        " тільки усе усі уся хоч хоча це цей цих ця ці цього цьому чи чим через чого чому що щоб щодо як яка який які"
        " якого якій яку якщо"
    ),
}

# Endings of Ukrainian nouns, adjectives and verbs, longest first; Snowball has no Ukrainian algorithm.
_UKRAINIAN_ENDINGS = sorted(
    _words(
        "ування увати ювати ською ських ському ського ями ами ові еві ими іми ого ього ому ьому ння али ала ати"
        " или ила ити іти ути ують ів їв ою ею єю ах ях ам ям ом ем єм ий ій їй их іх ую юю ть ли ла ло й"
    ),
    key=len,
    reverse=True,
)
_UKRAINIAN_VOWELS = "аеєиіїоуюяь"

# The same power is written in many ways, and "US" must not be read as the pronoun.
_SHORT_NAMES = (
    (re.compile(r"\b(?:U\.S\.A\.|U\.S\.|USA|US)(?!\w)|\bUnited States(?: of America)?\b"), " usa "),
    (re.compile(r"\bU\.K\.(?!\w)|\bUnited Kingdom\b"), " uk "),
    (re.compile(r"\bE\.U\.(?!\w)|\bEuropean Union\b"), " eu "),
    (re.compile(r"\bU\.N\.(?!\w)|\bUnited Nations\b"), " un "),
)
_WORD = re.compile(r"\d++(?:[.,]\d++)++|[^\W_]++")
_DIGIT_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SPACED_DIGITS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_CYRILLIC_APOSTROPHE = re.compile(r"(?<=[\u0400-\u052f])['’ʼ`](?=[\u0400-\u052f])")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]|(?<=[\u0400-\u052f])[\u0300\u0301]")

_stemmer_lock = threading.Lock()


class Term(NamedTuple):
    """One word that carries meaning: ``stem`` is compared, ``word`` is shown."""

    stem: str
    word: str


def terms_of(text: str, *, language: str = "en") -> list[Term]:
    """The words of a text that carry meaning, in order, stop words left out."""
    stop_words = _STOP_WORDS.get(language, frozenset())
    words = (word[:LONGEST_TERM] for word in _WORD.findall(_fold(text, language)))
    return [
        Term(stem_of(word, language), word)
        for word in words
        if word not in stop_words and (len(word) > 1 or not word.isalpha() or ord(word) >= 0x2E80)
    ]


@lru_cache(maxsize=100_000)
def stem_of(word: str, language: str) -> str:
    """The stem of one folded word: Snowball's where the language has one, our own endings for Ukrainian."""
    if word[0].isdigit():
        return _plain_number(word)
    if language == "uk":
        return _ukrainian_stem(word)
    if language in _ALGORITHMS:
        # Snowball's stemmers keep the word they are at in themselves: two threads must not share one unguarded.
        with _stemmer_lock:
            word = _stemmer(language).stemWord(word)
    return _without_accents(word)


@lru_cache(maxsize=len(_ALGORITHMS))
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(_ALGORITHMS[language])


def _fold(text: str, language: str) -> str:
    if language == "en" and "U" in text:  # as all these names have
        for pattern, name in _SHORT_NAMES:
            text = pattern.sub(name, text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
        text = _SPACED_DIGITS.sub("", _CYRILLIC_APOSTROPHE.sub("", text))
    return text.lower()


def _plain_number(word: str) -> str:
    """Digits with a decimal point at most: 1,234.5 and 1.234,5 become 1234.5, and 260,000 becomes 260000."""
    head, separator, tail = word.replace(",", ".").rpartition(".")
    is_decimal = separator and not _DIGIT_GROUPS.fullmatch(word)
    return head.replace(".", "") + ("." if is_decimal else "") + tail


def _without_accents(word: str) -> str:
    if word.isascii() or "\u0400" <= word[0] <= "\u052f":
        return word
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


def _ukrainian_stem(word: str) -> str:
    for ending in ("ся", "сь"):
        word = _without_ending(word, ending)
    for ending in _UKRAINIAN_ENDINGS:
        if len(word) - len(ending) >= SHORTEST_STEM and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    while len(word) > SHORTEST_STEM and word[-1] in _UKRAINIAN_VOWELS:
        word = word[:-1]
    return word


def _without_ending(word: str, ending: str) -> str:
    return word.removesuffix(ending) if len(word) - len(ending) >= SHORTEST_STEM else word
