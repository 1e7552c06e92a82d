"""The ledger: who may work on a row, when, how often, and what becomes of a worker that comes back late.

Time is moved by moving `job_next_attempt_at`; no test waits.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Now
from django.db.transaction import Atomic

from claims.domain.audit import Machine, record_event
from claims.enums import AuditAction
from claims.errors import LeaseLost
from claims.models import Article
from claims.models.base import ID_ALPHABET, MAX_ATTEMPTS, WORKER_LOST, new_public_id
from tests.factories import (
    make_archive_job,
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_encoding,
    make_evidence,
    make_feed,
    make_feed_item,
    make_origin_decision,
    make_origin_group,
    make_page,
    make_prior_review,
    make_provider_test,
    make_quote_check,
    make_search_job,
    make_snapshot,
    make_user,
    make_watch,
)

pytestmark = pytest.mark.django_db

LEASE = 60


def queued(**fields):
    return make_article(job_state="queued", **fields)


def taken(article):
    """The row as the worker that leased it holds it."""
    [row] = Article.objects.lease([article.pk], seconds=LEASE)
    return row


def move(article, *, seconds):
    """Let the moment of the row lie so many seconds from now."""
    Article.objects.filter(pk=article.pk).update(job_next_attempt_at=Now() + timedelta(seconds=seconds))


def ledger(article):
    return Article.objects.values_list("job_state", "job_attempts", "job_error").get(pk=article.pk)


def test_a_new_row_is_due_at_once():
    article = queued()
    assert list(Article.objects.due()) == [article]


@pytest.mark.parametrize(
    ("state", "seconds", "is_due"),
    [
        ("queued", -1, True),
        ("queued", 30, False),
        ("working", -1, True),
        ("working", 30, False),
        ("done", -1, False),
        ("failed", -1, False),
    ],
)
def test_a_row_is_due_when_machines_owe_it_work_and_its_moment_has_come(state, seconds, is_due):
    article = make_article(job_state=state, job_error="it broke" if state == "failed" else "")
    move(article, seconds=seconds)
    assert list(Article.objects.due()) == [article] * is_due


def test_unfinished_rows_are_those_that_are_queued_or_worked_on():
    rows = {state: make_article(job_state=state, job_error="x") for state in ("queued", "working", "done", "failed")}
    assert set(Article.objects.unfinished()) == {rows["queued"], rows["working"]}


def test_a_batch_is_leased_in_order_and_counts_one_attempt_each():
    articles = [queued() for _ in range(3)]
    rows = Article.objects.lease([article.pk for article in reversed(articles)], seconds=LEASE)
    assert rows == articles
    assert [(row.job_state, row.job_attempts) for row in rows] == [("working", 1)] * 3


def test_rows_that_were_not_asked_for_are_left_alone():
    wanted, other = queued(), queued()
    assert Article.objects.lease([wanted.pk, 10_000_000], seconds=LEASE) == [wanted]
    assert ledger(other) == ("queued", 0, "")


def test_a_second_worker_gets_nothing():
    article = queued()
    taken(article)
    assert Article.objects.lease([article.pk], seconds=LEASE) == []
    assert ledger(article) == ("working", 1, "")


def test_a_worker_holds_the_number_that_it_wrote_itself(monkeypatch):
    """Between the lease and the look at the row, the lease may run out and another worker take it."""
    article = queued()
    leave = Atomic.__exit__

    def leave_and_pause(*arguments):
        leave(*arguments)
        monkeypatch.undo()
        move(article, seconds=-1)
        taken(article)

    monkeypatch.setattr(Atomic, "__exit__", leave_and_pause)
    late = taken(article)
    assert (late.job_attempts, ledger(article)) == (1, ("working", 2, ""))


def test_of_a_batch_a_second_worker_gets_what_is_left():
    first, second = queued(), queued()
    taken(first)
    assert Article.objects.lease([first.pk, second.pk], seconds=LEASE) == [second]


def test_an_expired_lease_is_due_again():
    article = queued()
    taken(article)
    move(article, seconds=-1)
    assert taken(article).job_attempts == 2


def test_a_lease_lasts_as_long_as_it_was_asked_for():
    article = queued()
    row = taken(article)
    assert list(Article.objects.filter(pk=row.pk, job_next_attempt_at__gt=Now() + timedelta(seconds=LEASE - 5))) == [
        row
    ]
    assert list(Article.objects.filter(pk=row.pk, job_next_attempt_at__gt=Now() + timedelta(seconds=LEASE + 5))) == []


def test_the_holder_can_keep_a_lease_longer():
    row = taken(queued())
    row.hold_lease(seconds=500)
    assert Article.objects.filter(pk=row.pk, job_next_attempt_at__gt=Now() + timedelta(seconds=490)).count() == 1


def test_holding_a_lease_without_seconds_does_not_make_it_longer():
    row = taken(queued())
    before = Article.objects.get(pk=row.pk).job_next_attempt_at
    row.hold_lease()
    assert Article.objects.get(pk=row.pk).job_next_attempt_at == before


@pytest.fixture
def late_and_current():
    """One row as two workers see it: the first came back late, the second holds it now."""
    article = queued()
    late = taken(article)
    move(article, seconds=-1)
    return late, taken(article)


def test_a_late_worker_cannot_hold_the_lease(late_and_current):
    late, current = late_and_current
    with pytest.raises(LeaseLost, match="in other hands"):
        late.hold_lease(seconds=LEASE)
    current.hold_lease()


def test_a_late_worker_cannot_finish_the_work(late_and_current):
    late, current = late_and_current
    assert late.finish_job() is False
    assert ledger(current) == ("working", 2, "")
    assert current.finish_job() is True
    assert ledger(current) == ("done", 2, "")


@pytest.mark.parametrize("retry_in", [None, 2.0])
def test_a_late_worker_cannot_fail_the_work(late_and_current, retry_in):
    late, current = late_and_current
    assert late.fail_job("too late", retry_in=retry_in) is False
    assert ledger(current) == ("working", 2, "")


def test_a_worker_whose_row_is_done_already_is_refused(late_and_current):
    late, current = late_and_current
    current.finish_job()
    with pytest.raises(LeaseLost):
        current.hold_lease()
    assert late.finish_job() is False


def test_failed_work_that_may_pass_waits_for_its_time():
    article = queued()
    assert taken(article).fail_job("it broke", retry_in=30) is True
    assert ledger(article) == ("queued", 1, "it broke")
    assert list(Article.objects.due()) == []
    move(article, seconds=-1)
    assert taken(article).job_attempts == 2


def test_failed_work_that_cannot_pass_is_parked_with_the_reason():
    article = queued()
    assert taken(article).fail_job("it broke", retry_in=None) is True
    assert ledger(article) == ("failed", 1, "it broke")
    assert Article.objects.lease([article.pk], seconds=LEASE) == []


def test_an_endless_error_is_cut():
    article = queued()
    taken(article).fail_job("x" * 5000, retry_in=None)
    assert ledger(article) == ("failed", 1, "x" * 500)


def test_finished_work_forgets_the_error_of_an_earlier_attempt():
    article = queued()
    taken(article).fail_job("it broke", retry_in=0)
    move(article, seconds=-1)
    taken(article).finish_job()
    assert ledger(article) == ("done", 2, "")


def test_nobody_gets_a_sixth_attempt():
    article = queued()
    attempts = []
    for _ in range(MAX_ATTEMPTS + 2):
        attempts += [row.job_attempts for row in Article.objects.lease([article.pk], seconds=LEASE)]
        move(article, seconds=-1)
    assert attempts == [1, 2, 3, 4, 5]


def test_a_row_whose_worker_was_lost_in_its_last_attempt_is_parked_with_the_reason():
    article = make_article(job_state="working", job_attempts=MAX_ATTEMPTS)
    move(article, seconds=-1)
    assert [(row.pk, row.job_state, row.job_error) for row in Article.objects.give_up()] == [
        (article.pk, "failed", WORKER_LOST)
    ]
    assert Article.objects.give_up() == []


def test_a_row_in_its_last_attempt_is_not_given_up_while_its_lease_runs():
    article = make_article(job_state="working", job_attempts=MAX_ATTEMPTS)
    move(article, seconds=30)
    assert Article.objects.give_up() == []
    assert ledger(article) == ("working", MAX_ATTEMPTS, "")


def test_a_row_with_attempts_left_is_not_given_up():
    article = make_article(job_state="working", job_attempts=MAX_ATTEMPTS - 1)
    move(article, seconds=-1)
    assert Article.objects.give_up() == []


def test_the_sweep_takes_lost_rows_once_and_leaves_the_others_alone():
    lost, spent = make_article(job_state="working", job_attempts=2), make_article(job_state="working", job_attempts=5)
    waiting, held = queued(), make_article(job_state="working", job_attempts=1)
    for article, seconds in ((lost, -1), (spent, -1), (waiting, -60), (held, 30)):
        move(article, seconds=seconds)
    assert Article.objects.take_lost(limit=10) == [lost]
    assert ledger(lost) == ("queued", 2, WORKER_LOST)
    assert Article.objects.take_lost(limit=10) == []
    assert [ledger(article)[0] for article in (spent, waiting, held)] == ["working", "queued", "working"]


def test_a_lost_row_goes_on_with_its_next_attempt():
    article = make_article(job_state="working", job_attempts=2)
    move(article, seconds=-1)
    Article.objects.take_lost(limit=10)
    move(article, seconds=-1)
    assert taken(article).job_attempts == 3


def test_the_sweep_takes_rows_that_waited_too_long_once():
    waiting, fresh, later = queued(), queued(), queued()
    working, done = make_article(job_state="working"), make_article(job_state="done")
    for article, seconds in ((waiting, -10), (fresh, -1), (later, 30), (working, -10), (done, -10)):
        move(article, seconds=seconds)
    assert Article.objects.take_waiting(seconds=5, limit=10) == [waiting]
    assert Article.objects.take_waiting(seconds=5, limit=10) == []
    assert ledger(waiting) == ("queued", 0, "")


def test_a_waiting_row_keeps_the_error_of_its_earlier_attempt():
    article = queued(job_attempts=1, job_error="it broke")
    move(article, seconds=-10)
    Article.objects.take_waiting(seconds=5, limit=10)
    assert ledger(article) == ("queued", 1, "it broke")


@pytest.mark.parametrize(
    ("state", "take"),
    [
        ("working", lambda limit: Article.objects.take_lost(limit=limit)),
        ("queued", lambda limit: Article.objects.take_waiting(seconds=5, limit=limit)),
    ],
    ids=["lost", "waiting"],
)
def test_the_sweep_takes_the_oldest_first_and_no_more_than_its_limit(state, take):
    articles = [make_article(job_state=state) for _ in range(4)]
    for age, article in enumerate(articles, start=1):
        move(article, seconds=-10 * age)
    assert take(2) == articles[2:]
    assert take(10) == articles[:2]


def test_a_row_that_the_sweep_took_can_be_leased():
    article = queued()
    move(article, seconds=-10)
    Article.objects.take_waiting(seconds=5, limit=10)
    move(article, seconds=-1)
    assert taken(article).job_attempts == 1


@pytest.mark.parametrize(
    ("state", "is_queued"), [("done", True), ("failed", True), ("queued", False), ("working", False)]
)
def test_only_finished_or_failed_work_can_be_queued_again(state, is_queued):
    article = make_article(job_state=state, job_attempts=3, job_error="it broke" if state == "failed" else "")
    assert article.queue_job() is is_queued
    assert ledger(article) == (("queued", 0, "") if is_queued else (state, 3, ""))


@pytest.mark.parametrize("state", ["queued", "working", "done", "failed"])
def test_work_can_be_begun_anew_wherever_it_stands(state):
    article = make_article(job_state=state, job_attempts=3, job_error="it broke" if state == "failed" else "")
    move(article, seconds=60)
    article.restart_job()
    assert ledger(article) == ("queued", 0, "")
    assert taken(article).job_attempts == 1


def test_a_worker_from_before_work_was_begun_anew_is_refused():
    article = queued()
    early = taken(article)
    article.restart_job()
    with pytest.raises(LeaseLost):
        early.hold_lease()
    assert early.finish_job() is False


MAKERS = {
    "arj": make_archive_job,
    "enc": make_encoding,
    "cpj": make_capture_job,
    "fdi": make_feed_item,
    "fed": make_feed,
    "ogd": make_origin_decision,
    "org": make_origin_group,
    "prv": make_prior_review,
    "pvt": make_provider_test,
    "qck": make_quote_check,
    "wch": make_watch,
    "art": make_article,
    "cnd": make_candidate,
    "clm": make_claim,
    "dsk": make_desk,
    "evd": make_evidence,
    "pag": make_page,
    "snp": make_snapshot,
    "srj": make_search_job,
}


@pytest.mark.parametrize("prefix", MAKERS)
def test_a_public_id_says_what_it_is_the_id_of_and_nothing_else(prefix):
    assert re.fullmatch(rf"{prefix}_[{ID_ALPHABET}]{{16}}", MAKERS[prefix]().public_id)


def test_public_ids_are_unique():
    assert len({new_public_id("clm") for _ in range(2000)}) == 2000


def test_every_table_with_a_public_id_has_a_prefix_of_its_own():
    fields = [
        field
        for model in apps.get_app_config("claims").get_models()
        for field in model._meta.get_fields()
        if getattr(field, "prefix", None)
    ]
    assert sorted(field.prefix for field in fields) == sorted([*MAKERS, "tok"])
    assert [field.unique for field in fields] == [True] * len(fields)


def test_every_constraint_of_a_table_is_broken_by_a_test():
    written = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    names = {
        constraint.name
        for model in apps.get_app_config("claims").get_models()
        for constraint in model._meta.constraints
    }
    assert {name for name in names if f'violates("{name}")' not in written} == set()


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_app_config("claims").get_models() if hasattr(model.objects, "visible_to")],
    ids=lambda model: model.__name__,
)
@pytest.mark.parametrize("nobody", [None, AnonymousUser()], ids=["None", "anonymous"])
def test_nobody_sees_nothing_not_even_the_rows_of_a_desk_without_members(model, nobody):
    desk = make_desk()
    evidence = make_evidence(make_claim(make_article(desk, by=make_user())))
    record_event(AuditAction.CLAIM_SUGGESTED, evidence.claim, by=Machine("test", "1"), desk=desk)
    make_origin_group(evidence.claim)
    make_quote_check(evidence)
    for make in (make_archive_job, make_encoding, make_capture_job, make_feed_item, make_provider_test):
        make()
    assert model.objects.count() > 0
    assert list(model.objects.visible_to(nobody)) == []


def test_work_that_must_wait_gets_its_attempt_back_and_says_what_it_waits_for():
    article = queued()
    assert taken(article).postpone_job("Waiting for its page.", seconds=60) is True
    assert ledger(article) == ("queued", 0, "")
    article.refresh_from_db()
    assert (article.job_waiting_for, list(Article.objects.due())) == ("Waiting for its page.", [])


def test_work_that_waits_because_something_is_wrong_says_so_as_an_error():
    article = queued()
    taken(article).postpone_job("The host is down.", seconds=600, is_trouble=True)
    assert ledger(article) == ("queued", 0, "The host is down.")


def test_a_late_worker_postpones_nothing():
    article = queued()
    late = taken(article)
    move(article, seconds=-1)
    taken(article)
    assert late.postpone_job("Waiting.", seconds=60) is False


def test_work_that_waits_can_be_woken_and_other_work_is_left_alone():
    waiting, working = queued(), queued()
    taken(waiting).postpone_job("Waiting for its page.", seconds=60)
    taken(working)
    assert (waiting.wake_job(), working.wake_job()) == (True, False)
    assert list(Article.objects.due()) == [waiting]


def test_a_worker_from_before_a_retry_is_refused_after_it():
    article = queued()
    late = taken(article)
    move(article, seconds=-1)
    taken(article).fail_job("no answer", retry_in=None)
    assert article.queue_job() is True
    current = taken(article)
    assert (late.job_attempts, late.finish_job()) == (current.job_attempts, False)
    assert current.finish_job() is True
