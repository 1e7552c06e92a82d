import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from claims.domain.claim import accept_claim, dismiss_claim, edit_claim
from claims.domain.health import record_worker_seen
from claims.enums import Role
from claims.models import Membership
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


def test_engines_are_shown_with_what_people_made_of_their_proposals(client, desk, reviewer):
    article = make_article(desk, text="One fell. Two rose. Three stood.")
    one, two, _ = (make_claim(article, quote=quote) for quote in ("One fell.", "Two rose.", "Three stood."))
    edit_claim(one, by=reviewer, text="One of them fell.")
    accept_claim(one, by=reviewer)
    dismiss_claim(two, by=reviewer, reason="opinion")
    shown = client.get("/dashboard").content.decode().split('id="engines-heading"')[1].split("</section>")[0]
    cells = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd] ?[^>]*>(.*?)</t[hd]>", shown)]
    head, row = cells[:4], cells[4:]
    assert dict(zip(head, row, strict=True)) == {
        "Reader": "rules 1",
        "Proposed": "3",
        "Accepted": "1 of 2",
        "Worded anew": "1",
    }
    assert f'href="/desks/{desk.public_id}/worthiness"' in shown


def test_points_of_every_desk_are_reached_before_anything_is_proposed(client, desk, reviewer):
    other = make_desk(name="Region")
    Membership.objects.create(desk=other, user=reviewer, role=Role.READER)
    make_desk(name="Not mine")
    shown = client.get("/dashboard").content.decode()
    assert re.findall('href="/desks/([^/"]+)/worthiness"', shown) == [desk.public_id, other.public_id]
    assert "No proposal yet." in shown


def test_absent_worker_is_the_first_thing_said(client, reviewer):
    cache.clear()
    shown = client.get("/dashboard").content.decode()
    assert "No worker is running (never seen). Start the workers with <code>make run</code>" in shown
    record_worker_seen()
    assert "No worker is running" not in client.get("/dashboard").content.decode()
