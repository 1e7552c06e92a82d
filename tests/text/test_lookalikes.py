import pytest

from claims.text.lookalikes import is_figure
from claims.text.numbers import read_number
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.sentence import sentence_of


def says_how_many(text, word, *, language="en"):
    sentence = sentence_of(text, Span(0, len(text)), language=language, dates=())
    at = next(index for index, token in enumerate(sentence.tokens) if token.text == word)
    return is_figure(sentence, read_number(sentence.tokens, at, language=language))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Article 5 of the treaty", "5", False),
        ("She leaves home at 6.40 to catch it", "6.40", False),
        ("The shares closed at 6.40", "6.40", True),
        ("The doors open at seven", "seven", False),
        ("He won 7-5, 2-6, 6-1", "2", False),
        ("a path to net zero", "zero", False),
        ("a larger one opens soon", "one", False),
        ("four counts of theft and one of arson", "one", True),
        ("only one other school", "one", True),
        ("the only one who", "one", False),
        ("It grew by +0.4 per cent", "0.4", True),
        ("Dial +12 now", "12", False),
        ("room 101", "101", False),
        ("a Boeing 737 crashed", "737", False),
        ("The Leopard 2 rolled", "2", False),
        ("Canal 8 reported it", "8", False),
        ("About 8 of them", "8", True),
        ("“Around 70 of our boats", "70", True),
        ("Kyiv 40 tanks", "40", True),
        ("They sent boats: Malta 14, Cyprus 22 and Tonga 3.", "3", True),
        ("They flew Vostok 6 and Soyuz 19.", "19", False),
        ("the Leopard 2 tanks", "2", False),
        ("Labour won 24, the Greens 15 and others 3.", "15", True),
        ("a four-word answer", "four", True),
        ("won 3-1", "3", False),
        ("won 3-1", "1", False),
        ("lost 5-7 kg", "5", True),
        ("a 5G phone", "5", False),
        ("at 10:30", "10", False),
        ("code 0042", "0042", False),
        ("the Big Four", "Four", False),
        ("Four men", "Four", True),
        ("nine o'clock", "nine", False),
        ("no one came", "one", False),
        ("one bank", "one", True),
        ("one of every five", "one", True),
        ("two-way talks", "two", False),
        ("two-year talks", "two", True),
        ("a three-judge panel", "three", True),
        ("the magnitude-6.4 quake", "4", False),
    ],
)
def test_is_figure_tells_figures_from_names_and_codes(text, word, expected):
    assert says_how_many(text, word) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("Стаття 5 договору", "5", False), ("школа № 12", "12", False), ("близько 5 ранку", "5", False),
     ("на 92-му році", "92", False), ("двадцять сьомий пакет", "двадцять", False),
     ("двадцять пакетів", "двадцять", True),
     ("один з водіїв", "один", False), ("одна людина", "одна", True)],
)  # fmt: skip
def test_is_figure_knows_ukrainian_labels(text, word, expected):
    assert says_how_many(text, word, language="uk") is expected


@pytest.mark.parametrize("text", ["It ended in a 3-3 draw.", "Rovers were 1-0 up.", "The jury reached a 7-2 verdict."])
def test_a_score_is_no_figure(text):
    assert find_quantities(text, Span(0, len(text))) == ()
