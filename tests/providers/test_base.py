"""One contract for every provider: the built-in ones, the fake one, and a stranger's."""

from dataclasses import FrozenInstanceError

import pytest

from claims.errors import FetchFailed, ProviderError
from claims.providers import registry
from claims.providers.base import FoundPage, ProviderContext, SearchProvider, SearchQuery
from claims.providers.fake import FakeProvider
from claims.store.library import Library, LibraryDocument, LibraryPassage
from tests.pipeline.site import Site
from tests.providers.wiki import WikiSite, make_hits

MANY = 30
QUERY = SearchQuery("Ottawa Convention signatories", limit=5)


def make_library(folder, *, pages):
    library = Library(folder / "library")
    text = "The Ottawa Convention has signatories."
    library.add(
        [LibraryDocument(pk, "Treaty", "en", (LibraryPassage(0, len(text), text),)) for pk in range(1, pages + 1)]
    )
    return library


def make_broken_library(folder):
    (folder / "library").mkdir()
    (folder / "library" / "meta.json").write_text("not an index")
    return Library(folder / "library")


class Case:
    """A provider that finds many pages, one that finds none, and one that cannot look."""

    def __init__(self, name, *, full, empty, broken):
        self.name, self.full, self.empty, self.broken = name, full, empty, broken


def make_built_in(name, *, fetcher, library):
    [provider] = registry.import_string(registry.BUILT_IN[name])(ProviderContext(fetcher=fetcher, library=library))
    return provider


def make_failing_site():
    site = WikiSite()
    site.error = FetchFailed("The host stopped answering.", code="timeout")
    return site


CASES = {
    "library": Case(
        "library",
        full=lambda folder: make_built_in("library", fetcher=Site(), library=make_library(folder, pages=MANY)),
        empty=lambda folder: make_built_in("library", fetcher=Site(), library=Library(folder / "library")),
        broken=lambda folder: make_built_in("library", fetcher=Site(), library=make_broken_library(folder)),
    ),
    "mediawiki": Case(
        "mediawiki",
        full=lambda folder: make_built_in("mediawiki", fetcher=WikiSite(make_hits(MANY)), library=Library(folder)),
        empty=lambda folder: make_built_in("mediawiki", fetcher=WikiSite(make_hits(0)), library=Library(folder)),
        broken=lambda folder: make_built_in("mediawiki", fetcher=make_failing_site(), library=Library(folder)),
    ),
    "fake": Case(
        "fake",
        full=lambda _: FakeProvider(pages=[FoundPage(rank, f"https://example.org/{rank}") for rank in range(1, MANY)]),
        empty=lambda _: FakeProvider(),
        broken=lambda _: FakeProvider(error=ProviderError("No answer.")),
    ),
}


@pytest.fixture(params=CASES)
def case(request):
    return CASES[request.param]


def test_every_built_in_provider_keeps_the_contract():
    assert set(CASES) == {*registry.BUILT_IN, "fake"}


def test_a_provider_has_a_name_a_version_and_says_whether_it_uses_the_network(case, tmp_path):
    provider = case.full(tmp_path)
    assert isinstance(provider, SearchProvider)
    assert (provider.name, provider.version != "") == (case.name, True)
    assert provider.uses_network in {True, False}


def test_answers_are_frozen_and_ranked_from_one(case, tmp_path):
    pages = case.full(tmp_path).search(QUERY)
    assert isinstance(pages, tuple)
    assert [page.rank for page in pages] == list(range(1, len(pages) + 1))
    with pytest.raises(FrozenInstanceError):
        pages[0].rank = 7


def test_every_page_has_an_address_or_is_one_that_we_hold(case, tmp_path):
    for page in case.full(tmp_path).search(QUERY):
        assert isinstance(page, FoundPage)
        assert page.url.startswith("https://") or page.snapshot_id is not None


@pytest.mark.parametrize("limit", [1, 5, 8])
def test_no_more_pages_come_than_were_asked_for(case, tmp_path, limit):
    assert len(case.full(tmp_path).search(SearchQuery(QUERY.text, limit=limit))) == limit


def test_no_page_comes_twice(case, tmp_path):
    pages = case.full(tmp_path).search(QUERY)
    assert len({(page.url, page.snapshot_id) for page in pages}) == len(pages)


def test_nothing_found_is_an_empty_answer(case, tmp_path):
    assert case.empty(tmp_path).search(QUERY) == ()


def test_a_provider_that_could_not_look_says_so_in_one_line(case, tmp_path):
    with pytest.raises(ProviderError) as caught:
        case.broken(tmp_path).search(QUERY)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "a AND (b OR", "title:x*~2 ^ \\", "x" * 5000, "сторони 🇺🇦", "the of and"]
)
def test_no_question_breaks_a_provider(case, tmp_path, text):
    assert isinstance(case.full(tmp_path).search(SearchQuery(text)), tuple)


def test_a_provider_is_told_apart_from_what_is_none():
    assert isinstance(object(), SearchProvider) is False
