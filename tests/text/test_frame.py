import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.attribution import Attribution
from claims.text.frame import ClaimFrame, frame_as_json, frame_from_json, read_frame
from claims.text.negation import NegationCue
from claims.text.quantities import Quantity
from claims.text.segments import Span

GUIDING = (
    "The Washington Post also added that neither Russia nor the US is among the 164 signatories "
    "of the Ottawa Convention."
)


def framed(text: str, *, language: str = "en") -> ClaimFrame:
    return read_frame(text, Span(0, len(text)), language=language)


def test_read_frame_reads_the_guiding_example_whole():
    frame = framed(GUIDING)
    assert frame.kind == "quantity"
    assert frame.quantities == (Quantity("164", 164.0, None, None, "signatories", "=", 75, 78, noun_span=(79, 90)),)
    assert frame.negations == (NegationCue("neither", "negation", 36, 43), NegationCue("nor", "negation", 51, 54))
    assert frame.negated is True
    link = Attribution("The Washington Post", "added", 0, 30, who_span=(0, 19), cue_span=(25, 30), content=((31, 115),))
    assert frame.attribution == (link,)
    assert frame.claimant == "The Washington Post"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exports rose by 5%.", "quantity"),
        ("Inflation is lower than in 2023.", "comparison"),
        ("It is the largest treaty in the world.", "rank"),
        ("Biden approved the delivery.", "event"),
        ("The spokesman said: “We will never give up any of our land.”", "quote"),
        ("The treaty prohibits mines.", "rule"),
    ],
)
def test_read_frame_names_the_kind(text, kind):
    assert framed(text).kind == kind


def test_read_frame_counts_no_exception_as_negation():
    assert framed("Only Ukraine signed it.").negated is False


def test_read_frame_counts_no_negation_of_the_speaker():
    assert framed("Officials who did not want to be named said that 40 men had died.").negated is False
    assert framed("Officials who wanted to be named said that 40 men had not died.").negated is True


def test_read_frame_counts_no_speakers():
    assert [figure.raw for figure in framed("Two US officials said that 30 mines were sent.").quantities] == ["30"]


def test_read_frame_counts_where_speakers_are_from():
    text = "Scientists from nine countries said that at least two seas were warming."
    assert [figure.raw for figure in framed(text).quantities] == ["nine", "two"]


def test_read_frame_counts_many_speakers_and_shares_of_them():
    assert [figure.raw for figure in framed("Some 40 officers said that mines were sent.").quantities] == ["40"]
    assert [figure.raw for figure in framed("Two-thirds of voters said that taxes rose.").quantities] == ["Two-thirds"]


def test_frame_as_json_has_the_agreed_keys_and_plain_values():
    value = frame_as_json(framed("On 19 November 2024 it cost $5.5 million and 164 people."))
    assert value["quantities"][1] == {
        "raw": "164", "value": 164, "high": None, "unit": None, "noun": "people", "comparator": "=",
        "start": 45, "end": 48, "change": None, "noun_span": (49, 55), "comparator_span": None,
    }  # fmt: skip
    assert type(value["quantities"][1]["value"]) is int
    assert value["dates"] == [
        {"raw": "19 November 2024", "start_date": "2024-11-19", "end_date": "2024-11-19", "start": 3, "end": 19}
    ]
    assert list(value) == [
        "kind", "quantities", "dates", "entities", "negations", "negated", "claimant", "attribution",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", [GUIDING, "Between 5 and 10 people died on Tuesday, officials said.", "In 2024 it was not so.", ""]
)
def test_frame_from_json_gives_back_the_frame(text):
    frame = read_frame(text, Span(0, len(text)), published_on=date(2024, 11, 20))
    assert frame_from_json(json.loads(json.dumps(frame_as_json(frame)))) == frame


@given(text=st.text(), language=st.sampled_from(["en", "uk", "de", ""]))
def test_read_frame_never_raises_and_survives_json(text, language):
    frame = read_frame(text, Span(0, len(text)), language=language, published_on=date(2024, 11, 20))
    assert frame_from_json(frame_as_json(frame)) == frame
