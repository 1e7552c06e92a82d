"""`evaluate attribution`: who says so."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report, with_interval
from claims.pipeline.evaluate_attribution import AttributionReport, evaluate_attribution
from claims.text.attribution_score import LAYERS


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    with tqdm(desc="Reading", unit=" articles", disable=None) as bar:
        report = evaluate_attribution(options["file"], on_article=bar.update)
    return attribution_object(report), attribution_lines(report)


ATTRIBUTION = Evaluation("attribution", 'who says so: JSONL {"id", "text", "annotations"}', _add_arguments, _run)


def attribution_object(report: AttributionReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    return {
        "articles": report.articles,
        "attributions": report.attributions,
        **{f"{layer}_f1": report.scores[layer].f1 for layer in LAYERS},
        "intervals": {f"{layer}_f1": report.intervals[layer] for layer in LAYERS},
        "precision": {layer: report.scores[layer].precision for layer in LAYERS},
        "recall": {layer: report.scores[layer].recall for layer in LAYERS},
        "cpu_ms": report.cpu_ms,
    }


def attribution_lines(report: AttributionReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.articles} articles, {report.attributions} attributions found in them"
    for layer in LAYERS:
        score = report.scores[layer]
        yield (
            f"{layer:<10} F1 {with_interval(score.f1, report.intervals[layer])}"
            f"  precision {score.precision:.3f}  recall {score.recall:.3f}"
        )
    yield f"{report.cpu_ms:.1f} ms an article"
