"""CandidateSource → Snapshot: the page is captured and kept as a source, or dropped with the reason."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.candidate import unfit_reason
from claims.domain.search import drop_candidate, keep_candidate
from claims.enums import CandidateStatus, CaptureReason
from claims.models import CandidateSource, Snapshot
from claims.pipeline.wait_for_page import settled_capture

BY = Machine("capture_source", "2")


def capture_source(candidate: CandidateSource) -> Snapshot | None:
    """The snapshot to read the candidate from; None when it was dropped, NotYet while it is being captured."""
    if candidate.status == CandidateStatus.DROPPED:
        return None
    snapshot = candidate.snapshot or _known(candidate.url)
    if snapshot is None:
        capture = settled_capture(candidate, by=BY, reason=CaptureReason.CANDIDATE, is_source=True)
        if capture.snapshot is None:
            _drop(candidate, reason=capture.refusal)
            return None
        snapshot = capture.snapshot
    if reason := _unfit_reason(candidate, snapshot):
        _drop(candidate, reason=reason, snapshot=snapshot)
        return None
    return snapshot if _keep(candidate, snapshot) else None


def _unfit_reason(candidate: CandidateSource, snapshot: Snapshot) -> str:
    """Why a page that was captured cannot be a source for this claim; nothing when it can."""
    article = candidate.claim.article.snapshot
    # Only now is it known where the address led to.
    if article and article.page_id == snapshot.page_id:
        return "This is the article itself."
    return unfit_reason(snapshot)


def _known(url: str) -> Snapshot | None:
    """The newest copy of a page that we captured for another claim already."""
    return Snapshot.objects.sources().filter(page__canonical_url=url).order_by("-fetched_at").first()


def _keep(candidate: CandidateSource, snapshot: Snapshot) -> bool:
    """False when a person dropped the page meanwhile."""
    if candidate.status == CandidateStatus.KEPT:
        return True
    with transaction.atomic():
        candidate.hold_lease()
        return keep_candidate(candidate, by=BY, snapshot=snapshot)


def _drop(candidate: CandidateSource, *, reason: str, snapshot: Snapshot | None = None) -> None:
    with transaction.atomic():
        candidate.hold_lease()
        drop_candidate(candidate, by=BY, reason=reason, snapshot=snapshot)
