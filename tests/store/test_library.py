"""The library index: what is found, by whom, and what happens when disk, folder or writer fail."""

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import tantivy

from claims.errors import LibraryBusy, StoreError, StoreFull
from claims.store import term_index as term_index_module
from claims.store.library import Library, LibraryHit
from claims.store.library_row import LibraryDocument, LibraryPassage


def document(snapshot_id: int, *texts: str, title: str = "", language: str = "en") -> LibraryDocument:
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(len(texts))]
    passages = tuple(LibraryPassage(start, start + len(text), text) for start, text in zip(starts, texts, strict=True))
    return LibraryDocument(snapshot_id, title, language, passages)


TREATY = document(
    7, "133 states signed the convention.", "In November 2024 it had 164 states parties.", title="A treaty"
)
GRAIN = document(8, "Grain exports rose to 164 ships a month.", title="Grain")


def found_in(library: Library, query: str, *, limit: int = 50) -> list[tuple[int, int, int]]:
    return [(hit.snapshot_id, hit.start, hit.end) for hit in library.search(query, limit=limit)]


def run_python(code: str, *arguments: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments], stdout=subprocess.PIPE, text=True, **options
    )


HOLD_THE_LOCK = """
    import sys, time, tantivy
    from pathlib import Path
    from claims.store.library import Library
    from claims.store.term_index import WRITER_BYTES
    index = Library(Path(sys.argv[1]))._passages._made()
    writer = index.writer(WRITER_BYTES, 1)
    writer.add_document(tantivy.Document(words_2="unfinished", language="en"))
    print("locked", flush=True)
    time.sleep(60)
"""


