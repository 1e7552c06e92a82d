"""What was found for a claim in a list: none found, none relevant, could not be read and could not look differ."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.domain.origin import SourceCount
from claims.enums import SearchOutcome
from claims.models import CandidateSource, Claim, SearchJob
from claims.models.search import unread
from claims.web.words import sources_words


def with_search_answers(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims of the queue with what a count of passages does not say."""
    asked = SearchJob.objects.last_rounds().filter(claim=OuterRef("pk"))
    candidates = CandidateSource.objects.filter(claim=OuterRef("pk"))
    return claims.annotate(
        could_not_look=Exists(asked.filter(outcome=SearchOutcome.COULD_NOT_LOOK)),
        has_candidates=Exists(candidates),
        has_unread=Exists(candidates.filter(unread())),
    )


def found_words(claim: Any, count: SourceCount) -> str:
    """Passages, pages and sources, or which kind of nothing; empty while machines are at it or nobody asked."""
    if count.passages:
        found = sources_words(count.passages, count.pages, count.sources)
    elif claim.is_gathering or not claim.has_searches:
        return ""
    elif claim.could_not_look:
        return "could not look everywhere"
    elif claim.has_unread:
        return "nothing on the pages that could be read"
    else:
        return "none relevant" if claim.has_candidates else "none found"
    return f"{found} · could not look everywhere" if claim.could_not_look else found
