"""The questions put to providers: a claim's frame in words that a search can use."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claims.text.concepts import competing_concept, concept_of, concepts_by_stem, shown_concept
from claims.text.dates import DateMention
from claims.text.frame import ClaimFrame
from claims.text.terms import stem_of, terms_of
from claims.text.words import words_of

SUPPORT = "support"
CONTRARY = "contrary"
PRIMARY = "primary"

LONGEST_QUERY = 300
# MediaWiki wants every word of a query on the page, so a long query finds nothing; eight units keep the subject.
MOST_UNITS = 8

_UNITS = re.compile(r"\d++(?:[.,]\d++)*+%?+|[^\W_]++(?:['’ʼ-][^\W_]++)*+")
_YEAR_WORDS = re.compile(r"\s*+\b(?:рік|року|році|роки|роках|років)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """One query for a provider; ``purpose`` is ``support``, ``contrary`` or ``primary``."""

    query: str
    purpose: str


_OPPOSITES = (
    ("en", "rose", "fell"),
    ("en", "rising", "falling"),
    ("en", "increased", "decreased"),
    ("en", "grew", "shrank"),
    ("en", "doubled", "halved"),
    ("en", "higher", "lower"),
    ("en", "largest", "second largest"),
    ("en", "banned", "allowed"),
    ("en", "approved", "rejected"),
    ("en", "won", "lost"),
    ("en", "confirmed", "denied"),
    ("uk", "зріс", "впав"),
    ("uk", "зросли", "впали"),
    ("uk", "збільшилися", "зменшилися"),
    ("uk", "заборонили", "дозволили"),
    ("uk", "ухвалила", "відхилила"),
    ("uk", "виграла", "програла"),
    ("uk", "підтвердили", "спростували"),
)
# What doubts an assertion, and what would overturn a denial.
_DISPUTE_WORDS = {"en": "disputed", "uk": "спростування"}
_AFFIRM_WORDS = {"en": "confirmed", "uk": "підтверджено"}
_DISPUTE_ANYWHERE = "fact check"
_PRIMARY_WORDS = {
    "en": {
        "agreement": "text signatures ratifications",
        "law": "official text",
        "quote": "full transcript",
        "statistic": "official statistics",
        "count": "official figures",
        "institution": "official statement report",
    },
    "uk": {
        "agreement": "текст підписання ратифікація",
        "law": "офіційний текст",
        "quote": "стенограма виступу",
        "statistic": "офіційна статистика",
        "count": "офіційні дані",
        "institution": "офіційна заява звіт",
    },
}
_STATISTIC_UNITS = frozenset({"percent", "percentage_points", "USD", "EUR", "GBP", "UAH"})
# Last words of a document's name, in English; and words that say that a claim is about what a document says.
_DOCUMENT_ENDS = words_of("act bill code constitution decree directive law regulation resolution statute")
_LAW_WORDS = {
    "en": words_of("bill constitution decree directive law legislation regulation resolution statute"),
    "uk": words_of("закон законопроєкт законопроект конституція постанова директива указ"),
}
_AGREEMENT_WORDS = {
    "en": words_of("convention treaty protocol"),
    "uk": words_of("конвенція договір протокол угода"),
}
_FIRST_PERSON = {"en": words_of("i my we our"), "uk": words_of("я мій моя ми наш наша наші нас нам")}
# They carry a sentence and no meaning that a page would share.
_EMPTY_WORDS = {
    "en": words_of("compared amounted totalled totaled"),
    "uk": words_of("становить становила становило становив становили склав склала склало порівняно"),
}
# Who counts there, as the office calls itself: (place, place in Ukrainian, office, office in Ukrainian).
_OFFICES = (
    ("Australia", "Австралія", "Australian Bureau of Statistics", "Australian Bureau of Statistics"),
    ("Canada", "Канада", "Statistics Canada", "Statistics Canada"),
    ("China", "Китай", "National Bureau of Statistics of China", "National Bureau of Statistics of China"),
    ("Britain", "Британія", "Office for National Statistics", "Office for National Statistics"),
    ("England", "Англія", "Office for National Statistics", "Office for National Statistics"),
    ("UK", "Британії", "Office for National Statistics", "Office for National Statistics"),
    ("EU", "ЄС", "Eurostat", "Eurostat"),
    ("France", "Франція", "INSEE", "INSEE"),
    ("Germany", "Німеччина", "Destatis", "Destatis"),
    ("Ireland", "Ірландія", "Central Statistics Office", "Central Statistics Office"),
    ("Italy", "Італія", "Istat", "Istat"),
    ("Norway", "Норвегія", "Statistics Norway", "Statistics Norway"),
    ("Poland", "Польща", "Statistics Poland", "GUS"),
    ("Russia", "Росія", "Rosstat", "Росстат"),
    ("Spain", "Іспанія", "INE Spain", "INE"),
    ("Ukraine", "Україна", "State Statistics Service of Ukraine", "Держстат"),
)


@lru_cache(maxsize=8)
def _opposites(language: str) -> dict[str, str]:
    pairs = [(left, right) for tag, left, right in _OPPOSITES if tag == language]
    both_ways = pairs + [(right, left) for left, right in pairs if " " not in right]
    return {stem_of(word, language): opposite for word, opposite in both_ways}


@lru_cache(maxsize=8)
def _offices(language: str) -> dict[str, str]:
    place, office = (1, 3) if language == "uk" else (0, 2)
    return {terms_of(row[place], language=language)[0].stem: row[office] for row in _OFFICES}


@lru_cache(maxsize=16)
def _stems_of_words(words: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(stem_of(word, language) for word in words)


class _Unit(NamedTuple):
    """A piece of a query: words that belong together, where they stand in the claim, and how much they matter."""

    start: int
    text: str
    rank: int


_ENTITY_RANK, _NOUN_RANK, _FIGURE_RANK, _DATE_RANK, _WORD_RANK = range(5)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A claim as the questions need it: its most telling units, and the stems of its words."""

    frame: ClaimFrame
    language: str
    units: tuple[_Unit, ...]
    stems: tuple[str, ...]

    @property
    def subject(self) -> list[_Unit]:
        """What the claim is about, without its figure and what that counts."""
        return [unit for unit in self.units if unit.rank not in (_FIGURE_RANK, _NOUN_RANK)]

    def stems_in(self, unit: _Unit, table: dict[str, str]) -> bool:
        """Whether a word of the unit is in the table; names have no meaning that could be turned round."""
        terms = terms_of(unit.text, language=self.language)
        return unit.rank != _ENTITY_RANK and any(term.stem in table for term in terms)

    def speaks_of(self, words: dict[str, frozenset[str]]) -> bool:
        """Whether one of these words of the claim's language stands in it."""
        stems = _stems_of_words(words.get(self.language, frozenset()), self.language)
        return not stems.isdisjoint(self.stems)


