import pytest

from claims.domain.audit import Machine, verify_chain
from claims.domain.integrity import MAX_DAMAGE_LETTERS, check_rows, mark_damaged, mark_whole
from claims.models import AuditEvent, Evidence, Snapshot
from tests.factories import make_evidence, make_snapshot

pytestmark = pytest.mark.django_db

BY = Machine("verify_store", "1")
GONE = "The raw copy is missing."


def events():
    return [(event.action, event.reason) for event in AuditEvent.objects.order_by("sequence")]


def test_a_damaged_copy_makes_its_evidence_unsafe():
    evidence = make_evidence()
    assert mark_damaged(evidence.snapshot, by=BY, damage=GONE) is True
    stored = Evidence.objects.get().snapshot
    assert (stored.is_safe, stored.damage, stored.damaged_at) == (False, GONE, evidence.snapshot.damaged_at)
    assert (events(), verify_chain().faults) == ([("snapshot.damaged", GONE)], ())


def test_the_log_keeps_which_hashes_were_broken():
    snapshot = make_snapshot()
    mark_damaged(snapshot, by=BY, damage=GONE)
    assert AuditEvent.objects.get().details == {"sha256": snapshot.raw_sha256, "text_sha256": snapshot.text_sha256}


def test_known_damage_is_not_written_again():
    snapshot = make_snapshot()
    mark_damaged(snapshot, by=BY, damage=GONE)
    assert mark_damaged(Snapshot.objects.get(), by=BY, damage=GONE) is False
    assert events() == [("snapshot.damaged", GONE)]


def test_other_damage_is_written_and_the_first_time_is_kept():
    snapshot = make_snapshot()
    mark_damaged(snapshot, by=BY, damage=GONE)
    first = snapshot.damaged_at
    assert mark_damaged(snapshot, by=BY, damage="Worse.") is True
    stored = Snapshot.objects.get()
    assert (stored.damage, stored.damaged_at) == ("Worse.", first)


def test_a_restored_copy_is_safe_again():
    snapshot = make_snapshot()
    mark_damaged(snapshot, by=BY, damage=GONE)
    assert mark_whole(snapshot, by=BY) is True
    stored = Snapshot.objects.get()
    assert (stored.is_safe, snapshot.is_safe, stored.damage, stored.damaged_at) == (True, True, "", None)
    assert [action for action, _ in events()] == ["snapshot.damaged", "snapshot.restored"]
    assert AuditEvent.objects.last().details["damage"] == GONE


def test_a_whole_copy_needs_no_mark():
    assert mark_whole(make_snapshot(), by=BY) is False
    assert events() == []


def test_endless_damage_is_cut():
    snapshot = make_snapshot()
    long = "The words do not stand there. " * 500
    assert mark_damaged(snapshot, by=BY, damage=long) is True
    assert mark_damaged(snapshot, by=BY, damage=long) is False
    assert len(Snapshot.objects.get().damage) == MAX_DAMAGE_LETTERS


def test_rows_are_checked_in_as_many_queries_for_one_as_for_many(django_assert_num_queries):
    snapshots = [make_evidence().snapshot for _ in range(3)]
    for some in (snapshots[:1], snapshots):
        with django_assert_num_queries(3):
            checks = check_rows(some)
        assert {pk: (check.faults, check.quotes) for pk, check in checks.items()} == {one.pk: ((), 1) for one in some}
