import pytest

from claims.enums import Role
from claims.models import SearchHit
from claims.web.evidence_column import read_evidence_column
from tests.factories import (
    make_candidate,
    make_capture_job,
    make_claim,
    make_evidence,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
WAITING = {"status": "proposed", "job_state": "queued"}
FAILED = {"status": "proposed", "job_state": "failed", "job_error": "No answer."}
DROPPED = {"status": "dropped", "status_reason": "Paywall: it asks to subscribe."}


def proposed_of(claim, *, role=Role.REVIEWER):
    return read_evidence_column(claim, make_user(claim.desk, role=role)).proposed


def only_page(role=Role.REVIEWER, **fields):
    claim = make_claim()
    make_candidate(claim, **fields)
    (page,) = proposed_of(claim, role=role).pages
    return page


def acts_on(page):
    names = ("retry", "drop", "take_up", "let_pass", "upload")
    return {name for name in names if getattr(page, f"may_{name}")}


def test_pages_are_told_apart_by_what_became_of_them():
    claim = make_claim()
    waiting, failed, dropped = (make_candidate(claim, **fields) for fields in (WAITING, FAILED, DROPPED))
    silent, cited = make_candidate(claim), make_candidate(claim)
    make_evidence(claim, candidate=cited, snapshot=cited.snapshot)
    proposed = proposed_of(claim)
    kinds = ("waiting", "failed", "dropped", "silent", "cited")
    found = {kind: [page.page for page in getattr(proposed, kind)] for kind in kinds}
    assert found == {
        "waiting": [waiting],
        "failed": [failed],
        "dropped": [dropped],
        "silent": [silent],
        "cited": [cited],
    }


def test_another_address_of_a_page_that_is_cited_is_not_silent():
    claim, snapshot = make_claim(), make_snapshot()
    first = make_candidate(claim, snapshot=snapshot)
    make_candidate(claim, snapshot=snapshot, url="https://other.example/same")
    make_evidence(claim, candidate=first, snapshot=snapshot)
    assert proposed_of(claim).silent == []


def test_searches_and_people_that_proposed_it_are_named():
    claim = make_claim()
    job, other = make_search_job(claim, query="who"), make_search_job(claim, query="what")
    candidate = make_candidate(claim, search_job=job, proposed_by=make_user(claim.desk, username="olena"))
    SearchHit.objects.create(search_job=job, candidate=candidate, rank=2)
    SearchHit.objects.create(search_job=other, candidate=candidate, rank=1)
    (page,) = proposed_of(claim).pages
    assert [(one.query, one.rank) for one in page.findings] == [("who", 2), ("what", 1)]
    assert page.page.proposed_by.username == "olena"


def test_page_that_waits_says_for_what():
    capture = make_capture_job(job_waiting_for="Waiting for its turn at busy.example.")
    page = only_page(**WAITING, capture_job=capture, job_waiting_for="Waiting for its page to be captured.")
    assert (page.waiting_for, page.trouble, page.next_try) == ("Waiting for its turn at busy.example.", "", None)
    settled = make_capture_job(job_state="done", job_waiting_for="Waiting for its turn at busy.example.")
    page = only_page(**WAITING, capture_job=settled, job_waiting_for="Waiting for its page to be captured.")
    assert page.waiting_for == "Waiting for its page to be captured."
    assert only_page(**WAITING).waiting_for == "It waits for a worker."
    assert only_page(status="proposed", job_state="working").waiting_for == "It is being read."


def test_trouble_of_the_capture_is_told_with_its_next_try():
    capture = make_capture_job(job_error="busy.example answered 503.")
    page = only_page(**WAITING, capture_job=capture)
    assert (page.trouble, page.next_try) == ("busy.example answered 503.", capture.job_next_attempt_at)
    assert acts_on(page) == {"drop", "upload"}


def test_title_is_the_one_of_the_copy_when_nobody_gave_one():
    snapshot = make_snapshot(title="Оттавська конвенція", language="uk")
    page = only_page(snapshot=snapshot)
    assert (page.title, page.language) == ("Оттавська конвенція", "uk")


@pytest.mark.parametrize(
    ("fields", "quality", "acts"),
    [
        ({}, "article", {"drop"}),
        (FAILED, "article", {"retry", "drop", "upload"}),
        (DROPPED, "article", {"take_up", "upload"}),
        (DROPPED, "paywall", {"take_up", "let_pass", "upload"}),
        ({**DROPPED, "url": "urn:sha256:abc"}, "paywall", {"take_up", "let_pass"}),
    ],
)
def test_what_can_be_done_with_a_page(fields, quality, acts):
    assert acts_on(only_page(snapshot=make_snapshot(quality=quality), **fields)) == acts


@pytest.mark.parametrize(
    ("code", "acts"), [("private_address", {"take_up"}), ("bad_port", {"take_up"}), ("robots", {"take_up", "upload"})]
)
def test_page_is_not_uploaded_for_an_address_that_the_gate_refuses(code, acts):
    capture = make_capture_job(outcome="refused", refusal="No.", job_state="done", error_code=code)
    page = only_page(status="dropped", status_reason="No.", capture_job=capture)
    assert acts_on(page) == acts


def test_copy_without_text_cannot_be_let_pass():
    assert not only_page(snapshot=make_snapshot(text="", quality="empty_shell"), **DROPPED).may_let_pass


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.READER, set()),
        (Role.RESEARCHER, {"take_up", "upload"}),
        (Role.REVIEWER, {"take_up", "let_pass", "upload"}),
    ],
)
def test_who_may_do_what_with_a_dropped_page(role, acts):
    assert acts_on(only_page(role, snapshot=make_snapshot(quality="paywall"), **DROPPED)) == acts
