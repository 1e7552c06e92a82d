import pytest

from claims.enums import Role
from claims.models import AuditEvent, Claim
from tests.api.conftest import fault_of, make_caller
from tests.factories import (
    CLAIM_QUOTE,
    make_article,
    make_candidate,
    make_claim,
    make_evidence,
    make_search_job,
    make_snapshot,
)


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.claim.enqueue", rung.extend)
    return rung


@pytest.fixture
def claim(caller):
    return make_claim(make_article(caller.desk))


def ids(response) -> list[str]:
    return [row["id"] for row in response.json()["results"]]


def test_list_row_shows_what_is_claimed(caller, claim):
    make_evidence(claim)
    make_evidence(claim, status="rejected", reject_reason="No.", decided_by=caller.user, decided_at=claim.created_at)
    [row] = caller.ask("claims").json()["results"]
    base = "http://testserver/api/v1/"
    assert row.pop("created_at") is not None
    assert row == {
        "id": claim.public_id,
        "self": f"{base}claims/{claim.public_id}",
        "desk": caller.desk.public_id,
        "article": claim.article.public_id,
        "text": CLAIM_QUOTE,
        "proposed_text": None,
        "changes": [],
        "edited_by": None,
        "edited_at": None,
        "quote": CLAIM_QUOTE,
        "language": "en",
        "kind": "quantity",
        "score": 0.8,
        "reasons": ["has a quantity"],
        "features": [],
        "rank": 1,
        "as_of": None,
        "frame": claim.frame,
        "status": "suggested",
        "dismiss_reason": None,
        "dismiss_note": None,
        "decided_by": None,
        "decided_at": None,
        "engine": "rules",
        "engine_version": "1",
        "evidence_count": 1,
        "sources": {"passages": 1, "pages": 1, "independent_sources": 1},
        "job": {
            "state": "done",
            "attempts": 0,
            "next_attempt_at": None,
            "waiting_for": None,
            "error": None,
            "self": f"{base}jobs/{claim.public_id}",
        },
        "is_demo": False,
        "version": 1,
    }
    assert row["frame"]["quantities"][0]["value"] == 164


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "suggested"}, "first"),
        ({"status": "dismissed"}, "second"),
        ({"kind": "event"}, "second"),
        ({"min_score": "0.5"}, "first"),
        ({"min_score": "0.9"}, ""),
        ({"q": "164 signatories"}, "first"),
        ({"q": "reads AS"}, "second"),
        ({"q": "%"}, ""),
        ({"job_state": "queued"}, "second"),
    ],
)
def test_filters_narrow_the_list(caller, query, found):
    article = make_article(caller.desk)
    rows = {
        "first": make_claim(article).public_id,
        "second": make_claim(
            article,
            quote="The talks go on.",
            text="Reads as this.",
            kind="event",
            score=0.2,
            status="dismissed",
            dismiss_reason="opinion",
            decided_by=caller.user,
            decided_at=article.created_at,
            job_state="queued",
        ).public_id,
    }
    assert ids(caller.ask("claims", query)) == ([rows[found]] if found else [])


def test_filter_by_article_and_desk(caller, claim):
    other = make_claim(make_article(caller.desk))
    assert ids(caller.ask("claims", {"article": other.article.public_id})) == [other.public_id]
    assert ids(caller.ask("claims", {"desk": caller.desk.public_id})) == [other.public_id, claim.public_id]


