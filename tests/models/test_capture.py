import pytest

from claims.models import CaptureJob
from tests.factories import make_article, make_capture_job, make_desk, make_snapshot, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_refused_capture_says_why():
    with violates("capture_refused_has_reason"):
        make_capture_job(outcome="refused")


@pytest.mark.parametrize("outcome", ["captured", "unchanged"])
def test_what_was_captured_is_there(outcome):
    with violates("capture_captured_has_snapshot"):
        make_capture_job(outcome=outcome)


@pytest.mark.parametrize(
    ("fields", "is_settled"),
    [({}, False), ({"outcome": "refused", "refusal": "The host has no such page."}, True)],
)
def test_a_capture_is_settled_when_it_is_known_what_became_of_the_address(fields, is_settled):
    assert make_capture_job(**fields).is_settled is is_settled


def test_a_capture_is_seen_by_its_desk_and_one_for_the_house_by_everybody():
    desk, other = make_desk(), make_desk()
    of_desk, of_house = make_capture_job(desk=desk), make_capture_job()
    make_capture_job(desk=other)
    assert list(CaptureJob.objects.visible_to(make_user(desk))) == [of_desk, of_house]


def test_captures_that_are_fetched_are_told_from_those_that_are_not():
    waiting = make_capture_job()
    make_capture_job(exchange={"raw_sha256": "0"}, snapshot=make_snapshot())
    assert list(CaptureJob.objects.unread()) == [waiting]


def test_captures_that_an_article_waits_for_are_somebodys():
    nobodys = make_capture_job()
    make_article(capture_job=make_capture_job())
    assert list(CaptureJob.objects.of_nobody()) == [nobodys]


def test_failed_work_on_a_capture_says_why():
    with violates("capture_failed_has_error"):
        make_capture_job(job_state="failed")


def test_a_capture_is_not_tried_more_often_than_five_times():
    with violates("capture_attempts_limit"):
        make_capture_job(job_attempts=6)
