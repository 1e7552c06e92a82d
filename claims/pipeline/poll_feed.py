"""Feed → new items, and an Article or a capture for each: politely, and with no body when nothing changed."""

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings

from claims.domain.audit import Machine
from claims.domain.breaker import let_go, record_answered, record_failed
from claims.domain.feed import (
    PARTS_PER_POLL,
    TAKEN_AT_FIRST,
    record_part_failure,
    record_poll,
    record_poll_failure,
    refuse_item,
    take_item,
    waiting_items,
    waiting_parts,
)
from claims.domain.host import host_for, keep_hosts, pace_of, take_host_turn
from claims.errors import BadInput, FetchError, FetchFailed, FetchRefused, NotYet, PermissionDenied
from claims.models import Article, CaptureJob, Feed, FeedItem, Host
from claims.models.base import new_public_id
from claims.net.client import FetchedPage
from claims.net.politeness import robots_origin
from claims.pipeline.capture import NOT_MODIFIED, check_robots, check_status
from claims.pipeline.receive_article import acceptable_url
from claims.providers import registry
from claims.text.feeds import ParsedFeed, ParsedItem, parse_feed

BY = Machine("poll_feed", "1")
FEED_TYPES = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,"
    "application/json;q=0.8,text/plain;q=0.5,*/*;q=0.2"
)
# So many refused addresses of a previewed feed are told of one by one.
MOST_PROBLEMS = 5

Ready: TypeAlias = list[Article | CaptureJob]


@dataclass(frozen=True, slots=True)
class FeedPreview:
    """What a feed holds, and how many of its items would be taken if it were added now; nothing is kept."""

    kind: str
    title: str
    items: tuple[ParsedItem, ...]
    would_add: int
    problems: tuple[str, ...]


def poll_feed(feed: Feed) -> Ready:
    """Ask the host for the feed, write down what is new, and make articles or captures of it; these are ready then.

    A failure that may pass is on the feed, which is polled again later. Raises NotYet when it is not our turn at the
    host, and FetchRefused or PermissionDenied for what only a person can put right.
    """
    ready: Ready = []
    try:
        # Parts that wait are what an earlier turn at this poll had no time for: the whole is known already.
        if not waiting_parts(feed).exists():
            _poll_whole(feed)
        ready += _take_items(feed)
        for part in waiting_parts(feed):
            _poll_part(feed, part)
            ready += _take_items(feed)
    except NotYet as error:
        error.ready = (*error.ready, *ready)
        raise
    except (FetchRefused, PermissionDenied) as error:
        record_poll_failure(feed, error=str(error))
        if error.code != "robots":  # those rules may change
            raise
    except (FetchError, BadInput) as error:
        record_poll_failure(feed, error=str(error), retry_after=error.retry_after)
    return ready


def preview_feed(url: str) -> FeedPreview:
    """Fetch and read a feed without keeping anything of it.

    Raises BadInput for what is no feed, FetchError, and NotYet when the host has to be given some time first.
    """
    address = acceptable_url(url)
    page = fetch_feed(address)
    parsed = _parse(page)
    taken, problems = 0, list(_remarks(parsed))
    for item in parsed.items[:TAKEN_AT_FIRST]:
        try:
            taken += bool(item.url and acceptable_url(item.url))
        except BadInput as error:
            problems.append(str(error))
    return FeedPreview(parsed.kind, parsed.title, parsed.items, taken, tuple(problems[:MOST_PROBLEMS]))


