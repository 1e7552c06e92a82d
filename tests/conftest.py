"""No test reaches the network, and each has its own data folder."""

import socket

import pytest

LOCAL = {"127.0.0.1", "::1", "localhost"}
DATABASE_FIXTURES = {"db", "transactional_db"}


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="leave out what never meets a database")


def pytest_collection_modifyitems(config, items):
    """What never meets the database is the same whichever it is: a run on a second one can leave it out."""
    if config.getoption("--database-only"):
        chosen = [item for item in items if _meets_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _meets_database(item)])
        items[:] = chosen


def _meets_database(item):
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("processes")
    return bool(is_marked) or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """A connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            raise AssertionError(f"A test reached for {address}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    """Raw copies, WARC files and the library of one test are gone with it."""
    settings.DATA_DIR = tmp_path / "data"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return settings.DATA_DIR
