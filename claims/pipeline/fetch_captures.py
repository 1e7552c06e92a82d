"""The fetch loop: captures whose hosts are free are fetched, many at once, and kept in batches.

The loop speaks with the database and the stores; its visitors only wait for hosts. What is not a
host's turn yet stays in the ledger, so no thread ever waits for a pace, and a slow host holds up one thread alone.
"""

import contextlib
import heapq
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.conf import settings
from django.db import DatabaseError, transaction

from claims.domain.capture import is_any_in_line, keep_captures, lease_captures, park_captures
from claims.domain.host import keep_hosts, kept_robots, pace_of
from claims.errors import FetchFailed
from claims.models import CaptureJob
from claims.models.base import new_public_id
from claims.net.politeness import robots_origin
from claims.net.visit import RuleShelf, Visit
from claims.net.visitors import ThreadVisitors, Visitors
from claims.pipeline.capture import kept_rules, visitor
from claims.pipeline.land_captures import Landing, keep_landings, landing_of, record_landings

logger = logging.getLogger(__name__)

Ring: TypeAlias = Callable[[Iterable[Any]], None]

# Written together at most: a longer transaction is one that a reviewer waits behind.
BATCH = 100
# What lands within so long is written down together: statements cost a process of many threads more than their time.
BREATH_SECONDS = 0.005
# With nothing to do, the loop looks so often for what others queued or freed.
LOOK_SECONDS = 0.5
# So often it parks what cannot be fetched soon, and renews what has been held for long.
HOUSEKEEPING_SECONDS = 1.0
# A process that was told to end is gone after so long.
GONE_SECONDS = 10.0
# A visit may ask for robots.txt, the page, and robots.txt where it led; one that takes longer than these together, and
# a good deal more, will never come back.
LONGEST_VISIT = 4
# The database's clock and ours tick apart by so much.
CLOCK_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Flight:
    """A visit under way at a host that `holder` holds; ``began_at`` is on the monotonic clock."""

    capture: CaptureJob
    holder: str
    began_at: float


