"""Folder of pages in sentences, and of claims with the sentences that support them → how well a page is ranked.

`articles.S.jsonl` has `{"id", "sentences"}` a line, `claims.S.jsonl` `{"id", "claim", "article", "supporting"}`, where
`supporting` lists sets of numbers of sentences, each of which supports the claim by itself; claims without one are left
out. Sentences are ranked as a page's passages are: the same words, the same features, the same order.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from claims.errors import BadInput
from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.text.frame import read_frame
from claims.text.ranking import order_spans
from claims.text.retrieval_score import Judged, Score, gain, holds_a_set, mean_scores, recall, reciprocal_rank
from claims.text.segments import Span

LANGUAGE = "en"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class SupportedClaim:
    """A claim, its page's sentences, and the sets of sentences that support it, by their numbers from 0."""

    text: str
    sentences: tuple[str, ...]
    supporting: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class PassagesReport:
    """The scores of ``n`` claims, ``unsupported`` more left out; mean processor time a page and its claim."""

    n: int
    unsupported: int
    scores: dict[str, Score]
    cpu_ms: float


def evaluate_passages(folder: Path, *, split: str, on_claim: Callable[[], object] = lambda: None) -> PassagesReport:
    """Rank and score; BadInput names the first line that is wrong, and how."""
    every = _read_claims(folder, split)
    claims = [claim for claim in every if claim.supporting]
    if not claims:
        raise BadInput(f"No claim of claims.{split}.jsonl has a supporting sentence.")
    _ranked_sentences(claims[0])
    orders, started = [], time.process_time()
    for claim in claims:
        orders.append(_ranked_sentences(claim))
        on_claim()
    seconds = time.process_time() - started
    return PassagesReport(
        n=len(claims),
        unsupported=len(every) - len(claims),
        scores=_scores(claims, orders),
        cpu_ms=1000 * seconds / len(claims),
    )


def _ranked_sentences(claim: SupportedClaim) -> list[int]:
    """The numbers of the best sentences, best first."""
    starts = [0, *accumulate(len(sentence) + 1 for sentence in claim.sentences)]
    spans = [Span(start, start + len(text)) for start, text in zip(starts, claim.sentences, strict=False)]
    frame = read_frame(claim.text, Span(0, len(claim.text)), language=LANGUAGE)
    text = "\n".join(claim.sentences)
    best = order_spans(claim.text, frame, text, spans, language=LANGUAGE, limit=DEPTH)
    numbers = {span: number for number, span in enumerate(spans)}
    return [numbers[span] for span in best]


def _scores(claims: Sequence[SupportedClaim], orders: Sequence[list[int]]) -> dict[str, Score]:
    judged = [Judged(order, frozenset().union(*claim.supporting)) for claim, order in zip(claims, orders, strict=True)]
    pairs = list(zip(orders, claims, strict=True))
    return mean_scores(
        {
            "ndcg@10": [gain(one, at=10) for one in judged],
            "recall@5": [recall(one, at=5) for one in judged],
            "set@5": [holds_a_set(order, claim.supporting, at=5) for order, claim in pairs],
            "set@10": [holds_a_set(order, claim.supporting, at=10) for order, claim in pairs],
            "mrr": [reciprocal_rank(one) for one in judged],
        }
    )


# --- the files ------------------------------------------------------------------------------------------------------


def _read_claims(folder: Path, split: str) -> list[SupportedClaim]:
    pages = read_rows(folder / f"articles.{split}.jsonl")
    check_ids_differ([(row.line, row.text("id")) for row in pages])
    sentences = {row.text("id"): row.texts("sentences") for row in pages}
    return [_supported_claim(row, sentences) for row in read_rows(folder / f"claims.{split}.jsonl")]


def _supported_claim(row: Row, pages: dict[str, tuple[str, ...]]) -> SupportedClaim:
    page = pages.get(row.text("article"))
    if page is None:
        raise row.wrong('names an "article" that is not among the articles')
    return SupportedClaim(row.text("claim"), page, _sets(row, sentences=len(page)))


def _sets(row: Row, *, sentences: int) -> tuple[frozenset[int], ...]:
    sets = row.fields.get("supporting")
    is_well = isinstance(sets, list) and all(isinstance(one, list) and _are_places(one, sentences) for one in sets)
    if not isinstance(sets, list) or not is_well:
        raise row.wrong('must have "supporting", lists of numbers of sentences of its article')
    return tuple(frozenset(one) for one in sets if one)


def _are_places(numbers: list[object], sentences: int) -> bool:
    return all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one < sentences for one in numbers)
