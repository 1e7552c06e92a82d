"""`evaluate figures`: what the figure check says of claims and passages."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, with_interval
from claims.pipeline.evaluate_figures import FiguresReport, evaluate_figures


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    with tqdm(desc="Checking", unit=" pairs", disable=None) as bar:
        report = evaluate_figures(options["file"], on_pair=bar.update)
    return figures_object(report), figures_lines(report)


def figures_object(report: FiguresReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    return {
        "n": report.n,
        "accuracy": report.accuracy.value,
        "false_agrees": report.false_agrees.value,
        "by_outcome": {outcome: asdict(score) for outcome, score in report.by_outcome.items()},
        "intervals": {
            "accuracy": list(report.accuracy.interval),
            "false_agrees": list(report.false_agrees.interval),
        },
        "cpu_ms": report.cpu_ms,
    }


def figures_lines(report: FiguresReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.n} pairs"
    yield f"{'accuracy':<28} {with_interval(report.accuracy.value, report.accuracy.interval)}"
    yield f"{'agrees, said wrongly':<28} {with_interval(report.false_agrees.value, report.false_agrees.interval)}"
    for outcome, score in report.by_outcome.items():
        yield f"{outcome:<28} precision {score.precision:.3f}  recall {score.recall:.3f}  of {score.n}"
    yield f"{report.cpu_ms:.2f} ms a pair"


FIGURES = Evaluation("figures", 'the figure check: JSONL {"claim", "passage", "outcome"}', _add_arguments, _run)
