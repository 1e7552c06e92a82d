"""Units and currencies beside a number, by their normalised names."""

from claims.text.languages import en, uk
from claims.text.tokens import Token, is_adjacent, join_lower

DASHES = frozenset("-‐‑–—−")
# Where a language has no tables of its own: signs and abbreviations that stand the same everywhere.
_WORLD_UNITS = {
    sign: en.UNITS[sign] for sign in ("%", "km", "kg", "cm", "mm", "ha", "km / h", "mw", "gw", "kwh", "usd", "eur")
} | {"$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "euro": "EUR", "prozent": "percent", "pour cent": "percent",
     "por ciento": "percent", "per cento": "percent", "procent": "percent", "процентов": "percent"}  # fmt: skip
_UNITS = {"en": en.UNITS, "uk": uk.UNITS}
CURRENCIES = {"en": en.CURRENCY_BEFORE, "uk": uk.CURRENCY_BEFORE}


def currency_before(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[str | None, int]:
    """Find a currency before a number: its name and its first token; None and ``index`` when there is none."""
    currencies = CURRENCIES.get(language, en.CURRENCY_BEFORE)
    for length in (2, 1):
        found = currencies.get(join_lower(tokens, index - length, index))
        if found:
            return found, index - length
    return None, index


def unit_after(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[str | None, int]:
    """Find the unit after a number, also behind a hyphen ("3-year", "five-year-old" is one word)."""
    units = _UNITS.get(language, _WORLD_UNITS)
    following = join_lower(tokens, index, index + 1)
    second = join_lower(tokens, index + 1, index + 2)
    if following in ("more", "additional") and second in units:
        return units[second], index + 2
    if following in DASHES and second and is_adjacent(tokens[index - 1], tokens[index]):
        found = units.get(second) or units.get(second.partition("-")[0])
        is_tied = found is not None and is_adjacent(tokens[index], tokens[index + 1])
        return (found, index + 2) if is_tied else (None, index)
    for length in (3, 2, 1):
        found = units.get(join_lower(tokens, index, index + length))
        if found and (length > 1 or len(tokens[index].text) > 1 or not tokens[index].text.isupper()):  # 5G is no gram
            is_weight = found == "GBP" and join_lower(tokens, index + length, index + length + 1) == "of"
            return "lb" if is_weight else found, index + length
    return None, index
