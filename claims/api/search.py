"""Searches: what was asked of providers for a claim, what came of it, and asking once more."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.download import Cell
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.provider import NotAsked as ProviderNotAsked
from claims.domain.search import ask_again
from claims.enums import CandidateStatus, JobState, Purpose, SearchOutcome
from claims.models import Claim, SearchJob
from claims.models.search import SearchJobQuerySet
from claims.pipeline.ask_provider import provider_facts
from claims.tasks import enqueue
from claims.text.queries import LONGEST_QUERY

# A question that is longer once its spaces are levelled is refused by the law, in words.
LONGEST_TYPED_QUERY = 4 * LONGEST_QUERY


class Search(serializers.ModelSerializer):
    """One question put to one provider. `none_found`, `none_relevant` and `could_not_look` are different answers."""

    id = serializers.CharField(source="public_id")
    self = RowLink("search-detail")
    claim = serializers.CharField(source="claim.public_id")
    provider_version = OptionalText()
    purpose = Word(Purpose)
    outcome = Word(SearchOutcome, help_text="What the provider answered.")
    answer = Word(SearchOutcome, help_text="The same once its pages were read: found, but none of them relevant.")
    hits = serializers.IntegerField(help_text="Pages and reviews that it named.")
    round = serializers.IntegerField(help_text="1 at first, one more each time the same is asked again.")
    asked_by = OptionalText(source="asked_by.username", help_text="The person; null when a machine asked.")
    note = serializers.SerializerMethodField(help_text="The provider's own word on its answer.")
    error = serializers.SerializerMethodField(help_text="Why it could not look.")
    next_attempt_at = serializers.SerializerMethodField(help_text="When it is tried again; null when it is not.")
    job = Job(source="*")

    class Meta:
        model = SearchJob
        fields = [
            "id",
            "self",
            "claim",
            "provider",
            "provider_version",
            "query",
            "purpose",
            "round",
            "asked_by",
            "outcome",
            "answer",
            "hits",
            "note",
            "error",
            "asked_at",
            "duration_ms",
            "next_attempt_at",
            "job",
        ]

    get_next_attempt_at = Job.get_next_attempt_at

    def get_note(self, search: SearchJob) -> str | None:
        """Only with an answer: else the same column says why there is none."""
        return None if search.outcome == SearchOutcome.COULD_NOT_LOOK else search.note or None

    def get_error(self, search: SearchJob) -> str | None:
        """What the row says of its last try."""
        return error_of(search) or None


class NotAsked(serializers.Serializer):
    """A provider that was not asked for the claim, and why."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the JSON has this name
    reason = serializers.CharField()


class Question(Body):
    """A question of one's own, or an edited one."""

    query = Text(max_length=LONGEST_TYPED_QUERY, help_text=f"At most {LONGEST_QUERY} characters.")
    purpose = Word(Purpose, help_text="support, contrary or primary; archived copies are asked for by machines.")
    providers = serializers.ListField(
        child=Text(max_length=60),
        required=False,
        max_length=50,
        help_text="Names of providers; all that can be asked when not said.",
    )


class Asked(serializers.Serializer):
    """The searches that were asked for, one for each provider."""

    searches = Search(many=True)


class Nothing(Body):
    """Nothing needs to be said: the body may be left out, or be `{}`."""


class SearchFilters(filters.FilterSet):
    """What a list of searches may be narrowed to."""

    claim = filters.CharFilter(field_name="claim__public_id", max_length=24, label="Id of a claim.")
    provider = filters.CharFilter(max_length=60, label="Name of a provider.")
    purpose = filters.ChoiceFilter(choices=Purpose.choices, label="Why it was asked.")
    answer = filters.ChoiceFilter(choices=SearchOutcome.choices, label="What came of it.")
    job_state = filters.ChoiceFilter(choices=JobState.choices, label="How far the asking is.")


class SearchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Questions put to providers."""

    serializer_class = Search
    filterset_class = SearchFilters
    queryset = SearchJob.objects.none()

    def get_queryset(self) -> QuerySet[SearchJob]:
        """Searches for the claims of the person's desks."""
        return shown_searches(SearchJob.objects.visible_to(self.request.user))

    @documented({200: Search})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The searches for the claims of your desks, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: Search})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One search."""
        return super().retrieve(request, *args, **kwargs)

    @documented({202: Search}, body=Nothing, problems=(409, 422), has_location=True)
    @action(detail=True, methods=["post"])
    def rounds(self, request: Request, id: str) -> Response:
        """Put the same question to the same provider once more; the old answer stays.

        A provider that is switched off, lacks its key or is gone is 422.
        """
        search = self.get_object()
        self.read_body(Nothing)
        again = ask_again(search, by=self.person, facts=provider_facts())
        enqueue([again])
        shown = self.get_serializer(self.get_queryset().get(pk=again.pk)).data
        return Response(shown, status=202, headers={"Location": shown["self"]})


def shown_searches(rows: SearchJobQuerySet) -> SearchJobQuerySet:
    """Searches with everything that is shown of them."""
    return rows.with_answer().select_related("claim", "asked_by")


def error_of(search: SearchJob) -> str:
    """Why a search could not look, or what its last try ran into; nothing when all is well."""
    if search.outcome == SearchOutcome.COULD_NOT_LOOK:
        return search.note or search.job_error
    return search.job_error


# ---------------------------------------------------------------- the record of what was searched

LOG_HEADER = (
    "search",
    "provider",
    "question",
    "purpose",
    "round",
    "asked by",
    "asked at",
    "answer",
    "hits",
    "pages kept",
    "pages dropped",
    "milliseconds",
    "note",
    "next try",
)
NOT_ASKED = "not asked"


def search_log(searches: SearchJobQuerySet, not_asked: list[ProviderNotAsked]) -> Iterator[tuple[Cell, ...]]:
    """The record of what was searched for a claim, a row for each question, and one for each provider not asked."""
    kept = Count("hit_rows", filter=Q(hit_rows__candidate__status=CandidateStatus.KEPT), distinct=True)
    dropped = Count("hit_rows", filter=Q(hit_rows__candidate__status=CandidateStatus.DROPPED), distinct=True)
    rows: Iterable[Any] = shown_searches(searches).annotate(kept=kept, dropped=dropped).order_by("pk")
    for search in rows:
        yield (
            search.public_id,
            search.provider,
            search.query,
            Purpose(search.purpose).label,
            search.round,
            search.asked_by.get_username() if search.asked_by else "",
            search.asked_at,
            SearchOutcome(search.answer).label,
            search.hits,
            search.kept,
            search.dropped,
            search.duration_ms,
            error_of(search) or search.note,
            search.job_next_attempt_at if search.job_state == JobState.QUEUED else None,
        )
    for one in not_asked:
        yield ("", one.name, "", "", None, "", None, NOT_ASKED, None, None, None, None, one.reason, None)


def log_ending(claim: Claim) -> str:
    """The end of the name of a claim's log."""
    return f" searches {claim.public_id}.csv"


def searches_address(request: Request, claim: Claim) -> str:
    """Where the searches of a claim are listed."""
    return request.build_absolute_uri(reverse("search-list", query={"claim": claim.public_id}))
