"""Real programs, all of them small: `sleep`, `sh` and Python one-liners."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from claims.management import supervisor as module
from claims.management.supervisor import (
    Program,
    StackFailed,
    StopRequested,
    Supervisor,
    last_lines,
    next_pause,
    rotate_log,
)

pytestmark = pytest.mark.processes


def make_program(folder, *command, name="sleeper", **fields):
    return Program(name=name, command=command, log=folder / "logs" / f"{name}.log", **fields)


def shell(folder, script, **fields):
    return make_program(folder, "/bin/sh", "-c", script, **fields)


def is_alive(pid):
    """Whether the process runs; one that is dead and only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(is_so, *, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def read_pid(path):
    wait_until(lambda: path.exists() and path.read_text().strip())
    return int(path.read_text())


def signal_soon(number, *, seconds=0.3):
    threading.Timer(seconds, lambda: os.kill(os.getpid(), number)).start()


@pytest.fixture
def quick_restarts(monkeypatch):
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(module, "LONGEST_PAUSE_SECONDS", 0.1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_watch_ends_when_asked_and_nothing_is_left(tmp_path, number):
    before = signal.getsignal(number)
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(shell(tmp_path, "sleep 300 & echo $! > grandchild; echo $$ > child; wait"))
        pids = [read_pid(tmp_path / "child"), read_pid(tmp_path / "grandchild")]
        signal_soon(number)
        supervisor.watch()
    assert [is_alive(pid) for pid in pids] == [False, False]
    assert signal.getsignal(number) is before


def test_stop_kills_what_does_not_listen(tmp_path):
    began = time.monotonic()
    with Supervisor(folder=tmp_path, stop_seconds=0.4) as supervisor:
        supervisor.start(shell(tmp_path, "trap '' TERM; echo $$ > child; while :; do sleep 1; done"))
        pid = read_pid(tmp_path / "child")
    assert not is_alive(pid)
    assert 0.4 <= time.monotonic() - began < 3


def test_stop_tells_the_last_started_first_and_waits_with_those_marked_last(tmp_path):
    script = "trap 'echo {name} >> ../order; exit 0' TERM; touch {name}.ready; while :; do sleep 0.05; done"
    folder = tmp_path / "programs"
    folder.mkdir()
    with Supervisor(folder=folder) as supervisor:
        for name, is_last in [("redis", True), ("worker", False), ("web", False)]:
            supervisor.start(shell(tmp_path, script.format(name=name), name=name, is_last=is_last))
        wait_until(lambda: len(list(folder.glob("*.ready"))) == 3)
    order = (tmp_path / "order").read_text().split()
    assert (sorted(order[:2]), order[2:]) == (["web", "worker"], ["redis"])


def test_a_program_that_is_killed_is_started_again(tmp_path, quick_restarts):
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(shell(tmp_path, "echo $$ > child; exec sleep 300"))
        first = read_pid(tmp_path / "child")
        # More often than a program may fail by itself: being killed is not its fault.
        killer = threading.Thread(target=kill_often, args=(tmp_path / "child", 7))
        killer.start()
        supervisor.watch()
        killer.join()
        last = read_pid(tmp_path / "child")
    assert last != first
    assert not is_alive(last)


def kill_often(path, times):
    for _ in range(times):
        pid = read_pid(path)
        path.unlink()
        os.kill(pid, signal.SIGKILL)
    read_pid(path)
    os.kill(os.getpid(), signal.SIGINT)


def test_what_a_killed_program_left_behind_is_killed_before_the_next_start(tmp_path, quick_restarts):
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(shell(tmp_path, "sleep 300 & echo $! > grandchild; echo $$ > child; wait"))
        child, grandchild = read_pid(tmp_path / "child"), read_pid(tmp_path / "grandchild")
        os.kill(child, signal.SIGKILL)
        signal_soon(signal.SIGTERM, seconds=0.6)
        supervisor.watch()
        assert not is_alive(grandchild)


def test_a_program_that_keeps_failing_stops_all_with_the_end_of_its_log(tmp_path, quick_restarts):
    program = shell(tmp_path, "echo the port is made of cheese; exit 3", name="web")
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(program)
        with pytest.raises(StackFailed) as failure:
            supervisor.watch()
    expected = f"web ended 5 times within 30 s (exit code 3). The end of {program.log}:"
    assert str(failure.value) == "\n".join([expected, *["    the port is made of cheese"] * 5])


def test_wait_for_returns_when_ready(tmp_path):
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(shell(tmp_path, "sleep 0.2; touch ready; sleep 300"))
        supervisor.wait_for((tmp_path / "ready").exists, seconds=5, what="It")


def test_wait_for_fails_at_once_when_a_program_ends(tmp_path):
    program = shell(tmp_path, "echo no room; exit 1")
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(program)
        with pytest.raises(StackFailed) as failure:
            supervisor.wait_for(lambda: False, seconds=30, what="It")
    assert str(failure.value) == (
        f"sleeper ended while it was starting (exit code 1). The end of {program.log}:\n    no room"
    )


def test_wait_for_names_the_logs_when_it_takes_too_long(tmp_path):
    program = make_program(tmp_path, "sleep", "300")
    with Supervisor(folder=tmp_path) as supervisor:
        supervisor.start(program)
        with pytest.raises(StackFailed) as failure:
            supervisor.wait_for(lambda: False, seconds=0.2, what="The web server")
    assert str(failure.value) == f"The web server was not ready after 0.2 s. The logs may say why: {program.log}."


def test_a_signal_while_starting_starts_nothing_more(tmp_path):
    with Supervisor(folder=tmp_path) as supervisor:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(StopRequested):
            supervisor.start(make_program(tmp_path, "sleep", "300"))
    assert not (tmp_path / "logs").exists()


SUPERVISED = """
import pathlib, sys
from claims.management.supervisor import Program, Supervisor
folder = pathlib.Path(sys.argv[1])
with Supervisor(folder=folder) as supervisor:
    supervisor.start(Program("sleeper", ["/bin/sh", "-c", "echo $$ > child; exec sleep 300"], folder / "log"))
    supervisor.watch()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_killed_supervisor_takes_its_programs_along(tmp_path):
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISED, tmp_path], cwd=Path(__file__).parents[2])
    pid = read_pid(tmp_path / "child")
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not is_alive(pid), seconds=2)


@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 2), (2, 4), (16, 30), (30, 30)])
def test_next_pause_doubles_up_to_half_a_minute(before, after):
    assert next_pause(before) == after


def test_rotate_log_keeps_three_earlier_logs(tmp_path):
    log = tmp_path / "web.log"
    for number in range(6):
        rotate_log(log)
        log.write_text(f"run {number}")
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"web.log": "run 5", "web.log.1": "run 4", "web.log.2": "run 3", "web.log.3": "run 2"}


def test_last_lines_of_a_log_that_is_not_there_are_none(tmp_path):
    assert last_lines(tmp_path / "web.log") == []
