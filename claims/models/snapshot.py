"""Page and Snapshot: what an address said at one moment, never changed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from claims.enums import CaptureMethod, PageKind, Quality
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
from claims.text.urls import shown_host


class Page(Timestamped):
    """One address in canonical form, whoever wrote it; `urn:sha256:…` for bytes without an address."""

    public_id = PublicIdField("pag")
    canonical_url = models.CharField(max_length=MAX_URL_LENGTH, unique=True)
    publisher = models.CharField(max_length=255, blank=True)
    kind = models.CharField(max_length=9, choices=PageKind, default=PageKind.UNKNOWN)

    def __str__(self) -> str:
        return self.canonical_url

    @property
    def shown_publisher(self) -> str:
        """The publisher's domain for people; one in letters that look like others says what it really is."""
        return shown_host(self.publisher)


class SnapshotQuerySet(JobQuerySet):
    """Snapshots."""

    def visible_to(self, user: object) -> Self:
        """Sources are the whole house's; what a person handed in, or had captured, belongs to that person's desk."""
        theirs = of_member(user, path="articles__desk__memberships__user")
        theirs |= of_member(user, path="capture_jobs__desk__memberships__user")
        everybodys = Q(is_source=True, pk__isnull=False) if is_member(user) else Q(pk__in=[])
        return self.filter(everybodys | theirs).distinct()

    def sources(self) -> Self:
        """What the library may hold: captured or imported as a source, and fit to be evidence."""
        return self.filter(Q(quality=Quality.ARTICLE) | Q(overruled_at__isnull=False), is_source=True)

    def last_seen_first(self) -> Self:
        """In the order in which their pages were last found to say this: one that goes back is its older copy again."""
        return self.order_by(Coalesce("last_seen_at", "fetched_at").desc(), "-pk")


class Snapshot(JobFields, Timestamped):
    """What a page said at one moment. Its machine work is to be put into the library.

    Text offsets count Unicode code points. The page and the columns from `requested_url` to
    `text_sha256` cannot be updated: the database refuses it (`claims/models/guards.py`).
    """

    public_id = PublicIdField("snp")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="snapshots")
    capture_method = models.CharField(max_length=9, choices=CaptureMethod)
    is_source = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    requested_url = models.TextField(blank=True)
    final_url = models.TextField(blank=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=list)
    hops = models.JSONField(default=list)
    connected_address = models.CharField(max_length=45, blank=True)
    fetched_at = models.DateTimeField()
    content_type = models.CharField(max_length=100, blank=True)
    raw_sha256 = models.CharField(max_length=64)
    raw_size = models.PositiveIntegerField()
    warc_filename = models.CharField(max_length=100, blank=True)
    warc_offset = models.PositiveBigIntegerField(null=True)
    warc_length = models.PositiveIntegerField(null=True)

    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    authors = models.JSONField(default=list)
    published_at = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8, blank=True)
    canonical_url = models.TextField(blank=True)
    page_starts = models.JSONField(default=list)
    quality = models.CharField(max_length=12, choices=Quality)
    quality_reason = models.TextField(blank=True)
    extractor = models.CharField(max_length=40)
    extractor_version = models.CharField(max_length=40)

    last_seen_at = models.DateTimeField(null=True)
    damaged_at = models.DateTimeField(null=True)
    damage = models.TextField(blank=True)
    overruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    overruled_at = models.DateTimeField(null=True)
    overrule_reason = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-fetched_at", "-pk"]
        indexes = [*job_indexes("snapshot"), models.Index(name="snapshot_raw", fields=["raw_sha256"])]
        constraints = [
            *job_constraints("snapshot"),
            models.UniqueConstraint(name="snapshot_once", fields=["page", "raw_sha256"]),
            models.CheckConstraint(
                name="snapshot_damaged_says_how",
                condition=Q(damaged_at=None, damage="") | (Q(damaged_at__isnull=False) & ~Q(damage="")),
            ),
            models.CheckConstraint(
                name="snapshot_overruled_says_who_and_why",
                condition=Q(overruled_by=None, overruled_at=None, overrule_reason="")
                | (Q(overruled_by__isnull=False, overruled_at__isnull=False) & ~Q(overrule_reason="")),
            ),
            models.CheckConstraint(name="snapshot_has_hash", condition=~Q(raw_sha256="") & ~Q(text_sha256="")),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_usable(self) -> bool:
        """Whether evidence may be taken from it: an article, or a person said that it will do."""
        return self.quality == Quality.ARTICLE or self.overruled_at is not None

    @property
    def is_safe(self) -> bool:
        """Whether the stored copy is whole as far as is known; evidence that rests on a damaged one is unsafe."""
        return self.damaged_at is None

    @property
    def address(self) -> str:
        """The address to show: where it came from, else what it says its address is."""
        return self.final_url or self.canonical_url

    @property
    def published_on(self) -> str:
        """The day of publication as the page states it, ISO, or nothing."""
        return self.published_at[:10]
