import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from tests.text.quickest import quickest


def figures(text):
    return [(quantity.value, quantity.unit, quantity.change) for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The spill was 30 tonnes, against the 45 that the firm admitted.", [(30, "tonne", None), (45, "tonne", None)]),
        ("Sales came to €9m, short of the 12 million forecast.", [(9000000.0, "EUR", None), (12000000.0, "EUR", None)]),
        (
            "The Liberals have 31 per cent, the Greens stand on 22, down two.",
            [(31, "percent", None), (22, "percent", None), (2, "percentage_points", "fall")],
        ),
        ("Growth will be 2.2% this year and 1.9 next.", [(2.2, "percent", None), (1.9, "percent", None)]),
        (
            "It was 33 degrees Celsius on Monday, six above the average.",
            [(33, "celsius", None), (6, "celsius", "rise")],
        ),
        ("The barge is 90 metres long and 11 wide.", [(90, "m", None), (11, "m", None)]),
        ("The term was cut from 14 years to eight.", [(14, "year", None), (8, "year", None)]),
        ("The patients were aged 21, 34 and 60.", [(21, "year", None), (34, "year", None), (60, "year", None)]),
        ("The rate is 6 per cent, down from a high of 11.", [(6, "percent", None), (11, "percent", None)]),
        ("The firm paid $300,000 for the 20 that survived.", [(300000, "USD", None), (20, None, None)]),
        (
            "The fund got $2bn, a third of the 6bn it asked for.",
            [(2e9, "USD", None), (0.333333333, "share", None), (6e9, "USD", None)],
        ),
        ("It lost €9 million after a profit of 3 million.", [(9e6, "EUR", None), (3e6, "EUR", None)]),
        ("It gave $2bn to a country of 1.1 billion.", [(2e9, "USD", None), (1.1e9, None, None)]),
        ("They asked for 12 years; the court gave him five.", [(12, "year", None), (5, "year", None)]),
        ("He got six years, two of them suspended.", [(6, "year", None), (2, "year", None)]),
        ("In six years, two of them have left.", [(6, "year", None), (2, None, None)]),
        ("A bus comes every four hours instead of every two.", [(4, "hour", None), (2, "hour", None)]),
        ("Sales rose 9 per cent and profits 4.", [(9, "percent", "rise"), (4, "percent", "rise")]),
        ("The count was 61 per cent for and 35 against.", [(61, "percent", None), (35, "percent", None)]),
        ("Prices rose 4%, well above a target of 2.", [(4, "percent", "rise"), (2, "percent", None)]),
        ("Those who slept five hours fared worse than those who slept eight.", [(5, "hour", None), (8, "hour", None)]),
        ("The yield eased to 3.1 from 3.4 per cent.", [(3.1, "percent", None), (3.4, "percent", None)]),
        ("She won a prize at 20 and another at 71.", [(20, "year", None), (71, "year", None)]),
        ("They serve 12 months, or 20 if they fly.", [(12, "month", None), (20, "month", None)]),
        ("About 80% is in gold and 14 in land.", [(80, "percent", None), (14, "percent", None)]),
        ("They sold 30 tonnes of rice to the 12 villages.", [(30, "tonne", None), (12, None, None)]),
    ],
)
def test_a_figure_takes_the_unit_left_out(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(("size", "seconds"), [(100_000, 2), (1_000_000, 20)])
def test_ellipses_of_a_long_text_take_linear_time(size, seconds):
    text = "on 24 per cent, the Greens on 19, up 2, " * (size // 40)
    assert quickest(lambda: find_quantities(text, Span(0, len(text))), of=1) < seconds
