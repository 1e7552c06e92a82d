"""CaptureJob: one address to be fetched and kept, once for everything that waits for it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import CaptureOutcome, CaptureReason
from claims.models.base import (
    MAX_URL_LENGTH,
    JobFields,
    JobQuerySet,
    PublicIdField,
    Timestamped,
    is_member,
    job_constraints,
    job_indexes,
    of_member,
)

# The host asks for fewer visits; like 5xx, an answer that may be another one later.
NOT_NOW = 429


class CaptureJobQuerySet(JobQuerySet):
    """Capture jobs."""

    def visible_to(self, user: object) -> Self:
        """Captures for the person's desks, and those for the whole house."""
        everybodys = Q(desk=None, pk__isnull=False) if is_member(user) else Q(pk__in=[])
        return self.filter(of_member(user) | everybodys)

    def to_fetch(self) -> Self:
        """Captures whose page has not come yet: not asked for, or answered only with “not now” (429, 5xx)."""
        return self.filter(outcome=CaptureOutcome.PENDING).filter(
            Q(exchange__isnull=True) | Q(status_code=NOT_NOW) | Q(status_code__gte=500)
        )

    def to_read(self) -> Self:
        """Captures whose bytes are kept and wait to be read."""
        return self.filter(outcome=CaptureOutcome.PENDING, exchange__isnull=False, status_code__lt=500).exclude(
            status_code=NOT_NOW
        )

    def unread(self) -> Self:
        """Jobs whose page is still to be fetched."""
        return self.filter(exchange__isnull=True)

    def of_nobody(self) -> Self:
        """Jobs that no article or candidate waits for: what fails of the others is shown where it is missed."""
        return self.filter(articles=None, candidates=None)


class CaptureJob(JobFields, Timestamped):
    """One address to be fetched and kept.

    Its work has two parts. While `exchange` is empty it waits for its turn at the host; afterwards the
    bytes are kept, and what is left is to read them into `snapshot`. `etag` and `last_modified` are sent
    along when the page was captured before, so that an unchanged page costs no body.
    """

    public_id = PublicIdField("cpj")
    url = models.CharField(max_length=MAX_URL_LENGTH)
    host = models.ForeignKey("claims.Host", on_delete=models.PROTECT, related_name="capture_jobs")
    desk = models.ForeignKey("claims.Desk", null=True, on_delete=models.PROTECT, related_name="capture_jobs")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=9, choices=CaptureReason)
    is_source = models.BooleanField(default=True)
    earlier = models.ForeignKey("claims.Snapshot", null=True, on_delete=models.PROTECT, related_name="recaptures")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    exchange = models.JSONField(null=True)
    fetched_at = models.DateTimeField(null=True)
    duration_ms = models.PositiveIntegerField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=9, choices=CaptureOutcome, default=CaptureOutcome.PENDING)
    error_code = models.CharField(max_length=40, blank=True)
    refusal = models.TextField(blank=True)
    snapshot = models.ForeignKey("claims.Snapshot", null=True, on_delete=models.PROTECT, related_name="capture_jobs")

    objects = CaptureJobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [*job_indexes("capture"), models.Index(name="capture_url", fields=["url"])]
        constraints = [
            *job_constraints("capture"),
            models.CheckConstraint(
                name="capture_refused_has_reason", condition=~Q(outcome=CaptureOutcome.REFUSED) | ~Q(refusal="")
            ),
            models.CheckConstraint(
                name="capture_captured_has_snapshot",
                condition=~Q(outcome__in=[CaptureOutcome.CAPTURED, CaptureOutcome.UNCHANGED])
                | Q(snapshot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_to_fetch(self) -> bool:
        """Whether the page has still to be fetched; False while its bytes wait to be read, and once it is settled."""
        has_page = self.exchange is not None and self.status_code != NOT_NOW and (self.status_code or 0) < 500
        return self.outcome == CaptureOutcome.PENDING and not has_page

    @property
    def is_fetched(self) -> bool:
        """Whether its bytes are kept, and what is left is to read them."""
        return self.exchange is not None and (self.status_code or 0) < 500 and self.status_code != NOT_NOW

    @property
    def is_settled(self) -> bool:
        """Whether it is known what became of the address, for good or ill."""
        return self.outcome != CaptureOutcome.PENDING
