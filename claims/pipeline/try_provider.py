"""ProviderTest → what was sent and what came back: a provider is asked by a person's hand."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.provider import record_provider_test
from claims.enums import SearchOutcome
from claims.errors import BadInput, ProviderError
from claims.models import ProviderTest, Snapshot
from claims.pipeline.ask_provider import ask_provider, milliseconds_since
from claims.providers import registry
from claims.providers.base import FoundPage, FoundReview, SearchAnswer, SearchProvider, SearchQuery
from claims.providers.trace import Trace, TracedExchange

BY = Machine("try_provider", "1")
PAGES_PER_TEST = 5


def try_provider(test: ProviderTest) -> list[ProviderTest]:
    """Ask, and write down what was sent and what came back, failures too; nothing is ready afterwards.

    It takes its turn like any question, raising NotYet, but works while the provider rests or is switched off.
    """
    if test.outcome != SearchOutcome.PENDING:
        return []
    started = time.monotonic()
    by, trace, answer, error = BY, Trace(), SearchAnswer(), ""
    try:
        provider, trace = _traced(test.provider.name)
        by = Machine(provider.name, provider.version)
        answer = _asked(provider, test)
    except ProviderError as failure:
        error = str(failure)
    with transaction.atomic():
        test.hold_lease()
        record_provider_test(
            test,
            by=by,
            exchanges=[_exchange_as_json(one) for one in trace.exchanges],
            pages=[*_pages_as_json(answer.pages), *map(_review_as_json, answer.reviews)],
            duration_ms=milliseconds_since(started),
            error=error,
        )
    return []


def _traced(name: str) -> tuple[SearchProvider, Trace]:
    try:
        return registry.traced_provider(name)
    except BadInput as error:
        raise ProviderError(str(error), permanent=True, code="switched_off") from error


def _asked(provider: SearchProvider, test: ProviderTest) -> SearchAnswer:
    query = SearchQuery(test.query, language=test.desk.language or "en", limit=PAGES_PER_TEST)
    return ask_provider(provider, query, holder=test.public_id, is_probe=True)[0]


def _exchange_as_json(exchange: TracedExchange) -> dict[str, Any]:
    fields = asdict(exchange)
    body = fields.pop("body_start")
    return {**fields, "body": body}


def _pages_as_json(pages: Sequence[FoundPage]) -> list[dict[str, Any]]:
    """Found pages; those of the library are named by the snapshot that they are."""
    held = Snapshot.objects.select_related("page").in_bulk([page.snapshot_id for page in pages if page.snapshot_id])
    return [_page_as_json(page, held.get(page.snapshot_id or 0)) for page in pages]


def _page_as_json(page: FoundPage, snapshot: Snapshot | None) -> dict[str, Any]:
    return {
        "kind": "pointer" if page.is_pointer else "page",
        "rank": page.rank,
        "url": snapshot.page.canonical_url if snapshot else page.url,
        "title": snapshot.title if snapshot else page.title,
        "snippet": page.snippet,
        "date": page.published_at,
    }


def _review_as_json(review: FoundReview) -> dict[str, Any]:
    return {
        "kind": "review",
        "rank": 0,
        "url": review.url,
        "title": review.title or review.claim_text,
        "snippet": f"{review.publisher}: {review.rating}",
        "date": review.review_date,
    }