def questions_for(claim_text: str, frame: ClaimFrame, *, language: str = "en") -> tuple[SearchQuestion, ...]:
    """The searches that a claim deserves: one for support, one for the contrary, mostly a primary one.

    Each query is at most 300 characters; none is there twice. An empty claim has no questions.
    """
    if not claim_text.strip():
        return ()
    stems = tuple(term.stem for term in terms_of(claim_text, language=language))
    reading = _Reading(frame, language, tuple(_units_of(claim_text, frame, language)), stems)
    support, contrary = _joined(reading.units), _contrary_query(reading)
    if contrary.casefold() == support.casefold():  # the claim itself says "disputed"
        contrary = _joined(reading.units, _DISPUTE_ANYWHERE)
    wanted = ((support, SUPPORT), (contrary, CONTRARY), (_primary_query(reading), PRIMARY))
    # The first of those that differ in nothing but capitals; a claim that says no more than "fact check" has one.
    questions: dict[str, SearchQuestion] = {}
    for query, purpose in wanted:
        if query:
            questions.setdefault(query.casefold(), SearchQuestion(query, purpose))
    return tuple(questions.values())


# ---------------------------------------------------------------- units


def _units_of(claim_text: str, frame: ClaimFrame, language: str) -> list[_Unit]:
    named = {term.stem for name in _speakers(frame) for term in terms_of(name, language=language)}
    units = list(_named_units(claim_text, frame, language))
    free = [unit for unit in units if not _is_spoken_for(unit, named, language)]
    if _is_own_words(claim_text, frame, language):
        free.insert(0, _Unit(-1, frame.claimant or "", _ENTITY_RANK))
    return _most_telling(free or units or [_Unit(0, " ".join(claim_text.split()), _WORD_RANK)])


