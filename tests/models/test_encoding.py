import pytest
from django.db import IntegrityError

from claims.enums import JobState
from claims.models import Encoding
from tests.factories import make_desk, make_encoding, make_snapshot, make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_failed_encoding_says_why():
    with violates("encoding_failed_has_error"):
        make_encoding(job_state="failed")


def test_an_encoding_is_not_tried_more_often_than_five_times():
    with violates("encoding_attempts_limit"):
        make_encoding(job_attempts=6)


def test_a_page_has_one_encoding():
    encoding = make_encoding()
    with pytest.raises(IntegrityError):
        make_encoding(encoding.snapshot)


def test_a_page_that_is_removed_takes_its_encoding_along():
    encoding = make_encoding()
    encoding.snapshot.delete()
    assert not Encoding.objects.exists()


def test_encodings_are_the_whole_houses():
    encoding = make_encoding()
    assert list(Encoding.objects.visible_to(make_user(make_desk()))) == [encoding]


def test_queue_for_makes_rows_and_queues_those_that_are_done():
    done = make_encoding(job_state=JobState.DONE)
    fresh = make_snapshot()
    Encoding.objects.queue_for([done.snapshot, fresh])
    assert {row.snapshot_id: row.job_state for row in Encoding.objects.all()} == {
        done.snapshot_id: JobState.QUEUED,
        fresh.pk: JobState.QUEUED,
    }
