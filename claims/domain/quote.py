"""Quotes in later copies of their page: how the words of the evidence fare there. The evidence itself never changes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from claims.domain.audit import EventDraft, Machine, record_events
from claims.enums import AnchorState, AuditAction, EvidenceStatus
from claims.models import Desk, Evidence, QuoteCheck, Snapshot


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Where the words of a piece of evidence stand in a later copy; offsets are None when they are lost."""

    evidence: Evidence
    anchor: AnchorState
    start: int | None = None
    end: int | None = None


def earlier_evidence(snapshot: Snapshot) -> QuerySet[Evidence]:
    """Evidence that nobody rejected from other copies of the same page, captured before this one was last seen."""
    seen_at = snapshot.last_seen_at or snapshot.fetched_at
    is_earlier = Q(snapshot__fetched_at__lt=seen_at) | Q(snapshot__fetched_at=seen_at, snapshot__pk__lt=snapshot.pk)
    return (
        Evidence.objects.filter(is_earlier, snapshot__page_id=snapshot.page_id)
        .exclude(snapshot=snapshot)
        .exclude(status=EvidenceStatus.REJECTED)
        .select_related("claim__desk")
        .order_by("pk")
    )


def record_quote_checks(snapshot: Snapshot, *, by: Machine, found: Sequence[FoundQuote]) -> list[QuoteCheck]:
    """Write down how earlier quotes fare in this copy; what was looked for before is left as it is."""
    with transaction.atomic():
        rows = [
            QuoteCheck.objects.get_or_create(
                evidence=quote.evidence,
                snapshot=snapshot,
                defaults={"anchor": quote.anchor, "start": quote.start, "end": quote.end},
            )
            for quote in found
        ]
        fresh = [row for row, is_new in rows if is_new]
        record_events(_drafts(snapshot, fresh), by=by)
    return [row for row, _ in rows]


def _drafts(snapshot: Snapshot, checks: Iterable[QuoteCheck]) -> list[EventDraft]:
    """One event for each desk that relies on the page."""
    by_desk: dict[Desk, list[QuoteCheck]] = {}
    for check in checks:
        by_desk.setdefault(check.evidence.claim.desk, []).append(check)
    return [
        EventDraft(AuditAction.QUOTES_CHECKED, snapshot, desk, details=_details(found))
        for desk, found in by_desk.items()
    ]


def _details(checks: Sequence[QuoteCheck]) -> dict[str, int | list[str]]:
    """How many are in which state, and which are lost."""
    counts = Counter(str(check.anchor) for check in checks)
    lost = [check.evidence.public_id for check in checks if check.anchor == AnchorState.LOST]
    return {state: counts[state] for state in AnchorState.values} | {"evidence_lost": lost}
