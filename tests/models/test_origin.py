import pytest

from claims.models import FingerprintBand, NearCopy, OriginDecision, OriginMark
from tests.factories import make_origin_decision, make_page, make_snapshot
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def near_copy(**fields):
    first, second = make_snapshot(), make_snapshot()
    return NearCopy.objects.create(**{"first": first, "second": second, "share": 0.8, "engine_version": "1", **fields})


def test_a_band_of_a_snapshot_is_kept_once():
    snapshot = make_snapshot()
    FingerprintBand.objects.create(snapshot=snapshot, band=1, value=7)
    with violates("band_once"):
        FingerprintBand.objects.create(snapshot=snapshot, band=1, value=8)


def test_two_near_copies_are_kept_once():
    known = near_copy()
    with violates("nearcopy_once"):
        near_copy(first=known.first, second=known.second)


def test_of_near_copies_the_older_row_stands_first():
    older, newer = make_snapshot(), make_snapshot()
    with violates("nearcopy_in_order"):
        near_copy(first=newer, second=older)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_lies_between_nothing_and_all(share):
    with violates("nearcopy_share"):
        near_copy(share=share)


def test_a_mark_is_kept_once():
    mark = {"snapshot": make_snapshot(), "reason": "credit", "key": "agency:reuters", "engine_version": "1"}
    OriginMark.objects.create(**mark)
    with violates("originmark_once"):
        OriginMark.objects.create(**mark)


def test_a_person_decides_on_two_pages_of_a_claim_once():
    known = make_origin_decision()
    with violates("origindecision_once"):
        OriginDecision.objects.create(
            claim=known.claim,
            first=known.first,
            second=known.second,
            verdict="same",
            reason="The same report",
            decided_by=known.decided_by,
        )


def test_of_two_pages_the_older_row_stands_first():
    decision = make_origin_decision()
    with violates("origindecision_in_order"):
        OriginDecision.objects.filter(pk=decision.pk).update(first=decision.second, second=make_page(), verdict="same")
        OriginDecision.objects.filter(pk=decision.pk).update(second=decision.first)


def test_a_decision_on_origins_has_a_reason():
    with violates("origindecision_has_reason"):
        make_origin_decision(reason="")
