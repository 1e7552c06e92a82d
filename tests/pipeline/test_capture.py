"""What a visit brought: kept, read again, judged; and robots.txt for those who hold a turn themselves."""

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
    submitted_facts,
    visitor,
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


def brought_exchange(url=URL):
    """What a visit to a page brings whose host has no rules."""
    rules = visitor().read_rules(ORIGIN, status=200, text="")
    return visitor().visit(url, known_rules=lambda origin: rules, headers={}, pace_seconds=0.0).exchange


# ---------------------------------------------------------------- keeping


def record_at(filename, hop):
    """The facts in the record that a hop names."""
    place = WarcPlace(filename, hop["warc_offset"], hop["warc_length"])
    return registry.warc_store().read_exchange(place)[0]


def test_what_was_seen_on_the_way_is_in_the_facts(site):
    final = "https://news.example.org/2024/mines"
    site.put(URL, make_html(), final_url=final)
    exchange = brought_exchange()
    [facts] = keep_exchanges([exchange])
    assert (facts.requested_url, facts.final_url, facts.status_code) == (URL, final, 200)
    assert [(hop["url"], hop["status"]) for hop in facts.hops] == [(URL, 302), (final, 200)]
    assert [record_at(facts.warc_filename, hop)["status"] for hop in facts.hops] == [302, 200]
    assert (facts.connected_address, facts.content_type, facts.raw_size) == ("192.0.2.7", "text/html", len(make_html()))
    place = WarcPlace(facts.warc_filename, facts.warc_offset, facts.warc_length)
    kept, body = registry.warc_store().read_exchange(place)
    assert (kept["url"], kept["status"], kept["address"], body) == (final, 200, "192.0.2.7", make_html())


def test_bytes_that_are_read_have_their_raw_copy(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([brought_exchange()])
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
    [facts] = keep_exchanges([brought_exchange()])
    store = registry.blob_store()
    kept_body(facts)
    spoil(store.path_of(facts.raw_sha256))
    assert kept_body(facts) == make_html()
    assert store.get(facts.raw_sha256) == make_html()


def test_a_record_with_other_bytes_than_were_fetched_is_not_read(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([brought_exchange()])
    with pytest.raises(BlobCorrupt, match="holds other bytes than were fetched"):
        kept_body(replace(facts, raw_sha256="0" * 64))


def test_facts_come_back_from_the_row_as_they_were(site):
    site.put(URL, make_html())
    [facts] = keep_exchanges([brought_exchange()])
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
