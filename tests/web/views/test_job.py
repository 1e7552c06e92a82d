import pytest

from claims.enums import Role
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
    make_user,
)

pytestmark = pytest.mark.django_db
FAILED = {"job_state": "failed", "job_error": "No answer.", "job_attempts": 5}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


def listed(client):
    return [(failed.kind, failed.name) for failed in client.get("/jobs").context["work"]]


def test_every_kind_of_failed_work_is_listed_newest_first(client, desk, reviewer):
    article = make_article(desk, snapshot=None, url="https://a.example/", **FAILED)
    claim = make_claim(make_article(desk), **FAILED)
    job = make_search_job(claim, query="who signed", outcome="could_not_look", **FAILED)
    make_candidate(claim, search_job=job, title="A treaty", **FAILED)
    make_snapshot(title="A page of the library", **FAILED)
    make_search_job(claim)
    assert listed(client) == [
        ("Adding a page to the library", "A page of the library"),
        ("Capturing a page", "A treaty"),
        ("Search", "library: who signed"),
        ("Asking for sources", claim.quote),
        ("Reading an article", article.url),
    ]


def test_new_kinds_of_work_lead_to_where_they_are_seen(client, desk, reviewer):
    snapshot = make_snapshot()
    feed = make_feed(desk, title="Press", **FAILED)
    test = make_provider_test(make_provider("library"), desk=desk, query="mines", **FAILED)
    archiving = make_archive_job(snapshot, desk=desk, **FAILED)
    capture = make_capture_job(desk=desk, earlier=snapshot, **FAILED)
    copy = f"/snapshots/{snapshot.public_id}"
    assert [(failed.kind, failed.name, failed.url) for failed in client.get("/jobs").context["work"]] == [
        ("Making a new copy of a page", capture.url, copy),
        ("Asking a public archive to keep a page", archiving.url, copy),
        ("Testing a provider", "library: mines", f"/provider-tests/{test.public_id}"),
        ("Polling a feed", "Press", f"/feeds/{feed.public_id}"),
    ]


def test_capture_that_somebody_waits_for_is_shown_where_it_is_missed(client, desk, reviewer):
    capture = make_capture_job(desk=desk, **FAILED)
    make_candidate(make_claim(make_article(desk)), capture_job=capture)
    assert listed(client) == []


def test_failed_work_of_another_desk_is_not_listed(client, reviewer):
    make_article(make_desk(name="Other"), **FAILED)
    assert listed(client) == []
    assert "Nothing has failed" in client.get("/jobs").content.decode()


def test_retry_puts_the_row_back_and_rings(client, desk, reviewer, django_capture_on_commit_callbacks):
    job = make_search_job(make_claim(make_article(desk)), outcome="could_not_look", **FAILED)
    with django_capture_on_commit_callbacks() as rung:
        answer = client.post(f"/jobs/{job.public_id}/retry", {"next": "https://evil.example/"})
    job.refresh_from_db()
    assert (answer.url, job.job_state, job.job_attempts, len(rung)) == ("/jobs", "queued", 0, 1)


def test_page_of_the_library_is_retried_for_one_of_the_own_desks(client, reviewer):
    snapshot = make_snapshot(**FAILED)
    client.post(f"/jobs/{snapshot.public_id}/retry")
    snapshot.refresh_from_db()
    assert snapshot.job_state == "queued"


def test_work_that_did_not_fail_cannot_be_retried(client, desk, reviewer):
    article = make_article(desk)
    answer = client.post(f"/jobs/{article.public_id}/retry")
    assert answer.status_code == 409
    assert "Only failed work can be retried; this is done." in answer.content.decode()


def test_reader_may_not_retry(client, desk):
    article = make_article(desk, **FAILED)
    client.force_login(make_user(desk, role=Role.READER))
    assert "your role cannot retry" in client.get("/jobs").content.decode()
    assert client.post(f"/jobs/{article.public_id}/retry").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_three_rows_as_for_one(client, desk, reviewer, rows, django_assert_num_queries):
    for _ in range(rows):
        claim = make_claim(make_article(desk, **FAILED), **FAILED)
        job = make_search_job(claim, outcome="could_not_look", **FAILED)
        make_candidate(claim, search_job=job, **FAILED)
    with django_assert_num_queries(18):
        client.get("/jobs")
