"""AuditEvent and AuditHead: who did what, to what, when and why; append-only and chained."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import AuditAction
from claims.models.base import of_member


class AuditEventQuerySet(models.QuerySet):
    """The log."""

    def visible_to(self, user: object) -> Self:
        """Events of the person's desks."""
        return self.filter(of_member(user))

    def about(self, public_id: str) -> Self:
        """Events of one row, newest first."""
        return self.filter(subject_id=public_id).order_by("-sequence")


class AuditEvent(models.Model):
    """One act. Each event holds the hash of the one before; the database refuses change and removal.

    An act of a person has `actor`; an act of a machine has `engine`, its name and version.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=150, blank=True)
    engine = models.CharField(max_length=80, blank=True)
    action = models.CharField(max_length=40, choices=AuditAction)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    desk = models.ForeignKey("claims.Desk", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(name="audit_subject", fields=["subject_id", "sequence"])]
        constraints = [
            models.CheckConstraint(
                name="audit_person_or_machine",
                condition=(Q(actor__isnull=False) & Q(engine="")) | (Q(actor=None) & ~Q(engine="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject_id}"


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an event is added, so that the chain cannot fork."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_head_single", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"head {self.sequence}"