def test_detail_holds_what_hangs_on_the_claim(caller, claim):
    job = make_search_job(claim, query="ottawa convention signatories")
    kept = make_evidence(
        claim, candidate=make_candidate(claim, snapshot=make_snapshot(), search_job=job), relevance=0.4
    )
    best = make_evidence(claim, candidate=kept.candidate, relevance=0.9)
    dropped = make_candidate(claim, search_job=job, status="dropped", status_reason="It is a consent wall.", rank=2)
    shown = caller.ask(f"claims/{claim.public_id}").json()
    place = claim.appearances.get()
    assert shown["appearances"] == [
        {
            "snapshot": place.snapshot.public_id,
            "start": place.start,
            "end": place.end,
            "claimant": None,
            "is_first": True,
            "selectors": [
                {"type": "TextQuoteSelector", "exact": CLAIM_QUOTE, "prefix": "", "suffix": ""},
                {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            ],
        }
    ]
    assert [row["id"] for row in shown["evidence"]] == [best.public_id, kept.public_id]
    assert [(row["query"], row["outcome"], row["hits"], row["error"]) for row in shown["searches"]] == [
        ("ottawa convention signatories", "found", 1, None)
    ]
    assert [(row["id"], row["status"], row["reason"]) for row in shown["candidates"]] == [
        (kept.candidate.public_id, "kept", None),
        (dropped.public_id, "dropped", "It is a consent wall."),
    ]
    assert shown["gathering"] == {
        "label": "ready",
        "is_busy": False,
        "searches": 1,
        "answered": 1,
        "could_not_look": 0,
        "candidates": 2,
        "captured": 1,
        "dropped": 1,
    }
    assert (shown["evidence_count"], shown["version"]) == (2, 1)


def test_search_that_could_not_look_says_why_and_when_again(caller, claim):
    make_search_job(claim, outcome="could_not_look", hits=0, job_state="queued", job_error="The wiki did not answer.")
    [search] = caller.ask(f"claims/{claim.public_id}").json()["searches"]
    assert (search["outcome"], search["error"]) == ("could_not_look", "The wiki did not answer.")
    assert search["next_attempt_at"] == search["job"]["next_attempt_at"] is not None


def test_acceptance_asks_for_sources_and_rings(caller, claim, bells):
    response = caller.send("PUT", f"claims/{claim.public_id}/acceptance")
    shown = response.json()
    assert (response.status_code, shown["status"], shown["version"]) == (200, "accepted", 2)
    assert (shown["decided_by"], shown["job"]["state"]) == (caller.user.username, "queued")
    assert bells == [claim]


def test_acceptance_of_a_claim_already_searched_rings_for_nothing(caller, claim, bells):
    make_search_job(claim)
    assert caller.send("PUT", f"claims/{claim.public_id}/acceptance", {}).status_code == 200
    assert bells == []


def test_acceptance_twice_is_409_and_says_what_is_possible(caller, claim):
    caller.send("PUT", f"claims/{claim.public_id}/acceptance")
    response = caller.send("PUT", f"claims/{claim.public_id}/acceptance")
    assert (response.status_code, response.json()["detail"]) == (
        409,
        "This claim is accepted and cannot become accepted; from accepted it can only become dismissed.",
    )


def test_dismissal_keeps_the_reason(caller, claim):
    body = {"reason": "other", "note": "It is a joke."}
    shown = caller.send("PUT", f"claims/{claim.public_id}/dismissal", body).json()
    assert (shown["status"], shown["dismiss_reason"], shown["dismiss_note"]) == ("dismissed", "other", "It is a joke.")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({}, (400, ["#/reason"])),
        ({"reason": "boring"}, (400, ["#/reason"])),
        ({"reason": "other"}, (422, ["#/note"])),
        ({"reason": "other", "note": " "}, (422, ["#/note"])),
        ({"reason": "opinion", "note": "x" * 2001}, (400, ["#/note"])),
    ],
)
def test_dismissal_needs_a_reason(caller, claim, body, answer):
    assert fault_of(caller.send("PUT", f"claims/{claim.public_id}/dismissal", body)) == answer
    assert Claim.objects.get().status == "suggested"


def test_researcher_does_not_judge(db):
    caller = make_caller(role=Role.RESEARCHER)
    claim = make_claim(make_article(caller.desk))
    assert caller.send("PUT", f"claims/{claim.public_id}/acceptance").status_code == 403
    assert (Claim.objects.get().status, AuditEvent.objects.exclude(action="token.created").count()) == ("suggested", 0)


def test_evidence_of_the_claim_is_best_first(caller, claim):
    low, high = make_evidence(claim, relevance=0.1), make_evidence(claim, relevance=0.8)
    make_evidence(make_claim(make_article(caller.desk)))
    assert ids(caller.ask(f"claims/{claim.public_id}/evidence")) == [high.public_id, low.public_id]


def test_events_tell_who_did_what_newest_first(caller, claim):
    evidence = make_evidence(claim)
    caller.send("PUT", f"claims/{claim.public_id}/acceptance")
    caller.send("PUT", f"evidence/{evidence.public_id}/stance", {"stance": "refutes"})
    caller.send("PUT", f"claims/{claim.public_id}/dismissal", {"reason": "duplicate"})
    events = caller.ask(f"claims/{claim.public_id}/events").json()["results"]
    assert [(event["action"], event["subject_id"], event["actor"], event["engine"]) for event in events] == [
        ("claim.dismissed", claim.public_id, caller.user.username, None),
        ("evidence.stance_confirmed", evidence.public_id, caller.user.username, None),
        ("claim.accepted", claim.public_id, caller.user.username, None),
    ]
    assert (events[0]["previous_hash"], events[0]["reason"]) == (events[1]["hash"], "Already on the desk")


def test_wording_a_claim_keeps_its_quote(caller, claim):
    answer = caller.send("PATCH", f"claims/{claim.public_id}", {"text": "Neither state signed it."})
    shown = answer.json()
    assert (answer.status_code, shown["text"], shown["quote"]) == (200, "Neither state signed it.", claim.quote)
    assert (shown["edited_by"], shown["version"]) == (caller.user.username, 2)


@pytest.mark.parametrize(("text", "status"), [("  ", 400), ("a" * 2001, 400), (5, 400)])
def test_a_wording_that_is_none_is_refused(caller, claim, text, status):
    assert caller.send("PATCH", f"claims/{claim.public_id}", {"text": text}).status_code == status
    claim.refresh_from_db()
    assert (claim.is_edited, claim.version) == (False, 1)


def test_a_wording_on_an_older_version_is_412(caller, claim):
    body = {"text": "Neither state signed it."}
    assert caller.send("PATCH", f"claims/{claim.public_id}", body, **{"If-Match": '"v7"'}).status_code == 412
