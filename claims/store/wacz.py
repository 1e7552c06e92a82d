"""Stored copies as one WACZ file (version 1.1.1), which other archives' tools open and check without us.

A WACZ is a ZIP with the WARC records, an index of them (CDXJ), a list of pages, and a list of all its files with their
sha256. Nothing in it depends on when or where it is made: the same copies give the same bytes.
"""

import hashlib
import io
import json
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import quote, unquote_to_bytes, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from claims.errors import BadInput

WACZ_VERSION = "1.1.1"
# A ZIP without its 64-bit extension, which not every reader knows, ends at 2 GiB for one file.
MAX_ARCHIVE_BYTES = 2_000_000_000
_ARCHIVE, _INDEX, _PAGES = "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"
_PACKAGE, _PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
# A ZIP knows no earlier year.
_FIRST_ZIP_YEAR = 1980
_IS_PLAIN_FILE = 0o644 << 16
_UNIX = 3
# What record ids are made from, so that they are the same each time; drawn once.
_ID_SPACE = uuid.UUID("5a4a64c6-8a5d-4f0e-9f0b-6f4b2a1f6f3c")
_WWW = re.compile(r"^www\d*\.")
_KEPT_IN_KEYS = "/:;=,@!$&'()*+~%|[]"


@dataclass(frozen=True, slots=True)
class WaczPage:
    """One copy: ``read_records`` gives its WARC records, a gzip member each; ``url`` is the address in the last."""

    page_id: str
    url: str
    title: str
    captured_at: datetime
    text: str
    read_records: Callable[[], Sequence[bytes]]


