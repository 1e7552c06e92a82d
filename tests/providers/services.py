"""Stand-ins for the services that providers ask: answers of the real shape, and a fetcher in front of them."""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from claims.net.client import FetchedPage, Fetcher, FetchLimits
from claims.providers import registry
from claims.providers.base import ProviderContext, SearchProvider, SearchQuery
from claims.store.library import Library
from claims.store.page_search import PageSearch
from claims.store.vectors import Vectors
from tests.pipeline.site import make_answer
from tests.providers.documented import documented_module
from tests.providers.wiki import make_hits

KEY = "k3y-that-nobody-may-see"
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "searxng_url": ("http://search.example.org",),
    "brave_api_key": (KEY,),
    "google_factcheck_api_key": (KEY,),
    "wayback_key": (f"access-{KEY}:secret-{KEY}",),
    "contact": ("mailto:desk@example.org",),
}
Reply = Callable[[str], Any]


@dataclass(frozen=True)
class Asked:
    """One request as the fetcher got it."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def parameters(self) -> dict[str, str]:
        query = self.body.decode() if self.body else urlsplit(self.url).query
        return {name: values[0] for name, values in parse_qs(query).items()}


class ServiceSite:
    """A fetcher behind which one service answers each address with JSON; `asked` lists the requests."""

    def __init__(self, reply: Reply | Any = None, **answer: Any) -> None:
        """`answer` may set status, headers (a mapping), body (bytes), content_type and error."""
        self.reply = reply if callable(reply) else lambda _: reply
        self.answer = answer
        self.asked: list[Asked] = []

    def fetch(self, url: str, *, accept: str, headers: Mapping[str, str] | None = None) -> FetchedPage:
        """As `Fetcher.fetch`."""
        return self.exchange(Asked("GET", url, dict(headers or {})))

    def send(
        self, url: str, *, body: bytes, content_type: str, accept: str, headers: Mapping[str, str] | None = None
    ) -> FetchedPage:
        """As `Fetcher.send`."""
        assert content_type == "application/x-www-form-urlencoded"
        return self.exchange(Asked("POST", url, dict(headers or {}), body))

    def exchange(self, asked: Asked) -> FetchedPage:
        """The one answer to a request; tests put their own in its place."""
        self.asked.append(asked)
        given = self.answer
        if given.get("error"):
            raise given["error"]
        body = given["body"] if "body" in given else json.dumps(self.reply(asked.url)).encode()
        content_type = given.get("content_type", "application/json")
        page = make_answer(asked.url, body, status=given.get("status", 200), content_type=content_type)
        return replace(page, headers=(*page.headers, *dict(given.get("headers", {})).items()))


class Detour:
    """A real fetcher whose every host is a server on loopback, by plain HTTP; redirects are judged as always."""

    def __init__(self, port: int, *, hosts: frozenset[str], **limits: float) -> None:
        self._port = port
        self._fetcher = Fetcher(
            user_agent="Test/1.0",
            limits=FetchLimits(**limits),  # type: ignore[arg-type]
            resolver=lambda host, port: ["127.0.0.1"],
            allowed_private_hosts=hosts,
        )

    def fetch(self, url: str, **options: Any) -> FetchedPage:
        return self._fetcher.fetch(self._here(url), **options)

    def send(self, url: str, **options: Any) -> FetchedPage:
        return self._fetcher.send(self._here(url), **options)

    def _here(self, url: str) -> str:
        parts = urlsplit(url)
        return parts._replace(scheme="http", netloc=f"{parts.hostname}:{self._port}").geturl()


def by_words(library: Library) -> PageSearch:
    """The search of a library without an encoder."""
    return PageSearch(library, Vectors(Path("nowhere")), lambda: None)


def make_provider(name: str, fetcher: Any, *, library: Library | None = None, **options: str) -> SearchProvider:
    """A provider as the registry builds it, or the documented one; an option given as "" is one that is not set."""
    named = {**OPTIONS, **{key: (value,) for key, value in options.items()}}
    context = ProviderContext(
        fetcher=fetcher,
        library=by_words(library or Library(Path("nowhere"))),
        options={key: values for key, values in named.items() if any(values)},
    )
    if name == "gazette":
        return documented_module().GazetteProvider(fetcher, key=options.get("gazette_key", KEY))
    [provider] = registry.import_string(registry.BUILT_IN[name])(context)
    return provider


# ---------------------------------------------------------------- answers of the real shape


def make_wiki(count: int) -> Reply:
    return lambda url: make_hits(count)


def make_entity(number: int, **fields: Any) -> dict[str, Any]:
    """An entity of wbgetentities."""
    entity = {
        "type": "item",
        "id": f"Q{number}",
        "labels": {"en": {"language": "en", "value": f"Treaty {number}"}},
        "descriptions": {"en": {"language": "en", "value": f"international treaty no. {number}"}},
        "claims": {"P856": [make_website(f"https://treaty{number}.example.org/")]},
        "sitelinks": {
            "enwiki": {
                "site": "enwiki",
                "title": f"Treaty {number}",
                "badges": [],
                "url": f"https://en.wikipedia.org/wiki/Treaty_{number}",
            }
        },
    }
    return {**entity, **fields}


def make_website(url: Any, *, rank: str = "normal", **fields: Any) -> dict[str, Any]:
    """A statement of P856."""
    snak = {"snaktype": "value", "property": "P856", "datavalue": {"value": url, "type": "string"}, "datatype": "url"}
    return {"mainsnak": snak, "type": "statement", "id": "Q1$1", "rank": rank, **fields}


def make_entity_hit(number: int, **fields: Any) -> dict[str, Any]:
    """A hit of wbsearchentities."""
    hit = {
        "id": f"Q{number}",
        "title": f"Q{number}",
        "pageid": number,
        "repository": "wikidata",
        "concepturi": f"http://www.wikidata.org/entity/Q{number}",
        "url": f"//www.wikidata.org/wiki/Q{number}",
        "label": f"Treaty {number}",
        "description": f"international treaty no. {number}",
        "match": {"type": "label", "language": "en", "text": f"Treaty {number}"},
    }
    return {**hit, **fields}


def make_wikidata(count: int) -> Reply:
    numbers = range(1, count + 1)

    def reply(url: str) -> Any:
        asked = parse_qs(urlsplit(url).query)
        if asked["action"] == ["wbsearchentities"]:
            limit = int(asked["limit"][0])
            hits = [make_entity_hit(number) for number in numbers][:limit]
            return {"searchinfo": {"search": asked["search"][0]}, "search": hits, "success": 1}
        ids = asked["ids"][0].split("|")
        return {"entities": {entity_id: make_entity(int(entity_id[1:])) for entity_id in ids}, "success": 1}

    return reply


def make_work(number: int, **fields: Any) -> dict[str, Any]:
    """A work of Crossref."""
    work = {
        "DOI": f"10.1000/mines.{number}",
        "type": "journal-article",
        "title": [f"The Ottawa <i>Convention</i> &amp; its parties, {number}"],
        "publisher": "A Press",
        "container-title": ["Journal of Treaties"],
        "author": [{"given": "A", "family": "B", "affiliation": []}],
        "issued": {"date-parts": [[2023, 10, 19]]},
        "abstract": "<jats:title>Abstract</jats:title><jats:p>133 states signed it.</jats:p>",
        "URL": f"https://doi.org/10.1000/mines.{number}",
        "score": 31.2,
    }
    return {**work, **fields}


def make_works(*works: dict[str, Any]) -> dict[str, Any]:
    message = {"total-results": len(works), "items-per-page": 8, "items": list(works), "facets": {}}
    return {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}


def make_crossref(count: int) -> Reply:
    return lambda url: make_works(*map(make_work, range(1, count + 1)))


def make_news(number: int, **fields: Any) -> dict[str, Any]:
    """An article of GDELT."""
    article = {
        "url": f"https://news.example.com/{number}",
        "url_mobile": "",
        "title": f"Mines , treaty {number}",
        "seendate": "20250510T120000Z",
        "socialimage": "",
        "domain": "news.example.com",
        "language": "English",
        "sourcecountry": "Japan",
    }
    return {**article, **fields}


def make_gdelt(count: int) -> Reply:
    return lambda url: {"articles": [make_news(number) for number in range(1, count + 1)]} if count else {}


CDX_HEADER = ["timestamp", "original"]


def make_copies(count: int) -> list[list[str]]:
    """Rows of the CDX server, oldest first, each a month after the one before."""
    rows = [[f"2013{month:02}19044612", "http://example.com:80/"] for month in range(1, count + 1)]
    return [CDX_HEADER, *rows] if rows else []


def make_wayback(count: int) -> Reply:
    closest = {
        "available": True,
        "url": "http://web.archive.org/web/20130119044612/http://example.com/",
        "timestamp": "20130119044612",
        "status": "200",
    }

    def reply(url: str) -> Any:
        if urlsplit(url).hostname == "archive.org":
            return {"url": "example.com", "archived_snapshots": {"closest": closest} if count else {}}
        return make_copies(min(count, 12))

    return reply


def make_reviewed(number: int, **fields: Any) -> dict[str, Any]:
    """A claim with one review, as Google tells it."""
    review = {
        "publisher": {"name": "Full Fact", "site": "fullfact.org"},
        "url": f"https://fullfact.org/mines/{number}",
        "title": f"Who signed? {number}",
        "reviewDate": "2024-12-01T00:00:00Z",
        "textualRating": "Incorrect",
        "languageCode": "en",
    }
    claim = {
        "text": f"164 states signed, no. {number}",
        "claimant": "A minister",
        "claimDate": "2024-11-20T00:00:00Z",
        "claimReview": [review],
    }
    return {**claim, **fields}


def make_google(count: int) -> Reply:
    """Ten claims a page, as many pages as it takes; a token is the number of the first claim of its page."""

    def reply(url: str) -> Any:
        first = int(parse_qs(urlsplit(url).query).get("pageToken", ["0"])[0])
        claims = [make_reviewed(number) for number in range(1, count + 1)][first : first + 10]
        token = {"nextPageToken": str(first + 10)} if first + 10 < count else {}
        return {"claims": claims, **token} if claims else {}

    return reply


def make_result(number: int, **fields: Any) -> dict[str, Any]:
    """A result of SearXNG."""
    result = {
        "url": f"https://found.example.org/{number}",
        "title": f"Treaty {number}",
        "content": "The <b>Ottawa</b> Treaty &amp; more",
        "engine": "bing",
        "engines": ["bing", "brave"],
        "positions": [1, 3],
        "score": 2.7,
        "category": "general",
        "publishedDate": "2026-01-02T00:00:00",
        "template": "default.html",
        "parsed_url": ["https", "found.example.org", f"/{number}", "", "", ""],
    }
    return {**result, **fields}


def make_metasearch(*results: dict[str, Any], silent: Any = ()) -> dict[str, Any]:
    lists = {name: [] for name in ("answers", "corrections", "infoboxes", "suggestions")}
    return {
        "query": "words",
        "number_of_results": 0,
        "results": list(results),
        **lists,
        "unresponsive_engines": list(silent),
    }


def make_searxng(count: int) -> Reply:
    return lambda url: make_metasearch(*map(make_result, range(1, count + 1)))


def make_web_result(number: int, **fields: Any) -> dict[str, Any]:
    """A web result of Brave."""
    result = {
        "title": f"Treaty {number}",
        "url": f"https://found.example.org/{number}",
        "is_source_local": False,
        "description": "The <strong>Ottawa</strong> Treaty &amp; more",
        "page_age": "2025-01-15T08:00:00",
        "profile": {"name": "Found", "url": f"https://found.example.org/{number}", "long_name": "found.example.org"},
        "language": "en",
        "family_friendly": True,
        "type": "search_result",
        "meta_url": {"scheme": "https", "netloc": "found.example.org", "hostname": "found.example.org"},
    }
    return {**result, **fields}


def make_brave(count: int) -> Reply:
    def reply(url: str) -> Any:
        answer = {"type": "search", "query": {"original": "words", "more_results_available": False}, "mixed": {}}
        results = list(map(make_web_result, range(1, count + 1)))
        return {**answer, "web": {"type": "search", "results": results}} if results else answer

    return reply


def make_gazette(count: int) -> Reply:
    """The service of the documented provider."""
    numbers = range(1, count + 1)
    notices = [
        {
            "link": f"https://found.example.org/{number}",
            "heading": f"Act {number}",
            "extract": "The convention is approved.",
            "published": "1997-12-03",
        }
        for number in numbers
    ]
    return lambda url: {"notices": notices}


@dataclass(frozen=True)
class Stand:
    """One service that providers ask: how it answers with so many results, and how it is asked."""

    reply: Callable[[int], Reply]
    text: str = "Ottawa Convention signatories"
    empty_object_is_none_found: bool = False

    def query(self, limit: int = 5) -> SearchQuery:
        return SearchQuery(self.text, limit=limit)


STANDS: Mapping[str, Stand] = {
    "mediawiki": Stand(make_wiki),
    "wikidata": Stand(make_wikidata),
    "crossref": Stand(make_crossref),
    "gdelt": Stand(make_gdelt, empty_object_is_none_found=True),
    "wayback": Stand(make_wayback, text="http://example.com/"),
    "google_factcheck": Stand(make_google, empty_object_is_none_found=True),
    "searxng": Stand(make_searxng),
    "brave": Stand(make_brave),
    "gazette": Stand(make_gazette),
}


def spoilt(value: Any) -> Iterator[Any]:
    """The value with each of its parts missing, or of another type, one at a time."""
    for path in _paths(value):
        for instead in (None, 7, -1.5, "", "x\x00\ud83d<b>", True, [], {}, [[]], [None], {"a": []}):
            yield _changed(value, path, instead)
        if path:
            yield _changed(value, path, _GONE)


_GONE = object()


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from _paths(child, (*path, key))


def _changed(value: Any, path: tuple[Any, ...], instead: Any) -> Any:
    if not path:
        return instead
    changed = copy.deepcopy(value)
    part = changed
    for key in path[:-1]:
        part = part[key]
    if instead is _GONE:
        del part[path[-1]]
    else:
        part[path[-1]] = instead
    return changed
