"""`manage.py evaluate WHAT DIR`: how well a machine step does on a set whose right answers are known."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from claims.errors import BadInput
from claims.pipeline.evaluate_extraction import ExtractionReport, ReaderReport, evaluate_extraction

WRONG_USAGE = 2


class Command(BaseCommand):
    """Scores one step on one folder; exit code 2 when the folder is not what the step needs."""

    help = "Measure a machine step on pages or sentences whose right answers are known."
    # Nothing is asked of the database or of other services.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand for each step that can be measured."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        extraction = steps.add_parser("extraction", help="article text: DIR/ground-truth.json and DIR/html/ID.html.gz")
        extraction.add_argument("folder", type=Path, metavar="DIR")
        extraction.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the step and print its report."""
        run = {"extraction": self._extraction}[options["step"]]
        try:
            run(options["folder"], as_json=options["json"])
        except BadInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error

    def _extraction(self, folder: Path, *, as_json: bool) -> None:
        with tqdm(desc="Reading", unit=" pages", disable=None) as bar:
            report = evaluate_extraction(folder, on_page=bar.update)
        if as_json:
            self.stdout.write(json.dumps(extraction_object(report), indent=2))
            return
        self.stdout.write(f"{report.pages} pages")
        self.stdout.write(_line("ours", report.ours))
        self.stdout.write(_line("trafilatura, precision mode", report.trafilatura))
        low, high = report.difference_interval
        self.stdout.write(f"{'difference in F1':<28} {report.difference:+.3f}  (95 %: {low:+.3f} to {high:+.3f})")


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


def _line(name: str, reader: ReaderReport) -> str:
    score, (low, high) = reader.score, reader.f1_interval
    return (
        f"{name:<28} F1 {score.f1:.3f} ({low:.3f} to {high:.3f})  "
        f"precision {score.precision:.3f}  recall {score.recall:.3f}  {reader.cpu_ms:.1f} ms a page"
    )
