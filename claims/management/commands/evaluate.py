"""`manage.py evaluate STEP …`: how well a machine step does on a set whose right answers are known."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import BadInput
from claims.management.evaluations import EVALUATIONS

WRONG_USAGE = 2


class Command(BaseCommand):
    """Scores one step on one set; exit code 2 when the set is not what the step needs."""

    help = "Measure a machine step on a set whose right answers are known."
    # Nothing is asked of the database or of other services.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand for each step that can be measured."""
        steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
        for evaluation in EVALUATIONS:
            step = steps.add_parser(evaluation.name, help=evaluation.help)
            evaluation.add_arguments(step)
            step.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the step and print its report."""
        run = next(evaluation.run for evaluation in EVALUATIONS if evaluation.name == options["step"])
        try:
            as_object, lines = run(options, self.stderr.write)
        except BadInput as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from error
        self.stdout.write(json.dumps(as_object, indent=2) if options["json"] else "\n".join(lines))
