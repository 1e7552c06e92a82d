from dataclasses import replace
from datetime import date

import pytest

from claims.text.attribution import Attribution
from claims.text.dates import DateMention
from claims.text.entities import Entity
from claims.text.frame import ClaimFrame
from claims.text.frame_score import FIELDS, MarkedDate, MarkedFrame, MarkedQuantity, Tally, score_frames, tally_frame
from claims.text.negation import NegationCue
from claims.text.quantities import Quantity

TEXT = "The Post said on Tuesday that neither Russia nor Ukraine had lost more than 5 of the 15 tanks."
MARKED_QUANTITY = MarkedQuantity("15", 15, None, None, "tanks", "=", None)
MARKED = MarkedFrame(
    kind="quantity",
    quantities=(MarkedQuantity("5", 5, None, None, None, ">", None), MARKED_QUANTITY),
    dates=(MarkedDate("Tuesday", date(2024, 4, 30), date(2024, 4, 30)),),
    negations=(("neither", "negation"), ("nor", "negation")),
    places=("Russia", "Ukraine"),
    claimant="The Post",
    attribution=(("The Post", "said"),),
)


def place_of(words, *, after=0):
    start = TEXT.index(words, after)
    return {"start": start, "end": start + len(words)}


FOUND = ClaimFrame(
    kind="quantity",
    quantities=(
        Quantity("5", 5.0, None, None, None, ">", **place_of("5 of")),
        Quantity("15", 15.0, None, None, "tanks", "=", **place_of("15")),
    ),
    dates=(DateMention("on Tuesday", date(2024, 4, 30), date(2024, 4, 30), **place_of("on Tuesday")),),
    entities=(
        Entity("The Post", "ORG", **place_of("The Post")),
        Entity("Russia", "PLACE", **place_of("Russia")),
        Entity("Ukraine", "PLACE", **place_of("Ukraine")),
    ),
    negations=(
        NegationCue("neither", "negation", **place_of("neither")),
        NegationCue("nor", "negation", **place_of("nor")),
    ),
    negated=True,
    claimant="The Post",
    attribution=(Attribution("The Post", "said", 0, 13),),
)


def one_tally(field, found, *, marked=MARKED):
    return tally_frame(TEXT, found, marked)[field]


def test_frame_that_was_read_as_marked_is_right_in_every_field():
    tallies = tally_frame(TEXT, FOUND, MARKED)
    assert list(tallies) == list(FIELDS)
    assert {field: (tally.extra, tally.missed) for field, tally in tallies.items()} == dict.fromkeys(FIELDS, (0, 0))
    assert [tally.right for tally in tallies.values()] == [2, 2, 1, 2, 2, 1, 1, 1]


@pytest.mark.parametrize(
    ("change", "whole", "amount"),
    [
        ({"value": 15.001}, 1, 1),
        ({"value": 15.002}, 0, 0),
        ({"unit": "percent"}, 0, 0),
        ({"high": 16.0}, 0, 1),
        ({"noun": "Tanks"}, 1, 1),
        ({"noun": "the tanks"}, 0, 1),
        ({"noun": None}, 0, 1),
        ({"comparator": "~"}, 0, 1),
        ({"change": "fall"}, 0, 1),
        ({"start": 0, "end": 3}, 0, 1),
        # It touches the words on either side.
        ({"start": place_of("15")["end"], "end": place_of("15")["end"] + 6}, 0, 1),
        ({"start": place_of("15")["start"] - 4, "end": place_of("15")["start"]}, 0, 1),
        # It overlaps the words, longer or shorter.
        ({"raw": "the 15", "start": place_of("the 15")["start"]}, 1, 1),
    ],
)
def test_quantity_must_agree_in_everything_and_its_amount_in_value_and_unit(change, whole, amount):
    found = replace(FOUND, quantities=(FOUND.quantities[0], replace(FOUND.quantities[1], **change)))
    assert one_tally("quantities", found) == Tally(1 + whole, 1 - whole, 1 - whole)
    assert one_tally("quantities_value", found) == Tally(1 + amount, 1 - amount, 1 - amount)


@pytest.mark.parametrize(("value", "is_right"), [(1 / 6, 1), (1 / 3, 1), (0.1668, 0), (0.17, 0)])
def test_fractions_are_compared_as_they_are_written_down_with_four_decimals(value, is_right):
    marked = replace(MARKED, quantities=(replace(MARKED_QUANTITY, value=round(1 / 6, 4), unit="share"),))
    if value == 1 / 3:
        marked = replace(MARKED, quantities=(replace(MARKED_QUANTITY, value=0.3333, unit="share"),))
    found = replace(FOUND, quantities=(replace(FOUND.quantities[1], value=value, unit="share"),))
    assert one_tally("quantities", found, marked=marked).right == is_right


def test_only_fractions_are_rounded():
    marked = replace(MARKED, quantities=(replace(MARKED_QUANTITY, value=0.1667, unit="percent"),))
    found = replace(FOUND, quantities=(replace(FOUND.quantities[1], value=1 / 6, unit="percent"),))
    assert one_tally("quantities", found, marked=marked) == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("text", "cue", "found", "right"),
    [
        ("It did no good and nothing else.", "no", "nothing", 0),
        ("It did not and cannot stay.", "not", "cannot", 0),
        ("It cannot stay.", "not", "cannot", 1),
        ("It didn't stay.", "n't", "n't", 1),
    ],
)
def test_words_inside_others_are_meant_only_where_they_stand_nowhere_whole(text, cue, found, right):
    start = text.index(found)
    frame = replace(FOUND, negations=(NegationCue(found, "negation", start, start + len(found)),))
    marked = replace(MARKED, negations=((cue, "negation"),))
    assert tally_frame(text, frame, marked)["negations"] == Tally(right, 1 - right, 1 - right)


