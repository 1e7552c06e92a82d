from itertools import chain

import pytest
from django.utils import timezone

from claims.enums import Role
from claims.models import Article, AuditEvent, CandidateSource, Snapshot
from tests.api.conftest import make_caller
from tests.api.test_base import walk
from tests.factories import (
    make_archive_job,
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_feed,
    make_provider,
    make_provider_test,
    make_search_job,
    make_snapshot,
)


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.job.enqueue", rung.extend)
    return rung


@pytest.fixture
def rows(caller) -> dict:
    """One row of each kind, in the order in which they were made."""
    article = make_article(caller.desk)
    claim = make_claim(article)
    search_job = make_search_job(claim, query="ottawa convention", job_state="failed", job_error="No answer.")
    source = make_snapshot()
    candidate = make_candidate(claim, snapshot=source, search_job=search_job)
    return {
        "capture_job": make_capture_job("https://example.org/new", desk=caller.desk, reason="recapture"),
        "feed": make_feed(caller.desk, url="https://feeds.example/a.xml"),
        "archive_job": make_archive_job(source, desk=caller.desk, url="https://example.org/c"),
        "provider_test": make_provider_test(make_provider("wiki"), desk=caller.desk, query="mines"),
        "article": article,
        "claim": claim,
        "search_job": search_job,
        "candidate_source": candidate,
        "snapshot": source,
    }


def test_every_kind_of_work_is_listed(caller, rows):
    listed = caller.ask("jobs").json()["results"]
    base = "http://testserver/api/v1/"
    claim_address = f"{base}claims/{rows['claim'].public_id}"
    assert {(row["kind"], row["about"], row["resource"]) for row in listed} == {
        ("article", "An article", f"{base}articles/{rows['article'].public_id}"),
        ("claim", rows["claim"].quote, claim_address),
        ("search_job", "library: ottawa convention", claim_address),
        ("candidate_source", rows["candidate_source"].url, claim_address),
        ("capture_job", "https://example.org/new", f"{base}captures/{rows['capture_job'].public_id}"),
        ("feed", "https://feeds.example/a.xml", f"{base}feeds/{rows['feed'].public_id}"),
        ("archive_job", "wayback: https://example.org/c", f"{base}archivings/{rows['archive_job'].public_id}"),
        ("provider_test", "wiki: mines", f"{base}provider-tests/{rows['provider_test'].public_id}"),
        ("snapshot", "A page", f"{base}snapshots/{rows['snapshot'].public_id}"),
        ("snapshot", "An article", f"{base}snapshots/{rows['article'].snapshot.public_id}"),
    }


def test_capture_that_a_row_waits_for_is_shown_with_that_row(caller, rows):
    CandidateSource.objects.update(capture_job=rows["capture_job"])
    assert caller.ask("jobs", {"kind": "capture_job"}).json()["results"] == []
    assert caller.ask(f"jobs/{rows['capture_job'].public_id}").status_code == 200


@pytest.mark.parametrize("kind", ["capture_job", "feed", "archive_job", "provider_test"])
def test_failed_work_of_every_kind_is_queued_again(caller, rows, bells, kind):
    row = rows[kind]
    type(row).objects.filter(pk=row.pk).update(job_state="failed", job_error="No answer.")
    response = caller.send("POST", f"jobs/{row.public_id}/attempts")
    assert (response.status_code, response.json()["state"], bells) == (202, "queued", [row])


def test_filters_narrow_the_list(caller, rows):
    for query, found in [({"state": "failed"}, ["search_job"]), ({"kind": "claim"}, ["claim"])]:
        assert [row["kind"] for row in caller.ask("jobs", query).json()["results"]] == found


@pytest.mark.parametrize("size", ["1", "2", "5"])
def test_pages_hold_every_row_once_newest_first(caller, rows, size):
    everything = [row["id"] for row in caller.ask("jobs").json()["results"]]
    assert list(chain(*walk(caller, "jobs", {"page_size": size}))) == everything


def test_rows_of_one_moment_are_not_lost_between_pages(caller, rows):
    for row in rows.values():
        type(row).objects.update(created_at=timezone.now().replace(microsecond=0))
    shown = list(chain(*walk(caller, "jobs", {"page_size": "2"})))
    assert sorted(shown) == sorted([*(row.public_id for row in rows.values()), rows["article"].snapshot.public_id])


def test_detail_is_found_by_the_id_of_the_row(caller, rows):
    for kind, row in rows.items():
        shown = caller.ask(f"jobs/{row.public_id}").json()
        assert (shown["id"], shown["kind"], shown["state"]) == (row.public_id, kind, row.job_state)
    failed = caller.ask(f"jobs/{rows['search_job'].public_id}").json()
    assert (failed["error"], failed["attempts"], failed["max_attempts"]) == ("No answer.", 0, 5)


def test_failed_work_is_queued_again_and_rung_for(caller, rows, bells):
    row = rows["search_job"]
    response = caller.send("POST", f"jobs/{row.public_id}/attempts")
    shown = response.json()
    assert (response.status_code, shown["state"], shown["error"]) == (202, "queued", None)
    assert response["Location"] == shown["self"] == f"http://testserver/api/v1/jobs/{row.public_id}"
    assert bells == [row]
    assert AuditEvent.objects.get(action="work.retried").subject_id == row.public_id


@pytest.mark.parametrize("state", ["queued", "working", "done"])
def test_only_failed_work_is_retried(caller, bells, state):
    article = make_article(caller.desk, job_state=state)
    response = caller.send("POST", f"jobs/{article.public_id}/attempts")
    assert (response.status_code, response.json()["detail"], bells) == (
        409,
        f"Only failed work can be retried; this is {state}.",
        [],
    )
    assert Article.objects.get().job_state == state


def test_source_page_is_retried_for_a_desk_on_which_one_may(db):
    caller = make_caller(make_desk(name="A desk"), role=Role.READER)
    source = make_snapshot(job_state="failed", job_error="The index is held.")
    assert caller.send("POST", f"jobs/{source.public_id}/attempts").status_code == 403
    make_desk(name="B desk").memberships.create(user=caller.user, role=Role.RESEARCHER)
    assert caller.send("POST", f"jobs/{source.public_id}/attempts").status_code == 202
    assert Snapshot.objects.get().job_state == "queued"
