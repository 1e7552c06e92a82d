"""The fetch loop: captures whose hosts are free are fetched, many at once, and kept in batches.

One thread, the loop's, speaks with the database and the stores; the others only wait for hosts. What is not a
host's turn yet stays in the ledger, so no thread ever waits for a pace, and a slow host holds up one thread alone.
"""

import contextlib
import heapq
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeAlias

from django.conf import settings
from django.db import transaction

from claims.domain.capture import is_any_in_line, keep_captures, lease_captures, park_captures
from claims.domain.host import keep_hosts, kept_robots, pace_of
from claims.models import CaptureJob
from claims.models.base import new_public_id
from claims.net.politeness import robots_origin
from claims.pipeline.capture import OriginRules, Visit, kept_rules, visit_page
from claims.pipeline.land_captures import Landing, keep_landings, landing_of, record_landings

Ring: TypeAlias = Callable[[Iterable[Any]], None]

# Written together at most: a longer transaction is one that a reviewer waits behind.
BATCH = 100
# With nothing to do, the loop looks so often for what others queued or freed.
LOOK_SECONDS = 0.5
# So often it parks what cannot be fetched soon, and renews what has been held for long.
HOUSEKEEPING_SECONDS = 1.0
# A process that was told to end is gone after so long.
GONE_SECONDS = 10.0
# The database's clock and ours tick apart by so much.
CLOCK_SECONDS = 0.005
# Origins whose rules are kept in memory.
SHELF_LENGTH = 2000


class Shelf:
    """The rules of origins that were met lately, read once; the loop fills it, threads only look."""

    def __init__(self) -> None:
        self._rules: dict[str, tuple[OriginRules, float]] = {}

    def __call__(self, origin: str) -> OriginRules | None:
        """The rules of an origin while they are fresh."""
        rules, until = self._rules.get(origin, (None, 0.0))
        return rules if time.monotonic() < until else None

    def load(self, urls: Iterable[str]) -> None:
        """Put the rules there that are kept for these addresses."""
        missing = {origin for origin in map(robots_origin, urls) if self(origin) is None}
        for robots in kept_robots(missing) if missing else ():
            self.put(kept_rules(robots))

    def put(self, rules: OriginRules) -> None:
        """Have these rules at hand; the oldest make room."""
        if len(self._rules) >= SHELF_LENGTH:
            self._rules.pop(next(iter(self._rules)))
        self._rules[rules.origin] = (rules, time.monotonic() + rules.fresh_seconds)


class FetchLoop:
    """The loop of one process; `ring` gets the rows that have become ready."""

    def __init__(self, *, threads: int, ring: Ring) -> None:
        self._threads = threads
        self._ring = ring
        self._shelf = Shelf()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="fetch")
        self._flights: dict[Future[Visit], tuple[CaptureJob, str]] = {}
        self._landed: queue.SimpleQueue[Future[Visit] | None] = queue.SimpleQueue()
        self._free_at: list[float] = []
        self._housekeeping_at = time.monotonic() + HOUSEKEEPING_SECONDS
        self._renew_at = time.monotonic() + settings.LEASE_SECONDS / 3
        self.is_stopping = False

    def run(self) -> int:
        """Fetch until nothing is due and nothing under way; gives the number of visits."""
        visits, landed = 0, list[Landing]()
        try:
            while not self.is_stopping:
                # First, so that others are on their way while what came is written down.
                self._take_off()
                self._land(landed)
                self._keep_house()
                if not landed and not self._flights and not _is_anything_coming():
                    break
                landed = self._wait()
                visits += len(landed)
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)
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
        self._shelf.load(capture.url for capture in captures)
        for capture in captures:
            flight = self._pool.submit(
                visit_page,
                capture.url,
                known_rules=self._shelf,
                headers=_condition(capture),
                pace_seconds=pace_of(capture.host),
            )
            self._flights[flight] = (capture, holder)
            flight.add_done_callback(self._landed.put)

    def _wait(self) -> list[Landing]:
        """What came back; waits for the first, but no longer than until a host is free again."""
        futures = []
        with contextlib.suppress(queue.Empty):
            futures.append(self._landed.get(timeout=self._patience()))
            while len(futures) < BATCH:
                futures.append(self._landed.get_nowait())
        return [self._landing_of(future) for future in futures if future is not None]

    def _landing_of(self, future: Future[Visit]) -> Landing:
        capture, holder = self._flights.pop(future)
        return landing_of(future, capture=capture, holder=holder)

    def _patience(self) -> float:
        """How long to wait for the next landing: a host that is free by then is not kept waiting."""
        now, is_any_free = time.monotonic(), False
        while self._free_at and self._free_at[0] <= now:
            heapq.heappop(self._free_at)
            is_any_free = len(self._flights) < self._threads
        next_at = self._free_at[0] if self._free_at else now + LOOK_SECONDS
        return 0.0 if is_any_free else min(next_at - now, LOOK_SECONDS)

    def _land(self, landings: Sequence[Landing]) -> None:
        if not landings:
            return
        for landing in landings:
            for rules in landing.visit.new_rules if landing.visit else ():
                self._shelf.put(rules)
        ready = record_landings(keep_landings(landings))
        for pace in {pace_of(landing.capture.host) for landing in landings}:
            heapq.heappush(self._free_at, time.monotonic() + (pace + CLOCK_SECONDS if pace else 0.0))
        if ready:
            self._ring(ready)

    def _keep_house(self) -> None:
        now = time.monotonic()
        if now >= self._housekeeping_at:
            self._housekeeping_at = now + HOUSEKEEPING_SECONDS
            park_captures()
        if now >= self._renew_at and self._flights:
            self._renew_at = now + settings.LEASE_SECONDS / 3
            flights = list(self._flights.values())
            holders = {capture.host_id: holder for capture, holder in flights}
            keep_captures([capture for capture, _ in flights], holders=holders, seconds=settings.LEASE_SECONDS)

    def _abandon(self) -> None:
        """The process ends: what is under way goes to another one, and costs it no attempt.

        The hosts are not let go: until the process is gone, its threads are still there.
        """
        for capture, holder in self._flights.values():
            with transaction.atomic():
                capture.postpone_job("The worker was stopped before the page had come.", seconds=0)
                keep_hosts({capture.host_id: holder}, seconds=GONE_SECONDS)


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


def fetch_captures(*, threads: int, ring: Ring) -> int:
    """Run the loop of this process until nothing is due; when it runs already, have it look again.

    Gives the number of visits made; 0 when another thread of the process makes them. `ring` is called after each
    batch with the rows that have become ready: captures to be read, and rows that waited for one that is settled.
    """
    visits = 0
    _has_rung.set()
    while _has_rung.is_set() and _only_one.acquire(blocking=False):
        try:
            _has_rung.clear()
            loop = FetchLoop(threads=threads, ring=ring)
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


def stop_fetching() -> None:
    """The process is about to end: the loop gives back what it has under way and ends."""
    for loop in list(_current):
        loop.stop()
