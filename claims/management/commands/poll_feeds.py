"""`manage.py poll_feeds`: ask for the feeds now, in this process, whatever the clock says."""

import contextlib
import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims import tasks
from claims.domain.desk import terminal_user
from claims.domain.feed import request_poll
from claims.enums import JobState
from claims.errors import TransitionDenied
from claims.management.preflight import check_ready
from claims.models import Feed

NOTHING_POLLED = 1
# A host that wants more time between two visits is polled by the clock later.
LONGEST_WAIT_SECONDS = 70.0
ELSEWHERE = "It is being polled by another process."


class Command(BaseCommand):
    """Polls one feed, or all that are not paused. What is made of new items is left to the workers."""

    help = "Poll feeds now, in this process."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--feed", default="", metavar="ID", help="poll this feed alone, even when it is paused")
        parser.add_argument("--json", action="store_true", help="print the results as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        feeds = (
            Feed.objects.filter(public_id=options["feed"]) if options["feed"] else Feed.objects.filter(is_paused=False)
        )
        results = [result_of(poll_now(feed)) for feed in feeds.select_related("desk").order_by("pk")]
        if options["feed"] and not results:
            raise CommandError(f"There is no feed {options['feed']!r}.", returncode=2)
        if options["json"]:
            self.stdout.write(json.dumps(results, ensure_ascii=False, indent=2))
        else:
            for result in results:
                self.stdout.write(f"{result['url']}: {words_of(result)}")
        if results and all(result["error"] for result in results):
            sys.exit(NOTHING_POLLED)


def poll_now(feed: Feed) -> Feed:
    """The feed after its poll; one that has to wait for its turn at the host is waited for."""
    # Queued for the clock already: its time is now.
    with contextlib.suppress(TransitionDenied):
        request_poll(feed, by=terminal_user(feed.desk))
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        tasks.work_rows(Feed, [feed.pk])
        feed.refresh_from_db()
        wait = max(0.0, (feed.job_next_attempt_at - timezone.now()).total_seconds())
        if feed.job_state != JobState.QUEUED or time.monotonic() + wait > end:
            return feed
        time.sleep(wait + 0.01)


def result_of(feed: Feed) -> dict[str, Any]:
    """What came of the poll, as facts."""
    is_settled = feed.job_state == JobState.DONE
    return {
        "id": feed.public_id,
        "url": feed.url,
        "new": feed.last_new if is_settled else 0,
        "error": feed.last_error if is_settled else feed.job_error or feed.job_waiting_for or ELSEWHERE,
        "next_poll_at": feed.next_poll_at.isoformat(timespec="seconds"),
    }


def words_of(result: dict[str, Any]) -> str:
    """What came of the poll, in one line."""
    return result["error"] or f"{result['new']} new"
