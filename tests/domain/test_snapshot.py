import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.snapshot import (
    CaptureFacts,
    in_order,
    overrule_quality,
    record_snapshot,
    record_uploaded_page,
    touch_seen,
    versions_of,
)
from claims.enums import CaptureMethod, Quality, Role
from claims.errors import BadInput, PermissionDenied, TransitionDenied
from claims.models import AuditEvent, Page, Snapshot
from claims.text.extraction import ExtractedPage
from tests.factories import make_article, make_desk, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

MACHINE = Machine("capture_source", "1")
URL = "https://www.example.org/news"
TEXT = "133 states signed the convention — «усі» 🗞."
EXTRACTED = ExtractedPage(
    title="A page",
    authors=("Ada", "Grace"),
    published_at="2024-11-20",
    language="en",
    text=TEXT,
    quality="article",
    quality_reason="",
    canonical_url="",
    page_starts=(0, 12),
    extractor="trafilatura",
    extractor_version="2",
)


def make_facts(**fields):
    defaults = {
        "method": CaptureMethod.FETCHED,
        "raw_sha256": "a" * 64,
        "raw_size": 1000,
        "fetched_at": timezone.now(),
        "requested_url": URL,
        "final_url": URL,
        "status_code": 200,
        "headers": (("content-type", "text/html"), ("set-cookie", "x")),
        "hops": ({"url": URL, "status": 200, "location": "", "address": "192.0.2.1"},),
        "connected_address": "192.0.2.1",
        "content_type": "text/html",
        "warc_filename": "claims.warc.gz",
        "warc_offset": 10,
        "warc_length": 20,
    }
    return CaptureFacts(**{**defaults, **fields})


def record(facts=None, *, url=URL, extracted=EXTRACTED, is_source=True, **options):
    facts = facts or make_facts()
    return record_snapshot(facts, by=MACHINE, canonical_url=url, extracted=extracted, is_source=is_source, **options)


def test_a_snapshot_holds_everything_that_was_seen():
    facts = make_facts()
    snapshot = Snapshot.objects.get(pk=record(facts).pk)
    assert (snapshot.page.canonical_url, snapshot.page.publisher) == (URL, "example.org")
    assert (snapshot.raw_sha256, snapshot.raw_size, snapshot.fetched_at) == ("a" * 64, 1000, facts.fetched_at)
    assert snapshot.headers == [["content-type", "text/html"], ["set-cookie", "x"]]
    assert snapshot.hops == list(facts.hops)
    assert (snapshot.status_code, snapshot.connected_address) == (200, "192.0.2.1")
    assert (snapshot.warc_filename, snapshot.warc_offset, snapshot.warc_length) == ("claims.warc.gz", 10, 20)
    assert (snapshot.title, snapshot.authors, snapshot.page_starts) == ("A page", ["Ada", "Grace"], [0, 12])
    assert (snapshot.text, snapshot.text_sha256) == (TEXT, hashlib.sha256(TEXT.encode()).hexdigest())
    assert (snapshot.extractor, snapshot.extractor_version) == ("trafilatura", "2")


def test_a_snapshot_is_written_down_with_its_hashes():
    snapshot = record()
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.engine) == (
        "snapshot.recorded",
        snapshot.public_id,
        "capture_source 1",
    )
    assert event.details == {"url": URL, "sha256": "a" * 64, "text_sha256": snapshot.text_sha256}


def test_the_same_bytes_at_the_same_address_are_recorded_once():
    assert record() == record(make_facts(fetched_at=timezone.now()))
    assert (Snapshot.objects.count(), Page.objects.count(), AuditEvent.objects.count()) == (1, 1, 1)


def test_other_bytes_at_the_same_address_are_another_snapshot_of_the_page():
    first, second = record(), record(make_facts(raw_sha256="b" * 64))
    assert first.page == second.page
    assert first != second


@pytest.mark.parametrize(
    ("is_source", "quality", "state"),
    [
        (True, "article", "queued"),
        (True, "block_page", "done"),
        (True, "short", "done"),
        (False, "article", "done"),
    ],
)
def test_only_a_source_that_is_an_article_waits_for_the_library(is_source, quality, state):
    snapshot = record(extracted=replace(EXTRACTED, quality=quality), is_source=is_source)
    assert snapshot.job_state == state


def test_an_article_under_check_that_is_found_as_a_source_becomes_one():
    article = record(is_source=False)
    source = record(is_source=True)
    assert (source, source.is_source, source.job_state) == (article, True, "queued")


