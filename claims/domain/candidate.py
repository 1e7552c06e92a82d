"""What people do about a proposed page that machines could not use: let its copy pass, or hand the page in."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from claims.domain.audit import record_event
from claims.domain.permissions import can, check_can
from claims.domain.search import reopen_candidate
from claims.domain.snapshot import overrule_quality
from claims.domain.work import retry_work
from claims.enums import AuditAction, CandidateStatus, JobState, Quality
from claims.errors import TransitionDenied
from claims.models import CandidateSource, Desk, Snapshot

NEEDS_NO_UPLOAD = "This page has been captured; there is nothing to upload. Drop it first if its copy is no good."
UPLOADED = "A person uploaded the page"


def unfit_reason(snapshot: Snapshot) -> str:
    """Why a copy cannot be a source, as the candidates that are dropped for it say; nothing when it can."""
    if snapshot.is_usable:
        return ""
    return f"{Quality(snapshot.quality).label}: {snapshot.quality_reason or 'not an article'}"


def let_pass(snapshot: Snapshot, *, by: User, desk: Desk, reason: str) -> list[CandidateSource]:
    """Overrule the label of a copy, and take up again the pages that were dropped for it.

    Gives those pages: on this desk, and on others where the person may propose sources. A page that a person dropped
    for another reason stays dropped.
    """
    why_dropped = unfit_reason(snapshot)
    with transaction.atomic():
        # Before the log is written to: a worker holds its candidate first, too.
        dropped = list(_dropped_with(snapshot).select_for_update(of=("self",), no_key=True).order_by("pk"))
        overrule_quality(snapshot, by=by, desk=desk, reason=reason)
        reopened = [row for row in dropped if why_dropped and row.status_reason.startswith(why_dropped)]
        reopened = [row for row in reopened if can(by, "propose_source", row.claim.desk)]
        for candidate in reopened:
            reopen_candidate(candidate, by=by, reason=reason, snapshot=snapshot)
    return reopened


def _dropped_with(snapshot: Snapshot) -> QuerySet[CandidateSource]:
    rows = CandidateSource.objects.filter(snapshot=snapshot, status=CandidateStatus.DROPPED)
    return rows.select_related("claim__desk")


def check_can_upload(candidate: CandidateSource, *, by: User) -> None:
    """Raise PermissionDenied, or TransitionDenied for a page that has its copy already."""
    for act in ("upload_page", "propose_source"):
        check_can(by, act, candidate.claim.desk)
    if candidate.status == CandidateStatus.KEPT and candidate.job_state != JobState.FAILED:
        raise TransitionDenied(NEEDS_NO_UPLOAD)


def take_uploaded_copy(candidate: CandidateSource, *, by: User, snapshot: Snapshot, name: str) -> None:
    """Have a page go on with the copy that a person handed in for it, wherever it stands."""
    check_can_upload(candidate, by=by)
    reason = f"{UPLOADED}: {name}"
    with transaction.atomic():
        if candidate.status == CandidateStatus.DROPPED:
            reopen_candidate(candidate, by=by, reason=reason, snapshot=snapshot)
            return
        CandidateSource.objects.filter(pk=candidate.pk).update(snapshot=snapshot)
        if candidate.job_state == JobState.FAILED:
            retry_work(candidate, by=by)
        else:
            candidate.wake_job()  # it waits for its capture, and goes on with this copy instead
        desk, details = candidate.claim.desk, {"url": candidate.url, "snapshot": snapshot.public_id}
        record_event(AuditAction.SOURCE_PROPOSED, candidate, by=by, desk=desk, reason=reason, details=details)
    candidate.refresh_from_db()
