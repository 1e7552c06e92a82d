"""Fetch and keep: bytes and a WARC record first, reading second. Used for articles and for sources alike."""

from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import urlsplit

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from claims.domain.snapshot import CaptureFacts
from claims.enums import CaptureMethod
from claims.errors import BadInput, FetchError, FetchFailed, FetchRefused
from claims.models.base import MAX_URL_LENGTH
from claims.net.client import FetchedPage
from claims.net.politeness import RobotsRules, read_robots, retry_after_seconds, robots_url
from claims.providers import registry
from claims.text.extraction import ExtractedPage
from claims.text.urls import canonical_url

# RFC 9309 §2.4: a robots.txt is not used for longer than a day without looking again.
ROBOTS_SECONDS = 24 * 3600
# RFC 9309 §2.3.1.2: rules that hide behind endless redirects are no rules; a picture has none.
NO_ROBOTS = frozenset({"too_many_redirects", "bad_type"})
TEXT_TYPES = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"


def capture_url(url: str, *, renew: Callable[[], None]) -> tuple[CaptureFacts, ExtractedPage]:
    """Fetch a page, keep it, and read it; raises FetchError or ExtractionError with the reason.

    `renew` is called before each part that may take long: it keeps the lease of the row this is for.
    """
    check_robots(url)
    renew()
    page = registry.fetcher().fetch(url, accept=TEXT_TYPES)
    renew()
    facts = keep_exchange(page)
    check_status(page)
    extracted = registry.extractor().extract(
        page.body, content_type=page.content_type, url=page.final_url, charset=page.charset
    )
    return facts, extracted


def keep_exchange(page: FetchedPage) -> CaptureFacts:
    """Store the bytes and the WARC record of an exchange, whatever it says."""
    sha256 = registry.blob_store().put(page.body)
    address = page.hops[-1].address if page.hops else ""
    place = registry.warc_store().write_exchange(
        url=page.final_url,
        status=page.status,
        reason=page.reason,
        headers=page.headers,
        body=page.body,
        fetched_at=page.fetched_at,
        address=address,
    )
    return CaptureFacts(
        method=CaptureMethod.FETCHED,
        raw_sha256=sha256,
        raw_size=len(page.body),
        fetched_at=page.fetched_at,
        requested_url=page.requested_url,
        final_url=page.final_url,
        status_code=page.status,
        headers=tuple((name, value.replace("\x00", "")) for name, value in page.headers),
        hops=[asdict(hop) for hop in page.hops],
        connected_address=address,
        content_type=page.content_type[:100],
        warc_filename=place.filename,
        warc_offset=place.offset,
        warc_length=place.length,
    )


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
    passing = page.status == 429 or page.status >= 500
    host = urlsplit(page.final_url).hostname
    asked = retry_after_seconds(page.header("Retry-After"), now=page.fetched_at) or 0.0
    message = f"{host} answered with status {page.status}."
    raise FetchFailed(message, code="http_error", can_retry=passing, retry_after=asked if passing else 0.0)


def submitted_facts(body: bytes, *, sha256: str, content_type: str) -> CaptureFacts:
    """The facts of bytes that a person handed in."""
    return CaptureFacts(
        method=CaptureMethod.SUBMITTED,
        raw_sha256=sha256,
        raw_size=len(body),
        fetched_at=timezone.now(),
        content_type=content_type,
    )


def check_robots(url: str) -> None:
    """Raise FetchRefused when the host's robots.txt asks us to stay away from this page."""
    if not _robots_rules(robots_url(url)).may_fetch(url, registry.user_agent()):
        host = urlsplit(url).hostname
        message = f"The robots.txt of {host} does not allow this page to be fetched. Paste its text instead."
        raise FetchRefused(message, code="robots")


def _robots_rules(address: str) -> RobotsRules:
    kept = _remembered(address)
    if kept is None:
        kept = _fetch_robots(address)
        _remember(address, kept)
    status, body = kept
    return read_robots(body, status)


def _fetch_robots(address: str) -> tuple[int, bytes]:
    """Status and body of a robots.txt; a host that cannot be reached is not asked for the page either."""
    try:
        page = registry.fetcher().fetch(address, accept="text/plain")
    except FetchError as error:
        if error.code in NO_ROBOTS:
            return 404, b""
        raise
    return page.status, page.body


def _remembered(address: str) -> tuple[int, bytes] | None:
    """The cache is a convenience: without Redis every page asks again."""
    try:
        return cache.get(f"robots:{address}")
    except RedisError:
        return None


def _remember(address: str, kept: tuple[int, bytes]) -> None:
    try:
        cache.set(f"robots:{address}", kept, ROBOTS_SECONDS if kept[0] < 500 else 60)
    except RedisError:
        return
