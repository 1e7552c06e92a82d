"""Units and currencies beside a number, by their normalised names."""

from typing import NamedTuple

from claims.text.languages import en_quantities, en_units, uk_changes, uk_quantities, uk_units
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.tokens import Token, is_adjacent, join_lower
from claims.text.words import words_of

HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | frozenset("–—−")
TIME_UNITS = words_of("second minute hour day week month year decade century")
# Where a language has no tables of its own: signs and abbreviations that stand the same everywhere.
_WORLD_UNITS = {
    sign: en_units.UNITS[sign]
    for sign in ("%", "km", "kg", "cm", "mm", "ha", "km / h", "mw", "gw", "kwh", "usd", "eur")
} | {"$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "euro": "EUR", "prozent": "percent", "pour cent": "percent",
     "por ciento": "percent", "per cento": "percent", "procent": "percent", "процентов": "percent"}  # fmt: skip
_UNITS = {"en": en_units.UNITS, "uk": uk_units.UNITS}
CURRENCIES = {"en": en_units.CURRENCY_BEFORE, "uk": uk_units.CURRENCY_BEFORE}
_SMALL_CHANGE = {"en": en_units.SMALL_CHANGE, "uk": uk_units.SMALL_CHANGE}
# Millions of degrees are one thing; five of them "won" is another.
LARGE_FIGURE_DIGITS = 4
_MORE_WORDS = frozenset({"more", "additional", "further", "extra", "consecutive", "straight", "full"})
_ONE = frozenset({"a", "an", "one", "1"})
_OF_ONE = frozenset({"percent", "percentage_points"})
_LONGEST_UNIT = 4  # "в. п." is four tokens
_CURRENCY_LENGTH = 3


class UnitReading(NamedTuple):
    """A unit and the token after it; ``unit`` is None and ``last`` where the search began when there is none."""

    unit: str | None
    last: int


