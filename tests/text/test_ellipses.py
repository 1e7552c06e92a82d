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
        ("They sold 30 tonnes of rice to the 12 villages.", [(30, "tonne", None), (12, None, None)]),
    ],
)
def test_a_figure_takes_the_unit_left_out(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(("size", "seconds"), [(100_000, 2), (1_000_000, 20)])
def test_ellipses_of_a_long_text_take_linear_time(size, seconds):
    text = "on 24 per cent, the Greens on 19, up 2, " * (size // 40)
    assert quickest(lambda: find_quantities(text, Span(0, len(text))), of=1) < seconds
