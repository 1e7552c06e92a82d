"""Feeds of a desk: added and changed by people, polled by the clock, and what becomes of the items in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain.article import submit_article
from claims.domain.audit import Machine, record_event
from claims.domain.capture import request_capture
from claims.domain.permissions import check_can
from claims.domain.work import retry_work
from claims.enums import AuditAction, CaptureReason, FeedKind, FeedUse, JobState
from claims.errors import BadInput, TransitionDenied
from claims.models import Article, CaptureJob, Desk, Feed, FeedItem, Snapshot
from claims.models.base import ERROR_LENGTH, MAX_URL_LENGTH
from claims.models.feed import LONGEST_INTERVAL_MINUTES, SHORTEST_INTERVAL_MINUTES
from claims.text.feeds import ParsedFeed, ParsedItem
from claims.text.urls import canonical_url

# A desk that adds a feed wants what is new from now on, and a taste of what is there.
TAKEN_AT_FIRST = 20
# A feed that brings more than this at once is broken or hostile: forty are a busy agency's half-hour.
MOST_TAKEN = 200
# Of the parts of a sitemap index so many of the newest are read in one poll.
PARTS_PER_POLL = 3
LONGEST_BACK_OFF = timedelta(days=1)
TITLE_LENGTH = 300

NOT_AT_FIRST = "It was in the feed before the feed was added."
TOO_MANY = f"More than {MOST_TAKEN} items came at once; the oldest of them were not taken."
NO_ADDRESS = "It names no address of a web page."
ADDRESS_TOO_LONG = f"Its address is longer than {MAX_URL_LENGTH} characters."


# ---------------------------------------------------------------- people


def add_feed(
    *,
    by: User,
    desk: Desk,
    url: str,
    title: str = "",
    use: str = FeedUse.SOURCES,
    interval_minutes: int = 30,
) -> Feed:
    """The desk's feed at this address, added unless it is there; raises BadInput and PermissionDenied.

    The gate's judgement on `url` is the caller's, as for an article.
    """
    check_can(by, "change_feeds", desk)
    url = _checked_url(url)
    _check_interval(interval_minutes)
    _check_use(use)
    with transaction.atomic():
        feed, is_new = Feed.objects.get_or_create(
            desk=desk,
            url=url,
            defaults={
                "title": title.strip()[:TITLE_LENGTH],
                "use": use,
                "interval_minutes": interval_minutes,
                "added_by": by,
            },
        )
        if is_new:
            details = {"url": url, "use": str(use), "interval_minutes": interval_minutes}
            record_event(AuditAction.FEED_ADDED, feed, by=by, desk=desk, details=details)
    feed.refresh_from_db()
    return feed


def change_feed(
    feed: Feed,
    *,
    by: User,
    is_paused: bool | None = None,
    interval_minutes: int | None = None,
    use: str | None = None,
    title: str | None = None,
) -> None:
    """Change what is given, and let a feed that was given up be polled again."""
    check_can(by, "change_feeds", feed.desk)
    if interval_minutes is not None:
        _check_interval(interval_minutes)
    if use is not None:
        _check_use(use)
    title = None if title is None else title.strip()[:TITLE_LENGTH]
    wanted = {"is_paused": is_paused, "interval_minutes": interval_minutes, "use": use, "title": title}
    changes = {name: value for name, value in wanted.items() if value is not None and value != getattr(feed, name)}
    if not changes:
        return
    before = {name: getattr(feed, name) for name in changes}
    with transaction.atomic():
        rows = Feed.objects.filter(pk=feed.pk)
        rows.update(**changes, **_soon(feed, changes))
        if feed.job_state == JobState.FAILED and not changes.get("is_paused", feed.is_paused):
            feed.queue_job()
        details = {"url": feed.url, "before": _written(before), "after": _written(changes)}
        record_event(AuditAction.FEED_CHANGED, feed, by=by, desk=feed.desk, details=details)
    feed.refresh_from_db()


def request_poll(feed: Feed, *, by: User) -> None:
    """Have a feed polled now, whatever the clock says; also one that is paused or was given up.

    Raises TransitionDenied while it is being polled.
    """
    check_can(by, "change_feeds", feed.desk)
    with transaction.atomic():
        if feed.job_state == JobState.FAILED:
            retry_work(feed, by=by)
        elif not feed.queue_job():
            raise TransitionDenied("This feed is being polled already. Wait for what it brings.")
        else:
            details = {"url": feed.url, "asked": "a poll now"}
            record_event(AuditAction.FEED_CHANGED, feed, by=by, desk=feed.desk, details=details)
    feed.refresh_from_db()


def remove_feed(feed: Feed, *, by: User) -> None:
    """Remove the feed and the list of its items; articles and captured pages that came of them stay."""
    check_can(by, "change_feeds", feed.desk)
    with transaction.atomic():
        details = {"url": feed.url, "items": feed.items.count()}
        record_event(AuditAction.FEED_REMOVED, feed, by=by, desk=feed.desk, details=details)
        feed.delete()


def _checked_url(url: str) -> str:
    canonical = canonical_url(url)
    if not canonical.startswith("http"):
        raise BadInput("The address of a feed begins with https:// or http://.", field="url", code="bad_scheme")
    if len(canonical) > MAX_URL_LENGTH:
        raise BadInput(f"The address is longer than {MAX_URL_LENGTH} characters.", field="url", code="too_long")
    return canonical


def _check_interval(minutes: int) -> None:
    if not SHORTEST_INTERVAL_MINUTES <= minutes <= LONGEST_INTERVAL_MINUTES:
        raise BadInput(
            f"A feed is polled every {SHORTEST_INTERVAL_MINUTES} to {LONGEST_INTERVAL_MINUTES} minutes "
            f"(a week), not every {minutes}.",
            field="interval_minutes",
        )


def _check_use(use: str) -> None:
    if use not in FeedUse.values:
        raise BadInput(f"The items of a feed become {' or '.join(FeedUse.values)}, not {use!r}.", field="use")


def _soon(feed: Feed, changes: dict[str, Any]) -> dict[str, Any]:
    """When to poll next after a change: at once when it was paused, within the new interval when it has one."""
    if changes.get("is_paused") is False:
        return {"next_poll_at": Now()}
    if "interval_minutes" in changes:
        return {"next_poll_at": Now() + timedelta(minutes=changes["interval_minutes"])}
    return {}


def _written(values: dict[str, Any]) -> list[str]:
    return [f"{name}: {value}" for name, value in sorted(values.items())]


# ---------------------------------------------------------------- the clock


def due_feeds(limit: int) -> list[Feed]:
    """Feeds whose next poll is due, put in the queue; nobody else puts them there until the one after."""
    due = Feed.objects.filter(is_paused=False, job_state=JobState.DONE, next_poll_at__lte=Now())
    queued = []
    for feed in due.order_by("next_poll_at")[:limit]:
        with transaction.atomic():
            if feed.queue_job():
                Feed.objects.filter(pk=feed.pk).update(next_poll_at=Now() + timedelta(minutes=feed.interval_minutes))
                queued.append(feed.pk)
    return list(Feed.objects.filter(pk__in=queued))


def record_poll(
    feed: Feed,
    *,
    by: Machine,
    parsed: ParsedFeed | None,
    etag: str = "",
    last_modified: str = "",
    part: FeedItem | None = None,
) -> list[FeedItem]:
    """Write down what a poll brought: the items that are new, each once, nothing of the known ones changed.

    `parsed` is None when the host says that nothing changed. `part` is the part of a sitemap index that was read.
    The new items to be taken have no note.
    """
    with transaction.atomic():
        feed.hold_lease()
        new = [] if parsed is None else _add_new(feed, parsed, part=part)
        pages = [] if parsed and parsed.more else new
        columns: dict[str, Any] = {"last_new": F("last_new") + len(pages) if part else len(pages)}
        if part is not None:
            _note(part, f"A part of the sitemap: {len(pages)} new addresses.")
        else:
            columns |= _columns_of(feed, parsed, etag=etag, last_modified=last_modified)
        Feed.objects.filter(pk=feed.pk).update(**columns)
        if parsed and pages:
            details = {"url": part.url if part else feed.url, "new": len(pages), "left_out": parsed.left_out}
            record_event(AuditAction.FEED_POLLED, feed, by=by, desk=feed.desk, details=details)
        feed.refresh_from_db()  # while the lease is certain: its number is read too
    return new


def record_poll_failure(feed: Feed, *, error: str, retry_after: float = 0.0) -> None:
    """A poll failed: the next one comes after twice the time for each failure in a row, up to a day.

    `retry_after` seconds, which the host asked for, are waited in any case.
    """
    interval = timedelta(minutes=feed.interval_minutes)
    back_off = max(interval, min(interval * 2 ** min(feed.failures + 1, 20), LONGEST_BACK_OFF))
    with transaction.atomic():
        feed.hold_lease()
        Feed.objects.filter(pk=feed.pk).update(
            failures=F("failures") + 1,
            last_error=error[:ERROR_LENGTH],
            last_polled_at=Now(),
            last_new=0,
            next_poll_at=Now() + max(back_off, timedelta(seconds=retry_after)),
        )
        feed.refresh_from_db()


def record_part_failure(part: FeedItem, *, error: str, can_retry: bool) -> None:
    """A part of a sitemap could not be read: what may pass is found again when the whole is read the next time."""
    feed = part.feed
    with transaction.atomic():
        feed.hold_lease()
        columns: dict[str, Any] = {"last_error": error[:ERROR_LENGTH]}
        if can_retry:
            part.delete()
            columns |= {"etag": "", "last_modified": ""}
        else:
            _note(part, error)
        Feed.objects.filter(pk=feed.pk).update(**columns)


def _columns_of(feed: Feed, parsed: ParsedFeed | None, *, etag: str, last_modified: str) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "failures": 0,
        "last_error": "",
        "last_polled_at": Now(),
        "next_poll_at": Now() + timedelta(minutes=feed.interval_minutes),
    }
    if parsed is None:
        return columns
    # What is longer than its column is no mark that the host will know again.
    return columns | {
        "kind": parsed.kind,
        "title": feed.title or parsed.title[:TITLE_LENGTH],
        "etag": etag if len(etag) <= 300 else "",
        "last_modified": last_modified if len(last_modified) <= 100 else "",
    }


# ---------------------------------------------------------------- items


def waiting_items(feed: Feed) -> QuerySet[FeedItem]:
    """Items of which something is to be made, newest first."""
    return _untouched(feed).exclude(_is_part(feed))


def waiting_parts(feed: Feed) -> QuerySet[FeedItem]:
    """Parts of a sitemap index that are still to be read."""
    return _untouched(feed).filter(_is_part(feed))


def take_item(item: FeedItem, *, by: Machine, url: str) -> Article | CaptureJob:
    """Make of an item what its feed is for; `url` is its address as the gate accepts it.

    Raises PermissionDenied when whoever added the feed may not hand in articles any more.
    """
    made = _make_article if item.feed.use == FeedUse.ARTICLES else _make_capture
    with transaction.atomic():
        item.feed.hold_lease()
        row = made(item, by=by, url=url)
        item.save(update_fields=["article", "capture_job"])
    return row


def _make_article(item: FeedItem, *, by: Machine, url: str) -> Article:
    """An article like a person's: it is handed in by whoever added the feed."""
    article, _ = submit_article(item.feed.desk, by=item.feed.added_by, url=url)
    item.article = article
    return article


