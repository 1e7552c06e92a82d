from claims.text.figure_check import NOTHING_SPEAKS, FigureCheck, check_figures
from claims.text.frame import read_frame
from claims.text.segments import Span
from claims.text.wanted import read_wanted

CLAIM = "Neither Russia nor the US is among the 164 signatories of the Ottawa Convention."


def checked(passage: str, *, claim: str = CLAIM) -> FigureCheck:
    frame = read_frame(claim, Span(0, len(claim)), language="en")
    return check_figures(read_wanted(claim, frame, "en"), passage, Span(0, len(passage)))


def test_the_same_number_of_another_thing_speaks_for_a_pair_without_more():
    check = checked("The Ottawa Convention has 164 states parties.")
    assert check.outcome == "same_number_different_thing"
    assert [note.outcome for note in check.notes] == ["same_number_different_thing"]
    assert check.explanation == check.notes[0].explanation


def test_another_number_of_the_same_thing_contradicts():
    assert checked("The Ottawa Convention has 133 signatories.").outcome == "contradicts"


def test_the_same_number_of_the_same_thing_agrees():
    assert checked("There are 164 signatories.").outcome == "agrees"


def test_one_figure_ruled_out_outweighs_another_that_agrees():
    claim = "The school has 40 teachers and 900 pupils."
    check = checked("The school has 40 teachers and 812 pupils.", claim=claim)
    assert check.outcome == "contradicts"
    assert {note.outcome for note in check.notes} == {"agrees", "contradicts"}


def test_a_passage_without_a_figure_that_speaks_is_not_comparable():
    assert checked("It was opened for signature in Ottawa.") == FigureCheck("not_comparable", NOTHING_SPEAKS, ())
    assert checked("", claim="Nothing is counted here.") == FigureCheck("not_comparable", NOTHING_SPEAKS, ())
