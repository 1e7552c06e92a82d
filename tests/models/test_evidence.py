import pytest
from django.utils import timezone

from claims.models import Evidence
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_snapshot, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def decided():
    return {"decided_by": make_user(), "decided_at": timezone.now()}


def test_a_passage_is_evidence_for_a_claim_once():
    claim, snapshot = make_claim(), make_snapshot()
    candidate = make_evidence(claim, snapshot=snapshot).candidate
    with violates("evidence_once"):
        make_evidence(claim, snapshot=snapshot, candidate=candidate)


def test_evidence_has_words():
    with violates("evidence_not_empty"):
        make_evidence(exact="")


def test_who_decided_on_evidence_and_when_go_together():
    with violates("evidence_decided_by_and_at"):
        make_evidence(decided_at=timezone.now())


def test_no_evidence_is_decided_without_a_person():
    with violates("evidence_decision_has_person"):
        make_evidence(status="accepted", stance="supports")


def test_accepted_evidence_has_a_stance():
    with violates("evidence_accepted_has_stance"):
        make_evidence(status="accepted", **decided())


def test_rejected_evidence_says_why():
    with violates("evidence_rejected_has_reason"):
        make_evidence(status="rejected", **decided())


def test_evidence_is_visible_to_the_people_of_its_claims_desk_alone():
    ours, theirs = make_desk(), make_desk()
    user, snapshot = make_user(ours), make_snapshot()
    mine = make_evidence(make_claim(make_article(ours)), snapshot=snapshot)
    make_evidence(make_claim(make_article(theirs, by=user)), snapshot=snapshot)
    assert list(Evidence.objects.visible_to(user)) == [mine]
    assert list(Evidence.objects.visible_to(make_user())) == []


def test_the_most_relevant_evidence_comes_first():
    claim, snapshot = make_claim(), make_snapshot()
    low = make_evidence(claim, snapshot=snapshot, relevance=0.2)
    high = make_evidence(claim, snapshot=snapshot, relevance=0.9, exact="133", candidate=low.candidate)
    assert list(Evidence.objects.in_order()) == [high, low]
