"""`manage.py verify_store`: is every stored copy still what it was when it was captured?"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from claims.errors import StoreError
from claims.management.preflight import check_record
from claims.models import Snapshot
from claims.pipeline.verify_store import DAMAGE, StoreCounts, StoreProblem, verify_store

# A store whose disk is gone has as many problems as copies; the JSON report holds the first of them.
MOST_LISTED = 10_000


class Command(BaseCommand):
    """Reads everything back; exit code 1 with one line for each damage. Nothing is deleted or repaired."""

    help = "Read every stored copy back and compare it with its hashes; damaged ones are marked unsafe."

    def add_arguments(self, parser: CommandParser) -> None:
        """--json for programs, --limit for a quick look."""
        parser.add_argument("--json", action="store_true", help="print the report as JSON")
        parser.add_argument("--limit", type=int, metavar="N", help="look at the N newest copies only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, with a progress bar when somebody watches, and print the report."""
        check_record()
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError("--limit is a number of copies, 1 or more.", returncode=2)
        counts, started = StoreCounts(), time.monotonic()
        problems = self.problems(counts, limit=limit)
        # A JSON document is printed at its end, and what does not go into it is only counted.
        listed = list(islice(problems, MOST_LISTED)) if options["json"] else []
        for problem in problems:
            if not options["json"]:
                self.print_problem(problem)
        report = report_of(counts, seconds=time.monotonic() - started)
        if options["json"]:
            found = [asdict(problem) for problem in listed]
            self.stdout.write(json.dumps({**report, "problems": found}, ensure_ascii=False, indent=2))
        else:
            self.print_summary(report)
        if counts.damaged:
            sys.exit(1)

    def problems(self, counts: StoreCounts, *, limit: int | None) -> Iterator[StoreProblem]:
        """What is found, with a progress bar on a terminal."""
        total = Snapshot.objects.count()
        total = total if limit is None else min(limit, total)
        with tqdm(total=total, unit=" copies", disable=not sys.stderr.isatty(), file=sys.stderr) as bar:
            try:
                yield from verify_store(counts, limit=limit, on_snapshot=bar.update)
            except StoreError as error:
                raise CommandError(str(error)) from error

    def print_problem(self, problem: StoreProblem) -> None:
        """One line: damage on standard error, what nobody names among the rest."""
        out = self.stderr if problem.kind == DAMAGE else self.stdout
        with tqdm.external_write_mode():
            out.write(f"{problem.subject}: {problem.says}")

    def print_summary(self, report: dict[str, Any]) -> None:
        """What was looked at, how fast, and the verdict."""
        looked_at = "{snapshots} copies, {quotes} quotes, {files} raw files and {records} WARC records".format(**report)
        speed = f"{report['bytes'] / 1e6:,.1f} MB in {report['seconds']:.1f} s, {report['mb_per_second']:,.1f} MB/s"
        self.stdout.write(f"Read {looked_at}: {speed}.")
        if report["restored"]:
            self.stdout.write(f"Copies that were damaged and are whole again: {report['restored']}.")
        if report["unnamed"]:
            self.stdout.write(f"Files that no row names: {report['unnamed']}; nothing was deleted.")
        verdict = "Everything is as it was." if report["is_whole"] else f"Damaged: {report['damaged']}, named above."
        self.stdout.write(verdict)


def report_of(counts: StoreCounts, *, seconds: float) -> dict[str, Any]:
    """The counts, the verdict and the speed."""
    speed = counts.bytes / 1e6 / seconds if seconds else 0.0
    return {
        "is_whole": counts.damaged == 0,
        **asdict(counts),
        "seconds": round(seconds, 3),
        "mb_per_second": round(speed, 1),
    }
