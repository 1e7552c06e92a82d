import pytest

from claims.text.counted import counted_noun
from claims.text.segments import Span
from claims.text.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("164 signatories of the treaty", "signatories"),
        ("164 states parties", "states parties"),
        ("30 new Russian tanks burned", "new Russian tanks"),
        ("30 US officials said", "US officials"),
        ("12 voted against", None),
        ("20 other people", "people"),
        ("5 , apples", None),
    ],
)
def test_counted_noun_stands_as_in_the_text(text, expected):
    assert counted_noun(tokens_of(text, Span(0, len(text))), 1, language="en", value=164) == expected


@pytest.mark.parametrize(
    ("text", "unit", "language", "expected"),
    [
        ("5 in April 2024", "GBP", "en", None),
        ("5 in aid to Kyiv", "GBP", "en", "aid"),
        ("5 in US military aid", "GBP", "en", "US military aid"),
        ("5 in London", "GBP", "en", None),
        ("5 in Iraq and Syria", "USD", "en", None),
        ("164 Monday signatories", None, "en", None),
        ("5 квітня", "UAH", "uk", None),
    ],
)
def test_counted_noun_is_no_month_and_no_place(text, unit, language, expected):
    tokens = tokens_of(text, Span(0, len(text)))
    assert counted_noun(tokens, 1, language=language, value=5, unit=unit) == expected


def test_counted_noun_may_stand_before_the_number():
    tokens = tokens_of("The number of signatories is 164", Span(0, 32))
    assert counted_noun(tokens, 6, language="en", value=164, number_first=5) == "signatories"


def test_counted_noun_is_not_guessed_in_other_languages():
    assert counted_noun(tokens_of("164 Staaten", Span(0, 11)), 1, language="de", value=164) is None
