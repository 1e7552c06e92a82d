"""`evaluate extraction`: article text beside that of trafilatura."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.management.evaluations.base import Evaluation, Report
from claims.pipeline.evaluate_extraction import ExtractionReport, ReaderReport, evaluate_extraction


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")


def _run(options: dict[str, Any], warn: Callable[[str], object]) -> Report:
    with tqdm(desc="Reading", unit=" pages", disable=None) as bar:
        report = evaluate_extraction(options["folder"], on_page=bar.update)
    return extraction_object(report), extraction_lines(report)


EXTRACTION = Evaluation(
    "extraction", "article text: DIR/ground-truth.json and DIR/html/ID.html.gz", _add_arguments, _run
)


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
