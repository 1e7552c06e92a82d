from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.provider import (
    NotAsked,
    ProviderFacts,
    clean_query,
    moment_words,
    provider_row,
    providers_not_asked,
    providers_to_ask,
    quota_wait,
    quota_words,
    record_last_error,
    record_provider_test,
    record_quota,
    request_provider_test,
    switch_provider,
    switched_off_words,
)
from claims.errors import BadInput, PermissionDenied
from claims.models import AuditEvent, Provider, ProviderTest
from tests.factories import make_article, make_claim, make_desk, make_search_job, make_user

pytestmark = pytest.mark.django_db

FACTS = [
    ProviderFacts("library", "Library", uses_network=False),
    ProviderFacts("brave", "Brave Search", missing="BRAVE_API_KEY"),
    ProviderFacts("gdelt", "GDELT"),
    ProviderFacts("wayback", "Wayback Machine", answers="copies"),
]


@pytest.fixture
def desk():
    return make_desk()


def administrator(desk):
    return make_user(desk, role="administrator", username="olena")


def test_the_row_of_a_provider_is_made_once():
    assert provider_row("gdelt") == provider_row("gdelt")
    assert Provider.objects.count() == 1


# ---------------------------------------------------------------- quota


@pytest.mark.parametrize(
    ("left", "resets_in", "wait"),
    [
        (0, 600.0, 600.0),
        (0, None, 3600.0),
        (0, -5.0, 0.0),
        (0, float("inf"), 0.0),
        (0, 1e12, 40 * 24 * 3600.0),
        (1, 600.0, 0.0),
        (None, 600.0, 0.0),
        (None, None, 0.0),
    ],
)
def test_a_quota_that_is_used_up_is_waited_for(left, resets_in, wait):
    row = provider_row("brave")
    record_quota(row, limit=2000, left=left, resets_in_seconds=resets_in)
    row.refresh_from_db()
    assert (row.quota_limit, row.quota_left) == (2000, left)
    assert quota_wait(row) == pytest.approx(wait, abs=5)


def test_a_quota_that_is_used_up_is_said_with_its_end():
    row = Provider(name="brave", quota_left=0, quota_resets_at=datetime(2025, 1, 2, 3, 4, tzinfo=UTC))
    assert quota_words(row) == "The quota of brave is used up until 2 January 2025 03:04 UTC."


def test_a_refusal_is_remembered_beside_the_health():
    row = provider_row("gdelt")
    record_last_error(row, error="GDELT refused the question: too short.")
    row.refresh_from_db()
    assert (row.last_error, row.failures) == ("GDELT refused the question: too short.", 0)
    assert row.last_error_at is not None


# ---------------------------------------------------------------- on and off


def test_switching_off_says_who_when_and_why(desk):
    row = switch_provider("gdelt", by=administrator(desk), desk=desk, is_on=False, reason=" Too slow. ")
    event = AuditEvent.objects.get()
    assert (event.action, event.reason, event.details) == (
        "provider.switched",
        "Too slow.",
        {"provider": "gdelt", "is_on": False},
    )
    assert switched_off_words(row) == f"gdelt was switched off by olena on {moment_words(event.at)}: Too slow."


def test_switching_on_again_forgets_the_reason_but_the_log_does_not(desk):
    olena = administrator(desk)
    switch_provider("gdelt", by=olena, desk=desk, is_on=False, reason="Too slow.")
    row = switch_provider("gdelt", by=olena, desk=desk, is_on=True)
    assert (row.is_switched_off, row.switched_off_reason, switched_off_words(row)) == (False, "", "")
    assert [event.details["is_on"] for event in AuditEvent.objects.order_by("sequence")] == [False, True]


def test_switching_to_what_it_is_already_leaves_no_trace(desk):
    switch_provider("gdelt", by=administrator(desk), desk=desk, is_on=True)
    assert AuditEvent.objects.count() == 0


def test_switching_off_needs_a_reason(desk):
    with pytest.raises(BadInput) as caught:
        switch_provider("gdelt", by=administrator(desk), desk=desk, is_on=False)
    assert (caught.value.field, Provider.objects.count()) == ("reason", 0)


