import pytest

from claims.text.dates import DateMention
from claims.text.segments import Span
from claims.text.sentence import sentence_of


def sentence(text, *, language="en", dates=()):
    return sentence_of(text, Span(0, len(text)), language=language, dates=dates)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a nine-month inquiry", ["a", "nine", "-", "month", "inquiry"]),
        ("a five-year-old boy", ["a", "five", "-", "year-old", "boy"]),
        ("twenty-five-year", ["twenty-five", "-", "year"]),
        ("a 20-million-euro deal", ["a", "20", "-", "million", "-", "euro", "deal"]),
        ("twenty-five", ["twenty-five"]),
        ("two-thirds", ["two-thirds"]),
        ("third-largest", ["third-largest"]),
        ("long-term", ["long-term"]),
    ],
)
def test_words_tied_to_a_number_are_parted(text, expected):
    tokens = sentence(text).tokens
    assert [token.text for token in tokens] == expected
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_has_date_at_knows_where_the_dates_stand():
    read = sentence("in 2024, 5 of 7", dates=(DateMention("2024", None, None, 3, 7),))
    assert [read.has_date_at(token.start, token.end) for token in read.tokens] == [False, True] + [False] * 4


def test_lower_and_words_are_empty_outside_the_sentence():
    read = sentence("Up TO 5")
    assert (read.lower(-1), read.lower(3), read.words(0, 2), read.words(2, 9)) == ("", "", "up to", "")
