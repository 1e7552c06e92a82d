import pytest

from claims.errors import LeaseLost, ProviderError
from claims.models import AuditEvent, CandidateSource, SearchJob
from claims.pipeline.run_search import PAGES_PER_SEARCH, run_search
from claims.providers import registry
from claims.providers.base import FoundPage
from claims.providers.fake import FakeProvider
from tests.factories import make_article, make_candidate, make_claim, make_search_job, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(monkeypatch):
    """Switch on one provider that answers so."""

    def switch_on(pages=(), *, error=None):
        provider = FakeProvider(name="wiki", pages=pages, error=error, uses_network=True)
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
    [query] = provider.asked
    assert (query.text, query.language, query.limit) == ("сторони конвенції", "uk", PAGES_PER_SEARCH)


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


def test_a_provider_that_is_switched_off_cannot_be_asked(answer):
    answer()
    with pytest.raises(ProviderError) as caught:
        run_search(leased(provider="gone"))
    assert (str(caught.value), caught.value.can_retry) == ("The provider gone is switched off.", False)


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
