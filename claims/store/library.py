"""The library index: every captured passage, found by its words.

The index holds no text: a passage is a snapshot, two offsets and its terms, so the index can be thrown away and built
again from the snapshots. One process writes at a time (tantivy's own file lock, which the system frees when a writer
dies); any number read, and each search sees the last commit of whoever made it.
"""

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

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
WORDS, TITLE = "words_1", "title_1"
SNAPSHOT, START, END, LANGUAGE = "snapshot", "start", "end", "language"

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
        return len(rows)

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
        searcher = self._searcher()
        if searcher is None or limit < 1:
            return ()
        try:
            hits = self._hits(searcher, query, limit + SPARE_HITS)
        except (ValueError, OSError) as error:
            raise self._broken(error) from error
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.snapshot_id, hit.start))[:limit])

    def passage_count(self) -> int:
        """How many passages can be found."""
        searcher = self._searcher()
        return int(searcher.num_docs) if searcher is not None else 0

    def snapshot_ids(self) -> set[int]:
        """The snapshots that have passages here."""
        searcher = self._searcher()
        if searcher is None or not searcher.num_docs:
            return set()
        everything = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
        return set(_column(searcher, SNAPSHOT, [address for _, address in everything]))

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

    def _hits(self, searcher: tantivy.Searcher, query: str, limit: int) -> list[LibraryHit]:
        question = self._question(searcher, query)
        if question is None:
            return []
        found = searcher.search(question, limit, count=False).hits
        addresses = [address for _, address in found]
        snapshots, starts, ends = (_column(searcher, field, addresses) for field in (SNAPSHOT, START, END))
        scores = [round(float(score), SCORE_DECIMALS) for score, _ in found]
        return [LibraryHit(*place) for place in zip(snapshots, starts, ends, scores, strict=True)]

    def _question(self, searcher: tantivy.Searcher, query: str) -> tantivy.Query | None:
        """Any of the query's words; the forms that a word has in several languages count once, by the best of them."""
        forms: dict[str, set[str]] = {}
        for language, _ in searcher.terms_with_prefix(LANGUAGE, ""):
            for term in terms_of(query, language=language):
                forms.setdefault(term.word, set()).add(term.stem)
        words = [self._any_form(sorted(stems)) for stems in list(forms.values())[:MOST_QUERY_TERMS]]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words]) if words else None

    def _any_form(self, stems: list[str]) -> tantivy.Query:
        title = tantivy.Query.boost_query(self._any_of(TITLE, stems), TITLE_BOOST)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._any_of(WORDS, stems)), (tantivy.Occur.Should, title)]
        )

    def _any_of(self, field: str, stems: list[str]) -> tantivy.Query:
        terms = [tantivy.Query.term_query(self._schema, field, stem, "freq") for stem in stems]
        return tantivy.Query.disjunction_max_query(terms)


def _column(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(SNAPSHOT, indexed=True, fast=True)
    builder.add_unsigned_field(START, fast=True)
    builder.add_unsigned_field(END, fast=True)
    # Terms come ready made and are joined by spaces; places of words within a passage are not asked for.
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(TITLE, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(LANGUAGE, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _rows(document: LibraryDocument) -> Iterator[tantivy.Document]:
    language = document.language.split("-")[0].lower() or UNKNOWN_LANGUAGE
    title = _joined_stems(document.title, language)
    for passage in document.passages:
        row = tantivy.Document()
        row.add_unsigned(SNAPSHOT, document.snapshot_id)
        row.add_unsigned(START, passage.start)
        row.add_unsigned(END, passage.end)
        row.add_text(WORDS, _joined_stems(passage.text, language))
        row.add_text(TITLE, title)
        row.add_text(LANGUAGE, language)
        yield row


def _joined_stems(text: str, language: str) -> str:
    return " ".join(term.stem for term in terms_of(text, language=language))


def _is_no_room(error: Exception) -> bool:
    return any(sign in str(error) for sign in _NO_ROOM)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200].rstrip(".") if str(error) else type(error).__name__
