import pytest

from claims.models import AuditEvent, CandidateSource, Snapshot
from tests.api.conftest import fault_of, make_caller
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_search_job,
    make_snapshot,
)

PARAGRAPHS = [f"<p>In November 2024 the convention had 164 states parties, says line {line}.</p>" for line in range(40)]
PAGE = f"<title>The convention</title><article><h1>The convention</h1>{''.join(PARAGRAPHS)}</article>".encode()


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.candidate.enqueue", rung.extend)
    monkeypatch.setattr("claims.api.claim.enqueue", rung.extend)
    return rung


@pytest.fixture
def claim(caller):
    return make_claim(make_article(caller.desk))


@pytest.fixture
def dropped(claim):
    """A page of which only a block page was captured."""
    blocked = make_snapshot(quality="block_page", quality_reason="It asks whether you are a robot.")
    return make_candidate(claim, snapshot=blocked, status="dropped", status_reason="Block page")


def test_row_tells_how_far_its_capture_is(caller, claim):
    capture = make_capture_job(
        outcome="refused", error_code="http_error", refusal="The host answered 404.", status_code=404, job_state="done"
    )
    candidate = make_candidate(claim, capture_job=capture, search_job=make_search_job(claim, provider="wiki"))
    shown = caller.ask(f"candidates/{candidate.public_id}").json()
    assert (shown["id"], shown["claim"], shown["provider"]) == (candidate.public_id, claim.public_id, "wiki")
    assert shown["capture"] == {
        "outcome": "refused",
        "state": "done",
        "waiting_for": None,
        "error": None,
        "error_code": "http_error",
        "refusal": "The host answered 404.",
        "status_code": 404,
        "next_attempt_at": None,
    }


def test_page_that_waits_says_for_what_and_that_nothing_is_wrong(caller, claim):
    candidate = make_candidate(
        claim, status="proposed", job_state="queued", job_waiting_for="Waiting for its page to be captured."
    )
    job = caller.ask(f"candidates/{candidate.public_id}").json()["job"]
    assert (job["state"], job["waiting_for"], job["error"]) == (
        "queued",
        "Waiting for its page to be captured.",
        None,
    )


def test_proposed_page_is_the_persons_and_read_next(caller, claim, bells):
    response = caller.send("POST", f"claims/{claim.public_id}/sources", {"url": "HTTPS://Example.net:443/treaty"})
    shown, row = response.json(), CandidateSource.objects.get()
    assert (response.status_code, response["Location"]) == (202, shown["self"])
    assert (shown["id"], shown["url"], shown["status"]) == (row.public_id, "https://example.net/treaty", "proposed")
    assert (shown["proposed_by"], shown["search"], shown["provider"]) == (caller.user.username, None, None)
    assert bells == [row]
    again = caller.send("POST", f"claims/{claim.public_id}/sources", {"url": "https://example.net/treaty"})
    assert (again.status_code, again.json()["id"]) == (202, row.public_id)


@pytest.mark.parametrize("url", ["", "ftp://example.net/", "javascript:alert(1)", "https://example.net/" + "x" * 2500])
def test_address_that_is_none_is_refused(caller, claim, url):
    status, faults = fault_of(caller.send("POST", f"claims/{claim.public_id}/sources", {"url": url}))
    assert (status, faults, CandidateSource.objects.count()) == (400 if not url else 422, ["#/url"], 0)


def test_article_is_no_source_for_its_own_claim(caller, claim):
    response = caller.send("POST", f"claims/{claim.public_id}/sources", {"url": claim.article.url})
    assert fault_of(response) == (422, ["#/url"])


