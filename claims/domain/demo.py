"""The demo: what belongs to it, and taking it away in one go."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from claims.domain.audit import Actor, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction
from claims.errors import TransitionDenied
from claims.models import Article, AuditEvent, CandidateSource, Claim, Desk, Evidence, Page, SearchJob, Snapshot

DEMO_USER = "demo"


@dataclass(frozen=True, slots=True)
class DemoCount:
    """What the demo holds."""

    articles: int
    claims: int
    snapshots: int


def count_demo() -> DemoCount:
    """How many rows are the demo's."""
    return DemoCount(
        articles=Article.objects.filter(is_demo=True).count(),
        claims=Claim.objects.filter(article__is_demo=True).count(),
        snapshots=Snapshot.objects.filter(is_demo=True, is_source=True).count(),
    )


def has_demo() -> bool:
    """Whether demo rows are in the database."""
    return Article.objects.filter(is_demo=True).exists()


def record_demo_loaded(desk: Desk, *, by: Actor) -> None:
    """Write down that the demo was loaded, and how much it was."""
    count = count_demo()
    details = {"articles": count.articles, "claims": count.claims, "snapshots": count.snapshots}
    record_event(AuditAction.DEMO_LOADED, desk, by=by, desk=desk, details=details)


def remove_demo(desk: Desk, *, by: User) -> list[int]:
    """Take every demo row away; returns the snapshots to take out of the library.

    The audit log keeps what happened. A demo page that a real claim rests on stays.
    """
    check_can(by, "remove_demo", desk)
    try:
        return _remove_demo(desk, by=by)
    except (ProtectedError, IntegrityError) as error:
        raise TransitionDenied("Machines are still at work on the demo. Try again in a moment.") from error


def _remove_demo(desk: Desk, *, by: User) -> list[int]:
    with transaction.atomic():
        claims = Claim.objects.filter(article__is_demo=True)
        for model in (Evidence, CandidateSource, SearchJob):
            model.objects.filter(claim__in=claims).delete()
        claims.delete()
        Article.objects.filter(is_demo=True).delete()
        unused = Snapshot.objects.filter(is_demo=True, evidence=None, candidates=None, appearances=None, articles=None)
        snapshot_pks = list(unused.values_list("pk", flat=True))
        Snapshot.objects.filter(pk__in=snapshot_pks).delete()
        Page.objects.filter(snapshots=None).delete()
        record_event(AuditAction.DEMO_REMOVED, desk, by=by, desk=desk, details={"snapshots": len(snapshot_pks)})
    return snapshot_pks


def was_demo_loaded() -> bool:
    """Whether the demo was loaded to its end; one that was cut off half way is loaded again."""
    return AuditEvent.objects.filter(action=AuditAction.DEMO_LOADED).exists()


def was_demo_removed() -> bool:
    """Whether a person took the demo away; it does not come back by itself."""
    return AuditEvent.objects.filter(action=AuditAction.DEMO_REMOVED).exists()
