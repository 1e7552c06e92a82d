"""Content encodings undone piece by piece, so that a small bomb can never become a large one in memory."""

import zlib
from collections.abc import Iterable, Iterator

from claims.errors import FetchFailed

_GZIP_NAMES = frozenset({"gzip", "x-gzip"})
_GZIP_WINDOW = zlib.MAX_WBITS | 16  # zlib's way to say: with a gzip header
_GZIP_MAGIC = b"\x1f\x8b"
_PIECE_BYTES = 65_536


def accepted_encodings(max_encodings: int) -> str:
    """What is asked for: nothing else has a decoder here, and each further decoder is one more thing to attack."""
    return "gzip, identity" if max_encodings > 0 else "identity"


def decoded(
    chunks: Iterable[bytes], *, content_encoding: str, max_bytes: int, max_encodings: int, host: str
) -> Iterator[bytes]:
    """The pieces of a body with its content encodings undone, never more than ``max_bytes`` in all.

    Raises FetchFailed with code bad_encoding, truncated or too_large.
    """
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in {"", "identity"}]
    if len(names) > max_encodings:
        raise FetchFailed(
            f"The host “{host}” packed its answer {len(names)} times over; at most {max_encodings} are undone.",
            code="bad_encoding",
            can_retry=False,
        )
    unknown = next((name for name in names if name not in _GZIP_NAMES), None)
    if unknown is not None:
        raise FetchFailed(
            f"The host “{host}” packed its answer in a way that was not asked for (“{unknown[:40]}”).",
            code="bad_encoding",
            can_retry=False,
        )
    pieces = _capped(chunks, max_bytes=max_bytes, host=host)
    for _ in names:
        pieces = _capped(_gunzipped(pieces, host=host), max_bytes=max_bytes, host=host)
    return pieces


def too_large(host: str, max_bytes: int) -> FetchFailed:
    """The error for a body over the limit."""
    return FetchFailed(
        f"The answer of the host “{host}” is larger than {max_bytes / 1_000_000:g} MB, the most that is read.",
        code="too_large",
        can_retry=False,
    )


def _capped(chunks: Iterable[bytes], *, max_bytes: int, host: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise too_large(host, max_bytes)
        yield chunk


class _GzipReader:
    """Undoes one layer of gzip. A file may hold several members; what follows the last one is padding."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(_GZIP_WINDOW)
        self._left = b""
        self._is_started = False
        self._is_padding = False

    def pieces(self, received: bytes) -> Iterator[bytes]:
        """What a chunk unpacks to, in pieces of at most 64 KiB."""
        self._left += received
        while self._left and self._is_in_member():
            self._is_started = True
            yield self._decoder.decompress(self._left, _PIECE_BYTES)
            self._left = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail

    def is_cut(self) -> bool:
        """Whether the last member has begun and not ended."""
        return self._is_started and not self._decoder.eof

    def _is_in_member(self) -> bool:
        if not self._decoder.eof:
            return True
        if self._is_padding or not self._left.startswith(_GZIP_MAGIC):
            # A single byte cannot tell yet: the other half of the mark may be in the next chunk.
            self._is_padding = self._is_padding or self._left != _GZIP_MAGIC[:1]
            self._left = b"" if self._is_padding else self._left
            return False
        self._decoder = zlib.decompressobj(_GZIP_WINDOW)
        return True


def _gunzipped(chunks: Iterable[bytes], *, host: str) -> Iterator[bytes]:
    reader = _GzipReader()
    try:
        for chunk in chunks:
            yield from reader.pieces(chunk)
    except zlib.error:
        raise FetchFailed(
            f"The host “{host}” says that its answer is packed with gzip, and it is not.",
            code="bad_encoding",
            can_retry=False,
        ) from None
    if reader.is_cut():
        raise FetchFailed(f"The answer of the host “{host}” breaks off in the middle.", code="truncated")
