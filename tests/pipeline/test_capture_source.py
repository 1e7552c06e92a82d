import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from claims.domain.search import drop_candidate
from claims.errors import FetchFailed, FetchRefused, LeaseLost, NotYet
from claims.models import AuditEvent, CandidateSource, CaptureJob, Snapshot
from claims.pipeline.capture_source import capture_source
from claims.pipeline.verify_store import recheck_copy
from tests.factories import make_claim, make_page, make_search_job, make_snapshot, make_user
from tests.pipeline.captures import work_captures, worked
from tests.pipeline.kept import flip_byte, raw_path
from tests.pipeline.site import BLOCK_PAGE, make_html

pytestmark = pytest.mark.django_db

URL = "https://source.example.org/treaty"
PAGES = Path(__file__).parents[1] / "pages" / "quality"
with (PAGES / "labels.tsv").open(encoding="utf-8") as table:
    ADDRESSES = {row["file"]: row["url"] for row in csv.DictReader(table, delimiter="\t")}
ROBOTS = "https://source.example.org/robots.txt"


def leased(*, url=URL, snapshot=None, claim=None):
    """A candidate as a worker holds it."""
    claim = claim or make_claim()
    candidate = CandidateSource.objects.create(
        claim=claim, search_job=make_search_job(claim), url=url, rank=1, snapshot=snapshot
    )
    return CandidateSource.objects.lease([candidate.pk], seconds=60)[0]


def captured(candidate):
    """What the step gives once the page, for which it waits first, is captured."""
    return worked(candidate, capture_source)


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def sources():
    return Snapshot.objects.sources().count()


def test_a_page_is_fetched_kept_and_waits_for_the_library(site):
    site.put(URL, make_html())
    candidate = leased()
    snapshot = captured(candidate)
    assert (candidate.status, candidate.snapshot, candidate.status_reason) == ("kept", snapshot, "")
    assert (snapshot.is_source, snapshot.quality, snapshot.job_state) == (True, "article", "queued")
    assert snapshot.page.canonical_url == URL


def test_a_page_that_we_hold_for_another_claim_is_not_fetched_again(site):
    site.put(URL, make_html())
    first = captured(leased())
    Snapshot.objects.update(last_seen_at=days_ago(6))
    asked = list(site.asked)
    assert capture_source(leased()) == first
    assert site.asked == asked


def test_a_page_of_the_library_is_not_fetched(site):
    held = make_snapshot()
    candidate = leased(url=held.page.canonical_url, snapshot=held)
    assert (capture_source(candidate), candidate.status, site.asked) == (held, "kept", [])


def test_of_several_copies_of_a_page_the_one_last_seen_is_read(site):
    page = make_page(canonical_url=URL)
    first = make_snapshot(page=page, fetched_at=days_ago(3), last_seen_at=days_ago(1))
    make_snapshot(page=page, fetched_at=days_ago(2))
    assert capture_source(leased()) == first


def test_an_old_copy_does_not_say_what_the_page_says_now(site):
    page = make_page(canonical_url=URL)
    old = make_snapshot(page=page, fetched_at=days_ago(400), last_seen_at=days_ago(8))
    site.put(URL, make_html())
    snapshot = captured(leased())
    assert (snapshot != old, snapshot.page, site.asked.count(URL)) == (True, page, 1)


def test_copies_of_the_demo_do_not_age(site):
    old = make_snapshot(page=make_page(canonical_url=URL), fetched_at=days_ago(400), is_demo=True)
    assert (capture_source(leased()), site.asked) == (old, [])


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": BLOCK_PAGE}], ids=["gone", "hidden from us"])
def test_an_old_copy_stands_in_for_a_page_that_cannot_be_read_now(site, answer):
    old = make_snapshot(page=make_page(canonical_url=URL), fetched_at=days_ago(400))
    site.put(URL, **answer)
    candidate = leased()
    assert (captured(candidate), candidate.status, candidate.snapshot) == (old, "kept", old)


