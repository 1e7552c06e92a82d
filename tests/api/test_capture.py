import pytest

from claims.models import CaptureJob
from tests.api.conftest import make_caller
from tests.factories import make_capture_job, make_snapshot


@pytest.fixture
def capture(caller):
    return make_capture_job(
        "https://example.org/a", desk=caller.desk, reason="recapture", requested_by=caller.user, error_code="timeout"
    )


def test_row_tells_what_is_captured_and_how_far_it_is(caller, capture):
    earlier, snapshot = make_snapshot(), make_snapshot()
    CaptureJob.objects.update(
        earlier=earlier, snapshot=snapshot, outcome="captured", status_code=200, duration_ms=90, job_state="done"
    )
    shown = caller.ask(f"captures/{capture.public_id}").json()
    assert (shown.pop("created_at") is not None, shown.pop("job")["state"]) == (True, "done")
    assert shown == {
        "id": capture.public_id,
        "self": f"http://testserver/api/v1/captures/{capture.public_id}",
        "desk": caller.desk.public_id,
        "url": "https://example.org/a",
        "reason": "recapture",
        "requested_by": caller.user.username,
        "earlier": earlier.public_id,
        "outcome": "captured",
        "status_code": 200,
        "error_code": "timeout",
        "refusal": None,
        "snapshot": snapshot.public_id,
        "fetched_at": None,
        "duration_ms": 90,
    }


def test_filters_narrow_the_list(caller, capture):
    other = make_capture_job(desk=caller.desk, reason="watch", outcome="refused", refusal="Gone.", job_state="done")
    found = {
        name: [row["id"] for row in caller.ask("captures", {name: value}).json()["results"]]
        for name, value in {"reason": "watch", "outcome": "refused", "job_state": "queued"}.items()
    }
    assert found == {"reason": [other.public_id], "outcome": [other.public_id], "job_state": [capture.public_id]}


def test_capture_for_the_whole_house_is_everybodys(caller, capture):
    CaptureJob.objects.update(desk=None)
    shown = make_caller().ask(f"captures/{capture.public_id}").json()
    assert (shown["id"], shown["desk"]) == (capture.public_id, None)
