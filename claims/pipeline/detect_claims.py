"""Snapshot → suggested Claims, each with the place where it stands in the text."""

from datetime import date

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.claim import suggest_claims
from claims.enums import Quality
from claims.errors import ExtractionError
from claims.models import Article, Claim, Snapshot
from claims.text import detection

BY = Machine(detection.ENGINE, detection.ENGINE_VERSION)
READABLE = frozenset({Quality.ARTICLE, Quality.SHORT, Quality.TRUNCATED})


def detect_claims(article: Article, snapshot: Snapshot) -> list[Claim]:
    """The claims proposed in the snapshot, best first."""
    if snapshot.quality not in READABLE:
        label = Quality(snapshot.quality).label.lower()
        raise ExtractionError(
            f"This is not an article but: {label} ({snapshot.quality_reason}).", code=snapshot.quality
        )
    found = detection.detect(snapshot.text, language=snapshot.language or "", published_on=_published_on(snapshot))
    with transaction.atomic():
        article.hold_lease()
        return suggest_claims(article, by=BY, detection=found)


def _published_on(snapshot: Snapshot) -> date | None:
    try:
        return date.fromisoformat(snapshot.published_on)
    except ValueError:
        return None
