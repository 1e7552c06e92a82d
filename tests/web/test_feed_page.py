import pytest

from claims.errors import NotYet
from claims.web.feed_forms import AddFeedForm
from claims.web.feed_page import FeedRow, ItemRow, look_at_feed, read_feed_page
from tests.factories import (
    make_article,
    make_capture_job,
    make_desk,
    make_feed,
    make_feed_item,
    make_snapshot,
    make_user,
)
from tests.management.feed_server import served_feed

pytestmark = pytest.mark.django_db

STATES = [
    ({}, ("✓", "Polled by the clock")),
    ({"is_paused": True}, ("‖", "Paused")),
    ({"failures": 2, "last_error": "No answer."}, ("✗", "2 errors in a row: No answer.")),
    ({"job_state": "failed", "job_error": "Refused."}, ("✗", "Given up: Refused.")),
    ({"job_state": "queued"}, ("◌", "Poll waiting for a worker")),
    ({"job_state": "working", "failures": 1}, ("◌", "Poll under way")),
    (
        {"job_state": "queued", "job_waiting_for": "Waiting for its turn at a.example."},
        ("◌", "Waiting for its turn at a.example."),
    ),
]


@pytest.mark.parametrize(("fields", "said"), STATES)
def test_state_of_a_feed_is_a_sign_and_words(fields, said):
    assert FeedRow(make_feed(**fields), may_change=False).sign_and_state == said


def test_part_of_a_poll_that_went_wrong_is_remarked():
    assert FeedRow(make_feed(last_error="A part is away."), may_change=False).remark == "A part is away."


def became(**fields):
    item = make_feed_item(**fields)
    row = ItemRow(item)
    return row.words, row.url


def test_what_became_of_an_item_is_told_and_linked():
    snapshot = make_snapshot()
    article = make_article()
    kept = make_capture_job(outcome="captured", snapshot=snapshot, job_state="done")
    same = make_capture_job(outcome="unchanged", snapshot=snapshot, job_state="done")
    closed = make_capture_job(outcome="refused", refusal="robots.txt closes it.", job_state="done")
    parked = make_capture_job(job_waiting_for="Waiting for its turn at a.example.")
    copy = f"/snapshots/{snapshot.public_id}"
    assert [
        became(article=article),
        became(capture_job=kept),
        became(capture_job=same),
        became(capture_job=closed),
        became(capture_job=parked),
        became(capture_job=make_capture_job(job_state="working")),
        became(note="It was in the feed before."),
        became(),
    ] == [
        ("article: done", f"/articles/{article.public_id}"),
        ("kept as a source", copy),
        ("unchanged since the copy that was kept before", copy),
        ("not kept: robots.txt closes it.", ""),
        ("Waiting for its turn at a.example.", ""),
        ("capture under way", ""),
        ("It was in the feed before.", ""),
        ("waits to be taken", ""),
    ]


def test_parts_of_a_sitemap_are_told_from_pages():
    sitemap = make_feed(kind="sitemap")
    assert ItemRow(make_feed_item(sitemap, guid="2024-11-20")).is_part
    assert not ItemRow(make_feed_item(sitemap, guid="")).is_part
    assert not ItemRow(make_feed_item()).is_part


@pytest.mark.parametrize(
    ("url", "is_link"), [("https://a.example/", True), ("javascript:alert(1)", False), ("", False)]
)
def test_only_web_addresses_of_items_are_links(url, is_link):
    assert ItemRow(make_feed_item(url=url)).is_link is is_link


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_as_often_for_three_items_as_for_one(rows, django_assert_num_queries):
    desk = make_desk()
    feed, reader = make_feed(desk), make_user(desk)
    for _ in range(rows):
        make_feed_item(feed, capture_job=make_capture_job(outcome="captured", snapshot=make_snapshot()))
        make_feed_item(feed, article=make_article(desk))
    with django_assert_num_queries(3):
        page = read_feed_page(feed, reader)
        assert len([(row.words, row.url) for row in page.items]) == 2 * rows


def filled(url, *desks):
    form = AddFeedForm({"url": url, "use": "sources", "interval_minutes": 30}, desks=list(desks) or [make_desk()])
    assert form.is_valid()
    return form


def test_feed_is_looked_at_without_keeping_anything(monkeypatch, settings):
    desk = make_desk()
    with served_feed(monkeypatch, settings) as url:
        known = make_feed(desk, url=url)
        page = look_at_feed(filled(url, desk))
        elsewhere = look_at_feed(filled(url))
    assert (page.kind, page.preview.title, page.preview.would_add, page.more) == ("RSS", "Harbour News", 2, 0)
    assert [(shown["item"].title, shown["is_link"]) for shown in page.items] == [
        ("Exports rise", True),
        ("Quay reopens", True),
    ]
    assert (page.known, elsewhere.known, known.items.count()) == (known, None, 0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotYet("It wants some time.", retry_after=8.2), "It wants some time. Wait 9 s, then look again."),
    ],
)
def test_host_that_wants_time_says_for_how_long(monkeypatch, error, said):
    def refuse(url):
        raise error

    monkeypatch.setattr("claims.pipeline.poll_feed.preview_feed", refuse)
    form = filled("https://a.example/feed")
    assert (look_at_feed(form), form.errors["url"]) == (None, [said])


def test_address_that_is_never_fetched_is_refused_beside_its_field():
    form = filled("http://127.0.0.1/feed")
    assert look_at_feed(form) is None
    assert form.errors["url"][0].startswith("http://127.0.0.1/feed is not fetched:")
