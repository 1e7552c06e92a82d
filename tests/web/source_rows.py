"""Rows for the browser's look at providers, feeds and copies, made beside a running server: prints their addresses."""

import json
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from claims.domain.demo import DEMO_USER
from claims.enums import Role
from claims.models import Desk, Feed, Membership, Page, Provider, Snapshot
from claims.pipeline.check_quotes import check_quotes
from tests import factories

OLD = "Mines were in the news.\n133 states signed the convention. In 2024 it had 164 states parties.\nThe talks go on."
NEW = "Mines were in the news.\n133 states signed the convention. In 2025 it had 166 states parties.\nThe talks go on."
QUOTES = ("133 states signed the convention.", "In 2024 it had 164 states parties.")
NOW = timezone.now()
EXCHANGES = [
    {
        "method": "GET",
        "url": "https://api.example/search?q=164+signatories&key=•••",
        "status": 200,
        "content_type": "application/json",
        "milliseconds": 41,
        "body": '{"pages": []}',
        "error": "",
    },
    {
        "method": "GET",
        "url": "https://api.example/search?page=2",
        "status": 0,
        "content_type": "",
        "milliseconds": 3000,
        "body": "",
        "error": "api.example did not answer within 3 s.",
    },
]


def print_addresses() -> None:
    """Make the rows; whoever looks runs the machine, so that every button is there."""
    person, desk = User.objects.get(username=DEMO_USER), Desk.objects.order_by("pk")[0]
    Membership.objects.filter(user=person, desk=desk).update(role=Role.ADMINISTRATOR)
    print(json.dumps(_provider_rows(desk, person) | _feed_rows(desk, person) | _copy_rows(desk, person)))


def _provider_rows(desk: Desk, person: User) -> dict[str, str]:
    library, _ = Provider.objects.get_or_create(name="library")
    Provider.objects.filter(pk=library.pk).update(last_error="The library was busy.", last_error_at=NOW)
    factories.make_host("slow.example", not_before=NOW + timedelta(hours=1))
    broken = factories.make_host(
        "down.example", failures=6, open_until=NOW + timedelta(hours=1), last_error="Refused.", last_error_at=NOW
    )
    factories.make_capture_job(host=broken)
    test = factories.make_provider_test(
        library, desk=desk, asked_by=person, exchanges=EXCHANGES, outcome="none_found", job_state="done", duration_ms=41
    )
    return {
        "providers": "/providers",
        "provider": "/providers/library",
        "provider-test": f"/provider-tests/{test.public_id}",
    }


def _feed_rows(desk: Desk, person: User) -> dict[str, str]:
    later = NOW + timedelta(hours=1)
    terms = {"added_by": person, "next_poll_at": later}
    feed = factories.make_feed(desk, title="Ministry: press releases", kind="rss", last_polled_at=NOW, **terms)
    factories.make_feed(desk, failures=4, last_error="No answer within 15 s.", last_polled_at=NOW, **terms)
    factories.make_feed(desk, title="A paused one", is_paused=True, **terms)
    _items(feed)
    return {
        "feeds": "/feeds",
        "feed": f"/feeds/{feed.public_id}",
        "feed-remove": f"/feeds/{feed.public_id}/remove",
        "feed-add": "/feeds/new",
    }


def _items(feed: Feed) -> None:
    closed = factories.make_capture_job(outcome="refused", refusal="robots.txt closes it.", job_state="done")
    factories.make_feed_item(feed, title="A ratification", source_name="Reuters", capture_job=closed)
    factories.make_feed_item(feed, title="Заява про договір", note="It was in the feed before the feed was added.")


def _copy_rows(desk: Desk, person: User) -> dict[str, str]:
    page = factories.make_page(canonical_url="https://news.example/treaty", publisher="news.example")
    older, newer = _copy(page, OLD, days=20), _copy(page, NEW, days=3)
    blocked = _copy(page, "Checking your browser.", days=1, quality="block_page", quality_reason="It asks for a check.")
    damaged = factories.make_snapshot(text=OLD, damaged_at=NOW, damage="One byte of the raw copy differs.")
    claim = factories.make_claim(
        factories.make_article(desk, text="Half of all bridges are old.", by=person),
        quote="Half of all bridges are old.",
    )
    for quote in QUOTES:
        factories.make_evidence(claim, snapshot=older, exact=quote, candidate=None)
    check_quotes(newer)
    factories.make_watch(page, desk=desk, started_by=person, next_capture_at=NOW + timedelta(days=1))
    return {
        "copy": f"/snapshots/{older.public_id}",
        "copy-blocked": f"/snapshots/{blocked.public_id}",
        "copy-damaged": f"/snapshots/{damaged.public_id}",
        "difference": f"/snapshots/{newer.public_id}/difference",
    }


def _copy(page: Page, text: str, *, days: int, **fields: str) -> Snapshot:
    return factories.make_snapshot(text=text, page=page, fetched_at=NOW - timedelta(days=days), **fields)
