"""A row that needs a page → its CaptureJob, once it is settled; until then the row waits, and holds no worker."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.capture import request_capture
from claims.enums import CaptureReason, JobState
from claims.errors import FetchFailed, NotYet
from claims.models import Article, CandidateSource, CaptureJob

# A settled capture wakes whoever waits for it; this is only for a wake that was lost.
LOOK_AGAIN_SECONDS = 60.0
WAITING = "Waiting for its page to be captured."


def settled_capture(
    row: Article | CandidateSource, *, by: Machine, reason: CaptureReason, is_source: bool
) -> CaptureJob:
    """The settled capture of the row's address.

    Raises NotYet while it is under way, asking for it first where nobody has, and FetchFailed when the
    machines gave up on it.
    """
    with transaction.atomic():
        row.hold_lease()
        capture = _locked(row) or _request(row, by=by, reason=reason, is_source=is_source)
        # Within the lock of the capture: once it is settled, whoever settles it sees that this row waits.
        if not capture.is_settled and capture.job_state != JobState.FAILED:
            trouble = capture.job_error
            row.postpone_job(trouble or WAITING, seconds=LOOK_AGAIN_SECONDS, is_trouble=bool(trouble))
    if capture.is_settled:
        return capture
    if capture.job_state == JobState.FAILED:
        raise FetchFailed(capture.job_error, code=capture.error_code or None, can_retry=False)
    raise NotYet(WAITING, retry_after=LOOK_AGAIN_SECONDS, is_trouble=False, ready=[capture])


def _locked(row: Article | CandidateSource) -> CaptureJob | None:
    if row.capture_job_id is None:
        return None
    return CaptureJob.objects.select_for_update(of=("self",), no_key=True).get(pk=row.capture_job_id)


def _request(row: Article | CandidateSource, *, by: Machine, reason: CaptureReason, is_source: bool) -> CaptureJob:
    desk = row.desk if isinstance(row, Article) else row.claim.desk
    requested = request_capture(row.url, by=by, reason=reason, desk=desk, is_source=is_source)
    type(row).objects.filter(pk=row.pk).update(capture_job=requested)
    row.capture_job = CaptureJob.objects.select_for_update(of=("self",), no_key=True).get(pk=requested.pk)
    return row.capture_job