def test_page_is_dropped_with_a_reason_and_taken_up_again(caller, claim, bells):
    address = f"candidates/{make_candidate(claim).public_id}/dismissal"
    shown = caller.send("PUT", address, {"reason": " It copies the article. "}).json()
    assert (shown["status"], shown["reason"], bells) == ("dropped", "It copies the article.", [])
    response = caller.send("DELETE", address)
    assert (response.status_code, response.json()["status"], response.json()["reason"]) == (202, "proposed", None)
    assert bells == [CandidateSource.objects.get()]
    assert caller.send("DELETE", address).status_code == 409


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"reason": "x" * 2001}])
def test_page_is_not_dropped_without_a_reason(caller, claim, body):
    candidate = make_candidate(claim)
    assert fault_of(caller.send("PUT", f"candidates/{candidate.public_id}/dismissal", body)) == (400, ["#/reason"])
    assert CandidateSource.objects.get().status == "kept"


def upload(caller, candidate, body: bytes = PAGE, content_type: str = "text/html"):
    return caller.send("PUT", f"candidates/{candidate.public_id}/page", body, content_type=content_type)


def test_uploaded_page_is_kept_signed_and_read_next(caller, dropped, bells):
    response = upload(caller, dropped)
    assert (response.status_code, response.json()["status"], response.json()["job"]["state"]) == (
        202,
        "proposed",
        "queued",
    )
    kept = Snapshot.objects.get(capture_method="uploaded")
    assert (kept.uploaded_by, kept.page.canonical_url, kept.raw_size) == (caller.user, dropped.url, len(PAGE))
    assert bells == [dropped]
    assert AuditEvent.objects.filter(action="snapshot.page_uploaded", desk=caller.desk).count() == 1


def test_machine_that_gave_up_tries_again_with_the_uploaded_page(caller, claim, bells):
    failed = make_candidate(claim, status="proposed", job_state="failed", job_error="The host did not answer.")
    CandidateSource.objects.update(snapshot=None)
    assert upload(caller, failed).json()["job"]["state"] == "queued"
    assert bells == [failed]


def test_uploaded_page_that_is_no_article_is_dropped_with_its_copy(caller, dropped, bells):
    response = upload(caller, dropped, b"<p>Two words.</p>")
    shown = response.json()
    assert (response.status_code, shown["status"], bells) == (202, "dropped", [])
    assert shown["snapshot"] == Snapshot.objects.get(capture_method="uploaded").public_id


def test_page_that_was_captured_needs_no_upload(caller, claim):
    assert upload(caller, make_candidate(claim)).status_code == 409
    assert Snapshot.objects.filter(capture_method="uploaded").count() == 0


def test_page_of_an_address_that_is_never_fetched_is_not_taken(caller, claim):
    capture = make_capture_job(
        outcome="refused", job_state="done", error_code="private_address", refusal="10.0.0.1 is private."
    )
    candidate = make_candidate(claim, status="dropped", status_reason="10.0.0.1 is private.", capture_job=capture)
    response = upload(caller, candidate)
    assert (response.status_code, response.json()["detail"]) == (
        409,
        "10.0.0.1 is private. No page can be handed in for an address that is never fetched.",
    )
    assert Snapshot.objects.filter(capture_method="uploaded").count() == 0


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "text/html", 422),
        (b" \n", "text/html", 422),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "image/png", 422, id="a picture"),
        (b"%PDF-1.7 but no more", "application/pdf", 422),
    ],
)
def test_file_that_cannot_be_read_is_refused(caller, dropped, body, content_type, status):
    response = upload(caller, dropped, body, content_type)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert CandidateSource.objects.get(pk=dropped.pk).status == "dropped"


def test_page_over_the_limit_is_413_and_not_kept(caller, dropped, settings):
    settings.MAX_BYTES = 1000
    assert upload(caller, dropped, b"x" * 1001, "text/plain").status_code == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
    assert upload(caller, dropped, b"x" * 501, "text/plain").status_code == 413
    assert Snapshot.objects.filter(capture_method="uploaded").count() == 0


def test_reader_of_the_desk_hands_nothing_in(db):
    caller = make_caller(role="reader")
    candidate = make_candidate(make_claim(make_article(caller.desk)), status="dropped", status_reason="A wall.")
    assert upload(caller, candidate).status_code == 403
    assert Snapshot.objects.filter(capture_method="uploaded").count() == 0
