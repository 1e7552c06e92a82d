import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.negation import find_negations
from claims.text.segments import Span


def found(text: str, *, language: str = "en") -> list[tuple[str, str]]:
    cues = find_negations(text, Span(0, len(text)), language=language)
    assert all(text[cue.start : cue.end] == cue.cue for cue in cues)
    return [(cue.cue, cue.kind) for cue in cues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neither Russia nor the US", [("neither", "negation"), ("nor", "negation")]),
        ("It didn’t and can't.", [("n’t", "negation"), ("n't", "negation")]),
        ("They cannot; none of them, never", [("cannot", "negation"), ("none", "negation"), ("never", "negation")]),
        ("without pay it failed to win", [("without", "negation"), ("failed to", "negation")]),
        ("all but two, except for one", [("all but", "exception"), ("except for", "exception")]),
        ("Only Ukraine, apart from Kyiv", [("Only", "exception"), ("apart from", "exception")]),
        ("not only fast but also cheap", []),
        ("no doubt it is No. 5", []),
        ("no fewer than five", []),
        ("a notable knot in the north", []),
    ],
)
def test_find_negations_reads_english(text, expected):
    assert found(text) == expected


def test_find_negations_reads_ukrainian():
    text = "Ні Росія, ні США не підписали її, лише Україна; не тільки вона."
    expected = [("Ні", "negation"), ("ні", "negation"), ("не", "negation"), ("лише", "exception")]
    assert found(text, language="uk") == expected


def test_find_negations_finds_none_in_other_languages():
    assert found("Das ist nicht wahr.", language="de") == []


@given(text=st.text(alphabet=st.one_of(st.sampled_from("not'’ nevr"), st.characters())))
def test_find_negations_quotes_the_text_exactly(text):
    for cue in find_negations(text, Span(0, len(text))):
        assert text[cue.start : cue.end] == cue.cue
