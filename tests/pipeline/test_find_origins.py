from pathlib import Path

import pytest

from claims.models import Fingerprint, FingerprintBand, NearCopy, OriginMark
from claims.pipeline import find_origins as steps
from claims.pipeline.find_origins import find_copies, find_origins, record_fingerprints
from claims.text.shingles import BANDS
from tests.factories import make_capture_job, make_feed_item, make_page, make_snapshot

pytestmark = pytest.mark.django_db

TEXTS = Path(__file__).parents[1] / "origins" / "wire"
WIRE = (TEXTS / "01-original.txt").read_text()
CUT = (TEXTS / "03-paragraphs-cut.txt").read_text()
ROUNDUP = (TEXTS / "05-roundup.txt").read_text()
OTHER = (TEXTS / "08-independent-weekly.txt").read_text()


def pairs():
    return sorted(NearCopy.objects.values_list("first", "second"))


def state():
    """Everything that the step writes, without the numbers of the rows."""
    return [
        sorted(Fingerprint.objects.values_list("snapshot", "shingles", "engine_version")),
        sorted(FingerprintBand.objects.values_list("snapshot", "band", "value")),
        sorted(NearCopy.objects.values_list("first", "second", "share")),
        sorted(OriginMark.objects.values_list("snapshot", "reason", "key", "start", "end")),
    ]


def numbered_words(prefix, count):
    return " ".join(f"{prefix}{number}" for number in range(count))


def test_a_copy_is_found_among_all_that_is_held():
    wire, _, cut = [make_snapshot(text=text) for text in (WIRE, OTHER, CUT)]
    find_origins([wire])
    find_origins([cut])
    [copy] = NearCopy.objects.all()
    assert (copy.first, copy.second, copy.share > 0.85, copy.engine_version) == (wire, cut, True, "shingles-1")


def test_copies_that_come_in_one_batch_are_found():
    wire, cut = make_snapshot(text=WIRE), make_snapshot(text=CUT)
    find_origins([cut, wire])
    assert pairs() == [(wire.pk, cut.pk)]


def test_a_short_copy_inside_a_long_page_is_found():
    roundup, cut = make_snapshot(text=ROUNDUP), make_snapshot(text=CUT)
    find_origins([roundup, cut])
    assert pairs() == [(roundup.pk, cut.pk)]


def test_two_workers_with_the_two_copies_miss_none():
    """Both have written their lookup values before either looks: each finds the other, and one row is kept."""
    wire, cut = make_snapshot(text=WIRE), make_snapshot(text=CUT)
    record_fingerprints([wire])
    record_fingerprints([cut])
    find_copies([wire])
    find_copies([cut])
    assert pairs() == [(wire.pk, cut.pk)]


def test_running_it_twice_leaves_the_same_rows():
    snapshots = [make_snapshot(text=text) for text in (WIRE, CUT, ROUNDUP, OTHER)]
    find_origins(snapshots)
    first, rows = state(), set(FingerprintBand.objects.values_list("pk", flat=True))
    find_origins(snapshots[::-1])
    assert state() == first
    assert set(FingerprintBand.objects.values_list("pk", flat=True)) == rows


def test_what_an_older_version_wrote_is_replaced():
    snapshot = make_snapshot(text=WIRE)
    find_origins([snapshot])
    wanted = state()
    Fingerprint.objects.update(engine_version="shingles-0", shingles=7)
    FingerprintBand.objects.update(value=1)
    OriginMark.objects.update(engine_version="origins-0", key="agency:nobody")
    find_origins([snapshot])
    assert state() == wanted


def test_copies_on_one_page_are_no_copies():
    page = make_page()
    find_origins([make_snapshot(text=WIRE, page=page), make_snapshot(text=WIRE, page=page)])
    assert pairs() == []


@pytest.mark.parametrize(
    ("shared", "own", "is_copy"),
    [(104, 196, True), (90, 210, False), (28, 10, True), (22, 5, False)],
)
def test_a_copy_shares_a_third_of_the_shorter_and_twenty_shingles(shared, own, is_copy):
    common = numbered_words("c", shared)
    long = make_snapshot(text=f"{common} {numbered_words('l', 600)}")
    short = make_snapshot(text=f"{common} {numbered_words('s', own)}")
    find_origins([long, short])
    assert bool(pairs()) == is_copy


def test_a_text_too_short_to_compare_has_an_empty_fingerprint_and_no_bands():
    one, other = make_snapshot(text="133 states signed."), make_snapshot(text="133 states signed.")
    find_origins([one, other])
    assert [(bytes(row.signature), row.shingles) for row in Fingerprint.objects.all()] == [(b"", 0), (b"", 0)]
    assert (FingerprintBand.objects.count(), pairs()) == (0, [])


def test_a_fingerprint_is_128_numbers_and_its_bands():
    snapshot = make_snapshot(text=WIRE)
    find_origins([snapshot])
    assert len(snapshot.fingerprint.signature) == 512
    assert snapshot.fingerprint_bands.filter(band__lt=BANDS).count() == BANDS
    assert snapshot.fingerprint_bands.filter(band__gte=1000).count() > 10


def test_of_a_monstrous_bucket_the_oldest_pages_are_compared(monkeypatch):
    """A text that everybody reprints: each new copy is tied to the oldest, and through them to all."""
    monkeypatch.setattr(steps, "BUCKET_PAGES", 2)
    monkeypatch.setattr(steps, "ROWS_PER_QUERY", 100)
    snapshots = [make_snapshot(text=f"{WIRE} Printed by paper {number}.") for number in range(6)]
    for snapshot in snapshots:
        find_origins([snapshot])
    [first, second, *later] = [snapshot.pk for snapshot in snapshots]
    assert {(first, pk) for pk in [second, *later]} | {(second, pk) for pk in later} <= set(pairs())
    assert len(pairs()) < 15


def test_marks_are_kept_with_their_words_and_places():
    snapshot = make_snapshot(text=WIRE, authors=["Ilse Varga"])
    find_origins([snapshot])
    [dateline, signature] = snapshot.origin_marks.filter(reason="credit")
    assert (dateline.key, WIRE[dateline.start : dateline.end], dateline.engine_version) == (
        "agency:reuters",
        "Reuters",
        "origins-1",
    )
    assert signature.words.startswith("Reporting by Ilse Varga")


def test_the_source_that_a_feed_names_is_a_mark():
    snapshot = make_snapshot(text=OTHER)
    job = make_capture_job(snapshot=snapshot)
    make_feed_item(capture_job=job, source_name="The Harbour Weekly", source_url="https://harbourweekly.example/rss")
    find_origins([snapshot])
    [mark] = snapshot.origin_marks.filter(reason="credit")
    assert (mark.key, mark.words, mark.end) == ("publisher:harbourweekly.example", "The Harbour Weekly", 0)


def test_a_feed_source_that_comes_later_is_added():
    snapshot = make_snapshot(text=OTHER)
    find_origins([snapshot])
    make_feed_item(capture_job=make_capture_job(snapshot=snapshot), source_name="Reuters")
    find_origins([snapshot])
    assert list(snapshot.origin_marks.filter(reason="credit").values_list("key", flat=True)) == ["agency:reuters"]
