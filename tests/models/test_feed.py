import pytest

from tests.factories import make_desk, make_feed, make_feed_item
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_a_desk_has_a_feed_once():
    desk = make_desk()
    make_feed(desk, url="https://feeds.example/a.xml")
    with violates("feed_once"):
        make_feed(desk, url="https://feeds.example/a.xml")
    assert make_feed(url="https://feeds.example/a.xml").url == "https://feeds.example/a.xml"


def test_an_item_of_a_feed_is_kept_once():
    feed = make_feed()
    make_feed_item(feed, key="k" * 64)
    with violates("feeditem_once"):
        make_feed_item(feed, key="k" * 64)


def test_an_item_has_a_key():
    with violates("feeditem_has_key"):
        make_feed_item(key="")


def test_failed_work_on_a_poll_says_why():
    with violates("feed_failed_has_error"):
        make_feed(job_state="failed")


def test_a_poll_is_not_tried_more_often_than_five_times():
    with violates("feed_attempts_limit"):
        make_feed(job_attempts=6)
