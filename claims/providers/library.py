"""The library as a provider: pages that we hold already."""

from collections.abc import Sequence

from claims.errors import ProviderError, StoreError
from claims.providers.base import PAGES, FoundPage, ProviderContext, SearchAnswer, SearchProvider, SearchQuery
from claims.store.page_search import PageSearch


class LibraryProvider:
    """Proposes the pages that speak of the claim in its words, or that say the like in others."""

    name = "library"
    version = "2"
    uses_network = False
    label = "Library"
    sends = "Nothing leaves this installation."
    pace_seconds = 0.0
    missing = ""
    answers = PAGES
    homepage = ""

    def __init__(self, library: PageSearch) -> None:
        self._library = library

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Pages, best first."""
        try:
            found = self._library.search(query.text, language=query.language, limit=query.limit)
        except StoreError as error:
            raise ProviderError(f"The library could not be searched: {error}", permanent=not error.can_retry) from error
        return SearchAnswer(
            tuple(FoundPage(rank=rank, snapshot_id=page.snapshot_id) for rank, page in enumerate(found, start=1))
        )


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one library of this installation."""
    return [LibraryProvider(context.library)]
