"""The bell: what is on the rows after a step, whatever happened in it; and how rows are rung for."""

import signal
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from claims import tasks
from claims.domain.audit import Machine
from claims.domain.capture import request_capture
from claims.domain.health import check_worker
from claims.enums import JobState
from claims.errors import BadInput, FetchFailed, LeaseLost, ProviderError, StoreFull
from claims.models import (
    Article,
    AuditEvent,
    CandidateSource,
    CaptureJob,
    Claim,
    Evidence,
    FeedItem,
    OriginMark,
    QuoteCheck,
    SearchJob,
    Snapshot,
)
from claims.models.base import MAX_ATTEMPTS, WORKER_LOST
from claims.pipeline.fetch_captures import fetch_captures
from claims.providers import registry
from claims.providers.base import FoundPage
from claims.providers.fake import FakeProvider
from tests.factories import (
    make_archive_job,
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_evidence,
    make_feed,
    make_feed_item,
    make_provider_test,
    make_search_job,
    make_snapshot,
)
from tests.pipeline.site import Site, make_answer, make_html

pytestmark = pytest.mark.django_db

PENDING = {"outcome": "pending", "asked_at": None, "hits": 0, "job_state": "queued"}


@pytest.fixture
def step(monkeypatch):
    """Let the step of articles raise this, or return these rows."""

    def set_step(result):
        def run(article):
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setitem(tasks.STEPS, Article, run)

    return set_step


@pytest.fixture
def rung(monkeypatch):
    """Every message that was sent: the task's name, its ids and its queue."""
    messages = []

    def note(task, args=(), queue="", **options):
        messages.append((task.name.rpartition(".")[2], list(args), queue))

    monkeypatch.setattr(tasks.Bell, "apply_async", note)
    return messages


def queued(**fields):
    return make_article(job_state="queued", **fields)


def work(article):
    tasks.work_article.run(article.pk)
    article.refresh_from_db()


def move(row, *, seconds):
    type(row).objects.filter(pk=row.pk).update(job_next_attempt_at=Now() + timedelta(seconds=seconds))


def waiting_seconds(row):
    return (row.job_next_attempt_at - timezone.now()).total_seconds()


def actions():
    return list(AuditEvent.objects.values_list("action", flat=True))


# ---------------------------------------------------------------- the step boundary


def test_a_step_that_went_well_is_done(step):
    step([])
    article = queued()
    work(article)
    assert (article.job_state, article.job_attempts, article.job_error, actions()) == ("done", 1, "", [])


def waiting_for(capture):
    claim = make_claim()
    return CandidateSource.objects.create(
        claim=claim,
        search_job=make_search_job(claim),
        url=capture.url,
        rank=1,
        capture_job=capture,
        job_waiting_for="Waiting for its page to be captured.",
        job_next_attempt_at=timezone.now() + timedelta(seconds=60),
    )


@pytest.mark.parametrize(
    ("attempts", "capture_state", "candidate_state"), [(0, "queued", "queued"), (MAX_ATTEMPTS - 1, "failed", "failed")]
)
def test_whoever_waits_for_a_page_that_cannot_be_read_hears_of_it_at_once(
    monkeypatch, attempts, capture_state, candidate_state
):
    def fail(capture):
        raise StoreFull("The disk is full.")

    monkeypatch.setitem(tasks.STEPS, CaptureJob, fail)
    capture = make_capture_job(exchange={}, status_code=200, job_attempts=attempts)
    candidate = waiting_for(capture)
    tasks.work_inline([capture])
    capture.refresh_from_db()
    candidate.refresh_from_db()
    assert (capture.job_state, capture.job_error) == (capture_state, "The disk is full.")
    assert (candidate.job_state, candidate.job_error) == (candidate_state, "The disk is full.")


def step_on(web, url, body, *, days):
    """The step of a capture whose page said this so many days after the first one; gives what is ready then."""
    web.answers[url] = replace(make_answer(url, body), fetched_at=timezone.now() + timedelta(days=days))
    capture = request_capture(url, by=Machine("test", "1"), reason="feed")
    make_feed_item(capture_job=capture, source_name="Reuters")
    fetch_captures(threads=1, ring=lambda rows: None)
    [row] = CaptureJob.objects.lease([capture.pk], seconds=60)
    ready = tasks.step_capture(row)
    row.finish_job()
    return row, ready


