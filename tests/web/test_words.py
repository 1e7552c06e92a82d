import pytest

from claims.enums import AnchorState, JobState, OriginVerdict, SearchOutcome, Stance
from claims.text.figures import AGREES, CONTRADICTS, NOT_COMPARABLE, SAME_NUMBER, SAME_THING
from claims.web.words import (
    FIGURE_OUTCOMES,
    LATER_WORDS,
    OUTCOMES,
    STANCES,
    VERDICT_WORDS,
    WORK_STATES,
    advice_words,
    band_of,
    counted,
    language_name,
    sources_words,
)


def test_every_stored_word_has_words_on_the_screen():
    assert {choice.value for choice in STANCES} == set(Stance.values)
    assert set(OUTCOMES) == set(SearchOutcome.values)
    assert set(WORK_STATES) == set(JobState.values)
    assert set(LATER_WORDS) == set(AnchorState.values)
    assert set(VERDICT_WORDS) == set(OriginVerdict.values)
    assert set(FIGURE_OUTCOMES) == {AGREES, CONTRADICTS, SAME_NUMBER, SAME_THING, NOT_COMPARABLE}


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0.0, "Hardly worth checking"),
        (0.25, "Perhaps worth checking"),
        (0.74, "Likely worth checking"),
        (1.0, "Very likely worth checking"),
    ],
)
def test_band_is_words_for_a_score(score, band):
    assert band_of(score) == band


@pytest.mark.parametrize(("tag", "name"), [("uk", "Ukrainian"), ("eu", "eu"), ("", "language not known")])
def test_language_is_named(tag, name):
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("advice", "shown"),
    [
        ("Run `make run`, or `make <x>`.", "Run <code>make run</code>, or <code>make &lt;x&gt;</code>."),
        ("Nothing & nobody.", "Nothing &amp; nobody."),
        ("", ""),
    ],
)
def test_command_in_advice_is_set_as_code(advice, shown):
    assert advice_words(advice) == shown


@pytest.mark.parametrize(
    ("number", "noun", "plural", "words"),
    [(1, "page", "", "1 page"), (0, "page", "", "0 pages"), (3, "search", "searches", "3 searches")],
)
def test_number_is_said_with_its_noun(number, noun, plural, words):
    assert counted(number, noun, plural=plural) == words


def test_headline_names_passages_pages_and_independent_sources():
    assert sources_words(5, 4, 3) == "5 passages · 4 pages · 3 independent sources"
    assert sources_words(1, 1, 1) == "1 passage · 1 page · 1 independent source"
