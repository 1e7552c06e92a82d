"""Evidence: suggested by the machine, its stance confirmed or its place refused by a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction

from claims.domain import workflow
from claims.domain.audit import EventDraft, Machine, record_events
from claims.domain.origin import GROUPER, regroup_origins
from claims.domain.permissions import check_can
from claims.enums import AuditAction, EvidenceStatus, Stance
from claims.errors import BadInput, TransitionDenied
from claims.models import CandidateSource, Claim, Evidence, Snapshot
from claims.text.ranking import RankedPassage
from claims.text.selectors import quote_selector
from claims.text.stance import SuggestedStance

UNSAFE = "The stored copy of this passage is damaged, so nobody can stand for it until the copy is restored."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage of a candidate's snapshot that bears on the claim, with a stance when the machine dares one."""

    passage: RankedPassage
    stance: SuggestedStance | None = None


def suggest_evidence(candidate: CandidateSource, *, by: Machine, suggestions: Sequence[Suggestion]) -> list[Evidence]:
    """Evidence rows for the passages; suggesting the same passage again adds nothing."""
    with transaction.atomic():
        rows = [_suggest(candidate, suggestion, by=by) for suggestion in suggestions]
        record_events([_suggested(row) for row, is_new in rows if is_new], by=by)
    return [row for row, _ in rows]


def _suggest(candidate: CandidateSource, suggestion: Suggestion, *, by: Machine) -> tuple[Evidence, bool]:
    snapshot, passage, stance = candidate.snapshot, suggestion.passage, suggestion.stance
    assert snapshot is not None
    selector = quote_selector(snapshot.text, passage.start, passage.end)
    return Evidence.objects.get_or_create(
        claim=candidate.claim,
        snapshot=snapshot,
        start=passage.start,
        end=passage.end,
        defaults={
            "candidate": candidate,
            **asdict(selector),
            "relevance": passage.score,
            "reasons": list(passage.reasons),
            "figure_notes": [asdict(note) for note in passage.figure_notes],
            "suggested_stance": stance.stance if stance else "",
            "stance_reason": stance.reason if stance else "",
            "engine": by.name,
            "engine_version": by.version,
        },
    )


def _suggested(evidence: Evidence) -> EventDraft:
    details = {"snapshot": evidence.snapshot.public_id, "start": evidence.start, "end": evidence.end}
    return EventDraft(AuditAction.EVIDENCE_SUGGESTED, evidence, evidence.claim.desk, details=details)


def confirm_stance(evidence: Evidence, *, by: User, stance: str, version: int | None = None) -> None:
    """A person says what the passage says of the claim, and so accepts it; one that was left out counts again."""
    check_can(by, "confirm_stance", evidence.claim.desk)
    if stance not in Stance.values:
        raise BadInput(f"A stance is one of: {', '.join(Stance.values)}.", field="stance")
    _check_is_safe(evidence)
    with transaction.atomic():
        _lock_claim(evidence)
        was_rejected = evidence.status == EvidenceStatus.REJECTED
        workflow.advance(evidence, EvidenceStatus.ACCEPTED, by=by, version=version, stance=stance, reject_reason="")
        if was_rejected:
            regroup_origins(evidence.claim, by=GROUPER)
    evidence.refresh_from_db()


def _lock_claim(evidence: Evidence) -> None:
    # Whoever groups origins holds the claim first, then its evidence, then the end of the log: so here, too.
    Claim.objects.select_for_update(no_key=True).get(pk=evidence.claim_id)


def _check_is_safe(evidence: Evidence) -> None:
    snapshot = Snapshot.objects.only("damaged_at", "damage").get(pk=evidence.snapshot_id)
    if not snapshot.is_safe:
        raise TransitionDenied(f"{UNSAFE} {snapshot.damage}".strip())


def reject_evidence(evidence: Evidence, *, by: User, reason: str, version: int | None = None) -> None:
    """A person says that the passage does not bear on the claim, and why; it counts as a source no longer."""
    check_can(by, "reject_evidence", evidence.claim.desk)
    if not reason.strip():
        raise BadInput("Say why the passage does not bear on the claim.", field="reason")
    reason = reason.strip()
    with transaction.atomic():
        _lock_claim(evidence)
        workflow.advance(
            evidence, EvidenceStatus.REJECTED, by=by, version=version, reason=reason, reject_reason=reason, stance=""
        )
        regroup_origins(evidence.claim, by=GROUPER)
    evidence.refresh_from_db()
