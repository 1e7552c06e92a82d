"""The vectors of the library: what is closest, and what writers that wait, die or run out of room leave."""

import multiprocessing

import numpy as np
import pytest

from claims.errors import StoreError
from claims.store import vectors as vectors_module
from claims.store.vectors import PLACES, SIGNS, VECTORS, EncodedPage, Vectors

WIDTH = 384


def direction(*axes: int) -> np.ndarray:
    """A vector of length one between some of the axes."""
    vector = np.zeros(WIDTH, dtype=np.float32)
    vector[list(axes)] = 1 / np.sqrt(len(axes))
    return vector


def page(snapshot_id: int, *directions: np.ndarray) -> EncodedPage:
    spans = [(100 * number, 100 * number + 50) for number in range(len(directions))]
    return EncodedPage(snapshot_id, spans, np.array(directions, dtype=np.float32).reshape(-1, WIDTH))


def scattered(number: int, *, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((number, WIDTH)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def places(hits) -> list[tuple[int, int]]:
    return [(hit.snapshot_id, hit.start) for hit in hits]


def test_nothing_is_found_where_nothing_was_added(tmp_path):
    empty = Vectors(tmp_path / "vectors")
    assert (empty.search(direction(0)), empty.passage_count(), empty.snapshot_ids()) == ((), 0, set())
    assert empty.closest_of([1], direction(0)) == ()
    assert not (tmp_path / "vectors").exists()


def test_the_closest_passage_comes_first(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0), direction(1)), page(2, direction(0, 1))])
    hits = vectors.search(direction(0))
    assert places(hits) == [(1, 0), (2, 0), (1, 100)]
    assert [hit.closeness for hit in hits] == pytest.approx([1.0, 0.7071, 0.0], abs=1e-3)


def test_a_limit_cuts_and_equal_passages_come_in_order(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(pk, direction(3)) for pk in (9, 4, 7)])
    assert places(vectors.search(direction(3), limit=2)) == [(4, 0), (7, 0)]


def test_eight_bits_cost_little(tmp_path):
    rows = scattered(500)
    vectors = Vectors(tmp_path)
    vectors.add([page(1, *rows)])
    found = {hit.start // 100: hit.closeness for hit in vectors.search(rows[7], limit=500)}
    exact = rows @ rows[7]
    assert max(abs(found[number] - exact[number]) for number in range(500)) < 0.01


def test_a_page_that_is_added_again_replaces_what_it_had(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0), direction(1)), page(2, direction(2))])
    vectors.add([page(1, direction(5))])
    assert (vectors.passage_count(), vectors.snapshot_ids()) == (2, {1, 2})
    assert [hit.closeness for hit in vectors.search(direction(5), limit=1)] == [1.0]


def test_a_page_without_passages_leaves_nothing(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0))])
    vectors.add([page(1)])
    assert vectors.passage_count() == 0


def test_remove_forgets_only_the_named(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(pk, direction(pk)) for pk in (1, 2, 3)])
    vectors.remove([2, 99])
    assert vectors.snapshot_ids() == {1, 3}


def test_clear_forgets_all(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0))])
    vectors.clear()
    assert vectors.search(direction(0)) == ()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_many_small_batches_are_put_together(tmp_path):
    vectors = Vectors(tmp_path)
    for pk in range(60):
        vectors.add([page(pk, direction(pk))])
    assert len(list(tmp_path.glob(f"*{PLACES}"))) <= vectors_module.MOST_BATCHES
    assert vectors.snapshot_ids() == set(range(60))
    assert places(vectors.search(direction(17), limit=1)) == [(17, 0)]


def test_another_reader_sees_what_was_added_and_removed(tmp_path):
    writer, reader = Vectors(tmp_path), Vectors(tmp_path)
    writer.add([page(1, direction(0))])
    assert reader.snapshot_ids() == {1}
    writer.add([page(2, direction(1))])
    writer.remove([1])
    assert reader.snapshot_ids() == {2}


def test_by_signs_the_closest_are_found_among_many(tmp_path, monkeypatch):
    rows = scattered(6000)
    vectors = Vectors(tmp_path)
    vectors.add([page(1, *rows)])
    near = rows[42] + 0.03 * scattered(1, seed=1)[0]
    question = near / np.linalg.norm(near)
    exact = vectors.search(question, limit=5)
    monkeypatch.setattr(vectors_module, "MOST_EXACT", 1000)
    assert places(vectors.search(question, limit=1)) == places(exact)[:1] == [(1, 4200)]


def test_the_closest_passage_of_each_named_page(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0), direction(1)), page(2, direction(1), direction(0, 1)), page(3, direction(0))])
    assert places(vectors.closest_of([1, 2, 8], direction(0))) == [(1, 0), (2, 100)]


def add_some(folder, first):
    for pk in range(first, first + 20):
        Vectors(folder).add([page(pk, direction(pk % WIDTH))])


def test_writers_wait_for_one_another(tmp_path):
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=add_some, args=(tmp_path, first)) for first in (0, 100)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Vectors(tmp_path).snapshot_ids() == {*range(20), *range(100, 120)}


def test_what_a_killed_writer_left_is_not_read_and_the_next_writer_removes_it(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0))])
    for name in (f"dead{VECTORS}", f"dead{SIGNS}", "dead.unfinished"):
        (tmp_path / name).write_bytes(b"half")
    assert vectors.snapshot_ids() == {1}
    vectors.add([page(2, direction(1))])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("dead")] == []


def test_a_row_that_is_there_twice_is_found_once(tmp_path):
    vectors = Vectors(tmp_path)
    vectors.add([page(1, direction(0), direction(1))])
    (batch,) = [path.name.removesuffix(PLACES) for path in tmp_path.glob(f"*{PLACES}")]
    for suffix in (VECTORS, SIGNS, PLACES):
        (tmp_path / f"copy{suffix}").write_bytes((tmp_path / f"{batch}{suffix}").read_bytes())
    assert places(vectors.search(direction(0))) == [(1, 0), (1, 100)]


def test_a_broken_file_asks_for_a_rebuild(tmp_path):
    Vectors(tmp_path).add([page(1, direction(0))])
    (path,) = tmp_path.glob(f"*{VECTORS}")
    path.write_bytes(b"no numbers")
    with pytest.raises(StoreError, match="rebuild_library"):
        Vectors(tmp_path).search(direction(0))
