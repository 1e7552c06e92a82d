"""`manage.py make_demo`: load the demo, or take it away with --remove."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from claims import tasks
from claims.domain.audit import Machine
from claims.domain.demo import DEMO_USER, count_demo, record_demo_loaded, remove_demo, was_demo_loaded
from claims.domain.desk import ensure_first_desk, ensure_member, terminal_user
from claims.enums import JobState, Role
from claims.management.preflight import check_ready
from claims.models import Desk, Snapshot
from claims.pipeline.forget_pages import forget_pages
from claims.pipeline.import_source import import_source
from claims.pipeline.receive_article import receive_text
from claims.store.imports import ImportedFile, read_imports

FOLDER = settings.BASE_DIR / "claims" / "demo"
BY = Machine("make_demo", "1")


class Command(BaseCommand):
    """Loads the demo with the same steps that every article takes, in this process and without a network."""

    help = "Load the demo: two articles and a small library. --remove takes it away."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the demo away")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        desk = ensure_first_desk()
        if options["remove"]:
            forget_pages(remove_demo(desk, by=terminal_user(desk)))
            self.say(options, "The demo is removed.")
            return
        load_demo(desk)
        count = count_demo()
        self.say(options, f"{count.articles} articles, {count.claims} claims, {count.snapshots} pages")

    def say(self, options: dict[str, Any], text: str) -> None:
        """Print unless asked to be silent."""
        if options["verbosity"]:
            self.stdout.write(text)


def load_demo(desk: Desk) -> None:
    """The library first, then the articles, each worked to its end; loading twice changes nothing."""
    user = ensure_member(desk, by=BY, username=DEMO_USER, role=Role.REVIEWER)
    for source in read_imports([FOLDER / "library"]):
        assert isinstance(source, ImportedFile), source
        import_source(source, by=BY, is_demo=True)
    tasks.work_inline(Snapshot.objects.filter(is_demo=True, job_state=JobState.QUEUED))
    articles = [
        receive_text(desk, by=user, body=path.read_bytes(), content_type="text/html", name=path.name, is_demo=True)[0]
        for path in sorted(Path(FOLDER / "articles").glob("*.html"), reverse=True)
    ]
    for article in articles:
        tasks.work_article_inline(article)
    if not was_demo_loaded():
        record_demo_loaded(desk, by=BY)
