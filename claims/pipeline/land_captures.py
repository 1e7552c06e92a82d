"""Captures that came back from their hosts: kept, written down, and their hosts let go, in batches."""

import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.db import DataError, IntegrityError, transaction

from claims.domain.audit import Machine
from claims.domain.breaker import record_failed
from claims.domain.capture import (
    Answer,
    record_exchanges,
    record_given_up,
    record_refusal,
    settle_capture,
    wake_waiters,
)
from claims.domain.host import (
    RobotsAnswer,
    give_hosts_back,
    host_for,
    let_hosts_go,
    lock_domains,
    pace_of,
    record_robots,
)
from claims.domain.snapshot import CaptureFacts
from claims.errors import FetchError, FetchFailed, StoreError, WorkbenchError
from claims.models import CaptureJob
from claims.models.base import MAX_ATTEMPTS
from claims.models.capture import NOT_NOW
from claims.net.client import FetchedPage
from claims.net.visit import Visit
from claims.pipeline.capture import (
    NOT_MODIFIED,
    THROTTLED_SECONDS,
    check_status,
    exchange_json,
    keep_exchanges,
    robots_answer,
)

logger = logging.getLogger(__name__)

BY = Machine("fetch_captures", "1")


@dataclass(frozen=True, slots=True)
class Landing:
    """A capture that came back from its host, which `holder` holds: with a visit, or why none came of it."""

    capture: CaptureJob
    holder: str
    visit: Visit | None
    error: WorkbenchError | None
    facts: CaptureFacts | None = None

    @property
    def duration_ms(self) -> int:
        """How long the turn at the host took."""
        return self.visit.duration_ms if self.visit else 0

    @property
    def has_asked(self) -> bool:
        """Whether the host was asked for anything; rules that are kept may have made it needless."""
        return self.visit is None or self.visit.has_asked or bool(self.visit.new_rules)

    @property
    def has_host_failed(self) -> bool:
        """Whether the host, not the page, is to blame."""
        if not isinstance(self.error, FetchFailed) or not self.error.can_retry or self.visit is None:
            return False
        # Robots.txt of the host that a page led to says nothing about the one that led there.
        return not (self.error.code == "robots_unreachable" and self.visit.has_asked)

    @property
    def retry_after(self) -> float:
        """For how long the host asked to be left alone, in seconds."""
        if self.facts is None or not isinstance(self.error, FetchFailed):
            return 0.0
        is_throttling = self.facts.status_code == NOT_NOW
        return self.error.retry_after or (THROTTLED_SECONDS if is_throttling else 0.0)

    @property
    def is_unchanged(self) -> bool:
        """Whether the host says that the page is what it was."""
        is_asked = bool(self.capture.etag or self.capture.last_modified) and self.capture.earlier_id is not None
        return is_asked and self.facts is not None and self.facts.status_code == NOT_MODIFIED


def landing_of(future: Future[Visit], *, capture: CaptureJob, holder: str) -> Landing:
    """What came of a visit that is over."""
    error = future.exception()
    if error is None:
        visit = future.result()
        return Landing(capture, holder, visit, visit.error)
    if isinstance(error, FetchFailed):
        # Whoever made the visit was lost: that says nothing about the host.
        return Landing(capture, holder, None, error)
    logger.error("Fetching %s failed.", capture, exc_info=error)
    return Landing(capture, holder, None, _unforeseen(error))


def _unforeseen(error: BaseException) -> WorkbenchError:
    return WorkbenchError(f"Unexpected error ({type(error).__name__}): {error}", can_retry=True)


def keep_landings(landings: Sequence[Landing]) -> list[Landing]:
    """The landings with their exchanges stored, and with an error where the answer is no page."""
    brought = {one.capture.pk: one.visit.exchange for one in landings if one.visit and one.visit.exchange}
    try:
        facts = dict(zip(brought, keep_exchanges(list(brought.values())), strict=True))
    except StoreError as error:
        return [replace(one, error=error) if one.capture.pk in brought else one for one in landings]
    return [
        replace(one, facts=facts[pk], error=_status_error(brought[pk].page)) if pk in brought else one
        for one, pk in ((one, one.capture.pk) for one in landings)
    ]


def _status_error(page: FetchedPage) -> FetchFailed | None:
    try:
        check_status(page)
    except FetchFailed as error:
        return error
    return None


def record_landings(landings: Sequence[Landing]) -> list[Any]:
    """Write a batch down in one transaction; gives the rows that are ready now.

    What the database will not take from one page costs that page alone: the batch is written one by one then.
    """
    try:
        with transaction.atomic():
            return _record_together(landings)
    except (DataError, IntegrityError) as error:
        if len(landings) > 1:
            return [row for one in landings for row in record_landings([one])]
        if landings[0].visit is None:
            raise
        return record_landings([replace(landings[0], visit=None, facts=None, error=_unforeseen(error))])


