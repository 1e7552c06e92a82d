"""Read side: the board of providers, how each one is doing now."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from claims.domain.breaker import HALF_OPEN, OPEN, breaker_words
from claims.domain.provider import (
    COPIES,
    ProviderFacts,
    missing_words,
    moment_words,
    off_words,
    quota_wait,
    quota_words,
    rows_of,
    switches_of,
)
from claims.enums import JobState, SearchOutcome
from claims.models import ArchiveJob, AuditEvent, Provider, SearchJob

# The board tells how a provider is doing now, not how it did a year ago.
LATENCY_DAYS = 30
LATENCY_QUESTIONS = 50


@dataclass(frozen=True, slots=True)
class ProviderHealth:
    """One row of the board. `state` is on, off, key_missing, open, probing or quota; `words` says it in a sentence.

    Latencies are in milliseconds, over the last questions that were really sent; `asked` and `answered` count those
    of the last day. None is "not known".
    """

    facts: ProviderFacts
    state: str
    words: str
    breaker: str
    median_ms: int | None
    p95_ms: int | None
    asked: int
    answered: int
    quota_limit: int | None
    quota_left: int | None
    quota_resets_at: datetime | None
    open_until: datetime | None
    not_before: datetime | None
    last_answered_at: datetime | None
    last_error: str
    last_error_at: datetime | None
    waiting: int

    @property
    def share_answered(self) -> float | None:
        """Answered of asked in the last day, from 0 to 1; None when nothing was asked."""
        return self.answered / self.asked if self.asked else None


def board(facts: Iterable[ProviderFacts]) -> list[ProviderHealth]:
    """How every provider is doing, in the order given; always the same number of questions to the database."""
    facts = list(facts)
    names = [fact.name for fact in facts]
    rows = rows_of(facts)
    switches = switches_of(rows.values())
    latencies, counts, waiting = _latencies(names), _counts(names), _waiting(names)
    return [
        _health(
            fact,
            rows.get(fact.name) or Provider(name=fact.name),
            event=switches.get(rows[fact.name].pk) if fact.name in rows else None,
            latencies=latencies[fact.name],
            counts=counts.get(fact.name, (0, 0)),
            waiting=waiting[fact.name],
        )
        for fact in facts
    ]


def _health(
    fact: ProviderFacts,
    row: Provider,
    *,
    event: AuditEvent | None,
    latencies: Sequence[int],
    counts: tuple[int, int],
    waiting: int,
) -> ProviderHealth:
    state, words = _state(fact, row, event)
    return ProviderHealth(
        facts=fact,
        state=state,
        words=words,
        breaker=breaker_words(row),
        median_ms=_quantile(latencies, 0.5),
        p95_ms=_quantile(latencies, 0.95),
        asked=counts[0],
        answered=counts[1],
        quota_limit=row.quota_limit,
        quota_left=row.quota_left,
        quota_resets_at=row.quota_resets_at,
        open_until=row.open_until,
        not_before=row.not_before if row.pk else None,
        last_answered_at=row.last_answered_at,
        last_error=row.last_error,
        last_error_at=row.last_error_at,
        waiting=waiting,
    )


def _state(fact: ProviderFacts, row: Provider, event: AuditEvent | None) -> tuple[str, str]:
    if row.is_switched_off:
        return "off", off_words(row, event)
    if fact.missing:
        return "key_missing", missing_words(fact)
    breaker = breaker_words(row)
    if breaker == OPEN and row.open_until:
        words = f"Left alone until {moment_words(row.open_until)} after {row.failures} failures in a row."
        return "open", words
    if breaker == HALF_OPEN:
        return "probing", "It failed often; the next question decides whether it is asked again."
    if quota_wait(row):
        return "quota", quota_words(row)
    return "on", "It is asked." if fact.answers != COPIES else "It is asked for copies of pages that are gone."


def _quantile(ordered: Sequence[int], share: float) -> int | None:
    """The nearest-rank quantile of numbers in rising order."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None


def _latencies(names: Collection[str]) -> dict[str, list[int]]:
    """The durations of the last questions to each provider, in rising order."""
    sent = SearchJob.objects.filter(
        provider__in=names,
        duration_ms__isnull=False,
        asked_at__gte=timezone.now() - timedelta(days=LATENCY_DAYS),
    )
    place = Window(RowNumber(), partition_by=F("provider"), order_by=F("asked_at").desc())
    found: dict[str, list[int]] = defaultdict(list)
    latest = sent.order_by().annotate(place=place).filter(place__lte=LATENCY_QUESTIONS)
    for provider, duration in latest.values_list("provider", "duration_ms"):
        found[provider].append(duration or 0)
    return defaultdict(list, {provider: sorted(durations) for provider, durations in found.items()})


def _counts(names: Collection[str]) -> dict[str, tuple[int, int]]:
    """How many questions each provider was sent in the last day, and how many it answered."""
    sent = SearchJob.objects.filter(
        provider__in=names, duration_ms__isnull=False, asked_at__gte=timezone.now() - timedelta(days=1)
    )
    answered = Count("pk", filter=~Q(outcome=SearchOutcome.COULD_NOT_LOOK))
    counted = sent.order_by().values("provider").annotate(asked=Count("pk"), answered=answered)
    return {row["provider"]: (row["asked"], row["answered"]) for row in counted}


def _waiting(names: Collection[str]) -> dict[str, int]:
    """How many searches and pages to be archived wait for each provider."""
    waiting: dict[str, int] = defaultdict(int)
    queued = Q(job_state=JobState.QUEUED)
    searches = SearchJob.objects.filter(queued, provider__in=names).order_by().values_list("provider")
    archives = ArchiveJob.objects.filter(queued, archive__in=names).order_by().values_list("archive")
    for rows in (searches, archives):
        for name, count in rows.annotate(Count("pk")):
            waiting[name] += count
    return waiting
