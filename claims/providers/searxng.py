"""SearXNG as a provider: an operator's own instance, which asks many search engines at once.

An instance whose engines were all turned away answers with no result and status 200. That is not
"none found": the engines that did not answer are named, and where nothing else came back, it could not look.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from claims.errors import ProviderError
from claims.providers.answers import Service
from claims.providers.base import (
    PAGES,
    Exchanger,
    FoundPage,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import iso_date, plain_text, ranked, text_of, title_of, web_url
from claims.providers.question import base_language, check_has_setting, check_has_words, cut

SETTING = "SEARXNG_URL"
MAX_QUERY_CHARACTERS = 300
MAX_NAMED_ENGINES = 5
MAX_REASON_CHARACTERS = 60
# An engine that asked for proof of a person stays suspended for minutes at least.
SUSPENDED_SECONDS = 120.0
MEANINGS = {
    403: "it refuses JSON; add json to search: formats: in its settings.yml",
    404: f"there is no search at the address in {SETTING}",
    429: "its limiter refuses us; let it pass this host in its limiter.toml",
}


class SearxngProvider:
    """Searches the web through one SearXNG."""

    name = "searxng"
    version = "1"
    uses_network = True
    label = "SearXNG"
    pace_seconds = 1.0
    answers = PAGES

    def __init__(self, fetcher: Exchanger, *, url: str = "") -> None:
        self.missing = "" if url else SETTING
        self.homepage = url or "https://docs.searxng.org/"
        where = urlsplit(url).hostname if url else "the SearXNG of your choice"
        self.sends = f"The words of the question and the language, to {where} and the search engines that it asks."
        self._search_url = f"{url.rstrip('/').removesuffix('/search')}/search"
        self._service = Service(self.label, fetcher, meanings=MEANINGS)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Pages in the order in which the instance mixed its engines."""
        check_has_setting(self.missing, label=self.label)
        check_has_words(query.text, label=self.label)
        answer = self._service.ask(self._search_url, _parameters(query)).value
        if not isinstance(answer, dict):
            raise self._service.misunderstood()
        results = self._service.rows(answer.get("results"))
        pages = ranked(map(_found_page, results), limit=query.limit)
        self._service.check_readable(pages, results)
        silent = _silent_engines(answer.get("unresponsive_engines"))
        if silent and not pages:
            raise ProviderError(
                f"{self.label} could not look: no engine of it had an answer, and these failed: {silent}.",
                code="engines_failed",
                retry_after=SUSPENDED_SECONDS,
            )
        return SearchAnswer(pages, note=f"Engines that did not answer: {silent}." if silent else "")


def _parameters(query: SearchQuery) -> dict[str, str]:
    return {
        "q": cut(query.text, characters=MAX_QUERY_CHARACTERS),
        "format": "json",
        "language": base_language(query.language),
        "safesearch": "0",
        "pageno": "1",
    }


def _found_page(result: dict[str, Any]) -> FoundPage:
    return FoundPage(
        0,
        web_url(result.get("url")),
        title_of(result.get("title")),
        plain_text(result.get("content")),
        iso_date(result.get("publishedDate")),
    )


def _silent_engines(value: Any) -> str:
    """Engines and why they did not answer, as pairs or, from older instances, by name alone."""
    engines = [words for words in map(_silent_engine, value if isinstance(value, list) else []) if words]
    more = len(engines) - MAX_NAMED_ENGINES
    return ", ".join(engines[:MAX_NAMED_ENGINES]) + (f" and {more} more" if more > 0 else "")


def _silent_engine(entry: Any) -> str:
    parts = entry[:2] if isinstance(entry, list) else [entry]
    name, *reason = [plain_text(text_of(part), limit=MAX_REASON_CHARACTERS) for part in parts] or [""]
    return f"{name} ({reason[0]})" if name and reason and reason[0] else name


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """Built without an address too, so that it can say what is missing."""
    return [SearxngProvider(context.fetcher, url=context.option("searxng_url"))]