def write_wacz(
    out: BinaryIO,
    *,
    pages: Sequence[WaczPage],
    title: str,
    description: str,
    software: str,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write the copies into ``out``; ``facts`` go into datapackage.json as they are. BadInput when it gets too large.

    Whatever ``read_records`` raises ends the writing; what stands in ``out`` by then is no WACZ.
    """
    if not pages:
        raise BadInput("There is nothing to put into the WACZ file; name at least one copy.")
    newest = max(page.captured_at for page in pages)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        package = _Package(archive, newest)
        index = package.add_streamed(
            _ARCHIVE, lambda write: _write_records(write, pages, software=software, moment=newest)
        )
        package.add(_INDEX, "".join(f"{line}\n" for line in sorted(index)).encode())
        package.add(_PAGES, _pages_file(pages))
        listing = {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            "title": title,
            "description": description,
            "created": _moment(newest),
            "software": software,
            "mainPageUrl": pages[0].url,
            "mainPageDate": _moment(pages[0].captured_at),
            "resources": package.resources,
            **(facts or {}),
        }
        package_bytes = _json(listing)
        digest = {"path": _PACKAGE, "hash": f"sha256:{hashlib.sha256(package_bytes).hexdigest()}"}
        package.add(_PACKAGE, package_bytes)
        package.add(_PACKAGE_DIGEST, _json(digest))


def resource_record(*, url: str, body: bytes, content_type: str, captured_at: datetime) -> bytes:
    """A WARC record, as one gzip member, of bytes that came without an exchange: imported, submitted or uploaded."""
    digest = hashlib.sha256(body).hexdigest()
    return _rendered(
        "resource",
        url=url,
        body=body,
        content_type=_one_line(content_type) or "application/octet-stream",
        headers={"WARC-Record-ID": _record_id(f"{url} {digest}"), "WARC-Date": _moment(captured_at)},
    )


class _Package:
    """The ZIP under way, and the list of what is in it."""

    def __init__(self, archive: zipfile.ZipFile, moment: datetime) -> None:
        self.resources: list[dict[str, Any]] = []
        self._archive = archive
        self._time = max(moment.astimezone(UTC), datetime(_FIRST_ZIP_YEAR, 1, 1, tzinfo=UTC)).timetuple()[:6]

    def add(self, path: str, content: bytes) -> None:
        """Put a file in."""
        self._archive.writestr(self._entry(path), content)
        self._list(path, hashlib.sha256(content).hexdigest(), len(content))

    def add_streamed(self, path: str, fill: Callable[[Callable[[bytes], None]], list[str]]) -> list[str]:
        """Put a file in that ``fill`` writes piece by piece; returns what ``fill`` does."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(self._entry(path), "w") as file:

            def write(piece: bytes) -> None:
                nonlocal size
                size += len(piece)
                digest.update(piece)
                file.write(piece)

            lines = fill(write)
        self._list(path, digest.hexdigest(), size)
        return lines

    def _entry(self, path: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(path, self._time)
        entry.create_system, entry.external_attr = _UNIX, _IS_PLAIN_FILE
        return entry

    def _list(self, path: str, sha256: str, size: int) -> None:
        name = path.rpartition("/")[2]
        self.resources.append({"name": name, "path": path, "hash": f"sha256:{sha256}", "bytes": size})


def _write_records(
    write: Callable[[bytes], None], pages: Sequence[WaczPage], *, software: str, moment: datetime
) -> list[str]:
    """The WARC file; returns the lines of its index."""
    head = _file_head(software, moment)
    write(head)
    offset = len(head)
    lines = []
    for member in (member for page in pages for member in page.read_records()):
        if offset + len(member) > MAX_ARCHIVE_BYTES:
            limit = MAX_ARCHIVE_BYTES // 1_000_000
            raise BadInput(f"The copies are larger than {limit:,} MB together; export fewer of them at once.")
        write(member)
        lines.append(_index_line(member, offset))
        offset += len(member)
    return lines


def _file_head(software: str, moment: datetime) -> bytes:
    """The record every WARC file begins with: what wrote it."""
    body = f"software: {_one_line(software)}\r\nformat: WARC File Format 1.1\r\n".encode()
    name = _ARCHIVE.rpartition("/")[2]
    headers = {
        "WARC-Record-ID": _record_id(f"{software} {_moment(moment)}"),
        "WARC-Filename": name,
        "WARC-Date": _moment(moment),
    }
    return _rendered("warcinfo", url="", body=body, content_type="application/warc-fields", headers=headers)


def _rendered(kind: str, *, url: str, body: bytes, content_type: str, headers: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=dict(headers),
    )
    writer.write_record(record)
    return out.getvalue()


def _index_line(member: bytes, offset: int) -> str:
    """One line of CDXJ: the key, the moment to the second, and the facts that a reader finds the record by."""
    record = next(ArchiveIterator(io.BytesIO(member)))
    record.content_stream().read()
    warc = record.rec_headers
    url, moment = warc.get_header("WARC-Target-URI"), re.sub(r"\D", "", warc.get_header("WARC-Date"))[:14]
    facts = {
        "url": url,
        "mime": _mime_of(record),
        **({"status": record.http_headers.get_statuscode()} if record.http_headers else {}),
        "digest": warc.get_header("WARC-Payload-Digest"),
        "length": str(len(member)),
        "offset": str(offset),
        "filename": _ARCHIVE.rpartition("/")[2],
        "recordDigest": f"sha256:{hashlib.sha256(member).hexdigest()}",
    }
    return f"{search_key(url)} {moment} {json.dumps(facts, ensure_ascii=False)}"


def _mime_of(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").split(";")[0].strip().lower() or "unk"


def search_key(url: str) -> str:
    """The address as an index sorts it (SURT): host from behind, no scheme, no "www", lower case, query sorted."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https"):
        return quote(url, safe=_KEPT_IN_KEYS + "?#").lower()
    host = _WWW.sub("", (parts.hostname or "").lower())
    reversed_host = host if ":" in host else ",".join(reversed(host.split(".")))
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    port = f":{parts.port}" if parts.port and parts.port != default else ""
    query = "?" + "&".join(sorted(_levelled(parts.query).split("&"))) if parts.query else ""
    return f"{reversed_host}{port}){_levelled(parts.path).rstrip('/') or '/'}{query}"


def _levelled(text: str) -> str:
    """Lower case, and escaped in one way only."""
    return quote(unquote_to_bytes(text), safe=_KEPT_IN_KEYS + "?").lower()


def _pages_file(pages: Sequence[WaczPage]) -> bytes:
    head: dict[str, Any] = {"format": "json-pages-1.0", "id": "pages", "title": "All pages", "hasText": True}
    return b"".join(_json_line(line) for line in (head, *_page_lines(pages)))


def _page_lines(pages: Sequence[WaczPage]) -> Iterator[dict[str, str]]:
    for page in pages:
        yield {
            "id": page.page_id,
            "url": page.url,
            "ts": _moment(page.captured_at),
            "title": page.title or page.url,
            "text": page.text,
        }


def _json_line(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _record_id(words: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_ID_SPACE, words)}>"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
