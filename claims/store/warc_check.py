"""Stored WARC records read back bit by bit: one that was changed anywhere on the disk is told from a whole one.

Readers of WARC files are forgiving, and a gzip member has bytes that no checksum covers: its head, and the bits that
fill up its last byte. Here the head must be as we write it or as the next record has it, the filling must be zero, the
checksum and the length must be right, and so must be the digests inside the record.
"""

import contextlib
import functools
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.store.blobs import explained
from claims.store.warc import GZIP_LEVEL, WarcPlace

# What every gzip member without a name or a time begins with (RFC 1952 §2.3). Two more bytes belong to its head: how
# hard it was packed, and on what system.
_MARK = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
_EFFORT, _SYSTEM = 8, 9
_HEAD_BYTES = 10
# Checksum and length.
_TAIL_BYTES = 8
_GZIP = zlib.MAX_WBITS + 16
_CHUNK = 1_000_000
# Packed or not; pages of more than a few megabytes are rare, and what is longer could fill up the memory.
MOST_RECORD_BYTES = 512_000_000
_UNREADABLE = (ArchiveLoadFailed, StopIteration, EOFError, OSError, ValueError, AttributeError)

BREAKS_OFF = "it breaks off"
_TOO_LONG = f"it is longer than {MOST_RECORD_BYTES // 1_000_000} MB, packed or unpacked"


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """A record as it lies on the disk: ``fault`` says what is wrong with it, "" when it is whole.

    ``kind``, ``url`` and ``body_sha256`` are those of a whole record.
    """

    offset: int
    length: int
    fault: str = ""
    kind: str = ""
    url: str = ""
    body_sha256: str = ""


@dataclass(frozen=True, slots=True)
class _Content:
    """An open file, of which no more is read than is asked for; `size` is what it was when it was opened.

    It may be cut back meanwhile: then there is less to read, where a mapped file would end the process.
    """

    descriptor: int
    size: int

    def read(self, start: int, end: int) -> bytes:
        """The bytes from start to end, or to where the file ends."""
        parts: list[bytes] = []
        while start < end and (part := os.pread(self.descriptor, min(_CHUNK, end - start), start)):
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def find_mark(self, start: int, end: int) -> int:
        """Where a gzip member seems to begin first, -1 when none does."""
        for at in range(start, end, _CHUNK):
            found = self.read(at, min(at + _CHUNK + len(_MARK) - 1, end)).find(_MARK)
            if found >= 0:
                return at + found
        return -1

    def find_last_mark(self, end: int) -> int:
        """Where a gzip member seems to begin last, -1 when none does."""
        for at in range(end, 0, -_CHUNK):
            first = max(0, at - _CHUNK)
            found = self.read(first, min(at + len(_MARK) - 1, end)).rfind(_MARK)
            if found >= 0:
                return first + found
        return -1


class _DamagedError(Exception):
    """What is wrong with a record, in a few words."""


def check_record(folder: Path, place: WarcPlace) -> tuple[CheckedRecord, bytes]:
    """Read one record back, judged and as it lies there; BlobMissing when its file is gone, or StoreError.

    A record longer than any should be is damaged, and not read.
    """
    if Path(place.filename).name != place.filename:
        raise StoreError(f"{place.filename[:120]!r} is not the name of a WARC file of this store.")
    with _opened(folder / place.filename) as content:
        return _checked(content, place.offset, place.offset + place.length)


def whole_record(folder: Path, place: WarcPlace, *, body_sha256: str) -> bytes:
    """The stored bytes of a record that is whole and holds this body; BlobMissing, BlobCorrupt or StoreError."""
    checked, raw = check_record(folder, place)
    if checked.fault:
        where = f"The record at {place.offset} of {place.filename}"
        raise BlobCorrupt(f"{where} is damaged: {checked.fault}. Restore the file from a backup.")
    if checked.body_sha256 != body_sha256:
        raise BlobCorrupt(f"The record at {place.offset} of {place.filename} holds other bytes than the raw copy.")
    return raw


def check_rest(path: Path, named: Iterator[tuple[int, int]]) -> Iterator[CheckedRecord]:
    """Every record of a file but the ``named`` ones (offset and length, in order), which were checked already."""
    with _opened(path) as content:
        yield from _walk(content, named)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Content]:
    with explained(path.parent):
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            message = f"The WARC file {path.name} is not in {path.parent}; restore it from a backup."
            raise BlobMissing(message) from error
        with file:
            yield _Content(file.fileno(), os.fstat(file.fileno()).st_size)


