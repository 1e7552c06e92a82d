import pytest

from claims.models import Evidence
from tests.api.conftest import fault_of
from tests.factories import SOURCE_TEXT, make_article, make_claim, make_evidence, make_snapshot


@pytest.fixture
def evidence(caller):
    return make_evidence(make_claim(make_article(caller.desk)), suggested_stance="context", stance_reason="No figure.")


def test_row_is_pinned_to_its_snapshot(caller, evidence):
    shown = caller.ask(f"evidence/{evidence.public_id}").json()
    snapshot = evidence.snapshot
    assert shown.pop("created_at") is not None
    assert shown == {
        "id": evidence.public_id,
        "self": f"http://testserver/api/v1/evidence/{evidence.public_id}",
        "claim": evidence.claim.public_id,
        "quote": "133 states signed the convention.",
        "url": snapshot.final_url,
        "title": "A page",
        "publisher": "example.org",
        "published_at": "2024-11-20",
        "start": 0,
        "end": 33,
        "snapshot": snapshot.public_id,
        "snapshot_sha256": snapshot.raw_sha256,
        "selectors": [
            {"type": "TextQuoteSelector", "exact": "133 states signed the convention.", "prefix": "", "suffix": ""},
            {"type": "TextPositionSelector", "start": 0, "end": 33},
        ],
        "anchor": "exact",
        "score": 0.7,
        "reasons": ["names the convention"],
        "figure_notes": [],
        "suggested_stance": "context",
        "stance_reason": "No figure.",
        "stance": None,
        "status": "suggested",
        "reject_reason": None,
        "decided_by": None,
        "decided_at": None,
        "engine": "bm25-frame",
        "engine_version": "1",
        "candidate": evidence.candidate.public_id,
        "version": 1,
    }
    assert SOURCE_TEXT[shown["start"] : shown["end"]] == shown["quote"]


def test_stance_is_confirmed_and_may_be_changed(caller, evidence):
    for version, stance in enumerate(("refutes", "disputes_part"), start=2):
        shown = caller.send("PUT", f"evidence/{evidence.public_id}/stance", {"stance": stance}).json()
        assert (shown["stance"], shown["status"], shown["version"]) == (stance, "accepted", version)
    assert shown["decided_by"] == caller.user.username


def test_rejection_takes_the_stance_back(caller, evidence):
    caller.send("PUT", f"evidence/{evidence.public_id}/stance", {"stance": "refutes"})
    shown = caller.send("PUT", f"evidence/{evidence.public_id}/rejection", {"reason": " Another treaty. "}).json()
    assert (shown["status"], shown["stance"], shown["reject_reason"]) == ("rejected", None, "Another treaty.")


@pytest.mark.parametrize(
    ("act", "body", "fault"),
    [
        ("stance", {}, "#/stance"),
        ("stance", {"stance": "true"}, "#/stance"),
        ("stance", {"stance": ""}, "#/stance"),
        ("rejection", {}, "#/reason"),
        ("rejection", {"reason": "  "}, "#/reason"),
    ],
)
def test_act_without_its_word_is_400(caller, evidence, act, body, fault):
    assert fault_of(caller.send("PUT", f"evidence/{evidence.public_id}/{act}", body)) == (400, [fault])
    assert Evidence.objects.get().status == "suggested"


def test_rejecting_twice_is_409(caller, evidence):
    statuses = [
        caller.send("PUT", f"evidence/{evidence.public_id}/rejection", {"reason": "No."}).status_code for _ in range(2)
    ]
    assert statuses == [200, 409]


def test_stale_stance_is_412(caller, evidence):
    address = f"evidence/{evidence.public_id}"
    caller.send("PUT", f"{address}/rejection", {"reason": "No."})
    response = caller.send("PUT", f"{address}/stance", {"stance": "refutes"}, **{"If-Match": '"v1"'})
    assert (response.status_code, response.json()["version"]) == (412, 2)


def test_filters_narrow_the_list(caller, evidence):
    other = make_evidence(make_claim(make_article(caller.desk)), snapshot=make_snapshot())
    caller.send("PUT", f"evidence/{other.public_id}/stance", {"stance": "supports"})
    found = {
        name: [row["id"] for row in caller.ask("evidence", {name: value}).json()["results"]]
        for name, value in {
            "claim": evidence.claim.public_id,
            "snapshot": other.snapshot.public_id,
            "status": "suggested",
            "stance": "supports",
        }.items()
    }
    assert found == {
        "claim": [evidence.public_id],
        "snapshot": [other.public_id],
        "status": [evidence.public_id],
        "stance": [other.public_id],
    }