def _make_capture(item: FeedItem, *, by: Machine, url: str) -> CaptureJob:
    known = Snapshot.objects.filter(page__canonical_url=url, is_source=True).order_by("-pk").first()
    capture = request_capture(url, by=by, reason=CaptureReason.FEED, desk=item.feed.desk, earlier=known)
    item.capture_job = capture
    return capture


def refuse_item(item: FeedItem, *, reason: str) -> None:
    """Write down why nothing is made of an item."""
    with transaction.atomic():
        item.feed.hold_lease()
        _note(item, reason)


def _untouched(feed: Feed) -> QuerySet[FeedItem]:
    return feed.items.filter(article=None, capture_job=None, note="")


def _is_part(feed: Feed) -> Q:
    """In sitemaps only parts have a guid: the date of their last change."""
    return ~Q(guid="") if feed.kind == FeedKind.SITEMAP else Q(pk__in=[])


def _add_new(feed: Feed, parsed: ParsedFeed, *, part: FeedItem | None) -> list[FeedItem]:
    wanted = parsed.items if part or not parsed.more else _dated(parsed.more[:PARTS_PER_POLL])
    unique = {item.key: item for item in reversed(wanted)}
    known = set(feed.items.filter(key__in=list(unique)).values_list("key", flat=True))
    room = _room(feed, part)
    rows = [_row(feed, item) for key, item in unique.items() if key not in known]
    # The oldest first, so that the newest have the highest numbers; room is for the newest.
    for row in _beyond_room(rows, room):
        row.note = NOT_AT_FIRST if room <= TAKEN_AT_FIRST else TOO_MANY
    return FeedItem.objects.bulk_create(rows)


