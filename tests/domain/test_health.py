import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from claims.domain.health import (
    WORKER_SEEN_KEY,
    Finding,
    check_database,
    check_migrations,
    check_redis,
    check_worker,
    readiness,
    record_worker_seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_redis(settings, tmp_path):
    """A cache whose server is not there."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"unix://{tmp_path}/no.sock?db=0",
        }
    }


@pytest.fixture(autouse=True)
def fresh_cache():
    """What an earlier test left in the cache of this process is gone."""
    cache.clear()


def test_everything_is_well_when_everything_answers():
    record_worker_seen()
    assert readiness() == [
        Finding("database", True, connection.vendor),
        Finding("migrations", True, "all applied"),
        Finding("redis", True, "answers"),
        Finding("worker", True, "seen just now"),
    ]


def test_a_missing_migration_is_said_with_what_to_do():
    MigrationRecorder(connection).record_unapplied("claims", "0009_encodings")
    assert check_migrations() == Finding("migrations", False, "1 not applied", "Run `python manage.py migrate`.")


def test_a_database_that_does_not_answer_is_said_with_what_to_do(monkeypatch):
    def refuse():
        raise DatabaseError("the server is starting up\n")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert check_database() == Finding(
        "database", False, "the server is starting up", "Start the database, or correct DATABASE_URL."
    )


@pytest.mark.parametrize(
    ("is_ours", "advice"),
    [
        (True, "Start the stack with `make run`, which brings its own server."),
        (False, "Start the server that REDIS_URL names, or correct REDIS_URL."),
    ],
)
def test_a_redis_that_is_not_there_is_said_with_what_to_do(no_redis, settings, is_ours, advice):
    settings.REDIS_IS_OURS = is_ours
    finding = check_redis()
    assert (finding.name, finding.is_well, finding.advice) == ("redis", False, advice)
    assert "no.sock" in finding.seen


def test_without_redis_nothing_is_known_of_the_workers(no_redis):
    advice = "Start the workers with `make run`, or one alone with `make worker`."
    assert check_worker() == Finding("worker", False, "cannot be known without Redis", advice)


def test_without_redis_the_rest_is_still_looked_at(no_redis):
    assert [(finding.name, finding.is_well) for finding in readiness()] == [
        ("database", True),
        ("migrations", True),
        ("redis", False),
        ("worker", False),
    ]


@pytest.mark.parametrize(("age", "seen"), [(None, "never seen"), (60, "last seen 60 s ago")])
def test_a_worker_that_was_not_seen_lately_is_said_with_what_to_do(age, seen):
    if age:
        cache.set(WORKER_SEEN_KEY, timezone.now().timestamp() - age, 300)
    finding = check_worker()
    assert (finding.is_well, finding.seen) == (False, seen)
    assert finding.advice == "Start the workers with `make run`, or one alone with `make worker`."
