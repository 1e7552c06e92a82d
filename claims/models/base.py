"""What several tables share: opaque ids, times, and the ledger of machine work."""

import functools
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.enums import JobState
from claims.errors import LeaseLost

# Without 0/o, 1/l: an id is read aloud on the telephone.
ID_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
ID_LENGTH = 16
MAX_ATTEMPTS = 5
ERROR_LENGTH = 500
WAITING_LENGTH = 200
WORKER_LOST = "The worker that was at it was lost."
# A PostgreSQL index entry holds 2,704 bytes; canonical addresses are ASCII.
MAX_URL_LENGTH = 2000


def new_public_id(prefix: str) -> str:
    """A fresh opaque id such as `clm_x7k2…`: 80 random bits."""
    return f"{prefix}_" + "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))


class PublicIdField(models.CharField):
    """The id that the API shows; the number in the database is nobody's business."""

    def __init__(self, prefix: str = "", **options: Any) -> None:
        self.prefix = prefix
        options.update(max_length=24, unique=True, editable=False, default=functools.partial(new_public_id, prefix))
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        for made_here in ("max_length", "unique", "editable", "default"):
            options.pop(made_here, None)
        return name, path, positional, {**options, "prefix": self.prefix}


class Timestamped(models.Model):
    """When the row was made and last touched, in UTC."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def of_member(user: object, *, path: str = "desk__memberships__user") -> Q:
    """The condition that a row hangs on a desk of this person; nobody is a member of nothing."""
    return Q(**{path: user}) if getattr(user, "pk", None) else Q(pk__in=[])


def is_member(user: object) -> bool:
    """Whether this person is on any desk."""
    memberships = getattr(user, "memberships", None)
    return bool(memberships and memberships.exists())


class JobQuerySet(models.QuerySet):
    """Rows that machines work on."""

    def due(self) -> Self:
        """Queued rows whose time has come, and working rows whose lease has run out."""
        return self.filter(job_state__in=[JobState.QUEUED, JobState.WORKING], job_next_attempt_at__lte=Now())

    def unfinished(self) -> Self:
        """Rows that machines still owe something."""
        return self.filter(job_state__in=[JobState.QUEUED, JobState.WORKING])

    def lease(self, pks: Iterable[int], *, seconds: float) -> list[Any]:
        """Take those of the rows that are due, in one transaction; another worker's are left out."""
        due = list(self.due().filter(pk__in=list(pks)).order_by("pk").values_list("pk", flat=True))
        if not due:
            return []
        with transaction.atomic():
            # Locked in this order, so that two workers at the same rows wait for each other and not both for ever.
            free = self.due().filter(pk__in=due, job_attempts__lt=MAX_ATTEMPTS).order_by("pk")
            taken = self.filter(pk__in=list(free.select_for_update(no_key=True).values_list("pk", flat=True)))
            taken.update(
                job_state=JobState.WORKING,
                job_attempts=F("job_attempts") + 1,
                job_lease=F("job_lease") + 1,
                job_next_attempt_at=Now() + timedelta(seconds=seconds),
            )
            # Read before anybody else can take them: `job_lease` must be the number written here.
            return list(taken.order_by("pk"))

    def lease_together(self, rows: Sequence[Any], *, seconds: float) -> list[Any]:
        """As `lease`, in few statements, for rows that were read a moment ago; call it in a transaction.

        Rows that are not due, or that somebody else has had since, are left out.
        """
        taken: list[Any] = []
        for lease, group in _by_lease(rows).items():
            due = self.due().filter(job_lease=lease, job_attempts__lt=MAX_ATTEMPTS)
            try:
                with transaction.atomic():
                    _lease_all(due, group, seconds=seconds)
            except LeaseLost:
                pks = due.filter(pk__in=[row.pk for row in group]).order_by("pk")
                free = set(pks.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
                group = [row for row in group if row.pk in free]
                _lease_all(due, group, seconds=seconds)
            taken += group
        for row in taken:
            # What was just written: nobody can have changed the rows since.
            row.job_state, row.job_error, row.job_waiting_for = JobState.WORKING, "", ""
            row.job_attempts, row.job_lease = row.job_attempts + 1, row.job_lease + 1
        return taken

    def still_ours(self, rows: Sequence[Any]) -> list[Any]:
        """Those of the leased rows that nobody else has taken since, locked until the transaction ends."""
        ours: set[int] = set()
        for lease, group in _by_lease(rows).items():
            held = self.filter(pk__in=[row.pk for row in group], job_state=JobState.WORKING, job_lease=lease)
            # An update locks, and says how many there are without reading them; nearly always it is all.
            is_all = held.update(job_state=JobState.WORKING) == len(group)
            ours |= {row.pk for row in group} if is_all else set(held.values_list("pk", flat=True))
        return [row for row in rows if row.pk in ours]

    def write_columns(self, rows: Sequence[Any], columns: Sequence[str]) -> None:
        """Write these columns of each row in one statement: as `bulk_update`, at a tenth of its time.

        In a process of many threads it is the rows read and the statements that cost, for each lets the others go
        first; so nothing is read back either.
        """
        if not rows:
            return
        table, quoted = self.model._meta, connection.ops.quote_name
        key = quoted(str(table.pk.column))
        assignments, values = [], []
        for field in (field for field in table.concrete_fields if field.attname in columns):
            case = f"CASE {key} {' '.join(['WHEN %s THEN %s'] * len(rows))} END"
            if connection.features.requires_casted_case_in_updates:
                case = f"CAST({case} AS {field.db_type(connection)})"
            assignments.append(f"{quoted(str(field.column))} = {case}")
            for row in rows:
                values += [row.pk, field.get_db_prep_save(getattr(row, field.attname), connection)]
        keys = ", ".join(["%s"] * len(rows))
        statement = f"UPDATE {quoted(table.db_table)} SET {', '.join(assignments)} WHERE {key} IN ({keys})"  # noqa: S608 -- names of our own
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, *(row.pk for row in rows)])

    def renew_leases(self, rows: Sequence[Any], *, seconds: float) -> int:
        """A heartbeat for rows that `still_ours` gave."""
        until = Now() + timedelta(seconds=seconds)
        return self.filter(pk__in=[row.pk for row in rows]).update(job_next_attempt_at=until)

    def finish_jobs(self, rows: Sequence[Any]) -> int:
        """Mark the work of rows done that `still_ours` gave."""
        ours = self.filter(pk__in=[row.pk for row in rows])
        return ours.update(job_state=JobState.DONE, job_error="", job_waiting_for="")

    def requeue_jobs(self, rows: Sequence[Any]) -> int:
        """Put rows that `still_ours` gave back for the next part of their work; what went well costs no attempt."""
        return self.filter(pk__in=[row.pk for row in rows]).update(
            job_state=JobState.QUEUED,
            job_attempts=F("job_attempts") - 1,
            job_next_attempt_at=Now(),
            job_error="",
            job_waiting_for="",
        )

    def postpone_jobs(self, reason: str, *, seconds: float, is_trouble: bool = False) -> int:
        """Let queued rows wait for longer, and say what for; trouble is said as an error."""
        return self.filter(job_state=JobState.QUEUED).update(
            job_next_attempt_at=Now() + timedelta(seconds=seconds),
            job_error=reason[:ERROR_LENGTH] if is_trouble else "",
            job_waiting_for="" if is_trouble else reason[:WAITING_LENGTH],
        )

    def wake_jobs(self) -> int:
        """What these rows waited for is there: their time is now."""
        return self.filter(job_state=JobState.QUEUED, job_next_attempt_at__gt=Now()).update(job_next_attempt_at=Now())

    def take_lost(self, *, limit: int) -> list[Any]:
        """Rows whose worker was lost and that may be tried again, back in the queue."""
        lost = self.filter(job_state=JobState.WORKING, job_next_attempt_at__lte=Now(), job_attempts__lt=MAX_ATTEMPTS)
        return self._change_some(
            lost, limit=limit, job_state=JobState.QUEUED, job_next_attempt_at=Now(), job_error=WORKER_LOST
        )

    def take_waiting(self, *, seconds: float, limit: int) -> list[Any]:
        """Queued rows that nobody took for `seconds`; taken here, they are not taken again for as long."""
        waiting = self.filter(job_state=JobState.QUEUED, job_next_attempt_at__lte=Now() - timedelta(seconds=seconds))
        return self._change_some(waiting, limit=limit, job_next_attempt_at=Now())

    def give_up(self) -> list[Any]:
        """Park rows whose worker was lost in their last attempt; they are returned as they are then."""
        spent = self.filter(job_state=JobState.WORKING, job_next_attempt_at__lte=Now(), job_attempts__gte=MAX_ATTEMPTS)
        return self._change_some(spent, limit=100, job_state=JobState.FAILED, job_error=WORKER_LOST)

    def _change_some(self, rows: Self, *, limit: int, **changes: Any) -> list[Any]:
        pks = list(rows.order_by("job_next_attempt_at", "pk").values_list("pk", flat=True)[:limit])
        changed = [pk for pk in pks if rows.filter(pk=pk).update(**changes)]
        return list(self.filter(pk__in=changed).order_by("pk"))


