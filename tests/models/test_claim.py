import pytest
from django.utils import timezone

from claims.models import Appearance, Claim
from tests.factories import make_article, make_claim, make_desk, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("score", [-0.01, 1.01])
def test_a_claims_score_lies_between_nought_and_one(score):
    with violates("claim_score_range"):
        make_claim(score=score)


def test_who_decided_on_a_claim_and_when_go_together():
    with violates("claim_decided_by_and_at"):
        make_claim(decided_at=timezone.now())
    with violates("claim_decided_by_and_at"):
        make_claim(decided_by=make_user())


def test_who_worded_a_claim_and_when_go_together():
    with violates("claim_edited_by_and_at"):
        make_claim(edited_at=timezone.now())
    with violates("claim_edited_by_and_at"):
        make_claim(edited_by=make_user())


@pytest.mark.parametrize("status", ["accepted", "dismissed"])
def test_no_claim_is_decided_without_a_person(status):
    with violates("claim_decision_has_person"):
        make_claim(status=status, dismiss_reason="opinion")


def test_a_dismissed_claim_says_why():
    with violates("claim_dismissed_has_reason"):
        make_claim(status="dismissed", decided_by=make_user(), decided_at=timezone.now())


def test_failed_work_on_a_claim_says_why():
    with violates("claim_failed_has_error"):
        make_claim(job_state="failed")


def test_a_claim_is_not_tried_more_often_than_five_times():
    with violates("claim_attempts_limit"):
        make_claim(job_attempts=6)


def test_a_claim_stands_in_one_place_of_a_snapshot_once():
    claim = make_claim()
    place = claim.appearances.get()
    with violates("appearance_once"):
        Appearance.objects.create(
            claim=claim, snapshot=place.snapshot, start=place.start, end=place.end, exact=place.exact
        )


def test_an_appearance_has_words():
    claim = make_claim()
    with violates("appearance_not_empty"):
        Appearance.objects.create(claim=claim, snapshot=claim.article.snapshot, start=3, end=3, exact="")


def test_claims_are_visible_to_the_people_of_their_desk_alone():
    ours, theirs = make_desk(), make_desk()
    user = make_user(ours)
    mine = make_claim(make_article(ours))
    make_claim(make_article(theirs, by=user))
    assert list(Claim.objects.visible_to(user)) == [mine]
    assert list(Claim.objects.visible_to(make_user())) == []


def test_the_most_worth_checking_claim_comes_first():
    article = make_article()
    low, high, middle = (make_claim(article, score=score) for score in (0.1, 0.9, 0.5))
    assert list(Claim.objects.all()) == [high, middle, low]


def test_a_claims_figures_and_claimant_are_those_of_its_frame():
    claim = make_claim()
    assert [(quantity["value"], quantity["noun"]) for quantity in claim.quantities] == [(164, "signatories")]
    assert claim.claimant == ""
    assert make_claim(frame={"claimant": "The Washington Post"}).claimant == "The Washington Post"
