import pytest

from claims.enums import Role
from claims.errors import BadInput, ExtractionError, PermissionDenied, TransitionDenied
from claims.models import AuditEvent, Page, Snapshot
from claims.pipeline.upload_page import upload_for_candidate, upload_page
from claims.providers import registry
from tests.factories import make_article, make_candidate, make_claim, make_desk, make_snapshot, make_user

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/paywalled?utm_source=x"
ADDRESS = "https://news.example.org/paywalled"
WORDS = "133 states signed the convention, and 164 were parties to it in November 2024. " * 4
HTML = f"<html lang=en><title>News</title><body><article><h1>News</h1><p>{WORDS}</p></article>".encode()


@pytest.fixture
def desk():
    return make_desk()


def upload(desk, *, by=None, url=URL, body=HTML, content_type="text/html", name="news.html"):
    by = by or make_user(desk, role=Role.RESEARCHER)
    return upload_page(url, by=by, desk=desk, body=body, content_type=content_type, name=name)


def kept_files():
    """Everything that was stored of pages."""
    return [path for path in registry.blob_store().folder.rglob("*") if path.is_file()]


def test_an_uploaded_page_is_kept_as_what_stands_at_the_address(desk):
    person = make_user(desk, role=Role.RESEARCHER)
    snapshot = Snapshot.objects.get(pk=upload(desk, by=person).pk)
    assert (snapshot.page.canonical_url, snapshot.address) == (ADDRESS, ADDRESS)
    assert (snapshot.capture_method, snapshot.uploaded_by) == ("uploaded", person)
    assert (snapshot.is_source, snapshot.quality, snapshot.job_state) == (True, "article", "queued")
    assert (snapshot.status_code, snapshot.warc_filename, snapshot.connected_address) == (None, "", "")
    assert registry.blob_store().get(snapshot.raw_sha256) == HTML
    assert WORDS.strip() in snapshot.text


def test_an_upload_is_signed_by_the_person(desk):
    person = make_user(desk, role=Role.RESEARCHER)
    snapshot = upload(desk, by=person)
    events = AuditEvent.objects.filter(subject_id=snapshot.public_id).order_by("sequence")
    assert [(event.action, event.actor) for event in events] == [
        ("snapshot.recorded", person),
        ("snapshot.page_uploaded", person),
    ]
    assert events[1].desk == desk
    assert events[1].details == {"url": ADDRESS, "sha256": snapshot.raw_sha256, "name": "news.html"}


def test_the_same_page_uploaded_twice_is_one_copy(desk):
    first = upload(desk)
    assert (upload(desk, name="again.html"), Snapshot.objects.count()) == (first, 1)


def test_a_file_name_that_is_no_text_is_stored_as_one(desk):
    upload(desk, name="caf\udce9\x00" + "x" * 300)
    name = AuditEvent.objects.get(action="snapshot.page_uploaded").details["name"]
    assert name == "caf?" + "x" * 196


def test_a_pasted_text_will_do(desk):
    snapshot = upload(desk, body=WORDS.encode(), content_type="text/plain", name="")
    assert (snapshot.page.canonical_url, snapshot.text.strip()) == (ADDRESS, WORDS.strip())


def test_a_reader_may_not_upload(desk):
    with pytest.raises(PermissionDenied):
        upload(desk, by=make_user(desk, role=Role.READER))
    with pytest.raises(PermissionDenied):
        upload(desk, by=make_user(make_desk()))
    assert Page.objects.count() == 0


SHELL = b"<html><body><div id=app></div><script>start()</script></body></html>"