def test_each_value_answers_for_one_other():
    twice = replace(FOUND, quantities=(FOUND.quantities[1], FOUND.quantities[1]))
    assert one_tally("quantities", twice) == Tally(1, 1, 1)
    marked = replace(MARKED, quantities=(MARKED_QUANTITY, MARKED_QUANTITY))
    assert one_tally("quantities", replace(FOUND, quantities=(FOUND.quantities[1],)), marked=marked) == Tally(1, 0, 1)


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (DateMention("Tuesday", date(2024, 4, 30), date(2024, 4, 30), **place_of("Tuesday")), Tally(1, 0, 0)),
        (DateMention("Tuesday", date(2024, 4, 30), date(2024, 5, 1), **place_of("Tuesday")), Tally(0, 1, 1)),
        (DateMention("Tuesday", None, None, **place_of("Tuesday")), Tally(0, 1, 1)),
        (DateMention("Post", date(2024, 4, 30), date(2024, 4, 30), **place_of("Post")), Tally(0, 1, 1)),
    ],
)
def test_date_must_agree_in_place_and_both_ends(mention, expected):
    assert one_tally("dates", replace(FOUND, dates=(mention,))) == expected


def test_date_on_an_unknown_day_agrees_when_no_day_was_given():
    found = replace(FOUND, dates=(replace(FOUND.dates[0], start_date=None, end_date=None),))
    marked = replace(MARKED, dates=(MarkedDate("Tuesday", None, None),))
    assert one_tally("dates", found, marked=marked) == Tally(1, 0, 0)


def test_negation_must_agree_in_kind_and_stand_at_the_whole_word():
    other_kind = replace(FOUND, negations=(replace(FOUND.negations[0], kind="exception"), FOUND.negations[1]))
    assert one_tally("negations", other_kind) == Tally(1, 1, 1)
    # "or" stands whole nowhere but inside "nor", so that is where it must be found.
    inside = replace(MARKED, negations=(("or", "negation"),))
    assert one_tally("negations", replace(FOUND, negations=(FOUND.negations[1],)), marked=inside) == Tally(1, 0, 0)
    # "the" stands whole before "15", so the one inside "neither" is not meant.
    whole = replace(MARKED, negations=(("the", "negation"),))
    assert one_tally("negations", replace(FOUND, negations=(FOUND.negations[0],)), marked=whole) == Tally(0, 1, 1)


def test_places_are_the_names_that_were_read_as_places():
    found = replace(FOUND, entities=(Entity("RUSSIA", "PLACE", 0, 6), Entity("Ukraine", "ORG", 0, 7)))
    assert one_tally("places", found) == Tally(1, 0, 1)


@pytest.mark.parametrize(
    ("found", "marked", "expected"),
    [
        ("the post", "The Post", Tally(1, 0, 0)),
        ("Post", "The  Post", Tally(1, 0, 0)),
        ("a spokesman", "spokesman", Tally(1, 0, 0)),
        ("Theodore", "odore", Tally(0, 1, 1)),
        (None, None, Tally(0, 0, 0)),
        ("Reuters", "The Post", Tally(0, 1, 1)),
        (None, "The Post", Tally(0, 0, 1)),
        ("Reuters", None, Tally(0, 1, 0)),
    ],
)
def test_claimant_is_compared_by_name_and_nobody_against_nobody_is_no_unit(found, marked, expected):
    assert one_tally("claimant", replace(FOUND, claimant=found), marked=replace(MARKED, claimant=marked)) == expected


@pytest.mark.parametrize(
    ("who", "cue", "right"), [("post", "Said", 1), ("The Post", "told", 0), ("The Times", "said", 0)]
)
def test_link_must_agree_in_who_and_cue(who, cue, right):
    found = replace(FOUND, attribution=(Attribution(who, cue, 0, 13),))
    assert one_tally("attribution", found) == Tally(right, 1 - right, 1 - right)


def test_set_is_scored_by_the_sums_of_its_sentences():
    right = tally_frame(TEXT, FOUND, MARKED)
    wrong = tally_frame(TEXT, replace(FOUND, quantities=(), kind="rank"), MARKED)
    scores = score_frames([right, right, wrong])
    quantities, kind = scores["quantities"], scores["kind"]
    assert (quantities.precision, quantities.recall, quantities.f1) == pytest.approx((1.0, 4 / 6, 0.8))
    assert quantities.units == 6
    assert (kind.precision, kind.recall, kind.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    low, high = quantities.f1_interval
    assert low < 0.8 < high <= 1.0


def test_field_of_which_there_was_nothing_was_not_got_wrong():
    empty = replace(MARKED, claimant=None)
    silent = replace(FOUND, claimant=None)
    score = score_frames([tally_frame(TEXT, silent, empty)])["claimant"]
    assert (score.f1, score.precision, score.recall, score.units) == (1.0, 1.0, 1.0, 0)
    invented = score_frames([tally_frame(TEXT, FOUND, empty)])["claimant"]
    assert (invented.f1, invented.precision, invented.recall, invented.units) == (0.0, 0.0, 0.0, 0)
    missed = score_frames([tally_frame(TEXT, silent, MARKED)])["claimant"]
    assert (missed.f1, missed.precision, missed.recall, missed.units) == (0.0, 0.0, 0.0, 1)
