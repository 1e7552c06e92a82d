import hashlib
import random
import tracemalloc
from dataclasses import asdict

import pytest
from django.db import connection

from claims.domain.integrity import mark_damaged
from claims.errors import StoreError
from claims.models import AuditEvent, Evidence, Snapshot
from claims.pipeline import verify_store as module
from claims.pipeline.verify_store import BY, DAMAGE, UNNAMED, StoreCounts, StoreProblem, verify_store
from claims.providers import registry
from tests.factories import ARTICLE_TEXT, make_article, make_capture_job, make_claim, make_evidence
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

pytestmark = pytest.mark.django_db

QUOTE = "133 states signed the convention."


def verify(**options):
    """The counts and the problems."""
    counts = StoreCounts()
    problems = list(verify_store(counts, **options))
    return counts, problems


def make_unreadable(path):
    """As a bad spot on the disk does, also for whoever may read everything: opening it fails."""
    path.unlink()
    path.mkdir()


def evidence_in(snapshot):
    """A piece of evidence whose claim, too, stands in a copy that is really there."""
    article = make_article(snapshot=fetched_copy(text=ARTICLE_TEXT))
    return make_evidence(make_claim(article), snapshot=snapshot, exact=QUOTE)


def damage_of(*snapshots):
    for snapshot in snapshots:
        snapshot.refresh_from_db()
    return [snapshot.damage for snapshot in snapshots]


def events(action):
    return [event.subject_id for event in AuditEvent.objects.filter(action=action).order_by("sequence")]


def test_an_empty_store_is_whole():
    assert verify() == (StoreCounts(), [])


def test_a_whole_store_is_counted(monkeypatch):
    """In batches smaller than the store, so that no copy is passed over between two of them."""
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 2)
    copies = [fetched_copy(), fetched_copy(), imported_copy(), fetched_copy(), imported_copy()]
    evidence_in(copies[0])
    seen = []
    counts, problems = verify(on_snapshot=lambda: seen.append(1))
    files = [path.stat().st_size for path in registry.blob_store().folder.rglob("*") if path.is_file()]
    warc = warc_path(copies[0]).stat().st_size
    expected = StoreCounts(snapshots=6, quotes=2, records=5, files=6, bytes=sum(files) + warc)
    assert (asdict(counts), problems, len(seen)) == (asdict(expected), [], 6)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda copy: flip_byte(raw_path(copy), 5), "The raw copy was changed on the disk."),
        (lambda copy: raw_path(copy).unlink(), "The raw copy is missing."),
        (
            lambda copy: flip_byte(warc_path(copy), copy.warc_offset + 60),
            "The WARC record is damaged: its bytes are not those that were written.",
        ),
        (
            lambda copy: flip_byte(warc_path(copy), copy.warc_offset + 9),
            "The WARC record is damaged: its head is not the one that was written.",
        ),
        (lambda copy: warc_path(copy).unlink(), "The WARC file is missing."),
        (lambda copy: make_unreadable(raw_path(copy)), "The raw copy cannot be read from the disk."),
        (
            lambda copy: forge("UPDATE claims_snapshot SET text = replace(text, '133', '134') WHERE id = %s", copy.pk),
            "The text in the database no longer has its hash.",
        ),
        (
            lambda copy: forge("UPDATE claims_snapshot SET raw_sha256 = %s WHERE id = %s", "a" * 64, copy.pk),
            "The raw copy is missing. The WARC record holds other bytes than the raw copy. "
            "The hashes in the database are not those that the log recorded.",
        ),
    ],
    ids=["raw byte", "raw file", "warc byte", "warc head", "warc file", "unreadable", "text", "hash"],
)
def test_whatever_is_changed_in_one_copy_is_found_and_marked(harm, says):
    before, copy, after = imported_copy(), fetched_copy(), imported_copy()
    harm(copy)
    counts, problems = verify()
    assert [problem for problem in problems if problem.kind == DAMAGE] == [StoreProblem(DAMAGE, copy.public_id, says)]
    assert (counts.damaged, damage_of(before, copy, after)) == (1, ["", says, ""])
    assert (copy.is_safe, events("snapshot.damaged")) == (False, [copy.public_id])


