import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.enums import Role
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
SWIFT = {"HX-Request": "true"}
DROPPED = {"status": "dropped", "status_reason": "Paywall: it asks to subscribe."}
FAILED = {"status": "proposed", "job_state": "failed", "job_error": "No answer."}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


@pytest.fixture
def claim(desk):
    return make_claim(make_article(desk))


def back_to(claim):
    return f"/claims/{claim.public_id}?open=pages#pages"


def test_page_is_proposed_by_its_address(client, reviewer, claim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/claims/{claim.public_id}/sources", {"url": " https://un.example/status "})
    candidate = claim.candidates.get()
    assert (answer.url, len(rung)) == (back_to(claim), 1)
    assert (candidate.url, candidate.proposed_by, candidate.search_job) == ("https://un.example/status", reviewer, None)
    shown = client.get(answer.url).content.decode()
    assert f"proposed by <bdi>{reviewer.username}</bdi>" in shown
    assert "The page is captured and read now." in shown


def test_page_that_is_there_already_is_not_proposed_twice(client, reviewer, claim):
    candidate = make_candidate(claim)
    answer = client.post(f"/claims/{claim.public_id}/sources", {"url": candidate.url}, headers=SWIFT)
    assert answer.context["column"].state.done == "This page is in the list already."


@pytest.mark.parametrize("headers", [{}, SWIFT])
@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "Give the address of the page."),
        (
            "ftp://un.example/",
            "The address “ftp://un.example/” uses ftp:, but only http and https addresses can be read.",
        ),
    ],
)
def test_address_that_cannot_be_used_says_why_and_is_kept(client, reviewer, claim, headers, url, problem):
    answer = client.post(f"/claims/{claim.public_id}/sources", {"url": url}, headers=headers)
    assert answer.status_code == 422
    assert answer.context["column"].state.refused.problems == [problem]
    assert f'placeholder="https://" value="{url}"' in answer.content.decode()


def test_page_is_dropped_with_a_reason(client, reviewer, claim):
    candidate = make_candidate(claim)
    refused = client.post(f"/candidates/{candidate.public_id}/drop", {"reason": " "}, headers=SWIFT)
    assert refused.status_code == 422
    assert f'id="act-drop-{candidate.public_id}" open>' in refused.content.decode()
    answer = client.post(f"/candidates/{candidate.public_id}/drop", {"reason": "A forum"})
    candidate.refresh_from_db()
    assert (answer.url, candidate.status, candidate.status_reason) == (back_to(claim), "dropped", "A forum")


def test_copy_is_let_pass_and_read(client, reviewer, claim, django_capture_on_commit_callbacks):
    snapshot = make_snapshot(quality="paywall", job_state="done")
    candidate = make_candidate(claim, snapshot=snapshot, **DROPPED)
    given = {"reason": "The whole text is there", "act": "pass"}
    with django_capture_on_commit_callbacks() as rung:
        client.post(f"/candidates/{candidate.public_id}/take-up", given)
    candidate.refresh_from_db()
    snapshot.refresh_from_db()
    assert (snapshot.overruled_by, snapshot.overrule_reason) == (reviewer, "The whole text is there")
    assert (candidate.status, candidate.job_state, candidate.snapshot) == ("proposed", "queued", snapshot)
    assert len(rung) == 2


def test_copy_that_somebody_let_pass_already_is_only_read(client, reviewer, claim):
    snapshot = make_snapshot(
        quality="paywall", overruled_by=reviewer, overruled_at=claim.created_at, overrule_reason="Fine"
    )
    candidate = make_candidate(claim, snapshot=snapshot, **DROPPED)
    answer = client.post(f"/candidates/{candidate.public_id}/take-up", {"reason": "Fine here too", "act": "pass"})
    candidate.refresh_from_db()
    assert (answer.status_code, candidate.status, candidate.job_state) == (302, "proposed", "queued")


def test_page_is_captured_again(client, reviewer, claim):
    candidate = make_candidate(claim, snapshot=make_snapshot(quality="paywall"), **DROPPED)
    client.post(f"/candidates/{candidate.public_id}/take-up", {"reason": "We have access now", "act": "take-up"})
    candidate.refresh_from_db()
    assert (candidate.status, candidate.job_state, candidate.snapshot) == ("proposed", "queued", None)


