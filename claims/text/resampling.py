"""How sure a score is: the bootstrap, which draws the units of a set again and again and scores each draw.

A unit is what was drawn from the world as a whole: a page, an article, a document or a single sentence.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
# 95 of 100 draws lie inside.
LEVEL = 0.95
# The same set always gives the same interval.
_SEED = 20190601

Chosen = NDArray[np.intp]


def bootstrap_interval(units: int, measure: Callable[[Chosen], float]) -> tuple[float, float]:
    """Where 95 % of the scores of resampled sets lie.

    ``measure`` gets the places of as many units as there are, in rising order, some of them more than once; units that
    are numbered by their rank therefore stay ranked. A measure that works on arrays needs 0.1 s for 20,000 units.
    """
    dice = np.random.default_rng(_SEED)
    places = np.arange(units)
    drawn = sorted(float(measure(_draw(dice, places))) for _ in range(RESAMPLES))
    tail = (1 - LEVEL) / 2
    return drawn[round(tail * RESAMPLES)], drawn[round((1 - tail) * RESAMPLES) - 1]


def _draw(dice: np.random.Generator, places: Chosen) -> Chosen:
    """As many places as there are; counted, not sorted, which is what makes it fast."""
    if not len(places):
        return places
    times = np.bincount(dice.integers(0, len(places), len(places)), minlength=len(places))
    return np.repeat(places, times)
