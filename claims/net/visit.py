"""One visit to a host: robots.txt where it is not known, then the page, as WARC records that are ready to be kept."""

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias
from urllib.parse import urlsplit

from claims.errors import FetchError, FetchFailed, FetchRefused
from claims.net.client import FetchedPage
from claims.net.politeness import RobotsRules, is_unreachable, read_robots, robots_origin, robots_text
from claims.store.warc import render_exchange

# RFC 9309, section 2.4: a robots.txt is not used for longer than a day without looking again.
ROBOTS_FRESH_SECONDS = 24 * 3600.0
# One that cannot be had is asked for again after a minute; whoever keeps the rules knows how long it has been away.
SOONEST_ROBOTS_RETRY_SECONDS = 60.0
# RFC 9309, section 2.3.1.2: rules that hide behind endless redirects are no rules; a picture has none.
NO_ROBOTS = frozenset({"too_many_redirects", "bad_type"})
# Robots that are answered with something unreadable: the host is there, and what it wants is not known.
UNCLEAR_ROBOTS = frozenset({"bad_answer", "bad_encoding", "too_large"})
TEXT_TYPES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"
# Origins whose rules are kept at hand.
SHELF_LENGTH = 2000


class PageFetcher(Protocol):
    """What a visit needs of `net.client.Fetcher`."""

    def fetch(self, url: str, *, accept: str, headers: Mapping[str, str] | None = None) -> FetchedPage:
        """As `Fetcher.fetch`."""


@dataclass(frozen=True, slots=True)
class OriginRules:
    """What the robots.txt of one origin asks of us, for `fresh_seconds`; status 0 stands for no answer."""

    origin: str
    status: int
    text: str
    rules: RobotsRules
    crawl_delay: float
    fresh_seconds: float

    def check_may_fetch(self, url: str, user_agent: str) -> None:
        """Raise FetchRefused for a page that is closed to us, FetchFailed when it cannot be told now."""
        host = urlsplit(self.origin).netloc
        if is_unreachable(self.status):
            what = f"answered with status {self.status}" if self.status else "did not answer"
            message = f"The robots.txt of {host} {what}, so its pages are left alone for now."
            raise FetchFailed(message, code="robots_unreachable", retry_after=self.fresh_seconds)
        if not self.rules.may_fetch(url, user_agent):
            message = f"The robots.txt of {host} does not allow this page to be fetched. Paste its text instead."
            raise FetchRefused(message, code="robots")


KnownRules: TypeAlias = Callable[[str], OriginRules | None]


class RuleShelf:
    """The rules of origins that were met lately; any thread may look and put."""

    def __init__(self) -> None:
        self._rules: dict[str, tuple[OriginRules, float]] = {}
        self._lock = threading.Lock()

    def __call__(self, origin: str) -> OriginRules | None:
        """The rules of an origin while they are fresh, and for how long they still are."""
        rules, until = self._rules.get(origin, (None, 0.0))
        left = until - time.monotonic()
        return replace(rules, fresh_seconds=left) if rules and left > 0 else None

    def put(self, rules: OriginRules) -> None:
        """Have these rules at hand; the oldest make room."""
        with self._lock:
            self._rules.pop(rules.origin, None)
            if len(self._rules) >= SHELF_LENGTH:
                del self._rules[next(iter(self._rules))]
            self._rules[rules.origin] = (rules, time.monotonic() + rules.fresh_seconds)


@dataclass(frozen=True, slots=True)
class FetchedExchange:
    """An answer without its bytes, their sha256 and number, and its WARC records: one a hop, the page itself last."""

    page: FetchedPage
    raw_sha256: str
    raw_size: int
    records: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """What one turn at a host brought: an exchange or the reason why there is none, and rules that were asked for.

    Neither an exchange nor an error means that the turn went on robots.txt, and the page waits for the next one.
    """

    exchange: FetchedExchange | None
    error: FetchError | None
    new_rules: tuple[OriginRules, ...]
    has_asked: bool
    duration_ms: int


