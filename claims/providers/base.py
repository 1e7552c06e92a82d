"""What a provider is: one Protocol and its frozen question and answer.

A provider knows no model, no database and no settings. It gets a question, asks one service
through the fetcher it was built with, and answers with the pages it was told of, or raises
`ProviderError`, saying whether trying again can help. An empty answer means "none found".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from claims.net.client import Fetcher
from claims.store.library import Library


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question: its words, its language, and how many pages are wanted."""

    text: str
    language: str = "en"
    limit: int = 8


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that the provider proposes, best first (`rank` from 1).

    `snapshot_id` is set by a provider that searches pages we hold; then `url` may be empty.
    `published_at` is what the provider says, ISO or empty.
    """

    rank: int
    url: str = ""
    title: str = ""
    snippet: str = ""
    published_at: str = ""
    snapshot_id: int | None = None


@runtime_checkable
class SearchProvider(Protocol):
    """A place to ask for pages. `uses_network` decides which workers do the asking."""

    name: str
    version: str
    uses_network: bool

    def search(self, query: SearchQuery) -> tuple[FoundPage, ...]:
        """Pages that may bear on the query; raises ProviderError when it could not look."""
        ...


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """What a provider may be built from."""

    fetcher: Fetcher
    library: Library
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)


ProviderBuilder = Callable[[ProviderContext], Sequence[SearchProvider]]
