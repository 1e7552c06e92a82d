"""One visit to a host, and keeping what it brought: a WARC record first, reading second.

`visit_page` and what it calls touch neither the database nor the stores, so any thread may run them. Bytes are kept
in the WARC record before anybody hears of them; whoever reads them first puts the raw copy beside it.
"""

import contextlib
import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from django.utils import timezone

from claims.domain.host import (
    ROBOTS_FRESH,
    SOONEST_ROBOTS_RETRY,
    RobotsAnswer,
    fresh_until,
    kept_robots,
    pace_of,
    record_robots,
    rules_status,
)
from claims.domain.snapshot import CaptureFacts
from claims.enums import CaptureMethod
from claims.errors import BadInput, BlobCorrupt, FetchError, FetchFailed, FetchRefused, NotYet
from claims.models import Host, RobotsFile
from claims.models.base import MAX_URL_LENGTH
from claims.models.capture import NOT_NOW
from claims.net.client import FetchedPage
from claims.net.politeness import (
    RobotsRules,
    is_unreachable,
    read_robots,
    retry_after_seconds,
    robots_origin,
    robots_text,
)
from claims.providers import registry
from claims.store.warc import WarcPlace, render_exchange
from claims.text.urls import canonical_url

NOT_MODIFIED = 304
# RFC 9309, section 2.3.1.2: rules that hide behind endless redirects are no rules; a picture has none.
NO_ROBOTS = frozenset({"too_many_redirects", "bad_type"})
# Robots that are answered with something unreadable: the host is there, and what it wants is not known.
UNCLEAR_ROBOTS = frozenset({"bad_answer", "bad_encoding", "too_large"})
TEXT_TYPES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"
# A host that says 429 and not for how long.
THROTTLED_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class OriginRules:
    """What the robots.txt of one origin asks of us, for `fresh_seconds`; status 0 stands for no answer."""

    origin: str
    status: int
    text: str
    rules: RobotsRules
    crawl_delay: float
    fresh_seconds: float

    def check_may_fetch(self, url: str) -> None:
        """Raise FetchRefused for a page that is closed to us, FetchFailed when it cannot be told now."""
        host = urlsplit(self.origin).netloc
        if is_unreachable(self.status):
            what = f"answered with status {self.status}" if self.status else "did not answer"
            message = f"The robots.txt of {host} {what}, so its pages are left alone for now."
            raise FetchFailed(message, code="robots_unreachable", retry_after=self.fresh_seconds)
        if not self.rules.may_fetch(url, registry.user_agent()):
            message = f"The robots.txt of {host} does not allow this page to be fetched. Paste its text instead."
            raise FetchRefused(message, code="robots")


KnownRules: TypeAlias = Callable[[str], OriginRules | None]


@dataclass(frozen=True, slots=True)
class FetchedExchange:
    """An answer, with the sha256 of its bytes and its WARC record, ready to be written."""

    page: FetchedPage
    raw_sha256: str
    record: bytes


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


def visit_page(url: str, *, known_rules: KnownRules, headers: Mapping[str, str], pace_seconds: float) -> Visit:
    """Fetch a page if robots.txt allows it, asking for robots.txt first where it is not known."""
    started = time.monotonic()
    new_rules: list[OriginRules] = []
    exchange: FetchedExchange | None = None
    error: FetchError | None = None
    has_asked = False
    try:
        rules = _rules_of(url, known_rules, new_rules)
        # Robots.txt is a visit too: with a pace, the page has to wait for its own turn.
        if not new_rules or max(pace_seconds, rules.crawl_delay) == 0:
            rules.check_may_fetch(url)
            has_asked = True
            page = registry.fetcher().fetch(url, accept=TEXT_TYPES, headers=headers)
            _check_final_address(page, known_rules, new_rules)
            exchange = FetchedExchange(page, hashlib.sha256(page.body).hexdigest(), _render(page))
    except FetchError as failure:
        error = failure
    duration_ms = round((time.monotonic() - started) * 1000)
    return Visit(exchange, error, tuple(new_rules), has_asked, duration_ms)


def _check_final_address(page: FetchedPage, known_rules: KnownRules, new_rules: list[OriginRules]) -> None:
    """A redirect is the first host's answer, and RFC 9309 (section 2.3.1.2) has it followed at once: no turn is taken
    at the host it leads to. What that host closes to us is not kept all the same."""
    if len(page.hops) > 1:
        asked = {one.origin: one for one in new_rules}
        _rules_of(page.final_url, lambda origin: asked.get(origin) or known_rules(origin), new_rules).check_may_fetch(
            page.final_url
        )


def _rules_of(url: str, known_rules: KnownRules, new_rules: list[OriginRules]) -> OriginRules:
    origin = robots_origin(url)
    rules = known_rules(origin)
    if rules is None:
        rules = fetch_rules(origin)
        new_rules.append(rules)
    return rules


def fetch_rules(origin: str) -> OriginRules:
    """Ask an origin for its robots.txt; raises FetchError where the page itself could not be had either."""
    try:
        page = registry.fetcher().fetch(f"{origin}/robots.txt", accept="text/plain")
    except FetchError as error:
        if error.code in NO_ROBOTS:
            return read_rules(origin, status=404, text="")
        # A gate that refuses, a name that has no address: that is said of the page itself.
        if error.code == "dns_failed" or (not error.can_retry and error.code not in UNCLEAR_ROBOTS):
            raise
        return read_rules(origin, status=0, text="")
    return read_rules(origin, status=page.status, text=robots_text(page.body, page.status))


