"""`manage.py add_feed URL`: have a feed or a sitemap polled by the clock, or see first what it would bring."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.domain.feed import add_feed
from claims.enums import FeedKind, FeedUse
from claims.errors import WorkbenchError
from claims.management.desk_options import add_desk_options, desk_and_person
from claims.management.preflight import check_ready
from claims.models import Desk, Feed
from claims.models.feed import LONGEST_INTERVAL_MINUTES, SHORTEST_INTERVAL_MINUTES
from claims.pipeline.poll_feed import FeedPreview, preview_patiently
from claims.pipeline.receive_article import acceptable_url

# So long a person waits at a terminal.
LONGEST_WAIT_SECONDS = 70.0
SHOWN_ITEMS = 5


class Command(BaseCommand):
    """Adds a feed to a desk; adding it again finds the one that is there."""

    help = "Add an RSS, Atom or JSON feed or a sitemap, which is then polled by the clock."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", help="the address of the feed or sitemap")
        add_desk_options(parser)
        parser.add_argument("--use", choices=FeedUse.values, default=FeedUse.SOURCES, help="what its items become")
        every = f"minutes between polls, {SHORTEST_INTERVAL_MINUTES} to {LONGEST_INTERVAL_MINUTES} (30)"
        parser.add_argument("--every", type=int, default=30, metavar="MIN", help=every)
        parser.add_argument("--dry-run", action="store_true", help="fetch it and say what it would bring; add nothing")
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        desk, person = desk_and_person(options)
        try:
            url = acceptable_url(options["url"])
            if options["dry_run"]:
                preview = preview_patiently(url, seconds=LONGEST_WAIT_SECONDS)
                self.print_preview(preview, url=url, desk=desk, as_json=options["json"])
                return
            is_known = Feed.objects.filter(desk=desk, url=url).exists()
            feed = add_feed(by=person, desk=desk, url=url, use=options["use"], interval_minutes=options["every"])
        except WorkbenchError as error:
            raise CommandError(str(error)) from error
        self.print_feed(feed, is_new=not is_known, as_json=options["json"])

    def print_feed(self, feed: Feed, *, is_new: bool, as_json: bool) -> None:
        """The feed as it is now."""
        if as_json:
            facts = {"id": feed.public_id, "url": feed.url, "use": feed.use, "interval_minutes": feed.interval_minutes}
            self.stdout.write(json.dumps(facts | {"desk": feed.desk.slug, "is_new": is_new}, ensure_ascii=False))
            return
        if is_new:
            self.stdout.write(f"{feed.url} is added as {feed.public_id} and polled every {feed.interval_minutes} min.")
        else:
            self.stdout.write(f"{feed.url} is on {feed.desk} already, as {feed.public_id}; nothing was changed.")

    def print_preview(self, preview: FeedPreview, *, url: str, desk: Desk, as_json: bool) -> None:
        """What the feed would bring."""
        is_known = Feed.objects.filter(desk=desk, url=url).exists()
        if as_json:
            facts = {
                "url": url,
                "kind": preview.kind,
                "title": preview.title,
                "items": len(preview.items),
                "would_add": preview.would_add,
                "is_known": is_known,
                "problems": preview.problems,
            }
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        title = f" “{preview.title}”" if preview.title else ""
        self.stdout.write(
            f"{FeedKind(preview.kind).label}{title}: {len(preview.items)} items, would add {preview.would_add}."
        )
        for item in preview.items[:SHOWN_ITEMS]:
            self.stdout.write(f"  {item.published_at or '–'}  {item.title or item.url}")
        for problem in preview.problems:
            self.stdout.write(f"  {problem}")
        if is_known:
            self.stdout.write(f"  It is on {desk} already.")
