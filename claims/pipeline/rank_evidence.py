"""Claim × the passages of one page → suggested Evidence."""

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.evidence import Suggestion, suggest_evidence
from claims.enums import CandidateStatus
from claims.models import CandidateSource, Evidence, Snapshot
from claims.text import ranking
from claims.text.dates import find_dates
from claims.text.frame import ClaimFrame, frame_from_json
from claims.text.segments import Span
from claims.text.stance import SuggestedStance, suggest_stance

BY = Machine(ranking.ENGINE, ranking.ENGINE_VERSION)
PASSAGES_PER_PAGE = 2


def rank_evidence(candidate: CandidateSource) -> list[Evidence]:
    """The page's best passages for the claim; none when nothing in it bears on the claim, or the page was dropped."""
    claim, snapshot = candidate.claim, candidate.snapshot
    assert snapshot is not None
    frame = frame_from_json(claim.frame)
    passages = ranking.rank_passages(
        claim.text,
        frame,
        snapshot.text,
        title=snapshot.title,
        language=snapshot.language or "en",
        limit=PASSAGES_PER_PAGE,
    )
    suggestions = [Suggestion(passage, _stance(frame, passage, snapshot)) for passage in passages]
    with transaction.atomic():
        candidate.hold_lease()
        # Locked now, and as it is now: a person may have dropped the page while it was ranked.
        if not CandidateSource.objects.filter(pk=candidate.pk, status=CandidateStatus.KEPT).exists():
            return []
        return suggest_evidence(candidate, by=BY, suggestions=suggestions)


def _stance(frame: ClaimFrame, passage: ranking.RankedPassage, snapshot: Snapshot) -> SuggestedStance | None:
    """The dates of the passage tell whether two figures speak of the same time."""
    span = Span(passage.start, passage.end)
    dates = find_dates(snapshot.text, span, language=snapshot.language or "en")
    return suggest_stance(frame, passage, passage_dates=dates)
