import errno
import hashlib
import os

import pytest

from claims.errors import BlobCorrupt, BlobMissing, StoreError, StoreFull
from claims.store.blobs import BlobStore

WORDS = b"133 states signed the convention."
SHA256 = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def store(tmp_path):
    return BlobStore(tmp_path / "blobs")


def files_under(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_put_gives_the_sha256_and_get_gives_the_bytes_back(store):
    assert store.put(WORDS) == SHA256
    assert store.get(SHA256) == WORDS


def test_put_spreads_files_over_two_levels_of_folders(store):
    store.put(WORDS)
    assert files_under(store.folder) == [f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"]


def test_put_keeps_the_same_bytes_once(store):
    store.put(WORDS)
    first = store.path_of(SHA256).stat()
    store.put(WORDS)
    second = store.path_of(SHA256).stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_put_keeps_empty_bytes_too(store):
    assert store.get(store.put(b"")) == b""


def test_kept_file_cannot_be_written_to(store):
    store.put(WORDS)
    assert store.path_of(SHA256).stat().st_mode & 0o222 == 0


def test_put_heals_a_copy_that_has_gone_bad(store):
    store.put(WORDS)
    spoil(store.path_of(SHA256), b"134 states signed the convention.")
    store.put(WORDS)
    assert store.get(SHA256) == WORDS


def test_get_of_changed_bytes_is_corrupt(store):
    store.put(WORDS)
    spoil(store.path_of(SHA256), b"134 states signed the convention.")
    with pytest.raises(BlobCorrupt, match=SHA256):
        store.get(SHA256)


def test_get_of_nothing_is_missing(store):
    with pytest.raises(BlobMissing, match=SHA256):
        store.get(SHA256)


def test_holds_tells_kept_from_not_kept(store):
    store.put(WORDS)
    assert (store.holds(SHA256), store.holds("0" * 64)) == (True, False)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"])
def test_only_a_sha256_names_a_copy(store, name):
    with pytest.raises(StoreError, match="not a sha256"):
        store.path_of(name)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_keeps_nothing(store, monkeypatch, number):
    def refuse(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreFull, match="is full"):
        store.put(WORDS)
    assert files_under(store.folder) == []
    assert store.holds(SHA256) is False


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "taken").write_bytes(b"a file")
    store = BlobStore(tmp_path / "taken")
    with pytest.raises(StoreError, match="taken") as caught:
        store.put(WORDS)
    assert caught.type is StoreError


def spoil(path, body):
    path.chmod(0o644)
    path.write_bytes(body)
