"""Every operation of the API × every role × own and other desk; the operations come from the OpenAPI document."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from claims.domain.permissions import ALLOWED
from claims.enums import Role
from tests.api.conftest import RAW, make_caller, make_kept
from tests.factories import (
    ARTICLE_TEXT,
    make_archive_job,
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_evidence,
    make_feed,
    make_feed_item,
    make_prior_review,
    make_provider,
    make_provider_test,
    make_search_job,
    make_watch,
)

OPML = '<opml version="2.0"><body><outline xmlUrl="https://feeds.example/a.xml" text="A"/></body></opml>'
BODIES = {
    ("POST", "articles/"): {"url": "https://example.com/a-new-story"},
    ("PUT", "candidates/{id}/dismissal/"): {"reason": "It is a copy of the article."},
    ("DELETE", "candidates/{id}/dismissal/"): None,
    ("PUT", "candidates/{id}/page/"): RAW,
    ("POST", "claims/{id}/searches/"): {"query": "mines", "purpose": "contrary"},
    ("POST", "claims/{id}/sources/"): {"url": "https://example.net/treaty"},
    ("POST", "claims/{id}/origin-decisions/"): {"pages": "PAGES", "verdict": "same", "reason": "One press release."},
    ("POST", "feeds/"): {"url": "https://feeds.example/new.xml"},
    ("PATCH", "feeds/{id}/"): {"is_paused": True},
    ("DELETE", "feeds/{id}/"): None,
    ("POST", "feeds/{id}/polls/"): {},
    ("POST", "feeds/imports/"): {"opml": OPML},
    ("POST", "providers/{name}/tests/"): {"query": "mines"},
    ("PUT", "providers/{name}/switch/"): {"is_on": False, "reason": "It bans us."},
    ("POST", "searches/{id}/rounds/"): {},
    ("PUT", "snapshots/{id}/quality/"): {"reason": "The whole text is there."},
    ("POST", "snapshots/{id}/captures/"): {},
    ("PUT", "snapshots/{id}/watch/"): {"interval_hours": 12},
    ("DELETE", "snapshots/{id}/watch/"): None,
    ("POST", "snapshots/{id}/archivings/"): {},
    ("PUT", "claims/{id}/acceptance/"): {},
    ("PUT", "claims/{id}/dismissal/"): {"reason": "opinion"},
    ("PUT", "evidence/{id}/stance/"): {"stance": "refutes"},
    ("PUT", "evidence/{id}/rejection/"): {"reason": "It is about another treaty."},
    ("POST", "jobs/{id}/attempts/"): {},
    ("PATCH", "claims/{id}/"): {"text": "Neither state signed the convention."},
    ("PATCH", "desks/{id}/"): {"searched_claims": 3},
    ("PUT", "desks/{id}/worthiness/"): {"points": {"names a person": 5}},
    ("POST", "desks/{id}/worthiness-previews/"): {"points": {"names a person": 5}},
}
ACTS = {
    "articles/": "submit_article",
    "candidates/{id}/dismissal/": "propose_source",
    "candidates/{id}/page/": "upload_page",
    "claims/{id}/searches/": "request_search",
    "claims/{id}/sources/": "propose_source",
    "claims/{id}/origin-decisions/": "decide_origin",
    "feeds/": "change_feeds",
    "feeds/{id}/": "change_feeds",
    "feeds/{id}/polls/": "change_feeds",
    "feeds/imports/": "change_feeds",
    "providers/{name}/tests/": "test_provider",
    "providers/{name}/switch/": "switch_provider",
    "searches/{id}/rounds/": "request_search",
    "snapshots/{id}/quality/": "overrule_quality",
    "snapshots/{id}/captures/": "recapture_page",
    "snapshots/{id}/watch/": "watch_page",
    "snapshots/{id}/archivings/": "archive_page",
    "claims/{id}/acceptance/": "accept_claim",
    "claims/{id}/dismissal/": "dismiss_claim",
    "evidence/{id}/stance/": "confirm_stance",
    "evidence/{id}/rejection/": "reject_evidence",
    "jobs/{id}/attempts/": "retry_work",
    "claims/{id}/": "edit_claim",
    "desks/{id}/": "change_desk",
    "desks/{id}/worthiness/": "change_worthiness",
    "desks/{id}/worthiness-previews/": "read",
}
# What is read, and yet not by everybody.
READ_BY_SOME = {"desks/{id}/examples.jsonl/": "export_examples"}


@dataclass(frozen=True)
class Operation:
    method: str
    path: str

    @property
    def resource(self) -> str:
        return self.path.partition("/")[0]

    @property
    def act(self) -> str:
        return READ_BY_SOME.get(self.path, "read") if self.method == "GET" else ACTS[self.path]

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


@pytest.fixture(autouse=True)
def installation(archives):
    """A public archive to send pages to."""


def rows_on(desk) -> dict[str, str]:
    """One row of each resource on the desk: resource → id; some things that acts name stand beside them."""
    article = make_article(desk, snapshot=make_handed_in())
    claim = make_claim(article)
    evidence = make_evidence(claim)
    other = make_article(desk, snapshot=make_handed_in(RAW + b" ", page=article.snapshot.page))
    make_watch(article.snapshot.page, desk=desk)
    search = make_search_job(claim)
    make_prior_review(url=f"https://checkers.example/{claim.public_id}").search_jobs.add(search)
    feed = make_feed(desk)
    make_feed_item(feed)
    provider_test = make_provider_test(make_provider(), desk=desk)
    failed = make_article(desk, job_state="failed", job_error="The host did not answer.")
    dropped = make_candidate(claim, search_job=search, status="dropped", status_reason="A block page.")
    return {
        "articles": article.public_id,
        "claims": claim.public_id,
        "evidence": evidence.public_id,
        "snapshots": article.snapshot.public_id,
        "searches": search.public_id,
        "candidates": dropped.public_id,
        "captures": make_capture_job(desk=desk).public_id,
        "archivings": make_archive_job(article.snapshot, desk=desk, job_state="done").public_id,
        "feeds": feed.public_id,
        "provider-tests": provider_test.public_id,
        "jobs": failed.public_id,
        "desks": desk.public_id,
        "WITH": other.snapshot.public_id,
        "PAGES": [evidence.snapshot.page.public_id, make_evidence(claim).snapshot.page.public_id],
    }


FULL = {
    "authors": ["A. Writer"],
    "headers": [["Content-Type", "text/html"]],
    "hops": [{"url": "https://example.org/", "status": 301}],
}


def make_handed_in(raw: bytes = RAW, **fields):
    """A copy that is the desk's own, of a page that is no article to the machine."""
    return make_kept(raw, text=ARTICLE_TEXT, is_source=False, title="An article", quality="paywall", **FULL, **fields)


