"""Whether stored copies are still what they were: what a check of the store found, written on the copies."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from claims.domain.audit import Actor, record_event
from claims.enums import AuditAction
from claims.models import Appearance, AuditEvent, Evidence, Snapshot

# As much of what is wrong as a row of a screen can hold; the report of the check has all of it.
MAX_DAMAGE_LETTERS = 2_000


def mark_damaged(snapshot: Snapshot, *, by: Actor, damage: str) -> bool:
    """Write down what is wrong with a copy: evidence that rests on it is unsafe now. False when it was known."""
    damage = damage[:MAX_DAMAGE_LETTERS]
    now = timezone.now()
    with transaction.atomic():
        # The time stays that of the first damage.
        damaged_at = snapshot.damaged_at or now
        changed = Snapshot.objects.filter(pk=snapshot.pk).exclude(damage=damage)
        if not changed.update(damaged_at=damaged_at, damage=damage, updated_at=now):
            return False
        record_event(AuditAction.SNAPSHOT_DAMAGED, snapshot, by=by, reason=damage, details=_hashes(snapshot))
    snapshot.damaged_at, snapshot.damage = damaged_at, damage
    return True


def mark_whole(snapshot: Snapshot, *, by: Actor) -> bool:
    """A copy that was damaged verifies again, after a restore for instance. False when it was not damaged."""
    now = timezone.now()
    with transaction.atomic():
        damaged = Snapshot.objects.filter(pk=snapshot.pk, damaged_at__isnull=False)
        if not damaged.update(damaged_at=None, damage="", updated_at=now):
            return False
        details = _hashes(snapshot) | {"damage": snapshot.damage}
        record_event(AuditAction.SNAPSHOT_RESTORED, snapshot, by=by, details=details)
    snapshot.damaged_at, snapshot.damage = None, ""
    return True


def _hashes(snapshot: Snapshot) -> dict[str, str]:
    return {"sha256": snapshot.raw_sha256, "text_sha256": snapshot.text_sha256}


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What is wrong with the row of a copy, one sentence each, and how many quotes in it were looked at."""

    faults: tuple[str, ...]
    quotes: int


def check_rows(snapshots: Sequence[Snapshot]) -> dict[int, RowCheck]:
    """Text, hashes and pinned quotes of these copies as the database has them now, by primary key."""
    written = _hashes_in_the_log(snapshots)
    quotes = _quotes_in(snapshots)
    checks = {}
    for snapshot in snapshots:
        pinned = quotes.get(snapshot.pk, [])
        faults = (*_row_faults(snapshot, written.get(snapshot.public_id)), *_quote_faults(snapshot, pinned))
        checks[snapshot.pk] = RowCheck(faults, len(pinned))
    return checks


def _row_faults(snapshot: Snapshot, written: dict[str, str] | None) -> Iterator[str]:
    if hashlib.sha256(snapshot.text.encode()).hexdigest() != snapshot.text_sha256:
        yield "The text in the database no longer has its hash."
    if written is not None and written != _hashes(snapshot):
        yield "The hashes in the database are not those that the log recorded."


def _hashes_in_the_log(snapshots: Iterable[Snapshot]) -> dict[str, dict[str, str]]:
    """The hashes that were written into the log when the copies were recorded, by public id."""
    events = AuditEvent.objects.filter(
        action=AuditAction.SNAPSHOT_RECORDED, subject_id__in=[snapshot.public_id for snapshot in snapshots]
    )
    kept = ("sha256", "text_sha256")
    return {
        subject: {name: details[name] for name in kept}
        for subject, details in events.values_list("subject_id", "details")
        if all(name in details for name in kept)
    }


class _Quote(NamedTuple):
    """Words that are pinned to a copy: whose they are, in words, and where they should stand."""

    whose: str
    start: int
    end: int
    exact: str


def _quotes_in(snapshots: Sequence[Snapshot]) -> dict[int, list[_Quote]]:
    """Everything that is pinned to the copies, by their primary key."""
    evidence = Evidence.objects.filter(snapshot__in=snapshots)
    appearances = Appearance.objects.filter(snapshot__in=snapshots)
    quotes: dict[int, list[_Quote]] = {}
    for pk, name, start, end, exact in evidence.values_list("snapshot_id", "public_id", "start", "end", "exact"):
        quotes.setdefault(pk, []).append(_Quote(f"evidence {name}", start, end, exact))
    for pk, name, start, end, exact in appearances.values_list(
        "snapshot_id", "claim__public_id", "start", "end", "exact"
    ):
        quotes.setdefault(pk, []).append(_Quote(f"claim {name}", start, end, exact))
    return quotes


def _quote_faults(snapshot: Snapshot, quotes: Sequence[_Quote]) -> Iterator[str]:
    for quote in quotes:
        if snapshot.text[quote.start : quote.end] != quote.exact:
            yield f"The words of {quote.whose} do not stand at their place in the text."
