"""How well texts read from pages agree with the texts that people marked in them.

The measure of Scrapinghub's public article extraction benchmark: runs of four words, counted with their repeats;
precision and recall of each page, their means over the pages, and F1 of the two means.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from claims.text.resampling import Chosen, bootstrap_interval

WORDS_IN_RUN = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """Runs of one page: found as marked, found and not marked, marked and not found."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float | None:
        """None where nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        """None where nothing was marked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class SetScore:
    """Means over a set of pages, all from 0 to 1."""

    f1: float
    precision: float
    recall: float


def score_page(found: str, marked: str) -> PageScore:
    """The agreement of the text that was found with the one that people marked."""
    found_runs, marked_runs = _runs(found), _runs(marked)
    right = (found_runs & marked_runs).total()
    return PageScore(right, found_runs.total() - right, marked_runs.total() - right)


def score_set(pages: Sequence[PageScore]) -> SetScore:
    """Means over pages; 0 where no page has anything to take a mean of."""
    precision = _mean([page.precision for page in pages])
    recall = _mean([page.recall for page in pages])
    together = precision + recall
    return SetScore(2 * precision * recall / together if together else 0.0, precision, recall)


def f1_interval(pages: Sequence[PageScore]) -> tuple[float, float]:
    """Where 95 % of the F1 of resampled sets lie."""
    return bootstrap_interval(len(pages), lambda chosen: score_set([pages[index] for index in chosen]).f1)


def difference_interval(ours: Sequence[PageScore], theirs: Sequence[PageScore]) -> tuple[float, float]:
    """Where 95 % of the differences in F1 lie, both scored on the same resampled pages."""

    def difference(chosen: Chosen) -> float:
        first = score_set([ours[index] for index in chosen])
        return first.f1 - score_set([theirs[index] for index in chosen]).f1

    return bootstrap_interval(len(ours), difference)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + WORDS_IN_RUN]) for start in range(max(1, len(words) - WORDS_IN_RUN + 1)))


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else 0.0
