"""Which country's money a word of several countries means: "The Philippine central bank … 300 pesos"."""

from dataclasses import replace

from claims.text.languages.en_currencies import NAMED_CURRENCIES, SHARED_CURRENCIES
from claims.text.quantity_value import Quantity
from claims.text.segments import Span
from claims.text.units import is_currency

_COUNTRIES: dict[str, tuple[tuple[str, str], ...]] = {
    word: tuple((name, code) for name, _, code in (pair.partition(":") for pair in listing.split()))
    for word, listing in SHARED_CURRENCIES.items()
}
# A sentence of news is no longer; in what has no full stops, only what is near counts.
CHARACTERS_NEAR = 300
# "weighed 12 pounds", "lost 40 pounds in weight"
_WEIGHING = ("weigh", "heavier", "lighter", "-pounder", "overweight", "of fish", "of meat")


def in_countrys_money(text: str, span: Span, quantity: Quantity) -> Quantity:
    """Give a shared currency ("pesos", "dinars") the code of the country that the sentence names; pounds may weigh."""
    if not is_currency(quantity.unit):
        return quantity
    words = quantity.raw.lower().split()
    if len(words) < 2 or " ".join(words[-2:]) in NAMED_CURRENCIES or not words[-1].isalpha():
        return quantity
    near = text[max(span.start, quantity.start - CHARACTERS_NEAR) : min(span.end, quantity.end + CHARACTERS_NEAR)]
    if words[-1] in ("pound", "pounds") and any(sign in near.lower() for sign in _WEIGHING):
        return replace(quantity, unit="lb")
    code = country_currency(near, words[-1], at=min(CHARACTERS_NEAR, quantity.start - span.start))
    return quantity if code is None else replace(quantity, unit=code)


def country_currency(sentence: str, word: str, *, at: int) -> str | None:
    """Give the code of a shared word of money by the country named last before ``at``, else by the first behind it."""
    countries = _COUNTRIES.get(word.removesuffix("'s")) or _COUNTRIES.get(word.removesuffix("'s").removesuffix("s"))
    if not countries:
        return None
    lower = sentence.lower()
    before = [(place, code) for name, code in countries if (place := lower.rfind(name, 0, at)) >= 0]
    behind = [(place, code) for name, code in countries if (place := lower.find(name, at)) >= 0]
    return max(before)[1] if before else min(behind)[1] if behind else None
