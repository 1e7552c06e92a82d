import pytest

from tests.factories import make_archive_job
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_failed_work_on_an_archive_job_says_why():
    with violates("archive_failed_has_error"):
        make_archive_job(job_state="failed")


def test_an_archive_job_is_not_tried_more_often_than_five_times():
    with violates("archive_attempts_limit"):
        make_archive_job(job_attempts=6)
