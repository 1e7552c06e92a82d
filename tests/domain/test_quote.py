from datetime import timedelta

import pytest

from claims.domain.audit import Machine
from claims.domain.quote import FoundQuote, earlier_evidence, record_quote_checks
from claims.enums import AnchorState
from claims.models import AuditEvent
from tests.factories import make_evidence, make_snapshot

pytestmark = pytest.mark.django_db

BY = Machine("check_quotes", "1")


@pytest.fixture
def evidence():
    return make_evidence()


@pytest.fixture
def snapshot(evidence):
    earlier = evidence.snapshot
    return make_snapshot(page=earlier.page, fetched_at=earlier.fetched_at + timedelta(days=1))


def test_evidence_of_earlier_copies_is_looked_for(evidence, snapshot):
    make_evidence(snapshot=snapshot)
    make_evidence()
    assert list(earlier_evidence(snapshot)) == [evidence]


def test_of_copies_of_one_moment_the_first_recorded_is_the_earlier(evidence):
    twin = make_snapshot(page=evidence.snapshot.page, fetched_at=evidence.snapshot.fetched_at)
    assert (list(earlier_evidence(twin)), list(earlier_evidence(evidence.snapshot))) == ([evidence], [])


def test_what_was_found_is_recorded_with_the_engine(evidence, snapshot):
    found = [FoundQuote(evidence, AnchorState.MOVED, 40, 73)]
    (check,) = record_quote_checks(snapshot, by=BY, found=found)
    assert (check.evidence, check.snapshot, check.anchor, check.start, check.end) == (
        evidence,
        snapshot,
        "moved",
        40,
        73,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.engine, event.desk) == (
        "snapshot.quotes_checked",
        snapshot.public_id,
        "check_quotes 1",
        evidence.claim.desk,
    )


def test_an_answer_that_is_there_is_not_replaced(evidence, snapshot):
    record_quote_checks(snapshot, by=BY, found=[FoundQuote(evidence, AnchorState.LOST)])
    (check,) = record_quote_checks(snapshot, by=BY, found=[FoundQuote(evidence, AnchorState.EXACT, 0, 3)])
    assert (check.anchor, AuditEvent.objects.count()) == ("lost", 1)


def test_nothing_found_writes_nothing(snapshot):
    assert (record_quote_checks(snapshot, by=BY, found=[]), AuditEvent.objects.count()) == ([], 0)
