"""CandidateSource → Snapshot: the page is fetched and kept, or dropped with the reason."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.search import drop_candidate, keep_candidate
from claims.domain.snapshot import record_snapshot
from claims.enums import CandidateStatus, Quality
from claims.errors import ExtractionError, FetchError
from claims.models import CandidateSource, Snapshot
from claims.pipeline.capture import capture_url, filing_address

BY = Machine("capture_source", "1")


def capture_source(candidate: CandidateSource) -> Snapshot | None:
    """The snapshot to read the candidate from; None when it was dropped. What may pass is raised."""
    if candidate.status == CandidateStatus.DROPPED:
        return None
    try:
        snapshot = candidate.snapshot or _known(candidate.url) or _capture(candidate)
    except (FetchError, ExtractionError) as error:
        if error.can_retry:
            raise
        _drop(candidate, reason=str(error))
        return None
    if reason := _unfit_reason(candidate, snapshot):
        _drop(candidate, reason=reason, snapshot=snapshot)
        return None
    _keep(candidate, snapshot)
    return snapshot


def _unfit_reason(candidate: CandidateSource, snapshot: Snapshot) -> str:
    """Why a page that was captured cannot be a source for this claim; nothing when it can."""
    article = candidate.claim.article.snapshot
    # Only now is it known where the address led to.
    if article and article.page_id == snapshot.page_id:
        return "This is the article itself."
    if snapshot.quality != Quality.ARTICLE:
        return f"{Quality(snapshot.quality).label}: {snapshot.quality_reason or 'not an article'}"
    return ""


def _known(url: str) -> Snapshot | None:
    """The newest copy of a page that we fetched for another claim already."""
    return Snapshot.objects.sources().filter(page__canonical_url=url).order_by("-fetched_at").first()


def _capture(candidate: CandidateSource) -> Snapshot:
    facts, extracted = capture_url(candidate.url, renew=candidate.renew_lease)
    with transaction.atomic():
        candidate.hold_lease()
        address = filing_address(facts.final_url, sha256=facts.raw_sha256)
        return record_snapshot(facts, by=BY, canonical_url=address, extracted=extracted, is_source=True)


def _keep(candidate: CandidateSource, snapshot: Snapshot) -> None:
    if candidate.status == CandidateStatus.KEPT:
        return
    with transaction.atomic():
        candidate.hold_lease()
        keep_candidate(candidate, by=BY, snapshot=snapshot)


def _drop(candidate: CandidateSource, *, reason: str, snapshot: Snapshot | None = None) -> None:
    with transaction.atomic():
        candidate.hold_lease()
        drop_candidate(candidate, by=BY, reason=reason, snapshot=snapshot)