def preview_patiently(url: str, *, seconds: float) -> FeedPreview:
    """As `preview_feed`, for somebody who waits: a turn at the host that comes within `seconds` is waited for.

    A host is asked for its robots.txt first, and then wants its pace.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            return preview_feed(url)
        except NotYet as error:
            if time.monotonic() + error.retry_after > end:
                raise
            time.sleep(error.retry_after)


def fetch_feed(
    url: str, *, headers: Mapping[str, str] | None = None, renew: Callable[[], None] = lambda: None
) -> FetchedPage:
    """One visit for a feed, when it is our turn at its host and robots.txt allows it.

    `renew` is called between the parts that may take long. Raises NotYet when it is not our turn, FetchRefused, and
    FetchFailed also for any status but 2xx, and 304 where `headers` asked for what is new only.
    """
    # A name that is used once: a worker that comes back late lets nobody else's turn go.
    host, holder = host_for(url), new_public_id("poll")
    turn = take_host_turn(host, holder=holder, hold_seconds=settings.LEASE_SECONDS)
    if not turn.is_ours:
        raise NotYet(turn.reason, retry_after=turn.wait_seconds)
    started = time.monotonic()
    try:
        check_robots(url, host=host)
        _renew(host, holder=holder, renew=renew)
        page = registry.fetcher().fetch(url, accept=FEED_TYPES, headers=headers)
        _renew(host, holder=holder, renew=renew)
        _check_final_address(page)
        _check_answer(page, is_conditional=bool(headers))
    except (FetchError, NotYet) as error:
        _end_turn(host, holder=holder, started=started, error=error)
        raise
    except BaseException:
        let_go(host, holder=holder)  # it says nothing about the host
        raise
    _end_turn(host, holder=holder, started=started, error=None)
    return page


def _renew(host: Host, *, holder: str, renew: Callable[[], None]) -> None:
    """A heartbeat for the work and for its turn at the host."""
    renew()
    keep_hosts({host.pk: holder}, seconds=settings.LEASE_SECONDS)


def _end_turn(host: Host, *, holder: str, started: float, error: FetchError | NotYet | None) -> None:
    """Let the host go, with what the visit tells of it: NotYet is a visit to its robots.txt that went well."""
    duration_ms, pace = round((time.monotonic() - started) * 1000), pace_of(host)
    if isinstance(error, FetchRefused) and error.code != "robots":
        let_go(host, holder=holder)  # nobody was asked
    elif isinstance(error, FetchFailed) and error.can_retry:
        record_failed(
            host,
            holder=holder,
            error=str(error),
            duration_ms=duration_ms,
            pace_seconds=pace,
            retry_after=error.retry_after,
        )
    else:
        record_answered(host, holder=holder, duration_ms=duration_ms, pace_seconds=pace)


def _check_final_address(page: FetchedPage) -> None:
    """A redirect is followed at once, without a turn of its own, but not to what the host it leads to closes to us."""
    if robots_origin(page.final_url) != robots_origin(page.requested_url):
        with contextlib.suppress(NotYet):
            check_robots(page.final_url, host=host_for(page.final_url))


def _check_answer(page: FetchedPage, *, is_conditional: bool) -> None:
    """Raises FetchFailed for what is no feed. That nothing changed is no answer for whoever holds nothing yet."""
    if page.status != NOT_MODIFIED:
        check_status(page)
    elif not is_conditional:
        host = urlsplit(page.final_url).hostname
        message = f"{host} answered that nothing changed (status 304), although it was asked for the whole feed."
        raise FetchFailed(message, code="bad_answer")


def _poll_whole(feed: Feed) -> None:
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    feed.renew_lease()
    sent = {name: value for name, value in conditions.items() if value}
    page = fetch_feed(feed.url, headers=sent, renew=feed.renew_lease)
    parsed = None if page.status == NOT_MODIFIED else _parse(page)
    feed.renew_lease()
    etag, last_modified = page.header("ETag"), page.header("Last-Modified")
    record_poll(feed, by=BY, parsed=parsed, etag=etag, last_modified=last_modified)


def _poll_part(feed: Feed, part: FeedItem) -> None:
    """Read a part of a sitemap index; its failure is its own."""
    feed.renew_lease()
    try:
        page = fetch_feed(acceptable_url(part.url), renew=feed.renew_lease)
        parsed = _parse(page)
    except (FetchError, BadInput) as error:
        record_part_failure(part, error=str(error), can_retry=error.can_retry)
        return
    record_poll(feed, by=BY, parsed=parsed, part=part)


def _take_items(feed: Feed) -> Ready:
    """What is made of the items that wait, each in a transaction of its own."""
    ready: Ready = []
    for item in waiting_items(feed):
        try:
            ready.append(take_item(item, by=BY, url=acceptable_url(item.url)))
        except BadInput as error:
            refuse_item(item, reason=str(error))
    feed.renew_lease()
    return ready


def _parse(page: FetchedPage) -> ParsedFeed:
    content_type = f"{page.content_type}; charset={page.charset}" if page.charset else page.content_type
    return parse_feed(page.body, url=page.final_url, content_type=content_type, max_bytes=settings.MAX_BYTES)


def _remarks(parsed: ParsedFeed) -> list[str]:
    """What a person should know of a feed before adding it."""
    nameless = sum(1 for item in parsed.items if not item.url)
    parts, kept = len(parsed.more), len(parsed.items) or len(parsed.more)
    told = {
        f"It lists {parts} further sitemaps; the newest {PARTS_PER_POLL} are read at each poll.": parts,
        f"Only its newest {kept} entries are read; {parsed.left_out} are left out.": parsed.left_out,
        f"{nameless} of its items name no address of a web page.": nameless,
        "It has no items now.": not kept,
    }
    return [words for words, is_so in told.items() if is_so]
