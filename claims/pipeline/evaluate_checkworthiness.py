"""File of sentences that people marked as worth checking or not → how well our ranking agrees with them.

JSONL, one sentence a line: ``{"id", "text", "label"}``, label 1 for worth checking, 0 for not, null where nobody can
tell; rows without a label are left out and counted. Where sentences of whole documents are marked, each row has
``"doc"`` and ``"line"`` too and may do without an id. Each sentence is judged by itself.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claims.errors import BadInput
from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.text.detection import Ranker, Reading, score_sentences
from claims.text.frame import read_frame
from claims.text.segments import Span
from claims.text.worthiness_score import WorthinessScore, score_worthiness

LANGUAGE = "en"
# Enough that rules and model each stay in the processor's cache for a while, as in an article; few enough to see going.
SENTENCES_AT_ONCE = 40
_WARM_UP = ["The first sentence takes longer than the 2 or 3 that follow it.", "In 2019 taxes rose by 4%."]


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence of the set; ``document`` is None in sets of single sentences."""

    text: str
    label: int | None
    document: str | None
    line: float


@dataclass(frozen=True, slots=True)
class WorthinessReport:
    """The scores of ``n`` sentences, what read them, and the mean processor time a sentence, also by its three parts.

    ``frame_ms`` reads figures, dates, names and who says so; ``rules_ms`` judges what was read; ``model_ms`` ranks.

    ``unlabelled`` sentences more were left out.
    """

    n: int
    unlabelled: int
    score: WorthinessScore
    engine: str
    cpu_ms: float
    frame_ms: float
    rules_ms: float
    model_ms: float


@dataclass
class _TimedRanker:
    """A ranker that counts its own processor time."""

    ranker: Ranker
    name: str = field(init=False)
    version: str = field(init=False)
    languages: frozenset[str] = field(init=False)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.name, self.version, self.languages = self.ranker.name, self.ranker.version, self.ranker.languages

    def logits(self, sentences: Sequence[str]) -> list[float]:
        """The ranker's own answer."""
        started = time.process_time()
        try:
            return self.ranker.logits(sentences)
        finally:
            self.seconds += time.process_time() - started


def evaluate_checkworthiness(
    path: Path, *, ranker: Ranker | None, on_sentence: Callable[[], object] = lambda: None
) -> WorthinessReport:
    """Judge and score all sentences of ``path``; BadInput names the first line that is wrong, and how."""
    every = read_marked_sentences(path)
    sentences = [sentence for sentence in every if sentence.label is not None]
    if not sentences:
        raise BadInput(f"No row of {path} has a label.")
    score_sentences(_WARM_UP, language=LANGUAGE, ranker=ranker)
    timed = _TimedRanker(ranker) if ranker else None
    scores, seconds = _timed_scores(sentences, timed, on_sentence)
    frame_seconds = _seconds_of_frames(sentences)
    model_seconds = timed.seconds if timed else 0.0
    count = len(sentences)
    documents = [sentence.document for sentence in sentences if sentence.document is not None]
    return WorthinessReport(
        n=count,
        unlabelled=len(every) - count,
        score=score_worthiness(scores, [sentence.label or 0 for sentence in sentences], documents=documents or None),
        engine=" ".join(Reading(language=LANGUAGE, ranker=ranker).engine),
        cpu_ms=1000 * seconds / count,
        frame_ms=1000 * frame_seconds / count,
        rules_ms=1000 * (seconds - frame_seconds - model_seconds) / count,
        model_ms=1000 * model_seconds / count,
    )


def _timed_scores(
    sentences: Sequence[MarkedSentence], ranker: Ranker | None, on_sentence: Callable[[], object]
) -> tuple[list[float], float]:
    """One score for each sentence, in the order given, and the processor time of the scoring."""
    scores: list[float] = []
    seconds = 0.0
    for first in range(0, len(sentences), SENTENCES_AT_ONCE):
        part = [sentence.text for sentence in sentences[first : first + SENTENCES_AT_ONCE]]
        started = time.process_time()
        scores += score_sentences(part, language=LANGUAGE, ranker=ranker)
        seconds += time.process_time() - started
        for _ in part:
            on_sentence()
    return scores, seconds


def _seconds_of_frames(sentences: Sequence[MarkedSentence]) -> float:
    """Read the frames once more, alone: a clock inside the reading would cost as much as a short sentence."""
    started = time.process_time()
    for sentence in sentences:
        read_frame(sentence.text, Span(0, len(sentence.text)), language=LANGUAGE)
    return time.process_time() - started


# --- the file -------------------------------------------------------------------------------------------------------


def read_marked_sentences(path: Path) -> list[MarkedSentence]:
    """The sentences of a file: as they stand there, or those of documents in the order of their lines."""
    rows = read_rows(path)
    has_documents = "doc" in rows[0].fields
    check_ids_differ([(row.line, _id(row)) for row in rows if not has_documents or "id" in row.fields])
    sentences = [_marked_sentence(row, has_documents=has_documents) for row in rows]
    if has_documents:
        sentences.sort(key=lambda sentence: sentence.line)
    return sentences


def _id(row: Row) -> str:
    name = row.fields.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise row.wrong('must have the text or whole number "id"')
    return str(name)


def _marked_sentence(row: Row, *, has_documents: bool) -> MarkedSentence:
    label = row.fields.get("label")
    if "label" not in row.fields or isinstance(label, bool) or label not in (0, 1, None):
        raise row.wrong('must have the "label" 0 or 1, or null where nobody can tell')
    if has_documents != ("doc" in row.fields):
        raise BadInput(f'Line {row.line} differs from line 1: "doc" must stand in every row or in none.')
    if not has_documents:
        return MarkedSentence(row.text("text"), label, None, row.line)
    return MarkedSentence(row.text("text"), label, row.text("doc"), row.number("line"))
