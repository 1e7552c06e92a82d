import pytest
from django.utils import timezone

from claims.domain.queue import (
    count_sources,
    count_views,
    evidence_of,
    failed_rows,
    gathering_of,
    is_article_settled,
    queue_claims,
)
from claims.models import Article, Claim
from claims.models.base import WORKER_LOST
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_evidence,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db

REJECTED = {"status": "rejected", "reject_reason": "off topic"}


def decided():
    return {"decided_by": make_user(), "decided_at": timezone.now()}


def row_of(claim):
    return queue_claims(make_user(claim.desk)).get(pk=claim.pk)


def test_the_queue_holds_the_desks_claims_the_most_worth_checking_first():
    article = make_article()
    low, high = make_claim(article, score=0.2), make_claim(article, score=0.9)
    make_claim(score=0.5)
    assert list(queue_claims(make_user(article.desk))) == [high, low]


def test_a_claim_without_searches_says_so():
    row = row_of(make_claim())
    assert (row.has_searches, row.is_gathering) == (False, False)


def test_a_row_of_the_queue_leaves_the_text_of_the_article_in_the_database():
    assert row_of(make_claim()).article.snapshot.get_deferred_fields() == {"text", "headers", "hops", "page_starts"}


QUIET = {"job_state": "done"}
WAITS = {"job_state": "queued"}
RETRIES = {"job_state": "queued", "job_error": "it broke", "job_attempts": 1}
LOST = {"job_state": "queued", "job_error": WORKER_LOST, "job_attempts": 1}
GATHERING = [
    ("a claim that is queued", WAITS, None, None, True),
    ("a claim that is worked on", {"job_state": "working"}, None, None, True),
    ("a claim that failed", {"job_state": "failed", "job_error": "it broke"}, None, None, False),
    ("a search that was not answered yet", QUIET, {**WAITS, "outcome": "pending", "asked_at": None}, None, True),
    ("a search that could not look and waits", QUIET, {**RETRIES, "outcome": "could_not_look"}, None, False),
    ("an answered search", QUIET, QUIET, None, False),
    ("a candidate that waits", QUIET, QUIET, WAITS, True),
    ("a candidate that is tried again later", QUIET, QUIET, RETRIES, False),
    ("a candidate whose worker was lost", QUIET, QUIET, LOST, True),
    ("a captured candidate", QUIET, QUIET, QUIET, False),
]


@pytest.mark.parametrize(
    ("claim", "search", "candidate", "is_busy"), [case[1:] for case in GATHERING], ids=[case[0] for case in GATHERING]
)
def test_queue_page_and_article_agree_on_whether_machines_are_gathering(claim, search, candidate, is_busy):
    row = make_claim(**claim)
    if search:
        job = make_search_job(row, **search)
        if candidate:
            make_candidate(row, search_job=job, **candidate)
    assert row_of(row).is_gathering is is_busy
    assert gathering_of(row).is_busy is is_busy
    assert is_article_settled(row.article) is not is_busy


@pytest.mark.parametrize(
    ("fields", "is_settled"),
    [
        ({"job_state": "queued"}, False),
        ({"job_state": "working"}, False),
        ({"job_state": "done"}, True),
        ({"job_state": "failed", "job_error": "it broke"}, True),
        (RETRIES, True),
        (LOST, False),
        (LOST | {"job_state": "working"}, False),
    ],
)
def test_an_article_is_settled_when_only_retries_are_left(fields, is_settled):
    assert is_article_settled(make_article(**fields)) is is_settled


def test_what_machines_did_for_a_claim_is_counted():
    claim = make_claim()
    found = make_search_job(claim)
    make_search_job(claim, outcome="none_found")
    make_search_job(claim, outcome="could_not_look")
    make_candidate(claim, search_job=found)
    make_candidate(claim, search_job=found, status="dropped", status_reason="gone")
    make_candidate(claim, search_job=found, status="proposed")
    gathering = gathering_of(claim)
    assert (gathering.searches, gathering.answered, gathering.could_not_look) == (3, 2, 1)
    assert (gathering.candidates, gathering.captured, gathering.dropped) == (3, 1, 1)
    assert gathering.label == "ready"


ROUNDS = [
    ("answered the second time", ["could_not_look", "none_found"], (1, 1, 0)),
    ("not to be asked the second time", ["found", "could_not_look"], (1, 0, 1)),
    ("never to be asked", ["could_not_look", "could_not_look"], (1, 0, 1)),
    ("being asked the second time", ["could_not_look", "pending"], (1, 0, 0)),
]


@pytest.mark.parametrize(("outcomes", "counts"), [case[1:] for case in ROUNDS], ids=[case[0] for case in ROUNDS])
def test_a_question_that_was_asked_again_counts_by_its_last_answer(outcomes, counts):
    claim = make_claim()
    for number, outcome in enumerate(outcomes, start=1):
        make_search_job(claim, query="Ottawa", round=number, outcome=outcome, asked_at=timezone.now())
    gathering, sources = gathering_of(claim), count_sources(claim.article)
    assert (gathering.searches, gathering.answered, gathering.could_not_look) == counts
    assert (sources.searches, sources.could_not_look) == (counts[0], counts[2])


def test_another_question_to_the_same_provider_is_not_answered_with_the_first():
    claim = make_claim()
    make_search_job(claim, query="Ottawa", outcome="could_not_look")
    make_search_job(claim, query="Oslo", round=2)
    assert (gathering_of(claim).could_not_look, count_sources(claim.article).could_not_look) == (1, 1)


@pytest.mark.parametrize(("fields", "label"), [(WAITS, "gathering"), (QUIET, "not searched")])
def test_the_state_of_a_claim_without_searches_in_words(fields, label):
    assert gathering_of(make_claim(**fields)).label == label


def test_each_view_of_the_queue_counts_the_persons_claims_alone():
    article = make_article()
    make_claim(article)
    make_claim(article)
    make_claim(article, status="accepted", **decided())
    make_claim(status="dismissed", dismiss_reason="opinion", **decided())
    assert count_views(make_user(article.desk)) == {"suggested": 2, "accepted": 1, "dismissed": 0}


def test_evidence_comes_best_first():
    claim, snapshot = make_claim(), make_snapshot()
    low = make_evidence(claim, snapshot=snapshot, relevance=0.1)
    high = make_evidence(claim, relevance=0.9)
    assert list(evidence_of(claim)) == [high, low]


def test_failed_work_of_several_tables_comes_newest_first():
    article = make_article(job_state="failed", job_error="it broke")
    claim = make_claim(job_state="failed", job_error="it broke")
    make_claim()
    assert failed_rows([Article.objects.all(), Claim.objects.all()]) == [claim, article]


def test_the_queue_costs_the_same_number_of_questions_for_one_claim_and_for_three(django_assert_num_queries):
    article = make_article()
    user = make_user(article.desk)
    for _ in range(3):
        make_evidence(make_claim(article))
        with django_assert_num_queries(1):
            assert [(row.article.snapshot.title, row.has_searches) for row in queue_claims(user)]
