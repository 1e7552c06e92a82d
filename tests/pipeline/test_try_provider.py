from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import BadInput, LeaseLost, NotYet, ProviderError
from claims.models import AuditEvent, Provider, ProviderTest
from claims.pipeline.try_provider import PAGES_PER_TEST, try_provider
from claims.providers import registry
from claims.providers.base import FoundPage, FoundReview, SearchQuery
from claims.providers.fake import FakeProvider
from claims.providers.trace import Trace, TracedExchange
from tests.factories import make_desk, make_provider, make_provider_test, make_snapshot

pytestmark = pytest.mark.django_db

EXCHANGE = TracedExchange("GET", "https://api.example/?q=x", 200, "application/json", 40, '{"pages": []}', "")


@pytest.fixture
def answer(monkeypatch):
    """Let the provider be tested that answers so, and has this to show."""

    def put(pages=(), *, exchanges=(EXCHANGE,), **options):
        provider = FakeProvider(name="wiki", pages=pages, uses_network=True, **options)
        monkeypatch.setattr(registry, "traced_provider", lambda name: (provider, Trace(exchanges=list(exchanges))))
        return provider

    return put


def leased(*, language="en", **fields):
    provider = Provider.objects.filter(name="wiki").first() or make_provider("wiki")
    pending = {"query": "Ottawa Convention", "outcome": "pending", "job_state": "queued"}
    test = make_provider_test(provider, desk=make_desk(language=language), **{**pending, **fields})
    return ProviderTest.objects.lease([test.pk], seconds=60)[0]


def test_a_test_shows_what_was_sent_and_what_came_back(answer):
    provider = answer([FoundPage(rank=1, url="https://a.example/", title="A", snippet="s", published_at="2024")])
    test = leased(language="uk")
    assert try_provider(test) == []
    test.refresh_from_db()
    assert test.exchanges == [
        {
            "method": "GET",
            "url": "https://api.example/?q=x",
            "status": 200,
            "content_type": "application/json",
            "milliseconds": 40,
            "body": '{"pages": []}',
            "error": "",
        }
    ]
    page = {"kind": "page", "rank": 1, "url": "https://a.example/", "title": "A", "snippet": "s", "date": "2024"}
    assert (test.outcome, test.pages, test.answer_error) == ("found", [page], "")
    assert provider.asked == [SearchQuery("Ottawa Convention", language="uk", limit=PAGES_PER_TEST)]
    event = AuditEvent.objects.get()
    assert (event.action, event.engine, event.details["outcome"]) == ("provider.tested", "wiki 1", "found")


def test_pointers_pages_that_we_hold_and_reviews_are_told_apart(answer):
    held = make_snapshot(title="Held")
    review = FoundReview("https://checkers.example/", "A claim", "False", "Checkers", review_date="2024-11-25")
    pages = [
        FoundPage(rank=1, url="https://www.wikidata.org/wiki/Q1", is_pointer=True),
        FoundPage(rank=2, snapshot_id=held.pk),
    ]
    answer(pages, reviews=[review])
    test = leased()
    try_provider(test)
    told = [(page["kind"], page["url"], page["title"], page["snippet"]) for page in test.pages]
    assert told == [
        ("pointer", "https://www.wikidata.org/wiki/Q1", "", ""),
        ("page", held.page.canonical_url, "Held", ""),
        ("review", "https://checkers.example/", "A claim", "Checkers: False"),
    ]


def test_a_failure_is_what_the_test_found_out(answer):
    answer(error=ProviderError("wiki: no answer"))
    test = leased()
    assert try_provider(test) == []
    test.refresh_from_db()
    assert (test.outcome, test.answer_error, len(test.exchanges)) == ("could_not_look", "wiki: no answer", 1)
    assert Provider.objects.get().failures == 1


def test_a_missing_key_is_what_the_test_found_out(answer):
    provider = answer(missing="WIKI_KEY", exchanges=[])
    test = leased()
    try_provider(test)
    assert test.answer_error == "Wiki is not asked: the setting WIKI_KEY is missing."
    assert (provider.asked, test.exchanges) == ([], [])


def test_a_provider_that_is_not_named_in_the_settings_is_said_so(monkeypatch):
    def unknown(name):
        raise BadInput(f"No provider named {name!r} is switched on.", field="provider")

    monkeypatch.setattr(registry, "traced_provider", unknown)
    test = leased()
    try_provider(test)
    assert (test.outcome, test.answer_error) == ("could_not_look", "No provider named 'wiki' is switched on.")


def test_a_test_works_while_the_provider_rests_and_mends_it_when_it_answers(answer):
    soon = timezone.now() + timedelta(minutes=10)
    make_provider("wiki", open_until=soon, failures=5, is_switched_off=True, switched_off_reason="Down.")
    answer()
    test = leased()
    try_provider(test)
    row = Provider.objects.get()
    assert (test.outcome, row.failures, row.open_until) == ("none_found", 0, None)


def test_a_test_waits_while_another_request_is_under_way(answer):
    make_provider("wiki", holder="srj_other", held_until=timezone.now() + timedelta(minutes=1))
    provider = answer()
    test = leased()
    with pytest.raises(NotYet):
        try_provider(test)
    test.refresh_from_db()
    assert (test.outcome, provider.asked) == ("pending", [])


def test_a_test_that_was_answered_before_its_worker_died_is_not_asked_again(answer):
    provider = answer()
    test = leased()
    try_provider(test)
    try_provider(test)
    assert (len(provider.asked), AuditEvent.objects.count()) == (1, 1)


def test_a_worker_that_lost_its_lease_writes_nothing(answer):
    answer()
    test = leased()
    ProviderTest.objects.update(job_lease=7)
    with pytest.raises(LeaseLost):
        try_provider(test)
    test.refresh_from_db()
    assert (test.outcome, AuditEvent.objects.count()) == ("pending", 0)
