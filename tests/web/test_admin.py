import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from claims import models
from claims.domain.desk import create_api_token
from tests.factories import make_article, make_claim, make_desk, make_evidence, make_user

pytestmark = pytest.mark.django_db
TABLES = [getattr(models, name) for name in models.__all__]


@pytest.fixture
def superuser(client):
    user = User.objects.create_superuser("root")
    client.force_login(user)
    return user


def test_every_table_has_a_window():
    assert [table for table in TABLES if not admin.site.is_registered(table)] == []


@pytest.mark.parametrize("table", TABLES)
def test_window_shows_and_changes_nothing(client, superuser, table):
    make_evidence(make_claim(make_article(make_desk())))
    name = table._meta.model_name
    assert client.get(reverse(f"admin:claims_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:claims_{name}_add")).status_code == 403


def test_token_window_hides_the_hash_of_the_secret(client, superuser):
    token, _ = create_api_token(make_user(make_desk()), by=superuser, name="Wall", scopes=["read"])
    shown = client.get(reverse("admin:claims_apitoken_changelist")).content.decode()
    assert token.name in shown
    assert token.digest not in shown
