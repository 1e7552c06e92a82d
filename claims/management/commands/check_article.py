"""`manage.py check_article URL|FILE|-`: the whole path in the terminal."""

import json
import mimetypes
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import tasks
from claims.checks import PROVIDERS_TAG
from claims.domain.desk import ensure_first_desk, terminal_user
from claims.domain.health import check_migrations, check_worker
from claims.domain.queue import is_article_settled
from claims.domain.report import article_report
from claims.domain.work import retry_work
from claims.enums import JobState
from claims.errors import BadInput, WorkbenchError
from claims.management.report_text import report_lines
from claims.models import Article, CandidateSource, SearchJob
from claims.pipeline.receive_article import receive_text, receive_url

POLL_SECONDS = 0.2
COULD_NOT_BE_READ = 1
WRONG_USAGE = 2
NO_WORKER = "No worker is running. Start the stack with `make run`, or add --inline to do the work here."


class Command(BaseCommand):
    """Hands in an article, waits while it is worked on, and prints claims with the passages found for them."""

    help = "Check one article: its claims, and the best passages found for each."
    requires_system_checks = (PROVIDERS_TAG,)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="URL|FILE|-", help="an address, a file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--inline", action="store_true", help="do the work in this process; needs no worker")
        parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS", help="stop waiting after this")

    def handle(self, *args: Any, **options: Any) -> None:
        migrations = check_migrations()
        if not migrations.is_well:
            raise CommandError(f"The database is not ready: {migrations.seen}. {migrations.advice}")
        if not options["inline"] and not check_worker().is_well:
            raise CommandError(NO_WORKER)
        article = receive(options["source"])
        if article.job_state == JobState.FAILED:
            retry_work(article, by=terminal_user(article.desk))
        if options["inline"]:
            tasks.work_article_inline(article)
        else:
            self.wait_for(article, seconds=options["timeout"])
        article.refresh_from_db()
        if article.job_state == JobState.FAILED or article.snapshot is None:
            reason = article.job_error or "nobody has come to it yet; ask again in a moment."
            raise CommandError(f"The article could not be read: {reason}", returncode=COULD_NOT_BE_READ)
        self.print_report(article, as_json=options["json"])

    def wait_for(self, article: Article, *, seconds: float) -> None:
        """Tell on standard error what the workers are at, until they have done what they will do now."""
        tasks.enqueue([article] if article.job_state == JobState.QUEUED else [])
        end, said = time.monotonic() + seconds, ""
        while not is_article_settled(article):
            if time.monotonic() > end:
                self.stderr.write(f"Still at work after {seconds:g} s; this is what there is. It goes on without you.")
                return
            if (now := progress_of(article)) != said:
                self.stderr.write(now)
                said = now
            time.sleep(POLL_SECONDS)
            article.refresh_from_db()

    def print_report(self, article: Article, *, as_json: bool) -> None:
        """The claims best first, as text or as JSON."""
        report = article_report(article)
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for line in report_lines(report):
            self.stdout.write(line)


def receive(source: str) -> Article:
    """Hand the article in; a source that is neither address nor file is wrong usage."""
    desk = ensure_first_desk()
    user = terminal_user(desk)
    try:
        if source == "-":
            return receive_text(desk, by=user, body=sys.stdin.buffer.read(), name="standard input")[0]
        path = Path(source)
        if path.is_file():
            content_type = mimetypes.guess_type(path.name)[0] or "text/plain"
            return receive_text(desk, by=user, body=path.read_bytes(), content_type=content_type, name=path.name)[0]
        if "://" not in source:
            raise CommandError(
                f"{source} is neither a file nor an address that begins with http:// or https://.",
                returncode=WRONG_USAGE,
            )
        return receive_url(desk, by=user, url=source)[0]
    except BadInput as error:
        raise CommandError(str(error), returncode=COULD_NOT_BE_READ) from error
    except (WorkbenchError, OSError) as error:
        raise CommandError(f"{source} could not be read: {error}", returncode=COULD_NOT_BE_READ) from error


def progress_of(article: Article) -> str:
    """One line of what is done so far."""
    if article.job_state in {JobState.QUEUED, JobState.WORKING}:
        return "Kept. Reading …" if article.snapshot_id else "Fetching …"
    searches = SearchJob.objects.filter(claim__article=article)
    candidates = CandidateSource.objects.filter(claim__article=article)
    answered = searches.exclude(outcome="pending").count()
    seen = candidates.exclude(job_state__in=[JobState.QUEUED, JobState.WORKING]).count()
    return (
        f"{article.claims.count()} claims · {answered} of {searches.count()} searches answered · "
        f"{seen} of {candidates.count()} pages looked at"
    )