def test_a_damaged_copy_is_not_taken_and_the_page_is_captured_again(site):
    site.put(URL, make_html())
    first = captured(leased())
    Snapshot.objects.update(last_seen_at=days_ago(1))
    flip_byte(raw_path(first), 40)
    recheck_copy(first)
    again = captured(leased())
    assert (again.pk, again.is_safe, site.asked.count(URL)) == (first.pk, True, 2)


def test_a_copy_that_is_no_article_does_not_stand_for_the_page(site):
    make_snapshot(page=make_page(canonical_url=URL), quality="block_page")
    site.put(URL, make_html())
    assert captured(leased()).quality == "article"


DROPPED = [
    ("not there", {"status": 404}, "source.example.org answered with status 404."),
    ("not allowed", {"status": 403}, "source.example.org answered with status 403."),
    ("an image", {"body": b"\x89PNG\r\n\x1a\n00"}, "This is not text: it looks like a PNG image."),
    ("nothing", {"body": b" "}, "There is nothing to read: the page or file is empty."),
]


@pytest.mark.parametrize(("answer", "reason"), [case[1:] for case in DROPPED], ids=[case[0] for case in DROPPED])
def test_a_page_that_cannot_serve_is_dropped_with_the_reason(site, answer, reason):
    site.put(URL, **answer)
    candidate = leased()
    assert captured(candidate) is None
    assert (candidate.status, candidate.status_reason, candidate.snapshot) == ("dropped", reason, None)
    assert AuditEvent.objects.get(action="candidate.dropped").reason == reason
    assert sources() == 0


@pytest.mark.parametrize(
    "error",
    [
        FetchFailed("The answer is larger than 20 MB.", code="too_large", can_retry=False),
        FetchRefused("10.0.0.1 is not on the public Internet.", code="private_address"),
        FetchFailed("It was redirected more than 5 times.", code="too_many_redirects", can_retry=False),
    ],
    ids=lambda error: error.code,
)
def test_a_page_that_can_never_be_fetched_is_dropped_with_the_reason(site, error):
    site.fail(URL, error)
    candidate = leased()
    assert captured(candidate) is None
    assert (candidate.status, candidate.status_reason) == ("dropped", str(error))


def test_a_page_that_robots_txt_closes_is_dropped(site):
    site.put(URL, make_html())
    site.put(ROBOTS, b"User-agent: *\nDisallow: /\n")
    candidate = leased()
    assert captured(candidate) is None
    assert candidate.status_reason.startswith("The robots.txt of source.example.org does not allow this page")


def test_a_block_page_is_dropped_and_its_copy_kept(site):
    site.put(URL, BLOCK_PAGE)
    candidate = leased()
    assert captured(candidate) is None
    assert candidate.status == "dropped"
    assert candidate.status_reason.startswith("Block page: ")
    assert (candidate.snapshot.quality, candidate.snapshot.job_state, sources()) == ("block_page", "done", 0)


WALLS = [
    ("missing_plain.html", "soft_404", "Page not found: "),
    ("language_not_translated.html", "wrong_lang", "Another language: "),
    ("language_url_says_german.html", "wrong_lang", "Another language: "),
]


@pytest.mark.parametrize(("file", "quality", "begins"), WALLS)
def test_a_page_that_stands_in_place_of_another_is_dropped_and_its_copy_kept(site, file, quality, begins):
    url = ADDRESSES[file]
    site.put(url, (PAGES / file).read_bytes())
    candidate = leased(url=url)
    assert captured(candidate) is None
    assert (candidate.status, candidate.snapshot.quality, sources()) == ("dropped", quality, 0)
    assert candidate.status_reason.startswith(begins)


def test_an_address_that_leads_to_the_article_itself_is_dropped(site):
    claim = make_claim()
    site.put(URL, make_html(), final_url=claim.article.snapshot.page.canonical_url)
    candidate = leased(claim=claim)
    assert captured(candidate) is None
    assert (candidate.status, candidate.status_reason) == ("dropped", "This is the article itself.")


