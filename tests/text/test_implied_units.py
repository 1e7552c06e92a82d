import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


def units(text):
    return [quantity.unit for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "The pianist turns 60.",
        "most of them over 70",
        "The pupils are younger than nine.",
        "half of whom are under 18",
        "The poet, who is 83, has moved.",
        "The flood took a baker and her nephew, 6, on Sunday.",
        "Nine climbers are stuck, the eldest of them 71.",
        "The youngest of the new jurors was 19.",
        "The oldest is 88, the youngest 17.",
        "Nine of the 40 members of the upper house are under 35.",
    ],
)
def test_ages_are_in_years(text):
    assert units(text)[-1] == "year"


@pytest.mark.parametrize(
    "text",
    [
        "The average age of the 26-strong squad",
        "The house is under 18 trees.",
        "The score is 83.",
        "The oldest of the 20 was sold.",
        "The youngest 20 in the class stayed.",
        "Of his sons, 6, he said, stayed.",
    ],
)
def test_what_is_counted_is_no_age(text):
    assert units(text) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The forint fell to 395 to the euro.", "HUF"),
        ("The rouble's rate was 92 per dollar.", "RUB"),
        ("He won 92 to the dismay of the euro group.", None),
    ],
)
def test_a_rate_of_exchange_is_in_the_currency_named_before(text, expected):
    assert units(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Квитки для молодших за 14 дешевші.", "year"),
        ("Двоє водіїв віком 29 та 40 років загинули.", "year"),
        ("Швидкість понад 60 заборонена.", None),
        ("Гривня зміцніла до 39,8 за долар.", "UAH"),
        ("Удень очікують 31 градус.", "celsius"),
        ("Башта має кут 31 градус.", "degree"),
    ],
)
def test_ukrainian_leaves_out_years_of_age_and_whose_degrees_they_are(text, expected):
    assert expected in [quantity.unit for quantity in find_quantities(text, Span(0, len(text)), language="uk")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She joined the circus at 14.", ["year"]),
        ("He was apprenticed at 13 and married at 20.", ["year", "year"]),
        ("At 29, she became a judge.", ["year"]),
        ("A girl of seven was hurt.", ["year"]),
        ("Women between 20 and 45 must enrol.", ["year"]),
        ("Girls as young as nine sew there.", ["year"]),
        ("Their pension age goes up from 60 to 63.", ["year", "year"]),
        ("The index closed at 38.", [None]),
        ("A team of 12 went.", [None]),
        ("The sea warmed by 2 degrees.", ["celsius"]),
        ("The mast leans by 2 degrees.", ["degree"]),
    ],
)
def test_ages_are_told_from_levels(text, expected):
    assert units(text) == expected
