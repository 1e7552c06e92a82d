"""Terms that are taken for one another and are not the same, and the terms that stand in a text.

A *term* is a name with all words and phrases that stand for it; a *pair* holds two terms apart, with one line of why.
Words are compared by their stems, so one form of a word is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.text.glossary_pairs import PAIRS
from claims.text.languages import en_glossary, uk_glossary
from claims.text.terms import terms_of

_SHIPPED_TERMS = {"en": en_glossary.TERMS, "uk": uk_glossary.TERMS}


@dataclass(frozen=True, slots=True)
class GlossaryPair:
    """Two terms that are not the same thing, and why, in one line."""

    left: str
    right: str
    why: str


class FoundTerm(NamedTuple):
    """A term of the glossary in a row of stems: from ``start`` to ``end`` (exclusive)."""

    name: str
    start: int
    end: int


class Glossary:
    """Looks terms up in a row of stems, and tells which pairs hold two terms apart."""

    def __init__(self, terms: Mapping[str, str], pairs: Iterable[GlossaryPair], *, language: str) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, words in terms.items():
            for phrase in words.split(","):
                self._add(name, phrase, language)
        self._pairs = {frozenset((pair.left, pair.right)): pair for pair in pairs}

    def _add(self, name: str, phrase: str, language: str) -> None:
        stems = tuple(term.stem for term in terms_of(phrase, language=language))
        if stems and (stems, name) not in self._by_first.get(stems[0], ()):
            self._by_first.setdefault(stems[0], []).append((stems, name))

    def find(self, stems: Sequence[str]) -> list[FoundTerm]:
        """Every term in a row of stems; where one phrase holds another, the longest alone."""
        found, taken = [], 0
        for start, stem in enumerate(stems):
            phrases = [
                one for one in self._by_first.get(stem, ()) if tuple(stems[start : start + len(one[0])]) == one[0]
            ]
            longest = max((len(phrase) for phrase, _ in phrases), default=0)
            if start < taken and longest < 2:
                continue
            found += [FoundTerm(name, start, start + longest) for phrase, name in phrases if len(phrase) == longest]
            taken = max(taken, start + longest)
        return found

    def pair(self, one: str, other: str) -> GlossaryPair | None:
        """The pair that holds two terms apart."""
        return self._pairs.get(frozenset((one, other)))


@cache
def shipped_glossary(language: str) -> Glossary:
    """The glossary that every desk begins with; without words for a language it is empty."""
    pairs = (GlossaryPair(left, right, why) for left, right, why in PAIRS)
    return Glossary(_SHIPPED_TERMS.get(language, {}), pairs, language=language)
