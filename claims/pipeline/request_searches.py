"""Claim → SearchJobs: the questions that its frame asks, for every provider that is on."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.search import request_searches as record_requests
from claims.models import Claim, SearchJob
from claims.providers import registry
from claims.text.frame import frame_from_json
from claims.text.queries import questions_for

BY = Machine("queries", "1")


def request_searches(claim: Claim) -> list[SearchJob]:
    """The claim's search jobs, made now unless they were already. A demo claim asks only what is here."""
    questions = questions_for(claim.text, frame_from_json(claim.frame), language=claim.language or "en")
    names = [
        name for name, provider in registry.providers().items() if not (claim.article.is_demo and provider.uses_network)
    ]
    with transaction.atomic():
        claim.hold_lease()
        return record_requests(claim, by=BY, questions=questions, providers=names)
