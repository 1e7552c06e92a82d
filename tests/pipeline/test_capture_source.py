import pytest

from claims.errors import FetchFailed, FetchRefused, LeaseLost
from claims.models import AuditEvent, CandidateSource, Snapshot
from claims.pipeline.capture_source import capture_source
from tests.factories import make_claim, make_page, make_search_job, make_snapshot
from tests.pipeline.site import BLOCK_PAGE, make_html

pytestmark = pytest.mark.django_db

URL = "https://source.example.org/treaty"
ROBOTS = "https://source.example.org/robots.txt"


def leased(*, url=URL, snapshot=None, claim=None):
    """A candidate as a worker holds it."""
    claim = claim or make_claim()
    candidate = CandidateSource.objects.create(
        claim=claim, search_job=make_search_job(claim), url=url, rank=1, snapshot=snapshot
    )
    return CandidateSource.objects.lease([candidate.pk], seconds=60)[0]


def sources():
    return Snapshot.objects.sources().count()


def test_a_page_is_fetched_kept_and_waits_for_the_library(site):
    site.put(URL, make_html())
    candidate = leased()
    snapshot = capture_source(candidate)
    assert (candidate.status, candidate.snapshot, candidate.status_reason) == ("kept", snapshot, "")
    assert (snapshot.is_source, snapshot.quality, snapshot.job_state) == (True, "article", "queued")
    assert snapshot.page.canonical_url == URL


def test_a_page_that_we_hold_for_another_claim_is_not_fetched_again(site):
    site.put(URL, make_html())
    first = capture_source(leased())
    asked = list(site.asked)
    assert capture_source(leased()) == first
    assert site.asked == asked


def test_a_page_of_the_library_is_not_fetched(site):
    held = make_snapshot()
    candidate = leased(url=held.page.canonical_url, snapshot=held)
    assert (capture_source(candidate), candidate.status, site.asked) == (held, "kept", [])


def test_of_several_copies_of_a_page_the_newest_is_read(site):
    page = make_page(canonical_url=URL)
    make_snapshot(page=page, fetched_at="2024-01-01T00:00:00Z")
    newest = make_snapshot(page=page, fetched_at="2024-06-01T00:00:00Z")
    assert capture_source(leased()) == newest


def test_a_copy_that_is_no_article_does_not_stand_for_the_page(site):
    make_snapshot(page=make_page(canonical_url=URL), quality="block_page")
    site.put(URL, make_html())
    assert capture_source(leased()).quality == "article"


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
    assert capture_source(candidate) is None
    assert (candidate.status, candidate.status_reason, candidate.snapshot) == ("dropped", reason, None)
    assert [event.reason for event in AuditEvent.objects.all()] == [reason]
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
    assert capture_source(candidate) is None
    assert (candidate.status, candidate.status_reason) == ("dropped", str(error))


def test_a_page_that_robots_txt_closes_is_dropped(site):
    site.put(URL, make_html())
    site.put(ROBOTS, b"User-agent: *\nDisallow: /\n")
    candidate = leased()
    assert capture_source(candidate) is None
    assert candidate.status_reason.startswith("The robots.txt of source.example.org does not allow this page")


def test_a_block_page_is_dropped_and_its_copy_kept(site):
    site.put(URL, BLOCK_PAGE)
    candidate = leased()
    assert capture_source(candidate) is None
    assert candidate.status == "dropped"
    assert candidate.status_reason == (
        "Block page: The site answered with a check for robots or a refusal instead of the page."
    )
    assert (candidate.snapshot.quality, candidate.snapshot.job_state, sources()) == ("block_page", "done", 0)


def test_an_address_that_leads_to_the_article_itself_is_dropped(site):
    claim = make_claim()
    site.put(URL, make_html(), final_url=claim.article.snapshot.page.canonical_url)
    candidate = leased(claim=claim)
    assert capture_source(candidate) is None
    assert (candidate.status, candidate.status_reason) == ("dropped", "This is the article itself.")


def test_a_page_at_the_end_of_an_endless_address_is_filed_under_its_hash(site):
    site.put(URL, make_html(), final_url="https://source.example.org/" + "a" * 3000)
    snapshot = capture_source(leased())
    assert snapshot.page.canonical_url == f"urn:sha256:{snapshot.raw_sha256}"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_answer_that_may_pass_is_raised_and_the_candidate_stays_proposed(site, status):
    site.put(URL, status=status)
    candidate = leased()
    with pytest.raises(FetchFailed) as caught:
        capture_source(candidate)
    candidate.refresh_from_db()
    assert (caught.value.can_retry, candidate.status, AuditEvent.objects.count()) == (True, "proposed", 0)


def test_a_host_that_does_not_answer_now_is_raised(site):
    site.fail(URL, FetchFailed("source.example.org stopped answering.", code="timeout"))
    with pytest.raises(FetchFailed):
        capture_source(leased())


def test_capturing_twice_writes_nothing_new(site):
    site.put(URL, make_html())
    candidate = leased()
    snapshot = capture_source(candidate)
    before = AuditEvent.objects.count(), Snapshot.objects.count()
    assert capture_source(candidate) == snapshot
    assert (AuditEvent.objects.count(), Snapshot.objects.count()) == before


def test_a_dropped_candidate_stays_dropped(site):
    site.put(URL, status=404)
    candidate = leased()
    capture_source(candidate)
    site.put(URL, make_html())
    assert (capture_source(candidate), candidate.status) == (None, "dropped")


@pytest.mark.parametrize("answer", [{"body": make_html()}, {"status": 404}], ids=["kept", "dropped"])
def test_a_worker_that_lost_its_lease_writes_nothing(site, answer):
    site.put(URL, **answer)
    candidate = leased()
    CandidateSource.objects.filter(pk=candidate.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        capture_source(candidate)
    candidate.refresh_from_db()
    assert (candidate.status, sources(), AuditEvent.objects.count()) == ("proposed", 0, 0)