def test_a_page_that_goes_back_is_seen_to_by_whoever_quotes_what_came_between(web):
    url, old, new = "https://news.example.org/mines", make_html(), make_html(title="Mines, corrected")
    first = step_on(web, url, old, days=0)[0].snapshot
    between = step_on(web, url, new, days=1)[0].snapshot
    words = "133 states signed it"
    for snapshot in (first, between):
        make_evidence(make_claim(), snapshot=snapshot, exact=words)
    capture, _ = step_on(web, url, old, days=2)
    assert (capture.outcome, capture.snapshot) == ("unchanged", first)
    checked = QuoteCheck.objects.values_list("evidence__snapshot", "snapshot", "anchor")
    assert list(checked) == [(between.pk, first.pk, "exact")]


def test_a_feed_that_names_the_source_of_a_known_page_has_the_library_look_again(web):
    url = "https://news.example.org/mines"
    capture, _ = step_on(web, url, make_html(), days=0)
    FeedItem.objects.update(source_name="")
    tasks.work_snapshot.run(capture.snapshot.pk)
    marks = OriginMark.objects.filter(reason="credit")
    assert marks.count() == 0
    again, ready = step_on(web, url, make_html(), days=1)
    assert (again.outcome, ready) == ("unchanged", [capture.snapshot])
    tasks.work_inline(ready)
    assert [mark.key for mark in marks] == ["agency:reuters"]


def test_a_row_that_is_not_due_is_left_alone(step):
    step(AssertionError("this step must not run"))
    article = queued()
    move(article, seconds=30)
    work(article)
    assert (article.job_state, article.job_attempts) == ("queued", 0)


@pytest.mark.parametrize(("attempts", "low", "high"), [(0, 1, 2), (1, 4, 8), (2, 16, 32), (3, 64, 128)])
def test_an_error_that_may_pass_is_tried_again_later_and_later(step, attempts, low, high):
    step(FetchFailed("The host stopped answering.", code="timeout"))
    article = queued(job_attempts=attempts)
    work(article)
    assert (article.job_state, article.job_attempts) == ("queued", attempts + 1)
    assert article.job_error == "The host stopped answering."
    assert low - 1 < waiting_seconds(article) <= high
    assert actions() == []


def test_an_error_that_cannot_pass_parks_the_row_and_is_written_down(step):
    step(BadInput("It is no article."))
    article = queued()
    work(article)
    assert (article.job_state, article.job_attempts, article.job_error) == ("failed", 1, "It is no article.")
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.desk) == ("work.failed", article.public_id, article.desk)
    assert event.details == {"error": "It is no article.", "attempts": 1}


def test_the_fifth_failure_parks_the_row_whatever_it_was(step):
    step(FetchFailed("The host stopped answering.", code="timeout"))
    article = queued(job_attempts=MAX_ATTEMPTS - 1)
    work(article)
    assert (article.job_state, article.job_attempts, actions()) == ("failed", MAX_ATTEMPTS, ["work.failed"])


def test_work_is_parked_and_written_down_together_or_not_at_all(step, monkeypatch):
    def die(row, *, error):
        raise SystemExit

    monkeypatch.setattr(tasks, "record_work_failed", die)
    step(BadInput("It is no article."))
    article = queued()
    with pytest.raises(SystemExit):
        work(article)
    article.refresh_from_db()
    assert article.job_state == "working"


def test_a_sweep_that_is_cut_off_parks_nothing(monkeypatch):
    def die(row, *, error):
        raise SystemExit

    monkeypatch.setattr(tasks, "record_work_failed", die)
    spent = make_article(job_state="working", job_attempts=MAX_ATTEMPTS)
    move(spent, seconds=-1)
    with pytest.raises(SystemExit):
        tasks.sweep_stalled.run()
    spent.refresh_from_db()
    assert spent.job_state == "working"


def test_an_error_that_nobody_foresaw_is_on_the_row_too(step, caplog):
    step(ZeroDivisionError("division by zero"))
    article = queued()
    work(article)
    assert (article.job_state, article.job_error) == (
        "queued",
        "Unexpected error (ZeroDivisionError): division by zero",
    )
    assert [record.levelname for record in caplog.records if record.name == "claims.tasks"] == ["ERROR"]


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch):
    article = queued()

    def lose(row):
        Article.objects.filter(pk=row.pk).update(job_lease=2)
        raise LeaseLost("in other hands")

    monkeypatch.setitem(tasks.STEPS, Article, lose)
    work(article)
    assert (article.job_state, article.job_lease, article.job_error, actions()) == ("working", 2, "", [])


