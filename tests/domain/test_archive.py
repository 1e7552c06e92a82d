import pytest

from claims.domain.archive import record_kept, record_refused, record_sent, request_archive
from claims.domain.audit import Machine
from claims.domain.provider import ProviderFacts
from claims.errors import BadInput, PermissionDenied
from claims.models import ArchiveJob, AuditEvent
from tests.factories import make_desk, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

WAYBACK = ProviderFacts("wayback", "Wayback Machine", answers="copies")
KEYLESS = ProviderFacts("wayback", "Wayback Machine", answers="copies", missing="WAYBACK_KEY")
MACHINE = Machine("wayback", "1")


@pytest.fixture
def desk():
    return make_desk()


def requested(desk, snapshot=None, *, facts=WAYBACK):
    return request_archive(snapshot or make_snapshot(), by=make_user(desk, role="researcher"), desk=desk, facts=facts)


def test_a_person_has_a_page_kept_elsewhere_too(desk):
    snapshot = make_snapshot(final_url="https://a.example/final")
    job = requested(desk, snapshot)
    assert (job.url, job.archive, job.job_state, job.remote_id) == ("https://a.example/final", "wayback", "queued", "")
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id) == ("archive.requested", job.public_id)


def test_a_page_without_its_last_address_is_sent_by_the_one_it_is_filed_under(desk):
    page = make_page(canonical_url="https://a.example/filed")
    assert requested(desk, make_snapshot(page=page, final_url="")).url == "https://a.example/filed"


@pytest.mark.parametrize("fields", [{}, {"job_state": "done", "archived_url": "https://archive.example/copy"}])
def test_asking_again_finds_what_is_under_way_or_done(desk, fields):
    snapshot = make_snapshot()
    first = requested(desk, snapshot)
    ArchiveJob.objects.update(**fields)
    assert requested(desk, snapshot) == first
    assert AuditEvent.objects.count() == 1


def test_what_failed_is_sent_once_more(desk):
    snapshot = make_snapshot()
    first = requested(desk, snapshot)
    ArchiveJob.objects.update(job_state="failed", job_error="No.")
    assert requested(desk, snapshot) != first


@pytest.mark.parametrize(
    ("fields", "facts", "field", "words"),
    [
        ({"is_demo": True}, WAYBACK, "snapshot", "Pages of the demo are not sent to public archives."),
        ({}, KEYLESS, "archive", "Wayback Machine is not asked: the setting WAYBACK_KEY is missing."),
        (
            {"final_url": "", "page": "urn:sha256:00"},
            WAYBACK,
            "snapshot",
            "This page has no address on the web, so no archive can fetch it.",
        ),
        (
            {"final_url": "https://a.example/" + "x" * 2000},
            WAYBACK,
            "snapshot",
            "The address is longer than 2000 characters.",
        ),
    ],
)
def test_what_must_not_or_cannot_be_sent_is_refused_in_words(desk, fields, facts, field, words):
    page = make_page(canonical_url=fields.get("page", ""))
    snapshot = make_snapshot(**{**fields, "page": page})
    with pytest.raises(BadInput) as caught:
        requested(desk, snapshot, facts=facts)
    assert (caught.value.field, str(caught.value), ArchiveJob.objects.count()) == (field, words, 0)


def test_a_reader_sends_nothing(desk):
    with pytest.raises(PermissionDenied):
        request_archive(make_snapshot(), by=make_user(desk, role="reader"), desk=desk, facts=WAYBACK)


def test_the_way_of_a_page_into_the_archive_is_written_down(desk):
    job = requested(desk)
    record_sent(job, by=MACHINE, remote_id="spn2-1")
    record_kept(job, by=MACHINE, copy_url="https://archive.example/2024/x", timestamp="20241121083000")
    job.refresh_from_db()
    assert (job.remote_id, job.archived_url, job.archived_at) == (
        "spn2-1",
        "https://archive.example/2024/x",
        "20241121083000",
    )
    actions = [event.action for event in AuditEvent.objects.order_by("sequence")]
    assert actions == ["archive.requested", "archive.requested", "archive.kept"]


def test_what_the_archive_gave_up_begins_anew(desk):
    job = requested(desk)
    record_sent(job, by=MACHINE, remote_id="spn2-1")
    record_refused(job, by=MACHINE, error="The host does not answer.")
    job.refresh_from_db()
    assert job.remote_id == ""
    assert AuditEvent.objects.latest("sequence").details["error"] == "The host does not answer."
