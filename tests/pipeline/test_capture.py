import pytest
from django.core.cache import cache

from claims.errors import ExtractionError, FetchFailed, FetchRefused, StoreFull
from claims.pipeline.capture import capture_url, check_robots, submitted_facts
from claims.providers import registry
from claims.store.warc import WarcPlace
from tests.pipeline.site import make_html

URL = "https://news.example.org/mines"
ROBOTS = "https://news.example.org/robots.txt"
MAY_PASS = [429, 500, 503]
FINAL = [301, 400, 401, 403, 404, 410, 451]


def test_bytes_and_exchange_are_kept_before_anything_reads_them(site):
    site.put(URL, make_html())
    facts, _ = capture_url(URL, renew=lambda: None)
    assert registry.blob_store().get(facts.raw_sha256) == make_html()
    exchange, body = registry.warc_store().read_exchange(
        WarcPlace(facts.warc_filename, facts.warc_offset, facts.warc_length)
    )
    assert (exchange["url"], exchange["status"], exchange["address"], body) == (URL, 200, "192.0.2.7", make_html())


def test_what_was_seen_on_the_way_is_in_the_facts(site):
    final = "https://www.example.org/2024/mines"
    site.put(URL, make_html(), final_url=final)
    facts, extracted = capture_url(URL, renew=lambda: None)
    assert (facts.requested_url, facts.final_url, facts.status_code) == (URL, final, 200)
    assert [(hop["url"], hop["status"]) for hop in facts.hops] == [(URL, 302), (final, 200)]
    assert (facts.connected_address, facts.content_type, facts.raw_size) == ("192.0.2.7", "text/html", len(make_html()))
    assert (extracted.title, extracted.quality) == ("Mines for Ukraine", "article")


@pytest.mark.parametrize("status", [*MAY_PASS, *FINAL])
def test_an_answer_that_is_no_page_is_an_error_that_says_whether_it_may_pass(site, status):
    site.put(URL, b"<h1>Sorry</h1>", status=status)
    with pytest.raises(FetchFailed) as caught:
        capture_url(URL, renew=lambda: None)
    assert str(caught.value) == f"news.example.org answered with status {status}."
    assert (caught.value.code, caught.value.can_retry) == ("http_error", status in MAY_PASS)


def test_an_answer_that_is_no_page_is_kept_all_the_same(site, own_data_folder):
    site.put(URL, b"<h1>Sorry</h1>", status=404)
    with pytest.raises(FetchFailed):
        capture_url(URL, renew=lambda: None)
    assert [path.read_bytes() for path in (own_data_folder / "raw").rglob("*") if path.is_file()] == [b"<h1>Sorry</h1>"]


def test_bytes_that_are_no_text_are_an_error(site):
    site.put(URL, b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    with pytest.raises(ExtractionError, match="it looks like a PNG image"):
        capture_url(URL, renew=lambda: None)


def test_a_full_disk_keeps_nothing_and_says_so(site, monkeypatch):
    def full(body):
        raise StoreFull("The disk is full; free some room and try again.")

    site.put(URL, make_html())
    store = registry.blob_store()
    monkeypatch.setattr(store, "put", full)
    monkeypatch.setattr(registry, "blob_store", lambda: store)
    with pytest.raises(StoreFull) as caught:
        capture_url(URL, renew=lambda: None)
    assert caught.value.can_retry is True


def test_a_page_that_robots_txt_closes_is_not_asked_for(site):
    site.put(URL, make_html())
    site.put(ROBOTS, b"User-agent: *\nDisallow: /mines\n", content_type="text/plain")
    with pytest.raises(FetchRefused) as caught:
        capture_url(URL, renew=lambda: None)
    assert str(caught.value) == (
        "The robots.txt of news.example.org does not allow this page to be fetched. Paste its text instead."
    )
    assert (caught.value.code, caught.value.can_retry) == ("robots", False)
    assert site.asked == [ROBOTS]


def test_a_robots_txt_that_closes_other_pages_or_other_visitors_is_no_hindrance(site):
    site.put(ROBOTS, b"User-agent: *\nDisallow: /private\n\nUser-agent: somebot\nDisallow: /\n")
    assert check_robots(URL) is None


def test_a_robots_txt_that_names_us_is_heard(site):
    site.put(ROBOTS, b"User-agent: factcheck-workbench\nDisallow: /\n")
    with pytest.raises(FetchRefused):
        check_robots(URL)


def test_a_host_whose_robots_txt_is_broken_is_left_alone_for_now(site):
    site.put(ROBOTS, b"", status=503)
    with pytest.raises(FetchRefused):
        check_robots(URL)


def test_a_host_that_cannot_be_reached_says_so_when_the_page_is_asked_for(site):
    error = FetchFailed("The host news.example.org has no address.", code="dns_failed")
    site.fail(ROBOTS, error)
    site.fail(URL, error)
    with pytest.raises(FetchFailed) as caught:
        capture_url(URL, renew=lambda: None)
    assert caught.value.code == "dns_failed"


def test_a_host_that_our_gate_refuses_is_refused_at_its_robots_txt(site):
    site.fail(ROBOTS, FetchRefused("127.0.0.1 is not on the public Internet.", code="private_address"))
    with pytest.raises(FetchRefused) as caught:
        capture_url(URL, renew=lambda: None)
    assert (caught.value.code, site.asked) == ("private_address", [ROBOTS])


def test_robots_txt_is_asked_for_once_in_a_day(site):
    site.put(URL, make_html())
    capture_url(URL, renew=lambda: None)
    capture_url(URL, renew=lambda: None)
    assert site.asked == [ROBOTS, URL, URL]


def test_without_redis_every_page_asks_for_robots_txt_again(site, settings, tmp_path):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"unix://{tmp_path}/no.sock?db=0",
        }
    }
    site.put(URL, make_html())
    capture_url(URL, renew=lambda: None)
    capture_url(URL, renew=lambda: None)
    assert site.asked == [ROBOTS, URL, ROBOTS, URL]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def test_what_was_handed_in_has_facts_without_an_address():
    facts = submitted_facts(b"A text.", sha256="a" * 64, content_type="text/plain")
    assert (facts.method, facts.raw_size, facts.final_url, facts.warc_filename) == ("submitted", 7, "", "")


def test_the_lease_is_kept_before_the_page_and_before_the_reading(site):
    site.put(URL, make_html())
    asked_when_renewed = []
    capture_url(URL, renew=lambda: asked_when_renewed.append(list(site.asked)))
    assert asked_when_renewed == [[ROBOTS], [ROBOTS, URL]]