def read_rules(origin: str, *, status: int, text: str) -> OriginRules:
    """The rules in a robots.txt that was answered with this status."""
    rules = read_robots(text.encode(), status)
    return OriginRules(
        origin=origin,
        status=status,
        text=text,
        rules=rules,
        crawl_delay=rules.crawl_delay(registry.user_agent()) or 0.0,
        fresh_seconds=(SOONEST_ROBOTS_RETRY if is_unreachable(status) else ROBOTS_FRESH).total_seconds(),
    )


def kept_rules(robots: RobotsFile) -> OriginRules:
    """The rules of a robots.txt that we keep."""
    rules = read_rules(robots.origin, status=rules_status(robots), text=robots.text)
    return replace(rules, fresh_seconds=max(0.0, (fresh_until(robots) - timezone.now()).total_seconds()))


def robots_answer(rules: OriginRules, *, host: Host) -> RobotsAnswer:
    """What an origin of this host answered, to be recorded."""
    return RobotsAnswer(
        origin=rules.origin,
        host=host,
        status=rules.status,
        text=rules.text,
        crawl_delay=rules.crawl_delay or None,
    )


def check_robots(url: str, *, host: Host) -> None:
    """Raise unless robots.txt allows this page now; call it while `host` is held.

    FetchRefused for a page that is closed to us; FetchFailed when robots.txt cannot be had; NotYet when it was asked
    for just now and the host wants some time before the next visit.
    """
    origin = robots_origin(url)
    kept = kept_robots([origin])
    rules = kept_rules(kept[0]) if kept else fetch_rules(origin)
    if not kept:
        record_robots([robots_answer(rules, host=host)])
    rules.check_may_fetch(url)
    if not kept and pace_of(host) > 0:
        raise NotYet(f"Waiting for its turn at {host}: robots.txt was asked for first.", retry_after=pace_of(host))


def _render(page: FetchedPage) -> bytes:
    return render_exchange(
        url=page.final_url,
        status=page.status,
        reason=page.reason,
        headers=page.headers,
        body=page.body,
        fetched_at=page.fetched_at,
        address=_address(page),
    )


def keep_exchanges(exchanges: Sequence[FetchedExchange]) -> list[CaptureFacts]:
    """Write the WARC records of exchanges, all at once; StoreFull or StoreError, and then none counts as kept."""
    places = registry.warc_store().append_records([exchange.record for exchange in exchanges])
    return [
        CaptureFacts(
            method=CaptureMethod.FETCHED,
            raw_sha256=exchange.raw_sha256,
            raw_size=len(page.body),
            fetched_at=page.fetched_at,
            requested_url=page.requested_url,
            final_url=page.final_url,
            status_code=page.status,
            headers=tuple((name, value.replace("\x00", "")) for name, value in page.headers),
            hops=[{field.name: getattr(hop, field.name) for field in fields(hop)} for hop in page.hops],
            connected_address=_address(page),
            content_type=page.content_type[:100],
            warc_filename=place.filename,
            warc_offset=place.offset,
            warc_length=place.length,
        )
        for exchange, page, place in zip(exchanges, (one.page for one in exchanges), places, strict=True)
    ]


def kept_body(facts: CaptureFacts) -> bytes:
    """The bytes of an exchange, which have their raw copy from now on; BlobMissing, BlobCorrupt or StoreError."""
    store = registry.blob_store()
    if store.holds(facts.raw_sha256):
        with contextlib.suppress(BlobCorrupt):
            return store.get(facts.raw_sha256)
    assert facts.warc_offset is not None
    assert facts.warc_length is not None
    place = WarcPlace(facts.warc_filename, facts.warc_offset, facts.warc_length)
    _, body = registry.warc_store().read_exchange(place)
    if store.put(body) != facts.raw_sha256:
        raise BlobCorrupt(f"The record at {place.offset} of {place.filename} holds other bytes than were fetched.")
    return body


def exchange_json(facts: CaptureFacts, *, charset: str) -> dict[str, Any]:
    """The facts of an exchange as a capture's row keeps them until they are read; `facts_from_json` reads them."""
    # Not `asdict`, which copies every header and hop: the loop does this for each page.
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return values | {"fetched_at": facts.fetched_at.isoformat(), "charset": charset}


def facts_from_json(exchange: Mapping[str, Any]) -> tuple[CaptureFacts, str]:
    """The facts of an exchange, and the charset that the host named."""
    values = {name: value for name, value in exchange.items() if name != "charset"}
    values["fetched_at"] = datetime.fromisoformat(values["fetched_at"])
    values["method"] = CaptureMethod(values["method"])
    return CaptureFacts(**values), exchange["charset"]


def _address(page: FetchedPage) -> str:
    return page.hops[-1].address if page.hops else ""


def filing_address(url: str, *, sha256: str) -> str:
    """The address that a page is filed under: its own in canonical form, else the hash of its bytes."""
    try:
        address = canonical_url(url) if url else ""
    except BadInput:
        address = ""
    return address if 0 < len(address) <= MAX_URL_LENGTH else f"urn:sha256:{sha256}"


def check_status(page: FetchedPage) -> None:
    """Raise unless the host answered with a page; 429 and 5xx may pass."""
    if 200 <= page.status < 300:
        return
    is_passing = page.status == NOT_NOW or page.status >= 500
    host = urlsplit(page.final_url).hostname
    asked = retry_after_seconds(page.header("Retry-After"), now=page.fetched_at) or 0.0
    message = f"{host} answered with status {page.status}."
    raise FetchFailed(message, code="http_error", can_retry=is_passing, retry_after=asked if is_passing else 0.0)


def submitted_facts(body: bytes, *, sha256: str, content_type: str) -> CaptureFacts:
    """The facts of bytes that a person handed in."""
    return CaptureFacts(
        method=CaptureMethod.SUBMITTED,
        raw_sha256=sha256,
        raw_size=len(body),
        fetched_at=timezone.now(),
        content_type=content_type,
    )
