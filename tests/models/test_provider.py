import pytest

from tests.factories import make_provider_test
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_provider_that_could_not_be_asked_says_why():
    with violates("providertest_failed_says_why"):
        make_provider_test(outcome="could_not_look")


def test_failed_work_on_a_provider_test_says_why():
    with violates("providertest_failed_has_error"):
        make_provider_test(job_state="failed")


def test_a_provider_test_is_not_tried_more_often_than_five_times():
    with violates("providertest_attempts_limit"):
        make_provider_test(job_attempts=6)
