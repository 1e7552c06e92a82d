from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain.provider_board import board
from claims.enums import Role
from claims.models import Provider
from claims.pipeline.ask_provider import provider_facts
from claims.web.own_desks import own_desks
from claims.web.provider_page import STATES, BoardRow, HostRow, read_board, troubled_hosts
from tests.factories import (
    make_capture_job,
    make_claim,
    make_desk,
    make_host,
    make_provider,
    make_search_job,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_providers(settings):
    settings.PROVIDERS, settings.BRAVE_API_KEY = ["gdelt", "brave"], ""


def row_of(name):
    return next(BoardRow(health, None) for health in board(provider_facts()) if health.facts.name == name)


def test_every_state_of_the_board_has_a_sign_and_a_word():
    assert set(STATES) == {"on", "off", "key_missing", "open", "probing", "quota"}
    assert len(set(STATES.values())) == len(STATES)


def test_missing_key_is_named():
    row = row_of("brave")
    assert (row.sign, row.state, row.words) == ("○", "Not asked", "BRAVE_API_KEY is not set.")


def test_provider_that_was_never_asked_says_so():
    row = row_of("gdelt")
    assert (row.latency, row.share, row.quota, row.breaker) == (
        "not asked yet",
        "no question in the last day",
        "no quota told",
        "closed",
    )


def test_answers_of_the_last_day_are_counted_in_words():
    claim = make_claim()
    for outcome, duration in (("found", 100), ("none_found", 300), ("could_not_look", 1200)):
        make_search_job(claim, provider="gdelt", outcome=outcome, duration_ms=duration)
    row = row_of("gdelt")
    assert (row.share, row.latency) == (
        "answered 2 of 3 questions in the last day",
        "median 300 ms, 95 of 100 within 1,200 ms",
    )


MOMENT = timezone.now().replace(year=2090, month=5, day=4, hour=3, minute=2)


@pytest.mark.parametrize(
    ("fields", "attribute", "words"),
    [
        ({"quota_left": 7}, "quota", "7 left"),
        (
            {"quota_left": 1990, "quota_limit": 2000, "quota_resets_at": MOMENT},
            "quota",
            "1,990 of 2,000 left, renewed 4 May 2090 03:02 UTC",
        ),
        ({"open_until": MOMENT, "failures": 5}, "breaker", "open until 4 May 2090 03:02 UTC"),
        ({"open_until": MOMENT.replace(year=2000)}, "breaker", "half open: the next question decides"),
    ],
)
def test_quota_and_breaker_are_told_in_words(fields, attribute, words):
    make_provider("gdelt", **fields)
    assert getattr(row_of("gdelt"), attribute) == words


def test_hosts_in_trouble_are_told_with_until_when_why_and_who_waits():
    administrator = make_user(make_desk(), role=Role.ADMINISTRATOR)
    broken = make_host("down.example", failures=6, open_until=MOMENT, last_error="Refused.")
    make_host("tried.example", failures=6, open_until=MOMENT.replace(year=2000), last_error="Refused.")
    make_host("slow.example", not_before=MOMENT)
    make_host("paced.example", not_before=Now() + timedelta(seconds=1))
    make_host("well.example")
    make_capture_job(host=broken)
    make_capture_job(host=broken, job_state="done")
    hosts = [HostRow(host) for host in troubled_hosts(administrator, own_desks(administrator))]
    assert {row.host.name: (row.state, row.reason, row.host.waiting) for row in hosts} == {
        "down.example": ("Left alone until 4 May 2090 03:02 UTC", "6 failures in a row. The last: Refused.", 1),
        "tried.example": ("On trial: the next visit decides", "6 failures in a row. The last: Refused.", 0),
        "slow.example": ("Not visited until 4 May 2090 03:02 UTC", "It asked for a pause between two visits.", 0),
    }


def test_hosts_that_another_desk_reads_are_its_own_affair():
    desk = make_desk()
    mine, houses, theirs = [make_host(open_until=MOMENT, failures=5) for _ in range(3)]
    make_capture_job(host=mine, desk=desk)
    make_capture_job(host=houses)
    make_capture_job(host=theirs, desk=make_desk())
    shown = read_board(make_user(desk)).hosts
    assert {row.host.pk for row in shown} == {mine.pk, houses.pk}


@pytest.mark.parametrize("rows", [1, 3])
def test_board_asks_as_often_for_three_hosts_as_for_one(rows, django_assert_num_queries):
    reviewer = make_user(make_desk())
    for _ in range(rows):
        make_capture_job(host=make_host(open_until=MOMENT, failures=5))
        make_search_job(provider="gdelt", duration_ms=10)
    Provider.objects.create(name="gdelt")
    with django_assert_num_queries(10):
        read_board(reviewer)
