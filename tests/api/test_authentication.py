from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import ApiToken, Claim
from tests.api.conftest import make_caller
from tests.factories import make_article, make_claim


def status_with(header: str) -> int:
    return Client().get("/api/v1/claims", headers={"Authorization": header}).status_code


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Bearer {secret}", 200),
        ("bearer {secret}", 200),
        ("Token {secret}", 200),
        ("Basic {secret}", 401),
        ("Bearer", 401),
        ("Bearer {secret} more", 401),
        ("Bearer {secret}x", 401),
        ("Bearer wrong", 401),
        ("Bearer \xff\xfe", 401),
        ("", 401),
    ],
)
def test_header_is_read_strictly(caller, words, status):
    assert status_with(words.format(secret=caller.secret)) == status


def test_without_credentials_the_answer_says_how_to_sign_in(db):
    response = Client().get("/api/v1/claims")
    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="api"')


def test_token_that_has_ended_is_refused_and_kept(caller):
    ApiToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert caller.ask("claims").status_code == 401
    assert ApiToken.objects.count() == 1


def test_token_without_end_is_good(db):
    assert make_caller(days=None).ask("claims").status_code == 200


def test_token_of_a_closed_account_is_refused(caller):
    caller.user.is_active = False
    caller.user.save()
    assert caller.ask("claims").status_code == 401


def test_use_is_noted_at_most_once_a_minute(caller, django_assert_num_queries):
    assert ApiToken.objects.get().last_used_at is None
    caller.ask("claims")
    first = ApiToken.objects.get().last_used_at
    caller.ask("claims")
    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_database_holds_no_secret(caller):
    row = ApiToken.objects.values().get()
    assert caller.secret not in str(row)


@pytest.mark.parametrize(
    ("scopes", "read", "write"), [(["read"], 200, 403), (["write"], 403, 200), (["read", "write"], 200, 200)]
)
def test_scopes_decide_what_a_token_may_do(db, scopes, read, write):
    caller = make_caller(scopes=scopes)
    claim = make_claim(make_article(caller.desk))
    assert caller.ask("claims").status_code == read
    assert caller.send("PUT", f"claims/{claim.public_id}/acceptance").status_code == write


def test_missing_scope_is_named(db):
    caller = make_caller(scopes=["read"])
    claim = make_claim(make_article(caller.desk))
    problem = caller.send("PUT", f"claims/{claim.public_id}/acceptance").json()
    assert (problem["status"], problem["scope"]) == (403, "write")
    assert problem["type"] == "http://testserver/api/v1/docs#problem-scope-missing"
    assert Claim.objects.get().status == "suggested"


def test_session_reads_without_a_token(caller):
    client = Client()
    client.force_login(caller.user)
    assert client.get("/api/v1/claims").status_code == 200


def test_session_writes_only_with_the_csrf_token(caller):
    claim = make_claim(make_article(caller.desk))
    client = Client(enforce_csrf_checks=True)
    client.force_login(caller.user)
    address = f"/api/v1/claims/{claim.public_id}/acceptance"
    refused = client.put(address)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    client.cookies["csrftoken"] = "a" * 32
    assert client.put(address, headers={"X-CSRFToken": "a" * 32}).status_code == 200


def test_demo_sign_in_never_opens_the_api(db, settings):
    settings.DEMO_SIGN_IN = True
    make_caller()
    assert Client().get("/api/v1/claims", headers={"Accept": "text/html,*/*"}).status_code == 401
