"""What the environment may say: a value that cannot be used stops the start with one sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import settings as factcheck_settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soon", "LEASE_SECONDS must be a number, not 'soon'."),
        ("0.5", "LEASE_SECONDS must be at least 1.0, not 0.5."),
        ("nan", "LEASE_SECONDS must be a number, not 'nan'."),
        ("inf", "LEASE_SECONDS must be a number, not 'inf'."),
        ("1e12", "LEASE_SECONDS must be at most 31622400, not 1000000000000.0."),
    ],
)
def test_seconds_that_cannot_be_used_are_named(monkeypatch, text, message):
    monkeypatch.setenv("LEASE_SECONDS", text)
    with pytest.raises(ImproperlyConfigured) as refused:
        factcheck_settings.env_seconds("LEASE_SECONDS", 75.0, lowest=1.0)
    assert str(refused.value) == message


def test_what_the_database_address_asks_for_is_kept(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk@db.example.org/factcheck?sslmode=verify-full")
    database = factcheck_settings.database()
    assert (database["HOST"], database["OPTIONS"]["sslmode"]) == ("db.example.org", "verify-full")
    assert database["OPTIONS"]["pool"]["max_size"] == 20


def test_sqlite_is_used_in_the_one_way_that_stands_many_workers(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite3'}")
    database = factcheck_settings.database()
    assert (database["NAME"], database["OPTIONS"]["transaction_mode"]) == (str(tmp_path / "a.sqlite3"), "IMMEDIATE")


@pytest.mark.parametrize("url", ["mysql://db/factcheck", "oracle://db/factcheck"])
def test_another_database_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="must begin with sqlite:// or postgresql://"):
        factcheck_settings.database()