class Visitor:
    """Visits hosts under one name. Any number of threads may share one, whose `fetcher` is to bear that."""

    def __init__(self, fetcher: PageFetcher, *, user_agent: str) -> None:
        self._fetcher = fetcher
        self._user_agent = user_agent

    def visit(self, url: str, *, known_rules: KnownRules, headers: Mapping[str, str], pace_seconds: float) -> Visit:
        """Fetch a page if robots.txt allows it, asking for robots.txt first where it is not known."""
        started = time.monotonic()
        new_rules: list[OriginRules] = []
        exchange: FetchedExchange | None = None
        error: FetchError | None = None
        has_asked = False
        try:
            rules = self._rules_of(url, known_rules, new_rules)
            # Robots.txt is a visit too: with a pace, the page has to wait for its own turn.
            if not new_rules or max(pace_seconds, rules.crawl_delay) == 0:
                rules.check_may_fetch(url, self._user_agent)
                has_asked = True
                page = self._fetcher.fetch(url, accept=TEXT_TYPES, headers=headers)
                self._check_final_address(page, known_rules, new_rules)
                exchange = rendered(page)
        except FetchError as failure:
            error = failure
        duration_ms = round((time.monotonic() - started) * 1000)
        return Visit(exchange, error, tuple(new_rules), has_asked, duration_ms)

    def fetch_rules(self, origin: str) -> OriginRules:
        """Ask an origin for its robots.txt; raises FetchError where the page itself could not be had either."""
        try:
            page = self._fetcher.fetch(f"{origin}/robots.txt", accept="text/plain")
        except FetchError as error:
            if error.code in NO_ROBOTS:
                return self.read_rules(origin, status=404, text="")
            # A gate that refuses, a name that has no address: that is said of the page itself.
            if error.code == "dns_failed" or (not error.can_retry and error.code not in UNCLEAR_ROBOTS):
                raise
            return self.read_rules(origin, status=0, text="")
        return self.read_rules(origin, status=page.status, text=robots_text(page.body, page.status))

    def read_rules(self, origin: str, *, status: int, text: str, fresh_seconds: float | None = None) -> OriginRules:
        """The rules in a robots.txt that was answered with this status."""
        rules = read_robots(text.encode(), status)
        if fresh_seconds is None:
            fresh_seconds = SOONEST_ROBOTS_RETRY_SECONDS if is_unreachable(status) else ROBOTS_FRESH_SECONDS
        crawl_delay = rules.crawl_delay(self._user_agent) or 0.0
        return OriginRules(origin, status, text, rules, crawl_delay, fresh_seconds)

    def _rules_of(self, url: str, known_rules: KnownRules, new_rules: list[OriginRules]) -> OriginRules:
        origin = robots_origin(url)
        rules = known_rules(origin)
        if rules is None:
            rules = self.fetch_rules(origin)
            new_rules.append(rules)
        return rules

    def _check_final_address(self, page: FetchedPage, known_rules: KnownRules, new_rules: list[OriginRules]) -> None:
        """A redirect is the first host's answer, and RFC 9309 (section 2.3.1.2) has it followed at once: no turn is
        taken at the host it leads to. What that host closes to us is not kept all the same."""
        if len(page.hops) > 1:
            asked = {one.origin: one for one in new_rules}
            rules = self._rules_of(page.final_url, lambda origin: asked.get(origin) or known_rules(origin), new_rules)
            rules.check_may_fetch(page.final_url, self._user_agent)


def rendered(page: FetchedPage) -> FetchedExchange:
    """The exchange as it is kept; of a redirect the head alone, for its body is never read."""
    *redirects, last = page.hops
    records = [
        render_exchange(
            url=hop.url,
            status=hop.status,
            reason=hop.reason,
            headers=hop.headers,
            body=b"",
            fetched_at=page.fetched_at,
            address=hop.address,
            is_cut=True,
        )
        for hop in redirects
    ]
    own = render_exchange(
        url=page.final_url,
        status=page.status,
        reason=page.reason,
        headers=page.headers,
        body=page.body,
        fetched_at=page.fetched_at,
        address=last.address,
    )
    sha256 = hashlib.sha256(page.body).hexdigest()
    return FetchedExchange(replace(page, body=b""), sha256, len(page.body), (*records, own))
