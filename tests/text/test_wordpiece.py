import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.weights import VOCABULARY, WEIGHTS
from claims.text.wordpiece import pieces_of, words_of

WORDS = (WEIGHTS / VOCABULARY).read_text(encoding="utf-8").splitlines()
NUMBERS = {word: number for number, word in enumerate(WORDS)}


def written(text: str, *, at_most: int = 128) -> list[str]:
    return [WORDS[number] for number in pieces_of(text, NUMBERS, at_most=at_most)]


# What BERT's own splitter makes of them, signs of beginning and end left out.
PIECES = [
    ("", ""),
    ("Unemployment fell to 3.9%.", "unemployment fell to 3 . 9 % ."),
    ("The treaty's signatories", "the treaty ' s sign ##ator ##ies"),
    ("overfunded", "over ##fu ##nded"),
    ("café Ångström", "cafe ang ##strom"),
    ("zero\u200bwidth", "zero ##wi ##dt ##h"),
    ("tab\tand\u00a0space", "tab and space"),
    ("“1.2 million”—up", "“ 1 . 2 million ” — up"),
    ("北京", "北 京"),
    ("x" * 101, "[UNK]"),
    ("\U0001f600 yes", "[UNK] yes"),
    # Unknown to the Unicode of Python 3.11, known to later ones, and never to be known.
    ("\U0001fae8 yes", "[UNK] yes"),
    ("no\U000e1000n", "[UNK]"),
    ("ΣΟΦΟΣ", "σ ##ο ##φ ##ο ##σ"),
    ("private\ue000use soft\u00adly", "private ##use softly"),
    ("ta\ufffdx", "tax"),
    ("\ud800 half", "half"),
    ("nul\0in", "nu ##lin"),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES)
def test_text_is_cut_as_the_model_was_taught(text, pieces):
    assert " ".join(written(text)) == " ".join(["[CLS]", *pieces.split(), "[SEP]"])


def test_signs_of_the_model_in_a_text_are_words_like_others():
    assert written("[SEP] [PAD]") == ["[CLS]", "[", "sep", "]", "[", "pad", "]", "[SEP]"]


def test_a_long_text_keeps_its_beginning_and_both_signs():
    assert written("one two three four five", at_most=4) == ["[CLS]", "one", "two", "[SEP]"]


def test_the_number_of_pieces_is_the_limit_with_both_signs():
    assert [len(written("a " * count)) for count in (125, 126, 127, 400_000)] == [127, 128, 128, 128]


@given(st.text(max_size=300))
def test_any_text_becomes_a_few_known_pieces(text):
    numbers = pieces_of(text, NUMBERS, at_most=32)
    assert 2 <= len(numbers) <= 32
    assert (WORDS[numbers[0]], WORDS[numbers[-1]]) == ("[CLS]", "[SEP]")


@given(st.text(max_size=200))
def test_words_have_no_blanks_and_no_accents(text):
    for word in words_of(text):
        assert word.split() == [word]
        assert not any(unicodedata.category(letter) == "Mn" for letter in word)


HOSTILE = {
    "one word": "a",
    "signs": "!",
    "blanks": " ",
    "words": "no ",
    "accents in the wrong order": "\u0345\u0323",
    "ideographs": "\u4e2d",
    "not in any vocabulary": "\U0001f600",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_the_time_does_not_grow_with_the_text(unit, size):
    text = unit * (size // len(unit))
    began = time.process_time()
    pieces_of(text, NUMBERS, at_most=128)
    assert time.process_time() - began < 0.5
