"""GDELT DOC 2 as a provider: news of the last three months, by its words.

It tells its refusals as plain text, also with status 200; `{}` means none found; and its JSON may hold
escapes that JSON does not know. `seendate` is when GDELT saw a page, never when it was published.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claims.errors import ProviderError
from claims.net.client import FetchedPage
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
from claims.providers.found import ranked, text_of, title_of, web_url
from claims.providers.question import base_language, check_has_words
from claims.text.terms import terms_of

API_URL = "https://api.gdeltproject.org/api/v2/doc/doc"
PACE_SECONDS = 5.0  # what its notice asks for
# The notice also comes when GDELT sheds load, to whoever asks: then five seconds are not enough.
BUSY_SECONDS = 60.0
# Every word must stand in the article, so few of them find more; shorter ones are refused.
MAX_WORDS = 5
SHORTEST_WORD = 3
MAX_NOTICE_BYTES = 2000
RATE_NOTICE = re.compile(r"limit requests|one every|too many|rate limit|overload", re.IGNORECASE)
# What it says of a question that it will never answer; whatever else it says may be a passing mood.
QUESTION_NOTICE = re.compile(
    r"\b(?:short|long|phrases?|keywords?|invalid|illegal|unknown|unsupported|operators?|parenthes[ei]s)\b",
    re.IGNORECASE,
)
PASSING_NOTICE = re.compile(
    r"\b(?:temporar\w*|unavailable|maintenance|later|time[sd]?[ -]?out|took|taking|internal|server)\b", re.IGNORECASE
)
LANGUAGES: Mapping[str, str] = {
    "ar": "arabic",
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hi": "hindi",
    "hr": "croatian",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese",
}


_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
# What begins so is a broken object or a web page, and so is nothing at all; the rest is meant to be read.
_IS_MARKED_UP = re.compile(rb"\s*(?:[{\[<]|$)")
_SEEN = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z")


class GdeltProvider:
    """Searches news that GDELT has seen lately."""

    name = "gdelt"
    version = "1"
    uses_network = True
    label = "GDELT"
    sends = "A few words of the question, to api.gdeltproject.org."
    pace_seconds = PACE_SECONDS
    missing = ""
    answers = PAGES
    homepage = "https://www.gdeltproject.org/"

    def __init__(self, fetcher: Exchanger) -> None:
        self._service = Service(self.label, fetcher, busy_seconds=lambda _: BUSY_SECONDS)

    def search(self, query: SearchQuery) -> SearchAnswer:
        """News articles, the most relevant first."""
        words = telling_words(query.text, language=base_language(query.language))
        check_has_words(words, label=self.label)
        answer = self._answer(self._service.fetch(API_URL, _parameters(words, query)))
        if not isinstance(answer, dict):
            raise self._service.misunderstood()
        articles = self._service.rows(answer.get("articles", []))
        pages = ranked(map(_found_page, articles), limit=query.limit)
        self._service.check_readable(pages, articles)
        return SearchAnswer(pages)

    def _answer(self, page: FetchedPage) -> Any:
        try:
            return self._service.read(page).value
        except ProviderError:
            if _IS_MARKED_UP.match(page.body):
                raise
            raise self._notice(page) from None

    def _notice(self, page: FetchedPage) -> ProviderError:
        """What GDELT says in plain text instead of an answer: ask less often, ask something else, or ask later."""
        told = page.body[:MAX_NOTICE_BYTES].decode("utf-8", "replace")
        if RATE_NOTICE.search(told):
            return self._service.refused(told, permanent=False, code="rate_limited", retry_after=BUSY_SECONDS)
        if QUESTION_NOTICE.search(told) and not PASSING_NOTICE.search(told):
            return self._service.refused(told, permanent=True, code="bad_query")
        return self._service.refused(told, permanent=False, code="unavailable", retry_after=BUSY_SECONDS)


def _parameters(words: str, query: SearchQuery) -> dict[str, str]:
    language = LANGUAGES.get(base_language(query.language), "")
    operator = f" sourcelang:{language}" if language else ""
    return {
        "query": f"{words}{operator}",
        "mode": "artlist",
        "format": "json",
        "sort": "hybridrel",
        "maxrecords": str(query.limit),
    }


def telling_words(text: str, *, language: str = "en") -> str:
    """The words of a question that say most, in their order: figures and names first, then the longest."""
    words = [word for word in dict.fromkeys(_WORD.findall(text)) if _is_telling(word, language)]
    chosen = sorted(words, key=lambda word: (not (word[0].isupper() or word[0].isdigit()), -len(word)))[:MAX_WORDS]
    return " ".join(word for word in words if word in chosen)


def _is_telling(word: str, language: str) -> bool:
    """Neither too short nor a stop word, nor a figure like 260,000, which every paper writes in its own way."""
    return len(word) >= SHORTEST_WORD and word.isalnum() and bool(terms_of(word, language=language))


def _found_page(article: dict[str, Any]) -> FoundPage:
    seen = _SEEN.fullmatch(text_of(article.get("seendate")))
    title = title_of(article.get("title"))
    when = f" (seen by GDELT on {seen[1]}-{seen[2]}-{seen[3]})" if seen else ""
    return FoundPage(0, web_url(article.get("url")), f"{title}{when}".strip())


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one GDELT."""
    return [GdeltProvider(context.fetcher)]
