"""A feed on loopback, and a fetcher that finds it under `site.test`."""

from collections.abc import Iterator
from contextlib import contextmanager

from claims.net.client import Fetcher, FetchLimits
from claims.providers import registry
from tests.net.hostile import HostileServer, answer

FEED = (
    b"<rss version='2.0'><channel><title>Harbour News</title>"
    b"<item><title>Exports rise</title><link>https://news.example/2</link><pubDate>2024-11-20</pubDate></item>"
    b"<item><title>Quay reopens</title><link>https://news.example/1</link><pubDate>2024-11-19</pubDate></item>"
    b"</channel></rss>"
)


@contextmanager
def served_feed(monkeypatch, settings) -> Iterator[str]:
    """The address of a feed with two items."""
    settings.ALLOWED_PRIVATE_HOSTS = ["site.test"]
    settings.HOST_PACE_SECONDS = 0.0
    fetcher = Fetcher(
        user_agent="factcheck-workbench/1 (tests)",
        limits=FetchLimits(connect_seconds=1.0, first_byte_seconds=1.0, total_seconds=3.0),
        resolver=lambda host, port: ["127.0.0.1"],
        allowed_private_hosts=frozenset({"site.test"}),
    )
    monkeypatch.setattr(registry, "fetcher", lambda: fetcher)
    with HostileServer({"/feed.xml": answer(FEED)}) as server:
        yield server.url("/feed.xml")
