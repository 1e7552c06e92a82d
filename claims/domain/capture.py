"""Captures: an address is asked for once, fetched when its host's turn comes, and settled for all who wait for it.

The machines' half (`lease_captures` to `give_back_captures`) works on many rows at once in a few statements: it
serves the fetch loop. What came of a capture stands on its own row, which nobody changes afterwards; the snapshot
it led to, and giving it up, have their events in the log.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Now, Substr
from django.utils import timezone

from claims.domain.audit import Actor, Machine, record_event
from claims.domain.breaker import SHORTEST_WAIT_SECONDS, free_now, turn_to_come
from claims.domain.host import give_hosts_back, hold_hosts, host_for, keep_hosts, pace_of
from claims.domain.permissions import check_can
from claims.enums import AuditAction, CaptureOutcome, CaptureReason, JobState
from claims.errors import BadInput, NotYet, TransitionDenied
from claims.models import Article, CandidateSource, CaptureJob, Desk, FeedItem, Host, Page, Snapshot
from claims.models.base import ERROR_LENGTH, MAX_ATTEMPTS, MAX_URL_LENGTH, WAITING_LENGTH

Waiter: TypeAlias = Article | CandidateSource
WAITING_MODELS: tuple[type[Waiter], ...] = (Article, CandidateSource)

NO_ADDRESS = "This page came from a file and has no address, so it cannot be visited again."
NOT_THE_DEMO = "Pages of the demo were written for it; they are not fetched over the network."
# So many of the oldest captures are looked at for one whose host is free.
LINE_LENGTH = 5000
# A host that is not free for longer than this has its captures parked until it is.
PARK_SECONDS = 5.0
# A host may have so many captures in the line at once; the others come back when it will be about their turn.
IN_LINE_PER_HOST = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one visit; `exchange` holds the facts of what was kept, None when there was no answer."""

    capture: CaptureJob
    duration_ms: int
    exchange: dict[str, Any] | None = None
    status_code: int | None = None
    fetched_at: datetime | None = None


def request_capture(
    url: str,
    *,
    by: Actor,
    reason: CaptureReason,
    desk: Desk | None = None,
    is_source: bool = True,
    earlier: Snapshot | None = None,
    is_forced: bool = False,
) -> CaptureJob:
    """Have an address captured; one that is under way is found, not asked for again.

    With `earlier` the host is asked whether the page changed since, unless `is_forced`. Raises BadInput for what is
    not a web address, PermissionDenied for a person who may not ask for a new copy on the desk.
    """
    if len(url) > MAX_URL_LENGTH:
        raise BadInput(f"The address is longer than {MAX_URL_LENGTH} characters.", field="url", code="too_long")
    person = None if isinstance(by, Machine) else by
    if person and reason == CaptureReason.RECAPTURE:
        _check_may_recapture(person, desk)
    condition = {} if is_forced else _condition(earlier, is_source=is_source)
    with transaction.atomic():
        host = Host.objects.select_for_update(no_key=True).get(pk=host_for(url).pk)
        if found := _under_way(url, desk=desk, is_source=is_source, is_forced=is_forced):
            _join(found, by=by, reason=reason, desk=desk)
            return found
        capture = CaptureJob.objects.create(
            url=url,
            host=host,
            desk=desk,
            requested_by=person,
            reason=reason,
            is_source=is_source,
            earlier=earlier,
            **condition,
        )
        details = {"url": url, "reason": str(reason)}
        record_event(AuditAction.CAPTURE_REQUESTED, capture, by=by, desk=desk, details=details)
    capture.refresh_from_db()
    return capture


def _under_way(url: str, *, desk: Desk | None, is_source: bool, is_forced: bool) -> CaptureJob | None:
    """The capture of the address that will do for this desk as well, locked; an article's is its own desk's alone."""
    rows = CaptureJob.objects.unfinished().filter(url=url, is_source=is_source, outcome=CaptureOutcome.PENDING)
    if not is_source:
        rows = rows.filter(desk=desk)
    if is_forced:
        # Whoever insists on a whole new copy is not served by a question whether the page changed.
        rows = rows.filter(etag="", last_modified="")
    return rows.select_for_update(of=("self",), no_key=True).first()


