import pytest

from claims.domain.work import WORKING_MODELS, desk_of_work, record_work_failed, retry_work
from claims.errors import PermissionDenied, TransitionDenied
from claims.models import AuditEvent
from claims.models.base import JobFields
from tests.factories import (
    make_article,
    make_candidate,
    make_capture_job,
    make_claim,
    make_desk,
    make_search_job,
    make_snapshot,
    make_user,
)

pytestmark = pytest.mark.django_db

FAILED = {"job_state": "failed", "job_error": "no answer", "job_attempts": 5}
MAKERS = [make_article, make_claim, make_search_job, make_candidate]


def test_every_table_with_machine_work_is_known():
    assert set(WORKING_MODELS) == set(JobFields.__subclasses__())


@pytest.mark.parametrize("make", MAKERS)
def test_failed_work_goes_back_into_the_queue_with_all_its_attempts(make):
    row = make(**FAILED)
    user = make_user(desk_of_work(row), role="researcher")
    retry_work(row, by=user)
    assert (row.job_state, row.job_attempts, row.job_error) == ("queued", 0, "")
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.actor) == ("work.retried", row.public_id, user)
    assert (event.desk, event.details) == (desk_of_work(row), {"error": "no answer"})


def test_a_source_page_is_tried_again_for_a_desk():
    desk, snapshot = make_desk(), make_snapshot(**FAILED)
    retry_work(snapshot, by=make_user(desk), desk=desk)
    assert snapshot.job_state == "queued"


def test_a_source_page_is_not_tried_again_for_nobody():
    with pytest.raises(TransitionDenied, match="Say for which desk the page is to be tried again"):
        retry_work(make_snapshot(**FAILED), by=make_user(make_desk()))


def test_a_page_that_the_machines_gave_up_on_is_fetched_again_with_the_article():
    capture = make_capture_job(**FAILED)
    article = make_article(capture_job=capture, **FAILED)
    retry_work(article, by=make_user(article.desk))
    capture.refresh_from_db()
    assert (article.capture_job, capture.job_state) == (capture, "queued")


def test_a_page_that_was_refused_is_asked_for_anew():
    refused = make_capture_job(outcome="refused", refusal="It answered with status 404.", job_state="done")
    article = make_article(capture_job=refused, **FAILED)
    retry_work(article, by=make_user(article.desk))
    assert (article.capture_job, article.job_state) == (None, "queued")


def test_work_whose_page_came_but_could_not_be_read_has_it_fetched_anew():
    unreadable = make_capture_job(exchange={"warc_filename": "lost.warc.gz"}, status_code=200, **FAILED)
    article = make_article(capture_job=unreadable, **FAILED)
    retry_work(article, by=make_user(article.desk))
    unreadable.refresh_from_db()
    assert (article.capture_job, unreadable.job_state) == (None, "failed")


@pytest.mark.parametrize("state", ["queued", "working", "done"])
def test_only_failed_work_can_be_retried(state):
    article = make_article(job_state=state)
    with pytest.raises(TransitionDenied) as caught:
        retry_work(article, by=make_user(article.desk))
    assert str(caught.value) == f"Only failed work can be retried; this is {state}."
    assert AuditEvent.objects.count() == 0


def test_of_two_people_who_retry_at_once_the_second_is_told():
    article = make_article(**FAILED)
    stale = type(article).objects.get(pk=article.pk)
    user = make_user(article.desk)
    retry_work(article, by=user)
    with pytest.raises(TransitionDenied):
        retry_work(stale, by=user)
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    "member", [lambda article: make_user(article.desk, role="reader"), lambda _: make_user(make_desk())]
)
def test_a_reader_and_a_stranger_do_not_retry(member):
    article = make_article(**FAILED)
    with pytest.raises(PermissionDenied):
        retry_work(article, by=member(article))
    article.refresh_from_db()
    assert article.job_state == "failed"


@pytest.mark.parametrize("make", [*MAKERS, make_snapshot])
def test_parked_work_is_written_down_with_its_reason(make):
    row = make(**FAILED)
    record_work_failed(row, error="no answer")
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.engine) == ("work.failed", row.public_id, "worker 1")
    assert (event.desk, event.details) == (desk_of_work(row), {"error": "no answer", "attempts": 5})
