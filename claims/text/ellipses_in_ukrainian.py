"""Units that a Ukrainian figure takes from one before it: "165 доларів, цього року коштує 148", "проти 9,8"."""

from dataclasses import replace

from claims.text.languages import uk_ellipses, uk_nouns, uk_quantities
from claims.text.quantity_value import FURTHEST_ALIKE, Quantity
from claims.text.units import TIME_UNITS, is_currency

MOST_PERCENT = 100
MOST_YEARS = 40
CHARACTERS_AHEAD = 40
CHARACTERS_TO_COURT = 200
# Between the two figures stand so many words at most, and so many between the verb and its figure.
WORDS_BETWEEN = 16
WORDS_FROM_VERB = 2
_DECIMALS = 9


def with_carried_unit(text: str, quantity: Quantity, before: Quantity) -> Quantity:
    """Give a Ukrainian figure the unit (and the thousands) of the one before it where it leaves them out."""
    if quantity.unit is not None or quantity.noun is not None:
        return quantity
    if before.unit is None or before.unit in uk_quantities.NEVER_CARRIED:
        return quantity
    if _is_compared(text, before, quantity) or _is_more_money(text, before, quantity):
        return _scaled_alike(before, quantity)
    if not _is_open(text, quantity):
        return quantity
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    # ", нині коштує щонайбільше 148": the comparator may be a verb itself ("перевищила 148")
    between = text[before.end : start].lower().split()
    if not 0 < len(between) <= WORDS_BETWEEN or between[-1] in uk_quantities.ELLIPSIS_DASHES:
        return quantity
    if _is_part(text, before) or _is_parallel(text, quantity, between):
        return _scaled_alike(before, quantity)
    is_same = _is_term(text, before, quantity, between) if before.unit in TIME_UNITS else _is_same(before, between)
    return _scaled_alike(before, quantity) if is_same else quantity


def _is_open(text: str, quantity: Quantity) -> bool:
    """Tell whether nothing that could be counted follows."""
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    return not following or not following[0][0].isalpha() or following[0].strip(",.;") in uk_ellipses.AFTER_FIGURE


def _is_compared(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the two of "за вісім місяців — на два довше": the comparative behind it measures time or a price."""
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    comparative = following[0].strip(",.;") if following else ""
    if text[before.end : quantity.start].lower().split()[-1:] != ["на"]:
        return False
    if before.unit in TIME_UNITS:
        return comparative in uk_ellipses.LASTING_COMPARATIVES
    return is_currency(before.unit) and comparative in uk_ellipses.PRICE_COMPARATIVES


def _is_more_money(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 410 million of "1,4 млрд гривень, ще 410 млн передбачили": both in millions, and a verb follows."""
    if not is_currency(before.unit) or not (_has_scale(before) and _has_scale(quantity)):
        return False
    between = text[before.end : quantity.start].lower().split()
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    is_counted = bool(following) and not following[0].endswith(uk_nouns.VERB_ENDINGS)
    is_more = between[-1:] != [] and between[-1] in uk_ellipses.MORE_OF_IT and len(between) <= WORDS_BETWEEN
    return is_more and (not is_counted or _is_open(text, quantity))


def _has_scale(quantity: Quantity) -> bool:
    return any(word.strip(".") in uk_quantities.SCALES for word in quantity.raw.lower().split())


def _is_part(text: str, before: Quantity) -> bool:
    """Tell the 12 of "Із 38 мільйонів доларів надійшло лише 12"; spans of time and per cents are parts of nothing."""
    if before.unit in TIME_UNITS or before.unit == "percent" or before.change is not None:
        return False
    opener = text[max(0, before.start - CHARACTERS_AHEAD) : before.start].lower().split()[-1:]
    return opener != [] and opener[0] in uk_quantities.OF_WORDS and before.comparator == "="


def _is_parallel(text: str, quantity: Quantity, between: list[str]) -> bool:
    """Tell the 63 of "65 років для чоловіків і 63 — для жінок": the same preposition goes on."""
    after = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()
    after = after[1:] if after[:1] and after[0] in uk_quantities.ELLIPSIS_DASHES else after
    is_joined = between[-1] in ("і", "й", "та", "а") or between[-1].endswith(",")
    return is_joined and len(between) > 1 and between[:1] == after[:1] and between[0] in uk_ellipses.PARALLEL


def _is_same(before: Quantity, between: list[str]) -> bool:
    """Tell by the words before a figure whether it is of the same thing as the one before it."""
    last = between[-1]
    if last in uk_ellipses.AGAINST:
        return True
    if len(between) > 1 and between[-2] in uk_ellipses.AGAINST and last.startswith(uk_ellipses.PLANNED_STEMS):
        return True
    if len(between) > 1 and between[-2] in uk_quantities.OF_WORDS and last.startswith(uk_ellipses.PLANNED_STEMS):
        return True
    if not is_currency(before.unit):
        return False
    return any(word.startswith(uk_ellipses.COSTING_STEMS) for word in between[-WORDS_FROM_VERB:])


def _is_term(text: str, before: Quantity, quantity: Quantity, between: list[str]) -> bool:
    """Tell the twelve of "просили трьох років, прокурор вимагав дванадцяти" and "вісім годин замість шести"."""
    if between[-1] in uk_ellipses.AGAINST:
        return True
    if len(between) > 1 and between[-2] in uk_ellipses.AGAINST and between[-1].startswith(uk_ellipses.PLANNED_STEMS):
        return True
    if before.unit not in ("year", "month") or quantity.value > MOST_YEARS:
        return False
    is_asked = any(word.startswith(uk_ellipses.JUDGING_STEMS) for word in between[-WORDS_FROM_VERB:])
    near = text[max(0, before.start - CHARACTERS_TO_COURT) : quantity.end].lower() if is_asked else ""
    return any(stem in near for stem in uk_ellipses.COURT_STEMS)


def _scaled_alike(before: Quantity, quantity: Quantity) -> Quantity:
    """Give the unit, and the millions of "12,3 мільярда гривень проти 9,8"; what is far from it stays as it is."""
    words = [word.strip(".") for word in before.raw.lower().split()]
    scale = next((uk_quantities.SCALES[word] for word in words if word in uk_quantities.SCALES), 1.0)
    is_scaled = FURTHEST_ALIKE * quantity.value < before.value
    factor = scale if is_scaled else 1.0
    low, high = sorted((abs(before.value), abs(quantity.value * factor)))
    if not 0 < high < FURTHEST_ALIKE * low or (before.unit == "percent" and quantity.value > MOST_PERCENT):
        return quantity
    top = quantity.high and round(quantity.high * factor, _DECIMALS)
    return replace(quantity, value=round(quantity.value * factor, _DECIMALS), high=top, unit=before.unit)
