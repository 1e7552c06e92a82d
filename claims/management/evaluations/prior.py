"""`evaluate prior`: the search of known claims, on new ones whose earlier checks are known."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, scores_object, with_interval
from claims.pipeline.evaluate_prior import PriorReport, evaluate_prior
from claims.text.encoder import load_encoder
from claims.text.weights import WeightsMissing


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--split", required=True, help="the S of queries.S.jsonl and qrels.S.tsv")
    parser.add_argument("--words", action="store_true", help="measure the search by words alone")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    try:
        encoder = None if options["words"] else load_encoder()
    except WeightsMissing as error:
        warn(f"{error} The search by words alone is measured.")
        encoder = None
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
    "prior", "claims checked before: DIR/corpus.jsonl, queries.S.jsonl, qrels.S.tsv", _add_arguments, _run
)
