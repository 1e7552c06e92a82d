import pytest

from claims.enums import Role
from claims.errors import BadInput, PermissionDenied
from claims.models import Feed
from claims.pipeline.import_feeds import import_feeds
from claims.text.opml import OpmlFeed, render_opml
from tests.factories import make_desk, make_feed, make_user

pytestmark = pytest.mark.django_db

LISTED = [
    OpmlFeed("New", "https://news.example/new.xml"),
    OpmlFeed("Known", "https://news.example/known.xml"),
    OpmlFeed("Inward", "http://127.0.0.1/feed.xml"),
    OpmlFeed("New again", "https://news.example/new.xml?utm_source=x"),
]


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def editor(desk):
    return make_user(desk, role=Role.EDITOR)


def imported(desk, editor, *, listed=LISTED, is_dry=False, most=500):
    body = render_opml(listed, title="Mine").encode()
    return import_feeds(body, desk=desk, by=editor, use="sources", is_dry=is_dry, most=most)


def test_each_line_says_what_became_of_it(desk, editor):
    known = make_feed(desk, url="https://news.example/known.xml")
    results = imported(desk, editor)
    new = Feed.objects.get(title="New")
    assert [(one.outcome, one.feed) for one in results] == [
        ("added", new),
        ("known", known),
        ("refused", None),
        ("known", new),
    ]
    assert results[2].reason.startswith("http://127.0.0.1/feed.xml is not fetched:")


def test_looking_first_adds_nothing(desk, editor):
    assert [one.outcome for one in imported(desk, editor, is_dry=True)] == ["added", "added", "refused", "known"]
    assert Feed.objects.count() == 0


def test_long_list_is_taken_in_parts(desk, editor):
    listed = [OpmlFeed("", f"https://news.example/{number}.xml") for number in range(3)]
    first, second = imported(desk, editor, listed=listed, most=2), imported(desk, editor, listed=listed, most=2)
    assert [one.outcome for one in first] == ["added", "added", "later"]
    assert first[2].reason == "2 feeds are added at once. Hand the list in again for the rest."
    assert [one.outcome for one in second] == ["known", "known", "added"]


def test_what_is_no_list_and_who_may_not_are_refused(desk, editor):
    with pytest.raises(BadInput):
        import_feeds(b"<rss/>", desk=desk, by=editor, use="sources", is_dry=False)
    with pytest.raises(PermissionDenied):
        imported(desk, make_user(desk))
