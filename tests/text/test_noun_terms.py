import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine heads of government signed it.", "heads of government"),
        ("The chair heard 14 points of order.", "points of order"),
        ("Thieves took 30 works of art.", "works of art"),
        ("She sold 40 tickets of hers.", "tickets"),
        ("Police checked 12 heads of cabbage.", "heads"),
    ],
)
def test_a_term_with_of_is_one_noun(text, expected):
    (quantity,) = find_quantities(text, Span(0, len(text)))
    assert quantity.noun == expected
