"""The library as a provider: passages of pages that we hold already."""

from collections.abc import Sequence

from claims.errors import ProviderError, StoreError
from claims.providers.base import PAGES, FoundPage, ProviderContext, SearchAnswer, SearchProvider, SearchQuery
from claims.store.library import Library

# Several passages of one page are one proposal, so more passages are read than pages wanted.
PASSAGES_PER_PAGE = 6


class LibraryProvider:
    """Proposes the pages whose passages match best."""

    name = "library"
    version = "1"
    uses_network = False
    label = "Library"
    sends = "Nothing leaves this installation."
    pace_seconds = 0.0
    missing = ""
    answers = PAGES
    homepage = ""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Pages in the order of their best passage."""
        try:
            hits = self._library.search(query.text, limit=query.limit * PASSAGES_PER_PAGE)
        except StoreError as error:
            raise ProviderError(f"The library could not be searched: {error}", permanent=not error.can_retry) from error
        snapshot_ids = list(dict.fromkeys(hit.snapshot_id for hit in hits))[: query.limit]
        return SearchAnswer(
            tuple(FoundPage(rank=rank, snapshot_id=pk) for rank, pk in enumerate(snapshot_ids, start=1))
        )


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one library of this installation."""
    return [LibraryProvider(context.library)]
