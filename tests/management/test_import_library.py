"""`manage.py import_library`: what comes in, what is refused and why, and nothing doubled."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.domain.audit import verify_chain
from claims.errors import LibraryBusy, StoreFull
from claims.management.commands import import_library
from claims.models import AuditEvent, Page, Snapshot
from claims.providers import registry
from claims.store.blobs import BlobStore
from claims.store.library import Library
from tests.pipeline.site import make_html
from tests.text.pdf_writer import write_pdf

pytestmark = pytest.mark.django_db

NOTE = (
    "# Signatures\n\n133 states signed the convention between December 1997 and March 1999. "
    "The number of states parties can still change, as the collection of treaties says.\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of every kind of file that is read."""
    folder = tmp_path / "shelf"
    (folder / "inner").mkdir(parents=True)
    (folder / "note.md").write_text(NOTE)
    (folder / "plain.txt").write_text(NOTE.replace("133", "134"))
    (folder / "page.html").write_bytes(make_html())
    (folder / "inner" / "paper.pdf").write_bytes(
        write_pdf([["In 1997 the harbour had 133 ships, says the yearbook."] * 3])
    )
    return folder


def run(*paths, code=0):
    """The summary of an import that ends with this exit code."""
    out, ended_with = io.StringIO(), 0
    try:
        call_command("import_library", *map(str, paths), "--json", stdout=out)
    except SystemExit as end:
        ended_with = end.code
    assert ended_with == code
    return json.loads(out.getvalue())


