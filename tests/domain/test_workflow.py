"""The editorial states: every pair, allowed or denied, and what is written down."""

import itertools

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.domain.workflow import advance, can_advance, check_can_advance
from claims.enums import ClaimStatus, EvidenceStatus
from claims.errors import StaleVersion, TransitionDenied
from claims.models import AuditEvent
from tests.factories import make_claim, make_evidence, make_user

pytestmark = pytest.mark.django_db

# Members of two enums that are stored as the same word are equal, so nothing here is looked up by status alone.
ALLOWED = [
    (ClaimStatus.SUGGESTED, ClaimStatus.ACCEPTED, "claim.accepted"),
    (ClaimStatus.SUGGESTED, ClaimStatus.DISMISSED, "claim.dismissed"),
    (ClaimStatus.ACCEPTED, ClaimStatus.DISMISSED, "claim.dismissed"),
    (ClaimStatus.DISMISSED, ClaimStatus.ACCEPTED, "claim.accepted"),
    (EvidenceStatus.SUGGESTED, EvidenceStatus.ACCEPTED, "evidence.stance_confirmed"),
    (EvidenceStatus.SUGGESTED, EvidenceStatus.REJECTED, "evidence.rejected"),
    (EvidenceStatus.ACCEPTED, EvidenceStatus.ACCEPTED, "evidence.stance_confirmed"),
    (EvidenceStatus.ACCEPTED, EvidenceStatus.REJECTED, "evidence.rejected"),
    (EvidenceStatus.REJECTED, EvidenceStatus.ACCEPTED, "evidence.stance_confirmed"),
]
NAMED = {(type(old), old, new) for old, new, _ in ALLOWED}
PAIRS = [*itertools.product(ClaimStatus, repeat=2), *itertools.product(EvidenceStatus, repeat=2)]
DENIED = [(old, new) for old, new in PAIRS if (type(old), old, new) not in NAMED]


def fields_of(status):
    """What goes with a status besides the person and the time."""
    if isinstance(status, ClaimStatus):
        return {"dismiss_reason": "opinion"} if status == ClaimStatus.DISMISSED else {}
    fields = {EvidenceStatus.ACCEPTED: {"stance": "supports"}, EvidenceStatus.REJECTED: {"reject_reason": "off topic"}}
    return fields.get(status, {})


def make_row(status):
    """A claim or a piece of evidence that stands at the status."""
    decided = {} if status.value == "suggested" else {"decided_by": make_user(), "decided_at": timezone.now()}
    make = make_claim if isinstance(status, ClaimStatus) else make_evidence
    return make(status=status, **fields_of(status), **decided)


@pytest.mark.parametrize(("old", "new", "action"), ALLOWED)
def test_an_allowed_step_is_taken_and_written_down(old, new, action):
    row, user = make_row(old), make_user()
    advance(row, new, by=user, reason="a reason", **fields_of(new))
    assert (row.status, row.version, row.decided_by) == (new, 2, user)
    event = AuditEvent.objects.get()
    desk = row.desk if isinstance(new, ClaimStatus) else row.claim.desk
    assert (event.action, event.subject_id, event.actor, event.desk, event.reason) == (
        action,
        row.public_id,
        user,
        desk,
        "a reason",
    )
    assert (event.details["from"], event.details["to"]) == (str(old), str(new))


@pytest.mark.parametrize(("old", "new"), DENIED)
def test_any_other_step_is_denied_and_changes_nothing(old, new):
    row = make_row(old)
    assert can_advance(row, new) is False
    with pytest.raises(TransitionDenied) as caught:
        advance(row, new, by=make_user(), **fields_of(new))
    assert old.label.lower() in str(caught.value)
    assert f"cannot become {new.label.lower()}" in str(caught.value)
    row.refresh_from_db()
    assert (row.status, row.version) == (old, 1)
    assert AuditEvent.objects.count() == 0


def test_a_denial_names_both_states_and_what_is_possible():
    with pytest.raises(TransitionDenied) as caught:
        check_can_advance(make_row(ClaimStatus.DISMISSED), ClaimStatus.SUGGESTED)
    assert str(caught.value) == (
        "This claim is dismissed and cannot become suggested; from dismissed it can only become accepted."
    )


def test_of_two_people_who_decide_at_once_the_second_is_told():
    claim = make_claim()
    first, second = type(claim).objects.get(pk=claim.pk), type(claim).objects.get(pk=claim.pk)
    advance(first, ClaimStatus.DISMISSED, by=make_user(), version=1, dismiss_reason="opinion")
    with pytest.raises(StaleVersion) as caught:
        advance(second, ClaimStatus.ACCEPTED, by=make_user(), version=1)
    assert str(caught.value) == (
        "Somebody saved this claim before you (it is at version 2, you had 1). Look at it again, then decide."
    )
    claim.refresh_from_db()
    assert (claim.status, AuditEvent.objects.count()) == ("dismissed", 1)


def test_a_step_is_judged_by_the_row_as_it_is_stored_not_as_it_was_read():
    claim = make_claim()
    stale = type(claim).objects.get(pk=claim.pk)
    advance(claim, ClaimStatus.ACCEPTED, by=make_user())
    with pytest.raises(TransitionDenied):
        advance(stale, ClaimStatus.ACCEPTED, by=make_user())


def test_a_step_that_the_database_refuses_leaves_no_event():
    claim = make_claim()
    with pytest.raises(IntegrityError), transaction.atomic():
        advance(claim, ClaimStatus.DISMISSED, by=make_user())
    assert AuditEvent.objects.count() == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one lock for everything")
def test_a_decision_does_not_hold_up_those_who_add_to_the_claim():
    """A worker that added rows to the claim looks at its commit whether the claim is there, and has the log locked."""
    claim, user = make_claim(), make_user()
    with CaptureQueriesContext(connection) as queries:
        advance(claim, ClaimStatus.ACCEPTED, by=user)
    locked = [query["sql"] for query in queries if query["sql"].endswith("FOR UPDATE")]
    assert [sql for sql in locked if "claims_claim" in sql] == []