def test_a_text_that_was_forged_together_with_its_hash_does_not_fit_the_log():
    copy = fetched_copy()
    forged = TEXT.replace("133", "164")
    forge(
        "UPDATE claims_snapshot SET text = %s, text_sha256 = %s WHERE id = %s",
        forged,
        hashlib.sha256(forged.encode()).hexdigest(),
        copy.pk,
    )
    _, problems = verify()
    assert [problem.says for problem in problems] == ["The hashes in the database are not those that the log recorded."]


def test_evidence_that_no_longer_stands_at_its_place_is_named():
    copy = fetched_copy()
    evidence = evidence_in(copy)
    forge("UPDATE claims_evidence SET exact = %s WHERE id = %s", "164 states signed the convention.", evidence.pk)
    says = f"The words of evidence {evidence.public_id} do not stand at their place in the text."
    assert (verify()[1], damage_of(copy)) == ([StoreProblem(DAMAGE, copy.public_id, says)], [says])
    assert Evidence.objects.get().snapshot.is_safe is False


def test_a_claim_that_no_longer_stands_in_its_article_is_named():
    quote = "Neither Russia nor the US signed it, and 164 did."
    article = make_article(snapshot=fetched_copy(text=f"It is said. {quote} The end."))
    claim = make_claim(article, quote=quote)
    forge("UPDATE claims_appearance SET start = 0")
    says = f"The words of claim {claim.public_id} do not stand at their place in the text."
    assert [problem.says for problem in verify()[1]] == [says]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stores no text that is no UTF-8")
def test_a_text_that_is_no_text_any_more_does_not_stop_the_check():
    before, copy, after = imported_copy(), fetched_copy(), imported_copy()
    forge("UPDATE claims_snapshot SET text = CAST(x'31ff33' AS TEXT) WHERE id = %s", copy.pk)
    _, problems = verify()
    says = "The text in the database cannot be read."
    assert problems == [StoreProblem(DAMAGE, copy.public_id, says)]
    counts = Snapshot.objects.exclude(damaged_at=None).values_list("public_id", "damage")
    assert list(counts) == [(copy.public_id, says)]
    assert damage_of(before, after) == ["", ""]


def test_a_copy_that_was_restored_is_whole_again():
    copy = fetched_copy()
    whole = raw_path(copy).read_bytes()
    flip_byte(raw_path(copy), 3)
    verify()
    raw_path(copy).write_bytes(whole)
    counts, problems = verify()
    assert (counts.restored, problems, damage_of(copy)) == (1, [], [""])
    assert events("snapshot.restored") == [copy.public_id]


def test_verifying_twice_writes_the_same_damage_once():
    copy = fetched_copy()
    flip_byte(raw_path(copy), 3)
    assert verify()[1] == verify()[1]
    assert events("snapshot.damaged") == [copy.public_id]


def test_one_flipped_byte_anywhere_in_the_store_is_found():
    """A hundred flips of one byte each: in raw copies, in WARC files, in the text that was read."""
    chance = random.Random(20241121)
    copies = [fetched_copy(body=chance.randbytes(chance.randrange(1, 4_000))) for _ in range(6)]
    copies += [imported_copy() for _ in range(3)]
    files = sorted(path for path in registry.blob_store().folder.parent.rglob("*") if path.is_file())
    assert verify()[1] == []
    unnoticed = []
    for number in range(100):
        path, bits = chance.choice(files), chance.randrange(1, 256)
        whole = path.read_bytes()
        offset = chance.randrange(len(whole))
        flip_byte(path, offset, bits=bits)
        if not any(problem.kind == DAMAGE for problem in verify()[1]):
            unnoticed.append((number, path.name, offset, bits))
        path.write_bytes(whole)
    assert unnoticed == []
    assert verify()[1] == []


