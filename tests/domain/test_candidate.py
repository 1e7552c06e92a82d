import pytest

from claims.domain.candidate import check_can_upload, let_pass, take_uploaded_copy, unfit_reason
from claims.domain.search import drop_candidate
from claims.domain.work import retry_work
from claims.enums import Role
from claims.errors import BadInput, PermissionDenied, TransitionDenied
from claims.models import AuditEvent
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db

WALLED = {"quality": "paywall", "quality_reason": "It ends with an offer.", "job_state": "done"}
FAILED = {"job_state": "failed", "job_error": "No answer.", "job_attempts": 5}
FOR_THE_WALL = "Paywall: It ends with an offer."
LOOKED = f"{FOR_THE_WALL} No archived copy was looked for: the address is longer than 500 characters."


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(desk):
    return make_user(desk)


def candidate_of(desk, snapshot=None, **fields):
    row = make_candidate(make_claim(make_article(desk)), snapshot=snapshot or make_snapshot(), **fields)
    if snapshot is None:
        type(row).objects.filter(pk=row.pk).update(snapshot=None)
        row.refresh_from_db()
    return row


def dropped(desk, snapshot, why=FOR_THE_WALL):
    return candidate_of(desk, snapshot, status="dropped", status_reason=why)


def state_of(candidate):
    candidate.refresh_from_db()
    return candidate.status, candidate.job_state, candidate.snapshot


def test_label_that_is_overruled_takes_up_what_was_dropped_for_it(desk, reviewer):
    snapshot = make_snapshot(**WALLED)
    ours = [dropped(desk, snapshot), dropped(desk, snapshot, LOOKED)]
    by_hand, elsewhere = dropped(desk, snapshot, "It is a forum."), dropped(make_desk(), snapshot)
    assert let_pass(snapshot, by=reviewer, desk=desk, reason="It is all there.") == ours
    assert [state_of(one) for one in ours] == [("proposed", "queued", snapshot)] * 2
    assert {state_of(one)[0] for one in (by_hand, elsewhere)} == {"dropped"}
    actions = [(event.action, event.reason) for event in AuditEvent.objects.about(ours[0].public_id)]
    assert actions == [("candidate.proposed", "It is all there.")]


def test_nothing_is_taken_up_when_the_label_cannot_be_overruled(desk, reviewer):
    snapshot = make_snapshot(**WALLED)
    row = dropped(desk, snapshot)
    with pytest.raises(BadInput):
        let_pass(snapshot, by=reviewer, desk=desk, reason=" ")
    with pytest.raises(PermissionDenied):
        let_pass(snapshot, by=make_user(desk, role=Role.RESEARCHER), desk=desk, reason="Fine.")
    assert state_of(row)[0] == "dropped"


def test_copy_that_will_do_has_no_reason_to_be_dropped():
    assert (unfit_reason(make_snapshot()), unfit_reason(make_snapshot(**WALLED))) == ("", FOR_THE_WALL)


def test_page_that_failed_is_tried_again_with_the_upload(desk, reviewer):
    row, copy = candidate_of(desk, status="proposed", job_state="failed", job_error="No answer."), make_snapshot()
    take_uploaded_copy(row, by=reviewer, snapshot=copy, name="status.html")
    assert (*state_of(row), row.job_attempts) == ("proposed", "queued", copy, 0)


@pytest.mark.parametrize("state", ["failed", "queued"])
def test_page_that_is_read_from_the_upload_is_not_fetched_again(desk, reviewer, state):
    capture = make_capture_job(**FAILED)
    row = candidate_of(desk, status="proposed", job_state=state, job_error="No answer.", capture_job=capture)
    take_uploaded_copy(row, by=reviewer, snapshot=make_snapshot(), name="status.html")
    type(row).objects.filter(pk=row.pk).update(**FAILED)  # reading it goes wrong, too
    row.refresh_from_db()
    retry_work(row, by=reviewer)
    capture.refresh_from_db()
    assert (row.job_state, capture.job_state, capture.job_attempts) == ("queued", "failed", 5)
    [event] = AuditEvent.objects.about(row.public_id).filter(action="candidate.proposed")
    assert event.details["instead_of"] == capture.public_id


def test_page_that_waits_for_its_capture_goes_on_with_the_upload(desk, reviewer):
    row, copy = candidate_of(desk, status="proposed", job_state="queued"), make_snapshot()
    take_uploaded_copy(row, by=reviewer, snapshot=copy, name="status.html")
    assert state_of(row) == ("proposed", "queued", copy)
    event = AuditEvent.objects.about(row.public_id).first()
    assert (event.action, event.reason) == ("candidate.proposed", "A person uploaded the page: status.html")


def test_page_that_was_dropped_with_a_readable_copy_is_read_from_the_upload(desk, reviewer):
    row, copy = candidate_of(desk, make_snapshot()), make_snapshot()
    drop_candidate(row, by=reviewer, reason="Half of it is missing.")
    take_uploaded_copy(row, by=reviewer, snapshot=copy, name="status.html")
    assert state_of(row) == ("proposed", "queued", copy)


def test_page_that_was_captured_needs_no_upload(desk, reviewer):
    with pytest.raises(TransitionDenied):
        check_can_upload(candidate_of(desk, make_snapshot()), by=reviewer)


REFUSED = {"outcome": "refused", "job_state": "done", "refusal": "10.0.0.1 is not on the public Internet (private)."}


@pytest.mark.parametrize(
    "code", ["private_address", "bad_url", "bad_scheme", "bad_port", "credentials_in_url", "too_long"]
)
def test_nothing_is_handed_in_for_an_address_that_the_gate_refuses(desk, reviewer, code):
    capture = make_capture_job(**REFUSED, error_code=code)
    row = candidate_of(desk, status="dropped", status_reason=capture.refusal, capture_job=capture)
    with pytest.raises(TransitionDenied) as denied:
        check_can_upload(row, by=reviewer)
    assert str(denied.value) == (
        "10.0.0.1 is not on the public Internet (private). "
        "No page can be handed in for an address that is never fetched."
    )


@pytest.mark.parametrize("code", ["robots", "bad_type", "http_error", ""])
def test_page_that_is_closed_to_machines_alone_may_be_handed_in(desk, reviewer, code):
    capture = make_capture_job(**REFUSED, error_code=code)
    check_can_upload(candidate_of(desk, status="dropped", status_reason="Closed.", capture_job=capture), by=reviewer)


def test_reader_may_not_upload(desk):
    with pytest.raises(PermissionDenied):
        check_can_upload(candidate_of(desk, status="proposed"), by=make_user(desk, role=Role.READER))
