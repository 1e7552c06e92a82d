import pytest

from claims.enums import Role
from claims.models import Provider, ProviderTest
from tests.api.conftest import fault_of, make_caller
from tests.factories import make_claim, make_provider, make_provider_test, make_search_job


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.provider.enqueue", rung.extend)
    return rung


def test_board_tells_how_every_provider_is_doing(caller, settings):
    settings.PROVIDERS = ["library", "brave"]
    make_search_job(make_claim(), duration_ms=40)
    make_search_job(make_claim(), outcome="could_not_look", note="No answer.", duration_ms=900)
    library, brave = caller.ask("providers").json()["results"]
    assert (library["name"], library["state"], library["words"], library["missing"]) == (
        "library",
        "on",
        "It is asked.",
        None,
    )
    assert (library["median_ms"], library["p95_ms"]) == (40, 900)
    assert (library["asked"], library["answered"], library["share_answered"]) == (2, 1, 0.5)
    assert (brave["name"], brave["state"], brave["missing"]) == ("brave", "key_missing", "BRAVE_API_KEY")
    assert "BRAVE_API_KEY" in brave["words"]


def test_no_key_stands_on_the_board(caller, settings):
    settings.PROVIDERS, settings.BRAVE_API_KEY = ["brave"], "a-very-secret-key"
    assert b"a-very-secret-key" not in caller.ask("providers").content + caller.ask("providers/brave").content


@pytest.mark.parametrize("name", ["nobody", "a..b", "mediawiki:en.wikipedia.org"])
@pytest.mark.parametrize(("method", "part", "body"), [("GET", "", None), ("POST", "/tests", {"query": "x"})])
def test_provider_that_is_not_there_is_404(caller, name, method, part, body):
    assert caller.send(method, f"providers/{name}{part}", body).status_code == 404
    assert (Provider.objects.count(), ProviderTest.objects.count()) == (0, 0)


def test_question_put_by_hand_is_a_row_that_tells_how_far_it_is(caller, bells):
    response = caller.send("POST", "providers/library/tests", {"query": " mines ", "desk": caller.desk.public_id})
    shown, test = response.json(), ProviderTest.objects.get()
    assert (response.status_code, response["Location"], bells) == (202, shown["self"], [test])
    assert (shown["id"], shown["query"], shown["outcome"], shown["job"]["state"]) == (
        test.public_id,
        "mines",
        "pending",
        "queued",
    )
    assert caller.ask(f"provider-tests/{test.public_id}").json() == shown


def test_what_was_sent_and_what_came_back_is_shown(caller):
    exchange = {
        "method": "GET",
        "url": "https://wiki.example/api.php?srsearch=mines",
        "status": 200,
        "content_type": "application/json",
        "milliseconds": 12,
        "body": '{"query": {}}',
        "error": "",
    }
    page = {"kind": "page", "rank": 1, "url": "https://a.example/", "title": "A", "snippet": "", "date": ""}
    test = make_provider_test(
        make_provider("wiki"), desk=caller.desk, outcome="found", exchanges=[exchange], pages=[page], job_state="done"
    )
    shown = caller.ask(f"provider-tests/{test.public_id}").json()
    assert (shown["provider"], shown["outcome"], shown["error"]) == ("wiki", "found", None)
    assert shown["exchanges"] == [exchange | {"error": None}]
    assert shown["pages"] == [page | {"snippet": None, "date": None}]


@pytest.mark.parametrize(("query", "status"), [("", 400), ("\u202e", 422), ("x" * 400, 422), ("x" * 1300, 400)])
def test_question_that_cannot_be_asked_is_refused(caller, query, status):
    assert fault_of(caller.send("POST", "providers/library/tests", {"query": query})) == (status, ["#/query"])
    assert ProviderTest.objects.count() == 0


def test_provider_is_switched_off_with_a_reason_and_on_again(db):
    caller = make_caller(role=Role.ADMINISTRATOR)
    off = caller.send("PUT", "providers/library/switch", {"is_on": False, "reason": "The index is rebuilt."}).json()
    assert off["state"] == "off"
    assert off["words"].startswith(f"library was switched off by {caller.user.username}")
    assert caller.send("PUT", "providers/library/switch", {"is_on": True}).json()["state"] == "on"


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({}, (400, ["#/is_on"])),
        ({"is_on": False}, (422, ["#/reason"])),
        ({"is_on": False, "reason": "  "}, (422, ["#/reason"])),
    ],
)
def test_switching_off_needs_a_reason(db, body, answer):
    caller = make_caller(role=Role.ADMINISTRATOR)
    assert fault_of(caller.send("PUT", "providers/library/switch", body)) == answer
    assert not Provider.objects.filter(is_switched_off=True).exists()
