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
# What the gate says of an address itself. A page that robots.txt closes is there for people, who may hand it in.
REFUSED_ADDRESSES = frozenset(
    {"private_address", "bad_url", "bad_scheme", "bad_port", "credentials_in_url", "too_long"}
)
NEVER_FETCHED = "No page can be handed in for an address that is never fetched."


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


def address_refusal(candidate: CandidateSource) -> str:
    """Why our gate would not go to the address itself; nothing when the page could not be had for another reason.

    What somebody saw at such an address is of a network of their own: nobody else can look whether it stood there.
    """
    capture = candidate.capture_job
    return capture.refusal if capture and capture.error_code in REFUSED_ADDRESSES else ""


def check_can_upload(candidate: CandidateSource, *, by: User) -> None:
    """Raise PermissionDenied, or TransitionDenied for a page that has its copy, or an address that is never fetched."""
    for act in ("upload_page", "propose_source"):
        check_can(by, act, candidate.claim.desk)
    if candidate.status == CandidateStatus.KEPT and candidate.job_state != JobState.FAILED:
        raise TransitionDenied(NEEDS_NO_UPLOAD)
    if refusal := address_refusal(candidate):
        raise TransitionDenied(f"{refusal} {NEVER_FETCHED}")


def take_uploaded_copy(candidate: CandidateSource, *, by: User, snapshot: Snapshot, name: str) -> None:
    """Have a page go on with the copy that a person handed in for it, wherever it stands."""
    check_can_upload(candidate, by=by)
    reason = f"{UPLOADED}: {name}"
    with transaction.atomic():
        if candidate.status == CandidateStatus.DROPPED:
            reopen_candidate(candidate, by=by, reason=reason, snapshot=snapshot)
            return
        details = {"url": candidate.url, "snapshot": snapshot.public_id} | _settle_with(candidate, snapshot)
        if candidate.job_state == JobState.FAILED:
            retry_work(candidate, by=by)
        else:
            candidate.wake_job()  # it waits for its capture, and goes on with this copy instead
        desk = candidate.claim.desk
        record_event(AuditAction.SOURCE_PROPOSED, candidate, by=by, desk=desk, reason=reason, details=details)
    candidate.refresh_from_db()


def _settle_with(candidate: CandidateSource, snapshot: Snapshot) -> dict[str, str]:
    """Have the copy stand where a capture was waited for, so that no retry goes to the page again; gives the latter."""
    waited_for = candidate.capture_job
    candidate.snapshot, candidate.capture_job = snapshot, None
    CandidateSource.objects.filter(pk=candidate.pk).update(snapshot=snapshot, capture_job=None)
    return {"instead_of": waited_for.public_id} if waited_for else {}