def _join(capture: CaptureJob, *, by: Actor, reason: CaptureReason, desk: Desk | None) -> None:
    """Somebody else wants a capture that is under way: what several desks wait for is the whole house's."""
    is_of_another = capture.desk_id != (desk.pk if desk else None)
    if is_of_another and capture.desk_id is not None:
        CaptureJob.objects.filter(pk=capture.pk).update(desk=None, updated_at=timezone.now())
        capture.desk = None
    if is_of_another or not isinstance(by, Machine):
        details = {"url": capture.url, "reason": str(reason), "was_under_way": True}
        record_event(AuditAction.CAPTURE_REQUESTED, capture, by=by, desk=desk, details=details)


def request_recapture(snapshot: Snapshot, *, by: User, desk: Desk) -> CaptureJob:
    """A person has a page captured again; raises BadInput for what has no address, and for pages of the demo."""
    check_can_visit(snapshot.page)
    return request_capture(
        snapshot.page.canonical_url,
        by=by,
        reason=CaptureReason.RECAPTURE,
        desk=desk,
        is_source=snapshot.is_source,
        earlier=snapshot,
    )


def check_can_visit(page: Page) -> None:
    """Raise BadInput for a page that nobody can go to again: it came from a file, or was written for the demo."""
    if page.snapshots.filter(is_demo=True).exists():
        raise BadInput(NOT_THE_DEMO)
    if not page.canonical_url.startswith(("http://", "https://")):
        raise BadInput(NO_ADDRESS)


def _check_may_recapture(person: User, desk: Desk | None) -> None:
    if desk is None:
        raise BadInput("Say for which desk the page is to be captured again.", field="desk")
    check_can(person, "recapture_page", desk)


def _condition(earlier: Snapshot | None, *, is_source: bool) -> dict[str, str]:
    """What to send along so that an unchanged page costs no body; nothing when our own copy will not do as the answer.

    It will not when it is not whole, when it is no source and one is wanted, or when the page said something else
    since: that it went back has to be seen by whoever looks for quotes.
    """
    if earlier is None or earlier.status_code != 200 or not earlier.is_safe or earlier.is_source != is_source:
        return {}
    seen_at = earlier.last_seen_at or earlier.fetched_at
    said_since = Q(fetched_at__gt=seen_at) | Q(last_seen_at__gt=seen_at)
    if Snapshot.objects.filter(said_since, page=earlier.page_id).exists():
        return {}
    headers = {name.lower(): value for name, value in earlier.headers}
    etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
    # What is longer is no mark that its own host will know again; cut short it would be another one.
    return {
        "etag": etag if len(etag) <= 300 else "",
        "last_modified": last_modified if len(last_modified) <= 100 else "",
    }


# ---------------------------------------------------------------- taking turns


def lease_captures(*, limit: int, holder: str, seconds: float) -> list[CaptureJob]:
    """The oldest captures whose hosts are free, one for each host; rows and hosts are ours for `seconds`.

    `holder` (at most 24 characters) is a name that nobody else uses for these turns.
    """
    rows = _first_in_line(limit)
    if not rows:
        return []
    with transaction.atomic():
        held = hold_hosts([row.host for row in rows], holder=holder, seconds=seconds)
        taken = CaptureJob.objects.lease_together([row for row in rows if row.host_id in held], seconds=seconds)
        if len(taken) < len(held):
            give_hosts_back(dict.fromkeys(held - {row.host_id for row in taken}, holder))
    return taken


def _first_in_line(limit: int) -> list[CaptureJob]:
    """The oldest capture of each host that is free, the oldest of all first."""
    line = _line().values("pk")[:LINE_LENGTH]
    oldest = CaptureJob.objects.filter(free_now(path="host__"), pk__in=line).order_by().values("host_id")
    first = oldest.annotate(first=Min("pk")).order_by("first").values("first")[:limit]
    return list(CaptureJob.objects.select_related("host").filter(pk__in=first).order_by("pk"))


