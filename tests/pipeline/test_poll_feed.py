"""Feeds polled through the real fetcher, from a server of the test's own."""

import pytest
from django.db.models.functions import Now

from claims.errors import BadInput, FetchFailed, FetchRefused, NotYet, PermissionDenied
from claims.models import Article, AuditEvent, CaptureJob, Feed, FeedItem, Host
from claims.net.client import Fetcher, FetchLimits
from claims.pipeline.poll_feed import poll_feed, preview_feed, preview_patiently
from claims.providers import registry
from tests.factories import make_feed
from tests.net.hostile import HostileServer, answer, redirect, reset_after

pytestmark = pytest.mark.django_db

NO_ROBOTS = answer(b"", status="404 Not Found")


def rss(*links: str, title: str = "News") -> bytes:
    items = "".join(f"<item><guid>{link}</guid><link>{link}</link><title>About {link}</title></item>" for link in links)
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


@pytest.fixture
def serve(monkeypatch, settings):
    """Starts a server for `site.test`; everything that is fetched in the test comes from there."""
    settings.ALLOWED_PRIVATE_HOSTS = ["site.test", "other.test"]
    settings.HOST_PACE_SECONDS = 0.0
    fetcher = Fetcher(
        user_agent="factcheck-workbench/1 (tests)",
        limits=FetchLimits(connect_seconds=1.0, first_byte_seconds=1.0, total_seconds=3.0),
        resolver=lambda host, port: ["127.0.0.1"] if host.endswith(".test") else ["93.184.216.34"],
        allowed_private_hosts=frozenset({"site.test", "other.test"}),
    )
    monkeypatch.setattr(registry, "fetcher", lambda: fetcher)
    running = []

    def start(**scripts):
        paths = {f"/{name.replace('_', '.')}": script for name, script in scripts.items()}
        server = HostileServer({"/robots.txt": NO_ROBOTS, **paths}).__enter__()
        running.append(server)
        return server

    yield start
    for server in running:
        server.__exit__()


def leased(feed: Feed) -> Feed:
    Feed.objects.filter(pk=feed.pk).update(job_state="queued", job_next_attempt_at=Now(), job_attempts=0)
    [row] = Feed.objects.lease([feed.pk], seconds=60)
    return row


def sent_headers(server: HostileServer, path: str) -> list[dict[str, str]]:
    heads = [head for head in server.requests if head.split(" ")[1] == path]
    return [dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if ": " in line) for head in heads]


def test_new_items_are_captured_and_known_ones_left_alone(serve):
    links = ["https://news.example/2", "https://news.example/1"]
    server = serve(feed_xml=answer(rss(*links)))
    feed = make_feed(url=server.url("/feed.xml"))
    ready = poll_feed(leased(feed))
    assert (ready, sorted(row.url for row in ready)) == (list(CaptureJob.objects.order_by("-pk"))[::-1], sorted(links))
    assert poll_feed(leased(feed)) == []
    feed.refresh_from_db()
    assert (feed.kind, feed.title, feed.items.count(), feed.last_new, feed.failures) == ("rss", "News", 2, 0, 0)


def test_new_items_become_articles_where_the_feed_is_for_them(serve):
    server = serve(feed_xml=answer(rss("https://news.example/1?utm_source=rss")))
    feed = make_feed(url=server.url("/feed.xml"), use="articles")
    assert poll_feed(leased(feed)) == [Article.objects.get(url="https://news.example/1", submitted_by=feed.added_by)]


