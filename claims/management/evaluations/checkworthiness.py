"""`evaluate checkworthiness`: the ranking of sentences by how much they deserve checking."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, with_interval
from claims.pipeline.evaluate_checkworthiness import WorthinessReport, evaluate_checkworthiness
from claims.text.ranker import load_ranker
from claims.text.weights import WeightsMissing

WORTHINESS_NAMES = {
    "f1": "F1",
    "precision": "precision",
    "recall": "recall",
    "average_precision": "average precision",
    "map": "mean average precision in documents",
}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--rules", action="store_true", help="measure the rules without the trained ranker")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    try:
        ranker = None if options["rules"] else load_ranker()
    except WeightsMissing as error:
        warn(f"{error} The rules alone are measured.")
        ranker = None
    with tqdm(desc="Reading", unit=" sentences", disable=None) as bar:
        report = evaluate_checkworthiness(options["file"], ranker=ranker, on_sentence=bar.update)
    return worthiness_object(report), worthiness_lines(report)


CHECKWORTHINESS = Evaluation(
    "checkworthiness", 'ranking: JSONL {"id", "text", "label"}, also doc, line', _add_arguments, _run
)


def worthiness_object(report: WorthinessReport) -> dict[str, Any]:
    """The report as `--json` prints it; `map` is null where the rows name no document."""
    score = report.score
    return {
        "n": report.n,
        **{name: getattr(score, name) for name in WORTHINESS_NAMES},
        "intervals": score.intervals,
        "cpu_ms": report.cpu_ms,
        "frame_ms": report.frame_ms,
        "rules_ms": report.rules_ms,
        "model_ms": report.model_ms,
        "engine": report.engine,
    }


def worthiness_lines(report: WorthinessReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.n} sentences, read by {report.engine}"
    if report.unlabelled:
        yield f"{report.unlabelled} more without a label"
    for name, words in WORTHINESS_NAMES.items():
        if name in report.score.intervals:
            yield f"{words:<36} {with_interval(getattr(report.score, name), report.score.intervals[name])}"
    parts = f"frame {report.frame_ms:.2f} ms, rules {report.rules_ms:.2f} ms, trained ranker {report.model_ms:.2f} ms"
    yield f"{report.cpu_ms:.2f} ms a sentence: {parts}"
