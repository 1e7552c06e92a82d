import pytest

from claims.models import CandidateSource, SearchJob
from tests.factories import (
    make_article,
    make_candidate,
    make_claim,
    make_desk,
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