def _by_lease(rows: Sequence[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.job_lease].append(row)
    return groups


def _lease_all(due: models.QuerySet[Any], rows: Sequence[Any], *, seconds: float) -> None:
    """Take all of these rows, or raise LeaseLost: an update says how many there were without reading them."""
    taken = due.filter(pk__in=[row.pk for row in rows]).update(
        job_state=JobState.WORKING,
        job_attempts=F("job_attempts") + 1,
        job_lease=F("job_lease") + 1,
        job_next_attempt_at=Now() + timedelta(seconds=seconds),
        job_error="",
        job_waiting_for="",
    )
    if taken != len(rows):
        raise LeaseLost("Some of the rows are in other hands now.")


class JobFields(models.Model):
    """The ledger: what machines still have to do with this row.

    `job_next_attempt_at` is, for a queued row, the earliest time to begin, and for a working
    row the end of its lease: in both cases the moment from which a worker may take it.
    `job_lease` counts leases, is never reset, and is the fence: a worker that comes back late
    finds another number there, and what it brings is refused. `job_attempts` counts the tries
    since a person last queued the row. `job_waiting_for` says in words what a queued row waits for
    when nothing is wrong: a page to be captured, its turn at a host.
    """

    job_state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    job_attempts = models.PositiveSmallIntegerField(default=0)
    job_lease = models.PositiveIntegerField(default=0, editable=False)
    job_next_attempt_at = models.DateTimeField(db_default=Now())
    job_error = models.TextField(blank=True)
    job_waiting_for = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def hold_lease(self, *, seconds: float = 0) -> None:
        """Be sure that the row is still ours, and with `seconds` keep it longer; else LeaseLost.

        Called first in every transaction that writes a machine's result: it locks the row.
        """
        until = {"job_next_attempt_at": Now() + timedelta(seconds=seconds)} if seconds else {}
        if not self._ours().update(job_state=JobState.WORKING, **until):
            raise LeaseLost(f"{self} is in other hands now; this result is thrown away.")

    def renew_lease(self) -> None:
        """A heartbeat within a long step: the row stays ours for another whole lease; else LeaseLost."""
        self.hold_lease(seconds=settings.LEASE_SECONDS)

    def finish_job(self) -> bool:
        """Mark the work done; False when it was no longer ours."""
        return bool(self._ours().update(job_state=JobState.DONE, job_error="", job_waiting_for=""))

    def fail_job(self, error: str, *, retry_in: float | None) -> bool:
        """Record why it failed; queue it again after `retry_in` seconds, or park it when None."""
        again = retry_in is not None
        return bool(
            self._ours().update(
                job_state=JobState.QUEUED if again else JobState.FAILED,
                job_next_attempt_at=Now() + timedelta(seconds=retry_in or 0),
                job_error=error[:ERROR_LENGTH],
                job_waiting_for="",
            )
        )

    def postpone_job(self, reason: str, *, seconds: float, is_trouble: bool = False) -> bool:
        """Put the row back to wait, and give its attempt back; False when it was no longer ours.

        Trouble is said as an error: people should not think that the work is under way.
        """
        words = {"job_error": reason[:ERROR_LENGTH] if is_trouble else ""}
        words["job_waiting_for"] = "" if is_trouble else reason[:WAITING_LENGTH]
        return bool(
            self._ours().update(
                job_state=JobState.QUEUED,
                job_attempts=F("job_attempts") - 1,
                job_next_attempt_at=Now() + timedelta(seconds=seconds),
                **words,
            )
        )

    def wake_job(self) -> bool:
        """What the row waited for is there: its time is now. False when it does not wait."""
        return bool(
            self._rows()
            .filter(pk=self.pk, job_state=JobState.QUEUED, job_next_attempt_at__gt=Now())
            .update(job_next_attempt_at=Now())
        )

    def queue_job(self) -> bool:
        """Put a finished or failed row back in the queue with all its attempts."""
        return bool(
            self._rows()
            .filter(pk=self.pk, job_state__in=[JobState.DONE, JobState.FAILED])
            .update(job_state=JobState.QUEUED, job_attempts=0, job_next_attempt_at=Now(), job_error="")
        )

    def restart_job(self) -> None:
        """Put the row in the queue with all its attempts, wherever it stands; a worker that is at it loses it."""
        self._rows().filter(pk=self.pk).update(
            job_state=JobState.QUEUED,
            job_attempts=0,
            job_next_attempt_at=Now(),
            job_error="",
            job_waiting_for="",
        )

    def _ours(self) -> models.QuerySet:
        return self._rows().filter(pk=self.pk, job_state=JobState.WORKING, job_lease=self.job_lease)

    def _rows(self) -> models.QuerySet:
        return type(self)._default_manager.all()


def job_constraints(table: str) -> list[models.BaseConstraint]:
    """A failed row says why; nobody tries more often than the limit."""
    return [
        models.CheckConstraint(
            name=f"{table}_failed_has_error", condition=~Q(job_state=JobState.FAILED) | ~Q(job_error="")
        ),
        models.CheckConstraint(name=f"{table}_attempts_limit", condition=Q(job_attempts__lte=MAX_ATTEMPTS)),
    ]


def job_indexes(table: str) -> list[models.Index]:
    """The sweep looks for what is due; screens look for what failed."""
    return [
        models.Index(
            name=f"{table}_due",
            fields=["job_next_attempt_at"],
            condition=Q(job_state__in=[JobState.QUEUED, JobState.WORKING]),
        ),
        models.Index(name=f"{table}_job_state", fields=["job_state"]),
    ]
