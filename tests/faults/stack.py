"""A whole workbench in real processes with its own data folder, for tests that break it."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]


class Stack:
    """`manage.py start_workbench` under test. Every wait is bounded; `stop` leaves no process behind."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))},
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "DEMO": "no",
            "PROVIDERS": "library",
            # As they are in life: the other tests make their visits in threads.
            "FETCH_PROCESSES": "1",
            **settings,
        }

    def start(self) -> None:
        """Start and wait until the stack says that it is ready."""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start_workbench"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("Open http"):
                return
        raise AssertionError("The stack did not start:\n" + "".join(said))

    def stop(self) -> None:
        """Ctrl+C, as a person would."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)
        if self.process.stdout:
            self.process.stdout.close()

    def manage(self, *arguments: str, stdin: str | None = None, timeout: float = 120) -> str:
        """The output of a management command against this stack."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, code: str) -> object:
        """What a few lines of Django code print as JSON, run beside the stack."""
        prelude = "import json, os, django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", prelude + code],
            cwd=ROOT,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "factcheck.settings"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def rows(self, query: str) -> list[tuple]:
        """The answer of the stack's database to a reading query, asked directly: a Django start would take a second."""
        if url := self.environment["DATABASE_URL"]:
            with psycopg.connect(url) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(self.folder / "factcheck.sqlite3", timeout=20)) as connection:
            return connection.execute(query).fetchall()

    def processes(self, *words: str) -> list[int]:
        """Living descendants of the supervisor whose command line has all of the words."""
        assert self.process
        found = []
        for pid in descendants(self.process.pid):
            command = command_line(pid)
            if all(word in command for word in words):
                found.append(pid)
        return found


def descendants(parent: int) -> list[int]:
    """Every living process below a process, from /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [parent]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def command_line(pid: int) -> str:
    """The command line of a process, empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_done: Callable[[], bool], *, seconds: float, what: str, pause: float = 0.2) -> float:
    """Seconds it took until `is_done`; fails with `what` after `seconds`."""
    started = time.monotonic()
    while not is_done():
        assert time.monotonic() - started < seconds, f"Not after {seconds:g} s: {what}"
        time.sleep(pause)
    return time.monotonic() - started


@contextmanager
def own_database() -> Iterator[str]:
    """DATABASE_URL for one stack: empty for SQLite in its folder, else a PostgreSQL database of its own."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield ""
        return
    name = f"factcheck_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urllib.parse.urlsplit(given)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def running_stack(folder: Path, **settings: str) -> Iterator[Stack]:
    """A started stack that is stopped and swept up whatever happens."""
    with own_database() as database_url:
        stack = Stack(folder, DATABASE_URL=database_url, **settings)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
            shutil.rmtree(folder, ignore_errors=True)