def test_a_source_that_is_handed_in_as_an_article_stays_a_source():
    source = record(is_source=True)
    assert record(is_source=False) == source
    source.refresh_from_db()
    assert source.is_source is True


def test_a_block_page_that_is_found_as_a_source_does_not_wait_for_the_library():
    blocked = replace(EXTRACTED, quality="block_page")
    record(extracted=blocked, is_source=False)
    snapshot = record(extracted=blocked, is_source=True)
    assert (snapshot.is_source, snapshot.job_state) == (True, "done")


def test_bytes_without_an_address_have_the_publisher_that_they_declare():
    declared = replace(EXTRACTED, canonical_url="https://news.example.com/a")
    snapshot = record(make_facts(final_url=""), url=f"urn:sha256:{'a' * 64}", extracted=declared)
    assert (snapshot.page.publisher, snapshot.address) == ("example.com", "https://news.example.com/a")


def test_what_a_page_says_at_too_great_length_is_cut_to_what_the_table_holds():
    endless = replace(EXTRACTED, published_at="2024-11-20T" + "0" * 90, language="x" * 90)
    snapshot = record(extracted=endless)
    snapshot.refresh_from_db()
    assert (len(snapshot.published_at), len(snapshot.language)) == (32, 8)


def test_a_demo_page_is_marked_as_one():
    assert record(is_demo=True).is_demo is True


def test_the_same_bytes_again_are_the_same_copy_seen_later():
    facts = make_facts()
    first = record(facts)
    later = facts.fetched_at + timedelta(days=1)
    again = record(replace(facts, fetched_at=later))
    stored = Snapshot.objects.get()
    assert (first.last_seen_at, again.last_seen_at, stored.last_seen_at) == (None, later, later)
    assert stored.fetched_at == facts.fetched_at


def test_a_page_is_never_seen_earlier_than_before():
    snapshot = make_snapshot()
    day = timedelta(days=1)
    for at in (snapshot.fetched_at - day, snapshot.fetched_at + 2 * day, snapshot.fetched_at + day):
        touch_seen(snapshot, by=MACHINE, at=at)
    assert Snapshot.objects.get().last_seen_at == snapshot.fetched_at + 2 * day


def test_a_copy_that_another_worker_saw_later_is_left_as_it_is():
    snapshot, stale = make_snapshot(), Snapshot.objects.get()
    day = timedelta(days=1)
    touch_seen(snapshot, by=MACHINE, at=snapshot.fetched_at + 2 * day)
    touch_seen(stale, by=MACHINE, at=snapshot.fetched_at + day)
    assert Snapshot.objects.get().last_seen_at == snapshot.fetched_at + 2 * day


def test_a_page_handed_in_by_a_person_says_so():
    desk = make_desk()
    person = make_user(desk, role=Role.RESEARCHER)
    facts = make_facts(method=CaptureMethod.UPLOADED, warc_filename="", warc_offset=None, warc_length=None)
    snapshot = record_uploaded_page(facts, by=person, desk=desk, canonical_url=URL, extracted=EXTRACTED, name="a.html")
    assert (snapshot.uploaded_by, snapshot.is_source, snapshot.capture_method) == (person, True, "uploaded")
    assert [event.action for event in AuditEvent.objects.order_by("sequence")] == [
        "snapshot.recorded",
        "snapshot.page_uploaded",
    ]


@pytest.fixture
def walled():
    """A source that the machine takes for a paywall, though its text is there."""
    return make_snapshot(quality=Quality.PAYWALL, quality_reason="It is for subscribers.", job_state="done")


def test_a_person_overrules_the_label_and_the_page_goes_into_the_library(walled):
    desk = make_desk()
    person = make_user(desk, role=Role.REVIEWER)
    overrule_quality(walled, by=person, desk=desk, reason="  The whole text is there. ")
    stored = Snapshot.objects.get()
    assert (stored.is_usable, stored.quality, stored.job_state) == (True, "paywall", "queued")
    assert (stored.overruled_by, stored.overrule_reason) == (person, "The whole text is there.")
    assert (walled.is_usable, list(Snapshot.objects.sources())) == (True, [stored])
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.desk) == ("snapshot.quality_overruled", person, desk)
    assert (event.reason, event.details) == (
        "The whole text is there.",
        {"quality": "paywall", "quality_reason": "It is for subscribers."},
    )


