import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from claims.domain.claim import accept_claim
from claims.domain.health import record_worker_seen
from tests.factories import make_article, make_claim, make_desk, make_search_job, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def reviewer(client, desk):
    user = make_user(desk)
    client.force_login(user)
    return user


def test_chart_and_table_show_the_same_numbers(client, desk, reviewer):
    accept_claim(make_claim(make_article(desk)), by=reviewer)
    shown = client.get("/dashboard").content.decode()
    bars = re.findall(r'text-anchor="middle">(\d+)</text>', shown)
    table = re.findall(r'<td class="number">(\d+)</td></tr>', shown.split("</table>")[0])
    assert (bars, table) == (["0"] * 6 + ["1"], ["0"] * 6 + ["1"])
    assert "<title" in shown


def test_empty_parts_say_what_will_be_there(client, reviewer):
    shown = client.get("/dashboard").content.decode()
    assert "No claim was decided in the last 7 days." in shown
    assert "No provider was asked in the last 7 days." in shown
    assert "nothing waits" in shown


def test_demo_is_left_out(client, desk, reviewer):
    make_claim(make_article(desk, is_demo=True))
    board = client.get("/dashboard").context["board"]
    assert (board.articles, board.waiting) == (0, 0)


def test_provider_answers_are_counted_apart(client, desk, reviewer):
    claim = make_claim(make_article(desk))
    for outcome in ("found", "none_found", "could_not_look"):
        make_search_job(claim, outcome=outcome, asked_at=timezone.now(), duration_ms=30)
    (provider,) = client.get("/dashboard").context["board"].providers
    assert (provider.found, provider.none_found, provider.could_not_look, provider.milliseconds) == (1, 1, 1, 30)


def test_absent_worker_is_the_first_thing_said(client, reviewer):
    cache.clear()
    shown = client.get("/dashboard").content.decode()
    assert "No worker is running (never seen). Start the workers with <code>make run</code>" in shown
    record_worker_seen()
    assert "No worker is running" not in client.get("/dashboard").content.decode()
