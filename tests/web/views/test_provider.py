import pytest
from django.utils import timezone

from claims.domain.provider import switch_provider
from claims.enums import Role
from claims.models import Provider, ProviderTest
from tests.factories import make_desk, make_provider, make_provider_test, make_user

pytestmark = pytest.mark.django_db

EXCHANGE = {
    "method": "GET",
    "url": "https://api.example/search?q=mines&key=•••",
    "status": 200,
    "content_type": "application/json",
    "milliseconds": 41,
    "body": "<script>alert(1)</script>",
    "error": "",
}


@pytest.fixture(autouse=True)
def two_providers(settings):
    settings.PROVIDERS, settings.BRAVE_API_KEY = ["library", "brave"], ""


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def administrator(client, desk):
    user = make_user(desk, role=Role.ADMINISTRATOR, username="olena")
    client.force_login(user)
    return user


@pytest.fixture
def reader(client, desk):
    user = make_user(desk, role=Role.READER)
    client.force_login(user)
    return user


def test_board_lists_every_provider_with_what_is_sent(client, reader):
    answer = client.get("/providers")
    rows = answer.context["board"].rows
    assert [(row.facts.name, row.state) for row in rows] == [("library", "On"), ("brave", "Not asked")]
    shown = answer.content.decode()
    for words in ("Sent: Nothing leaves this installation.", "BRAVE_API_KEY is not set.", "no error so far"):
        assert words in shown


def test_board_says_that_no_language_model_is_asked(client, reader):
    answer = client.get("/providers")
    assert answer.context["board"].language_model is None
    assert "no text is sent to a model." in answer.content.decode()


def test_board_names_the_language_model_and_what_is_sent_to_it(client, reader, settings):
    settings.LANGUAGE_MODEL_URL, settings.LANGUAGE_MODEL_NAME = "http://127.0.0.1:11434/v1", "<llama>:8b"
    make_provider("language_model", last_error="It answered with status 500.", last_error_at=timezone.now())
    answer = client.get("/providers")
    row = answer.context["board"].language_model
    assert (row.facts.label, row.state, row.words) == ("chat: <llama>:8b", "On", "It is asked.")
    assert [row.facts.name for row in answer.context["board"].rows] == ["library", "brave"]
    shown = answer.content.decode()
    for words in (
        "<bdi>chat: &lt;llama&gt;:8b</bdi> reads every article",
        "Sent: The text of every article that is read, to 127.0.0.1.",
        "Last error: It answered with status 500.",
    ):
        assert words in shown


def test_board_names_the_setting_that_the_language_model_lacks(client, reader, settings):
    settings.LANGUAGE_MODEL_URL = "http://127.0.0.1:11434/v1"
    row = client.get("/providers").context["board"].language_model
    assert (row.state, row.words) == ("Not asked", "LANGUAGE_MODEL_NAME is not set.")


