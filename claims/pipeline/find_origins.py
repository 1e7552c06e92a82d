"""Snapshots → where their words come from: fingerprints, marks, and the near-copies among all that is held.

What is written here is derived from the texts, like the library's index: it can be thrown away and made again
(`manage.py rebuild_origins`), so no audit event is kept of it. The grouping that rests on it has its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from claims.models import FeedItem, Fingerprint, FingerprintBand, NearCopy, OriginMark, Snapshot
from claims.text import origins, shingles
from claims.text.origins import Mark, PageSigns, marks_of

COPIES_VERSION = shingles.ENGINE_VERSION
MARKS_VERSION = origins.ENGINE_VERSION

# A third of the shorter text in the other one, in five-word shingles. Reports of one event that were written apart
# share a few in a hundred, quotations included; a wire text that was cut, retitled and edited keeps well over half.
COPIED_SHARE = 1 / 3
# Two short notes that share only one official sentence are not copies of each other.
SHARED_SHINGLES = 20
# A value that more pages have is a stock phrase, or a text that all the world reprints: then the oldest will do, for
# every later page meets the same ones.
BUCKET_PAGES = 64
MONSTER_BUCKETS = 4
# So many texts are compared word by word for one page; those that share most values come first.
COMPARED_PAGES = 100
# One shared part may be a phrase; a copied third shares one value in 36 shingles (a third of one in twelve). About a
# third of that is asked for, and of short texts one.
SHINGLES_PER_PART = 100
# A page of 900 words has about 110 values; a long report is asked for in several statements.
KEYS_PER_QUERY = 250
# More rows than this come from monstrous buckets.
ROWS_PER_QUERY = 1000

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text: its signature, the values it is looked up by, and its marks."""

    snapshot: Snapshot
    signature: shingles.Signature | None
    keys: tuple[Key, ...]
    marks: tuple[Mark, ...]


def find_origins(snapshots: Sequence[Snapshot]) -> None:
    """Write down fingerprints and marks of the snapshots, and the near-copies they have among all others.

    Running it again adds nothing. Call it outside of a transaction: of two workers that hold the two copies of one
    text, the later must see what the earlier has written.
    """
    record_fingerprints(snapshots)
    find_copies(snapshots)


def record_fingerprints(snapshots: Sequence[Snapshot]) -> None:
    """Signature, lookup values and marks of each snapshot; older versions of them are replaced."""
    sources = _feed_sources(snapshots)
    readings = [_read(snapshot, sources.get(snapshot.pk, ("", ""))) for snapshot in snapshots]
    with transaction.atomic():
        _write_fingerprints(readings)
        _write_marks(readings)


def find_copies(snapshots: Sequence[Snapshot]) -> None:
    """Compare each snapshot with those that share lookup values with it, and write down which are near-copies."""
    pks = [snapshot.pk for snapshot in snapshots]
    sizes = dict(Fingerprint.objects.filter(snapshot__in=pks).values_list("snapshot", "shingles"))
    keys: dict[int, list[Key]] = defaultdict(list)
    for pk, band, value in FingerprintBand.objects.filter(snapshot__in=pks).values_list("snapshot", "band", "value"):
        keys[pk].append((band, value))
    for snapshot in snapshots:
        others = _candidates(snapshot, keys[snapshot.pk], own_shingles=sizes.get(snapshot.pk, 0))
        if others:
            NearCopy.objects.bulk_create(_near_copies(snapshot, others), ignore_conflicts=True)


def _near_copies(snapshot: Snapshot, others: Sequence[int]) -> list[NearCopy]:
    own = shingles.shingles_of(snapshot.text)
    copies = []
    for pk, text in _texts(others):
        overlap = shingles.overlap_of(own, shingles.shingles_of(text))
        if overlap.share >= COPIED_SHARE and overlap.shared >= SHARED_SHINGLES:
            first, second = sorted((snapshot.pk, pk))
            copies.append(
                NearCopy(first_id=first, second_id=second, share=overlap.share, engine_version=COPIES_VERSION)
            )
    return copies


# --- reading --------------------------------------------------------------------------------------------------------


def _read(snapshot: Snapshot, source: tuple[str, str]) -> Reading:
    address = snapshot.page.canonical_url
    signs = PageSigns(
        url=snapshot.canonical_url if address.startswith("urn:") else address,
        canonical_url=snapshot.canonical_url,
        authors=tuple(author for author in snapshot.authors if isinstance(author, str)),
        source_name=source[0],
        source_url=source[1],
    )
    signature = shingles.signature_of(snapshot.text)
    return Reading(
        snapshot=snapshot,
        signature=signature,
        keys=_keys(snapshot.text, signature),
        marks=marks_of(snapshot.text, signs, language=snapshot.language or "en"),
    )


def _keys(text: str, signature: shingles.Signature | None) -> tuple[Key, ...]:
    if signature is None:
        return ()
    return (*enumerate(shingles.bands_of(signature)), *shingles.parts_of(text).items())


def _feed_sources(snapshots: Sequence[Snapshot]) -> Mapping[int, tuple[str, str]]:
    """Whom a feed named as the real publisher of a page, by snapshot."""
    items = FeedItem.objects.filter(capture_job__snapshot__in=snapshots).exclude(source_name="", source_url="")
    rows = items.order_by("-pk").values_list("capture_job__snapshot", "source_name", "source_url")
    return {pk: (name, url) for pk, name, url in rows}


