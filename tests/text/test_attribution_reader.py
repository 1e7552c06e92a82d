"""Whole texts read for who says what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.attribution import read_attributions
from tests.text.test_attribution import WORDS


def told(text: str, **choices) -> list[tuple[str, str, list[str], str]]:
    return [
        (link.who, link.cue, [text[start:end] for start, end in link.content], link.kind)
        for link in read_attributions(text, **choices)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A good day,” said Ann Roe, the mayor. “We won the whole vote.”",
         [("Ann Roe, the mayor", "said", ["“A good day,”", "“We won the whole vote.”"], "statement")]),
        ("“No,” Roe told Reuters, “and that is final.”",
         [("Roe", "told", ["“No,”", "“and that is final.”"], "statement")]),
        ("The plan, he said, would cost a fortune.",
         [("he", "said", ["The plan", "would cost a fortune"], "statement")]),
        ("Roe has also accused the bank of lying.",
         [("Roe", "has also accused", ["the bank of lying"], "statement")]),
        ("Roe called the plan absurd, adding that it was late.",
         [("Roe", "called", ["the plan absurd"], "statement"), ("Roe", "adding", ["that it was late"], "statement")]),
        ("She urged members to wait.", [("She", "urged", ["members to wait"], "statement")]),
        ("Roe wants to leave.", [("Roe", "wants", ["to leave"], "belief")]),
        ("Roe is confident that he will win.", [("Roe", "is confident", ["that he will win"], "belief")]),
        ("He was told that the bank had failed.", [("", "was told", ["that the bank had failed"], "statement")]),
        ("Few believe the bank's claim that prices fell.", [
                ("Few", "believe", ["the bank's claim that prices fell"], "belief"),
                ("the bank", "'s claim", ["that prices fell"], "statement"),
            ]),
        ("Roe, who said that prices fell, left.", [("who", "said", ["that prices fell"], "statement")]),
        ("Roe said prices fell and denied that he had lied.",
         [("Roe", "said", ["prices fell"], "statement"), ("Roe", "denied", ["that he had lied"], "statement")]),
        ("When the vote was over, Roe said that he would stay.",
         [("Roe", "said", ["that he would stay"], "statement")]),
        ("Asked whether he would go, Roe said no.",
         [("", "Asked", ["whether he would go"], "statement"), ("Roe", "said", ["no"], "statement")]),
        ("According to Roe, prices fell.", [("Roe", "According to", ["prices fell"], "statement")]),
        ("The bank did not fail.", []),
    ],
)  # fmt: skip
def test_read_attributions_reads_source_cue_and_content(text, expected):
    assert told(text) == expected


def test_read_attributions_keeps_to_the_outermost_when_asked():
    text = "Roe said that Pell had denied the charge."
    assert [who for who, *_ in told(text)] == ["Roe", "Pell"]
    assert [who for who, *_ in told(text, nested=False)] == ["Roe"]


def test_read_attributions_follows_a_quotation_into_the_next_line():
    text = "The mayor wrote:\n“We have never closed a bridge.”"
    assert told(text) == [("The mayor", "wrote:", ["“We have never closed a bridge.”"], "statement")]


def test_read_attributions_takes_a_word_in_quotation_marks_for_no_statement():
    assert told("Roe said that it fell. It was the “end game”.") == [("Roe", "said", ["that it fell"], "statement")]


def test_read_attributions_gives_no_quotation_to_another_paragraphs_speaker():
    text = "“We are closed today,” Roe said.\n\nThe sign read “Closed for the day and all days.” It was old."
    assert told(text)[0] == ("Roe", "said", ["“We are closed today,”"], "statement")


def test_read_attributions_finds_none_in_other_languages():
    assert told("Der Minister sagte, dass es stimmt.", language="de") == []


def test_read_attributions_reads_ukrainian_sentence_by_sentence():
    text = "Ціни зросли, заявив мер Лан. Він додав, що це тимчасово."
    assert told(text, language="uk") == [
        ("мер Лан", "заявив", ["Ціни зросли"], "statement"),
        ("Він", "додав", ["що це тимчасово"], "statement"),
    ]


@given(text=st.one_of(WORDS, st.text()), nested=st.booleans())
def test_read_attributions_spans_stand_in_the_text(text, nested):
    for link in read_attributions(text, nested=nested):
        spans = [span for span in (link.who_span, link.cue_span, *link.content) if span is not None]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert text[slice(*link.cue_span)] == link.cue
        assert link.start < link.end
