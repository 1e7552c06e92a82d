"""What must be so before anything is started; each check raises CommandError with one line that says what to do."""

import contextlib
import errno
import fcntl
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core import checks
from django.core.management.base import CommandError
from django.db import Error as DatabaseProblem
from django.db import connection

from claims.checks import NEIGHBOURS_TAG
from claims.domain.health import check_database, check_migrations

LEAST_ROOM_BYTES = 200_000_000
HIGHEST_PORT = 65_535
BACKLOG = 128
CONNECT_SECONDS = 5


def check_data_folder(folder: Path) -> None:
    """The folder is there, can be written, and its disk has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"room")
    except OSError as error:
        raise CommandError(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Make it writable, or set DATA_DIR to a folder that is."
        ) from error
    check_room(folder)


def check_room(folder: Path) -> int:
    """The bytes that are free on the folder's disk, which are enough."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_ROOM_BYTES:
        raise CommandError(
            f"The disk of the data folder {folder} has only {free // 1_000_000} MB left, and the workbench needs "
            f"{LEAST_ROOM_BYTES // 1_000_000} MB. Make room, or set DATA_DIR to a folder on another disk."
        )
    return free


def lock_path(folder: Path) -> Path:
    """The file that the one running instance of this data folder holds locked."""
    return folder / "workbench.lock"


@contextlib.contextmanager
def held_instance(folder: Path, *, who: str) -> Iterator[None]:
    """Be the only instance on this data folder; the lock goes with the process, however that ends."""
    with lock_path(folder).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise CommandError(
                f"The workbench already runs on the data folder {folder} ({file.read().strip() or 'just starting'}). "
                "Stop that one first, or set DATA_DIR to another folder."
            ) from error
        file.truncate(0)
        file.write(f"{who}\n")
        file.flush()
        yield


def running_instance(folder: Path) -> str:
    """Who runs on this data folder, in words; empty when nobody does."""
    try:
        with lock_path(folder).open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read().strip() or "just starting"
    except OSError:
        return ""
    return ""


def open_listener(host: str, port: int) -> socket.socket:
    """A socket that listens there. It is handed to the web server, so nobody can take the port in between."""
    if port > HIGHEST_PORT:
        raise CommandError(f"PORT must be at most {HIGHEST_PORT}, not {port}.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise CommandError(f"HOST {host!r} is not an address of this machine. Try HOST=127.0.0.1.") from error
    # "localhost" is first of all 127.0.0.1, as for every other web server.
    family, kind, protocol, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CommandError(_why_not(error, host=host, port=port)) from error
    return listener


def _why_not(error: OSError, *, host: str, port: int) -> str:
    if isinstance(error, PermissionError):
        return f"This user may not listen on port {port}. Set PORT to a number above 1023."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken. Stop what listens there, or set PORT to another number."
    return f"Nothing can listen on HOST {host}, PORT {port} ({error.strerror}). Try HOST=127.0.0.1."


def check_ready() -> None:
    """A command that writes may begin: settings, data folder and database are as it needs them."""
    check_settings(NEIGHBOURS_TAG)
    check_data_folder(settings.DATA_DIR)
    check_record()


def check_settings(*tags: str) -> None:
    """Settings that cannot work stop a command here."""
    faults = setting_faults(*tags)
    if faults:
        raise CommandError(" ".join(faults))


def setting_faults(*tags: str) -> list[str]:
    """What Django's checks and ours find wrong with the settings, one sentence each; all checks when none is named."""
    return [
        " ".join(part for part in (found.msg, found.hint) if part)
        for found in checks.run_checks(tags=tags or None)
        if found.is_serious(checks.ERROR)
    ]


def check_record() -> None:
    """The database answers, and its tables are those that this version needs."""
    check_database_answers()
    for finding in (check_database(), check_migrations()):
        if not finding.is_well:
            raise CommandError(f"The database is not ready: {finding.seen}. {finding.advice}")


def check_database_answers() -> None:
    """The database server is there; asked without the pool, which would wait much longer."""
    if connection.vendor != "postgresql":
        return
    try:
        with connection.wrap_database_errors:
            options = {**connection.get_connection_params(), "connect_timeout": CONNECT_SECONDS}
            psycopg.connect(**options).close()
    except DatabaseProblem as error:
        raise CommandError(database_fault(error)) from error


def database_fault(error: DatabaseProblem) -> str:
    """A database's complaint as one line."""
    words = " ".join(str(error).split()).rstrip(".?") or type(error).__name__
    is_file = connection.vendor == "sqlite"
    advice = "See that its disk has room and may be written" if is_file else "Start it, or correct DATABASE_URL"
    return f"The database cannot be used: {words}. {advice}."


def database_name() -> str:
    """Which database it is, for people; never with its password."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite in {short_path(Path(str(facts['NAME'])))}"
    where = f"{facts['HOST'] or 'this machine'}{':' if facts['PORT'] else ''}{facts['PORT']}"
    return f"PostgreSQL {facts['NAME']} at {where}"


def short_path(path: Path) -> str:
    """A path as people know it: from the project's folder when it is inside."""
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else str(path)
