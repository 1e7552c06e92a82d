"""The library index: every captured passage, and every page as a whole, found by its words.

The index holds no text: a passage is a snapshot, two offsets and its terms, so the index can be thrown away and built
again from the snapshots. A page has a row of its own with all its terms, for what a claim says is often spread over it.

One process writes at a time (tantivy's own file lock, which the system frees when a writer dies); any number read, and
each search sees the last commit of whoever made it.
"""

import functools
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from claims.errors import LibraryBusy, StoreError, StoreFull
from claims.text.terms import terms_of

# The least that tantivy takes; a worker writes a few pages at a time and must stay small.
WRITER_BYTES = 15_000_000
# Room that a writer needs: one full heap and the merge of two such segments.
LEAST_FREE_BYTES = 3 * WRITER_BYTES
LOCK_PAUSE_SECONDS = 0.05
MOST_QUERY_TERMS = 64
# A title names the subject of every passage under it, but says less of this one than its own words do.
TITLE_BOOST = 0.4
# Read beyond the limit, so that passages of equal score at the limit are not chosen by how segments happen to lie.
SPARE_HITS = 50

# The number at the end of a name changes when terms are made in another way: an index of the old way is then refused.
WORDS, TITLE, PAGE = "words_2", "title_2", "page_2"
SNAPSHOT, START, END, LANGUAGE, KIND = "snapshot", "start", "end", "language", "kind"
IS_PASSAGE, IS_PAGE = "passage", "page"

UNKNOWN_LANGUAGE = "und"
# Scores are 32-bit sums; what differs beyond this is the order in which they were added.
SCORE_DECIMALS = 5

_INDEX_FILE = re.compile(r"meta\.json|\.managed\.json|\.tantivy-\w+\.lock|[0-9a-f]{32}\..+")
_NO_ROOM = ("No space left", "os error 28", "File too large", "os error 27", "quota", "os error 122")
_REBUILD = "rebuild it with `manage.py rebuild_library`"


