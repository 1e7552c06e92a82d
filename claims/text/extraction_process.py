"""Extraction in a killable, recycled child: a page that makes a parser run or grow for ever costs one child.

Parent and child speak over two pipes. A request is one frame of JSON and one of bytes, an answer one frame of JSON;
a frame is its length in eight bytes and then itself. The child ends when its input closes, so nothing is left behind
when the parent is killed. Nothing is pickled: what a child sends back can only ever be text.
"""

import atexit
import contextlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

from claims.errors import ExtractionError
from claims.text.extraction import ExtractedPage, extract
from claims.text.pipes import read_frame, start_child, write_frames

# A frame longer than this is not ours: texts end at 20 MB.
_MAX_FRAME = 200_000_000
# Starting a child and loading the parsers takes about a second and a half on a busy machine; the page's own
# time counts from the moment the child says that it is ready.
_START_SECONDS = 60.0
# Starting a child costs as much as reading a hundred pages. Over 1,900 public pages one grew by 28 MB from the
# hundredth on, most of it in the first few hundred.
RECYCLE_AFTER = 1_000
_WARM_UP = b"<html><body><p>The first page takes longer than those that follow it.</p></body></html>"
# numpy, which the language guesser uses, would start a thread and reserve memory for each core.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Extractor:
    """``extract`` in child processes; safe to share between threads, and after a fork.

    Each call borrows an idle child or starts one, so there are as many children as calls at once. A child is replaced
    after ``recycle_after`` pages, because parsers leak, or sooner when pages took half of its memory. ``memory_bytes``
    bounds the child's whole address space.
    """

    def __init__(
        self, *, timeout_seconds: float = 10.0, memory_bytes: int = 1_000_000_000, recycle_after: int = RECYCLE_AFTER
    ) -> None:
        self.timeout_seconds = timeout_seconds
        self.memory_bytes = memory_bytes
        self.recycle_after = recycle_after
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._is_closed = False
        _extractors.add(self)

    def extract(self, body: bytes, *, content_type: str, url: str = "", charset: str = "") -> ExtractedPage:
        """As ``extraction.extract``; further ExtractionError codes ``timeout`` and ``crashed``."""
        child = self._borrow()
        question = {"content_type": content_type, "url": url, "charset": charset}
        try:
            answer = child.ask(question | {"seconds": self.timeout_seconds}, body, seconds=self.timeout_seconds)
        finally:
            self._give_back(child)
        if "error" in answer:
            raise ExtractionError(answer["error"], code=answer["code"])
        return _page_of(answer)

    def close(self) -> None:
        """End all children; a call under way fails with ``crashed``. The extractor cannot be used again."""
        with self._lock:
            self._is_closed = True
            children = [*self._idle, *self._busy]
            self._idle.clear()
        for child in children:
            child.end()

    def _borrow(self) -> "_Child":
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is not None and not child.is_alive():
            child.end()
            child = None
        if child is None:
            child = _Child(self.memory_bytes)
        with self._lock:
            if not self._is_closed:
                self._busy.add(child)
                return child
        child.end()
        raise ExtractionError("Reading was stopped because the program is closing.", code="crashed")

    def _give_back(self, child: "_Child") -> None:
        with self._lock:
            self._busy.discard(child)
            if child.is_usable and child.answered < self.recycle_after and not self._is_closed:
                self._idle.append(child)
                return
        child.end()

    def _forget_children(self) -> None:
        """In a forked process: the children belong to the other one, and its pipes must not be held open here."""
        self._lock = threading.Lock()
        for child in [*self._idle, *self._busy]:
            child.forget()
        self._idle.clear()
        self._busy.clear()


_extractors: "weakref.WeakSet[Extractor]" = weakref.WeakSet()


def _forget_all_children() -> None:
    for extractor in _extractors:
        extractor._forget_children()


def _close_all() -> None:
    for extractor in list(_extractors):
        extractor.close()


os.register_at_fork(after_in_child=_forget_all_children)
atexit.register(_close_all)


