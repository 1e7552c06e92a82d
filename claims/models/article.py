"""Article: a page or text that somebody asked us to check."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

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


class ArticleQuerySet(JobQuerySet):
    """Articles."""

    def visible_to(self, user: object) -> Self:
        """Articles of the person's desks."""
        return self.filter(of_member(user))


class Article(JobFields, Timestamped):
    """A page or text that somebody asked us to check.

    It has either a `url` to fetch, or the sha256 of bytes that were handed in. The desk has
    each of them once: handing in the same thing again finds the article that is there.
    """

    public_id = PublicIdField("art")
    desk = models.ForeignKey("claims.Desk", on_delete=models.PROTECT, related_name="articles")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=MAX_URL_LENGTH, blank=True)
    submitted_sha256 = models.CharField(max_length=64, blank=True)
    submitted_type = models.CharField(max_length=100, blank=True)
    submitted_name = models.CharField(max_length=200, blank=True)
    snapshot = models.ForeignKey("claims.Snapshot", null=True, on_delete=models.PROTECT, related_name="articles")
    capture_job = models.ForeignKey("claims.CaptureJob", null=True, on_delete=models.PROTECT, related_name="articles")
    left_out = models.JSONField(default=list)
    reading_note = models.TextField(blank=True)
    reading_engine = models.CharField(max_length=60, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = job_indexes("article")
        constraints = [
            *job_constraints("article"),
            models.CheckConstraint(
                name="article_url_or_text",
                condition=(Q(url="") & ~Q(submitted_sha256="")) | (~Q(url="") & Q(submitted_sha256="")),
            ),
            models.UniqueConstraint(name="article_url_once", fields=["desk", "url"], condition=~Q(url="")),
            models.UniqueConstraint(
                name="article_text_once", fields=["desk", "submitted_sha256"], condition=~Q(submitted_sha256="")
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def title(self) -> str:
        """What to call the article before and after it was read."""
        if self.submitted_name and self.submitted_type == "text/plain":
            return self.submitted_name  # pasted text has only the first line for a title; a person named it
        if self.snapshot and self.snapshot.title:
            return self.snapshot.title
        return self.url or self.submitted_name or "Pasted text"
