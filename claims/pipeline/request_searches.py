"""Claim → SearchJobs: the questions that its frame asks, for every provider that may be asked."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.provider import COPIES, provider_row
from claims.domain.provider import providers_to_ask as ask_the_law
from claims.domain.search import request_archived_copy as record_copy_request
from claims.domain.search import request_searches as record_requests
from claims.enums import JobState, Purpose, Quality
from claims.models import CandidateSource, Claim, SearchJob
from claims.pipeline.ask_provider import provider_facts
from claims.providers import registry
from claims.text.frame import frame_from_json
from claims.text.queries import questions_for

BY = Machine("queries", "2")
# What a host answers when the page is gone (404, 410, 451) or kept from us (401, 402, 403).
GONE_STATUSES = frozenset({401, 402, 403, 404, 410, 451})
# Labels of copies that hold something else than the page.
GONE_QUALITIES = frozenset({Quality.SOFT_404, Quality.BLOCK_PAGE, Quality.CONSENT_WALL, Quality.PAYWALL})


def request_searches(claim: Claim) -> list[SearchJob]:
    """The claim's search jobs, made now unless they were already.

    A provider that lacks its key, is switched off or wants an address for a question is left out
    (`providers_not_asked` says so); a demo claim asks only what is here.
    """
    questions = questions_for(claim.text, frame_from_json(claim.frame), language=claim.language or "en")
    names = ask_the_law(claim, facts=provider_facts())
    with transaction.atomic():
        claim.hold_lease()
        return record_requests(claim, by=BY, questions=questions, providers=names)


def request_archived_copy(
    candidate: CandidateSource, *, status_code: int | None = None, quality: str = ""
) -> list[SearchJob]:
    """The search for an archived copy of a page that was dropped because it is gone or kept from us; else nothing.

    An archive is a stranger: the address of a page on a private host is not told to it. What was imported without an
    address has none to look for.
    `status_code` is what the host answered, `quality` the label of the copy that was made. Call it while the
    candidate's lease is held.
    """
    if status_code not in GONE_STATUSES and quality not in GONE_QUALITIES:
        return []
    search = candidate.search_job
    if candidate.claim.article.is_demo or (search and search.purpose == Purpose.ARCHIVE):
        return []
    if not candidate.url.startswith("http") or registry.is_on_private_host(candidate.url):
        return []
    provider = _archive_to_ask()
    job = record_copy_request(candidate, by=BY, provider=provider) if provider else None
    return [job] if job and job.job_state == JobState.QUEUED else []


def _archive_to_ask() -> str:
    for facts in provider_facts():
        if facts.answers == COPIES and not facts.missing and not provider_row(facts.name).is_switched_off:
            return facts.name
    return ""
