import pytest

from claims.domain.permissions import acts_of
from claims.domain.provider import ProviderFacts
from claims.enums import Role
from claims.models import SearchHit
from claims.web.evidence_column import read_evidence_column
from claims.web.panel_state import PanelState
from claims.web.search_panel import Search, askable, read_search_panel
from tests.factories import make_candidate, make_claim, make_evidence, make_prior_review, make_search_job, make_user

pytestmark = pytest.mark.django_db
LIBRARY = ProviderFacts("library", "Library", uses_network=False)
BRAVE = ProviderFacts("brave", "Brave Search", missing="BRAVE_API_KEY")
WAYBACK = ProviderFacts("wayback", "Wayback Machine", answers="copies")
FACTS = [LIBRARY, BRAVE, WAYBACK]
ASKS = frozenset({"request_search", "retry_work"})


def search_of(acts=ASKS, *, is_latest=True, pages=(), **fields):
    job = make_search_job(**fields)
    job.answer = job.outcome
    return Search(job, "Library", tuple(pages), acts, is_latest)


def panel_of(claim, *, acts=ASKS, state=None):
    read = read_evidence_column(claim, make_user(claim.desk, role=Role.RESEARCHER))
    return read_search_panel(read.claim, acts=acts, facts=FACTS, state=state or PanelState())


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"outcome": "found", "hits": 4}, "found 4"),
        ({"outcome": "none_found", "hits": 0}, "none found"),
        ({"outcome": "could_not_look", "hits": 0}, "could not look"),
        ({"outcome": "pending", "hits": 0, "asked_at": None}, "not answered yet"),
    ],
)
def test_answers_are_different_words(fields, answer):
    assert search_of(**fields).answer == answer


def test_none_relevant_is_an_answer_of_its_own():
    claim = make_claim()
    job = make_search_job(claim, outcome="found", hits=1)
    silent = make_candidate(claim, search_job=job)
    SearchHit.objects.create(search_job=job, candidate=silent, rank=1)
    (search,) = panel_of(claim).searches
    assert (search.answer, search.fate) == ("none relevant", "1 kept")
    make_evidence(claim, candidate=silent, snapshot=silent.snapshot)
    claim = type(claim).objects.get()
    (search,) = panel_of(claim).searches
    assert search.answer == "found 1"


def test_fate_counts_what_became_of_the_pages():
    claim = make_claim()
    states = [
        {"status": "kept"},
        {"status": "dropped", "status_reason": "Paywall"},
        {"status": "proposed", "job_state": "failed", "job_error": "No answer."},
        {"status": "proposed", "job_state": "queued"},
    ]
    search = search_of(claim=claim, pages=[make_candidate(claim, **fields) for fields in states])
    search.job.prior_reviews.add(make_prior_review())
    assert search.fate == "1 kept, 1 dropped, 1 could not be captured, 1 waiting, 1 review by others"


@pytest.mark.parametrize(
    ("fields", "trouble", "note"),
    [
        ({"outcome": "could_not_look", "job_error": "Key missing.", "note": "Key missing."}, "Key missing.", ""),
        ({"outcome": "could_not_look", "note": "It rests."}, "It rests.", ""),
        ({"outcome": "found", "note": "Only the first ten."}, "", "Only the first ten."),
    ],
)
def test_why_is_said_once(fields, trouble, note):
    search = search_of(**fields)
    assert (search.trouble, search.note) == (trouble, note)


def test_what_is_waited_for_is_no_trouble():
    search = search_of(outcome="pending", asked_at=None, job_state="queued", job_waiting_for="Its turn at a host.")
    assert (search.waiting_for, search.trouble, search.is_waiting) == ("Its turn at a host.", "", False)
    done = search_of(job_waiting_for="Its turn at a host.")
    assert done.waiting_for == ""


@pytest.mark.parametrize(
    ("fields", "acts", "may_ask", "may_retry"),
    [
        ({}, ASKS, True, False),
        ({"job_state": "queued"}, ASKS, False, False),
        ({"job_state": "failed", "job_error": "No."}, ASKS, True, True),
        ({"job_state": "failed", "job_error": "No."}, frozenset(), False, False),
    ],
)
def test_who_may_ask_again(fields, acts, may_ask, may_retry):
    search = search_of(acts, **fields)
    assert (search.may_ask, search.may_retry) == (may_ask, may_retry)


def test_only_the_last_round_can_be_asked_again_or_could_not_look():
    claim = make_claim()
    make_search_job(claim, query="who", outcome="could_not_look")
    make_search_job(claim, query="who", outcome="none_found", round=2)
    make_search_job(claim, query="what", outcome="could_not_look")
    panel = panel_of(claim)
    assert [search.may_ask for search in panel.searches] == [False, True, True]
    assert [search.job.query for search in panel.could_not_look] == ["what"]


def test_archived_copies_stand_apart_from_questions():
    claim = make_claim()
    question = make_search_job(claim)
    archived = make_search_job(claim, provider="wayback", purpose="archive", query="https://gone.example/")
    panel = panel_of(claim)
    assert [search.job for search in panel.questions] == [question]
    assert [(search.job, search.label) for search in panel.archived] == [(archived, "Wayback Machine")]


def test_who_was_not_asked_is_said_with_the_reason():
    (not_asked,) = panel_of(make_claim()).not_asked
    assert (not_asked.label, not_asked.reason) == (
        "Brave Search",
        "Brave Search is not asked: the setting BRAVE_API_KEY is missing.",
    )


def test_form_offers_those_who_can_be_asked_in_words():
    question = panel_of(make_claim()).question
    assert [(one.value, one.is_chosen) for one in question.providers] == [("library", True)]
    assert [(one.value, one.is_chosen) for one in question.purposes] == [
        ("support", True),
        ("contrary", False),
        ("primary", False),
    ]
    assert askable(FACTS) == [("library", "Library"), ("brave", "Brave Search")]


def test_form_is_not_drawn_for_who_may_not_ask():
    claim = make_claim()
    assert panel_of(claim, acts=acts_of(make_user(claim.desk, role=Role.READER), claim.desk)).question is None


def test_question_of_another_claim_is_not_edited():
    claim, other = make_claim(), make_search_job(query="theirs")
    assert panel_of(claim, state=PanelState(edit=other.public_id)).question.query == ""
