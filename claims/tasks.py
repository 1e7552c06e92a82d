"""The bell. A task gets ids, leases the rows that are due, runs their step and rings for what came back.

The database is the queue of record: a bell that is lost, or rung twice, changes nothing but
the time. `sweep_stalled` rings again for whatever has waited too long.
"""

import contextlib
import functools
import logging
import random
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from types import FrameType
from typing import Any

from celery import shared_task
from celery.contrib.django.task import DjangoTask
from celery.signals import worker_ready
from django.conf import settings
from django.db import OperationalError as DatabaseUnwell
from django.db import models, transaction
from django.db.models import Q
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from claims.domain.audit import Machine
from claims.domain.capture import wake_waiters
from claims.domain.feed import due_feeds
from claims.domain.health import record_worker_seen
from claims.domain.watch import request_watched_captures
from claims.domain.work import WORKING_MODELS, WorkingRow, record_work_failed
from claims.enums import JobState
from claims.errors import LeaseLost, NotYet, WorkbenchError
from claims.models import (
    ArchiveJob,
    Article,
    CandidateSource,
    CaptureJob,
    Claim,
    Encoding,
    Feed,
    ProviderTest,
    SearchJob,
    Snapshot,
)
from claims.models.base import MAX_ATTEMPTS
from claims.pipeline.add_passages import add_passages
from claims.pipeline.archive_snapshot import archive_snapshot
from claims.pipeline.capture_source import capture_source
from claims.pipeline.check_quotes import check_quotes
from claims.pipeline.detect_claims import detect_claims
from claims.pipeline.encode_passages import encode_passages
from claims.pipeline.fetch_article import fetch_article
from claims.pipeline.fetch_captures import fetch_captures, stop_fetching
from claims.pipeline.find_origins import find_origins
from claims.pipeline.group_origins import group_origins, group_origins_of
from claims.pipeline.poll_feed import poll_feed
from claims.pipeline.rank_evidence import rank_evidence
from claims.pipeline.read_capture import read_capture
from claims.pipeline.request_searches import request_archived_copy, request_searches
from claims.pipeline.run_search import run_search
from claims.pipeline.try_provider import try_provider
from claims.providers import registry

logger = logging.getLogger(__name__)

Ready = Iterable[WorkingRow]
Ring = Callable[[Ready], None]

# A bell carries few rows: a killed worker costs each row it had leased one of its attempts.
ROWS_PER_BELL = 4
# A queued row that nobody took for this long is rung for again; at most so many at once.
STALLED_SECONDS = 5
ROWS_PER_SWEEP = 200
# What the clock starts at once: feeds to poll, watched pages to capture.
STARTED_PER_SWEEP = 20
CLOCK = Machine("clock", "1")
# Rows whose worker was lost have waited a whole lease: their queue comes before the ordinary one.
AGAIN = "_again"


class Bell(DjangoTask):
    """A task whose message may fail to be sent: the row is queued, the sweep rings later."""

    # A bell that is heard is over. Kept open until the work is done it brings nothing back that the ledger does not,
    # and a worker that holds an open one when Redis goes away ends over it (kombu 5.7).
    acks_late = False

    def apply_async(self, *args: Any, **options: Any) -> Any:
        """Ring; without Redis say so in the log and go on."""
        try:
            return super().apply_async(*args, **options)
        except (OperationalError, RedisError) as error:
            logger.warning("The bell of %s could not be rung (%s); the sweep will ring it.", self.name, error)
            return None


def step_article(article: Article) -> Ready:
    """Fetch and read an article; its best claims are ready for search."""
    claims = detect_claims(article, fetch_article(article))
    return [claim for claim in claims if claim.job_state == JobState.QUEUED]


def step_candidate(candidate: CandidateSource) -> Ready:
    """Rank the passages of a page that was captured; one that is gone is looked for in an archive."""
    snapshot = capture_source(candidate)
    if snapshot is None:
        return look_for_copy(candidate)
    rank_evidence(candidate)
    group_origins(candidate.claim)
    return [snapshot] if snapshot.job_state == JobState.QUEUED else []


