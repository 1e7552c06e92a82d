"""Claims: what was proposed, why, what was found for it, and what people decided."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.candidate import Candidate, SourceProposal, shown_candidates
from claims.api.download import attachment, csv_file, csv_text
from claims.api.event import EventRow, events_around
from claims.api.evidence import EvidenceRow, shown_evidence
from claims.api.fields import Job, OptionalText, RowLink, SelectorsField, Word
from claims.api.format import AnyFormat
from claims.api.frame import FrameField
from claims.api.noun import NounViewSet
from claims.api.origin import OriginChoice, OriginGroupRow, Origins, Sources, origins_of, pages_named, shown_groups
from claims.api.prior_review import PriorReviewRow, shown_reviews
from claims.api.schema import documented
from claims.api.search import (
    LOG_HEADER,
    Asked,
    NotAsked,
    Question,
    Search,
    log_ending,
    search_log,
    searches_address,
    shown_searches,
)
from claims.domain.claim import WORDING_AT_MOST, accept_claim, dismiss_claim, edit_claim
from claims.domain.origin import count_of, counts_of, decide_origins
from claims.domain.provider import providers_not_asked, providers_to_ask
from claims.domain.queue import evidence_of, gathering_of
from claims.domain.search import ask_question, propose_source
from claims.enums import ClaimKind, ClaimStatus, DismissReason, EvidenceStatus, JobState
from claims.models import Appearance, CandidateSource, Claim, Evidence, SearchJob
from claims.pipeline.ask_provider import provider_facts
from claims.tasks import enqueue

MAX_SEARCHED_LENGTH = 200


class ClaimPage(serializers.ListSerializer):
    """A page of claims, whose sources are counted together."""

    def to_representation(self, data: Any) -> list[Any]:
        """Each with its counts."""
        claims: list[Any] = list(data)
        counts = counts_of(claims)
        for claim in claims:
            claim.source_count = counts[claim.pk]
        return super().to_representation(claims)


class ClaimRow(serializers.ModelSerializer):
    """A claim in a list."""

    id = serializers.CharField(source="public_id")
    self = RowLink("claim-detail")
    desk = serializers.CharField(source="desk.public_id")
    article = serializers.CharField(source="article.public_id")
    text = serializers.CharField(help_text="The claim standing alone; the machine's words until a person edits them.")
    proposed_text = OptionalText(help_text="The machine's words, kept when a person words the claim.")
    changes = serializers.ListField(
        child=serializers.CharField(), help_text="What was changed in the quote to make it stand alone."
    )
    edited_by = OptionalText(source="edited_by.username")
    quote = serializers.CharField(help_text="The claim as it was said.")
    language = OptionalText()
    kind = Word(ClaimKind)
    score = serializers.FloatField(help_text="Between 0 and 1: how much it deserves a check, not how true it is.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why it is proposed, in words.")
    features = serializers.ListField(child=serializers.CharField(), help_text="What the rules noticed in it.")
    rank = serializers.IntegerField(help_text="Its place among the proposals of its article, from 1.")
    frame = FrameField()
    status = Word(ClaimStatus)
    dismiss_reason = Word(DismissReason, allow_null=True)
    dismiss_note = OptionalText()
    decided_by = OptionalText(source="decided_by.username")
    engine = OptionalText()
    engine_version = OptionalText()
    evidence_count = serializers.IntegerField(help_text="Passages suggested or accepted; rejected ones not counted.")
    sources = serializers.SerializerMethodField(help_text="On how many pages they stand, from how many origins.")
    job = Job(source="*", help_text="Asking providers for sources.")
    is_demo = serializers.BooleanField(source="article.is_demo")

    class Meta:
        model = Claim
        list_serializer_class = ClaimPage
        fields = [
            "id",
            "self",
            "desk",
            "article",
            "quote",
            "text",
            "proposed_text",
            "changes",
            "edited_by",
            "edited_at",
            "language",
            "kind",
            "score",
            "reasons",
            "features",
            "rank",
            "as_of",
            "frame",
            "status",
            "dismiss_reason",
            "dismiss_note",
            "decided_by",
            "decided_at",
            "engine",
            "engine_version",
            "evidence_count",
            "sources",
            "job",
            "is_demo",
            "version",
            "created_at",
        ]

    @extend_schema_field(Sources)
    def get_sources(self, claim: Claim) -> Any:
        """Counted for the whole page at once, or for the one claim."""
        return Sources(getattr(claim, "source_count", None) or count_of(claim)).data


class AppearanceRow(serializers.ModelSerializer):
    """Where the claim was said."""

    snapshot = serializers.CharField(source="snapshot.public_id")
    claimant = OptionalText()
    selectors = SelectorsField()

    class Meta:
        model = Appearance
        fields = ["snapshot", "start", "end", "claimant", "is_first", "selectors"]


class GatheringState(serializers.Serializer):
    """How far the machines are: counts and a word, no percentage."""

    label = serializers.CharField(help_text="gathering, ready or not searched.")  # type: ignore[assignment]  # the JSON has this name
    is_busy = serializers.BooleanField()
    searches = serializers.IntegerField()
    answered = serializers.IntegerField()
    could_not_look = serializers.IntegerField()
    candidates = serializers.IntegerField()
    captured = serializers.IntegerField()
    dropped = serializers.IntegerField()


class ClaimDetail(ClaimRow):
    """A claim with everything that hangs on it."""

    appearances = AppearanceRow(many=True)
    evidence = serializers.SerializerMethodField()
    searches = Search(many=True, source="search_jobs")
    providers_not_asked = serializers.SerializerMethodField()
    candidates = Candidate(many=True)
    gathering = serializers.SerializerMethodField()

    class Meta(ClaimRow.Meta):
        fields = [
            *ClaimRow.Meta.fields,
            "appearances",
            "evidence",
            "searches",
            "providers_not_asked",
            "candidates",
            "gathering",
        ]

    @extend_schema_field(EvidenceRow(many=True))
    def get_evidence(self, claim: Claim) -> Any:
        """The best first."""
        rows = shown_evidence(evidence_of(claim), user=self.context["request"].user)
        return EvidenceRow(rows, many=True, context=self.context).data

    @extend_schema_field(NotAsked(many=True))
    def get_providers_not_asked(self, claim: Claim) -> Any:
        """Each with the reason."""
        return NotAsked(providers_not_asked(claim, facts=provider_facts()), many=True).data

    @extend_schema_field(GatheringState)
    def get_gathering(self, claim: Claim) -> Any:
        """As the workbench shows it."""
        return GatheringState(gathering_of(claim)).data


class ClaimFilters(filters.FilterSet):
    """What a list of claims may be narrowed to."""

    article = filters.CharFilter(field_name="article__public_id", max_length=24, label="Id of an article.")
    desk = filters.CharFilter(field_name="desk__public_id", max_length=24, label="Id of a desk.")
    status = filters.ChoiceFilter(choices=ClaimStatus.choices, label="Where it stands with the people of the desk.")
    kind = filters.ChoiceFilter(choices=ClaimKind.choices, label="What sort of statement it is.")
    job_state = filters.ChoiceFilter(choices=JobState.choices, label="How far the asking for sources is.")
    min_score = filters.NumberFilter(
        field_name="score", lookup_expr="gte", min_value=0, max_value=1, label="Lowest score, 0 to 1."
    )
    q = filters.CharFilter(method="filter_words", max_length=MAX_SEARCHED_LENGTH, label="Words in quote or text.")

    def filter_words(self, rows: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        """Claims that hold the words as they are."""
        return rows.filter(Q(quote__icontains=value) | Q(text__icontains=value))


class Acceptance(Body):
    """Nothing needs to be said: the body may be left out, or be `{}`."""


class Wording(Body):
    """The claim in a person's words."""

    text = Text(max_length=WORDING_AT_MOST, help_text="The claim so that it stands alone.")


