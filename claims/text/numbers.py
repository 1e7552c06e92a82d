"""Numbers as they are written: digits with separators, number words, scales and fractions."""

from dataclasses import dataclass
from functools import cache

from claims.text.languages import en, en_quantities, en_units, uk_quantities, uk_units
from claims.text.tokens import Token, is_adjacent, join_lower
from claims.text.words import words_of

# Fifteen digits are all that a float keeps exactly; longer runs are account numbers, not figures.
DIGITS_KEPT = 15
# "hundred thousand million" has three; longer runs are no number and would grow beyond all bounds.
SCALES_AT_MOST = 3
THOUSAND = 1000
# "two men were arrested at the scene and a third was injured"
WORDS_TO_OTHERS = 16
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
_NUMBER_WORDS = {"en": en.NUMBER_WORDS, "uk": uk_quantities.NUMBER_WORDS}
_SCALES = {"en": en_quantities.SCALES, "uk": uk_quantities.SCALES}
_ATTACHED = {"en": en_quantities.ATTACHED_SCALES, "uk": uk_quantities.ATTACHED_SCALES}
_FRACTIONS = {"en": en_quantities.FRACTIONS, "uk": uk_quantities.FRACTIONS}
_ADDED = {"en": en_quantities.HALF_ADDED, "uk": uk_quantities.HALF_ADDED}
_FIRST_ADDED = frozenset(phrase.split()[0] for phrases in _ADDED.values() for phrase in phrases)
_THE = words_of("the its their his her")
_UNITS = {"en": en_units.UNITS, "uk": uk_units.UNITS}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """One number; tokens ``first`` to ``last`` (exclusive).

    ``scale`` is what a scale word multiplied it by (1 without one), ``is_share`` a
    fraction of something, ``has_metre_sign`` an attached "m" that may as well be metres, ``is_multiple`` "twice".
    """

    value: float
    first: int
    last: int
    scale: float = 1.0
    is_share: bool = False
    is_written_out: bool = False
    has_metre_sign: bool = False
    is_multiple: bool = False


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
    return _read_fraction(tokens, index, language=language) or _read_words(tokens, index, language=language)


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
    tables = (_NUMBER_WORDS, _SCALES, _FRACTIONS)
    words = frozenset().union(*(table[language] for table in tables))
    more = en.ARTICLES | en_quantities.MULTIPLES.keys() if language == "en" else frozenset(uk_quantities.ORDINALS)
    return words | more


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
        return NumberReading(_times(value, attached), index, after + 1, scale=attached, has_metre_sign=is_metre)
    scale, after = _scale_at(tokens, after, language=language)
    if scale > 1 and tokens[index].text.startswith("0") and value >= 1:
        return None
    if scale > 1 and after < len(tokens) and tokens[after].kind == "number":
        return _with_smaller_part(tokens, index, after, value=value, scale=scale, language=language)
    return NumberReading(_times(value, scale), index, after, scale=scale)


def _with_smaller_part(
    tokens: tuple[Token, ...], index: int, after: int, *, value: float, scale: float, language: str
) -> NumberReading:
    """Read "5 млрд 300 млн" as one number; the second part has a smaller scale."""
    part = value_of_digits(tokens[after].text, language=language) or 0.0
    smaller, last = _scale_at(tokens, after + 1, language=language)
    if 1 < smaller < scale and part * smaller < scale:
        return NumberReading(_times(value, scale) + _times(part, smaller), index, last, scale=smaller)
    is_rest = language == "uk" and smaller == 1 and tokens[after].text.isdigit() and 100 <= part < min(scale, 1000)
    if is_rest and scale == THOUSAND:  # "14 тисяч 200 гривень"
        return NumberReading(_times(value, scale) + part, index, after + 1)
    return NumberReading(_times(value, scale), index, after, scale=scale)


def _times(value: float, scale: float) -> float:
    """Multiply without the dust of binary fractions: 4.1 bn is 4100000000, not 4099999999.9999995."""
    return float(f"{value * scale:.{DIGITS_KEPT}g}")


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
        found = scales.get(tokens[position].lower.removeprefix("a-") if position > index else tokens[position].lower)
        if found is None:
            break
        scale, index = scale * found, position + 1
        if len(tokens[position].lower) <= 4 and index + 1 < len(tokens) and tokens[index].text == ".":
            index += tokens[index + 1].text[0].islower()
    return scale, index


