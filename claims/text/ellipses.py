"""Units that a figure takes from one before it: "11 litres, against the 20 that …", "46 per cent, up one"."""

from dataclasses import replace

from claims.text.languages import en_quantities, en_yardsticks
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.quantity_value import FURTHEST_ALIKE, Quantity
from claims.text.units import TIME_UNITS, is_currency

MOST_PERCENT = 100
CHARACTERS_AHEAD = 60
WORDS_TO_AVERAGE = 5
# "They waited 3 hours for 5.", but "six hours, than those who slept for seven".
WORDS_TO_SPAN = 3
WORDS_TO_TOPIC = 4
# Figures further back lend no unit.
EARLIER_AT_MOST = 12
_NOT_CARRIED = frozenset({None, "share", "rank", "times"})
_PERCENT = frozenset({"percent", "percentage_points"})
_LENGTHS = frozenset({"m", "km", "cm", "mm", "foot", "inch", "yard", "mile"})
_HEAT = frozenset({"degree", "celsius", "fahrenheit"})
_CLOSERS = (",", ";", "—", "–", "or", "(", "-")


def with_carried_unit(text: str, quantity: Quantity, earlier: list[Quantity]) -> Quantity:
    """Give an English figure the unit that it leaves out, and with it the change that only then can be seen."""
    if quantity.unit is not None or quantity.noun is not None:
        return quantity
    source = next((one for one in reversed(earlier) if one.unit not in _NOT_CARRIED and not _is_span(one)), None)
    if earlier and _is_of_counted(text, earlier[-1], quantity):
        return quantity
    if source is None:
        return quantity
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    between = text[source.end : start].lower().split()
    after = _words_after(text, quantity)
    level = next((one for one in reversed(earlier) if one.unit not in _NOT_CARRIED | TIME_UNITS), None)
    if between[-1:] in (["up"], ["down"]) and level is not None and _is_small(level, quantity):
        is_second_rise = level.change is not None and level.unit == "percent"  # "rose 3.4 per cent, while … up 2"
        unit = "percentage_points" if level.unit in _PERCENT and not is_second_rise else level.unit
        return replace(quantity, unit=unit, change="rise" if between[-1] == "up" else "fall")
    if between in (["and"], [","], ["or"]) and source.unit == "year" and text[source.start : source.end].isdigit():
        return replace(quantity, unit="year") if _is_closed(after) else quantity  # "aged 19, 23 and 41"
    if _is_beside(source, quantity, between=between, after=after):
        unit = "percentage_points" if source.unit == "percent" else source.unit
        return replace(quantity, unit=unit, change=quantity.change or _change_from_average(unit, after))
    span = _span_before(quantity, earlier, between=between, after=after)
    if span is not None:
        return replace(quantity, unit=span.unit)
    if (
        between == ["to"] and text[max(0, source.start - 5) : source.start].lower() == "from "
    ):  # "from 12 years to nine"
        return replace(quantity, unit=source.unit)
    return _with_unit_from_afar(text, quantity, earlier, between=between, after=after)


def _with_unit_from_afar(
    text: str, quantity: Quantity, earlier: list[Quantity], *, between: list[str], after: list[str]
) -> Quantity:
    """Carry a unit over words that stand between the two figures; ``between`` are those behind the last unit."""
    source = next(one for one in reversed(earlier) if one.unit not in _NOT_CARRIED and not _is_span(one))
    money = next((one for one in reversed(earlier) if is_currency(one.unit)), None)
    if money is not None and _is_money_too(text, quantity, between=_last_words(text, money, quantity)):
        return replace(quantity, unit=money.unit)
    if _is_given(source, quantity, between=between, after=after):
        return replace(quantity, unit=source.unit)
    if not _is_alike(source, quantity):
        return quantity
    if source.change and _is_gapped(source, between=between, after=after):
        return replace(quantity, unit=source.unit, change=source.change)
    is_same = (
        _is_yardstick(between, after)
        or _is_vote(source, between=between, after=after)
        or " ".join(between[-2:]) in en_yardsticks.LEVELS_OF
        or (source.unit in _LENGTHS and after[:1] and after[0] in en_quantities.SIZES_AFTER)
        or _is_next_in_list(between, after)
    )
    return replace(quantity, unit=source.unit) if is_same else quantity


def _is_span(quantity: Quantity) -> bool:
    """Tell "the five-year average of 13", whose span lends no unit."""
    return quantity.unit in TIME_UNITS and "-" in quantity.raw


