"""Visits made side by side: in threads of this process, or in processes of their own.

In a process of many threads each statement of the one that speaks with the database waits until all others have let
it pass; and a host whose answer breaks a library takes that process along. So a busy worker has its visits made
elsewhere. Child and parent speak in frames: one of JSON, and from the child one of WARC records. Nothing is pickled.
"""

import atexit
import contextlib
import itertools
import json
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import IO, Any, Protocol
from zlib import crc32

from claims.errors import FetchError, FetchFailed, FetchRefused
from claims.net.client import FetchedPage, Fetcher, FetchLimits, Hop
from claims.net.politeness import robots_origin
from claims.net.visit import FetchedExchange, OriginRules, RuleShelf, Visit, Visitor
from claims.text.pipes import read_frame, start_child, write_frames

logger = logging.getLogger(__name__)

# A frame longer than this is not ours: a page ends at MAX_BYTES, and a record is hardly longer.
_LONGEST_FRAME = 1_000_000_000
# Where the system's resolver and its certificates are told of.
_PASSED_ON = ("SSL_CERT_FILE", "SSL_CERT_DIR", "RES_OPTIONS", "LOCALDOMAIN")
_READY = b""
# Loading takes a third of a second; on a busy machine many times that.
_START_SECONDS = 30.0
_LOST = "The process that fetches pages ended while this one was under way; it is tried again."


class Visitors(Protocol):
    """Whoever makes visits for a fetch loop."""

    def submit(
        self, url: str, *, rules: OriginRules | None, headers: Mapping[str, str], pace_seconds: float
    ) -> Future[Visit]:
        """Begin a visit; `rules` are those of its origin, None where they are not known."""

    def end_visit(self, url: str) -> None:
        """A visit to this address does not end by itself: have done with whoever makes it, if that can be."""

    def close(self) -> None:
        """Begin no more visits; those under way are nobody's business any longer."""


