"""`manage.py import_opml FILE`: add the feeds of a list that a feed reader exported."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.enums import FeedUse
from claims.errors import BadInput, PermissionDenied
from claims.management.desk_options import add_desk_options, desk_and_person
from claims.management.preflight import check_ready
from claims.pipeline.import_feeds import ADDED, KNOWN, REFUSED, ImportedFeed, import_feeds
from claims.text.opml import MAX_BYTES

NOTHING_READ = 1


class Command(BaseCommand):
    """Adds each feed that is not there, and says of every other one why not."""

    help = "Add the feeds of an OPML list, which every feed reader can export."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the OPML file")
        add_desk_options(parser)
        parser.add_argument("--use", choices=FeedUse.values, default=FeedUse.SOURCES, help="what their items become")
        parser.add_argument("--dry-run", action="store_true", help="say what would be added; add nothing")
        parser.add_argument("--json", action="store_true", help="print the results as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        desk, person = desk_and_person(options)
        try:
            body = read_file(options["file"])
            results = import_feeds(body, desk=desk, by=person, use=options["use"], is_dry=options["dry_run"])
        except (BadInput, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        self.print_results(results, is_dry=options["dry_run"], as_json=options["json"])
        if all(result.outcome == REFUSED for result in results):
            sys.exit(NOTHING_READ)

    def print_results(self, results: Sequence[ImportedFeed], *, is_dry: bool, as_json: bool) -> None:
        """One line for each feed, and a sum."""
        counts = Counter(result.outcome for result in results)
        sums = {outcome: counts[outcome] for outcome in (ADDED, KNOWN, REFUSED)}
        if as_json:
            facts = {**sums, "is_dry_run": is_dry, "feeds": [facts_of(result) for result in results]}
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
            return
        for result in results:
            reason = f": {result.reason}" if result.reason else ""
            self.stdout.write(f"  {result.outcome:<7}  {result.url}{reason}")
        would = "would be added" if is_dry else ADDED
        self.stdout.write(f"{sums[ADDED]} {would}, {sums[KNOWN]} known already, {sums[REFUSED]} refused.")


def facts_of(result: ImportedFeed) -> dict[str, str]:
    """What became of one feed."""
    return {"url": result.url, "title": result.title, "outcome": result.outcome, "reason": result.reason}


def read_file(path: Path) -> bytes:
    """The bytes of the list; CommandError when there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