@pytest.mark.parametrize(
    ("options", "field", "says"),
    [
        ({"url": ""}, "url", "Give the address of the article, or paste its text."),
        ({"url": "ftp://example.org/x"}, "url", None),
        ({"url": "http://127.0.0.1/x"}, "url", None),
        ({"body": b" \n "}, "file", "The file is empty. Save the page from your browser and upload that."),
        ({"body": b"x" * 2_000_001}, "file", "The file is larger than 2 MB. Upload a smaller one."),
        (
            {"body": SHELL},
            "file",
            "No text can be read from this file: The page shows no text until its scripts run in a browser. "
            "Let the page load in your browser, save it, upload that.",
        ),
    ],
    ids=["no address", "no web address", "private address", "empty", "too large", "no text"],
)
def test_what_cannot_be_used_is_refused_in_words(desk, settings, options, field, says):
    settings.MAX_BYTES = 2_000_000
    with pytest.raises(BadInput) as refusal:
        upload(desk, **options)
    assert (refusal.value.field, says or str(refusal.value)) == (field, str(refusal.value))
    assert (Snapshot.objects.count(), kept_files()) == (0, [])


@pytest.mark.parametrize(
    "body",
    [b"PK\x03\x04" + bytes(500), b"\x89PNG\r\n\x1a\n" + bytes(500), b"%PDF-1.4 broken"],
    ids=["zip", "png", "pdf"],
)
def test_a_file_that_is_no_page_is_refused_in_words(desk, body):
    with pytest.raises(ExtractionError) as refusal:
        upload(desk, body=body, content_type="application/octet-stream")
    assert str(refusal.value).endswith((".", "…"))
    assert (Snapshot.objects.count(), kept_files()) == (0, [])


def test_a_file_that_is_kept_already_is_not_taken_away_by_a_refusal(desk):
    sha256 = registry.blob_store().put(SHELL)
    with pytest.raises(BadInput):
        upload(desk, body=SHELL)
    assert registry.blob_store().get(sha256) == SHELL


def hand_in(candidate, *, by, body=HTML):
    return upload_for_candidate(candidate, by=by, body=body, content_type="text/html", name="news.html")


def test_a_page_for_a_candidate_is_what_it_is_read_from(desk):
    claim, person = make_claim(make_article(desk)), make_user(desk, role=Role.RESEARCHER)
    candidate = make_candidate(claim, url=ADDRESS, status="dropped", status_reason="Half of it is missing.")
    snapshot = hand_in(candidate, by=person)
    candidate.refresh_from_db()
    assert (candidate.status, candidate.job_state, candidate.snapshot) == ("proposed", "queued", snapshot)


def test_a_page_that_is_no_article_drops_the_candidate_with_that_copy(desk):
    claim, person = make_claim(make_article(desk)), make_user(desk, role=Role.RESEARCHER)
    candidate = make_candidate(claim, url=ADDRESS, status="proposed", job_state="failed", job_error="No answer.")
    snapshot = hand_in(candidate, by=person, body=b"<p>Too little to read.</p>")
    candidate.refresh_from_db()
    assert (candidate.status, candidate.snapshot, snapshot.quality) == ("dropped", snapshot, "short")
    assert candidate.status_reason.startswith("Too short: ")


def test_a_page_that_has_its_copy_takes_no_other(desk):
    kept = make_candidate(make_claim(make_article(desk)), snapshot=make_snapshot())
    with pytest.raises(TransitionDenied):
        hand_in(kept, by=make_user(desk, role=Role.RESEARCHER))
    assert Snapshot.objects.filter(capture_method="uploaded").count() == 0


def test_a_copy_that_was_kept_while_the_upload_was_read_stays(desk, monkeypatch):
    candidate = make_candidate(make_claim(make_article(desk)), url=ADDRESS, status="proposed", job_state="queued")
    extractor = registry.extractor()

    class Slow:
        def extract(self, body, **options):
            type(candidate).objects.update(status="kept", job_state="done")
            return extractor.extract(body, **options)

    monkeypatch.setattr(registry, "extractor", Slow)
    with pytest.raises(TransitionDenied):
        hand_in(candidate, by=make_user(desk, role=Role.RESEARCHER), body=b"<p>Too little to read.</p>")
    candidate.refresh_from_db()
    assert candidate.status == "kept"
