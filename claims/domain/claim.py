"""Claims: suggested by the machine, accepted or dismissed by a person."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from claims.domain import workflow
from claims.domain.audit import EventDraft, Machine, record_events
from claims.domain.permissions import check_can
from claims.enums import AuditAction, ClaimStatus, DismissReason, JobState
from claims.errors import BadInput
from claims.models import Appearance, Article, Claim
from claims.text.detection import DetectedClaim, Detection
from claims.text.frame import frame_as_json
from claims.text.selectors import quote_selector


def suggest_claims(article: Article, *, by: Machine, detection: Detection) -> list[Claim]:
    """The claims proposed in the article's snapshot, best first; reading twice adds nothing.

    The desk's best `searched_claims` are queued for search, the others wait for a person.
    """
    with transaction.atomic():
        known = {(place.start, place.end): place.claim for place in _appearances(article)}
        claims = [
            known.get((found.start, found.end)) or _suggest(article, found, by=by, rank=rank)
            for rank, found in enumerate(detection.claims, start=1)
        ]
        fresh = [claim for claim in claims if claim.pk not in {old.pk for old in known.values()}]
        record_events([_suggested(claim) for claim in fresh], by=by)
        article.left_out = [
            {"quote": left.quote, "start": left.start, "end": left.end, "reason": left.reason}
            for left in detection.left_out
        ]
        article.reading_note, article.reading_engine = detection.note, str(by)
        article.save(update_fields=["left_out", "reading_note", "reading_engine", "updated_at"])
    return claims


def _appearances(article: Article) -> Sequence[Appearance]:
    places = Appearance.objects.filter(claim__article=article, snapshot=article.snapshot)
    return list(places.select_related("claim"))


def _suggest(article: Article, found: DetectedClaim, *, by: Machine, rank: int) -> Claim:
    snapshot = article.snapshot
    assert snapshot is not None
    claim = Claim.objects.create(
        desk=article.desk,
        article=article,
        quote=found.quote,
        text=found.text,
        language=snapshot.language,
        kind=found.frame.kind,
        frame=frame_as_json(found.frame),
        score=found.score,
        reasons=list(found.reasons),
        rank=rank,
        as_of=_day(snapshot.published_on),
        engine=by.name,
        engine_version=by.version,
        job_state=JobState.QUEUED if rank <= article.desk.searched_claims else JobState.DONE,
    )
    selector = quote_selector(snapshot.text, found.start, found.end)
    Appearance.objects.create(
        claim=claim,
        snapshot=snapshot,
        start=found.start,
        end=found.end,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        claimant=found.frame.claimant or "",
    )
    return claim


def _suggested(claim: Claim) -> EventDraft:
    return EventDraft(AuditAction.CLAIM_SUGGESTED, claim, claim.desk, details={"quote": claim.quote})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def accept_claim(claim: Claim, *, by: User, version: int | None = None) -> None:
    """A person stands for the claim as worth checking; its sources are searched if they were not yet."""
    check_can(by, "accept_claim", claim.desk)
    with transaction.atomic():
        workflow.advance(claim, ClaimStatus.ACCEPTED, by=by, version=version, dismiss_reason="", dismiss_note="")
        if not claim.search_jobs.exists():
            claim.queue_job()
    claim.refresh_from_db()


def dismiss_claim(claim: Claim, *, by: User, reason: str, note: str = "", version: int | None = None) -> None:
    """A person says that the claim is not worth checking, and why."""
    check_can(by, "dismiss_claim", claim.desk)
    if reason not in DismissReason.values:
        choices = ", ".join(DismissReason.values)
        raise BadInput(f"Say why the claim is dismissed; one of: {choices}.", field="reason")
    if reason == DismissReason.OTHER and not note.strip():
        raise BadInput("Say in a few words what the other reason is.", field="note")
    workflow.advance(
        claim,
        ClaimStatus.DISMISSED,
        by=by,
        version=version,
        reason=note.strip() or DismissReason(reason).label,
        dismiss_reason=reason,
        dismiss_note=note.strip(),
    )
