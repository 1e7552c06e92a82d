import os
import shutil
import socket
from collections import namedtuple
from types import SimpleNamespace

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from claims.domain.health import Finding
from claims.management import preflight
from claims.management.preflight import (
    check_data_folder,
    check_ready,
    database_fault,
    held_instance,
    open_listener,
    running_instance,
    setting_faults,
    short_path,
)
from tests.management.words import TEAPOT

Usage = namedtuple("Usage", "total used free")


def fault_of(step, *positional, **named):
    with pytest.raises(CommandError) as fault:
        step(*positional, **named)
    return str(fault.value)


def test_check_data_folder_makes_it_and_leaves_nothing_in_it(tmp_path):
    check_data_folder(tmp_path / "new" / "data")
    assert list((tmp_path / "new" / "data").iterdir()) == []


def test_check_data_folder_names_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    assert fault_of(check_data_folder, tmp_path / "file" / "data") == (
        f"The data folder {tmp_path}/file/data cannot be written (Not a directory). "
        "Make it writable, or set DATA_DIR to a folder that is."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_check_data_folder_names_a_folder_that_is_read_only(tmp_path):
    tmp_path.chmod(0o500)
    assert "(Permission denied)" in fault_of(check_data_folder, tmp_path)


def test_check_data_folder_wants_room(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 12_000_000))
    assert fault_of(check_data_folder, tmp_path) == (
        f"The disk of the data folder {tmp_path} has only 12 MB left, and the workbench needs 200 MB. "
        "Make room, or set DATA_DIR to a folder on another disk."
    )


def test_held_instance_is_held_by_one_at_a_time(tmp_path):
    with held_instance(tmp_path, who="process 7, http://127.0.0.1:8000/"):
        assert running_instance(tmp_path) == "process 7, http://127.0.0.1:8000/"
        assert fault_of(held_instance(tmp_path, who="process 8").__enter__) == (
            f"The workbench already runs on the data folder {tmp_path} (process 7, http://127.0.0.1:8000/). "
            "Stop that one first, or set DATA_DIR to another folder."
        )
    assert running_instance(tmp_path) == ""
    with held_instance(tmp_path, who="process 9"):
        assert running_instance(tmp_path) == "process 9"


def test_running_instance_of_a_folder_that_was_never_used_is_nobody(tmp_path):
    assert running_instance(tmp_path) == ""


def test_open_listener_listens_and_says_when_the_port_is_taken():
    with open_listener("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        assert fault_of(open_listener, "127.0.0.1", port) == (
            f"Port {port} on 127.0.0.1 is taken. Stop what listens there, or set PORT to another number."
        )


def test_open_listener_takes_localhost_for_the_older_protocol():
    with open_listener("localhost", 0) as listener:
        assert listener.family == socket.AF_INET


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        (
            "no.such.host.invalid",
            0,
            "HOST 'no.such.host.invalid' is not an address of this machine. Try HOST=127.0.0.1.",
        ),
        (
            "192.0.2.1",
            0,
            "Nothing can listen on HOST 192.0.2.1, PORT 0 (Cannot assign requested address). Try HOST=127.0.0.1.",
        ),
        ("127.0.0.1", 70_000, "PORT must be at most 65535, not 70000."),
    ],
)
def test_open_listener_names_what_cannot_be(host, port, expected):
    assert fault_of(open_listener, host, port) == expected


def test_setting_faults_name_an_unknown_provider(settings):
    settings.PROVIDERS = ["library", "teapot"]
    assert setting_faults() == [TEAPOT]


def test_setting_faults_name_a_private_host_that_is_none(settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["wiki.local", "10.0.0.5", "[fd00::1]", "http://wiki.local/", "a b"]
    hint = "Give host names or IP addresses, without http:// and without a port."
    assert setting_faults() == [
        f"ALLOWED_PRIVATE_HOSTS names 'http://wiki.local/', which is no host. {hint}",
        f"ALLOWED_PRIVATE_HOSTS names 'a b', which is no host. {hint}",
    ]


def test_setting_faults_name_an_address_of_redis_that_cannot_be_read(settings):
    settings.REDIS_URL = "reddis://127.0.0.1:6379/0"
    assert setting_faults() == ["REDIS_URL cannot be read. It begins with redis://, rediss:// or unix://."]


@pytest.mark.django_db
def test_check_ready_is_content_here(settings):
    check_ready()
    assert list(settings.DATA_DIR.iterdir()) == []


@pytest.mark.django_db
def test_check_ready_names_tables_that_are_missing(monkeypatch):
    finding = Finding("migrations", False, "2 not applied", "Run `python manage.py migrate`.")
    monkeypatch.setattr(preflight, "check_migrations", lambda: finding)
    assert fault_of(check_ready) == "The database is not ready: 2 not applied. Run `python manage.py migrate`."


def test_check_ready_names_a_setting_before_it_touches_anything(settings):
    settings.PROVIDERS = ["teapot"]
    assert fault_of(check_ready) == (TEAPOT)
    assert not settings.DATA_DIR.exists()


@pytest.mark.parametrize(
    ("vendor", "said", "expected"),
    [
        (
            "sqlite",
            "database or disk is full",
            "The database cannot be used: database or disk is full. See that its disk has room and may be written.",
        ),
        (
            "postgresql",
            "connection failed: refused\n\tIs the server running?",
            "The database cannot be used: connection failed: refused Is the server running. "
            "Start it, or correct DATABASE_URL.",
        ),
        ("postgresql", "", "The database cannot be used: OperationalError. Start it, or correct DATABASE_URL."),
    ],
)
def test_database_fault_is_one_line(monkeypatch, vendor, said, expected):
    monkeypatch.setattr(preflight, "connection", SimpleNamespace(vendor=vendor))
    assert database_fault(OperationalError(said)) == expected


def test_short_path_begins_at_the_project_when_it_can(settings, tmp_path):
    assert [short_path(settings.BASE_DIR / "var"), short_path(tmp_path)] == ["var", str(tmp_path)]
