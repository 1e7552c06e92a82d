from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.feed import (
    ADDRESS_TOO_LONG,
    MOST_TAKEN,
    NO_ADDRESS,
    NOT_AT_FIRST,
    TAKEN_AT_FIRST,
    TOO_MANY,
    add_feed,
    change_feed,
    due_feeds,
    record_part_failure,
    record_poll,
    record_poll_failure,
    refuse_item,
    remove_feed,
    request_poll,
    take_item,
    waiting_items,
    waiting_parts,
)
from claims.errors import BadInput, LeaseLost, PermissionDenied, TransitionDenied
from claims.models import Article, AuditEvent, CaptureJob, Feed, FeedItem
from claims.text.feeds import MAX_ITEMS, ParsedFeed, ParsedItem, parse_feed
from tests.factories import make_desk, make_feed, make_feed_item, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

BY = Machine("poll_feed", "1")
URL = "https://feeds.example/news.xml"


def editor_of(desk):
    return make_user(desk, role="editor")


def leased(feed: Feed) -> Feed:
    """The feed as a worker holds it."""
    Feed.objects.filter(pk=feed.pk).update(job_state="queued")
    [row] = Feed.objects.lease([feed.pk], seconds=60)
    return row


def one_item(number: int, **fields: str) -> ParsedItem:
    known = {"guid": f"g{number}", "url": f"https://news.example/{number}", "title": f"Item {number}"}
    rest = {"source_name": "", "source_url": "", "published_at": f"2024-11-{number % 28 + 1:02}"}
    return ParsedItem(**{**known, **rest, **fields})


def brought(*items: ParsedItem, **fields) -> ParsedFeed:
    return ParsedFeed(**{"kind": "rss", "title": "News", "items": items, **fields})


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


def seconds_until(moment) -> float:
    return (moment - timezone.now()).total_seconds()


# ---------------------------------------------------------------- people


def test_a_feed_is_added_once_and_queued():
    desk = make_desk()
    first = add_feed(by=editor_of(desk), desk=desk, url=URL + "#top", use="articles", interval_minutes=60)
    again = add_feed(by=editor_of(desk), desk=desk, url=URL, interval_minutes=5)
    assert (first, again.interval_minutes, again.use, again.url) == (again, 60, "articles", URL)
    assert (first.job_state, first.kind, actions()) == ("queued", "unknown", ["feed.added"])
    assert AuditEvent.objects.get().details == {"url": URL, "use": "articles", "interval_minutes": 60}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"url": "ftp://feeds.example/"}, "url"),
        ({"url": "urn:isbn:1"}, "url"),
        ({"url": "https://feeds.example/" + "x" * 2000}, "url"),
        ({"interval_minutes": 4}, "interval_minutes"),
        ({"interval_minutes": 10_081}, "interval_minutes"),
        ({"use": "decoration"}, "use"),
    ],
)
def test_what_no_feed_can_have_is_refused(wrong, field):
    desk = make_desk()
    with pytest.raises(BadInput) as caught:
        add_feed(by=editor_of(desk), desk=desk, **{"url": URL, **wrong})
    assert (caught.value.field, Feed.objects.count()) == (field, 0)


def test_only_editors_change_feeds():
    feed = make_feed(make_desk(name="City desk"))
    reviewer = make_user(feed.desk, role="reviewer")
    for act in (
        lambda: add_feed(by=reviewer, desk=feed.desk, url=URL),
        lambda: change_feed(feed, by=reviewer, is_paused=True),
        lambda: remove_feed(feed, by=reviewer),
    ):
        with pytest.raises(PermissionDenied, match="To change feeds on City desk"):
            act()
    assert (list(Feed.objects.all()), actions()) == ([feed], [])


def test_a_change_is_written_down_with_what_was_before():
    feed = make_feed()
    change_feed(feed, by=editor_of(feed.desk), title=" Wire ", interval_minutes=120, use="articles")
    assert (feed.title, feed.interval_minutes, feed.use) == ("Wire", 120, "articles")
    assert 7100 < seconds_until(feed.next_poll_at) <= 7200
    event = AuditEvent.objects.get()
    assert (event.action, event.details) == (
        "feed.changed",
        {
            "url": feed.url,
            "before": ["interval_minutes: 30", "title: ", "use: sources"],
            "after": ["interval_minutes: 120", "title: Wire", "use: articles"],
        },
    )


def test_a_change_to_what_is_there_already_leaves_no_trace():
    feed = make_feed()
    change_feed(feed, by=editor_of(feed.desk), is_paused=False, interval_minutes=30)
    assert actions() == []


def test_a_feed_that_was_given_up_is_tried_again_when_a_person_changes_it():
    feed = make_feed(job_state="failed", job_error="The host was refused.")
    change_feed(feed, by=editor_of(feed.desk), is_paused=True)
    assert feed.job_state == "failed"
    change_feed(feed, by=editor_of(feed.desk), is_paused=False)
    assert (feed.job_state, feed.job_error) == ("queued", "")


