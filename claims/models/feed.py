"""Feed and FeedItem: a list of pages that somebody keeps, and what stood in it."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.enums import FeedKind, FeedUse
from claims.models.base import (
    MAX_URL_LENGTH,
    JobFields,
    JobQuerySet,
    PublicIdField,
    Timestamped,
    job_constraints,
    job_indexes,
    of_member,
)

SHORTEST_INTERVAL_MINUTES = 5
LONGEST_INTERVAL_MINUTES = 7 * 24 * 60


class FeedQuerySet(JobQuerySet):
    """Feeds."""

    def visible_to(self, user: object) -> Self:
        """Feeds of the person's desks."""
        return self.filter(of_member(user))


class Feed(JobFields, Timestamped):
    """An RSS or Atom feed, a JSON Feed or a sitemap that the clock polls; its machine work is one poll."""

    public_id = PublicIdField("fed")
    desk = models.ForeignKey("claims.Desk", on_delete=models.PROTECT, related_name="feeds")
    url = models.CharField(max_length=MAX_URL_LENGTH)
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=9, choices=FeedKind, default=FeedKind.UNKNOWN)
    use = models.CharField(max_length=8, choices=FeedUse, default=FeedUse.SOURCES)
    interval_minutes = models.PositiveIntegerField(
        default=30,
        validators=[MinValueValidator(SHORTEST_INTERVAL_MINUTES), MaxValueValidator(LONGEST_INTERVAL_MINUTES)],
    )
    is_paused = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_poll_at = models.DateTimeField(db_default=Now())
    last_polled_at = models.DateTimeField(null=True)
    last_new = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = job_indexes("feed")
        constraints = [*job_constraints("feed"), models.UniqueConstraint(name="feed_once", fields=["desk", "url"])]

    def __str__(self) -> str:
        return self.public_id


class FeedItemQuerySet(models.QuerySet):
    """Items of feeds."""

    def visible_to(self, user: object) -> Self:
        """Items of the feeds of the person's desks."""
        return self.filter(of_member(user, path="feed__desk__memberships__user"))


class FeedItem(models.Model):
    """One entry of a feed. `source_name` and `source_url` keep whom the feed names as the real publisher.

    `key` is the sha256 of guid and address together: a feed that gives all its items one guid loses none.
    `note` says why nothing was made of an item.
    """

    public_id = PublicIdField("fdi")
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    guid = models.TextField(blank=True)
    url = models.CharField(max_length=MAX_URL_LENGTH, blank=True)
    title = models.TextField(blank=True)
    source_name = models.CharField(max_length=255, blank=True)
    source_url = models.CharField(max_length=MAX_URL_LENGTH, blank=True)
    published_at = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField(auto_now_add=True)
    article = models.ForeignKey("claims.Article", null=True, on_delete=models.SET_NULL, related_name="feed_items")
    capture_job = models.ForeignKey("claims.CaptureJob", null=True, on_delete=models.PROTECT, related_name="feed_items")
    note = models.TextField(blank=True)

    objects = FeedItemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="feeditem_once", fields=["feed", "key"]),
            models.CheckConstraint(name="feeditem_has_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return self.public_id
