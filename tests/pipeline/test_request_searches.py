import pytest

from claims.errors import LeaseLost
from claims.models import Claim, SearchJob
from claims.pipeline.request_searches import request_searches
from claims.providers import registry
from claims.providers.fake import FakeProvider
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_providers(monkeypatch):
    """One provider that looks at home and one that asks the network."""
    fakes = {"shelf": FakeProvider(name="shelf"), "wiki": FakeProvider(name="wiki", uses_network=True)}
    monkeypatch.setattr(registry, "providers", lambda: fakes)


def leased(claim):
    Claim.objects.filter(pk=claim.pk).update(job_state="queued")
    return Claim.objects.lease([claim.pk], seconds=60)[0]


def test_every_provider_is_asked_the_questions_of_the_claim():
    jobs = request_searches(leased(make_claim()))
    by_provider = {name: [job.query for job in jobs if job.provider == name] for name in ("shelf", "wiki")}
    assert by_provider["shelf"] == by_provider["wiki"]
    assert len(by_provider["shelf"]) == len(set(by_provider["shelf"])) > 0
    assert [(job.outcome, job.job_state) for job in jobs] == [("pending", "queued")] * len(jobs)


def test_a_search_for_contrary_evidence_is_among_them():
    assert "contrary" in {job.purpose for job in request_searches(leased(make_claim()))}


def test_a_demo_claim_asks_only_what_is_here():
    jobs = request_searches(leased(make_claim(make_article(is_demo=True))))
    assert {job.provider for job in jobs} == {"shelf"}


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