def _added_part(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[float, int]:
    """Read "and a half" after a number."""
    if index >= len(tokens):
        return 0.0, index
    if tokens[index].lower in _FIRST_ADDED:
        for phrase, value in _ADDED.get(language, {}).items():
            length = phrase.count(" ") + 1
            if join_lower(tokens, index, index + length) == phrase:
                return value, index + length
    if tokens[index].text in _VULGAR and is_adjacent(tokens[index - 1], tokens[index]):
        return _VULGAR[tokens[index].text], index + 1
    return 0.0, index


def _read_fraction(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    """Read "two-thirds", "a quarter of", "half the seats", "half a million", "третина", "п'ята частина"."""
    fractions, lower = _FRACTIONS[language], tokens[index].lower
    if language == "en" and lower in en_quantities.MULTIPLES:
        return _read_multiple(tokens, index)
    if lower in fractions and (language == "uk" or lower == "half"):
        return _read_half(tokens, index, language=language)
    count, _, part = lower.rpartition("-")
    if count and part in fractions and count in _NUMBER_WORDS[language]:
        return _share(_NUMBER_WORDS[language][count] * fractions[part], index, index + 1)
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if language == "uk":
        return _read_ukrainian_part(tokens, index, following=following)
    if following in fractions and following != "half":
        return _read_counted_part(tokens, index, part=following)
    return None


def _read_multiple(tokens: tuple[Token, ...], index: int) -> NumberReading | None:
    """Read the "twice" of "twice as many"; in "met twice" and "twice what they paid" nothing is measured."""
    is_degree = join_lower(tokens, index + 2, index + 3) in en_quantities.DEGREES  # "twice as a teenager" has none
    if join_lower(tokens, index + 1, index + 2) != "as" or not is_degree:
        return None
    value = en_quantities.MULTIPLES[tokens[index].lower]
    return NumberReading(value, index, index + 1, is_written_out=True, is_multiple=True)


def _share(value: float, first: int, last: int) -> NumberReading:
    return NumberReading(value, first, last, is_share=True, is_written_out=True)


def _read_counted_part(tokens: tuple[Token, ...], index: int, *, part: str) -> NumberReading | None:
    """Read "a third of", "one quarter", "three quarters"; "a third man" and "two quarters" are none."""
    lower, size = tokens[index].lower, _FRACTIONS["en"][part]
    if lower not in en_quantities.FRACTION_ARTICLES:
        count = _NUMBER_WORDS["en"].get(lower, 0)
        is_part = part.endswith("s") and 1 < count < 1 / size
        # "two quarters of contraction" is half a year: a half is never called so
        return _share(count * size, index, index + 2) if is_part and (count, part) != (2, "quarters") else None
    before, after = _word_before_part(tokens, index), join_lower(tokens, index + 2, index + 3)
    if after in en_quantities.AFTER_ANOTHER_ONE and _is_another_one(tokens, index, part=part):
        return None
    if part.endswith("s") or not _is_part_of_something(before, after):
        return None
    scale, last = _scale_at(tokens, index + 4, language="en")
    if scale > 1 and join_lower(tokens, index + 2, index + 4) == "of a":  # "a quarter of a million"
        return NumberReading(size * scale, index, last, scale=scale, is_written_out=True)
    return _share(size, index, index + 2)


def _is_another_one(tokens: tuple[Token, ...], index: int, *, part: str) -> bool:
    """Tell "two men were held and a third was hurt" from "a fifth voted for it and a third was against"."""
    count = {"third": ("two", "2", "both"), "fourth": ("three", "3"), "fifth": ("four", "4")}.get(part, ())
    return any(token.lower in count for token in tokens[max(0, index - WORDS_TO_OTHERS) : index])


def _word_before_part(tokens: tuple[Token, ...], index: int) -> str:
    """Give the word before a part; "with" counts as "to" after "compared"."""
    before = join_lower(tokens, index - 1, index)
    is_compared = before == "with" and join_lower(tokens, index - 2, index - 1) in en_quantities.COMPARED
    return "to" if is_compared else before


def _is_part_of_something(before: str, after: str) -> bool:
    if after in en_quantities.AFTER_FRACTION:
        return True
    is_at_end = not after or not after[0].isalnum()
    if before in en_quantities.PREPOSITIONS_BEFORE_FRACTION:  # "a drop of a third in", not "by a third party"
        return is_at_end or after in en.FUNCTION_WORDS
    return before in en_quantities.BEFORE_FRACTION or (is_at_end and before not in en_quantities.NO_FRACTION_BEFORE)


def _read_half(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    """Read a fraction that is one word: a share, or a number when a scale or a unit follows ("half a million")."""
    half = _FRACTIONS[language][tokens[index].lower]
    before, following = join_lower(tokens, index - 1, index), join_lower(tokens, index + 1, index + 2)
    start = index + 1 + (following in ("a", "an"))
    scale, last = _scale_at(tokens, start, language=language)
    if scale > 1:
        return NumberReading(half * scale, index, last, scale=scale, is_written_out=True)
    if language == "uk":
        is_of_game = before.startswith(uk_quantities.FIRST_OR_SECOND)  # "першу половину гості програли"
        return None if is_of_game else _share(half, index, index + 1)
    if start > index + 1:  # "half an hour" is a measure
        units = (join_lower(tokens, start, start + length) for length in (2, 1))
        is_measure = any(unit in _UNITS[language] or unit == "point" for unit in units)
        return NumberReading(half, index, start, is_written_out=True) if is_measure else None
    if following == "-" and join_lower(tokens, index + 2, index + 3) in _UNITS[language]:  # "a half-hour delay"
        return NumberReading(half, index, index + 1, is_written_out=True)
    has_article = join_lower(tokens, index - 2, index - 1) in _THE
    if before == "other" and has_article and following != "-":  # "and the other half fled", not "in the other half"
        return None if join_lower(tokens, index - 3, index - 2) == "in" else _share(half, index, index + 1)
    is_compared = before.endswith(("st", "er")) and before not in en_quantities.BEFORE_FRACTION  # "the worst half"
    is_compared = is_compared and (has_article or following not in en_quantities.HALF_FOLLOWERS)
    if following == "-" or is_compared or before in en_quantities.NO_HALF_BEFORE:
        return None
    is_of = following in en_quantities.HALF_FOLLOWERS
    is_part = is_of or (
        before not in en_quantities.NO_FRACTION_BEFORE and _is_part_of_something(before, following or ".")
    )
    return _share(half, index, index + 1) if is_part else None


def _read_ukrainian_part(tokens: tuple[Token, ...], index: int, *, following: str) -> NumberReading | None:
    """Read "дві третини", "п'ята частина", "три п'ятих"."""
    count = _NUMBER_WORDS["uk"].get(tokens[index].lower, 0)
    ordinal = uk_quantities.ORDINALS.get(tokens[index].lower, 0)
    if ordinal > 2 and following in uk_quantities.PART_WORDS:
        return _share(1 / ordinal, index, index + 2)
    whole = uk_quantities.ORDINALS.get(following, 0)
    size = _FRACTIONS["uk"].get(following) or (1 / whole if whole > 2 and following.endswith(("их", "а")) else 0)
    is_part = size and 0 < count < 1 / size and (count > 1 or following.endswith("а"))
    return _share(count * size, index, index + 2) if is_part else None


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

    def add_part(self, part: float) -> None:
        """Add a half and the like: of one, or of the scale before ("a million and a half")."""
        if self.current:
            self.current += part
        else:
            self.total += part * self.largest

    def add_scale(self, scale: float) -> bool:
        if scale == 100:
            if self.current >= 100:
                return False
            self.current *= 100
            self.room = 100.0
            return True
        self.total += _times(self.current, scale)
        self.current = 0.0
        self.room = float("inf")
        self.largest = max(self.largest, scale)
        return True


def _read_words(tokens: tuple[Token, ...], index: int, *, language: str) -> NumberReading | None:
    words, scales = _NUMBER_WORDS[language], _SCALES[language]
    number, after = _WordSum(), index
    if (tokens[index].lower in ("a", "an") and language == "en") or (
        language == "uk" and _is_single_scale(tokens, index)
    ):
        number.add_word(1)
        after += language == "en"
        if join_lower(tokens, after, after + 1) not in scales or (language == "en" and after >= len(tokens)):
            return None
    while after < len(tokens):
        added, after_added = _added_part(tokens, after, language=language)
        if added and (number.current or number.total):
            number.add_part(added)
            after = after_added
            continue
        step = _word_step(number, tokens[after].lower, words=words, scales=scales)
        if not step and not _is_and_within(tokens, after, number=number, words=words):
            break
        after += 1
    if after == index:
        return None
    return NumberReading(number.total + number.current, index, after, scale=number.largest, is_written_out=True)


def _is_single_scale(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "тисячу" and "близько сотні", which are one each, from "тисячі людей"."""
    lower = tokens[index].lower
    if lower in uk_quantities.SINGLE_SCALES:
        return True
    return (
        lower in uk_quantities.GENITIVE_SCALES
        and index > 0
        and (tokens[index - 1].lower in uk_quantities.BEFORE_GENITIVE_SCALES)
    )


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
