import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.models import CaptureJob, Feed
from tests.factories import make_feed
from tests.management.feed_server import served_feed

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("poll_feeds", *words, stdout=out)
    return out.getvalue()


def test_feeds_are_polled_now_whatever_the_clock_says(monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url:
        feed = make_feed(url=url)
        make_feed(url=url + "?paused", is_paused=True)
        assert [run(), run()] == [f"{url}: 2 new\n", f"{url}: 0 new\n"]
    feed.refresh_from_db()
    assert (feed.job_state, feed.items.count(), CaptureJob.objects.count()) == ("done", 2, 2)


def test_one_feed_is_polled_even_when_it_is_paused(monkeypatch, settings):
    with served_feed(monkeypatch, settings) as url:
        make_feed(url="https://feeds.example/other")
        feed = make_feed(url=url, is_paused=True)
        [facts] = json.loads(run("--feed", feed.public_id, "--json"))
    feed.refresh_from_db()
    assert facts == {
        "id": feed.public_id,
        "url": url,
        "new": 2,
        "error": "",
        "next_poll_at": feed.next_poll_at.isoformat(timespec="seconds"),
    }


def test_a_failure_is_said_and_ends_with_code_one(monkeypatch, settings, capsys):
    with served_feed(monkeypatch, settings) as url:
        make_feed(url=url + ".gone")
        make_feed(url="http://10.0.0.1/")
        out = io.StringIO()
        with pytest.raises(SystemExit) as caught:
            call_command("poll_feeds", stdout=out)
    first, second = out.getvalue().splitlines()
    assert (caught.value.code, first) == (1, f"{url}.gone: site.test answered with status 404.")
    assert second.startswith(
        "http://10.0.0.1/: The host “10.0.0.1” was refused: 10.0.0.1 is not on the public Internet"
    )
    assert sorted(Feed.objects.values_list("job_state", flat=True)) == ["done", "failed"]


def test_a_feed_that_is_not_there_is_wrong_usage():
    with pytest.raises(CommandError) as caught:
        run("--feed", "fed_nothing")
    assert (str(caught.value), caught.value.returncode) == ("There is no feed 'fed_nothing'.", 2)
