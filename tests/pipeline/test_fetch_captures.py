"""The fetch loop against a web of hosts that the test writes: in turn, apart, kept, and each failure its own page's."""

import hashlib
import itertools
import threading
import time
from collections import defaultdict
from concurrent.futures import Future
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import DataError, OperationalError
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.breaker import breaker_words
from claims.domain.capture import request_capture
from claims.errors import FetchFailed, FetchRefused, StoreFull
from claims.models import AuditEvent, CaptureJob, Host, RobotsFile, Snapshot
from claims.net.visitors import ThreadVisitors
from claims.pipeline import fetch_captures as loop
from claims.pipeline import land_captures
from claims.pipeline.capture import visitor
from claims.pipeline.fetch_captures import FetchLoop, fetch_captures, stop_fetching
from claims.pipeline.read_capture import read_capture
from claims.providers import registry
from claims.store.warc import WarcPlace, WarcStore
from tests.factories import make_candidate, make_capture_job, make_snapshot
from tests.pipeline.site import Site, make_answer, make_html

pytestmark = pytest.mark.django_db

BY = Machine("test", "1")
URL = "https://news.example.org/mines"
ROBOTS = "https://news.example.org/robots.txt"


class Web(Site):
    """A site that takes its time, and that notes when each host was visited and how many visits were at once."""

    def __init__(self, *, seconds=0.0):
        super().__init__()
        self.seconds = seconds
        self.dead: set[str] = set()
        self.is_over = threading.Event()
        self.sent: dict[str, dict[str, str]] = {}
        self.visits: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self._lock = threading.Lock()

    def fetch(self, url, **options):
        host = url.split("/")[2]
        began = time.monotonic()
        self.sent[url] = dict(options.get("headers") or {})
        if host in self.dead:
            self.is_over.wait(20)
            raise FetchFailed(f"The host “{host}” stopped answering.", code="timeout")
        time.sleep(self.seconds)
        try:
            return super().fetch(url, **options)
        finally:
            with self._lock:
                self.visits[host].append((began, time.monotonic()))

    def gaps(self, host):
        """Seconds from the end of each visit to the beginning of the next; below zero they were at once."""
        visits = sorted(self.visits[host])
        return [after[0] - before[1] for before, after in itertools.pairwise(visits)]


@pytest.fixture
def web(monkeypatch, settings):
    """No pace, unless the test sets one."""
    settings.HOST_PACE_SECONDS = 0.0
    web = Web()
    monkeypatch.setattr(registry, "fetcher", lambda: web)
    yield web
    web.is_over.set()


def ask(url=URL, **options):
    return request_capture(url, by=BY, reason="candidate", **options)


def run(threads=4):
    """The rows that the loop rang for."""
    rung = []
    fetch_captures(threads=threads, ring=rung.extend)
    return rung


def fresh(capture):
    return CaptureJob.objects.select_related("host").get(pk=capture.pk)


def record_of(row):
    """The WARC record that the row names: facts and body."""
    place = WarcPlace(*(row.exchange[f"warc_{name}"] for name in ("filename", "offset", "length")))
    return registry.warc_store().read_exchange(place)


def skip_waits():
    """As if the time had come for everything that waits."""
    CaptureJob.objects.update(job_next_attempt_at=Now() - timedelta(seconds=1))
    past = Now() - timedelta(seconds=1)
    Host.objects.update(not_before=past)
    Host.objects.exclude(open_until=None).update(open_until=past)


def answer_with(web, url, *headers, **options):
    """An answer with more headers."""
    page = make_answer(url, **options)
    object.__setattr__(page, "headers", (*page.headers, *headers))
    web.answers[url] = page


# ---------------------------------------------------------------- keeping


