"""ArchiveJob → a copy in a public archive: the address is sent, then asked after until it is kept."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims.domain.archive import record_kept, record_refused, record_sent
from claims.domain.audit import Machine
from claims.domain.provider import missing_words, provider_row, switched_off_words
from claims.errors import NotYet, ProviderError
from claims.models import ArchiveJob
from claims.pipeline.ask_provider import archive_facts, ask_in_turn
from claims.providers import registry
from claims.providers.base import Archive

# Save Page Now is mostly done within a minute, and drops what it could not do within hours.
# The row was last saved when the address was sent.
LOOK_AGAIN_SECONDS = 30.0
LONGEST_WAIT = timedelta(days=1)


def archive_snapshot(job: ArchiveJob) -> list[ArchiveJob]:
    """Send the address, or ask after it; nothing is ready afterwards.

    Raises NotYet while the archive is at work or it is not our turn, ProviderError when the archive refuses.
    """
    if job.archived_url:
        return []
    archive = _archive_of(job)
    by = Machine(archive.name, archive.version)
    if not job.remote_id:
        _send(job, archive, by=by)
        raise NotYet(f"{archive.label} was asked to keep the page.", retry_after=LOOK_AGAIN_SECONDS)
    _ask_after(job, archive, by=by)
    return []


def _archive_of(job: ArchiveJob) -> Archive:
    archive = registry.archives().get(job.archive)
    if archive is None:
        message = f"The archive {job.archive} is not among those that are on (the setting PROVIDERS)."
        raise ProviderError(message, permanent=True, code="switched_off")
    if archive.missing:
        raise ProviderError(missing_words(archive_facts()[job.archive]), permanent=True, code="key_missing")
    if words := switched_off_words(provider_row(job.archive)):
        raise ProviderError(words, permanent=True, code="switched_off")
    if registry.is_on_private_host(job.url):
        message = "This page is on a private host; its address is not given to a public archive."
        raise ProviderError(message, permanent=True, code="private_address")
    return archive


def _send(job: ArchiveJob, archive: Archive, *, by: Machine) -> None:
    remote_id, _ = ask_in_turn(
        archive, lambda: archive.save(job.url), row=provider_row(archive.name), holder=job.public_id
    )
    with transaction.atomic():
        job.hold_lease()
        record_sent(job, by=by, remote_id=remote_id)


def _ask_after(job: ArchiveJob, archive: Archive, *, by: Machine) -> None:
    row = provider_row(archive.name)
    try:
        copy, _ = ask_in_turn(archive, lambda: archive.check(job.remote_id), row=row, holder=job.public_id)
        if copy is None and job.updated_at < timezone.now() - LONGEST_WAIT:
            raise ProviderError(f"{archive.label} did not keep the page within a day.", permanent=True)
    except ProviderError as error:
        if not error.can_retry:
            _give_up(job, error, by=by)
        raise
    if copy is None:
        raise NotYet(f"{archive.label} is still at work.", retry_after=LOOK_AGAIN_SECONDS)
    with transaction.atomic():
        job.hold_lease()
        record_kept(job, by=by, copy_url=copy.url, timestamp=copy.timestamp)


def _give_up(job: ArchiveJob, error: ProviderError, *, by: Machine) -> None:
    with transaction.atomic():
        job.hold_lease()
        record_refused(job, by=by, error=str(error))
