"""Provider and ProviderTest: how an outside service is doing, and a question put to it by hand."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import SearchOutcome
from claims.models.base import (
    JobFields,
    JobQuerySet,
    PublicIdField,
    Timestamped,
    job_constraints,
    job_indexes,
    of_member,
)
from claims.models.breaker import BreakerFields


class Provider(BreakerFields, Timestamped):
    """The health of one provider; what it is and does stands in its file under `claims/providers/`."""

    name = models.CharField(max_length=60, unique=True)
    is_switched_off = models.BooleanField(default=False)
    switched_off_reason = models.TextField(blank=True)
    quota_limit = models.PositiveIntegerField(null=True)
    quota_left = models.PositiveIntegerField(null=True)
    quota_resets_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProviderTestQuerySet(JobQuerySet):
    """Provider tests."""

    def visible_to(self, user: object) -> Self:
        """Tests that somebody of the person's desks asked for."""
        return self.filter(of_member(user))


class ProviderTest(JobFields, Timestamped):
    """A question put to a provider to see whether it answers: what was sent, and what came back.

    `exchanges` holds one object for each request: url, status, content_type, milliseconds, body (its
    beginning), error. Keys never stand in it.
    """

    public_id = PublicIdField("pvt")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="tests")
    desk = models.ForeignKey("claims.Desk", on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    query = models.CharField(max_length=300)
    exchanges = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    outcome = models.CharField(max_length=14, choices=SearchOutcome, default=SearchOutcome.PENDING)
    answer_error = models.TextField(blank=True)
    duration_ms = models.PositiveIntegerField(null=True)

    objects = ProviderTestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = job_indexes("providertest")
        constraints = [
            *job_constraints("providertest"),
            models.CheckConstraint(
                name="providertest_failed_says_why",
                condition=~Q(outcome=SearchOutcome.COULD_NOT_LOOK) | ~Q(answer_error=""),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
