import gzip
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.errors import BadInput, BlobMissing
from claims.store import wacz
from claims.store.imports import read_imports
from claims.store.wacz import WaczPage, resource_record, search_key, write_wacz
from claims.store.warc import render_exchange
from tests.store.reference import INVALID, VALID, validate

MOMENT = datetime(2024, 11, 21, 9, 14, 6, 250_000, tzinfo=UTC)
URL = "https://www.Example.org/News/a?b=2&a=1"
BODY = "<p>133 states signed — «усі» 🗞".encode()
URN = f"urn:sha256:{'ab' * 32}"


RECORD = render_exchange(
    url=URL,
    status=200,
    reason="OK",
    headers=[("Content-Type", "text/html; charset=utf-8")],
    body=BODY,
    fetched_at=MOMENT,
    address="192.0.2.1",
)


def fetched_page(**fields):
    defaults = {
        "page_id": "snp_one",
        "url": URL,
        "title": "A page — «сторінка»",
        "captured_at": MOMENT,
        "text": "133 states signed",
        "read_records": lambda: [RECORD],
    }
    return WaczPage(**{**defaults, **fields})


def imported_page(url=URN, *, body=b"A note.", content_type="text/plain"):
    moment = MOMENT - timedelta(days=400)
    record = resource_record(url=url, body=body, content_type=content_type, captured_at=moment)
    return WaczPage("snp_two", url, "", moment, "A note.", lambda: [record])


def write(pages, **options):
    out = io.BytesIO()
    defaults = {"title": "Copies", "description": "Two copies.", "software": "factcheck-workbench 1"}
    write_wacz(out, pages=pages, **{**defaults, **options})
    return out.getvalue()


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def package():
    return members(write([fetched_page(), imported_page()], facts={"snapshots": [{"id": "snp_one"}]}))


def test_the_file_holds_what_the_format_asks_for(package):
    assert list(package) == [
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]


def test_every_file_is_listed_with_its_hash(package):
    listing = json.loads(package["datapackage.json"])
    resources = {one["path"]: (one["hash"], one["bytes"]) for one in listing["resources"]}
    assert resources == {
        path: (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))
        for path, content in package.items()
        if not path.startswith("datapackage")
    }
    assert json.loads(package["datapackage-digest.json"]) == {
        "path": "datapackage.json",
        "hash": f"sha256:{hashlib.sha256(package['datapackage.json']).hexdigest()}",
    }


def test_the_package_says_what_it_is(package):
    listing = json.loads(package["datapackage.json"])
    assert {name: value for name, value in listing.items() if name != "resources"} == {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "Copies",
        "description": "Two copies.",
        "created": "2024-11-21T09:14:06Z",
        "software": "factcheck-workbench 1",
        "mainPageUrl": URL,
        "mainPageDate": "2024-11-21T09:14:06Z",
        "snapshots": [{"id": "snp_one"}],
    }


def test_the_pages_are_listed_with_their_text(package):
    lines = [json.loads(line) for line in package["pages/pages.jsonl"].decode().splitlines()]
    assert lines == [
        {"format": "json-pages-1.0", "id": "pages", "title": "All pages", "hasText": True},
        {
            "id": "snp_one",
            "url": URL,
            "ts": "2024-11-21T09:14:06Z",
            "title": "A page — «сторінка»",
            "text": "133 states signed",
        },
        {"id": "snp_two", "url": URN, "ts": "2023-10-18T09:14:06Z", "title": URN, "text": "A note."},
    ]


def records_of(package):
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(package["archive/data.warc.gz"]), check_digests="raise")
    ]


def test_the_stored_exchange_is_in_it_byte_by_byte(package):
    assert RECORD in package["archive/data.warc.gz"]
    warcinfo, *others = records_of(package)
    assert warcinfo == (
        "warcinfo",
        None,
        b"software: factcheck-workbench 1\r\nformat: WARC File Format 1.1\r\n",
    )
    assert others == [("response", URL, BODY), ("resource", URN, b"A note.")]


