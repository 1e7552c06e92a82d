from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.prior_review import PublishedReview
from claims.domain.provider import ProviderFacts
from claims.domain.search import (
    NO_COPY_LOOKED_FOR,
    Candidate,
    ask_again,
    ask_question,
    drop_candidate,
    keep_candidate,
    propose_source,
    record_candidates,
    record_search_failure,
    reopen_candidate,
    request_archived_copy,
    request_searches,
)
from claims.errors import BadInput, LeaseLost, PermissionDenied, TransitionDenied
from claims.models import AuditEvent, CandidateSource, Provider, SearchHit, SearchJob
from claims.models.search import POINTER_REASON
from claims.text.queries import SearchQuestion
from tests.factories import make_article, make_candidate, make_claim, make_search_job, make_snapshot, make_user

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


def test_a_page_that_two_searches_found_is_a_hit_of_both_at_its_place():
    claim = make_claim()
    first, second = (make_search_job(claim, **PENDING) for _ in range(2))
    page = Candidate(url="https://a.example/", rank=1)
    record_candidates(first, by=WIKI, candidates=[page], duration_ms=1)
    others = [Candidate(url="https://b.example/", rank=1), Candidate(url="https://a.example/", rank=2)]
    record_candidates(second, by=WIKI, candidates=others, duration_ms=1)
    hits = SearchHit.objects.order_by("search_job", "rank").values_list("search_job", "candidate__url", "rank")
    assert list(hits) == [
        (first.pk, "https://a.example/", 1),
        (second.pk, "https://b.example/", 1),
        (second.pk, "https://a.example/", 2),
    ]
    assert SearchJob.objects.get(pk=second.pk).hits == 2


def test_a_page_that_an_answer_names_twice_is_one_hit_at_its_better_place():
    job = make_search_job(**PENDING)
    pages = [Candidate(url="https://a.example/", rank=rank) for rank in (3, 1)]
    [row] = record_candidates(job, by=WIKI, candidates=pages, duration_ms=1)
    record_candidates(job, by=WIKI, candidates=pages, duration_ms=1)
    assert (row.rank, SearchHit.objects.get().rank, job.hits) == (1, 1, 1)


def test_a_pointer_is_written_down_and_dropped_at_once():
    job = make_search_job(**PENDING)
    pointer = Candidate(url="https://www.wikidata.org/wiki/Q1", rank=1, is_pointer=True)
    [row] = record_candidates(job, by=WIKI, candidates=[pointer], duration_ms=1)
    assert (row.status, row.status_reason, row.job_state) == ("dropped", POINTER_REASON, "done")


def test_reviews_of_others_and_the_providers_own_note_belong_to_the_answer():
    job = make_search_job(**PENDING)
    reviews = [PublishedReview(f"https://checkers.example/{number}", "A claim") for number in range(2)]
    note = "Two engines did not answer."
    record_candidates(job, by=WIKI, candidates=[], duration_ms=1, reviews=[*reviews, reviews[0]], note=note)
    job.refresh_from_db()
    assert (job.outcome, job.hits, job.note, job.prior_reviews.count()) == ("found", 2, note, 2)


def test_pages_are_written_before_the_log_which_others_hold_while_they_wait_for_a_page():
    job = make_search_job(**PENDING)
    reviews, pages = [PublishedReview("https://checkers.example/", "A claim")], [Candidate("https://a.example/x", 1)]
    with CaptureQueriesContext(connection) as queries:
        record_candidates(job, by=WIKI, candidates=pages, duration_ms=1, reviews=reviews)
    tables = ("claims_candidatesource", "claims_searchhit", "claims_priorreview", "claims_auditevent")
    sql = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    written = [next((table for table in tables if f'"{table}"' in line), "") for line in sql]
    assert list(dict.fromkeys(table for table in written if table)) == list(tables)


def test_a_failure_keeps_its_reason_and_has_no_duration_when_nothing_was_sent():
    job = make_search_job(**PENDING)
    record_search_failure(job, by=WIKI, error="The quota is used up.", duration_ms=None)
    job.refresh_from_db()
    assert (job.outcome, job.note, job.duration_ms) == ("could_not_look", "The quota is used up.", None)


# ---------------------------------------------------------------- people ask


FACTS = [
    ProviderFacts("library", "Library", uses_network=False),
    ProviderFacts("brave", "Brave Search", missing="BRAVE_API_KEY"),
    ProviderFacts("gdelt", "GDELT"),
    ProviderFacts("wayback", "Wayback Machine", answers="copies"),
]


