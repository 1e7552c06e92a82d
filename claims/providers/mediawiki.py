"""MediaWiki as a provider: Wikipedia, or any wiki by the address of its api.php.

One request asks for the hits and their addresses together. MediaWiki reports its own errors
with status 200 and an `error` object, so the status alone says nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from claims.providers.answers import JsonAnswer, Service, waiting_seconds
from claims.providers.base import (
    PAGES,
    Exchanger,
    FoundPage,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import object_of, plain_text, ranked, rows_of, text_of, title_of, web_url
from claims.providers.question import check_has_words, cut

WIKIPEDIA = "https://en.wikipedia.org/w/api.php"
# Asking for too much at once is refused by the search of Wikimedia's wikis.
MAX_QUERY_CHARACTERS = 300
# A search job keeps its provider's name in sixty characters.
MAX_HOST_LENGTH = 45
# Every answer of a MediaWiki holds one of them; without, "none found" would be a guess.
ANSWER_KEYS = frozenset({"batchcomplete", "query", "continue"})
# What the wiki says of itself: it is behind, or it is busy. Both pass.
BUSY_CODES = frozenset({"maxlag", "ratelimited"})
PASSING_CODES = BUSY_CODES | {"readonly", "cirrussearch-too-busy-error", "internal_api_error"}
# Seconds that a replica of the wiki may be behind before it tells us to come back later: what its makers ask for.
MAX_LAG = "5"


class MediaWikiProvider:
    """Searches the articles of one wiki."""

    version = "2"
    uses_network = True
    pace_seconds = 1.0
    missing = ""
    answers = PAGES

    def __init__(self, fetcher: Exchanger, *, api_url: str, name: str = "mediawiki") -> None:
        self.name = name
        self._api_url = api_url
        parts = urlsplit(api_url)
        self.label = f"MediaWiki at {parts.hostname}"
        self.sends = f"The words of the question, to {parts.hostname}."
        self.homepage = f"{parts.scheme}://{parts.netloc}/"
        self._service = Service(
            self.label, fetcher, meanings={404: "there is no api.php at the address in MEDIAWIKI_API_URLS"}
        )

    def search(self, query: SearchQuery) -> SearchAnswer:
        """The wiki's best articles with their full addresses."""
        check_has_words(query.text, label=self.label)
        found = wiki_object(self._service.ask(self._api_url, _parameters(query)), service=self._service)
        if not found.keys() & ANSWER_KEYS:
            raise self._service.misunderstood("JSON of another shape; is the address that of an api.php?")
        return SearchAnswer(self._pages(found, limit=query.limit))

    def _pages(self, found: dict[str, Any], *, limit: int) -> tuple[FoundPage, ...]:
        query = object_of(found.get("query"))
        hits = self._service.rows(query.get("search", []))
        pages = ranked(_found_pages(hits, query.get("pages")), limit=limit)
        self._service.check_readable(pages, hits)
        return pages


def _parameters(query: SearchQuery) -> dict[str, str]:
    words = cut(query.text, characters=MAX_QUERY_CHARACTERS)
    return {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "maxlag": MAX_LAG,
        "list": "search",
        "srsearch": words,
        # Without it, a wiki that has only its own search engine looks through titles alone.
        "srwhat": "text",
        "srlimit": str(query.limit),
        "srprop": "snippet",
        "generator": "search",
        "gsrsearch": words,
        "gsrwhat": "text",
        "gsrlimit": str(query.limit),
        "prop": "info",
        "inprop": "url",
    }


def wiki_object(answer: JsonAnswer, *, service: Service) -> dict[str, Any]:
    """The object that a MediaWiki answered. Raises ProviderError for its own errors, and for what is no object."""
    if not isinstance(answer.value, dict):
        raise service.misunderstood("JSON of another shape; is the address that of an api.php?")
    error = answer.value.get("error")
    if error:
        code, told = _code_and_words(error)
        is_busy = code in BUSY_CODES
        raise service.refused(
            f"{told} ({code})",
            permanent=code not in PASSING_CODES,
            code="rate_limited" if is_busy else "refused",
            retry_after=waiting_seconds(answer.page) or (service.busy_seconds(answer.page) if is_busy else 0.0),
        )
    return answer.value


def _code_and_words(error: Any) -> tuple[str, str]:
    if not isinstance(error, Mapping):
        return "error", text_of(error)
    return text_of(error.get("code")), text_of(error.get("info"))


def _found_pages(hits: Sequence[dict[str, Any]], pages: Any) -> Iterator[FoundPage]:
    addresses = {_page_id(page): web_url(page.get("fullurl")) for page in _either_version(pages)}
    for hit in hits:
        page_id = _page_id(hit)
        url = addresses.get(page_id, "") if page_id else ""
        yield FoundPage(0, url, title_of(hit.get("title")), plain_text(hit.get("snippet")))


def _page_id(page: dict[str, Any]) -> str:
    """The number that joins a hit and its page, "" where there is none."""
    number = page.get("pageid")
    return str(number) if isinstance(number, int | str) else ""


def _either_version(pages: Any) -> list[dict[str, Any]]:
    """The pages in a list, or in an object as format version 1 sends them."""
    return rows_of(list(pages.values()) if isinstance(pages, dict) else pages)


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """One provider for each wiki; with several, the host and its place in the list tell them apart."""
    addresses = list(dict.fromkeys(context.options.get("mediawiki_api_urls", [WIKIPEDIA])))
    return [
        MediaWikiProvider(context.fetcher, api_url=address, name=name)
        for address, name in zip(addresses, _names(addresses), strict=True)
    ]


def _names(addresses: Sequence[str]) -> list[str]:
    """`mediawiki` for the only wiki; else with its host, numbered where one host has several wikis."""
    if len(addresses) == 1:
        return ["mediawiki"]
    hosts = [str(urlsplit(address).hostname)[:MAX_HOST_LENGTH] for address in addresses]
    numbers = [hosts[:place].count(host) + 1 for place, host in enumerate(hosts)]
    return [
        f"mediawiki:{host}" if number == 1 else f"mediawiki:{host}-{number}"
        for host, number in zip(hosts, numbers, strict=True)
    ]
