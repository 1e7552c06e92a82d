"""How good a ranking is, each figure with the interval in which it lies 95 times of a hundred."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.metrics import average_precision_score, f1_score

from training.sentences import Sentence

SAMPLES = 1000
Scores = dict[str, object]


def score_labels(sentences: Sequence[Sentence], logits: np.ndarray) -> Scores:
    """F1 of the worthy at score .5 and average precision, over sentences."""
    labels = np.array([sentence.label for sentence in sentences])

    def f1(chosen: np.ndarray) -> float:
        return float(f1_score(labels[chosen], logits[chosen] > 0))

    def precision(chosen: np.ndarray) -> float:
        return float(average_precision_score(labels[chosen], logits[chosen]))

    return {
        "sentences": len(labels),
        "share worth checking": round(float(labels.mean()), 3),
        "share at or above .5": round(float((logits > 0).mean()), 3),
        "F1": _with_interval(f1, len(labels)),
        "average precision": _with_interval(precision, len(labels)),
    }


def score_debates(sentences: Sequence[Sentence], logits: np.ndarray) -> Scores:
    """Mean average precision over documents; one in which nothing was checked has none."""
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for sentence, logit in zip(sentences, logits, strict=True):
        rows[sentence.document].append((sentence.label, float(logit)))
    worthy = [pairs for pairs in rows.values() if any(label for label, _ in pairs)]
    each = np.array([average_precision_score(*zip(*pairs, strict=True)) for pairs in worthy])
    return {
        "documents": len(each),
        "mean average precision": _with_interval(lambda chosen: float(each[chosen].mean()), len(each)),
    }


def _with_interval(measure: Callable[[np.ndarray], float], count: int) -> list[float]:
    """The figure, and the 2.5th and 97.5th of its hundredths over samples drawn with replacement."""
    rng = np.random.default_rng(0)
    drawn = [measure(rng.integers(0, count, count)) for _ in range(SAMPLES)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return [round(float(figure), 4) for figure in (measure(np.arange(count)), low, high)]