def _dated(parts: Sequence[ParsedItem]) -> list[ParsedItem]:
    """Parts are told apart by their last change; one that does not tell it is read once a day."""
    today = f"seen {timezone.now():%Y-%m-%d}"
    return [part if part.guid else replace(part, guid=today) for part in parts]


def _row(feed: Feed, item: ParsedItem) -> FeedItem:
    is_too_long = len(item.url) > MAX_URL_LENGTH
    return FeedItem(
        feed=feed,
        key=item.key,
        guid=item.guid,
        url="" if is_too_long else item.url,
        title=item.title,
        source_name=item.source_name,
        source_url=item.source_url if len(item.source_url) <= MAX_URL_LENGTH else "",
        published_at=item.published_at,
        note=ADDRESS_TOO_LONG if is_too_long else "" if item.url else NO_ADDRESS,
    )


def _beyond_room(rows: Sequence[FeedItem], room: int) -> list[FeedItem]:
    takeable = [row for row in rows if not row.note]
    return takeable[: max(0, len(takeable) - room)]


def _room(feed: Feed, part: FeedItem | None) -> int:
    """How many of the new items are taken: few in the first poll of a feed, whatever parts it comes in."""
    if part is None:
        # A first poll that failed was none: what is there then is as old as it was before.
        return TAKEN_AT_FIRST if feed.kind == FeedKind.UNKNOWN else MOST_TAKEN
    pages = feed.items.exclude(_is_part(feed))
    if pages.filter(pk__lt=part.pk).exists():
        return MOST_TAKEN
    return max(0, TAKEN_AT_FIRST - pages.filter(note="").count())


def _note(item: FeedItem, note: str) -> None:
    item.note = note[:ERROR_LENGTH]
    item.save(update_fields=["note"])
