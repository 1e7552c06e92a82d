"""Every operation of the API × every role × own and other desk; the operations come from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from claims.domain.permissions import ALLOWED
from claims.enums import Role
from tests.api.conftest import make_caller
from tests.factories import make_article, make_claim, make_desk, make_evidence

BODIES = {
    ("POST", "articles/"): {"url": "https://example.com/a-new-story"},
    ("PUT", "claims/{id}/acceptance/"): {},
    ("PUT", "claims/{id}/dismissal/"): {"reason": "opinion"},
    ("PUT", "evidence/{id}/stance/"): {"stance": "refutes"},
    ("PUT", "evidence/{id}/rejection/"): {"reason": "It is about another treaty."},
    ("POST", "jobs/{id}/attempts/"): {},
    ("PATCH", "desks/{id}/"): {"searched_claims": 3},
}
ACTS = {
    "articles/": "submit_article",
    "claims/{id}/acceptance/": "accept_claim",
    "claims/{id}/dismissal/": "dismiss_claim",
    "evidence/{id}/stance/": "confirm_stance",
    "evidence/{id}/rejection/": "reject_evidence",
    "jobs/{id}/attempts/": "retry_work",
    "desks/{id}/": "change_desk",
}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str

    @property
    def resource(self) -> str:
        return self.path.partition("/")[0]

    @property
    def act(self) -> str:
        return "read" if self.method == "GET" else ACTS[self.path]

    @property
    def body(self) -> Any:
        return None if self.method == "GET" else BODIES[self.method, self.path]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def all_operations() -> list[Operation]:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return [
        Operation(method.upper(), path.removeprefix("/api/v1/"))
        for path, methods in paths.items()
        for method in methods
    ]


OPERATIONS = all_operations()
WITH_ID = [operation for operation in OPERATIONS if "{id}" in operation.path]


def rows_on(desk) -> dict[str, str]:
    """One row of each resource on the desk: resource → id."""
    article = make_article(desk)
    evidence = make_evidence(make_claim(article))
    failed = make_article(desk, job_state="failed", job_error="The host did not answer.")
    return {
        "articles": article.public_id,
        "claims": evidence.claim.public_id,
        "evidence": evidence.public_id,
        "snapshots": article.snapshot.public_id,
        "jobs": failed.public_id,
        "desks": desk.public_id,
    }


def call(caller, operation: Operation, rows: dict[str, str]):
    path = operation.path.replace("{id}", rows.get(operation.resource, ""))
    return caller.send(operation.method, path, operation.body)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_own_desk_answers_by_role(db, operation, role):
    caller = make_caller(role=role)
    rows = rows_on(caller.desk)
    is_allowed = role in ALLOWED[operation.act]
    assert (call(caller, operation, rows).status_code < 300) == is_allowed
    if not is_allowed:
        assert call(caller, operation, rows).status_code == 403


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("operation", WITH_ID, ids=str)
def test_row_of_another_desk_is_not_there(db, operation, role):
    other = rows_on(make_desk())
    caller = make_caller(role=role)
    answer = call(caller, operation, other)
    missing = call(caller, operation, {operation.resource: other[operation.resource][:4] + "2" * 16})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert answer.json()["detail"] == missing.json()["detail"]


@pytest.mark.parametrize("operation", [entry for entry in OPERATIONS if entry not in WITH_ID], ids=str)
def test_lists_hold_nothing_of_another_desk(db, operation):
    other = rows_on(make_desk())
    body = str(call(make_caller(), Operation("GET", operation.path), {}).content)
    assert [identifier for identifier in other.values() if identifier in body] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_nothing_is_read_or_done_without_signing_in(db, operation):
    rows = rows_on(make_desk())
    path = operation.path.replace("{id}", rows.get(operation.resource, ""))
    response = Client().generic(operation.method, f"/api/v1/{path}", b"{}", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("kind", ["article", "claim", "desk", "snapshot"])
def test_filter_by_a_row_of_another_desk_finds_nothing(caller, kind):
    rows = rows_on(make_desk())
    rows_on(caller.desk)
    asked = {
        "article": ("claims", {"article": rows["articles"]}),
        "claim": ("evidence", {"claim": rows["claims"]}),
        "desk": ("articles", {"desk": rows["desks"]}),
        "snapshot": ("evidence", {"snapshot": rows["snapshots"]}),
    }[kind]
    assert caller.ask(asked[0], asked[1]).json()["results"] == []


def test_handing_in_for_another_desk_is_not_possible(caller):
    body = {"url": "https://example.com/story", "desk": make_desk().public_id}
    assert caller.send("POST", "articles", body).status_code == 404


def test_person_without_a_desk_sees_empty_lists_and_no_sources(db):
    caller = make_caller()
    rows = rows_on(caller.desk)
    caller.user.memberships.all().delete()
    lists = ("articles", "claims", "evidence", "jobs", "desks")
    assert [caller.ask(name).json()["results"] for name in lists] == [[], [], [], [], []]
    assert caller.ask(f"snapshots/{rows['snapshots']}").status_code == 404
    assert caller.send("POST", "articles", {"url": "https://example.com/story"}).status_code == 403
