"""`manage.py start_workbench`: the whole workbench under one supervisor, until Ctrl+C.

The order is that of what may be wrong: first what costs nothing to find out, then Redis, the
database, the demo, and last the programs that do the work. Each fault is one line and exit code 1.
"""

import contextlib
import http.client
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseProblem
from django.db import connections
from redis.exceptions import RedisError

from claims.domain.demo import count_demo, has_demo, was_demo_loaded
from claims.domain.desk import ensure_first_desk
from claims.domain.health import WORKER_SEEN_KEY, check_redis, check_worker
from claims.errors import WorkbenchError
from claims.management.preflight import (
    check_data_folder,
    check_database_answers,
    check_settings,
    database_fault,
    database_name,
    held_instance,
    open_listener,
)
from claims.management.redis_server import (
    does_answer,
    find_server,
    prepare_socket,
    remove_socket_folder,
    server_command,
    set_aside,
)
from claims.management.supervisor import Program, StackFailed, StopRequested, Supervisor, end_with_parent
from claims.providers import registry
from factcheck.celery import FETCH_QUEUES, WORK_QUEUES

REDIS_SECONDS = 20.0
# A cold start on a small, busy server takes up to half a minute.
READY_SECONDS = 120.0
ANSWER_SECONDS = 2.0
# Requests under way may end by themselves before the supervisor's patience does.
GRACEFUL_SECONDS = 5
# Root is a fair choice in a container. Celery warns for the sake of pickle, and only JSON is accepted here.
QUIET_ABOUT_ROOT = "ignore:You're running the worker with superuser privileges"


