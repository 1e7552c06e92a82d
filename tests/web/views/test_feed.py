import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.enums import Role
from claims.models import Feed
from tests.factories import make_desk, make_feed, make_feed_item, make_user
from tests.management.feed_server import served_feed

pytestmark = pytest.mark.django_db

OPML = (
    b"<opml version='2.0'><body><outline text='News'>"
    b"<outline type='rss' text='Ministry' xmlUrl='https://ministry.example/rss'/>"
    b"<outline type='rss' text='Inward' xmlUrl='http://10.0.0.1/rss'/></outline></body></opml>"
)


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def editor(client, desk):
    user = make_user(desk, role=Role.EDITOR)
    client.force_login(user)
    return user


def typed(**fields):
    return {"url": "https://ministry.example/rss", "title": "", "use": "sources", "interval_minutes": 30, **fields}


def opml_file(body=OPML):
    return SimpleUploadedFile("feeds.opml", body)


def test_empty_list_says_what_a_feed_is(client, editor):
    assert "<h2>No feeds yet</h2>" in client.get("/feeds").content.decode()


def test_feeds_of_the_own_desks_are_listed(client, desk, editor):
    feed = make_feed(desk, title="Пресслужба", failures=3, last_error="No answer.")
    make_feed()
    answer = client.get("/feeds")
    assert [row.feed for row in answer.context["list"].rows] == [feed]
    assert "3 errors in a row: No answer." in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_three_feeds_as_for_one(client, desk, editor, rows, django_assert_num_queries):
    for _ in range(rows):
        make_feed_item(make_feed(desk))
    with django_assert_num_queries(7):
        client.get("/feeds")


def test_live_list_is_not_sent_twice(client, desk, editor):
    make_feed(desk)
    first = client.get("/feeds/live")
    assert client.get("/feeds/live", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_feed_is_looked_at_first_and_then_added(client, desk, editor, monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url:
        seen = client.post("/feeds/new", typed(url=url, look="1"))
        assert Feed.objects.count() == 0
        assert "Harbour News</bdi>: would add 2</h2>" in seen.content.decode()
        added = client.post("/feeds/new", typed(url=url, add="1"))
    feed = Feed.objects.get()
    assert (added.url, feed.url, feed.desk, feed.job_state) == (f"/feeds/{feed.public_id}", url, desk, "queued")


def test_adding_rings_for_the_first_poll(client, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rung:
        client.post("/feeds/new", typed(add="1"))
    assert len(rung) == 1


REFUSED = [
    ({"url": ""}, "Give the address of the feed or sitemap."),
    ({"url": "http://127.0.0.1/rss"}, "http://127.0.0.1/rss is not fetched:"),
    ({"interval_minutes": "2"}, "A feed is polled every 5 to 10080 minutes"),
    ({"interval_minutes": "often"}, "Give a number of minutes."),
]


@pytest.mark.parametrize(("fields", "said"), REFUSED)
def test_what_cannot_be_added_is_said_with_what_was_typed_kept(client, editor, fields, said):
    answer = client.post("/feeds/new", typed(title="Ministry", add="1", **fields))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["title"].value() == "Ministry"
    assert Feed.objects.count() == 0


def test_reviewers_read_feeds_and_do_not_add_them(client, desk):
    client.force_login(make_user(desk))
    feed = make_feed(desk)
    shown = client.get(f"/feeds/{feed.public_id}").content.decode()
    assert "Poll now" not in shown
    assert 'href="/feeds/new"' not in client.get("/feeds").content.decode()
    acts = ["/feeds/new", *(f"/feeds/{feed.public_id}/{act}" for act in ("poll", "change", "pause", "remove"))]
    assert {client.post(act, typed()).status_code for act in acts} == {403}
    assert client.get(f"/feeds/{feed.public_id}/remove").status_code == 403


def test_list_is_imported_with_a_word_on_every_line(client, desk, editor):
    looked = client.post("/feeds/import", {"file": opml_file(), "use": "articles", "look": "1"})
    assert (looked.status_code, Feed.objects.count()) == (200, 0)
    assert "1 would be added" in looked.content.decode()
    answer = client.post("/feeds/import", {"file": opml_file(), "use": "articles", "add": "1"})
    assert [line.imported.outcome for line in answer.context["report"].lines] == ["added", "refused"]
    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.use, feed.desk) == ("https://ministry.example/rss", "Ministry", "articles", desk)


@pytest.mark.parametrize("body", [b"", b"<rss version='2.0'/>", b"not markup"])
def test_file_that_is_no_list_is_refused_in_words(client, editor, body):
    answer = client.post("/feeds/import", {"file": opml_file(body), "use": "sources", "add": "1"})
    assert answer.status_code == 422
    assert "<h3>The list was not imported</h3>" in answer.content.decode()


def test_import_without_a_file_says_what_is_missing(client, editor):
    answer = client.post("/feeds/import", {"use": "sources"})
    assert "Choose the OPML file that your feed reader exported." in answer.content.decode()


def test_feeds_are_exported_as_a_file(client, desk, editor):
    make_feed(desk, url="https://a.example/rss", title="A & B")
    answer = client.get("/feeds/export")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/x-opml; charset=utf-8",
        'attachment; filename="feeds.opml"',
    )
    assert b'text="A &amp; B"' in answer.content


def test_items_are_shown_with_the_publisher_that_the_feed_names(client, desk, editor):
    feed = make_feed(desk, last_polled_at="2024-11-20T10:00:00Z")
    make_feed_item(feed, title="<b>Bold</b>", source_name="Reuters", note="It was there before.")
    shown = client.get(f"/feeds/{feed.public_id}").content.decode()
    for words in ("&lt;b&gt;Bold&lt;/b&gt;", "source: <bdi>Reuters</bdi>", "It was there before."):
        assert words in shown


def test_feed_is_polled_paused_and_resumed_by_hand(client, desk, editor, django_capture_on_commit_callbacks):
    feed = make_feed(desk)
    with django_capture_on_commit_callbacks() as rung:
        client.post(f"/feeds/{feed.public_id}/poll")
    feed.refresh_from_db()
    assert (feed.job_state, len(rung)) == ("queued", 1)
    assert client.post(f"/feeds/{feed.public_id}/pause", {"is_paused": "yes"}).url == f"/feeds/{feed.public_id}"
    assert Feed.objects.get().is_paused
    client.post(f"/feeds/{feed.public_id}/pause", {"is_paused": "no"})
    assert not Feed.objects.get().is_paused


def test_terms_are_changed_and_what_is_wrong_is_kept(client, desk, editor):
    feed = make_feed(desk)
    address = f"/feeds/{feed.public_id}/change"
    client.post(address, {"title": "Press", "use": "articles", "interval_minutes": "60"})
    feed.refresh_from_db()
    assert (feed.title, feed.use, feed.interval_minutes) == ("Press", "articles", 60)
    answer = client.post(address, {"title": "Other", "use": "articles", "interval_minutes": "1"})
    page = answer.context["page"]
    assert (answer.status_code, page.typed["title"], page.typed["interval_minutes"]) == (422, "Other", "1")
    assert page.problems[0].startswith("A feed is polled every 5 to 10080 minutes")


def test_removing_is_asked_once(client, desk, editor):
    feed = make_feed(desk, title="Press")
    make_feed_item(feed)
    asked = client.get(f"/feeds/{feed.public_id}/remove").content.decode()
    assert "the list of its 1 item goes with it" in asked
    assert Feed.objects.count() == 1
    assert client.post(f"/feeds/{feed.public_id}/remove").url == "/feeds"
    assert Feed.objects.count() == 0
