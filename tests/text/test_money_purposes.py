import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from tests.text.quickest import quickest


def nouns(text):
    return [quantity.noun for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port spent $3 million on cranes.", ["cranes"]),
        ("They spent £2m on the pier and £1m on a new boiler.", ["pier", "new boiler"]),
        ("It lavished €40,000 on carpets, lamps and a piano.", ["carpets"]),
        ("The state has set aside 30 million rupees for wells.", [None]),
        ("The bank earmarked $9m for school meals.", [None]),
        ("It pays £12,000 a year in ground rent.", ["ground rent"]),
        ("It sought 9 billion kwacha ($11 million) in emergency loans.", ["emergency loans"]),
        ("They gave £900 towards the roof.", [None]),
        ("The port spent $3 million on Tuesday.", [None]),
        ("The port spent $3 million on average.", [None]),
        ("The port spent $3 million on dredging the harbour.", ["dredging"]),
        ("The port spent $3 million on rebuilding the quay.", [None]),
        ("The state set aside 30 million rupees for the ports.", [None]),
        ("The state set aside 30 million rupees for flood victims.", [None]),
        ("The airline was fined $3 million for delays.", [None]),
        ("The ship was sold for $3 million in Oslo.", [None]),
    ],
)
def test_a_sum_has_the_noun_of_what_it_goes_on(text, expected):
    assert nouns(text) == expected


def test_many_sums_take_linear_time():
    text = "spent $3 million on " * 5_000
    assert quickest(lambda: nouns(text)) < 4
