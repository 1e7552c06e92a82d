"""The questions put to providers: a claim's frame in words that a search can use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claims.text.concepts import competing_concept, concept_of, concepts_by_stem, shown_concept
from claims.text.frame import ClaimFrame
from claims.text.terms import stem_of, terms_of

SUPPORT = "support"
CONTRARY = "contrary"
PRIMARY = "primary"

LONGEST_QUERY = 300
# MediaWiki wants every word of a query on the page, so a long query finds nothing; eight units keep the subject.
MOST_UNITS = 8

_UNITS = re.compile(r"\d++(?:[.,]\d++)*+%?+|[^\W_]++(?:['’ʼ-][^\W_]++)*+")


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """One query for a provider; ``purpose`` is ``support``, ``contrary`` or ``primary``."""

    query: str
    purpose: str


_OPPOSITES = (
    ("en", "rose", "fell"),
    ("en", "increased", "decreased"),
    ("en", "grew", "shrank"),
    ("en", "higher", "lower"),
    ("en", "largest", "second largest"),
    ("en", "banned", "allowed"),
    ("en", "approved", "rejected"),
    ("en", "won", "lost"),
    ("en", "confirmed", "denied"),
    ("en", "signed", "ratified"),
    ("uk", "зросли", "впали"),
    ("uk", "збільшилися", "зменшилися"),
    ("uk", "заборонили", "дозволили"),
    ("uk", "підтвердили", "спростували"),
)
_DISPUTE_WORDS = {"en": "disputed", "uk": "спростування"}
_DISPUTE_ANYWHERE = "fact check"
_PRIMARY_WORDS = {
    "agreement": {"en": "text signatures ratifications", "uk": "текст підписання ратифікація"},
    "statistic": {"en": "official statistics", "uk": "офіційна статистика"},
    "institution": {"en": "official statement report", "uk": "офіційна заява звіт"},
}
_STATISTIC_UNITS = frozenset({"percent", "percentage_points", "USD", "EUR", "GBP", "UAH"})


@lru_cache(maxsize=8)
def _opposites(language: str) -> dict[str, str]:
    pairs = [(left, right) for tag, left, right in _OPPOSITES if tag == language]
    both_ways = pairs + [(right, left) for left, right in pairs if " " not in right]
    return {stem_of(word, language): opposite for word, opposite in both_ways}


class _Unit(NamedTuple):
    """A piece of a query: words that belong together, where they stand in the claim, and how much they matter."""

    start: int
    text: str
    rank: int


_ENTITY_RANK, _NOUN_RANK, _FIGURE_RANK, _DATE_RANK, _WORD_RANK = range(5)


def questions_for(claim_text: str, frame: ClaimFrame, *, language: str = "en") -> tuple[SearchQuestion, ...]:
    """The searches that a claim deserves: always one for support and one for the contrary, sometimes a primary one.

    Each query is at most 300 characters; none is there twice. An empty claim has no questions.
    """
    if not claim_text.strip():
        return ()
    units = _units_of(claim_text, frame, language)
    subject = [unit for unit in units if unit.rank not in (_FIGURE_RANK, _NOUN_RANK)]
    questions = [
        SearchQuestion(_joined(units), SUPPORT),
        SearchQuestion(_contrary_query(claim_text, units, subject, language=language), CONTRARY),
    ]
    primary = _primary_query(frame, subject, language)
    if primary:
        questions.append(SearchQuestion(primary, PRIMARY))
    return _without_doubles(questions)


def _units_of(claim_text: str, frame: ClaimFrame, language: str) -> list[_Unit]:
    named = {term.stem for name in _speakers(frame) for term in terms_of(name, language=language)}
    units = _named_units(claim_text, frame, language)
    free = [unit for unit in units if not _is_spoken_for(unit, named, language)]
    return _most_telling(free or units or [_Unit(0, " ".join(claim_text.split()), _WORD_RANK)])


def _speakers(frame: ClaimFrame) -> list[str]:
    return [frame.claimant or "", *(link.who for link in frame.attribution), *(link.cue for link in frame.attribution)]


def _is_spoken_for(unit: _Unit, named: set[str], language: str) -> bool:
    stems = {term.stem for term in terms_of(unit.text, language=language)}
    return bool(stems) and stems <= named


def _named_units(claim_text: str, frame: ClaimFrame, language: str) -> list[_Unit]:
    """Entities, dates, figures and counted nouns as they stand, then every other word that carries meaning."""
    wanted = [(entity.text, _ENTITY_RANK) for entity in frame.entities]
    wanted += [(mention.raw, _DATE_RANK) for mention in frame.dates]
    wanted += [(quantity.raw, _FIGURE_RANK) for quantity in frame.quantities]
    wanted += [(quantity.noun, _NOUN_RANK) for quantity in frame.quantities if quantity.noun]
    rest = claim_text
    units = []
    for text, rank in wanted:
        start = rest.find(text) if text else -1
        if start >= 0:
            units.append(_Unit(start, text, rank))
            rest = rest[:start] + " " * len(text) + rest[start + len(text) :]
    words = (_Unit(found.start(), found.group(), _WORD_RANK) for found in _UNITS.finditer(rest))
    return units + [word for word in words if terms_of(word.text, language=language)]


def _most_telling(units: list[_Unit]) -> list[_Unit]:
    chosen = sorted(units, key=lambda unit: (unit.rank, -len(unit.text), unit.start))[:MOST_UNITS]
    return sorted(chosen)


def _joined(units: Sequence[_Unit], *extra: str) -> str:
    """The units as one query, each word once, cut between words so that the extra words still fit."""
    tail = " ".join(extra)
    known = {word.casefold() for word in tail.split()}
    words: list[str] = []
    for word in " ".join(unit.text for unit in units).split():
        if word.casefold() not in known:
            known.add(word.casefold())
            words.append(word)
    return f"{_cut(' '.join(words), LONGEST_QUERY - len(tail) - bool(tail))} {tail}".strip()


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length + 1].rsplit(" ", 1)[0][:length]


def _contrary_query(claim_text: str, units: list[_Unit], subject: list[_Unit], *, language: str) -> str:
    """The claim's subject without its figure, with the competing or opposite word in place of its own."""
    stems = [term.stem for term in terms_of(claim_text, language=language)]
    rival = competing_concept(concept_of(stems, language))
    if rival:
        rivals = concepts_by_stem(language)
        kept = [unit for unit in subject if not _has_concept(unit, language)]
        kept = kept or [unit for unit in units if unit.rank == _NOUN_RANK and not _stems_in(unit, rivals, language)]
        return _joined(kept, shown_concept(rival, language))
    opposites = _opposites(language)
    # "Ban" in the name of a treaty is no verb to be turned round.
    named = {
        term.stem for unit in units if unit.rank == _ENTITY_RANK for term in terms_of(unit.text, language=language)
    }
    turned = [opposites[stem] for stem in stems if stem in opposites and stem not in named]
    kept = [unit for unit in units if unit.rank != _FIGURE_RANK and not _stems_in(unit, opposites, language)]
    return _joined(kept, *(turned or [_DISPUTE_WORDS.get(language, _DISPUTE_ANYWHERE)]))