def gatherer(claim):
    return make_user(claim.desk, role="researcher")


def ask(claim, **changes):
    question = {"by": gatherer(claim), "query": "Ottawa parties", "purpose": "primary", "providers": ["library"]}
    return ask_question(claim, facts=FACTS, **{**question, **changes})


def test_a_person_asks_the_same_question_once_more_and_the_old_answer_stays():
    old = make_search_job(provider="gdelt", purpose="contrary")
    user = gatherer(old.claim)
    again = ask_again(old, by=user, facts=FACTS)
    assert (again.query, again.provider, again.purpose) == (old.query, "gdelt", "contrary")
    assert (again.round, again.asked_by, again.outcome, again.job_state) == (2, user, "pending", "queued")
    old.refresh_from_db()
    assert old.outcome == "found"
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.subject_id) == ("search.rerun", user, again.public_id)


def test_a_question_that_is_still_being_asked_is_not_asked_again():
    job = make_search_job(**PENDING)
    with pytest.raises(TransitionDenied):
        ask_again(job, by=gatherer(job.claim), facts=FACTS)
    assert SearchJob.objects.count() == 1


OTHERWISE = "Put the question to another provider, or ask whoever runs the workbench to change that."


@pytest.mark.parametrize(
    ("provider", "words"),
    [
        ("brave", f"Brave Search is not asked: the setting BRAVE_API_KEY is missing. {OTHERWISE}"),
        ("gdelt", f"gdelt was switched off: Too slow. {OTHERWISE}"),
        ("altavista", "There is no provider 'altavista' here any more. Put the question to another one."),
    ],
)
def test_a_provider_that_cannot_be_asked_now_is_not_asked_once_more(provider, words):
    Provider.objects.create(name="gdelt", is_switched_off=True, switched_off_reason="Too slow.")
    old = make_search_job(provider=provider)
    with pytest.raises(BadInput) as caught:
        ask_again(old, by=gatherer(old.claim), facts=FACTS)
    assert (str(caught.value), caught.value.field) == (words, "")
    assert (SearchJob.objects.count(), AuditEvent.objects.count()) == (1, 0)


def test_the_network_is_not_asked_once_more_about_the_demo():
    old = make_search_job(make_claim(make_article(is_demo=True)), provider="gdelt")
    with pytest.raises(BadInput) as caught:
        ask_again(old, by=gatherer(old.claim), facts=FACTS)
    assert str(caught.value) == (
        "GDELT is not asked: the demo asks nothing over the network. "
        "Put the question to the library, or ask about an article of your own."
    )


def test_an_archive_is_asked_once_more_for_a_copy():
    old = make_search_job(provider="wayback", purpose="archive", query="https://a.example/gone")
    assert ask_again(old, by=gatherer(old.claim), facts=FACTS).round == 2


def test_machines_find_their_own_round_when_a_person_asked_again():
    claim = make_claim()
    [job] = request_searches(claim, by=QUERIES, questions=QUESTIONS[:1], providers=["library"])
    SearchJob.objects.update(job_state="done", outcome="none_found", asked_at=timezone.now())
    ask_again(job, by=gatherer(claim), facts=FACTS)
    assert request_searches(claim, by=QUERIES, questions=QUESTIONS[:1], providers=["library"]) == [job]


def test_a_person_asks_a_question_of_their_own():
    claim = make_claim()
    jobs = ask(claim, query="  Ottawa \n parties\u202e ", providers=["gdelt", "library", "gdelt"])
    assert [(job.provider, job.query, job.purpose, job.round) for job in jobs] == [
        ("gdelt", "Ottawa parties", "primary", 1),
        ("library", "Ottawa parties", "primary", 1),
    ]
    assert [event.action for event in AuditEvent.objects.all()] == ["search.requested"] * 2


