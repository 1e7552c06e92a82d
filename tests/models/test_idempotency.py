import pytest

from claims.models import IdempotentRequest
from tests.factories import make_user
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def make_request(user, key):
    return IdempotentRequest.objects.create(user=user, key=key, fingerprint="f" * 64)


def test_a_key_of_a_person_stands_for_one_request():
    user = make_user()
    make_request(user, "key-1")
    with violates("idempotentrequest_once"):
        make_request(user, "key-1")
    assert make_request(make_user(), "key-1").status_code is None


def test_an_idempotent_request_has_a_key():
    with violates("idempotentrequest_has_key"):
        make_request(make_user(), "")
