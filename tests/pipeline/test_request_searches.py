import pytest

from claims.errors import LeaseLost
from claims.models import Claim, Provider, SearchJob
from claims.pipeline.request_searches import request_archived_copy, request_searches
from claims.providers import registry
from claims.providers.fake import FakeProvider
from tests.factories import make_article, make_candidate, make_claim, make_search_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def providers(monkeypatch):
    """One provider that looks at home, one that asks the network, one that lacks its key, and an archive."""
    fakes = {
        "shelf": FakeProvider(name="shelf"),
        "wiki": FakeProvider(name="wiki", uses_network=True),
        "keyless": FakeProvider(name="keyless", uses_network=True, missing="SOME_KEY"),
        "vault": FakeProvider(name="vault", uses_network=True, answers="copies"),
    }
    monkeypatch.setattr(registry, "providers", lambda: fakes)
    return fakes


def switch_off(name):
    Provider.objects.create(name=name, is_switched_off=True, switched_off_reason="Too slow.")


def leased(claim):
    Claim.objects.filter(pk=claim.pk).update(job_state="queued")
    return Claim.objects.lease([claim.pk], seconds=60)[0]


def test_every_provider_is_asked_the_questions_of_the_claim():
    jobs = request_searches(leased(make_claim()))
    by_provider = {name: [job.query for job in jobs if job.provider == name] for name in ("shelf", "wiki")}
    assert by_provider["shelf"] == by_provider["wiki"]
    assert {job.provider for job in jobs} == {"shelf", "wiki"}
    assert len(by_provider["shelf"]) == len(set(by_provider["shelf"])) > 0
    assert [(job.outcome, job.job_state) for job in jobs] == [("pending", "queued")] * len(jobs)


def test_a_search_for_contrary_evidence_is_among_them():
    assert "contrary" in {job.purpose for job in request_searches(leased(make_claim()))}


def test_a_demo_claim_asks_only_what_is_here():
    jobs = request_searches(leased(make_claim(make_article(is_demo=True))))
    assert {job.provider for job in jobs} == {"shelf"}


def test_a_provider_that_is_switched_off_is_not_asked():
    switch_off("wiki")
    assert {job.provider for job in request_searches(leased(make_claim()))} == {"shelf"}


def test_asking_twice_adds_nothing():
    claim = leased(make_claim())
    assert request_searches(claim) == request_searches(claim)
    assert SearchJob.objects.count() == len(request_searches(claim))


def test_a_worker_that_lost_its_lease_asks_nothing():
    claim = leased(make_claim())
    Claim.objects.filter(pk=claim.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        request_searches(claim)
    assert SearchJob.objects.count() == 0


# ---------------------------------------------------------------- archived copies


def gone(claim=None, **fields):
    return make_candidate(claim, status="dropped", status_reason="Gone.", url="https://a.example/gone", **fields)


@pytest.mark.parametrize(
    ("found", "is_asked"),
    [
        ({"status_code": 404}, True),
        ({"status_code": 410}, True),
        ({"status_code": 451}, True),
        ({"status_code": 403}, True),
        ({"status_code": 200, "quality": "soft_404"}, True),
        ({"status_code": 200, "quality": "block_page"}, True),
        ({"status_code": 200, "quality": "paywall"}, True),
        ({"status_code": 200, "quality": "consent_wall"}, True),
        ({"status_code": 200, "quality": "short"}, False),
        ({"status_code": 200, "quality": "article"}, False),
        ({"status_code": 500}, False),
        ({}, False),
    ],
)
def test_a_copy_is_looked_for_when_the_page_is_gone_or_kept_from_us(found, is_asked):
    jobs = request_archived_copy(gone(), **found)
    queries = [(job.provider, job.query, job.purpose) for job in jobs]
    assert queries == ([("vault", "https://a.example/gone", "archive")] if is_asked else [])


def test_a_copy_is_looked_for_once():
    candidate = gone()
    assert request_archived_copy(candidate, status_code=404) == request_archived_copy(candidate, status_code=404)
    SearchJob.objects.filter(purpose="archive").update(job_state="done")
    assert request_archived_copy(candidate, status_code=404) == []


def test_no_copy_of_a_copy_is_looked_for():
    claim = make_claim()
    job = make_search_job(claim, provider="vault", purpose="archive")
    assert request_archived_copy(gone(claim, search_job=job), status_code=404) == []


def test_a_demo_page_is_not_looked_for_in_an_archive():
    assert request_archived_copy(gone(make_claim(make_article(is_demo=True))), status_code=404) == []


def test_a_private_address_is_not_told_to_a_public_archive(settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["A.example"]
    assert request_archived_copy(gone(), status_code=404) == []


def test_what_has_no_address_is_not_looked_for_in_an_archive():
    candidate = make_candidate(status="dropped", status_reason="A paywall.", url="urn:sha256:" + "a" * 64)
    assert request_archived_copy(candidate, quality="paywall") == []


def test_no_archive_no_copy(providers):
    switch_off("vault")
    assert request_archived_copy(gone(), status_code=404) == []
    del providers["vault"]
    assert request_archived_copy(gone(), status_code=404) == []


def test_an_address_that_is_too_long_for_a_question_is_not_looked_for():
    candidate = make_candidate(status="dropped", status_reason="Gone.", url="https://a.example/" + "x" * 300)
    assert request_archived_copy(candidate, status_code=404) == []