def test_an_own_question_that_is_being_asked_is_found_and_one_that_was_answered_is_asked_again():
    claim = make_claim()
    [first] = ask(claim)
    assert ask(claim) == [first]
    SearchJob.objects.update(job_state="done", outcome="none_found", asked_at=timezone.now())
    [second] = ask(claim)
    assert (second.round, second.job_state) == (2, "queued")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"query": " \n"}, "query", "Write what is to be searched for."),
        ({"query": "x" * 301}, "query", "The question has 301 characters; at most 300 can be asked. Shorten it."),
        ({"purpose": "archive"}, "purpose", "The purpose of a search is one of: support, contrary, primary."),
        ({"providers": []}, "providers", "Choose at least one provider."),
        (
            {"providers": ["library", "nobody"]},
            "providers",
            "There is no provider 'nobody' here; there are: library, brave, gdelt, wayback.",
        ),
        ({"providers": ["brave"]}, "providers", "Brave Search is not asked: the setting BRAVE_API_KEY is missing."),
        (
            {"providers": ["wayback"]},
            "providers",
            "Wayback Machine keeps copies of addresses; it is not asked questions.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_field(changes, field, words):
    claim = make_claim()
    with pytest.raises(BadInput) as caught:
        ask(claim, **changes)
    assert (caught.value.field, str(caught.value)) == (field, words)
    assert SearchJob.objects.count() == 0


def test_a_provider_that_is_switched_off_is_refused_with_who_and_why():
    claim = make_claim()
    Provider.objects.create(name="gdelt", is_switched_off=True, switched_off_reason="Too slow.")
    with pytest.raises(BadInput) as caught:
        ask(claim, providers=["gdelt"])
    assert str(caught.value) == "gdelt was switched off: Too slow."


def test_the_demo_is_not_asked_about_over_the_network_by_people_either():
    claim = make_claim(make_article(is_demo=True))
    assert [job.provider for job in ask(claim)] == ["library"]
    with pytest.raises(BadInput) as caught:
        ask(claim, providers=["gdelt"])
    assert str(caught.value) == "GDELT is not asked: the demo asks nothing over the network."


def test_a_reader_neither_asks_nor_proposes_nor_sorts():
    candidate = make_candidate(status="dropped", status_reason="Gone.")
    claim = candidate.claim
    reader = make_user(claim.desk, role="reader")
    for act in (
        lambda: ask(claim, by=reader),
        lambda: ask_again(candidate.search_job, by=reader, facts=FACTS),
        lambda: propose_source(claim, by=reader, url="https://a.example/"),
        lambda: reopen_candidate(candidate, by=reader, reason="It is back."),
        lambda: drop_candidate(candidate, by=reader, reason="No."),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert AuditEvent.objects.count() == 0


# ---------------------------------------------------------------- archived copies


def test_a_copy_of_a_page_is_asked_for_by_its_address_once():
    candidate = make_candidate(status="dropped", status_reason="Gone.", url="https://a.example/gone")
    job = request_archived_copy(candidate, by=QUERIES, provider="wayback")
    assert (job.provider, job.query, job.purpose) == ("wayback", "https://a.example/gone", "archive")
    assert request_archived_copy(candidate, by=QUERIES, provider="wayback") == job
    assert events() == [("search.requested", job.public_id)]


def test_an_address_that_is_too_long_to_be_a_question_is_said_so_once():
    candidate = make_candidate(status="dropped", status_reason="Gone.", url="https://a.example/" + "x" * 300)
    for _ in range(2):
        assert request_archived_copy(candidate, by=QUERIES, provider="wayback") is None
    candidate.refresh_from_db()
    assert candidate.status_reason == f"Gone. {NO_COPY_LOOKED_FOR}"


# ---------------------------------------------------------------- pages


def test_a_person_proposes_a_source():
    claim = make_claim()
    user = gatherer(claim)
    row = propose_source(claim, by=user, url=" HTTPS://A.example/x?utm_source=y#z ")
    assert (row.url, row.proposed_by, row.search_job) == ("https://a.example/x", user, None)
    assert (row.status, row.job_state) == ("proposed", "queued")
    assert propose_source(claim, by=user, url="https://a.example/x") == row
    assert events() == [("candidate.proposed", row.public_id)]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (" ", "Give the address of the page."),
        ("urn:sha256:00", "Give an address that begins with http:// or https://."),
        ("ftp://a.example/", None),
        ("https://a.example/" + "x" * 2000, "The address is longer than 2000 characters."),
        ("https://example.com/own#part", "This is the article itself; it cannot be a source for its own claim."),
    ],
)
def test_an_address_that_cannot_be_a_source_is_refused(url, words):
    claim = make_claim(make_article(url="https://example.com/own"))
    with pytest.raises(BadInput) as caught:
        propose_source(claim, by=gatherer(claim), url=url)
    assert caught.value.field == "url"
    assert words in {None, str(caught.value)}
    assert CandidateSource.objects.count() == 0


def test_a_dropped_page_that_a_person_proposes_is_taken_up_again_and_the_log_keeps_why_it_was_dropped():
    block_page = make_snapshot(quality="block_page")
    row = make_candidate(snapshot=block_page, status="dropped", status_reason="Block page: captcha.")
    user = gatherer(row.claim)
    assert propose_source(row.claim, by=user, url=row.url) == row
    row.refresh_from_db()
    assert (row.status, row.status_reason, row.snapshot, row.job_state) == ("proposed", "", None, "queued")
    assert AuditEvent.objects.get().details == {"url": row.url, "dropped_because": "Block page: captcha."}


