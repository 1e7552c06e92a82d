"""Captures as the law sees them: asked for once, taken in turn, settled for all who wait."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain import capture as law
from claims.domain.audit import Machine
from claims.domain.capture import (
    keep_captures,
    lease_captures,
    park_captures,
    record_given_up,
    record_refusal,
    request_capture,
    request_recapture,
    settle_capture,
    waiters_of,
    wake_waiters,
)
from claims.domain.work import retry_work
from claims.errors import BadInput, LeaseLost, PermissionDenied, TransitionDenied
from claims.models import AuditEvent, CaptureJob, Host, Snapshot
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_desk,
    make_feed_item,
    make_host,
    make_page,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db

BY = Machine("test", "1")
URL = "https://news.example.org/mines"


def ask(url=URL, *, by=BY, reason="candidate", **options):
    return request_capture(url, by=by, reason=reason, **options)


def lease(limit=10, *, holder="one"):
    return lease_captures(limit=limit, holder=holder, seconds=60)


def line_up(host, count=1):
    return [make_capture_job(host=host) for _ in range(count)]


def host_away(seconds, **fields):
    return make_host(not_before=timezone.now() + timedelta(seconds=seconds), **fields)


# ---------------------------------------------------------------- asking


def test_an_address_is_asked_for_once_while_it_is_under_way():
    capture = ask()
    assert (capture.host.name, capture.job_state, capture.outcome) == ("news.example.org", "queued", "pending")
    assert ask() == capture
    [event] = AuditEvent.objects.filter(action="capture.requested")
    assert (event.subject_id, event.details) == (capture.public_id, {"url": URL, "reason": "candidate"})


@pytest.mark.parametrize(
    "change",
    [{"job_state": "failed", "job_error": "No."}, {"outcome": "refused", "refusal": "No.", "job_state": "done"}],
)
def test_an_address_that_came_to_nothing_is_asked_for_anew(change):
    capture = ask()
    CaptureJob.objects.filter(pk=capture.pk).update(**change)
    assert ask() != capture


def test_an_article_and_a_source_at_one_address_are_two_captures():
    assert ask(is_source=False) != ask()


@pytest.mark.parametrize(
    ("headers", "etag", "last_modified"),
    [
        (
            [["ETag", '"a1"'], ["Last-Modified", "Sun, 22 Nov 2026 12:00:30 GMT"]],
            '"a1"',
            "Sun, 22 Nov 2026 12:00:30 GMT",
        ),
        ([["etag", 'W/"b"']], 'W/"b"', ""),
        ([["ETag", "x" * 301]], "", ""),
        ([], "", ""),
    ],
)
def test_a_later_copy_asks_whether_the_page_changed(headers, etag, last_modified):
    capture = ask(earlier=make_snapshot(headers=headers))
    assert (capture.etag, capture.last_modified) == (etag, last_modified)


@pytest.mark.parametrize(
    "snapshot",
    [{"status_code": 203}, {"damaged_at": "2026-11-22T12:00Z", "damage": "One byte differs."}],
)
def test_a_copy_that_is_not_whole_is_not_asked_after(snapshot):
    capture = ask(earlier=make_snapshot(headers=[["ETag", '"a1"']], **snapshot))
    assert capture.etag == ""


def test_whoever_insists_gets_a_whole_new_copy():
    earlier = make_snapshot(headers=[["ETag", '"a1"']])
    polite = ask(earlier=earlier)
    forced = ask(earlier=earlier, is_forced=True)
    assert (forced != polite, forced.etag, forced.earlier) == (True, "", earlier)
    assert ask(earlier=earlier, is_forced=True) == forced


def test_a_person_asks_for_a_new_copy_on_a_desk_where_they_may():
    desk = make_desk()
    researcher, reader = make_user(desk, role="researcher"), make_user(desk, role="reader")
    capture = ask(by=researcher, reason="recapture", desk=desk)
    assert (capture.requested_by, capture.desk) == (researcher, desk)
    with pytest.raises(PermissionDenied):
        ask(by=reader, reason="recapture", desk=desk)
    with pytest.raises(BadInput, match="for which desk"):
        ask(by=researcher, reason="recapture")


@pytest.mark.parametrize("url", ["urn:isbn:0", "ftp://example.org/a", "https://example.org/" + "a" * 2000])
def test_what_cannot_be_fetched_is_not_asked_for(url):
    with pytest.raises(BadInput):
        ask(url)


def test_a_copy_that_is_no_source_is_not_asked_after_for_one():
    article = make_snapshot(is_source=False, headers=[["ETag", '"a1"']])
    assert (ask(earlier=article).etag, ask(earlier=article, is_source=False).etag) == ("", '"a1"')


def test_a_copy_that_the_page_was_not_last_seen_to_be_is_not_asked_after():
    first = make_snapshot(headers=[["ETag", '"a1"']], fetched_at=timezone.now() - timedelta(days=2))
    second = make_snapshot(headers=[["ETag", '"b1"']], page=first.page)
    assert (ask(earlier=first).etag, ask("https://b.example/", earlier=second).etag) == ("", '"b1"')
    first.last_seen_at = timezone.now() + timedelta(seconds=1)
    first.save()
    assert ask("https://c.example/", earlier=first).etag == '"a1"'


def test_what_two_desks_want_is_the_whole_houses_and_both_read_it_in_their_log():
    ours, theirs, third = make_desk(), make_desk(), make_desk()
    person, snapshot = make_user(theirs), make_snapshot()
    capture = ask(snapshot.page.canonical_url, desk=ours)
    assert list(CaptureJob.objects.visible_to(person)) == []
    assert request_recapture(snapshot, by=person, desk=theirs) == capture
    assert ask(capture.url, desk=third) == capture
    assert list(CaptureJob.objects.visible_to(person)) == [capture]
    assert [
        (event.desk, event.actor, event.details.get("was_under_way", False))
        for event in AuditEvent.objects.filter(action="capture.requested").order_by("sequence")
    ] == [(ours, None, False), (theirs, person, True), (third, None, True)]


def test_a_person_who_asks_for_what_their_desk_waits_for_is_in_the_log():
    desk = make_desk()
    snapshot, person = make_snapshot(), make_user(desk)
    capture = ask(snapshot.page.canonical_url, desk=desk)
    assert request_recapture(snapshot, by=person, desk=desk).desk == desk
    assert [event.actor for event in AuditEvent.objects.filter(subject_id=capture.public_id)] == [None, person]


def test_an_articles_capture_stays_its_own_desks():
    ours, theirs = make_desk(), make_desk()
    first, second = ask(is_source=False, desk=ours), ask(is_source=False, desk=theirs)
    assert (first != second, ask(is_source=False, desk=ours)) == (True, first)
    assert list(CaptureJob.objects.visible_to(make_user(theirs))) == [second]


# ---------------------------------------------------------------- turns


def test_one_capture_of_each_free_host_is_taken_oldest_first():
    hosts = [make_host() for _ in range(3)]
    captures = [capture for host in hosts for capture in line_up(host, 2)]
    taken = lease(2)
    assert taken == [captures[0], captures[2]]
    assert [(row.job_state, row.job_attempts, row.job_lease) for row in taken] == [("working", 1, 1)] * 2
    assert list(CaptureJob.objects.filter(job_state="working")) == taken
    assert lease() == [captures[4]]
    assert lease() == []


def test_what_a_lease_says_is_what_the_row_says():
    make_capture_job()
    [row] = lease()
    kept = CaptureJob.objects.get(pk=row.pk)
    assert (kept.job_lease, kept.job_attempts, kept.job_state) == (row.job_lease, row.job_attempts, row.job_state)
    row.hold_lease()


@pytest.mark.parametrize(
    "fields",
    [
        {"job_state": "done"},
        {"job_state": "failed", "job_error": "No."},
        {"job_attempts": 5},
        {"exchange": {"status_code": 200}, "status_code": 200},
        {"outcome": "refused", "refusal": "No."},
    ],
)
def test_what_is_not_to_be_fetched_is_not_taken(fields):
    make_capture_job(**fields)
    assert lease() == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_answer_that_may_pass_is_fetched_again(status):
    capture = make_capture_job(exchange={"status_code": status}, status_code=status)
    assert capture.is_to_fetch is True
    assert lease() == [capture]


def test_kept_bytes_wait_to_be_read():
    capture = make_capture_job(exchange={"status_code": 200}, status_code=200)
    assert capture.is_to_fetch is False
    assert list(CaptureJob.objects.to_read()) == [capture]
    assert list(CaptureJob.objects.to_fetch()) == []


def test_hosts_that_are_away_or_open_are_passed_over():
    line_up(host_away(60))
    line_up(make_host(open_until=timezone.now() + timedelta(seconds=60), failures=5))
    line_up(make_host(held_until=timezone.now() + timedelta(seconds=60), holder="other"))
    [capture] = line_up(make_host())
    assert lease() == [capture]


def test_many_captures_of_one_host_do_not_hide_the_others():
    crowded, other = make_host(), make_host()
    first = line_up(crowded, 30)[0]
    [last] = line_up(other)
    assert lease(2) == [first, last]


def test_a_capture_whose_worker_was_lost_is_taken_when_its_host_is_free():
    make_capture_job()
    [row] = lease()
    CaptureJob.objects.update(job_next_attempt_at=Now() - timedelta(seconds=1))
    Host.objects.update(held_until=Now() - timedelta(seconds=1))
    [again] = lease(holder="two")
    assert (again.pk, again.job_lease) == (row.pk, 2)
    with pytest.raises(LeaseLost):
        row.hold_lease()


def test_a_capture_that_somebody_took_in_between_is_left_to_them(monkeypatch):
    captures = [make_capture_job() for _ in range(3)]
    hold = law.hold_hosts

    def hold_late(hosts, **options):
        CaptureJob.objects.filter(pk=captures[1].pk).update(job_state="working", job_lease=1, job_attempts=1)
        return hold(hosts, **options)

    monkeypatch.setattr(law, "hold_hosts", hold_late)
    CaptureJob.objects.filter(pk=captures[1].pk).update(job_next_attempt_at=Now() - timedelta(seconds=1))
    assert lease() == [captures[0], captures[2]]
    rows = CaptureJob.objects.order_by("pk").values_list("job_lease", "job_attempts", "host__holder")
    assert list(rows) == [(1, 1, "one"), (1, 1, ""), (1, 1, "one")]


def test_a_heartbeat_keeps_what_is_still_ours():
    make_capture_job(), make_capture_job()
    mine, lost = lease()
    CaptureJob.objects.filter(pk=lost.pk).update(job_lease=9)
    holders = {mine.host_id: "one", lost.host_id: "one"}
    assert keep_captures([mine, lost], holders=holders, seconds=600) == [mine]
    later = timezone.now() + timedelta(seconds=500)
    assert list(CaptureJob.objects.filter(job_next_attempt_at__gt=later)) == [mine]
    assert list(Host.objects.filter(held_until__gt=later)) == [mine.host]


# ---------------------------------------------------------------- waiting


@pytest.mark.parametrize(("seconds", "column"), [(8, "job_waiting_for"), (3600, "job_error")])
def test_captures_of_a_host_that_is_away_are_parked_until_it_is_back(seconds, column):
    captures = line_up(host_away(seconds, name="slow.example"), 3)
    assert park_captures() == 3
    for row in CaptureJob.objects.filter(pk__in=[capture.pk for capture in captures]):
        words = "Waiting for its turn at slow.example: it wants some time between two visits."
        assert {"job_waiting_for": row.job_waiting_for, "job_error": row.job_error} == {
            "job_waiting_for": "",
            "job_error": "",
            column: words,
        }
        assert seconds - 5 < (row.job_next_attempt_at - timezone.now()).total_seconds() <= seconds
        assert (row.job_state, row.job_attempts) == ("queued", 0)
    assert law.is_any_in_line() is False


def test_a_host_that_is_soon_free_parks_nothing():
    line_up(host_away(2))
    assert park_captures() == 0
    assert law.is_any_in_line() is True


def test_a_capture_that_waits_in_the_line_says_for_what():
    capture = make_capture_job(host=make_host(name="busy.example"))
    CaptureJob.objects.update(job_next_attempt_at=Now() - timedelta(seconds=3))
    park_captures()
    capture.refresh_from_db()
    assert (capture.job_waiting_for, capture.job_error) == ("Waiting for its turn at busy.example.", "")
    [row] = lease()
    assert (row.job_waiting_for, row.job_attempts) == ("", 1)


def test_in_a_full_line_the_crowd_of_one_host_steps_back(monkeypatch, settings):
    settings.HOST_PACE_SECONDS = 1.0
    monkeypatch.setattr(law, "LINE_LENGTH", 8)
    monkeypatch.setattr(law, "IN_LINE_PER_HOST", 3)
    crowd = line_up(make_host(), 8)
    [other] = line_up(make_host())
    park_captures()
    waits = [
        round((row.job_next_attempt_at - timezone.now()).total_seconds())
        for row in CaptureJob.objects.filter(pk__in=[row.pk for row in crowd]).order_by("pk")
    ]
    assert waits == [0, 0, 0, 3, 3, 3, 6, 6]
    assert lease() == [crowd[0], other]


# ---------------------------------------------------------------- settling


def test_a_settled_capture_has_its_snapshot():
    capture, snapshot = make_capture_job(), make_snapshot()
    settle_capture(capture, snapshot=snapshot, is_unchanged=False)
    capture.refresh_from_db()
    assert (capture.outcome, capture.is_settled, capture.snapshot) == ("captured", True, snapshot)
    snapshot.refresh_from_db()
    assert snapshot.last_seen_at is None


def test_an_unchanged_page_was_seen_again():
    seen_at = timezone.now()
    capture, snapshot = make_capture_job(fetched_at=seen_at), make_snapshot()
    settle_capture(capture, snapshot=snapshot, is_unchanged=True)
    snapshot.refresh_from_db()
    assert (capture.outcome, snapshot.last_seen_at) == ("unchanged", seen_at)


@pytest.mark.parametrize("is_unchanged", [True, False])
def test_a_capture_that_was_given_up_before_keeps_no_code_of_it(is_unchanged):
    capture = make_capture_job(job_state="failed", job_error="503")
    record_given_up(capture, by=BY, code="http_error", error="503")
    settle_capture(capture, snapshot=make_snapshot(), is_unchanged=is_unchanged)
    capture.refresh_from_db()
    assert capture.error_code == ""


@pytest.mark.parametrize(
    ("source_name", "copy", "job_state"),
    [("Reuters", {}, "queued"), ("", {}, "done"), ("Reuters", {"quality": "block_page"}, "done")],
)
def test_a_feed_that_names_the_source_of_a_known_page_has_it_looked_at_again(source_name, copy, job_state):
    capture, snapshot = make_capture_job(reason="feed"), make_snapshot(job_state="done", **copy)
    make_feed_item(capture_job=capture, source_name=source_name)
    settle_capture(capture, snapshot=snapshot, is_unchanged=True)
    assert (snapshot.job_state, Snapshot.objects.get().job_state) == (job_state, job_state)


def test_a_refusal_says_why():
    capture = make_capture_job()
    record_refusal(capture, code="http_error", message="example.org answered with status 404.")
    capture.refresh_from_db()
    assert (capture.outcome, capture.error_code, capture.refusal) == (
        "refused",
        "http_error",
        "example.org answered with status 404.",
    )


@pytest.mark.parametrize("reason", ["recapture", "candidate", "watch"])
def test_a_refusal_is_never_written_over(reason):
    desk = make_desk()
    capture = make_capture_job(reason=reason, desk=desk)
    record_refusal(capture, code="http_error", message="example.org answered with status 404.")
    CaptureJob.objects.finish_jobs([capture])
    with pytest.raises(TransitionDenied, match="is known already; ask for a new one"):
        settle_capture(capture, snapshot=make_snapshot(), is_unchanged=False)
    with pytest.raises(TransitionDenied, match="is known already; ask for a new one"):
        record_refusal(capture, code="robots", message="Closed.")
    capture.refresh_from_db()
    with pytest.raises(TransitionDenied, match="Only failed work can be retried"):
        retry_work(capture, by=make_user(desk))
    assert ask(capture.url) != capture
    capture.refresh_from_db()
    assert (capture.outcome, capture.refusal) == ("refused", "example.org answered with status 404.")


def test_all_who_wait_for_a_capture_are_woken():
    capture, later = make_capture_job(), timezone.now() + timedelta(minutes=5)
    waiting = {"capture_job": capture, "job_state": "queued", "job_next_attempt_at": later}
    article, candidate = make_article(**waiting), make_candidate(status="proposed", **waiting)
    make_candidate(capture_job=capture)
    make_candidate(status="proposed", job_state="queued", job_next_attempt_at=later)
    assert waiters_of(capture) == [article, candidate]
    assert wake_waiters([capture]) == [article, candidate]
    article.refresh_from_db()
    assert article.job_next_attempt_at <= timezone.now()
    assert wake_waiters([]) == []


@pytest.mark.parametrize(
    ("page", "fields", "said"),
    [
        ({}, {"is_demo": True}, "Pages of the demo were written for it; they are not fetched over the network."),
        ({"canonical_url": "urn:sha256:00"}, {}, "This page came from a file and has no address"),
    ],
)
def test_a_page_that_nobody_can_go_to_is_not_captured_again(page, fields, said):
    desk = make_desk()
    snapshot = make_snapshot(page=make_page(**page), **fields)
    with pytest.raises(BadInput) as refusal:
        request_recapture(snapshot, by=make_user(desk), desk=desk)
    assert (str(refusal.value)[: len(said)], CaptureJob.objects.count()) == (said, 0)