def lock_the_database(row):
    raise OperationalError("database is locked")


def test_a_database_that_fails_is_one_line_in_the_log_and_another_try(monkeypatch, caplog):
    article = queued()
    monkeypatch.setitem(tasks.STEPS, Article, lock_the_database)
    work(article)
    assert (article.job_state, article.job_error) == ("queued", "The database failed: database is locked")
    assert [record.exc_info for record in caplog.records if record.name == "claims.tasks"] == [None]


def test_a_database_that_takes_nothing_leaves_the_row_to_its_lease(monkeypatch):
    article = queued()
    monkeypatch.setitem(tasks.STEPS, Article, lock_the_database)
    monkeypatch.setattr(Article, "fail_job", lambda row, error, *, retry_in: lock_the_database(row))
    work(article)
    assert (article.job_state, article.job_error) == ("working", "")


def test_a_host_that_names_a_time_is_not_asked_before_it(monkeypatch):
    article = queued()

    def refuse(row):
        raise FetchFailed("Too many requests.", retry_after=3600)

    monkeypatch.setitem(tasks.STEPS, Article, refuse)
    work(article)
    assert article.job_next_attempt_at > timezone.now() + timedelta(seconds=3500)


def test_one_bad_row_of_a_batch_does_not_stop_the_others(monkeypatch):
    bad, good = queued(), queued()

    def fail_for_bad(row):
        if row == bad:
            raise BadInput("It is no article.")
        return []

    monkeypatch.setitem(tasks.STEPS, Article, fail_for_bad)
    tasks.work_article.run(bad.pk, good.pk)
    states = dict(Article.objects.values_list("pk", "job_state"))
    assert states == {bad.pk: "failed", good.pk: "done"}


def test_work_that_is_done_is_not_done_again_by_a_late_bell(step):
    step([])
    article = queued()
    work(article)
    step(AssertionError("this step must not run"))
    work(article)
    assert (article.job_state, article.job_attempts) == ("done", 1)


def test_what_a_step_brings_is_rung_for(step, rung, django_capture_on_commit_callbacks):
    claim = make_claim(job_state="queued")
    step([claim])
    with django_capture_on_commit_callbacks(execute=True):
        work(queued())
    assert rung == [("work_claim", [claim.pk], "work")]


def test_pages_that_cannot_be_added_to_the_library_share_one_fate(monkeypatch):
    snapshots = [make_snapshot(job_state="queued") for _ in range(2)]

    def fail(rows):
        raise StoreFull("The disk is full.")

    monkeypatch.setattr(tasks, "add_passages", fail)
    tasks.work_snapshot.run(*[snapshot.pk for snapshot in snapshots])
    assert list(Snapshot.objects.values_list("job_state", "job_error")) == [("queued", "The disk is full.")] * 2


def test_pages_are_added_to_the_library_together():
    snapshots = [make_snapshot(job_state="queued") for _ in range(3)]
    tasks.work_snapshot.run(*[snapshot.pk for snapshot in snapshots])
    assert set(Snapshot.objects.values_list("job_state", flat=True)) == {"done"}
    assert {hit.snapshot_id for hit in registry.library().search("convention")} == {one.pk for one in snapshots}


def test_pages_keep_their_leases_while_others_of_the_same_bell_are_compared(monkeypatch):
    snapshots = [make_snapshot(job_state="queued") for _ in range(3)]
    due = []

    def take_a_whole_lease(rows):
        due.append(Snapshot.objects.due().count())
        Snapshot.objects.update(job_next_attempt_at=Now())

    monkeypatch.setattr(tasks, "find_origins", take_a_whole_lease)
    tasks.work_snapshot.run(*[snapshot.pk for snapshot in snapshots])
    assert due == [0, 0, 0]
    assert set(Snapshot.objects.values_list("job_state", flat=True)) == {"done"}


def test_a_worker_that_is_told_to_end_ends_fetching_first_and_once(monkeypatch):
    told = []
    monkeypatch.setattr(tasks, "stop_fetching", lambda: told.append("fetching"))
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        signal.signal(signal.SIGTERM, lambda number, frame: told.append("everything else"))
        tasks.end_fetching_first()
        tasks.end_fetching_first()  # Redis was away
        signal.raise_signal(signal.SIGTERM)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert told == ["fetching", "everything else"]


# ---------------------------------------------------------------- ringing


def ring(rows, callbacks, **options):
    with callbacks(execute=True):
        tasks.enqueue(rows, **options)