def currency_before(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[str | None, int]:
    """Find a currency before a number: its name and its first token; None and ``index`` when there is none."""
    currencies = CURRENCIES.get(language, en_units.CURRENCY_BEFORE)
    for length in (2, 1):
        written = join_lower(tokens, index - length, index)
        found = currencies.get(written)
        if found and length > 1 and " $" in written and tokens[index - 2].text.islower():  # "a $250,000 fine"
            continue
        is_word = written in en_units.ISO_CURRENCIES and tokens[index - 1].text.islower()  # "try 20 of them"
        if found and written in en_units.GLUED_SIGNS and not is_adjacent(tokens[index - 1], tokens[index]):
            continue
        if found and (not is_word or written in en_units.SMALL_CODES):
            return found, index - length
    return None, index


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is an ISO code of money."""
    return unit is not None and len(unit) == _CURRENCY_LENGTH and unit.isupper()


def currency_of_small_change(unit: str | None, *, language: str, named_before: str | None) -> str | None:
    """Give the currency that a unit is a hundredth of ("cent"): the one named before, else a language's own."""
    own = _SMALL_CHANGE.get(language, {}).get(unit or "")
    is_certain = unit in en_units.ONLY_SMALL_CHANGE_OF_ONE
    return own and (own if is_certain else named_before or own)


def unit_after(tokens: tuple[Token, ...], index: int, *, language: str) -> UnitReading:
    """Find the unit after a number, also behind a hyphen ("3-year", "34-річна")."""
    units = _UNITS.get(language, _WORLD_UNITS)
    following = join_lower(tokens, index, index + 1)
    second = join_lower(tokens, index + 1, index + 2)
    if following == "in" and language == "en":  # "8in"
        is_inch = tokens[index - 1].kind == "number" and is_adjacent(tokens[index - 1], tokens[index])
        return UnitReading("inch", index + 1) if is_inch else UnitReading(None, index)
    if following in _MORE_WORDS and second in units:
        return UnitReading(units[second], index + 2)
    if following in DASHES:
        return _unit_behind_hyphen(tokens, index, language=language)
    if following == "of" and language == "en":  # "0.8 of a percentage point", "half of one per cent"
        if second not in _ONE:
            return UnitReading(None, index)
        of_one = unit_after(tokens, index + 2, language=language)
        is_unit = of_one.unit in _OF_ONE if second in ("one", "1") else of_one.unit
        return of_one if is_unit else UnitReading(None, index)
    for length in range(_LONGEST_UNIT, 0, -1):
        phrase = join_lower(tokens, index, index + length)
        found = units.get(phrase)
        if phrase.endswith(" .") and index + length == len(tokens):  # the full stop of the sentence
            continue
        if found and (length > 1 or _is_unit(tokens, index, unit=found, language=language)):
            is_weight = found == "GBP" and join_lower(tokens, index + length, index + length + 1) == "of"
            return UnitReading("lb" if is_weight else found, index + length)
    return UnitReading(None, index)


def _is_unit(tokens: tuple[Token, ...], index: int, *, unit: str, language: str) -> bool:
    """Tell a unit from what only looks like one: 5G is no gram, "64 won" no money, "jailed three times" no factor."""
    token = tokens[index]
    if len(token.text) == 1 and token.text.isupper():
        return unit == "celsius" and is_adjacent(tokens[index - 1], token)  # 41C, but 5G is no gram
    if language == "uk" and unit == "times" and not _is_factor(tokens, index):
        return False
    if language != "en":
        if token.lower in uk_units.SINGULAR_TIMES and not _ends_in_one(tokens[index - 1]):
            return False  # "проти 131 тисячі рік тому"
        is_instrumental = unit in TIME_UNITS and token.lower.endswith(("ом", "ем", "нем"))  # "проти 9 роком раніше"
        return not (is_instrumental and join_lower(tokens, index + 1, index + 2) in uk_units.AFTER_POINT_OF_TIME)
    if token.lower in en_units.UNITS_OF_LARGE_FIGURES:
        before = tokens[index - 1]
        return before.lower in en_quantities.SCALES or len(before.text) >= LARGE_FIGURE_DIGITS
    if token.lower in en_units.UNITS_BEFORE_NO_NOUN:
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        return behind is None or behind.kind != "word" or behind.lower in FUNCTION_WORDS
    if token.lower in en_units.UNITS_OF_DIGITS:
        return tokens[index - 1].kind == "number" or tokens[index - 1].lower in en_quantities.SCALES
    if token.lower in en_units.ISO_CURRENCIES and not token.text.isupper():
        return token.lower in en_units.SMALL_CODES
    following = join_lower(tokens, index + 1, index + 2)
    is_comparative = following.endswith("er") and following not in FUNCTION_WORDS  # "13 times fainter"
    return unit != "times" or is_comparative or following in en_units.AFTER_TIMES


def _ends_in_one(number: Token) -> bool:
    """Tell "21 рік" and "один рік" from "14", which no singular follows."""
    return number.lower in uk_units.ONES or (number.text.endswith("1") and not number.text.endswith("11"))


def _is_factor(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "зріс у понад п'ять разів" and "у 8 разів слабша" from "латали п'ять разів", which are counted."""
    if tokens[index].lower == "раза" or join_lower(tokens, index + 1, index + 2) in uk_changes.MORE_AFTER:
        return True
    position = index - 1
    while position > 0 and (tokens[position].kind == "number" or tokens[position].lower in uk_quantities.INSIDE_FACTOR):
        position -= 1
    return tokens[position].lower in ("в", "у", "ув")


def _unit_behind_hyphen(tokens: tuple[Token, ...], index: int, *, language: str) -> UnitReading:
    nothing = UnitReading(None, index)
    if index + 1 >= len(tokens) or not is_adjacent(tokens[index - 1], tokens[index]):
        return nothing
    if not is_adjacent(tokens[index], tokens[index + 1]):
        return nothing
    units, lower = _UNITS.get(language, _WORLD_UNITS), tokens[index + 1].lower
    if language == "uk":
        stems = uk_units.HYPHENATED_STEMS
        return next((UnitReading(stems[stem], index + 2) for stem in stems if lower.startswith(stem)), nothing)
    pair = units.get(join_lower(tokens, index + 1, index + 3))  # "12-percentage point"
    if pair:
        return UnitReading(pair, index + 3)
    found = en_units.HYPHENATED_UNITS.get(lower) or units.get(lower) or units.get(lower.partition("-")[0])
    return UnitReading(found, index + 2) if found else nothing
