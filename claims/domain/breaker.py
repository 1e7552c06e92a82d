"""Whose turn it is at an outside service: one request in flight, a pace, and a breaker that opens when it is down.

It works on any row with `BreakerFields`. All times are the database's, so the clocks of the machines do not
matter. A breaker is closed while things go well; after too many failures in a row it is open, and nobody asks;
when that time is over it is half open: whoever takes the next turn is the probe that decides.

What is written here is a trace of how a machine is doing, not an act of anybody: it is not signed.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from claims.models.base import ERROR_LENGTH
from claims.models.breaker import BreakerFields

Row = TypeVar("Row", bound=BreakerFields)

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half_open"
LONGEST_OPEN_SECONDS = 3600.0
# Whoever holds a turn mostly gives it back long before its hold ends: those who wait look again so soon.
LOOK_AGAIN_SECONDS = 2.0
SHORTEST_WAIT_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether the service may be asked now; else after how many seconds to come back, and what is waited for."""

    is_ours: bool
    wait_seconds: float
    reason: str


def take_turn(row: BreakerFields, *, holder: str, hold_seconds: float, is_probe: bool = False) -> Turn:
    """Hold the service for one request if it is free; an open breaker stops all but an explicit probe.

    `holder` (at most 24 characters) names the work; the hold ends by itself after `hold_seconds`.
    """
    taken = _rows(row).filter(free_now(is_probe=is_probe), pk=row.pk).update(**held_by(holder, seconds=hold_seconds))
    now = _read_again(row)
    return Turn(is_ours=True, wait_seconds=0.0, reason="") if taken else turn_to_come(row, now=now)


def free_now(*, is_probe: bool = False, path: str = "") -> Q:
    """The condition that a service may be asked at this moment; `path` leads to it, such as `host__`."""
    is_free = _none_or_past(f"{path}held_until")
    is_closed = Q() if is_probe else _none_or_past(f"{path}open_until")
    return Q(**{f"{path}not_before__lte": Now()}) & is_free & is_closed


def _none_or_past(column: str) -> Q:
    return Q(**{column: None}) | Q(**{f"{column}__lte": Now()})


def held_by(holder: str, *, seconds: float) -> dict[str, Any]:
    """The columns of a service that somebody holds."""
    return {"holder": holder, "held_until": Now() + timedelta(seconds=seconds), "last_asked_at": Now()}


def turn_to_come(row: BreakerFields, *, now: datetime) -> Turn:
    """What somebody who does not get a turn at `now` (the database's time) waits for."""
    waits = {
        "another request is under way there": min(_seconds(row.held_until, now), LOOK_AGAIN_SECONDS),
        "it wants some time between two visits": _seconds(row.not_before, now),
        f"it is left alone after {row.failures} failures in a row": _seconds(row.open_until, now),
    }
    reason, wait = max(waits.items(), key=lambda one: one[1])
    return Turn(
        is_ours=False,
        wait_seconds=max(wait, SHORTEST_WAIT_SECONDS),
        reason=f"Waiting for its turn at {row}: {reason}.",
    )


def record_answered(
    row: BreakerFields, *, holder: str, duration_ms: int, pace_seconds: float, retry_after: float = 0.0
) -> bool:
    """The service answered: it is free again after its pace, and its breaker is closed.

    False when the hold had passed to somebody else; nothing is written then.
    """
    columns = answered_columns(duration_ms=duration_ms, wait_seconds=max(pace_seconds, retry_after))
    return bool(_held(row, holder).update(**columns))


def answered_columns(*, duration_ms: int, wait_seconds: float) -> dict[str, Any]:
    """The columns of a service that has just answered and may be asked again after `wait_seconds`."""
    return let_go_columns(duration_ms=duration_ms, wait_seconds=wait_seconds) | {
        "failures": 0,
        "open_until": None,
        "last_answered_at": Now(),
    }


def record_failed(
    row: BreakerFields, *, holder: str, error: str, duration_ms: int, pace_seconds: float, retry_after: float = 0.0
) -> bool:
    """The service failed: it is free again after its pace; too many failures in a row open its breaker.

    False when the hold had passed to somebody else; nothing is written then.
    """
    columns = let_go_columns(duration_ms=duration_ms, wait_seconds=max(pace_seconds, retry_after))
    with transaction.atomic():
        failed = columns | {"failures": F("failures") + 1, "last_error": error[:ERROR_LENGTH], "last_error_at": Now()}
        if not _held(row, holder).update(**failed):
            return False
        failures = _rows(row).values_list("failures", flat=True).get(pk=row.pk)
        if failures >= settings.BREAKER_FAILURES:
            open_for = timedelta(seconds=_open_seconds(failures))
            _rows(row).filter(pk=row.pk).update(open_until=Now() + open_for)
    return True


def let_go(row: BreakerFields, *, holder: str) -> bool:
    """Give a turn back that was not used, or that says nothing about the service; False when it was not held."""
    return bool(_held(row, holder).update(holder="", held_until=None))


def breaker_words(row: BreakerFields) -> str:
    """`closed`, `open` or `half_open`, by this machine's clock: a word to show, not to decide by."""
    if row.open_until is None:
        return CLOSED
    return OPEN if row.open_until > timezone.now() else HALF_OPEN


def let_go_columns(*, duration_ms: int, wait_seconds: float) -> dict[str, Any]:
    """The columns of a service that was asked, whatever came of it, and may be asked again after `wait_seconds`."""
    # A longer wait that somebody else asked for meanwhile, such as a quota's, stands.
    # (No wait is not written as a sum: SQLite compares times as texts, and a sum has more digits.)
    free_from = Now() + timedelta(seconds=wait_seconds) if wait_seconds else Now()
    not_before = Greatest(F("not_before"), free_from)
    return {"holder": "", "held_until": None, "not_before": not_before, "last_duration_ms": max(0, duration_ms)}


def _open_seconds(failures: int) -> float:
    """Twice as long with each further failure, at most an hour; the upper half is jitter, so that not all come back
    at once."""
    doublings = min(failures - settings.BREAKER_FAILURES, 20)
    longest = min(settings.BREAKER_SECONDS * 2.0**doublings, max(LONGEST_OPEN_SECONDS, settings.BREAKER_SECONDS))
    return random.uniform(longest / 2, longest)  # noqa: S311 -- jitter, not a secret


def _seconds(until: datetime | None, now: datetime) -> float:
    return max(0.0, (until - now).total_seconds()) if until else 0.0


def _read_again(row: BreakerFields) -> datetime:
    """The row as it is now; gives the database's time."""
    fresh = _rows(row).annotate(database_now=Now()).get(pk=row.pk)
    for field in BreakerFields._meta.fields:
        setattr(row, field.attname, getattr(fresh, field.attname))
    return fresh.database_now


def _held(row: BreakerFields, holder: str) -> models.QuerySet[Any]:
    return _rows(row).filter(pk=row.pk, holder=holder)


def _rows(row: BreakerFields) -> models.QuerySet[Any]:
    return type(row)._default_manager.all()