def test_a_feed_goes_with_its_items_and_what_came_of_them_stays():
    feed = leased(make_feed(use="articles"))
    [item] = record_poll(feed, by=BY, parsed=brought(one_item(1)))
    article = take_item(item, by=BY, url=item.url)
    remove_feed(feed, by=editor_of(feed.desk))
    assert (Feed.objects.count(), FeedItem.objects.count(), list(Article.objects.all())) == (0, 0, [article])
    assert AuditEvent.objects.get(action="feed.removed").details == {"url": feed.url, "items": 1}


# ---------------------------------------------------------------- the clock


def test_feeds_are_due_once_when_their_time_has_come():
    past = timezone.now() - timedelta(minutes=1)
    due = make_feed(next_poll_at=past)
    make_feed(next_poll_at=past, is_paused=True)
    make_feed(next_poll_at=past, job_state="failed", job_error="Refused.")
    make_feed(next_poll_at=past, job_state="working")
    make_feed(next_poll_at=timezone.now() + timedelta(minutes=1))
    assert due_feeds(10) == [due]
    due.refresh_from_db()
    assert (due.job_state, 1700 < seconds_until(due.next_poll_at) <= 1800) == ("queued", True)
    assert due_feeds(10) == []


def test_the_longest_due_come_first():
    now = timezone.now()
    feeds = [make_feed(next_poll_at=now - timedelta(minutes=minutes)) for minutes in (1, 3, 2)]
    assert due_feeds(2) == sorted([feeds[1], feeds[2]], key=lambda feed: feed.pk)


def test_a_poll_adds_what_is_new_and_leaves_what_is_known_as_it_is():
    feed = leased(make_feed(last_polled_at=timezone.now(), failures=3, last_error="It was away."))
    new = record_poll(feed, by=BY, parsed=brought(one_item(2), one_item(1)), etag='"a"', last_modified="Wed")
    assert [item.guid for item in new] == ["g1", "g2"]
    assert (feed.kind, feed.title, feed.etag, feed.last_modified) == ("rss", "News", '"a"', "Wed")
    assert (feed.last_new, feed.failures, feed.last_error) == (2, 0, "")
    changed = brought(one_item(3), one_item(2, title="Another title"))
    assert [item.guid for item in record_poll(feed, by=BY, parsed=changed)] == ["g3"]
    assert feed.items.get(guid="g2").title == "Item 2"
    assert [event.details["new"] for event in AuditEvent.objects.filter(action="feed.polled").order_by("pk")] == [2, 1]


def test_nothing_new_and_nothing_changed_leave_no_event():
    feed = leased(make_feed(etag='"a"', kind="rss"))
    assert record_poll(feed, by=BY, parsed=None) == []
    assert (feed.etag, feed.kind, feed.last_new) == ('"a"', "rss", 0)
    assert record_poll(feed, by=BY, parsed=brought()) == []
    assert (actions(), 1700 < seconds_until(feed.next_poll_at) <= 1800) == ([], True)


def test_marks_that_are_too_long_are_not_cut_but_left_out():
    feed = leased(make_feed())
    record_poll(feed, by=BY, parsed=brought(), etag="e" * 301, last_modified="m" * 101)
    assert (feed.etag, feed.last_modified) == ("", "")


def test_the_first_poll_takes_the_newest_and_lists_the_others():
    feed = leased(make_feed())
    items = [one_item(number, published_at="") for number in range(TAKEN_AT_FIRST + 5)]
    record_poll(feed, by=BY, parsed=brought(*items))
    assert [item.guid for item in waiting_items(feed)] == [item.guid for item in items[:TAKEN_AT_FIRST]]
    assert set(feed.items.exclude(note="").values_list("guid", "note")) == {
        (item.guid, NOT_AT_FIRST) for item in items[TAKEN_AT_FIRST:]
    }


def test_a_first_poll_that_failed_does_not_make_old_items_new():
    feed = leased(make_feed())
    record_poll_failure(feed, error="No answer.")
    record_poll(feed, by=BY, parsed=brought(*(one_item(number) for number in range(TAKEN_AT_FIRST + 5))))
    assert waiting_items(feed).count() == TAKEN_AT_FIRST


def test_a_later_poll_takes_many_more_but_not_everything():
    feed = leased(make_feed(kind="rss"))
    record_poll(feed, by=BY, parsed=brought(*(one_item(number) for number in range(MOST_TAKEN + 2))))
    assert waiting_items(feed).count() == MOST_TAKEN
    assert list(feed.items.exclude(note="").values_list("note", flat=True)) == [TOO_MANY, TOO_MANY]


