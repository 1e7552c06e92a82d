from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.dashboard import ProviderCount, WorkCount, read_dashboard
from tests.factories import make_article, make_claim, make_desk, make_search_job, make_user

pytestmark = pytest.mark.django_db


def decided(*, days_ago=0):
    return {"decided_by": make_user(), "decided_at": timezone.now() - timedelta(days=days_ago)}


def make_desk_with_work(*, is_demo=False):
    """A desk with one article, one waiting claim and four decided ones."""
    desk = make_desk()
    article = make_article(desk, is_demo=is_demo)
    make_claim(article)
    make_claim(article, status="accepted", **decided())
    make_claim(article, status="accepted", **decided(days_ago=2))
    make_claim(article, status="accepted", **decided(days_ago=30))
    make_claim(article, status="dismissed", dismiss_reason="opinion", **decided(days_ago=2))
    return desk


def test_an_empty_desk_has_an_empty_dashboard():
    dashboard = read_dashboard(make_user(make_desk()))
    assert (dashboard.articles, dashboard.waiting, dashboard.oldest_waiting) == (0, 0, None)
    assert [day.decided for day in dashboard.days] == [0] * 7
    assert dashboard.providers == ()


def test_the_numbers_are_those_of_the_persons_desks():
    user = make_user(desk := make_desk_with_work())
    make_desk_with_work()
    dashboard = read_dashboard(user)
    assert (dashboard.articles, dashboard.waiting, dashboard.accepted, dashboard.dismissed) == (1, 1, 3, 1)
    assert dashboard.decided_today == 1
    assert dashboard.oldest_waiting == desk.claims.get(status="suggested").created_at


def test_the_last_seven_days_are_counted_day_by_day_and_end_today():
    dashboard = read_dashboard(make_user(make_desk_with_work()))
    assert [day.decided for day in dashboard.days] == [0, 0, 0, 0, 2, 0, 1]
    assert dashboard.days[-1].day == timezone.now().date().isoformat()


def test_the_demo_is_left_out():
    dashboard = read_dashboard(make_user(make_desk_with_work(is_demo=True)))
    assert (dashboard.articles, dashboard.waiting, dashboard.oldest_waiting) == (0, 0, None)
    assert (dashboard.accepted, dashboard.dismissed, dashboard.decided_today) == (0, 0, 0)
    assert [day.decided for day in dashboard.days] == [0] * 7


def test_nobody_and_strangers_see_no_numbers():
    make_desk_with_work()
    assert read_dashboard(make_user()).articles == 0


def test_the_machines_work_is_counted_by_kind():
    make_article(job_state="queued")
    make_article(job_state="working")
    make_article(job_state="failed", job_error="it broke")
    work = {count.name: count for count in read_dashboard(make_user(make_desk())).work}
    assert work["articles"] == WorkCount("articles", 1, 1, 1)
    assert list(work) == [
        "articles",
        "snapshots",
        "claims",
        "search jobs",
        "candidate sources",
        "capture jobs",
        "feeds",
        "archive jobs",
        "provider tests",
        "encodings",
    ]


def test_what_each_provider_answered_is_counted_apart_for_seven_days():
    article = make_article()
    claim = make_claim(article)
    for outcome, milliseconds in (("found", 100), ("found", 200), ("none_found", 300), ("could_not_look", 400)):
        make_search_job(claim, provider="mediawiki", outcome=outcome, duration_ms=milliseconds)
    make_search_job(claim, provider="library", outcome="none_found")
    make_search_job(claim, provider="library", asked_at=timezone.now() - timedelta(days=8))
    make_search_job(make_claim(make_article(article.desk, is_demo=True)), provider="library")
    make_search_job(make_claim(), provider="library")
    assert read_dashboard(make_user(article.desk)).providers == (
        ProviderCount("library", found=0, none_found=1, could_not_look=0, milliseconds=0),
        ProviderCount("mediawiki", found=2, none_found=1, could_not_look=1, milliseconds=250),
    )
