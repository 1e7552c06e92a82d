"""Turns at a service: one request in flight, a pace, and a breaker. Time is moved in the row; no test waits."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain.breaker import breaker_words, let_go, record_answered, record_failed, take_turn
from claims.models import Host
from tests.factories import make_host, make_provider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patience(settings):
    settings.BREAKER_FAILURES, settings.BREAKER_SECONDS = 3, 60.0


def set_times(row, **seconds):
    """Let these moments of the row lie so many seconds from now."""
    times = {name: Now() + timedelta(seconds=value) for name, value in seconds.items()}
    type(row).objects.filter(pk=row.pk).update(**times)
    row.refresh_from_db()


def ask(row, *, holder="one"):
    return take_turn(row, holder=holder, hold_seconds=50)


def answer(row, *, holder="one", pace=0.0, retry_after=0.0):
    return record_answered(row, holder=holder, duration_ms=12, pace_seconds=pace, retry_after=retry_after)


def fail(row, *, holder="one", pace=0.0, retry_after=0.0):
    return record_failed(
        row, holder=holder, error="It hung up.", duration_ms=12, pace_seconds=pace, retry_after=retry_after
    )


def fail_often(row, times):
    for _ in range(times):
        set_times(row, not_before=-1)
        assert take_turn(row, holder="one", hold_seconds=50, is_probe=True).is_ours
        fail(row)
    row.refresh_from_db()


def seconds_until(moment):
    return (moment - timezone.now()).total_seconds()


@pytest.mark.parametrize("make", [make_host, make_provider])
def test_a_free_service_gives_its_turn_to_one(make):
    row = make()
    assert ask(row).is_ours is True
    assert (row.holder, round(seconds_until(row.held_until))) == ("one", 50)
    other = ask(row, holder="two")
    assert (other.is_ours, other.wait_seconds) == (False, 2.0)
    assert other.reason == f"Waiting for its turn at {row}: another request is under way there."


def test_not_even_the_same_work_gets_a_second_turn():
    row = make_host()
    ask(row)
    assert ask(row).is_ours is False


def test_a_turn_whose_holder_was_lost_goes_to_another():
    row = make_host()
    ask(row)
    set_times(row, held_until=-1)
    assert ask(row, holder="two").is_ours is True


def test_an_answer_frees_the_service_after_its_pace():
    row = make_host(name="example.org")
    ask(row)
    assert answer(row, pace=30.0) is True
    row.refresh_from_db()
    assert (row.holder, row.held_until, row.last_duration_ms) == ("", None, 12)
    turn = ask(row, holder="two")
    assert (turn.is_ours, round(turn.wait_seconds)) == (False, 30)
    assert turn.reason == "Waiting for its turn at example.org: it wants some time between two visits."


def test_retry_after_is_longer_than_the_pace():
    row = make_host()
    ask(row)
    answer(row, pace=1.0, retry_after=600.0)
    assert round(ask(row).wait_seconds) == 600


def test_a_longer_wait_that_was_asked_for_meanwhile_stands():
    row = make_host()
    ask(row)
    set_times(row, not_before=900)
    answer(row, pace=1.0)
    assert round(ask(row).wait_seconds) == 900


def test_a_late_answer_changes_nothing():
    row = make_host()
    ask(row)
    set_times(row, held_until=-1)
    ask(row, holder="two")
    assert (answer(row), fail(row), let_go(row, holder="one")) == (False, False, False)
    row.refresh_from_db()
    assert (row.holder, row.failures, row.last_answered_at) == ("two", 0, None)


def test_a_turn_that_was_not_used_can_be_given_back():
    row = make_host()
    ask(row)
    assert let_go(row, holder="one") is True
    assert ask(row, holder="two").is_ours is True


def test_failures_in_a_row_open_the_breaker():
    row = make_host()
    fail_often(row, 2)
    assert (row.failures, row.open_until, breaker_words(row)) == (2, None, "closed")
    fail_often(row, 1)
    assert (row.failures, breaker_words(row), row.last_error) == (3, "open", "It hung up.")
    turn = ask(row)
    assert (turn.is_ours, turn.reason) == (
        False,
        f"Waiting for its turn at {row}: it is left alone after 3 failures in a row.",
    )
    assert 25 < turn.wait_seconds <= 60


def test_an_answer_in_between_starts_the_count_again():
    row = make_host()
    fail_often(row, 2)
    ask(row)
    answer(row)
    fail_often(row, 2)
    assert (row.failures, breaker_words(row)) == (2, "closed")


def test_a_half_open_breaker_lets_one_probe_through():
    row = make_host()
    fail_often(row, 3)
    set_times(row, open_until=-1)
    assert breaker_words(row) == "half_open"
    assert (ask(row, holder="probe").is_ours, ask(row, holder="two").is_ours) == (True, False)
    answer(row, holder="probe")
    row.refresh_from_db()
    assert (breaker_words(row), row.failures, ask(row).is_ours) == ("closed", 0, True)


def test_an_open_breaker_lets_an_explicit_probe_through():
    row = make_provider()
    fail_often(row, 3)
    assert take_turn(row, holder="test", hold_seconds=50, is_probe=True).is_ours is True


@pytest.mark.parametrize(("failures", "longest"), [(3, 60), (4, 120), (6, 480), (9, 3600), (60, 3600)])
def test_failing_probes_double_the_time_up_to_an_hour(failures, longest):
    row = make_host(failures=failures - 1)
    fail_often(row, 1)
    assert longest / 2 - 1 < seconds_until(row.open_until) <= longest


def test_a_service_that_fails_and_says_for_how_long_is_left_alone_for_so_long():
    row = make_host()
    ask(row)
    fail(row, pace=1.0, retry_after=120.0)
    assert round(ask(row).wait_seconds) == 120


def test_hundred_who_ask_at_once_get_one_turn():
    row = make_host()
    turns = [take_turn(Host.objects.get(pk=row.pk), holder=f"w{number}", hold_seconds=9) for number in range(100)]
    assert sum(turn.is_ours for turn in turns) == 1
