"""File of articles with marked attributions → how well ours agree with them.

JSONL, one article a line: ``{"id", "text", "annotations": [{"annotator", "attributions": [{"source": [[start, end],
…], "cue": […], "content": […]}]}]}``, offsets in code points of ``text``, end exclusive. Only the first annotation is
read. As in the reference's guideline only the outermost links count: what stands inside somebody's words is theirs.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.text.attribution import read_attributions
from claims.text.attribution_score import (
    LAYERS,
    ArticleScore,
    MarkedSpans,
    f1_intervals,
    score_article,
    score_articles,
)

_WARM_UP = "The first article, said Ms Warm, takes longer than those that follow it."


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """One article of the set with the spans that people marked in it."""

    id: str
    text: str
    marked: MarkedSpans


@dataclass(frozen=True, slots=True)
class AttributionReport:
    """Scores by layer, the intervals that hold 95 % of resampled F1, and mean processor time an article."""

    articles: int
    attributions: int
    scores: ArticleScore
    intervals: dict[str, tuple[float, float]]
    cpu_ms: float


def evaluate_attribution(path: Path, *, on_article: Callable[[], None] = lambda: None) -> AttributionReport:
    """Read and score all articles of ``path``; BadInput names the first line that is wrong, and how."""
    articles = read_marked_articles(path)
    read_attributions(_WARM_UP)
    scores: list[ArticleScore] = []
    seconds, found_in_all = 0.0, 0
    for article in articles:
        started = time.process_time()
        found = read_attributions(article.text, nested=False)
        seconds += time.process_time() - started
        found_in_all += len(found)
        spans = MarkedSpans(
            source=[link.who_span for link in found if link.who_span],
            cue=[link.cue_span for link in found if link.cue_span],
            content=[span for link in found for span in link.content],
        )
        scores.append(score_article(article.text, spans, article.marked))
        on_article()
    return AttributionReport(
        articles=len(articles),
        attributions=found_in_all,
        scores=score_articles(scores),
        intervals=f1_intervals(scores),
        cpu_ms=1000 * seconds / len(articles),
    )


def read_marked_articles(path: Path) -> list[MarkedArticle]:
    """The articles of a file; BadInput when there is none, or when a line is not as the format wants it."""
    rows = read_rows(path)
    check_ids_differ([(row.line, row.text("id")) for row in rows])
    return [_marked_article(row) for row in rows]


def _marked_article(row: Row) -> MarkedArticle:
    text = row.text("text")
    annotations = row.rows("annotations")
    if not annotations:
        raise row.wrong('must have an annotation in the list "annotations"')
    layers: dict[str, list[tuple[int, int]]] = {layer: [] for layer in LAYERS}
    for attribution in annotations[0].rows("attributions"):
        for layer in LAYERS:
            layers[layer].extend(_spans(attribution, layer, length=len(text)))
    return MarkedArticle(row.text("id"), text, MarkedSpans(**layers))


def _spans(attribution: Row, layer: str, *, length: int) -> Iterator[tuple[int, int]]:
    spans = attribution.fields.get(layer)
    if not isinstance(spans, list):
        raise attribution.wrong(f'has an attribution without the list "{layer}" of [start, end] pairs')
    for span in spans:
        is_pair = isinstance(span, list) and len(span) == 2 and all(type(offset) is int for offset in span)
        if not is_pair or not 0 <= span[0] <= span[1] <= length:
            raise attribution.wrong(f'has a span {json.dumps(span)[:80]} in "{layer}" that is not within its text')
        yield span[0], span[1]