def look_for_copy(candidate: CandidateSource) -> Ready:
    """The search for an archived copy of a page that is gone, or that the host keeps from us."""
    status = candidate.capture_job.status_code if candidate.capture_job else None
    quality = candidate.snapshot.quality if candidate.snapshot else ""
    return request_archived_copy(candidate, status_code=status, quality=quality)


def step_capture(capture: CaptureJob) -> Ready:
    """Read a page that was fetched; whoever waited for it is ready, and so is the page for the library."""
    snapshot = read_capture(capture)
    if snapshot is None:
        return wake_waiters([capture])
    check_quotes(snapshot)
    return [*wake_waiters([capture]), *([snapshot] if snapshot.job_state == JobState.QUEUED else [])]


def step_snapshots(snapshots: Sequence[Snapshot]) -> None:
    """Add pages to the library, and see what they share with the pages that are there."""
    add_passages(snapshots)
    # Nobody waits for it, so no bell is rung: the sweep finds it.
    Encoding.objects.queue_for(snapshots)
    for snapshot in snapshots:
        # A page as long as a book takes seconds: those that wait with it are not lost.
        _renew(snapshots)
        find_origins([snapshot])
    _renew(snapshots)
    group_origins_of(snapshots)


def step_archive(job: ArchiveJob) -> Ready:
    """Ask a public archive to keep a page, or how far it is."""
    archive_snapshot(job)
    return []


def step_provider_test(test: ProviderTest) -> Ready:
    """Put a question to a provider by hand."""
    try_provider(test)
    return []


def step_encoding(encoding: Encoding) -> Ready:
    """Have a page found by what it means."""
    encode_passages(encoding)
    return []


STEPS: dict[type[models.Model], Callable[[Any], Ready]] = {
    Article: step_article,
    Claim: request_searches,
    SearchJob: run_search,
    CandidateSource: step_candidate,
    CaptureJob: step_capture,
    Feed: poll_feed,
    ArchiveJob: step_archive,
    ProviderTest: step_provider_test,
    Encoding: step_encoding,
}


@shared_task(base=Bell)
def work_article(*pks: int) -> None:
    """Fetch and read articles."""
    work_rows(Article, pks)


@shared_task(base=Bell)
def work_claim(*pks: int) -> None:
    """Ask for the sources of claims."""
    work_rows(Claim, pks)


@shared_task(base=Bell)
def work_search_job(*pks: int) -> None:
    """Put questions to providers."""
    work_rows(SearchJob, pks)


@shared_task(base=Bell)
def work_candidate_source(*pks: int) -> None:
    """Capture pages and rank their passages."""
    work_rows(CandidateSource, pks)


@shared_task(base=Bell)
def work_snapshot(*pks: int) -> None:
    """Add pages to the library, all in one commit."""
    rows = Snapshot.objects.lease(pks, seconds=settings.LEASE_SECONDS)
    _attempt(rows, lambda: step_snapshots(rows))


@shared_task(base=Bell)
def work_capture_job(*pks: int) -> None:
    """Read pages that were fetched."""
    work_rows(CaptureJob, pks)


@shared_task(base=Bell)
def work_feed(*pks: int) -> None:
    """Poll feeds."""
    work_rows(Feed, pks)


@shared_task(base=Bell)
def work_archive_job(*pks: int) -> None:
    """Hand pages to a public archive."""
    work_rows(ArchiveJob, pks)


@shared_task(base=Bell)
def work_provider_test(*pks: int) -> None:
    """Try providers."""
    work_rows(ProviderTest, pks)


@shared_task(base=Bell)
def work_encoding(*pks: int) -> None:
    """Read what pages mean, when there is nothing else to do."""
    work_rows(Encoding, pks)


@shared_task(base=Bell)
def fetch_pages() -> None:
    """Fetch what is due, each host in its turn, until nothing is."""
    threads = settings.FETCH_THREADS
    visitors = registry.visitor_processes(threads=threads) if settings.FETCH_PROCESSES else None
    fetch_captures(threads=threads, ring=enqueue, visitors=visitors)