def _is_of_counted(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 12 of "took 32 per cent and 45 seats, up 12": it counts what stands right before it."""
    if before.unit is not None or before.noun_span is None or before.noun_span[1] < before.end:
        return False
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    return text[before.noun_span[1] : start].split() in ([","], [",", "up"], [",", "down"], ["—"], ["–"], ["("])


def _words_after(text: str, quantity: Quantity) -> list[str]:
    ahead = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower()
    words = [word.rstrip(".,;:)") or word for word in ahead.split()]
    return words if ahead[:1].isspace() else ["", *words]


def _is_closed(after: list[str]) -> bool:
    return not after or not after[0][:1].isalnum() or after[0] in FUNCTION_WORDS


def _is_alike(source: Quantity, quantity: Quantity) -> bool:
    if source.unit in _PERCENT and quantity.value > MOST_PERCENT:
        return False
    low, high = sorted((abs(source.value), abs(quantity.value)))
    return 0 < high < FURTHEST_ALIKE * low


def _is_small(source: Quantity, quantity: Quantity) -> bool:
    return quantity.value <= (MOST_PERCENT if source.unit in _PERCENT else abs(source.value))


def _is_yardstick(between: list[str], after: list[str]) -> bool:
    """Tell "the 28.5 million expected" and "the 20 that agencies ask for" from "the 20 villages"."""
    return between[-1:] == ["the"] and after[:1] != [] and after[0] in en_yardsticks.AFTER_YARDSTICK


def _is_vote(source: Quantity, *, between: list[str], after: list[str]) -> bool:
    """Tell the 19 of "on 24 per cent, the Conservatives on 19 and"."""
    is_level = between[-1:] != [] and between[-1] in en_quantities.BEFORE_VOTES
    if between[:1] and between[0].rstrip(",") in en_quantities.VOTED and after[:1] and after[0] in en_quantities.VOTED:
        is_level = True  # "64 per cent for and 29 against"
        after = []
    return source.unit == "percent" and is_level and _is_closed(after)


def _last_words(text: str, before: Quantity, quantity: Quantity) -> list[str]:
    return text[max(before.end, quantity.start - CHARACTERS_AHEAD) : quantity.start].lower().split()


def _is_money_too(text: str, quantity: Quantity, *, between: list[str]) -> bool:
    """Tell the 2.5bn of "pledged $1.3bn, half of the 2.5bn it needs" and "a profit of 18 million" from people."""
    scale = quantity.raw.lower().lstrip("0123456789.,- ")
    near = {word.strip(".,;:") for word in between[-WORDS_TO_TOPIC:]}
    if not near.isdisjoint(en_quantities.NOT_IN_MONEY) or quantity.raw[-1].isspace():
        return False
    if scale in ("bn", "tn", "trn", "billion", "trillion"):
        return True
    has_topic = not near.isdisjoint(en_quantities.MONEY_TOPICS) and near.isdisjoint({";"})
    return scale in ("m", "mn", "million") and has_topic and between[-1:] in (["of"], ["to"], ["from"], ["at"], ["was"])


def _is_given(source: Quantity, quantity: Quantity, *, between: list[str], after: list[str]) -> bool:
    """Tell the nine of "had asked for 15 years; the judge gave her nine" and "four years, two of them suspended"."""
    if source.unit not in TIME_UNITS or not _is_closed(after) or quantity.value > MOST_PERCENT or not between:
        return False
    is_part = between[-1].endswith(",") and len(between) <= WORDS_TO_TOPIC and after[:2] == ["of", "them"]
    if (
        between[-1] in ("every", "any")
        or between[-2:] == ["one", "of"]  # "a term of nine months and one of four"
        or between == [",", "or"]
        or (is_part and after[2:3] and after[2] in en_quantities.SERVED)
    ):
        return True
    verb = between[-2:-1] if between[-1:] and between[-1] in en_quantities.HEARERS else between[-1:]
    return verb != [] and verb[0] in en_quantities.GIVING


def _is_gapped(source: Quantity, *, between: list[str], after: list[str]) -> bool:
    """Tell the 8 of "exports grew 12 per cent and imports 8" from "grew 12 per cent and employed 8"."""
    if source.unit != "percent" or not 2 <= len(between) <= WORDS_TO_SPAN + 1 or not _is_closed(after):
        return False
    is_joined = between[0] == "and" or (between[0] == "," and between[1] == "and")
    return is_joined and between[-1].endswith("s") and not FUNCTION_WORDS.intersection(between[2:])


def _is_next_in_list(between: list[str], after: list[str]) -> bool:
    """Tell the 2.4 of "3.1% this year and 2.4 next" and the 12 of "9 per cent in Kyiv, 12 in Lviv"."""
    if len(between) < 2 or not after:
        return False
    if between[-1] in ("and", "but", "then"):
        if after[0] in ("in", "on", "for", "at") and after[0] in between[-WORDS_TO_TOPIC:-1]:
            return True  # "70% is in shares and 27 in bonds"
        return between[0] in en_quantities.OPENS_PART and after[0].rstrip(".,;") in en_quantities.OPENS_PART
    return between[-1].endswith(",") and between[0] == after[0] and after[0] in en_quantities.OPENS_PART


def _is_beside(source: Quantity, quantity: Quantity, *, between: list[str], after: list[str]) -> bool:
    """Tell the four of "41 degrees on Tuesday, four above the average"; spans of time say their unit."""
    is_apposed = not between or between[-1].endswith(_CLOSERS)
    is_compared = after[:1] != [] and after[0] in en_yardsticks.BESIDE_FIGURE
    return source.unit not in TIME_UNITS and is_apposed and is_compared and quantity.value <= abs(source.value)


def _change_from_average(unit: str | None, after: list[str]) -> str | None:
    near = {word.strip(".,;") for word in after[1:WORDS_TO_AVERAGE]}
    is_own = unit in _HEAT and bool(near & en_yardsticks.AVERAGES)
    return en_yardsticks.BESIDE_YARDSTICK.get(after[0]) if is_own else None


def _span_before(
    quantity: Quantity, earlier: list[Quantity], *, between: list[str], after: list[str]
) -> Quantity | None:
    """Find the six hours of "six hours of sleep … than those who slept for seven"."""
    is_lasting = not en_quantities.LASTING_WORDS.isdisjoint(between[-1:]) and (not after or not after[0][:1].isalnum())
    is_lasting = is_lasting and len(between) >= WORDS_TO_SPAN
    if not is_lasting or quantity.value > MOST_PERCENT or any(is_currency(one.unit) for one in earlier):
        return None
    return next((one for one in reversed(earlier) if one.unit in TIME_UNITS), None)
