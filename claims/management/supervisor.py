"""Keeps a handful of programs running, and leaves none behind.

Each program leads its own session, so Ctrl+C reaches only the supervisor, which then decides
the order; at the end the whole group of each is killed, grandchildren too. On Linux the kernel
kills the programs when the supervisor itself is killed; other systems have no such promise.
"""

import contextlib
import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from django.core.management.base import CommandError

TICK_SECONDS = 0.1
STOP_SECONDS = 8.0
LAST_STOP_SECONDS = 3.0
GONE_SECONDS = 1.0
# A second signal this long after the first one means: do not wait. (`make` passes on its own at once.)
IMPATIENCE_SECONDS = 1.0

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
# A program that lived this long was well: its next pause is the first one again.
WELL_SECONDS = 60.0
MOST_FAILURES = 5
FAILURE_SECONDS = 30.0

LOGS_KEPT = 3
LOG_LINES_SHOWN = 12
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1

# Loaded before any fork: between fork and exec nothing may be imported.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


class StopRequested(Exception):  # noqa: N818 -- not an error: a person pressed Ctrl+C
    """Somebody asked the supervisor to stop."""


class StackFailed(CommandError):  # noqa: N818 -- named like the errors of claims/errors.py
    """A program does not stay up; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Program:
    """What to keep running: its name for people, its command line, and the file its output goes to.

    `descriptors` are open files that it inherits; `is_last` ones are stopped after all others.
    """

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    descriptors: tuple[int, ...] = ()
    is_last: bool = False


@dataclass(slots=True)
class Child:
    """A program as it runs; `process` is None while it waits for its next start."""

    program: Program
    process: subprocess.Popen[bytes] | None
    started_at: float
    failed_at: list[float] = field(default_factory=list)
    pause_seconds: float = 0.0
    start_again_at: float = 0.0

    @property
    def pid(self) -> int:
        """The process, or 0 while there is none."""
        return self.process.pid if self.process else 0

    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self.process is None or self.process.poll() is not None

    def send(self, number: signal.Signals) -> None:
        """A signal to the program alone; it looks after its own children."""
        if self.process and not self.has_ended():
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """End the program and whatever it left behind."""
        # A group whose members are all gone, or only wait to be collected, is no fault.
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def is_group_gone(self) -> bool:
        """Whether nothing is left of it; a killed grandchild takes a moment to go."""
        with contextlib.suppress(PermissionError):
            try:
                os.killpg(self.pid, 0)
            except ProcessLookupError:
                return True
        return False


class Supervisor:
    """Use it as a context: signals are its own inside, and every program is gone after it."""

    def __init__(self, *, folder: Path, stop_seconds: float = STOP_SECONDS) -> None:
        self._folder = folder
        self._stop_seconds = stop_seconds
        self._children: list[Child] = []
        self._stop_asked_at: float | None = None
        self._is_impatient = False
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for number in STOP_SIGNALS:
            # Under nohup a closed terminal is to be ignored, and stays so.
            if number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
                continue
            self._handlers[number] = signal.signal(number, self._note_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def start(self, program: Program) -> None:
        """Start a program and keep it running from now on."""
        self._check_stop()
        rotate_log(program.log)
        self._children.append(Child(program, self._spawn(program), time.monotonic()))

    def forget_ended(self) -> None:
        """Give up those programs that have ended: they are not started again."""
        _kill_groups([child for child in self._children if child.has_ended()])
        self._children = [child for child in self._children if not child.has_ended()]

    def wait_for(self, is_ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Return once `is_ready`; while starting, a program that ends is a failure at once."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            self._check_stop()
            for child in self._children:
                if child.has_ended():
                    raise StackFailed(_obituary(child, "ended while it was starting"))
            if time.monotonic() > deadline:
                logs = ", ".join(str(child.program.log) for child in self._children)
                raise StackFailed(f"{what} was not ready after {seconds:g} s. The logs may say why: {logs}.")
            time.sleep(TICK_SECONDS)

    def watch(self) -> None:
        """Start again what ends, until somebody asks to stop; StackFailed when one keeps failing."""
        while self._stop_asked_at is None:
            for child in self._children:
                self._keep_running(child)
            time.sleep(TICK_SECONDS)

    def stop(self) -> None:
        """Ask every program to end, kill what does not, and return when nothing is left."""
        early = [child for child in self._children if not child.program.is_last]
        late = [child for child in self._children if child.program.is_last]
        # The last started are the first to be told: the web server, then the clock, then the workers.
        self._end(list(reversed(early)), seconds=self._stop_seconds)
        self._end(late, seconds=LAST_STOP_SECONDS)
        self._children.clear()

    def _note_signal(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self._stop_asked_at is None:
            self._stop_asked_at = now
        elif now - self._stop_asked_at > IMPATIENCE_SECONDS:
            self._is_impatient = True

    def _check_stop(self) -> None:
        if self._stop_asked_at is not None:
            raise StopRequested

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        with program.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 -- commands of our own making
                list(program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                env={**os.environ, **program.environment},
                pass_fds=program.descriptors,
                start_new_session=True,
                preexec_fn=functools.partial(_end_with_supervisor, os.getpid()),
            )

    def _keep_running(self, child: Child) -> None:
        now = time.monotonic()
        if child.process and child.has_ended():
            _kill_groups([child])
            self._plan_restart(child, now=now)
        elif child.process is None and now >= child.start_again_at:
            child.process, child.started_at = self._spawn(child.program), now

    def _plan_restart(self, child: Child, *, now: float) -> None:
        # Killed from outside (a person, or the kernel for want of memory) says nothing against
        # the program, which starts again at once; ending by itself again and again does.
        was_killed = child.process is not None and child.process.returncode == -signal.SIGKILL
        if not was_killed:
            child.failed_at = [at for at in child.failed_at if now - at < FAILURE_SECONDS] + [now]
            was_well = now - child.started_at >= WELL_SECONDS
            child.pause_seconds = next_pause(0.0 if was_well else child.pause_seconds)
        if len(child.failed_at) >= MOST_FAILURES:
            raise StackFailed(_obituary(child, f"ended {MOST_FAILURES} times within {FAILURE_SECONDS:g} s"))
        child.process, child.start_again_at = None, now + (0.0 if was_killed else child.pause_seconds)

    def _end(self, children: Sequence[Child], *, seconds: float) -> None:
        for child in children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while any(not child.has_ended() for child in children):
            if time.monotonic() > deadline or self._is_impatient:
                break
            time.sleep(TICK_SECONDS / 2)
        _kill_groups(children)


def _kill_groups(children: Sequence[Child]) -> None:
    running = [child for child in children if child.process]
    for child in running:
        child.kill_group()
    # Bounded: where nobody collects the dead, as in a container without an init, they count as there.
    deadline = time.monotonic() + GONE_SECONDS
    while not all(child.is_group_gone() for child in running) and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS / 10)


def next_pause(seconds: float) -> float:
    """How long to wait before the next start, after having waited `seconds` before this one."""
    return min(max(2 * seconds, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)


def rotate_log(path: Path) -> None:
    """Begin a new log; the earlier ones are kept as .1, .2, .3."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, LOGS_KEPT + 1))]
    for older, newer in reversed(list(zip(names[1:], names, strict=False))):
        if newer.exists():
            newer.replace(older)


def last_lines(path: Path, *, count: int = LOG_LINES_SHOWN) -> list[str]:
    """The end of a log."""
    with contextlib.suppress(OSError):
        return path.read_text(errors="replace").splitlines()[-count:]
    return []


def _obituary(child: Child, what: str) -> str:
    code = child.process.returncode if child.process else None
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    heading = f"{child.program.name} {what} ({how}). The end of {child.program.log}:"
    return "\n".join([heading, *(f"    {line}" for line in last_lines(child.program.log))])


def end_with_parent(number: signal.Signals) -> None:
    """Have the kernel send this process a signal when its parent dies; only Linux can."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, number)


def _end_with_supervisor(supervisor_pid: int) -> None:
    """Between fork and exec."""
    end_with_parent(signal.SIGKILL)
    # The supervisor may have died before the line above took effect.
    if os.getppid() != supervisor_pid:
        os._exit(1)