def _record_together(landings: Sequence[Landing]) -> list[Any]:
    # Domains, hosts, captures, who waits for them, the log: always in this order, which taking them keeps as well.
    # So no two workers, and no person, wait for each other.
    answers = sorted(_robots_answers(landings), key=lambda answer: answer.origin)
    hosts = [*(one.capture.host for one in landings), *(answer.host for answer in answers)]
    lock_domains({host.registered_domain for host in hosts})
    _free_hosts(landings)
    record_robots(answers)
    ours = {row.pk for row in record_exchanges([_answer(one) for one in landings])}
    by_end: dict[str, list[Landing]] = defaultdict(list)
    for landing in landings:
        if landing.capture.pk in ours:
            by_end[_end(landing)].append(landing)
    CaptureJob.objects.requeue_jobs(_rows(by_end["read"]))
    CaptureJob.objects.finish_jobs(_rows(by_end["settled"]))
    woken = wake_waiters(_rows([*by_end["settled"], *by_end["given up"], *by_end["fails for now"]]))
    for landing in by_end["given up"]:
        assert landing.error is not None
        record_given_up(landing.capture, by=BY, code=landing.error.code, error=str(landing.error))
    return [*_rows(by_end["read"]), *woken]


def _rows(landings: Sequence[Landing]) -> list[CaptureJob]:
    return [landing.capture for landing in landings]


def _robots_answers(landings: Sequence[Landing]) -> Iterator[RobotsAnswer]:
    for landing in landings:
        for rules in landing.visit.new_rules if landing.visit else ():
            own = landing.capture.host
            is_own = urlsplit(rules.origin).hostname == own.name
            yield robots_answer(rules, host=own if is_own else host_for(rules.origin))


def _answer(landing: Landing) -> Answer:
    facts = landing.facts
    if facts is None or landing.visit is None or landing.visit.exchange is None:
        return Answer(landing.capture, duration_ms=landing.duration_ms)
    return Answer(
        capture=landing.capture,
        duration_ms=landing.duration_ms,
        exchange=exchange_json(facts, charset=landing.visit.exchange.page.charset),
        status_code=facts.status_code,
        fetched_at=facts.fetched_at,
    )


def _end(landing: Landing) -> str:
    """What becomes of a row that is still ours: `read`, `settled`, `given up`, `fails for now` or `waits`."""
    capture, error = landing.capture, landing.error
    if landing.is_unchanged:
        assert capture.earlier is not None
        settle_capture(capture, snapshot=capture.earlier, is_unchanged=True)
        return "settled"
    if error is None and landing.facts is None:
        # It is due at once: what it waits for is its host.
        capture.postpone_job(f"Waiting for its turn at {capture.host}: robots.txt was asked for first.", seconds=0)
        return "waits"
    if error is None:
        return "read"
    if isinstance(error, FetchError) and not error.can_retry:
        record_refusal(capture, code=error.code, message=str(error))
        return "settled"
    return _end_for_now(capture, error)


def _end_for_now(capture: CaptureJob, error: WorkbenchError) -> str:
    if error.can_retry and capture.job_attempts < MAX_ATTEMPTS:
        capture.fail_job(str(error), retry_in=max(_pause(capture.job_attempts), error.retry_after))
        # Whoever waits for the page says what is wrong, instead of looking as if it were on its way.
        return "fails for now"
    capture.fail_job(str(error), retry_in=None)
    return "given up"


def _pause(attempts: int) -> float:
    """Seconds until the next attempt: 2, 8, 32, 128, the upper half of it jitter."""
    longest = 2.0 * 4 ** (attempts - 1)
    return longest / 2 + random.uniform(0, longest / 2)  # noqa: S311 -- jitter, not a secret


def _free_hosts(landings: Sequence[Landing]) -> None:
    """Give every turn back, with what it says about the host."""
    answered: dict[tuple[float, bool], dict[int, str]] = defaultdict(dict)
    unused: dict[int, str] = {}
    for landing in landings:
        host = landing.capture.host
        if not landing.has_asked:
            unused[host.pk] = landing.holder
        elif landing.has_host_failed:
            record_failed(
                host,
                holder=landing.holder,
                error=str(landing.error),
                duration_ms=landing.duration_ms,
                pace_seconds=pace_of(host),
                retry_after=landing.retry_after,
            )
        else:
            answered[pace_of(host), landing.visit is not None][host.pk] = landing.holder
    longest = max(one.duration_ms for one in landings)
    for (pace, have_answered), hosts in answered.items():
        let_hosts_go(hosts, wait_seconds=pace, duration_ms=longest, have_answered=have_answered)
    give_hosts_back(unused)
