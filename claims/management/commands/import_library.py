"""`manage.py import_library PATH…`: folders, files and web archives become captured pages of the library."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from claims import tasks
from claims.domain.desk import ensure_first_desk, terminal_user
from claims.enums import JobState
from claims.errors import StoreError
from claims.management.preflight import check_ready
from claims.models import Snapshot
from claims.pipeline.import_source import ImportResult, import_source
from claims.providers import registry
from claims.store.imports import ImportedFile, RefusedFile, count_imports, read_imports

PAGES_PER_COMMIT = 500
NOTHING_READ = 1


class Command(BaseCommand):
    """Imports what can be read, says what was refused and why; importing again doubles nothing."""

    help = "Bring HTML, PDF, text and Markdown files, and WARC or WACZ archives, into the library."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a file, or a web archive")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"There is no {path}. Give folders or files that exist.", returncode=2)
        check_ready()
        try:
            results = list(self.import_all(options["paths"]))
        except StoreError as error:
            raise CommandError(str(error)) from error
        self.print_summary(results, as_json=options["json"])
        if results and not any(result.snapshot for result in results):
            sys.exit(NOTHING_READ)

    def import_all(self, paths: list[Path]) -> list[ImportResult]:
        """One result for each file, with a progress bar on a terminal."""
        by = terminal_user(ensure_first_desk())
        results = []
        files = read_imports(paths, max_bytes=settings.MAX_BYTES)
        for source in tqdm(files, total=count_imports(paths), unit="page", disable=not sys.stderr.isatty()):
            match source:
                case RefusedFile():
                    results.append(ImportResult(source.name, reason=source.reason))
                case ImportedFile():
                    results.append(import_source(source, by=by))
            if len(results) % PAGES_PER_COMMIT == 0:
                add_waiting_pages()
        add_waiting_pages()
        return results

    def print_summary(self, results: list[ImportResult], *, as_json: bool) -> None:
        """How many came in, how many were known, and each refusal with its reason."""
        refused = [result for result in results if result.snapshot is None]
        waiting = Snapshot.objects.sources().unfinished()
        counts = Counter("imported" if result.is_new else "known" for result in results if result.snapshot)
        summary = {
            "imported": counts["imported"],
            "known": counts["known"],
            "refused": [{"name": result.name, "reason": result.reason} for result in refused],
            "passages": registry.library().passage_count(),
            "waiting": waiting.count(),
        }
        if as_json:
            self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{summary['imported']} imported, {summary['known']} known already, {len(refused)} refused.")
        for result in refused:
            self.stdout.write(f"  {result.name}: {result.reason}")
        self.stdout.write(f"The library holds {summary['passages']} passages.")
        for reason in (
            waiting.exclude(job_error="").order_by("job_error").values_list("job_error", flat=True).distinct()
        ):
            self.stdout.write(f"{summary['waiting']} pages still wait to be put into it: {reason}")


def add_waiting_pages() -> None:
    """Put the pages that wait for the library into it, by this process."""
    tasks.work_inline(Snapshot.objects.sources().filter(job_state=JobState.QUEUED))