class Command(BaseCommand):
    """Starts everything, says when it is ready, and stops everything."""

    help = (
        "Start the workbench: its Redis-protocol server, the workers, the clock and the web server. Ctrl+C stops all."
    )
    # They run at their place in the order, so that each fault is one line.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """--end-with-parent for `make run`."""
        parser.add_argument(
            "--end-with-parent",
            action="store_true",
            help="stop, too, when the program that called this one ends (Linux)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until somebody asks to stop."""
        speak_any_encoding(sys.stdout, sys.stderr)
        if options["end_with_parent"]:
            end_with_parent(signal.SIGTERM)
        with Supervisor(folder=settings.BASE_DIR) as supervisor, contextlib.suppress(StopRequested):
            check_data_folder(settings.DATA_DIR)
            with (
                held_instance(settings.DATA_DIR, who=f"process {os.getpid()}, {web_address()}"),
                open_listener(settings.HOST, settings.PORT) as listener,
            ):
                try:
                    self._run(supervisor, listener)
                finally:
                    # Before the lock is given back: the next start must not meet this one's Redis.
                    supervisor.stop()
                    remove_socket_folder(settings.REDIS_SOCKET)

    def _run(self, supervisor: Supervisor, listener: socket.socket) -> None:
        check_settings()
        redis = start_redis(supervisor)
        with one_line_faults():
            prepare_database()
            demo = load_demo()
        forget_worker_seen()
        for program in working_programs(listener):
            supervisor.start(program)
        supervisor.wait_for(lambda: answers(listener), seconds=READY_SECONDS, what="The web server")
        supervisor.wait_for(lambda: check_worker().is_well, seconds=READY_SECONDS, what="A worker")
        self._say_ready(redis=redis, demo=demo)
        supervisor.watch()

    def _say_ready(self, *, redis: str, demo: str) -> None:
        who = "signed in as the demo reviewer" if settings.DEMO_SIGN_IN and has_demo() else "sign in"
        work = f"{settings.WORKER_PROCESSES} for reading and ranking, {settings.FETCH_THREADS} pages fetched at once"
        lines = [
            f"Database   ready  {database_name()}",
            f"Redis      ready  {redis}",
            f"Workers    ready  {work}",
            f"Demo       {demo}",
            f"Open {web_address()} — {who}",
        ]
        close_databases()
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def speak_any_encoding(*streams: TextIO) -> None:
    """A terminal that has no dash or tick shows a question mark; it is no reason to fail."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


# ---------------------------------------------------------------- Redis


def start_redis(supervisor: Supervisor) -> str:
    """Start our own server, unless REDIS_URL names another; returns what it is, for people."""
    if not settings.REDIS_IS_OURS:
        found = check_redis()
        if not found.is_well:
            raise CommandError(f"Redis does not answer: {found.seen} {found.advice}")
        return redis_place(settings.REDIS_URL)
    server = find_server()
    folder: Path = settings.DATA_DIR / "redis"
    folder.mkdir(mode=0o700, exist_ok=True)
    prepare_socket(settings.REDIS_SOCKET)
    program = Program(
        name="Redis",
        command=server_command(server, socket=settings.REDIS_SOCKET, folder=folder),
        log=log_path("redis"),
        is_last=True,
    )
    _start_server(supervisor, program, folder=folder)
    return f"{server.version}, our own, on a private socket"


def _start_server(supervisor: Supervisor, program: Program, *, folder: Path) -> None:
    try:
        _start_and_wait(supervisor, program)
    except StackFailed:
        if not any(folder.iterdir()):
            raise
        supervisor.forget_ended()
        set_aside(folder)
        _start_and_wait(supervisor, program)


def _start_and_wait(supervisor: Supervisor, program: Program) -> None:
    supervisor.start(program)
    supervisor.wait_for(lambda: does_answer(settings.REDIS_SOCKET), seconds=REDIS_SECONDS, what="Redis")


def redis_place(url: str) -> str:
    """Where a server is, without its password."""
    parts = urlsplit(url)
    return f"at {parts.hostname}:{parts.port or 6379}" if parts.hostname else f"at {parts.path}"


def forget_worker_seen() -> None:
    """What an earlier run's worker left behind is no sign of life of this one's."""
    with contextlib.suppress(RedisError):
        cache.delete(WORKER_SEEN_KEY)


# ---------------------------------------------------------------- database and demo


@contextlib.contextmanager
def one_line_faults() -> Iterator[None]:
    """A database or a demo that fails is one line, not a traceback."""
    try:
        yield
    except DatabaseProblem as error:
        raise CommandError(database_fault(error)) from error
    except WorkbenchError as error:
        raise CommandError(f"The demo could not be loaded: {error}") from error


def prepare_database() -> None:
    """Bring the tables up to date and make sure that there is a desk."""
    check_database_answers()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    ensure_first_desk()


def load_demo() -> str:
    """Load the demo once; a person who removed it does not see it again. Returns its state in words."""
    if settings.DEMO and not was_demo_loaded():
        try:
            call_command("make_demo", verbosity=0)
        finally:
            # The children that read its pages are nobody's any more.
            registry.extractor().close()
    if has_demo():
        count = count_demo()
        return f"loaded {count.articles} articles, {count.claims} claims, {count.snapshots} pages"
    return "removed" if settings.DEMO else "off"


def close_databases() -> None:
    """Watching needs no database, so the supervisor keeps no connection."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool: Callable[[], None] | None = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()


# ---------------------------------------------------------------- what runs


def working_programs(listener: socket.socket) -> Iterator[Program]:
    """Everything that needs Redis and the database, in the order of its start."""
    yield worker("work", queues=WORK_QUEUES, pool="prefork", size=settings.WORKER_PROCESSES)
    yield worker("fetch", queues=FETCH_QUEUES, pool="threads", size=settings.ASK_THREADS)
    yield Program(
        name="The clock",
        # No file with the process number: the supervisor knows it, and a stale one would stop the next start.
        command=[*celery(), "beat", "--pidfile", ""],
        environment=environment(),
        log=log_path("beat"),
    )
    yield Program(
        name="The web server",
        command=web_command(listener.fileno()),
        environment=environment(),
        log=log_path("web"),
        descriptors=(listener.fileno(),),
    )


def worker(name: str, *, queues: str, pool: str, size: int) -> Program:
    """One Celery worker; `size` counts processes or threads. Its node name is unique among all machines."""
    command = [*celery(), "worker", "-Q", queues, "--pool", pool, "-c", str(size), "-n", f"{name}-{os.getpid()}@%h"]
    return Program(
        name=f"The {name} worker",
        # A bell that a busy worker has taken in reserve is one that an idle worker does not hear.
        command=[*command, "--without-gossip", "--without-mingle", "--disable-prefetch"],
        environment=environment(),
        log=log_path(name),
    )


def celery() -> list[str]:
    """How Celery is called, from the same environment as this program."""
    return [sys.executable, "-m", "celery", "--quiet", "-A", "factcheck"]


def web_command(descriptor: int) -> list[str]:
    """The web server on the socket that is open already; one process, several threads."""
    options = {
        "--bind": f"fd://{descriptor}",
        "--worker-class": "gthread",
        "--workers": "1",
        "--threads": str(settings.WEB_THREADS),
        "--graceful-timeout": str(GRACEFUL_SECONDS),
        "--log-level": "warning",
    }
    # Its control socket would lie in the person's home folder.
    flags = ["--no-control-socket", "factcheck.wsgi:application"]
    return [sys.executable, "-m", "gunicorn", *(part for option in options.items() for part in option), *flags]


def environment() -> dict[str, str]:
    """What the programs get on top of our own environment."""
    return {
        "DATA_DIR": str(settings.DATA_DIR),
        # A plain SIGTERM would wait for the running step; this one gives it a few seconds.
        "REMAP_SIGTERM": "SIGQUIT",
        "PYTHONWARNINGS": ",".join(part for part in (os.environ.get("PYTHONWARNINGS"), QUIET_ABOUT_ROOT) if part),
        "PYTHONUNBUFFERED": "1",
    }


def log_path(name: str) -> Path:
    """Where a program's output goes."""
    return Path(settings.DATA_DIR) / "logs" / f"{name}.log"


def web_address() -> str:
    """The address to open on this machine."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- read, not listened on
    host = everywhere.get(settings.HOST, settings.HOST)
    return f"http://[{host}]:{settings.PORT}/" if ":" in host else f"http://{host}:{settings.PORT}/"


def answers(listener: socket.socket) -> bool:
    """Whether the web server answers; what it thinks of our host name or of plain http is another matter."""
    address = urlsplit(web_address())
    asked = http.client.HTTPConnection(str(address.hostname), listener.getsockname()[1], timeout=ANSWER_SECONDS)
    try:
        asked.request("GET", "/livez")
        return asked.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()
