"""What a person brings: folders of pages and notes, WARC and WACZ files, read one by one.

Nothing is unpacked to the disk, and one bad file never stops the others: it comes back as refused, with the reason.
"""

import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

CONTENT_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_WARC_ENDINGS = (".warc", ".warc.gz")
_WACZ_ENDING = ".wacz"
_READABLE_TYPES = ("text/", "application/pdf", "application/xhtml+xml")
# A text page of real markup packs ten to one, at most thirty to one; deflate alone can reach a thousand.
MAX_RATIO = 100
# Below this a high ratio is only an empty page.
_RATIO_FROM_BYTES = 5_000_000
# The largest web archives of one desk are a few gigabytes.
MAX_ARCHIVE_BYTES = 20_000_000_000
_CHUNK = 65_536
_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_WARC_FAULTS = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    zlib.error,
    gzip.BadGzipFile,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One page or note.

    ``name`` is relative, with "/"; ``url`` is the recorded address of an archived page, ``""`` for a plain file.
    """

    name: str
    url: str
    body: bytes
    content_type: str
    captured_at: datetime | None
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Something that cannot be brought in, and why, in one sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to look at, or why it is not looked at (``refusal``)."""

    path: Path
    name: str
    refusal: str = ""


_Peekable = io.BufferedReader | zipfile.ZipExtFile


class _BombFoundError(Exception):
    """An archive unpacks to far more than it should."""


def read_imports(paths: Sequence[Path], *, max_bytes: int = 20_000_000) -> Iterator[ImportedFile | RefusedFile]:
    """Everything under ``paths`` in sorted order; a file or record over ``max_bytes`` (decoded) is refused."""
    for found in _find_files(paths):
        if found.refusal:
            yield RefusedFile(found.name, found.refusal)
        elif _is_archive(found.name):
            yield from _read_archive(found, max_bytes)
        else:
            yield _read_file(found, max_bytes)


def count_imports(paths: Sequence[Path]) -> int:
    """How many files ``read_imports`` looks at; an archive counts as one."""
    return sum(1 for _ in _find_files(paths))


def _find_files(paths: Sequence[Path]) -> Iterator[_Found]:
    for path in paths:
        name = _shown(path.name or path.resolve().name)
        if path.is_dir():
            yield from _walk(path, name)
        else:
            yield _Found(path, name, _refusal_of(path))


def _walk(folder: Path, name: str) -> Iterator[_Found]:
    """Files below ``folder``, never through a link to a folder: such links make loops and lead outside."""
    root = folder.resolve()
    refused: list[_Found] = []

    def note_unreadable(error: OSError) -> None:
        inner = Path(os.fsdecode(error.filename))
        refused.append(_Found(inner, _relative(inner, folder, name), "The folder cannot be opened; check its rights."))

    for current, folders, files in os.walk(folder, onerror=note_unreadable):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for one in [*folders]:
            path = Path(current, one)
            if path.is_symlink():
                folders.remove(one)
                yield _Found(path, _relative(path, folder, name), "It is a link to a folder; bring that folder itself.")
        for one in sorted(files):
            path = Path(current, one)
            yield _Found(path, _relative(path, folder, name), _outside(path, root) or _refusal_of(path))
    yield from refused


def _relative(path: Path, folder: Path, name: str) -> str:
    return _shown(PurePosixPath(name, path.relative_to(folder).as_posix()).as_posix())


