"""Machine work as people see it: what waits, what failed, and putting it back in the queue."""

from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import transaction

from claims.domain.audit import Machine, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction, CaptureOutcome, JobState
from claims.errors import TransitionDenied
from claims.models import (
    ArchiveJob,
    Article,
    CandidateSource,
    CaptureJob,
    Claim,
    Desk,
    Encoding,
    Feed,
    ProviderTest,
    SearchJob,
    Snapshot,
)

WorkingRow: TypeAlias = (
    Article | Snapshot | Claim | SearchJob | CandidateSource | CaptureJob | Feed | ArchiveJob | ProviderTest | Encoding
)
WORKING_MODELS: tuple[type[WorkingRow], ...] = (
    Article,
    Snapshot,
    Claim,
    SearchJob,
    CandidateSource,
    CaptureJob,
    Feed,
    ArchiveJob,
    ProviderTest,
    Encoding,
)
WORKER = Machine("worker", "1")


def desk_of_work(row: WorkingRow) -> Desk | None:
    """The desk that the work is for; a source page, and its encoding, is the whole house's."""
    if isinstance(row, SearchJob | CandidateSource):
        return row.claim.desk
    return None if isinstance(row, Snapshot | Encoding) else row.desk


def retry_work(row: WorkingRow, *, by: User, desk: Desk | None = None) -> None:
    """A person puts failed work back in the queue, with all its attempts."""
    desk = desk_of_work(row) or desk
    if desk is None:
        raise TransitionDenied("Say for which desk the page is to be tried again.")
    check_can(by, "retry_work", desk)
    with transaction.atomic():
        if row.job_state != JobState.FAILED or not row.queue_job():
            state = JobState(row.job_state).label.lower()
            raise TransitionDenied(f"Only failed work can be retried; this is {state}.")
        _retry_capture(row)
        record_event(AuditAction.WORK_RETRIED, row, by=by, desk=desk, details={"error": row.job_error})
    row.refresh_from_db()


def _retry_capture(row: WorkingRow) -> None:
    """Work that failed over its page has the page captured again: what was refused may be there now.

    So has one whose bytes cannot be read: they may be damaged or gone, and no other attempt at them would help.
    """
    if not isinstance(row, Article | CandidateSource) or row.capture_job is None:
        return
    has_failed = row.capture_job.job_state == JobState.FAILED
    if has_failed and row.capture_job.is_to_fetch:
        row.capture_job.queue_job()
    elif has_failed or row.capture_job.outcome == CaptureOutcome.REFUSED:
        type(row).objects.filter(pk=row.pk).update(capture_job=None)


def record_work_failed(row: WorkingRow, *, by: Machine = WORKER, error: str) -> None:
    """Write down that the machine gave up on a row until a person retries it."""
    details: dict[str, Any] = {"error": error, "attempts": row.job_attempts}
    record_event(AuditAction.WORK_FAILED, row, by=by, desk=desk_of_work(row), details=details)
