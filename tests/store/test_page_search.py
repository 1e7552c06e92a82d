"""The search of the library: words and meaning together, and words alone."""

import numpy as np
import pytest

from claims.store.library import Library
from claims.store.page_search import PageSearch
from claims.store.vectors import Vectors
from claims.text.encoder import load_encoder
from tests.store.test_library import document
from tests.store.test_vectors import page

SIGNED = document(1, "133 states signed the Ottawa Convention.", title="The treaty")
JOBLESS = document(2, "Fewer people were out of work in spring.", title="Labour")
SHIPS = document(3, "Grain left the port on forty ships.", title="Harbour")
ALL = (SIGNED, JOBLESS, SHIPS)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "library")
    library.add(ALL)
    return library


@pytest.fixture
def vectors(tmp_path):
    encoder = load_encoder()
    vectors = Vectors(tmp_path / "vectors")
    vectors.add(
        [
            page(one.snapshot_id, *encoder.vectors([f"{one.title} {passage.text}" for passage in one.passages]))
            for one in ALL
        ]
    )
    return vectors


def found(search: PageSearch, query: str, **options: object) -> list[int]:
    return [one.snapshot_id for one in search.search(query, **options)]


def test_words_alone_find_what_has_them(library, vectors):
    search = PageSearch(library, vectors, lambda: None)
    assert found(search, "states that signed the convention") == [1]
    assert found(search, "unemployment fell") == []
    assert [one.closeness for one in search.search("convention")] == [None]


def test_meaning_finds_what_says_it_in_other_words(library, vectors):
    assert found(PageSearch(library, vectors, load_encoder), "unemployment fell")[0] == 2


def test_a_page_that_is_not_encoded_yet_is_found_by_its_words(library, tmp_path):
    search = PageSearch(library, Vectors(tmp_path / "none"), load_encoder)
    assert found(search, "grain ships") == [3]


def test_meaning_is_not_asked_in_a_language_that_the_encoder_does_not_know(library, vectors):
    search = PageSearch(library, vectors, load_encoder)
    assert found(search, "безробіття", language="uk") == []


def test_a_page_far_from_the_question_is_not_found(library, vectors):
    assert found(PageSearch(library, vectors, load_encoder), "quantum chromodynamics") == []


def test_a_question_of_nothing_finds_nothing(library, vectors):
    assert found(PageSearch(library, vectors, load_encoder), "  ") == []


def test_the_limit_holds_and_the_order_is_the_same_each_time(library, vectors):
    search = PageSearch(library, vectors, load_encoder)
    assert found(search, "ships of grain", limit=2) == found(search, "ships of grain", limit=3)[:2]


def test_a_found_page_names_its_best_passage(library, vectors):
    (first, *_) = PageSearch(library, vectors, load_encoder).search("states signed")
    assert (first.start, first.end) == (0, 40)
    assert np.sign(first.closeness) == 1
