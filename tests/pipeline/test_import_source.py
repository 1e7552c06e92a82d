from datetime import UTC, datetime

import pytest

from claims.domain.audit import Machine
from claims.models import Article, AuditEvent, Snapshot
from claims.pipeline.fetch_article import fetch_article
from claims.pipeline.import_source import import_source
from claims.providers import registry
from claims.store.imports import ImportedFile
from tests.factories import make_article
from tests.pipeline.site import BLOCK_PAGE, make_html

pytestmark = pytest.mark.django_db

BY = Machine("import", "1")
NOTE = (
    b"---\ntitle: Signatures\nurl: https://treaties.example.org/ottawa\npublished: 2024-11-18\n---\n\n"
    b"# Signatures\n\n133 states signed the convention between December 1997 and March 1999, says the collection "
    b"of treaties. The number of states parties can still change.\n"
)


def make_file(body=NOTE, *, name="note.md", url="", content_type="text/markdown", captured_at=None):
    return ImportedFile(name, url, body, content_type, captured_at, ())


def test_a_file_becomes_a_source_of_the_library():
    result = import_source(make_file(), by=BY)
    snapshot = result.snapshot
    assert (result.name, result.is_new, result.reason) == ("note.md", True, "")
    assert (snapshot.is_source, snapshot.capture_method, snapshot.job_state) == (True, "imported", "queued")
    assert (snapshot.title, snapshot.published_on) == ("Signatures", "2024-11-18")
    assert "133 states signed the convention" in snapshot.text
    assert registry.blob_store().get(snapshot.raw_sha256) == NOTE


def test_a_file_on_a_disk_has_no_address_that_we_could_vouch_for():
    snapshot = import_source(make_file(), by=BY).snapshot
    assert (snapshot.page.canonical_url, snapshot.final_url) == (f"urn:sha256:{snapshot.raw_sha256}", "")
    assert (snapshot.address, snapshot.page.publisher) == ("https://treaties.example.org/ottawa", "example.org")


def test_an_archived_page_keeps_its_address_and_its_time():
    captured = datetime(2020, 5, 4, tzinfo=UTC)
    file = make_file(
        make_html(),
        name="a.wacz/b.warc",
        url="https://News.example.org/a?utm_source=x",
        content_type="text/html",
        captured_at=captured,
    )
    snapshot = import_source(file, by=BY).snapshot
    assert (snapshot.page.canonical_url, snapshot.fetched_at) == ("https://news.example.org/a", captured)


def test_importing_again_finds_what_is_there():
    first = import_source(make_file(), by=BY)
    events = AuditEvent.objects.count()
    again = import_source(make_file(name="copy.md"), by=BY)
    assert (again.snapshot, again.is_new, again.name) == (first.snapshot, False, "copy.md")
    assert (Snapshot.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_a_file_that_was_an_article_under_check_becomes_a_source_as_well():
    article = make_article(job_state="queued", submitted_sha256=registry.blob_store().put(NOTE), snapshot=None)
    Article.objects.lease([article.pk], seconds=60)
    article.refresh_from_db()
    checked = fetch_article(article)
    assert (checked.is_source, checked.job_state) == (False, "done")
    result = import_source(make_file(), by=BY)
    assert (result.snapshot, result.is_new) == (checked, True)
    assert (result.snapshot.is_source, result.snapshot.job_state) == (True, "queued")


REFUSED = [
    ("empty", b"  ", "text/plain", "There is nothing to read: the page or file is empty."),
    (
        "binary",
        b"\x00\x01\x02" * 4000,
        "text/plain",
        "This is not text: it looks like binary data without a known signature.",
    ),
    ("short", b"Hello there.", "text/plain", "Too short: The text has only 10 letters."),
    ("broken PDF", b"%PDF-1.7 and no more", "application/pdf", None),
    (
        "block page",
        BLOCK_PAGE,
        "text/html",
        "Block page: The page's heading is that of a refusal or a check for robots.",
    ),
]


@pytest.mark.parametrize(
    ("body", "content_type", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_file_that_is_no_article_is_refused_with_the_reason_and_leaves_no_row(body, content_type, reason):
    result = import_source(make_file(body, content_type=content_type), by=BY)
    assert (result.snapshot, result.is_new) == (None, False)
    assert result.reason == (reason or result.reason) != ""
    assert (Snapshot.objects.count(), AuditEvent.objects.count()) == (0, 0)


ODD_ADDRESSES = ["https://example.org/" + "a" * 5000, "not an address", "ftp://example.org/a", "dns:example.org"]


@pytest.mark.parametrize("url", ODD_ADDRESSES, ids=lambda url: url[:20])
def test_an_archived_page_with_an_address_that_cannot_be_filed_is_filed_under_its_hash(url):
    snapshot = import_source(make_file(make_html(), url=url, content_type="text/html"), by=BY).snapshot
    assert snapshot.page.canonical_url == f"urn:sha256:{snapshot.raw_sha256}"
    assert snapshot.requested_url == url
