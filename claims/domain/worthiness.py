"""What a desk finds worth checking: the points it gives to features, and what they would have done before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.domain.audit import record_event
from claims.domain.permissions import check_can
from claims.enums import AuditAction, ClaimStatus
from claims.errors import BadInput
from claims.models import Claim, Desk
from claims.text.checkworthiness import (
    DESK_POINTS_AT_MOST,
    POINTS_BESIDE_MODEL,
    WEIGHTS,
    CheckWorthiness,
    weigh_features,
)
from claims.text.detection import Detection

# A preview looks back over so many decisions of each sort, and at most so many claims of their articles.
DECISIONS_LOOKED_AT = 40
CLAIMS_LOOKED_AT = 20_000
ROWS_AT_ONCE = 500
# "has a date (+16)". A reason that gives no points is what the proposer said of the claim.
_GIVES_POINTS = re.compile(r"\([+−]\d+\)\Z")


@dataclass(frozen=True, slots=True)
class FeatureWeight:
    """One feature: its points where rules alone rank, beside the trained model, and what the desk adds."""

    name: str
    by_rules: int
    beside_model: int
    by_desk: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Of `looked_at` past decisions, how many would have stood earlier or later in the list of their article."""

    looked_at: int
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What other points would have done to the desk's last decisions."""

    accepted: Shift
    dismissed: Shift


def feature_weights(desk: Desk) -> list[FeatureWeight]:
    """Every feature with its points, the strongest first."""
    names = sorted(WEIGHTS, key=lambda name: (-WEIGHTS[name], name))
    given = desk.worthiness_points
    return [FeatureWeight(name, WEIGHTS[name], POINTS_BESIDE_MODEL[name], given.get(name, 0)) for name in names]


def change_worthiness(desk: Desk, *, by: User, points: Mapping[str, int]) -> int:
    """Give these points from now on and rank the waiting proposals anew; answers how many changed their score."""
    check_can(by, "change_worthiness", desk)
    wanted = checked_points(points)
    with transaction.atomic():
        current = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        if wanted == current.worthiness_points:
            return 0
        before, current.worthiness_points = current.worthiness_points, wanted
        current.save(update_fields=["worthiness_points", "updated_at"])
        changed = _rank_waiting(current)
        details = {"before": _told(before), "after": _told(wanted), "reweighed": changed}
        record_event(AuditAction.WORTHINESS_CHANGED, current, by=by, desk=current, details=details)
    desk.refresh_from_db()
    return changed


def checked_points(points: Mapping[str, int]) -> dict[str, int]:
    """The points by feature, without zeros; BadInput names the feature that is unknown or out of bounds."""
    unknown = sorted(set(points) - set(WEIGHTS))
    if unknown:
        raise BadInput(f"There is no feature called {unknown[0]}. They are: {', '.join(WEIGHTS)}.", field="points")
    far = next((name for name, value in points.items() if abs(value) > DESK_POINTS_AT_MOST), None)
    if far is not None:
        message = f"A desk gives between -{DESK_POINTS_AT_MOST} and {DESK_POINTS_AT_MOST} points; {far} has more."
        raise BadInput(message, field="points")
    return {name: points[name] for name in WEIGHTS if points.get(name)}


def _told(points: Mapping[str, int]) -> list[str]:
    return [f"{name} {value:+d}" for name, value in points.items()]


def _rank_waiting(desk: Desk) -> int:
    """Score the desk's waiting proposals anew; those read before features were kept stay as they are."""
    changed = []
    waiting = _with_features(Claim.objects.filter(desk=desk, status=ClaimStatus.SUGGESTED))
    for claim in waiting.only("features", "logit", "score", "reasons").iterator():
        worth = weigh_features(claim.features, logit=claim.logit, desk_points=desk.worthiness_points)
        reasons = list(_reasons(worth, claim.reasons))
        if (worth.score, reasons) != (claim.score, claim.reasons):
            claim.score, claim.reasons, claim.updated_at = worth.score, reasons, timezone.now()
            changed.append(claim)
    Claim.objects.bulk_update(changed, ["score", "reasons", "updated_at"], batch_size=ROWS_AT_ONCE)
    if changed:
        _place_anew(desk)
    return len(changed)