@worker_ready.connect
def end_fetching_first(**_: Any) -> None:
    """Have a worker that is told to end give back what it fetches before it waits for its other work.

    Celery's own signals come only after that wait, and fetching has no end while there is something to fetch.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
        handler = signal.getsignal(number)
        # A worker is ready anew whenever it has found Redis again.
        is_ours = isinstance(handler, functools.partial) and handler.func is _end_fetching
        if callable(handler) and not is_ours:
            signal.signal(number, functools.partial(_end_fetching, handler))


def _end_fetching(handler: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None) -> None:
    stop_fetching()
    handler(number, frame)


BELLS: dict[type[models.Model], Bell] = {
    Article: work_article,
    Claim: work_claim,
    SearchJob: work_search_job,
    CandidateSource: work_candidate_source,
    Snapshot: work_snapshot,
    CaptureJob: work_capture_job,
    Feed: work_feed,
    ArchiveJob: work_archive_job,
    ProviderTest: work_provider_test,
    Encoding: work_encoding,
}


def work_rows(model: type[WorkingRow], pks: Sequence[int], *, ring: Ring | None = None) -> None:
    """Lease the rows, run the step of each, and ring for what it brought."""
    rows = model.objects.lease(pks, seconds=settings.LEASE_SECONDS)
    for place, row in enumerate(rows):
        _renew(rows[place:])
        _attempt([row], functools.partial(_step, row, ring=ring or enqueue), ring=ring or enqueue)


def _renew(rows: Sequence[WorkingRow]) -> None:
    """A heartbeat: rows that wait in the same bell are not lost. One that is in other hands is noticed by its step."""
    model = type(rows[0])
    with transaction.atomic():
        model.objects.renew_leases(model.objects.still_ours(rows), seconds=settings.LEASE_SECONDS)


def _step(row: WorkingRow, *, ring: Ring) -> None:
    row.hold_lease()
    ring(STEPS[type(row)](row))


def _attempt(rows: Sequence[WorkingRow], step: Callable[[], Any], *, ring: Ring | None = None) -> None:
    """Run a step for leased rows; whatever happens is on the rows afterwards."""
    ring = ring or enqueue
    try:
        step()
    except LeaseLost as error:
        logger.info("%s", error)
    except NotYet as error:
        _postpone_all(rows, error)
        ring(error.ready)
    except WorkbenchError as error:
        _fail_all(rows, ring, error=str(error), can_retry=error.can_retry, wait=error.retry_after)
    except DatabaseUnwell as error:
        logger.error("The database failed under %s: %s", ", ".join(map(str, rows)), error)
        # When it is full or gone even this cannot be written down, and the lease runs out instead.
        with contextlib.suppress(DatabaseUnwell):
            _fail_all(rows, ring, error=f"The database failed: {error}", can_retry=True)
    except Exception as error:  # The one boundary: whatever else happens is recorded on the row.
        logger.exception("A step failed on %s.", ", ".join(map(str, rows)))
        _fail_all(rows, ring, error=f"Unexpected error ({type(error).__name__}): {error}", can_retry=True)
    else:
        for row in rows:
            row.finish_job()


def _postpone_all(rows: Sequence[WorkingRow], error: NotYet) -> None:
    for row in rows:
        row.postpone_job(str(error), seconds=error.retry_after, is_trouble=error.is_trouble)


def _fail_all(rows: Sequence[WorkingRow], ring: Ring, *, error: str, can_retry: bool, wait: float = 0.0) -> None:
    for row in rows:
        _fail(row, error=error, can_retry=can_retry, wait=wait)
    ring(_woken_by(rows))


def _woken_by(rows: Iterable[WorkingRow]) -> Ready:
    """Whoever waits for captures that failed: they say what is wrong, instead of looking as if all were under way."""
    return wake_waiters(row for row in rows if isinstance(row, CaptureJob))


def _fail(row: WorkingRow, *, error: str, can_retry: bool, wait: float) -> None:
    again = can_retry and row.job_attempts < MAX_ATTEMPTS
    retry_in = max(_pause(row.job_attempts), wait) if again else None
    with transaction.atomic():
        if row.fail_job(error, retry_in=retry_in) and not again:
            record_work_failed(row, error=error)


def _pause(attempts: int) -> float:
    """Seconds until the next attempt: 2, 8, 32, 128 with full jitter above half."""
    longest = 2.0 * 4 ** (attempts - 1)
    return longest / 2 + random.uniform(0, longest / 2)  # noqa: S311 -- jitter, not a secret


def enqueue(rows: Ready, *, queue_suffix: str = "") -> None:
    """Ring for rows that are ready, after the transaction that made them ready."""
    for (model, queue), pks in _by_bell(rows).items():
        if (model, queue) == (CaptureJob, "fetch"):
            # Whose turn it is at which host is found out by whoever fetches: the bell names no row.
            fetch_pages.apply_async_on_commit(queue=queue + queue_suffix)
            continue
        for first in range(0, len(pks), ROWS_PER_BELL):
            bell = {"args": pks[first : first + ROWS_PER_BELL], "queue": queue + queue_suffix}
            BELLS[model].apply_async_on_commit(**bell)


def _by_bell(rows: Ready) -> dict[tuple[type[models.Model], str], list[int]]:
    groups: dict[tuple[type[models.Model], str], list[int]] = defaultdict(list)
    for row in rows:
        groups[type(row), queue_of(row)].append(row.pk)
    return groups


def work_inline(rows: Ready) -> None:
    """Do the work of these rows, and of all that they bring, in this process: no bell, no worker."""
    waiting = list(rows)
    while waiting:
        model = type(waiting[0])
        batch = [row for row in waiting if type(row) is model]
        waiting = [row for row in waiting if type(row) is not model]
        if model is Snapshot:
            work_snapshot.run(*[row.pk for row in batch])
        elif model is CaptureJob and any(queue_of(row) == "fetch" for row in batch):
            fetch_captures(threads=len(batch), ring=waiting.extend)
        else:
            work_rows(model, [row.pk for row in batch], ring=waiting.extend)


def work_article_inline(article: Article) -> None:
    """Do all that is still owed for one article in this process, wherever it stands."""
    for rows in (
        Article.objects.filter(pk=article.pk),
        Claim.objects.filter(article=article),
        SearchJob.objects.filter(claim__article=article),
        CandidateSource.objects.filter(claim__article=article),
        CaptureJob.objects.filter(Q(articles=article) | Q(candidates__claim__article=article)).distinct(),
    ):
        work_inline(rows.unfinished())


def queue_of(row: WorkingRow) -> str:
    """`fetch` for rows that wait for other people's servers, `background` for what can wait, `work` for the rest."""
    if isinstance(row, CaptureJob):
        return "work" if row.is_fetched else "fetch"
    if isinstance(row, SearchJob):
        provider = registry.providers().get(row.provider)
        return "fetch" if provider and provider.uses_network else "work"
    if isinstance(row, Encoding):
        return "background"
    return "fetch" if isinstance(row, Feed | ArchiveJob | ProviderTest) else "work"


@shared_task(base=Bell)
def sweep_stalled() -> None:
    """Ring again for what waits too long, and let the web server know that a worker lives."""
    record_worker_seen()
    for model in WORKING_MODELS:
        with transaction.atomic():
            spent = model.objects.give_up()
            for row in spent:
                record_work_failed(row, error=row.job_error)
        enqueue(_woken_by(spent))
        enqueue(model.objects.take_lost(limit=ROWS_PER_SWEEP), queue_suffix=AGAIN)
        enqueue(model.objects.take_waiting(seconds=STALLED_SECONDS, limit=ROWS_PER_SWEEP))
    enqueue(due_feeds(limit=STARTED_PER_SWEEP))
    enqueue(request_watched_captures(by=CLOCK, limit=STARTED_PER_SWEEP))