class ThreadVisitors:
    """Visits in threads of this process."""

    def __init__(self, visitor: Visitor, *, threads: int) -> None:
        self._visitor = visitor
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="fetch")
        self._shelf = RuleShelf()

    def submit(
        self, url: str, *, rules: OriginRules | None, headers: Mapping[str, str], pace_seconds: float
    ) -> Future[Visit]:
        """As `Visitors.submit`."""
        if rules:
            self._shelf.put(rules)
        return self._pool.submit(self._visit, url, headers=headers, pace_seconds=pace_seconds)

    def end_visit(self, url: str) -> None:
        """As `Visitors.end_visit`: no thread can be ended, so it is left where it is."""

    def close(self) -> None:
        """As `Visitors.close`; a thread ends when its host has answered."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _visit(self, url: str, *, headers: Mapping[str, str], pace_seconds: float) -> Visit:
        visit = self._visitor.visit(url, known_rules=self._shelf, headers=headers, pace_seconds=pace_seconds)
        for rules in visit.new_rules:
            self._shelf.put(rules)
        return visit


@dataclass(frozen=True, slots=True)
class VisitorOptions:
    """What a visiting process has to know; ``threads`` are those of one process."""

    user_agent: str
    limits: FetchLimits
    allowed_private_hosts: frozenset[str]
    threads: int

    def visitor(self) -> Visitor:
        """The visitor that these options describe."""
        fetcher = Fetcher(
            user_agent=self.user_agent, limits=self.limits, allowed_private_hosts=self.allowed_private_hosts
        )
        return Visitor(fetcher, user_agent=self.user_agent)


class ProcessVisitors:
    """Visits in processes of their own; one that is lost is replaced when the next visit wants it."""

    def __init__(self, options: VisitorOptions, *, processes: int) -> None:
        self._options = options
        self._children: list[_Child | None] = [None] * processes
        self._lock = threading.Lock()
        atexit.register(self.close)

    def submit(
        self, url: str, *, rules: OriginRules | None, headers: Mapping[str, str], pace_seconds: float
    ) -> Future[Visit]:
        """As `Visitors.submit`; FetchFailed ``visitor_lost`` when the process ended meanwhile."""
        with self._lock:
            child = self._living(self._number_of(url))
            return child.submit({"url": url, "headers": dict(headers), "pace_seconds": pace_seconds}, rules)

    def start(self) -> None:
        """Have all processes there before the first visit, which otherwise waits for its own."""
        with self._lock:
            children = [self._living(number) for number in range(len(self._children))]
        for child in children:
            child.is_ready.wait(_START_SECONDS)

    def end_visit(self, url: str) -> None:
        """As `Visitors.end_visit`; the process is ended, and its other visits are lost with it."""
        with self._lock:
            child = self._children[self._number_of(url)]
        if child:
            child.end()

    def close(self) -> None:
        """As `Visitors.close`; the processes are ended at once."""
        with self._lock:
            children = [child for child in self._children if child]
            self._children = [None] * len(self._children)
        for child in children:
            child.end()

    def _number_of(self, url: str) -> int:
        # Always the same process for an origin: there its rules are known.
        return crc32(robots_origin(url).encode()) % len(self._children)

    def _living(self, number: int) -> "_Child":
        child = self._children[number]
        if child is None or not child.is_alive():
            child = self._children[number] = _Child(self._options)
        return child

    def process_ids(self) -> list[int]:
        """Those of the processes that live."""
        return [child.process_id for child in self._children if child and child.is_alive()]


class _Child:
    """A visiting process as its parent sees it."""

    def __init__(self, options: VisitorOptions) -> None:
        self._visitor = options.visitor()
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[Visit]] = {}
        self._told = RuleShelf()
        # A pipe to a process that has stopped reading fills up: whoever asks for a visit never waits for it.
        self._outbox: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        log_level = logging.getLogger(__name__).getEffectiveLevel()
        self._process = start_child(__name__, str(log_level), passed_on=_PASSED_ON)
        self.process_id = self._process.pid
        self.is_ready = threading.Event()
        self._is_lost = False
        asked = asdict(options) | {"allowed_private_hosts": sorted(options.allowed_private_hosts)}
        self._outbox.put(asked)
        threading.Thread(target=self._send_all, name="to visitors", daemon=True).start()
        threading.Thread(target=self._listen, name="from visitors", daemon=True).start()

    def submit(self, wanted: dict[str, Any], rules: OriginRules | None) -> Future[Visit]:
        future: Future[Visit] = Future()
        number = next(self._numbers)
        with self._lock:
            if not self._is_lost:
                self._waiting[number] = future
                self._outbox.put(wanted | {"number": number, "rules": self._news(rules)})
                return future
        future.set_exception(_lost())
        return future

    def is_alive(self) -> bool:
        return not self._is_lost

    def end(self) -> None:
        self._is_lost = True
        self._process.kill()
        self._process.wait()

    def _news(self, rules: OriginRules | None) -> list[Any] | None:
        """The rules as JSON where the child has not been told them."""
        if rules is None or self._told(rules.origin):
            return None
        self._told.put(rules)
        return _rules_json(rules)

    def _send_all(self) -> None:
        assert self._process.stdin is not None
        # A child that has just ended: whoever listens to it says so to all that wait.
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            while (message := self._outbox.get()) is not None:
                write_frames(pipe, json.dumps(message).encode())

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            with contextlib.suppress(EOFError, OSError), self._process.stdout as pipe:
                read_frame(pipe, longest=0)
                self.is_ready.set()
                while True:
                    self._hear(pipe)
        except (ValueError, KeyError, TypeError, AttributeError):
            logger.exception("A process that fetches pages answered with something else than a visit.")
        finally:
            self._give_up()

    def _hear(self, pipe: IO[bytes]) -> None:
        answer = json.loads(read_frame(pipe, longest=_LONGEST_FRAME))
        records = read_frame(pipe, longest=_LONGEST_FRAME)
        # Read before it is taken off the list: what cannot be read is lost, and said to be.
        visit = None if "unforeseen" in answer else _visit_of(answer, records, self._visitor)
        future = self._waiting.pop(answer["number"])
        if visit is None:
            future.set_exception(RuntimeError(answer["unforeseen"]))
        else:
            future.set_result(visit)

    def _give_up(self) -> None:
        self.end()
        self.is_ready.set()
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        self._outbox.put(None)
        for future in waiting.values():
            future.set_exception(_lost())


def _lost() -> FetchFailed:
    return FetchFailed(_LOST, code="visitor_lost")


# ---------------------------------------------------------------- the child


def serve(wanted: IO[bytes], answers: IO[bytes]) -> None:
    """The child's life: make visits until the parent closes its end."""
    options = json.loads(read_frame(wanted, longest=_LONGEST_FRAME))
    limits, hosts = FetchLimits(**options.pop("limits")), frozenset(options.pop("allowed_private_hosts"))
    told = VisitorOptions(limits=limits, allowed_private_hosts=hosts, **options)
    visitor, lock = told.visitor(), threading.Lock()
    visitors = ThreadVisitors(visitor, threads=told.threads)
    write_frames(answers, _READY)

    def send(number: int, done: Future[Visit]) -> None:
        frames = _answer_frames(number, done)
        with lock, contextlib.suppress(BrokenPipeError):
            write_frames(answers, *frames)

    with contextlib.suppress(EOFError):
        while True:
            visit = json.loads(read_frame(wanted, longest=_LONGEST_FRAME))
            number, rules = visit.pop("number"), visit.pop("rules")
            future = visitors.submit(rules=_rules_of(rules, visitor) if rules else None, **visit)
            future.add_done_callback(partial(send, number))


