"""`manage.py verify_audit`: is the audit log whole, from its first event to its head?"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.domain.audit import verify_chain
from claims.management.preflight import check_record


class Command(BaseCommand):
    """Recomputes every hash; exit code 1 with each fault."""

    help = "Check that no event of the audit log was changed, removed or put in between."

    def add_arguments(self, parser: CommandParser) -> None:
        """--json for programs."""
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report."""
        check_record()
        report = verify_chain()
        is_whole = not report.faults
        if options["json"]:
            self.stdout.write(json.dumps({"is_whole": is_whole, **asdict(report)}, ensure_ascii=False, indent=2))
        elif is_whole:
            self.stdout.write(f"The audit log is whole: {report.events} events, head {report.head}.")
        else:
            for fault in report.faults:
                self.stderr.write(fault)
        if not is_whole:
            sys.exit(1)
