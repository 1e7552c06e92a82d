"""What a provider is: one Protocol and its frozen question and answer.

A provider knows no model, no database and no settings. It gets a question, asks one service
through the fetcher it was built with, and answers with what it was told of, or raises
`ProviderError`, saying whether trying again can help. An empty answer means "none found".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from claims.net.client import FetchedPage
from claims.store.page_search import PageSearch

# What a provider's answers are: pages to weigh, reviews that somebody else published, pointers to
# pages (never evidence themselves), or archived copies of an address.
PAGES, REVIEWS, POINTERS, COPIES = "pages", "reviews", "pointers", "copies"
ANSWER_KINDS = (PAGES, REVIEWS, POINTERS, COPIES)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question: its words, its language, how many answers are wanted, and what for (`enums.Purpose`).

    A provider of copies is asked with an address for its words.
    """

    text: str
    language: str = "en"
    limit: int = 8
    purpose: str = "support"


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that the provider proposes, best first (`rank` from 1).

    `snapshot_id` is set by a provider that searches pages we hold; then `url` may be empty.
    `published_at` is what the provider says, ISO or empty. With `is_pointer` it only points at
    something, and is never evidence.
    """

    rank: int
    url: str = ""
    title: str = ""
    snippet: str = ""
    published_at: str = ""
    snapshot_id: int | None = None
    is_pointer: bool = False


@dataclass(frozen=True, slots=True)
class FoundReview:
    """A ClaimReview that somebody else published; dates are ISO as stated, or empty."""

    url: str
    claim_text: str
    rating: str
    publisher: str
    publisher_site: str = ""
    title: str = ""
    claimant: str = ""
    claim_date: str = ""
    review_date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many questions a service still answers; None where it does not say."""

    limit: int | None = None
    left: int | None = None
    resets_in_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What came back; nothing in it means that the service looked and found none.

    `note` is one sentence for people, "" where there is nothing to say.
    """

    pages: tuple[FoundPage, ...] = ()
    reviews: tuple[FoundReview, ...] = ()
    quota: Quota | None = None
    note: str = ""


@runtime_checkable
class SearchProvider(Protocol):
    """A place to ask. `uses_network` decides which workers do the asking.

    `label` and `sends` are for people: its name, and in one line what goes to whom. `pace_seconds` is
    the least time between two questions. `missing` names the setting without which it cannot be asked,
    "" when nothing is missing. `answers` is one of ANSWER_KINDS. A provider that holds keys which no setting
    of the workbench gave it may have `secrets`, a sequence of words; they are masked in what a test of it shows.
    """

    name: str
    version: str
    uses_network: bool
    label: str
    sends: str
    pace_seconds: float
    missing: str
    answers: str
    homepage: str

    def search(self, query: SearchQuery) -> SearchAnswer:
        """What may bear on the query; raises ProviderError when it could not look."""
        ...


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy in a public archive: its address, and its moment as YYYYMMDDhhmmss in UTC."""

    url: str
    timestamp: str


@runtime_checkable
class Archive(Protocol):
    """A public archive that can be asked to keep a page as well."""

    name: str
    version: str
    label: str
    sends: str
    pace_seconds: float
    missing: str
    homepage: str

    def save(self, url: str) -> str:
        """Asks for a copy and returns the archive's name for that work; raises ProviderError."""
        ...

    def check(self, remote_id: str) -> ArchivedCopy | None:
        """The finished copy, None while the archive is still at work; raises ProviderError when it failed."""
        ...


class Exchanger(Protocol):
    """What a provider may do on the network; `net.client.Fetcher` does it, through the gate."""

    def fetch(
        self,
        url: str,
        *,
        accept: str = ...,
        headers: Mapping[str, str] | None = ...,
    ) -> FetchedPage:
        """As `Fetcher.fetch`: one GET, redirects followed."""
        ...

    def send(
        self,
        url: str,
        *,
        body: bytes,
        content_type: str,
        accept: str = ...,
        headers: Mapping[str, str] | None = ...,
    ) -> FetchedPage:
        """As `Fetcher.send`: one POST, redirects not followed."""
        ...


@dataclass(frozen=True, slots=True)
class ProviderContext:
    """What a provider may be built from; a setting that is not set is not among the options."""

    fetcher: Exchanger
    library: PageSearch
    options: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)  # keys are among them

    def option(self, name: str) -> str:
        """The one value of an option, "" where it is not set."""
        return next(iter(self.options.get(name, ())), "")


ProviderBuilder = Callable[[ProviderContext], Sequence[SearchProvider]]
ArchiveBuilder = Callable[[ProviderContext], Archive]
