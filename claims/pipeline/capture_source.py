"""CandidateSource → Snapshot: the page is captured and kept as a source, or dropped with the reason."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims.domain.audit import Machine
from claims.domain.candidate import unfit_reason
from claims.domain.search import drop_candidate, keep_candidate
from claims.enums import CandidateStatus, CaptureReason
from claims.errors import FetchFailed
from claims.models import CandidateSource, Snapshot
from claims.pipeline.wait_for_page import settled_capture

BY = Machine("capture_source", "2")


def capture_source(candidate: CandidateSource) -> Snapshot | None:
    """The snapshot to read the candidate from; None when it was dropped, NotYet while it is being captured."""
    if candidate.status == CandidateStatus.DROPPED:
        return None
    snapshot = candidate.snapshot or _copies(candidate.url).filter(_is_fresh()).first()
    if snapshot is None:
        snapshot, refusal = _captured(candidate)
        if snapshot is None:
            _drop(candidate, reason=refusal)
            return None
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


def _copies(url: str) -> QuerySet[Snapshot]:
    """Whole copies of a page that evidence may be taken from, the one that was last seen to be so first."""
    whole = Snapshot.objects.sources().filter(page__canonical_url=url, damaged_at=None)
    return whole.last_seen_first()


def _is_fresh() -> Q:
    """A copy is what the page says now while it is this young; what was written for the demo does not age."""
    since = Now() - timedelta(days=settings.COPY_FRESH_DAYS)
    return Q(fetched_at__gte=since) | Q(last_seen_at__gte=since) | Q(is_demo=True)


def _captured(candidate: CandidateSource) -> tuple[Snapshot | None, str]:
    """The page as it is now, else why there is none; an older copy of ours stands in where it cannot be read now."""
    older = _copies(candidate.url)
    try:
        capture = settled_capture(candidate, by=BY, reason=CaptureReason.CANDIDATE, is_source=True)
    except FetchFailed:
        if (copy := older.first()) is None:
            raise
        return copy, ""
    if capture.snapshot and capture.snapshot.is_usable:
        return capture.snapshot, ""
    return older.first() or capture.snapshot, capture.refusal


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
