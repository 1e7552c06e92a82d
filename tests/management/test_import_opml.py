import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Feed
from tests.factories import make_desk, make_feed, make_user

pytestmark = pytest.mark.django_db

LIST = str(Path(__file__).parents[1] / "feeds" / "subscriptions.opml")
KNOWN = "https://agency.example/atom"
NEW = "https://news.example/rss.xml?a=1&b=2"


@pytest.fixture
def desk():
    desk = make_desk(name="City desk", slug="city")
    make_feed(desk, url=KNOWN)
    make_user(desk, role="researcher", username="rob")
    return desk


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("import_opml", *words, stdout=out)
    return out.getvalue()


def test_each_feed_of_the_list_is_added_known_or_refused(desk):
    lines = run(LIST, "--use", "articles").splitlines()
    assert lines[:2] == [f"  known    {KNOWN}", f"  added    {NEW}"]
    assert lines[2].startswith(
        "  refused  http://192.168.0.1/feed: http://192.168.0.1/feed is not fetched: 192.168.0.1 is"
    )
    assert lines[3:] == ["1 added, 1 known already, 1 refused."]
    feed = Feed.objects.get(url=NEW)
    assert (feed.title, feed.use, feed.desk) == ("Harbour", "articles", desk)


def test_a_dry_run_adds_nothing(desk):
    facts = json.loads(run(LIST, "--dry-run", "--json"))
    assert [facts[name] for name in ("added", "known", "refused", "is_dry_run")] == [1, 1, 1, True]
    assert [(feed["outcome"], feed["title"]) for feed in facts["feeds"]] == [
        ("known", "Agency & wire"),
        ("added", "Harbour"),
        ("refused", "Router"),
    ]
    assert run(LIST, "--dry-run").splitlines()[-1] == "1 would be added, 1 known already, 1 refused."
    assert Feed.objects.count() == 1


def test_a_list_without_a_usable_feed_ends_with_code_one(desk, tmp_path):
    path = tmp_path / "list.opml"
    path.write_text("<opml><body><outline xmlUrl='ftp://a.example/'/></body></opml>")
    with pytest.raises(SystemExit) as caught:
        run(str(path))
    assert caught.value.code == 1


@pytest.mark.parametrize(
    ("content", "words", "message"),
    [
        ("<rss/>", [], "This is not a list of feeds in OPML. Export one from your feed reader."),
        ("<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>", [], "The list of feeds declares a document type or entities"),
        ("<opml/>", ["--by", "rob"], "To change feeds on City desk you need to be editor or administrator there."),
        (None, [], "list.opml cannot be read: No such file or directory."),
    ],
)
def test_what_cannot_be_imported_is_said_in_one_sentence(desk, tmp_path, content, words, message):
    path = tmp_path / "list.opml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError) as caught:
        run(str(path), *words)
    assert message in str(caught.value)
