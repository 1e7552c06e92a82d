from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.provider import ProviderFacts, switch_provider
from claims.domain.provider_board import board
from claims.models import ArchiveJob, Provider
from tests.factories import make_claim, make_desk, make_search_job, make_snapshot, make_user

pytestmark = pytest.mark.django_db

GDELT = ProviderFacts("gdelt", "GDELT", sends="The question, to GDELT.", pace_seconds=5.0)
BRAVE = ProviderFacts("brave", "Brave Search", missing="BRAVE_API_KEY")
WAYBACK = ProviderFacts("wayback", "Wayback Machine", answers="copies")


def health(facts=GDELT):
    [row] = board([facts])
    return row


def state(facts=GDELT):
    row = health(facts)
    return row.state, row.words


def test_a_provider_that_was_never_asked_is_on_and_nothing_else_is_known():
    row = health()
    assert (row.state, row.words, row.breaker, row.facts) == ("on", "It is asked.", "closed", GDELT)
    assert (row.median_ms, row.p95_ms, row.share_answered, row.waiting) == (None, None, None, 0)
    assert Provider.objects.count() == 0


def test_a_provider_that_lacks_its_key_says_which():
    assert state(BRAVE) == ("key_missing", "Brave Search is not asked: the setting BRAVE_API_KEY is missing.")


def test_an_archive_says_when_it_is_asked():
    assert state(WAYBACK) == ("on", "It is asked for copies of pages that are gone.")


def test_a_provider_that_is_off_says_who_and_why():
    desk = make_desk()
    olena = make_user(desk, role="administrator", username="olena")
    switch_provider("gdelt", by=olena, desk=desk, is_on=False, reason="Too slow.")
    name, words = state()
    assert (name, words.startswith("gdelt was switched off by olena on "), words.endswith(": Too slow.")) == (
        "off",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"open_until": timedelta(hours=1), "failures": 5}, "open"),
        ({"open_until": timedelta(seconds=-1), "failures": 5}, "probing"),
        ({"quota_left": 0, "quota_resets_at": timedelta(hours=1)}, "quota"),
        ({"quota_left": 0, "quota_resets_at": timedelta(hours=-1)}, "on"),
    ],
)
def test_a_provider_that_rests_says_why(fields, expected):
    now = timezone.now()
    moments = {name: now + value if isinstance(value, timedelta) else value for name, value in fields.items()}
    Provider.objects.create(name="gdelt", **moments)
    assert state()[0] == expected


def test_latency_is_that_of_the_last_fifty_questions_that_were_sent():
    claim, now = make_claim(), timezone.now()
    for number in range(60):
        asked_at = now - timedelta(minutes=number)
        make_search_job(claim, provider="gdelt", duration_ms=number + 1, asked_at=asked_at)
    make_search_job(claim, provider="gdelt", duration_ms=None, outcome="could_not_look")
    make_search_job(claim, provider="brave", duration_ms=9000)
    row = health()
    assert (row.median_ms, row.p95_ms) == (25, 48)


def test_the_share_answered_is_that_of_the_last_day():
    claim, now = make_claim(), timezone.now()
    for outcome in ("found", "none_found", "could_not_look", "found"):
        make_search_job(claim, provider="gdelt", outcome=outcome, duration_ms=5)
    make_search_job(claim, provider="gdelt", outcome="could_not_look", duration_ms=5, asked_at=now - timedelta(days=2))
    row = health()
    assert (row.asked, row.answered, row.share_answered) == (4, 3, 0.75)


def test_what_waits_is_counted_searches_and_pages_to_be_archived_alike():
    claim, snapshot = make_claim(), make_snapshot()
    make_search_job(claim, provider="wayback", outcome="pending", asked_at=None, job_state="queued")
    make_search_job(claim, provider="wayback")
    ArchiveJob.objects.create(
        snapshot=snapshot, desk=claim.desk, requested_by=make_user(), archive="wayback", url="https://a.example/"
    )
    assert health(WAYBACK).waiting == 2


def test_the_row_tells_its_quota_and_its_last_error():
    now = timezone.now()
    Provider.objects.create(
        name="gdelt", quota_limit=2000, quota_left=7, last_error="GDELT: no answer.", last_error_at=now, failures=1
    )
    row = health()
    assert (row.quota_limit, row.quota_left, row.last_error, row.last_error_at) == (2000, 7, "GDELT: no answer.", now)


def test_the_board_keeps_the_order_and_costs_the_same_for_one_provider_and_for_three(django_assert_num_queries):
    for name in ("gdelt", "brave", "wayback"):
        Provider.objects.create(name=name, is_switched_off=True, switched_off_reason="No.")
        make_search_job(provider=name, duration_ms=5)
    for facts in ([GDELT], [WAYBACK, GDELT, BRAVE]):
        with django_assert_num_queries(6):
            assert [row.facts for row in board(facts)] == facts
