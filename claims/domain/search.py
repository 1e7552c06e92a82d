"""Searches: asked, answered or not answered; and the pages they proposed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from claims.domain.audit import Actor, EventDraft, Machine, record_event, record_events
from claims.domain.permissions import check_can
from claims.domain.prior_review import PublishedReview, record_prior_reviews
from claims.domain.provider import ProviderFacts, check_can_ask_again, check_can_be_asked, clean_query
from claims.enums import AuditAction, CandidateStatus, JobState, Purpose, SearchOutcome
from claims.errors import BadInput, TransitionDenied
from claims.models import CandidateSource, Claim, SearchHit, SearchJob, Snapshot
from claims.models.base import MAX_URL_LENGTH
from claims.models.search import POINTER_REASON
from claims.text.queries import LONGEST_QUERY, SearchQuestion
from claims.text.urls import canonical_url

NO_COPY_LOOKED_FOR = f"No archived copy was looked for: the address is longer than {LONGEST_QUERY} characters."
# What a person may ask for; archived copies are asked for by address, and by machines.
QUESTION_PURPOSES = (Purpose.SUPPORT, Purpose.CONTRARY, Purpose.PRIMARY)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that a provider proposed; `snapshot` is set when we hold the page already.

    With `is_pointer` the page only says where to look: it is written down as dropped, and never captured.
    """

    url: str
    rank: int
    title: str = ""
    snippet: str = ""
    provider_date: str = ""
    snapshot: Snapshot | None = None
    is_pointer: bool = False


# ---------------------------------------------------------------- asking


def request_searches(
    claim: Claim, *, by: Machine, questions: Sequence[SearchQuestion], providers: Sequence[str]
) -> list[SearchJob]:
    """One search job for each question and provider; asking again finds the jobs that are there."""
    with transaction.atomic():
        jobs = [
            SearchJob.objects.get_or_create(
                claim=claim, provider=provider, query=question.query, round=1, defaults={"purpose": question.purpose}
            )
            for provider in providers
            for question in questions
        ]
        record_events([_requested(job) for job, is_new in jobs if is_new], by=by)
    return [job for job, _ in jobs]


def request_archived_copy(candidate: CandidateSource, *, by: Machine, provider: str) -> SearchJob | None:
    """Look for a copy of a page that could not be read in an archive; its copies become candidates like others.

    None when the address is too long to be a question: the candidate's reason says so.
    """
    with transaction.atomic():
        if len(candidate.url) > LONGEST_QUERY:
            _note_no_copy(candidate)
            return None
        job, is_new = SearchJob.objects.get_or_create(
            claim=candidate.claim,
            provider=provider,
            query=candidate.url,
            round=1,
            defaults={"purpose": Purpose.ARCHIVE},
        )
        record_events([_requested(job)] if is_new else [], by=by)
    return job


def _note_no_copy(candidate: CandidateSource) -> None:
    if NO_COPY_LOOKED_FOR not in candidate.status_reason:
        candidate.status_reason = f"{candidate.status_reason} {NO_COPY_LOOKED_FOR}".strip()
        candidate.save(update_fields=["status_reason", "updated_at"])


def ask_again(search_job: SearchJob, *, by: User, facts: Iterable[ProviderFacts]) -> SearchJob:
    """A person puts the same question to the same provider once more: a new round, the old answer stays.

    `facts` are those of the providers that are known here. Raises BadInput for a provider that cannot be asked now,
    and TransitionDenied while the question is still being asked.
    """
    check_can(by, "request_search", search_job.claim.desk)
    check_can_ask_again(search_job, facts=facts)
    with transaction.atomic():
        same = SearchJob.objects.filter(claim=search_job.claim, provider=search_job.provider, query=search_job.query)
        if same.unfinished().exists():
            raise TransitionDenied("This question is still being asked. Wait for its answer, then ask again.")
        return _next_round(search_job.claim, search_job.provider, search_job.query, purpose=search_job.purpose, by=by)


def ask_question(
    claim: Claim,
    *,
    by: User,
    query: str,
    purpose: str,
    providers: Collection[str],
    facts: Iterable[ProviderFacts],
) -> list[SearchJob]:
    """A person's own question, or an edited one; one search job for each provider, in the order of `providers`.

    `facts` are those of the providers that are known here. A question that is still being asked is found, one that
    was answered is asked again. Raises BadInput, naming the field, for what cannot be asked.
    """
    check_can(by, "request_search", claim.desk)
    words = clean_query(query)
    if purpose not in QUESTION_PURPOSES:
        raise BadInput(f"The purpose of a search is one of: {', '.join(QUESTION_PURPOSES)}.", field="purpose")
    check_can_be_asked(claim, providers=providers, facts=facts)
    with transaction.atomic():
        return [
            SearchJob.objects.filter(claim=claim, provider=provider, query=words).unfinished().first()
            or _next_round(claim, provider, words, purpose=purpose, by=by)
            for provider in dict.fromkeys(providers)
        ]


