"""`evaluate frames`: figures, dates and the rest of a frame."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, with_interval
from claims.pipeline.evaluate_frames import FramesReport, evaluate_frames

FIELD_NAMES = {
    "quantities": "quantities, whole",
    "quantities_value": "quantities, value and unit",
    "dates": "dates",
    "negations": "negations and exceptions",
    "places": "places",
    "claimant": "claimant",
    "attribution": "who and by which words",
    "kind": "kind",
}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    with tqdm(desc="Reading", unit=" sentences", disable=None) as bar:
        report = evaluate_frames(options["files"], on_sentence=bar.update)
    return frames_object(report), frames_lines(report)


FRAMES = Evaluation("frames", "figures, dates and the rest of a frame: see docs/measuring.md", _add_arguments, _run)


def frames_object(report: FramesReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    fields = report.fields.items()
    return {
        "n": report.n,
        **{name: score.f1 for name, score in fields},
        "intervals": {name: score.f1_interval for name, score in fields},
        "precision": {name: score.precision for name, score in fields},
        "recall": {name: score.recall for name, score in fields},
        "units": {name: score.units for name, score in fields},
        "cpu_ms": report.cpu_ms,
    }


def frames_lines(report: FramesReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.n} sentences"
    for name, score in report.fields.items():
        yield (
            f"{FIELD_NAMES[name]:<28} F1 {with_interval(score.f1, score.f1_interval)}"
            f"  precision {score.precision:.3f}  recall {score.recall:.3f}  of {score.units}"
        )
    yield f"{report.cpu_ms:.2f} ms a sentence"
