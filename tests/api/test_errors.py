import re

import pytest
from django.db import OperationalError
from django.test import Client

from claims.api import errors
from claims.errors import (
    BadInput,
    BlobCorrupt,
    BlobMissing,
    ExtractionError,
    FetchFailed,
    FetchRefused,
    LeaseLost,
    LibraryBusy,
    NotYet,
    PermissionDenied,
    ProviderError,
    StaleVersion,
    StoreFull,
    TransitionDenied,
    WorkbenchError,
)
from tests.api.conftest import fault_of
from tests.factories import make_article, make_claim


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInput("No."), 422),
        (BadInput("No.", code="too_large"), 413),
        (PermissionDenied("No."), 403),
        (TransitionDenied("No."), 409),
        (LeaseLost("No."), 409),
        (errors.RequestInProgress("No."), 409),
        (StaleVersion("No."), 412),
        (StoreFull("No."), 507),
        (BlobMissing("No."), 409),
        (BlobCorrupt("No."), 409),
        (LibraryBusy("No."), 503),
        (OperationalError("database is locked"), 503),
        (FetchRefused("No."), 422),
        (ExtractionError("No."), 422),
        (FetchFailed("No."), 502),
        (ProviderError("No."), 502),
        (NotYet("No.", retry_after=3), 503),
        (WorkbenchError("No."), 500),
        (ValueError("No."), 500),
    ],
)
def test_every_error_of_the_workbench_has_one_status(error, status):
    assert errors.kind_of(error).status == status


def test_every_kind_of_error_leads_to_a_kind_of_problem():
    assert {name for _, name in errors.KIND_OF_ERROR} <= set(errors.KINDS)


def test_problem_has_the_members_of_the_rfc(caller):
    response = caller.ask("claims/clm_2222222222222222")
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert re.fullmatch("[0-9a-f]{32}", problem.pop("request_id"))
    assert problem == {
        "type": "http://testserver/api/v1/docs#problem-not-found",
        "title": "Nothing is here",
        "status": 404,
        "detail": "Nothing is here for you. Look at the id, and at which desk you are on.",
        "instance": "/api/v1/claims/clm_2222222222222222",
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing", 404),
        ("POST", "nothing/at/all", 404),
        ("GET", "claims/%00", 404),
        ("GET", "claims/../../etc/passwd", 404),
        ("GET", "claims/1", 404),
        ("GET", "jobs/xyz_2222222222222222", 404),
        ("DELETE", "claims", 405),
        ("OPTIONS", "claims", 405),
        ("POST", "", 405),
        ("PATCH", "schema", 405),
        ("POST", "docs", 405),
    ],
)
def test_wrong_address_or_method_is_a_problem(caller, method, path, status):
    response = caller.send(method, path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_wrong_method_names_the_right_ones(caller):
    assert caller.send("DELETE", "articles")["Allow"] == "GET, HEAD, POST"


def test_format_that_is_not_there_is_406(caller):
    assert caller.ask("claims", Accept="application/xml").status_code == 406


def test_body_of_another_media_type_is_415(caller):
    response = Client().post(
        "/api/v1/articles",
        "url=https://example.com/",
        content_type="application/x-www-form-urlencoded",
        headers={"Authorization": f"Bearer {caller.secret}"},
    )
    assert (response.status_code, response["Content-Type"]) == (415, "application/problem+json")


def test_broken_form_in_a_session_is_415(caller):
    client = Client(enforce_csrf_checks=True)
    client.force_login(caller.user)
    client.cookies["csrftoken"] = "a" * 32
    response = client.generic("POST", "/api/v1/articles", b"x", content_type="multipart/form-data; boundary=")
    assert (response.status_code, response["Content-Type"]) == (415, "application/problem+json")


def test_faults_are_pointed_at(caller):
    response = caller.send("POST", "articles", {"text": 5, "na/me~": "x", "desk": []})
    assert fault_of(response) == (400, ["#/na~1me~0"])
    response = caller.send("POST", "articles", {"text": "", "desk": []})
    assert fault_of(response) == (400, ["#/text", "#/desk"])


def test_unforeseen_error_says_nothing_but_its_number(caller, monkeypatch, caplog):
    def fail(*args, **options):
        raise ValueError("secret of the house")

    monkeypatch.setattr("claims.api.claim.accept_claim", fail)
    claim = make_claim(make_article(caller.desk))
    client = Client(raise_request_exception=False)
    response = client.put(
        f"/api/v1/claims/{claim.public_id}/acceptance", headers={"Authorization": f"Bearer {caller.secret}"}
    )
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()
    assert response.json()["request_id"] in caplog.text
    assert "secret of the house" in caplog.text


def test_store_that_fails_names_no_folder(caller, monkeypatch):
    def fail(*args, **options):
        raise StoreFull("The disk that holds /srv/raw is full.")

    monkeypatch.setattr("claims.api.article.receive_text", fail)
    response = caller.send("POST", "articles", {"text": "A text."})
    assert (response.status_code, "/srv/raw" in response.content.decode()) == (507, False)