def test_a_page_is_kept_and_waits_to_be_read(web, own_data_folder):
    web.put(URL, make_html())
    capture = ask()
    assert run() == [capture]
    row = fresh(capture)
    assert (row.job_state, row.job_attempts, row.outcome, row.status_code) == ("queued", 0, "pending", 200)
    assert (row.is_to_fetch, row.exchange["final_url"], row.exchange["charset"]) == (False, URL, "utf-8")
    assert row.exchange["raw_sha256"] == hashlib.sha256(make_html()).hexdigest()
    facts, body = record_of(row)
    assert (facts["url"], facts["status"], body) == (URL, 200, make_html())


def test_many_pages_share_one_record_file_and_each_has_its_own_place(web):
    urls = [f"https://h{number}.com/a" for number in range(20)]
    for url in urls:
        web.put(url, make_html(title=url))
        ask(url)
    run(threads=10)
    for row in CaptureJob.objects.all():
        assert record_of(row)[1] == make_html(title=row.url)


def test_a_page_that_is_there_no_longer_is_refused_and_its_answer_is_kept(web):
    capture = ask()
    candidate = make_candidate(capture_job=capture, status="proposed", job_state="queued")
    assert run() == [candidate]
    row = fresh(capture)
    assert (row.job_state, row.outcome, row.error_code) == ("done", "refused", "http_error")
    assert row.refusal == "news.example.org answered with status 404."
    assert record_of(row)[1] == b"There is nothing here."


def test_what_may_pass_is_tried_five_times_and_then_given_up(web):
    web.put(URL, b"Sorry.", status=503)
    capture = ask()
    candidate = make_candidate(capture_job=capture, status="proposed", job_state="queued")
    for attempt in range(1, 5):
        # Whoever waits is told each time, so that it can say what is wrong.
        assert run() == [candidate]
        row = fresh(capture)
        assert (row.job_state, row.job_attempts) == ("queued", attempt)
        assert (row.job_error, row.status_code) == ("news.example.org answered with status 503.", 503)
        skip_waits()
    assert run() == [candidate]
    row = fresh(capture)
    assert (row.job_state, row.job_attempts, row.error_code, row.outcome) == ("failed", 5, "http_error", "pending")
    assert row.exchange["status_code"] == 503
    [event] = AuditEvent.objects.filter(action="work.failed")
    assert (event.subject_id, event.details["attempts"]) == (capture.public_id, 5)


def test_a_failed_capture_that_a_person_retries_is_fetched_anew(web):
    web.put(URL, make_html())
    capture = make_capture_job(URL, job_state="failed", job_error="503", exchange={"status_code": 503}, status_code=503)
    capture.queue_job()
    assert run() == [capture]
    assert fresh(capture).status_code == 200


def test_an_address_that_the_gate_refuses_is_refused_at_once(web):
    web.fail(ROBOTS, FetchRefused("10.0.0.1 is not on the public Internet.", code="private_address"))
    capture = ask()
    run()
    row = fresh(capture)
    assert (row.outcome, row.error_code, row.job_attempts) == ("refused", "private_address", 1)
    assert web.asked == [ROBOTS]


def test_a_full_disk_keeps_nothing_and_is_tried_again(web, monkeypatch):
    def full(self, records):
        raise StoreFull("The disk is full; free some room and try again.")

    web.put(URL, make_html())
    capture = ask()
    monkeypatch.setattr(WarcStore, "append_records", full)
    assert run() == []
    row = fresh(capture)
    assert (row.job_state, row.exchange, row.job_error) == (
        "queued",
        None,
        "The disk is full; free some room and try again.",
    )
    assert (row.host.failures, row.host.holder) == (0, "")


def test_an_error_that_nobody_foresaw_costs_its_own_page_alone(web):
    other = "https://other.example.net/a"
    web.fail(URL, RuntimeError("a bug"))
    web.put(other, make_html())
    broken, whole = ask(), ask(other)
    assert run() == [whole]
    row = fresh(broken)
    assert (row.job_state, row.job_error) == ("queued", "Unexpected error (RuntimeError): a bug")
    assert row.host.holder == ""


