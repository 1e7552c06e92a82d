"""Failed work, as one list over all kinds of row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from claims.domain.permissions import acts_of, can
from claims.domain.queue import failed_rows
from claims.domain.work import WORKING_MODELS, WorkingRow, desk_of_work
from claims.models import (
    ArchiveJob,
    Article,
    CandidateSource,
    CaptureJob,
    Claim,
    Desk,
    Encoding,
    Feed,
    ProviderTest,
    SearchJob,
    Snapshot,
)

KINDS: Mapping[type[WorkingRow], str] = {
    Article: "Reading an article",
    Snapshot: "Adding a page to the library",
    Claim: "Asking for sources",
    SearchJob: "Search",
    CandidateSource: "Capturing a page",
    CaptureJob: "Making a new copy of a page",
    Feed: "Polling a feed",
    ArchiveJob: "Asking a public archive to keep a page",
    ProviderTest: "Testing a provider",
    Encoding: "Reading what a page means, for the search",
}
RELATED: Mapping[type[WorkingRow], tuple[str, ...]] = {
    Article: ("desk", "snapshot"),
    Snapshot: ("page",),
    Claim: ("desk",),
    SearchJob: ("claim__desk",),
    CandidateSource: ("claim__desk",),
    CaptureJob: ("desk", "earlier"),
    Feed: ("desk",),
    ArchiveJob: ("desk", "snapshot"),
    ProviderTest: ("desk", "provider"),
    Encoding: ("snapshot__page",),
}


@dataclass(frozen=True, slots=True)
class FailedWork:
    """One row that machines gave up on."""

    row: Any
    kind: str
    name: str
    url: str
    language: str
    may_retry: bool


def visible_rows(user: Any) -> list[QuerySet[Any]]:
    """The working rows that a person may see, one queryset for each table."""
    return [_rows_of(model).visible_to(user).select_related(*RELATED[model]) for model in WORKING_MODELS]


def _rows_of(model: Any) -> Any:
    """A capture that somebody waits for is shown where it is missed, not beside it once more."""
    return model.objects.of_nobody() if model is CaptureJob else model.objects


def visible_row(user: Any, public_id: str) -> WorkingRow:
    """One working row by its public id; Http404 when there is none for this person."""
    for rows in visible_rows(user):
        if row := rows.filter(public_id=public_id).first():
            return row
    raise Http404(public_id)


def desk_to_retry_for(user: Any) -> Desk | None:
    """A desk in whose name the person may retry what belongs to the whole house."""
    desks = Desk.objects.visible_to(user)
    return next((desk for desk in desks if can(user, "retry_work", desk)), None)


def failed_work(user: Any) -> list[FailedWork]:
    """What machines gave up on, newest first."""
    acts = {desk.pk: acts_of(user, desk) for desk in Desk.objects.visible_to(user)}
    everywhere = any("retry_work" in allowed for allowed in acts.values())
    return [_described(row, acts, everywhere=everywhere) for row in failed_rows(visible_rows(user))]


def _described(row: WorkingRow, acts: Mapping[int, frozenset[str]], *, everywhere: bool) -> FailedWork:
    desk = desk_of_work(row)
    may_retry = "retry_work" in acts.get(desk.pk, frozenset()) if desk else everywhere
    name, url, language = _named(row)
    return FailedWork(row, KINDS[type(row)], name, url, language, may_retry)


def _named(row: WorkingRow) -> tuple[str, str, str]:
    """What the work is about, the page that shows it, and the language of its name."""
    if isinstance(row, Article):
        return row.title, reverse("article", args=[row.public_id]), row.snapshot.language if row.snapshot else ""
    if isinstance(row, Encoding):
        return _named(row.snapshot)
    if isinstance(row, Snapshot):
        return row.title or row.page.canonical_url, reverse("snapshot", args=[row.public_id]), row.language
    if isinstance(row, Claim):
        return row.quote, reverse("claim", args=[row.public_id]), row.language
    if isinstance(row, SearchJob):
        return f"{row.provider}: {row.query}", reverse("claim", args=[row.claim.public_id]), row.claim.language
    if isinstance(row, CandidateSource):
        return row.title or row.url, reverse("claim", args=[row.claim.public_id]), ""
    return _named_service(row)


def _named_service(row: CaptureJob | Feed | ArchiveJob | ProviderTest) -> tuple[str, str, str]:
    if isinstance(row, ProviderTest):
        return f"{row.provider.name}: {row.query}", reverse("provider-test", args=[row.public_id]), ""
    if isinstance(row, Feed):
        return row.title or row.url, reverse("feed", args=[row.public_id]), ""
    copy = row.earlier if isinstance(row, CaptureJob) else row.snapshot
    return row.url, reverse("snapshot", args=[copy.public_id]) if copy else "", ""
