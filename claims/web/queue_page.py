"""What the queue shows: views with counts, filters, rows, and which kind of empty it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.domain.origin import SourceCount, counts_of
from claims.domain.queue import count_views, queue_claims
from claims.enums import ClaimKind, ClaimStatus
from claims.models import Claim, Desk
from claims.web.forms import QueueFilterForm
from claims.web.found import found_words, with_search_answers
from claims.web.words import band_of

PER_PAGE = 50
REASONS_SHOWN = 2
FILTER_NAMES = {"kind": "Kind", "q": "Search", "desk": "Desk"}


@dataclass(frozen=True, slots=True)
class QueueView:
    """One of the views by status, as a link with its count."""

    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on, and the query without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the queue."""

    claim: Any
    count: SourceCount

    @property
    def band(self) -> str:
        """How much it deserves checking, in words."""
        return band_of(self.claim.score)

    @property
    def reasons(self) -> list[str]:
        """The first reasons of the machine."""
        return self.claim.reasons[:REASONS_SHOWN]

    @property
    def found(self) -> str:
        """Passages, pages and independent sources, or which kind of nothing."""
        return found_words(self.claim, self.count)

    @property
    def gathering(self) -> str:
        """What the machines are doing for it."""
        if self.claim.is_gathering:
            return "gathering"
        return "ready" if self.claim.has_searches else "not searched"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Everything in the queue."""

    views: tuple[QueueView, ...]
    filters: tuple[ActiveFilter, ...]
    rows: tuple[Row, ...]
    page: Page
    total: int
    decided_today: int
    asked: Mapping[str, str]
    desks: tuple[Desk, ...]
    problems: tuple[str, ...]

    @property
    def is_busy(self) -> bool:
        """Whether machines are at work on a claim that is shown."""
        return any(row.claim.is_gathering for row in self.rows)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of claim to filter by."""
        return list(ClaimKind.choices)

    @property
    def query(self) -> str:
        """The query string of this view without the page."""
        return _query(self.asked)

    @property
    def emptiness(self) -> str:
        """Why there is no row: a new installation, filtered to nothing, all done, or nothing in this view."""
        if self.rows:
            return ""
        if not self.total:
            return "new"
        if self.filters:
            return "filtered"
        return "all_done" if self.asked.get("status") == ClaimStatus.SUGGESTED else "view"


def read_queue_page(user: Any, asked: Mapping[str, str]) -> QueuePage:
    """The queue as the query string asks for it; what it asks wrongly is left aside and named."""
    desks = tuple(Desk.objects.visible_to(user))
    form = QueueFilterForm(asked, desks=list(desks))
    form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    wanted.setdefault("status", str(ClaimStatus.SUGGESTED))
    counts = count_views(user)
    page = Paginator(_filtered(with_search_answers(queue_claims(user)), wanted), PER_PAGE).get_page(asked.get("page"))
    sources = counts_of(list(page))
    return QueuePage(
        views=tuple(_views(counts, wanted)),
        filters=tuple(_active(wanted, desks)),
        rows=tuple(Row(claim, sources[claim.pk]) for claim in page),
        page=page,
        total=sum(counts.values()),
        decided_today=_decided_today(user),
        asked=wanted,
        desks=desks,
        problems=tuple(f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()),
    )


def _filtered(claims: QuerySet[Claim], wanted: Mapping[str, str]) -> QuerySet[Claim]:
    if wanted["status"] != "all":
        claims = claims.filter(status=wanted["status"])
    if kind := wanted.get("kind"):
        claims = claims.filter(kind=kind)
    if desk := wanted.get("desk"):
        claims = claims.filter(desk__public_id=desk)
    for word in wanted.get("q", "").split():
        claims = claims.filter(
            Q(quote__icontains=word) | Q(text__icontains=word) | Q(article__snapshot__title__icontains=word)
        )
    return claims


def _views(counts: Mapping[str, int], wanted: Mapping[str, str]) -> list[QueueView]:
    labels = [*ClaimStatus.choices, ("all", "All")]
    numbers = {**counts, "all": sum(counts.values())}
    return [
        QueueView(label, numbers[value], _query({**wanted, "status": value}), wanted["status"] == value)
        for value, label in labels
    ]


def _active(wanted: Mapping[str, str], desks: tuple[Desk, ...]) -> list[ActiveFilter]:
    names = {"kind": dict(ClaimKind.choices), "desk": {desk.public_id: desk.name for desk in desks}}
    return [
        ActiveFilter(
            f"{label}: {names.get(name, {}).get(wanted[name], wanted[name])}",
            _query({key: value for key, value in wanted.items() if key != name}),
        )
        for name, label in FILTER_NAMES.items()
        if name in wanted
    ]


def _query(wanted: Mapping[str, str]) -> str:
    return urlencode(sorted(wanted.items()))


def _decided_today(user: User) -> int:
    return Claim.objects.visible_to(user).filter(decided_at__gte=_midnight()).count()


def _midnight() -> datetime:
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
