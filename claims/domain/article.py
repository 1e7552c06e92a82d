"""Articles: handed in by a person, read by the machine."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.domain.audit import Machine, record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction
from claims.models import Article, Desk, Snapshot


def submit_article(
    desk: Desk,
    *,
    by: User,
    url: str = "",
    submitted_sha256: str = "",
    submitted_type: str = "",
    submitted_name: str = "",
    is_demo: bool = False,
) -> tuple[Article, bool]:
    """The article for this address or these bytes, and whether it is new on the desk.

    `url` is in canonical form; the bytes behind `submitted_sha256` are kept already.
    """
    check_can(by, "submit_article", desk)
    with transaction.atomic():
        article, is_new = Article.objects.get_or_create(
            desk=desk,
            url=url,
            submitted_sha256=submitted_sha256,
            defaults={
                "submitted_by": by,
                "submitted_type": submitted_type[:100],
                "submitted_name": submitted_name[:200],
                "is_demo": is_demo,
            },
        )
        if is_new:
            details = {"url": url, "sha256": submitted_sha256}
            record_event(AuditAction.ARTICLE_SUBMITTED, article, by=by, desk=desk, details=details)
    return article, is_new


def attach_snapshot(article: Article, *, by: Machine, snapshot: Snapshot) -> None:
    """Make a snapshot the one that this article is read from."""
    if article.snapshot_id == snapshot.pk:
        return
    with transaction.atomic():
        article.snapshot = snapshot
        article.save(update_fields=["snapshot", "updated_at"])
        details = {"snapshot": snapshot.public_id, "sha256": snapshot.raw_sha256}
        record_event(AuditAction.SNAPSHOT_ATTACHED, article, by=by, desk=article.desk, details=details)
