from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.provider import switch_provider
from claims.errors import LeaseLost, NotYet, ProviderError
from claims.models import AuditEvent, CandidateSource, Provider, SearchJob
from claims.pipeline.run_search import PAGES_PER_SEARCH, run_search
from claims.providers import registry
from claims.providers.base import FoundPage, FoundReview, SearchQuery
from claims.providers.fake import FakeProvider
from tests.factories import make_article, make_candidate, make_claim, make_search_job, make_snapshot, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(monkeypatch):
    """Switch on one provider that answers so."""

    def switch_on(pages=(), **options):
        provider = FakeProvider(name="wiki", pages=pages, uses_network=True, **options)
        monkeypatch.setattr(registry, "providers", lambda: {"wiki": provider})
        return provider

    return switch_on


def leased(claim=None, **fields):
    pending = {"provider": "wiki", "outcome": "pending", "asked_at": None, "hits": 0, "job_state": "queued"}
    job = make_search_job(claim or make_claim(), **{**pending, **fields})
    return SearchJob.objects.lease([job.pk], seconds=60)[0]


def test_found_pages_become_candidates_that_wait_to_be_captured(answer):
    answer([FoundPage(rank=1, url="https://A.example/x?utm_source=y#z", title="A", snippet="s", published_at="2024")])
    job = leased()
    [row] = run_search(job)
    assert (row.url, row.rank, row.title, row.snippet, row.provider_date) == (
        "https://a.example/x",
        1,
        "A",
        "s",
        "2024",
    )
    assert (row.claim, row.search_job, row.job_state, row.snapshot) == (job.claim, job, "queued", None)
    job.refresh_from_db()
    assert (job.outcome, job.hits, job.provider_version) == ("found", 1, "1")


def test_the_provider_is_asked_in_the_claims_language_and_for_no_more_than_is_read(answer):
    provider = answer()
    run_search(leased(make_claim(language="uk"), query="сторони конвенції"))
    assert provider.asked == [SearchQuery("сторони конвенції", language="uk", limit=PAGES_PER_SEARCH)]


def test_the_provider_is_told_what_the_question_is_for(answer):
    provider = answer()
    run_search(leased(purpose="contrary"))
    assert [query.purpose for query in provider.asked] == ["contrary"]


def test_a_search_that_was_answered_before_its_worker_died_is_not_asked_again(answer):
    provider = answer([FoundPage(rank=1, url="https://a.example/")])
    job = leased()
    first = run_search(job)
    events = AuditEvent.objects.count()
    assert run_search(SearchJob.objects.get(pk=job.pk)) == first
    assert (len(provider.asked), AuditEvent.objects.count()) == (1, events)


def test_a_page_that_we_hold_is_proposed_with_its_snapshot(answer):
    held = make_snapshot(title="Held")
    answer([FoundPage(rank=1, snapshot_id=held.pk)])
    [row] = run_search(leased())
    assert (row.snapshot, row.url, row.title) == (held, held.page.canonical_url, "Held")


def test_a_page_of_the_index_that_is_gone_is_left_out(answer):
    answer([FoundPage(rank=1, snapshot_id=10_000_000)])
    job = leased()
    assert run_search(job) == []
    job.refresh_from_db()
    assert (job.outcome, job.hits) == ("none_found", 0)


def test_the_article_is_never_a_source_for_its_own_claim(answer):
    claim = make_claim(make_article(url="https://example.com/own"))
    own = claim.article.snapshot
    answer(
        [
            FoundPage(rank=1, url="https://example.com/own#comments"),
            FoundPage(rank=2, snapshot_id=own.pk),
            FoundPage(rank=3, url="https://other.example/"),
        ]
    )
    assert [row.url for row in run_search(leased(claim))] == ["https://other.example/"]


def test_the_page_that_the_article_was_redirected_to_is_its_own_too(answer):
    claim = make_claim(make_article(url="https://example.com/short"))
    answer([FoundPage(rank=1, url=claim.article.snapshot.page.canonical_url)])
    assert run_search(leased(claim)) == []


