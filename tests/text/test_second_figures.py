import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span


def figures(text):
    return [(quantity.value, quantity.unit, quantity.change) for quantity in find_quantities(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fares rose by 4 per cent and a further 3 per cent.", [(4, "percent", "rise"), (3, "percent", "rise")]),
        ("It saw growth of 4% this year and of 3% next.", [(4, "percent", "rise"), (3, "percent", "rise")]),
        (
            "Nurses got a rise of 4%, less than the 7% their union sought.",
            [(4, "percent", "rise"), (7, "percent", "rise")],
        ),
        ("Coal was 4.5% dearer and lamp oil 3.2.", [(4.5, "percent", "rise"), (3.2, "percent", "rise")]),
        ("Growth will average 2.6% and sink below 2.", [(2.6, "percent", None), (2, "percent", None)]),
        ("Masts may be 30 metres; the owner wanted 45.", [(30, "m", None), (45, "m", None)]),
        (
            "She is six seconds ahead of Roe and nine ahead of Poe.",
            [(6, "second", None), (9, "second", None)],
        ),
        ("Coal was 4.5% dearer and employed 30.", [(4.5, "percent", "rise"), (30, None, None)]),
        ("They took 30 per cent and 14 seats, up six.", [(30, "percent", None), (14, None, None), (6, None, "rise")]),
    ],
)
def test_a_figure_goes_on_from_the_one_before(text, expected):
    assert figures(text) == expected
