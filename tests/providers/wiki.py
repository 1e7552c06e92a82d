"""A stand-in for a wiki's api.php: answers of the real shape."""

import json
from typing import Any

from claims.net.client import FetchedPage
from tests.pipeline.site import make_answer


def make_hit(number: int, **fields: Any) -> dict[str, Any]:
    """One hit as list=search gives it."""
    hit = {
        "ns": 0,
        "title": f"Treaty {number}",
        "pageid": 22_000 + number,
        "size": 98_000,
        "wordcount": 7_000,
        "snippet": f'The <span class="searchmatch">Ottawa</span> Treaty &amp; page {number}',
        "timestamp": "2026-01-02T03:04:05Z",
    }
    return {**hit, **fields}


def make_page(number: int, **fields: Any) -> dict[str, Any]:
    """The same page as generator=search with prop=info and inprop=url gives it; `index` is its rank."""
    page = {
        "pageid": 22_000 + number,
        "ns": 0,
        "title": f"Treaty {number}",
        "index": number,
        "contentmodel": "wikitext",
        "fullurl": f"https://en.wikipedia.org/wiki/Treaty_{number}",
        "canonicalurl": f"https://en.wikipedia.org/wiki/Treaty_{number}",
    }
    return {**page, **fields}


def make_hits(count: int) -> dict[str, Any]:
    """An answer with so many hits; the pages come in another order than the hits, as they do."""
    numbers = range(1, count + 1)
    query: dict[str, Any] = {"searchinfo": {"totalhits": count}, "search": [make_hit(number) for number in numbers]}
    if count:
        query["pages"] = [make_page(number) for number in reversed(numbers)]
    return {
        "batchcomplete": True,
        "continue": {"sroffset": count, "gsroffset": count, "continue": "gsroffset||"},
        "query": query,
    }


class WikiSite:
    """A fetcher behind which there is one wiki; `asked` lists the addresses that it was asked for."""

    def __init__(self, answer: Any = None, *, status: int = 200, body: bytes | None = None) -> None:
        self.status = status
        self.body = body if body is not None else json.dumps(answer).encode()
        self.error: Exception | None = None
        self.asked: list[str] = []

    def fetch(self, url: str, **options: Any) -> FetchedPage:
        """As `Fetcher.fetch`."""
        self.asked.append(url)
        if self.error:
            raise self.error
        return make_answer(url, self.body, status=self.status, content_type="application/json")