def _speakers(frame: ClaimFrame) -> list[str]:
    return [frame.claimant or "", *(link.who for link in frame.attribution), *(link.cue for link in frame.attribution)]


def _is_own_words(claim_text: str, frame: ClaimFrame, language: str) -> bool:
    """Whether the claim is what a named person says of themselves: without the name nothing can be found."""
    name = (frame.claimant or "").removeprefix("The ")
    if not name or name not in {entity.text for entity in frame.entities if entity.label != "PLACE"}:
        return False
    words = {found.group().lower() for found in _UNITS.finditer(claim_text)}
    return frame.kind == "quote" or not words.isdisjoint(_FIRST_PERSON.get(language, frozenset()))


def _is_spoken_for(unit: _Unit, named: set[str], language: str) -> bool:
    stems = {term.stem for term in terms_of(unit.text, language=language)}
    return bool(stems) and stems <= named


def _named_units(claim_text: str, frame: ClaimFrame, language: str) -> Iterator[_Unit]:
    """Entities, dates, figures and counted nouns as they stand, then every other word that carries meaning."""
    wanted = [(entity.text, entity.text, _ENTITY_RANK) for entity in frame.entities]
    wanted += [(mention.raw, _date_words(mention), _DATE_RANK) for mention in frame.dates]
    wanted += [(quantity.raw, quantity.raw, _FIGURE_RANK) for quantity in frame.quantities]
    wanted += [(quantity.noun, quantity.noun, _NOUN_RANK) for quantity in frame.quantities if quantity.noun]
    rest = claim_text
    for text, shown, rank in wanted:
        start = rest.find(text) if text else -1
        if start >= 0:
            rest = rest[:start] + " " * len(text) + rest[start + len(text) :]
            if shown:
                yield _Unit(start, shown, rank)
    empty = _EMPTY_WORDS.get(language, frozenset())
    for found in _UNITS.finditer(rest):
        if found.group().lower() not in empty and terms_of(found.group(), language=language):
            yield _Unit(found.start(), found.group(), _WORD_RANK)


def _date_words(mention: DateMention) -> str:
    """A date as a page would write it: "Tuesday" says nothing there, the year it was in does."""
    if any(character.isdigit() for character in mention.raw):
        return _YEAR_WORDS.sub("", mention.raw).strip() or mention.raw
    return str(mention.start_date.year) if mention.start_date else ""


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


# ---------------------------------------------------------------- against the claim


def _contrary_query(reading: _Reading) -> str:
    """The claim's subject without its figure, with the opposite or competing word in place of its own."""
    opposites = _opposites(reading.language)
    turned = [] if reading.frame.negated else _turned(reading, opposites)
    if turned:
        kept = [unit for unit in reading.units if unit.rank != _FIGURE_RANK and not reading.stems_in(unit, opposites)]
        return _joined(kept, *turned)
    rival = _rival(reading)
    if rival:
        rivals = concepts_by_stem(reading.language)
        kept = [unit for unit in reading.subject if unit.rank != _WORD_RANK or not reading.stems_in(unit, rivals)]
        nouns = [unit for unit in reading.units if unit.rank == _NOUN_RANK and not reading.stems_in(unit, rivals)]
        return _joined(kept or nouns, rival)
    return _joined([unit for unit in reading.units if unit.rank != _FIGURE_RANK], _doubt(reading))


def _turned(reading: _Reading, opposites: dict[str, str]) -> list[str]:
    # "Ban" in the name of a treaty is no verb to be turned round.
    names = (unit.text for unit in reading.units if unit.rank == _ENTITY_RANK)
    named = {term.stem for name in names for term in terms_of(name, language=reading.language)}
    return [opposites[stem] for stem in reading.stems if stem in opposites and stem not in named]


