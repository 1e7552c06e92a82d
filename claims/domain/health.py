"""Is the house in order? The answers behind `/readyz` and `manage.py doctor`."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from redis.exceptions import RedisError

# A worker writes its sign of life at every sweep; a few may be late under load.
WORKER_SEEN_KEY = "worker_seen"
WORKER_SEEN_SECONDS = 120
WORKER_LATE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: is it well, what was seen, and what to do when it is not."""

    name: str
    is_well: bool
    seen: str
    advice: str = ""


def check_database() -> Finding:
    """The database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding("database", False, str(error).strip(), "Start the database, or correct DATABASE_URL.")
    return Finding("database", True, connection.vendor)


def check_migrations() -> Finding:
    """The tables are those that this version of the code needs."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding("migrations", False, str(error).strip(), "Start the database first.")
    if missing:
        return Finding("migrations", False, f"{len(missing)} not applied", "Run `python manage.py migrate`.")
    return Finding("migrations", True, "all applied")


def check_redis() -> Finding:
    """The Redis-protocol server answers."""
    try:
        cache.get("readiness")
    except (RedisError, OSError) as error:
        advice = (
            "Start the stack with `make run`, which brings its own server."
            if settings.REDIS_IS_OURS
            else "Start the server that REDIS_URL names, or correct REDIS_URL."
        )
        return Finding("redis", False, str(error), advice)
    return Finding("redis", True, "answers")


def check_worker() -> Finding:
    """A worker did something lately, which is more than that its process is there."""
    advice = "Start the workers with `make run`, or one alone with `make worker`."
    try:
        seen = cache.get(WORKER_SEEN_KEY)
    except (RedisError, OSError):
        return Finding("worker", False, "cannot be known without Redis", advice)
    age = timezone.now().timestamp() - seen if seen else None
    if age is None or age > WORKER_LATE_SECONDS:
        return Finding("worker", False, "never seen" if age is None else f"last seen {age:.0f} s ago", advice)
    return Finding("worker", True, "seen just now")


def record_worker_seen() -> None:
    """A worker's sign of life, kept in the cache alone."""
    cache.set(WORKER_SEEN_KEY, timezone.now().timestamp(), WORKER_SEEN_SECONDS)


def readiness() -> list[Finding]:
    """Everything that must be well before requests are welcome."""
    return [check_database(), check_migrations(), check_redis(), check_worker()]
