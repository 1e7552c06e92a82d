"""SearchJob and CandidateSource: a question put to a provider, and the pages it proposed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from claims.enums import CandidateStatus, EvidenceStatus, JobState, Purpose, Quality, SearchOutcome
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

# Why such a page is dropped at once; nobody ever reads it.
POINTER_REASON = "A pointer, never evidence: it says where to look, not what is so."


class OfClaimQuerySet(JobQuerySet):
    """Rows that hang on a claim."""

    def visible_to(self, user: object) -> Self:
        """Rows of the claims of the person's desks."""
        return self.filter(of_member(user, path="claim__desk__memberships__user"))


class SearchJobQuerySet(OfClaimQuerySet):
    """Searches."""

    def last_rounds(self) -> Self:
        """Each question to a provider once: one that was asked again counts by its last answer."""
        same = SearchJob.objects.filter(claim=OuterRef("claim"), provider=OuterRef("provider"), query=OuterRef("query"))
        return self.filter(~Exists(same.filter(round__gt=OuterRef("round"))))

    def with_answer(self) -> Self:
        """Adds `answer`, which can be filtered on: the outcome as people read it, a word of `SearchOutcome`.

        It is the stored outcome, but for a search that found pages of which, once machines have looked at all of
        them, none gave evidence that still stands: that one is *none relevant*. While pages are still being captured
        and read, or when one of them could not be read, it is *found*, and that page says why.
        Reviews that others published are an answer in themselves.
        """
        hits = SearchHit.objects.filter(search_job=OuterRef("pk"))
        unread_hits = hits.filter(unread("candidate__"))
        # By the snapshot: two addresses of one page share their evidence, and only one of them is named on it.
        standing = hits.filter(
            candidate__snapshot__evidence__claim=OuterRef("claim"),
            candidate__snapshot__evidence__status__in=[EvidenceStatus.SUGGESTED, EvidenceStatus.ACCEPTED],
        )
        reviews = SearchJob.prior_reviews.through.objects.filter(searchjob=OuterRef("pk"))
        irrelevant = Q(outcome=SearchOutcome.FOUND) & ~Exists(unread_hits) & ~Exists(standing) & ~Exists(reviews)
        answer = Case(When(irrelevant, then=Value(str(SearchOutcome.NONE_RELEVANT))), default=F("outcome"))
        return self.annotate(answer=answer)


def unread(path: str = "") -> Q:
    """The condition that nobody has read a candidate's page and so knows whether it is relevant.

    Machines gave up on it or are at it, or it is gone, closed to us or behind a wall. Pointers are never read.
    `path` leads to the candidate, such as `candidate__`.
    """
    is_unusable = Q(**{f"{path}snapshot": None}) | (
        ~Q(**{f"{path}snapshot__quality": Quality.ARTICLE}) & Q(**{f"{path}snapshot__overruled_at": None})
    )
    is_pointer = Q(**{f"{path}status_reason": POINTER_REASON})
    is_dropped_unread = Q(**{f"{path}status": CandidateStatus.DROPPED}) & is_unusable & ~is_pointer
    return Q(**{f"{path}job_state__in": [JobState.QUEUED, JobState.WORKING, JobState.FAILED]}) | is_dropped_unread


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
    round = models.PositiveSmallIntegerField(default=1)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    objects = SearchJobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = job_indexes("searchjob")
        constraints = [
            *job_constraints("searchjob"),
            models.UniqueConstraint(name="searchjob_once", fields=["claim", "provider", "query", "round"]),
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
    search_job = models.ForeignKey(SearchJob, null=True, on_delete=models.CASCADE, related_name="candidates")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=MAX_URL_LENGTH)
    rank = models.PositiveSmallIntegerField()
    title = models.TextField(blank=True)
    snippet = models.TextField(blank=True)
    provider_date = models.CharField(max_length=32, blank=True)
    status = models.CharField(max_length=8, choices=CandidateStatus, default=CandidateStatus.PROPOSED)
    status_reason = models.TextField(blank=True)
    snapshot = models.ForeignKey("claims.Snapshot", null=True, on_delete=models.PROTECT, related_name="candidates")
    capture_job = models.ForeignKey("claims.CaptureJob", null=True, on_delete=models.PROTECT, related_name="candidates")

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
            models.CheckConstraint(
                name="candidate_has_proposer",
                condition=Q(search_job__isnull=False) | Q(proposed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class SearchHit(models.Model):
    """A page in the answer to a search: one page may be proposed by several searches, each at its own place."""

    search_job = models.ForeignKey(SearchJob, on_delete=models.CASCADE, related_name="hit_rows")
    candidate = models.ForeignKey(CandidateSource, on_delete=models.CASCADE, related_name="found_by")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(name="searchhit_once", fields=["search_job", "candidate"])]

    def __str__(self) -> str:
        return f"{self.candidate_id} at {self.rank} of {self.search_job_id}"
