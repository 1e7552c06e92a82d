import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import fault_of
from tests.factories import (
    make_archive_job,
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_evidence,
    make_feed,
    make_feed_item,
    make_origin_group,
    make_prior_review,
    make_provider,
    make_provider_test,
    make_quote_check,
    make_search_job,
)

LISTS = ["claims", "articles", "evidence", "searches", "captures", "feeds", "jobs", "desks"]


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
@pytest.mark.parametrize("path", [*LISTS, "providers"])
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
        ("evidence", "is_safe", "yes"),
        ("searches", "answer", "nothing"),
        ("searches", "claim", "a\x00b"),
        ("captures", "outcome", "x"),
        ("captures", "reason", "x"),
        ("feeds", "use", "x"),
        ("feeds", "kind", "x"),
        ("jobs", "state", "x"),
        ("jobs", "kind", "desk"),
    ],
)
def test_filter_value_that_cannot_be_read_is_400(caller, path, name, value):
    assert fault_of(caller.ask(path, {name: value})) == (400, [name])


@pytest.mark.parametrize("path", [*LISTS, "providers"])
def test_list_asks_the_database_as_often_for_one_row_as_for_three(caller, path):
    def add_rows() -> None:
        article = make_article(caller.desk)
        capture = make_capture_job(desk=caller.desk, requested_by=caller.user, earlier=article.snapshot)
        evidence = make_evidence(make_claim(article), origin_group=make_origin_group())
        make_quote_check(evidence)
        make_search_job(evidence.claim, asked_by=caller.user)
        make_candidate(evidence.claim, capture_job=capture)
        make_feed_item(make_feed(caller.desk), capture_job=capture)
        make_archive_job(desk=caller.desk)
        make_provider_test(make_provider(), desk=caller.desk)
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


@pytest.mark.parametrize("part", ["", "/evidence", "/origin-groups", "/prior-reviews", "/search-log.csv", "/events"])
def test_claim_asks_the_database_as_often_with_one_row_of_each_kind_as_with_three(caller, part):
    claim = make_claim(make_article(caller.desk))

    def add_rows() -> None:
        capture = make_capture_job(desk=caller.desk)
        search = make_search_job(claim, asked_by=caller.user)
        make_prior_review(url=f"https://checkers.example/{search.public_id}").search_jobs.add(search)
        candidate = make_candidate(claim, search_job=search, capture_job=capture, proposed_by=caller.user)
        make_quote_check(make_evidence(claim, candidate=candidate, origin_group=make_origin_group(claim)))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert caller.ask(f"claims/{claim.public_id}{part}").status_code == 200
        return len(queries)

    add_rows()
    caller.ask("claims")
    one = count()
    add_rows()
    add_rows()
    assert count() == one


def test_feed_asks_the_database_as_often_for_one_item_as_for_three(caller):
    feed = make_feed(caller.desk)

    def add_item() -> None:
        make_feed_item(feed, capture_job=make_capture_job(snapshot=make_evidence().snapshot))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert caller.ask(f"feeds/{feed.public_id}/items").status_code == 200
        return len(queries)

    add_item()
    caller.ask("feeds")
    one = count()
    add_item()
    add_item()
    assert count() == one