class Dismissal(Body):
    """Why the claim is not worth checking."""

    reason = Word(DismissReason)
    note = Text(required=False, allow_blank=True, max_length=2000, help_text="Needed when the reason is `other`.")


def with_evidence_count(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with `evidence_count`, counted for the rows of the page alone."""
    standing = Evidence.objects.filter(claim=OuterRef("pk")).exclude(status=EvidenceStatus.REJECTED)
    count = standing.order_by().values("claim").annotate(number=Count("pk")).values("number")
    return claims.annotate(evidence_count=Coalesce(Subquery(count, output_field=IntegerField()), 0))


def parts_of_detail() -> tuple[Any, ...]:
    """What the long form of a claim shows of other tables."""
    searches = Prefetch("search_jobs", shown_searches(SearchJob.objects.all()))
    candidates = Prefetch("candidates", shown_candidates(CandidateSource.objects.all()))
    return "appearances__snapshot", searches, candidates


# Actions that answer with claims.
SHOWING = frozenset({"list", "retrieve", "partial_update", "acceptance", "dismissal"})


class ClaimViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Checkable statements."""

    serializer_class = ClaimRow
    detail_serializer_class = ClaimDetail
    filterset_class = ClaimFilters
    queryset = Claim.objects.none()
    orders = {
        "list": ("-created_at", "created_at", "-score", "score", "rank"),
        "evidence": ("-relevance",),
        "events": ("-sequence",),
        "origin_groups": ("created_at",),
        "prior_reviews": ("-created_at",),
    }

    def get_queryset(self) -> QuerySet[Claim]:
        """Claims of the person's desks, with what this action shows."""
        rows = Claim.objects.visible_to(self.request.user)
        if self.action not in SHOWING:
            return rows.select_related("desk", "article__snapshot__page").defer("article__snapshot__text")
        shown = with_evidence_count(rows).select_related("desk", "article", "decided_by", "edited_by")
        return shown if self.action == "list" else shown.prefetch_related(*parts_of_detail())

    @documented({200: ClaimRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The claims of your desks, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: ClaimDetail})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One claim with where it was said, its evidence, its searches and the pages they proposed."""
        return super().retrieve(request, *args, **kwargs)

    @documented({200: ClaimDetail}, body=Wording, problems=(422,), has_version=True)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Word the claim so that it stands alone; the quote stays as it was said."""
        claim = self.get_object()
        edit_claim(claim, **self.read_act(claim, Wording))
        return self.show_row()

    @documented({200: ClaimDetail}, body=Acceptance, problems=(409,), has_version=True)
    @action(detail=True, methods=["put"])
    def acceptance(self, request: Request, id: str) -> Response:
        """Accept the claim as worth checking; its sources are searched if they were not yet."""
        claim = self.get_object()
        accept_claim(claim, **self.read_act(claim, Acceptance))
        if claim.job_state == JobState.QUEUED:
            enqueue([claim])
        return self.show_row()

    @documented({200: ClaimDetail}, body=Dismissal, problems=(409, 422), has_version=True)
    @action(detail=True, methods=["put"])
    def dismissal(self, request: Request, id: str) -> Response:
        """Dismiss the claim as not worth checking, and say why."""
        claim = self.get_object()
        dismiss_claim(claim, **self.read_act(claim, Dismissal))
        return self.show_row()

    @documented({200: EvidenceRow(many=True)})
    @action(detail=True)
    def evidence(self, request: Request, id: str) -> Response:
        """The claim's evidence, the best first."""
        return self.list_page(shown_evidence(self.get_object().evidence.all(), user=request.user), EvidenceRow)

    @documented({200: EventRow(many=True)})
    @action(detail=True)
    def events(self, request: Request, id: str) -> Response:
        """The audit log of the claim and of what hangs on it, newest first."""
        return self.list_page(events_around(self.get_object(), user=request.user), EventRow)

    @documented({202: Asked}, body=Question, problems=(422,), has_location=True)
    @action(detail=True, methods=["post"])
    def searches(self, request: Request, id: str) -> Response:
        """Put a question of your own to providers; one that is still being asked is found, not asked twice."""
        claim = self.get_object()
        body = {"providers": None} | self.read_body(Question)
        facts = provider_facts()
        if body["providers"] is None:
            body["providers"] = providers_to_ask(claim, facts=facts)
        asked = ask_question(claim, by=self.person, facts=facts, **body)
        enqueue([search for search in asked if search.job_state == JobState.QUEUED])
        rows = shown_searches(SearchJob.objects.filter(pk__in=[search.pk for search in asked]))
        shown = Asked({"searches": rows}, context=self.get_serializer_context()).data
        return Response(shown, status=202, headers={"Location": searches_address(request, claim)})

    @documented({(200, "text/csv"): OpenApiTypes.STR})
    @action(detail=True, url_path=r"search-log\.csv", content_negotiation_class=AnyFormat)
    def search_log(self, request: Request, id: str) -> HttpResponseBase:
        """The record of what was searched, with what was not found and could not be looked for, as a table.

        Text that a spreadsheet would take for a formula has a single quote before it; take one off to have it back.
        """
        claim = self.get_object()
        not_asked = providers_not_asked(claim, facts=provider_facts())
        table = csv_text(LOG_HEADER, search_log(claim.search_jobs.all(), not_asked))
        return csv_file(request, table, disposition=attachment(claim.text, ending=log_ending(claim)))

    @documented({202: Candidate}, body=SourceProposal, problems=(422,), has_location=True)
    @action(detail=True, methods=["post"])
    def sources(self, request: Request, id: str) -> Response:
        """Propose a page as a source; one that was dropped is taken up again."""
        candidate = propose_source(self.get_object(), by=self.person, **self.read_body(SourceProposal))
        row = shown_candidates(CandidateSource.objects.all()).get(pk=candidate.pk)
        if row.job_state == JobState.QUEUED:
            enqueue([row])
        shown = Candidate(row, context=self.get_serializer_context()).data
        return Response(shown, status=202, headers={"Location": shown["self"]})

    @documented({200: OriginGroupRow(many=True)})
    @action(detail=True, url_path="origin-groups")
    def origin_groups(self, request: Request, id: str) -> Response:
        """Which evidence goes back to one origin and so counts as one source, and why."""
        return self.list_page(shown_groups(self.get_object()), OriginGroupRow)

    @documented({200: Origins}, body=OriginChoice, problems=(422,))
    @action(detail=True, methods=["post"], url_path="origin-decisions")
    def origin_decisions(self, request: Request, id: str) -> Response:
        """Say that pages are one origin, or that they stand apart; it is remembered for every later grouping."""
        claim = self.get_object()
        body = self.read_body(OriginChoice)
        pages = pages_named(claim, body.pop("pages"))
        decide_origins(claim, by=self.person, pages=pages, **body)
        return Response(Origins(origins_of(claim, count_of(claim)), context=self.get_serializer_context()).data)

    @documented({200: PriorReviewRow(many=True)})
    @action(detail=True, url_path="prior-reviews")
    def prior_reviews(self, request: Request, id: str) -> Response:
        """What other publishers found about the claim: theirs, no verdict of ours and no evidence."""
        return self.list_page(shown_reviews(self.get_object()), PriorReviewRow)
