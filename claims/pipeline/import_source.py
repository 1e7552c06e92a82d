"""A file from a folder or a web archive → Snapshot: kept as a captured page of the library."""

from dataclasses import dataclass

from django.utils import timezone

from claims.domain.audit import Actor
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.enums import CaptureMethod, Quality
from claims.errors import ExtractionError
from claims.models import Snapshot
from claims.pipeline.capture import filing_address
from claims.providers import registry
from claims.store.imports import ImportedFile


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file: a snapshot, new or known, or the reason why not."""

    name: str
    snapshot: Snapshot | None = None
    is_new: bool = False
    reason: str = ""


def import_source(source: ImportedFile, *, by: Actor, is_demo: bool = False) -> ImportResult:
    """Keep and read one file; importing the same bytes again finds the snapshot that is there."""
    sha256 = registry.blob_store().put(source.body)
    # A web archive records the address; a file on a disk has none that we could vouch for.
    address = filing_address(source.url, sha256=sha256)
    known = Snapshot.objects.filter(page__canonical_url=address, raw_sha256=sha256, is_source=True).first()
    if known:
        return ImportResult(source.name, snapshot=known)
    try:
        extracted = registry.extractor().extract(source.body, content_type=source.content_type, url=source.url)
    except ExtractionError as error:
        return ImportResult(source.name, reason=str(error))
    if extracted.quality != Quality.ARTICLE:
        reason = f"{Quality(extracted.quality).label}: {extracted.quality_reason}"
        return ImportResult(source.name, reason=reason)
    facts = _facts(source, sha256=sha256)
    snapshot = record_snapshot(
        facts, by=by, canonical_url=address, extracted=extracted, is_source=True, is_demo=is_demo
    )
    return ImportResult(source.name, snapshot=snapshot, is_new=True)


def _facts(source: ImportedFile, *, sha256: str) -> CaptureFacts:
    return CaptureFacts(
        method=CaptureMethod.IMPORTED,
        raw_sha256=sha256,
        raw_size=len(source.body),
        fetched_at=source.captured_at or timezone.now(),
        requested_url=source.url,
        final_url=source.url,
        headers=source.headers,
        content_type=source.content_type[:100],
    )