def path_of(operation: Operation, rows: dict[str, Any]) -> str:
    path = operation.path.replace("{id}", rows.get(operation.resource, "")).replace("{name}", "library")
    return f"{path}?with={rows.get('WITH', '')}" if path.endswith("/difference/") else path


def call(caller, operation: Operation, rows: dict[str, Any]):
    body = operation.body
    if isinstance(body, dict) and body.get("pages") == "PAGES":
        body = body | {"pages": rows.get("PAGES", ["pag_2222222222222222"])}
    content_type = "text/html" if isinstance(body, bytes) else "application/json"
    return caller.send(operation.method, path_of(operation, rows), body, content_type=content_type)


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_own_desk_answers_by_role(db, operation, role):
    caller = make_caller(role=role)
    rows = rows_on(caller.desk)
    is_allowed = role in ALLOWED[operation.act]
    answer = call(caller, operation, rows)
    answer.getvalue()  # a file that is sent is closed when it has been read
    assert (answer.status_code < 300) == is_allowed
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


@pytest.mark.parametrize("operation", [entry for entry in OPERATIONS if "{" not in entry.path], ids=str)
def test_lists_hold_nothing_of_another_desk(db, operation):
    other = rows_on(make_desk())
    body = str(call(make_caller(), Operation("GET", operation.path), {}).content)
    assert [identifier for identifier in other.values() if str(identifier) in body] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_nothing_is_read_or_done_without_signing_in(db, operation):
    rows = rows_on(make_desk())
    path = path_of(operation, rows)
    response = Client().generic(operation.method, f"/api/v1/{path}", b"{}", content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("operation", [entry for entry in OPERATIONS if entry.method != "GET"], ids=str)
def test_token_without_the_write_scope_does_nothing(db, operation):
    caller = make_caller(role="administrator", scopes=("read",))
    answer = call(caller, operation, rows_on(caller.desk))
    assert (answer.status_code, answer.json()["scope"]) == (403, "write")


@pytest.mark.parametrize("kind", ["article", "claim", "desk", "snapshot", "search", "capture", "feed"])
def test_filter_by_a_row_of_another_desk_finds_nothing(caller, kind):
    rows = rows_on(make_desk())
    rows_on(caller.desk)
    asked = {
        "article": ("claims", {"article": rows["articles"]}),
        "claim": ("evidence", {"claim": rows["claims"]}),
        "desk": ("articles", {"desk": rows["desks"]}),
        "snapshot": ("evidence", {"snapshot": rows["snapshots"]}),
        "search": ("searches", {"claim": rows["claims"]}),
        "capture": ("captures", {"desk": rows["desks"]}),
        "feed": ("feeds", {"desk": rows["desks"]}),
    }[kind]
    assert caller.ask(asked[0], asked[1]).json()["results"] == []


def test_handing_in_for_another_desk_is_not_possible(caller):
    body = {"url": "https://example.com/story", "desk": make_desk().public_id}
    assert caller.send("POST", "articles", body).status_code == 404


def test_person_without_a_desk_sees_empty_lists_and_no_sources(db):
    caller = make_caller()
    rows = rows_on(caller.desk)
    caller.user.memberships.all().delete()
    lists = ("articles", "claims", "evidence", "searches", "captures", "feeds", "jobs", "desks")
    assert [caller.ask(name).json()["results"] for name in lists] == [[] for _ in lists]
    assert [caller.ask(name).status_code for name in ("providers", "providers/library")] == [403, 403]
    assert caller.ask(f"snapshots/{rows['snapshots']}").status_code == 404
    assert caller.send("POST", "articles", {"url": "https://example.com/story"}).status_code == 403
