from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from claims.models import RobotsFile
from tests.factories import make_host

pytestmark = pytest.mark.django_db

MIGRATION = import_module("claims.migrations.0007_watches_and_robots")
SINCE = datetime(2026, 11, 1, 10, tzinfo=UTC)
LINE = "# unreachable since 2026-11-01T10:00:00+00:00"


def make_robots(status, text, **fields):
    host = make_host()
    now = timezone.now()
    return RobotsFile.objects.create(
        origin=f"https://{host}", host=host, status=status, text=text, fetched_at=now, **fields
    )


@pytest.mark.parametrize("status", [0, 500, 503])
def test_since_when_robots_cannot_be_had_is_read_from_the_old_line(status):
    robots = make_robots(status, LINE)
    MIGRATION.read_away_lines(apps, None)
    robots.refresh_from_db()
    assert (robots.text, robots.unreachable_since) == ("", SINCE)


def test_robots_without_the_line_are_away_since_they_were_asked_for():
    robots = make_robots(503, "")
    MIGRATION.read_away_lines(apps, None)
    robots.refresh_from_db()
    assert robots.unreachable_since == robots.fetched_at


def test_robots_that_were_answered_stay_as_they_are_whatever_they_say():
    robots = make_robots(200, LINE)
    MIGRATION.read_away_lines(apps, None)
    robots.refresh_from_db()
    assert (robots.text, robots.unreachable_since) == (LINE, None)


def test_going_back_writes_the_old_line():
    away, there = make_robots(503, "", unreachable_since=SINCE), make_robots(200, "User-agent: *")
    MIGRATION.write_away_lines(apps, None)
    assert [RobotsFile.objects.get(pk=robots.pk).text for robots in (away, there)] == [LINE, "User-agent: *"]
