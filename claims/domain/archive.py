"""Public archives: asked to keep a page as well, so that our copy does not stand alone."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.domain.audit import Machine, record_event
from claims.domain.permissions import check_can
from claims.domain.provider import ProviderFacts, missing_words
from claims.enums import AuditAction
from claims.errors import BadInput
from claims.models import ArchiveJob, Desk, Snapshot
from claims.models.base import MAX_URL_LENGTH

DATE_LENGTH, REMOTE_ID_LENGTH = 32, 200


def request_archive(snapshot: Snapshot, *, by: User, desk: Desk, facts: ProviderFacts) -> ArchiveJob:
    """A person asks that a public archive (`facts`) keep a page; asking again finds the work that is under way.

    Raises BadInput for what must not or cannot be sent: a page of the demo, one without an address, or an archive
    that lacks its key.
    """
    check_can(by, "archive_page", desk)
    address = _address_to_send(snapshot, facts)
    with transaction.atomic():
        known = ArchiveJob.objects.filter(snapshot=snapshot, archive=facts.name)
        job = known.unfinished().first() or known.exclude(archived_url="").first()
        if job is None:
            job = ArchiveJob.objects.create(
                snapshot=snapshot, desk=desk, requested_by=by, archive=facts.name, url=address
            )
            details = {"archive": facts.name, "url": address}
            record_event(AuditAction.ARCHIVE_REQUESTED, job, by=by, desk=desk, details=details)
    return job


def _address_to_send(snapshot: Snapshot, facts: ProviderFacts) -> str:
    if snapshot.is_demo:
        raise BadInput("Pages of the demo are not sent to public archives.", field="snapshot")
    if facts.missing:
        raise BadInput(missing_words(facts), field="archive", code="key_missing")
    address = next((url for url in (snapshot.final_url, snapshot.page.canonical_url) if url.startswith("http")), "")
    if not address:
        raise BadInput("This page has no address on the web, so no archive can fetch it.", field="snapshot")
    if len(address) > MAX_URL_LENGTH:
        raise BadInput(f"The address is longer than {MAX_URL_LENGTH} characters.", field="snapshot", code="too_long")
    return address


def record_sent(job: ArchiveJob, *, by: Machine, remote_id: str) -> None:
    """The archive took the address and works at it under this id."""
    job.remote_id = remote_id[:REMOTE_ID_LENGTH]
    with transaction.atomic():
        job.save(update_fields=["remote_id", "updated_at"])
        details = {"archive": job.archive, "url": job.url, "remote_id": job.remote_id}
        record_event(AuditAction.ARCHIVE_REQUESTED, job, by=by, desk=job.desk, details=details)


def record_kept(job: ArchiveJob, *, by: Machine, copy_url: str, timestamp: str) -> None:
    """The archive holds a copy: its address, and its moment as the archive states it."""
    job.archived_url, job.archived_at = copy_url, timestamp[:DATE_LENGTH]
    with transaction.atomic():
        job.save(update_fields=["archived_url", "archived_at", "updated_at"])
        details = {"archive": job.archive, "url": job.url, "copy": copy_url, "archived_at": job.archived_at}
        record_event(AuditAction.ARCHIVE_KEPT, job, by=by, desk=job.desk, details=details)


def record_refused(job: ArchiveJob, *, by: Machine, error: str) -> None:
    """The archive gave the work up; a retry begins by sending the address once more."""
    job.remote_id = ""
    with transaction.atomic():
        job.save(update_fields=["remote_id", "updated_at"])
        details = {"archive": job.archive, "url": job.url, "error": error}
        record_event(AuditAction.WORK_FAILED, job, by=by, desk=job.desk, details=details)
