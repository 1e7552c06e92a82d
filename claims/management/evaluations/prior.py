"""`evaluate prior`: the search of known claims, on new ones whose earlier checks are known."""

from collections.abc import Callable, Iterator
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, scores_object, with_interval
from claims.management.evaluations.searching import add_search_arguments, chosen_encoder
from claims.pipeline.evaluate_prior import PriorReport, evaluate_prior


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    encoder = chosen_encoder(options, warn)
    with tqdm(desc="Learning", unit=" claims", disable=None) as bar:
        report = evaluate_prior(options["folder"], split=options["split"], encoder=encoder, on_claim=bar.update)
    return prior_object(report), prior_lines(report)


def prior_object(report: PriorReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    counts = {"n": report.questions, "known": report.known}
    return {**counts, **scores_object(report.scores), "cpu_ms": report.cpu_ms, "engine": report.engine}


def prior_lines(report: PriorReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.questions} claims, looked for among {report.known} known ones: {report.engine}"
    for name, score in report.scores.items():
        yield f"{name:<10} {with_interval(score.value, score.interval)}"
    yield f"{report.cpu_ms:.1f} ms a claim"


PRIOR = Evaluation(
    "prior", "claims checked before: DIR/corpus.jsonl, queries.S.jsonl, qrels.S.tsv", add_search_arguments, _run
)
