import pytest

from claims.text.numbers import can_begin_number, read_number, value_of_digits
from claims.text.segments import Span
from claims.text.tokens import tokens_of


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("164", "en", 164),
        ("1,234", "en", 1234),
        ("1,234", "uk", 1.234),
        ("1.234", "en", 1.234),
        ("1.234", "de", 1234),
        ("0.234", "de", 0.234),
        ("1,234.5", "de", 1234.5),
        ("1.234,5", "en", 1234.5),
        ("1 234,5", "en", 1234.5),
        ("1\u202f234\u202f567", "uk", 1234567),
        ("12,345,678", "de", 12345678),
        ("132,1", "uk", 132.1),
        ("½", "en", 0.5),
        ("1234567890123456", "en", None),
    ],
)
def test_value_of_digits_reads_separators_by_language(written, language, expected):
    assert value_of_digits(written, language=language) == expected


@pytest.mark.parametrize(
    ("text", "language", "value", "length"),
    [
        ("three and a half million people", "en", 3_500_000, 5),
        ("one hundred and sixty-four states", "en", 164, 4),
        ("two hundred and", "en", 200, 2),
        ("two hundred and fifty thousand dollars", "en", 250_000, 5),
        ("twenty-five", "en", 25, 1),
        ("nineteen ninety", "en", 19, 1),
        ("a dozen ships", "en", 12, 2),
        ("a million", "en", 1_000_000, 2),
        ("half a million", "en", 500_000, 3),
        ("5.2 million", "en", 5_200_000, 2),
        ("1.1 billion", "en", 1_100_000_000, 2),
        ("5bn", "en", 5_000_000_000, 2),
        ("5-million", "en", 5_000_000, 3),
        ("2½", "en", 2.5, 2),
        ("a hundred and twenty people", "en", 120, 4),
        ("a million and a half dollars", "en", 1_500_000, 5),
        ("seven and a half kilometres", "en", 7.5, 4),
        ("half a dozen eggs", "en", 6, 3),
        ("half an hour", "en", 0.5, 2),
        ("a quarter of a million people", "en", 250_000, 5),
        ("two dozen ships", "en", 24, 2),
        ("5 млн. тонн", "uk", 5_000_000, 3),
        ("сто шістдесят чотири", "uk", 164, 3),
        ("півтора мільйона", "uk", 1_500_000, 2),
        ("пів мільйона гривень", "uk", 500_000, 2),
        ("мільйон гривень", "uk", 1_000_000, 1),
        ("двадцяти п'яти тисяч", "uk", 25_000, 3),
        ("двохсот шістдесятьох", "uk", 260, 2),
        ("5 Mio", "de", 5_000_000, 2),
    ],
)
def test_read_number_reads_words_and_scales(text, language, value, length):
    reading = read_number(tokens_of(text, Span(0, len(text))), 0, language=language)
    assert (reading.value, reading.last) == (value, length)


@pytest.mark.parametrize(
    "text",
    ["a man", "hundred", "third", "half-time", "a quarter later", "thousands died", "dozens of", "a third man", "drei"],
)
def test_read_number_leaves_other_words_alone(text):
    assert read_number(tokens_of(text, Span(0, len(text))), 0, language="en") is None


@pytest.mark.parametrize(
    ("text", "language", "value", "length"),
    [
        ("two-thirds of voters", "en", 2 / 3, 1),
        ("three quarters of them", "en", 3 / 4, 2),
        ("two fifths", "en", 2 / 5, 2),
        ("a third have moved", "en", 1 / 3, 2),
        ("a tenth of", "en", 1 / 10, 2),
        ("half the seats", "en", 1 / 2, 1),
        ("третини домогосподарств", "uk", 1 / 3, 1),
        ("дві третини", "uk", 2 / 3, 2),
        ("три п'ятих", "uk", 3 / 5, 2),
        ("п'ята частина", "uk", 1 / 5, 2),
    ],
)
def test_read_number_reads_shares(text, language, value, length):
    reading = read_number(tokens_of(text, Span(0, len(text))), 0, language=language)
    assert (reading.value, reading.last, reading.is_share) == (pytest.approx(value), length, True)


@pytest.mark.parametrize(
    ("text", "is_share"),
    [
        ("compared with a third in 1998", True),
        ("up from a tenth in 1998", True),
        ("left with a third in need", False),
        ("came from a third country", False),
    ],
)
def test_read_number_reads_a_part_that_another_is_compared_with(text, is_share):
    tokens = tokens_of(text, Span(0, len(text)))
    at = next(index for index, token in enumerate(tokens) if token.text == "a")
    assert (read_number(tokens, at, language="en") is not None) is is_share


@pytest.mark.parametrize(
    ("text", "index"),
    [("the first half of", 2), ("the worst half of football", 2), ("a quarter century", 0), ("in two quarters of", 1)],
)
def test_read_number_reads_no_share_of_a_match_or_a_time(text, index):
    reading = read_number(tokens_of(text, Span(0, len(text))), index, language="en")
    assert reading is None or not reading.is_share


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("40", "en", True),
        ("two-thirds", "en", True),
        ("Thousands", "en", False),
        ("schools", "en", False),
        ("%", "en", False),
        ("двісті", "uk", True),
        ("two", "de", False),
        ("1.2.3", "en", False),
    ],
)
def test_number_begins_with_few_words(word, language, expected):
    (token,) = tokens_of(word, Span(0, len(word)))
    assert can_begin_number(token, language=language) is expected


def test_read_number_never_grows_beyond_bounds():
    text = "five " + "million " * 500
    assert read_number(tokens_of("5 " + text[5:], Span(0, len(text) - 3)), 0, language="en").value == 5e18
