import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import Feed, FeedItem
from tests.factories import make_desk, make_user
from tests.management.feed_server import served_feed

pytestmark = pytest.mark.django_db

URL = "https://feeds.example/news.xml"


@pytest.fixture
def desk():
    desk = make_desk(name="City desk", slug="city")
    make_user(desk, role="editor", username="marta")
    make_user(desk, role="reviewer", username="rob")
    return desk


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("add_feed", *words, stdout=out)
    return out.getvalue()


def test_a_feed_is_added_once(desk):
    said = run(URL, "--desk", "city", "--by", "marta", "--use", "articles", "--every", "60")
    feed = Feed.objects.get()
    assert (feed.desk, feed.added_by.username, feed.use, feed.interval_minutes) == (desk, "marta", "articles", 60)
    assert said == f"{URL} is added as {feed.public_id} and polled every 60 min.\n"
    assert run(URL) == f"{URL} is on City desk already, as {feed.public_id}; nothing was changed.\n"


def test_json_holds_the_same(desk):
    facts = [json.loads(run(URL, "--json")) for _ in range(2)]
    same = {"id": Feed.objects.get().public_id, "url": URL, "use": "sources", "interval_minutes": 30, "desk": "city"}
    assert facts == [{**same, "is_new": True}, {**same, "is_new": False}]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([URL, "--every", "1"], "A feed is polled every 5 to 10080 minutes (a week), not every 1."),
        (["http://10.0.0.1/feed"], "http://10.0.0.1/feed is not fetched: 10.0.0.1 is not on the public Internet"),
        (["news"], "The address “news” is not a web address; it must begin with https:// or http://."),
        ([URL, "--by", "rob"], "To change feeds on City desk you need to be editor or administrator there."),
    ],
)
def test_what_cannot_be_added_is_said_in_one_sentence(desk, words, message):
    with pytest.raises(CommandError) as caught:
        run(*words)
    assert (str(caught.value)[: len(message)], Feed.objects.count()) == (message, 0)


def test_a_dry_run_says_what_would_come_and_adds_nothing(desk, monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url:
        assert run(url, "--dry-run").splitlines() == [
            "RSS “Harbour News”: 2 items, would add 2.",
            "  2024-11-20  Exports rise",
            "  2024-11-19  Quay reopens",
        ]
        assert json.loads(run(url, "--dry-run", "--json")) == {
            "url": url,
            "kind": "rss",
            "title": "Harbour News",
            "items": 2,
            "would_add": 2,
            "is_known": False,
            "problems": [],
        }
    assert (Feed.objects.count(), FeedItem.objects.count()) == (0, 0)


def test_a_dry_run_waits_for_its_turn(desk, monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url:
        settings.HOST_PACE_SECONDS = 0.3  # after robots.txt, which is asked for first
        assert run(url, "--dry-run").splitlines()[0] == "RSS “Harbour News”: 2 items, would add 2."


def test_a_dry_run_of_what_is_no_feed_is_an_error(desk, monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url, pytest.raises(CommandError, match="answered with status 404"):
        run(url + ".gone", "--dry-run")
