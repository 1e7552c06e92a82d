"""`manage.py rebuild_origins`: fingerprints, marks and near-copies made anew, and sources counted anew."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import QuerySet
from tqdm import tqdm

from claims.management.preflight import check_record
from claims.models import Claim, NearCopy, Snapshot
from claims.pipeline.find_origins import COPIES_VERSION, find_copies, record_fingerprints
from claims.pipeline.group_origins import group_origins

# Texts that are in memory at a time; a page may hold megabytes.
BATCH = 50


class Command(BaseCommand):
    """What an older version of the engine wrote is replaced; the workbench may go on working meanwhile."""

    help = "Find anew which captured pages go back to one origin, for instance after an upgrade."

    def add_arguments(self, parser: CommandParser) -> None:
        """--json for programs."""
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with progress bars when somebody watches."""
        check_record()
        summary = rebuild(is_watched=sys.stderr.isatty())
        if options["json"]:
            self.stdout.write(json.dumps(summary, indent=2))
        else:
            self.stdout.write(
                f"{summary['pages']} pages were compared, {summary['near_copies']} pairs are near-copies, "
                f"the sources of {summary['claims']} claims were counted."
            )


def rebuild(*, is_watched: bool) -> dict[str, int]:
    """How many pages, pairs of near-copies and claims there are now."""
    sources = Snapshot.objects.sources()
    # All lookup values first: a page that is compared before the others have theirs finds none of them.
    pages = _in_batches(sources, record_fingerprints, label="reading", is_watched=is_watched)
    NearCopy.objects.exclude(engine_version=COPIES_VERSION).delete()
    _in_batches(sources, find_copies, label="comparing", is_watched=is_watched)
    with_evidence = Claim.objects.filter(evidence__isnull=False).distinct()
    claims = _in_batches(with_evidence, _group_all, label="grouping", is_watched=is_watched)
    return {"pages": pages, "near_copies": NearCopy.objects.count(), "claims": claims}


def _group_all(claims: Sequence[Claim]) -> None:
    for claim in claims:
        group_origins(claim)


def _in_batches(rows: QuerySet[Any], step: Callable[[Sequence[Any]], None], *, label: str, is_watched: bool) -> int:
    """Run a step over all rows, some at a time; how many there were."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    with tqdm(total=len(pks), desc=label, disable=not is_watched, file=sys.stderr) as bar:
        for batch in _batches(pks):
            step(_loaded(rows.model, batch))
            bar.update(len(batch))
    return len(pks)


def _loaded(model: Any, pks: Sequence[int]) -> list[Any]:
    rows = model.objects.filter(pk__in=pks).order_by("pk")
    return list(rows.select_related("page") if model is Snapshot else rows.select_related("desk"))


def _batches(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(pks), BATCH):
        yield pks[first : first + BATCH]