class FetchLoop:
    """The loop of one process: `threads` visits at once; `ring` gets the rows that have become ready."""

    def __init__(self, *, visitors: Visitors, threads: int, ring: Ring) -> None:
        self._visitors = visitors
        self._threads = threads
        self._ring = ring
        self._shelf = RuleShelf()
        self._flights: dict[Future[Visit], Flight] = {}
        self._landings: list[Landing] = []
        self._landed: queue.SimpleQueue[Future[Visit] | None] = queue.SimpleQueue()
        self._free_at: list[float] = []
        self._housekeeping_at = time.monotonic() + HOUSEKEEPING_SECONDS
        self._renew_at = time.monotonic() + settings.LEASE_SECONDS / 3
        self.is_stopping = False

    def run(self) -> int:
        """Fetch until nothing is due and nothing under way; gives the number of visits."""
        visits = 0
        try:
            while not self.is_stopping:
                # First, so that others are on their way while what came is written down.
                self._take_off()
                is_idle = not self._landings
                self._land()
                self._keep_house()
                if is_idle and not self._flights and not _is_anything_coming():
                    break
                self._landings = self._wait()
                visits += len(self._landings)
        except DatabaseError:
            # Another process may have it; where the database is away altogether, the leases run out.
            with contextlib.suppress(DatabaseError):
                self._abandon()
            raise
        self._abandon()
        return visits

    def wake(self) -> None:
        """Have the loop look for work now; any thread may call it."""
        self._landed.put(None)

    def stop(self) -> None:
        """Have the loop end, giving back what is under way; any thread may call it."""
        self.is_stopping = True
        self.wake()

    def _take_off(self) -> None:
        idle = self._threads - len(self._flights)
        if idle <= 0:
            return
        holder = new_public_id("fch")
        captures = lease_captures(limit=min(idle, BATCH), holder=holder, seconds=settings.LEASE_SECONDS)
        origins = {capture.pk: robots_origin(capture.url) for capture in captures}
        self._load_rules(set(origins.values()))
        for capture in captures:
            flight = self._visitors.submit(
                capture.url,
                rules=self._shelf(origins[capture.pk]),
                headers=_condition(capture),
                pace_seconds=pace_of(capture.host),
            )
            self._flights[flight] = Flight(capture, holder, time.monotonic())
            flight.add_done_callback(self._landed.put)

    def _load_rules(self, origins: set[str]) -> None:
        """Have at hand the rules that are kept for these origins."""
        missing = {origin for origin in origins if self._shelf(origin) is None}
        for robots in kept_robots(missing) if missing else ():
            self._shelf.put(kept_rules(robots))

    def _wait(self) -> list[Landing]:
        """What came back; waits for the first, but no longer than until a host is free again."""
        futures = []
        with contextlib.suppress(queue.Empty):
            futures.append(self._landed.get(timeout=self._patience()))
            breath_ends_at = time.monotonic() + BREATH_SECONDS
            while len(futures) < BATCH:
                futures.append(self._landed.get(timeout=max(breath_ends_at - time.monotonic(), 0.0)))
        # Nothing is what wakes the loop; a visit that was stuck has landed before.
        over = [(future, self._flights.pop(future, None)) for future in futures if future is not None]
        landings = [landing_of(future, capture=own.capture, holder=own.holder) for future, own in over if own]
        return [*landings, *self._stuck_visits()]

    def _patience(self) -> float:
        """How long to wait for the next landing: a host that is free by then is not kept waiting."""
        now, is_any_free = time.monotonic(), False
        while self._free_at and self._free_at[0] <= now:
            heapq.heappop(self._free_at)
            is_any_free = len(self._flights) < self._threads
        next_at = self._free_at[0] if self._free_at else now + LOOK_SECONDS
        return 0.0 if is_any_free else min(next_at - now, LOOK_SECONDS)

    def _land(self) -> None:
        landings = self._landings
        if not landings:
            return
        for landing in landings:
            for rules in landing.visit.new_rules if landing.visit else ():
                self._shelf.put(rules)
        ready = record_landings(keep_landings(landings))
        for pace in {pace_of(landing.capture.host) for landing in landings}:
            heapq.heappush(self._free_at, time.monotonic() + (pace + CLOCK_SECONDS if pace else 0.0))
        self._landings = []
        if ready:
            self._ring(ready)

    def _keep_house(self) -> None:
        now = time.monotonic()
        if now >= self._housekeeping_at:
            self._housekeeping_at = now + HOUSEKEEPING_SECONDS
            park_captures()
        if now >= self._renew_at and self._flights:
            self._renew_at = now + settings.LEASE_SECONDS / 3
            captures = [flight.capture for flight in self._flights.values()]
            holders = {flight.capture.host_id: flight.holder for flight in self._flights.values()}
            keep_captures(captures, holders=holders, seconds=settings.LEASE_SECONDS)

    def _stuck_visits(self) -> list[Landing]:
        """Each exchange ends by itself in time; a visit that does not has stuck whoever makes it."""
        latest = time.monotonic() - LONGEST_VISIT * settings.FETCH_TOTAL_SECONDS
        stuck = [future for future, flight in self._flights.items() if flight.began_at < latest]
        landings = []
        for flight in [self._flights.pop(future) for future in stuck]:
            logger.error("The visit to %s never ended; whoever made it is replaced.", flight.capture.url)
            self._visitors.end_visit(flight.capture.url)
            error = FetchFailed("The visit did not end in time; it is tried again.", code="visitor_lost")
            landings.append(Landing(flight.capture, flight.holder, None, error))
        return landings

    def _abandon(self) -> None:
        """The loop ends early: what is under way or not written down goes to another one, and costs it no attempt.

        The hosts are not let go: until the process is gone, its threads are still there.
        """
        under_way: list[Flight | Landing] = [*self._flights.values(), *self._landings]
        if under_way:
            self._visitors.close()
        for one in under_way:
            with transaction.atomic():
                one.capture.postpone_job("The worker was stopped before the page had come.", seconds=0)
                keep_hosts({one.capture.host_id: one.holder}, seconds=GONE_SECONDS)


def _is_anything_coming() -> bool:
    """Whether a capture is due, be its host free now or soon; what has longer to wait is parked first."""
    if not is_any_in_line():
        return False
    park_captures()
    return is_any_in_line()


def _condition(capture: CaptureJob) -> dict[str, str]:
    """The headers that ask a host whether its page changed."""
    headers = {"if-none-match": capture.etag, "if-modified-since": capture.last_modified}
    return {name: value for name, value in headers.items() if value}


# ---------------------------------------------------------------- the loop of this process

_only_one = threading.Lock()
_has_rung = threading.Event()
_current: list[FetchLoop] = []


def fetch_captures(*, threads: int, ring: Ring, visitors: Visitors | None = None) -> int:
    """Run the loop of this process until nothing is due; when it runs already, have it look again.

    Gives the number of visits made; 0 when another thread of the process makes them. `ring` is called after each
    batch with the rows that have become ready: captures to be read, and rows that waited for one that is settled.
    Without `visitors` the visits are made in threads of this process.
    """
    visits = 0
    _has_rung.set()
    while _has_rung.is_set() and _only_one.acquire(blocking=False):
        try:
            _has_rung.clear()
            with contextlib.nullcontext(visitors) if visitors else _own_visitors(threads) as who:
                loop = FetchLoop(visitors=who, threads=threads, ring=ring)
                _current[:] = [loop]
                visits += loop.run()
            if loop.is_stopping:
                return visits
        finally:
            _current.clear()
            _only_one.release()
    for loop in list(_current):
        loop.wake()
    return visits


def _own_visitors(threads: int) -> AbstractContextManager[Visitors]:
    return contextlib.closing(ThreadVisitors(visitor(), threads=threads))


def stop_fetching() -> None:
    """The process is about to end: the loop gives back what it has under way and ends."""
    for loop in list(_current):
        loop.stop()
