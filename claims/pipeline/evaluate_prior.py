"""Folder of known claims, new ones and right answers → how well those that were checked before are found.

`corpus.jsonl` has one known claim a line: `{"id", "text"}` or `{"id", "title", "text"}`; questions and answers are as
in `retrieval_rows`. Every question goes through the search of known claims that the workbench asks.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.pipeline.retrieval_rows import read_asked
from claims.text.encoder import Encoder
from claims.text.retrieval_score import Judged, Score, average_precision, mean_scores, recall, reciprocal_rank
from claims.text.similarity import KnownClaim, KnownClaims

# As deep as recall is asked for; the mean of reciprocal ranks is of these, too.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class PriorReport:
    """The scores of ``questions`` against ``known`` claims; processor time is a mean per question.

    ``engine`` names the encoder, or says that words alone were asked.
    """

    questions: int
    known: int
    engine: str
    scores: dict[str, Score]
    cpu_ms: float


def evaluate_prior(
    folder: Path, *, split: str, encoder: Encoder | None, on_claim: Callable[[], object] = lambda: None
) -> PriorReport:
    """Learn the known claims, ask and score; BadInput names the file and line that is wrong."""
    asked = read_asked(folder, split)
    claims = _read_claims(folder / "corpus.jsonl")
    known = KnownClaims(encoder=encoder)
    for claim in claims:
        known.add(claim)
        on_claim()
    answers, seconds = _timed_answers(known, asked.questions.values())
    judged = [Judged(answer, asked.relevant[name]) for name, answer in zip(asked.questions, answers, strict=True)]
    return PriorReport(
        questions=len(judged),
        known=len(claims),
        engine=f"{encoder.name} {encoder.version} beside words" if encoder else "words alone",
        scores=_scores(judged),
        cpu_ms=1000 * seconds / len(judged),
    )


def _scores(judged: Sequence[Judged]) -> dict[str, Score]:
    return mean_scores(
        {
            "map@5": [average_precision(one, at=5) for one in judged],
            "mrr": [reciprocal_rank(one) for one in judged],
            "recall@5": [recall(one, at=5) for one in judged],
            "recall@20": [recall(one, at=20) for one in judged],
        }
    )


def _timed_answers(known: KnownClaims, questions: Iterable[str]) -> tuple[list[list[object]], float]:
    """The ids of the claims found for each question, and the processor time of all."""
    known.search("The first question warms what the others find warm.")
    started = time.process_time()
    answers = [[found.id for found in known.search(question, limit=DEPTH)] for question in questions]
    return answers, time.process_time() - started


def _read_claims(path: Path) -> list[KnownClaim]:
    rows = read_rows(path)
    check_ids_differ([(row.line, row.text("id")) for row in rows])
    return [_claim(row) for row in rows]


def _claim(row: Row) -> KnownClaim:
    title = (row.text("title"),) if "title" in row.fields else ()
    return KnownClaim(row.text("id"), (*title, row.text("text")))
