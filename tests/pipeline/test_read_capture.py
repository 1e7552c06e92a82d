"""From the bytes that are kept to a snapshot."""

import pytest

from claims.domain.audit import Machine
from claims.domain.capture import request_capture
from claims.errors import BlobMissing, ExtractionError, LeaseLost
from claims.models import AuditEvent, CaptureJob, Snapshot
from claims.pipeline.fetch_captures import fetch_captures
from claims.pipeline.read_capture import read_capture
from claims.pipeline.verify_store import recheck_copy
from claims.providers import registry
from tests.pipeline.kept import flip_byte, forge, raw_path, warc_path
from tests.pipeline.site import BLOCK_PAGE, make_html

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/mines"


@pytest.fixture(autouse=True)
def no_pace(settings):
    settings.HOST_PACE_SECONDS = 0.0


def fetched(*, url=URL, **options):
    """A capture whose bytes are kept, as a worker that is to read it holds it."""
    capture = request_capture(url, by=Machine("test", "1"), reason="candidate", **options)
    fetch_captures(threads=1, ring=lambda rows: None)
    [row] = CaptureJob.objects.lease([capture.pk], seconds=60)
    return row


def outcome(capture):
    return CaptureJob.objects.values_list("outcome", "error_code", "refusal").get(pk=capture.pk)


def test_a_page_becomes_a_snapshot(site):
    site.put(URL, make_html(), final_url="https://news.example.org/2024/mines")
    capture = fetched()
    snapshot = read_capture(capture)
    assert (snapshot.page.canonical_url, snapshot.requested_url) == ("https://news.example.org/2024/mines", URL)
    assert (snapshot.is_source, snapshot.quality, snapshot.job_state) == (True, "article", "queued")
    assert (capture.snapshot, outcome(capture)) == (snapshot, ("captured", "", ""))
    assert registry.blob_store().get(snapshot.raw_sha256) == make_html()
    assert snapshot.warc_filename == capture.exchange["warc_filename"]


def test_a_block_page_is_kept_and_said_to_be_one(site):
    site.put(URL, BLOCK_PAGE)
    snapshot = read_capture(fetched())
    assert (snapshot.quality, snapshot.job_state) == ("block_page", "done")


def test_bytes_without_text_are_refused_with_the_reason(site):
    site.put(URL, b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    capture = fetched()
    assert read_capture(capture) is None
    state, code, refusal = outcome(capture)
    assert (state, code, "it looks like a PNG image" in refusal) == ("refused", "not_text", True)


def test_a_reader_that_failed_for_now_is_asked_again(site, monkeypatch):
    class Busy:
        def extract(self, body, **options):
            raise ExtractionError("No room for another reader.", can_retry=True)

    site.put(URL, make_html())
    capture = fetched()
    monkeypatch.setattr(registry, "extractor", Busy)
    with pytest.raises(ExtractionError):
        read_capture(capture)
    assert outcome(capture) == ("pending", "", "")


def test_the_same_bytes_again_are_an_unchanged_page_and_not_read_again(site, monkeypatch):
    site.put(URL, make_html())
    first = read_capture(fetched())
    monkeypatch.setattr(registry, "extractor", None)
    capture = fetched(earlier=first)
    assert read_capture(capture) == first
    assert outcome(capture)[0] == "unchanged"
    assert Snapshot.objects.get().last_seen_at == capture.fetched_at


def damaged(snapshot):
    """A copy on which the store's check has found something."""
    assert recheck_copy(snapshot) is False
    return Snapshot.objects.get(pk=snapshot.pk)


@pytest.mark.parametrize("is_source", [True, False], ids=["a source", "an article's copy that becomes one"])
def test_the_same_bytes_again_mend_a_damaged_raw_copy(site, is_source):
    site.put(URL, make_html())
    first = read_capture(fetched(is_source=is_source))
    flip_byte(raw_path(first), 40)
    first = damaged(first)
    assert first.damage == "The raw copy was changed on the disk."
    again = read_capture(fetched(earlier=first))
    assert (again.pk, again.is_safe, Snapshot.objects.get().damage) == (first.pk, True, "")
    assert registry.blob_store().get(first.raw_sha256) == make_html()
    assert AuditEvent.objects.get(action="snapshot.restored").details["damage"] == first.damage


def test_a_copy_whose_own_record_is_damaged_stays_marked_and_says_so(site):
    site.put(URL, make_html())
    first = read_capture(fetched())
    flip_byte(raw_path(first), 40)
    flip_byte(warc_path(first), first.warc_offset + 100)
    first = damaged(first)
    again = read_capture(fetched(earlier=first))
    assert again.pk == first.pk
    assert registry.blob_store().get(first.raw_sha256) == make_html()
    says = Snapshot.objects.get().damage
    assert (says.startswith("The WARC record is damaged: "), "raw copy" in says) == (True, False)


def test_a_text_that_lost_its_hash_stays_marked(site):
    site.put(URL, make_html())
    first = read_capture(fetched())
    forge("UPDATE claims_snapshot SET text = 'Forged.' WHERE id = %s", first.pk)
    first = damaged(Snapshot.objects.get())
    assert read_capture(fetched(earlier=first)).is_safe is False


def test_other_bytes_are_another_snapshot_of_the_page(site):
    site.put(URL, make_html())
    first = read_capture(fetched())
    site.put(URL, make_html(title="Mines for Ukraine, updated"))
    second = read_capture(fetched(earlier=first))
    assert (second.page, second != first, Snapshot.objects.count()) == (first.page, True, 2)


def test_an_article_s_page_that_is_wanted_as_a_source_becomes_one(site):
    site.put(URL, make_html())
    article = read_capture(fetched(is_source=False))
    assert article.is_source is False
    source = read_capture(fetched())
    assert (source.pk, source.is_source, source.job_state) == (article.pk, True, "queued")


def test_a_settled_capture_is_not_read_again(site):
    site.put(URL, make_html())
    capture = fetched()
    snapshot = read_capture(capture)
    assert (read_capture(capture), Snapshot.objects.count()) == (snapshot, 1)


def test_lost_bytes_are_said_to_be_lost(site):
    site.put(URL, make_html())
    capture = fetched()
    (registry.warc_store().folder / capture.exchange["warc_filename"]).unlink()
    with pytest.raises(BlobMissing):
        read_capture(capture)


def test_a_late_reader_s_snapshot_is_thrown_away(site):
    site.put(URL, make_html())
    capture = fetched()
    CaptureJob.objects.filter(pk=capture.pk).update(job_lease=9)
    with pytest.raises(LeaseLost):
        read_capture(capture)
    assert (Snapshot.objects.count(), outcome(capture)[0]) == (0, "pending")
