import pytest
from django.utils import timezone

from claims.models import CandidateSource, SearchHit, SearchJob
from claims.models.search import POINTER_REASON
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_desk,
    make_evidence,
    make_prior_review,
    make_search_job,
    make_snapshot,
    make_user,
)
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_question_is_put_to_a_provider_once_for_a_claim():
    claim = make_claim()
    make_search_job(claim, query="Ottawa Convention signatories")
    with violates("searchjob_once"):
        make_search_job(claim, query="Ottawa Convention signatories")
    assert make_search_job(claim, query="Ottawa Convention signatories", provider="mediawiki").claim == claim


@pytest.mark.parametrize("outcome", ["found", "none_found", "could_not_look"])
def test_an_answered_search_says_when_it_was_asked(outcome):
    with violates("searchjob_answer_has_time"):
        make_search_job(outcome=outcome, asked_at=None)


def test_failed_work_on_a_search_says_why():
    with violates("searchjob_failed_has_error"):
        make_search_job(job_state="failed")


def test_a_search_is_not_tried_more_often_than_five_times():
    with violates("searchjob_attempts_limit"):
        make_search_job(job_attempts=6)


def test_a_page_is_proposed_for_a_claim_once():
    claim, snapshot = make_claim(), make_snapshot()
    job = make_candidate(claim, snapshot=snapshot).search_job
    with violates("candidate_once"):
        make_candidate(claim, snapshot=snapshot, search_job=job)


def test_a_dropped_candidate_says_why():
    with violates("candidate_dropped_has_reason"):
        make_candidate(status="dropped")


def test_failed_work_on_a_candidate_says_why():
    with violates("candidate_failed_has_error"):
        make_candidate(job_state="failed")


def test_a_candidate_is_not_tried_more_often_than_five_times():
    with violates("candidate_attempts_limit"):
        make_candidate(job_attempts=6)


def test_searches_and_candidates_are_visible_to_the_people_of_their_claims_desk_alone():
    ours, theirs = make_desk(), make_desk()
    user, snapshot = make_user(ours), make_snapshot()
    mine = make_candidate(make_claim(make_article(ours)), snapshot=snapshot)
    make_candidate(make_claim(make_article(theirs, by=user)), snapshot=snapshot)
    assert list(SearchJob.objects.visible_to(user)) == [mine.search_job]
    assert list(CandidateSource.objects.visible_to(user)) == [mine]


def test_a_question_may_be_asked_again_in_another_round():
    claim = make_claim()
    jobs = [make_search_job(claim, query="Ottawa Convention", round=number) for number in (1, 2)]
    assert [job.round for job in jobs] == [1, 2]


def test_a_candidate_was_proposed_by_a_search_or_by_a_person():
    candidate = make_candidate()
    with violates("candidate_has_proposer"):
        CandidateSource.objects.filter(pk=candidate.pk).update(search_job=None)
    CandidateSource.objects.filter(pk=candidate.pk).update(search_job=None, proposed_by=make_user())


def test_a_page_is_a_hit_of_a_search_once():
    candidate = make_candidate()
    SearchHit.objects.create(search_job=candidate.search_job, candidate=candidate, rank=1)
    with violates("searchhit_once"):
        SearchHit.objects.create(search_job=candidate.search_job, candidate=candidate, rank=2)


# ---------------------------------------------------------------- answers


def make_hit(job, *, snapshot=None, **fields):
    """A page that the search found; without evidence as yet."""
    row = make_candidate(job.claim, search_job=job, snapshot=snapshot, **fields)
    SearchHit.objects.create(search_job=job, candidate=row, rank=1)
    return row


def answer_of(job):
    return SearchJob.objects.with_answer().get(pk=job.pk).answer


@pytest.mark.parametrize("outcome", ["pending", "none_found", "could_not_look"])
def test_an_answer_is_the_outcome_unless_pages_were_found(outcome):
    asked_at = {"asked_at": None} if outcome == "pending" else {}
    assert answer_of(make_search_job(outcome=outcome, **asked_at)) == outcome


@pytest.mark.parametrize(
    ("job_state", "answer"),
    [("queued", "found"), ("working", "found"), ("done", "none_relevant"), ("failed", "found")],
)
def test_pages_without_evidence_are_none_relevant_once_machines_have_looked_at_all(job_state, answer):
    job = make_search_job()
    make_hit(job)
    make_hit(job, job_state=job_state, job_error="No." if job_state == "failed" else "")
    assert answer_of(job) == answer


LET_PASS = {"overruled_at": timezone.now(), "overrule_reason": "All is there."}


@pytest.mark.parametrize(
    ("copy", "reason", "answer"),
    [
        (None, "a.example answered with status 404.", "found"),
        (None, "The robots.txt of a.example does not allow this page to be fetched.", "found"),
        ({"quality": "block_page"}, "Block page: its heading is that of a check for robots.", "found"),
        ({"quality": "paywall", **LET_PASS}, "Not about it.", "none_relevant"),
        ({}, "Not about it.", "none_relevant"),
        (None, POINTER_REASON, "none_relevant"),
    ],
    ids=["gone", "closed", "hidden", "let pass", "read", "pointer"],
)
def test_a_page_that_could_not_be_read_is_not_called_irrelevant(copy, reason, answer):
    job = make_search_job()
    row = make_hit(job, status="dropped", status_reason=reason)
    by = {"overruled_by": make_user()} if copy and "overruled_at" in copy else {}
    CandidateSource.objects.update(snapshot=None if copy is None else make_snapshot(**copy, **by))
    make_hit(job)
    assert (answer_of(job), row.job_state) == (answer, "done")


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, "found"),
        ({"status": "accepted", "stance": "refutes"}, "found"),
        ({"status": "rejected", "reject_reason": "Another treaty."}, "none_relevant"),
    ],
)
def test_pages_are_relevant_while_their_evidence_stands(fields, answer):
    job = make_search_job()
    row = make_hit(job)
    user = make_user(job.claim.desk)
    decided = {"decided_by": user, "decided_at": timezone.now()} if fields else {}
    make_evidence(job.claim, snapshot=row.snapshot, candidate=row, **fields, **decided)
    assert answer_of(job) == answer


def test_evidence_counts_for_every_search_that_found_its_page():
    claim, snapshot = make_claim(), make_snapshot()
    first, second, third = (make_search_job(claim) for _ in range(3))
    row = make_hit(first, snapshot=snapshot)
    SearchHit.objects.create(search_job=second, candidate=row, rank=7)
    make_hit(third, snapshot=snapshot, url="https://example.org/the-same-page")
    make_evidence(claim, snapshot=snapshot, candidate=row)
    assert [answer_of(job) for job in (first, second, third)] == ["found"] * 3


def test_evidence_of_another_claim_does_not_count():
    job, snapshot = make_search_job(), make_snapshot()
    make_hit(job, snapshot=snapshot)
    make_evidence(make_claim(), snapshot=snapshot)
    assert answer_of(job) == "none_relevant"


def test_a_review_of_others_is_an_answer_in_itself():
    job = make_search_job()
    make_prior_review().search_jobs.add(job)
    assert answer_of(job) == "found"


def test_answers_can_be_filtered_on():
    wanted, other = make_search_job(), make_search_job(outcome="none_found")
    make_hit(wanted)
    answers = SearchJob.objects.with_answer()
    assert list(answers.filter(answer="none_relevant")) == [wanted]
    assert list(answers.filter(answer="none_found")) == [other]