def test_page_without_a_copy_cannot_be_let_pass(client, reviewer, claim):
    candidate = make_candidate(claim, **DROPPED)
    type(candidate).objects.update(snapshot=None)
    answer = client.post(f"/candidates/{candidate.public_id}/take-up", {"reason": "x", "act": "pass"}, headers=SWIFT)
    assert answer.status_code == 422
    assert answer.context["column"].state.refused.problems == [
        "There is no copy of this page to let pass. Have it tried again, or upload the page."
    ]
    assert f'id="why-take-up-{candidate.public_id}" name="reason" maxlength="500" required dir="auto" value="x"' in (
        answer.content.decode()
    )


def test_page_that_was_not_dropped_cannot_be_taken_up(client, reviewer, claim):
    candidate = make_candidate(claim)
    answer = client.post(f"/candidates/{candidate.public_id}/take-up", {"reason": "x", "act": "take-up"})
    assert answer.status_code == 409
    assert answer.context["column"].state.refused.problems == [
        "Only a dropped page can be taken up again; this one is kept."
    ]


def test_researcher_may_take_up_but_not_let_pass(client, desk, claim):
    client.force_login(make_user(desk, role=Role.RESEARCHER))
    snapshot = make_snapshot(quality="paywall")
    candidate = make_candidate(claim, snapshot=snapshot, **DROPPED)
    shown = client.get(back_to(claim)).content.decode()
    assert ('value="take-up"' in shown, 'value="pass"' in shown) == (True, False)
    answer = client.post(f"/candidates/{candidate.public_id}/take-up", {"reason": "x", "act": "pass"})
    snapshot.refresh_from_db()
    assert (answer.status_code, snapshot.overruled_at) == (403, None)


def test_page_is_uploaded_for_its_address(client, reviewer, claim, django_capture_on_commit_callbacks):
    candidate = make_candidate(claim, url="https://un.example/status", **FAILED)
    type(candidate).objects.update(snapshot=None)
    address = f"/candidates/{candidate.public_id}/upload"
    shown = client.get(address).content.decode()
    assert "<bdi>https://un.example/status</bdi>" in shown
    assert "<dd>No answer.</dd>" in shown
    text = "The convention was opened for signature in Ottawa. 133 states signed it. " * 20
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(address, {"file": SimpleUploadedFile("status.txt", text.encode())})
    candidate.refresh_from_db()
    assert (answer.url, candidate.job_state, len(rung)) == (back_to(claim), "queued", 1)
    assert "The page is kept with its hash and is read now." in client.get(answer.url).content.decode()


def test_upload_that_cannot_be_used_says_why_and_keeps_the_text(client, reviewer, claim):
    candidate = make_candidate(claim, **FAILED)
    given = {"text": "my words", "file": SimpleUploadedFile("page.html", b"x")}
    answer = client.post(f"/candidates/{candidate.public_id}/upload", given)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_text">Give one of the two: a file, or pasted text.</a>' in shown
    assert ">my words</textarea>" in shown


def test_page_that_was_captured_takes_no_upload(client, reviewer, claim):
    answer = client.get(f"/candidates/{make_candidate(claim).public_id}/upload")
    assert answer.status_code == 409
    assert "there is nothing to upload" in answer.content.decode()


def test_address_that_is_never_fetched_has_no_upload_and_says_why_when_asked(client, reviewer, claim):
    capture = make_capture_job(
        outcome="refused", refusal="It is private.", job_state="done", error_code="private_address"
    )
    candidate = make_candidate(claim, status="dropped", status_reason="It is private.", capture_job=capture)
    address = f"/candidates/{candidate.public_id}/upload"
    assert address not in client.get(back_to(claim)).content.decode()
    answers = [client.get(address), client.post(address, {"text": "133 states signed it. " * 50})]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert "It is private. No page can be handed in" in answers[0].content.decode()


@pytest.mark.parametrize("act", ["drop", "take-up", "upload"])
def test_reader_sees_no_button_and_is_refused(client, desk, claim, act):
    client.force_login(make_user(desk, role=Role.READER))
    candidate = make_candidate(claim, **DROPPED)
    shown = client.get(back_to(claim)).content.decode()
    assert f"/candidates/{candidate.public_id}/" not in shown
    assert f"/claims/{claim.public_id}/sources" not in shown
    answer = client.post(f"/candidates/{candidate.public_id}/{act}", {"reason": "x", "act": "take-up"})
    assert answer.status_code == 403


def test_reader_may_not_propose(client, desk, claim):
    client.force_login(make_user(desk, role=Role.READER))
    assert client.post(f"/claims/{claim.public_id}/sources", {"url": "https://un.example/"}).status_code == 403
