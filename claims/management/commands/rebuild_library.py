"""`manage.py rebuild_library`: the passage index made anew from the snapshots, which hold all that it knows."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.errors import StoreError
from claims.management.preflight import check_record
from claims.models import Encoding, Snapshot
from claims.pipeline.add_passages import add_passages
from claims.providers import registry

# One commit of the index for each batch; a page may hold megabytes of text.
BATCH = 50


class Command(BaseCommand):
    """Empties the index and fills it again; the workbench may go on working meanwhile."""

    help = "Make the library's index anew from the captured pages, for instance after a broken disk."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with a progress bar when somebody watches."""
        check_record()
        try:
            pages, passages = rebuild(is_watched=sys.stderr.isatty())
        except StoreError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{pages} pages, {passages} passages are in the library.")


def rebuild(*, is_watched: bool) -> tuple[int, int]:
    """How many pages and passages went into the index."""
    registry.library().clear()
    registry.vectors().clear()
    pks = list(Snapshot.objects.sources().order_by("pk").values_list("pk", flat=True))
    passages = 0
    with tqdm(total=len(pks), unit=" pages", disable=not is_watched, file=sys.stderr) as bar:
        for batch in _batches(pks):
            snapshots = list(Snapshot.objects.filter(pk__in=batch))
            passages += add_passages(snapshots)
            Encoding.objects.queue_for(snapshots)
            bar.update(len(batch))
    return len(pks), passages


def _batches(pks: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(pks), BATCH):
        yield pks[first : first + BATCH]