class _Child:
    """One child process as its parent sees it."""

    def __init__(self, memory_bytes: int) -> None:
        self.answered = 0
        self.is_usable = True
        self._process = start_child(__name__, str(memory_bytes), stderr=subprocess.DEVNULL, environment=_ONE_THREAD)
        self._is_ready = False

    def ask(self, question: dict[str, Any], body: bytes, *, seconds: float) -> dict[str, Any]:
        """The child's answer; ExtractionError ``timeout`` or ``crashed``, after which the child is not usable."""
        if not self._is_ready:
            self._within(_START_SECONDS, self._hear)
            self._is_ready = True
        answer: dict[str, Any] = self._within(seconds, lambda: self._exchange(question, body))
        self.answered += 1
        self.is_usable = not answer["is_last"] and self.is_usable
        return answer

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        self.is_usable = False
        self._process.kill()
        self._close_pipes()
        self._process.wait()

    def forget(self) -> None:
        self.is_usable = False
        self._close_pipes()
        # It is not ours to wait for; without this, Popen warns when it is thrown away.
        self._process.returncode = 0

    def _within(self, seconds: float, step: Callable[[], Any]) -> Any:
        """``step()``, with the child killed after ``seconds``: that frees a read or a write which waits for it."""
        is_late = threading.Event()

        def kill_late() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, kill_late)
        timer.daemon = True
        timer.start()
        try:
            return step()
        except (OSError, EOFError, ValueError) as error:
            self.is_usable = False
            raise _failure(seconds, is_late=is_late.is_set()) from error
        finally:
            timer.cancel()
            # Too late for this step, yet the kill has gone out: the child must not be used again.
            self.is_usable = self.is_usable and not is_late.is_set()

    def _exchange(self, question: dict[str, Any], body: bytes) -> Any:
        assert self._process.stdin is not None
        write_frames(self._process.stdin, json.dumps(question).encode(), body)
        return self._hear()

    def _hear(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(read_frame(self._process.stdout, longest=_MAX_FRAME))

    def _close_pipes(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            # A frame that the dead child never took is still in the buffer, and closing tries to write it.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _failure(seconds: float, *, is_late: bool) -> ExtractionError:
    if is_late:
        return ExtractionError(f"Reading the page was stopped: it took more than {seconds:g} s.", code="timeout")
    return ExtractionError(
        "Reading the page was stopped: it broke the reader or needed too much memory.", code="crashed"
    )


def _page_of(answer: dict[str, Any]) -> ExtractedPage:
    """The page in an answer; JSON has made lists of the tuples."""
    values: dict[str, Any] = {field.name: answer[field.name] for field in fields(ExtractedPage)}
    for name in ("authors", "page_starts"):
        values[name] = tuple(values[name])
    return ExtractedPage(**values)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """The child's life: answer requests until the parent closes its end."""
    write_frames(answers, json.dumps({"ready": True}).encode())
    at_start = _peak_bytes()
    while True:
        try:
            question = json.loads(read_frame(requests, longest=_MAX_FRAME))
            body = read_frame(requests, longest=_MAX_FRAME)
        except EOFError:
            return
        _limit_processor_time(question.pop("seconds"))
        answer = _answer(question, body)
        answer["is_last"] = _has_used_half(spare_from=at_start)
        if answer["is_last"] and not answer.get("text"):
            raise MemoryError
        write_frames(answers, json.dumps(answer).encode())


def _answer(question: dict[str, Any], body: bytes) -> dict[str, Any]:
    try:
        return asdict(extract(body, **question))
    except ExtractionError as error:
        return {"error": str(error), "code": error.code}


def _has_used_half(*, spare_from: int) -> bool:
    """Whether pages ever took half of the memory left to them: parsers hide that they ran out, and give an empty page.

    The peak never falls again, so a child that answers True is replaced.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and _peak_bytes() - spare_from > (limit - spare_from) / 2


def _peak_bytes() -> int:
    """The most address space this process has held, 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    peak = re.search(r"VmPeak:\s+(\d+) kB", status)
    return int(peak.group(1)) * 1024 if peak else 0


def _limit_processor_time(seconds: float) -> None:
    """Twice the wall-clock limit from now on: it ends the child when no parent is left to kill it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + 2 * seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_memory(memory_bytes: int) -> None:
    # macOS knows the limit but refuses to set it; the time limits still hold there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve on standard input and output, which are kept from everything else that prints."""
    # Ctrl+C goes to every process of the terminal; only the parent decides when its child ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # The first page loads models and compiles patterns for half a second: here, and not on somebody's page's time.
    extract(_WARM_UP, content_type="text/html")
    _limit_memory(int(sys.argv[1]))
    # The parent may be killed between two pages; there is nobody left to tell then.
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
