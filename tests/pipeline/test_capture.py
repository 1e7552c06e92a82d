"""One visit: robots.txt, the page, the bytes; and what an answer is worth."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from claims.errors import BlobCorrupt, FetchFailed, FetchRefused, NotYet
from claims.models import Host, RobotsFile
from claims.pipeline.capture import (
    check_robots,
    check_status,
    exchange_json,
    facts_from_json,
    filing_address,
    keep_exchanges,
    kept_body,
    read_rules,
    submitted_facts,
    visit_page,
)
from claims.providers import registry
from claims.store.warc import WarcPlace
from tests.factories import make_host
from tests.pipeline.site import make_answer, make_html

URL = "https://news.example.org/mines"
ROBOTS = "https://news.example.org/robots.txt"
ORIGIN = "https://news.example.org"
MAY_PASS = [429, 500, 503]
FINAL = [301, 304, 400, 401, 403, 404, 410, 451]


def visit(*, rules=None, url=URL, headers=None, pace=0.0):
    return visit_page(url, known_rules=lambda origin: rules, headers=headers or {}, pace_seconds=pace)


def rules_of(text="", *, status=200):
    return read_rules(ORIGIN, status=status, text=text)


# ---------------------------------------------------------------- visits


def test_a_visit_brings_the_page_and_its_hash(site):
    site.put(URL, make_html())
    brought = visit(rules=rules_of())
    assert (brought.error, brought.new_rules, brought.has_asked) == (None, (), True)
    assert brought.exchange.page.body == make_html()
    assert brought.exchange.raw_sha256 == hashlib.sha256(make_html()).hexdigest()
    assert site.asked == [URL]


def test_rules_that_are_not_known_are_asked_for(site):
    site.put(URL, make_html())
    brought = visit()
    assert ([one.origin for one in brought.new_rules], brought.exchange.page.body) == ([ORIGIN], make_html())
    assert site.asked == [ROBOTS, URL]


@pytest.mark.parametrize(("pace", "robots"), [(1.0, b""), (0.0, b"User-agent: *\nCrawl-delay: 3\n")])
def test_with_a_pace_the_turn_goes_on_robots_txt(site, pace, robots):
    site.put(ROBOTS, robots)
    brought = visit(pace=pace)
    assert (brought.exchange, brought.error, site.asked) == (None, None, [ROBOTS])


def test_rules_that_name_us_are_heard(site):
    brought = visit(rules=rules_of("User-agent: factcheck-workbench\nDisallow: /\n"))
    assert isinstance(brought.error, FetchRefused)
    assert (brought.error.code, brought.has_asked, site.asked) == ("robots", False, [])


def test_rules_for_other_pages_or_other_visitors_are_no_hindrance(site):
    site.put(URL, make_html())
    text = "User-agent: *\nDisallow: /private\n\nUser-agent: somebot\nDisallow: /\n"
    assert visit(rules=rules_of(text)).error is None


@pytest.mark.parametrize(("status", "words"), [(503, "answered with status 503"), (0, "did not answer")])
def test_while_rules_cannot_be_had_pages_are_left_alone(site, status, words):
    error = visit(rules=rules_of(status=status)).error
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
    assert visit(pace=1.0).new_rules[0].status == status


@pytest.mark.parametrize(
    "failure",
    [
        FetchRefused("10.0.0.1 is not on the public Internet.", code="private_address"),
        FetchFailed("No such name.", code="dns_failed", can_retry=False),
    ],
)
def test_where_robots_txt_can_never_be_had_neither_can_the_page(site, failure):
    site.fail(ROBOTS, failure)
    assert (visit().error, site.asked) == (failure, [ROBOTS])


def test_a_page_that_a_redirect_leads_to_obeys_its_own_rules(site):
    site.put(URL, make_html(), final_url="https://news.example.org/private/mines")
    brought = visit(rules=rules_of("User-agent: *\nDisallow: /private\n"))
    assert (brought.error.code, brought.exchange) == ("robots", None)


def test_rules_of_the_host_that_a_redirect_leads_to_are_asked_for(site):
    site.put(URL, make_html(), final_url="https://elsewhere.net/a")
    brought = visit_page(URL, known_rules={ORIGIN: rules_of()}.get, headers={}, pace_seconds=1.0)
    assert ([one.origin for one in brought.new_rules], brought.error) == (["https://elsewhere.net"], None)
    assert site.asked == [URL, "https://elsewhere.net/robots.txt"]


def test_a_page_that_cannot_be_fetched_is_an_error_of_the_visit(site):
    site.fail(URL, FetchFailed("It hung up.", code="truncated"))
    brought = visit(rules=rules_of())
    assert (str(brought.error), brought.exchange, brought.has_asked) == ("It hung up.", None, True)


# ---------------------------------------------------------------- keeping


def test_what_was_seen_on_the_way_is_in_the_facts(site):
    final = "https://news.example.org/2024/mines"
    site.put(URL, make_html(), final_url=final)
    exchange = visit(rules=rules_of()).exchange
    [facts] = keep_exchanges([exchange])
    assert (facts.requested_url, facts.final_url, facts.status_code) == (URL, final, 200)
    assert [(hop["url"], hop["status"]) for hop in facts.hops] == [(URL, 302), (final, 200)]
    assert (facts.connected_address, facts.content_type, facts.raw_size) == ("192.0.2.7", "text/html", len(make_html()))
    place = WarcPlace(facts.warc_filename, facts.warc_offset, facts.warc_length)
    kept, body = registry.warc_store().read_exchange(place)
    assert (kept["url"], kept["status"], kept["address"], body) == (final, 200, "192.0.2.7", make_html())


def test_bytes_that_are_read_have_their_raw_copy(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([visit(rules=rules_of()).exchange])
    store = registry.blob_store()
    assert store.holds(facts.raw_sha256) is False
    assert kept_body(facts) == make_html()
    assert store.get(facts.raw_sha256) == make_html()


def overwrite(place):
    place.chmod(0o644)
    place.write_bytes(b"Something else.")


@pytest.mark.parametrize("spoil", [Path.unlink, overwrite], ids=["gone", "gone bad"])
def test_a_raw_copy_that_is_gone_or_has_gone_bad_comes_back_from_the_record(site, spoil):
    site.put(URL, make_html())
    [facts] = keep_exchanges([visit(rules=rules_of()).exchange])
    store = registry.blob_store()
    kept_body(facts)
    spoil(store.path_of(facts.raw_sha256))
    assert kept_body(facts) == make_html()
    assert store.get(facts.raw_sha256) == make_html()


def test_a_record_with_other_bytes_than_were_fetched_is_not_read(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([visit(rules=rules_of()).exchange])
    with pytest.raises(BlobCorrupt, match="holds other bytes than were fetched"):
        kept_body(replace(facts, raw_sha256="0" * 64))


def test_facts_come_back_from_the_row_as_they_were(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([visit(rules=rules_of()).exchange])
    read, charset = facts_from_json(exchange_json(facts, charset="utf-8"))
    assert (read, charset) == (facts, "utf-8")


def test_nothing_to_keep_keeps_nothing(own_data_folder):
    assert keep_exchanges([]) == []
    assert not (own_data_folder / "warc").exists()


@pytest.mark.parametrize("status", [*MAY_PASS, *FINAL])
def test_an_answer_that_is_no_page_is_an_error_that_says_whether_it_may_pass(status):
    with pytest.raises(FetchFailed) as caught:
        check_status(make_answer(URL, b"<h1>Sorry</h1>", status=status))
    assert str(caught.value) == f"news.example.org answered with status {status}."
    assert (caught.value.code, caught.value.can_retry) == ("http_error", status in MAY_PASS)


def test_a_page_is_filed_under_its_address_or_under_its_bytes():
    assert filing_address("HTTPS://Example.org/a#b", sha256="00") == "https://example.org/a"
    assert [filing_address(url, sha256="00") for url in ("", "mailto:a@b.c", "https://example.org/" + "a" * 3000)] == [
        "urn:sha256:00"
    ] * 3


def test_what_was_handed_in_has_facts_without_an_address():
    facts = submitted_facts(b"A text.", sha256="a" * 64, content_type="text/plain")
    assert (facts.method, facts.raw_size, facts.final_url, facts.warc_filename) == ("submitted", 7, "", "")


# ---------------------------------------------------------------- robots.txt, for those who hold a turn themselves


@pytest.mark.django_db
def test_whoever_holds_a_turn_asks_for_robots_txt_once_in_a_day(site, settings):
    settings.HOST_PACE_SECONDS = 0.0
    host = make_host("news.example.org")
    check_robots(URL, host=host)
    check_robots(URL, host=host)
    assert site.asked == [ROBOTS]
    RobotsFile.objects.update(fetched_at=timezone.now() - timedelta(hours=25))
    check_robots(URL, host=host)
    assert site.asked == [ROBOTS, ROBOTS]


@pytest.mark.django_db
def test_with_a_pace_whoever_asked_for_robots_txt_waits(site):
    site.put(ROBOTS, b"User-agent: *\nCrawl-delay: 7\n")
    host = make_host("news.example.org")
    with pytest.raises(NotYet) as caught:
        check_robots(URL, host=host)
    assert (caught.value.retry_after, Host.objects.get().crawl_delay) == (7.0, 7.0)
    assert check_robots(URL, host=host) is None


@pytest.mark.django_db
def test_whoever_holds_a_turn_is_refused_what_robots_txt_closes(site):
    site.put(ROBOTS, b"User-agent: *\nDisallow: /mines\n")
    with pytest.raises(FetchRefused):
        check_robots(URL, host=make_host("news.example.org"))


@pytest.mark.django_db
def test_robots_txt_with_bytes_that_no_text_has_is_kept_and_obeyed(site, settings):
    settings.HOST_PACE_SECONDS = 0.0
    site.put(ROBOTS, b"\xff\x00User-agent: x\nUser-agent: *\nDisallow: /mines\n")
    for _ in range(2):
        with pytest.raises(FetchRefused):
            check_robots(URL, host=make_host(f"h{_}.example"))
    assert site.asked == [ROBOTS]
