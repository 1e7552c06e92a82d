from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.provider import ProviderFacts
from claims.errors import NotYet, ProviderError
from claims.models import Provider
from claims.pipeline.ask_provider import ask_provider, provider_facts
from claims.providers import registry
from claims.providers.base import Quota, SearchQuery
from claims.providers.fake import FakeProvider

pytestmark = pytest.mark.django_db

QUERY = SearchQuery("Ottawa Convention")
MISSING = "Wiki is not asked: the setting WIKI_KEY is missing."


def network(**options):
    return FakeProvider(name="wiki", uses_network=True, **options)


def row():
    return Provider.objects.get(name="wiki")


def put_row(**fields):
    return Provider.objects.create(name="wiki", **fields)


def soon(seconds=600.0):
    return timezone.now() + timedelta(seconds=seconds)


def ask(provider, **options):
    return ask_provider(provider, QUERY, holder="srj_1", **options)


def some_time_later():
    """The pace is over: two questions of one millisecond are one too many even without a pace."""
    Provider.objects.update(not_before=soon(-1.0))


def test_an_answer_closes_the_breaker_and_keeps_the_pace():
    put_row(failures=3, last_error="No answer.")
    answer, duration_ms = ask(network(pace_seconds=60.0))
    assert (answer.pages, duration_ms >= 0) == ((), True)
    assert (row().failures, row().holder, row().held_until) == (0, "", None)
    assert row().last_answered_at is not None
    assert row().not_before > soon(50)


def test_the_library_waits_for_nobody():
    put_row(held_until=soon(), holder="srj_0", not_before=soon())
    provider = FakeProvider(name="wiki")
    ask(provider)
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    ("fields", "code", "reason"),
    [
        ({"held_until": 600.0, "holder": "srj_0"}, "not_yet", "another request is under way there"),
        ({"not_before": 600.0}, "not_yet", "it wants some time between two visits"),
        ({"open_until": 600.0, "failures": 5}, "resting", "it is left alone after 5 failures in a row"),
    ],
)
def test_when_it_is_not_our_turn_nothing_is_sent_and_the_wait_is_told(fields, code, reason):
    put_row(**{name: soon(value) if isinstance(value, float) else value for name, value in fields.items()})
    provider = network()
    with pytest.raises(NotYet) as caught:
        ask(provider)
    assert (caught.value.code, str(caught.value)) == (code, f"Waiting for its turn at wiki: {reason}.")
    assert 0 < caught.value.retry_after <= 600
    assert provider.asked == []


def test_a_quota_that_is_used_up_is_waited_for():
    put_row(quota_left=0, quota_resets_at=soon())
    provider = network()
    with pytest.raises(NotYet) as caught:
        ask(provider)
    assert (caught.value.code, provider.asked) == ("resting", [])
    assert caught.value.retry_after == pytest.approx(600, abs=5)


def test_a_quota_that_is_there_again_is_used():
    put_row(quota_left=0, quota_resets_at=soon(-1.0))
    ask(network(quota=Quota(limit=2000, left=1999, resets_in_seconds=60.0)))
    assert (row().quota_limit, row().quota_left, row().quota_resets_at > timezone.now()) == (2000, 1999, True)


def test_a_service_that_says_nothing_of_its_quota_changes_nothing():
    put_row(quota_limit=2000, quota_left=7)
    ask(network())
    assert (row().quota_limit, row().quota_left) == (2000, 7)


def test_a_missing_key_is_said_before_anything_is_touched():
    provider = network(missing="WIKI_KEY")
    with pytest.raises(ProviderError) as caught:
        ask(provider)
    assert (str(caught.value), caught.value.code, caught.value.can_retry) == (MISSING, "key_missing", False)
    assert (provider.asked, Provider.objects.count()) == ([], 0)


@pytest.mark.parametrize("uses_network", [True, False])
def test_what_is_switched_off_is_not_asked(uses_network):
    put_row(is_switched_off=True, switched_off_reason="Too slow.")
    provider = FakeProvider(name="wiki", uses_network=uses_network)
    with pytest.raises(ProviderError) as caught:
        ask(provider)
    assert (str(caught.value), caught.value.code) == ("wiki was switched off: Too slow.", "switched_off")
    assert (caught.value.can_retry, provider.asked) == (False, [])


@pytest.mark.parametrize(
    ("error", "failures", "not_before"),
    [
        (ProviderError("wiki: no answer"), 1, 0.0),
        (ProviderError("wiki: too many", code="rate_limited", retry_after=900.0), 1, 900.0),
        (ProviderError("wiki: who are you", permanent=True, code="forbidden"), 1, 0.0),
        (ProviderError("wiki: too short", permanent=True, code="refused"), 0, 0.0),
        (ProviderError("wiki: what", permanent=True, code="bad_query"), 0, 0.0),
    ],
)
def test_a_failure_counts_against_the_provider_unless_the_question_was_at_fault(error, failures, not_before):
    with pytest.raises(ProviderError):
        ask(network(error=error))
    assert (row().failures, row().last_error, row().holder) == (failures, str(error), "")
    assert row().last_error_at is not None
    assert (row().not_before - timezone.now()).total_seconds() == pytest.approx(not_before, abs=5)


def test_after_enough_failures_nobody_is_let_through_but_a_probe(settings):
    settings.BREAKER_FAILURES = 2
    down = network(error=ProviderError("wiki: no answer"))
    for _ in range(2):
        with pytest.raises(ProviderError):
            ask(down)
        some_time_later()
    with pytest.raises(NotYet):
        ask(down)
    ask(network(), is_probe=True)
    some_time_later()
    ask(network())
    assert (row().failures, row().open_until) == (0, None)


def test_a_probe_minds_neither_the_switch_nor_the_quota():
    put_row(is_switched_off=True, switched_off_reason="No.", quota_left=0, quota_resets_at=soon())
    provider = network()
    ask(provider, is_probe=True)
    assert len(provider.asked) == 1


def test_an_error_of_our_own_gives_the_turn_back_and_blames_nobody():
    with pytest.raises(ZeroDivisionError):
        ask(network(error=ZeroDivisionError()))
    assert (row().holder, row().held_until, row().failures) == ("", None, 0)


def test_the_facts_are_what_the_providers_say_of_themselves(monkeypatch):
    provider = network(missing="WIKI_KEY", pace_seconds=2.0, answers="reviews")
    monkeypatch.setattr(registry, "providers", lambda: {"wiki": provider})
    assert provider_facts() == [
        ProviderFacts(
            name="wiki",
            label="Wiki",
            sends=provider.sends,
            homepage="",
            answers="reviews",
            missing="WIKI_KEY",
            pace_seconds=2.0,
            uses_network=True,
        )
    ]
