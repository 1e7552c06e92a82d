"""Encoding: the passages of a page, to be made vectors in the background."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from claims.models.base import (
    JobFields,
    JobQuerySet,
    PublicIdField,
    Timestamped,
    is_member,
    job_constraints,
    job_indexes,
)


class EncodingQuerySet(JobQuerySet):
    """Encodings."""

    def visible_to(self, user: object) -> Self:
        """Pages of the library are the whole house's."""
        return self.filter(pk__isnull=False) if is_member(user) else self.none()

    def queue_for(self, snapshots: Iterable[Any]) -> None:
        """Have the passages of these snapshots encoded, again where that was done before."""
        pks = [snapshot.pk for snapshot in snapshots]
        self.bulk_create([self.model(snapshot_id=pk) for pk in pks], ignore_conflicts=True)
        known: list[Any] = list(self.filter(snapshot__in=pks))
        for encoding in known:
            encoding.queue_job()


class Encoding(JobFields, Timestamped):
    """What makes the passages of one snapshot be found by their meaning. Until it is done, words find them.

    `engine` and `engine_version` are of the encoder that did it, `passages` is how many have a vector: none in a
    language that it does not know.
    """

    public_id = PublicIdField("enc")
    snapshot = models.OneToOneField("claims.Snapshot", on_delete=models.CASCADE, related_name="encoding")
    engine = models.CharField(max_length=60, blank=True)
    engine_version = models.CharField(max_length=60, blank=True)
    passages = models.PositiveIntegerField(default=0)

    objects = EncodingQuerySet.as_manager()

    class Meta:
        indexes = job_indexes("encoding")
        constraints = job_constraints("encoding")

    def __str__(self) -> str:
        return self.public_id
