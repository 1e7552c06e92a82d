"""One visit to a host: robots.txt, the page, the records that are ready to be kept."""

import hashlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.errors import FetchFailed, FetchRefused
from claims.net.visit import SHELF_LENGTH, RuleShelf, Visitor
from tests.pipeline.site import Site, make_html

URL = "https://news.example.org/mines"
ROBOTS = "https://news.example.org/robots.txt"
ORIGIN = "https://news.example.org"
AGENT = "factcheck-workbench/1.0"


@pytest.fixture
def site():
    """A web of one host."""
    return Site()


def visit(site, *, rules=None, pace=0.0):
    visitor = Visitor(site, user_agent=AGENT)
    return visitor.visit(URL, known_rules=lambda origin: rules, headers={}, pace_seconds=pace)


def rules_of(text="", *, status=200, origin=ORIGIN):
    return Visitor(Site(), user_agent=AGENT).read_rules(origin, status=status, text=text)


def records_of(brought):
    """Address, status, body and the mark of a body that was cut, of each record."""
    return [
        (
            record.rec_headers.get_header("WARC-Target-URI"),
            record.http_headers.get_statuscode(),
            record.content_stream().read(),
            record.rec_headers.get_header("WARC-Truncated"),
        )
        for member in brought.exchange.records
        for record in ArchiveIterator(io.BytesIO(member), check_digests="raise")
    ]


def test_a_visit_brings_the_page_and_its_hash(site):
    site.put(URL, make_html())
    brought = visit(site, rules=rules_of())
    assert (brought.error, brought.new_rules, brought.has_asked) == (None, (), True)
    assert records_of(brought) == [(URL, "200", make_html(), None)]
    assert brought.exchange.raw_sha256 == hashlib.sha256(make_html()).hexdigest()
    # The bytes stand in the record alone: as they are, they would be held twice.
    assert (brought.exchange.raw_size, brought.exchange.page.body) == (len(make_html()), b"")
    assert site.asked == [URL]


def test_rules_that_are_not_known_are_asked_for(site):
    site.put(URL, make_html())
    brought = visit(site)
    assert ([one.origin for one in brought.new_rules], brought.exchange.raw_size) == ([ORIGIN], len(make_html()))
    assert site.asked == [ROBOTS, URL]


@pytest.mark.parametrize(("pace", "robots"), [(1.0, b""), (0.0, b"User-agent: *\nCrawl-delay: 3\n")])
def test_with_a_pace_the_turn_goes_on_robots_txt(site, pace, robots):
    site.put(ROBOTS, robots)
    brought = visit(site, pace=pace)
    assert (brought.exchange, brought.error, site.asked) == (None, None, [ROBOTS])


def test_rules_that_name_us_are_heard(site):
    brought = visit(site, rules=rules_of("User-agent: factcheck-workbench\nDisallow: /\n"))
    assert isinstance(brought.error, FetchRefused)
    assert (brought.error.code, brought.has_asked, site.asked) == ("robots", False, [])


def test_rules_for_other_pages_or_other_visitors_are_no_hindrance(site):
    site.put(URL, make_html())
    text = "User-agent: *\nDisallow: /private\n\nUser-agent: somebot\nDisallow: /\n"
    assert visit(site, rules=rules_of(text)).error is None


@pytest.mark.parametrize(("status", "words"), [(503, "answered with status 503"), (0, "did not answer")])
def test_while_rules_cannot_be_had_pages_are_left_alone(site, status, words):
    error = visit(site, rules=rules_of(status=status)).error
    assert str(error) == f"The robots.txt of news.example.org {words}, so its pages are left alone for now."
    assert (error.can_retry, error.retry_after, site.asked) == (True, 60.0, [])


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (FetchFailed("Too many.", code="too_many_redirects", can_retry=False), 404),
        (FetchRefused("A picture.", code="bad_type"), 404),
        (FetchFailed("It hung up.", code="truncated"), 0),
        (FetchFailed("Gibberish.", code="bad_answer", can_retry=False), 0),
        (FetchFailed("Endless.", code="too_large", can_retry=False), 0),
    ],
)
def test_a_robots_txt_that_fails_is_none_or_is_away(site, failure, status):
    site.fail(ROBOTS, failure)
    assert visit(site, pace=1.0).new_rules[0].status == status


