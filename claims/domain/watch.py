"""Watches: pages that are captured again every so often, because somebody relies on what they say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from claims.domain.audit import Machine, record_event
from claims.domain.capture import check_can_visit, request_capture
from claims.domain.permissions import check_can
from claims.enums import AuditAction, CaptureReason
from claims.errors import BadInput
from claims.models import CaptureJob, Desk, Page, PageWatch, Snapshot

DAILY = 24
# An hour is polite, and a quarter of a year is still a watch; the model has the same limits.
LEAST_HOURS, MOST_HOURS = 1, 24 * 90
CITED = "A published review cites it."


def watch_page(page: Page, *, by: User, desk: Desk, interval_hours: int = DAILY, reason: str = "") -> PageWatch:
    """Have a page captured again every so many hours; a desk watches it once, at the shorter of two intervals."""
    check_can(by, "watch_page", desk)
    check_can_visit(page)
    if not LEAST_HOURS <= interval_hours <= MOST_HOURS:
        message = f"A page can be looked at again after {LEAST_HOURS} to {MOST_HOURS} hours; give a number in between."
        raise BadInput(message, field="interval_hours")
    terms = {"started_by": by, "reason": reason.strip(), "interval_hours": interval_hours}
    terms["next_capture_at"] = _first_look(page, interval_hours)
    with transaction.atomic():
        watch, is_new = PageWatch.objects.get_or_create(page=page, desk=desk, defaults=terms)
        if is_new or _renew(watch, terms):
            details = {"url": page.canonical_url, "hours": interval_hours}
            record_event(AuditAction.WATCH_STARTED, watch, by=by, desk=desk, reason=reason.strip(), details=details)
    watch.refresh_from_db()
    return watch


def watch_cited_pages(snapshots: Iterable[Snapshot], *, by: User, desk: Desk) -> list[PageWatch]:
    """Watch the pages of copies that a published review cites; what has no address is left out."""
    pages = {snapshot.page_id: snapshot.page for snapshot in snapshots}.values()
    return [watch_page(page, by=by, desk=desk, reason=CITED) for page in pages if _can_visit(page)]


def stop_watching(watch: PageWatch, *, by: User, reason: str = "") -> None:
    """End a watch; ending one that has ended does nothing."""
    check_can(by, "watch_page", watch.desk)
    with transaction.atomic():
        if PageWatch.objects.filter(pk=watch.pk, is_active=True).update(is_active=False, updated_at=Now()):
            details = {"url": watch.page.canonical_url}
            record_event(
                AuditAction.WATCH_STOPPED, watch, by=by, desk=watch.desk, reason=reason.strip(), details=details
            )
    watch.refresh_from_db()


def own_watch(page: Page, *, user: User, desk_id: str = "") -> PageWatch | None:
    """The watch of the person's desk on a page: of the desk named, else of the only one that watches.

    None when there is none. Raises BadInput when several desks of the person watch and none is named.
    """
    own = page.watches.filter(desk__in=Desk.objects.visible_to(user)).select_related("page", "desk")
    if desk_id:
        return own.filter(desk__public_id=desk_id).first()
    active = list(own.filter(is_active=True)[:2])
    if len(active) > 1:
        raise BadInput("Several of your desks watch this page. Say for which one this is, with its id as desk.")
    return active[0] if active else own.order_by("-updated_at").first()


def due_watches(limit: int) -> list[PageWatch]:
    """Watches whose time has come by the clock of the database, the longest overdue first."""
    due = PageWatch.objects.filter(is_active=True, next_capture_at__lte=Now())
    return list(due.select_related("page", "desk").order_by("next_capture_at", "pk")[:limit])


def request_watched_captures(*, by: Machine, limit: int) -> list[CaptureJob]:
    """Have the pages captured whose time has come; two clocks that strike at once ask for each of them once.

    A page is captured once however many desks watch it: each of them counts its next time from then.
    """
    captures = []
    for watch in due_watches(limit):
        with transaction.atomic():
            if watches := _take(watch):
                captures.append(_request(watches, by=by))
    return captures


def _can_visit(page: Page) -> bool:
    try:
        check_can_visit(page)
    except BadInput:
        return False
    return True


def _first_look(page: Page, interval_hours: int) -> Any:
    """An interval after the page was last seen; at once when that has passed, as is found by the clock."""
    last = page.snapshots.last_seen_first().first()
    seen_at = last and (last.last_seen_at or last.fetched_at)
    return seen_at + timedelta(hours=interval_hours) if seen_at else Now()


def _renew(watch: PageWatch, terms: Mapping[str, Any]) -> bool:
    """Begin an ended watch again, or look more often than was agreed; False when it already is as good."""
    can_change = Q(is_active=False) | Q(interval_hours__gt=terms["interval_hours"])
    kept = {"started_by": watch.started_by, "reason": watch.reason} if watch.is_active else {}
    changes = {**terms, **kept, "is_active": True, "updated_at": Now()}
    return bool(PageWatch.objects.filter(can_change, pk=watch.pk).update(**changes))


def _take(watch: PageWatch) -> list[PageWatch]:
    """Set the next time of all who watch the page; gives them, and nobody when somebody else has."""
    # By their page: two clocks that each hold a watch of it would wait for each other.
    page = Page.objects.select_for_update(no_key=True).get(pk=watch.page_id)
    active = page.watches.filter(is_active=True)
    if not active.filter(pk=watch.pk, next_capture_at__lte=Now()).exists():
        return []
    watches = list(active.select_related("desk").order_by("pk"))
    for one in watches:
        active.filter(pk=one.pk).update(next_capture_at=Now() + timedelta(hours=one.interval_hours))
    return watches


def _request(watches: Sequence[PageWatch], *, by: Machine) -> CaptureJob:
    page = watches[0].page
    capture = request_capture(
        page.canonical_url,
        by=by,
        reason=CaptureReason.WATCH,
        # What several desks wait for is the whole house's, so that each of them sees what came of it.
        desk=watches[0].desk if len(watches) == 1 else None,
        earlier=page.snapshots.last_seen_first().first(),
    )
    PageWatch.objects.filter(pk__in=[watch.pk for watch in watches]).update(last_capture=capture)
    return capture
