"""Snapshot → WACZ: the stored copy, its record and its hashes as one file that other archives' tools can check."""

import contextlib
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings

from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.models import Snapshot
from claims.pipeline.capture import place_of, redirect_places
from claims.providers import registry
from claims.store.wacz import WaczPage, resource_record, write_wacz
from claims.store.warc import WarcPlace
from claims.store.warc_check import whole_record

# Of a redirect the head alone is kept.
NO_BODY = hashlib.sha256(b"").hexdigest()
WACZ_TYPE = "application/wacz"


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """The WARC records of a copy, redirects before the page, and what is wrong with it, one sentence each."""

    records: tuple[bytes, ...]
    faults: tuple[str, ...]


def export_snapshot(snapshot: Snapshot, out: BinaryIO, *, is_damaged_allowed: bool = False) -> tuple[str, ...]:
    """Write the copy into `out` as a WACZ file; returns what is wrong with it, nothing for a whole one.

    BlobCorrupt for a damaged copy, unless that is allowed; StoreError when nothing of it is left. Nothing has been
    written then.
    """
    copy = read_copy(snapshot)
    if copy.faults and not is_damaged_allowed:
        raise BlobCorrupt(f"The copy {snapshot.public_id} is damaged, so it proves nothing: {' '.join(copy.faults)}")
    page = WaczPage(
        page_id=snapshot.public_id,
        url=_recorded_url(snapshot),
        title=snapshot.title,
        captured_at=snapshot.fetched_at,
        text=snapshot.text,
        read_records=lambda: copy.records,
    )
    write_wacz(
        out,
        pages=[page],
        title=snapshot.title or page.url,
        description=_description(snapshot, copy.faults),
        software=f"factcheck-workbench {settings.VERSION}",
        facts={"snapshots": [_facts(snapshot, copy.faults)]},
    )
    return copy.faults


def open_export(snapshot: Snapshot, *, is_damaged_allowed: bool = False) -> BinaryIO:
    """The WACZ file of the copy, to be read from its beginning; it has no name and is gone when it is closed.

    Raises what `export_snapshot` raises.
    """
    with contextlib.ExitStack() as on_failure:
        file = on_failure.enter_context(tempfile.TemporaryFile())
        export_snapshot(snapshot, file, is_damaged_allowed=is_damaged_allowed)
        file.seek(0)
        on_failure.pop_all()  # whoever asked closes it
    return file


def read_copy(snapshot: Snapshot) -> ReadCopy:
    """The record of a copy, read back and compared with every hash; of a damaged copy what is left. StoreError."""
    faults: list[str] = []
    body = _tried(lambda: registry.blob_store().get(snapshot.raw_sha256), faults)
    stored = _tried(lambda: _stored_record(snapshot), faults) if snapshot.warc_filename else None
    if hashlib.sha256(snapshot.text.encode()).hexdigest() != snapshot.text_sha256:
        faults.append("The text in the database no longer has its hash.")
    if snapshot.damage and not faults:
        faults.append(f"A check of the store found: {snapshot.damage}")
    redirects = [read for place in redirect_places(snapshot) if (read := _tried(_redirect_at(place), faults))]
    record = stored or (_made_record(snapshot, body) if body is not None else None)
    if record is None:
        raise StoreError(f"Nothing is left of the copy {snapshot.public_id}: {' '.join(faults)}")
    return ReadCopy((*redirects, record), tuple(faults))


def _tried(read: Callable[[], bytes], faults: list[str]) -> bytes | None:
    """What was read; None, with the fault noted, when the store has not kept it."""
    try:
        return read()
    except (BlobMissing, BlobCorrupt) as error:
        faults.append(str(error))
        return None


def _stored_record(snapshot: Snapshot) -> bytes:
    return whole_record(registry.warc_store().folder, place_of(snapshot), body_sha256=snapshot.raw_sha256)


def _redirect_at(place: WarcPlace) -> Callable[[], bytes]:
    return lambda: whole_record(registry.warc_store().folder, place, body_sha256=NO_BODY)


def _made_record(snapshot: Snapshot, body: bytes) -> bytes:
    """What came without an exchange, or has lost it, is a resource and not a response."""
    return resource_record(
        url=_recorded_url(snapshot), body=body, content_type=snapshot.content_type, captured_at=snapshot.fetched_at
    )


def _recorded_url(snapshot: Snapshot) -> str:
    return snapshot.final_url or snapshot.page.canonical_url


def _description(snapshot: Snapshot, faults: tuple[str, ...]) -> str:
    method = snapshot.get_capture_method_display()
    said = f"One stored copy, {snapshot.public_id}. {method}, {snapshot.fetched_at:%Y-%m-%d %H:%M:%S} UTC."
    return f"{said} DAMAGED: {' '.join(faults)}" if faults else said


def _facts(snapshot: Snapshot, faults: tuple[str, ...]) -> dict[str, Any]:
    """What proves the copy beyond the record itself."""
    return {
        "id": snapshot.public_id,
        "captureMethod": snapshot.capture_method,
        "requestedUrl": snapshot.requested_url,
        "redirects": snapshot.hops,
        "connectedAddress": snapshot.connected_address,
        "rawSha256": snapshot.raw_sha256,
        "rawBytes": snapshot.raw_size,
        "textSha256": snapshot.text_sha256,
        "extractor": f"{snapshot.extractor} {snapshot.extractor_version}".strip(),
        "quality": snapshot.quality,
        "damage": list(faults),
    }
