import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from claims.domain.audit import FIRST_HASH, Machine, record_event
from claims.domain.health import Finding
from claims.enums import AuditAction
from claims.management import preflight
from claims.models import AuditEvent
from claims.models.guards import remove_guards
from tests.factories import make_desk

pytestmark = pytest.mark.django_db
MACHINE = Machine("tests", "1")


def verify(*arguments):
    """Exit code, standard output, standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def events():
    desk = make_desk()
    return [record_event(AuditAction.DESK_CREATED, desk, by=MACHINE, desk=desk) for _ in range(3)]


@pytest.fixture
def forged(events):
    """Somebody with the database in their hands gave the second event a better reason."""
    remove_guards(None, SimpleNamespace(connection=connection))
    AuditEvent.objects.filter(pk=events[1].pk).update(reason="nothing to see here")
    return events


def test_a_log_without_events_is_whole():
    assert verify() == (0, f"The audit log is whole: 0 events, head {FIRST_HASH}.\n", "")


def test_a_whole_log_is_counted(events):
    assert verify() == (0, f"The audit log is whole: 3 events, head {events[-1].hash}.\n", "")


def test_a_whole_log_as_json(events):
    code, out, err = verify("--json")
    report = {"is_whole": True, "events": 3, "head": events[-1].hash, "faults": []}
    assert (code, json.loads(out), err) == (0, report, "")


def test_a_forged_event_is_named(forged):
    assert verify() == (1, "", "Event 2 was changed after it was written.\n")


def test_a_forged_event_as_json(forged):
    code, out, err = verify("--json")
    faults = ["Event 2 was changed after it was written."]
    assert (code, json.loads(out)["is_whole"], json.loads(out)["faults"], err) == (1, False, faults, "")


def test_a_database_that_is_not_ready_is_one_line(monkeypatch):
    finding = Finding("migrations", False, "2 not applied", "Run `python manage.py migrate`.")
    monkeypatch.setattr(preflight, "check_migrations", lambda: finding)
    with pytest.raises(CommandError) as fault:
        verify()
    assert str(fault.value) == "The database is not ready: 2 not applied. Run `python manage.py migrate`."