def test_what_the_database_will_not_take_costs_its_own_page_alone(web, monkeypatch):
    urls = [f"https://h{number}.com/a" for number in range(5)]
    captures = [ask(url) for url in urls]
    for url in urls:
        web.put(url, make_html())
    together = land_captures._record_together

    def picky(landings):
        if any(one.facts and one.capture == captures[2] for one in landings):
            raise DataError("a value that no column takes")
        return together(landings)

    monkeypatch.setattr(land_captures, "_record_together", picky)
    assert {row.pk for row in run(threads=5)} == {row.pk for row in captures} - {captures[2].pk}
    row = fresh(captures[2])
    assert row.job_error == "Unexpected error (DataError): a value that no column takes"
    assert set(Host.objects.values_list("holder", flat=True)) == {""}


# ---------------------------------------------------------------- unchanged pages


def test_an_unchanged_page_costs_no_body_and_is_seen_again(web):
    earlier = make_snapshot(headers=[["ETag", '"a1"'], ["Last-Modified", "Sun, 22 Nov 2026 12:00:30 GMT"]])
    web.put(URL, b"", status=304)
    capture = ask(earlier=earlier)
    candidate = make_candidate(capture_job=capture, status="proposed", job_state="queued")
    assert run() == [candidate]
    row = fresh(capture)
    assert (row.outcome, row.snapshot, row.job_state, row.status_code) == ("unchanged", earlier, "done", 304)
    assert web.sent[URL] == {"if-none-match": '"a1"', "if-modified-since": "Sun, 22 Nov 2026 12:00:30 GMT"}
    assert Snapshot.objects.get(pk=earlier.pk).last_seen_at == row.fetched_at


def test_a_host_that_calls_a_page_unchanged_unasked_is_not_believed(web):
    web.put(URL, b"", status=304)
    capture = ask()
    run()
    assert (fresh(capture).outcome, web.sent[URL]) == ("refused", {})


# ---------------------------------------------------------------- robots.txt


def test_robots_txt_is_asked_for_first_and_once(web):
    for path in "abc":
        web.put(f"https://news.example.org/{path}", make_html())
        ask(f"https://news.example.org/{path}")
    run()
    assert web.asked == [ROBOTS, *(f"https://news.example.org/{path}" for path in "abc")]
    web.asked.clear()
    ask()
    run()
    assert web.asked == [URL]


def test_with_a_pace_robots_txt_is_a_visit_of_its_own(web, settings):
    settings.HOST_PACE_SECONDS = 0.1
    web.put(URL, make_html())
    capture = ask()
    assert run() == [capture]
    assert (web.asked, fresh(capture).job_attempts) == ([ROBOTS, URL], 0)
    assert min(web.gaps("news.example.org")) >= 0.1


def test_a_host_that_asks_for_a_pace_gets_it(web):
    web.put(ROBOTS, b"User-agent: *\nCrawl-delay: 0.2\n", content_type="text/plain")
    for path in "ab":
        web.put(f"https://news.example.org/{path}", make_html())
        ask(f"https://news.example.org/{path}")
    run()
    assert len(web.visits["news.example.org"]) == 3
    assert min(web.gaps("news.example.org")) >= 0.2
    assert Host.objects.get().crawl_delay == 0.2


def test_a_page_that_robots_txt_closes_is_not_asked_for(web):
    web.put(ROBOTS, b"User-agent: *\nDisallow: /mines\n", content_type="text/plain")
    capture = ask()
    run()
    row = fresh(capture)
    assert (row.outcome, row.error_code, web.asked) == ("refused", "robots", [ROBOTS])
    assert row.refusal == (
        "The robots.txt of news.example.org does not allow this page to be fetched. Paste its text instead."
    )