def test_an_overruled_article_under_check_does_not_go_into_the_library():
    desk = make_desk()
    snapshot = make_snapshot(quality=Quality.SHORT, is_source=False, job_state="done")
    overrule_quality(snapshot, by=make_user(desk), desk=desk, reason="It is a short note.")
    assert (snapshot.is_usable, snapshot.job_state) == (True, "done")


def test_an_overruled_page_that_becomes_a_source_goes_into_the_library():
    desk = make_desk()
    snapshot = record(extracted=replace(EXTRACTED, quality="short"), is_source=False)
    overrule_quality(snapshot, by=make_user(desk), desk=desk, reason="It is a short note.")
    assert record(is_source=True).job_state == "queued"


@pytest.mark.parametrize("role", [Role.READER, Role.RESEARCHER])
def test_only_who_judges_overrules(walled, role):
    desk = make_desk()
    with pytest.raises(PermissionDenied):
        overrule_quality(walled, by=make_user(desk, role=role), desk=desk, reason="I say so.")


def test_overruling_needs_a_reason(walled):
    desk = make_desk()
    with pytest.raises(BadInput) as refusal:
        overrule_quality(walled, by=make_user(desk), desk=desk, reason=" ")
    assert (str(refusal.value), refusal.value.field) == ("Say why the page may be used.", "reason")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"quality": Quality.ARTICLE},
            "The page is labelled as an article already; there is nothing to overrule.",
        ),
        (
            {"quality": Quality.EMPTY_SHELL, "text": " "},
            "There is no text in this copy (empty shell) to quote from. Upload the page instead.",
        ),
    ],
)
def test_what_cannot_be_overruled_says_why(fields, says):
    desk = make_desk()
    with pytest.raises(TransitionDenied) as refusal:
        overrule_quality(make_snapshot(**fields), by=make_user(desk), desk=desk, reason="I say so.")
    assert str(refusal.value) == says
    assert AuditEvent.objects.count() == 0


def test_a_label_is_overruled_once(walled):
    desk = make_desk()
    stale = Snapshot.objects.get()
    overrule_quality(walled, by=make_user(desk), desk=desk, reason="The text is there.")
    with pytest.raises(TransitionDenied):
        overrule_quality(stale, by=make_user(desk), desk=desk, reason="So it is.")
    assert Snapshot.objects.get().overrule_reason == "The text is there."


def make_versions(*texts):
    """Copies of one page, a day apart, the last one newest."""
    page, start = make_page(), timezone.now()
    for day, text in enumerate(texts):
        make_snapshot(page=page, text=text, fetched_at=start + timedelta(days=day))
    return page


def test_the_versions_of_a_page_say_what_changed():
    page = make_versions(
        "Її підписали 133.", "Її підписали 164 країни.", "164 країни її підписали.", "164 країни її підписали."
    )
    versions = versions_of(page, user=make_user(make_desk()))
    assert [(one.text_length, one.characters_more, one.is_text_unchanged) for one in versions] == [
        (24, 0, True),
        (24, 0, False),
        (24, 7, False),
        (17, None, False),
    ]


def test_versions_of_a_page_are_told_apart_without_reading_their_texts(django_assert_num_queries):
    page = make_versions("one", "one two")
    user = make_user(make_desk())
    with django_assert_num_queries(3):
        versions = versions_of(page, user=user)
    assert [one.snapshot.get_deferred_fields() for one in versions] == [{"text"}] * 2


def test_the_oldest_version_that_is_shown_is_compared_with_the_one_before_it():
    page = make_versions("one", "one two", "one two three")
    versions = versions_of(page, user=make_user(make_desk()), limit=2)
    assert [(one.snapshot.text, one.characters_more) for one in versions] == [("one two three", 6), ("one two", 4)]


def test_another_desks_article_is_no_version_to_be_seen():
    page = make_versions("one", "one two")
    article = make_article(snapshot=make_snapshot(page=page, is_source=False, text="theirs"))
    texts = [
        [one.snapshot.text for one in versions_of(page, user=user)]
        for user in (make_user(make_desk()), make_user(article.desk), make_user())
    ]
    assert [sorted(each) for each in texts] == [["one", "one two"], ["one", "one two", "theirs"], []]


def test_of_two_copies_of_one_page_the_older_comes_first():
    newer = make_snapshot(fetched_at=timezone.now())
    older = make_snapshot(page=newer.page, fetched_at=newer.fetched_at - timedelta(hours=1))
    assert (in_order(newer, older), in_order(older, newer)) == ((older, newer), (older, newer))
    with pytest.raises(BadInput):
        in_order(newer, make_snapshot())
