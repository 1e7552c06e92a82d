"""What the database itself refuses, whoever asks: the same on SQLite and on PostgreSQL."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from claims.domain.audit import Machine, record_event
from claims.enums import AuditAction
from claims.models import Appearance, AuditEvent, Evidence, Snapshot
from claims.models.guards import guard_names, install_guards, remove_guards
from tests.factories import make_candidate, make_claim, make_desk, make_evidence, make_snapshot

pytestmark = pytest.mark.django_db

EMOJI_TEXT = "👩‍🚀🇺🇦 133 states signed. 😀😀 Then 164 were parties."
CYRILLIC_TEXT = "Конвенцію підписали 133 держави. Станом на листопад 2024 року сторін було 164 — «усі разом»."


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (EMOJI_TEXT, "164 were parties"),
        (CYRILLIC_TEXT, "сторін було 164 — «усі разом»"),
        (EMOJI_TEXT, "👩‍🚀🇺🇦"),
        ("a\n\n'quoted' \"twice\" % and 100% \\ done", "'quoted' \"twice\" % and 100% \\"),
    ],
)
def test_evidence_that_stands_at_its_offsets_is_saved(text, exact):
    evidence = make_evidence(snapshot=make_snapshot(text=text), exact=exact)
    evidence.refresh_from_db()
    assert evidence.snapshot.text[evidence.start : evidence.end] == evidence.exact == exact


WRONG_ANCHORS = [
    ("one character late", 1, 1, ""),
    ("one character early", -1, -1, ""),
    ("one character too short", 0, -1, ""),
    ("one character too long", 0, 1, ""),
    ("other words of the same length", 0, 0, "165 were parties"),
    ("another case", 0, 0, "164 WERE PARTIES"),
    ("beyond the end", 10_000, 10_000, ""),
]


@pytest.mark.parametrize(("name", "shift_start", "shift_end", "words"), WRONG_ANCHORS, ids=lambda value: str(value))
def test_evidence_elsewhere_than_its_words_is_refused_when_it_is_created(name, shift_start, shift_end, words):
    exact = "164 were parties"
    snapshot, claim = make_snapshot(text=EMOJI_TEXT), make_claim()
    start = EMOJI_TEXT.index(exact)
    candidate = make_candidate(claim, snapshot=snapshot)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            claim=claim,
            snapshot=snapshot,
            candidate=candidate,
            start=start + shift_start,
            end=start + len(exact) + shift_end,
            exact=words or exact,
            relevance=0.5,
        )
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    "offsets",
    [
        lambda text, exact: len(text[: text.index(exact)].encode()),
        lambda text, exact: len(text[: text.index(exact)].encode("utf-16-le")) // 2,
    ],
    ids=["bytes", "utf-16 units"],
)
@pytest.mark.parametrize(("text", "exact"), [(EMOJI_TEXT, "164 were parties"), (EMOJI_TEXT, "😀😀")])
def test_offsets_that_count_anything_but_code_points_are_refused(offsets, text, exact):
    snapshot, start = make_snapshot(text=text), offsets(text, exact)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            claim=make_claim(), snapshot=snapshot, start=start, end=start + len(exact), exact=exact, relevance=0.5
        )


def test_evidence_cannot_be_moved_to_other_words_by_save():
    evidence = make_evidence()
    evidence.exact = "132 states signed the convention."
    with pytest.raises(IntegrityError), transaction.atomic():
        evidence.save()
    evidence.refresh_from_db()
    assert evidence.exact == "133 states signed the convention."


@pytest.mark.parametrize(
    "changes", [{"start": 1}, {"end": 5}, {"exact": "164"}], ids=lambda changes: next(iter(changes))
)
def test_evidence_cannot_be_moved_by_a_queryset_update(changes):
    evidence = make_evidence()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(**changes)


def test_evidence_cannot_be_pinned_to_a_snapshot_without_its_words():
    evidence, other = make_evidence(), make_snapshot(text="Nothing of the sort is said on this page, not one word.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(snapshot=other)


def test_evidence_created_in_bulk_is_refused_whole_when_one_row_is_wrong():
    claim, snapshot = make_claim(), make_snapshot(text=EMOJI_TEXT)
    start = EMOJI_TEXT.index("133")
    right = Evidence(claim=claim, snapshot=snapshot, start=start, end=start + 3, exact="133", relevance=0.5)
    wrong = Evidence(claim=claim, snapshot=snapshot, start=start, end=start + 3, exact="134", relevance=0.5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.bulk_create([right, wrong])
    assert Evidence.objects.count() == 0


def test_evidence_written_past_the_models_is_refused_too():
    evidence = make_evidence()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_evidence SET exact = %s WHERE id = %s", ["no such words", evidence.pk])


def test_an_appearance_elsewhere_than_its_words_is_refused():
    claim = make_claim()
    place = claim.appearances.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appearance.objects.create(
            claim=claim, snapshot=place.snapshot, start=place.start + 1, end=place.end + 1, exact=place.exact
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appearance.objects.filter(pk=place.pk).update(exact="other words")
    assert claim.appearances.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "133 states signed it, they say."},
        {"text_sha256": "0" * 64},
        {"raw_sha256": "0" * 64},
        {"raw_size": 1},
        {"fetched_at": "2001-01-01T00:00:00Z"},
        {"capture_method": "imported"},
        {"requested_url": "https://other.example.org/"},
        {"final_url": "https://other.example.org/"},
        {"status_code": 404},
        {"headers": [["server", "another"]]},
        {"hops": [{"url": "https://other.example.org/"}]},
        {"connected_address": "192.0.2.1"},
        {"content_type": "text/plain"},
        {"warc_filename": "other.warc.gz"},
        {"warc_offset": 7},
        {"warc_length": 7},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_a_snapshot_proves_cannot_be_updated(changes):
    snapshot = make_snapshot()
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(**changes)
    for name, value in changes.items():
        setattr(snapshot, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        snapshot.save()


def test_a_snapshot_cannot_be_given_to_another_page():
    snapshot, other = make_snapshot(), make_snapshot()
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(page=other.page)


def test_the_machine_work_of_a_snapshot_can_go_on():
    snapshot = make_snapshot(job_state="queued")
    assert Snapshot.objects.filter(pk=snapshot.pk).update(job_state="done", title="A title", is_source=False) == 1


@pytest.fixture
def event():
    return record_event(AuditAction.DESK_CREATED, make_desk(), by=Machine("test", "1"))


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "another"},
        {"actor_name": "somebody"},
        {"hash": "0" * 64},
        {"details": {"name": "x"}},
        {"sequence": 9},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_audit_event_cannot_be_updated(event, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(**changes)


def test_an_audit_event_cannot_be_deleted(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        event.delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_auditevent")
    assert AuditEvent.objects.count() == 1


def test_every_guard_is_in_place_after_the_migrations():
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        names = {name for (name,) in cursor.fetchall()}
    assert {name for name in names if name.startswith("claims_")} == guard_names()


def test_the_guards_can_be_taken_away_and_put_back():
    evidence, editor = make_evidence(), SimpleNamespace(connection=connection)
    remove_guards(None, editor)
    Evidence.objects.filter(pk=evidence.pk).update(exact="no such words")
    Evidence.objects.filter(pk=evidence.pk).update(exact=evidence.exact)
    install_guards(None, editor)
    install_guards(None, editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(exact="no such words")
