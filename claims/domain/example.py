"""Read side: what people decided about proposals, as labelled examples, and how often each engine's were accepted."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from claims.enums import ClaimStatus, DismissReason
from claims.models import Claim, Desk

DECIDED = (ClaimStatus.ACCEPTED, ClaimStatus.DISMISSED)
# What an example is made of: frames and left-out sentences of whole articles are large, and none of it.
_READ = (
    "public_id", "quote", "text", "proposed_text", "edited_at", "language", "engine", "engine_version", "score",
    "features", "status", "dismiss_reason", "decided_at", "article__public_id",
)  # fmt: skip
# Dismissed, but for a reason that says nothing about the sentence itself.
NO_LABEL = (DismissReason.DUPLICATE, DismissReason.OTHER)


@dataclass(frozen=True, slots=True)
class LabelledExample:
    """One decision: `label` is 1 for worth checking, 0 for not, None where the reason does not tell.

    `id`, `text`, `label`, `doc` and `line` are what `manage.py evaluate checkworthiness` reads.
    """

    id: str
    text: str
    label: int | None
    doc: str
    line: int
    language: str
    decision: str
    dismiss_reason: str
    proposed_wording: str
    wording: str
    is_edited: bool
    engine: str
    engine_version: str
    score: float
    features: tuple[str, ...]
    decided_at: datetime

    def as_json(self) -> dict[str, Any]:
        """Plain data; the moment as an ISO string."""
        return asdict(self) | {"decided_at": self.decided_at.isoformat(), "features": list(self.features)}


@dataclass(frozen=True, slots=True)
class EngineRecord:
    """What people made of one engine's proposals; `edited` counts among all of them."""

    engine: str
    engine_version: str
    proposed: int
    accepted: int
    dismissed: int
    edited: int

    @property
    def decided(self) -> int:
        """How many were answered at all."""
        return self.accepted + self.dismissed


def proposals(user: object, *, desk: Desk | None = None) -> QuerySet[Claim]:
    """What machines proposed to the person's desks, or to this one of them; the demo left out."""
    rows = machine_proposals(Claim.objects.visible_to(user))
    return rows.filter(desk=desk) if desk else rows


def machine_proposals(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those of the claims that a machine proposed; the demo left out, for nobody decided there in earnest."""
    return claims.filter(article__is_demo=False).exclude(engine="").order_by()


def labelled_examples(claims: QuerySet[Claim]) -> Iterator[LabelledExample]:
    """Those of the proposals that people answered, in the order of their decisions."""
    decided = claims.filter(status__in=DECIDED).select_related("article").only(*_READ)
    placed = decided.annotate(line=Min("appearances__start")).order_by("decided_at", "pk")
    return map(_example, placed.iterator(chunk_size=500))


def example_lines(claims: QuerySet[Claim]) -> Iterator[str]:
    """The same as JSON Lines."""
    return (f"{json.dumps(example.as_json())}\n" for example in labelled_examples(claims))


def _example(claim: Claim) -> LabelledExample:
    assert claim.decided_at is not None
    return LabelledExample(
        id=claim.public_id,
        text=claim.quote,
        label=_label(claim),
        doc=claim.article.public_id,
        line=claim.line,  # type: ignore[attr-defined]  # annotated above
        language=claim.language,
        decision=claim.status,
        dismiss_reason=claim.dismiss_reason,
        proposed_wording=claim.proposed_text,
        wording=claim.text,
        is_edited=claim.is_edited,
        engine=claim.engine,
        engine_version=claim.engine_version,
        score=claim.score,
        features=tuple(claim.features),
        decided_at=claim.decided_at,
    )


def _label(claim: Claim) -> int | None:
    if claim.status == ClaimStatus.ACCEPTED:
        return 1
    return None if claim.dismiss_reason in NO_LABEL else 0


def engine_records(claims: QuerySet[Claim]) -> list[EngineRecord]:
    """How each engine's proposals fared, those with most decisions first."""
    rows = claims.values("engine", "engine_version").annotate(
        proposed=Count("pk"),
        accepted=Count("pk", filter=Q(status=ClaimStatus.ACCEPTED)),
        dismissed=Count("pk", filter=Q(status=ClaimStatus.DISMISSED)),
        edited=Count("pk", filter=Q(edited_at__isnull=False)),
    )
    records = [EngineRecord(**row) for row in rows]
    return sorted(records, key=lambda record: (-record.decided, record.engine, record.engine_version))