def test_robots_txt_that_cannot_be_had_costs_no_page_for_good(web):
    web.put(ROBOTS, b"", status=503)
    web.put(URL, make_html())
    capture = ask()
    run()
    row = fresh(capture)
    assert (row.job_state, row.outcome, web.asked) == ("queued", "pending", [ROBOTS])
    assert row.job_error == (
        "The robots.txt of news.example.org answered with status 503, so its pages are left alone for now."
    )
    assert 50 < (row.job_next_attempt_at - timezone.now()).total_seconds() <= 60
    assert row.host.failures == 1
    # Looked at again too soon: nobody is asked, and nothing is held against the host.
    skip_waits()
    run()
    assert (web.asked, fresh(capture).host.failures) == ([ROBOTS], 1)
    # A minute later it is there.
    RobotsFile.objects.update(fetched_at=timezone.now() - timedelta(seconds=61))
    web.put(ROBOTS, b"User-agent: *\nAllow: /\n")
    skip_waits()
    assert run() == [capture]


def test_a_redirect_is_followed_at_once_unless_its_host_closes_the_page(web):
    final = "https://elsewhere.net/mines"
    web.put(URL, make_html(), final_url=final)
    capture = ask()
    assert run() == [capture]
    assert web.asked == [ROBOTS, URL, "https://elsewhere.net/robots.txt"]
    assert Host.objects.filter(last_asked_at__isnull=False).count() == 1

    web.put("https://closed.net/robots.txt", b"User-agent: *\nDisallow: /\n")
    web.put("https://news.example.org/moved", make_html(title="Closed"), final_url="https://closed.net/a")
    moved = ask("https://news.example.org/moved")
    run()
    row = fresh(moved)
    assert (row.outcome, row.error_code, row.exchange) == ("refused", "robots", None)
    assert row.refusal.startswith("The robots.txt of closed.net does not allow")


# ---------------------------------------------------------------- politeness


def test_fifty_threads_visit_one_host_one_at_a_time_and_apart(web, settings):
    settings.HOST_PACE_SECONDS = 0.05
    web.seconds = 0.005
    urls = [f"https://news.example.org/{number}" for number in range(40)]
    for url in urls:
        web.put(url, make_html())
        ask(url)
    run(threads=50)
    assert sorted(web.asked) == sorted([ROBOTS, *urls])
    gaps = web.gaps("news.example.org")
    assert (len(gaps), [gap for gap in gaps if gap < 0.05]) == (40, [])


def test_two_hosts_of_a_domain_at_once_and_no_more(web):
    web.seconds = 0.05
    for number in range(6):
        ask(f"https://h{number}.example.org/a")
    run(threads=20)
    visits = sorted(visit for host in web.visits.values() for visit in host)
    assert len(visits) == 12
    assert max(sum(began <= at < ended for began, ended in visits) for at, _ in visits) == 2


def test_a_host_that_stalls_holds_up_nobody_else(web):
    web.dead.add("dead.com")
    dead = [ask(f"https://dead.com/{number}") for number in range(5)]
    others = [ask(f"https://h{number}.com/{page}") for number in range(19) for page in range(3)]
    for capture in others:
        web.put(capture.url, make_html())
    rung = []

    def ring(rows):
        rung.extend(rows)
        if len(rung) == len(others):
            stop_fetching()

    fetch_captures(threads=8, ring=ring)
    assert {row.pk for row in rung} == {row.pk for row in others}
    assert web.is_over.is_set() is False
    # What was under way goes to somebody else, and costs no attempt; its host is held until this thread is gone.
    assert {(fresh(row).job_state, fresh(row).job_attempts) for row in dead} == {("queued", 0)}
    assert 0 < (Host.objects.get(name="dead.com").held_until - timezone.now()).total_seconds() <= 10


def test_a_host_that_wants_to_be_left_alone_is_and_no_other(web):
    answer_with(web, "https://busy.com/1", ("Retry-After", "1200"), body=b"Later.", status=429)
    for url in ("https://busy.com/2", "https://calm.com/1", "https://calm.com/2"):
        web.put(url, make_html())
    busy = [ask("https://busy.com/1"), ask("https://busy.com/2")]
    calm = [ask("https://calm.com/1"), ask("https://calm.com/2")]
    assert run() == calm
    waits = [(fresh(row).job_next_attempt_at - timezone.now()).total_seconds() for row in busy]
    assert [1190 < wait <= 1200 for wait in waits] == [True, True]
    assert fresh(busy[1]).job_attempts == 0
    assert "https://busy.com/2" not in web.asked
    assert Host.objects.get(name="busy.com").failures == 1