def write_warc(path, pages):
    """A web archive with one response for each address."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in pages:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), length=len(body), http_headers=head
            )
            writer.write_record(record)


def test_every_kind_of_file_comes_in_and_can_be_found(folder):
    summary = run(folder)
    assert (summary["imported"], summary["known"], summary["refused"]) == (4, 0, [])
    assert set(Snapshot.objects.values_list("is_source", "job_state", "capture_method")) == {(True, "done", "imported")}
    hits = {hit.snapshot_id for hit in registry.library().search("states signed the convention")}
    assert hits == set(Snapshot.objects.exclude(content_type="application/pdf").values_list("pk", flat=True))
    assert summary["passages"] == registry.library().passage_count() > 0


def test_importing_again_doubles_nothing(folder):
    first = run(folder)
    rows = Snapshot.objects.count(), Page.objects.count(), AuditEvent.objects.count()
    again = run(folder, folder / "note.md")
    assert (again["imported"], again["known"], again["passages"]) == (0, 5, first["passages"])
    assert (Snapshot.objects.count(), Page.objects.count(), AuditEvent.objects.count()) == rows


def test_a_web_archive_brings_its_pages_with_their_addresses(tmp_path):
    pages = [
        ("https://news.example.org/a", make_html(title="First")),
        ("https://news.example.org/" + "b" * 3000, make_html(title="Second")),
        ("https://news.example.org/c", b"<html><title>Just a moment...</title></html>"),
    ]
    write_warc(tmp_path / "pages.warc.gz", pages)
    summary = run(tmp_path / "pages.warc.gz")
    assert (summary["imported"], len(summary["refused"])) == (2, 1)
    titles = dict(Snapshot.objects.values_list("title", "page__canonical_url"))
    assert titles["First"] == "https://news.example.org/a"
    assert titles["Second"].startswith("urn:sha256:")


def test_a_wacz_brings_its_pages(tmp_path):
    write_warc(tmp_path / "data.warc.gz", [("https://news.example.org/a", make_html())])
    with zipfile.ZipFile(tmp_path / "pages.wacz", "w") as archive:
        archive.write(tmp_path / "data.warc.gz", "archive/data.warc.gz")
    assert run(tmp_path / "pages.wacz")["imported"] == 1


def test_each_refusal_is_told_with_its_reason_and_stops_nothing(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 4000)
    (folder / "short.md").write_text("Hello.")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "broken.wacz").write_bytes(b"not a zip")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nand no more")
    summary = run(folder)
    assert summary["imported"] == 4
    refused = {one["name"].rpartition("/")[2]: one["reason"] for one in summary["refused"]}
    assert sorted(refused) == ["binary.txt", "broken.pdf", "broken.wacz", "empty.txt", "sheet.xlsx", "short.md"]
    assert [len(reason.splitlines()) for reason in refused.values()] == [1] * 6
    assert Snapshot.objects.count() == 4


def test_a_zip_bomb_is_refused_unread(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc.gz", b"\x00" * 50_000_000)
    summary = run(tmp_path / "bomb.wacz", code=1)
    assert summary["refused"] == [
        {
            "name": "bomb.wacz",
            "reason": "It unpacks to far more than a web archive would; it looks like a zip bomb.",
        }
    ]
    assert (Snapshot.objects.count(), summary["passages"]) == (0, 0)


def test_an_archive_that_would_write_outside_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "climb.wacz", "w") as archive:
        archive.writestr("../../evil.warc.gz", b"x")
    [refused] = run(tmp_path / "climb.wacz", code=1)["refused"]
    assert refused["reason"] == "It holds a file that would lie outside of it (../../evil.warc.gz)."


def test_a_file_over_the_limit_is_refused(folder, settings):
    settings.MAX_BYTES = 1_000
    (folder / "note.md").write_text(NOTE * 20)
    refused = {one["name"]: one["reason"] for one in run(folder)["refused"]}
    assert refused == {"shelf/note.md": "It is larger than 1,000 bytes."}


def test_for_a_person_the_summary_is_lines(folder):
    (folder / "short.md").write_text("Hello.")
    out = io.StringIO()
    call_command("import_library", str(folder), stdout=out)
    lines = out.getvalue().splitlines()
    passages = registry.library().passage_count()
    assert lines == [
        "4 imported, 0 known already, 1 refused.",
        "  shelf/short.md: Too short: The text has only 5 letters.",
        f"The library holds {passages} passages.",
    ]


def test_a_path_that_is_not_there_is_wrong_usage(folder):
    missing = folder / "nothing"
    with pytest.raises(CommandError) as caught:
        run(folder, missing)
    assert (str(caught.value), caught.value.returncode) == (
        f"There is no {missing}. Give folders or files that exist.",
        2,
    )
    assert Snapshot.objects.count() == 0


def test_a_full_disk_stops_the_import_with_one_line_and_no_half_row(folder, monkeypatch):
    def full(self, body):
        raise StoreFull("The disk is full; free some room and try again.")

    monkeypatch.setattr(BlobStore, "put", full)
    with pytest.raises(CommandError) as caught:
        run(folder)
    assert (str(caught.value), caught.value.returncode) == ("The disk is full; free some room and try again.", 1)
    assert (Snapshot.objects.count(), verify_chain().faults) == (0, ())


def test_pages_are_put_into_the_library_in_batches(folder, monkeypatch):
    monkeypatch.setattr(import_library, "PAGES_PER_COMMIT", 2)
    assert (run(folder)["imported"], Snapshot.objects.exclude(job_state="done").count()) == (4, 0)


def test_an_import_that_was_broken_off_is_finished_by_the_next_one(folder):
    run(folder)
    registry.library().clear()
    for snapshot in Snapshot.objects.all():
        snapshot.queue_job()
    assert run(folder)["passages"] > 0


def test_pages_that_the_library_cannot_take_now_are_told(folder, monkeypatch):
    def busy(self, documents):
        raise LibraryBusy("Another process has been writing to the library index for 10 s; try again in a moment.")

    monkeypatch.setattr(Library, "add", busy)
    out = io.StringIO()
    call_command("import_library", str(folder), stdout=out)
    assert out.getvalue().splitlines() == [
        "4 imported, 0 known already, 0 refused.",
        "The library holds 0 passages.",
        "4 pages still wait to be put into it: Another process has been writing to the library index for 10 s; "
        "try again in a moment.",
    ]
