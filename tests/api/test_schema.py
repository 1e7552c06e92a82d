import io
from pathlib import Path

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from claims.domain.audit import Machine
from claims.domain.origin import regroup_origins
from claims.models import Article, CandidateSource, Claim, Evidence, FeedItem, ProviderTest
from tests.api.conftest import make_caller
from tests.api.test_access import all_operations, call, rows_on
from tests.factories import make_capture_job, make_quote_check, make_snapshot

pytestmark = pytest.mark.usefixtures("archives")

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.yaml"
DOCUMENT = SchemaGenerator().get_schema(request=None, public=True)
OPERATIONS = [
    (method, path, operation) for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()
]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]


def test_committed_document_is_what_the_views_say(tmp_path):
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(fresh), validate=True, fail_on_warn=True, stderr=io.StringIO())
    assert COMMITTED.read_text() == fresh.read_text()


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_every_operation_names_the_ways_it_may_fail(method, path, operation):
    needed = (
        {"400", "401", "403"} | ({"404"} if "{" in path else set()) | ({"413", "415"} if method != "get" else set())
    )
    assert needed - operation["responses"].keys() == set()
    problems = [answer for status, answer in operation["responses"].items() if status >= "400"]
    assert {tuple(answer["content"]) for answer in problems} == {("application/problem+json",)}
    assert [answer for answer in problems if not answer["description"]] == []


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_every_operation_has_a_summary_and_needs_a_token_or_a_session(method, path, operation):
    assert operation["summary"].endswith(".")
    assert operation["security"] == [{"token": []}, {"session": []}]


def test_a_query_is_called_needed_only_where_it_is():
    watch, difference = (DOCUMENT["paths"][f"/api/v1/snapshots/{{id}}/{name}/"] for name in ("watch", "difference"))
    needed = {
        (name, parameter["name"]): parameter.get("required", False)
        for name, operation in {"look": watch["get"], "end": watch["delete"], "compare": difference["get"]}.items()
        for parameter in operation["parameters"]
        if parameter["in"] == "query" and parameter["name"] in {"desk", "with"}
    }
    assert needed == {("look", "desk"): False, ("end", "desk"): False, ("compare", "with"): True}


def test_document_is_served_as_yaml_and_json(caller):
    assert caller.ask("schema").content.startswith(b"openapi: 3.1.1")
    assert caller.ask("schema", {"format": "json"}).json()["info"]["version"] == "v1"


@pytest.mark.parametrize("operation", all_operations(), ids=str)
def test_answers_have_the_shape_that_the_document_describes(db, operation):
    caller = make_caller(role="administrator")
    rows = full_rows_on(caller.desk)
    if operation.path.endswith("/proof/"):
        rows["snapshots"] = make_snapshot(warc_filename="a.warc.gz", warc_offset=0, warc_length=10).public_id
    answer = call(caller, operation, rows)
    responses = DOCUMENT["paths"][f"/api/v1/{operation.path}"][operation.method.lower()]["responses"]
    if answer.status_code == 204:
        assert (answer.content, "content" in responses["204"]) == (b"", False)
        return
    [(media_type, content)] = responses[str(answer.status_code)]["content"].items()
    assert answer["Content-Type"].partition(";")[0] == media_type
    body = answer.json() if media_type == "application/json" else answer.getvalue().decode("utf-8", "replace")
    schema = {**content["schema"], "components": DOCUMENT["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(body)] == []


def full_rows_on(desk) -> dict[str, str]:
    """Rows with something in every list, so that nothing is right only because it is empty."""
    rows = rows_on(desk)
    claim = Claim.objects.get(public_id=rows["claims"])
    span = {"start": 0, "end": 4}
    claim.frame |= {
        "dates": [{"raw": "2024", "start_date": "2024-01-01", "end_date": None, **span}],
        "entities": [{"text": "Russia", "label": "PLACE", **span}],
        "negations": [{"cue": "Neither", "kind": "negation", **span}],
        "claimant": "The Post",
        "attribution": [{"who": "The Post", "cue": "said", **span}],
    }
    claim.save()
    note = {"outcome": "not_comparable", "explanation": "Another thing.", "claim_raw": "164", "passage_raw": "133"}
    Evidence.objects.update(figure_notes=[note], suggested_stance="refutes", stance_reason="The figures differ.")
    Article.objects.update(left_out=[{"quote": "So", "start": 0, "end": 2, "reason": "no figure"}])
    regroup_origins(claim, by=Machine("tests", "1"))
    for evidence in claim.evidence.all():
        make_quote_check(evidence)
        make_quote_check(evidence, anchor="lost", start=None, end=None)
    CandidateSource.objects.update(capture_job=make_capture_job(outcome="refused", refusal="It is gone."))
    FeedItem.objects.update(capture_job=make_capture_job())
    ProviderTest.objects.update(exchanges=[EXCHANGE], pages=[FOUND], outcome="found")
    return rows


EXCHANGE = {
    "method": "GET",
    "url": "https://search.example/?q=mines",
    "status": 200,
    "content_type": "application/json",
    "milliseconds": 12,
    "body": "{}",
    "error": "",
}
FOUND = {"kind": "page", "rank": 1, "url": "https://a.example/", "title": "A", "snippet": "", "date": "2024-11-20"}


def test_problem_has_the_shape_that_the_document_describes(caller):
    schema = {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
    for answer in (caller.ask("claims", {"x": "y"}), caller.send("POST", "articles", {}), caller.ask("nothing")):
        assert [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())] == []
