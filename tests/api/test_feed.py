import pytest

from claims.enums import Role
from claims.errors import NotYet
from claims.models import AuditEvent, Feed
from claims.pipeline.poll_feed import FeedPreview
from tests.api.conftest import fault_of, make_caller
from tests.factories import make_article, make_capture_job, make_feed, make_feed_item, make_snapshot
from tests.management.feed_server import served_feed

URL = "https://feeds.example/news.xml"
OPML = """<opml version="2.0"><body><outline text="News">
<outline xmlUrl="https://feeds.example/a.xml" title="A"/>
<outline xmlUrl="https://feeds.example/known.xml" title="Known"/>
<outline xmlUrl="http://127.0.0.1/feed" title="Inward"/>
</outline></body></opml>"""


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Rows that were rung for."""
    rung: list = []
    monkeypatch.setattr("claims.api.feed.enqueue", rung.extend)
    return rung


@pytest.fixture
def caller(db):
    """An editor."""
    return make_caller(role=Role.EDITOR)


@pytest.fixture
def feed_url(monkeypatch, settings):
    """A feed with two items on this machine."""
    with served_feed(monkeypatch, settings) as url:
        yield url


def test_feed_is_added_once_and_polled_first(caller, bells):
    body = {"url": "HTTPS://Feeds.example/news.xml", "use": "articles", "interval_minutes": 60, "title": "News"}
    response = caller.send("POST", "feeds", body)
    shown, feed = response.json(), Feed.objects.get()
    assert (response.status_code, response["Location"], bells) == (202, shown["self"], [feed])
    assert [shown.pop(name) is not None for name in ("created_at", "next_poll_at", "job")] == [True] * 3
    assert shown == {
        "id": feed.public_id,
        "self": f"http://testserver/api/v1/feeds/{feed.public_id}",
        "desk": caller.desk.public_id,
        "url": URL,
        "title": "News",
        "kind": "unknown",
        "use": "articles",
        "interval_minutes": 60,
        "is_paused": False,
        "added_by": caller.user.username,
        "last_polled_at": None,
        "last_new": 0,
        "failures": 0,
        "last_error": None,
    }
    again = caller.send("POST", "feeds", {"url": URL})
    assert (again.status_code, again.json()["id"], bells) == (200, feed.public_id, [feed])


def test_dry_run_says_what_the_feed_would_bring_and_keeps_nothing(caller, feed_url, bells):
    response = caller.send("POST", "feeds", {"url": feed_url, "dry_run": True})
    shown = response.json()
    assert (response.status_code, shown["kind"], shown["title"], shown["would_add"]) == (200, "rss", "Harbour News", 2)
    assert [(item["title"], item["url"]) for item in shown["items"]] == [
        ("Exports rise", "https://news.example/2"),
        ("Quay reopens", "https://news.example/1"),
    ]
    assert (shown["is_known"], Feed.objects.count(), bells) == (False, 0, [])


def test_dry_run_of_what_is_no_feed_says_so(caller, feed_url):
    response = caller.send("POST", "feeds", {"url": feed_url.replace("feed.xml", "other"), "dry_run": True})
    assert (response.status_code, response["Content-Type"], response.json()["code"]) == (
        502,
        "application/problem+json",
        "http_error",
    )


def test_host_that_wants_a_long_time_between_visits_is_503_with_when_to_come_back(caller, monkeypatch):
    def busy(url):
        raise NotYet("Waiting for its turn at feeds.example.", retry_after=59.2)

    monkeypatch.setattr("claims.pipeline.poll_feed.preview_feed", busy)
    response = caller.send("POST", "feeds", {"url": URL, "dry_run": True})
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response.json()["detail"] == "Waiting for its turn at feeds.example."


def test_host_that_wants_a_moment_is_given_it(caller, monkeypatch):
    answers = [NotYet("Not now.", retry_after=0.01), FeedPreview("rss", "News", (), 0, ("It has no items now.",))]

    def preview(url):
        answer = answers.pop(0)
        if isinstance(answer, NotYet):
            raise answer
        return answer

    monkeypatch.setattr("claims.pipeline.poll_feed.preview_feed", preview)
    response = caller.send("POST", "feeds", {"url": URL, "dry_run": True})
    assert (response.status_code, response.json()["problems"], answers) == (200, ["It has no items now."], [])


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://[::1]/", "ftp://feeds.example/", "nonsense"])
def test_address_that_is_never_fetched_is_422(caller, url, dry_run):
    assert fault_of(caller.send("POST", "feeds", {"url": url, "dry_run": dry_run})) == (422, ["#/url"])
    assert Feed.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ({}, (400, ["#/url"])),
        ({"url": URL, "use": "both"}, (400, ["#/use"])),
        ({"url": URL, "interval_minutes": 1}, (422, ["#/interval_minutes"])),
        ({"url": URL, "interval_minutes": "soon"}, (400, ["#/interval_minutes"])),
        ({"url": URL, "etag": "x"}, (400, ["#/etag"])),
    ],
)
def test_feed_that_is_not_as_described_is_refused(caller, body, answer):
    assert fault_of(caller.send("POST", "feeds", body)) == answer
    assert Feed.objects.count() == 0


def test_who_may_not_change_feeds_does_not_make_us_fetch(db, monkeypatch):
    monkeypatch.setattr("claims.api.feed.preview_patiently", None)
    body = {"url": URL, "dry_run": True}
    assert make_caller(role=Role.REVIEWER).send("POST", "feeds", body).status_code == 403


def test_feed_is_changed(caller):
    feed = make_feed(caller.desk)
    shown = caller.send("PATCH", f"feeds/{feed.public_id}", {"is_paused": True, "title": "Ours"}).json()
    assert (shown["is_paused"], shown["title"], shown["interval_minutes"]) == (True, "Ours", 30)
    assert AuditEvent.objects.filter(action="feed.changed").count() == 1


def test_feed_that_was_given_up_is_polled_again_after_a_change(caller, bells):
    feed = make_feed(caller.desk, job_state="failed", job_error="It is refused.")
    caller.send("PATCH", f"feeds/{feed.public_id}", {"interval_minutes": 60})
    assert bells == [feed]


def test_feed_is_removed_and_what_came_of_it_stays(caller):
    feed = make_feed(caller.desk)
    article = make_article(caller.desk)
    make_feed_item(feed, article=article)
    response = caller.send("DELETE", f"feeds/{feed.public_id}")
    assert (response.status_code, response.content, Feed.objects.count()) == (204, b"", 0)
    assert caller.ask(f"articles/{article.public_id}").status_code == 200
    assert caller.ask(f"feeds/{feed.public_id}").status_code == 404


@pytest.mark.parametrize("state", ["done", "failed"])
def test_feed_is_polled_now(caller, bells, state):
    feed = make_feed(caller.desk, job_state=state, job_error="No answer." if state == "failed" else "")
    response = caller.send("POST", f"feeds/{feed.public_id}/polls")
    assert (response.status_code, response.json()["job"]["state"], bells) == (202, "queued", [feed])
    assert caller.send("POST", f"feeds/{feed.public_id}/polls").status_code == 409


def test_items_tell_whom_the_feed_names_and_what_was_made_of_each(caller):
    feed, snapshot, article = make_feed(caller.desk), make_snapshot(), make_article(caller.desk)
    capture = make_capture_job(snapshot=snapshot, outcome="captured", job_state="done")
    taken = make_feed_item(feed, capture_job=capture, title="A", source_name="Reuters", source_url="https://r.example/")
    read = make_feed_item(feed, article=article)
    refused = make_feed_item(feed, url="", note="It names no address of a web page.")
    shown = caller.ask(f"feeds/{feed.public_id}/items").json()["results"]
    told = {
        item["id"]: (item["source_name"], item["article"], item["capture_outcome"], item["snapshot"], item["note"])
        for item in shown
    }
    assert told == {
        refused.public_id: (None, None, None, None, "It names no address of a web page."),
        read.public_id: (None, article.public_id, None, None, None),
        taken.public_id: ("Reuters", None, "captured", snapshot.public_id, None),
    }


def test_list_of_feeds_is_imported_line_by_line(caller, bells):
    known = make_feed(caller.desk, url="https://feeds.example/known.xml")
    response = caller.send("POST", "feeds/imports", {"opml": OPML, "use": "articles"})
    shown, added = response.json(), Feed.objects.get(url="https://feeds.example/a.xml")
    assert (response.status_code, bells, added.use, added.title) == (200, [added], "articles", "A")
    assert {name: shown[name] for name in ("added", "known", "refused", "later", "is_dry_run")} == {
        "added": 1,
        "known": 1,
        "refused": 1,
        "later": 0,
        "is_dry_run": False,
    }
    assert [(line["url"], line["outcome"], line["feed"]) for line in shown["feeds"]] == [
        ("https://feeds.example/a.xml", "added", added.public_id),
        ("https://feeds.example/known.xml", "known", known.public_id),
        ("http://127.0.0.1/feed", "refused", None),
    ]
    assert [bool(line["reason"]) for line in shown["feeds"]] == [False, False, True]


def test_dry_import_adds_nothing(caller, bells):
    shown = caller.send("POST", "feeds/imports", {"opml": OPML, "dry_run": True}).json()
    assert (shown["added"], shown["refused"], shown["is_dry_run"]) == (2, 1, True)
    assert (Feed.objects.count(), bells) == (0, [])


def test_long_list_is_taken_in_parts(caller, monkeypatch):
    monkeypatch.setattr("claims.api.feed.MOST_AT_ONCE", 1)
    shown = caller.send("POST", "feeds/imports", {"opml": OPML}).json()
    assert [line["outcome"] for line in shown["feeds"]] == ["added", "later", "refused"]
    shown = caller.send("POST", "feeds/imports", {"opml": OPML}).json()
    assert [line["outcome"] for line in shown["feeds"]] == ["known", "added", "refused"]


@pytest.mark.parametrize("opml", ["", "<html/>", "no markup", "<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>"])
def test_list_that_is_none_is_refused(caller, opml):
    assert caller.send("POST", "feeds/imports", {"opml": opml}).status_code == (422 if opml else 400)
