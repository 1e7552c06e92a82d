"""What was read about one figure."""

from dataclasses import dataclass

# So many times as much or as little at most is a figure of the same thing.
FURTHEST_ALIKE = 60


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure; ``comparator`` is one of ``= > >= < <= ~ range`` and ``high`` is set for ranges only.

    ``raw`` holds the number with its sign, scale, currency and unit, not the comparator and not the counted ``noun``.
    The unit of a fraction ("two-thirds") is ``share``: 1 is the whole; that of a place in an order is ``rank``.
    ``change`` is "rise", "fall" or "change" for a figure that says by how much something changed, None for a level.
    """

    raw: str
    value: float
    high: float | None
    unit: str | None
    noun: str | None
    comparator: str
    start: int
    end: int
    change: str | None = None
    noun_span: tuple[int, int] | None = None
    comparator_span: tuple[int, int] | None = None