def test_live_board_is_not_sent_twice(client, reader):
    first = client.get("/providers/live")
    assert client.get("/providers/live", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_unknown_provider_is_not_found(client, administrator):
    assert client.get("/providers/nobody").status_code == 404
    assert client.post("/providers/nobody/switch", {"is_on": "off", "reason": "x"}).status_code == 404
    assert client.post("/providers/nobody/ask", {"query": "x"}).status_code == 404
    assert Provider.objects.count() == 0


def test_provider_is_switched_off_with_a_reason_and_on_again(client, administrator):
    answer = client.post("/providers/library/switch", {"is_on": "off", "reason": "It is being rebuilt."})
    assert answer.url == "/providers/library"
    page = client.get("/providers/library")
    assert page.context["page"].is_off
    assert "library was switched off by olena" in page.content.decode()
    client.post("/providers/library/switch", {"is_on": "on"})
    assert not Provider.objects.get(name="library").is_switched_off


def test_switching_off_without_a_reason_says_what_is_missing(client, administrator):
    answer = client.post("/providers/library/switch", {"is_on": "off", "reason": " "})
    assert (answer.status_code, answer.context["page"].problems) == (422, ["Say why the provider is switched off."])


def test_only_administrators_switch_and_readers_do_not_test(client, reader):
    assert client.post("/providers/library/switch", {"is_on": "off", "reason": "x"}).status_code == 403
    assert client.post("/providers/library/ask", {"query": "x"}).status_code == 403
    shown = client.get("/providers/library").content.decode()
    assert "Administrators switch providers on and off for everybody." in shown
    assert 'name="query"' not in shown


def test_question_is_queued_and_its_page_opens(client, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post("/providers/library/ask", {"query": " 164  signatories "})
    test = ProviderTest.objects.get()
    assert (test.query, test.provider.name, answer.url, len(rung)) == (
        "164 signatories",
        "library",
        f"/provider-tests/{test.public_id}",
        1,
    )
    page = client.get(answer.url).context["page"]
    assert (page.is_busy, page.waits_for) == (True, "Waiting for a worker.")


@pytest.mark.parametrize("query", ["", "x" * 301])
def test_question_that_cannot_be_asked_is_kept_in_its_field(client, administrator, query):
    answer = client.post("/providers/library/ask", {"query": query})
    assert (answer.status_code, len(answer.context["page"].problems)) == (422, 1)
    assert answer.context["page"].query_typed == query


def test_guiding_example_stands_in_the_field(client, administrator):
    assert client.get("/providers/library").context["page"].query_typed == "164 signatories of the Ottawa Convention"


def test_what_was_sent_and_came_back_is_shown_as_text(client, desk, reader):
    pages = [
        {"kind": "page", "rank": 1, "url": "https://a.example/", "title": "A", "snippet": "", "date": ""},
        {"kind": "pointer", "rank": 2, "url": "javascript:alert(1)", "title": "B", "snippet": "", "date": ""},
    ]
    test = make_provider_test(
        desk=desk, exchanges=[EXCHANGE], pages=pages, outcome="found", job_state="done", duration_ms=50
    )
    shown = client.get(f"/provider-tests/{test.public_id}").content.decode()
    for words in ("<bdi>https://api.example/search?q=mines&amp;key=•••</bdi>", "Answer 200", "41 ms"):
        assert words in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert 'href="https://a.example/"' in shown
    assert 'href="javascript' not in shown


ANSWERS = [
    ({"outcome": "none_found", "exchanges": [EXCHANGE]}, "None found. It answered, and its answer names no page."),
    (
        {"outcome": "could_not_look", "answer_error": "It answered 503."},
        "Could not look:</strong> It answered 503.",
    ),
    ({"job_state": "failed", "job_error": "No answer."}, "<h2>It was not asked</h2><p>No answer.</p>"),
    ({"job_state": "queued", "job_waiting_for": "Waiting for its turn."}, "Waiting for its turn."),
]


@pytest.mark.parametrize(("fields", "words"), ANSWERS)
def test_each_outcome_of_a_test_has_its_own_words(client, desk, reader, fields, words):
    test = make_provider_test(desk=desk, **{"job_state": "done", **fields})
    assert words in client.get(f"/provider-tests/{test.public_id}/live").content.decode()


def test_tests_of_another_desk_are_not_listed(client, desk, reader):
    provider = make_provider("library")
    mine = make_provider_test(provider, desk=desk)
    make_provider_test(provider)
    assert client.get("/providers/library").context["page"].tests == (mine,)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_three_tests_as_for_one(client, desk, reader, rows, django_assert_num_queries):
    provider = make_provider("library")
    switch_provider("brave", by=make_user(desk, role=Role.ADMINISTRATOR), desk=desk, is_on=False, reason="x")
    for _ in range(rows):
        make_provider_test(provider, desk=desk)
    with django_assert_num_queries(12):
        client.get("/providers/library")
