import pytest
from django.db import DatabaseError, IntegrityError
from django.test import Client

from claims.api import idempotency, provider
from claims.api.idempotency import AT_WORK, UNREADABLE
from claims.errors import NotYet, StoreFull
from claims.models import ApiToken, AuditEvent, IdempotentRequest, ProviderTest
from tests.api.conftest import Caller, make_caller
from tests.api.test_access import all_operations, path_of, rows_on

TRY = "providers/library/tests"
QUESTION = {"query": "mines"}
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
REPLAYED = "Idempotency-Replayed"


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.provider.enqueue", rung.extend)
    return rung


def post(caller, body=QUESTION, path=TRY, key=KEY, **headers):
    return caller.send("POST", path, body, **{"Idempotency-Key": key, **headers})


def shown(response) -> tuple:
    """All that a repeated request must find as it was."""
    kept = {name: response.get(name) for name in ("Content-Type", "Location", "Cache-Control", "Vary", "Allow")}
    return response.status_code, response.content, kept


def test_request_that_is_sent_again_does_nothing_and_gets_the_same_answer(caller, bells):
    first, second, third = (post(caller) for _ in range(3))
    assert (first.status_code, first["Location"]) == (202, first.json()["self"])
    assert shown(second) == shown(third) == shown(first)
    assert [answer.get(REPLAYED) for answer in (first, second, third)] == [None, "true", "true"]
    assert bells == [ProviderTest.objects.get()]


def test_without_a_key_every_request_counts(caller):
    answers = [caller.send("POST", TRY, QUESTION) for _ in range(2)]
    assert [answer.get(REPLAYED) for answer in answers] == [None, None]
    assert (ProviderTest.objects.count(), IdempotentRequest.objects.count()) == (2, 0)


def test_another_key_is_another_request(caller):
    assert {post(caller, key="a").json()["id"], post(caller, key="A").json()["id"]} == set(
        ProviderTest.objects.values_list("public_id", flat=True)
    )


@pytest.mark.parametrize("row", ["idempotent-replay"])
def test_same_request_at_the_same_time_makes_one(caller, monkeypatch, row):
    """The second comes while the first is in the middle of its work, and a third with another body."""
    between: list = []
    request_provider_test = provider.request_provider_test

    def interrupted(*arguments, **options):
        between.append(post(caller))
        between.append(post(caller, {"query": "ships"}))
        return request_provider_test(*arguments, **options)

    monkeypatch.setattr(provider, "request_provider_test", interrupted)
    first = post(caller)
    assert (first.status_code, [answer.status_code for answer in between]) == (202, [409, 422])
    problem = between[0].json()
    assert (between[0]["Retry-After"], problem["detail"]) == ("1", AT_WORK)
    assert problem["type"].partition("#")[2] == "problem-request-in-progress"
    assert shown(post(caller)) == shown(first)
    assert ProviderTest.objects.get().public_id == first.json()["id"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (TRY, {"query": "ships"}),
        (TRY, b'{"query":  "mines"}'),
        (TRY + "/", QUESTION),
        ("providers/other/tests", QUESTION),
        ("feeds/imports", {"opml": "<opml/>"}),
    ],
)
def test_key_with_another_request_is_422(caller, path, body):
    post(caller)
    response = post(caller, body, path)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert (ProviderTest.objects.count(), shown(post(caller))[0]) == (1, 202)


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 129, "é", "ключ".encode().decode("latin-1"), "a\x00", "a\x7f"])
def test_key_that_is_not_visible_ascii_is_400(caller, key):
    response = post(caller, key=key)
    assert (response.status_code, response.json()["detail"]) == (400, UNREADABLE)
    assert (ProviderTest.objects.count(), IdempotentRequest.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", ["!", "~" * 128, '"quoted"', "a,b"])
def test_any_visible_ascii_will_do_as_a_key(caller, key):
    assert [post(caller, key=key).get(REPLAYED) for _ in range(2)] == [None, "true"]


def test_refusal_is_an_answer_too(caller):
    first, second = post(caller, {"query": ""}), post(caller, {"query": ""})
    assert (first.status_code, first["Content-Type"]) == (400, "application/problem+json")
    assert shown(second) == shown(first)
    assert second[REPLAYED] == "true"


@pytest.mark.parametrize(
    ("error", "status"), [(NotYet("Later.", retry_after=3), 503), (StoreFull("The disk is full."), 507)]
)
def test_error_of_ours_is_not_kept_and_the_key_is_free(caller, monkeypatch, error, status):
    def fail(*arguments, **options):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(provider, "request_provider_test", fail)
        assert [post(caller).status_code for _ in range(2)] == [status, status]
    assert IdempotentRequest.objects.count() == 0
    assert (post(caller).status_code, ProviderTest.objects.count()) == (202, 1)


def test_answer_that_cannot_be_kept_is_given_all_the_same(caller, monkeypatch, caplog):
    def fail(*arguments, **options):
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr(idempotency, "keep_answer", fail)
    assert post(caller).status_code == 202
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert post(caller).status_code == 409


def test_key_that_was_given_up_while_it_was_asked_for_is_409(caller, monkeypatch):
    def fail(*arguments, **options):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(idempotency, "take_key", fail)
    assert (post(caller).status_code, post(caller)["Retry-After"]) == (409, "1")


def test_key_is_of_the_person_whichever_token_is_shown(caller):
    first = post(caller)
    client = Client()
    client.force_login(caller.user)
    again = client.post(f"/api/v1/{TRY}", QUESTION, "application/json", headers={"Idempotency-Key": KEY})
    assert (shown(again), again[REPLAYED]) == (shown(first), "true")


def test_key_of_somebody_else_is_nobody_elses(caller):
    other = make_caller(caller.desk)
    assert post(caller).json()["id"] != post(other).json()["id"]
    assert ProviderTest.objects.count() == 2


@pytest.mark.parametrize("scopes", [["read"], []])
def test_answer_is_given_again_only_to_those_who_may_write(caller, scopes):
    post(caller)
    ApiToken.objects.update(scopes=scopes)
    assert post(caller).status_code == 403
    assert post(Caller(caller.user, caller.desk, "wrong")).status_code == 401


def test_form_that_was_read_as_one_is_415(caller):
    client = Client(enforce_csrf_checks=True)
    client.force_login(caller.user)
    client.cookies["csrftoken"] = "a" * 32
    form = {"query": "mines", "csrfmiddlewaretoken": "a" * 32}
    response = client.post(f"/api/v1/{TRY}", form, headers={"Idempotency-Key": KEY})
    assert (response.status_code, response["Content-Type"]) == (415, "application/problem+json")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "claims", 200), ("POST", "claims", 405)])
def test_key_is_passed_over_where_nothing_is_posted(caller, method, path, status):
    assert [caller.send(method, path, **{"Idempotency-Key": "no key"}).status_code for _ in range(2)] == [status] * 2
    assert IdempotentRequest.objects.count() == 0


POSTS = [operation for operation in all_operations() if operation.method == "POST"]


@pytest.mark.usefixtures("archives")
@pytest.mark.parametrize("operation", POSTS, ids=str)
def test_every_post_may_be_sent_again(db, operation):
    caller = make_caller(role="administrator")
    rows = rows_on(caller.desk)
    body = {name: rows["PAGES"] if name == "pages" else value for name, value in operation.body.items()}
    path = path_of(operation, rows)
    first, events = post(caller, body, path), AuditEvent.objects.count()
    second = post(caller, body, path)
    assert first.status_code in {200, 201, 202}
    assert (shown(second), second[REPLAYED], AuditEvent.objects.count()) == (shown(first), "true", events)
