"""Read side: the queue of claims, and what the machines are doing for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest, Least, Substr

from claims.enums import CandidateStatus, ClaimStatus, JobState, SearchOutcome
from claims.models import Article, CandidateSource, Claim, Evidence, SearchJob
from claims.models.base import WORKER_LOST

BUSY = [JobState.QUEUED, JobState.WORKING]
# What stands on a row whose step did not fail: a lost worker's row is taken up again at once.
NO_FAULT = ["", WORKER_LOST]


@dataclass(frozen=True, slots=True)
class Gathering:
    """How far the machines are with a claim: words for people, no percentage.

    `searches` are questions to a provider; one that was asked again is one, and counts by its last answer.
    """

    is_busy: bool
    searches: int
    answered: int
    could_not_look: int
    candidates: int
    captured: int
    dropped: int

    @property
    def label(self) -> str:
        """The state in words."""
        if self.is_busy:
            return "gathering"
        return "ready" if self.searches else "not searched"


def queue_claims(user: object) -> QuerySet[Claim]:
    """Claims of the person's desks with what a row shows, the most worth checking first; texts stay in the database."""
    return (
        Claim.objects.visible_to(user)
        .select_related("article__snapshot", "desk")
        .defer(*(f"article__snapshot__{name}" for name in ("text", "headers", "hops", "page_starts")))
        .annotate(
            has_searches=Exists(SearchJob.objects.filter(claim=OuterRef("pk"))),
            is_gathering=_is_gathering(),
        )
        .order_by("-score", "pk")
    )


def _is_gathering() -> Q:
    """Work is owed and its step has not failed before: what only waits for another try is not gathering."""
    return (
        Q(job_state__in=BUSY)
        | Q(Exists(SearchJob.objects.filter(claim=OuterRef("pk"), outcome=SearchOutcome.PENDING, job_state__in=BUSY)))
        | Q(Exists(CandidateSource.objects.filter(claim=OuterRef("pk"), job_state__in=BUSY, job_error__in=NO_FAULT)))
    )


def count_views(user: object) -> dict[str, int]:
    """How many claims each view of the queue holds."""
    rows = Claim.objects.visible_to(user).values_list("status").annotate(number=Count("pk")).order_by()
    counts = dict(rows)
    return {str(status): counts.get(status, 0) for status in ClaimStatus}


def gathering_of(claim: Claim) -> Gathering:
    """How far the machines are with this claim."""
    searches = [(job.outcome, job.job_state) for job in _last_rounds(claim.search_jobs.all())]
    candidates = [(page.status, page.job_state, page.job_error) for page in claim.candidates.all()]
    is_searching = any(outcome == SearchOutcome.PENDING and state in BUSY for outcome, state in searches)
    is_capturing = any(state in BUSY and error in NO_FAULT for _, state, error in candidates)
    return Gathering(
        is_busy=claim.job_state in BUSY or is_searching or is_capturing,
        searches=len(searches),
        answered=sum(outcome in {SearchOutcome.FOUND, SearchOutcome.NONE_FOUND} for outcome, _ in searches),
        could_not_look=sum(outcome == SearchOutcome.COULD_NOT_LOOK for outcome, _ in searches),
        candidates=len(candidates),
        captured=sum(status == CandidateStatus.KEPT for status, _, _ in candidates),
        dropped=sum(status == CandidateStatus.DROPPED for status, _, _ in candidates),
    )


def _last_rounds(jobs: Iterable[SearchJob]) -> Iterable[SearchJob]:
    """The searches as people see them: a question that was asked again counts by its last answer."""
    return {(job.provider, job.query): job for job in sorted(jobs, key=lambda job: job.round)}.values()


def is_article_settled(article: Article) -> bool:
    """Whether machines have done for the article what they will do now, retries left aside."""
    if article.job_state in BUSY and article.job_error in NO_FAULT:
        return False
    return not article.claims.filter(_is_gathering()).exists()


def evidence_of(claim: Claim) -> QuerySet[Evidence]:
    """The claim's evidence, best first, with what a card shows."""
    return claim.evidence.select_related("snapshot__page", "candidate__search_job", "decided_by").in_order()


def failed_rows(rows: Iterable[QuerySet]) -> list:
    """Rows that machines gave up on, from several tables, newest first."""
    failed = [
        row for queryset in rows for row in queryset.filter(job_state=JobState.FAILED).order_by("-updated_at")[:50]
    ]
    return sorted(failed, key=lambda row: row.updated_at, reverse=True)


# About two lines of text on each side of a passage.
CONTEXT_CHARACTERS = 180


def passages_in_context(claim: Claim) -> QuerySet[Evidence]:
    """The claim's evidence with `before` and `after`, the words around each passage, cut out in the database."""
    whole = IntegerField()
    first = Greatest(F("start") - CONTEXT_CHARACTERS + 1, 1, output_field=whole)
    length = Least(F("start"), CONTEXT_CHARACTERS, output_field=whole)
    return (
        evidence_of(claim)
        .defer("snapshot__text", "snapshot__headers", "snapshot__hops", "snapshot__page_starts")
        .annotate(
            before=Substr("snapshot__text", first, length),
            after=Substr("snapshot__text", F("end") + 1, CONTEXT_CHARACTERS),
        )
    )


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How far the machines are with the sources of all claims of an article."""

    searches: int
    unanswered: int
    could_not_look: int
    candidates: int
    looked_at: int
    failed: int


def count_sources(article: Article) -> SourceCount:
    """The searches of an article's claims, each by its last answer, and the pages they proposed, counted."""
    asked = SearchJob.objects.last_rounds().filter(claim__article=article)
    searches = asked.aggregate(
        searches=Count("pk"),
        unanswered=Count("pk", filter=Q(outcome=SearchOutcome.PENDING)),
        could_not_look=Count("pk", filter=Q(outcome=SearchOutcome.COULD_NOT_LOOK)),
    )
    sorted_out = ~Q(status=CandidateStatus.PROPOSED)
    pages = CandidateSource.objects.filter(claim__article=article).aggregate(
        candidates=Count("pk"),
        looked_at=Count("pk", filter=sorted_out),
        failed=Count("pk", filter=Q(job_state=JobState.FAILED)),
    )
    return SourceCount(**searches, **pages)
