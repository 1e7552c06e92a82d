"""The audit log: the only writer of AuditEvent, and the check of its chain."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q, Subquery
from django.utils import timezone

from claims.enums import AuditAction
from claims.models import AuditEvent, AuditHead, Desk

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Machine:
    """An engine of ours as the author of a row: its name and version."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


Actor: TypeAlias = User | Machine


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One act, before it has its place in the chain. `details` holds text, whole numbers, yes/no and lists of them."""

    action: AuditAction
    subject: models.Model
    desk: Desk | None = None
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def record_event(
    action: AuditAction,
    subject: models.Model,
    *,
    by: Actor,
    desk: Desk | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add one event at the end of the chain; call it inside the transaction of the act."""
    return record_events([EventDraft(action, subject, desk, reason, details or {})], by=by)[0]


def record_events(drafts: Sequence[EventDraft], *, by: Actor) -> list[AuditEvent]:
    """Add events in order; the head of the chain is locked until the transaction ends."""
    if not drafts:
        return []
    with transaction.atomic():
        head = AuditHead.objects.select_for_update(no_key=True).get(pk=1)
        events = []
        for draft in drafts:
            event = _chained(draft, by=by, head=head)
            head.sequence, head.hash = event.sequence, event.hash
            events.append(event)
        AuditEvent.objects.bulk_create(events)
        head.save(update_fields=["sequence", "hash"])
    return events


def _chained(draft: EventDraft, *, by: Actor, head: AuditHead) -> AuditEvent:
    person = None if isinstance(by, Machine) else by
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor=person,
        actor_name=person.get_username() if person else "",
        engine="" if person else str(by),
        action=draft.action,
        subject_type=str(draft.subject._meta.model_name),
        subject_id=getattr(draft.subject, "public_id", str(draft.subject.pk)),
        desk=draft.desk,
        reason=draft.reason,
        details=dict(draft.details),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    return event


def event_hash(event: AuditEvent) -> str:
    """sha256 over every field of the event and the hash of the one before, as canonical JSON."""
    fields = [
        event.sequence,
        event.at.isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_name,
        event.engine,
        str(event.action),
        event.subject_type,
        event.subject_id,
        event.desk_id,
        event.reason,
        event.details,
        event.previous_hash,
    ]
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What the check of the log found; `faults` is empty when the chain is whole."""

    events: int
    head: str
    faults: tuple[str, ...]


def verify_chain() -> ChainReport:
    """Recompute every hash from the first event to the head as it is now; others may go on writing."""
    faults: list[str] = []
    previous, expected = FIRST_HASH, 1
    head = AuditHead.objects.get(pk=1)
    # What is beyond the head at the time of the one statement that reads the log was forged; what
    # others wrote meanwhile lies between the two heads and is left for the next check.
    last = Subquery(AuditHead.objects.filter(pk=1).values("sequence"))
    known = Q(sequence__lte=head.sequence) | Q(sequence__gt=last)
    for event in AuditEvent.objects.filter(known).order_by("sequence").iterator(chunk_size=2000):
        faults.extend(_faults_of(event, previous=previous, expected=expected))
        previous, expected = event.hash, event.sequence + 1
    if (head.sequence, head.hash) != (expected - 1, previous):
        faults.append(f"The log ends at event {expected - 1}, but its head says {head.sequence}: events are missing.")
    return ChainReport(events=expected - 1, head=previous, faults=tuple(faults))


def _faults_of(event: AuditEvent, *, previous: str, expected: int) -> Iterable[str]:
    if event.sequence != expected:
        yield f"Event {expected} is missing; the next one is {event.sequence}."
    if event.previous_hash != previous:
        yield f"Event {event.sequence} does not follow the event before it."
    if event.hash != event_hash(event):
        yield f"Event {event.sequence} was changed after it was written."
