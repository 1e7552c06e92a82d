import pytest

from claims.domain.search import drop_candidate
from claims.errors import LeaseLost
from claims.models import AuditEvent, CandidateSource, Evidence
from claims.pipeline.rank_evidence import PASSAGES_PER_PAGE, rank_evidence
from tests.factories import make_candidate, make_claim, make_snapshot, make_user

pytestmark = pytest.mark.django_db

TEXT = (
    "🗺 About the treaty.\n\n"
    "133 states signed the Ottawa Convention before it entered into force in 1999.\n\n"
    "In November 2024 the Ottawa Convention had 164 states parties, and Russia and the US were not among them.\n\n"
    "The Ottawa Convention bans antipersonnel mines; Russia and the US have not signed it.\n\n"
    "The cafeteria of the library opens at nine."
)


def leased(text=TEXT, **fields):
    candidate = make_candidate(make_claim(), snapshot=make_snapshot(text=text, **fields), job_state="queued")
    return CandidateSource.objects.lease([candidate.pk], seconds=60)[0]


def test_the_best_passages_become_suggested_evidence_that_stands_in_the_page():
    candidate = leased()
    rows = rank_evidence(candidate)
    assert len(rows) == PASSAGES_PER_PAGE
    for row in rows:
        assert TEXT[row.start : row.end] == row.exact
        assert (row.claim, row.candidate, row.status) == (candidate.claim, candidate, "suggested")
        assert (row.engine, row.engine_version) == ("bm25-frame", "1")
        assert row.reasons != []
    assert [row.relevance for row in rows] == sorted((row.relevance for row in rows), reverse=True)
    assert "cafeteria" not in "".join(row.exact for row in rows)


def test_a_page_about_something_else_brings_nothing():
    text = "The cafeteria of the library opens at nine. It serves soup and bread until the evening, every day."
    assert rank_evidence(leased(text, title="Cafeteria")) == []
    assert AuditEvent.objects.count() == 0


def test_ranking_twice_adds_nothing():
    candidate = leased()
    first = rank_evidence(candidate)
    assert rank_evidence(candidate) == first
    assert (Evidence.objects.count(), AuditEvent.objects.count()) == (len(first), len(first))


@pytest.mark.parametrize("language", ["", "en", "uk", "xx"])
def test_a_page_of_any_language_is_ranked(language):
    assert len(rank_evidence(leased(language=language))) > 0


def test_a_worker_that_lost_its_lease_writes_nothing():
    candidate = leased()
    CandidateSource.objects.filter(pk=candidate.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        rank_evidence(candidate)
    assert (Evidence.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_page_that_a_person_dropped_while_it_was_ranked_brings_nothing():
    candidate = leased()
    current = CandidateSource.objects.get(pk=candidate.pk)
    drop_candidate(current, by=make_user(current.claim.desk), reason="An old edition")
    assert (rank_evidence(candidate), Evidence.objects.count()) == ([], 0)
