"""The library index: every captured passage, and every page as a whole, found by its words.

The index holds no text: a passage is a snapshot, two offsets and its terms, so the index can be thrown away and built
again from the snapshots. Pages are found as wholes besides, for what a claim says is often spread over one; they lie in
an index of their own, because how rare a word is among pages is another matter than among passages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from claims.store.library_question import page_question, passage_question
from claims.store.library_row import (
    END,
    SNAPSHOT,
    START,
    LibraryDocument,
    page_rows,
    page_schema,
    passage_rows,
    passage_schema,
)
from claims.store.term_index import TermIndex

# Read beyond the limit, so that passages of equal score at the limit are not chosen by how segments happen to lie.
SPARE_HITS = 50


@dataclass(frozen=True, slots=True)
class LibraryHit:
    """A passage that answers a query; scores compare within one search only."""

    snapshot_id: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page that answers a query as a whole; scores compare within one search only."""

    snapshot_id: int
    score: float


class Library:
    """The passages and pages of one folder, made when the first document is added; errors are those of `TermIndex`."""

    def __init__(self, folder: Path, *, lock_seconds: float = 20.0) -> None:
        self._passage_schema, self._page_schema = passage_schema(), page_schema()
        self._passages = TermIndex(folder, self._passage_schema, lock_seconds=lock_seconds)
        self._pages = TermIndex(folder / "pages", self._page_schema, lock_seconds=lock_seconds)

    def add(self, documents: Sequence[LibraryDocument]) -> int:
        """Take in documents together, each in place of what its snapshot had; the number of their passages.

        Adding again what was added half, because a writer was killed, makes it whole.
        """
        latest = {document.snapshot_id: document for document in documents}
        # Made before the lock is asked for, so that another writer waits for the disk alone and not for the stemming.
        passages = [row for document in latest.values() for row in passage_rows(document)]
        pages = [row for document in latest.values() for row in page_rows(document)]
        if latest:
            self._passages.replace(latest, passages)
            self._pages.replace(latest, pages)
        return len(passages)

    def remove(self, snapshot_ids: Iterable[int]) -> None:
        """Forget these snapshots; unknown ones are no error."""
        wanted = set(snapshot_ids)
        self._passages.remove(wanted)
        self._pages.remove(wanted)

    def clear(self) -> None:
        """Forget everything; the files of an index that cannot be read are removed."""
        self._passages.clear()
        self._pages.clear()

    def search(self, query: str, *, limit: int = 50) -> tuple[LibraryHit, ...]:
        """The passages with the most telling words of the query, best first, ties by snapshot and place.

        The query is plain text: nothing in it is an operator. Stop words alone find nothing.
        """

        def ask(searcher: tantivy.Searcher) -> tantivy.Query | None:
            return passage_question(searcher, self._passage_schema, query)

        rows = self._passages.search(ask, (SNAPSHOT, START, END), limit=limit + SPARE_HITS if limit > 0 else 0)
        hits = [LibraryHit(*row) for row in rows]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.snapshot_id, hit.start))[:limit])

    def search_pages(self, query: str, *, limit: int = 50) -> tuple[PageHit, ...]:
        """The pages that hold the most telling words of the query anywhere, best first, ties by snapshot."""

        def ask(searcher: tantivy.Searcher) -> tantivy.Query | None:
            return page_question(searcher, self._page_schema, query)

        rows = self._pages.search(ask, (SNAPSHOT,), limit=limit + SPARE_HITS if limit > 0 else 0)
        hits = [PageHit(*row) for row in rows]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.snapshot_id))[:limit])

    def passage_count(self) -> int:
        """How many passages can be found."""
        return self._passages.count()

    def snapshot_ids(self) -> set[int]:
        """The snapshots that have passages here."""
        return self._passages.snapshot_ids()