def test_only_who_runs_the_machine_switches_providers(desk):
    with pytest.raises(PermissionDenied):
        switch_provider("gdelt", by=make_user(desk, role="editor"), desk=desk, is_on=False, reason="No.")


# ---------------------------------------------------------------- who is asked


def test_what_lacks_its_key_or_wants_an_address_is_not_asked():
    assert providers_to_ask(make_claim(), facts=FACTS) == ["library", "gdelt"]


def test_a_demo_claim_asks_nothing_over_the_network():
    assert providers_to_ask(make_claim(make_article(is_demo=True)), facts=FACTS) == ["library"]


def test_the_log_of_a_claim_says_who_was_not_asked_and_why():
    claim = make_claim()
    Provider.objects.create(name="gdelt", is_switched_off=True, switched_off_reason="Too slow.")
    assert providers_not_asked(claim, facts=FACTS) == [
        NotAsked("brave", "Brave Search", "Brave Search is not asked: the setting BRAVE_API_KEY is missing."),
        NotAsked("gdelt", "GDELT", "gdelt was switched off: Too slow."),
    ]


def test_a_provider_that_was_asked_before_it_was_switched_off_was_asked():
    claim = make_claim()
    make_search_job(claim, provider="gdelt")
    Provider.objects.create(name="gdelt", is_switched_off=True, switched_off_reason="Too slow.")
    assert [one.name for one in providers_not_asked(claim, facts=FACTS)] == ["brave"]


def test_who_may_be_asked_costs_the_same_for_one_provider_and_for_many(django_assert_num_queries):
    claim = make_claim()
    for name in ("gdelt", "brave"):
        Provider.objects.create(name=name, is_switched_off=True, switched_off_reason="Too slow.")
    for facts in (FACTS[1:2], FACTS):
        with django_assert_num_queries(3):
            providers_not_asked(claim, facts=facts)


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        (" a\n\tb ", "a b"),
        ("a\x00b", "a b"),
        ("\u202ea\u2066b", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\ud800", "a"),
    ],
)
def test_a_question_is_one_line_that_can_be_stored(query, clean):
    assert clean_query(query) == clean


# ---------------------------------------------------------------- tests by hand


def test_a_test_is_asked_for_by_a_person(desk):
    user = make_user(desk, role="researcher")
    test = request_provider_test("gdelt", by=user, desk=desk, query=" Ottawa  Convention ")
    assert (test.provider.name, test.query, test.outcome, test.job_state) == (
        "gdelt",
        "Ottawa Convention",
        "pending",
        "queued",
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.subject_id) == ("provider.tested", user, test.public_id)


def test_a_reader_tests_nothing(desk):
    with pytest.raises(PermissionDenied):
        request_provider_test("gdelt", by=make_user(desk, role="reader"), desk=desk, query="x")
    assert ProviderTest.objects.count() == 0


@pytest.mark.parametrize(
    ("pages", "error", "outcome"),
    [([{"url": "https://a.example/"}], "", "found"), ([], "", "none_found"), ([], "No answer.", "could_not_look")],
)
def test_a_test_holds_what_was_sent_and_what_came_back(desk, pages, error, outcome):
    test = request_provider_test("gdelt", by=make_user(desk), desk=desk, query="x")
    exchanges = [{"method": "GET", "url": "https://api.example/?q=x", "status": 200}]
    machine = Machine("gdelt", "1")
    record_provider_test(test, by=machine, exchanges=exchanges, pages=pages, duration_ms=12, error=error)
    test.refresh_from_db()
    assert (test.outcome, test.exchanges, test.pages) == (outcome, exchanges, pages)
    assert (test.answer_error, test.duration_ms) == (error, 12)
    assert AuditEvent.objects.latest("sequence").details == {"provider": "gdelt", "outcome": outcome, "error": error}


def test_a_moment_is_told_in_utc():
    moment = datetime(2025, 1, 2, 0, 30, tzinfo=UTC).astimezone(timezone.get_fixed_timezone(timedelta(hours=2)))
    assert moment_words(moment) == "2 January 2025 00:30 UTC"
