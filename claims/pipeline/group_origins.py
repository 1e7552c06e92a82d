"""A claim's standing evidence → groups that each count as one source."""

from collections.abc import Sequence

from django.db.models import Q

from claims.domain.origin import GROUPER, regroup_origins
from claims.models import Claim, NearCopy, OriginGroup, Snapshot


def group_origins(claim: Claim) -> list[OriginGroup]:
    """Group anew, after evidence was added or rejected or new near-copies were found; nothing new writes nothing."""
    return regroup_origins(claim, by=GROUPER)


def group_origins_of(snapshots: Sequence[Snapshot]) -> None:
    """Group the evidence anew of every claim that rests on one of these pages, or on a near-copy of one.

    Two pages may be cut from one text that is no evidence itself, and that came after them.
    """
    touched = {snapshot.pk for snapshot in snapshots}
    copies = NearCopy.objects.filter(Q(first__in=snapshots) | Q(second__in=snapshots))
    touched.update(*copies.values_list("first", "second"))
    for claim in Claim.objects.filter(evidence__snapshot__in=touched).distinct().order_by("pk"):
        group_origins(claim)
