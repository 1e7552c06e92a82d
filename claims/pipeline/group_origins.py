"""A claim's standing evidence → groups that each count as one source."""

from collections.abc import Sequence

from claims.domain.origin import GROUPER, regroup_origins
from claims.models import Claim, OriginGroup, Snapshot


def group_origins(claim: Claim) -> list[OriginGroup]:
    """Group anew, after evidence was added or rejected or new near-copies were found; nothing new writes nothing."""
    return regroup_origins(claim, by=GROUPER)


def group_origins_of(snapshots: Sequence[Snapshot]) -> None:
    """Group the evidence anew of every claim that rests on one of these pages."""
    for claim in Claim.objects.filter(evidence__snapshot__in=snapshots).distinct():
        group_origins(claim)
