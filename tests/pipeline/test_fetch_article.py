import hashlib

import pytest

from claims.errors import FetchRefused, LeaseLost, NotYet
from claims.models import Article, AuditEvent, CaptureJob, Page, Snapshot
from claims.pipeline.fetch_article import fetch_article
from claims.providers import registry
from tests.factories import make_article
from tests.pipeline.captures import work_captures, worked
from tests.pipeline.site import make_html

pytestmark = pytest.mark.django_db

URL = "https://news.example.org/mines"


def leased(**fields):
    """An article as a worker holds it."""
    article = make_article(snapshot=None, job_state="queued", **fields)
    return Article.objects.lease([article.pk], seconds=60)[0]


def fetched(article):
    """What the step gives once the page, for which it waits first, is captured."""
    return worked(article, fetch_article)


def counts():
    return Snapshot.objects.count(), Page.objects.count(), AuditEvent.objects.count()


def test_an_article_with_an_address_is_fetched_kept_and_read(site):
    site.put(URL, make_html())
    article = leased(url=URL)
    snapshot = fetched(article)
    article.refresh_from_db()
    assert article.snapshot == snapshot
    assert (snapshot.page.canonical_url, snapshot.title, snapshot.language) == (URL, "Mines for Ukraine", "en")
    assert "164 signatories of the Ottawa Convention" in snapshot.text
    assert (snapshot.is_source, snapshot.job_state, snapshot.capture_method) == (False, "done", "fetched")
    assert snapshot.raw_sha256 == hashlib.sha256(make_html()).hexdigest()


def test_an_article_is_filed_under_the_address_that_it_was_found_at(site):
    site.put(URL, make_html(), final_url="https://www.example.org/2024/mines?utm_source=x")
    assert fetched(leased(url=URL)).page.canonical_url == "https://www.example.org/2024/mines"


def test_an_article_that_was_handed_in_is_read_from_its_bytes():
    sha256 = registry.blob_store().put(make_html())
    snapshot = fetch_article(leased(submitted_sha256=sha256, submitted_type="text/html"))
    assert (snapshot.page.canonical_url, snapshot.capture_method) == (f"urn:sha256:{sha256}", "submitted")
    assert (snapshot.title, snapshot.raw_sha256) == ("Mines for Ukraine", sha256)


def test_a_second_run_fetches_and_writes_nothing(site):
    site.put(URL, make_html())
    article = leased(url=URL)
    snapshot = fetched(article)
    before, asked = counts(), list(site.asked)
    assert fetch_article(Article.objects.get(pk=article.pk)) == snapshot
    assert (counts(), site.asked) == (before, asked)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 404}, "news.example.org answered with status 404."),
        ({"body": b"  \n "}, "There is nothing to read: the page or file is empty."),
    ],
    ids=["not there", "empty"],
)
def test_an_article_that_cannot_be_read_says_why_and_has_no_snapshot(site, answer, reason):
    site.put(URL, **answer)
    article = leased(url=URL)
    with pytest.raises(FetchRefused) as caught:
        fetched(article)
    article.refresh_from_db()
    assert (str(caught.value), article.snapshot, Snapshot.objects.count()) == (reason, None, 0)


def test_while_its_page_is_captured_an_article_waits_without_an_attempt(site):
    site.put(URL, make_html())
    article = leased(url=URL)
    with pytest.raises(NotYet) as caught:
        fetch_article(article)
    article.refresh_from_db()
    assert (article.job_state, article.job_attempts) == ("queued", 0)
    assert list(caught.value.ready) == [CaptureJob.objects.get()] == [article.capture_job]


def test_an_article_is_woken_when_its_page_is_there(site):
    site.put(URL, status=404)
    article = leased(url=URL)
    with pytest.raises(NotYet):
        fetch_article(article)
    assert work_captures() == [article]
    assert list(Article.objects.due()) == [article]


def test_a_worker_that_lost_its_lease_writes_nothing(site):
    late = leased(url=URL)
    Article.objects.filter(pk=late.pk).update(job_lease=2)
    with pytest.raises(LeaseLost):
        fetch_article(late)
    late.refresh_from_db()
    assert (late.snapshot, counts(), CaptureJob.objects.count()) == (None, (0, 0, 0), 0)


def test_a_demo_article_has_a_demo_snapshot():
    sha256 = registry.blob_store().put(make_html())
    assert fetch_article(leased(submitted_sha256=sha256, submitted_type="text/html", is_demo=True)).is_demo is True
