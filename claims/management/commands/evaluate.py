"""`manage.py evaluate WHAT …`: how well a machine step does on a set whose right answers are known."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from claims.errors import BadInput
from claims.pipeline.evaluate_attribution import AttributionReport, evaluate_attribution
from claims.pipeline.evaluate_checkworthiness import WorthinessReport, evaluate_checkworthiness
from claims.pipeline.evaluate_extraction import ExtractionReport, ReaderReport, evaluate_extraction
from claims.pipeline.evaluate_frames import FramesReport, evaluate_frames
from claims.text.attribution_score import LAYERS
from claims.text.encoder import WeightsMissing, load_ranker

WRONG_USAGE = 2
WORTHINESS_NAMES = {
    "f1": "F1",
    "precision": "precision",
    "recall": "recall",
    "average_precision": "average precision",
    "map": "mean average precision in documents",
}
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


class Command(BaseCommand):
    """Scores one step on one set; exit code 2 when the set is not what the step needs."""

    help = "Measure a machine step on pages or sentences whose right answers are known."
    # Nothing is asked of the database or of other services.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand for each step that can be measured."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        extraction = steps.add_parser("extraction", help="article text: DIR/ground-truth.json and DIR/html/ID.html.gz")
        extraction.add_argument("folder", type=Path, metavar="DIR")
        worthiness = steps.add_parser("checkworthiness", help='ranking: JSONL {"id", "text", "label"}, also doc, line')
        worthiness.add_argument("file", type=Path, metavar="FILE")
        worthiness.add_argument("--rules", action="store_true", help="measure the rules without the trained ranker")
        attribution = steps.add_parser("attribution", help='who says so: JSONL {"id", "text", "annotations"}')
        attribution.add_argument("file", type=Path, metavar="FILE")
        frames = steps.add_parser("frames", help="figures, dates and the rest of a frame: see docs/measuring.md")
        frames.add_argument("files", type=Path, nargs="+", metavar="FILE")
        for step in (extraction, worthiness, attribution, frames):
            step.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the step and print its report."""
        steps: dict[str, Callable[[dict[str, Any]], tuple[dict[str, Any], Iterator[str]]]] = {
            "extraction": self._extraction,
            "checkworthiness": self._checkworthiness,
            "attribution": self._attribution,
            "frames": self._frames,
        }
        try:
            as_object, lines = steps[options["step"]](options)
        except BadInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        self.stdout.write(json.dumps(as_object, indent=2) if options["json"] else "\n".join(lines))

    def _extraction(self, options: dict[str, Any]) -> tuple[dict[str, Any], Iterator[str]]:
        with tqdm(desc="Reading", unit=" pages", disable=None) as bar:
            report = evaluate_extraction(options["folder"], on_page=bar.update)
        return extraction_object(report), extraction_lines(report)

    def _checkworthiness(self, options: dict[str, Any]) -> tuple[dict[str, Any], Iterator[str]]:
        try:
            ranker = None if options["rules"] else load_ranker()
        except WeightsMissing as error:
            self.stderr.write(f"{error} The rules alone are measured.")
            ranker = None
        with tqdm(desc="Reading", unit=" sentences", disable=None) as bar:
            report = evaluate_checkworthiness(options["file"], ranker=ranker, on_sentence=bar.update)
        return worthiness_object(report), worthiness_lines(report)

    def _attribution(self, options: dict[str, Any]) -> tuple[dict[str, Any], Iterator[str]]:
        with tqdm(desc="Reading", unit=" articles", disable=None) as bar:
            report = evaluate_attribution(options["file"], on_article=bar.update)
        return attribution_object(report), attribution_lines(report)

    def _frames(self, options: dict[str, Any]) -> tuple[dict[str, Any], Iterator[str]]:
        with tqdm(desc="Reading", unit=" sentences", disable=None) as bar:
            report = evaluate_frames(options["files"], on_sentence=bar.update)
        return frames_object(report), frames_lines(report)


# --- article text ---------------------------------------------------------------------------------------------------


def extraction_object(report: ExtractionReport) -> dict[str, Any]:
    """The report as `--json` prints it."""
    return {
        **_reader_object(report.ours),
        "pages": report.pages,
        "trafilatura": _reader_object(report.trafilatura),
        "difference": {"f1": report.difference, "f1_interval": list(report.difference_interval)},
    }


def _reader_object(reader: ReaderReport) -> dict[str, Any]:
    return {
        "f1": reader.score.f1,
        "precision": reader.score.precision,
        "recall": reader.score.recall,
        "cpu_ms": reader.cpu_ms,
        "f1_interval": list(reader.f1_interval),
    }


def extraction_lines(report: ExtractionReport) -> Iterator[str]:
    """The report for people."""
    yield f"{report.pages} pages"
    yield _reader_line("ours", report.ours)
    yield _reader_line("trafilatura, precision mode", report.trafilatura)
    low, high = report.difference_interval
    yield f"{'difference in F1':<28} {report.difference:+.3f}  (95 %: {low:+.3f} to {high:+.3f})"


def _reader_line(name: str, reader: ReaderReport) -> str:
    score, (low, high) = reader.score, reader.f1_interval
    return (
        f"{name:<28} F1 {score.f1:.3f} ({low:.3f} to {high:.3f})  "
        f"precision {score.precision:.3f}  recall {score.recall:.3f}  {reader.cpu_ms:.1f} ms a page"
    )


# --- check-worthiness -----------------------------------------------------------------------------------------------


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
            yield f"{words:<36} {_with_interval(getattr(report.score, name), report.score.intervals[name])}"
    parts = f"frame {report.frame_ms:.2f} ms, rules {report.rules_ms:.2f} ms, trained ranker {report.model_ms:.2f} ms"
    yield f"{report.cpu_ms:.2f} ms a sentence: {parts}"


# --- attribution ----------------------------------------------------------------------------------------------------


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
            f"{layer:<10} F1 {_with_interval(score.f1, report.intervals[layer])}"
            f"  precision {score.precision:.3f}  recall {score.recall:.3f}"
        )
    yield f"{report.cpu_ms:.1f} ms an article"


# --- frames ---------------------------------------------------------------------------------------------------------


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
            f"{FIELD_NAMES[name]:<28} F1 {_with_interval(score.f1, score.f1_interval)}"
            f"  precision {score.precision:.3f}  recall {score.recall:.3f}  of {score.units}"
        )
    yield f"{report.cpu_ms:.2f} ms a sentence"


def _with_interval(value: float, interval: tuple[float, float]) -> str:
    low, high = interval
    return f"{value:.3f} (95 %: {low:.3f} to {high:.3f})"