def _rival(reading: _Reading) -> str:
    """What the thing that the claim counts is often mistaken for, in the claim's language."""
    rival = competing_concept(concept_of(reading.stems, reading.language))
    # Without a figure only what one signs is told from what one joins.
    if not rival or not (reading.frame.quantities or rival in {"signatories", "states parties"}):
        return ""
    shown = shown_concept(rival, reading.language)
    return "" if reading.language == "uk" and shown.isascii() else shown


def _doubt(reading: _Reading) -> str:
    words = _AFFIRM_WORDS if reading.frame.negated else _DISPUTE_WORDS
    return words.get(reading.language, _DISPUTE_ANYWHERE)


# ---------------------------------------------------------------- first-hand records


def _primary_query(reading: _Reading) -> str:
    """Where the first-hand record would be: the document itself, who counts, who spoke; nothing where none is known."""
    words = _PRIMARY_WORDS.get(reading.language, {})
    if document := _document(reading):
        kind = "agreement" if document.label == "AGREEMENT" else "law"
        return _joined([_Unit(0, document.text, _ENTITY_RANK)], words.get(kind, ""))
    if not words:
        return ""
    without_figures = [unit for unit in reading.units if unit.rank != _FIGURE_RANK]
    for kind, table in (("agreement", _AGREEMENT_WORDS), ("law", _LAW_WORDS)):
        if reading.speaks_of(table):
            return _joined(without_figures, words[kind])
    if any(unit.start < 0 for unit in reading.units):
        return _joined(reading.units, words["quote"])
    institution = next((unit for unit in _entities(reading, "ORG")), None)
    if _is_statistic(reading):
        return _joined(_without_direction(reading), _office(reading, words["statistic"]))
    if any(quantity.noun for quantity in reading.frame.quantities):
        return _joined(without_figures, words["count"])
    if institution:
        return _joined([institution, *_topic(reading)], words["institution"])
    return _joined(without_figures, words["statistic"]) if reading.frame.kind in {"rank", "comparison"} else ""


class _Document(NamedTuple):
    """A treaty, a law or the like that the claim names."""

    text: str
    label: str


def _document(reading: _Reading) -> _Document | None:
    kept = {unit.text for unit in reading.units}
    named = [entity for entity in reading.frame.entities if entity.text in kept]
    for entity in named:
        if entity.label == "AGREEMENT":
            return _Document(entity.text, entity.label)
    for entity in named:
        first, _, last = entity.text.rpartition(" ")
        if first and last.lower() in _DOCUMENT_ENDS:
            return _Document(entity.text, entity.label)
    return None


def _entities(reading: _Reading, label: str) -> list[_Unit]:
    texts = {entity.text for entity in reading.frame.entities if entity.label == label}
    return [unit for unit in reading.units if unit.rank == _ENTITY_RANK and unit.text in texts]


def _is_statistic(reading: _Reading) -> bool:
    return any(quantity.unit in _STATISTIC_UNITS for quantity in reading.frame.quantities)


def _without_direction(reading: _Reading) -> list[_Unit]:
    """The subject of a statistic: its record is the same whether it rose or fell."""
    opposites = _opposites(reading.language)
    return [unit for unit in reading.subject if not reading.stems_in(unit, opposites)]


def _office(reading: _Reading, otherwise: str) -> str:
    """The statistics office of the one place that the claim is about."""
    offices = _offices(reading.language)
    places = " ".join(unit.text for unit in _entities(reading, "PLACE"))
    stems = {term.stem for term in terms_of(places, language=reading.language)}
    found = {offices[stem] for stem in stems if stem in offices}
    return found.pop() if len(found) == 1 else otherwise


def _topic(reading: _Reading) -> list[_Unit]:
    """What the institution did, in a word or two: its longest words are mostly its subject."""
    opposites = _opposites(reading.language)
    words = [unit for unit in reading.units if unit.rank == _WORD_RANK and not reading.stems_in(unit, opposites)]
    return sorted(sorted(words, key=lambda unit: -len(unit.text))[:2])