@pytest.mark.parametrize(
    "failure",
    [
        FetchRefused("10.0.0.1 is not on the public Internet.", code="private_address"),
        FetchFailed("No such name.", code="dns_failed", can_retry=False),
        FetchFailed("The name service is silent.", code="dns_failed"),
    ],
)
def test_where_a_host_cannot_be_reached_the_page_has_that_error(site, failure):
    site.fail(ROBOTS, failure)
    assert (visit(site).error, site.asked) == (failure, [ROBOTS])


def test_a_page_that_a_redirect_leads_to_obeys_its_own_rules(site):
    site.put(URL, make_html(), final_url="https://news.example.org/private/mines")
    brought = visit(site, rules=rules_of("User-agent: *\nDisallow: /private\n"))
    assert (brought.error.code, brought.exchange) == ("robots", None)


def test_rules_that_were_just_asked_for_hold_for_where_a_redirect_leads(site):
    site.put(URL, make_html(), final_url="https://news.example.org/2024/mines")
    brought = visit(site)
    assert (brought.error, [one.origin for one in brought.new_rules]) == (None, [ORIGIN])
    assert site.asked == [ROBOTS, URL]


def test_rules_of_the_host_that_a_redirect_leads_to_are_asked_for(site):
    site.put(URL, make_html(), final_url="https://elsewhere.net/a")
    visitor = Visitor(site, user_agent=AGENT)
    brought = visitor.visit(URL, known_rules={ORIGIN: rules_of()}.get, headers={}, pace_seconds=1.0)
    assert ([one.origin for one in brought.new_rules], brought.error) == (["https://elsewhere.net"], None)
    assert site.asked == [URL, "https://elsewhere.net/robots.txt"]


def test_a_page_that_cannot_be_fetched_is_an_error_of_the_visit(site):
    site.fail(URL, FetchFailed("It hung up.", code="truncated"))
    brought = visit(site, rules=rules_of())
    assert (str(brought.error), brought.exchange, brought.has_asked) == ("It hung up.", None, True)


def test_each_hop_of_a_redirect_has_its_record(site):
    final = "https://news.example.org/2024/mines"
    site.put(URL, make_html(), final_url=final)
    assert records_of(visit(site, rules=rules_of())) == [
        (URL, "302", b"", "unspecified"),
        (final, "200", make_html(), None),
    ]


# ---------------------------------------------------------------- rules at hand


def test_rules_are_at_hand_while_they_are_fresh():
    shelf, rules = RuleShelf(), rules_of()
    shelf.put(rules)
    shelf.put(Visitor(Site(), user_agent=AGENT).read_rules("https://old.example", status=200, text="", fresh_seconds=0))
    assert 0 < shelf(ORIGIN).fresh_seconds < rules.fresh_seconds
    assert shelf("https://old.example") is None


def test_the_oldest_rules_make_room():
    shelf = RuleShelf()
    for number in range(SHELF_LENGTH + 1):
        shelf.put(rules_of(origin=f"https://h{number}.example"))
    assert shelf("https://h0.example") is None
    assert shelf("https://h1.example").origin == "https://h1.example"


def test_rules_that_are_renewed_push_nobody_out_and_are_the_newest():
    shelf = RuleShelf()
    for number in range(SHELF_LENGTH):
        shelf.put(rules_of(origin=f"https://h{number}.example"))
    shelf.put(rules_of(origin="https://h1.example"))
    assert shelf("https://h0.example").origin == "https://h0.example"
    for number in range(2):
        shelf.put(rules_of(origin=f"https://new{number}.example"))
    assert [shelf(f"https://h{number}.example") is None for number in range(4)] == [True, False, True, False]


def test_many_threads_put_rules_on_a_full_shelf():
    shelf, rules = RuleShelf(), rules_of()
    seconds = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(shelf.put, [replace(rules, origin=f"https://h{n}.example") for n in range(30_000)]))
    finally:
        sys.setswitchinterval(seconds)
    assert len(shelf._rules) == SHELF_LENGTH
