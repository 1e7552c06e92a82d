"""`manage.py export_snapshot ID`: one stored copy as a WACZ file, to be checked by anybody without us."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import BadInput, StoreError
from claims.management.preflight import check_record
from claims.management.whole_file import whole_file
from claims.models import Snapshot
from claims.pipeline.export_snapshot import export_snapshot


class Command(BaseCommand):
    """Writes the file whole or not at all; a damaged copy is refused unless it is asked for."""

    help = "Write one stored copy, with the record of how it came and all its hashes, into a WACZ file."

    def add_arguments(self, parser: CommandParser) -> None:
        """ID, where to, and whether a damaged copy will do."""
        parser.add_argument("snapshot", metavar="ID", help="the copy, such as snp_7k2…")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write; ID.wacz when not given")
        parser.add_argument("--damaged", action="store_true", help="write what is left of a damaged copy")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, and say where to."""
        check_record()
        public_id = options["snapshot"]
        snapshot = Snapshot.objects.select_related("page").filter(public_id=public_id).first()
        if snapshot is None:
            raise CommandError(f"There is no copy {public_id}. Its page shows its id, which begins with snp_.")
        target = options["output"] or Path(f"{public_id}.wacz")
        try:
            with whole_file(target) as out:
                faults = export_snapshot(snapshot, out, is_damaged_allowed=options["damaged"])
        except (BadInput, StoreError) as error:
            advice = "" if options["damaged"] else " Add --damaged to write what is left."
            raise CommandError(f"{error}{advice}") from error
        except OSError as error:
            raise CommandError(f"{target} cannot be written ({error.strerror}). Name another with --output.") from error
        for fault in faults:
            self.stderr.write(f"The copy is damaged: {fault}")
        self.stdout.write(f"{snapshot.public_id} is in {target}, {target.stat().st_size:,} bytes.")
