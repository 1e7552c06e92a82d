"""The chain of the log: whole as it is written, and every kind of tampering named."""

from types import SimpleNamespace

import pytest
from django.db import connection

from claims.domain import audit
from claims.domain.audit import EventDraft, Machine, event_hash, record_event, record_events, verify_chain
from claims.enums import AuditAction
from claims.models import AuditEvent, AuditHead
from claims.models.guards import remove_guards
from tests.factories import make_desk, make_user

pytestmark = pytest.mark.django_db

MACHINE = Machine("reader", "2")


@pytest.fixture
def chain():
    """Six events of people and machines."""
    desk = make_desk()
    user = make_user(desk)
    record_event(AuditAction.DESK_CREATED, desk, by=MACHINE, desk=desk, details={"name": "City desk — «Київ» 🗞"})
    drafts = [EventDraft(AuditAction.MEMBER_ADDED, desk, desk, details={"n": n, "is_new": True}) for n in range(3)]
    record_events(drafts, by=user)
    record_event(AuditAction.DEMO_LOADED, desk, by=user, desk=desk, reason="because")
    record_event(AuditAction.DEMO_REMOVED, desk, by=MACHINE)
    return list(AuditEvent.objects.order_by("sequence"))


@pytest.fixture
def without_guards(chain):
    """Somebody with the database in their hands."""
    remove_guards(None, SimpleNamespace(connection=connection))


def faults():
    return list(verify_chain().faults)


def test_an_empty_log_is_whole():
    report = verify_chain()
    assert (report.events, report.head, report.faults) == (0, "0" * 64, ())


def test_a_log_that_nobody_touched_is_whole(chain):
    report = verify_chain()
    assert (report.events, report.head, report.faults) == (6, chain[-1].hash, ())


def test_events_are_numbered_from_one_and_each_holds_the_hash_of_the_one_before(chain):
    assert [event.sequence for event in chain] == [1, 2, 3, 4, 5, 6]
    assert [event.previous_hash for event in chain] == ["0" * 64, *(event.hash for event in chain[:-1])]
    assert [event.hash for event in chain] == [event_hash(event) for event in chain]


def test_a_log_that_is_written_to_while_it_is_read_is_whole(chain, monkeypatch):
    look = audit._faults_of

    def look_while_others_write(event, **expected):
        if event.sequence == 2:
            record_event(AuditAction.DEMO_LOADED, chain[0].desk, by=MACHINE)
        return look(event, **expected)

    monkeypatch.setattr(audit, "_faults_of", look_while_others_write)
    report = verify_chain()
    assert (report.events, report.head, report.faults) == (6, chain[-1].hash, ())


def test_an_event_names_the_person_or_the_engine_behind_it(chain):
    username = chain[1].actor.get_username()
    assert [(event.actor_name, event.engine) for event in chain] == [
        ("", "reader 2"),
        *[(username, "")] * 4,
        ("", "reader 2"),
    ]


def test_an_event_names_its_subject_by_the_public_id(chain):
    event = chain[0]
    assert (event.subject_type, event.subject_id) == ("desk", event.desk.public_id)


def test_no_events_leave_the_log_as_it_was(chain):
    assert record_events([], by=MACHINE) == []
    assert verify_chain().events == 6


CHANGES = [
    {"at": "2001-01-01T00:00:00Z"},
    {"actor_name": "somebody-else"},
    {"action": "claim.accepted"},
    {"subject_type": "claim"},
    {"subject_id": "clm_other"},
    {"desk": None},
    {"reason": "another reason"},
    {"details": {"n": 7}},
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_a_changed_event_is_named(chain, without_guards, changes):
    AuditEvent.objects.filter(sequence=3).update(**changes)
    assert faults() == ["Event 3 was changed after it was written."]


def test_a_change_of_the_person_is_named(chain, without_guards):
    AuditEvent.objects.filter(sequence=3).update(actor=make_user())
    assert faults() == ["Event 3 was changed after it was written."]


def test_a_change_with_its_own_hash_made_anew_is_named_at_the_next_event(chain, without_guards):
    event = chain[2]
    event.reason = "forged"
    AuditEvent.objects.filter(pk=event.pk).update(reason="forged", hash=event_hash(event))
    assert faults() == ["Event 4 does not follow the event before it."]


def test_a_removed_event_is_named(chain, without_guards):
    AuditEvent.objects.filter(sequence=3).delete()
    assert faults() == ["Event 3 is missing; the next one is 4.", "Event 4 does not follow the event before it."]


def test_a_removed_first_event_is_named(chain, without_guards):
    AuditEvent.objects.filter(sequence=1).delete()
    assert faults() == ["Event 1 is missing; the next one is 2.", "Event 2 does not follow the event before it."]


def test_a_removal_hidden_by_new_numbers_is_named(chain, without_guards):
    AuditEvent.objects.filter(sequence=3).delete()
    for sequence in (4, 5, 6):
        AuditEvent.objects.filter(sequence=sequence).update(sequence=sequence - 1)
    assert faults() == [
        "Event 3 does not follow the event before it.",
        "Event 3 was changed after it was written.",
        "Event 4 was changed after it was written.",
        "Event 5 was changed after it was written.",
        "The log ends at event 5, but its head says 6: events are missing.",
    ]


def test_two_events_in_each_others_place_are_named(chain, without_guards):
    for old, new in ((3, 100), (4, 3), (100, 4)):
        AuditEvent.objects.filter(sequence=old).update(sequence=new)
    assert faults() == [
        "Event 3 does not follow the event before it.",
        "Event 3 was changed after it was written.",
        "Event 4 does not follow the event before it.",
        "Event 4 was changed after it was written.",
        "Event 5 does not follow the event before it.",
    ]


@pytest.mark.parametrize("kept", [5, 1, 0])
def test_a_log_cut_short_is_named(chain, without_guards, kept):
    AuditEvent.objects.filter(sequence__gt=kept).delete()
    assert faults() == [f"The log ends at event {kept}, but its head says 6: events are missing."]


def test_a_forged_event_at_the_end_is_named(chain, without_guards):
    forged = AuditEvent(
        sequence=7,
        at=chain[-1].at,
        engine="reader 2",
        action=AuditAction.DEMO_LOADED,
        subject_type="desk",
        subject_id="dsk_x",
        previous_hash=chain[-1].hash,
    )
    forged.hash = event_hash(forged)
    forged.save()
    assert faults() == ["The log ends at event 7, but its head says 6: events are missing."]


def test_a_head_that_was_moved_is_named(chain, without_guards):
    AuditHead.objects.update(hash="f" * 64)
    assert faults() == ["The log ends at event 6, but its head says 6: events are missing."]