@contextmanager
def other_writer(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with run_python(HOLD_THE_LOCK, str(folder)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        try:
            yield process
        finally:
            process.kill()


def test_library_without_documents_is_empty_and_makes_no_folder(tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    assert library.search("treaty") == ()
    assert library.passage_count() == 0
    assert library.snapshot_ids() == set()
    library.remove([1])
    library.clear()
    assert list(tmp_path.iterdir()) == []


def test_add_returns_the_number_of_passages_and_finds_them(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert library.add([TREATY, GRAIN]) == 3
    assert library.passage_count() == 3
    assert library.snapshot_ids() == {7, 8}
    assert found_in(library, "who signed conventions?") == [(7, 0, 33)]


def test_add_twice_changes_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    before = found_in(library, "parties of conventions")
    library.add([TREATY, TREATY])
    assert library.passage_count() == 3
    assert found_in(library, "parties of conventions") == before


def test_add_replaces_what_a_snapshot_had_before(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY])
    library.add([document(7, "Something else entirely.")])
    assert found_in(library, "convention") == []
    assert found_in(library, "entirely") == [(7, 0, 24)]


def test_add_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert Library(tmp_path / "library").add([]) == 0
    assert list(tmp_path.iterdir()) == []


def test_pages_are_found_by_words_that_stand_in_different_passages(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    hits = library.search_pages("signed in November 2024")
    assert [hit.snapshot_id for hit in hits] == [7]
    assert [hit.snapshot_id for hit in library.search_pages("164")] == [8, 7]


def test_a_page_that_was_removed_is_not_found_as_a_whole(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    library.remove([7])
    assert [hit.snapshot_id for hit in library.search_pages("164")] == [8]


def test_remove_forgets_only_the_named_snapshots(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    library.remove([7, 12345])
    assert library.snapshot_ids() == {8}
    assert library.passage_count() == 1


def test_clear_forgets_everything_and_can_be_added_to_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    library.clear()
    assert library.passage_count() == 0
    library.add([GRAIN])
    assert library.snapshot_ids() == {8}


def test_search_ranks_the_passage_with_more_telling_words_first(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY, GRAIN])
    hits = library.search("164 states parties")
    assert [(hit.snapshot_id, hit.start) for hit in hits] == [(7, 34), (7, 0), (8, 0)]
    assert hits[0].score > hits[1].score > 0


def test_search_counts_the_title_a_little(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([document(1, "Many joined.", title="Ottawa"), document(2, "Ottawa joined."), document(3, "Many left.")])
    assert found_in(library, "Ottawa") == [(2, 0, 14), (1, 0, 12)]


@pytest.mark.parametrize(
    "query",
    ['"', "treaty AND (", "title:*", "-treaty +x^2 ~ [a TO", "\x00", "\ud800 treaty", "a" * 100_000, "/(a+)+$/"],
)
def test_search_never_reads_its_query_as_syntax(tmp_path: Path, query: str) -> None:
    library = Library(tmp_path)
    library.add([document(1, "A treaty."), document(2, "Grain.")])
    expected = [(1, 0, 9)] if "treaty" in query else []
    assert found_in(library, query) == expected


@pytest.mark.parametrize("query", ["", "   ", "the of and", "?!", "Zanzibar"])
def test_search_without_a_telling_word_finds_nothing(tmp_path: Path, query: str) -> None:
    library = Library(tmp_path)
    library.add([TREATY])
    assert library.search(query) == ()


def test_search_puts_equal_passages_in_order_of_snapshot_and_place(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for snapshot_id in (5, 3, 9):
        library.add([document(snapshot_id, "The same words.", "The same words.")])
    expected = [(3, 0), (3, 16), (5, 0), (5, 16)]
    assert [(hit.snapshot_id, hit.start) for hit in library.search("same words", limit=4)] == expected
    assert library.search("same words", limit=0) == ()


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("uk", "Держави підписали Оттавську конвенцію.", "Оттавська конвенція"),
        ("uk", "Це наш обов\u02bcязок.", "обов'язок"),
        ("uk", "Украї\u0301на ратифікувала договір.", "Україна"),
        ("de", "Die Verträge wurden unterzeichnet.", "Vertrag"),
        ("en-GB", "The treaties were signed.", "treaty"),
        ("xx", "Plain words only.", "words"),
        ("", "Plain words only.", "words"),
        ("fr", "La conve\u0301ntion d’Ottawa.", "Ottawa"),
    ],
)
def test_search_folds_and_stems_by_the_language_of_the_document(
    tmp_path: Path, language: str, text: str, query: str
) -> None:
    library = Library(tmp_path)
    library.add([document(1, text, language=language), document(2, "Nothing of it.")])
    assert found_in(library, query) == [(1, 0, len(text))]


def test_search_sees_what_another_process_added(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([GRAIN])
    assert found_in(library, "walrus") == []
    add_one = """
        import sys
        from pathlib import Path
        from claims.store.library import Library
        from claims.store.library_row import LibraryDocument, LibraryPassage
        Library(Path(sys.argv[1])).add([LibraryDocument(99, "", "en", (LibraryPassage(0, 9, "A walrus."),))])
    """
    with run_python(add_one, str(tmp_path)) as process:
        assert process.wait(timeout=30) == 0
    assert found_in(library, "walrus") == [(99, 0, 9)]


def test_add_waits_for_the_writer_and_says_when_it_stays_busy(tmp_path: Path) -> None:
    library = Library(tmp_path, lock_seconds=0.2)
    library.add([TREATY])
    with other_writer(tmp_path):
        with pytest.raises(LibraryBusy, match="try again") as caught:
            library.add([GRAIN])
        assert caught.value.can_retry
        assert library.snapshot_ids() == {7}
    library.add([GRAIN])
    assert library.snapshot_ids() == {7, 8}


def test_killed_writer_leaves_the_last_commit_and_no_lock(tmp_path: Path) -> None:
    library = Library(tmp_path, lock_seconds=5)
    library.add([TREATY])
    with other_writer(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    assert library.add([GRAIN]) == 1
    assert found_in(library, "unfinished") == []
    assert library.passage_count() == 3


def test_batch_with_an_impossible_document_adds_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path, lock_seconds=0.2)
    library.add([TREATY])
    with pytest.raises(OverflowError):
        library.add([GRAIN, document(-1, "No such snapshot.")])
    assert library.snapshot_ids() == {7}


FILL_THE_DISK = """
    import resource, sys
    from pathlib import Path
    from claims.errors import StoreFull
    from claims.store.library import Library
    from claims.store.library_row import LibraryDocument, LibraryPassage
    library = Library(Path(sys.argv[1]), lock_seconds=1)
    words = [" ".join(f"w{number * 7 + place}" for place in range(60)) for number in range(800)]
    passages = tuple(LibraryPassage(number, number + 1, text) for number, text in enumerate(words))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
    try:
        library.add([LibraryDocument(1, "", "en", passages)])
    except StoreFull as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(library.snapshot_ids(), library.add([LibraryDocument(2, "", "en", passages[:1])]))
"""


def test_add_to_a_full_disk_says_so_and_keeps_nothing_of_the_batch(tmp_path: Path) -> None:
    """A limit on the size of a file stands in for the full disk: the write fails in the same place."""
    Library(tmp_path).add([TREATY])
    with run_python(FILL_THE_DISK, str(tmp_path)) as process:
        output, _ = process.communicate(timeout=60)
    full = f"The disk of {tmp_path} is full: nothing was added to the library; free some room."
    assert output.splitlines() == [full, "{7} 1"]


def test_add_refuses_before_writing_when_there_is_too_little_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path)
    library.add([TREATY])
    monkeypatch.setattr(term_index_module, "LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(StoreFull, match="is full"):
        library.add([GRAIN])
    assert library.snapshot_ids() == {7}


def test_broken_index_asks_for_a_rebuild_and_clear_makes_way_for_it(tmp_path: Path) -> None:
    Library(tmp_path).add([TREATY])
    (tmp_path / "meta.json").write_text("{broken")
    (tmp_path / "mine.txt").write_text("not the library's")
    library = Library(tmp_path)
    for use in (library.snapshot_ids, library.passage_count, lambda: library.search("x"), lambda: library.add([GRAIN])):
        with pytest.raises(StoreError, match=r"`manage\.py rebuild_library`"):
            use()
    library.clear()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["mine.txt"]
    assert library.add([GRAIN]) == 1
    assert library.snapshot_ids() == {8}


def test_index_broken_while_open_asks_for_a_rebuild(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([TREATY])
    assert library.passage_count() == 2
    (tmp_path / "meta.json").write_text("")
    with pytest.raises(StoreError, match="rebuild"):
        library.search("treaty")


def test_index_with_lost_files_asks_for_a_rebuild(tmp_path: Path) -> None:
    Library(tmp_path).add([TREATY])
    for segment in tmp_path.glob("*.term"):
        segment.unlink()
    with pytest.raises(StoreError, match="rebuild"):
        Library(tmp_path).search("treaty")


def test_index_of_another_make_asks_for_a_rebuild(tmp_path: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body")
    tantivy.Index(builder.build(), path=str(tmp_path))
    with pytest.raises(StoreError, match="rebuild"):
        Library(tmp_path).passage_count()


def test_folder_that_is_a_file_is_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "library"
    path.write_text("a file")
    with pytest.raises(StoreError, match="cannot be used"):
        Library(path).add([TREATY])


def test_reader_follows_a_folder_that_was_thrown_away_and_built_again(tmp_path: Path) -> None:
    reader = Library(tmp_path)
    reader.add([TREATY])
    assert reader.snapshot_ids() == {7}
    shutil.rmtree(tmp_path)
    assert reader.search("treaty") == ()
    Library(tmp_path).add([GRAIN])
    assert reader.snapshot_ids() == {8}


def test_many_small_batches_do_not_pile_up_files(tmp_path: Path) -> None:
    library = Library(tmp_path)
    for snapshot_id in range(40):
        library.add([document(snapshot_id, f"Passage number {snapshot_id}.")])
    assert library.passage_count() == 40
    assert len(list(tmp_path.glob("*.term"))) < 20


def test_search_hit_holds_place_and_score(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.add([GRAIN])
    (hit,) = library.search("grain")
    assert hit == LibraryHit(8, 0, 40, hit.score)
