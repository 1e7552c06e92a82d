"""Which country's money a word of several countries means: "The Philippine central bank … 300 pesos"."""

import re
from dataclasses import replace

from claims.text.languages.en_currencies import DOLLARS_OF_PLACES, GONE_CURRENCIES, NAMED_CURRENCIES, SHARED_CURRENCIES
from claims.text.quantity_value import Quantity
from claims.text.segments import Span
from claims.text.units import is_currency

_COUNTRIES: dict[str, dict[str, str]] = {
    word: {name: code for name, _, code in (pair.partition(":") for pair in listing.split())}
    for word, listing in SHARED_CURRENCIES.items()
}
# Names begin a word ("oman" is not in "woman"); Niger is not Nigeria.
_NAMES = {
    word: re.compile(
        rf"(?<!\w)(?!nigeria)(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))})",
        re.IGNORECASE,
    )
    for word, names in _COUNTRIES.items()
}
_DOLLARS = {
    place.replace("_", " ").lower(): code for code, places in DOLLARS_OF_PLACES.items() for place in places.split()
}
# Names begin with a capital and are whole words: "Perth" but not "Perthshire".
_DOLLAR_PLACES = re.compile(
    r"(?-i:(?=[A-Z]))(?<![\w-])(?:{})(?![\w-])".format(
        "|".join(re.escape(place) for place in sorted(_DOLLARS, key=len, reverse=True))
    ),
    re.IGNORECASE,
)
_SIGNS = ("$", "Rs", "Sh", "sh")
# A sentence of news is no longer; in what has no full stops, only what is near counts.
CHARACTERS_NEAR = 300
# "weighed 12 pounds", "4 pounds heavier"; costs weigh on a club, and nothing that is weighed has millions of pounds.
_WEIGHED_BEFORE = re.compile(r"\bweigh(?:s|ed|ing)?\s(?!on\b|up\b)[^.;,]{0,30}$", re.IGNORECASE)
_WEIGHED_BEHIND = re.compile(r"\s(?:of\s(?:fish|meat)|heavier|lighter|overweight|in\sweight)\b", re.IGNORECASE)
HEAVIEST = 100_000


def in_countrys_money(text: str, span: Span, quantity: Quantity) -> Quantity:
    """Give a shared currency ("pesos", "dinars") the code of the country that the sentence names; pounds may weigh."""
    if not is_currency(quantity.unit):
        return quantity
    if quantity.raw.startswith(_SIGNS):
        return _in_place_of_sign(text, span, quantity)
    words = quantity.raw.lower().split()
    if len(words) < 2 or " ".join(words[-2:]) in NAMED_CURRENCIES or not words[-1].isalpha():
        return quantity
    if words[-1] in ("pound", "pounds") and _weighs(text, span, quantity):
        return replace(quantity, unit="lb")
    near = text[max(span.start, quantity.start - CHARACTERS_NEAR) : min(span.end, quantity.end + CHARACTERS_NEAR)]
    code = country_currency(near, words[-1], at=min(CHARACTERS_NEAR, quantity.start - span.start))
    return quantity if code is None else replace(quantity, unit=code)


def _in_place_of_sign(text: str, span: Span, quantity: Quantity) -> Quantity:
    """Give "$6.49" and "Rs 75 lakh" the money of the place that the sentence names."""
    near = text[max(span.start, quantity.start - CHARACTERS_NEAR) : min(span.end, quantity.end + CHARACTERS_NEAR)]
    if quantity.raw.startswith("$"):
        code = dollars_of_place(near, at=min(CHARACTERS_NEAR, quantity.start - span.start))
    else:
        word = "rupee" if quantity.raw.startswith("R") else "shilling"
        code = country_currency(near, word, at=min(CHARACTERS_NEAR, quantity.start - span.start))
    return quantity if code is None else replace(quantity, unit=code)


def dollars_of_place(sentence: str, *, at: int) -> str | None:
    """Give the code of the dollars that are spent at the place named nearest to ``at``; None where no such place is."""
    places = _DOLLAR_PLACES.finditer(sentence)
    nearest = min(places, key=lambda place: abs(place.start() - at), default=None)
    return None if nearest is None else _DOLLARS[nearest[0].lower()]


def _weighs(text: str, span: Span, quantity: Quantity) -> bool:
    before = text[max(span.start, quantity.start - 50) : quantity.start]
    is_said = _WEIGHED_BEFORE.search(before) or _WEIGHED_BEHIND.match(text, quantity.end, span.end)
    return is_said is not None and quantity.value < HEAVIEST


def country_currency(sentence: str, word: str, *, at: int) -> str | None:
    """Give the code of a shared word of money by the country named last before ``at``, else by the first behind it."""
    singular = next(
        (form for form in (word.removesuffix("'s"), word.removesuffix("'s").removesuffix("s")) if form in _NAMES), None
    )
    if singular is None:
        return None
    named = [(match.start(), match[0].lower()) for match in _NAMES[singular].finditer(sentence)]
    living = [(place, name) for place, name in named if _COUNTRIES[singular][name] not in GONE_CURRENCIES]
    named = living or named
    before, behind = [name for place, name in named if place < at], [name for place, name in named if place >= at]
    chosen = before[-1:] or behind[:1]
    return _COUNTRIES[singular][chosen[0]] if chosen else None