def _has_concept(unit: _Unit, language: str) -> bool:
    return unit.rank == _WORD_RANK and _stems_in(unit, concepts_by_stem(language), language)


def _stems_in(unit: _Unit, table: dict[str, str], language: str) -> bool:
    return unit.rank != _ENTITY_RANK and any(term.stem in table for term in terms_of(unit.text, language=language))


def _primary_query(frame: ClaimFrame, subject: list[_Unit], language: str) -> str:
    """Where the first-hand record would be: the agreement's, the statistic's or the institution's own."""
    names = {unit.text for unit in subject if unit.rank == _ENTITY_RANK}
    for label, kind in (("AGREEMENT", "agreement"), ("ORG", "institution")):
        for entity in frame.entities:
            if entity.label == label and entity.text in names:
                return _joined([_Unit(0, entity.text, _ENTITY_RANK)], _PRIMARY_WORDS[kind].get(language, ""))
    if any(quantity.unit in _STATISTIC_UNITS for quantity in frame.quantities):
        return _joined(subject, _PRIMARY_WORDS["statistic"].get(language, ""))
    return ""


def _without_doubles(questions: list[SearchQuestion]) -> tuple[SearchQuestion, ...]:
    kept: dict[str, SearchQuestion] = {}
    for question in questions:
        kept.setdefault(question.query.casefold(), question)
    return tuple(kept.values())
