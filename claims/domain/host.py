"""Hosts of the web: whose turn it is at each, how many of one domain at once, and what their robots.txt says.

All of it is in the database, so it holds for all workers together, and nobody sleeps: what cannot be done now waits
in the ledger. Like the breaker, these are traces of machines, not acts of anybody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.domain.breaker import (
    SHORTEST_WAIT_SECONDS,
    Turn,
    answered_columns,
    free_now,
    held_by,
    let_go_columns,
    take_turn,
)
from claims.models import Host, RobotsFile
from claims.text.urls import parse_web_address, publisher_of

# RFC 9309, section 2.4: a robots.txt is not used for longer than a day without looking again.
ROBOTS_FRESH = timedelta(days=1)
# One that cannot be had is asked for again after as long as it has been away, within these bounds.
SOONEST_ROBOTS_RETRY = timedelta(minutes=1)
LATEST_ROBOTS_RETRY = timedelta(hours=1)
# RFC 9309, section 2.3.1.4: a host whose robots.txt fails for so long is read as one that has none.
ROBOTS_GIVEN_UP = timedelta(days=30)


def host_for(url: str) -> Host:
    """The host of an address. Raises BadInput for what is not a web address."""
    address = parse_web_address(url)
    domain = publisher_of(url) or address.host
    host, _ = Host.objects.get_or_create(name=address.host, defaults={"registered_domain": domain})
    return host


def pace_of(host: Host) -> float:
    """Seconds from the end of one visit to the beginning of the next."""
    return max(settings.HOST_PACE_SECONDS, host.crawl_delay or 0.0)


def take_host_turn(host: Host, *, holder: str, hold_seconds: float) -> Turn:
    """As `take_turn`, and within what its registered domain may bear."""
    with transaction.atomic():
        if not with_room([host]):
            reason = f"Waiting for its turn at {host}: enough of {host.registered_domain} is being visited already."
            return Turn(is_ours=False, wait_seconds=max(pace_of(host), SHORTEST_WAIT_SECONDS), reason=reason)
        return take_turn(host, holder=holder, hold_seconds=hold_seconds)


def with_room(hosts: Sequence[Host]) -> list[Host]:
    """Those of the hosts, in their order, that may be held without too many of one registered domain.

    Locks the domains until the transaction ends.
    """
    domains = {host.registered_domain for host in hosts}
    lock_domains(domains)
    held = Host.objects.filter(registered_domain__in=domains, held_until__gt=Now()).order_by()
    taken = Counter(dict(held.values_list("registered_domain").annotate(Count("pk"))))
    roomy = []
    for host in hosts:
        if taken[host.registered_domain] < settings.HOSTS_PER_DOMAIN:
            taken[host.registered_domain] += 1
            roomy.append(host)
    return roomy


def lock_domains(domains: Iterable[str]) -> None:
    """Have registered domains, and all their hosts, for oneself until the transaction ends.

    One row stands for each domain, the same for everybody. SQLite's transactions hold the only write lock anyway.
    """
    if connection.features.has_select_for_update:
        rows = Host.objects.filter(registered_domain__in=domains).order_by()
        first = list(rows.values("registered_domain").annotate(first=Min("pk")).values_list("first", flat=True))
        list(Host.objects.filter(pk__in=first).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def hold_hosts(hosts: Sequence[Host], *, holder: str, seconds: float) -> set[int]:
    """Take a turn at each of the hosts that is free; gives the keys of those that are held now by `holder`."""
    room = [host.pk for host in with_room(hosts)]
    taken = Host.objects.filter(free_now(), pk__in=room).update(**held_by(holder, seconds=seconds))
    if taken == len(room):
        return set(room)
    return set(Host.objects.filter(pk__in=room, holder=holder).values_list("pk", flat=True))


def keep_hosts(hosts: Mapping[int, str], *, seconds: float) -> int:
    """A heartbeat: hosts, each with its holder, stay held."""
    return _held(hosts).update(held_until=Now() + timedelta(seconds=seconds))


def let_hosts_go(hosts: Mapping[int, str], *, wait_seconds: float, duration_ms: int, have_answered: bool = True) -> int:
    """Hosts, each with its holder: each may be visited again after `wait_seconds`.

    Of one that may have been asked, but of whose answer we know nothing, neither health nor breaker changes.
    """
    columns = answered_columns if have_answered else let_go_columns
    return _held(hosts).update(**columns(duration_ms=duration_ms, wait_seconds=wait_seconds))


def give_hosts_back(hosts: Mapping[int, str]) -> int:
    """Turns that were not used."""
    return _held(hosts).update(holder="", held_until=None)


def _held(hosts: Mapping[int, str]) -> QuerySet[Host]:
    # No name is ever used twice, so a host that somebody else holds by now is left alone.
    return Host.objects.filter(pk__in=hosts, holder__in=set(hosts.values()))


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What an origin answered when it was asked for its robots.txt: status 0 for no answer, the text of 2xx alone."""

    origin: str
    host: Host
    status: int
    text: str
    crawl_delay: float | None


def record_robots(answers: Sequence[RobotsAnswer]) -> None:
    """Keep what origins answered, and the pace that their hosts ask for."""
    if not answers:
        return
    away = {answer.origin for answer in answers if _is_away(answer.status)}
    known = RobotsFile.objects.filter(origin__in=away, unreachable_since__isnull=False)
    since = dict(known.values_list("origin", "unreachable_since"))
    now = timezone.now()
    rows = {
        answer.origin: RobotsFile(
            origin=answer.origin,
            host=answer.host,
            status=answer.status,
            text=answer.text,
            fetched_at=now,
            unreachable_since=since.get(answer.origin, now) if answer.origin in away else None,
        )
        for answer in answers
    }
    with transaction.atomic():
        columns = ["host", "status", "text", "fetched_at", "unreachable_since"]
        RobotsFile.objects.bulk_create(
            rows.values(), update_conflicts=True, unique_fields=["origin"], update_fields=columns
        )
        for answer in answers:
            # A host that fails to say is not therefore to be visited faster.
            if answer.origin not in away and answer.host.crawl_delay != answer.crawl_delay:
                Host.objects.filter(pk=answer.host.pk).update(crawl_delay=answer.crawl_delay)
                answer.host.crawl_delay = answer.crawl_delay


def kept_robots(origins: Iterable[str]) -> list[RobotsFile]:
    """The files of these origins that need not be asked for again yet."""
    now = timezone.now()
    return [robots for robots in RobotsFile.objects.filter(origin__in=set(origins)) if fresh_until(robots) > now]


def fresh_until(robots: RobotsFile) -> datetime:
    """Until when a robots.txt is used without asking for it again."""
    if robots.unreachable_since is None:
        return robots.fetched_at + ROBOTS_FRESH
    away = robots.fetched_at - robots.unreachable_since
    return robots.fetched_at + min(max(away, SOONEST_ROBOTS_RETRY), LATEST_ROBOTS_RETRY)


def rules_status(robots: RobotsFile) -> int:
    """The status by which the file's rules are to be read: away for very long is read as there being none."""
    since = robots.unreachable_since
    is_given_up = since is not None and robots.fetched_at - since >= ROBOTS_GIVEN_UP
    return 404 if is_given_up else robots.status


def _is_away(status: int) -> bool:
    return status == 0 or status >= 500
