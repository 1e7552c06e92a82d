"""The shape of `check_article --json`: a promise to whoever reads it."""

import json

import pytest
from django.utils import timezone

from claims.domain.report import article_report
from tests.factories import (
    ARTICLE_TEXT,
    make_article,
    make_claim,
    make_evidence,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db

# The keys that were promised first; those after them were added and change none of the meanings.
ARTICLE_KEYS = {"id", "url", "title", "language", "published_at", "sha256", "text"}
CLAIM_KEYS = {
    "id", "quote", "start", "end", "text", "kind", "score", "reasons", "quantities", "dates", "entities", "negated",
    "claimant", "attribution", "searches", "evidence",
}  # fmt: skip
SEARCH_KEYS = {"provider", "query", "purpose", "outcome", "hits"} | {"error"}
EVIDENCE_KEYS = {
    "quote", "url", "title", "publisher", "start", "end", "snapshot_sha256", "score", "reasons", "stance",
} | {"stance_is_confirmed"}  # fmt: skip
TOP_KEYS = {"article", "claims", "left_out"} | {"note"}


@pytest.fixture
def article():
    left = [{"quote": "The talks go on.", "start": 103, "end": 119, "reason": "too vague"}]
    return make_article(left_out=left, reading_note="read in part")


def test_the_keys_are_those_that_were_promised(article):
    claim = make_claim(article)
    make_evidence(claim)
    report = article_report(article)
    [shown] = report["claims"]
    assert set(report) == TOP_KEYS
    assert set(report["article"]) == ARTICLE_KEYS
    assert set(shown) == CLAIM_KEYS
    assert [set(search) for search in shown["searches"]] == [SEARCH_KEYS]
    assert [set(passage) for passage in shown["evidence"]] == [EVIDENCE_KEYS]
    assert [set(left) for left in report["left_out"]] == [{"quote", "start", "end", "reason"}]


def test_the_report_is_json_and_says_the_same_again(article):
    make_evidence(make_claim(article))
    report = article_report(article)
    assert json.loads(json.dumps(report)) == report


def test_the_article_is_shown_as_it_was_read(article):
    snapshot = article.snapshot
    assert article_report(article)["article"] == {
        "id": article.public_id,
        "url": article.url,
        "title": "An article",
        "language": "en",
        "published_at": "2024-11-20",
        "sha256": snapshot.raw_sha256,
        "text": ARTICLE_TEXT,
    }


def test_what_is_not_known_is_null():
    snapshot = make_snapshot(published_at="", is_source=False)
    shown = article_report(make_article(snapshot=snapshot, submitted_sha256="a" * 64))["article"]
    assert (shown["url"], shown["published_at"]) == (None, None)


def test_every_quote_stands_at_its_offsets(article):
    evidence = make_evidence(make_claim(article))
    [claim] = article_report(article)["claims"]
    assert ARTICLE_TEXT[claim["start"] : claim["end"]] == claim["quote"]
    [quantity] = claim["quantities"]
    assert ARTICLE_TEXT[quantity["start"] : quantity["end"]] == quantity["raw"] == "164"
    [passage] = claim["evidence"]
    assert evidence.snapshot.text[passage["start"] : passage["end"]] == passage["quote"]
    assert passage["snapshot_sha256"] == evidence.snapshot.raw_sha256


def test_claims_come_best_first(article):
    second = make_claim(article, rank=2)
    first = make_claim(article, rank=1)
    assert [claim["id"] for claim in article_report(article)["claims"]] == [first.public_id, second.public_id]


def test_a_search_that_could_not_look_says_why(article):
    make_search_job(
        make_claim(article), outcome="could_not_look", hits=0, job_state="failed", job_error="mediawiki: no answer"
    )
    [search] = article_report(article)["claims"][0]["searches"]
    assert (search["outcome"], search["hits"], search["error"]) == ("could_not_look", 0, "mediawiki: no answer")


def test_rejected_evidence_is_not_shown(article):
    make_evidence(
        make_claim(article),
        status="rejected",
        reject_reason="off topic",
        decided_by=make_user(),
        decided_at=timezone.now(),
    )
    assert article_report(article)["claims"][0]["evidence"] == []


@pytest.mark.parametrize(
    ("suggested", "confirmed", "shown"),
    [("", "", (None, False)), ("supports", "", ("supports", False)), ("supports", "refutes", ("refutes", True))],
)
def test_a_confirmed_stance_is_told_from_a_suggested_one(article, suggested, confirmed, shown):
    decided = {"decided_by": make_user(), "decided_at": timezone.now(), "status": "accepted"} if confirmed else {}
    make_evidence(make_claim(article), suggested_stance=suggested, stance=confirmed, **decided)
    [passage] = article_report(article)["claims"][0]["evidence"]
    assert (passage["stance"], passage["stance_is_confirmed"]) == shown


def test_an_article_without_claims_has_an_empty_list(article):
    report = article_report(article)
    assert (report["claims"], report["note"]) == ([], "read in part")
