"""The shipped glossary, and how its terms are found in a text."""

import pytest

from claims.text.glossary import FoundTerm, Glossary, GlossaryPair, shipped_glossary
from claims.text.glossary_pairs import PAIRS
from claims.text.languages import en_glossary, uk_glossary
from claims.text.terms import terms_of

PAIR = GlossaryPair("votes", "seats", "A share of votes is seldom the same share of seats.")
SMALL = Glossary({"votes": "vote, ballots cast", "seats": "seat", "ballots": "ballot"}, [PAIR], language="en")


def stems(text: str, language: str = "en") -> list[str]:
    return [term.stem for term in terms_of(text, language=language)]


def test_every_pair_has_words_for_both_terms_and_a_reason():
    assert len(PAIRS) >= 60
    assert {name for left, right, _ in PAIRS for name in (left, right)} <= set(en_glossary.TERMS)
    assert [why for *_, why in PAIRS if not why.endswith(".")] == []


def test_at_least_sixty_pairs_are_known_in_ukrainian_too():
    assert sum({left, right} <= set(uk_glossary.TERMS) for left, right, _ in PAIRS) >= 60
    assert set(uk_glossary.TERMS) <= set(en_glossary.TERMS)


def test_a_pair_is_the_same_from_both_sides():
    assert SMALL.pair("votes", "seats") == SMALL.pair("seats", "votes") == PAIR
    assert SMALL.pair("votes", "ballots") is None


def test_the_longest_phrase_is_the_term():
    assert SMALL.find(stems("Of the ballots cast")) == [FoundTerm("votes", 0, 2)]
    assert SMALL.find(stems("Some ballots")) == [FoundTerm("ballots", 0, 1)]


def test_any_form_of_a_word_is_the_term():
    assert SMALL.find(stems("They voted for seats")) == [FoundTerm("votes", 0, 1), FoundTerm("seats", 1, 2)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [("en", "jobless", "unemployed"), ("en", "net migration", "net migration"), ("uk", "загинуло", "deaths")],
)
def test_shipped_words_stand_for_their_term(language, text, name):
    assert [found.name for found in shipped_glossary(language).find(stems(text, language))] == [name]


def test_a_language_without_words_has_an_empty_glossary():
    assert shipped_glossary("fi").find(["unemploy"]) == []