def _answer_frames(number: int, done: Future[Visit]) -> tuple[bytes, bytes]:
    """What came of a visit: JSON and the records, one after the other."""
    error = done.exception()
    if error is not None:
        return json.dumps({"number": number, "unforeseen": f"{type(error).__name__}: {error}"}).encode(), b""
    visit = done.result()
    records = visit.exchange.records if visit.exchange else ()
    return json.dumps(_visit_json(visit) | {"number": number}).encode(), b"".join(records)


def main() -> None:
    """Serve on standard input and output, which are kept from everything else that prints."""
    # Ctrl+C and a system's goodbye go to every process; only the parent decides when its child ends.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    # The gate says which private hosts an operator had it pass.
    logging.basicConfig(level=int(sys.argv[1]), format="{asctime} {levelname} {name}: {message}", style="{")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, answers)
    finally:
        # The parent is gone, or makes no sense: nobody waits for what is still under way.
        os._exit(0)


# ---------------------------------------------------------------- what passes between them


def _rules_json(rules: OriginRules) -> list[Any]:
    return [rules.origin, rules.status, rules.text, rules.fresh_seconds]


def _rules_of(told: Sequence[Any], visitor: Visitor) -> OriginRules:
    origin, status, text, fresh_seconds = told
    return visitor.read_rules(origin, status=status, text=text, fresh_seconds=fresh_seconds)


def _visit_json(visit: Visit) -> dict[str, Any]:
    return {
        "exchange": _exchange_json(visit.exchange) if visit.exchange else None,
        "error": _error_json(visit.error) if visit.error else None,
        "new_rules": [_rules_json(rules) for rules in visit.new_rules],
        "has_asked": visit.has_asked,
        "duration_ms": visit.duration_ms,
    }


def _visit_of(answer: dict[str, Any], records: bytes, visitor: Visitor) -> Visit:
    return Visit(
        exchange=_exchange_of(answer["exchange"], records) if answer["exchange"] else None,
        error=_error_of(answer["error"]) if answer["error"] else None,
        new_rules=tuple(_rules_of(told, visitor) for told in answer["new_rules"]),
        has_asked=answer["has_asked"],
        duration_ms=answer["duration_ms"],
    )


def _exchange_json(exchange: FetchedExchange) -> dict[str, Any]:
    page = exchange.page
    return {
        "raw_sha256": exchange.raw_sha256,
        "raw_size": exchange.raw_size,
        "lengths": [len(record) for record in exchange.records],
        "requested_url": page.requested_url,
        "final_url": page.final_url,
        "status": page.status,
        "reason": page.reason,
        "headers": page.headers,
        "content_type": page.content_type,
        "charset": page.charset,
        # The headers of a hop are in its record.
        "hops": [[hop.url, hop.status, hop.location, hop.address] for hop in page.hops],
        "fetched_at": page.fetched_at.isoformat(),
        "elapsed_seconds": page.elapsed_seconds,
    }


def _exchange_of(told: dict[str, Any], records: bytes) -> FetchedExchange:
    lengths = told.pop("lengths")
    starts = [0, *itertools.accumulate(lengths)]
    raw_sha256, raw_size = told.pop("raw_sha256"), told.pop("raw_size")
    page = FetchedPage(
        **told
        | {
            "body": b"",
            "headers": tuple((name, value) for name, value in told["headers"]),
            "hops": tuple(Hop(*hop) for hop in told["hops"]),
            "fetched_at": datetime.fromisoformat(told["fetched_at"]),
        }
    )
    cut = tuple(records[start : start + length] for start, length in zip(starts, lengths, strict=False))
    return FetchedExchange(page, raw_sha256, raw_size, cut)


def _error_json(error: FetchError) -> dict[str, Any]:
    return {
        "is_refusal": isinstance(error, FetchRefused),
        "message": str(error),
        "code": error.code,
        "can_retry": error.can_retry,
        "retry_after": error.retry_after,
    }


def _error_of(told: dict[str, Any]) -> FetchError:
    if told["is_refusal"]:
        return FetchRefused(told["message"], code=told["code"])
    return FetchFailed(told["message"], code=told["code"], can_retry=told["can_retry"], retry_after=told["retry_after"])


if __name__ == "__main__":
    main()
