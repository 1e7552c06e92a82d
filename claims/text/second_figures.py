"""English figures that go on from the one before: "by 6 per cent now and a further 2", "eight points ahead and 14"."""

from dataclasses import replace

from claims.text.languages import en_quantities, en_yardsticks
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.quantity_value import FURTHEST_ALIKE, Quantity

MOST_PERCENT = 100
CHARACTERS_AHEAD = 60
# "7 per cent nurses had asked for": so soon after the figure stands whose wish it was.
WORDS_TO_WISH = 6
# "petrol was 8.2 per cent cheaper and diesel 5.7".
WORDS_TO_SECOND = 7
_NEVER = frozenset({None, "share", "rank", "times"})
_RELATIVE = frozenset({"percent", "percentage_points", "basis_points"})


def with_shared_change(text: str, quantity: Quantity, before: Quantity | None) -> Quantity:
    """Give a figure the change, and where it has none the unit, that the figure before it lends."""
    if before is None or before.unit in _NEVER or quantity.change is not None:
        return quantity
    between = _words_between(text, before, quantity)
    if not between:
        return quantity
    if quantity.unit == before.unit:
        is_same = (
            before.change
            and quantity.noun is None
            and (_goes_on(between) or _is_wish(between, _words_after(text, quantity)))
        )
        return replace(quantity, change=before.change) if is_same else quantity
    if quantity.unit is not None or quantity.noun is not None or not _is_alike(before, quantity):
        return quantity
    after = _words_after(text, quantity)
    if after[:1] == between[:1] and between[-1] in ("and", "but") and between[0] in en_yardsticks.BESIDE_FIGURE:
        return replace(quantity, unit=before.unit)  # "two points ahead of the Liberals and nine ahead of the rest"
    if not _is_closed(after):
        return quantity
    if before.change and before.unit in _RELATIVE and _is_gapped(between):
        return replace(quantity, unit=before.unit, change=before.change)
    return replace(quantity, unit=before.unit) if _is_level_too(before, between) else quantity


def _words_between(text: str, before: Quantity, quantity: Quantity) -> list[str]:
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    return text[before.end : start].lower().split()


def _words_after(text: str, quantity: Quantity) -> list[str]:
    ahead = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower()
    words = [word.rstrip(".,;:)") or word for word in ahead.split()]
    return words if ahead[:1].isspace() else ["", *words]


def _is_closed(after: list[str]) -> bool:
    return not after or not after[0][:1].isalnum() or after[0] in FUNCTION_WORDS


def _is_alike(before: Quantity, quantity: Quantity) -> bool:
    if before.unit in _RELATIVE and quantity.value > MOST_PERCENT:
        return False
    low, high = sorted((abs(before.value), abs(quantity.value)))
    return 0 < high < FURTHEST_ALIKE * low


def _goes_on(between: list[str]) -> bool:
    """Tell "growth of 3.1 per cent in May and of 2.8" and "by 5 per cent in May and a further 3 per cent"."""
    return tuple(between[-2:]) in en_yardsticks.GOING_ON or tuple(between[-3:]) in en_yardsticks.GOING_ON


def _is_wish(between: list[str], after: list[str]) -> bool:
    """Tell "a rise of 4 per cent, below the 7 per cent nurses had asked for": a rise was demanded."""
    is_compared = between[-1] == "the" and between[-2:-1] in (["than"], ["of"], ["against"], ["with"], ["below"])
    return is_compared and not en_yardsticks.WISHED.isdisjoint(after[:WORDS_TO_WISH])


def _is_gapped(between: list[str]) -> bool:
    """Tell "was 14.6 per cent cheaper and heating oil 9.1": the second clause leaves its verb out."""
    is_joined = "and" in between or "while" in between
    is_short = 2 < len(between) <= WORDS_TO_SECOND and between[-1].isalpha()
    is_compared = between[0] in en_quantities.MORE_AFTER
    is_thing = between[-1] not in FUNCTION_WORDS and not between[-1].endswith("ed")
    return is_joined and is_short and is_compared and is_thing


def _is_level_too(before: Quantity, between: list[str]) -> bool:
    """Tell "reach 3.1 per cent in spring and sink below 3" and "capped at 40 floors; the owner hoped for 52"."""
    last = [word for word in between[-3:] if word not in en_yardsticks.BETWEEN_LEVEL]
    if not last or len(between) < 2:
        return False
    is_moved = last[-1] in en_quantities.CHANGES and before.unit in _RELATIVE | {"celsius", "degree"}
    return last[-1] in en_yardsticks.WISHING or (is_moved and between[-1] in en_yardsticks.BETWEEN_LEVEL | {last[-1]})
