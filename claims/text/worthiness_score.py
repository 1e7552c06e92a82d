"""How well scores of check-worthiness agree with people's yes and no.

F1, precision and recall of "score is at least one half"; average precision of the order that the scores give; and, for
whole documents, the mean of the average precisions inside each.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.text.resampling import bootstrap_interval

THRESHOLD = 0.5

Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WorthinessScore:
    """All from 0 to 1; ``map`` is None without documents. ``intervals`` has the same names and holds 95 % each.

    The interval of ``map`` draws documents, the others draw sentences.
    """

    f1: float
    precision: float
    recall: float
    average_precision: float
    map: float | None
    intervals: dict[str, tuple[float, float]]


def score_worthiness(
    scores: Sequence[float], labels: Sequence[int], *, documents: Sequence[str] | None = None
) -> WorthinessScore:
    """Score a set of sentences; ``documents`` names the one that each sentence stands in, in its order."""
    order = ranked(scores)
    is_right = np.array([labels[place] for place in order], dtype=bool)
    is_chosen = np.array([scores[place] >= THRESHOLD for place in order], dtype=bool)
    f1, precision, recall = _agreement(is_chosen, is_right)
    by_document = None if documents is None else document_precisions(scores, labels, documents)
    return WorthinessScore(
        f1=f1,
        precision=precision,
        recall=recall,
        average_precision=average_precision(is_right),
        map=None if by_document is None else _mean(by_document),
        intervals=_intervals(is_chosen, is_right, by_document),
    )


def ranked(scores: Sequence[float]) -> list[int]:
    """Places from the highest score to the lowest; equal scores stay in the order in which they came."""
    return sorted(range(len(scores)), key=lambda place: -scores[place])


def average_precision(is_right: Labels) -> float:
    """Mean, over the right ones, of the precision down to each in a ranked row; 0 where none is right.

    Ties are not averaged over: the order given is the order scored.
    """
    hits = np.flatnonzero(is_right)
    return float((np.arange(1, len(hits) + 1) / (hits + 1)).mean()) if len(hits) else 0.0


def document_precisions(
    scores: Sequence[float], labels: Sequence[int], documents: Sequence[str]
) -> NDArray[np.float64]:
    """Average precision inside each document, in order of first mention; documents without a positive are left out.

    Nothing can be ranked first where nothing is worth checking, so such a document says nothing of a ranking.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        places[document].append(place)
    precisions = []
    for inside in places.values():
        is_right = np.array([labels[inside[rank]] for rank in ranked([scores[place] for place in inside])], dtype=bool)
        if is_right.any():
            precisions.append(average_precision(is_right))
    return np.array(precisions)


def _intervals(
    is_chosen: Labels, is_right: Labels, by_document: NDArray[np.float64] | None
) -> dict[str, tuple[float, float]]:
    """Each measure's interval; the rows are ranked, so what is drawn of them is ranked too."""

    def agreement(measure: int) -> tuple[float, float]:
        return bootstrap_interval(
            len(is_right), lambda chosen: _agreement(is_chosen[chosen], is_right[chosen])[measure]
        )

    intervals = {name: agreement(measure) for measure, name in enumerate(("f1", "precision", "recall"))}
    intervals["average_precision"] = bootstrap_interval(
        len(is_right), lambda chosen: average_precision(is_right[chosen])
    )
    if by_document is not None:
        intervals["map"] = bootstrap_interval(len(by_document), lambda chosen: _mean(by_document[chosen]))
    return intervals


def _agreement(is_chosen: Labels, is_right: Labels) -> tuple[float, float, float]:
    """F1, precision and recall; each is 0 where there is nothing to take it of."""
    both, chosen, right = (int(np.count_nonzero(which)) for which in (is_chosen & is_right, is_chosen, is_right))
    f1 = 2 * both / (chosen + right) if chosen + right else 0.0
    return f1, both / chosen if chosen else 0.0, both / right if right else 0.0


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else 0.0
