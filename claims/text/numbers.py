"""Numbers as they are written: digits with separators, number words, scales and fractions."""

from dataclasses import dataclass
from functools import cache

from claims.text.languages import en, uk
from claims.text.tokens import Token, is_adjacent, join_lower
from claims.text.words import words_of

# Fifteen digits are all that a float keeps exactly; longer runs are account numbers, not figures.
DIGITS_KEPT = 15
# "hundred thousand million" has three; longer runs are no number and would grow beyond all bounds.
SCALES_AT_MOST = 3
# Languages that write 1,234.5; the others write 1.234,5 or 1 234,5.
DECIMAL_POINT_LANGUAGES = words_of("en he hi ja ko th ur zh ga sw")
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4}
# Scales that a reader of any other language meets in figures.
_WORLD_SCALES = {
    "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "тыс": 1e3, "тысяч": 1e3, "tys": 1e3,
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "mio": 1e6, "millones": 1e6, "milioni": 1e6, "mln": 1e6,
    "млн": 1e6, "миллионов": 1e6, "milionów": 1e6, "milhões": 1e6, "milliard": 1e9, "milliards": 1e9,
    "milliarden": 1e9, "mrd": 1e9, "miliardi": 1e9, "mld": 1e9, "млрд": 1e9, "миллиардов": 1e9, "miliardów": 1e9,
}  # fmt: skip
_NUMBER_WORDS = {"en": en.NUMBER_WORDS, "uk": uk.NUMBER_WORDS}
_SCALES = {"en": en.SCALES, "uk": uk.SCALES}
_VAGUE_SCALES = {"en": en.VAGUE_SCALES, "uk": uk.VAGUE_SCALES}
_ATTACHED = {"en": en.ATTACHED_SCALES, "uk": uk.ATTACHED_SCALES}
_FRACTIONS = {"en": en.FRACTIONS, "uk": uk.FRACTIONS}
_ADDED = {"en": en.HALF_ADDED, "uk": uk.HALF_ADDED}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number; tokens ``first`` to ``last`` (exclusive), ``end`` in characters.

    ``scale`` is what a scale word multiplied it by (1 without one), ``is_vague`` marks "thousands", ``is_share`` a
    fraction of something, ``has_metre_sign`` an attached "m" that may as well be metres.
    """

    value: float
    first: int
    last: int
    scale: float = 1.0
    is_vague: bool = False
    is_share: bool = False
    is_written_out: bool = False
    has_metre_sign: bool = False


def value_of_digits(written: str, *, language: str) -> float | None:
    """Read digits with separators by the customs of the language; None when there are too many to keep exactly."""
    if written in _VULGAR:
        return _VULGAR[written]
    if sum(character.isdigit() for character in written) > DIGITS_KEPT:
        return None
    bare = "".join(character for character in written if character not in " \u00a0\u2009\u202f'’")
    mark = _decimal_mark(bare, language=language)
    digits = "".join(
        "." if character == mark else character for character in bare if character not in ",." or character == mark
    )
    return float(digits)


def _decimal_mark(bare: str, *, language: str) -> str:
    """Tell which of comma and point begins the decimals; empty when neither does."""
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    mark = "." if point >= 0 else "," if comma >= 0 else ""
    if not mark or bare.count(mark) > 1:
        return ""
    whole, _, decimals = bare.partition(mark)
    if len(decimals) != 3 or len(whole) > 3 or whole.startswith("0") or not whole:
        return mark
    is_point_custom = language in DECIMAL_POINT_LANGUAGES
    return mark if (mark == ".") == is_point_custom else ""


def read_number(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    """Read the number that begins at ``tokens[index]``; None when none does."""
    if not can_begin_number(tokens[index], language=language):
        return None
    if tokens[index].kind == "number":
        return _read_digits(tokens, index, language=language)
    return (
        _read_fraction(tokens, index, language=language)
        or _read_vague(tokens, index, language=language)
        or _read_words(tokens, index, language=language)
    )


def can_begin_number(token: Token, *, language: str) -> bool:
    """Whether a number may begin with this token; with most it cannot."""
    if token.kind == "word":
        return token.lower.partition("-")[0] in _first_words(language)
    return token.kind == "number"


@cache
def _first_words(language: str) -> frozenset[str]:
    """Give every word that a number can begin with; none in a language without tables."""
    if language not in _NUMBER_WORDS:
        return frozenset()
    tables = (_NUMBER_WORDS, _SCALES, _VAGUE_SCALES, _FRACTIONS)
    return frozenset().union(*(table[language] for table in tables)) | en.ARTICLES


def _read_digits(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    value = value_of_digits(tokens[index].text, language=language)
    if value is None:
        return None
    after = index + 1
    added, after = _added_part(tokens, after, language=language)
    value += added
    attached = _attached_scale(tokens, after, language=language)
    if attached:
        is_metre = tokens[after].text == "m"
        return NumberReading(value * attached, index, after + 1, scale=attached, has_metre_sign=is_metre)
    scale, after = _scale_at(tokens, after, language=language)
    if scale > 1 and tokens[index].text.startswith("0") and value >= 1:
        return None
    return NumberReading(round(value * scale, 9), index, after, scale=scale)


def _attached_scale(tokens: tuple[Token, ...], after: int, *, language: str) -> float | None:
    if after >= len(tokens) or not is_adjacent(tokens[after - 1], tokens[after]):
        return None
    return _ATTACHED.get(language, {}).get(tokens[after].lower)


def _scale_at(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[float, int]:
    """Multiply the scale words at ``index`` ("hundred thousand"); also "5-million" and "млн." with its full stop."""
    scales = _SCALES.get(language, _WORLD_SCALES)
    scale = 1.0
    for _ in range(SCALES_AT_MOST):
        if index >= len(tokens):
            break
        position = index
        if tokens[position].lower == "-" and position + 1 < len(tokens) and scale == 1:
            position += 1
        found = scales.get(tokens[position].lower)
        if found is None:
            break
        scale, index = scale * found, position + 1
        if len(tokens[position].lower) <= 4 and index + 1 < len(tokens) and tokens[index].text == ".":
            index += tokens[index + 1].text[0].islower()
    return scale, index


def _added_part(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[float, int]:
    """Read "and a half" after a number."""
    for phrase, value in _ADDED.get(language, {}).items():
        length = phrase.count(" ") + 1
        if join_lower(tokens, index, index + length) == phrase:
            return value, index + length
    if index < len(tokens) and tokens[index].text in _VULGAR and is_adjacent(tokens[index - 1], tokens[index]):
        return _VULGAR[tokens[index].text], index + 1
    return 0.0, index


def _read_fraction(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    """Read "half of", "two-thirds of", "a quarter of", "half a million"."""
    fractions, words = _FRACTIONS[language], _NUMBER_WORDS[language]
    lower = tokens[index].lower
    count, _, part = lower.rpartition("-")
    if count in words and part in fractions:
        return NumberReading(words[count] * fractions[part], index, index + 1, is_share=True, is_written_out=True)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following in fractions and following not in ("second", "half") and (lower in words or lower == "a"):
        if lower in ("a", "one") and join_lower(tokens, index + 2, index + 3) != "of":
            return None  # "a third man", "a quarter later"
        return NumberReading(
            words.get(lower, 1) * fractions[following], index, index + 2, is_share=True, is_written_out=True
        )
    if (lower in fractions and abs(fractions[lower] - 0.5) < 1e-9) or (language == "uk" and lower in fractions):
        return _read_half(tokens, index, language=language)
    return None


def _read_half(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    half = _FRACTIONS[language][tokens[index].lower]
    if join_lower(tokens, index + 1, index + 2) in ("a", "an"):
        scale, after = _scale_at(tokens, index + 2, language=language)
        return NumberReading(half * scale, index, after, scale=scale, is_written_out=True) if scale > 1 else None
    is_of_something = language == "uk" or join_lower(tokens, index + 1, index + 2) in (
        "of",
        "the",
        "its",
        "their",
        "all",
    )
    return NumberReading(half, index, index + 1, is_share=True, is_written_out=True) if is_of_something else None


def _read_vague(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    """Read "thousands of", "tens of thousands of"."""
    scales = _VAGUE_SCALES[language]
    value, after = 1.0, index
    while after < len(tokens) and after - index <= 2 * SCALES_AT_MOST and tokens[after].lower in scales:
        value *= scales[tokens[after].lower]
        after += 1
        if join_lower(tokens, after, after + 1) == "of" and join_lower(tokens, after + 1, after + 2) in scales:
            after += 1
    if after == index or (language == "en" and join_lower(tokens, after, after + 1) != "of"):
        return None
    return NumberReading(value, index, after, scale=value, is_vague=True, is_written_out=True)


class _WordSum:
    """Adds number words up: "two hundred and five thousand" is (2 x 100 + 5) x 1000."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.room = float("inf")  # the next small word must be smaller than this: "twenty" leaves room for "five"
        self.largest = 1.0

    def add_word(self, value: float) -> bool:
        if value >= self.room or (value == 0 and self.current):
            return False
        self.current += value
        self.room = 100.0 if value >= 100 else 10.0 if value >= 20 and value % 10 == 0 else 0.0
        return True

    def add_scale(self, scale: float) -> bool:
        if scale == 100:
            if self.current >= 100:
                return False
            self.current *= 100
            self.room = 100.0
            return True
        self.total += self.current * scale
        self.current = 0.0
        self.room = float("inf")
        self.largest = max(self.largest, scale)
        return True