@pytest.mark.parametrize(
    "url", ["", "not an address", "ftp://a.example/", "http://127.0.0.1/", "http://[::1]/", "https://u:p@a.example/"]
)
def test_an_address_that_we_would_never_fetch_is_left_out(answer, url):
    answer([FoundPage(rank=1, url=url), FoundPage(rank=2, url="https://a.example/")])
    assert [row.url for row in run_search(leased())] == ["https://a.example/"]


def test_what_a_provider_says_at_too_great_length_does_not_break_the_search(answer):
    answer([FoundPage(rank=1, url="https://a.example/", title="t" * 9000, snippet="s" * 9000, published_at="9" * 99)])
    [row] = run_search(leased())
    row.refresh_from_db()
    assert len(row.provider_date) == 32


def test_a_search_that_found_nothing_is_answered(answer):
    answer()
    job = leased()
    assert run_search(job) == []
    job.refresh_from_db()
    assert (job.outcome, job.asked_at is None) == ("none_found", False)


@pytest.mark.parametrize("permanent", [True, False])
def test_a_provider_that_fails_is_written_down_and_raised(answer, permanent):
    answer(error=ProviderError("wiki: no answer", permanent=permanent))
    job = leased()
    with pytest.raises(ProviderError) as caught:
        run_search(job)
    job.refresh_from_db()
    assert (caught.value.can_retry, job.outcome) == (not permanent, "could_not_look")
    event = AuditEvent.objects.get()
    assert (event.action, event.engine, event.details["error"]) == ("search.failed", "wiki 1", "wiki: no answer")


def could_not_look(job, error=ProviderError):
    """Run a search that cannot be made: why, as the row and whoever asks are told."""
    with pytest.raises(error) as caught:
        run_search(job)
    job.refresh_from_db()
    assert (job.outcome, job.note, job.duration_ms) == ("could_not_look", str(caught.value), None)
    return caught.value


def test_a_provider_that_is_not_named_in_the_settings_cannot_be_asked(answer):
    answer()
    error = could_not_look(leased(provider="gone"))
    message = "The provider gone is not among those that are on (the setting PROVIDERS)."
    assert (str(error), error.code, error.can_retry) == (message, "switched_off", False)


def test_a_provider_that_a_person_switched_off_is_not_asked_and_the_row_says_who_and_why(answer):
    provider = answer()
    job = leased()
    desk = job.claim.desk
    olena = make_user(desk, role="administrator", username="olena")
    switch_provider("wiki", by=olena, desk=desk, is_on=False, reason="Too slow.")
    error = could_not_look(job)
    assert (error.code, error.can_retry, provider.asked) == ("switched_off", False, [])
    assert (str(error).startswith("wiki was switched off by olena on "), str(error).endswith(": Too slow.")) == (
        True,
        True,
    )


def test_a_provider_that_lacks_its_key_could_not_look(answer):
    provider = answer(missing="WIKI_KEY")
    error = could_not_look(leased())
    assert (str(error), error.can_retry) == ("Wiki is not asked: the setting WIKI_KEY is missing.", False)
    assert provider.asked == []


def test_a_demo_claim_is_never_asked_about_over_the_network(answer):
    provider = answer()
    error = could_not_look(leased(make_claim(make_article(is_demo=True))))
    assert (str(error), error.can_retry) == ("The demo asks nothing over the network.", False)
    assert provider.asked == []


def test_a_search_that_waits_for_its_turn_is_not_answered_yet(answer):
    answer([FoundPage(rank=1, url="https://a.example/")])
    soon = timezone.now() + timedelta(minutes=1)
    Provider.objects.create(name="wiki", holder="srj_other", held_until=soon)
    job = leased()
    with pytest.raises(NotYet):
        run_search(job)
    job.refresh_from_db()
    assert (job.outcome, AuditEvent.objects.count()) == ("pending", 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"open_until": 600, "failures": 5},
            "Waiting for its turn at wiki: it is left alone after 5 failures in a row.",
        ),
        ({"quota_left": 0, "quota_resets_at": 600}, "The quota of wiki is used up until "),
    ],
)
def test_a_provider_that_rests_could_not_look_which_is_written_down_once(answer, fields, words):
    provider = answer([FoundPage(rank=1, url="https://a.example/")])
    moments = {
        name: timezone.now() + timedelta(seconds=value) if name.endswith(("until", "at")) else value
        for name, value in fields.items()
    }
    row = Provider.objects.create(name="wiki", **moments)
    job = leased()
    for _ in range(2):
        error = could_not_look(job, NotYet)
    assert (str(error).startswith(words), error.retry_after > 500, provider.asked) == (True, True, [])
    assert AuditEvent.objects.count() == 1
    Provider.objects.filter(pk=row.pk).update(open_until=None, quota_left=5)
    assert [one.url for one in run_search(job)] == ["https://a.example/"]
    job.refresh_from_db()
    assert (job.outcome, job.note) == ("found", "")


