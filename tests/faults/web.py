"""A small web on loopback for real workers: every host an address of its own, and a log of who asked for what when."""

import contextlib
import html
import os
import random
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self, TypeAlias

from factcheck.celery import FETCH_QUEUES
from tests.faults.stack import ROOT, Stack, wait_until
from tests.net.hostile import Script

SLOWLY = 0.05
# Between two looks at how much memory is taken: a bomb takes its share in tenths of a second.
MEMORY_LOOK_SECONDS = 0.05


@dataclass(slots=True)
class Visit:
    """One request as the web saw it: from the connection to the moment before its answer goes out."""

    host: str
    began_at: float
    path: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    body_bytes: int = 0
    ended_at: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A proper answer, given after `seconds`."""

    body: bytes = b""
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    seconds: float = SLOWLY


Answer: TypeAlias = Reply | Script | Callable[[Visit], Reply]
NOT_HERE = Reply(b"There is nothing here.", status="404 Not Found")


class LoopbackWeb:
    """Hosts 127.0.0.2, 127.0.0.3 … on one port; each path answers as it was told to, any other with 404."""

    def __init__(self, hosts: int) -> None:
        self.hosts = [f"127.0.0.{number}" for number in range(2, 2 + hosts)]
        self.visits: list[Visit] = []
        self._answers: dict[tuple[str, str], Reply | Callable[[Visit], Reply]] = {}
        self._scripts: dict[tuple[str, str], Script] = {}
        self._is_over = threading.Event()
        self._unused = iter(self.hosts)
        self._listeners: list[socket.socket] = []
        self.port = 0

    def new_hosts(self, number: int) -> list[str]:
        """Hosts that no test has used yet."""
        return [next(self._unused) for _ in range(number)]

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, host: str, path: str, answer: Reply | Callable[[Visit], Reply]) -> str:
        """Have a path answered from now on; gives its address."""
        self._answers[host, path] = answer
        return self.url(host, path)

    def put_script(self, host: str, path: str, script: Script) -> str:
        """Have a path answered over the raw socket; gives its address."""
        self._scripts[host, path] = script
        return self.url(host, path)

    def visits_to(self, *hosts: str, path: str = "") -> list[Visit]:
        """What was asked of these hosts, in the order in which the connections came; of one path or of all."""
        asked = [visit for visit in list(self.visits) if visit.host in hosts and path in {"", visit.path}]
        return sorted(asked, key=lambda visit: visit.began_at)

    def most_in_flight(self, host: str) -> int:
        """How many requests there were at once at a host, at most."""
        ends = [(visit.began_at, 1) for visit in self.visits_to(host)]
        ends += [(visit.ended_at, -1) for visit in self.visits_to(host) if visit.ended_at is not None]
        running = most = 0
        for _, step in sorted(ends):
            running += step
            most = max(most, running)
        return most

    def shortest_gap(self, host: str) -> float:
        """Seconds from the end of one visit to the beginning of the next, at least."""
        visits = self.visits_to(host)
        return min(after.began_at - (before.ended_at or after.began_at) for before, after in pairwise(visits))

    def __enter__(self) -> Self:
        for host in self.hosts:
            listener = socket.create_server((host, self.port), backlog=100)
            self.port = listener.getsockname()[1]
            self._listeners.append(listener)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as ready, contextlib.ExitStack() as closing:
            for listener in self._listeners:
                closing.enter_context(listener)
                listener.setblocking(False)
                ready.register(listener, selectors.EVENT_READ)
            while not self._is_over.is_set():
                for key, _ in ready.select(timeout=0.2):
                    with contextlib.suppress(BlockingIOError):
                        connection, _ = key.fileobj.accept()
                        visit = Visit(connection.getsockname()[0], time.monotonic())
                        threading.Thread(target=self._serve, args=(connection, visit), daemon=True).start()

    def _serve(self, connection: socket.socket, visit: Visit) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(30)
            line, *lines = _head(connection).split("\r\n")
            visit.path = line.split(" ")[1]
            visit.headers = {name.lower(): value for name, _, value in (head.partition(": ") for head in lines)}
            self.visits.append(visit)
            try:
                self._answer(connection, visit)
            finally:
                visit.ended_at = visit.ended_at or time.monotonic()

    def _answer(self, connection: socket.socket, visit: Visit) -> None:
        if script := self._scripts.get((visit.host, visit.path)):
            script(connection, self._is_over)
            return
        answer = self._answers.get((visit.host, visit.path), NOT_HERE)
        reply = answer if isinstance(answer, Reply) else answer(visit)
        self._is_over.wait(reply.seconds)
        visit.status, visit.body_bytes = int(reply.status.split(" ")[0]), len(reply.body)
        # Before the answer goes out: a test that looks at gaps must not be fooled by a server that wakes up late.
        visit.ended_at = time.monotonic()
        connection.sendall(_rendered(reply))


def _head(connection: socket.socket) -> str:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65_536)
        if not part:
            raise ConnectionError
        received += part
    return received.partition(b"\r\n\r\n")[0].decode("latin-1")


def _rendered(reply: Reply) -> bytes:
    headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body)), "Connection": "close"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in (headers | dict(reply.headers)).items())
    return f"HTTP/1.1 {reply.status}\r\n{lines}\r\n".encode("latin-1") + reply.body


def hang() -> Script:
    """Takes the request and says nothing until the visitor has gone."""

    def script(connection: socket.socket, is_over: threading.Event) -> None:
        connection.settimeout(0.2)
        while not is_over.is_set():
            with contextlib.suppress(TimeoutError):
                if not connection.recv(1):
                    return

    return script


def tagged(body: bytes, etag: str) -> Callable[[Visit], Reply]:
    """A page with an ETag: whoever sends it along gets 304 and no body."""

    def answer(visit: Visit) -> Reply:
        if visit.headers.get("if-none-match") == etag:
            return Reply(status="304 Not Modified", headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag})

    return answer


def page_html(title: str, *sentences: str, number: int = 0) -> bytes:
    """A page as a newspaper serves it: these sentences, and others that no other `number` has."""
    dice = random.Random(f"{title} {number}")
    towns, things = ("Ashford", "Barton", "Calder", "Denholm", "Elswick"), ("schools", "bridges", "clinics", "wells")
    others = [
        f"In {dice.randint(1950, 2024)} the council of {dice.choice(towns)} counted {dice.randint(3, 900)} "
        f"{dice.choice(things)}, {dice.randint(2, 60)} per cent more than the {dice.randint(100, 999)}th report says."
        for _ in range(8)
    ]
    paragraphs = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in (*sentences, *others))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
    ).encode()


@contextmanager
def second_fetch_worker(stack: Stack, *, threads: int = 16) -> Iterator[int]:
    """One more fetching process beside the stack's own, as a second machine would have; gives its number."""
    command = [sys.executable, "-m", "celery", "--quiet", "-A", "factcheck", "worker", "-Q", FETCH_QUEUES]
    command += ["--pool", "threads", "-c", str(threads), "-n", f"second-{os.getpid()}@%h"]
    command += ["--without-gossip", "--without-mingle", "--disable-prefetch"]
    environment = {**stack.environment, "REMAP_SIGTERM": "SIGQUIT", "PYTHONWARNINGS": "ignore"}
    with (stack.folder / "logs" / "second.log").open("ab") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: workers_that_answer(stack) >= 3, seconds=90, what="the second fetch worker is ready")
        yield worker.pid
    finally:
        worker.kill()
        worker.wait(timeout=10)


def workers_that_answer(stack: Stack) -> int:
    """How many workers answer a ping."""
    code = "from factcheck.celery import app; print(json.dumps(len(app.control.ping(timeout=1.0) or [])))"
    return int(str(stack.ask(code)))


def peak_of(pid: int) -> int:
    """The most bytes that a process ever had in memory; 0 when it is gone."""
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text()
        if "VmHWM:" in status:
            return int(status.split("VmHWM:")[1].split()[0]) * 1024
    return 0


@contextmanager
def watched_memory(processes: Callable[[], Iterable[int]]) -> Iterator[dict[int, int]]:
    """The peak of each of these processes by pid, looked at again and again while the block runs.

    So what a process took that was ended for it is seen, too.
    """
    peaks: dict[int, int] = {}
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(MEMORY_LOOK_SECONDS):
            for pid in processes():
                peaks[pid] = max(peaks.get(pid, 0), peak_of(pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watcher.join()