def test_one_changed_letter_anywhere_in_a_text_is_found():
    chance = random.Random(7)
    copy = fetched_copy()
    for _ in range(20):
        place = chance.randrange(len(TEXT))
        letter = "ї" if TEXT[place] != "ї" else "x"
        forged = TEXT[:place] + letter + TEXT[place + 1 :]
        forge("UPDATE claims_snapshot SET text = %s WHERE id = %s", forged, copy.pk)
        assert [problem.subject for problem in verify()[1]] == [copy.public_id]
    forge("UPDATE claims_snapshot SET text = %s WHERE id = %s", TEXT, copy.pk)
    assert (verify()[0].restored, damage_of(copy)) == (1, [""])


def test_files_that_no_row_names_are_reported_and_left():
    fetched_copy()
    sha256 = registry.blob_store().put(b"nobody's")
    odd = registry.blob_store().folder / "notes.txt"
    odd.write_text("mine")
    stray = registry.warc_store().folder / "stray.txt"
    stray.write_text("mine")
    counts, problems = verify()
    assert problems == [
        StoreProblem(UNNAMED, f"raw/{sha256[:2]}/{sha256[2:4]}/{sha256}", "No row names this raw copy."),
        StoreProblem(UNNAMED, "raw/notes.txt", "This file is no raw copy; no row names it."),
        StoreProblem(UNNAMED, "warc/stray.txt", "This file is no WARC file; no row names it."),
    ]
    assert (counts.unnamed, counts.damaged) == (3, 0)
    assert registry.blob_store().get(sha256) == b"nobody's"
    assert (odd.read_text(), stray.read_text()) == ("mine", "mine")


def test_a_warc_file_that_no_row_names_is_reported():
    copy = fetched_copy()
    forge("DELETE FROM claims_auditevent")
    name = copy.warc_filename
    Snapshot.objects.all().delete()
    says = [problem.says for problem in verify()[1] if problem.subject == f"warc/{name}"]
    assert says == ["No row names this WARC file."]


def test_what_an_article_or_a_capture_rests_on_is_named():
    stored = registry.blob_store().put(b"what a person handed in")
    make_article(submitted_sha256=stored, snapshot=None)
    answer = registry.blob_store().put(b"not found")
    make_capture_job(exchange={"raw_sha256": answer, "warc_filename": "", "charset": ""})
    counts, problems = verify()
    assert (problems, counts.files) == ([], 2)


def test_a_text_that_was_handed_in_and_lost_is_damage():
    article = make_article(submitted_sha256="a" * 64, snapshot=None)
    counts, problems = verify()
    assert problems == [StoreProblem(DAMAGE, article.public_id, "The text that was handed in is missing.")]
    assert counts.damaged == 1


def test_damage_in_a_raw_copy_without_a_snapshot_is_found():
    sha256 = registry.blob_store().put(b"nobody's")
    flip_byte(registry.blob_store().path_of(sha256), 0)
    counts, problems = verify()
    assert [(problem.kind, problem.says) for problem in problems] == [
        (DAMAGE, "The raw copy was changed on the disk; no snapshot rests on it.")
    ]
    assert counts.damaged == 1


def test_damage_in_a_record_without_a_snapshot_is_found():
    copy = fetched_copy()
    flip_byte(warc_path(copy), 30)
    counts, problems = verify()
    assert [problem.subject for problem in problems] == [f"warc/{copy.warc_filename}"]
    assert (counts.damaged, damage_of(copy)) == (1, [""])


