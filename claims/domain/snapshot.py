"""Snapshots: what was captured, written down once; seen again, overruled, and compared with each other."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone

from claims.domain.audit import Actor, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction, CaptureMethod, JobState, Quality
from claims.errors import BadInput, TransitionDenied
from claims.models import Desk, Page, Snapshot
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


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One copy of a page beside the copy before it; lengths are in characters.

    `characters_more` is below 0 for a text that became shorter, and None for the first copy. `is_text_unchanged` says
    that only what is around the text changed: menus, advertisements, scripts.
    """

    snapshot: Snapshot
    text_length: int
    characters_more: int | None = None
    is_text_unchanged: bool = False


def record_snapshot(
    facts: CaptureFacts,
    *,
    by: Actor,
    canonical_url: str,
    extracted: ExtractedPage,
    is_source: bool,
    is_demo: bool = False,
    uploaded_by: User | None = None,
) -> Snapshot:
    """The snapshot of these bytes at this address; the same bytes again find the row that is there, seen once more."""
    with transaction.atomic():
        columns = _columns(facts, extracted, is_source=is_source) | {"is_demo": is_demo, "uploaded_by": uploaded_by}
        snapshot, is_new = _snapshot_at(canonical_url, extracted.canonical_url, columns)
        if is_new:
            details = {"url": canonical_url, "sha256": facts.raw_sha256, "text_sha256": snapshot.text_sha256}
            record_event(AuditAction.SNAPSHOT_RECORDED, snapshot, by=by, details=details)
        else:
            touch_seen(snapshot, by=by, at=facts.fetched_at)
            if is_source and not snapshot.is_source:
                _make_source(snapshot)
    return snapshot


def record_uploaded_page(
    facts: CaptureFacts, *, by: User, desk: Desk, canonical_url: str, extracted: ExtractedPage, name: str
) -> Snapshot:
    """The snapshot of a page that a person of the desk hands in for an address that we could not fetch."""
    check_can(by, "upload_page", desk)
    with transaction.atomic():
        snapshot = record_snapshot(
            facts, by=by, canonical_url=canonical_url, extracted=extracted, is_source=True, uploaded_by=by
        )
        details = {"url": canonical_url, "sha256": facts.raw_sha256, "name": name}
        record_event(AuditAction.PAGE_UPLOADED, snapshot, by=by, desk=desk, details=details)
    return snapshot


def touch_seen(snapshot: Snapshot, *, by: Actor, at: datetime) -> None:
    """The page still gave the same bytes at that time: a trace on the row. `by` is who looked."""
    if at <= (snapshot.last_seen_at or snapshot.fetched_at):
        return
    is_later = Q(last_seen_at=None) | Q(last_seen_at__lt=at)
    if Snapshot.objects.filter(is_later, pk=snapshot.pk).update(last_seen_at=at):
        snapshot.last_seen_at = at


def overrule_quality(snapshot: Snapshot, *, by: User, desk: Desk, reason: str) -> None:
    """A person says that a page will do as evidence although the machine calls it something else, and why.

    The machine's label stays. A source goes into the library.
    """
    check_can(by, "overrule_quality", desk)
    reason = reason.strip()
    if not reason:
        raise BadInput("Say why the page may be used.", field="reason")
    label = Quality(snapshot.quality).label.lower()
    if snapshot.quality == Quality.ARTICLE:
        raise TransitionDenied("The page is labelled as an article already; there is nothing to overrule.")
    if not snapshot.text.strip():
        raise TransitionDenied(f"There is no text in this copy ({label}) to quote from. Upload the page instead.")
    with transaction.atomic():
        _overrule(snapshot, by=by, reason=reason)
        details = {"quality": str(snapshot.quality), "quality_reason": snapshot.quality_reason}
        record_event(AuditAction.QUALITY_OVERRULED, snapshot, by=by, desk=desk, reason=reason, details=details)
    snapshot.refresh_from_db()


def _overrule(snapshot: Snapshot, *, by: User, reason: str) -> None:
    now = timezone.now()
    untouched = Snapshot.objects.filter(pk=snapshot.pk, overruled_at=None)
    if not untouched.update(overruled_by=by, overruled_at=now, overrule_reason=reason, updated_at=now):
        raise TransitionDenied("Somebody has overruled the label of this copy already.")
    if snapshot.is_source:
        snapshot.queue_job()


def versions_of(page: Page, *, user: object, limit: int = 20) -> list[PageVersion]:
    """The copies of a page that the person may see, newest first, each with what changed since the one before.

    Their texts are told apart by hash and length, and stay in the database: this is asked for every few seconds.
    """
    newest_first = Snapshot.objects.filter(page=page).order_by("-fetched_at", "-pk")
    # One more than is shown, to compare the oldest of them with. Lengths are taken of these alone.
    shown = list(newest_first.visible_to(user).values_list("pk", flat=True)[: limit + 1])
    snapshots = list(newest_first.filter(pk__in=shown).defer("text").annotate(text_length=Length("text")))
    versions = [_version(snapshot, before) for snapshot, before in pairwise([*snapshots, None])]
    return versions[:limit]


def _version(snapshot: Any, before: Any) -> PageVersion:
    if before is None:
        return PageVersion(snapshot, snapshot.text_length)
    more = snapshot.text_length - before.text_length
    return PageVersion(snapshot, snapshot.text_length, more, snapshot.text_sha256 == before.text_sha256)


def in_order(one: Snapshot, other: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The older and the newer of two copies of one page; BadInput for copies of two pages."""
    if one.page_id != other.page_id:
        raise BadInput("These are copies of two pages; only copies of one page can be compared.", field="with")
    older, newer = sorted((one, other), key=lambda copy: (copy.fetched_at, copy.pk))
    return older, newer


def _snapshot_at(canonical_url: str, declared: str, columns: dict[str, Any]) -> tuple[Snapshot, bool]:
    publisher = publisher_of(canonical_url) or publisher_of(declared)
    page, is_new_page = Page.objects.get_or_create(canonical_url=canonical_url, defaults={"publisher": publisher})
    if is_new_page:  # nobody else can have a copy of it yet
        return Snapshot.objects.create(page=page, **columns), True
    return Snapshot.objects.get_or_create(page=page, raw_sha256=columns["raw_sha256"], defaults=columns)


def _columns(facts: CaptureFacts, extracted: ExtractedPage, *, is_source: bool) -> dict[str, Any]:
    # Not `asdict`, which copies every header and hop.
    captured = {field.name: getattr(facts, field.name) for field in fields(facts) if field.name != "method"}
    read = {field.name: getattr(extracted, field.name) for field in fields(extracted)} | {
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
    if snapshot.is_usable:
        snapshot.queue_job()
        snapshot.refresh_from_db()
