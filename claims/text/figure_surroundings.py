"""What stands around a figure: the words that say what it counts, the terms of the glossary, period, places, limits.

Numbers of money, shares and measures seldom have a noun behind them. What they count is told by their clause, so a
figure carries its clause along: "the council's road repairs cost £14.1m".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from claims.text.dates import DateMention
from claims.text.glossary import shipped_glossary
from claims.text.languages import en_glossary
from claims.text.quantities import Quantity
from claims.text.segments import Span
from claims.text.terms import terms_of
from claims.text.words import words_of

# How much further off a word is beyond a comma or a "while", and beyond the end of a sentence.
BEYOND_CLAUSE = 10
BEYOND_SENTENCE = 30
# A passage is read so far around a figure, in words; a table of ten thousand figures stays linear.
WORDS_AROUND = 60
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[;!?\n]|[.:](?=\s|$)")
_CLAUSE_END = re.compile(
    r",(?=\s)|\b(?:while|whereas|but|against|compared|versus|than|although|though|(?:up|down)\sfrom)\b"
    r"|\b(?:тоді\sяк|а|але|проти|ніж)\b"
)
# What follows one of these tells of something else, and so do its dates.
_CONTRAST = re.compile(r"\b(?:while|whereas|but|although|though|тоді\sяк|але)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|та|і|й)\b")
_LOCATED = re.compile(
    r"\b(?:in|across|within|throughout|at|for|of|from|у|в|на|по|для|із|з)\s(?:the\s)?$", re.IGNORECASE
)
_OWNER = re.compile(r"['’]s?\b")
# Words that say that there is a number, and not of what.
_IDLE = words_of(
    "reach total amount stand come number figur count report accord said say show data statist offic record level rate"
    " percent cent per million billion thousand trillion euro dollar pound hryvnia year month quarter week day end last"
    " previous earlier compar just rough nearli approxim around exact least estim ministri agenc part time one two"
    " rise rose risen increas grow grew grown growth climb fall fell fallen drop declin decreas went go peopl person"
    " make made becom current recent latest also still now half third"
    " відсоток відсотк мільйон мільярд тисяч грив долар євро рік рок місяц дан станов склал станом понад близьк майж"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its surroundings.

    ``said`` are the stems of its sentence, ``around`` those of the whole text, words for one thing made one;
    ``terms`` has, for each term of the glossary, how far off it stands.
    """

    quantity: Quantity
    said: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    terms: dict[str, int] = field(default_factory=dict)
    limits: frozenset[str] = frozenset()
    making: frozenset[str] = frozenset()
    is_expected: bool = False
    dates: tuple[DateMention, ...] = ()
    places: frozenset[str] = frozenset()


class _Word(NamedTuple):
    stem: str
    start: int
    end: int


class Surroundings:
    """One text, read once for all its figures."""

    def __init__(
        self,
        text: str,
        span: Span,
        quantities: Sequence[Quantity],
        *,
        dates: Sequence[DateMention],
        places: Sequence[str],
        language: str,
    ) -> None:
        self._language, self._span = language, span
        self._quantities, self._dates = quantities, dates
        read = bytearray(span.end - span.start)  # one mark a character keeps a table of figures linear
        for start, end in [(one.start, one.end) for one in quantities] + [(one.start, one.end) for one in dates]:
            read[max(0, start - span.start) : end - span.start] = b"\x01" * (end - start)
        self._words = [word for word in _words(text, span, language) if not read[word.start - span.start]]
        self._starts = [word.start for word in self._words]
        self._sentence_ends = [found.start() for found in _SENTENCE_END.finditer(text, span.start, span.end)]
        self._clause_ends = sorted(
            [*(found.start() for found in _CLAUSE_END.finditer(text, span.start, span.end)), *self._joints(text)]
        )
        self._contrasts = [found.start() for found in _CONTRAST.finditer(text, span.start, span.end)]
        self._marks = _marks(text, span, language)
        self._places = [(at, name) for at, name in _located(text, span, places)]

    def figure(self, quantity: Quantity) -> Figure:
        """One of the text's figures with what stands around it."""
        words = self._near(quantity)
        stems = [word.stem for word in words]
        apart = [self._apart(quantity, word.start, word.end) for word in words]
        sentence = [stem for stem, distance in zip(stems, apart, strict=True) if distance < BEYOND_SENTENCE]
        marks = [(self._apart(quantity, mark.start, mark.end), mark) for mark in self._marks]
        return Figure(
            quantity,
            said=_meanings(sentence, self._language),
            around=_meanings(stems, self._language),
            terms=self._terms(stems, apart),
            limits=_names_of(marks, "limit", BEYOND_CLAUSE),
            making=_names_of(marks, "making", BEYOND_SENTENCE),
            is_expected=bool(_names_of(marks, "expected", BEYOND_CLAUSE)),
            dates=self._nearest_dates(quantity),
            places=self._nearest_places(quantity),
        )

    def _near(self, quantity: Quantity) -> list[_Word]:
        place = bisect_right(self._starts, quantity.start)
        return self._words[max(0, place - WORDS_AROUND) : place + WORDS_AROUND]

    def _terms(self, stems: list[str], apart: list[int]) -> dict[str, int]:
        nearest: dict[str, int] = {}
        for found in shipped_glossary(self._language).find(stems):
            distance = min(apart[found.start : found.end])
            nearest[found.name] = min(distance, nearest.get(found.name, distance))
        return nearest

    def _apart(self, quantity: Quantity, start: int, end: int) -> int:
        """How many words and borders lie between a figure and a stretch of the text."""
        first, last = (quantity.end, start) if start >= quantity.end else (end, quantity.start)
        words = 2 * abs(bisect_left(self._starts, last) - bisect_left(self._starts, first))
        words += start < quantity.start  # of two words as near, the one behind the figure tells what it counts
        clauses = bisect_right(self._clause_ends, last) - bisect_right(self._clause_ends, first - 1)
        sentences = bisect_right(self._sentence_ends, last) - bisect_right(self._sentence_ends, first - 1)
        return words + BEYOND_CLAUSE * max(0, clauses) + BEYOND_SENTENCE * max(0, sentences)

    def _joints(self, text: str) -> list[int]:
        """Every "and" that has a figure before it and one behind it: each side tells of its own figure."""
        if len(self._quantities) < 2:
            return []
        first, last = self._quantities[0].end, self._quantities[-1].start
        return [found.start() for found in _AND.finditer(text, first, max(first, last))]

    def _nearest_dates(self, quantity: Quantity) -> tuple[DateMention, ...]:
        """The dates in the least number of borders from a figure, none beyond its sentence or a contrast."""
        beyond = self._next_contrast(quantity)
        apart = [(self._borders(quantity, one.start, one.end), one) for one in self._dates if one.start < beyond]
        least = min((borders for borders, _ in apart), default=BEYOND_SENTENCE)
        return tuple(one for borders, one in apart if borders == least < BEYOND_SENTENCE)

    def _next_contrast(self, quantity: Quantity) -> int:
        """Where a "while" with a figure of its own begins behind this one; the end of the text where none does.

        A date at the beginning of a sentence holds for both sides, one behind "while" for that side alone.
        """
        place = bisect_left(self._contrasts, quantity.end)
        contrast = self._contrasts[place] if place < len(self._contrasts) else self._span.end
        return contrast if self._quantities[-1].start > contrast else self._span.end

    def _nearest_places(self, quantity: Quantity) -> frozenset[str]:
        apart = [(self._borders(quantity, at, at + len(name)), name) for at, name in self._places if at >= 0]
        least = min((borders for borders, _ in apart), default=0)
        return frozenset(_place(name, self._language) for borders, name in apart if borders == least)

    def _borders(self, quantity: Quantity, start: int, end: int) -> int:
        distance = self._apart(quantity, start, end)
        return distance // BEYOND_CLAUSE * BEYOND_CLAUSE if distance >= BEYOND_CLAUSE else 0


