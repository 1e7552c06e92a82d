"""`evaluate passages`: the ranking inside one page, by sentences that people marked as supporting a claim."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, scores_object, with_interval
from claims.pipeline.evaluate_passages import PassagesReport, evaluate_passages


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--split", required=True, help="the S of claims.S.jsonl and articles.S.jsonl")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    with tqdm(desc="Ranking", unit=" pages", disable=None) as bar:
        report = evaluate_passages(options["folder"], split=options["split"], on_claim=bar.update)
    return passages_object(report), passages_lines(report)


def passages_object(report: PassagesReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    return {"n": report.n, **scores_object(report.scores), "cpu_ms": report.cpu_ms}


def passages_lines(report: PassagesReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.n} claims with a page each; {report.unsupported} more without a supporting sentence"
    for name, score in report.scores.items():
        yield f"{name:<10} {with_interval(score.value, score.interval)}"
    yield f"{report.cpu_ms:.1f} ms a page"


PASSAGES = Evaluation(
    "passages", "the ranking inside a page: DIR/claims.S.jsonl and DIR/articles.S.jsonl", _add_arguments, _run
)
