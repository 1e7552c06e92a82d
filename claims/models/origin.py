"""Where pages come from: marks found in them, near-copies, and the groups that count as one source."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import OriginReason, OriginVerdict
from claims.models.base import PublicIdField, Timestamped, of_member


class Fingerprint(models.Model):
    """The MinHash signature of a snapshot's text: near-copies have near signatures.

    `signature` is 128 unsigned 32-bit numbers, little-endian; empty for a text too short to compare.
    """

    snapshot = models.OneToOneField("claims.Snapshot", on_delete=models.CASCADE, related_name="fingerprint")
    signature = models.BinaryField()
    shingles = models.PositiveIntegerField()
    engine_version = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"fingerprint of {self.snapshot_id}"


class FingerprintBand(models.Model):
    """One band of a signature: snapshots that share a band may be near-copies."""

    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.CASCADE, related_name="fingerprint_bands")
    band = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(name="band_value", fields=["band", "value"])]
        constraints = [models.UniqueConstraint(name="band_once", fields=["snapshot", "band"])]

    def __str__(self) -> str:
        return f"band {self.band} of {self.snapshot_id}"


class NearCopy(models.Model):
    """Two snapshots that share much of their wording; `share` is of the shorter one, from 0 to 1.

    The snapshot with the smaller number stands first.
    """

    first = models.ForeignKey("claims.Snapshot", on_delete=models.CASCADE, related_name="near_copies_after")
    second = models.ForeignKey("claims.Snapshot", on_delete=models.CASCADE, related_name="near_copies_before")
    share = models.FloatField()
    engine_version = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="nearcopy_once", fields=["first", "second"]),
            models.CheckConstraint(name="nearcopy_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="nearcopy_share", condition=Q(share__gte=0, share__lte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class OriginMark(models.Model):
    """A sign of where a page's words come from, with the words it was read in (`end` is 0 for markup).

    `key` names the origin, the same for every page that goes back to it: `agency:reuters`,
    `page:https://example.org/a`, `document:…`.
    """

    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.CASCADE, related_name="origin_marks")
    reason = models.CharField(max_length=12, choices=OriginReason)
    key = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    engine_version = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(name="originmark_key", fields=["key"])]
        constraints = [models.UniqueConstraint(name="originmark_once", fields=["snapshot", "reason", "key", "start"])]

    def __str__(self) -> str:
        return self.key


class OriginGroupQuerySet(models.QuerySet):
    """Origin groups."""

    def visible_to(self, user: object) -> Self:
        """Groups of the claims of the person's desks."""
        return self.filter(of_member(user, path="claim__desk__memberships__user"))


class OriginGroup(Timestamped):
    """Evidence of one claim that goes back to one origin, and so counts as one source."""

    public_id = PublicIdField("org")
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="origin_groups")
    reason = models.CharField(max_length=12, choices=OriginReason)
    explanation = models.TextField()
    engine_version = models.CharField(max_length=40, blank=True)

    objects = OriginGroupQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id


class OriginDecision(Timestamped):
    """A person's word that two pages are, or are not, one origin for a claim; the latest word counts.

    The page with the smaller number stands first.
    """

    public_id = PublicIdField("ogd")
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="origin_decisions")
    first = models.ForeignKey("claims.Page", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("claims.Page", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=OriginVerdict)
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="origindecision_once", fields=["claim", "first", "second"]),
            models.CheckConstraint(name="origindecision_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="origindecision_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.public_id