def test_items_without_an_address_are_listed_with_the_reason():
    feed = leased(make_feed())
    odd = brought(one_item(1, url=""), one_item(2, url="https://news.example/" + "x" * 2000), one_item(3))
    record_poll(feed, by=BY, parsed=odd)
    assert dict(feed.items.values_list("guid", "note")) == {"g1": NO_ADDRESS, "g2": ADDRESS_TOO_LONG, "g3": ""}


@pytest.mark.parametrize("row", ["feed-dup-guid"])
def test_items_that_share_a_guid_are_all_kept(row):
    feed = leased(make_feed(last_polled_at=timezone.now()))
    entries = "".join(
        f"<item><guid isPermaLink='false'>same</guid><link>/{number}</link><title>{number}</title></item>"
        for number in (1, 2, 2, 3)
    )
    parsed = parse_feed(f"<rss><channel>{entries}</channel></rss>".encode(), url="https://news.example/feed")
    for expected in (3, 0):
        assert len(record_poll(feed, by=BY, parsed=parsed)) == expected
    assert sorted(feed.items.values_list("guid", "title")) == [("same", "1"), ("same", "2"), ("same", "3")]


def test_a_worker_that_lost_the_feed_writes_nothing():
    late = leased(make_feed())
    Feed.objects.filter(pk=late.pk).update(job_lease=late.job_lease + 1)
    item = make_feed_item(late)
    for act in (
        lambda: record_poll(late, by=BY, parsed=brought(one_item(1))),
        lambda: record_poll_failure(late, error="No."),
        lambda: take_item(late.items.get(), by=BY, url=item.url),
        lambda: refuse_item(late.items.get(), reason="No."),
        lambda: record_part_failure(late.items.get(), error="No.", can_retry=True),
    ):
        with pytest.raises(LeaseLost):
            act()
    assert (list(FeedItem.objects.values_list("note", "article", "capture_job")), actions()) == ([("", None, None)], [])


@pytest.mark.parametrize(
    ("failures", "interval", "retry_after", "minutes"),
    [
        (0, 30, 0.0, 60),
        (1, 30, 0.0, 120),
        (9, 30, 0.0, 24 * 60),
        (400, 30, 0.0, 24 * 60),
        (0, 7 * 24 * 60, 0.0, 7 * 24 * 60),
        (0, 30, 2 * 3600.0, 120),
        (0, 30, 5.0, 60),
    ],
)
def test_failures_in_a_row_are_answered_with_patience(failures, interval, retry_after, minutes):
    feed = leased(make_feed(failures=failures, interval_minutes=interval))
    record_poll_failure(feed, error="It did not answer.", retry_after=retry_after)
    assert (feed.failures, feed.last_error, feed.last_new) == (failures + 1, "It did not answer.", 0)
    assert minutes * 60 - 60 < seconds_until(feed.next_poll_at) <= minutes * 60


# ---------------------------------------------------------------- items


def test_an_item_becomes_a_capture_for_the_library():
    feed = leased(make_feed())
    [item] = record_poll(feed, by=BY, parsed=brought(one_item(1)))
    capture = take_item(item, by=BY, url=item.url)
    assert (capture, capture.url, capture.reason, capture.desk) == (
        CaptureJob.objects.get(),
        item.url,
        "feed",
        feed.desk,
    )
    assert (list(waiting_items(feed)), feed.items.get().capture_job) == ([], capture)


def test_a_page_that_is_known_is_asked_for_only_if_it_changed():
    feed = leased(make_feed())
    [item] = record_poll(feed, by=BY, parsed=brought(one_item(1)))
    known = make_snapshot(page=make_page(canonical_url=item.url), headers=[["ETag", '"v1"']])
    capture = take_item(item, by=BY, url=item.url)
    assert (capture.earlier, capture.etag) == (known, '"v1"')


def test_an_item_becomes_an_article_of_whoever_added_the_feed():
    feed = leased(make_feed(use="articles"))
    [item] = record_poll(feed, by=BY, parsed=brought(one_item(1)))
    article = take_item(item, by=BY, url=item.url)
    assert (article.url, article.submitted_by, article.desk) == (item.url, feed.added_by, feed.desk)
    assert list(article.feed_items.all()) == [item]


def test_no_article_is_handed_in_for_somebody_who_left_the_desk():
    feed = leased(make_feed(use="articles"))
    feed.added_by.memberships.all().delete()
    [item] = record_poll(feed, by=BY, parsed=brought(one_item(1)))
    with pytest.raises(PermissionDenied):
        take_item(item, by=BY, url=item.url)
    assert (list(waiting_items(feed)), Article.objects.count()) == ([item], 0)


def test_a_refused_item_says_why():
    feed = leased(make_feed())
    record_poll(feed, by=BY, parsed=brought(one_item(1)))
    refuse_item(waiting_items(feed).get(), reason="10.0.0.1 is not on the public Internet.")
    assert (list(waiting_items(feed)), feed.items.get().note) == ([], "10.0.0.1 is not on the public Internet.")


