import pytest

from claims.text.amounts import amount_at, completed, every_nth_at, far_end_of, joined_measure_at, scaled_like
from claims.text.segments import Span
from claims.text.sentence import sentence_of


def sentence(text, *, language="en"):
    return sentence_of(text, Span(0, len(text)), language=language, dates=())


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("US$ 5 million fell", 2, (5e6, "USD", 0, 4)),
        ("-5 °C", 1, (-5, "celsius", 1, 4)),
        ("20m tall", 0, (20, "m", 0, 2)),
        ("20m people", 0, (20e6, None, 0, 2)),
        ("one in five", 0, (0.2, "share", 0, 3)),
        ("nine out of every ten", 0, (0.9, "share", 0, 5)),
        ("one in ten years", 0, (1, None, 0, 1)),
        ("12 out of 27 states", 0, (12, None, 0, 1)),
        ("a quarter of an hour", 0, (0.25, "hour", 0, 5)),
    ],
)
def test_amount_has_its_currency_unit_and_whole(text, index, expected):
    amount = amount_at(sentence(text), index)
    assert (amount.value, amount.unit, amount.first, amount.last) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 to 10 million euros", 1e7),
        ("5% to 7%", 7),
        ("5–10 km", 10),
        ("10 to 5", None),
        ("5 or 6", 6),
        ("5 or 60", None),
        ("5 km to 10 kg", None),
        ("5% to 70", None),
        ("5 people to 10", None),
    ],
)
def test_far_end_is_of_the_same_kind(text, expected):
    read = sentence(text)
    high = far_end_of(read, amount_at(read, 0))
    assert (high and high.value) == expected


def test_scaled_like_gives_both_ends_one_scale():
    read = sentence("5 to 10 million")
    assert scaled_like(amount_at(read, 0), amount_at(read, 2)) == 5e6


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("from 81 to 84 dollars", "en", (81, "USD")),
        ("of 81 to 84 dollars", "en", (81, None)),
        ("from 52 to 49.5 thousand dollars", "en", (52_000, "USD")),
        ("from 900 to 1.2 thousand dollars", "en", (900, "USD")),
        ("із 75 до 61,5 тисячі гривень", "uk", (75_000, "UAH")),
        ("дітям 8 і 13 років", "uk", (8, "year")),
        ("дітям 8, 10 та 13 років", "uk", (8, "year")),
        ("дітям 8 і матері", "uk", (8, None)),
    ],
)
def test_completed_takes_unit_and_scale_from_the_figure_that_has_them(text, language, expected):
    read = sentence(text, language=language)
    assert completed(read, amount_at(read, 1)) == expected


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("чекали годин на шість", 3, (6, "hour", True)),
        ("вантажу було тонн сорок.", 3, (40, "tonne", True)),
        ("зайшло відвідувачів двадцять.", 2, (20, None, True)),
        ("за 20 годин п'ять вантажівок", 3, (5, None, False)),
        ("кілька годин на сорок вулицях", 3, (40, None, False)),
        ("у справах двадцять свідків", 2, (20, None, False)),
        ("упродовж років дві компанії", 2, (2, None, False)),
        ("серед поранених десять у комі", 2, (10, None, False)),
        ("поранених двоє.", 1, (2, None, False)),
    ],
)
def test_amount_after_what_it_counts_is_about_so_much_in_ukrainian(text, index, expected):
    found = amount_at(sentence(text, language="uk"), index)
    assert (found.value, found.unit, found.is_about) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("шість із кожних десяти", 0.6), ("11 із 14 поправок", 11)],
)
def test_share_of_every_ten_is_read_in_ukrainian(text, expected):
    assert amount_at(sentence(text, language="uk"), 0).value == expected


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [("every fifth child", "en", 0.2), ("every second day", "en", None), ("the fifth child", "en", None),
     ("кожна десята дитина", "uk", 0.1), ("кожен рік", "uk", None), ("jedes fünfte Kind", "de", None)],
)  # fmt: skip
def test_every_nth_is_a_share(text, language, value):
    found = every_nth_at(sentence(text, language=language), 1)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("трирічний", "uk", (3, "year")),
        ("двотижневої", "uk", (2, "week")),
        ("двокілометрова", "uk", (2, "km")),
        ("півгодини", "uk", (0.5, "hour")),
        ("двадцятиріччя", "uk", None),
        ("тривалий", "uk", None),
        ("three", "en", None),
    ],
)
def test_joined_measure_is_read_in_ukrainian_only(word, language, expected):
    found = joined_measure_at(sentence(word, language=language), 0)
    assert (found and (found.value, found.unit)) == expected
