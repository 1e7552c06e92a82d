"""The whole store, read back: every copy against its hashes, and what lies there that no row names.

Rows come in small batches and files one at a time, so memory does not grow with the store. Nothing is deleted; running
it again finds the same, and takes the mark from copies that were restored meanwhile.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import OperationalError
from django.db.models import QuerySet, Sum

from claims.domain.audit import Machine
from claims.domain.integrity import RowCheck, check_rows, mark_damaged, mark_whole
from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.models import Article, CaptureJob, Snapshot
from claims.pipeline.capture import place_of, redirect_places
from claims.providers import registry
from claims.store.blobs import explained
from claims.store.warc import WarcPlace
from claims.store.warc_check import BREAKS_OFF, CheckedRecord, check_record, check_rest

BY = Machine("verify_store", "1")
DAMAGE = "damage"
UNNAMED = "unnamed"
# Each row brings the text of a page along, which may be megabytes.
ROWS_AT_ONCE = 20
FILES_AT_ONCE = 500
# A record at the end of a file that was touched so recently is perhaps still being written.
STILL_WRITING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class StoreProblem:
    """One thing to report: damage, or a file that no row names. `subject` is an id or a path in the data folder."""

    kind: str
    subject: str
    says: str


@dataclass(slots=True)
class StoreCounts:
    """What was looked at so far; `bytes` are those of raw copies and of WARC records."""

    snapshots: int = 0
    quotes: int = 0
    records: int = 0
    files: int = 0
    bytes: int = 0
    damaged: int = 0
    restored: int = 0
    unnamed: int = 0


def verify_store(
    counts: StoreCounts, *, limit: int | None = None, on_snapshot: Callable[[], object] = lambda: None
) -> Iterator[StoreProblem]:
    """Each problem as it is found, `counts` kept up to date; damage is written on the snapshots it was found on.

    With `limit` only that many of the newest snapshots, and nothing else. A file that cannot be read is damage like
    any other; StoreError when a whole folder is gone, and then no copy is marked for it.
    """
    _check_folders()
    for snapshot in _newest_first(limit):
        yield from _verify_snapshot(snapshot, counts)
        on_snapshot()
    if limit is None:
        for problem in itertools.chain(_unread_articles(), _verify_other_files(counts), _verify_other_records(counts)):
            counts.damaged += problem.kind == DAMAGE
            counts.unnamed += problem.kind == UNNAMED
            yield problem


def recheck_copy(snapshot: Snapshot) -> bool:
    """Whether one copy is whole now, for instance after its bytes came again; its mark is set or taken accordingly.

    What a later capture brings mends a raw copy, but never the WARC record: a copy has its own one for good.
    """
    checked = snapshot, check_rows([snapshot])[snapshot.pk]
    return not list(_verify_snapshot(checked, StoreCounts()))


def bytes_to_read() -> int:
    """How much the raw copies are together."""
    return Snapshot.objects.aggregate(total=Sum("raw_size"))["total"] or 0


def _check_folders() -> None:
    """A disk that is not mounted says nothing about the copies on it. Raises StoreError."""
    raw, warc = registry.blob_store().folder, registry.warc_store().folder
    if _is_bare(raw) and Snapshot.objects.exists():
        raise StoreError(_folder_gone(raw, "is missing or empty"))
    if not warc.is_dir() and Snapshot.objects.exclude(warc_filename="").exists():
        raise StoreError(_folder_gone(warc, "is missing"))


def _is_bare(folder: Path) -> bool:
    """Whether there is no such folder, or nothing in it, as at a place where a disk should be mounted."""
    with explained(folder):
        return not folder.is_dir() or next(folder.iterdir(), None) is None


def _folder_gone(folder: Path, what: str) -> str:
    return (
        f"The folder {folder} {what}, although the database names copies in it; no copy was marked for that: "
        "mount its disk or restore it from a backup, and check again."
    )


def _newest_first(limit: int | None) -> Iterator[tuple[Snapshot, RowCheck]]:
    """Every snapshot with the check of its row; each batch is read from the database and let go."""
    rows = Snapshot.objects.order_by("-pk")
    left = rows.count() if limit is None else limit
    while left > 0:
        batch = _checked(rows, min(ROWS_AT_ONCE, left))
        if not batch:
            return
        yield from batch
        left -= len(batch)
        rows = Snapshot.objects.order_by("-pk").filter(pk__lt=batch[-1][0].pk)


def _checked(rows: QuerySet[Snapshot], size: int) -> list[tuple[Snapshot, RowCheck]]:
    try:
        batch = list(rows[:size])
    except OperationalError:
        # SQLite does not read a text that is no UTF-8 any more: then each row is read alone.
        return [(snapshot, _check_alone(snapshot)) for snapshot in rows.defer("text")[:size]]
    checks = check_rows(batch)
    return [(snapshot, checks[snapshot.pk]) for snapshot in batch]


def _check_alone(snapshot: Snapshot) -> RowCheck:
    try:
        return check_rows([snapshot])[snapshot.pk]
    except OperationalError as error:
        if "decode" not in str(error).lower():
            raise
        return RowCheck(("The text in the database cannot be read.",), 0)


def _verify_snapshot(checked: tuple[Snapshot, RowCheck], counts: StoreCounts) -> Iterator[StoreProblem]:
    snapshot, row = checked
    faults = [*_raw_faults(snapshot, counts), *_record_faults(snapshot, counts), *row.faults]
    counts.snapshots += 1
    counts.quotes += row.quotes
    if faults:
        _check_folders()  # the disk may have gone while its copies were read
        counts.damaged += 1
        damage = " ".join(faults)
        mark_damaged(snapshot, by=BY, damage=damage)
        yield StoreProblem(DAMAGE, snapshot.public_id, damage)
    elif not snapshot.is_safe:
        counts.restored += mark_whole(snapshot, by=BY)


def _raw_faults(snapshot: Snapshot, counts: StoreCounts) -> Iterator[str]:
    counts.files += 1
    try:
        counts.bytes += len(registry.blob_store().get(snapshot.raw_sha256))
    except BlobMissing:
        yield "The raw copy is missing."
    except BlobCorrupt:
        yield "The raw copy was changed on the disk."
    except StoreError:  # a bad spot on the disk is what is looked for, and must not hide the next
        yield "The raw copy cannot be read from the disk."


def _record_faults(snapshot: Snapshot, counts: StoreCounts) -> Iterator[str]:
    if not snapshot.warc_filename:
        return
    try:
        record = _record_at(place_of(snapshot), counts)
        redirects = [_record_at(place, counts) for place in redirect_places(snapshot)]
    except BlobMissing:
        yield "The WARC file is missing."
        return
    except StoreError:
        yield "The WARC file cannot be read from the disk."
        return
    if record.fault:
        yield f"The WARC record is damaged: {record.fault}."
    elif record.body_sha256 != snapshot.raw_sha256:
        yield "The WARC record holds other bytes than the raw copy."
    for redirect in redirects:
        if redirect.fault:
            yield f"The WARC record of a redirect is damaged: {redirect.fault}."


def _record_at(place: WarcPlace, counts: StoreCounts) -> CheckedRecord:
    record, _ = check_record(registry.warc_store().folder, place)
    counts.records += 1
    counts.bytes += record.length
    return record


def _unread_articles() -> Iterator[StoreProblem]:
    """What was handed in and is not read yet rests on its raw copy alone."""
    waiting = Article.objects.filter(snapshot=None).exclude(submitted_sha256="")
    for public_id, sha256 in waiting.values_list("public_id", "submitted_sha256").iterator(chunk_size=FILES_AT_ONCE):
        if not registry.blob_store().holds(sha256):
            yield StoreProblem(DAMAGE, public_id, "The text that was handed in is missing.")


def _verify_other_files(counts: StoreCounts) -> Iterator[StoreProblem]:
    """Raw copies that no snapshot names: hashed as well, and reported when nothing else names them either."""
    folder = registry.blob_store().folder
    files = (path for path in sorted_files(folder))
    for batch in iter(lambda: list(itertools.islice(files, FILES_AT_ONCE)), []):
        known = _names_of_snapshots([path.name for path in batch])
        others = [path for path in batch if path.name not in known or not _is_in_its_place(path)]
        named = _names_of_work([path.name for path in others])
        for path in others:
            counts.files += 1
            yield from _verify_other_file(path, counts, is_named=path.name in named)


def sorted_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, folder by folder, in order."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from sorted_files(path)
        else:
            yield path


def _names_of_snapshots(names: list[str]) -> set[str]:
    return set(Snapshot.objects.filter(raw_sha256__in=names).values_list("raw_sha256", flat=True))


def _names_of_work(names: list[str]) -> set[str]:
    """Of these raw copies, those that an article or a capture rests on."""
    submitted = Article.objects.filter(submitted_sha256__in=names).values_list("submitted_sha256", flat=True)
    captured = CaptureJob.objects.filter(exchange__raw_sha256__in=names).values_list("exchange__raw_sha256", flat=True)
    return {*submitted, *captured}


def _is_in_its_place(path: Path) -> bool:
    """Whether the file lies where a raw copy of its name would."""
    try:
        return path == registry.blob_store().path_of(path.name)
    except StoreError:
        return False


def _verify_other_file(path: Path, counts: StoreCounts, *, is_named: bool) -> Iterator[StoreProblem]:
    store = registry.blob_store()
    subject = f"{store.folder.name}/{path.relative_to(store.folder)}"
    if not _is_in_its_place(path):
        yield StoreProblem(UNNAMED, subject, "This file is no raw copy; no row names it.")
        return
    try:
        counts.bytes += len(store.get(path.name))
    except BlobCorrupt:
        yield StoreProblem(DAMAGE, subject, "The raw copy was changed on the disk; no snapshot rests on it.")
        return
    except StoreError:
        yield StoreProblem(DAMAGE, subject, "The raw copy cannot be read from the disk; no snapshot rests on it.")
        return
    if not is_named:
        yield StoreProblem(UNNAMED, subject, "No row names this raw copy.")


def _verify_other_records(counts: StoreCounts) -> Iterator[StoreProblem]:
    """Records that no snapshot names: what wrote the file, and answers that were no pages."""
    for path in sorted_files(registry.warc_store().folder):
        yield from _verify_rest_of(path, counts)


def _verify_rest_of(path: Path, counts: StoreCounts) -> Iterator[StoreProblem]:
    subject = f"{registry.warc_store().folder.name}/{path.name}"
    if not path.name.endswith(".warc.gz"):
        yield StoreProblem(UNNAMED, subject, "This file is no WARC file; no row names it.")
        return
    named = Snapshot.objects.filter(warc_filename=path.name).order_by("warc_offset")
    if not named.exists() and not CaptureJob.objects.filter(exchange__warc_filename=path.name).exists():
        yield StoreProblem(UNNAMED, subject, "No row names this WARC file.")
    rows = named.only("warc_filename", "warc_offset", "warc_length", "hops").iterator(chunk_size=FILES_AT_ONCE)
    # The records of the redirects to a page stand right before its own.
    places = ((place.offset, place.length) for row in rows for place in (*redirect_places(row), place_of(row)))
    try:
        yield from _verify_records(path, places, counts)
    except (StoreError, OSError):
        yield StoreProblem(DAMAGE, subject, "The WARC file cannot be read from the disk.")


def _verify_records(path: Path, places: Iterator[tuple[int, int]], counts: StoreCounts) -> Iterator[StoreProblem]:
    facts = path.stat()
    is_fresh = time.time() - facts.st_mtime < STILL_WRITING_SECONDS
    for record in check_rest(path, places):
        counts.records += 1
        counts.bytes += record.length
        is_under_way = is_fresh and record.fault == BREAKS_OFF and record.offset + record.length >= facts.st_size
        if record.fault and not is_under_way:
            says = f"The record at {record.offset}, on which no snapshot rests, is damaged: {record.fault}."
            yield StoreProblem(DAMAGE, f"{path.parent.name}/{path.name}", says)
