import hashlib
from dataclasses import replace

import pytest
from django.utils import timezone

from claims.domain.audit import Machine
from claims.domain.snapshot import CaptureFacts, record_snapshot
from claims.enums import CaptureMethod
from claims.models import AuditEvent, Page, Snapshot
from claims.text.extraction import ExtractedPage

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
