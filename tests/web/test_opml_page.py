import pytest

from claims.enums import Role
from claims.models import Feed
from claims.text.opml import OpmlFeed, parse_opml, render_opml
from claims.web import opml_page
from claims.web.opml_page import exported_opml, import_report
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


def imported(desk, editor, *, listed=LISTED, is_dry=False):
    body = render_opml(listed, title="Mine").encode()
    return import_report(body, desk=desk, by=editor, use="sources", is_dry=is_dry)


def test_each_line_says_what_became_of_it(desk, editor):
    make_feed(desk, url="https://news.example/known.xml")
    report = imported(desk, editor)
    assert [(line.sign, line.imported.outcome) for line in report.lines] == [
        ("✓", "added"),
        ("=", "known"),
        ("✗", "refused"),
        ("=", "known"),
    ]
    assert report.lines[2].imported.reason.startswith("http://127.0.0.1/feed.xml is not fetched:")
    assert (report.added, report.known, report.refused, report.later) == (1, 2, 1, 0)
    assert report.feeds == [Feed.objects.get(title="New")]


def test_looking_first_adds_nothing(desk, editor):
    report = imported(desk, editor, is_dry=True)
    assert (report.added, report.known, report.refused, report.feeds) == (2, 1, 1, [])
    assert Feed.objects.count() == 0


def test_looking_first_counts_the_whole_of_a_long_list(desk, editor, monkeypatch):
    monkeypatch.setattr(opml_page, "MOST_AT_ONCE", 2)
    listed = [OpmlFeed("", f"https://news.example/{number}.xml") for number in range(3)]
    assert imported(desk, editor, listed=listed, is_dry=True).added == 3


def test_own_feeds_are_written_out_each_once(desk, editor):
    make_feed(desk, url="https://news.example/a.xml", title="A")
    second = make_desk()
    second.memberships.create(user=editor, role=Role.READER)
    make_feed(second, url="https://news.example/a.xml", title="A")
    make_feed(url="https://news.example/other.xml")
    assert parse_opml(exported_opml(editor).encode()) == (OpmlFeed("A", "https://news.example/a.xml"),)
