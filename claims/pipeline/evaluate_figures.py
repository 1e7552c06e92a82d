"""File of claims and passages with the outcome that people gave each pair → how often the figure check says the same.

JSONL, one pair a line: ``{"id", "claim", "passage", "outcome"}``, optionally ``language``; ``docs/measuring.md`` tells
what the outcomes mean. A claim is read as an article's sentence is, a passage as one that was found.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.text.detection import Reading
from claims.text.figure_check import OUTCOMES, check_figures
from claims.text.figures import AGREES
from claims.text.frame import read_frame
from claims.text.retrieval_score import Score, mean_scores
from claims.text.segments import Span
from claims.text.wanted import read_wanted


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A claim and a passage with the outcome that people gave them."""

    claim: str
    passage: str
    outcome: str
    language: str


@dataclass(frozen=True, slots=True)
class OutcomeScore:
    """Of ``n`` pairs with one outcome: precision and recall, and how often each outcome was said of them."""

    n: int
    precision: float
    recall: float
    said: dict[str, int]


@dataclass(frozen=True, slots=True)
class FiguresReport:
    """Over ``n`` pairs: accuracy, the share of all pairs in which *agrees* was said wrongly, each outcome, the time."""

    n: int
    accuracy: Score
    false_agrees: Score
    by_outcome: dict[str, OutcomeScore]
    cpu_ms: float


def evaluate_figures(path: Path, *, on_pair: Callable[[], object] = lambda: None) -> FiguresReport:
    """Check and score all pairs of the file; BadInput names the first line that is wrong, and how."""
    pairs = read_marked_pairs(path)
    outcome_of(pairs[0])
    said, started = [], time.process_time()
    for pair in pairs:
        said.append(outcome_of(pair))
        on_pair()
    seconds = time.process_time() - started
    marked = [pair.outcome for pair in pairs]
    scores = mean_scores(
        {
            "accuracy": [float(ours == theirs) for ours, theirs in zip(said, marked, strict=True)],
            "false_agrees": [float(ours == AGREES != theirs) for ours, theirs in zip(said, marked, strict=True)],
        }
    )
    return FiguresReport(
        len(pairs),
        scores["accuracy"],
        scores["false_agrees"],
        {outcome: _outcome_score(outcome, said, marked) for outcome in OUTCOMES},
        1000 * seconds / len(pairs),
    )


def outcome_of(pair: MarkedPair) -> str:
    """What the figure check says of a pair."""
    language = Reading(language=pair.language).primary
    frame = read_frame(pair.claim, Span(0, len(pair.claim)), language=language)
    wanted = read_wanted(pair.claim, frame, language)
    return check_figures(wanted, pair.passage, Span(0, len(pair.passage))).outcome


def _outcome_score(outcome: str, said: Sequence[str], marked: Sequence[str]) -> OutcomeScore:
    of_outcome = [ours for ours, theirs in zip(said, marked, strict=True) if theirs == outcome]
    right, times_said = of_outcome.count(outcome), said.count(outcome)
    return OutcomeScore(
        n=len(of_outcome),
        precision=right / times_said if times_said else 0.0,
        recall=right / len(of_outcome) if of_outcome else 0.0,
        said=dict(Counter(of_outcome)),
    )


# --- the file -------------------------------------------------------------------------------------------------------


def read_marked_pairs(path: Path) -> list[MarkedPair]:
    """The pairs of a file, as they stand there."""
    rows = read_rows(path)
    check_ids_differ([(row.line, row.text("id")) for row in rows if "id" in row.fields])
    return [_marked_pair(row) for row in rows]


def _marked_pair(row: Row) -> MarkedPair:
    language = row.text("language") if "language" in row.fields else "en"
    return MarkedPair(row.text("claim"), row.text("passage"), row.one_of("outcome", OUTCOMES), language)
