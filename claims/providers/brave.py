"""Brave Search as a provider: the web, by a key with a quota."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.net.client import FetchedPage
from claims.net.politeness import MAX_RETRY_AFTER_SECONDS
from claims.providers.answers import Service
from claims.providers.base import (
    PAGES,
    Exchanger,
    FoundPage,
    ProviderContext,
    Quota,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import iso_date, object_of, plain_text, ranked, title_of, web_url
from claims.providers.question import base_language, check_has_setting, check_has_words, cut

API_URL = "https://api.search.brave.com/res/v1/web/search"
SETTING = "BRAVE_API_KEY"
# What its documentation allows for one question.
MAX_QUERY_CHARACTERS, MAX_QUERY_WORDS, MAX_RESULTS = 400, 50, 20
# Windows shorter than this are the pace, not a quota.
SHORTEST_QUOTA_SECONDS = 60
# Languages that it names in its own way; the others that it knows are named as everywhere. Any further
# one fails the question, so it is left out.
OWN_LANGUAGES: Mapping[str, str] = {"ja": "jp", "pt": "pt-pt", "zh": "zh-hans", "no": "nb"}
_KNOWN_LANGUAGES = (
    "ar bg bn ca cs da de en es et eu fi fr gl gu he hi hr hu is it kn ko lt lv ml mr ms nb nl pa pl ro ru "
    "sk sl sr sv ta te th tr uk vi"
)
LANGUAGES = frozenset(_KNOWN_LANGUAGES.split()) | set(OWN_LANGUAGES.values())
KEY_REFUSED = f"it does not accept the key in {SETTING}"


class BraveProvider:
    """Searches the web with Brave."""

    name = "brave"
    version = "1"
    uses_network = True
    label = "Brave Search"
    sends = "The words of the question and the language, to Brave, under your API key."
    pace_seconds = 1.1  # the smallest plan allows one question a second
    answers = PAGES
    homepage = "https://brave.com/search/api/"

    def __init__(self, fetcher: Exchanger, *, api_key: str = "") -> None:
        self.missing = "" if api_key else SETTING
        self._service = Service(
            self.label,
            fetcher,
            headers={"X-Subscription-Token": api_key} if api_key else {},
            meanings={401: KEY_REFUSED, 403: KEY_REFUSED, 422: f"it cannot read the question or the key in {SETTING}"},
            busy_seconds=_seconds_until_free,
        )

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Web pages in Brave's order, with what is left of the quota."""
        check_has_setting(self.missing, label=self.label)
        check_has_words(query.text, label=self.label)
        answer = self._service.ask(API_URL, _parameters(query))
        found = object_of(answer.value)
        if not found.keys() & {"web", "query"}:
            raise self._service.misunderstood()
        # Without a single result there is no `web` at all.
        results = self._service.rows(object_of(found.get("web", {"results": []})).get("results"))
        pages = ranked(map(_found_page, results), limit=query.limit)
        self._service.check_readable(pages, results)
        return SearchAnswer(pages, quota=quota_in(answer.page))


def _parameters(query: SearchQuery) -> dict[str, str]:
    language = base_language(query.language)
    language = OWN_LANGUAGES.get(language, language)
    return {
        "q": cut(query.text, characters=MAX_QUERY_CHARACTERS, words=MAX_QUERY_WORDS),
        "count": str(min(query.limit, MAX_RESULTS)),
        "result_filter": "web",
        "text_decorations": "false",
        **({"search_lang": language} if language in LANGUAGES else {}),
    }


def _found_page(result: dict[str, Any]) -> FoundPage:
    return FoundPage(
        0,
        web_url(result.get("url")),
        title_of(result.get("title")),
        plain_text(result.get("description")),
        iso_date(result.get("page_age")),
    )


def quota_in(page: FetchedPage) -> Quota | None:
    """The longest window of which Brave tells, usually a month; None when it tells of none.

    Its three headers hold a number for each window: `1, 2000` is one question a second and 2,000 a month.
    """
    windows = _windows(page)
    window = max(windows, key=lambda window: window.resets_in_seconds or 0, default=None)
    if window is None or (window.resets_in_seconds or 0) < SHORTEST_QUOTA_SECONDS:
        return None
    return window


def _seconds_until_free(page: FetchedPage) -> float:
    """How long the windows last that have nothing left, at most a day."""
    used_up = [window.resets_in_seconds or 0.0 for window in _windows(page) if window.left == 0]
    return min(max(used_up, default=0.0), MAX_RETRY_AFTER_SECONDS)


def _windows(page: FetchedPage) -> list[Quota]:
    """The windows that have a limit; one with a limit of nothing stands for a plan without it."""
    columns = [_numbers(page.header(f"X-RateLimit-{name}")) for name in ("Limit", "Remaining", "Reset")]
    return [
        Quota(limit=limit, left=left, resets_in_seconds=float(seconds))
        for limit, left, seconds in zip(*columns, strict=False)
        if limit
    ]


def _numbers(header: str) -> list[int]:
    parts = [part.strip() for part in header.split(",")]
    is_readable = all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts)
    return [int(part) for part in parts] if is_readable else []


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """Built without its key too, so that it can say what is missing."""
    return [BraveProvider(context.fetcher, api_key=context.option("brave_api_key"))]