def _read_words(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    words, scales = _NUMBER_WORDS[language], _SCALES[language]
    number, after = _WordSum(), index
    if (tokens[index].lower in ("a", "an") and language == "en") or (
        language == "uk" and tokens[index].lower in scales
    ):
        number.add_word(1)
        after += language == "en"
        if join_lower(tokens, after, after + 1) not in scales or (language == "en" and after >= len(tokens)):
            return None
    while after < len(tokens):
        added, after_added = _added_part(tokens, after, language=language)
        if added and number.current:
            number.current += added
            after = after_added
            continue
        step = _word_step(number, tokens[after].lower, words=words, scales=scales)
        if not step and not _is_and_within(tokens, after, number=number, words=words):
            break
        after += 1
    if after == index:
        return None
    return NumberReading(number.total + number.current, index, after, scale=number.largest, is_written_out=True)


def _word_step(number: _WordSum, lower: str, *, words: dict[str, float], scales: dict[str, float]) -> bool:
    """Add one word to the sum; False when it is no part of the number."""
    if lower in words:
        return number.add_word(words[lower])
    if lower in scales:
        return bool(number.current) and number.add_scale(scales[lower])
    tens, _, units = lower.partition("-")
    if tens in words and units in words and words[tens] > words[units]:
        return number.add_word(words[tens]) and number.add_word(words[units])
    return False


def _is_and_within(tokens: tuple[Token, ...], index: int, *, number: _WordSum, words: dict[str, float]) -> bool:
    """Tell whether this "and" stands inside a number: "one hundred and sixty"."""
    if tokens[index].lower != "and" or not (number.current >= 100 or (number.total and not number.current)):
        return False
    following = join_lower(tokens, index + 1, index + 2).partition("-")[0]
    return words.get(following, 0) > 0