@dataclass(frozen=True, slots=True)
class LibraryPassage:
    """A stretch of a snapshot's text, with the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """One snapshot as the library takes it in; ``language`` is a BCP 47 primary tag or empty."""

    snapshot_id: int
    title: str
    language: str
    passages: tuple[LibraryPassage, ...]


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
    """The passage index in one folder, made when the first document is added.

    Raises StoreError when the folder holds something else or is broken, StoreFull when the disk is, and LibraryBusy
    when another process has been writing for ``lock_seconds``.
    """

    def __init__(self, folder: Path, *, lock_seconds: float = 20.0) -> None:
        self._folder = folder
        self._lock_seconds = lock_seconds
        self._schema = _schema()
        self._index: tantivy.Index | None = None
        self._opened_by = 0

    def add(self, documents: Sequence[LibraryDocument]) -> int:
        """Take in documents with one commit, each in place of what its snapshot had; the number of their passages."""
        latest = {document.snapshot_id: document for document in documents}
        # Made before the lock is asked for, so that another writer waits for the disk alone and not for the stemming.
        rows = [row for document in latest.values() for row in _rows(document)]
        if latest:
            with self._writing(self._made()) as writer:
                self._delete(writer, latest)
                for row in rows:
                    writer.add_document(row)
        return sum(len(document.passages) for document in latest.values())

    def remove(self, snapshot_ids: Iterable[int]) -> None:
        """Forget the passages of these snapshots; unknown ones are no error."""
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

    def search(self, query: str, *, limit: int = 50) -> tuple[LibraryHit, ...]:
        """The passages with the most telling words of the query, best first, ties by snapshot and place.

        The query is plain text: nothing in it is an operator. Stop words alone find nothing.
        """
        rows = self._found(query, self._any_form, (SNAPSHOT, START, END), limit=limit)
        hits = [LibraryHit(*row) for row in rows]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.snapshot_id, hit.start))[:limit])

    def search_pages(self, query: str, *, limit: int = 50) -> tuple[PageHit, ...]:
        """The pages that hold the most telling words of the query anywhere, best first, ties by snapshot."""
        rows = self._found(query, functools.partial(self._any_of, PAGE), (SNAPSHOT,), limit=limit)
        hits = [PageHit(*row) for row in rows]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.snapshot_id))[:limit])

    def passage_count(self) -> int:
        """How many passages can be found."""
        searcher = self._searcher()
        return self._count(searcher, IS_PASSAGE) if searcher is not None else 0

    def snapshot_ids(self) -> set[int]:
        """The snapshots that have passages here."""
        searcher = self._searcher()
        pages = self._count(searcher, IS_PAGE) if searcher is not None else 0
        if searcher is None or not pages:
            return set()
        found = searcher.search(self._of_kind(IS_PAGE), pages, count=False).hits
        return set(_column(searcher, SNAPSHOT, [address for _, address in found]))

    def _of_kind(self, kind: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, KIND, kind, "basic")

    def _count(self, searcher: tantivy.Searcher, kind: str) -> int:
        return int(searcher.search(self._of_kind(kind), 1, count=True).count)  # type: ignore[attr-defined]

    def _found(
        self, query: str, question: Callable[[list[str]], tantivy.Query], columns: Sequence[str], *, limit: int
    ) -> list[tuple[Any, ...]]:
        """The columns and the score of the best rows for any word of the query, as ``question`` asks for one."""
        searcher = self._searcher()
        if searcher is None or limit < 1:
            return []
        try:
            return self._rows_of(searcher, query, question, columns, limit=limit + SPARE_HITS)
        except (ValueError, OSError) as error:
            raise self._broken(error) from error

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
        self,
        searcher: tantivy.Searcher,
        query: str,
        question: Callable[[list[str]], tantivy.Query],
        columns: Sequence[str],
        *,
        limit: int,
    ) -> list[tuple[Any, ...]]:
        words = [(tantivy.Occur.Should, question(stems)) for stems in _forms(searcher, query)]
        if not words:
            return []
        found = searcher.search(tantivy.Query.boolean_query(words), limit, count=False).hits
        addresses = [address for _, address in found]
        scores = [round(float(score), SCORE_DECIMALS) for score, _ in found]
        return list(zip(*(_column(searcher, column, addresses) for column in columns), scores, strict=True))

    def _any_form(self, stems: list[str]) -> tantivy.Query:
        title = tantivy.Query.boost_query(self._any_of(TITLE, stems), TITLE_BOOST)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._any_of(WORDS, stems)), (tantivy.Occur.Should, title)]
        )

    def _any_of(self, field: str, stems: list[str]) -> tantivy.Query:
        terms = [tantivy.Query.term_query(self._schema, field, stem, "freq") for stem in stems]
        return tantivy.Query.disjunction_max_query(terms)


def _forms(searcher: tantivy.Searcher, query: str) -> list[list[str]]:
    """The stems of each word; the forms that one has in several languages count once, by the best of them."""
    forms: dict[str, set[str]] = {}
    for language, _ in searcher.terms_with_prefix(LANGUAGE, ""):
        for term in terms_of(query, language=language):
            forms.setdefault(term.word, set()).add(term.stem)
    return [sorted(stems) for stems in list(forms.values())[:MOST_QUERY_TERMS]]


def _column(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(SNAPSHOT, indexed=True, fast=True)
    builder.add_unsigned_field(START, fast=True)
    builder.add_unsigned_field(END, fast=True)
    # Terms come ready made and are joined by spaces; only within a passage are the places of words asked for.
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(TITLE, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(PAGE, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(KIND, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(LANGUAGE, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _rows(document: LibraryDocument) -> Iterator[tantivy.Document]:
    language = document.language.split("-")[0].lower() or UNKNOWN_LANGUAGE
    title = _joined_stems(document.title, language)
    whole = [title]
    for passage in document.passages:
        words = _joined_stems(passage.text, language)
        whole.append(words)
        yield _passage_row(document.snapshot_id, passage, words=words, title=title, language=language)
    if document.passages:
        yield _page_row(document.snapshot_id, words=" ".join(whole), language=language)


def _passage_row(
    snapshot_id: int, passage: LibraryPassage, *, words: str, title: str, language: str
) -> tantivy.Document:
    row = _row(snapshot_id, IS_PASSAGE, language=language)
    row.add_unsigned(START, passage.start)
    row.add_unsigned(END, passage.end)
    row.add_text(WORDS, words)
    row.add_text(TITLE, title)
    return row


def _page_row(snapshot_id: int, *, words: str, language: str) -> tantivy.Document:
    row = _row(snapshot_id, IS_PAGE, language=language)
    row.add_text(PAGE, words)
    return row


def _row(snapshot_id: int, kind: str, *, language: str) -> tantivy.Document:
    row = tantivy.Document()
    row.add_unsigned(SNAPSHOT, snapshot_id)
    row.add_text(KIND, kind)
    row.add_text(LANGUAGE, language)
    return row


def _joined_stems(text: str, language: str) -> str:
    return " ".join(term.stem for term in terms_of(text, language=language))


def _is_no_room(error: Exception) -> bool:
    return any(sign in str(error) for sign in _NO_ROOM)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200].rstrip(".") if str(error) else type(error).__name__
