"""`evaluate retrieval`: the library's search on questions whose answers are known."""

from collections.abc import Callable, Iterator
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, scores_object, with_interval
from claims.management.evaluations.searching import add_search_arguments, chosen_encoder
from claims.pipeline.evaluate_retrieval import RetrievalReport, evaluate_retrieval


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    encoder = chosen_encoder(options, warn)
    with tqdm(desc="Indexing", unit=" documents", disable=None) as bar:
        report = evaluate_retrieval(options["folder"], split=options["split"], encoder=encoder, on_document=bar.update)
    return retrieval_object(report), retrieval_lines(report)


def retrieval_object(report: RetrievalReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    counts = {"n": report.questions, "documents": report.documents, "passages": report.passages}
    return {**counts, **scores_object(report.scores), "cpu_ms": report.cpu_ms, "engine": report.engine}


def retrieval_lines(report: RetrievalReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.questions} questions to {report.documents} documents ({report.passages} passages): {report.engine}"
    for name, score in report.scores.items():
        yield f"{name:<10} {with_interval(score.value, score.interval)}"
    yield f"{report.cpu_ms:.1f} ms a question"


RETRIEVAL = Evaluation(
    "retrieval", "the library's search: DIR/corpus.jsonl, queries.S.jsonl, qrels.S.tsv", add_search_arguments, _run
)
