"""Evidence: a passage brought to bear on a claim, pinned to one snapshot."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import AnchorState, EvidenceStatus, Stance
from claims.models.base import PublicIdField, Timestamped, of_member


class EvidenceQuerySet(models.QuerySet):
    """Evidence."""

    def visible_to(self, user: object) -> Self:
        """Evidence for the claims of the person's desks."""
        return self.filter(of_member(user, path="claim__desk__memberships__user"))

    def in_order(self) -> Self:
        """The best first."""
        return self.order_by("-relevance", "pk")


class Evidence(Timestamped):
    """A passage brought to bear on a claim.

    The database refuses a row whose `exact` is not the snapshot's text from `start` to `end`
    (`claims/models/guards.py`); offsets count Unicode code points, end exclusive.
    """

    public_id = PublicIdField("evd")
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="evidence")
    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.PROTECT, related_name="evidence")
    candidate = models.ForeignKey(
        "claims.CandidateSource", null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    origin_group = models.ForeignKey(
        "claims.OriginGroup", null=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    anchor = models.CharField(max_length=10, choices=AnchorState, default=AnchorState.EXACT)
    relevance = models.FloatField()
    reasons = models.JSONField(default=list)
    figure_notes = models.JSONField(default=list)
    engine = models.CharField(max_length=40, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=9, choices=EvidenceStatus, default=EvidenceStatus.SUGGESTED)
    version = models.PositiveIntegerField(default=1)
    suggested_stance = models.CharField(max_length=13, choices=Stance, blank=True)
    stance_reason = models.TextField(blank=True)
    stance = models.CharField(max_length=13, choices=Stance, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reject_reason = models.TextField(blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-relevance", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(name="evidence_once", fields=["claim", "snapshot", "start", "end"]),
            models.CheckConstraint(name="evidence_not_empty", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="evidence_decided_by_and_at",
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_decision_has_person",
                condition=Q(status=EvidenceStatus.SUGGESTED) | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_accepted_has_stance",
                condition=~Q(status=EvidenceStatus.ACCEPTED) | ~Q(stance=""),
            ),
            models.CheckConstraint(
                name="evidence_rejected_has_reason",
                condition=~Q(status=EvidenceStatus.REJECTED) | ~Q(reject_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