def _line() -> Any:
    """Captures to be fetched whose time has come, those that wait longest first."""
    return CaptureJob.objects.to_fetch().due().filter(job_attempts__lt=MAX_ATTEMPTS).order_by("job_next_attempt_at")


def is_any_in_line() -> bool:
    """Whether a capture waits to be fetched whose time has come, be its host free or not."""
    return _line().exists()


def keep_captures(rows: Sequence[CaptureJob], *, holders: Mapping[int, str], seconds: float) -> list[CaptureJob]:
    """A heartbeat for rows, and for their hosts with who holds each; gives the rows that are still ours."""
    with transaction.atomic():
        ours = CaptureJob.objects.still_ours(rows)
        CaptureJob.objects.renew_leases(ours, seconds=seconds)
        keep_hosts({row.host_id: holders[row.host_id] for row in ours}, seconds=seconds)
    return ours


def park_captures() -> int:
    """Have captures wait in the ledger whose hosts are not free for long, and say on the others what they wait for."""
    parked = sum(_park(host) for host in _hosts_away())
    name = Host.objects.filter(pk=OuterRef("host")).values("name")
    a_second_ago = Now() - timedelta(seconds=1)
    silent = _line().filter(job_state=JobState.QUEUED, job_waiting_for="", job_next_attempt_at__lte=a_second_ago)
    said = Substr(Concat(Value("Waiting for its turn at "), Subquery(name), Value(".")), 1, WAITING_LENGTH)
    CaptureJob.objects.filter(pk__in=silent.order_by().values("pk")).update(job_waiting_for=said)
    return parked + _thin_out_line()


def _hosts_away() -> list[Host]:
    """Hosts that somebody wants to visit now and that nobody may visit for some time."""
    later = Now() + timedelta(seconds=PARK_SECONDS)
    wanted = _line().order_by().values("host_id")
    away = Host.objects.filter(Q(not_before__gt=later) | Q(open_until__gt=later), pk__in=wanted)
    return list(away.annotate(database_now=Now()))


def _park(host: Host) -> int:
    turn = turn_to_come(host, now=host.database_now)  # type: ignore[attr-defined]  # annotated
    is_trouble = turn.wait_seconds > NotYet.PATIENCE_SECONDS
    return (
        _line()
        .filter(host=host)
        .order_by()
        .postpone_jobs(turn.reason, seconds=turn.wait_seconds, is_trouble=is_trouble)
    )


def _thin_out_line() -> int:
    """When the line is full, hosts with very many captures in it let others pass: theirs come back in parts."""
    queued = _line().filter(job_state=JobState.QUEUED)
    if not queued[LINE_LENGTH - 1 :].exists():
        return 0
    line = list(queued.values_list("host_id", "pk")[:LINE_LENGTH])
    by_host: dict[int, list[int]] = defaultdict(list)
    for host, pk in line:
        by_host[host].append(pk)
    crowded = {host: pks[IN_LINE_PER_HOST:] for host, pks in by_host.items() if len(pks) > IN_LINE_PER_HOST}
    return sum(_send_back(host, crowded[host.pk]) for host in Host.objects.filter(pk__in=crowded))


def _send_back(host: Host, pks: Sequence[int]) -> int:
    turn_seconds = max(pace_of(host), (host.last_duration_ms or 0) / 1000, SHORTEST_WAIT_SECONDS)
    sent = 0
    for start in range(0, len(pks), IN_LINE_PER_HOST):
        part = CaptureJob.objects.filter(pk__in=pks[start : start + IN_LINE_PER_HOST])
        reason = f"Waiting for its turn at {host}: many pages are wanted there."
        sent += part.postpone_jobs(reason, seconds=(start + IN_LINE_PER_HOST) * turn_seconds)
    return sent


# ---------------------------------------------------------------- what came of it


