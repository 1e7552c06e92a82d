"""`manage.py export_examples`: what people decided about proposals, one labelled example a line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from claims.domain.example import example_lines, machine_proposals
from claims.management.preflight import check_record
from claims.management.whole_file import whole_file
from claims.models import Claim, Desk


class Command(BaseCommand):
    """Writes every decision of the house or of one desk; those whose reason does not tell have the label null."""

    help = "Write people's decisions on proposals as labelled examples, one JSON object a line."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose decisions, and where to."""
        parser.add_argument("--desk", default="", metavar="SLUG", help="this desk alone; all of them when not given")
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="where to write; standard output when not given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, and say how many lines on standard error."""
        check_record()
        lines = example_lines(_proposals(options["desk"]))
        target: Path | None = options["output"]
        if target is None:
            count = _write(lines, lambda line: self.stdout.write(line, ending=""))
        else:
            count = _write_file(lines, target)
        into = f" in {target}" if target else ""
        self.stderr.write(f"{count:,} example{'' if count == 1 else 's'}{into}.", self.style.NOTICE)


def _write(lines: Iterator[str], write: Callable[[str], object]) -> int:
    """Write every line; answers how many there were."""
    count = 0
    for line in lines:
        write(line)
        count += 1
    return count


def _proposals(slug: str) -> QuerySet[Claim]:
    """What machines proposed to every desk, or to this one; the demo left out."""
    rows = machine_proposals(Claim.objects.all())
    if not slug:
        return rows
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        known = ", ".join(Desk.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(f"There is no desk {slug!r}. There are: {known or 'none'}.", returncode=2)
    return rows.filter(desk=desk)


def _write_file(lines: Iterator[str], target: Path) -> int:
    """Write the file whole or not at all; answers how many lines it has."""
    try:
        with whole_file(target) as out:
            return _write(lines, lambda line: out.write(line.encode()))
    except OSError as error:
        raise CommandError(f"{target} cannot be written ({error.strerror}). Name another with --output.") from error
