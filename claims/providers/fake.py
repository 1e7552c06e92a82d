"""A provider that answers from what it was given: for tests and documentation."""

from collections.abc import Sequence

from claims.errors import ProviderError
from claims.providers.base import FoundPage, SearchQuery


class FakeProvider:
    """Answers every question with the same pages, or always fails with the same error."""

    version = "1"

    def __init__(
        self,
        *,
        name: str = "fake",
        pages: Sequence[FoundPage] = (),
        error: ProviderError | None = None,
        uses_network: bool = False,
    ) -> None:
        self.name = name
        self.uses_network = uses_network
        self.asked: list[SearchQuery] = []
        self._pages = tuple(pages)
        self._error = error

    def search(self, query: SearchQuery) -> tuple[FoundPage, ...]:
        """The pages it was given, no more than wanted."""
        self.asked.append(query)
        if self._error:
            raise self._error
        return self._pages[: query.limit]
