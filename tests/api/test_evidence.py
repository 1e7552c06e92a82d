from datetime import timedelta

import pytest

from claims.domain.audit import Machine
from claims.domain.integrity import mark_damaged
from claims.models import Evidence
from tests.api.conftest import fault_of
from tests.factories import (
    SOURCE_TEXT,
    make_article,
    make_claim,
    make_evidence,
    make_origin_group,
    make_quote_check,
    make_snapshot,
)


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
        "is_safe": True,
        "unsafe_reason": None,
        "origin_group": None,
        "later_copies": [],
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
            "is_safe": "false",
        }.items()
    }
    assert found == {
        "claim": [evidence.public_id],
        "snapshot": [other.public_id],
        "status": [evidence.public_id],
        "stance": [other.public_id],
        "is_safe": [],
    }


def test_evidence_on_a_damaged_copy_is_unsafe_and_says_why(caller, evidence):
    whole = make_evidence(evidence.claim)
    mark_damaged(evidence.snapshot, by=Machine("tests", "1"), damage="The bytes no longer have their hash.")
    shown = caller.ask(f"evidence/{evidence.public_id}").json()
    assert (shown["is_safe"], shown["unsafe_reason"]) == (False, "The bytes no longer have their hash.")
    found = {value: caller.ask("evidence", {"is_safe": value}).json()["results"] for value in ("true", "false")}
    assert {value: [row["id"] for row in rows] for value, rows in found.items()} == {
        "true": [whole.public_id],
        "false": [evidence.public_id],
    }


def test_evidence_names_its_origin(caller, evidence):
    group = make_origin_group(evidence.claim, reason="near_copy", explanation="Two pages share most of their words.")
    Evidence.objects.update(origin_group=group)
    assert caller.ask(f"evidence/{evidence.public_id}").json()["origin_group"] == {
        "id": group.public_id,
        "reason": "near_copy",
        "explanation": "Two pages share most of their words.",
    }


def test_later_copies_tell_how_the_words_fare_the_newest_first(caller, evidence):
    moved = make_quote_check(evidence, anchor="moved", start=5, end=38)
    lost = make_quote_check(evidence, anchor="lost", start=None, end=None)
    theirs = make_article(snapshot=make_snapshot(page=evidence.snapshot.page, is_source=False)).snapshot
    make_quote_check(evidence, snapshot=theirs)
    hour_before = evidence.snapshot.fetched_at - timedelta(hours=1)
    make_quote_check(evidence, snapshot=make_snapshot(page=evidence.snapshot.page, fetched_at=hour_before))
    copies = caller.ask(f"evidence/{evidence.public_id}").json()["later_copies"]
    assert [copy.pop("checked_at") is not None for copy in copies] == [True, True]
    assert copies == [
        {"snapshot": lost.snapshot.public_id, "anchor": "lost", "start": None, "end": None},
        {"snapshot": moved.snapshot.public_id, "anchor": "moved", "start": 5, "end": 38},
    ]