def test_the_index_leads_to_every_record(package):
    archive = package["archive/data.warc.gz"]
    lines = package["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines)
    found = {}
    for line in lines:
        key, moment, facts = line.split(" ", 2)
        facts = json.loads(facts)
        start = int(facts["offset"])
        member = archive[start : start + int(facts["length"])]
        assert facts["recordDigest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        assert gzip.decompress(member).startswith(b"WARC/1.1")
        found[key] = (moment, facts["url"], facts["mime"], facts.get("status"), facts["filename"])
    assert found == {
        "org,example)/news/a?a=1&b=2": ("20241121091406", URL, "text/html", "200", "data.warc.gz"),
        URN: ("20231018091406", URN, "text/plain", None, "data.warc.gz"),
    }


def test_the_same_copies_give_the_same_bytes():
    assert write([fetched_page(), imported_page()]) == write([fetched_page(), imported_page()])


def test_other_archives_are_read_by_our_own_import(tmp_path):
    path = tmp_path / "copy.wacz"
    path.write_bytes(write([fetched_page(), imported_page()]))
    found = list(read_imports([path]))
    assert [(one.url, one.body, one.content_type, one.captured_at) for one in found] == [
        (URL, BODY, "text/html; charset=utf-8", MOMENT),
        (URN, b"A note.", "text/plain", MOMENT.replace(microsecond=0) - timedelta(days=400)),
    ]


def test_nothing_is_no_wacz():
    with pytest.raises(BadInput) as refusal:
        write([])
    assert str(refusal.value) == "There is nothing to put into the WACZ file; name at least one copy."


def test_what_does_not_fit_into_a_zip_is_refused(monkeypatch):
    monkeypatch.setattr(wacz, "MAX_ARCHIVE_BYTES", 600)
    with pytest.raises(BadInput) as refusal:
        write([fetched_page(), imported_page()])
    assert str(refusal.value) == "The copies are larger than 0 MB together; export fewer of them at once."


def test_a_copy_that_cannot_be_read_stops_the_writing():
    def unreadable():
        raise BlobMissing("It is gone.")

    with pytest.raises(BlobMissing):
        write([fetched_page(read_records=unreadable)])


def test_a_page_from_before_zip_files_knew_the_year_is_written():
    old = imported_page()
    page = WaczPage(old.page_id, old.url, "", datetime(1969, 7, 20, tzinfo=UTC), "", old.read_records)
    with zipfile.ZipFile(io.BytesIO(write([page]))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://example.org", "org,example)/"),
        ("https://www2.bbc.co.uk/News/?B=1&a", "uk,co,bbc)/news?a&b=1"),
        ("https://example.org:8443/x#part", "org,example:8443)/x"),
        ("http://example.org:80/x?a=1&a=&b", "org,example)/x?a=&a=1&b"),
        ("https://user@example.org/п?q=Ї", "org,example)/%d0%bf?q=%d0%87"),
        ("https://example.org/A%20b?x=%D0%BF", "org,example)/a%20b?x=%d0%bf"),
        ("https://example.org/a/", "org,example)/a"),
        ("https://192.0.2.1/x", "1,2,0,192)/x"),
        ("https://[2001:db8::1]/x", "2001:db8::1)/x"),
        ("urn:sha256:abc", "urn:sha256:abc"),
    ],
)
def test_addresses_are_sorted_as_other_archives_sort_them(url, key):
    """The keys are those of the `surt` package, version 0.3.1."""
    assert search_key(url) == key


@pytest.mark.parametrize(
    "pages",
    [
        [fetched_page()],
        [imported_page()],
        [imported_page("https://example.org/a.pdf", body=b"%PDF-1.4 \x00\xff", content_type="application/pdf")],
        [fetched_page(), imported_page()],
        [imported_page(content_type="text/html;\r\n charset=utf-8"), fetched_page(title="")],
    ],
    ids=["fetched", "imported", "pdf", "several", "odd type"],
)
def test_the_reference_implementation_finds_it_valid(tmp_path, pages):
    path = tmp_path / "copy.wacz"
    path.write_bytes(write(pages))
    assert validate(path) == VALID


def test_the_reference_implementation_notices_a_changed_byte(tmp_path):
    """So that the test before this one can fail."""
    path = tmp_path / "copy.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members(write([fetched_page()])).items():
            archive.writestr(name, content.replace(b"133", b"134") if name.startswith("pages") else content)
    assert validate(path) == INVALID
