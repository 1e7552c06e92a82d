import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.quantities import Quantity, find_quantities
from claims.text.segments import Span

ODD_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789 .,-–%$€mkof toand:/+'№\u00a0\u00ad\u200f😀ع½"), st.characters())
)


def found(text: str, *, language: str = "en") -> list[tuple]:
    quantities = find_quantities(text, Span(0, len(text)), language=language)
    assert all(text[quantity.start : quantity.end] == quantity.raw for quantity in quantities)
    return [(q.raw, q.value, q.high, q.unit, q.noun, q.comparator) for q in quantities]


def test_find_quantities_reads_the_guiding_example():
    text = (
        "The Washington Post also added that neither Russia nor the US is among the 164 signatories of the "
        "Ottawa Convention."
    )
    expected = Quantity("164", 164.0, None, None, "signatories", "=", 75, 78)
    assert find_quantities(text, Span(0, len(text))) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("133 states signed it", ("133", 133, None, None, "states", "=")),
        ("it had 164 states parties", ("164", 164, None, None, "states parties", "=")),
        ("More than 1,200 civilian deaths", ("1,200", 1200, None, None, "civilian deaths", ">")),
        ("at least 20% of voters", ("20%", 20, None, "percent", "voters", ">=")),
        ("up to 3 percentage points", ("3 percentage points", 3, None, "percentage_points", None, "<=")),
        ("nearly 70 million tonnes of grain", ("70 million tonnes", 70_000_000, None, "tonne", "grain", "~")),
        ("fewer than 5 km", ("5 km", 5, None, "km", None, "<")),
        ("no fewer than five days", ("five days", 5, None, "day", None, ">=")),
        ("about $5.2bn in aid", ("$5.2bn", 5.2e9, None, "USD", "aid", "~")),
        ("worth 20 euros", ("20 euros", 20, None, "EUR", None, "=")),
        ("between 5 and 10 people", ("5 and 10", 5, 10, None, "people", "range")),
        ("5–10 million euros", ("5–10 million euros", 5e6, 1e7, "EUR", None, "range")),
        ("from 3 to 5 weeks", ("3 to 5 weeks", 3, 5, "week", None, "range")),
        ("between $5 and $10 million", ("$5 and $10 million", 5e6, 1e7, "USD", None, "range")),
        ("50+ countries", ("50", 50, None, None, "countries", ">=")),
        ("100 or more homes", ("100", 100, None, None, "homes", ">=")),
        ("Thousands of refugees", ("Thousands", 1000, None, None, "refugees", ">=")),
        ("two-thirds of voters", ("two-thirds", 0.666666667, None, "share", "voters", "=")),
        ("one in five adults", ("one in five", 0.2, None, "share", "adults", "=")),
        ("one person died", ("one", 1, None, None, "person", "=")),
        ("-5 °C", ("-5 °C", -5, None, "celsius", None, "=")),
        ("20m tall", ("20m", 20, None, "m", None, "=")),
        ("20m people", ("20m", 20_000_000, None, None, "people", "=")),
        ("a 3-year-old boy", ("3-year-old", 3, None, "year", None, "=")),
        ("The number of signatories is 164.", ("164", 164, None, None, "signatories", "=")),
        ("It lasted over 20 years", ("20 years", 20, None, "year", None, "=")),
        ("for over 20 years", ("20 years", 20, None, "year", None, ">")),
    ],
)
def test_find_quantities_reads_one_figure(text, expected):
    assert found(text) == [expected]


def test_find_quantities_keeps_two_levels_of_a_change_apart():
    assert [entry[0] for entry in found("It rose from $5 million to $10 million.")] == ["$5 million", "$10 million"]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the treaty", "the B-52 bomber", "COVID-19 spread", "World War 2 ended", "at 10:30 sharp",
        "at 5 p.m.", "before nine o'clock",
        "call 555-0100", "call +1 202 555 0100", "since 9/11", "a 5G network", "the 19th time", "Resolution 1701 says",
        "as noted [12]", "No. 10 Downing Street", "a Boeing 737 crashed", "no one came", "one of them", "in 2024",
        "on 19 November 2024", "in the 1990s", "2014–2022", "a score of 3-2", "192.168.0.1", "the top 10 cities",
        "version 1.2.3", "Apollo 11 landed",
    ],
)  # fmt: skip
def test_find_quantities_leaves_names_dates_and_numbering(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("зріс на 132,1 %", "uk", ("132,1 %", 132.1, None, "percent", None, "=")),
        ("понад 3 тис. осіб", "uk", ("3 тис.", 3000, None, None, "осіб", ">")),
        ("близько 164 держав", "uk", ("164", 164, None, None, "держав", "~")),
        ("входять до 164 підписантів", "uk", ("164", 164, None, None, "підписантів", "=")),
        ("не належить сьогодні до 164 підписантів", "uk", ("164", 164, None, None, "підписантів", "=")),
        ("експорт зріс до 5 млн тонн", "uk", ("5 млн тонн", 5e6, None, "tonne", None, "=")),
        ("отримали від 20 держав", "uk", ("20", 20, None, None, "держав", "=")),
        ("загинуло до 50 людей", "uk", ("50", 50, None, None, "людей", "<=")),
        ("входять, імовірно, до 20 держав", "uk", ("20", 20, None, None, "держав", "<=")),
        ("від 5 до 10 мільйонів гривень", "uk", ("5 до 10 мільйонів гривень", 5e6, 1e7, "UAH", None, "range")),
        ("um 3,5 Prozent", "de", ("3,5 Prozent", 3.5, None, "percent", None, "=")),
        ("auf 1.234 Menschen", "de", ("1.234", 1234, None, None, None, "=")),
    ],
)
def test_find_quantities_reads_other_languages(text, language, expected):
    assert found(text, language=language) == [expected]


def test_find_quantities_reads_only_the_span():
    text = "There were 5 dogs. There were 7 cats."
    assert [quantity.raw for quantity in find_quantities(text, Span(19, len(text)))] == ["7"]


@given(text=ODD_TEXT, language=st.sampled_from(["en", "uk", "de", ""]))
def test_find_quantities_quotes_the_text_exactly(text, language):
    end = 0
    for quantity in find_quantities(text, Span(0, len(text)), language=language):
        assert text[quantity.start : quantity.end] == quantity.raw
        assert end <= quantity.start < quantity.end
        assert math.isfinite(quantity.value)
        assert (quantity.high is not None) == (quantity.comparator == "range")
        end = quantity.end


def test_find_quantities_of_a_hostile_megabyte_takes_seconds():
    pieces = ["1,234,", "9", "5 million ", "from 5 to ", "2024 ", "- ", "1 234 ", "one hundred and ", "$", "hundred "]
    text = "".join(piece * (100_000 // len(piece)) for piece in pieces)
    started = time.perf_counter()
    find_quantities(text, Span(0, len(text)))
    assert time.perf_counter() - started < 20
