"""How well ranked answers agree with those that people marked as right, over many questions.

Every measure is a mean over questions with its 95 % bootstrap interval; a question is drawn as a whole. All right
answers count alike, so an ideal ranking has them first, in any order.
"""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from claims.text.resampling import bootstrap_interval


@dataclass(frozen=True, slots=True)
class Score:
    """A mean between 0 and 1, and where 95 of 100 draws of the questions lie."""

    value: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: the answers as ranked, best first and each once, and those that are right (one at least)."""

    ranked: Sequence[Hashable]
    right: Collection[Hashable]


def gain(judged: Judged, *, at: int) -> float:
    """nDCG of the first ``at``: what right answers gain, less the farther down, as a share of what is possible."""
    gained = sum(_worth(rank) for rank, answer in enumerate(judged.ranked[:at]) if answer in judged.right)
    return gained / sum(_worth(rank) for rank in range(min(at, len(judged.right))))


def recall(judged: Judged, *, at: int) -> float:
    """The share of the right answers that stand among the first ``at``."""
    return len(set(judged.ranked[:at]) & set(judged.right)) / len(judged.right)


def reciprocal_rank(judged: Judged) -> float:
    """One divided by the place of the first right answer; 0 where none was found."""
    return next((1 / rank for rank, answer in enumerate(judged.ranked, start=1) if answer in judged.right), 0.0)


def average_precision(judged: Judged, *, at: int) -> float:
    """The mean precision down to each right answer among the first ``at``, as the CheckThat! lab reckons it.

    Divided by the smaller of ``at`` and the number of right answers.
    """
    found, total = 0, 0.0
    for rank, answer in enumerate(judged.ranked[:at], start=1):
        if answer in judged.right:
            found += 1
            total += found / rank
    return total / min(at, len(judged.right))


def holds_a_set(ranked: Sequence[Hashable], sets: Sequence[Collection[Hashable]], *, at: int) -> float:
    """1 where one of the sets stands whole among the first ``at``, else 0."""
    first = set(ranked[:at])
    return float(any(first.issuperset(one) for one in sets))


def mean_scores(values: Mapping[str, Sequence[float]]) -> dict[str, Score]:
    """The mean of each measure over the questions, with its interval."""
    return {name: _mean_score(of_questions) for name, of_questions in values.items()}


def _mean_score(values: Sequence[float]) -> Score:
    array = np.array(values, dtype=float)
    if not len(array):
        return Score(0.0, (0.0, 0.0))
    interval = bootstrap_interval(len(array), lambda chosen: float(array[chosen].mean()))
    return Score(float(array.mean()), interval)


def _worth(rank: int) -> float:
    return 1 / math.log2(rank + 2)
