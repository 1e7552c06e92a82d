"""Editorial states as data: what may follow, who owns each, what is written down; only `advance` moves them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from claims.domain.audit import record_event
from claims.enums import AuditAction, ClaimStatus, EvidenceStatus
from claims.errors import StaleVersion, TransitionDenied
from claims.models import Claim, Evidence

Status: TypeAlias = ClaimStatus | EvidenceStatus

# Each table is kept by kind of status: members of two enums that are stored as the same word are
# equal, so in one flat table the later kind would silently overwrite the earlier.
TRANSITIONS: Mapping[type[Status], Mapping[Status, frozenset[Status]]] = MappingProxyType(
    {
        ClaimStatus: {
            ClaimStatus.SUGGESTED: frozenset({ClaimStatus.ACCEPTED, ClaimStatus.DISMISSED}),
            ClaimStatus.ACCEPTED: frozenset({ClaimStatus.DISMISSED}),
            ClaimStatus.DISMISSED: frozenset({ClaimStatus.ACCEPTED}),
        },
        EvidenceStatus: {
            EvidenceStatus.SUGGESTED: frozenset({EvidenceStatus.ACCEPTED, EvidenceStatus.REJECTED}),
            EvidenceStatus.ACCEPTED: frozenset({EvidenceStatus.ACCEPTED, EvidenceStatus.REJECTED}),
            EvidenceStatus.REJECTED: frozenset({EvidenceStatus.ACCEPTED}),
        },
    }
)

# Whose turn it is while a row stands there: the machine's proposal waits for a reviewer.
OWNERS: Mapping[type[Status], Mapping[Status, str]] = MappingProxyType(
    {
        ClaimStatus: {
            ClaimStatus.SUGGESTED: "reviewer",
            ClaimStatus.ACCEPTED: "reviewer",
            ClaimStatus.DISMISSED: "nobody",
        },
        EvidenceStatus: {
            EvidenceStatus.SUGGESTED: "reviewer",
            EvidenceStatus.ACCEPTED: "reviewer",
            EvidenceStatus.REJECTED: "nobody",
        },
    }
)

AUDIT_ACTION: Mapping[type[Status], Mapping[Status, AuditAction]] = MappingProxyType(
    {
        ClaimStatus: {
            ClaimStatus.SUGGESTED: AuditAction.CLAIM_SUGGESTED,
            ClaimStatus.ACCEPTED: AuditAction.CLAIM_ACCEPTED,
            ClaimStatus.DISMISSED: AuditAction.CLAIM_DISMISSED,
        },
        EvidenceStatus: {
            EvidenceStatus.SUGGESTED: AuditAction.EVIDENCE_SUGGESTED,
            EvidenceStatus.ACCEPTED: AuditAction.STANCE_CONFIRMED,
            EvidenceStatus.REJECTED: AuditAction.EVIDENCE_REJECTED,
        },
    }
)

NOT_FROM_HERE = "This {kind} is {old} and cannot become {new}; from {old} it can only become {next}."
STALE = (
    "Somebody saved this {kind} before you (it is at version {now}, you had {yours}). Look at it again, then decide."
)


def can_advance(row: Claim | Evidence, to: Status) -> bool:
    """Whether the table allows this step from where the row stands."""
    return to in TRANSITIONS[type(to)][type(to)(row.status)]


def check_can_advance(row: Claim | Evidence, to: Status) -> None:
    """Raise TransitionDenied, naming both states and what is possible, unless the step is allowed."""
    if can_advance(row, to):
        return
    old = type(to)(row.status)
    following = " or ".join(sorted(state.label.lower() for state in TRANSITIONS[type(to)][old])) or "nothing else"
    words = {"kind": row._meta.verbose_name, "old": old.label.lower(), "new": to.label.lower(), "next": following}
    raise TransitionDenied(NOT_FROM_HERE.format(**words))


def check_version(row: Claim | Evidence, version: int | None) -> None:
    """Raise StaleVersion when the person decided on an older state of the row."""
    if version is not None and row.version != version:
        raise StaleVersion(STALE.format(kind=row._meta.verbose_name, now=row.version, yours=version))


def advance(
    row: Claim | Evidence, to: Status, *, by: User, reason: str = "", version: int | None = None, **changes: Any
) -> None:
    """Move a row to another status, with the fields that go with it and the audit row.

    The row is locked and read anew, so of two people who press at once the second is told.
    """
    with transaction.atomic():
        current = _locked(row)
        check_version(current, version)
        check_can_advance(current, to)
        before = current.status
        fields = {**changes, "status": to, "decided_by": by, "decided_at": timezone.now()}
        type(row).objects.filter(pk=row.pk).update(**fields, version=current.version + 1, updated_at=timezone.now())
        details = {"from": str(before), "to": str(to)} | {key: str(value) for key, value in changes.items()}
        record_event(AUDIT_ACTION[type(to)][to], row, by=by, desk=desk_of(row), reason=reason, details=details)
    row.refresh_from_db()


def desk_of(row: models.Model) -> Any:
    """The desk that a claim, or what hangs on one, belongs to."""
    return row.desk if isinstance(row, Claim) else row.claim.desk  # type: ignore[attr-defined]


def _locked(row: Claim | Evidence) -> Claim | Evidence:
    # Without `no_key` a worker that just added rows to the claim, and holds the end of the log,
    # waits at its commit for this lock, while we wait for the end of the log: a deadlock.
    return type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
