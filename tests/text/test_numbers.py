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
        ("tens of thousands of", "en", 10_000, 3),
        ("5 млн. тонн", "uk", 5_000_000, 3),
        ("сто шістдесят чотири", "uk", 164, 3),
        ("півтора мільйона", "uk", 1_500_000, 2),
        ("5 Mio", "de", 5_000_000, 2),
    ],
)
def test_read_number_reads_words_and_scales(text, language, value, length):
    reading = read_number(tokens_of(text, Span(0, len(text))), 0, language=language)
    assert (reading.value, reading.last) == (value, length)


@pytest.mark.parametrize(
    "text", ["a man", "hundred", "third", "half-time", "a quarter later", "thousands died", "drei"]
)
def test_read_number_leaves_other_words_alone(text):
    assert read_number(tokens_of(text, Span(0, len(text))), 0, language="en") is None


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("40", "en", True),
        ("two-thirds", "en", True),
        ("Thousands", "en", True),
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
