from datetime import timedelta

import pytest
from django.utils import timezone

from claims.enums import Role
from claims.models import Membership
from claims.web.copy_panel import WatchRow, quotes_words, read_copy_panel
from tests.factories import (
    make_archive_job,
    make_article,
    make_capture_job,
    make_claim,
    make_desk,
    make_evidence,
    make_page,
    make_quote_check,
    make_snapshot,
    make_user,
    make_watch,
)

pytestmark = pytest.mark.django_db

TEXT = "133 states signed the convention. It had 164 parties."


@pytest.fixture(autouse=True)
def wayback(settings):
    settings.PROVIDERS, settings.WAYBACK_KEY = ["library", "wayback"], "name:secret"


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(desk):
    return make_user(desk)


def copies_of_a_page():
    page, now = make_page(), timezone.now()
    texts = (TEXT, TEXT + " More.", TEXT + " More.")
    return [
        make_snapshot(text=text, page=page, fetched_at=now - timedelta(days=3 - place))
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, ""),
        ({"exact": 1}, "the quoted words are unchanged"),
        ({"lost": 1}, "the quoted words are gone"),
        ({"moved": 3}, "3 quotes: moved"),
        ({"lost": 1, "exact": 2}, "3 quotes: 2 unchanged, 1 gone"),
    ],
)
def test_fate_of_quotes_is_said_in_words(counts, words):
    assert quotes_words(counts) == words


def test_copies_are_listed_newest_first_with_quotes_and_changes(desk, reviewer):
    first, second, third = copies_of_a_page()
    evidence = make_evidence(make_claim(make_article(desk)), snapshot=second, candidate=None)
    earlier = make_evidence(make_claim(make_article(desk)), snapshot=first, exact="It had 164 parties.")
    others = make_evidence(snapshot=second)
    make_quote_check(evidence, snapshot=third)
    make_quote_check(others, snapshot=third, anchor="lost", start=None, end=None)
    make_quote_check(earlier, snapshot=second, anchor="moved")
    # Looked for in a copy from before the one that is quoted, which the page is no more.
    make_quote_check(evidence, snapshot=first)
    rows = read_copy_panel(second, reviewer).copies
    assert [(row.snapshot, row.is_this, row.is_later, row.quotes, row.changes) for row in rows] == [
        (third, False, True, "the quoted words are unchanged", "the same text; what is around it changed"),
        (second, True, False, "", "the text changed: 6 characters longer than in the copy before"),
        (first, False, False, "the quoted words are moved", "the first copy"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("one two", "one", "the text changed: 4 characters shorter than in the copy before"),
        ("one", "one!", "the text changed: 1 character longer than in the copy before"),
        ("Kyiv beat Lviv.", "Lviv beat Kyiv.", "the text changed; it is as long as in the copy before"),
        ("a", "a" * 2001, "the text changed: 2,000 characters longer than in the copy before"),
    ],
)
def test_change_of_a_text_is_said_in_words(reviewer, old, new, words):
    page, now = make_page(), timezone.now()
    make_snapshot(text=old, page=page, fetched_at=now - timedelta(days=1))
    newer = make_snapshot(text=new, page=page, fetched_at=now)
    assert read_copy_panel(newer, reviewer).copies[0].changes == words


CAPTURES = [
    ({}, "waiting to be captured", True),
    ({"job_waiting_for": "Waiting for its turn at a.example."}, "Waiting for its turn at a.example.", True),
    (
        {"outcome": "refused", "refusal": "Closed.", "job_state": "done"},
        "could not be captured: Closed.",
        False,
    ),
    ({"job_state": "failed", "job_error": "No answer."}, "given up: No answer.", False),
    ({"outcome": "unchanged", "job_state": "done"}, "unchanged: the page gave the same bytes", False),
    ({"outcome": "captured", "job_state": "done"}, "captured", False),
]


