"""SearchJob → CandidateSources or PriorReviews: one provider is asked, and what it said is written down."""

import time
from collections.abc import Iterable, Iterator

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.prior_review import PublishedReview
from claims.domain.search import Candidate, record_candidates, record_search_failure
from claims.enums import JobState, SearchOutcome
from claims.errors import BadInput, NotYet, ProviderError
from claims.models import CandidateSource, SearchJob, Snapshot
from claims.pipeline.ask_provider import RESTING, ask_provider, milliseconds_since
from claims.pipeline.receive_article import acceptable_url
from claims.providers import registry
from claims.providers.base import COPIES, FoundPage, FoundReview, SearchAnswer, SearchProvider, SearchQuery

BY = Machine("run_search", "1")
PAGES_PER_SEARCH = 8
# Copies of one address are copies of one page: the best one, and one more in case it is a block page.
COPIES_PER_SEARCH = 2
REVIEWS_PER_SEARCH = 50
ANSWERED = frozenset({SearchOutcome.FOUND, SearchOutcome.NONE_FOUND})
# Nothing was sent, so there is no duration.
NOT_SENT = frozenset({"key_missing", "switched_off", "demo"})


def run_search(search_job: SearchJob) -> list[CandidateSource]:
    """The pages proposed for the claim that machines still have to capture or rank; an answer is asked for once.

    Raises ProviderError when the provider could not look, and NotYet while it is not our turn: both are on the row.
    """
    if search_job.outcome in ANSWERED:
        queued = CandidateSource.objects.filter(found_by__search_job=search_job, job_state=JobState.QUEUED)
        return list(queued.order_by("found_by__rank"))
    started = time.monotonic()
    try:
        provider = _provider_of(search_job)
        by = Machine(provider.name, provider.version)
        answer, duration_ms = ask_provider(provider, _query(search_job, provider), holder=search_job.public_id)
    except ProviderError as error:
        _record_failure(search_job, error, duration_ms=None if error.code in NOT_SENT else milliseconds_since(started))
        raise
    except NotYet as error:
        # Said once: a provider that rests would otherwise fill the log each time it is asked after.
        if error.code == RESTING and search_job.outcome != SearchOutcome.COULD_NOT_LOOK:
            _record_failure(search_job, error, duration_ms=None)
        raise
    return _record_answer(search_job, by=by, answer=answer, duration_ms=duration_ms)


def _provider_of(search_job: SearchJob) -> SearchProvider:
    provider = registry.providers().get(search_job.provider)
    if provider is None:
        message = f"The provider {search_job.provider} is not among those that are on (the setting PROVIDERS)."
        raise ProviderError(message, permanent=True, code="switched_off")
    if provider.uses_network and search_job.claim.article.is_demo:
        raise ProviderError("The demo asks nothing over the network.", permanent=True, code="demo")
    return provider


def _query(search_job: SearchJob, provider: SearchProvider) -> SearchQuery:
    return SearchQuery(
        search_job.query,
        language=search_job.claim.language or "en",
        limit=COPIES_PER_SEARCH if provider.answers == COPIES else PAGES_PER_SEARCH,
        purpose=search_job.purpose,
    )


def _record_failure(search_job: SearchJob, error: ProviderError | NotYet, *, duration_ms: int | None) -> None:
    provider = registry.providers().get(search_job.provider)
    by = Machine(provider.name, provider.version) if provider else BY
    with transaction.atomic():
        search_job.hold_lease()
        record_search_failure(search_job, by=by, error=str(error), duration_ms=duration_ms)


def _record_answer(
    search_job: SearchJob, *, by: Machine, answer: SearchAnswer, duration_ms: int
) -> list[CandidateSource]:
    candidates = list(_candidates(search_job, answer.pages[:PAGES_PER_SEARCH]))
    reviews = list(_reviews(answer.reviews[:REVIEWS_PER_SEARCH]))
    with transaction.atomic():
        search_job.hold_lease()
        rows = record_candidates(
            search_job,
            by=by,
            candidates=candidates,
            duration_ms=duration_ms,
            reviews=reviews,
            note=_storable(answer.note),
        )
    return [row for row in rows if row.job_state == JobState.QUEUED]


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
        url=url,
        rank=page.rank,
        title=_storable(page.title),
        snippet=_storable(page.snippet),
        provider_date=_storable(page.published_at)[:32],
        is_pointer=page.is_pointer,
    )


def _reviews(found: Iterable[FoundReview]) -> Iterator[PublishedReview]:
    """Reviews whose address we could show; a review is no source of ours and is not captured."""
    for review in found:
        try:
            url = acceptable_url(review.url)
        except BadInput:
            continue
        yield PublishedReview(
            url=url,
            claim_text=_storable(review.claim_text),
            rating=_storable(review.rating),
            publisher=_storable(review.publisher),
            publisher_site=_storable(review.publisher_site),
            title=_storable(review.title),
            claimant=_storable(review.claimant),
            claim_date=_storable(review.claim_date),
            review_date=_storable(review.review_date),
            language=_storable(review.language),
        )


def _storable(text: str) -> str:
    """What a provider says without what no database stores: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
