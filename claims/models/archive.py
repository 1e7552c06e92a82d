"""ArchiveJob: a page that a public archive is asked to keep as well."""

from typing import Self

from django.conf import settings
from django.db import models

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


class ArchiveJobQuerySet(JobQuerySet):
    """Archive jobs."""

    def visible_to(self, user: object) -> Self:
        """Jobs asked for by the person's desks."""
        return self.filter(of_member(user))


class ArchiveJob(JobFields, Timestamped):
    """One address handed to a public archive: first it is sent (`remote_id`), then asked after until it is kept."""

    public_id = PublicIdField("arj")
    snapshot = models.ForeignKey("claims.Snapshot", on_delete=models.PROTECT, related_name="archive_jobs")
    desk = models.ForeignKey("claims.Desk", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    archive = models.CharField(max_length=60)
    url = models.CharField(max_length=MAX_URL_LENGTH)
    remote_id = models.CharField(max_length=200, blank=True)
    archived_url = models.TextField(blank=True)
    archived_at = models.CharField(max_length=32, blank=True)

    objects = ArchiveJobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = job_indexes("archive")
        constraints = job_constraints("archive")

    def __str__(self) -> str:
        return self.public_id
