"""Hosts: how many of one domain at once, their pace, and what their robots.txt says. Time is moved in the rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.domain.host import (
    RobotsAnswer,
    fresh_until,
    give_hosts_back,
    hold_hosts,
    host_for,
    keep_hosts,
    kept_robots,
    let_hosts_go,
    pace_of,
    record_robots,
    rules_status,
    take_host_turn,
)
from claims.errors import BadInput
from claims.models import Host, RobotsFile
from tests.factories import make_host

pytestmark = pytest.mark.django_db

ORIGIN = "https://example.org"


def record(host, status, *, text="", crawl_delay=None):
    answer = RobotsAnswer(origin=ORIGIN, host=host, status=status, text=text, crawl_delay=crawl_delay)
    record_robots([answer])
    return RobotsFile.objects.get(origin=ORIGIN)


def move_back(robots, **span):
    """As if it had been asked for so much earlier."""
    RobotsFile.objects.filter(pk=robots.pk).update(fetched_at=robots.fetched_at - timedelta(**span))


@pytest.mark.parametrize(
    ("url", "name", "domain"),
    [
        ("https://News.Example.CO.UK:8443/a?b", "news.example.co.uk", "example.co.uk"),
        ("http://bücher.example/", "xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("http://192.0.2.7/a", "192.0.2.7", "192.0.2.7"),
    ],
)
def test_a_host_is_found_by_any_of_its_addresses(url, name, domain):
    host = host_for(url)
    assert (host.name, host.registered_domain) == (name, domain)
    assert host_for(url) == host


def test_what_is_no_web_address_has_no_host():
    with pytest.raises(BadInput):
        host_for("urn:sha256:00")


@pytest.mark.parametrize(
    ("setting", "asked", "pace"), [(1.0, None, 1.0), (1.0, 5.0, 5.0), (1.0, 0.5, 1.0), (0, None, 0)]
)
def test_the_pace_is_the_longer_of_ours_and_theirs(settings, setting, asked, pace):
    settings.HOST_PACE_SECONDS = setting
    assert pace_of(make_host(crawl_delay=asked)) == pace


def test_two_hosts_of_a_domain_are_visited_at_once_and_no_more():
    hosts = [make_host(name=f"h{number}.example.org") for number in range(4)] + [make_host(name="other.net")]
    held = hold_hosts(hosts, holder="one", seconds=50)
    assert held == {hosts[0].pk, hosts[1].pk, hosts[4].pk}
    assert hold_hosts(hosts, holder="two", seconds=50) == set()
    turn = take_host_turn(hosts[2], holder="three", hold_seconds=50)
    assert turn.is_ours is False
    assert turn.reason == "Waiting for its turn at h2.example.org: enough of example.org is being visited already."
    give_hosts_back({hosts[0].pk: "one"})
    assert take_host_turn(hosts[2], holder="three", hold_seconds=50).is_ours is True


def test_only_hosts_that_are_free_are_held():
    free, away = make_host(), make_host(not_before=timezone.now() + timedelta(minutes=5))
    assert hold_hosts([free, away], holder="one", seconds=50) == {free.pk}
    assert Host.objects.get(pk=away.pk).holder == ""


def test_a_held_host_is_kept_and_let_go_by_its_holder_alone():
    host = make_host(failures=2)
    hold_hosts([host], holder="one", seconds=1)
    assert (keep_hosts({host.pk: "two"}, seconds=99), keep_hosts({host.pk: "one"}, seconds=99)) == (0, 1)
    host.refresh_from_db()
    assert host.held_until > timezone.now() + timedelta(seconds=90)
    assert let_hosts_go({host.pk: "two"}, wait_seconds=1, duration_ms=5) == 0
    assert let_hosts_go({host.pk: "one"}, wait_seconds=60, duration_ms=5) == 1
    host.refresh_from_db()
    assert (host.holder, host.failures, host.last_duration_ms) == ("", 0, 5)
    assert timezone.now() + timedelta(seconds=55) < host.not_before < timezone.now() + timedelta(seconds=65)


def test_robots_are_kept_for_a_day():
    robots = record(make_host(), 200, text="User-agent: *\nDisallow: /private\n")
    assert kept_robots([ORIGIN, "https://unknown.example"]) == [robots]
    move_back(robots, hours=23)
    assert kept_robots([ORIGIN]) == [robots]
    move_back(robots, hours=25)
    assert kept_robots([ORIGIN]) == []


def test_asking_again_replaces_what_was_kept():
    host = make_host()
    record(host, 200, text="User-agent: *\nDisallow: /\n", crawl_delay=7.0)
    robots = record(host, 404)
    assert (RobotsFile.objects.count(), robots.status, robots.text) == (1, 404, "")
    assert Host.objects.get(pk=host.pk).crawl_delay is None


def test_since_when_robots_cannot_be_had_is_kept_until_they_are_answered():
    host = make_host()
    first = record(host, 0)
    assert (first.unreachable_since, first.text) == (first.fetched_at, "")
    assert record(host, 503).unreachable_since == first.fetched_at
    assert record(host, 200, text="User-agent: *").unreachable_since is None
    assert record(host, 500).unreachable_since > first.fetched_at


def test_what_a_host_asks_for_is_its_pace_and_stays_while_robots_cannot_be_had():
    host = make_host()
    record(host, 200, crawl_delay=7.0)
    record(host, 503)
    assert Host.objects.get(pk=host.pk).crawl_delay == 7.0


@pytest.mark.parametrize(
    ("away", "minutes"),
    [({"seconds": 0}, 1), ({"minutes": 10}, 10), ({"hours": 5}, 60), ({"days": 40}, 60)],
)
@pytest.mark.parametrize("status", [0, 500, 503])
def test_robots_that_cannot_be_had_are_asked_for_again_ever_more_seldom(status, away, minutes):
    host = make_host()
    first = record(host, status)
    since = first.fetched_at - timedelta(**away)
    RobotsFile.objects.filter(pk=first.pk).update(unreachable_since=since)
    again = record(host, status)
    assert round((fresh_until(again) - again.fetched_at).total_seconds() / 60) == minutes


@pytest.mark.parametrize(("away", "status"), [({"days": 29}, 503), ({"days": 31}, 404)])
def test_after_a_month_of_silence_there_are_no_rules(away, status):
    host = make_host()
    first = record(host, 503)
    since = first.fetched_at - timedelta(**away)
    RobotsFile.objects.filter(pk=first.pk).update(unreachable_since=since)
    assert rules_status(record(host, 503)) == status
