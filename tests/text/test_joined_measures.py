import pytest

from claims.text.quantities import find_quantities
from claims.text.segments import Span
from tests.text.quickest import quickest


def measures(text):
    return [
        (quantity.raw, round(quantity.value, 4), quantity.unit)
        for quantity in find_quantities(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The editor was sent down for six years and nine months.", [("six years and nine months", 6.75, "year")]),
        ("The crossing takes 11 hours, 30 minutes.", [("11 hours, 30 minutes", 11.5, "hour")]),
        ("The goalkeeper is six feet three inches tall.", [("six feet three inches", 6.25, "foot")]),
        ("The pike weighed eight pounds and four ounces.", [("eight pounds and four ounces", 8.25, "lb")]),
        ("The talks ran for an hour and fifteen minutes.", [("an hour and fifteen minutes", 1.25, "hour")]),
        ("The wall is 3ft 6in high.", [("3ft 6in", 3.5, "foot")]),
        ("They spent a cold hour and a half there.", [("hour and a half", 1.5, "hour")]),
        ("A tax of half of one per cent.", [("half of one per cent", 0.5, "percent")]),
        ("He ran it for two years and three months later left.", [("two years", 2.0, "year")]),
        ("It took two days and six hours of film was shown.", [("two days", 2.0, "day"), ("six hours", 6.0, "hour")]),
        ("They were at sea for two weeks and a day.", [("two weeks", 2.0, "week")]),
        ("In three years, two months of rain fell.", [("three years", 3.0, "year"), ("two months", 2.0, "month")]),
        ("It took 5 minutes and 90 seconds.", [("5 minutes", 5.0, "minute"), ("90 seconds", 90.0, "second")]),
    ],
)
def test_two_units_make_one_figure(text, expected):
    assert measures(text) == expected


@pytest.mark.parametrize(("size", "seconds"), [(100_000, 2), (1_000_000, 20)])
def test_joined_measures_of_a_long_text_take_linear_time(size, seconds):
    text = "two years and three months, " * (size // 28)
    assert quickest(lambda: find_quantities(text, Span(0, len(text))), of=1) < seconds
