"""`manage.py check_article URL|FILE|-`: the whole path in the terminal."""

import json
import mimetypes
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import tasks
from claims.domain.desk import ensure_first_desk, terminal_user
from claims.domain.health import check_worker
from claims.domain.queue import is_article_settled
from claims.domain.report import article_report
from claims.domain.work import retry_work
from claims.enums import JobState
from claims.errors import BadInput, WorkbenchError
from claims.management.preflight import check_ready
from claims.management.report_text import one_line, report_lines
from claims.models import Article, CandidateSource, SearchJob
from claims.pipeline.receive_article import receive_text, receive_url

POLL_SECONDS = 0.2
# So much of a source that is none is repeated in the message.
SOURCE_LETTERS = 100
COULD_NOT_BE_READ = 1
WRONG_USAGE = 2
NO_WORKER = "No worker is running. Start the stack with `make run`, or add --inline to do the work here."


class Command(BaseCommand):
    """Hands in an article, waits while it is worked on, and prints claims with the passages found for them."""

    help = "Check one article: its claims, and the best passages found for each."
    # They run in check_ready, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="URL|FILE|-", help="an address, a file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--inline", action="store_true", help="do the work in this process; needs no worker")
        parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS", help="stop waiting after this")

    def handle(self, *args: Any, **options: Any) -> None:
        check_ready()
        if not options["inline"] and not check_worker().is_well:
            raise CommandError(NO_WORKER)
        article = receive(options["source"])
        if article.job_state == JobState.FAILED:
            retry_work(article, by=terminal_user(article.desk))
        work = self.work_here if options["inline"] else self.wait_for
        work(article, seconds=options["timeout"])
        article.refresh_from_db()
        if article.job_state == JobState.FAILED or article.snapshot is None:
            reason = article.job_error or f"nothing is read after {options['timeout']:g} s; ask again in a moment."
            raise CommandError(f"The article could not be read: {reason}", returncode=COULD_NOT_BE_READ)
        self.print_report(article, as_json=options["json"])

    def work_here(self, article: Article, *, seconds: float) -> None:
        """Do the work in this process; what another one is at is waited for, or done when that one was stopped."""
        end, is_told = time.monotonic() + seconds, False
        tasks.work_article_inline(article)
        article.refresh_from_db()
        while not is_article_settled(article) and time.monotonic() < end:
            if not is_told:
                self.stderr.write("Another process is at work on this article. Waiting for it …")
                is_told = True
            time.sleep(POLL_SECONDS)
            tasks.work_article_inline(article)
            article.refresh_from_db()

    def wait_for(self, article: Article, *, seconds: float) -> None:
        """Tell on standard error what the workers are at, until they have done what they will do now."""
        tasks.enqueue([article] if article.job_state == JobState.QUEUED else [])
        end, said = time.monotonic() + seconds, ""
        while not is_article_settled(article):
            if time.monotonic() > end:
                if article.snapshot_id:
                    self.stderr.write(f"Still at work after {seconds:g} s, and goes on. This is what there is.")
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
            return receive_text(desk, by=user, body=read_some(sys.stdin.buffer), name="standard input")[0]
        path = Path(source)
        if is_file(path):
            content_type = mimetypes.guess_type(path.name)[0] or "text/plain"
            with path.open("rb") as file:
                body = read_some(file)
            return receive_text(desk, by=user, body=body, content_type=content_type, name=path.name)[0]
        if "://" not in source:
            raise CommandError(
                f"{one_line(source, SOURCE_LETTERS)} is neither a file nor an address that begins with http:// or https://.",
                returncode=WRONG_USAGE,
            )
        return receive_url(desk, by=user, url=source)[0]
    except BadInput as error:
        raise CommandError(str(error), returncode=COULD_NOT_BE_READ) from error
    except (WorkbenchError, OSError) as error:
        raise CommandError(f"{source} could not be read: {error}", returncode=COULD_NOT_BE_READ) from error


def is_file(path: Path) -> bool:
    """Whether there is such a file; a whole text in the place of a name is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def read_some(file: BinaryIO) -> bytes:
    """As much as an article may have, and one byte more, by which it is refused."""
    return file.read(settings.MAX_BYTES + 1)


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
