"""Text into word pieces: the numbers that the small language model reads instead of letters.

The rules are those of uncased BERT, with one difference: "[SEP]" and its like in a text are four words and signs, never
the piece of that name. They are some sixty lines; the package that has them (`tokenizers`) brings a dozen others, among
them two HTTP clients.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain, islice

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
# A word of more letters is no word; it becomes one unknown piece.
LETTERS_AT_MOST = 100
# A piece is a letter or more, and white space between words is none: only a text made to attack is cut by this.
CHARACTERS_PER_PIECE = 64

# Ideographs stand for words, and each is read as one.
_IDEOGRAPHS = (
    "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    "\U0002b740-\U0002b81f\U0002b820-\U0002ceaf\uf900-\ufaff\U0002f800-\U0002fa1f"
)
_IDEOGRAPH = re.compile(f"([{_IDEOGRAPHS}])")
# Controls, formats, surrogates, private use. What this Python's tables do not know yet (Cn) is none of them: the newest
# emoji is read as those before it.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co"})
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")


def pieces_of(text: str, vocabulary: Mapping[str, int], *, at_most: int) -> list[int]:
    """Name the text's pieces by their numbers, the signs for its beginning and end included; ``at_most`` of them."""
    words = words_of(text[: at_most * CHARACTERS_PER_PIECE])
    found = islice(chain.from_iterable(_split_word(word, vocabulary) for word in words), at_most - 2)
    return [vocabulary[FIRST], *found, vocabulary[LAST]]


def words_of(text: str) -> Iterator[str]:
    """Give the words in small letters without accents, each sign as a word of its own."""
    for chunk in _IDEOGRAPH.sub(r" \1 ", _cleaned(text)).split():
        plain = _without_accents(_in_small_letters(chunk))
        if _PLAIN_WORD.fullmatch(plain):
            yield plain
        else:
            yield from _split_at_signs(plain)


def _cleaned(text: str) -> str:
    """Leave out what nobody sees, and make every white space a blank."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if letter.isspace() else letter for letter in text if not _is_invisible(letter))


def _is_invisible(letter: str) -> bool:
    if letter in "\t\n\r":
        return False
    return letter in "\0\ufffd" or unicodedata.category(letter) in _INVISIBLE


def _in_small_letters(word: str) -> str:
    """Each letter by itself: of a whole word, `lower()` would write the last sigma otherwise than the model learned."""
    return word.lower() if word.isascii() else "".join(map(str.lower, word))


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")


def _is_sign(letter: str) -> bool:
    return letter in _ASCII_SIGNS or (not letter.isascii() and unicodedata.category(letter).startswith("P"))


def _split_at_signs(chunk: str) -> Iterator[str]:
    start = 0
    for index, letter in enumerate(chunk):
        if _is_sign(letter):
            if start < index:
                yield chunk[start:index]
            yield letter
            start = index + 1
    if start < len(chunk):
        yield chunk[start:]


def _split_word(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Cut a word into the longest known pieces from its start; one unknown piece when a rest fits none."""
    if len(word) > LETTERS_AT_MOST:
        return [vocabulary[UNKNOWN]]
    if word in vocabulary:
        return [vocabulary[word]]
    found: list[int] = []
    start = 0
    while start < len(word):
        end = next((end for end in range(len(word), start, -1) if _piece(word, start, end) in vocabulary), start)
        if end == start:
            return [vocabulary[UNKNOWN]]
        found.append(vocabulary[_piece(word, start, end)])
        start = end
    return found


def _piece(word: str, start: int, end: int) -> str:
    return f"##{word[start:end]}" if start else word[start:end]