# --- writing --------------------------------------------------------------------------------------------------------


def _write_fingerprints(readings: Sequence[Reading]) -> None:
    pks = [reading.snapshot.pk for reading in readings]
    current = Fingerprint.objects.filter(snapshot__in=pks, engine_version=COPIES_VERSION)
    known = set(current.values_list("snapshot", flat=True))
    fresh = [reading for reading in readings if reading.snapshot.pk not in known]
    outdated = [reading.snapshot.pk for reading in fresh]
    Fingerprint.objects.filter(snapshot__in=outdated).delete()
    FingerprintBand.objects.filter(snapshot__in=outdated).delete()
    Fingerprint.objects.bulk_create(map(_fingerprint, fresh), ignore_conflicts=True)
    bands = (
        FingerprintBand(snapshot_id=reading.snapshot.pk, band=band, value=value)
        for reading in fresh
        for band, value in reading.keys
    )
    FingerprintBand.objects.bulk_create(bands, ignore_conflicts=True)


def _fingerprint(reading: Reading) -> Fingerprint:
    signature = reading.signature
    return Fingerprint(
        snapshot_id=reading.snapshot.pk,
        signature=signature.minima if signature else b"",
        shingles=signature.shingles if signature else 0,
        engine_version=COPIES_VERSION,
    )


def _write_marks(readings: Sequence[Reading]) -> None:
    known: dict[int, set[tuple[str, str, str, int, int]]] = defaultdict(set)
    columns = ("snapshot", "reason", "key", "words", "start", "end")
    pks = [reading.snapshot.pk for reading in readings]
    for pk, *mark in OriginMark.objects.filter(snapshot__in=pks, engine_version=MARKS_VERSION).values_list(*columns):
        known[pk].add((mark[0], mark[1], mark[2], mark[3], mark[4]))
    changed = [reading for reading in readings if set(map(_columns, reading.marks)) != known[reading.snapshot.pk]]
    OriginMark.objects.filter(snapshot__in=[reading.snapshot.pk for reading in changed]).delete()
    rows = (
        OriginMark(
            snapshot_id=reading.snapshot.pk,
            reason=mark.reason,
            key=mark.key,
            words=mark.words,
            start=mark.start,
            end=mark.end,
            engine_version=MARKS_VERSION,
        )
        for reading in changed
        for mark in reading.marks
    )
    OriginMark.objects.bulk_create(rows, ignore_conflicts=True)


def _columns(mark: Mark) -> tuple[str, str, str, int, int]:
    return mark.reason, mark.key, mark.words, mark.start, mark.end


# --- looking up -----------------------------------------------------------------------------------------------------


def _candidates(snapshot: Snapshot, keys: Sequence[Key], *, own_shingles: int) -> list[int]:
    """Snapshots of other pages worth comparing, those that share most first."""
    whole: Counter[int] = Counter()
    parts: Counter[int] = Counter()
    for pk, band in _sharing(keys):
        (parts if band >= shingles.FIRST_PART else whole)[pk] += pk != snapshot.pk
    if not whole.total() and not parts.total():
        return []
    # `known` pairs were compared when the other one came.
    others = Fingerprint.objects.filter(snapshot__in=whole.keys() | parts.keys())
    others = others.exclude(snapshot__page=snapshot.page_id)
    worthy = [
        (-whole[pk] - parts[pk], pk)
        for pk, size in others.values_list("snapshot", "shingles")
        if whole[pk] or parts[pk] > min(size, own_shingles) // SHINGLES_PER_PART
    ]
    return [pk for _, pk in sorted(worthy)[:COMPARED_PAGES]]


def _sharing(keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Snapshot and band of the rows that have one of these values, of monstrous buckets only the oldest."""
    wanted = set(keys)
    for first in range(0, len(keys), KEYS_PER_QUERY):
        rows = _rows_with(keys[first : first + KEYS_PER_QUERY])
        found = list(rows.values_list("snapshot", "band", "value")[: ROWS_PER_QUERY + 1])
        if len(found) > ROWS_PER_QUERY:
            found = list(_without_monsters(rows))
        yield from ((pk, band) for pk, band, value in found if (band, value) in wanted)


def _rows_with(keys: Sequence[Key]) -> QuerySet[FingerprintBand]:
    """Two lists instead of pairs: a value of 64 bits hardly ever stands in another's band, and it is a short query."""
    bands, values = zip(*keys, strict=True)
    return FingerprintBand.objects.filter(band__in=bands, value__in=values)


def _without_monsters(rows: QuerySet[FingerprintBand]) -> Iterator[tuple[int, int, int]]:
    counted = rows.values_list("band", "value").annotate(pages=Count("pk")).order_by("pages")
    small = [(band, value) for band, value, pages in counted if 1 < pages <= BUCKET_PAGES]
    monsters = [(band, value) for band, value, pages in counted if pages > BUCKET_PAGES]
    if small:
        yield from _rows_with(small).values_list("snapshot", "band", "value")
    for key in monsters[:MONSTER_BUCKETS]:
        yield from _rows_with([key]).order_by("snapshot").values_list("snapshot", "band", "value")[:BUCKET_PAGES]


def _texts(pks: Sequence[int]) -> Iterator[tuple[int, str]]:
    for first in range(0, len(pks), 20):  # texts may be long; so many are in memory at a time
        yield from Snapshot.objects.filter(pk__in=pks[first : first + 20]).values_list("pk", "text")
