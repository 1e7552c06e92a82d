"""A claim is searched in a real MediaWiki, its articles are captured, and their passages are laid before a reviewer."""

import time

import pytest

from claims import tasks
from claims.domain.queue import is_article_settled
from claims.enums import CaptureMethod
from claims.models import AuditEvent, Evidence, Snapshot
from claims.net.client import Fetcher
from claims.pipeline.receive_article import receive_text
from claims.providers.base import SearchQuery
from claims.providers.mediawiki import MediaWikiProvider
from tests.factories import ARTICLE_TEXT, CLAIM_QUOTE, make_desk, make_user
from tests.journey.real_wiki import missing_part, running_wiki

PAGES = {
    "Ottawa Convention": (
        "The '''Ottawa Convention''' bans anti-personnel mines. "
        "133 states signed the convention before it entered into force in March 1999.\n\n"
        "In November 2024 the Ottawa Convention had 164 states parties. "
        "Neither Russia nor the US is among the signatories or the states parties of the Ottawa Convention.\n\n"
        "The depositary keeps the text of the convention and the list of signatures and ratifications."
    ),
    "Cluster munitions": "The convention on cluster munitions was opened for signature in Oslo in December 2008.",
    "Lighthouse": "A lighthouse is a tower with a lamp that guides ships at night.",
}

pytestmark = pytest.mark.skipif(bool(missing_part()), reason=missing_part() or "the wiki can run")


@pytest.fixture(scope="module")
def wiki(tmp_path_factory):
    with running_wiki(tmp_path_factory.mktemp("wiki"), PAGES) as base:
        yield base


@pytest.fixture
def provider(wiki):
    fetcher = Fetcher(user_agent="Tests", allowed_private_hosts=frozenset({"127.0.0.1"}))
    return MediaWikiProvider(fetcher, api_url=f"{wiki}/api.php")


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Ottawa Convention", ["Ottawa Convention"]),
        # Words that stand in the text alone: a wiki left to itself looks through titles only.
        ("anti-personnel mines signed", ["Ottawa Convention"]),
        ("lamp ships night", ["Lighthouse"]),
        ("penguins", []),
    ],
)
def test_a_real_wiki_finds_the_articles_that_hold_the_words(provider, words, titles):
    assert [page.title for page in provider.search(SearchQuery(words)).pages] == titles


def test_a_real_wiki_names_addresses_that_can_be_fetched(provider, wiki):
    [page] = provider.search(SearchQuery("lamp ships night")).pages
    assert page.url == f"{wiki}/index.php/Lighthouse"


def work_to_the_end(article):
    """A wiki is asked one question after the other, so some wait for their turn."""
    end = time.monotonic() + 60
    tasks.work_article_inline(article)
    article.refresh_from_db()
    while not is_article_settled(article) and time.monotonic() < end:
        time.sleep(0.2)
        tasks.work_article_inline(article)
        article.refresh_from_db()


@pytest.mark.django_db
def test_a_claim_ends_with_passages_of_the_wikis_articles(wiki, settings):
    settings.PROVIDERS = ["mediawiki"]
    settings.MEDIAWIKI_API_URLS = [f"{wiki}/api.php"]
    settings.ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.HOST_PACE_SECONDS = 0.0
    desk = make_desk()
    article, _ = receive_text(desk, by=make_user(desk), body=ARTICLE_TEXT.encode(), name="An article")
    work_to_the_end(article)

    claim = article.claims.get(quote=CLAIM_QUOTE)
    assert {job.purpose: job.outcome for job in claim.search_jobs.all()} == {
        "support": "found",
        "contrary": "found",
        "primary": "found",
    }
    snapshot = Snapshot.objects.get(page__canonical_url=f"{wiki}/index.php/Ottawa_Convention")
    assert (snapshot.capture_method, snapshot.status_code, snapshot.connected_address) == (
        CaptureMethod.FETCHED,
        200,
        "127.0.0.1",
    )
    jobs = list(claim.search_jobs.values_list("public_id", flat=True))
    quotes = " ".join(Evidence.objects.filter(claim=claim, snapshot=snapshot).values_list("exact", flat=True))
    assert "164 states parties" in quotes
    assert AuditEvent.objects.filter(action="search.answered", subject_id__in=jobs).count() == len(jobs)