def test_rows_are_rung_for_by_kind_and_queue_and_four_to_a_bell(rung, django_capture_on_commit_callbacks):
    articles = [queued() for _ in range(5)]
    claim, feed = make_claim(job_state="queued"), make_feed(job_state="queued")
    ring([*articles, claim, feed], django_capture_on_commit_callbacks)
    pks = [article.pk for article in articles]
    assert rung == [
        ("work_article", pks[:4], "work"),
        ("work_article", pks[4:], "work"),
        ("work_claim", [claim.pk], "work"),
        ("work_feed", [feed.pk], "fetch"),
    ]


def test_pages_to_be_fetched_are_rung_for_once_and_without_a_name(rung, django_capture_on_commit_callbacks):
    read = make_capture_job(exchange={"raw_sha256": "0"}, status_code=200)
    ring([make_capture_job(), make_capture_job(), read], django_capture_on_commit_callbacks)
    assert rung == [("fetch_pages", [], "fetch"), ("work_capture_job", [read.pk], "work")]


def test_nothing_is_rung_before_the_rows_are_committed(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        tasks.enqueue([queued()])
        assert rung == []
    assert len(callbacks) == 1


def test_no_rows_ring_no_bell(rung, django_capture_on_commit_callbacks):
    ring([], django_capture_on_commit_callbacks)
    assert rung == []


def make_job(provider):
    return make_search_job(provider=provider, **PENDING)


QUEUES = [
    ("an article", lambda: make_article(snapshot=None), "work"),
    ("a page to be fetched", lambda: make_capture_job(), "fetch"),
    ("a page to be read", lambda: make_capture_job(exchange={"raw_sha256": "0"}, status_code=200), "work"),
    ("a page whose host was busy", lambda: make_capture_job(exchange={"raw_sha256": "0"}, status_code=503), "fetch"),
    ("a feed", lambda: make_feed(), "fetch"),
    ("a test of a provider", lambda: make_provider_test(), "fetch"),
    ("a page for an archive", lambda: make_archive_job(), "fetch"),
    ("a text", lambda: make_article(submitted_sha256="a" * 64, snapshot=None), "work"),
    ("a claim", lambda: make_claim(), "work"),
    ("a page for the library", lambda: make_snapshot(), "work"),
    ("a search of the library", lambda: make_job("library"), "work"),
    ("a search of a wiki", lambda: make_job("wiki"), "fetch"),
    ("a search of a provider that is gone", lambda: make_job("gone"), "work"),
    ("a page that we hold", lambda: make_candidate(), "work"),
]


@pytest.mark.parametrize(("make", "queue"), [case[1:] for case in QUEUES], ids=[case[0] for case in QUEUES])
def test_what_waits_for_other_peoples_servers_waits_in_a_queue_of_its_own(monkeypatch, make, queue):
    providers = {"library": FakeProvider(name="library"), "wiki": FakeProvider(name="wiki", uses_network=True)}
    monkeypatch.setattr(registry, "providers", lambda: providers)
    assert tasks.queue_of(make()) == queue


@pytest.mark.parametrize("url", ["redis://127.0.0.1:9/0", "redis+socket:///nowhere/redis.sock"])
def test_without_redis_the_rows_stay_queued_and_nobody_is_told_off(
    url, celery_broker, django_capture_on_commit_callbacks, caplog
):
    celery_broker(url)
    article = queued()
    ring([article], django_capture_on_commit_callbacks)
    article.refresh_from_db()
    assert article.job_state == "queued"
    assert [record.levelname for record in caplog.records if record.name == "claims.tasks"] == ["WARNING"]


@pytest.fixture
def celery_broker(monkeypatch):
    """Let the bell be rung at this broker."""
    app = tasks.work_article.app

    def set_broker(url):
        monkeypatch.setitem(app.conf, "broker_url", url)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

    return set_broker


# ---------------------------------------------------------------- the sweep


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def test_the_sweep_rings_again_for_what_waited_too_long(rung, django_capture_on_commit_callbacks):
    waiting, fresh = queued(), queued()
    move(waiting, seconds=-60)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_stalled.run()
    assert rung == [("work_article", [waiting.pk], "work")]
    assert fresh.job_state == "queued"


def test_the_sweep_rings_again_for_what_a_lost_worker_left(rung, django_capture_on_commit_callbacks):
    lost = make_article(job_state="working", job_attempts=1)
    move(lost, seconds=-1)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_stalled.run()
    assert [(name, pks) for name, pks, _ in rung] == [("work_article", [lost.pk])]
    lost.refresh_from_db()
    assert (lost.job_state, lost.job_error) == ("queued", WORKER_LOST)


def test_the_sweep_parks_and_writes_down_what_was_lost_five_times(rung):
    spent = make_article(job_state="working", job_attempts=MAX_ATTEMPTS)
    move(spent, seconds=-1)
    tasks.sweep_stalled.run()
    tasks.sweep_stalled.run()
    spent.refresh_from_db()
    assert (spent.job_state, spent.job_error) == ("failed", WORKER_LOST)
    assert (actions(), rung) == (["work.failed"], [])


def test_the_sweep_tells_whoever_waits_for_a_page_that_it_gave_up(rung, django_capture_on_commit_callbacks):
    capture = make_capture_job(job_state="working", job_attempts=MAX_ATTEMPTS)
    move(capture, seconds=-1)
    candidate = waiting_for(capture)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_stalled.run()
    candidate.refresh_from_db()
    assert (rung, waiting_seconds(candidate) <= 0) == ([("work_candidate_source", [candidate.pk], "work")], True)


def test_a_second_sweep_does_not_ring_for_the_same_rows(rung, django_capture_on_commit_callbacks):
    move(queued(), seconds=-60)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_stalled.run()
        tasks.sweep_stalled.run()
    assert len(rung) == 1


def test_the_sweep_is_a_workers_sign_of_life():
    assert check_worker().is_well is False
    tasks.sweep_stalled.run()
    assert check_worker().is_well is True


# ---------------------------------------------------------------- the whole work, in this process


@pytest.fixture
def web(monkeypatch):
    """A page on the web, and a provider that names it."""
    site = Site()
    url = "https://source.example.org/treaty"
    site.put(url, make_html(title="The treaty"))
    provider = FakeProvider(name="wiki", pages=[FoundPage(1, url)], uses_network=True)
    monkeypatch.setattr(registry, "fetcher", lambda: site)
    monkeypatch.setattr(registry, "providers", lambda: {"wiki": provider})
    return site


def handed_in(body):
    sha256 = registry.blob_store().put(body)
    return queued(submitted_sha256=sha256, submitted_type="text/html", snapshot=None)


def test_all_of_an_articles_work_can_be_done_in_one_process(web):
    tasks.work_inline([handed_in(make_html())])
    for model in (Article, Claim, SearchJob, CandidateSource, CaptureJob, Snapshot):
        states = set(model.objects.values_list("job_state", flat=True))
        assert states == {JobState.DONE}, model
    assert {evidence.snapshot.title for evidence in Evidence.objects.all()} == {"The treaty"}
    assert registry.library().passage_count() > 0


def test_working_again_adds_nothing(web):
    article = handed_in(make_html())
    tasks.work_inline([article])
    made = (Claim, SearchJob, CandidateSource, Snapshot, Evidence)
    counts = [model.objects.count() for model in made]
    for model in (Article, Claim, SearchJob, CandidateSource, Snapshot):
        for row in model.objects.all():
            row.queue_job()
        tasks.work_inline(model.objects.all())
    assert [model.objects.count() for model in made] == counts


def test_a_provider_that_fails_does_not_stop_the_rest_of_the_work(web, monkeypatch):
    broken = FakeProvider(name="broken", error=ProviderError("broken: no answer"), uses_network=True)
    providers = {**registry.providers(), "broken": broken}
    monkeypatch.setattr(registry, "providers", lambda: providers)
    tasks.work_inline([handed_in(make_html())])
    outcomes = set(SearchJob.objects.values_list("provider", "outcome", "job_state"))
    assert outcomes == {("wiki", "found", "done"), ("broken", "could_not_look", "queued")}
    assert Evidence.objects.count() > 0


def test_rows_that_wait_in_the_same_bell_are_kept_from_the_beginning_of_each_step(monkeypatch, settings):
    rows = [queued(), queued(), queued()]
    kept = []

    def look(row):
        kept.append([round(waiting_seconds(each)) for each in Article.objects.order_by("pk")])
        for each in rows:
            move(each, seconds=5)
        return []

    settings.LEASE_SECONDS = 60
    monkeypatch.setitem(tasks.STEPS, Article, look)
    tasks.work_article.run(*[row.pk for row in rows])
    assert kept == [[60, 60, 60], [5, 60, 60], [5, 5, 60]]
