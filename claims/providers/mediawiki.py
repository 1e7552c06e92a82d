"""MediaWiki as a provider: Wikipedia, or any wiki by the address of its api.php.

One request asks for the hits and their addresses together. MediaWiki reports its own errors
with status 200 and an `error` object, so the status alone says nothing.
"""

import html
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from claims.errors import FetchError, ProviderError
from claims.net.client import FetchedPage, Fetcher
from claims.providers.base import FoundPage, ProviderContext, SearchProvider, SearchQuery

WIKIPEDIA = "https://en.wikipedia.org/w/api.php"
# Asking for too much at once is refused by the search of Wikimedia's wikis.
MAX_QUERY_LENGTH = 300
# A search job keeps its provider's name in sixty characters.
MAX_HOST_LENGTH = 45
# Every answer of a MediaWiki holds one of them; without, "none found" would be a guess.
ANSWER_KEYS = frozenset({"batchcomplete", "query", "continue", "error"})
TAG = re.compile(r"<[^>]{0,200}>")
# What the wiki says of itself: it is behind, or it is busy. Both pass.
PASSING_CODES = frozenset({"maxlag", "ratelimited", "readonly", "cirrussearch-too-busy-error", "internal_api_error"})


class MediaWikiProvider:
    """Searches the articles of one wiki."""

    version = "1"
    uses_network = True

    def __init__(self, fetcher: Fetcher, *, api_url: str, name: str = "mediawiki") -> None:
        self.name = name
        self._fetcher = fetcher
        self._api_url = api_url

    def search(self, query: SearchQuery) -> tuple[FoundPage, ...]:
        """The wiki's best articles with their full addresses."""
        answer = self._ask(query)
        _raise_for_error(answer, name=self.name)
        return tuple(_found_pages(answer)[: query.limit])

    def _ask(self, query: SearchQuery) -> dict[str, Any]:
        url = f"{self._api_url}?{urlencode(_parameters(query))}"
        try:
            page = self._fetcher.fetch(url, accept="application/json")
        except FetchError as error:
            raise ProviderError(f"{self.name}: {error}", permanent=not error.can_retry, code=error.code) from error
        return _json_object(page, name=self.name)


def _parameters(query: SearchQuery) -> dict[str, str]:
    words = query.text[:MAX_QUERY_LENGTH]
    return {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "maxlag": "5",
        "list": "search",
        "srsearch": words,
        "srlimit": str(query.limit),
        "srprop": "snippet",
        "generator": "search",
        "gsrsearch": words,
        "gsrlimit": str(query.limit),
        "prop": "info",
        "inprop": "url",
    }


def _json_object(page: FetchedPage, *, name: str) -> dict[str, Any]:
    if page.status != 200:
        passing = page.status == 429 or page.status >= 500
        raise ProviderError(f"{name} answered with status {page.status}.", permanent=not passing, code="http_error")
    try:
        answer = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"{name} did not answer with JSON; is the address that of an api.php?") from error
    if not isinstance(answer, dict) or not answer.keys() & ANSWER_KEYS:
        raise ProviderError(f"{name} answered with JSON of another shape; is the address that of an api.php?")
    return answer


def _raise_for_error(answer: dict[str, Any], *, name: str) -> None:
    error = answer.get("error")
    if not error:
        return
    code, told = ("error", error) if not isinstance(error, dict) else (error.get("code"), error.get("info"))
    code, told = _text(str(code)), _text(str(told))
    raise ProviderError(f"{name} refused the search: {told} ({code}).", permanent=code not in PASSING_CODES)


def _found_pages(answer: dict[str, Any]) -> list[FoundPage]:
    query = answer.get("query")
    query = query if isinstance(query, dict) else {}
    addresses = {str(page["pageid"]): page.get("fullurl") for page in _objects(query.get("pages")) if "pageid" in page}
    found: list[FoundPage] = []
    for hit in _objects(query.get("search")):
        url = addresses.get(str(hit.get("pageid")))
        if isinstance(url, str) and url.startswith(("https://", "http://")):
            title, snippet = _text(hit.get("title")), plain_text(_text(hit.get("snippet")))
            found.append(FoundPage(rank=len(found) + 1, url=url, title=title, snippet=snippet))
    return found


def _text(value: Any) -> str:
    """What can be stored of a text in JSON, which may hold half of a character or a NUL."""
    return value.encode("utf-8", "replace").decode().replace("\x00", "") if isinstance(value, str) else ""


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a list, or in a mapping as format version 1 sends it."""
    rows = value.values() if isinstance(value, dict) else value
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list | type({}.values())) else []


def plain_text(snippet: str) -> str:
    """A snippet without its highlighting markup."""
    return html.unescape(TAG.sub("", snippet))


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
