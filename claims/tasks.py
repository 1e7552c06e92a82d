"""The bell. A task gets ids, leases the rows that are due, runs their step and rings for what came back.

The database is the queue of record: a bell that is lost, or rung twice, changes nothing but
the time. `sweep_stalled` rings again for whatever has waited too long.
"""

import contextlib
import functools
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from celery import shared_task
from celery.contrib.django.task import DjangoTask
from django.conf import settings
from django.db import OperationalError as DatabaseUnwell
from django.db import models, transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from claims.domain.health import record_worker_seen
from claims.domain.work import WORKING_MODELS, WorkingRow, record_work_failed
from claims.enums import JobState
from claims.errors import LeaseLost, WorkbenchError
from claims.models import Article, CandidateSource, Claim, SearchJob, Snapshot
from claims.models.base import MAX_ATTEMPTS
from claims.pipeline.add_passages import add_passages
from claims.pipeline.capture_source import capture_source
from claims.pipeline.detect_claims import detect_claims
from claims.pipeline.fetch_article import fetch_article
from claims.pipeline.rank_evidence import rank_evidence
from claims.pipeline.request_searches import request_searches
from claims.pipeline.run_search import run_search
from claims.providers import registry

logger = logging.getLogger(__name__)

Ready = Iterable[WorkingRow]
Ring = Callable[[Ready], None]

# A bell carries few rows: a killed worker costs each row it had leased one of its attempts.
ROWS_PER_BELL = 4
# A queued row that nobody took for this long is rung for again; at most so many at once.
STALLED_SECONDS = 5
ROWS_PER_SWEEP = 200
# Rows whose worker was lost have waited a whole lease: their queue comes before the ordinary one.
AGAIN = "_again"


class Bell(DjangoTask):
    """A task whose message may fail to be sent: the row is queued, the sweep rings later."""

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
    """Capture a page and rank its passages; a page that is new to us is ready for the library."""
    snapshot = capture_source(candidate)
    if snapshot is None:
        return []
    rank_evidence(candidate)
    return [snapshot] if snapshot.job_state == JobState.QUEUED else []


STEPS: dict[type[models.Model], Callable[[Any], Ready]] = {
    Article: step_article,
    Claim: request_searches,
    SearchJob: run_search,
    CandidateSource: step_candidate,
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
    _attempt(rows, lambda: add_passages(rows))


BELLS: dict[type[models.Model], Bell] = {
    Article: work_article,
    Claim: work_claim,
    SearchJob: work_search_job,
    CandidateSource: work_candidate_source,
    Snapshot: work_snapshot,
}


def work_rows(model: type[WorkingRow], pks: Sequence[int], *, ring: Ring | None = None) -> None:
    """Lease the rows, run the step of each, and ring for what it brought."""
    rows = model.objects.lease(pks, seconds=settings.LEASE_SECONDS)
    for place, row in enumerate(rows):
        _renew(rows[place:])
        _attempt([row], functools.partial(_step, row, ring=ring or enqueue))


def _renew(rows: Sequence[WorkingRow]) -> None:
    """A heartbeat: rows that wait in the same bell are not lost. One that is in other hands is noticed by its step."""
    with transaction.atomic():
        for row in rows:
            with contextlib.suppress(LeaseLost):
                row.renew_lease()


def _step(row: WorkingRow, *, ring: Ring) -> None:
    row.hold_lease()
    ring(STEPS[type(row)](row))


def _attempt(rows: Sequence[WorkingRow], step: Callable[[], Any]) -> None:
    """Run a step for leased rows; whatever happens is on the rows afterwards."""
    try:
        step()
    except LeaseLost as error:
        logger.info("%s", error)
    except WorkbenchError as error:
        for row in rows:
            _fail(row, error=str(error), can_retry=error.can_retry, wait=error.retry_after)
    except DatabaseUnwell as error:
        logger.error("The database failed under %s: %s", ", ".join(map(str, rows)), error)
        # When it is full or gone even this cannot be written down, and the lease runs out instead.
        with contextlib.suppress(DatabaseUnwell):
            for row in rows:
                _fail(row, error=f"The database failed: {error}", can_retry=True)
    except Exception as error:  # The one boundary: whatever else happens is recorded on the row.
        logger.exception("A step failed on %s.", ", ".join(map(str, rows)))
        for row in rows:
            _fail(row, error=f"Unexpected error ({type(error).__name__}): {error}", can_retry=True)
    else:
        for row in rows:
            row.finish_job()


def _fail(row: WorkingRow, *, error: str, can_retry: bool, wait: float = 0.0) -> None:
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
        else:
            work_rows(model, [row.pk for row in batch], ring=waiting.extend)


def work_article_inline(article: Article) -> None:
    """Do all that is still owed for one article in this process, wherever it stands."""
    for rows in (
        Article.objects.filter(pk=article.pk),
        Claim.objects.filter(article=article),
        SearchJob.objects.filter(claim__article=article),
        CandidateSource.objects.filter(claim__article=article),
    ):
        work_inline(rows.unfinished())


def queue_of(row: WorkingRow) -> str:
    """`fetch` for rows that wait for other people's servers, `work` for the rest."""
    if isinstance(row, Article):
        return "fetch" if row.url and not row.snapshot_id else "work"
    if isinstance(row, CandidateSource):
        return "work" if row.snapshot_id else "fetch"
    if isinstance(row, SearchJob):
        provider = registry.providers().get(row.provider)
        return "fetch" if provider and provider.uses_network else "work"
    return "work"


@shared_task(base=Bell)
def sweep_stalled() -> None:
    """Ring again for what waits too long, and let the web server know that a worker lives."""
    record_worker_seen()
    for model in WORKING_MODELS:
        with transaction.atomic():
            for row in model.objects.give_up():
                record_work_failed(row, error=row.job_error)
        enqueue(model.objects.take_lost(limit=ROWS_PER_SWEEP), queue_suffix=AGAIN)
        enqueue(model.objects.take_waiting(seconds=STALLED_SECONDS, limit=ROWS_PER_SWEEP))
