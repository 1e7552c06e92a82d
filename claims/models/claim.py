"""Claim and Appearance: one checkable statement, and where it was said."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import ClaimKind, ClaimStatus, DismissReason
from claims.models.base import (
    JobFields,
    JobQuerySet,
    PublicIdField,
    Timestamped,
    job_constraints,
    job_indexes,
    of_member,
)


class ClaimQuerySet(JobQuerySet):
    """Claims."""

    def visible_to(self, user: object) -> Self:
        """Claims of the person's desks."""
        return self.filter(of_member(user))


class Claim(JobFields, Timestamped):
    """One checkable statement in its own words; its machine work is to ask for sources."""

    public_id = PublicIdField("clm")
    desk = models.ForeignKey("claims.Desk", on_delete=models.PROTECT, related_name="claims")
    article = models.ForeignKey("claims.Article", on_delete=models.PROTECT, related_name="claims")
    quote = models.TextField()
    text = models.TextField()
    proposed_text = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=10, choices=ClaimKind)
    frame = models.JSONField()
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    features = models.JSONField(default=list)
    logit = models.FloatField(null=True)
    rank = models.PositiveIntegerField()
    as_of = models.DateField(null=True)
    engine = models.CharField(max_length=40, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=9, choices=ClaimStatus, default=ClaimStatus.SUGGESTED)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    dismiss_reason = models.CharField(max_length=13, choices=DismissReason, blank=True)
    dismiss_note = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [
            *job_indexes("claim"),
            models.Index(name="claim_queue", fields=["desk", "status", "-score"]),
            models.Index(name="claim_decided", fields=["desk", "-decided_at"]),
            models.Index(name="claim_newest", fields=["desk", "-created_at"]),
        ]
        constraints = [
            *job_constraints("claim"),
            models.CheckConstraint(name="claim_score_range", condition=Q(score__gte=0, score__lte=1)),
            models.CheckConstraint(
                name="claim_decided_by_and_at",
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_edited_by_and_at",
                condition=Q(edited_by=None, edited_at=None) | Q(edited_by__isnull=False, edited_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_decision_has_person",
                condition=Q(status=ClaimStatus.SUGGESTED) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_dismissed_has_reason",
                condition=~Q(status=ClaimStatus.DISMISSED) | ~Q(dismiss_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def quantities(self) -> list[dict]:
        """The figures of the frame, with the words they stand in."""
        return self.frame.get("quantities", [])

    @property
    def is_edited(self) -> bool:
        """Whether a person worded `text`; else it is the machine's wording."""
        return self.edited_at is not None

    @property
    def claimant(self) -> str:
        """Who said it, or nothing."""
        return self.frame.get("claimant") or ""


class Appearance(Timestamped):
    """Where a claim was said: a snapshot and two selectors."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="appearances")
    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.PROTECT, related_name="appearances")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    claimant = models.TextField(blank=True)
    is_first = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="appearance_once", fields=["claim", "snapshot", "start", "end"]),
            models.CheckConstraint(name="appearance_not_empty", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return f"{self.claim} at {self.start}–{self.end}"
