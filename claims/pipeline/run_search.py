"""SearchJob → CandidateSources: one provider is asked, and what it said is written down, failures too."""

import time
from collections.abc import Iterable, Iterator

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.search import Candidate, record_candidates, record_search_failure
from claims.enums import JobState, SearchOutcome
from claims.errors import BadInput, ProviderError
from claims.models import CandidateSource, SearchJob, Snapshot
from claims.pipeline.receive_article import acceptable_url
from claims.providers import registry
from claims.providers.base import FoundPage, SearchProvider, SearchQuery

PAGES_PER_SEARCH = 8
ANSWERED = frozenset({SearchOutcome.FOUND, SearchOutcome.NONE_FOUND})


def run_search(search_job: SearchJob) -> list[CandidateSource]:
    """The pages proposed for the claim that machines still have to capture or rank; an answer is asked for once."""
    if search_job.outcome in ANSWERED:
        return list(search_job.candidates.filter(job_state=JobState.QUEUED))
    provider = _provider_of(search_job)
    by = Machine(provider.name, provider.version)
    query = SearchQuery(search_job.query, language=search_job.claim.language or "en", limit=PAGES_PER_SEARCH)
    started = time.monotonic()
    try:
        found = provider.search(query)
    except ProviderError as error:
        _record_failure(search_job, by=by, error=error, started=started)
        raise
    candidates = list(_candidates(search_job, found))
    with transaction.atomic():
        search_job.hold_lease()
        rows = record_candidates(search_job, by=by, candidates=candidates, duration_ms=_milliseconds(started))
    return [row for row in rows if row.job_state == JobState.QUEUED]


def _provider_of(search_job: SearchJob) -> SearchProvider:
    provider = registry.providers().get(search_job.provider)
    if provider is None:
        raise ProviderError(f"The provider {search_job.provider} is switched off.", permanent=True, code="switched_off")
    return provider


def _record_failure(search_job: SearchJob, *, by: Machine, error: ProviderError, started: float) -> None:
    with transaction.atomic():
        search_job.hold_lease()
        record_search_failure(search_job, by=by, error=str(error), duration_ms=_milliseconds(started))


def _milliseconds(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _candidates(search_job: SearchJob, found: Iterable[FoundPage]) -> Iterator[Candidate]:
    """Found pages as candidates; the article itself is never a source for its own claim."""
    article = search_job.claim.article
    own = {article.url, article.snapshot.page.canonical_url if article.snapshot else ""}
    held = Snapshot.objects.select_related("page").in_bulk([page.snapshot_id for page in found if page.snapshot_id])
    for page in found:
        candidate = _held(held.get(page.snapshot_id), page) if page.snapshot_id else _named(page)
        if candidate and candidate.url not in own:
            yield candidate


def _held(snapshot: Snapshot | None, page: FoundPage) -> Candidate | None:
    """A page of the library; None when the index names a snapshot that is gone."""
    if snapshot is None:
        return None
    return Candidate(url=snapshot.page.canonical_url, rank=page.rank, title=snapshot.title, snapshot=snapshot)


def _named(page: FoundPage) -> Candidate | None:
    """A page that a provider named by its address; None for an address we would never fetch."""
    try:
        url = acceptable_url(page.url)
    except BadInput:
        return None
    return Candidate(
        url=url, rank=page.rank, title=page.title, snippet=page.snippet, provider_date=page.published_at[:32]
    )
