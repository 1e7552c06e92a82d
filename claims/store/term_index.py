"""One tantivy index in a folder: rows of terms that belong to snapshots, written by one process at a time, read by any.

The lock is tantivy's own file lock, which the system frees when a writer dies; each search sees the last commit of
whoever made it.
"""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import tantivy

from claims.errors import LibraryBusy, StoreError, StoreFull

# The least that tantivy takes; a worker writes a few pages at a time and must stay small.
WRITER_BYTES = 15_000_000
# Room that a writer needs: one full heap and the merge of two such segments.
LEAST_FREE_BYTES = 3 * WRITER_BYTES
LOCK_PAUSE_SECONDS = 0.05
# Scores are 32-bit sums; what differs beyond this is the order in which they were added.
SCORE_DECIMALS = 5
SNAPSHOT = "snapshot"

_INDEX_FILE = re.compile(r"meta\.json|\.managed\.json|\.tantivy-\w+\.lock|[0-9a-f]{32}\..+")
_NO_ROOM = ("No space left", "os error 28", "File too large", "os error 27", "quota", "os error 122")
_REBUILD = "rebuild it with `manage.py rebuild_library`"


class TermIndex:
    """Rows of terms in one folder, made when the first is added; each row has the column ``snapshot``.

    Raises StoreError when the folder holds something else or is broken, StoreFull when the disk is, and LibraryBusy
    when another process has been writing for ``lock_seconds``.
    """

    def __init__(self, folder: Path, schema: tantivy.Schema, *, lock_seconds: float) -> None:
        self._folder = folder
        self._lock_seconds = lock_seconds
        self._schema = schema
        self._index: tantivy.Index | None = None
        self._opened_by = 0

    def replace(self, snapshot_ids: Iterable[int], rows: Iterable[tantivy.Document]) -> None:
        """Put these rows in place of what the snapshots had, with one commit."""
        with self._writing(self._made()) as writer:
            self._delete(writer, snapshot_ids)
            for row in rows:
                writer.add_document(row)

    def remove(self, snapshot_ids: Iterable[int]) -> None:
        """Forget the rows of these snapshots; unknown ones are no error."""
        wanted = set(snapshot_ids)
        index = self._opened()
        if index is not None and wanted:
            with self._writing(index) as writer:
                self._delete(writer, wanted)

    def clear(self) -> None:
        """Forget everything; the files of an index that cannot be read are removed."""
        try:
            index = self._opened()
        except StoreError:
            self._remove_files()
            return
        if index is not None:
            with self._writing(index) as writer:
                writer.delete_all_documents()

    def search(
        self, ask: Callable[[tantivy.Searcher], tantivy.Query | None], columns: Sequence[str], *, limit: int
    ) -> list[tuple[Any, ...]]:
        """The columns and the score of the best rows for the query that ``ask`` makes; none when it makes None."""
        searcher = self._searcher()
        if searcher is None or limit < 1:
            return []
        try:
            query = ask(searcher)
            return [] if query is None else _rows_of(searcher, query, columns, limit=limit)
        except (ValueError, OSError) as error:
            raise self._broken(error) from error

    def count(self) -> int:
        """How many rows there are."""
        searcher = self._searcher()
        return int(searcher.num_docs) if searcher is not None else 0

    def snapshot_ids(self) -> set[int]:
        """The snapshots that have rows here."""
        rows = self.search(lambda _: tantivy.Query.all_query(), (SNAPSHOT,), limit=self.count())
        return {snapshot_id for snapshot_id, _ in rows}

    def _opened(self) -> tantivy.Index | None:
        """The index, or None when nothing was ever added; a forked process opens its own (threads do not fork)."""
        if self._index is not None and self._opened_by == os.getpid():
            return self._index
        try:
            if not (self._folder.is_dir() and tantivy.Index.exists(str(self._folder))):
                return None
            return self._open()
        except (ValueError, OSError) as error:
            raise self._broken(error) from error

    def _made(self) -> tantivy.Index:
        """The index, made where there is none."""
        index = self._opened()
        if index is not None:
            return index
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._open()
        except (ValueError, OSError) as error:
            if _is_no_room(error):
                raise self._full() from error
            # Another process may have made it in the same moment.
            index = self._opened()
            if index is None:
                raise self._broken(error) from error
            return index

    def _open(self) -> tantivy.Index:
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._opened_by = os.getpid()
        return self._index

    def _searcher(self) -> tantivy.Searcher | None:
        try:
            return self._fresh_searcher()
        except (ValueError, OSError):
            # The index may have been thrown away and built again since it was opened: look once more.
            self._index = None
        try:
            return self._fresh_searcher()
        except (ValueError, OSError) as error:
            self._index = None
            raise self._broken(error) from error

    def _fresh_searcher(self) -> tantivy.Searcher | None:
        """A searcher of the last commit; without the reload it would keep to the one that the index was opened with."""
        index = self._opened()
        if index is None:
            return None
        index.reload()
        return index.searcher()

    @contextmanager
    def _writing(self, index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
        """The right to write, held for one batch that is committed at the end or leaves the index as it was."""
        if shutil.disk_usage(self._folder).free < LEAST_FREE_BYTES:
            raise self._full()
        writer = self._lock(index)
        try:
            yield writer
            writer.commit()
        except (ValueError, OSError) as error:
            raise self._unwritten(error) from error
        finally:
            # Frees the lock even while a traceback still holds the writer, and lets merges end, so segments stay few.
            with suppress(ValueError):
                writer.wait_merging_threads()

    def _lock(self, index: tantivy.Index) -> tantivy.IndexWriter:
        until = time.monotonic() + self._lock_seconds
        while True:
            try:
                return index.writer(WRITER_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise self._unwritten(error) from error
                if time.monotonic() >= until:
                    waited = f"Another process has been writing to the library index for {self._lock_seconds:g} s"
                    raise LibraryBusy(f"{waited}; try again in a moment.") from error
            time.sleep(LOCK_PAUSE_SECONDS)

    def _unwritten(self, error: Exception) -> StoreError:
        """Tell a full disk from a broken index; tantivy often says only that its writer was killed."""
        is_stopped = "writer was killed" in str(error)
        if _is_no_room(error) or (is_stopped and shutil.disk_usage(self._folder).free < LEAST_FREE_BYTES):
            return self._full()
        self._index = None
        return self._broken(error)

    def _full(self) -> StoreFull:
        return StoreFull(f"The disk of {self._folder} is full: nothing was added to the library; free some room.")

    def _broken(self, error: Exception) -> StoreError:
        return StoreError(f"The library index in {self._folder} cannot be used ({_first_line(error)}); {_REBUILD}.")

    def _remove_files(self) -> None:
        """Remove the index's own files and nothing else, in case the folder was named by mistake."""
        self._index = None
        for path in sorted(self._folder.iterdir()):
            if _INDEX_FILE.fullmatch(path.name):
                path.unlink()

    def _delete(self, writer: tantivy.IndexWriter, snapshot_ids: Iterable[int]) -> None:
        # delete_documents_by_term takes a Python integer for a signed one and silently deletes nothing (tantivy 0.27).
        for snapshot_id in snapshot_ids:
            writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, SNAPSHOT, snapshot_id, "basic"))


def _rows_of(
    searcher: tantivy.Searcher, query: tantivy.Query, columns: Sequence[str], *, limit: int
) -> list[tuple[Any, ...]]:
    found = searcher.search(query, limit, count=False).hits
    addresses = [address for _, address in found]
    scores = [round(float(score), SCORE_DECIMALS) for score, _ in found]
    return list(zip(*(_column(searcher, column, addresses) for column in columns), scores, strict=True))


def _column(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _is_no_room(error: Exception) -> bool:
    return any(sign in str(error) for sign in _NO_ROOM)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200].rstrip(".") if str(error) else type(error).__name__