def _next_round(claim: Claim, provider: str, query: str, *, purpose: str, by: User) -> SearchJob:
    rounds = SearchJob.objects.filter(claim=claim, provider=provider, query=query)
    last = rounds.aggregate(last=Max("round"))["last"] or 0
    job, is_new = SearchJob.objects.get_or_create(
        claim=claim,
        provider=provider,
        query=query,
        round=last + 1,
        defaults={"purpose": purpose, "asked_by": by},
    )
    action = AuditAction.SEARCH_RERUN if last else AuditAction.SEARCH_REQUESTED
    record_events([_requested(job, action=action)] if is_new else [], by=by)
    return job


def _requested(job: SearchJob, *, action: AuditAction = AuditAction.SEARCH_REQUESTED) -> EventDraft:
    details = {"provider": job.provider, "query": job.query, "purpose": str(job.purpose), "round": job.round}
    return EventDraft(action, job, job.claim.desk, details=details)


# ---------------------------------------------------------------- answers


def record_candidates(
    search_job: SearchJob,
    *,
    by: Machine,
    candidates: Sequence[Candidate],
    duration_ms: int,
    reviews: Sequence[PublishedReview] = (),
    note: str = "",
) -> list[CandidateSource]:
    """What the provider answered: the outcome, and its pages as candidates of the claim, each page once.

    `reviews` are those of others that came with it; `note` is the provider's own word.
    """
    best: dict[str, Candidate] = {}
    for found in sorted(candidates, key=lambda one: one.rank):
        best.setdefault(found.url, found)
    with transaction.atomic():
        # In the order of their addresses: two searches of one claim that name the same pages in
        # different orders would wait for each other.
        rows = [_propose(search_job, best[url]) for url in sorted(best)]
        SearchHit.objects.bulk_create(
            [SearchHit(search_job=search_job, candidate=row, rank=best[row.url].rank) for row in rows],
            ignore_conflicts=True,
        )
        # Candidates first, then the log: whoever keeps or drops a page takes them in this order, too.
        stored = record_prior_reviews(search_job, by=by, reviews=reviews) if reviews else []
        hits = len(rows) + len(stored)
        outcome = SearchOutcome.FOUND if hits else SearchOutcome.NONE_FOUND
        _answer(search_job, by=by, outcome=outcome, hits=hits, duration_ms=duration_ms, note=note)
        details = {"provider": search_job.provider, "outcome": str(outcome), "hits": hits}
        record_event(AuditAction.SEARCH_ANSWERED, search_job, by=by, desk=search_job.claim.desk, details=details)
    return sorted(rows, key=lambda row: best[row.url].rank)


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
            **(_POINTER if candidate.is_pointer else {}),
        },
    )
    return row


_POINTER = {"status": CandidateStatus.DROPPED, "status_reason": POINTER_REASON, "job_state": JobState.DONE}


def record_search_failure(search_job: SearchJob, *, by: Machine, error: str, duration_ms: int | None) -> None:
    """The provider could not be asked: said on the row now, whether or not it is tried again.

    `duration_ms` is None when nothing was sent: a key is missing, the provider is switched off or rests.
    """
    with transaction.atomic():
        _answer(search_job, by=by, outcome=SearchOutcome.COULD_NOT_LOOK, hits=0, duration_ms=duration_ms, note=error)
        details = {"provider": search_job.provider, "error": error}
        record_event(AuditAction.SEARCH_FAILED, search_job, by=by, desk=search_job.claim.desk, details=details)


def _answer(
    search_job: SearchJob, *, by: Machine, outcome: SearchOutcome, hits: int, duration_ms: int | None, note: str
) -> None:
    search_job.outcome, search_job.hits, search_job.duration_ms = outcome, hits, duration_ms
    search_job.asked_at, search_job.provider_version, search_job.note = timezone.now(), by.version, note
    fields = ["outcome", "hits", "duration_ms", "asked_at", "provider_version", "note", "updated_at"]
    search_job.save(update_fields=fields)


# ---------------------------------------------------------------- pages


