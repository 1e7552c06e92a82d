"""Snapshots: what was captured, written down once."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from claims.domain.audit import Actor, record_event
from claims.enums import AuditAction, CaptureMethod, JobState, Quality
from claims.models import Page, Snapshot
from claims.text.extraction import ExtractedPage
from claims.text.urls import publisher_of


@dataclass(frozen=True, slots=True)
class CaptureFacts:
    """How the bytes came to us; `warc_*` say where the exchange lies, None for what was handed in."""

    method: CaptureMethod
    raw_sha256: str
    raw_size: int
    fetched_at: datetime
    requested_url: str = ""
    final_url: str = ""
    status_code: int | None = None
    headers: Sequence[Sequence[str]] = ()
    hops: Sequence[dict[str, Any]] = ()
    connected_address: str = ""
    content_type: str = ""
    warc_filename: str = ""
    warc_offset: int | None = None
    warc_length: int | None = None


def record_snapshot(
    facts: CaptureFacts,
    *,
    by: Actor,
    canonical_url: str,
    extracted: ExtractedPage,
    is_source: bool,
    is_demo: bool = False,
) -> Snapshot:
    """The snapshot of these bytes at this address; the same bytes again find the row that is there."""
    with transaction.atomic():
        page = _page_at(canonical_url, declared=extracted.canonical_url)
        snapshot, is_new = Snapshot.objects.get_or_create(
            page=page,
            raw_sha256=facts.raw_sha256,
            defaults=_columns(facts, extracted, is_source=is_source) | {"is_demo": is_demo},
        )
        if is_new:
            details = {"url": canonical_url, "sha256": facts.raw_sha256, "text_sha256": snapshot.text_sha256}
            record_event(AuditAction.SNAPSHOT_RECORDED, snapshot, by=by, details=details)
        elif is_source and not snapshot.is_source:
            _make_source(snapshot)
    return snapshot


def _page_at(canonical_url: str, *, declared: str) -> Page:
    publisher = publisher_of(canonical_url) or publisher_of(declared)
    page, _ = Page.objects.get_or_create(canonical_url=canonical_url, defaults={"publisher": publisher})
    return page


def _columns(facts: CaptureFacts, extracted: ExtractedPage, *, is_source: bool) -> dict[str, Any]:
    captured = {key: value for key, value in asdict(facts).items() if key not in {"method", "raw_sha256"}}
    read = asdict(extracted) | {
        "authors": list(extracted.authors),
        "page_starts": list(extracted.page_starts),
        "published_at": extracted.published_at[:32],
        "language": extracted.language[:8],
    }
    belongs_in_library = is_source and extracted.quality == Quality.ARTICLE
    return (
        captured
        | read
        | {
            "capture_method": facts.method,
            "headers": [list(pair) for pair in facts.headers],
            "hops": list(facts.hops),
            "text_sha256": hashlib.sha256(extracted.text.encode()).hexdigest(),
            "is_source": is_source,
            "job_state": JobState.QUEUED if belongs_in_library else JobState.DONE,
        }
    )


def _make_source(snapshot: Snapshot) -> None:
    """A page that was only an article under check becomes a source as well."""
    Snapshot.objects.filter(pk=snapshot.pk).update(is_source=True)
    snapshot.refresh_from_db()
    if snapshot.quality == Quality.ARTICLE:
        snapshot.queue_job()
        snapshot.refresh_from_db()
