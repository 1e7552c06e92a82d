"""What the passages of the library mean: a vector for each, in eight-bit numbers, and the search for the closest.

Vectors lie beside the passage index and, like it, can be thrown away and made again. Each batch is three files that
never change, the places last, so a reader sees a batch whole or not at all. Readers map the files into memory, which
all processes share. Writers wait for one another at a file lock, which the system frees when one dies; many small
batches are put together into one now and then. A writer that was killed may leave a row twice, or files that nobody
reads: the first counts once in every answer, the next writer removes the others.
"""

import errno
import fcntl
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import StoreError, StoreFull

# In the order in which they are written: a batch is there once its places are.
VECTORS, SIGNS, PLACES = ".vectors.npy", ".signs.npy", ".places.npy"
UNFINISHED, LOCK = ".unfinished", "lock"
# A passage is a snapshot and two offsets; the norm makes a product of whole numbers a closeness.
PLACE = np.dtype([("snapshot_id", "<i8"), ("start", "<i4"), ("end", "<i4"), ("norm", "<f4")])
LARGEST = 127
# More batches than this are put together, the smallest first, so that a search opens few files.
MOST_BATCHES = 16
# As many rows as stay in a processor's cache while they are multiplied.
ROWS_AT_ONCE = 4096
# Beyond so many passages the closest are first sought by the signs of their numbers alone, at a tenth of the time.
MOST_EXACT = 100_000
NEAREST_BY_SIGNS = 2000
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_REBUILD = "rebuild it with `manage.py rebuild_library`"

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A passage and its closeness to the question, between -1 and 1."""

    snapshot_id: int
    start: int
    end: int
    closeness: float


@dataclass(frozen=True, slots=True)
class EncodedPage:
    """A snapshot's passages (start, end) with a vector for each, as rows of length one."""

    snapshot_id: int
    spans: Sequence[tuple[int, int]]
    vectors: Rows


@dataclass(frozen=True, slots=True)
class _Batch:
    """Three mapped files, with a row for each passage: the vector, the signs of its numbers as bits, the place."""

    name: str
    vectors: NDArray[np.int8]
    signs: NDArray[np.uint64]
    places: NDArray[np.void]


# Places of passages, and how close each is.
_Found = tuple[NDArray[np.void], Rows]