def _walk(content: _Content, named: Iterator[tuple[int, int]]) -> Iterator[CheckedRecord]:
    place = 0
    upcoming = next(named, None)
    while place < content.size:
        while upcoming and upcoming[0] < place:
            upcoming = next(named, None)
        if upcoming and upcoming[0] == place:
            place += max(1, upcoming[1])
            continue
        end = _end_of(content, place, limit=upcoming[0] if upcoming else content.size)
        yield _checked(content, place, end)[0]
        place = end


def _end_of(content: _Content, place: int, *, limit: int) -> int:
    """Where the member at a place ends; one that cannot be unpacked ends where another seems to begin."""
    unpacker = zlib.decompressobj(_GZIP)
    at, waiting = place, b""
    try:
        while not unpacker.eof:
            if not waiting:
                waiting = content.read(at, min(at + _CHUNK, limit))
                at += len(waiting)
            if not waiting:
                return limit
            unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
    except zlib.error:
        found = content.find_mark(place + 1, limit)
        return found if found >= 0 else limit
    return at - len(unpacker.unused_data)


def _checked(content: _Content, start: int, end: int) -> tuple[CheckedRecord, bytes]:
    """What a record is, and the bytes of it; none of one that is too long."""
    if min(end, content.size) - start > MOST_RECORD_BYTES:
        return CheckedRecord(start, min(end, content.size) - start, fault=_TOO_LONG), b""
    raw = content.read(start, end)
    try:
        _check_head(content, start, end)
        return _read_record(_unpacked(raw), start, length=len(raw)), raw
    except _DamagedError as fault:
        return CheckedRecord(start, len(raw), fault=str(fault)), raw


def _check_head(content: _Content, start: int, end: int) -> None:
    """A file that was written on another system, or with another effort, has a head that its other records share."""
    head = content.read(start, min(start + _HEAD_BYTES, end))
    beside = end if content.read(end, end + len(_MARK)) == _MARK else max(0, content.find_last_mark(start))
    neighbour = content.read(beside, beside + _HEAD_BYTES)
    # The first record of a file, which only says what wrote it, is packed harder than all others.
    own = _own_head(GZIP_LEVEL if start else zlib.Z_BEST_COMPRESSION)
    efforts = {own[_EFFORT], *neighbour[_EFFORT:_SYSTEM]} if start and beside else {own[_EFFORT]}
    systems = {own[_SYSTEM], *neighbour[_SYSTEM:]}
    if not head.startswith(_MARK) or len(head) < _HEAD_BYTES:
        raise _DamagedError("it does not begin as a record does")
    if head[_EFFORT] not in efforts or head[_SYSTEM] not in systems:
        raise _DamagedError("its head is not the one that was written")


@functools.cache
def _own_head(level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return (packer.compress(b"") + packer.flush())[:_HEAD_BYTES]


def _unpacked(raw: bytes) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(raw[: -_TAIL_BYTES - 1], MOST_RECORD_BYTES)
        if unpacker.unconsumed_tail:
            raise _DamagedError(_TOO_LONG)
        before_last = unpacker.copy()
        plain += unpacker.decompress(raw[-_TAIL_BYTES - 1 :])
    except zlib.error as error:
        raise _DamagedError("its bytes are not those that were written") from error
    if not unpacker.eof:
        raise _DamagedError(BREAKS_OFF)
    if unpacker.unused_data or _has_filling(before_last, raw[-_TAIL_BYTES - 1 :]):
        raise _DamagedError("there are bytes in it that were not written")
    return plain


def _has_filling(before_last: "zlib._Decompress", last: bytes) -> bool:
    """Whether a bit is set that means nothing: without it, the last packed byte unpacks to the same."""
    set_bits = [1 << place for place in range(8) if last[0] & (1 << place)]
    return any(_unpacks(before_last.copy(), bytes([last[0] ^ bit]) + last[1:]) for bit in set_bits)


def _unpacks(unpacker: "zlib._Decompress", rest: bytes) -> bool:
    try:
        unpacker.decompress(rest)
    except zlib.error:
        return False
    return unpacker.eof and not unpacker.unused_data


def _read_record(plain: bytes, offset: int, *, length: int) -> CheckedRecord:
    # The reader is part of a ring of objects that is only cleared now and then; the bytes must be gone at once.
    with io.BytesIO(plain) as stream:
        try:
            record = next(ArchiveIterator(stream, check_digests="raise"))
            body = record.content_stream().read()
        except _UNREADABLE as error:
            raise _DamagedError("what it holds does not fit its digests") from error
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return CheckedRecord(offset, length, kind=record.rec_type, url=url, body_sha256=hashlib.sha256(body).hexdigest())
