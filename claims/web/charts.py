"""Charts as numbers for a server-made SVG: no library, no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 120
BAR = 44
STEP = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how high it is, and what it says."""

    day: date
    number: int
    x: int
    y: int
    height: int
    middle: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars and the size of the picture."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    bar_width: int = BAR
    base: int = HEIGHT + 20


def bar_chart(days: Sequence[tuple[str, int]]) -> BarChart:
    """Bars for numbers by ISO day; the highest fills the height."""
    highest = max((number for _, number in days), default=0) or 1
    bars = []
    for place, (day, number) in enumerate(days):
        height = round(HEIGHT * number / highest)
        x = place * STEP + (STEP - BAR) // 2
        bars.append(Bar(date.fromisoformat(day), number, x, HEIGHT + 20 - height, height, x + BAR // 2))
    return BarChart(tuple(bars), width=STEP * len(days), height=HEIGHT + 44)