def test_a_host_that_says_not_now_for_ever_is_left_alone_and_no_other(web, settings):
    """429-storm"""
    settings.BREAKER_FAILURES = 3
    storm = [ask(f"https://busy.com/{number}") for number in range(50)]
    calm = [ask(f"https://h{number}.com/{page}") for number in range(10) for page in range(2)]
    for capture in storm:
        web.put(capture.url, b"Later.", status=429)
    for capture in calm:
        web.put(capture.url, make_html())
    assert len(run()) == 20
    for _ in range(2):
        # No Retry-After: half a minute, and everybody waits for it, not only the page that was asked for.
        waits = [(fresh(row).job_next_attempt_at - timezone.now()).total_seconds() for row in storm[1:]]
        assert max(waits) <= 30
        assert min(waits) > 15
        skip_waits()
        run()
    host = Host.objects.get(name="busy.com")
    assert (host.failures, breaker_words(host)) == (3, "open")
    assert sum("busy.com" in url for url in web.asked) == 1 + 3


def test_a_host_that_is_down_is_left_alone_after_some_failures(web, settings):
    settings.BREAKER_FAILURES = 2
    for number in range(4):
        web.fail(f"https://down.com/{number}", FetchFailed("The host “down.com” hung up.", code="truncated"))
    captures = [ask(f"https://down.com/{number}") for number in range(4)]
    run()
    assert web.asked == ["https://down.com/robots.txt", "https://down.com/0", "https://down.com/1"]
    assert [fresh(row).job_attempts for row in captures] == [1, 1, 0, 0]
    assert fresh(captures[2]).job_error == (
        "Waiting for its turn at down.com: it is left alone after 2 failures in a row."
    )
    Host.objects.update(open_until=Now() - timedelta(seconds=1))
    CaptureJob.objects.filter(pk=captures[2].pk).update(job_next_attempt_at=Now())
    run()
    assert web.asked[3:] == ["https://down.com/2"]


# ---------------------------------------------------------------- leases


def test_a_late_worker_s_page_is_thrown_away(web, monkeypatch):
    web.put(URL, make_html())
    capture = ask()
    keep = loop.keep_landings

    def taken_meanwhile(landings):
        CaptureJob.objects.filter(pk=capture.pk).update(job_lease=7)
        Host.objects.update(holder="somebody else")
        return keep(landings)

    monkeypatch.setattr(loop, "keep_landings", taken_meanwhile)
    monkeypatch.setattr(loop, "LOOK_SECONDS", 0.01)
    assert run() == []
    row = fresh(capture)
    assert (row.job_state, row.job_lease, row.exchange, row.host.holder) == ("working", 7, None, "somebody else")


def test_a_long_visit_is_kept_from_others(web, settings, monkeypatch):
    settings.LEASE_SECONDS = 2.0
    monkeypatch.setattr(loop, "HOUSEKEEPING_SECONDS", 0.05)
    monkeypatch.setattr(loop, "LOOK_SECONDS", 0.05)
    web.seconds = 1.2
    web.put(URL, make_html())
    capture = ask()
    # Robots.txt and page take longer than the lease.
    assert run() == [capture]
    assert (fresh(capture).job_lease, fresh(capture).status_code) == (1, 200)


def test_one_loop_runs_in_a_process_and_a_second_call_wakes_it(web, monkeypatch):
    other = "https://other.example.net/a"
    web.put(URL, make_html())
    web.put(other, make_html())
    ask()
    called = []

    def ring(rows):
        if not called:
            ask(other)
            called.append(fetch_captures(threads=1, ring=ring))

    assert fetch_captures(threads=2, ring=ring) == 2
    assert called == [0]
    assert sorted(web.asked) == sorted([ROBOTS, URL, "https://other.example.net/robots.txt", other])


