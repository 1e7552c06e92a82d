"""What a figure's number can mean: units brought to one another, rounding, comparators."""

import math
from enum import StrEnum

from claims.text.quantities import Quantity

# "About 130" covers a tenth either way; a plain round number covers half its last digit, a twentieth at the very most.
ABOUT_SHARE = 0.1
ROUNDING_SHARE = 0.05
# "Two-thirds" is said of anything near it.
SHARE_ROUNDING = 0.03

# Units that can be brought to one another exactly; "ton" and "gallon" mean different amounts in different countries.
_SCALES: dict[str, dict[str, float]] = {
    "length": {
        "mm": 0.001,
        "cm": 0.01,
        "m": 1,
        "km": 1e3,
        "inch": 0.0254,
        "foot": 0.3048,
        "yard": 0.9144,
        "mile": 1609.344,
    },
    "weight": {"g": 0.001, "kg": 1, "tonne": 1000, "lb": 0.45359237},
    "area": {"m2": 1, "km2": 1e6, "hectare": 1e4, "acre": 4046.8564224, "foot2": 0.09290304, "mile2": 2589988.110336},
    "speed": {"km_per_hour": 1, "mile_per_hour": 1.609344},
    "power": {"kW": 1, "MW": 1e3, "GW": 1e6},
    "energy": {"kWh": 1, "MWh": 1e3, "GWh": 1e6},
    "time": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
    "share": {"percent": 1, "share": 100},
    "calendar": {"month": 1, "year": 12, "decade": 120, "century": 1200},
}
_BASE_UNITS = {unit: (kind, size) for kind, units in _SCALES.items() for unit, size in units.items()}


class Fit(StrEnum):
    """Whether two numbers can both be true of one thing."""

    AGREES = "agrees"
    OPEN = "open"
    RULED_OUT = "ruled out"


def common_scale(claim_unit: str | None, passage_unit: str | None) -> tuple[float, float] | None:
    """What to multiply both values by to bring them to one unit, or None when there is no such unit."""
    if claim_unit == passage_unit:
        return 1.0, 1.0
    left, right = _BASE_UNITS.get(claim_unit or ""), _BASE_UNITS.get(passage_unit or "")
    return (left[1], right[1]) if left and right and left[0] == right[0] else None


def fit_of(claim: Quantity, passage: Quantity, scale: tuple[float, float]) -> Fit:
    """Whether both numbers can be true of one thing, once brought to one unit."""
    stated = passage.value * scale[1] if passage.comparator == "=" else math.nan
    return _fit(_bounds(claim, scale[0]), _bounds(passage, scale[1]), stated=stated)


def _bounds(quantity: Quantity, scale: float) -> tuple[float, float]:
    """The lowest and the highest number that the figure can mean, in the common unit."""
    value = quantity.value
    if quantity.comparator == "range":
        low, high = value, value if quantity.high is None else quantity.high
    elif quantity.comparator in (">", ">="):
        low, high = value, math.inf
    elif quantity.comparator in ("<", "<="):
        low, high = -math.inf, value
    else:
        spread = abs(value) * ABOUT_SHARE if quantity.comparator == "~" else _rounding(quantity)
        low, high = value - spread, value + spread
    return low * scale, high * scale


def _rounding(quantity: Quantity) -> float:
    """Half of the last digit that the writer gave, and never more than a twentieth of the value."""
    if quantity.unit == "share":
        return abs(quantity.value) * SHARE_ROUNDING
    whole, _, decimals = digits_of(quantity.value).partition(".")
    if decimals:
        step = 10.0 ** -len(decimals)
    else:
        step = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if quantity.value else 0.0
    # A count that does not end in noughts was counted, not rounded: 164 means 164.
    half = 0.0 if step == 1.0 and quantity.unit is None else step / 2
    return min(half, abs(quantity.value) * ROUNDING_SHARE)


def _fit(claim: tuple[float, float], passage: tuple[float, float], *, stated: float) -> Fit:
    """Agrees when the passage's figure lies within the claim's, or a rounder passage still covers an exact claim.

    ``stated`` is the passage's number as written: a plain 100 is "at least 100", whatever it was rounded from.
    """
    slack = 1e-9 * max(1.0, *(abs(bound) for bound in (*claim, *passage) if math.isfinite(bound)))
    low, high = claim[0] - slack, claim[1] + slack
    if passage[0] > high or passage[1] < low:
        return Fit.RULED_OUT
    is_bounded = all(math.isfinite(bound) for bound in passage)
    lies_within = low <= passage[0] and passage[1] <= high
    covers = is_bounded and passage[0] - slack <= claim[0] and claim[1] <= passage[1] + slack
    return Fit.AGREES if lies_within or covers or low <= stated <= high else Fit.OPEN


def digits_of(value: float) -> str:
    return f"{abs(value):.6f}".rstrip("0").rstrip(".") if math.isfinite(value) else "0"
