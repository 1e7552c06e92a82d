"""Words that are taken for one another and are not the same thing: signatory and party, deficit and debt."""

from collections.abc import Iterable
from functools import lru_cache

from claims.text.terms import stem_of

# Words that are taken for one another and are not the same thing; (name, English words, Ukrainian words), in pairs.
_TERM_TABLE = (
    (
        ("signatories", "signatory signatories signed signer signers", "підписант підписала підписали підписавши"),
        (
            "states parties",
            "parties party ratified ratifications acceded joined",
            "учасниця учасниць сторона ратифікували ратифікувала приєдналися",
        ),
    ),
    (
        ("deaths", "killed dead deaths died fatalities", "загиблих загинули загинуло смертей убито вбито"),
        ("casualties", "casualties wounded injured injuries", "поранених поранено постраждалих втрат"),
    ),
    (
        ("cases", "cases infections", "випадків випадки"),
        ("patients", "patients hospitalised hospitalized", "пацієнтів"),
    ),
    (("deficit", "deficit deficits", "дефіцит"), ("debt", "debt debts", "борг борги боргу")),
    (("exports", "exports exported", "експорт експортували"), ("imports", "imports imported", "імпорт імпортували")),
    (
        ("revenue", "revenue revenues turnover", "дохід доходи виручка"),
        ("profit", "profit profits earnings", "прибуток"),
    ),
)
_SHOWN_IN_UKRAINIAN = {"signatories": "підписанти", "states parties": "держави-учасниці", "deaths": "загиблі"}
_COMPETING = {name: other for left, right in _TERM_TABLE for name, other in ((left[0], right[0]), (right[0], left[0]))}


def concept_of(stems: Iterable[str], language: str = "en") -> str | None:
    """The entry of the term table that the stems belong to, or None when there is none or more than one."""
    table = concepts_by_stem(language)
    found = {table[stem] for stem in stems if stem in table}
    return found.pop() if len(found) == 1 else None


def competing_concept(concept: str | None) -> str | None:
    """What an entry of the term table is often mistaken for."""
    return _COMPETING.get(concept or "")


@lru_cache(maxsize=8)
def concepts_by_stem(language: str) -> dict[str, str]:
    """The entry that each stem of the term table belongs to."""
    column = 2 if language == "uk" else 1
    entries = (entry for pair in _TERM_TABLE for entry in pair)
    return {stem_of(word, language): entry[0] for entry in entries for word in entry[column].split()}


def shown_concept(concept: str, language: str) -> str:
    """An entry's name in the language of a query."""
    return _SHOWN_IN_UKRAINIAN.get(concept, concept) if language == "uk" else concept