def test_a_page_at_the_end_of_an_endless_address_is_filed_under_its_hash(site):
    site.put(URL, make_html(), final_url="https://source.example.org/" + "a" * 3000)
    snapshot = captured(leased())
    assert snapshot.page.canonical_url == f"urn:sha256:{snapshot.raw_sha256}"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_an_answer_may_pass_the_candidate_waits(site, status):
    site.put(URL, status=status)
    candidate = leased()
    with pytest.raises(NotYet):
        capture_source(candidate)
    work_captures()
    candidate.refresh_from_db()
    assert (candidate.status, candidate.job_state, candidate.job_attempts) == ("proposed", "queued", 0)
    assert candidate.job_waiting_for == "Waiting for its page to be captured."


def test_one_page_wanted_by_two_claims_is_captured_once(site):
    site.put(URL, make_html())
    first, second = leased(), leased()
    for candidate in (first, second):
        with pytest.raises(NotYet):
            capture_source(candidate)
    rung = work_captures()
    assert CaptureJob.objects.count() == 1
    assert site.asked.count(URL) == 1
    assert [type(row).__name__ for row in rung] == ["CaptureJob"]


def test_a_wait_that_is_due_to_trouble_is_said_as_such(site):
    candidate = leased()
    with pytest.raises(NotYet):
        capture_source(candidate)
    CaptureJob.objects.update(job_error="source.example.org answered with status 503.")
    candidate.wake_job()
    [again] = CandidateSource.objects.lease([candidate.pk], seconds=60)
    with pytest.raises(NotYet):
        capture_source(again)
    candidate.refresh_from_db()
    assert (candidate.job_error, candidate.job_waiting_for) == ("source.example.org answered with status 503.", "")


def test_a_page_that_the_machines_gave_up_on_fails_the_candidate(site):
    candidate = leased()
    with pytest.raises(NotYet):
        capture_source(candidate)
    CaptureJob.objects.update(job_state="failed", job_error="source.example.org stopped answering.")
    candidate.wake_job()
    [again] = CandidateSource.objects.lease([candidate.pk], seconds=60)
    with pytest.raises(FetchFailed) as caught:
        capture_source(again)
    assert (str(caught.value), caught.value.can_retry) == ("source.example.org stopped answering.", False)
    old = make_snapshot(page=make_page(canonical_url=URL), fetched_at=days_ago(400))
    assert capture_source(again) == old


def test_a_page_that_a_person_dropped_meanwhile_is_not_kept():
    held, claim = make_snapshot(), make_claim()
    candidate = leased(url=held.page.canonical_url, snapshot=held, claim=claim)
    current = CandidateSource.objects.get(pk=candidate.pk)
    drop_candidate(current, by=make_user(claim.desk), reason="An old edition")
    assert capture_source(candidate) is None
    candidate.refresh_from_db()
    assert (candidate.status, candidate.status_reason) == ("dropped", "An old edition")


def test_a_page_that_a_person_let_pass_is_kept():
    held = make_snapshot(
        quality="paywall", overruled_by=make_user(), overruled_at="2026-11-23T10:00:00Z", overrule_reason="All is there"
    )
    candidate = leased(url=held.page.canonical_url, snapshot=held)
    assert (capture_source(candidate), candidate.status) == (held, "kept")


def test_capturing_twice_writes_nothing_new(site):
    site.put(URL, make_html())
    candidate = leased()
    snapshot = captured(candidate)
    before = AuditEvent.objects.count(), Snapshot.objects.count()
    assert capture_source(candidate) == snapshot
    assert (AuditEvent.objects.count(), Snapshot.objects.count()) == before


def test_a_dropped_candidate_stays_dropped(site):
    site.put(URL, status=404)
    candidate = leased()
    captured(candidate)
    site.put(URL, make_html())
    assert (capture_source(candidate), candidate.status) == (None, "dropped")


def test_a_worker_that_lost_its_lease_writes_nothing(site):
    candidate = leased()
    CandidateSource.objects.filter(pk=candidate.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        capture_source(candidate)
    candidate.refresh_from_db()
    assert (candidate.status, CaptureJob.objects.count(), AuditEvent.objects.count()) == ("proposed", 0, 0)
