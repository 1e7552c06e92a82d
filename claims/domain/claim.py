"""Claims: suggested by the machine, accepted or dismissed by a person."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.domain import workflow
from claims.domain.audit import EventDraft, Machine, record_event, record_events
from claims.domain.permissions import check_can
from claims.domain.worthiness import ROWS_AT_ONCE, weigh_anew
from claims.enums import AuditAction, ClaimStatus, DismissReason, JobState
from claims.errors import BadInput
from claims.models import Appearance, Article, Claim, Desk
from claims.text.detection import DetectedClaim, Detection
from claims.text.frame import frame_as_json
from claims.text.selectors import quote_selector

WORDING_AT_MOST = 2000


def suggest_claims(article: Article, *, by: Machine, detection: Detection) -> list[Claim]:
    """The claims proposed in the article's snapshot, best first; reading twice adds nothing.

    `by` read the article; each claim names the engine that proposed it. The desk's best `searched_claims` are queued
    for search, the others wait for a person. Points that the desk gave while the article was read count already.
    """
    with transaction.atomic():
        # Whoever changes the points holds the desk too, and ranks what is there: one of the two sees the other.
        desk = Desk.objects.select_for_update(no_key=True).get(pk=article.desk_id)
        if desk.worthiness_points != article.desk.worthiness_points:
            detection = weigh_anew(detection, points=desk.worthiness_points)
        known = _known_claims(article)
        ranked = list(enumerate(detection.claims, start=1))
        fresh = {_place(found): (_proposed(article, found, rank=rank), found) for rank, found in ranked}
        fresh = {place: both for place, both in fresh.items() if place not in known}
        _record_proposals(article, list(fresh.values()))
        article.left_out = [
            {"quote": left.quote, "start": left.start, "end": left.end, "reason": left.reason}
            for left in detection.left_out
        ]
        article.reading_note, article.reading_engine = detection.note, str(by)
        article.save(update_fields=["left_out", "reading_note", "reading_engine", "updated_at"])
    return [known.get(place) or fresh[place][0] for place in map(_place, detection.claims)]


def _place(found: DetectedClaim) -> tuple[int, int]:
    return found.start, found.end


def _known_claims(article: Article) -> dict[tuple[int, int], Claim]:
    """The claims that an earlier reading found, by where they stand."""
    places = Appearance.objects.filter(claim__article=article, snapshot=article.snapshot).select_related("claim")
    return {(place.start, place.end): place.claim for place in places}


def _record_proposals(article: Article, fresh: Sequence[tuple[Claim, DetectedClaim]]) -> None:
    """Claims, where they stand, and the events: all at once, for a book has thousands and others wait for the log."""
    claims = [claim for claim, _ in fresh]
    Claim.objects.bulk_create(claims, batch_size=ROWS_AT_ONCE)
    places = [_appearance(article, claim, found) for claim, found in fresh]
    Appearance.objects.bulk_create(places, batch_size=ROWS_AT_ONCE)
    for engine in dict.fromkeys(map(_engine, claims)):
        record_events([_suggested(claim) for claim in claims if _engine(claim) == engine], by=engine)


def _proposed(article: Article, found: DetectedClaim, *, rank: int) -> Claim:
    snapshot = article.snapshot
    assert snapshot is not None
    return Claim(
        desk=article.desk,
        article=article,
        quote=found.quote,
        text=found.text,
        proposed_text=found.text,
        changes=list(found.changes),
        language=snapshot.language,
        kind=found.frame.kind,
        frame=frame_as_json(found.frame),
        score=found.score,
        reasons=list(found.reasons),
        features=list(found.features),
        logit=found.logit,
        rank=rank,
        as_of=_day(snapshot.published_on),
        engine=found.engine,
        engine_version=found.engine_version,
        job_state=JobState.QUEUED if rank <= article.desk.searched_claims else JobState.DONE,
    )


def _appearance(article: Article, claim: Claim, found: DetectedClaim) -> Appearance:
    snapshot = article.snapshot
    assert snapshot is not None
    selector = quote_selector(snapshot.text, found.start, found.end)
    return Appearance(
        claim=claim,
        snapshot=snapshot,
        start=found.start,
        end=found.end,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        claimant=found.frame.claimant or "",
    )


def _engine(claim: Claim) -> Machine:
    return Machine(claim.engine, claim.engine_version)


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


def edit_claim(claim: Claim, *, by: User, text: str, version: int | None = None) -> None:
    """A person words the claim so that it stands alone; its quote stays as it was said."""
    check_can(by, "edit_claim", claim.desk)
    worded = " ".join(text.split())
    if not worded:
        raise BadInput("Say what the claim is: its wording cannot be empty.", field="text")
    if len(worded) > WORDING_AT_MOST:
        raise BadInput(f"A claim is worded in at most {WORDING_AT_MOST:,} characters.", field="text")
    with transaction.atomic():
        current = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        workflow.check_version(current, version)
        if worded != current.text:
            _word(current, worded, by=by)
    claim.refresh_from_db()


def _word(claim: Claim, text: str, *, by: User) -> None:
    before, claim.text = claim.text, text
    claim.edited_by, claim.edited_at = by, timezone.now()
    claim.version += 1
    claim.save(update_fields=["text", "edited_by", "edited_at", "version", "updated_at"])
    details = {"before": before, "after": text}
    record_event(AuditAction.CLAIM_EDITED, claim, by=by, desk=claim.desk, details=details)
