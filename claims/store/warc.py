"""Exchanges as WARC records, so that other archives' tools can read what was fetched."""

import io
import os
import re
import secrets
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.store.blobs import explained, force_folder

# A file is closed at this size, which other archives' tools and backups are used to.
MAX_FILE_BYTES = 1_000_000_000
# Measured on pages of 30 kB: 40 % of the time of level 9, which the format's own writer uses, for 10 % more bytes.
GZIP_LEVEL = 3
_FILENAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.warc\.gz")
# The body is kept decoded, so these headers no longer describe it.
_NO_LONGER_TRUE = frozenset(("content-encoding", "transfer-encoding", "content-length"))
_KEPT_AS = "X-Archive-Orig-"
_LINE_BREAKS = re.compile(r"[\r\n\0]+")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class WarcPlace:
    """Where one record stands: the file, and the offset and length of its gzip member in bytes."""

    filename: str
    offset: int
    length: int


class WarcStore:
    """A folder of WARC files; each process appends to a file of its own, whichever of its threads writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._filename = ""
        self._pid = 0

    def write_exchange(
        self,
        *,
        url: str,
        status: int,
        reason: str,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
        address: str,
    ) -> WarcPlace:
        """Keep one response; arguments as for ``render_exchange``, errors as for ``append_records``."""
        record = render_exchange(
            url=url, status=status, reason=reason, headers=headers, body=body, fetched_at=fetched_at, address=address
        )
        return self.append_records([record])[0]

    def append_records(self, records: Sequence[bytes]) -> list[WarcPlace]:
        """Keep rendered records, and wait for the disk once; StoreFull or StoreError, and then nothing was kept."""
        if not records:
            return []
        with self._lock, explained(self.folder):
            filename, offset = self._append(b"".join(records))
        places = []
        for record in records:
            places.append(WarcPlace(filename, offset, len(record)))
            offset += len(record)
        return places

    def read_exchange(self, place: WarcPlace) -> tuple[dict[str, Any], bytes]:
        """The facts of an exchange and its body; BlobMissing, BlobCorrupt or StoreError.

        Facts: ``url``, ``status``, ``reason``, ``headers`` (pairs), ``fetched_at``, ``address``, ``payload_digest``.
        """
        raw = self._read_bytes(place)
        try:
            record = next(ArchiveIterator(io.BytesIO(raw), check_digests="raise"))
            body = record.content_stream().read()
        except (ArchiveLoadFailed, StopIteration, EOFError, OSError, ValueError) as error:
            raise BlobCorrupt(
                f"The record at {place.offset} of {place.filename} is damaged; restore it from a backup."
            ) from error
        return _facts_of(record), body

    def _append(self, record_bytes: bytes) -> tuple[str, int]:
        """Name of the file and offset of the first record; what a full disk cut short is taken off again."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._current_path()
        # Without a buffer, so that nothing is left to be written after the file has been cut back.
        with path.open("ab", buffering=0) as file:
            start = file.tell()
            head = b"" if start else _render_file_head(path.name)
            try:
                _write_all(file, head + record_bytes)
                os.fsync(file.fileno())
                if not start:
                    force_folder(self.folder)
            except OSError:
                file.truncate(start)
                raise
        return path.name, start + len(head)

    def _current_path(self) -> Path:
        # After a fork the other process still appends to the old file.
        if self._pid != os.getpid() or self._is_full():
            self._pid = os.getpid()
            now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            self._filename = f"claims-{now}-{secrets.token_hex(6)}.warc.gz"
        return self.folder / self._filename

    def _is_full(self) -> bool:
        path = self.folder / self._filename
        return path.is_file() and path.stat().st_size >= MAX_FILE_BYTES

    def _read_bytes(self, place: WarcPlace) -> bytes:
        if not _FILENAME.fullmatch(place.filename):
            raise StoreError(f"{place.filename[:120]!r} is not the name of a WARC file of this store.")
        with explained(self.folder):
            try:
                with (self.folder / place.filename).open("rb") as file:
                    file.seek(place.offset)
                    return file.read(place.length)
            except FileNotFoundError as error:
                raise BlobMissing(
                    f"The WARC file {place.filename} is not in {self.folder}; restore it from a backup."
                ) from error


def render_exchange(
    *,
    url: str,
    status: int,
    reason: str,
    headers: Sequence[tuple[str, str]],
    body: bytes,
    fetched_at: datetime,
    address: str,
    is_cut: bool = False,
) -> bytes:
    """One response, whose ``body`` is already decoded, as a record of its own (a gzip member).

    ``address`` is the IP address that answered, ``""`` when there was none. ``is_cut`` says that there was more of
    the body than was read.
    """
    return _render_response(
        url=url,
        head=StatusAndHeaders(_line(f"{status} {reason}"), _stored_headers(headers, body), protocol="HTTP/1.1"),
        body=body,
        warc_headers=_warc_headers(fetched_at, address) | ({"WARC-Truncated": "unspecified"} if is_cut else {}),
    )


def _write_all(file: io.FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _line(text: str) -> str:
    """One header line: a line break in a value would start a header of its own."""
    return _LINE_BREAKS.sub(" ", text).strip()


def _stored_headers(headers: Sequence[tuple[str, str]], body: bytes) -> list[tuple[str, str]]:
    """Headers that are true of the decoded body; the ones that were true of the wire stay under another name."""
    stored = []
    for name, value in headers:
        if _HEADER_NAME.fullmatch(name):
            kept_as = f"{_KEPT_AS}{name}" if name.lower() in _NO_LONGER_TRUE else name
            stored.append((kept_as, _line(value)))
    stored.append(("Content-Length", str(len(body))))
    return stored


def _warc_headers(fetched_at: datetime, address: str) -> dict[str, str]:
    moment = fetched_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {"WARC-Date": moment} | ({"WARC-IP-Address": _line(address)} if address else {})


def _render_response(*, url: str, head: StatusAndHeaders, body: bytes, warc_headers: dict[str, str]) -> bytes:
    """One gzip member that holds the response, with digests of block and payload."""
    out = io.BytesIO()
    # Version 1.1 of the format writes fractions of a second.
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        _line(url),
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict=warc_headers,
    )
    writer.write_record(record)
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(out.getbuffer()) + packer.flush()


def _render_file_head(filename: str) -> bytes:
    """The record every WARC file begins with: what wrote it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(
        writer.create_warcinfo_record(filename, {"software": "claims", "format": "WARC File Format 1.1"})
    )
    return out.getvalue()


def _facts_of(record: ArcWarcRecord) -> dict[str, Any]:
    warc, http = record.rec_headers, record.http_headers
    status, _, reason = http.statusline.partition(" ")
    return {
        "url": warc.get_header("WARC-Target-URI"),
        "status": int(status),
        "reason": reason,
        "headers": list(http.headers),
        "fetched_at": datetime.fromisoformat(warc.get_header("WARC-Date")),
        "address": warc.get_header("WARC-IP-Address") or "",
        "payload_digest": warc.get_header("WARC-Payload-Digest"),
    }