def propose_source(claim: Claim, *, by: User, url: str) -> CandidateSource:
    """A page that a person proposes for a claim; one that was dropped is taken up again.

    The address is put into canonical form; that the gate would refuse it is said when it is captured.
    """
    check_can(by, "propose_source", claim.desk)
    address = _proposable(claim, url)
    with transaction.atomic():
        # A person's page comes first in the list.
        candidate, is_new = CandidateSource.objects.get_or_create(
            claim=claim, url=address, defaults={"proposed_by": by, "rank": 1}
        )
        if is_new:
            _record_proposed(candidate, by=by, reason="", dropped_because="")
        elif _lock(candidate).status == CandidateStatus.DROPPED:
            _reopen(candidate, by=by, reason="")
    return candidate


def _lock(candidate: CandidateSource) -> CandidateSource:
    """The row as it is now, nobody else's until the transaction ends."""
    candidate.refresh_from_db(from_queryset=CandidateSource.objects.select_for_update(no_key=True))
    return candidate


def _proposable(claim: Claim, url: str) -> str:
    if not url.strip():
        raise BadInput("Give the address of the page.", field="url")
    address = canonical_url(url)
    if not address.startswith(("http://", "https://")):
        raise BadInput("Give an address that begins with http:// or https://.", field="url")
    if len(address) > MAX_URL_LENGTH:
        raise BadInput(f"The address is longer than {MAX_URL_LENGTH} characters.", field="url", code="too_long")
    read = claim.article.snapshot
    if address in {claim.article.url, read.page.canonical_url if read else ""}:
        raise BadInput("This is the article itself; it cannot be a source for its own claim.", field="url")
    return address


def reopen_candidate(candidate: CandidateSource, *, by: User, reason: str, snapshot: Snapshot | None = None) -> None:
    """A person has a dropped page read again; why it was dropped stays in the log.

    It is read from `snapshot`, else from the copy that it has if that is fit, else it is captured anew.
    """
    check_can(by, "propose_source", candidate.claim.desk)
    with transaction.atomic():
        if _lock(candidate).status != CandidateStatus.DROPPED:
            state = CandidateStatus(candidate.status).label.lower()
            raise TransitionDenied(f"Only a dropped page can be taken up again; this one is {state}.")
        _reopen(candidate, by=by, reason=reason.strip(), snapshot=snapshot)


def _reopen(candidate: CandidateSource, *, by: User, reason: str, snapshot: Snapshot | None = None) -> None:
    dropped_because, held = candidate.status_reason, snapshot or candidate.snapshot
    candidate.proposed_by = candidate.proposed_by or by
    candidate.capture_job = None
    candidate.save(update_fields=["proposed_by", "capture_job", "updated_at"])
    # A copy that was no article would only be refused again; a page without an address has no other copy.
    is_kept = held is not None and (held.is_usable or not candidate.url.startswith("http"))
    # Whoever is still at it began before it was dropped.
    candidate.restart_job()
    _sort(candidate, CandidateStatus.PROPOSED, reason="", snapshot=held if is_kept else None)
    _record_proposed(candidate, by=by, reason=reason, dropped_because=dropped_because)


def _record_proposed(candidate: CandidateSource, *, by: User, reason: str, dropped_because: str) -> None:
    details = {"url": candidate.url} | ({"dropped_because": dropped_because} if dropped_because else {})
    record_event(
        AuditAction.SOURCE_PROPOSED, candidate, by=by, desk=candidate.claim.desk, reason=reason, details=details
    )


def keep_candidate(candidate: CandidateSource, *, by: Machine, snapshot: Snapshot) -> bool:
    """The page was captured and can be read; the claim's evidence may come from it.

    False, and nothing written, when a person dropped it meanwhile. Call it while the row's lease is held.
    """
    with transaction.atomic():
        current = CandidateSource.objects.select_for_update(no_key=True).get(pk=candidate.pk)
        if current.status == CandidateStatus.DROPPED:
            candidate.refresh_from_db()
            return False
        _sort(candidate, CandidateStatus.KEPT, reason="", snapshot=snapshot)
        details = {"url": candidate.url, "snapshot": snapshot.public_id}
        record_event(AuditAction.CANDIDATE_KEPT, candidate, by=by, desk=candidate.claim.desk, details=details)
    return True


def drop_candidate(candidate: CandidateSource, *, by: Actor, reason: str, snapshot: Snapshot | None = None) -> None:
    """The page cannot serve as a source, and why; it stays in the list, with the copy that was made of it.

    A person needs the right to propose sources. Evidence from the page stays until somebody rejects it.
    """
    if not isinstance(by, Machine):
        check_can(by, "propose_source", candidate.claim.desk)
    reason = reason.strip()
    if not reason:
        raise BadInput("Say why the page is dropped.", field="reason")
    with transaction.atomic():
        _sort(candidate, CandidateStatus.DROPPED, reason=reason, snapshot=snapshot or candidate.snapshot)
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
