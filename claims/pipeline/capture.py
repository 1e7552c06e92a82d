"""Keeping what a visit brought: WARC records first, reading second.

Bytes are kept in the WARC record before anybody hears of them; whoever reads them first puts the raw copy beside it.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from claims.domain.host import RobotsAnswer, fresh_until, kept_robots, pace_of, record_robots, rules_status
from claims.domain.snapshot import CaptureFacts
from claims.enums import CaptureMethod
from claims.errors import BadInput, BlobCorrupt, FetchFailed, NotYet
from claims.models import Host, RobotsFile, Snapshot
from claims.models.base import MAX_URL_LENGTH
from claims.models.capture import NOT_NOW
from claims.net.client import FetchedPage, Hop
from claims.net.politeness import retry_after_seconds, robots_origin
from claims.net.visit import FetchedExchange, OriginRules, Visitor
from claims.providers import registry
from claims.store.warc import WarcPlace
from claims.text.urls import canonical_url

NOT_MODIFIED = 304
# A host that says 429 and not for how long.
THROTTLED_SECONDS = 30.0


def visitor() -> Visitor:
    """Visits hosts as this installation."""
    return Visitor(registry.fetcher(), user_agent=registry.user_agent())


def kept_rules(robots: RobotsFile) -> OriginRules:
    """The rules of a robots.txt that we keep."""
    fresh_seconds = max(0.0, (fresh_until(robots) - timezone.now()).total_seconds())
    return visitor().read_rules(
        robots.origin, status=rules_status(robots), text=robots.text, fresh_seconds=fresh_seconds
    )


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
    rules = kept_rules(kept[0]) if kept else visitor().fetch_rules(origin)
    if not kept:
        record_robots([robots_answer(rules, host=host)])
    rules.check_may_fetch(url, registry.user_agent())
    if not kept and pace_of(host) > 0:
        raise NotYet(f"Waiting for its turn at {host}: robots.txt was asked for first.", retry_after=pace_of(host))


def keep_exchanges(exchanges: Sequence[FetchedExchange]) -> list[CaptureFacts]:
    """Write the WARC records of exchanges, all at once; StoreFull or StoreError, and then none counts as kept."""
    records = [record for exchange in exchanges for record in exchange.records]
    places = iter(registry.warc_store().append_records(records))
    return [_facts(exchange, [next(places) for _ in exchange.records]) for exchange in exchanges]


def _facts(exchange: FetchedExchange, places: Sequence[WarcPlace]) -> CaptureFacts:
    """The facts of an exchange whose records stand at these places, the page's own last."""
    page, place = exchange.page, places[-1]
    return CaptureFacts(
        method=CaptureMethod.FETCHED,
        raw_sha256=exchange.raw_sha256,
        raw_size=exchange.raw_size,
        fetched_at=page.fetched_at,
        requested_url=page.requested_url,
        final_url=page.final_url,
        status_code=page.status,
        headers=tuple((name, value.replace("\x00", "")) for name, value in page.headers),
        hops=[_hop(hop, record) for hop, record in zip(page.hops, places, strict=True)],
        connected_address=page.hops[-1].address,
        content_type=page.content_type[:100],
        warc_filename=place.filename,
        warc_offset=place.offset,
        warc_length=place.length,
    )


def _hop(hop: Hop, place: WarcPlace) -> dict[str, Any]:
    """A hop as it is written down: its headers stand in its record."""
    return {
        "url": hop.url,
        "status": hop.status,
        "location": hop.location,
        "address": hop.address,
        "warc_offset": place.offset,
        "warc_length": place.length,
    }


def place_of(snapshot: Snapshot) -> WarcPlace:
    """Where the record of a copy that came over the network stands."""
    return WarcPlace(snapshot.warc_filename, snapshot.warc_offset or 0, snapshot.warc_length or 0)


def redirect_places(snapshot: Snapshot) -> list[WarcPlace]:
    """Where the records of the redirects on the way to a copy stand, in their order."""
    redirects = [hop for hop in snapshot.hops[:-1] if "warc_offset" in hop]
    return [WarcPlace(snapshot.warc_filename, hop["warc_offset"], hop["warc_length"]) for hop in redirects]


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
