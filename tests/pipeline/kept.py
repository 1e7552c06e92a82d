"""Copies whose bytes, record and log entry are really there, as a capture leaves them."""

import itertools
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connection

from claims.domain.audit import Machine
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.enums import CaptureMethod
from claims.models import Snapshot
from claims.models.guards import remove_guards
from claims.net.visit import rendered
from claims.pipeline.capture import keep_exchanges
from claims.providers import registry
from claims.text.extraction import ExtractedPage
from tests.pipeline.site import make_answer

NUMBER = itertools.count(1)
MOMENT = datetime(2024, 11, 21, 9, 14, 6, tzinfo=UTC)
TEXT = "133 states signed the convention. In November 2024 the convention had 164 states parties."
ADDRESS = "192.0.2.1"


def extracted_page(text: str = TEXT, **fields: Any) -> ExtractedPage:
    facts = {
        "title": "A page",
        "authors": (),
        "published_at": "",
        "language": "en",
        "text": text,
        "quality": "article",
        "quality_reason": "",
        "canonical_url": "",
        "page_starts": (),
        "extractor": "trafilatura",
        "extractor_version": "2",
    }
    return ExtractedPage(**{**facts, **fields})


def fetched_copy(*, url: str = "", text: str = TEXT, body: bytes | None = None, **fields: Any) -> Snapshot:
    """A copy that came over the network: a raw copy, a WARC record and a row; each a second later than the last."""
    number = next(NUMBER)
    url = url or f"https://example.org/page-{number}"
    body = f"<p>{text}</p> {number}".encode() if body is None else body
    moment = MOMENT + timedelta(seconds=number)
    sha256 = registry.blob_store().put(body)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    place = registry.warc_store().write_exchange(
        url=url, status=200, reason="OK", headers=headers, body=body, fetched_at=moment, address=ADDRESS
    )
    facts = CaptureFacts(
        method=CaptureMethod.FETCHED,
        raw_sha256=sha256,
        raw_size=len(body),
        fetched_at=moment,
        requested_url=url,
        final_url=url,
        status_code=200,
        headers=headers,
        connected_address=ADDRESS,
        content_type="text/html",
        warc_filename=place.filename,
        warc_offset=place.offset,
        warc_length=place.length,
    )
    return _recorded(facts, url=url, text=text, **fields)


def redirected_copy(*, text: str = TEXT) -> Snapshot:
    """A copy to which a redirect led: two WARC records."""
    number = next(NUMBER)
    final_url = f"https://example.org/moved-{number}"
    body = f"<p>{text}</p> {number}".encode()
    answer = make_answer(f"https://example.org/page-{number}", body, final_url=final_url)
    [facts] = keep_exchanges([rendered(answer)])
    registry.blob_store().put(body)
    return _recorded(facts, url=final_url, text=text)


def imported_copy(*, text: str = TEXT, **fields: Any) -> Snapshot:
    """A copy that came as a file, without an exchange."""
    body = f"{text} {next(NUMBER)}".encode()
    sha256 = registry.blob_store().put(body)
    facts = CaptureFacts(
        method=CaptureMethod.IMPORTED,
        raw_sha256=sha256,
        raw_size=len(body),
        fetched_at=MOMENT,
        content_type="text/plain",
    )
    return _recorded(facts, url=f"urn:sha256:{sha256}", text=text, **fields)


def _recorded(facts: CaptureFacts, *, url: str, text: str, **fields: Any) -> Snapshot:
    page = extracted_page(text, **fields)
    return record_snapshot(facts, by=Machine("tests", "1"), canonical_url=url, extracted=page, is_source=True)


def flip_byte(path, offset: int, *, bits: int = 0xFF) -> None:
    """One byte of a file, turned over on the disk."""
    content = bytearray(path.read_bytes())
    content[offset] ^= bits
    path.chmod(0o644)
    path.write_bytes(bytes(content))


def forge(sql: str, *values: Any) -> None:
    """What somebody with the database in their hands can do."""
    remove_guards(None, SimpleNamespace(connection=connection))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def raw_path(snapshot: Snapshot):
    return registry.blob_store().path_of(snapshot.raw_sha256)


def warc_path(snapshot: Snapshot):
    return registry.warc_store().folder / snapshot.warc_filename
