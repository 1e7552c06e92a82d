"""Searches: asked, answered or not answered; and the pages they proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from claims.domain.audit import Actor, EventDraft, Machine, record_event, record_events
from claims.enums import AuditAction, CandidateStatus, SearchOutcome
from claims.models import CandidateSource, Claim, SearchJob, Snapshot
from claims.text.queries import SearchQuestion


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that a provider proposed; `snapshot` is set when we hold the page already."""

    url: str
    rank: int
    title: str = ""
    snippet: str = ""
    provider_date: str = ""
    snapshot: Snapshot | None = None


def request_searches(
    claim: Claim, *, by: Machine, questions: Sequence[SearchQuestion], providers: Sequence[str]
) -> list[SearchJob]:
    """One search job for each question and provider; asking again finds the jobs that are there."""
    with transaction.atomic():
        jobs = [
            SearchJob.objects.get_or_create(
                claim=claim, provider=provider, query=question.query, defaults={"purpose": question.purpose}
            )
            for provider in providers
            for question in questions
        ]
        drafts = [
            EventDraft(
                AuditAction.SEARCH_REQUESTED, job, claim.desk, details={"provider": job.provider, "query": job.query}
            )
            for job, is_new in jobs
            if is_new
        ]
        record_events(drafts, by=by)
    return [job for job, _ in jobs]


def record_candidates(
    search_job: SearchJob, *, by: Machine, candidates: Sequence[Candidate], duration_ms: int
) -> list[CandidateSource]:
    """What the provider answered: the outcome, and its pages as candidates of the claim, each page once."""
    with transaction.atomic():
        # In the order of their addresses: two searches of one claim that name the same pages in
        # different orders would wait for each other.
        rows = [_propose(search_job, found) for found in sorted(candidates, key=lambda one: (one.url, one.rank))]
        outcome = SearchOutcome.FOUND if candidates else SearchOutcome.NONE_FOUND
        _answer(search_job, by=by, outcome=outcome, hits=len(candidates), duration_ms=duration_ms)
        details = {"provider": search_job.provider, "outcome": str(outcome), "hits": len(candidates)}
        record_event(AuditAction.SEARCH_ANSWERED, search_job, by=by, desk=search_job.claim.desk, details=details)
    return sorted(rows, key=lambda row: row.rank)


def _propose(search_job: SearchJob, candidate: Candidate) -> CandidateSource:
    row, _ = CandidateSource.objects.get_or_create(
        claim=search_job.claim,
        url=candidate.url,
        defaults={
            "search_job": search_job,
            "rank": candidate.rank,
            "title": candidate.title,
            "snippet": candidate.snippet,
            "provider_date": candidate.provider_date,
            "snapshot": candidate.snapshot,
        },
    )
    return row


def record_search_failure(search_job: SearchJob, *, by: Machine, error: str, duration_ms: int) -> None:
    """The provider could not be asked: said on the row now, whether or not it is tried again."""
    with transaction.atomic():
        _answer(search_job, by=by, outcome=SearchOutcome.COULD_NOT_LOOK, hits=0, duration_ms=duration_ms)
        details = {"provider": search_job.provider, "error": error}
        record_event(AuditAction.SEARCH_FAILED, search_job, by=by, desk=search_job.claim.desk, details=details)


def _answer(search_job: SearchJob, *, by: Machine, outcome: SearchOutcome, hits: int, duration_ms: int) -> None:
    search_job.outcome, search_job.hits, search_job.duration_ms = outcome, hits, duration_ms
    search_job.asked_at, search_job.provider_version = timezone.now(), by.version
    fields = ["outcome", "hits", "duration_ms", "asked_at", "provider_version", "updated_at"]
    search_job.save(update_fields=fields)


def keep_candidate(candidate: CandidateSource, *, by: Actor, snapshot: Snapshot) -> None:
    """The page was captured and can be read; the claim's evidence may come from it."""
    with transaction.atomic():
        _sort(candidate, CandidateStatus.KEPT, reason="", snapshot=snapshot)
        details = {"url": candidate.url, "snapshot": snapshot.public_id}
        record_event(AuditAction.CANDIDATE_KEPT, candidate, by=by, desk=candidate.claim.desk, details=details)


def drop_candidate(candidate: CandidateSource, *, by: Actor, reason: str, snapshot: Snapshot | None = None) -> None:
    """The page cannot serve as a source, and why; it stays in the list."""
    with transaction.atomic():
        _sort(candidate, CandidateStatus.DROPPED, reason=reason, snapshot=snapshot)
        record_event(
            AuditAction.CANDIDATE_DROPPED,
            candidate,
            by=by,
            desk=candidate.claim.desk,
            reason=reason,
            details={"url": candidate.url},
        )


def _sort(candidate: CandidateSource, status: CandidateStatus, *, reason: str, snapshot: Snapshot | None) -> None:
    candidate.status_reason, candidate.snapshot = reason, snapshot
    CandidateSource.objects.filter(pk=candidate.pk).update(
        status=status, status_reason=reason, snapshot=snapshot, updated_at=timezone.now()
    )
    candidate.refresh_from_db()
