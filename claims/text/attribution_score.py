"""How well the attributions read from articles agree with those that people marked in them.

An article is cut into tokens: runs of word characters (``\\w+``), and every other sign that is no white space by
itself. A token belongs to the layer *source*, *cue* or *content* when it begins inside a span of that layer, and counts
once for each layer however many attributions share it. Precision, recall and F1 are taken over the tokens of all
articles together.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.text.resampling import bootstrap_interval

LAYERS = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MarkedSpans:
    """The spans of all attributions of one article, layer by layer; spans may touch, overlap and repeat."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class LayerScore:
    """Tokens of one layer: found as marked, found and not marked, marked and not found."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """From 0 to 1; 0 where nothing was found."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """From 0 to 1; 0 where nothing was marked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """From 0 to 1; 0 where nothing was found as marked."""
        return 2 * self.right / (2 * self.right + self.extra + self.missed) if self.right else 0.0


ArticleScore = dict[str, LayerScore]


def score_article(text: str, found: MarkedSpans, marked: MarkedSpans) -> ArticleScore:
    """The agreement in one article, by layer."""
    starts = [match.start() for match in _TOKEN.finditer(text)]
    return {layer: _layer_score(starts, getattr(found, layer), getattr(marked, layer)) for layer in LAYERS}


def score_articles(articles: Iterable[ArticleScore]) -> ArticleScore:
    """The agreement in all articles together, by layer."""
    scores = list(articles)
    return {layer: _sum([score[layer] for score in scores]) for layer in LAYERS}


def f1_intervals(articles: Sequence[ArticleScore]) -> dict[str, tuple[float, float]]:
    """Where 95 % of the F1 of resampled sets of articles lie, by layer."""
    return {layer: _interval([score[layer] for score in articles]) for layer in LAYERS}


def _interval(scores: Sequence[LayerScore]) -> tuple[float, float]:
    return bootstrap_interval(len(scores), lambda chosen: _sum([scores[place] for place in chosen]).f1)


def _layer_score(starts: Sequence[int], found: Spans, marked: Spans) -> LayerScore:
    ours, theirs = _tokens_in(starts, found), _tokens_in(starts, marked)
    right = len(ours & theirs)
    return LayerScore(right, len(ours) - right, len(theirs) - right)


def _tokens_in(starts: Sequence[int], spans: Spans) -> set[int]:
    """The tokens that begin inside any of the spans; one walk over both."""
    inside: set[int] = set()
    ordered, following = sorted(spans), 0
    reach = 0
    for start in starts:
        while following < len(ordered) and ordered[following][0] <= start:
            reach = max(reach, ordered[following][1])
            following += 1
        if start < reach:
            inside.add(start)
    return inside


def _sum(scores: Sequence[LayerScore]) -> LayerScore:
    return LayerScore(
        sum(score.right for score in scores),
        sum(score.extra for score in scores),
        sum(score.missed for score in scores),
    )