def _with_features(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those that can be weighed anew: rows from before features were kept have neither features nor a logit."""
    return claims.exclude(features=[], logit=None)


def _reasons(worth: CheckWorthiness, before: Iterable[str]) -> tuple[str, ...]:
    """The reasons of a claim that is weighed anew: what its proposer said of it stays in front of the points."""
    return (*(reason for reason in before if not _GIVES_POINTS.search(reason)), *worth.reasons)


def _place_anew(desk: Desk) -> None:
    """Give the claims of every article with waiting ones their place in the new order, from 1."""
    waiting = Claim.objects.filter(desk=desk, status=ClaimStatus.SUGGESTED).values("article")
    rows = Claim.objects.filter(article__in=waiting).order_by("article_id", "-score", "pk").only("article_id", "rank")
    moved = []
    for _, claims in groupby(rows.iterator(), key=lambda claim: claim.article_id):
        for place, claim in enumerate(claims, start=1):
            if claim.rank != place:
                claim.rank = place
                moved.append(claim)
    Claim.objects.bulk_update(moved, ["rank"], batch_size=ROWS_AT_ONCE)


def weigh_anew(detection: Detection, *, points: Mapping[str, int]) -> Detection:
    """What was found in a text, in the order that a desk's points give it."""
    claims = []
    for found in detection.claims:
        worth = weigh_features(found.features, logit=found.logit, desk_points=points)
        claims.append(replace(found, score=worth.score, reasons=_reasons(worth, found.reasons)))
    claims.sort(key=lambda found: (-found.score, found.start))
    return replace(detection, claims=tuple(claims))


def preview_worthiness(desk: Desk, *, points: Mapping[str, int]) -> Preview:
    """What these points would have done to the last decisions, beside the points the desk gives now."""
    wanted = checked_points(points)
    decided = {status: _last_decided(desk, status) for status in (ClaimStatus.ACCEPTED, ClaimStatus.DISMISSED)}
    articles = {claim["article_id"] for rows in decided.values() for claim in rows}
    rows = _with_features(Claim.objects.filter(article__in=articles)).order_by("-article_id", "pk")
    claims = list(rows.values("pk", "article_id", "features", "logit")[:CLAIMS_LOOKED_AT])
    now, then = _places(claims, desk.worthiness_points), _places(claims, wanted)
    return Preview(*(_shift(decided[status], now, then) for status in (ClaimStatus.ACCEPTED, ClaimStatus.DISMISSED)))


def _last_decided(desk: Desk, status: ClaimStatus) -> Sequence[Mapping[str, Any]]:
    """The desk's last decisions on proposals whose features are known; the demo is nobody's decision."""
    rows = _with_features(Claim.objects.filter(desk=desk, status=status, article__is_demo=False))
    return list(rows.order_by("-decided_at", "-pk").values("pk", "article_id")[:DECISIONS_LOOKED_AT])


def _places(claims: Iterable[Mapping[str, Any]], points: Mapping[str, int]) -> dict[int, int]:
    """Where each claim stands in the list of its article with these points, from 1."""
    by_article: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for claim in claims:
        score = weigh_features(claim["features"], logit=claim["logit"], desk_points=points).score
        by_article[claim["article_id"]].append((-score, claim["pk"]))
    return {pk: place for rows in by_article.values() for place, (_, pk) in enumerate(sorted(rows), start=1)}


def _shift(decided: Sequence[Mapping[str, Any]], now: Mapping[int, int], then: Mapping[int, int]) -> Shift:
    moves = [then[claim["pk"]] - now[claim["pk"]] for claim in decided if claim["pk"] in now]
    return Shift(len(moves), sum(move < 0 for move in moves), sum(move > 0 for move in moves))
