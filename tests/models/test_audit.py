import pytest
from django.utils import timezone

from claims.domain.audit import Machine, record_event
from claims.enums import AuditAction
from claims.models import AuditEvent, AuditHead
from tests.factories import make_desk, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db

MACHINE = Machine("test", "1")


def make_event(**fields):
    defaults = {
        "sequence": 1,
        "at": timezone.now(),
        "engine": "test 1",
        "action": AuditAction.DESK_CREATED,
        "subject_type": "desk",
        "subject_id": "dsk_x",
        "previous_hash": "0" * 64,
        "hash": "1" * 64,
    }
    return AuditEvent.objects.create(**{**defaults, **fields})


def test_an_event_has_a_person_or_a_machine_behind_it_and_never_both():
    with violates("audit_person_or_machine"):
        make_event(engine="")
    with violates("audit_person_or_machine"):
        make_event(actor=make_user())


def test_a_place_in_the_chain_is_taken_once():
    make_event()
    with violates("claims_auditevent_sequence_key"):
        make_event(hash="2" * 64)
    with violates("claims_auditevent_hash_key"):
        make_event(sequence=2)


def test_the_chain_has_one_head_and_it_is_there_after_the_migrations():
    assert list(AuditHead.objects.values_list("pk", "sequence", "hash")) == [(1, 0, "0" * 64)]
    with violates("audit_head_single"):
        AuditHead.objects.create(pk=2)


def test_events_are_visible_to_the_people_of_their_desk_alone():
    ours, theirs = make_desk(), make_desk()
    user = make_user(ours)
    mine = record_event(AuditAction.DESK_CREATED, ours, by=MACHINE, desk=ours)
    record_event(AuditAction.DESK_CREATED, theirs, by=MACHINE, desk=theirs)
    record_event(AuditAction.DESK_CREATED, theirs, by=user)
    assert list(AuditEvent.objects.visible_to(user)) == [mine]


def test_the_events_of_one_row_come_newest_first():
    desk, other = make_desk(), make_desk()
    events = [
        record_event(AuditAction.DESK_CREATED, row, by=MACHINE, reason=reason)
        for row, reason in [(desk, "first"), (other, "not ours"), (desk, "second")]
    ]
    assert list(AuditEvent.objects.about(desk.public_id)) == [events[2], events[0]]