def test_damage_in_the_record_of_a_redirect_marks_the_copy_it_led_to():
    copy, other = redirected_copy(), fetched_copy()
    counts, problems = verify()
    # The head of the file, the redirect, the page, and the other page.
    assert (counts.records, problems) == (4, [])
    flip_byte(warc_path(copy), copy.hops[0]["warc_offset"] + 20)
    _, problems = verify()
    assert [problem.subject for problem in problems] == [copy.public_id]
    assert damage_of(copy)[0].startswith("The WARC record of a redirect is damaged: ")
    assert damage_of(other) == [""]


def test_a_warc_file_that_cannot_be_opened_does_not_hide_the_next():
    copy = fetched_copy()
    unopened = warc_path(copy).with_name("a.warc.gz")
    unopened.symlink_to(unopened)
    last = warc_path(copy).with_name("z.txt")
    last.write_text("x")
    _, problems = verify()
    assert problems == [
        StoreProblem(UNNAMED, "warc/a.warc.gz", "No row names this WARC file."),
        StoreProblem(DAMAGE, "warc/a.warc.gz", "The WARC file cannot be read from the disk."),
        StoreProblem(UNNAMED, "warc/z.txt", "This file is no WARC file; no row names it."),
    ]


def take_away(folder, *, keeps_mount_point=False):
    """What is seen of a folder whose disk is not mounted."""
    folder.rename(folder.with_name(f"{folder.name}-elsewhere"))
    if keeps_mount_point:
        folder.mkdir()


@pytest.mark.parametrize(
    ("store", "keeps_mount_point", "what"),
    [
        (registry.blob_store, False, "is missing or empty"),
        (registry.blob_store, True, "is missing or empty"),
        (registry.warc_store, False, "is missing"),
    ],
)
def test_a_folder_that_is_gone_altogether_marks_no_copy(store, keeps_mount_point, what):
    copies = [fetched_copy(), fetched_copy()]
    take_away(store().folder, keeps_mount_point=keeps_mount_point)
    with pytest.raises(StoreError) as caught:
        verify(limit=1)
    assert str(caught.value) == (
        f"The folder {store().folder} {what}, although the database names copies in it; no copy was marked for that: "
        "mount its disk or restore it from a backup, and check again."
    )
    assert (damage_of(*copies), events("snapshot.damaged")) == (["", ""], [])


def test_a_folder_that_goes_while_it_is_read_marks_no_copy():
    copies = [fetched_copy(), fetched_copy()]
    folder = registry.blob_store().folder
    with pytest.raises(StoreError):
        verify(on_snapshot=lambda: take_away(folder))
    assert damage_of(*copies) == ["", ""]


def test_a_record_that_is_being_written_is_no_damage():
    copy = fetched_copy()
    path = warc_path(copy)
    with path.open("ab") as file:
        file.write(path.read_bytes()[copy.warc_offset : copy.warc_offset + 50])
    assert verify()[1] == []


def test_with_a_limit_only_the_newest_copies_are_read():
    old, new = fetched_copy(), fetched_copy()
    registry.blob_store().put(b"nobody's")
    for copy in (old, new):
        flip_byte(raw_path(copy), 3)
    counts, problems = verify(limit=1)
    assert ([problem.subject for problem in problems], counts.snapshots) == ([new.public_id], 1)


def test_a_damaged_copy_stays_marked_while_it_is_damaged():
    copy = fetched_copy()
    mark_damaged(copy, by=BY, damage="Something that a person saw.")
    flip_byte(raw_path(copy), 3)
    first = copy.damaged_at
    verify()
    assert damage_of(copy) == ["The raw copy was changed on the disk."]
    assert copy.damaged_at == first


def peak_bytes(copies):
    """The most memory that a check of so many copies of half a megabyte takes."""
    chance = random.Random(copies)
    for _ in range(copies):
        fetched_copy(body=chance.randbytes(500_000))
    tracemalloc.start()
    try:
        assert verify()[1] == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_store():
    assert peak_bytes(2) == pytest.approx(peak_bytes(8), abs=1_000_000)
