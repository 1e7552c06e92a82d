import pytest

from claims.models import ApiToken
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_token_keeps_no_secret_and_may_only_read_unless_told_otherwise():
    token, secret = ApiToken.objects.create(user=make_user(), name="newsroom wall")
    stored = [str(value) for value in ApiToken.objects.filter(pk=token.pk).values_list()[0]]
    assert [value for value in stored if secret in value] == []
    assert token.scopes == ["read"]


def test_tokens_of_one_person_do_not_share_their_scopes():
    user = make_user()
    first, _ = ApiToken.objects.create(user=user, name="first")
    first.scopes.append("write")
    second, _ = ApiToken.objects.create(user=user, name="second")
    assert second.scopes == ["read"]
