"""What was found for a claim in a list: none found, nothing bears on it and could not look are different answers."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.template.defaultfilters import pluralize

from claims.enums import SearchOutcome
from claims.models import CandidateSource, Claim, SearchJob


def with_search_answers(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims of the queue with what a count of passages does not say."""
    unanswered = SearchJob.objects.filter(claim=OuterRef("pk"), outcome=SearchOutcome.COULD_NOT_LOOK)
    return claims.annotate(
        could_not_look=Exists(unanswered),
        has_candidates=Exists(CandidateSource.objects.filter(claim=OuterRef("pk"))),
    )


def found_words(claim: Any) -> str:
    """Passages and pages, or which kind of nothing; empty while machines are at it or nobody asked."""
    if claim.passages:
        found = f"{claim.passages} passage{pluralize(claim.passages)} · {claim.pages} page{pluralize(claim.pages)}"
    elif claim.is_gathering or not claim.has_searches:
        return ""
    elif claim.could_not_look:
        return "could not look everywhere"
    else:
        return "nothing bears on it" if claim.has_candidates else "none found"
    return f"{found} · could not look everywhere" if claim.could_not_look else found
