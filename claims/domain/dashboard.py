"""Read side: the numbers on the dashboard. Demo rows are left out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from claims.domain.example import EngineRecord, engine_records, proposals
from claims.domain.work import WORKING_MODELS
from claims.enums import ClaimStatus, JobState, SearchOutcome
from claims.models import Article, Claim, SearchJob

DAYS = 7


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many claims people decided on one day: accepted or dismissed."""

    day: str
    decided: int


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How many rows of one kind wait, are worked on, and failed."""

    name: str
    queued: int
    working: int
    failed: int


@dataclass(frozen=True, slots=True)
class ProviderCount:
    """What a provider answered in the last days."""

    name: str
    found: int
    none_found: int
    could_not_look: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the first dashboard shows."""

    articles: int
    waiting: int
    oldest_waiting: datetime | None
    decided_today: int
    accepted: int
    dismissed: int
    days: tuple[DayCount, ...]
    work: tuple[WorkCount, ...]
    providers: tuple[ProviderCount, ...]
    engines: tuple[EngineRecord, ...]


def read_dashboard(user: object) -> Dashboard:
    """The numbers for the desks of this person."""
    claims = Claim.objects.visible_to(user).filter(article__is_demo=False)
    waiting = claims.filter(status=ClaimStatus.SUGGESTED)
    by_status = dict(claims.values_list("status").annotate(number=Count("pk")).order_by())
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return Dashboard(
        articles=Article.objects.visible_to(user).filter(is_demo=False).count(),
        waiting=by_status.get(ClaimStatus.SUGGESTED, 0),
        oldest_waiting=waiting.aggregate(oldest=Min("created_at"))["oldest"],
        decided_today=claims.filter(decided_at__gte=today).count(),
        accepted=by_status.get(ClaimStatus.ACCEPTED, 0),
        dismissed=by_status.get(ClaimStatus.DISMISSED, 0),
        days=_days(claims, today),
        work=tuple(_work_counts()),
        providers=_providers(user),
        engines=tuple(engine_records(proposals(user))),
    )


def _days(claims: QuerySet[Claim], today: datetime) -> tuple[DayCount, ...]:
    first = today - timedelta(days=DAYS - 1)
    decided = claims.filter(decided_at__gte=first).annotate(day=TruncDate("decided_at"))
    counts = dict(decided.values_list("day").annotate(number=Count("pk")).order_by())
    days = [(first + timedelta(days=offset)).date() for offset in range(DAYS)]
    return tuple(DayCount(day.isoformat(), counts.get(day, 0)) for day in days)


def _work_counts() -> list[WorkCount]:
    counts = []
    for model in WORKING_MODELS:
        states = dict(model.objects.values_list("job_state").annotate(number=Count("pk")).order_by())
        name = str(model._meta.verbose_name_plural)
        numbers = (states.get(state, 0) for state in (JobState.QUEUED, JobState.WORKING, JobState.FAILED))
        counts.append(WorkCount(name, *numbers))
    return counts


def _providers(user: object) -> tuple[ProviderCount, ...]:
    since = timezone.now() - timedelta(days=DAYS)
    rows = (
        SearchJob.objects.visible_to(user)
        .filter(asked_at__gte=since, claim__article__is_demo=False)
        .values("provider")
        .annotate(
            found=Count("pk", filter=Q(outcome=SearchOutcome.FOUND)),
            none_found=Count("pk", filter=Q(outcome=SearchOutcome.NONE_FOUND)),
            could_not_look=Count("pk", filter=Q(outcome=SearchOutcome.COULD_NOT_LOOK)),
            mean=Avg("duration_ms"),
        )
        .order_by("provider")
    )
    return tuple(
        ProviderCount(row["provider"], row["found"], row["none_found"], row["could_not_look"], round(row["mean"] or 0))
        for row in rows
    )
