import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.tokens import tokens_of
from claims.text.units import currency_before, currency_of_small_change, unit_after


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
        ("5 basis points", "en", ("basis_points", 3)),
        ("5-percentage-point rise", "en", ("percentage_points", 3)),
        ("0.8 of a percentage point", "en", ("percentage_points", 5)),
        ("5 square kilometres", "en", ("km2", 3)),
        ("5 Swiss francs", "en", ("CHF", 3)),
        ("3 times as many", "en", ("times", 2)),
        ("3 times in June", "en", (None, 1)),
        ("64 won the vote", "en", (None, 1)),
        ("6,400 won", "en", ("KRW", 2)),
        ("34-річна", "uk", ("year", 3)),
        ("20-кілометрова", "uk", ("km", 3)),
        ("5 млн", "uk", (None, 1)),
        ("5 метрів за секунду", "uk", ("m_per_second", 4)),
        ("5 м/с", "uk", ("m_per_second", 4)),
        ("5 грн . Потім", "uk", ("UAH", 3)),
        ("5 грн .", "uk", ("UAH", 2)),
        ("1,7 раза", "uk", ("times", 2)),
        ("5 кв . км", "uk", ("km2", 4)),
    ],
)
def test_unit_after_finds_the_unit(text, language, expected):
    assert unit_after(tokens_of(text, Span(0, len(text))), 1, language=language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("US$ 5", ("USD", 0)), ("A$ 5", ("AUD", 0)), ("of €5", ("EUR", 1)), ("of the 5", (None, 2))],
)
def test_currency_before_finds_the_currency(text, expected):
    assert currency_before(tokens_of(text, Span(0, len(text))), 2, language="en") == expected


@pytest.mark.parametrize(
    ("unit", "language", "named_before", "expected"),
    [
        ("cent", "en", None, "USD"),
        ("cent", "en", "EUR", "EUR"),
        ("kopek", "uk", None, "UAH"),
        ("USD", "en", None, None),
        (None, "en", "EUR", None),
    ],
)
def test_small_change_is_of_the_currency_named_before(unit, language, named_before, expected):
    assert currency_of_small_change(unit, language=language, named_before=named_before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 90 Austrian schillings.", "ATS"),
        ("It cost 900,000 Ugandan shillings.", "UGX"),
        ("It cost NT$400.", "TWD"),
        ("It paid a $400 fine.", "USD"),
        ("It made 70 quintals.", "quintal"),
        ("It has 12 pen friends.", None),
        ("It has 12 MAD left.", "MAD"),
    ],
)
def test_money_and_measures_by_their_full_names(text, expected):
    assert [quantity.unit for quantity in find_quantities(text, Span(0, len(text)))] == [expected]