def test_a_failure_that_was_sent_has_its_duration(answer):
    answer(error=ProviderError("no answer"))
    job = leased()
    with pytest.raises(ProviderError):
        run_search(job)
    job.refresh_from_db()
    assert (job.duration_ms is None, Provider.objects.get().failures) == (False, 1)


def test_reviews_of_others_are_kept_and_are_no_sources(answer):
    review = FoundReview(
        url="https://checkers.example/x?utm_source=y",
        claim_text="A claim\x00",
        rating="False\ud800",
        publisher="Checkers",
    )
    answer(answers="reviews", reviews=[review, FoundReview("http://127.0.0.1/", "A claim", "True", "Nobody")])
    job = leased()
    assert run_search(job) == []
    job.refresh_from_db()
    row = job.prior_reviews.get()
    assert (row.url, row.claim_text, row.rating) == ("https://checkers.example/x", "A claim", "False?")
    assert (job.outcome, job.hits, CandidateSource.objects.count()) == ("found", 1, 0)


def test_a_pointer_is_written_down_and_not_captured(answer):
    answer(
        [
            FoundPage(rank=1, url="https://www.wikidata.org/wiki/Q1", is_pointer=True),
            FoundPage(rank=2, url="https://treaties.example/"),
        ]
    )
    assert [row.url for row in run_search(leased())] == ["https://treaties.example/"]
    pointer = CandidateSource.objects.get(url="https://www.wikidata.org/wiki/Q1")
    assert (pointer.status, pointer.job_state) == ("dropped", "done")


def test_the_word_of_the_provider_is_kept_with_the_answer(answer):
    answer(note="Two engines did not answer.")
    job = leased()
    run_search(job)
    job.refresh_from_db()
    assert job.note == "Two engines did not answer."


def test_copies_of_a_page_that_is_gone_become_candidates_of_the_claim(answer):
    copies = [FoundPage(rank=rank, url=f"https://archive.example/{rank}") for rank in range(1, 5)]
    provider = answer(copies, answers="copies")
    rows = run_search(leased(query="https://a.example/gone", purpose="archive"))
    assert [row.url for row in rows] == ["https://archive.example/1", "https://archive.example/2"]
    assert [(query.text, query.purpose) for query in provider.asked] == [("https://a.example/gone", "archive")]


def test_a_page_that_another_search_proposed_first_is_ready_when_this_one_is_taken_up_again(answer):
    answer([FoundPage(rank=1, url="https://a.example/")])
    claim = make_claim()
    [page] = run_search(leased(claim))
    Provider.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    job = leased(claim)
    run_search(job)
    assert run_search(SearchJob.objects.get(pk=job.pk)) == [page]


def test_searching_twice_adds_no_candidate(answer):
    answer([FoundPage(rank=1, url="https://a.example/")])
    job = leased()
    assert run_search(job) == run_search(job)
    assert CandidateSource.objects.count() == 1


def test_a_candidate_that_was_worked_on_already_is_not_ready_again(answer):
    claim, snapshot = make_claim(), make_snapshot()
    done = make_candidate(claim, snapshot=snapshot)
    answer([FoundPage(rank=1, snapshot_id=snapshot.pk), FoundPage(rank=2, url="https://a.example/")])
    assert done not in run_search(leased(claim))
    assert CandidateSource.objects.filter(claim=claim).count() == 2


@pytest.mark.parametrize("error", [None, ProviderError("no answer")])
def test_a_worker_that_lost_its_lease_writes_nothing(answer, error):
    answer([FoundPage(rank=1, url="https://a.example/")], error=error)
    job = leased()
    SearchJob.objects.filter(pk=job.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        run_search(job)
    assert (CandidateSource.objects.count(), AuditEvent.objects.count()) == (0, 0)