def record_exchanges(answers: Sequence[Answer]) -> list[CaptureJob]:
    """Write down the exchanges that were kept; rows that somebody else took meanwhile are left out.

    Gives the rows that are still ours, locked: call it in the transaction that decides what follows for them.
    """
    by_row = {answer.capture.pk: answer for answer in answers}
    ours = CaptureJob.objects.still_ours([answer.capture for answer in answers])
    for row in ours:
        answer = by_row[row.pk]
        row.exchange, row.status_code, row.fetched_at = answer.exchange, answer.status_code, answer.fetched_at
        row.duration_ms, row.updated_at = max(0, answer.duration_ms), timezone.now()
    columns = ["exchange", "status_code", "fetched_at", "duration_ms", "updated_at"]
    CaptureJob.objects.write_columns([row for row in ours if row.exchange is not None], columns)
    return ours


def settle_capture(capture: CaptureJob, *, snapshot: Snapshot, is_unchanged: bool) -> None:
    """The page is there, or is still what it was; call it in the transaction that holds the lease."""
    outcome = CaptureOutcome.UNCHANGED if is_unchanged else CaptureOutcome.CAPTURED
    # Why it was given up at an earlier time stands in the log.
    _settle(capture, outcome=outcome, snapshot=snapshot, error_code="")
    if is_unchanged:
        seen_at = capture.fetched_at or timezone.now()
        earlier = Q(last_seen_at=None) | Q(last_seen_at__lt=seen_at)
        if Snapshot.objects.filter(earlier, pk=snapshot.pk).update(last_seen_at=seen_at):
            snapshot.last_seen_at = seen_at
        _mark_again(snapshot, capture)


def _mark_again(snapshot: Snapshot, capture: CaptureJob) -> None:
    """A feed that names whom a known page goes back to says something new of it: the library looks at it once more."""
    named = FeedItem.objects.filter(capture_job=capture).exclude(source_name="", source_url="")
    if snapshot.is_source and snapshot.is_usable and named.exists():
        snapshot.queue_job()
        snapshot.refresh_from_db(fields=["job_state"])


def record_refusal(capture: CaptureJob, *, code: str, message: str) -> None:
    """The page cannot be had, for good; call it in the transaction that holds the lease."""
    _settle(capture, outcome=CaptureOutcome.REFUSED, error_code=code[:40], refusal=message[:ERROR_LENGTH])


def _settle(capture: CaptureJob, **columns: Any) -> None:
    # What came of a capture has no event of its own in the log, so its row keeps it: written once, never again.
    pending = CaptureJob.objects.filter(pk=capture.pk, outcome=CaptureOutcome.PENDING)
    if not pending.update(**columns, updated_at=timezone.now()):
        raise TransitionDenied(f"What came of the capture {capture} is known already; ask for a new one.")
    for name, value in columns.items():
        setattr(capture, name, value)


def record_given_up(capture: CaptureJob, *, by: Machine, code: str, error: str) -> None:
    """The machines gave up on the capture until a person retries it."""
    with transaction.atomic():
        CaptureJob.objects.filter(pk=capture.pk).update(error_code=code[:40], updated_at=timezone.now())
        details = {"error": error, "attempts": capture.job_attempts}
        record_event(AuditAction.WORK_FAILED, capture, by=by, desk=capture.desk, details=details)


def waiters_of(*captures: CaptureJob) -> list[Waiter]:
    """The rows that wait for these captures and are not through with their own work."""
    if not captures:
        return []
    return [row for model in WAITING_MODELS for row in model.objects.unfinished().filter(capture_job__in=captures)]


def wake_waiters(captures: Iterable[CaptureJob]) -> list[Waiter]:
    """Rows that waited for these captures, which are settled or given up: their time is now."""
    waiting = waiters_of(*captures)
    if not waiting:
        return []
    for model in WAITING_MODELS:
        model.objects.filter(pk__in=[row.pk for row in waiting if isinstance(row, model)]).wake_jobs()
    return [row for row in waiting if row.job_state == JobState.QUEUED]
