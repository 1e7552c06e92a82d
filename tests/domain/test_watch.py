from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.watch import (
    due_watches,
    own_watch,
    request_watched_captures,
    stop_watching,
    watch_cited_pages,
    watch_page,
)
from claims.enums import Role
from claims.errors import BadInput, PermissionDenied
from claims.models import AuditEvent, CaptureJob, Membership, PageWatch
from tests.factories import make_desk, make_page, make_snapshot, make_user, make_watch

pytestmark = pytest.mark.django_db

CLOCK = Machine("clock", "1")


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def person(desk):
    return make_user(desk, role=Role.RESEARCHER)


def actions():
    return [event.action for event in AuditEvent.objects.order_by("sequence")]


def overdue(**fields):
    return make_watch(next_capture_at=timezone.now() - timedelta(minutes=1), **fields)


def hours_until(moment):
    return round((moment - timezone.now()).total_seconds() / 3600)


def test_a_page_is_watched_from_its_last_copy_on(desk, person):
    page = make_snapshot(fetched_at=timezone.now() - timedelta(hours=4)).page
    watch = watch_page(page, by=person, desk=desk, interval_hours=10, reason=" We cite it. ")
    assert (watch.page, watch.desk, watch.started_by, watch.reason) == (page, desk, person, "We cite it.")
    assert (watch.interval_hours, hours_until(watch.next_capture_at), watch.is_active) == (10, 6, True)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.desk, event.reason) == ("watch.started", person, desk, "We cite it.")
    assert event.details == {"url": page.canonical_url, "hours": 10}


def test_a_page_whose_copy_is_old_is_due_at_once(desk, person):
    page = make_snapshot(fetched_at=timezone.now() - timedelta(days=90)).page
    watch = watch_page(page, by=person, desk=desk)
    assert due_watches(10) == [watch]


def test_a_watched_page_is_asked_after_as_it_was_last_seen():
    now, headers = timezone.now(), [["ETag", '"a1"']]
    first = make_snapshot(headers=headers, fetched_at=now - timedelta(days=9), last_seen_at=now - timedelta(days=1))
    make_snapshot(page=first.page, headers=[["ETag", '"b1"']], fetched_at=now - timedelta(days=5))
    overdue(page=first.page)
    [capture] = request_watched_captures(by=CLOCK, limit=5)
    assert (capture.earlier, capture.etag) == (first, '"a1"')


def test_the_watch_of_an_articles_page_asks_for_a_whole_copy():
    article = make_snapshot(is_source=False, headers=[["ETag", '"a1"']])
    overdue(page=article.page)
    [capture] = request_watched_captures(by=CLOCK, limit=5)
    assert (capture.is_source, capture.etag) == (True, "")


def test_a_page_that_went_back_is_looked_at_an_interval_after_that(desk, person):
    now = timezone.now()
    first = make_snapshot(fetched_at=now - timedelta(days=9), last_seen_at=now - timedelta(hours=5))
    make_snapshot(page=first.page, fetched_at=now - timedelta(days=5))
    watch = watch_page(first.page, by=person, desk=desk)
    assert watch.next_capture_at == first.last_seen_at + timedelta(hours=24)


def test_a_page_without_a_copy_is_due_at_once(desk, person):
    watch = watch_page(make_page(), by=person, desk=desk)
    assert due_watches(10) == [watch]


def test_a_page_that_was_seen_unchanged_counts_from_then(desk, person):
    now = timezone.now()
    page = make_snapshot(fetched_at=now - timedelta(days=90), last_seen_at=now - timedelta(hours=1)).page
    assert hours_until(watch_page(page, by=person, desk=desk).next_capture_at) == 23


def test_watching_twice_is_watching_once(desk, person):
    page = make_page()
    first = watch_page(page, by=person, desk=desk)
    assert watch_page(page, by=person, desk=desk, interval_hours=48) == first
    assert (PageWatch.objects.get().interval_hours, actions()) == (24, ["watch.started"])


def test_a_desk_that_wants_to_look_more_often_is_heard_and_the_watch_stays_the_first_persons(desk, person):
    page = make_page()
    watch_page(page, by=person, desk=desk, reason="First")
    watch = watch_page(page, by=make_user(desk), desk=desk, interval_hours=6, reason="Second")
    assert (watch.interval_hours, watch.started_by, watch.reason) == (6, person, "First")
    assert actions() == ["watch.started", "watch.started"]


def test_each_desk_has_its_own_watch_and_ends_it_alone(desk, person):
    page, other = make_page(), make_desk()
    colleague = make_user(other)
    ours = watch_page(page, by=person, desk=desk, reason="Ours")
    theirs = watch_page(page, by=colleague, desk=other, interval_hours=6, reason="Theirs")
    assert [(watch.interval_hours, watch.desk, watch.started_by, watch.reason) for watch in (ours, theirs)] == [
        (24, desk, person, "Ours"),
        (6, other, colleague, "Theirs"),
    ]
    with pytest.raises(PermissionDenied):
        stop_watching(theirs, by=person)
    stop_watching(ours, by=person)
    assert dict(PageWatch.objects.values_list("desk", "is_active")) == {desk.pk: False, other.pk: True}
    assert actions() == ["watch.started", "watch.started", "watch.stopped"]


def test_a_watch_that_ended_begins_again_with_new_terms(desk, person):
    page = make_page()
    stop_watching(watch_page(page, by=person, desk=desk), by=person)
    colleague = make_user(desk)
    watch = watch_page(page, by=colleague, desk=desk, interval_hours=48, reason="Again")
    assert (watch.is_active, watch.interval_hours, watch.started_by) == (True, 48, colleague)
    assert actions() == ["watch.started", "watch.stopped", "watch.started"]


