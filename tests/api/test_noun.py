import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import fault_of
from tests.factories import make_article, make_claim, make_desk, make_evidence


@pytest.mark.parametrize(
    "query",
    [
        {"desk__memberships__user__password__startswith": "x"},
        {"article__submitted_by__email": "x"},
        {"limit": "1000000000"},
        {"offset": "1000000000000"},
        {"format": "api"},
        {"fields": "id"},
        {"Status": "accepted"},
        {"\x00": "x"},
    ],
)
@pytest.mark.parametrize("path", ["claims", "articles", "evidence", "jobs", "desks"])
def test_parameter_that_is_not_declared_is_400(caller, path, query):
    assert fault_of(caller.ask(path, query)) == (400, list(query))


def test_parameter_on_a_row_is_400(caller):
    claim = make_claim(make_article(caller.desk))
    assert fault_of(caller.ask(f"claims/{claim.public_id}", {"page_size": "1"})) == (400, ["page_size"])


def test_parameter_given_twice_is_400(caller):
    assert fault_of(caller.send("GET", "claims?status=accepted&status=dismissed")) == (400, ["status"])


@pytest.mark.parametrize("ordering", ["-owner__email", "owner", "-pk", "?", "score,created_at", "", "quote"])
def test_order_that_is_not_offered_is_400(caller, ordering):
    assert fault_of(caller.ask("claims", {"ordering": ordering})) == (400, ["ordering"])


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("claims", "status", "published"),
        ("claims", "kind", "opinion"),
        ("claims", "job_state", "dead"),
        ("claims", "min_score", "high"),
        ("claims", "min_score", "NaN"),
        ("claims", "min_score", "Infinity"),
        ("claims", "min_score", "-0.1"),
        ("claims", "min_score", "1.1"),
        ("claims", "q", "x" * 201),
        ("claims", "q", "a\x00b"),
        ("claims", "article", "a\x00b"),
        ("articles", "job_state", "x"),
        ("articles", "desk", "x" * 25),
        ("evidence", "status", "x"),
        ("evidence", "stance", "maybe"),
        ("evidence", "claim", "\x00"),
        ("jobs", "state", "x"),
        ("jobs", "kind", "desk"),
    ],
)
def test_filter_value_that_cannot_be_read_is_400(caller, path, name, value):
    assert fault_of(caller.ask(path, {name: value})) == (400, [name])


@pytest.mark.parametrize("path", ["claims", "articles", "evidence", "jobs", "desks"])
def test_list_asks_the_database_as_often_for_one_row_as_for_three(caller, path):
    def add_rows() -> None:
        make_evidence(make_claim(make_article(caller.desk)))
        make_desk().memberships.create(user=caller.user, role="reader")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert caller.ask(path).status_code == 200
        return len(queries)

    add_rows()
    caller.ask(path)
    one = count()
    add_rows()
    add_rows()
    assert count() == one


def test_claim_asks_the_database_as_often_with_one_passage_as_with_three(caller):
    claim = make_claim(make_article(caller.desk))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert caller.ask(f"claims/{claim.public_id}").status_code == 200
        return len(queries)

    make_evidence(claim)
    caller.ask("claims")
    one = count()
    make_evidence(claim)
    make_evidence(claim)
    assert count() == one
