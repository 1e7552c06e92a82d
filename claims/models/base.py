"""What several tables share: opaque ids, times, and the ledger of machine work."""

import functools
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.enums import JobState
from claims.errors import LeaseLost

# Without 0/o, 1/l: an id is read aloud on the telephone.
ID_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
ID_LENGTH = 16
MAX_ATTEMPTS = 5
ERROR_LENGTH = 500
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
            taken = [pk for pk in due if self._lease_one(pk, seconds=seconds)]
            # Read before anybody else can take them: `job_lease` must be the number written here.
            return list(self.filter(pk__in=taken).order_by("pk"))

    def _lease_one(self, pk: int, *, seconds: float) -> bool:
        return bool(
            self.due()
            .filter(pk=pk, job_attempts__lt=MAX_ATTEMPTS)
            .update(
                job_state=JobState.WORKING,
                job_attempts=F("job_attempts") + 1,
                job_lease=F("job_lease") + 1,
                job_next_attempt_at=Now() + timedelta(seconds=seconds),
            )
        )

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


class JobFields(models.Model):
    """The ledger: what machines still have to do with this row.

    `job_next_attempt_at` is, for a queued row, the earliest time to begin, and for a working
    row the end of its lease: in both cases the moment from which a worker may take it.
    `job_lease` counts leases, is never reset, and is the fence: a worker that comes back late
    finds another number there, and what it brings is refused. `job_attempts` counts the tries
    since a person last queued the row.
    """

    job_state = models.CharField(max_length=8, choices=JobState, default=JobState.QUEUED)
    job_attempts = models.PositiveSmallIntegerField(default=0)
    job_lease = models.PositiveIntegerField(default=0, editable=False)
    job_next_attempt_at = models.DateTimeField(db_default=Now())
    job_error = models.TextField(blank=True)

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
        return bool(self._ours().update(job_state=JobState.DONE, job_error=""))

    def fail_job(self, error: str, *, retry_in: float | None) -> bool:
        """Record why it failed; queue it again after `retry_in` seconds, or park it when None."""
        again = retry_in is not None
        return bool(
            self._ours().update(
                job_state=JobState.QUEUED if again else JobState.FAILED,
                job_next_attempt_at=Now() + timedelta(seconds=retry_in or 0),
                job_error=error[:ERROR_LENGTH],
            )
        )

    def queue_job(self) -> bool:
        """Put a finished or failed row back in the queue with all its attempts."""
        return bool(
            self._rows()
            .filter(pk=self.pk, job_state__in=[JobState.DONE, JobState.FAILED])
            .update(job_state=JobState.QUEUED, job_attempts=0, job_next_attempt_at=Now(), job_error="")
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