@pytest.mark.parametrize(("fields", "words", "is_busy"), CAPTURES)
def test_last_capture_that_was_asked_for_is_told(desk, reviewer, fields, words, is_busy):
    snapshot = make_snapshot()
    settled = {"snapshot": snapshot} if fields.get("outcome") in {"captured", "unchanged"} else {}
    make_capture_job(snapshot.page.canonical_url, reason="candidate", desk=desk)
    make_capture_job(snapshot.page.canonical_url, reason="recapture", desk=desk, **fields, **settled)
    panel = read_copy_panel(snapshot, reviewer)
    assert (panel.capture.words, panel.is_busy) == (words, is_busy)


def test_capture_for_another_desk_is_not_told(reviewer):
    snapshot = make_snapshot()
    make_capture_job(snapshot.page.canonical_url, reason="recapture", desk=make_desk())
    assert read_copy_panel(snapshot, reviewer).capture is None


ARCHIVINGS = [
    ({}, "waiting to be sent", True, False),
    ({"remote_id": "spn2-1"}, "taken, being archived", True, False),
    ({"job_state": "failed", "job_error": "No."}, "given up: No.", False, True),
    ({"job_state": "done", "archived_url": "https://web.archive.org/web/1/x"}, "holds a copy", False, False),
]


@pytest.mark.parametrize(("fields", "words", "is_busy", "can_ask"), ARCHIVINGS)
def test_state_of_an_archive_is_told(desk, reviewer, fields, words, is_busy, can_ask):
    job = make_archive_job(desk=desk, **fields)
    panel = read_copy_panel(job.snapshot, reviewer)
    (row,) = panel.archives
    assert (row.words, panel.is_busy, row.can_ask, row.copy_url) == (words, is_busy, can_ask, job.archived_url)


def test_archive_that_cannot_be_asked_says_what_is_missing(reviewer, settings):
    settings.WAYBACK_KEY = ""
    (row,) = read_copy_panel(make_snapshot(), reviewer).archives
    assert (row.words, row.can_ask) == ("not asked: WAYBACK_KEY is not set", False)


def test_copy_of_an_archive_that_is_no_web_address_is_no_link(desk, reviewer):
    job = make_archive_job(desk=desk, archived_url="javascript:alert(1)", job_state="done")
    assert read_copy_panel(job.snapshot, reviewer).archives[0].copy_url == ""


def test_watch_is_ended_by_its_own_desk_alone(desk, reviewer):
    mine, theirs, ended = make_watch(desk=desk), make_watch(), make_watch(desk=desk, is_active=False)
    panels = [read_copy_panel(make_snapshot(page=watch.page), reviewer) for watch in (mine, theirs, ended)]
    assert [panel.watches for panel in panels] == [(WatchRow(mine, True, True),), (WatchRow(theirs, False, False),), ()]


def test_watches_of_several_desks_are_told_the_own_ones_first(desk, reviewer):
    theirs = make_watch()
    second = Membership.objects.create(desk=make_desk(), user=reviewer, role=Role.READER).desk
    mine = [make_watch(theirs.page, desk=one) for one in (desk, second)]
    panel = read_copy_panel(make_snapshot(page=theirs.page), reviewer)
    assert panel.watches == (
        WatchRow(mine[0], True, True),
        WatchRow(mine[1], True, False),
        WatchRow(theirs, False, False),
    )
    assert panel.own_watches == list(panel.watches[:2])


@pytest.mark.parametrize(
    ("fields", "role", "can"),
    [
        ({"quality": "paywall"}, Role.REVIEWER, True),
        ({"quality": "paywall"}, Role.RESEARCHER, False),
        ({"quality": "paywall", "text": " "}, Role.REVIEWER, False),
        ({}, Role.REVIEWER, False),
    ],
)
def test_label_can_be_overruled_where_there_is_something_to_overrule(desk, fields, role, can):
    assert read_copy_panel(make_snapshot(**fields), make_user(desk, role=role)).can_overrule is can
