import pytest

from claims.text.segments import Span
from claims.text.tokens import tokens_of
from claims.text.units import currency_before, unit_after


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("5 percentage points", "en", ("percentage_points", 3)),
        ("5 per cent", "en", ("percent", 3)),
        ("3-year term", "en", ("year", 3)),
        ("20 more minutes", "en", ("minute", 3)),
        ("5 pounds of sugar", "en", ("lb", 2)),
        ("5G network", "en", (None, 1)),
        ("5 apples", "en", (None, 1)),
        ("5 відсоткових пунктів", "uk", ("percentage_points", 3)),
        ("5 Prozent", "de", ("percent", 2)),
    ],
)
def test_unit_after_finds_the_unit(text, language, expected):
    assert unit_after(tokens_of(text, Span(0, len(text))), 1, language=language) == expected


@pytest.mark.parametrize(("text", "expected"), [("US$ 5", ("USD", 0)), ("of €5", ("EUR", 1)), ("of the 5", (None, 2))])
def test_currency_before_finds_the_currency(text, expected):
    assert currency_before(tokens_of(text, Span(0, len(text))), 2, language="en") == expected
