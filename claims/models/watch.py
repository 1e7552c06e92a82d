"""PageWatch and QuoteCheck: a page that is looked at again, and how its quoted words fare."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from claims.enums import AnchorState
from claims.models.base import PublicIdField, Timestamped, of_member
from claims.models.snapshot import Snapshot


class PageWatch(Timestamped):
    """A page that is captured again every so often, because a desk relies on it."""

    public_id = PublicIdField("wch")
    page = models.ForeignKey("claims.Page", on_delete=models.PROTECT, related_name="watches")
    desk = models.ForeignKey("claims.Desk", on_delete=models.PROTECT, related_name="page_watches")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    interval_hours = models.PositiveIntegerField(
        default=24, validators=[MinValueValidator(1), MaxValueValidator(24 * 90)]
    )
    next_capture_at = models.DateTimeField(db_default=Now())
    last_capture = models.ForeignKey("claims.CaptureJob", null=True, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(name="watch_due", fields=["next_capture_at"], condition=Q(is_active=True))]
        constraints = [models.UniqueConstraint(name="watch_once", fields=["page", "desk"])]

    def __str__(self) -> str:
        return self.public_id


class QuoteCheckQuerySet(models.QuerySet):
    """Quote checks."""

    def visible_to(self, user: object) -> Self:
        """Checks of evidence for the claims of the person's desks."""
        return self.filter(of_member(user, path="evidence__claim__desk__memberships__user"))

    def in_copies_for(self, user: object) -> Self:
        """Checks in copies that the person may see: one that somebody handed in is not for every desk."""
        return self.filter(snapshot__in=Snapshot.objects.visible_to(user))

    def of_later_copies(self) -> Self:
        """Checks in copies that the page was seen to be after the copy that is quoted, the last seen first.

        A page may go back to what it said before: then the older copy is the later one.
        """
        checks = self.annotate(
            seen_at=Coalesce("snapshot__last_seen_at", "snapshot__fetched_at"),
            quoted_at=Coalesce("evidence__snapshot__last_seen_at", "evidence__snapshot__fetched_at"),
        )
        is_later = Q(seen_at__gt=F("quoted_at")) | Q(
            seen_at=F("quoted_at"), snapshot__pk__gt=F("evidence__snapshot__pk")
        )
        return checks.filter(is_later).order_by("-seen_at", "-pk")


class QuoteCheck(models.Model):
    """How the words of a piece of evidence stand in a later copy of their page.

    `start` and `end` are offsets in the later copy's text, None when the words are lost.
    """

    public_id = PublicIdField("qck")
    evidence = models.ForeignKey("claims.Evidence", on_delete=models.CASCADE, related_name="quote_checks")
    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.CASCADE, related_name="quote_checks")
    anchor = models.CharField(max_length=10, choices=AnchorState)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(auto_now_add=True)

    objects = QuoteCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="quotecheck_once", fields=["evidence", "snapshot"]),
            models.CheckConstraint(
                name="quotecheck_lost_has_no_place",
                condition=Q(anchor=AnchorState.LOST, start=None, end=None)
                | (~Q(anchor=AnchorState.LOST) & Q(start__isnull=False, end__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