def test_an_unchanged_feed_costs_no_body(serve):
    marks = {"ETag": '"v1"', "Last-Modified": "Wed, 20 Nov 2024 10:00:00 GMT"}
    server = serve(feed_xml=answer(rss("https://news.example/1"), headers=marks))
    feed = make_feed(url=server.url("/feed.xml"))
    poll_feed(leased(feed))
    server._scripts["/feed.xml"] = answer(b"", status="304 Not Modified")
    assert poll_feed(leased(feed)) == []
    feed.refresh_from_db()
    assert (feed.last_new, feed.etag, feed.failures, feed.items.count()) == (0, '"v1"', 0, 1)
    first, second = sent_headers(server, "/feed.xml")
    assert (first.get("if-none-match"), second["if-none-match"]) == (None, '"v1"')
    assert second["if-modified-since"] == "wed, 20 nov 2024 10:00:00 gmt"


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answer(b"", status="404 Not Found"), "site.test answered with status 404."),
        (answer(b"", status="503 Away", headers={"Retry-After": "7200"}), "site.test answered with status 503."),
        (
            answer(b"<!DOCTYPE html><html></html>"),
            "This is a web page, not a feed. Look on the page for the address of",
        ),
        (answer(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"), "The feed declares a document type or entities, which can"),
        (
            reset_after(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss>"),
            "The answer of the host “site.test” breaks",
        ),
    ],
)
def test_a_poll_that_fails_is_on_the_feed_and_comes_again_later(serve, script, error):
    feed = leased(make_feed(url=serve(feed_xml=script).url("/feed.xml")))
    assert poll_feed(feed) == []
    feed.refresh_from_db()
    assert (feed.last_error[: len(error)], feed.failures, feed.items.count()) == (error, 1, 0)
    wait = (feed.next_poll_at - feed.last_polled_at).total_seconds()
    assert round(wait / 60) == (120 if "503" in error else 60)


UNASKED = "site.test answered that nothing changed (status 304), although it was asked for the whole feed."


def test_nothing_changed_is_no_answer_to_whoever_holds_nothing(serve):
    server = serve(feed_xml=answer(b"", status="304 Not Modified"))
    feed = leased(make_feed(url=server.url("/feed.xml")))
    assert poll_feed(feed) == []
    feed.refresh_from_db()
    assert (feed.last_error, feed.failures) == (UNASKED, 1)
    with pytest.raises(FetchFailed) as caught:
        preview_feed(server.url("/feed.xml"))
    assert (str(caught.value), caught.value.code, caught.value.can_retry) == (UNASKED, "bad_answer", True)


def test_an_address_inside_is_refused_until_a_person_changes_it(serve, settings):
    server = serve(feed_xml=answer(rss()))
    settings.ALLOWED_PRIVATE_HOSTS = []
    feed = leased(make_feed(url="http://10.0.0.1/feed.xml"))
    with pytest.raises(FetchRefused) as caught:
        poll_feed(feed)
    feed.refresh_from_db()
    assert (caught.value.code, feed.last_error, server.requests) == ("private_address", str(caught.value), [])


def test_a_feed_of_somebody_who_left_is_parked_with_its_items(serve):
    server = serve(feed_xml=answer(rss("https://news.example/1")))
    feed = leased(make_feed(url=server.url("/feed.xml"), use="articles"))
    feed.added_by.memberships.all().delete()
    with pytest.raises(PermissionDenied):
        poll_feed(feed)
    assert (Article.objects.count(), feed.items.get().note) == (0, "")


def test_robots_txt_is_obeyed(serve):
    server = serve(robots_txt=answer(b"User-agent: *\nDisallow: /feed"), feed_xml=answer(rss("https://news.example/1")))
    feed = leased(make_feed(url=server.url("/feed.xml")))
    assert poll_feed(feed) == []
    feed.refresh_from_db()
    assert (server.paths(), feed.items.count(), feed.failures) == (["/robots.txt"], 0, 1)
    assert "robots.txt" in feed.last_error


def test_robots_txt_of_the_host_that_a_feed_has_moved_to_is_obeyed(serve):
    new = serve(robots_txt=answer(b"User-agent: *\nDisallow: /"), feed_xml=answer(rss("https://news.example/1")))
    old = serve(feed_xml=redirect(new.url("/feed.xml", host="other.test")))
    feed = leased(make_feed(url=old.url("/feed.xml")))
    assert poll_feed(feed) == []
    feed.refresh_from_db()
    assert (feed.items.count(), "other.test" in feed.last_error) == (0, True)


def test_a_feed_waits_for_its_turn_at_the_host(serve, settings):
    server = serve(feed_xml=answer(rss("https://news.example/1")))
    settings.HOST_PACE_SECONDS = 30.0
    feed = leased(make_feed(url=server.url("/feed.xml")))
    for _ in range(2):
        with pytest.raises(NotYet) as caught:
            poll_feed(feed)
        assert 25 < caught.value.retry_after <= 30
    assert (server.paths(), feed.items.count()) == (["/robots.txt"], 0)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_polled_at) == (0, None)


def test_the_host_is_let_go_whatever_happens(serve):
    server = serve(good_xml=answer(rss()), bad_xml=reset_after(b"HTTP/1.1 200 OK\r\n"), odd_xml=answer(b"odd"))
    for name in ("good", "bad", "odd"):
        poll_feed(leased(make_feed(url=server.url(f"/{name}.xml"))))
        assert list(Host.objects.values_list("name", "holder", "held_until")) == [("site.test", "", None)]
    assert Host.objects.get().failures == 0


@pytest.mark.parametrize("row", ["http://feed.example/enclosure-private"])
def test_an_item_that_leads_inside_is_judged_like_an_address_of_a_person(serve, row):
    server = serve(feed_xml=answer(rss("http://10.0.0.1/", "http://127.1/", "https://news.example/1")))
    feed = leased(make_feed(url=server.url("/feed.xml")))
    assert [row.url for row in poll_feed(feed)] == ["https://news.example/1"]
    notes = dict(FeedItem.objects.exclude(note="").values_list("guid", "note"))
    assert notes == {
        "http://10.0.0.1/": notes["http://10.0.0.1/"],
        "http://127.1/": "It names no address of a web page.",
    }
    assert notes["http://10.0.0.1/"].startswith(
        "http://10.0.0.1/ is not fetched: 10.0.0.1 is not on the public Internet"
    )