class Vectors:
    """The vectors of one folder, made when the first page is added.

    Raises StoreError when the folder cannot be used, and StoreFull when its disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batches: dict[str, _Batch] = {}

    def add(self, pages: Sequence[EncodedPage]) -> None:
        """Take in pages, each in place of what its snapshot had."""
        latest = {page.snapshot_id: page for page in pages}
        if not latest:
            return
        with self._writing():
            self._forget(latest)
            self._write(*_joined_rows(latest.values()))
            self._put_together()

    def remove(self, snapshot_ids: Iterable[int]) -> None:
        """Forget these snapshots; unknown ones are no error."""
        if self._folder.is_dir():
            with self._writing():
                self._forget(snapshot_ids)

    def clear(self) -> None:
        """Forget everything."""
        if self._folder.is_dir():
            with self._writing():
                for path in self._folder.glob(f"*{PLACES}"):
                    self._drop(path.name.removesuffix(PLACES))

    def snapshot_ids(self) -> set[int]:
        """The snapshots that have vectors here."""
        return {int(pk) for batch in self._read() for pk in np.unique(batch.places["snapshot_id"])}

    def passage_count(self) -> int:
        """How many passages have a vector."""
        return sum(len(batch.places) for batch in self._read())

    def search(self, vector: Rows, *, limit: int = 50) -> tuple[VectorHit, ...]:
        """The passages closest to a vector of length one, closest first, ties by snapshot and place."""
        batches = self._read()
        if not batches or limit < 1:
            return ()
        is_exact = sum(len(batch.places) for batch in batches) <= MOST_EXACT
        return _best_hits([_closest(batch, vector, limit=limit, is_exact=is_exact) for batch in batches], limit=limit)

    def closest_of(self, snapshot_ids: Iterable[int], vector: Rows) -> tuple[VectorHit, ...]:
        """The closest passage of each of these snapshots, closest first; none for one that has no vectors."""
        wanted = np.array(sorted(set(snapshot_ids)), dtype=np.int64)
        found = [
            _among(batch, vector, np.flatnonzero(np.isin(batch.places["snapshot_id"], wanted)))
            for batch in self._read()
        ]
        closest: dict[int, VectorHit] = {}
        for hit in _best_hits(found, limit=sum(len(closeness) for _, closeness in found)):
            closest.setdefault(hit.snapshot_id, hit)
        return tuple(closest.values())

    def _read(self) -> list[_Batch]:
        """The batches that are there now; each file is opened once, for it never changes."""
        names = sorted(path.name.removesuffix(PLACES) for path in self._folder.glob(f"*{PLACES}"))
        batches: dict[str, _Batch] = {}
        for name in names:
            batch = self._batches.get(name) or self._open(name)
            if batch is not None:
                batches[name] = batch
        self._batches = batches
        return list(batches.values())

    def _open(self, name: str) -> _Batch | None:
        """A batch, or None when another process dropped it in this moment."""
        try:
            vectors, signs, places = (
                np.load(self._folder / f"{name}{suffix}", mmap_mode="r") for suffix in (VECTORS, SIGNS, PLACES)
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._broken(error) from error
        if places.dtype != PLACE or not len(vectors) == len(signs) == len(places):
            raise self._broken(f"the batch {name} is not whole")
        return _Batch(name, vectors, signs, places)

    def _broken(self, why: object) -> StoreError:
        return StoreError(f"The vectors in {self._folder} cannot be used ({why}); {_REBUILD}.")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / LOCK).open("wb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._remove_remains()
                yield
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise StoreFull(
                    f"The disk of {self._folder} is full: no vectors were added; free some room."
                ) from error
            raise self._broken(error) from error

    def _remove_remains(self) -> None:
        """Remove what a killed writer left; nobody else writes while we hold the lock."""
        for path in self._folder.glob(f"*{UNFINISHED}"):
            path.unlink()
        whole = {path.name.removesuffix(PLACES) for path in self._folder.glob(f"*{PLACES}")}
        for path in [*self._folder.glob(f"*{VECTORS}"), *self._folder.glob(f"*{SIGNS}")]:
            if path.name.split(".")[0] not in whole:
                path.unlink()

    def _write(self, places: NDArray[np.void], vectors: NDArray[np.int8]) -> None:
        if not len(places):
            return
        name = uuid.uuid4().hex
        for suffix, rows in ((VECTORS, vectors), (SIGNS, _signs_of(vectors)), (PLACES, places)):
            unfinished = self._folder / f"{name}{UNFINISHED}"
            with unfinished.open("wb") as file:
                np.save(file, rows)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._folder / f"{name}{suffix}")

    def _forget(self, snapshot_ids: Iterable[int]) -> None:
        """Write the batches that hold one of the snapshots anew without them."""
        wanted = np.array(sorted(set(snapshot_ids)), dtype=np.int64)
        for batch in self._read():
            is_kept = ~np.isin(batch.places["snapshot_id"], wanted)
            if not is_kept.all():
                self._write(batch.places[is_kept], batch.vectors[is_kept])
                self._drop(batch.name)

    def _put_together(self) -> None:
        batches = sorted(self._read(), key=lambda batch: len(batch.places))
        if len(batches) <= MOST_BATCHES:
            return
        small = batches[: len(batches) - MOST_BATCHES // 2]
        places, once = np.unique(np.concatenate([batch.places for batch in small]), return_index=True)
        self._write(places, np.concatenate([batch.vectors for batch in small])[once])
        for batch in small:
            self._drop(batch.name)

    def _drop(self, name: str) -> None:
        # The places first: without them the rest is not looked at.
        for suffix in (PLACES, SIGNS, VECTORS):
            (self._folder / f"{name}{suffix}").unlink(missing_ok=True)


def _joined_rows(pages: Iterable[EncodedPage]) -> tuple[NDArray[np.void], NDArray[np.int8]]:
    """The rows of all pages; only the direction of a vector counts, so each is scaled to use all of eight bits."""
    known = [page for page in pages if len(page.spans)]
    if not known:
        return np.zeros(0, dtype=PLACE), np.zeros((0, 0), dtype=np.int8)
    exact = np.concatenate([page.vectors for page in known])
    largest = np.abs(exact).max(axis=1, keepdims=True)
    vectors = np.round(exact / np.maximum(largest, np.finfo(np.float32).tiny) * LARGEST).astype(np.int8)
    norms = np.linalg.norm(vectors.astype(np.float32), axis=1)
    spans = [(page.snapshot_id, start, end) for page in known for start, end in page.spans]
    rows = [(*span, max(float(norm), 1.0)) for span, norm in zip(spans, norms, strict=True)]
    return np.array(rows, dtype=PLACE), vectors


def _signs_of(vectors: NDArray[np.int8]) -> NDArray[np.uint64]:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def _closest(batch: _Batch, vector: Rows, *, limit: int, is_exact: bool) -> _Found:
    """The closest passages of a batch; not exact, they are those among the nearest by signs."""
    if is_exact:
        places, closeness = batch.places, _closeness(batch.vectors, batch.places, vector)
    else:
        places, closeness = _among(batch, vector, _nearest_by_signs(batch, vector, limit=max(limit, NEAREST_BY_SIGNS)))
    # Twice as many as wanted: a row may be there twice.
    best = _largest(closeness, limit=2 * limit)
    return places[best], closeness[best]


def _nearest_by_signs(batch: _Batch, vector: Rows, *, limit: int) -> NDArray[np.intp]:
    signs = np.packbits(vector > 0).view(np.uint64)
    differing = np.bitwise_count(batch.signs ^ signs).sum(axis=1, dtype=np.int16)
    return _largest(-differing, limit=limit)


def _among(batch: _Batch, vector: Rows, chosen: NDArray[np.intp]) -> _Found:
    places = batch.places[chosen]
    return places, _closeness(batch.vectors[chosen], places, vector)


def _closeness(vectors: NDArray[np.int8], places: NDArray[np.void], vector: Rows) -> Rows:
    parts = [
        vectors[first : first + ROWS_AT_ONCE].astype(np.float32) @ vector
        for first in range(0, len(vectors), ROWS_AT_ONCE)
    ]
    return np.concatenate(parts) / places["norm"] if parts else np.zeros(0, dtype=np.float32)


def _largest(values: NDArray[Any], *, limit: int) -> NDArray[np.intp]:
    return np.argpartition(-values, limit)[:limit] if limit < len(values) else np.arange(len(values))


def _best_hits(found: Sequence[_Found], *, limit: int) -> tuple[VectorHit, ...]:
    """The best of several batches, closest first, ties by snapshot and place, each place once."""
    if not found:
        return ()
    places = np.concatenate([of_batch for of_batch, _ in found])
    # Four digits: beyond them it depends on the processor in which order the numbers are added.
    closeness = np.round(np.concatenate([of_batch for _, of_batch in found]).astype(np.float64), 4)
    order = np.lexsort((places["start"], places["snapshot_id"], -closeness))[: 2 * limit]
    rows = zip(
        *(places[column][order].tolist() for column in ("snapshot_id", "start", "end")),
        closeness[order].tolist(),
        strict=True,
    )
    return tuple(dict.fromkeys(VectorHit(*row) for row in rows))[:limit]
