import hashlib
import io
import json
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.domain.integrity import mark_damaged
from claims.errors import BlobCorrupt, StoreError
from claims.pipeline.export_snapshot import export_snapshot, open_export
from claims.pipeline.verify_store import BY
from claims.providers import registry
from tests.factories import make_snapshot
from tests.pipeline.kept import (
    TEXT,
    fetched_copy,
    flip_byte,
    forge,
    imported_copy,
    raw_path,
    redirected_copy,
    warc_path,
)
from tests.store.reference import VALID, validate

pytestmark = pytest.mark.django_db

URL = "https://example.org/news"


def export(snapshot, **options):
    """The faults, and the files of the package."""
    out = io.BytesIO()
    faults = export_snapshot(snapshot, out, **options)
    with zipfile.ZipFile(out) as archive:
        return faults, {name: archive.read(name) for name in archive.namelist()}


def record_in(package):
    *_, last = (
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(package["archive/data.warc.gz"]), check_digests="raise")
    )
    return last


def test_a_fetched_copy_is_exported_with_its_stored_record():
    snapshot = fetched_copy(url=URL, body=b"<p>133 states")
    faults, package = export(snapshot)
    stored = warc_path(snapshot).read_bytes()[snapshot.warc_offset :]
    assert faults == ()
    assert package["archive/data.warc.gz"].endswith(stored)
    assert record_in(package) == ("response", URL, b"<p>133 states")


def test_the_records_of_redirects_are_exported_with_the_page_they_led_to():
    snapshot = redirected_copy()
    faults, package = export(snapshot)
    assert faults == ()
    assert package["archive/data.warc.gz"].endswith(warc_path(snapshot).read_bytes()[snapshot.hops[0]["warc_offset"] :])
    index = [json.loads(line.split(" ", 2)[2]) for line in package["indexes/index.cdx"].decode().splitlines()]
    assert {(line["status"], line["url"]) for line in index} == {
        ("302", snapshot.requested_url),
        ("200", snapshot.final_url),
    }


def test_a_copy_whose_redirect_is_damaged_proves_nothing():
    snapshot = redirected_copy()
    flip_byte(warc_path(snapshot), snapshot.hops[0]["warc_offset"] + 20)
    with pytest.raises(BlobCorrupt, match="is damaged"):
        export(snapshot)


def test_the_package_holds_the_hashes_of_the_copy():
    snapshot = fetched_copy(url=URL)
    listing = json.loads(export(snapshot)[1]["datapackage.json"])
    assert (listing["title"], listing["mainPageUrl"]) == ("A page", URL)
    assert listing["snapshots"] == [
        {
            "id": snapshot.public_id,
            "captureMethod": "fetched",
            "requestedUrl": URL,
            "redirects": [],
            "connectedAddress": "192.0.2.1",
            "rawSha256": snapshot.raw_sha256,
            "rawBytes": snapshot.raw_size,
            "textSha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "extractor": "trafilatura 2",
            "quality": "article",
            "damage": [],
        }
    ]


def test_a_copy_without_an_exchange_becomes_a_resource():
    snapshot = imported_copy()
    body = registry.blob_store().get(snapshot.raw_sha256)
    assert record_in(export(snapshot)[1]) == ("resource", snapshot.page.canonical_url, body)


@pytest.mark.parametrize("make", [fetched_copy, imported_copy])
def test_the_same_copy_gives_the_same_file(make):
    snapshot = make()
    assert export(snapshot) == export(snapshot)


HARMS = {
    "raw": lambda copy: flip_byte(raw_path(copy), 3),
    "record": lambda copy: flip_byte(warc_path(copy), copy.warc_offset + 60),
    "text": lambda copy: forge("UPDATE claims_snapshot SET text = 'forged' WHERE id = %s", copy.pk),
    "mark": lambda copy: mark_damaged(copy, by=BY, damage="The hashes were changed."),
}


@pytest.mark.parametrize(("harm", "kind"), [("raw", "response"), ("record", "resource"), ("text", "response")])
def test_a_damaged_copy_is_refused_unless_it_is_asked_for(harm, kind):
    snapshot = fetched_copy(url=URL)
    HARMS[harm](snapshot)
    snapshot.refresh_from_db()
    out = io.BytesIO()
    with pytest.raises(BlobCorrupt) as refusal:
        export_snapshot(snapshot, out)
    assert out.getvalue() == b""
    assert str(refusal.value).startswith(f"The copy {snapshot.public_id} is damaged, so it proves nothing: The ")
    faults, package = export(snapshot, is_damaged_allowed=True)
    listing = json.loads(package["datapackage.json"])
    assert (len(faults), record_in(package)[0]) == (1, kind)
    assert listing["snapshots"][0]["damage"] == list(faults)
    assert listing["description"].endswith(f"DAMAGED: {faults[0]}")


def test_the_whole_record_of_another_page_does_not_stand_for_this_one():
    snapshot, other = fetched_copy(url=URL), fetched_copy()
    place = (other.warc_offset, other.warc_length, snapshot.pk)
    forge("UPDATE claims_snapshot SET warc_offset = %s, warc_length = %s WHERE id = %s", *place)
    snapshot.refresh_from_db()
    with pytest.raises(BlobCorrupt):
        export_snapshot(snapshot, io.BytesIO())
    faults, package = export(snapshot, is_damaged_allowed=True)
    record = f"The record at {other.warc_offset} of {other.warc_filename}"
    assert faults == (f"{record} holds other bytes than the raw copy.",)
    assert record_in(package) == ("resource", URL, registry.blob_store().get(snapshot.raw_sha256))


def test_what_a_check_of_the_store_found_counts_as_damage():
    snapshot = fetched_copy()
    HARMS["mark"](snapshot)
    faults, _ = export(snapshot, is_damaged_allowed=True)
    assert faults == ("A check of the store found: The hashes were changed.",)


def test_a_copy_of_which_nothing_is_left_cannot_be_exported():
    snapshot = make_snapshot()
    with pytest.raises(StoreError):
        export(snapshot, is_damaged_allowed=True)
    with pytest.raises(StoreError) as refusal:
        export(snapshot)
    assert str(refusal.value).startswith(f"Nothing is left of the copy {snapshot.public_id}: The raw copy ")


@pytest.mark.parametrize("make", [fetched_copy, imported_copy, redirected_copy])
def test_the_reference_implementation_finds_the_file_valid(make, tmp_path):
    path = tmp_path / "copy.wacz"
    with path.open("wb") as out:
        export_snapshot(make(), out)
    assert validate(path) == VALID


def test_file_to_be_sent_stands_at_its_beginning_and_holds_the_same_package():
    snapshot = fetched_copy(url=URL)
    with open_export(snapshot) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()}.keys() == export(snapshot)[1].keys()


def test_nothing_is_left_open_of_a_file_that_could_not_be_made(monkeypatch):
    made = []

    class Scratch(io.BytesIO):
        def __init__(self):
            super().__init__()
            made.append(self)

    monkeypatch.setattr("tempfile.TemporaryFile", Scratch)
    snapshot = fetched_copy()
    HARMS["record"](snapshot)
    with pytest.raises(BlobCorrupt):
        open_export(snapshot)
    open_export(snapshot, is_damaged_allowed=True)
    assert [file.closed for file in made] == [True, False]


def test_what_is_left_of_a_damaged_copy_is_a_valid_file(tmp_path):
    snapshot = fetched_copy()
    HARMS["record"](snapshot)
    path = tmp_path / "copy.wacz"
    with path.open("wb") as out:
        export_snapshot(snapshot, out, is_damaged_allowed=True)
    assert validate(path) == VALID
