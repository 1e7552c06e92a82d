import pytest

from claims.domain.audit import Machine
from claims.domain.search import (
    Candidate,
    drop_candidate,
    keep_candidate,
    record_candidates,
    record_search_failure,
    request_searches,
)
from claims.models import AuditEvent, CandidateSource, SearchJob
from claims.text.queries import SearchQuestion
from tests.factories import make_candidate, make_claim, make_search_job, make_snapshot

pytestmark = pytest.mark.django_db

QUERIES = Machine("queries", "1")
WIKI = Machine("mediawiki", "2")
QUESTIONS = [SearchQuestion("Ottawa signatories", "support"), SearchQuestion("Ottawa 164", "contrary")]
PENDING = {"outcome": "pending", "asked_at": None, "hits": 0, "job_state": "working"}


def events():
    return list(AuditEvent.objects.values_list("action", "subject_id"))


def test_every_provider_is_asked_every_question_once():
    claim = make_claim()
    jobs = request_searches(claim, by=QUERIES, questions=QUESTIONS, providers=["library", "mediawiki"])
    assert [(job.provider, job.query, job.purpose) for job in jobs] == [
        ("library", "Ottawa signatories", "support"),
        ("library", "Ottawa 164", "contrary"),
        ("mediawiki", "Ottawa signatories", "support"),
        ("mediawiki", "Ottawa 164", "contrary"),
    ]
    assert [(job.outcome, job.job_state) for job in jobs] == [("pending", "queued")] * 4
    assert events() == [("search.requested", job.public_id) for job in jobs]


def test_asking_again_finds_the_searches_that_are_there():
    claim = make_claim()
    first = request_searches(claim, by=QUERIES, questions=QUESTIONS, providers=["library"])
    again = request_searches(claim, by=QUERIES, questions=QUESTIONS, providers=["library"])
    assert (again, SearchJob.objects.count(), len(events())) == (first, 2, 2)


def test_found_pages_become_candidates_of_the_claim():
    job = make_search_job(**PENDING)
    held = make_snapshot()
    pages = [
        Candidate(url="https://a.example/", rank=1, title="A", snippet="a snippet", provider_date="2024-11"),
        Candidate(url=held.page.canonical_url, rank=2, snapshot=held),
    ]
    rows = record_candidates(job, by=WIKI, candidates=pages, duration_ms=120)
    assert [(row.url, row.rank, row.snapshot, row.status, row.job_state) for row in rows] == [
        ("https://a.example/", 1, None, "proposed", "queued"),
        (held.page.canonical_url, 2, held, "proposed", "queued"),
    ]
    assert (rows[0].title, rows[0].snippet, rows[0].provider_date) == ("A", "a snippet", "2024-11")
    job.refresh_from_db()
    assert (job.outcome, job.hits, job.duration_ms, job.provider_version) == ("found", 2, 120, "2")
    assert job.asked_at is not None
    assert events() == [("search.answered", job.public_id)]


def test_a_search_that_found_nothing_is_answered_all_the_same():
    job = make_search_job(**PENDING)
    assert record_candidates(job, by=WIKI, candidates=[], duration_ms=1) == []
    job.refresh_from_db()
    assert (job.outcome, job.hits) == ("none_found", 0)
    assert AuditEvent.objects.get().details == {"provider": "library", "outcome": "none_found", "hits": 0}


def test_a_search_that_could_not_look_is_another_answer_than_nothing_found():
    job = make_search_job(**PENDING)
    record_search_failure(job, by=WIKI, error="mediawiki: no answer", duration_ms=3000)
    job.refresh_from_db()
    assert (job.outcome, job.hits, job.duration_ms) == ("could_not_look", 0, 3000)
    assert job.asked_at is not None
    event = AuditEvent.objects.get()
    assert (event.action, event.details) == ("search.failed", {"provider": "library", "error": "mediawiki: no answer"})


def test_a_search_that_could_not_look_at_first_may_be_answered_later():
    job = make_search_job(**PENDING)
    record_search_failure(job, by=WIKI, error="no answer", duration_ms=1)
    record_candidates(job, by=WIKI, candidates=[Candidate(url="https://a.example/", rank=1)], duration_ms=1)
    job.refresh_from_db()
    assert (job.outcome, job.hits) == ("found", 1)


def test_two_searches_that_name_the_same_page_propose_it_once():
    claim = make_claim()
    jobs = [make_search_job(claim, **PENDING) for _ in range(2)]
    page = Candidate(url="https://a.example/", rank=1)
    first, second = (record_candidates(job, by=WIKI, candidates=[page], duration_ms=1) for job in jobs)
    assert (first, CandidateSource.objects.count()) == (second, 1)
    assert first[0].search_job == jobs[0]


def test_pages_are_written_in_the_order_of_their_addresses_and_told_in_that_of_their_rank():
    job = make_search_job(**PENDING)
    pages = [Candidate(url=f"https://{host}.example/", rank=rank) for rank, host in enumerate("cab", start=1)]
    rows = record_candidates(job, by=WIKI, candidates=pages, duration_ms=1)
    assert [(row.url[8], row.rank) for row in rows] == [("c", 1), ("a", 2), ("b", 3)]
    assert [row.url[8] for row in CandidateSource.objects.order_by("pk")] == ["a", "b", "c"]


def test_a_kept_candidate_has_its_snapshot():
    candidate, snapshot = make_candidate(status="proposed"), make_snapshot()
    keep_candidate(candidate, by=QUERIES, snapshot=snapshot)
    assert (candidate.status, candidate.snapshot, candidate.status_reason) == ("kept", snapshot, "")
    assert events() == [("candidate.kept", candidate.public_id)]


def test_a_dropped_candidate_stays_in_the_list_with_the_reason():
    candidate = make_candidate(status="proposed")
    drop_candidate(candidate, by=QUERIES, reason="a.example answered with status 404.")
    assert (candidate.status, candidate.status_reason) == ("dropped", "a.example answered with status 404.")
    assert (candidate.snapshot, CandidateSource.objects.count()) == (None, 1)
    event = AuditEvent.objects.get()
    assert (event.action, event.reason) == ("candidate.dropped", "a.example answered with status 404.")