@pytest.mark.parametrize("hours", [0, -1, 2161])
def test_an_interval_that_is_no_watch_is_refused(desk, person, hours):
    with pytest.raises(BadInput) as refusal:
        watch_page(make_page(), by=person, desk=desk, interval_hours=hours)
    says = "A page can be looked at again after 1 to 2160 hours; give a number in between."
    assert (str(refusal.value), refusal.value.field) == (says, "interval_hours")


def test_a_file_has_no_address_to_watch(desk, person):
    page = make_page(canonical_url=f"urn:sha256:{'a' * 64}")
    with pytest.raises(BadInput) as refusal:
        watch_page(page, by=person, desk=desk)
    assert str(refusal.value) == "This page came from a file and has no address, so it cannot be visited again."


def test_a_reader_may_neither_start_nor_stop_a_watch(desk):
    reader = make_user(desk, role=Role.READER)
    with pytest.raises(PermissionDenied):
        watch_page(make_page(), by=reader, desk=desk)
    with pytest.raises(PermissionDenied):
        stop_watching(make_watch(desk=desk), by=reader)


def test_stopping_is_written_down_once(desk, person):
    watch = make_watch(desk=desk)
    stop_watching(watch, by=person, reason="The review is old.")
    stop_watching(watch, by=person)
    assert (watch.is_active, actions()) == (False, ["watch.stopped"])
    assert AuditEvent.objects.get().reason == "The review is old."


def test_the_own_watch_is_that_of_the_desk_named_or_of_the_only_one(desk, person):
    page, other = make_page(), make_desk()
    make_watch(page)
    assert own_watch(page, user=person) is None
    ours = make_watch(page, desk=desk)
    assert own_watch(page, user=person) == ours
    Membership.objects.create(desk=other, user=person, role=Role.RESEARCHER)
    second = make_watch(page, desk=other)
    assert own_watch(page, user=person, desk_id=other.public_id) == second
    with pytest.raises(BadInput) as refusal:
        own_watch(page, user=person)
    says = "Several of your desks watch this page. Say for which one this is, with its id as desk."
    assert str(refusal.value) == says
    stop_watching(second, by=person)
    assert own_watch(page, user=person) == ours
    stop_watching(ours, by=person)
    assert own_watch(page, user=person) == ours
    assert own_watch(page, user=person, desk_id="dsk_unknown") is None


def test_the_longest_overdue_come_first():
    now = timezone.now()
    watches = [make_watch(next_capture_at=now - timedelta(hours=hours)) for hours in (1, 3, 2)]
    make_watch(next_capture_at=now + timedelta(hours=1))
    make_watch(next_capture_at=now - timedelta(hours=9), is_active=False)
    assert due_watches(10) == [watches[1], watches[2], watches[0]]
    assert due_watches(2) == [watches[1], watches[2]]


def test_a_due_page_is_captured_again_and_has_its_next_time(desk):
    newest = make_snapshot(fetched_at=timezone.now())
    make_snapshot(page=newest.page, fetched_at=timezone.now() - timedelta(days=9))
    watch = overdue(page=newest.page, desk=desk, interval_hours=12)
    (capture,) = request_watched_captures(by=CLOCK, limit=10)
    assert (capture.url, capture.reason, capture.desk, capture.earlier) == (
        newest.page.canonical_url,
        "watch",
        desk,
        newest,
    )
    watch.refresh_from_db()
    assert (watch.last_capture, hours_until(watch.next_capture_at)) == (capture, 12)


def test_two_clocks_ask_for_a_page_once():
    overdue()
    assert len(request_watched_captures(by=CLOCK, limit=10)) == 1
    assert request_watched_captures(by=CLOCK, limit=10) == []
    assert CaptureJob.objects.count() == 1


def test_a_page_is_captured_once_however_many_desks_watch_it(desk):
    page, later = make_page(), timezone.now() + timedelta(hours=5)
    ours = overdue(page=page, desk=desk, interval_hours=6)
    theirs = overdue(page=page, interval_hours=48)
    seldom, ended = make_watch(page, next_capture_at=later), overdue(page=page, is_active=False)
    [capture] = request_watched_captures(by=CLOCK, limit=10)
    assert (CaptureJob.objects.count(), capture.desk) == (1, None)
    for watch in (ours, theirs, seldom, ended):
        watch.refresh_from_db()
    assert [hours_until(watch.next_capture_at) for watch in (ours, theirs, seldom)] == [6, 48, 24]
    assert [watch.last_capture for watch in (ours, theirs, seldom, ended)] == [capture, capture, capture, None]


def test_a_clock_takes_no_more_than_its_limit():
    for _ in range(3):
        overdue()
    taken = [len(request_watched_captures(by=CLOCK, limit=2)) for _ in range(3)]
    assert taken == [2, 1, 0]


def test_what_a_published_review_cites_is_watched(desk, person):
    first, second = make_snapshot(), make_snapshot()
    again = make_snapshot(page=first.page)
    file = make_snapshot(page=make_page(canonical_url=f"urn:sha256:{'b' * 64}"))
    watches = watch_cited_pages([first, second, again, file], by=person, desk=desk)
    assert [(watch.page, watch.reason) for watch in watches] == [
        (first.page, "A published review cites it."),
        (second.page, "A published review cites it."),
    ]


def test_a_page_of_the_demo_is_not_watched(desk, person):
    demo = make_snapshot(is_demo=True)
    with pytest.raises(BadInput, match="Pages of the demo"):
        watch_page(demo.page, by=person, desk=desk)
    assert watch_cited_pages([demo], by=person, desk=desk) == []