def test_what_an_interrupted_poll_left_is_taken_by_the_next(serve):
    server = serve(feed_xml=answer(rss("https://news.example/1"), headers={"ETag": '"v1"'}))
    feed = make_feed(url=server.url("/feed.xml"))
    poll_feed(leased(feed))
    FeedItem.objects.update(capture_job=None)
    server._scripts["/feed.xml"] = answer(b"", status="304 Not Modified")
    assert poll_feed(leased(feed)) == [CaptureJob.objects.get()]


def urlset(*paths: str) -> bytes:
    addresses = "".join(f"<url><loc>https://news.example/{path}</loc></url>" for path in paths)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{addresses}</urlset>".encode()


def sitemap_index(*names: str) -> bytes:
    parts = "".join(
        f"<sitemap><loc>/{name}.xml</loc><lastmod>2024-11-2{n}</lastmod></sitemap>" for n, name in enumerate(names)
    )
    return f"<sitemapindex>{parts}</sitemapindex>".encode()


def test_the_newest_parts_of_a_sitemap_index_are_read(serve):
    server = serve(
        index_xml=answer(sitemap_index("old", "a", "b", "c")),
        a_xml=answer(urlset("a1")),
        b_xml=answer(b"", status="503 Away"),
        c_xml=answer(urlset("c1", "c2")),
    )
    feed = leased(make_feed(url=server.url("/index.xml")))
    assert [row.url.rpartition("/")[2] for row in poll_feed(feed)] == ["c1", "c2", "a1"]
    assert server.paths() == ["/robots.txt", "/index.xml", "/c.xml", "/b.xml", "/a.xml"]
    feed.refresh_from_db()
    assert (feed.last_new, feed.last_error) == (3, "site.test answered with status 503.")
    server._scripts["/b.xml"] = answer(urlset("b1"))
    assert [row.url.rpartition("/")[2] for row in poll_feed(leased(feed))] == ["b1"]
    assert server.paths()[5:] == ["/index.xml", "/b.xml"]


def test_with_a_pace_each_part_waits_for_its_turn_and_nothing_is_asked_for_twice(serve, settings):
    server = serve(index_xml=answer(sitemap_index("a", "b")), a_xml=answer(urlset("a1")), b_xml=answer(urlset("b1")))
    feed = leased(make_feed(url=server.url("/index.xml")))
    settings.HOST_PACE_SECONDS = 30.0
    ready = []
    for _ in range(3):
        with pytest.raises(NotYet) as caught:
            poll_feed(feed)
        ready += caught.value.ready
        Host.objects.update(not_before="2024-01-01T00:00:00Z")
    ready += poll_feed(feed)
    assert server.paths() == ["/robots.txt", "/index.xml", "/b.xml", "/a.xml"]
    assert [row.url for row in ready] == ["https://news.example/b1", "https://news.example/a1"]


def test_a_preview_says_what_would_come_and_keeps_nothing(serve):
    links = [f"https://news.example/{number}" for number in range(25)]
    server = serve(feed_xml=answer(rss("http://10.0.0.1/", *links)), four_xml=answer(rss(*links[:4], title="Four")))
    preview = preview_feed(server.url("/feed.xml"))
    assert (preview.kind, preview.title, len(preview.items), preview.would_add) == ("rss", "News", 26, 19)
    assert [problem[:31] for problem in preview.problems] == ["http://10.0.0.1/ is not fetched"]
    four = preview_feed(server.url("/four.xml"))
    assert (four.title, four.would_add, four.problems) == ("Four", 4, ())
    rows = [model.objects.count() for model in (Feed, FeedItem, Article, CaptureJob, AuditEvent)]
    assert rows == [0, 0, 0, 0, 0]


def test_a_preview_tells_what_to_know_before(serve):
    nameless = rss("https://news.example/1", "mailto:a@b.example")
    server = serve(
        index_xml=answer(sitemap_index("a", "b")),
        nameless_xml=answer(nameless),
        empty_xml=answer(rss()),
        page_xml=answer(b"x"),
    )
    assert preview_feed(server.url("/index.xml")).problems == (
        "It lists 2 further sitemaps; the newest 3 are read at each poll.",
    )
    assert preview_feed(server.url("/nameless.xml")).problems == ("1 of its items name no address of a web page.",)
    assert preview_feed(server.url("/empty.xml")).problems == ("It has no items now.",)
    with pytest.raises(BadInput, match="neither a feed nor a sitemap"):
        preview_feed(server.url("/page.xml"))
    with pytest.raises(BadInput, match="is not fetched"):
        preview_feed("http://192.168.0.1/feed")


def test_a_short_wait_for_a_preview_is_waited_for(serve, settings):
    server = serve(feed_xml=answer(rss("https://news.example/1")))
    settings.HOST_PACE_SECONDS = 0.2  # after robots.txt, which is asked for first
    assert preview_patiently(server.url("/feed.xml"), seconds=5.0).would_add == 1


def test_a_long_wait_for_a_preview_is_not(serve, settings):
    server = serve(feed_xml=answer(rss("https://news.example/1")))
    settings.HOST_PACE_SECONDS = 30.0
    with pytest.raises(NotYet):
        preview_patiently(server.url("/feed.xml"), seconds=0.5)
