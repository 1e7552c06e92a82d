import hashlib
import random
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.store import warc_check
from claims.store.warc import WarcPlace, WarcStore
from claims.store.warc_check import BREAKS_OFF, check_record, check_rest, whole_record

MOMENT = datetime(2024, 11, 21, 9, 14, 6, 250_000, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return WarcStore(tmp_path / "warc")


def write(store, number, body=None):
    return store.write_exchange(
        url=f"https://example.org/{number}",
        status=200,
        reason="OK",
        headers=[("Content-Type", "text/html")],
        body=body if body is not None else b"body %d" % number,
        fetched_at=MOMENT,
        address="192.0.2.1",
    )


def faults(store, place, *, named=()):
    """What a check of the whole file finds, record by record."""
    return [checked.fault for checked in check_rest(store.folder / place.filename, iter(named))]


def flip(path, offset, *, bits=0xFF):
    content = bytearray(path.read_bytes())
    content[offset] ^= bits
    path.write_bytes(bytes(content))


def test_a_whole_record_is_read_back_with_its_facts(store):
    write(store, 0)
    place = write(store, 1, body=b"the body")
    checked, raw = check_record(store.folder, place)
    assert (checked.offset, checked.length, checked.fault) == (place.offset, place.length, "")
    assert (checked.kind, checked.url) == ("response", "https://example.org/1")
    assert checked.body_sha256 == hashlib.sha256(b"the body").hexdigest()
    assert whole_record(store.folder, place, body_sha256=checked.body_sha256) == raw


def test_every_byte_of_a_file_counts(store):
    """Each byte of a file of three records, turned over one after another: head, body, checksum, length."""
    places = [write(store, number) for number in range(2)]
    path = store.folder / places[0].filename
    whole = path.read_bytes()
    assert faults(store, places[0]) == ["", "", ""]
    unnoticed = []
    for offset in range(len(whole)):
        flip(path, offset)
        if not any(faults(store, places[0])):
            unnoticed.append(offset)
        path.write_bytes(whole)
    assert unnoticed == []


def test_every_bit_of_a_record_counts(store):
    write(store, 0)
    place = write(store, 1)
    path = store.folder / place.filename
    whole = path.read_bytes()
    unnoticed = []
    for offset in range(place.offset, place.offset + place.length):
        for bit in range(8):
            flip(path, offset, bits=1 << bit)
            if not check_record(store.folder, place)[0].fault:
                unnoticed.append((offset - place.offset, bit))
            path.write_bytes(whole)
    assert unnoticed == []


def test_a_damaged_record_does_not_hide_its_neighbours(store):
    places = [write(store, number, body=random.Random(number).randbytes(3_000)) for number in range(4)]
    path = store.folder / places[0].filename
    flip(path, places[1].offset + 700)
    found = faults(store, places[0])
    assert [bool(fault) for fault in found] == [False, False, True, False, False]


def test_records_that_were_checked_already_are_passed_over(store):
    places = [write(store, number) for number in range(4)]
    named = [(place.offset, place.length) for place in (places[0], places[2])]
    rest = list(check_rest(store.folder / places[0].filename, iter(named)))
    assert [(one.kind, one.url) for one in rest] == [
        ("warcinfo", ""),
        ("response", "https://example.org/1"),
        ("response", "https://example.org/3"),
    ]


def test_a_file_that_breaks_off_says_so(store):
    place = write(store, 1)
    path = store.folder / place.filename
    path.write_bytes(path.read_bytes()[:-20])
    assert faults(store, place) == ["", BREAKS_OFF]
    assert check_record(store.folder, place)[0].fault == BREAKS_OFF


def test_bytes_between_two_records_are_found(store):
    place = write(store, 1)
    path = store.folder / place.filename
    path.write_bytes(path.read_bytes() + b"some other bytes")
    assert faults(store, place) == ["", "", "it does not begin as a record does"]


def test_an_empty_file_has_no_faults(store):
    place = write(store, 1)
    (store.folder / place.filename).write_bytes(b"")
    assert faults(store, place) == []


def test_a_damaged_record_is_not_given_away(store):
    place = write(store, 1)
    flip(store.folder / place.filename, place.offset + 40)
    with pytest.raises(BlobCorrupt) as refusal:
        whole_record(store.folder, place, body_sha256="a" * 64)
    assert str(refusal.value).startswith(f"The record at {place.offset} of {place.filename} is damaged: ")


def test_a_file_that_is_gone_says_so(store):
    with pytest.raises(BlobMissing):
        check_record(store.folder, WarcPlace("claims-x.warc.gz", 0, 10))


def test_a_name_that_leads_elsewhere_is_refused(store):
    with pytest.raises(StoreError) as refusal:
        check_record(store.folder, WarcPlace("../raw/aa", 0, 10))
    assert str(refusal.value) == "'../raw/aa' is not the name of a WARC file of this store."


def repack(path, *, system):
    """The file as another system would have written it."""
    mark = b"\x1f\x8b\x08" + bytes(5)
    content = bytearray(path.read_bytes())
    place = content.find(mark)
    while place >= 0:
        content[place + 9] = system
        place = content.find(mark, place + 1)
    path.write_bytes(bytes(content))


def test_a_file_that_was_written_on_another_system_is_whole(store):
    places = [write(store, number) for number in range(3)]
    repack(store.folder / places[0].filename, system=19)
    assert faults(store, places[0]) == ["", "", "", ""]
    assert [check_record(store.folder, place)[0].fault for place in places] == ["", "", ""]


READ_WHILE_IT_IS_CUT_BACK = """
import os, sys
from pathlib import Path
from claims.store.warc_check import check_rest

path = Path(sys.argv[1])
records = check_rest(path, iter(()))
print(repr(next(records).fault))
os.truncate(path, 0)
print([record.fault for record in records])
"""


def test_a_file_that_is_cut_back_while_it_is_read_is_damaged_and_no_more(store, pytestconfig):
    place = write(store, 1, body=random.Random(1).randbytes(3_000_000))
    command = [sys.executable, "-c", READ_WHILE_IT_IS_CUT_BACK, str(store.folder / place.filename)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=pytestconfig.rootpath, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "''\n['it does not begin as a record does']\n")


@pytest.mark.parametrize("body", [random.Random(1).randbytes(30_000), b" " * 30_000], ids=["packed", "unpacked"])
def test_a_record_that_is_too_long_is_not_read_into_memory(store, monkeypatch, body):
    monkeypatch.setattr(warc_check, "MOST_RECORD_BYTES", 20_000)
    place = write(store, 1, body=body)
    told = "it is longer than 512 MB, packed or unpacked"
    assert (check_record(store.folder, place)[0].fault, faults(store, place)) == (told, ["", told])


def test_a_mark_is_found_across_the_borders_of_what_is_read_at_once(store, monkeypatch):
    places = [write(store, number) for number in range(3)]
    flip(store.folder / places[0].filename, places[1].offset + 20)
    whole = faults(store, places[0])
    for size in (1, 7, 8, 64):
        monkeypatch.setattr(warc_check, "_CHUNK", size)
        assert (size, faults(store, places[0])) == (size, whole)
    assert [bool(fault) for fault in whole] == [False, False, True, False]
