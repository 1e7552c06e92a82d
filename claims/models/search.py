"""SearchJob and CandidateSource: a question put to a provider, and the pages it proposed."""

from typing import Self

from django.db import models
from django.db.models import Q

from claims.enums import CandidateStatus, Purpose, SearchOutcome
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


class OfClaimQuerySet(JobQuerySet):
    """Rows that hang on a claim."""

    def visible_to(self, user: object) -> Self:
        """Rows of the claims of the person's desks."""
        return self.filter(of_member(user, path="claim__desk__memberships__user"))


class SearchJob(JobFields, Timestamped):
    """One question put to one provider for one claim; failures are rows too."""

    public_id = PublicIdField("srj")
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="search_jobs")
    provider = models.CharField(max_length=60)
    query = models.CharField(max_length=300)
    purpose = models.CharField(max_length=8, choices=Purpose)
    outcome = models.CharField(max_length=14, choices=SearchOutcome, default=SearchOutcome.PENDING)
    hits = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    duration_ms = models.PositiveIntegerField(null=True)
    provider_version = models.CharField(max_length=40, blank=True)

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = job_indexes("searchjob")
        constraints = [
            *job_constraints("searchjob"),
            models.UniqueConstraint(name="searchjob_once", fields=["claim", "provider", "query"]),
            models.CheckConstraint(
                name="searchjob_answer_has_time",
                condition=Q(outcome=SearchOutcome.PENDING) | Q(asked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class CandidateSource(JobFields, Timestamped):
    """A page that a search proposed for a claim; its machine work is to be captured and ranked."""

    public_id = PublicIdField("cnd")
    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="candidates")
    search_job = models.ForeignKey(SearchJob, on_delete=models.CASCADE, related_name="candidates")
    url = models.CharField(max_length=MAX_URL_LENGTH)
    rank = models.PositiveSmallIntegerField()
    title = models.TextField(blank=True)
    snippet = models.TextField(blank=True)
    provider_date = models.CharField(max_length=32, blank=True)
    status = models.CharField(max_length=8, choices=CandidateStatus, default=CandidateStatus.PROPOSED)
    status_reason = models.TextField(blank=True)
    snapshot = models.ForeignKey("claims.Snapshot", null=True, on_delete=models.PROTECT, related_name="candidates")

    objects = OfClaimQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        indexes = job_indexes("candidate")
        constraints = [
            *job_constraints("candidate"),
            models.UniqueConstraint(name="candidate_once", fields=["claim", "url"]),
            models.CheckConstraint(
                name="candidate_dropped_has_reason",
                condition=~Q(status=CandidateStatus.DROPPED) | ~Q(status_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
