import pytest

from claims.errors import LibraryBusy, ProviderError, StoreError
from claims.providers.base import SearchQuery
from claims.providers.library import LibraryProvider
from claims.store.library import Library
from claims.store.library_row import LibraryDocument, LibraryPassage
from tests.providers.services import by_words

TREATY = "The Ottawa Convention has signatories."


def make_document(pk, texts, *, title="A page"):
    passages, start = [], 0
    for text in texts:
        passages.append(LibraryPassage(start, start + len(text), text))
        start += len(text) + 2
    return LibraryDocument(pk, title, "en", tuple(passages))


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "library")
    library.add(
        [
            make_document(1, ["Soup and bread are served until nine.", "A convention of cooks."]),
            make_document(2, [TREATY] * 5),
            make_document(3, ["Some convention or other."]),
        ]
    )
    return library


def test_pages_come_best_first(library):
    pages = LibraryProvider(by_words(library)).search(SearchQuery("Ottawa Convention signatories")).pages
    assert (pages[0].snapshot_id, [page.rank for page in pages]) == (2, [1, 2, 3])


def test_several_passages_of_one_page_are_one_proposal(library):
    pages = LibraryProvider(by_words(library)).search(SearchQuery("Ottawa signatories")).pages
    assert [(page.snapshot_id, page.url) for page in pages] == [(2, "")]


@pytest.mark.parametrize(("error", "can_retry"), [(LibraryBusy("busy"), True), (StoreError("broken"), False)])
def test_a_library_that_cannot_be_searched_could_not_be_looked_at(library, monkeypatch, error, can_retry):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(library, "search", fail)
    with pytest.raises(ProviderError) as caught:
        LibraryProvider(by_words(library)).search(SearchQuery("Ottawa"))
    assert (str(caught.value), caught.value.can_retry) == (f"The library could not be searched: {error}", can_retry)
