import pytest

from claims.domain.origin import count_of
from claims.domain.queue import queue_claims
from claims.enums import SearchOutcome
from claims.models.search import POINTER_REASON
from claims.web.found import found_words, with_search_answers
from tests.factories import make_candidate, make_claim, make_evidence, make_search_job, make_snapshot, make_user

pytestmark = pytest.mark.django_db
FOUND, NONE, BLIND = SearchOutcome.FOUND, SearchOutcome.NONE_FOUND, SearchOutcome.COULD_NOT_LOOK


def found_for(claim):
    row = with_search_answers(queue_claims(make_user(claim.desk))).get()
    return found_words(row, count_of(claim))


@pytest.mark.parametrize(
    ("outcomes", "passages", "expected"),
    [
        ([], 0, ""),
        ([NONE], 0, "none found"),
        ([FOUND], 0, "none relevant"),
        ([BLIND], 0, "could not look everywhere"),
        ([FOUND, BLIND], 0, "could not look everywhere"),
        ([FOUND], 1, "1 passage · 1 page · 1 independent source"),
        ([FOUND], 2, "2 passages · 2 pages · 1 independent source"),
        ([FOUND, BLIND], 1, "1 passage · 1 page · 1 independent source · could not look everywhere"),
    ],
)
def test_kinds_of_nothing_are_different_words(outcomes, passages, expected):
    claim = make_claim()
    for outcome in outcomes:
        job = make_search_job(claim, outcome=outcome)
        if outcome == FOUND:
            make_candidate(claim, search_job=job)
    for _ in range(passages):
        make_evidence(claim)
    assert found_for(claim) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"status": "dropped", "status_reason": "Block page."}, "nothing on the pages that could be read"),
        ({"status": "proposed", "job_state": "failed", "job_error": "503"}, "nothing on the pages that could be read"),
        ({"status": "dropped", "status_reason": POINTER_REASON}, "none relevant"),
    ],
)
def test_pages_that_nobody_could_read_are_not_said_to_be_irrelevant(page, expected):
    claim = make_claim()
    make_candidate(claim, search_job=make_search_job(claim, outcome=FOUND))
    make_candidate(claim, snapshot=make_snapshot(quality="block_page", text="Checking your browser."), **page)
    assert found_for(claim) == expected


def test_nothing_is_said_while_machines_are_at_it():
    claim = make_claim()
    make_search_job(claim, outcome=SearchOutcome.PENDING, job_state="working")
    assert found_for(claim) == ""


def test_question_that_was_asked_again_counts_by_its_last_answer():
    claim = make_claim()
    make_search_job(claim, query="who signed", outcome=BLIND)
    make_search_job(claim, query="who signed", outcome=NONE, round=2)
    assert found_for(claim) == "none found"
    make_search_job(claim, query="who signed", outcome=BLIND, round=3)
    assert found_for(claim) == "could not look everywhere"