def nearer_term(figure: Figure, one: str, other: str) -> str | None:
    """Which of two terms a figure is told by: the one that stands nearer to it; None where both stand as near."""
    beyond = 10**6
    here, there = figure.terms.get(one, beyond), figure.terms.get(other, beyond)
    return None if here == there else one if here < there else other


def _names_of(marks: Sequence[tuple[int, "_Mark"]], kind: str, within: int) -> frozenset[str]:
    return frozenset(mark.name for apart, mark in marks if mark.kind == kind and apart < within)


def _located(text: str, span: Span, places: Sequence[str]) -> list[tuple[int, str]]:
    """The places that a sentence is about: "in Wales", "Poland's", "Norway took"; not those that it only mentions."""
    found = [(text.find(name, span.start, span.end), name) for name in dict.fromkeys(places)]
    return [
        (at, name)
        for at, name in found
        if at == span.start
        or (at > 0 and (_LOCATED.search(text, max(span.start, at - 20), at) or _OWNER.match(text, at + len(name))))
    ]


def _words(text: str, span: Span, language: str) -> list[_Word]:
    found = (
        _Word(_stem(one.group().lower(), language), *one.span()) for one in _WORD.finditer(text, span.start, span.end)
    )
    return [word for word in found if word.stem]


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """The stem of one word, empty for one that carries no meaning."""
    terms = terms_of(word, language=language)
    return terms[0].stem if terms else ""


@lru_cache(maxsize=4096)
def _place(name: str, language: str) -> str:
    return " ".join(term.stem for term in terms_of(name, language=language))


def _meanings(stems: Sequence[str], language: str) -> frozenset[str]:
    alike = _alike(language)
    return frozenset(alike.get(stem, stem) for stem in stems if stem not in _IDLE)


@cache
def _alike(language: str) -> dict[str, str]:
    """For each word that has others for the same thing, the one that stands for all of them."""
    groups = en_glossary.ALIKE if language == "en" else ()
    rows = [[_stem(word.strip(), language) for word in group.split(",")] for group in groups]
    return {stem: row[0] for row in reversed(rows) for stem in row if stem}


class _Mark(NamedTuple):
    kind: str
    name: str
    start: int
    end: int


def _marks(text: str, span: Span, language: str) -> list[_Mark]:
    """The words that limit a figure, tell how it was made, or that it is only expected."""
    if language != "en":
        return []
    pattern, told = _english_marks()
    found = pattern.finditer(text, span.start, span.end)
    return [_Mark(*told[one.group().lower()], *one.span()) for one in found]


@cache
def _english_marks() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    lists = {
        "limit": en_glossary.NARROWING,
        "making": en_glossary.MAKING,
        "expected": {"expected": en_glossary.EXPECTED},
    }
    told = {
        phrase.strip(): (kind, name)
        for kind, terms in lists.items()
        for name, words in terms.items()
        for phrase in words.split(",")
    }
    longest_first = sorted(told, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE | re.ASCII), told