def _shown(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 come from the system as lone surrogates."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _outside(path: Path, root: Path) -> str:
    """A link in a folder that somebody else made may point at any file of this machine."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
        return "It is a link that leads out of the folder; bring the file itself."
    return ""


def _refusal_of(path: Path) -> str:
    """Why a file is not even opened, ``""`` when it may be."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "There is no such file or folder."
    except OSError as error:
        return f"It cannot be looked at: {error.strerror}."
    if not stat.S_ISREG(mode):
        return "It is not a file but a device or a pipe."
    if _is_archive(path.name) or path.suffix.lower() in CONTENT_TYPES:
        return ""
    return "Files of this kind are not read; bring HTML, PDF, text, Markdown, WARC or WACZ."


def _is_archive(name: str) -> bool:
    return name.lower().endswith((*_WARC_ENDINGS, _WACZ_ENDING))


def _too_large(max_bytes: int) -> str:
    return f"It is larger than {max_bytes:,} bytes."


def _read_file(found: _Found, max_bytes: int) -> ImportedFile | RefusedFile:
    try:
        with found.path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except OSError as error:
        return RefusedFile(found.name, f"It cannot be opened: {error.strerror}.")
    if len(body) > max_bytes:
        return RefusedFile(found.name, _too_large(max_bytes))
    if not body.strip():
        return RefusedFile(found.name, "It is empty.")
    return ImportedFile(found.name, "", body, CONTENT_TYPES[found.path.suffix.lower()], None, ())


def _read_archive(found: _Found, max_bytes: int) -> Iterator[ImportedFile | RefusedFile]:
    try:
        with found.path.open("rb") as file:
            if found.name.lower().endswith(_WACZ_ENDING):
                yield from _read_wacz(file, found.name, max_bytes)
            else:
                yield from _read_warc(file, found.name, max_bytes)
    except OSError as error:
        yield RefusedFile(found.name, f"It cannot be opened: {error.strerror or error}.")


def _read_wacz(file: _Peekable, name: str, max_bytes: int) -> Iterator[ImportedFile | RefusedFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            refusal = _archive_refusal(archive.infolist())
            if refusal:
                yield RefusedFile(name, refusal)
                return
            members = [member for member in archive.infolist() if member.filename.lower().endswith(_WARC_ENDINGS)]
            for member in sorted(members, key=lambda one: one.filename):
                with archive.open(member) as stream:
                    yield from _read_warc(
                        cast(zipfile.ZipExtFile, stream), f"{name}/{_shown(member.filename)}", max_bytes
                    )
            if not members:
                yield RefusedFile(name, "It holds no WARC file, so it is not a web archive.")
    except _ZIP_FAULTS:
        yield RefusedFile(name, "The archive is damaged or locked; what could be read of it was read.")


def _archive_refusal(members: Iterable[zipfile.ZipInfo]) -> str:
    """Why no member of an archive is opened: names that climb out, or sizes that only a bomb has."""
    total = 0
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(member.filename):
            return f"It holds a file that would lie outside of it ({_shown(member.filename)[:80]})."
        if member.file_size > _RATIO_FROM_BYTES and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            return "It unpacks to far more than a web archive would; it looks like a zip bomb."
        total += member.file_size
    if total > MAX_ARCHIVE_BYTES:
        return f"It unpacks to more than {MAX_ARCHIVE_BYTES:,} bytes."
    return ""


def _read_warc(file: _Peekable, name: str, max_bytes: int) -> Iterator[ImportedFile | RefusedFile]:
    has_records = False
    try:
        for record in ArchiveIterator(_unpacked(file), arc2warc=True):
            has_records = True
            outcome = _read_record(record, name, max_bytes)
            if outcome is not None:
                yield outcome
    except _BombFoundError:
        yield RefusedFile(name, "It unpacks to far more than a web archive would; the rest of it was not read.")
    except _WARC_FAULTS:
        yield RefusedFile(name, "The archive breaks off or is damaged; the records before that were read.")
    else:
        if not has_records:
            yield RefusedFile(name, "The archive holds no records.")


def _unpacked(file: _Peekable) -> "_Peekable | _Unpacking":
    """The archive's own bytes: unpacked here and not by the reader, which would follow a bomb to its end."""
    return _Unpacking(file) if file.peek(2)[:2] == b"\x1f\x8b" else file


class _Unpacking:
    """Unpacks gzip and raises _BombFoundError once the output has grown out of all proportion to the input."""

    def __init__(self, file: _Peekable) -> None:
        self._packed = _Counted(file)
        self._unpacked = gzip.GzipFile(fileobj=cast(IO[bytes], self._packed))
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        try:
            chunk = self._unpacked.read(size if size >= 0 else _CHUNK)
        except EOFError as error:
            # The reader of records takes EOFError for a proper end.
            raise gzip.BadGzipFile("cut short") from error
        self._position += len(chunk)
        if self._position > _RATIO_FROM_BYTES + MAX_RATIO * self._packed.count:
            raise _BombFoundError
        return chunk

    def tell(self) -> int:
        return self._position


class _Counted:
    """A file that counts what has been read from it."""

    def __init__(self, file: _Peekable) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.count += len(chunk)
        return chunk


def _read_record(record: ArcWarcRecord, name: str, max_bytes: int) -> ImportedFile | RefusedFile | None:
    """The page in a record; None for records that hold no page (requests, notes on the crawl)."""
    if record.rec_type not in ("response", "resource", "revisit"):
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = f"{name}#{url}"
    refusal = _record_refusal(record)
    if refusal:
        return RefusedFile(name, refusal)
    body = _read_decoded(record, max_bytes)
    if len(body) > max_bytes:
        return RefusedFile(name, _too_large(max_bytes))
    if _is_cut_short(record):
        return RefusedFile(name, "The archive breaks off in the middle of this record.")
    if not body.strip():
        return RefusedFile(name, "It is empty.")
    headers = tuple(record.http_headers.headers) if record.http_headers else ()
    return ImportedFile(name, url, body, _type_of(record), _moment_of(record), headers)


def _record_refusal(record: ArcWarcRecord) -> str:
    if record.rec_type == "revisit":
        return "It only says that the page had not changed since an earlier visit."
    if record.http_headers is not None:
        status = record.http_headers.get_statuscode()
        if status != "200":
            return f"The site answered with status {status[:10]}, not with a page."
        packing = (record.http_headers.get_header("content-encoding") or "identity").lower().strip()
        if packing not in ("identity", *BufferedReader.get_supported_decompressors()):
            return f"It is packed with {packing[:20]}, which is not read here."
    content_type = _type_of(record)
    if not content_type.lower().startswith(_READABLE_TYPES):
        return f"It is not a page but {content_type[:60] or 'of an unknown type'}."
    return ""


def _read_decoded(record: ArcWarcRecord, max_bytes: int) -> bytes:
    """The body as a browser would see it, at most one byte more than ``max_bytes``."""
    stream, parts, length = record.content_stream(), [], 0
    while length <= max_bytes:
        chunk = stream.read(_CHUNK)
        if not chunk:
            break
        parts.append(chunk)
        length += len(chunk)
    return b"".join(parts)


def _is_cut_short(record: ArcWarcRecord) -> bool:
    """Whether the archive ended before the record did; reads the record to its end."""
    stream = record.raw_stream
    while stream.read(_CHUNK):
        continue
    return isinstance(stream, LimitReader) and stream.limit > 0


def _type_of(record: ArcWarcRecord) -> str:
    if record.http_headers is not None:
        return str(record.http_headers.get_header("Content-Type") or "")
    return str(record.rec_headers.get_header("Content-Type") or "")


def _moment_of(record: ArcWarcRecord) -> datetime | None:
    try:
        return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
