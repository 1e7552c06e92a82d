import base64
import errno
import hashlib
import os
import stat
import threading
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.errors import BlobCorrupt, BlobMissing, StoreError, StoreFull
from claims.store.warc import WarcPlace, WarcStore, render_exchange

BODY = "<p>Ukraine ratified the treaty in 2005 — it is in force.</p>".encode()
FETCHED_AT = datetime(2024, 11, 21, 8, 30, 15, 250000, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return WarcStore(tmp_path / "warc")


def write(store, **changes):
    exchange = {
        "url": "https://example.org/a?b=1",
        "status": 200,
        "reason": "OK",
        "headers": [("Content-Type", "text/html; charset=utf-8")],
        "body": BODY,
        "fetched_at": FETCHED_AT,
        "address": "93.184.216.34",
    }
    return store.write_exchange(**(exchange | changes))


def test_exchange_comes_back_whole(store):
    facts, body = store.read_exchange(write(store))
    assert body == BODY
    assert facts == {
        "url": "https://example.org/a?b=1",
        "status": 200,
        "reason": "OK",
        "headers": [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))],
        "fetched_at": FETCHED_AT,
        "address": "93.184.216.34",
        "payload_digest": "sha1:" + base64.b32encode(hashlib.sha1(BODY).digest()).decode(),
    }


def test_headers_of_the_wire_are_kept_under_another_name(store):
    headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "20"), ("Age", "3")]
    facts, body = store.read_exchange(write(store, headers=headers))
    assert body == BODY
    assert facts["headers"] == [
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("X-Archive-Orig-Content-Length", "20"),
        ("Age", "3"),
        ("Content-Length", str(len(BODY))),
    ]


def test_line_break_in_a_header_starts_no_header_of_its_own(store):
    headers = [("X-Note", "one\r\nSet-Cookie: two"), ("Bad name", "three")]
    facts, _ = store.read_exchange(write(store, headers=headers, url="https://example.org/\r\nWARC-Type: request"))
    assert facts["headers"][:-1] == [("X-Note", "one Set-Cookie: two")]
    assert facts["url"] == "https://example.org/%20WARC-Type:%20request"


def test_empty_body_and_other_status_are_kept(store):
    facts, body = store.read_exchange(write(store, status=404, reason="Not Found", body=b"", address=""))
    assert (facts["status"], facts["reason"], facts["address"], body) == (404, "Not Found", "", b"")


def test_records_of_one_process_share_a_file_that_other_tools_read(store):
    places = [write(store, url=f"https://example.org/{number}") for number in range(3)]
    assert len({place.filename for place in places}) == 1
    with (store.folder / places[0].filename).open("rb") as file:
        read = [(one.rec_type, one.rec_headers.get_header("WARC-Target-URI")) for one in ArchiveIterator(file)]
    assert read == [
        ("warcinfo", None),
        ("response", "https://example.org/0"),
        ("response", "https://example.org/1"),
        ("response", "https://example.org/2"),
    ]


def rendered(body):
    return render_exchange(
        url="https://example.org/a",
        status=200,
        reason="OK",
        headers=[],
        body=body,
        fetched_at=FETCHED_AT,
        address="93.184.216.34",
    )


def is_folder(descriptor):
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


def test_many_records_are_written_at_once_and_read_one_by_one(store, monkeypatch):
    waits = []
    force = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: waits.append(is_folder(descriptor)) or force(descriptor))
    bodies = [f"Page {number}.".encode() * 1000 for number in range(5)]
    first = store.append_records([rendered(body) for body in bodies[:3]])
    second = store.append_records([rendered(body) for body in bodies[3:]])
    assert [store.read_exchange(place)[1] for place in (*first, *second)] == bodies
    # The name of a new file must outlive a power cut as well.
    assert waits == [False, True, False]
    with (store.folder / first[0].filename).open("rb") as file:
        assert [one.rec_type for one in ArchiveIterator(file)] == ["warcinfo", *["response"] * 5]


def test_no_records_make_no_file(store):
    assert store.append_records([]) == []
    assert not store.folder.exists()


def test_threads_do_not_tear_one_anothers_records(store):
    places = {}

    def write_ten(name):
        for number in range(10):
            places[name, number] = write(store, body=f"{name} {number}".encode() * 500)

    threads = [threading.Thread(target=write_ten, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bodies = {key: store.read_exchange(place)[1] for key, place in places.items()}
    assert bodies == {(name, number): f"{name} {number}".encode() * 500 for name in "abcd" for number in range(10)}


def test_two_stores_on_one_folder_write_to_two_files(store):
    assert write(store).filename != write(WarcStore(store.folder)).filename


def test_a_new_file_is_begun_when_one_is_full(store, monkeypatch):
    monkeypatch.setattr("claims.store.warc.MAX_FILE_BYTES", 100)
    first, second = write(store), write(store)
    assert first.filename != second.filename
    assert store.read_exchange(second)[1] == BODY


def test_full_disk_leaves_the_file_as_it_was(store, monkeypatch):
    place = write(store)
    path = store.folder / place.filename
    before = path.read_bytes()

    def refuse(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(StoreFull, match="is full"):
            write(store)
    assert path.read_bytes() == before
    assert store.read_exchange(write(store))[1] == BODY


def test_changed_record_is_corrupt(store):
    place = write(store)
    path = store.folder / place.filename
    damaged = bytearray(path.read_bytes())
    damaged[place.offset + place.length // 2] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(BlobCorrupt, match="damaged"):
        store.read_exchange(place)


def test_cut_record_is_corrupt(store):
    place = write(store)
    os.truncate(store.folder / place.filename, place.offset + place.length // 2)
    with pytest.raises(BlobCorrupt, match="damaged"):
        store.read_exchange(place)


def test_missing_file_is_missing(store):
    with pytest.raises(BlobMissing, match=r"gone\.warc\.gz"):
        store.read_exchange(WarcPlace("gone.warc.gz", 0, 10))


def test_only_a_file_of_the_store_is_opened(store):
    with pytest.raises(StoreError, match="not the name of a WARC file"):
        store.read_exchange(WarcPlace("../outside.warc.gz", 0, 10))
