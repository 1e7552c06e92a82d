"""Raw copies by their sha256: put once, never changed, hashed again on every read."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from claims.errors import BlobCorrupt, BlobMissing, StoreError, StoreFull

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# Nobody writes a raw copy twice, so nobody needs the right to.
_READ_ONLY = 0o444


class BlobStore:
    """A folder of files named by the sha256 of what they hold, spread over ``ab/cd/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, body: bytes) -> str:
        """Keep ``body`` and give its sha256 in hex; StoreFull or StoreError, and then nothing was kept.

        The same bytes are kept once. A copy that has gone bad is replaced by the good one.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.path_of(sha256)
        with explained(self.folder):
            if not _holds_body(path, body):
                _write_whole(path, body)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes kept under ``sha256``; BlobMissing, BlobCorrupt or StoreError."""
        path = self.path_of(sha256)
        with explained(self.folder):
            try:
                body = path.read_bytes()
            except FileNotFoundError as error:
                raise BlobMissing(
                    f"The raw copy {sha256} is not in {self.folder}; restore it from a backup."
                ) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BlobCorrupt(f"The raw copy {sha256} has been changed on disk; restore it from a backup.")
        return body

    def holds(self, sha256: str) -> bool:
        """Whether there is a copy under ``sha256``; only ``get`` tells whether it is still good."""
        return self.path_of(sha256).is_file()

    def path_of(self, sha256: str) -> Path:
        """Where the copy lies or would lie; StoreError when ``sha256`` is not 64 lower-case hex digits."""
        if not _SHA256.fullmatch(sha256):
            raise StoreError(f"{sha256[:80]!r} is not a sha256 of 64 hex digits.")
        return self.folder / sha256[:2] / sha256[2:4] / sha256


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn a fault of the disk into StoreFull or StoreError that names the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFull(f"The disk that holds {folder} is full; free some room and try again.") from error
        raise StoreError(f"The folder {folder} cannot be used: {error.strerror or error}.") from error


def _holds_body(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except FileNotFoundError:
        return False


def _write_whole(path: Path, body: bytes) -> None:
    """All of it under its name or nothing: written beside, forced to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_ONLY), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    force_folder(path.parent)


def force_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk: a new one, too, must outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