@pytest.mark.parametrize(
    "fields", [{"quality": "article"}, {"quality": "paywall", "overruled_at": timezone.now(), "overrule_reason": "x"}]
)
def test_a_page_that_is_taken_up_again_keeps_a_copy_that_can_be_read(fields):
    if "overruled_at" in fields:
        fields = {**fields, "overruled_by": make_user()}
    row = make_candidate(snapshot=make_snapshot(**fields), status="dropped", status_reason="Not about it.")
    held = row.snapshot
    reopen_candidate(row, by=gatherer(row.claim), reason="It is, in the annex.")
    assert (row.status, row.snapshot, row.job_state) == ("proposed", held, "queued")
    event = AuditEvent.objects.get()
    assert (event.reason, event.details["dropped_because"]) == ("It is, in the annex.", "Not about it.")


@pytest.mark.parametrize("take_up", ["reopen", "propose"])
def test_a_page_that_is_taken_up_again_while_a_worker_is_at_it_is_begun_anew(take_up):
    row = make_candidate(status="proposed", job_state="queued")
    user = gatherer(row.claim)
    [at_work] = CandidateSource.objects.lease([row.pk], seconds=60)
    keep_candidate(at_work, by=QUERIES, snapshot=row.snapshot)
    drop_candidate(row, by=user, reason="Not about it.")
    if take_up == "reopen":
        reopen_candidate(row, by=user, reason="It is, in the annex.")
    else:
        propose_source(row.claim, by=user, url=row.url)
    with pytest.raises(LeaseLost):
        at_work.hold_lease()
    assert at_work.finish_job() is False
    row.refresh_from_db()
    assert (row.status, row.job_state, row.job_attempts) == ("proposed", "queued", 0)
    assert CandidateSource.objects.lease([row.pk], seconds=60) == [row]


def test_a_page_that_waited_is_taken_up_again_at_once():
    later = timezone.now() + timedelta(seconds=60)
    waits = {"job_state": "queued", "job_waiting_for": "Waiting for its page.", "job_next_attempt_at": later}
    row = make_candidate(status="dropped", status_reason="Not about it.", **waits)
    reopen_candidate(row, by=gatherer(row.claim), reason="")
    row.refresh_from_db()
    assert (row.job_waiting_for, row.job_next_attempt_at <= timezone.now()) == ("", True)


def test_only_a_dropped_page_is_taken_up_again():
    row = make_candidate()
    with pytest.raises(TransitionDenied) as caught:
        reopen_candidate(row, by=gatherer(row.claim), reason="")
    assert str(caught.value) == "Only a dropped page can be taken up again; this one is kept."


def test_a_kept_candidate_has_its_snapshot():
    candidate, snapshot = make_candidate(status="proposed"), make_snapshot()
    assert keep_candidate(candidate, by=QUERIES, snapshot=snapshot)
    assert (candidate.status, candidate.snapshot, candidate.status_reason) == ("kept", snapshot, "")
    assert events() == [("candidate.kept", candidate.public_id)]


def test_a_page_that_a_person_dropped_while_it_was_captured_stays_dropped():
    candidate = make_candidate(status="proposed")
    drop_candidate(CandidateSource.objects.get(), by=gatherer(candidate.claim), reason="A parody site.")
    assert not keep_candidate(candidate, by=QUERIES, snapshot=make_snapshot())
    assert (candidate.status, candidate.status_reason) == ("dropped", "A parody site.")


def test_a_dropped_candidate_stays_in_the_list_with_the_reason_and_its_copy():
    candidate = make_candidate(status="proposed")
    held = candidate.snapshot
    drop_candidate(candidate, by=QUERIES, reason="a.example answered with status 404.")
    assert (candidate.status, candidate.status_reason) == ("dropped", "a.example answered with status 404.")
    assert (candidate.snapshot, CandidateSource.objects.count()) == (held, 1)
    event = AuditEvent.objects.get()
    assert (event.action, event.reason) == ("candidate.dropped", "a.example answered with status 404.")


def test_a_person_who_drops_a_page_says_why():
    candidate = make_candidate()
    with pytest.raises(BadInput) as caught:
        drop_candidate(candidate, by=gatherer(candidate.claim), reason=" ")
    assert (caught.value.field, CandidateSource.objects.get().status) == ("reason", "kept")
