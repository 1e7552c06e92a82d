"""What stands around a figure, and what follows from it for a claim and a passage."""

import pytest

from claims.text.figure_check import check_figures, counted_figures
from claims.text.figure_surroundings import Figure
from claims.text.frame import read_frame
from claims.text.segments import Span
from claims.text.wanted import read_wanted


def figures(text: str) -> list[Figure]:
    span = Span(0, len(text))
    dates = read_frame(text, span).dates
    return counted_figures(text, span, dates=dates, language="en")


def outcome(claim: str, passage: str) -> str:
    wanted = read_wanted(claim, read_frame(claim, Span(0, len(claim))), "en")
    return check_figures(wanted, passage, Span(0, len(passage))).outcome


def test_each_figure_has_the_date_and_place_of_its_own_clause():
    first, second = figures("In Wales it was 4.2 per cent in 2021, while in Kent it was 3.5 per cent in 2022.")
    assert [mention.raw for mention in first.dates] == ["2021"]
    assert [mention.raw for mention in second.dates] == ["2022"]
    assert (first.places, second.places) == ({"wale"}, {"kent"})


def test_a_date_beyond_a_semicolon_belongs_to_another_figure():
    _, second = figures("In November 2024 it had 164 states parties; 133 states signed it.")
    assert second.dates == ()


def test_a_date_behind_while_belongs_to_the_figure_it_contrasts():
    first, second = figures("133 states were signatories, while 164 states were parties in November 2024.")
    assert (first.dates, [mention.raw for mention in second.dates]) == ((), ["November 2024"])


def test_a_date_behind_while_without_a_figure_is_the_date_of_the_sentence():
    (figure,) = figures("The treaty had 133 signatories while talks went on in November 2024.")
    assert [mention.raw for mention in figure.dates] == ["November 2024"]


def test_a_date_at_the_beginning_holds_for_both_sides_of_while():
    found = figures("In November 2024 there were 133 signatories while the states parties were 164.")
    assert [[mention.raw for mention in figure.dates] for figure in found] == [["November 2024"]] * 2


def test_words_that_limit_a_figure_and_tell_how_it_was_made_are_kept_apart():
    (figure,) = figures("The median wage was 2,100 pounds, according to preliminary figures.")
    assert (figure.limits, figure.making) == ({"median"}, {"preliminary"})


def test_a_word_inside_a_figure_or_date_says_nothing_of_what_is_counted():
    (figure,) = figures("In March 2021 exports were 5 million tonnes.")
    assert figure.said == {"export"}


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "The convention has 164 signatories.",
            "133 states were signatories, while 164 states were parties in November 2024.",
            "contradicts",
        ),
        ("The council spent £12.4m.", "The council's spending was £12.4m.", "agrees"),
        ("Debt was 48 billion euros.", "The deficit was 48 billion euros.", "same_number_different_thing"),
        ("Debt was 48 billion euros in 2021.", "Debt was 52 billion euros in 2022.", "different_number_same_thing"),
        ("Debt was 48 billion euros.", "Debt was 52 billion euros.", "contradicts"),
        ("Debt was 48 billion euros.", "Debt is forecast to be 48 billion euros.", "not_comparable"),
        ("Exports rose by 5 per cent.", "Exports fell by 5 per cent.", "contradicts"),
        ("Exports rose by 5 per cent.", "Exports rose to 5 per cent.", "same_number_different_thing"),
        ("Support rose by 3 per cent.", "Support rose by 3 percentage points.", "contradicts"),
        ("The party won 42 seats.", "The party won 42 per cent.", "same_number_different_thing"),
        ("Two-thirds of farmers smoke.", "Of the farmers 66 per cent smoke.", "agrees"),
        ("The road is 40 kilometres long.", "The road is 40 miles long.", "contradicts"),
        ("Debt was 90 per cent of GDP.", "Tourism is 12 per cent of GDP.", "not_comparable"),
    ],
)
def test_what_stands_around_two_figures_decides(claim: str, passage: str, expected: str):
    assert outcome(claim, passage) == expected


def test_a_letter_that_is_longer_in_lower_case_moves_no_word():
    (figure,) = figures("İİİİİİİİİİ: the wage was 2,100 pounds, the rent was the median.")
    assert figure.limits == set()


def test_a_date_that_the_claim_no_longer_holds_hides_none_of_its_words():
    frame = read_frame("In 2021 exports were 5 million tonnes.", Span(0, 38))
    (figure,) = read_wanted("Exports were 5 million tonnes.", frame, "en").figures
    assert (figure.said, figure.dates) == ({"export"}, ())


def test_a_passage_of_thousands_of_figures_is_read():
    text = "Debt was 48 billion euros. " + ", ".join(f"{number} ships" for number in range(100, 2100))
    assert outcome("Debt was 48 billion euros.", text) == "agrees"
