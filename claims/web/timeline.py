"""What happened to a claim and to everything that hangs on it, told in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from claims.enums import AnchorState, AuditAction, Quality
from claims.models import AuditEvent
from claims.web.evidence_column import EvidenceColumn
from claims.web.words import LATER_WORDS, OUTCOMES, STANCE_BY_VALUE, VERDICT_WORDS, counted, sources_words

EVENTS_SHOWN = 60
# What happens to a stored copy is told where it is used; that it was made is not.
ABOUT_COPIES = (AuditAction.QUALITY_OVERRULED, AuditAction.PAGE_UPLOADED, AuditAction.QUOTES_CHECKED)
# These belong to no desk: the store is the whole house's.
ABOUT_THE_STORE = (AuditAction.SNAPSHOT_DAMAGED, AuditAction.SNAPSHOT_RESTORED)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said of an event; quotes are somebody's own words."""

    words: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the timeline."""

    event: AuditEvent

    @property
    def title(self) -> str:
        """What was done."""
        if self.event.subject_type == "priorreview":
            return "Review by others found"
        if self.event.action == AuditAction.SOURCE_PROPOSED and self.event.details.get("dropped_because"):
            return "Dropped page taken up again"
        return self.event.get_action_display()

    @property
    def said(self) -> list[Said]:
        """What is known of it beside the title."""
        parts = [part for name, tell in TOLD.items() for part in tell(self.event.details, name)]
        return [*parts, *([Said(self.event.reason)] if self.event.reason else [])]


def _plain(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    if details.get(name):
        yield Said(str(details[name]))


def _quoted(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    if details.get(name):
        yield Said(str(details[name]), is_quote=True)


def _named(words: Mapping[str, str]) -> Callable[[Mapping[str, Any], str], Iterator[Said]]:
    def tell(details: Mapping[str, Any], name: str) -> Iterator[Said]:
        value = str(details.get(name) or "")
        if value:
            yield Said(words.get(value, value))

    return tell


def _round(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    if details.get(name, 1) > 1:
        yield Said(f"asked again, round {details[name]}")


def _hits(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    if details.get(name):
        yield Said(counted(details[name], "hit"))


def _pages(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    """How many pages a decision was about; a grouping has its whole headline."""
    pages = details.get(name)
    if isinstance(pages, list):
        yield Said(counted(len(pages), "page"))
    elif pages is not None:
        yield Said(sources_words(details.get("passages", 0), pages, details.get("sources", 0)))


def _dropped(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    if details.get(name):
        yield Said(f"it had been dropped: {details[name]}")


def _anchors(details: Mapping[str, Any], name: str) -> Iterator[Said]:
    """How many quotes are unchanged, moved or gone; told once, at the first of the states."""
    if name in details:
        found = [f"{details[state]} {LATER_WORDS[state]}" for state in AnchorState.values if details.get(state)]
        yield Said("quoted words: " + ", ".join(found)) if found else Said("no quoted words")


STANCE_WORDS = MappingProxyType({value: choice.label.lower() for value, choice in STANCE_BY_VALUE.items()})
QUALITY_WORDS = MappingProxyType({str(one): f"the machine calls it: {one.label.lower()}" for one in Quality})
# What is told of an event's details, in this order; what is not named here stays in the log.
TOLD: Mapping[str, Callable[[Mapping[str, Any], str], Iterator[Said]]] = MappingProxyType(
    {
        "provider": _plain,
        "query": _quoted,
        "round": _round,
        "publisher": _plain,
        "rating": _quoted,
        "stance": _named(STANCE_WORDS),
        "verdict": _named(VERDICT_WORDS),
        "pages": _pages,
        "quality": _named(QUALITY_WORDS),
        str(AnchorState.EXACT): _anchors,
        "url": _plain,
        "name": _plain,
        "outcome": _named(OUTCOMES),
        "hits": _hits,
        "dropped_because": _dropped,
        "after": _quoted,
        "error": _plain,
    }
)


def timeline_of(column: EvidenceColumn, user: User) -> list[Entry]:
    """What happened to the claim and to everything that hangs on it, newest first."""
    copies = _copies_in(column)
    about = Q(subject_id__in=_subjects(column)) | Q(subject_id__in=copies, action__in=ABOUT_COPIES)
    events = AuditEvent.objects.visible_to(user).filter(about).order_by("-sequence")
    store = AuditEvent.objects.filter(subject_id__in=copies, action__in=ABOUT_THE_STORE).order_by("-sequence")
    found = [*events[:EVENTS_SHOWN], *store[:EVENTS_SHOWN]]
    found.sort(key=lambda event: event.sequence, reverse=True)
    return [Entry(event) for event in found[:EVENTS_SHOWN]]


def _subjects(column: EvidenceColumn) -> list[str]:
    rows: list[Any] = [column.claim, *(card.evidence for card in column.cards)]
    rows += [search.job for search in column.searched.searches]
    rows += [page.page for page in column.proposed.pages]
    return [row.public_id for row in [*rows, *column.reviews]]


def _copies_in(column: EvidenceColumn) -> list[str]:
    """The copies that passages come from, and those of the pages that were proposed."""
    cited = [card.evidence.snapshot for card in column.cards]
    kept = [page.page.snapshot for page in column.proposed.pages if page.page.snapshot]
    return list({snapshot.public_id: None for snapshot in [*cited, *kept]})