def test_a_loop_that_waits_looks_at_once_when_it_is_woken(web, monkeypatch):
    web.dead.add("dead.com")
    ask("https://dead.com/a")
    looks, lease = [], loop.lease_captures

    def look(**options):
        looks.append(time.monotonic())
        return lease(**options)

    monkeypatch.setattr(loop, "lease_captures", look)
    monkeypatch.setattr(loop, "LOOK_SECONDS", 30.0)
    threading.Timer(0.2, fetch_captures, kwargs={"threads": 1, "ring": lambda rows: None}).start()
    threading.Timer(0.5, stop_fetching).start()
    began = time.monotonic()
    assert run() == []
    assert len(looks) == 2
    assert time.monotonic() - began < 5


def test_a_loop_with_nothing_to_do_ends_at_once(web):
    with closing(ThreadVisitors(visitor(), threads=2)) as visitors:
        assert FetchLoop(visitors=visitors, threads=2, ring=lambda rows: None).run() == 0


# ---------------------------------------------------------------- to the end


def test_what_was_fetched_can_be_read(web):
    web.put(URL, make_html())
    ask()
    [row] = CaptureJob.objects.lease([row.pk for row in run()], seconds=60)
    snapshot = read_capture(row)
    assert (snapshot.final_url, snapshot.title, row.outcome) == (URL, "Mines for Ukraine", "captured")


def test_a_loop_that_stumbles_over_the_database_gives_back_what_it_has(web, monkeypatch):
    captures = [ask(f"https://h{number}.example/x") for number in range(4)]
    for capture in captures:
        web.put(capture.url, make_html())

    def stumble(landings):
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(loop, "record_landings", stumble)
    visitors = ThreadVisitors(visitor(), threads=2)
    with pytest.raises(OperationalError):
        fetch_captures(threads=2, ring=lambda rows: None, visitors=visitors)
    # Nobody of this loop visits a host once it is another's.
    with pytest.raises(RuntimeError, match="shutdown"):
        visitors.submit(URL, rules=None, headers={}, pace_seconds=0.0)
    assert {(fresh(row).job_state, fresh(row).job_attempts) for row in captures} == {("queued", 0)}
    # Threads of the loop may still be there: nobody else goes to these hosts meanwhile.
    held = Host.objects.exclude(holder="")
    assert {0 < (host.held_until - timezone.now()).total_seconds() <= 10 for host in held} == {True}


def test_what_a_visitor_lost_is_tried_again_and_says_nothing_about_the_host(web):
    class Lossy:
        def submit(self, url, **options):
            future = Future()
            future.set_exception(FetchFailed("The process that fetches pages ended.", code="visitor_lost"))
            return future

        def close(self):
            pass

    capture = ask()
    # Its breaker is half open: the turn is a probe, which nobody answered.
    over = timezone.now() - timedelta(seconds=1)
    Host.objects.filter(pk=capture.host_id).update(failures=5, open_until=over)
    fetch_captures(threads=2, ring=lambda rows: None, visitors=Lossy())
    row = fresh(capture)
    assert (row.job_state, row.job_attempts, row.job_error) == ("queued", 1, "The process that fetches pages ended.")
    assert (row.host.failures, row.host.open_until, row.host.holder) == (5, over, "")
    assert row.host.last_answered_at is None


def test_a_visit_that_never_ends_costs_an_attempt_and_whoever_made_it_is_told(web, settings, caplog):
    settings.FETCH_TOTAL_SECONDS = 0.05

    class Stuck:
        ended = []

        def submit(self, url, **options):
            return Future()

        def end_visit(self, url):
            self.ended.append(url)

        def close(self):
            pass

    capture = ask()
    fetch_captures(threads=2, ring=lambda rows: None, visitors=Stuck())
    row = fresh(capture)
    assert (row.job_state, row.job_attempts, row.host.holder, Stuck.ended) == ("queued", 1, "", [URL])
    assert row.job_error == "The visit did not end in time; it is tried again."
    assert caplog.messages == [f"The visit to {URL} never ended; whoever made it is replaced."]
