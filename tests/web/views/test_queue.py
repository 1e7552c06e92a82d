import re
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.claim import accept_claim, dismiss_claim
from claims.enums import Role
from tests.factories import (
    make_article,
    make_claim,
    make_desk,
    make_evidence,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db
ROWS = re.compile(r'<tr role="row" id="(clm_\w+)"')
HEADING = re.compile(r'<section class="empty".*?<h2>(.*?)</h2>', re.DOTALL)


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


def rows_of(answer):
    return ROWS.findall(answer.content.decode())


def emptiness_of(answer):
    return HEADING.findall(answer.content.decode())


def make_claims(desk, *quotes, **fields):
    article = make_article(desk, text=" ".join(quotes))
    return [make_claim(article, quote=quote, **fields) for quote in quotes]


def test_queue_shows_suggested_claims_best_first(client, desk, reviewer):
    low, high = make_claims(desk, "Few came.", "Many came.")
    type(low).objects.filter(pk=low.pk).update(score=0.3)
    assert rows_of(client.get("/")) == [high.public_id, low.public_id]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["One fell."]),
        ("status=accepted", ["Two rose."]),
        ("status=dismissed", ["Three stood."]),
        ("status=all", ["One fell.", "Two rose.", "Three stood."]),
        ("status=all&kind=rank", ["Three stood."]),
        ("status=all&q=ROSE", ["Two rose."]),
        ("status=all&q=two+nothing", []),
    ],
)
def test_queue_filters_by_the_query_string(client, desk, reviewer, query, expected):
    one, two, three = make_claims(desk, "One fell.", "Two rose.", "Three stood.")
    type(three).objects.filter(pk=three.pk).update(kind="rank")
    accept_claim(two, by=reviewer)
    dismiss_claim(three, by=reviewer, reason="opinion")
    by_quote = {claim.quote: claim.public_id for claim in (one, two, three)}
    assert rows_of(client.get(f"/?{query}")) == [by_quote[quote] for quote in expected]


def test_unknown_filter_is_named_and_left_aside(client, desk, reviewer):
    (claim,) = make_claims(desk, "One fell.")
    answer = client.get("/?kind=poem")
    assert answer.status_code == 400
    assert rows_of(answer) == [claim.public_id]
    assert answer.context["page"].problems == (
        "kind: Select a valid choice. poem is not one of the available choices.",
    )


def test_filter_by_desk_shows_that_desk_alone(client, desk, reviewer):
    other = make_desk(name="Economy")
    other.memberships.create(user=reviewer, role=Role.READER)
    make_claims(desk, "One fell.")
    (wanted,) = make_claims(other, "Two rose.")
    assert rows_of(client.get(f"/?desk={other.public_id}")) == [wanted.public_id]


def test_queue_hides_the_claims_of_other_desks(client, desk, reviewer):
    make_claim(make_article(make_desk(name="Other")))
    assert rows_of(client.get("/?status=all")) == []


def test_three_kinds_of_empty_say_different_things(client, desk, reviewer):
    assert emptiness_of(client.get("/")) == ["No claims yet"]
    (claim,) = make_claims(desk, "One fell.")
    filtered = client.get("/?q=nothing-like-it&kind=rank")
    assert emptiness_of(filtered) == ["No claim fits these filters"]
    assert [active.label for active in filtered.context["page"].filters] == ["Kind: Rank", "Search: nothing-like-it"]
    accept_claim(claim, by=reviewer)
    done = client.get("/")
    assert emptiness_of(done) == ["Queue clear"]
    assert done.context["page"].decided_today == 1
    assert emptiness_of(client.get("/?status=dismissed")) == ["Nothing in this view"]


def test_row_tells_gathering_from_ready_and_not_searched(client, desk, reviewer):
    searched, waiting, fresh = make_claims(desk, "One fell.", "Two rose.", "Three stood.")
    make_search_job(searched)
    make_search_job(waiting, outcome="pending", job_state="queued", asked_at=None)
    page = client.get("/").context["page"]
    states = {row.claim.pk: row.gathering for row in page.rows}
    assert states == {searched.pk: "ready", waiting.pk: "gathering", fresh.pk: "not searched"}
    assert page.is_busy


def test_row_counts_passages_pages_and_sources(client, desk, reviewer):
    (claim,) = make_claims(desk, "One fell.")
    snapshot = make_snapshot(text="One fell. One rose.")
    make_evidence(claim, snapshot=snapshot, exact="One fell.", candidate=None)
    make_evidence(claim, snapshot=snapshot, exact="One rose.", candidate=None)
    assert "2 passages · 1 page · 1 independent source<" in client.get("/").content.decode()


def test_words_of_an_article_are_escaped_and_carry_their_language(client, desk, reviewer):
    quote = 'Експорт <script>alert("1")</script> зріс.'
    make_claims(desk, quote, language="uk")
    shown = client.get("/").content.decode()
    assert "<script>alert" not in shown
    assert 'data-open lang="uk" dir="auto">Експорт &lt;script&gt;' in shown


@pytest.mark.parametrize("address", ["/?status=all", "/queue/live?status=all", "/articles"])
def test_list_asks_as_often_for_three_rows_as_for_one(client, desk, reviewer, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as with_none:
        client.get(address)
    counts = []
    for quotes in (["One fell."], ["Two rose.", "Three stood."]):
        for quote in quotes:
            claim = make_claims(desk, quote)[0]
            make_evidence(claim)
        with django_assert_max_num_queries(12) as captured:
            client.get(address)
        counts.append(len(captured))
    assert len(with_none) <= counts[0]
    assert counts[0] == counts[1]


def test_queue_is_paged(client, desk, reviewer):
    make_claims(desk, *[f"Number {number} fell." for number in range(51)])
    first, second = client.get("/"), client.get("/?page=2")
    assert (len(rows_of(first)), len(rows_of(second))) == (50, 1)
    assert "1–50 of 51" in first.content.decode()


def test_old_decisions_do_not_count_as_today(client, desk, reviewer):
    (claim,) = make_claims(desk, "One fell.")
    accept_claim(claim, by=reviewer)
    type(claim).objects.filter(pk=claim.pk).update(decided_at=timezone.now() - timedelta(days=2))
    assert client.get("/").context["page"].decided_today == 0
