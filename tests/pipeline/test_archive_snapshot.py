from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import LeaseLost, NotYet, ProviderError
from claims.models import ArchiveJob, AuditEvent, Provider
from claims.pipeline.archive_snapshot import archive_snapshot
from claims.pipeline.ask_provider import archive_facts
from claims.providers import registry
from claims.providers.base import ArchivedCopy
from tests.factories import make_archive_job, make_provider

pytestmark = pytest.mark.django_db

COPY = ArchivedCopy("https://archive.example/20241121083000/https://a.example/", "20241121083000")


class FakeArchive:
    """An archive that answers each question with the next of its answers, and remembers what it was asked."""

    name = "wayback"
    version = "1"
    label = "Wayback Machine"
    sends = "The address."
    homepage = "https://archive.example/"
    pace_seconds = 0.0

    def __init__(self, *answers, missing=""):
        self.missing = missing
        self.asked = []
        self._answers = list(answers)

    def save(self, url):
        return self._next("save", url)

    def check(self, remote_id):
        return self._next("check", remote_id)

    def _next(self, *question):
        self.asked.append(question)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def archive(monkeypatch):
    """Switch on an archive that answers so."""

    def switch_on(*answers, **options):
        fake = FakeArchive(*answers, **options)
        monkeypatch.setattr(registry, "archives", lambda: {"wayback": fake})
        return fake

    return switch_on


def leased(**fields):
    job = make_archive_job(**{"archive": "wayback", "url": "https://a.example/", "job_state": "queued", **fields})
    return ArchiveJob.objects.lease([job.pk], seconds=60)[0]


def some_time_later():
    """The pace is over: two questions of one millisecond are one too many even without a pace."""
    Provider.objects.update(not_before=timezone.now() - timedelta(seconds=1))


def refused(job):
    with pytest.raises(ProviderError) as caught:
        archive_snapshot(job)
    job.refresh_from_db()
    return caught.value


def test_the_address_is_sent_then_asked_after_until_the_page_is_kept(archive):
    fake = archive("spn2-1", None, COPY)
    job = leased()
    with pytest.raises(NotYet) as sent:
        archive_snapshot(job)
    some_time_later()
    with pytest.raises(NotYet) as at_work:
        archive_snapshot(job)
    some_time_later()
    assert archive_snapshot(job) == []
    assert (str(sent.value), str(at_work.value)) == (
        "Wayback Machine was asked to keep the page.",
        "Wayback Machine is still at work.",
    )
    assert fake.asked == [("save", "https://a.example/"), ("check", "spn2-1"), ("check", "spn2-1")]
    job.refresh_from_db()
    assert (job.remote_id, job.archived_url, job.archived_at) == ("spn2-1", COPY.url, COPY.timestamp)
    actions = [event.action for event in AuditEvent.objects.order_by("sequence")]
    assert actions == ["archive.requested", "archive.kept"]
    assert Provider.objects.get().last_answered_at is not None


def test_what_is_kept_is_not_asked_after_again(archive):
    fake = archive()
    assert archive_snapshot(leased(archived_url=COPY.url)) == []
    assert fake.asked == []


def test_a_daily_cap_is_waited_for_and_the_address_is_still_to_be_sent(archive):
    archive(ProviderError("Wayback Machine: the limit of the day is reached.", retry_after=600.0))
    job = leased()
    error = refused(job)
    assert (error.can_retry, error.retry_after, job.remote_id) == (True, 600.0, "")
    with pytest.raises(NotYet):
        archive_snapshot(job)


def test_what_the_archive_gave_up_is_sent_anew_when_a_person_retries(archive):
    gone = ProviderError("Wayback Machine refused: no such host.", permanent=True, code="archive_failed")
    fake = archive(gone, "spn2-2")
    job = leased(remote_id="spn2-1")
    error = refused(job)
    assert (error.can_retry, job.remote_id, Provider.objects.get().failures) == (False, "", 0)
    some_time_later()
    with pytest.raises(NotYet):
        archive_snapshot(job)
    assert fake.asked == [("check", "spn2-1"), ("save", "https://a.example/")]


def test_a_failure_that_may_pass_keeps_what_was_sent(archive):
    archive(ProviderError("Wayback Machine: no answer."))
    job = leased(remote_id="spn2-1")
    error = refused(job)
    assert (error.can_retry, job.remote_id, Provider.objects.get().failures) == (True, "spn2-1", 1)


def test_an_archive_that_is_never_through_is_given_up_after_a_day(archive):
    archive(None)
    job = leased(remote_id="spn2-1")
    ArchiveJob.objects.update(updated_at=timezone.now() - timedelta(hours=25))
    job.refresh_from_db()
    error = refused(job)
    assert (str(error), error.can_retry) == ("Wayback Machine did not keep the page within a day.", False)


@pytest.mark.parametrize(
    ("missing", "fields", "code"),
    [
        ("WAYBACK_KEY", {}, "key_missing"),
        ("", {"archive": "elsewhere"}, "switched_off"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is(archive, missing, fields, code):
    fake = archive(missing=missing)
    error = refused(leased(**fields))
    assert (error.code, error.can_retry, fake.asked) == (code, False, [])


def test_an_archive_that_is_switched_off_is_sent_nothing(archive):
    fake = archive()
    make_provider("wayback", is_switched_off=True, switched_off_reason="No.")
    error = refused(leased())
    assert (str(error), fake.asked) == ("wayback was switched off: No.", [])


def test_a_private_address_is_not_told_to_a_public_archive(archive, settings):
    settings.ALLOWED_PRIVATE_HOSTS = ["Intranet.example"]
    fake = archive()
    error = refused(leased(url="https://intranet.example/page"))
    assert (error.code, error.can_retry, fake.asked) == ("private_address", False, [])


def test_a_worker_that_lost_its_lease_writes_nothing(archive):
    archive("spn2-1")
    job = leased()
    ArchiveJob.objects.update(job_lease=7)
    with pytest.raises(LeaseLost):
        archive_snapshot(job)
    job.refresh_from_db()
    assert (job.remote_id, AuditEvent.objects.count()) == ("", 0)


def test_the_facts_of_an_archive_are_what_it_says_of_itself(archive):
    archive(missing="WAYBACK_KEY")
    facts = archive_facts()["wayback"]
    assert (facts.name, facts.label, facts.answers, facts.missing) == (
        "wayback",
        "Wayback Machine",
        "copies",
        "WAYBACK_KEY",
    )
