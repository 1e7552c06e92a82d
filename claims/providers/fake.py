"""A provider that answers from what it was given: for tests and documentation."""

from collections.abc import Sequence

from claims.errors import ProviderError
from claims.providers.base import PAGES, FoundPage, FoundReview, Quota, SearchAnswer, SearchQuery


class FakeProvider:
    """Answers every question with the same pages and reviews, or always fails with the same error."""

    version = "1"
    sends = "Nothing leaves this installation."
    homepage = ""

    def __init__(
        self,
        *,
        name: str = "fake",
        pages: Sequence[FoundPage] = (),
        reviews: Sequence[FoundReview] = (),
        quota: Quota | None = None,
        note: str = "",
        error: ProviderError | None = None,
        uses_network: bool = False,
        answers: str = PAGES,
        missing: str = "",
        pace_seconds: float = 0.0,
    ) -> None:
        self.name = name
        self.label = name.capitalize()
        self.uses_network = uses_network
        self.answers = answers
        self.missing = missing
        self.pace_seconds = pace_seconds
        self.asked: list[SearchQuery] = []
        self._answer = SearchAnswer(tuple(pages), tuple(reviews), quota=quota, note=note)
        self._error = error

    def search(self, query: SearchQuery) -> SearchAnswer:
        """What it was given, no more than wanted."""
        self.asked.append(query)
        if self._error:
            raise self._error
        given = self._answer
        return SearchAnswer(
            given.pages[: query.limit], given.reviews[: query.limit], quota=given.quota, note=given.note
        )