# ---------------------------------------------------------------- sitemap indexes


def index(*changed: str) -> ParsedFeed:
    parts = [
        one_item(number, guid=date, url=f"https://news.example/s{number}.xml") for number, date in enumerate(changed)
    ]
    return brought(kind="sitemap", title="", more=tuple(parts))


def sitemap(first: int, count: int) -> ParsedFeed:
    return brought(*(one_item(number, guid="") for number in range(first, first + count)), kind="sitemap")


def test_the_newest_parts_of_an_index_wait_to_be_read():
    feed = leased(make_feed())
    record_poll(feed, by=BY, parsed=index("2024-11-20", "2024-11-19", "2024-11-18", "2024-11-17"))
    assert [part.guid for part in waiting_parts(feed)] == ["2024-11-20", "2024-11-19", "2024-11-18"]
    assert (list(waiting_items(feed)), feed.last_new, feed.kind, actions()) == ([], 0, "sitemap", [])


def test_a_part_is_read_again_when_its_date_changed():
    feed = leased(make_feed())
    record_poll(feed, by=BY, parsed=index("2024-11-19"))
    record_poll(feed, by=BY, parsed=sitemap(1, 2), part=waiting_parts(feed).get())
    record_poll(feed, by=BY, parsed=index("2024-11-19"))
    assert list(waiting_parts(feed)) == []
    record_poll(feed, by=BY, parsed=index("2024-11-20"))
    assert [part.guid for part in waiting_parts(feed)] == ["2024-11-20"]


def test_a_part_without_a_date_is_read_once_a_day():
    feed = leased(make_feed())
    for waiting in (1, 0):
        record_poll(feed, by=BY, parsed=index(""))
        assert waiting_parts(feed).count() == waiting
        for part in waiting_parts(feed):
            record_poll(feed, by=BY, parsed=sitemap(1, 1), part=part)


def test_all_parts_of_a_first_poll_together_bring_as_much_as_any_first_poll():
    feed = leased(make_feed())
    record_poll(feed, by=BY, parsed=index("2024-11-20", "2024-11-19"))
    for first, part in zip((0, 100), waiting_parts(feed), strict=True):
        record_poll(feed, by=BY, parsed=sitemap(first, 15), part=part)
    assert (waiting_items(feed).count(), feed.last_new) == (TAKEN_AT_FIRST, 30)
    assert sorted(set(feed.items.filter(guid="").values_list("note", flat=True))) == ["", NOT_AT_FIRST]
    record_poll(feed, by=BY, parsed=index("2024-11-21"))
    record_poll(feed, by=BY, parsed=sitemap(200, 30), part=waiting_parts(feed).get())
    assert waiting_items(feed).count() == TAKEN_AT_FIRST + 30


def test_a_part_that_failed_is_asked_for_again_or_says_why_not():
    feed = leased(make_feed(etag='"a"'))
    record_poll(feed, by=BY, parsed=index("2024-11-20", "2024-11-19"), etag='"a"')
    passing, broken = waiting_parts(feed)
    record_part_failure(passing, error="It did not answer.", can_retry=True)
    record_part_failure(broken, error="This is a web page.", can_retry=False)
    feed.refresh_from_db()
    assert (list(waiting_parts(feed)), feed.etag, feed.last_error) == ([], "", "This is a web page.")
    assert list(feed.items.values_list("guid", "note")) == [("2024-11-19", "This is a web page.")]


def test_the_longest_feed_is_written_down_in_one_go():
    feed = leased(make_feed())
    long = brought(*(one_item(number) for number in range(MAX_ITEMS)))
    assert [len(record_poll(feed, by=BY, parsed=long)) for _ in range(2)] == [MAX_ITEMS, 0]
    assert (waiting_items(feed).count(), feed.items.count()) == (TAKEN_AT_FIRST, MAX_ITEMS)


def test_feed_is_polled_now_whatever_its_state():
    desk = make_desk()
    done, given_up = make_feed(desk, is_paused=True), make_feed(desk, job_state="failed", job_error="No.")
    for feed in (done, given_up):
        request_poll(feed, by=editor_of(desk))
        assert (feed.job_state, feed.job_attempts) == ("queued", 0)
    assert actions() == ["feed.changed", "work.retried"]


def test_feed_that_is_being_polled_is_not_polled_twice():
    desk = make_desk()
    with pytest.raises(TransitionDenied, match=r"being polled already"):
        request_poll(make_feed(desk, job_state="working"), by=editor_of(desk))


def test_reviewer_does_not_poll():
    desk = make_desk()
    with pytest.raises(PermissionDenied):
        request_poll(make_feed(desk), by=make_user(desk))
    assert actions() == []
