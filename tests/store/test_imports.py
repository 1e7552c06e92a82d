import gzip
import io
import os
import zipfile
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from claims.store.imports import ImportedFile, RefusedFile, count_imports, read_imports

PAGE = b"<html><body><p>133 states signed the convention.</p></body></html>"


def read(*paths, **options):
    return list(read_imports(paths, **options))


def outcomes(*paths, **options):
    return [(one.name, one.reason if isinstance(one, RefusedFile) else "") for one in read(*paths, **options)]


def warc(*records, is_gzip=True):
    """A WARC file; each record is (url, status, content type, body) or (..., further headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_gzip)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "test"}))
    for url, status, content_type, body, *more in records:
        head = StatusAndHeaders(status, [("Content-Type", content_type), *more], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=head,
            warc_headers_dict={"WARC-Date": "2024-11-20T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(members, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_folder_is_walked_in_sorted_order(tmp_path):
    folder = tmp_path / "notes"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.MD").write_bytes(b"# Two")
    (folder / "one.html").write_bytes(PAGE)
    (folder / "a.txt").write_bytes(b"A note")
    (folder / "z.pdf").write_bytes(b"%PDF-1.4")
    assert [(one.name, one.content_type, one.body) for one in read(folder)] == [
        ("notes/a.txt", "text/plain", b"A note"),
        ("notes/one.html", "text/html", PAGE),
        ("notes/z.pdf", "application/pdf", b"%PDF-1.4"),
        ("notes/b/two.MD", "text/markdown", b"# Two"),
    ]


def test_plain_file_has_no_address_and_no_time(tmp_path):
    (tmp_path / "note.txt").write_bytes(b"A note")
    assert read(tmp_path / "note.txt") == [ImportedFile("note.txt", "", b"A note", "text/plain", None, ())]


def test_bad_files_are_refused_and_the_others_read(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.docx").write_bytes(b"PK")
    (folder / "c.txt").write_bytes(b"x" * 101)
    os.mkfifo(folder / "d.txt")
    (folder / "e.txt").symlink_to(folder / "nowhere.txt")
    (folder / "f.txt").write_bytes(b"good")
    assert outcomes(folder, max_bytes=100) == [
        ("notes/a.txt", "It is empty."),
        ("notes/b.docx", "Files of this kind are not read; bring HTML, PDF, text, Markdown, WARC or WACZ."),
        ("notes/c.txt", "It is larger than 100 bytes."),
        ("notes/d.txt", "It is not a file but a device or a pipe."),
        ("notes/e.txt", "There is no such file or folder."),
        ("notes/f.txt", ""),
    ]


def test_missing_path_is_refused(tmp_path):
    assert outcomes(tmp_path / "gone.txt") == [("gone.txt", "There is no such file or folder.")]


def test_links_lead_neither_round_in_circles_nor_out(tmp_path):
    (tmp_path / "secret.txt").write_bytes(b"secret")
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "again").symlink_to(folder)
    (folder / "note.txt").write_bytes(b"A note")
    (folder / "same.txt").symlink_to(folder / "note.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "stolen.txt").symlink_to(tmp_path / "secret.txt")
    refused = dict(outcomes(folder))
    assert refused.pop("notes/self.txt") != ""
    assert refused == {
        "notes/again": "It is a link to a folder; bring that folder itself.",
        "notes/note.txt": "",
        "notes/same.txt": "",
        "notes/stolen.txt": "It is a link that leads out of the folder; bring the file itself.",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_unreadable_file_and_folder_are_refused(tmp_path):
    folder = tmp_path / "notes"
    (folder / "shut").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"x")
    (folder / "a.txt").chmod(0)
    (folder / "shut").chmod(0)
    found = outcomes(folder)
    (folder / "shut").chmod(0o700)
    assert found == [
        ("notes/a.txt", "It cannot be opened: Permission denied."),
        ("notes/shut", "The folder cannot be opened; check its rights."),
    ]


def test_name_that_is_not_utf8_is_shown_as_text(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"A note")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert outcomes(folder) == [("notes/caf?.txt", "")]


def test_count_counts_files_and_takes_an_archive_for_one(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"x")
    (folder / "b.exe").write_bytes(b"x")
    (folder / "c.warc.gz").write_bytes(warc(("https://a.org/", "200 OK", "text/html", PAGE)))
    assert count_imports([folder, tmp_path / "gone.txt"]) == 4


@pytest.mark.parametrize("is_gzip", [True, False])
def test_warc_gives_its_pages_and_says_what_else_it_held(tmp_path, is_gzip):
    path = tmp_path / ("crawl.warc.gz" if is_gzip else "crawl.warc")
    path.write_bytes(
        warc(
            ("https://a.org/", "200 OK", "text/html; charset=utf-8", PAGE),
            ("https://a.org/gone", "404 Not Found", "text/html", PAGE),
            ("https://a.org/logo", "200 OK", "image/png", b"\x89PNG"),
            ("https://a.org/big", "200 OK", "text/plain", b"x" * 5000),
            ("https://a.org/br", "200 OK", "text/html", b"\x0b\x02", ("Content-Encoding", "zstd")),
            ("https://a.org/end", "200 OK", "text/plain", b"the end"),
            is_gzip=is_gzip,
        )
    )
    found = read(path, max_bytes=4000)
    assert found[0] == ImportedFile(
        name=f"{path.name}#https://a.org/",
        url="https://a.org/",
        body=PAGE,
        content_type="text/html; charset=utf-8",
        captured_at=datetime(2024, 11, 20, 10, tzinfo=UTC),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )
    assert found[1:-1] == [
        RefusedFile(f"{path.name}#https://a.org/gone", "The site answered with status 404, not with a page."),
        RefusedFile(f"{path.name}#https://a.org/logo", "It is not a page but image/png."),
        RefusedFile(f"{path.name}#https://a.org/big", "It is larger than 4,000 bytes."),
        RefusedFile(f"{path.name}#https://a.org/br", "It is packed with zstd, which is not read here."),
    ]
    assert (found[-1].url, found[-1].body) == ("https://a.org/end", b"the end")


def test_packed_body_of_a_record_is_unpacked_up_to_the_limit(tmp_path):
    packed = ("Content-Encoding", "gzip")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        warc(
            ("https://a.org/", "200 OK", "text/html", gzip.compress(PAGE), packed),
            ("https://a.org/bomb", "200 OK", "text/html", gzip.compress(b"\0" * 3_000_000), packed),
        )
    )
    page, bomb = read(path, max_bytes=1_000_000)
    assert page.body == PAGE
    assert bomb == RefusedFile("crawl.warc.gz#https://a.org/bomb", "It is larger than 1,000,000 bytes.")


def test_cut_warc_gives_the_records_before_the_cut(tmp_path):
    whole = warc(
        ("https://a.org/1", "200 OK", "text/html", PAGE),
        ("https://a.org/2", "200 OK", "text/html", os.urandom(20_000).hex().encode()),
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(whole[:-9000])
    assert outcomes(path) == [
        ("crawl.warc.gz#https://a.org/1", ""),
        ("crawl.warc.gz", "The archive breaks off or is damaged; the records before that were read."),
    ]


def test_cut_warc_that_is_not_packed_gives_the_records_before_the_cut(tmp_path):
    whole = warc(("https://a.org/1", "200 OK", "text/html", PAGE * 50), is_gzip=False)
    path = tmp_path / "crawl.warc"
    path.write_bytes(whole[:-900])
    assert outcomes(path) == [
        ("crawl.warc#https://a.org/1", "The archive breaks off in the middle of this record."),
    ]


@pytest.mark.parametrize("body", [b"\x1f\x8b\x08\x00 no gzip at all", b"neither gzip nor WARC\n" * 20])
def test_warc_that_is_none_is_refused(tmp_path, body):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(body)
    assert outcomes(path) == [
        ("crawl.warc.gz", "The archive breaks off or is damaged; the records before that were read.")
    ]


def test_empty_warc_is_refused(tmp_path):
    (tmp_path / "crawl.warc").write_bytes(b"")
    assert outcomes(tmp_path / "crawl.warc") == [("crawl.warc", "The archive holds no records.")]


def test_warc_bomb_is_left_before_it_has_unpacked(tmp_path):
    bomb = warc(("https://a.org/", "200 OK", "image/png", b"\0" * 60_000_000))
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(bomb)
    assert len(bomb) < 100_000
    assert outcomes(path) == [
        ("bomb.warc.gz#https://a.org/", "It is not a page but image/png."),
        ("bomb.warc.gz", "It unpacks to far more than a web archive would; the rest of it was not read."),
    ]


def test_wacz_gives_the_pages_of_its_warc_files(tmp_path):
    path = tmp_path / "crawl.wacz"
    path.write_bytes(
        wacz(
            {
                "datapackage.json": b"{}",
                "archive/2.warc.gz": warc(("https://a.org/2", "200 OK", "text/html", PAGE)),
                "archive/1.warc": warc(("https://a.org/1", "200 OK", "text/html", PAGE), is_gzip=False),
            },
            zipfile.ZIP_DEFLATED,
        )
    )
    assert outcomes(path) == [
        ("crawl.wacz/archive/1.warc#https://a.org/1", ""),
        ("crawl.wacz/archive/2.warc.gz#https://a.org/2", ""),
    ]


@pytest.mark.parametrize("name", ["../../outside.warc.gz", "/etc/outside.warc", "a/..\\..\\b.warc", "C:/b.warc"])
def test_wacz_with_names_that_climb_out_is_refused(tmp_path, name):
    path = tmp_path / "crawl.wacz"
    path.write_bytes(wacz({name: b"x"}))
    shown = name.replace("\\", os.sep) if os.sep != "/" else name
    assert outcomes(path) == [("crawl.wacz", f"It holds a file that would lie outside of it ({shown}).")]


def test_wacz_bomb_is_refused_unopened(tmp_path):
    path = tmp_path / "bomb.wacz"
    path.write_bytes(wacz({"archive/1.warc": b"\0" * 20_000_000}, zipfile.ZIP_DEFLATED))
    assert outcomes(path) == [
        ("bomb.wacz", "It unpacks to far more than a web archive would; it looks like a zip bomb.")
    ]


def test_wacz_that_is_too_much_altogether_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("claims.store.imports.MAX_ARCHIVE_BYTES", 1000)
    path = tmp_path / "crawl.wacz"
    path.write_bytes(wacz({f"archive/{number}.warc": b"x" * 400 for number in range(3)}))
    assert outcomes(path) == [("crawl.wacz", "It unpacks to more than 1,000 bytes.")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"no zip", "The archive is damaged or locked; what could be read of it was read."),
        (wacz({"pages/pages.jsonl": b"{}"}), "It holds no WARC file, so it is not a web archive."),
    ],
)
def test_wacz_that_is_none_is_refused(tmp_path, body, reason):
    path = tmp_path / "crawl.wacz"
    path.write_bytes(body)
    assert outcomes(path) == [("crawl.wacz", reason)]
