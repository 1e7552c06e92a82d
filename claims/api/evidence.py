"""Evidence: passages brought to bear on a claim, their stance confirmed or their place refused."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.fields import OptionalText, RowLink, SelectorsField, Word
from claims.api.noun import NounViewSet
from claims.api.origin import OriginRef
from claims.api.schema import documented
from claims.domain.evidence import confirm_stance, reject_evidence
from claims.enums import AnchorState, EvidenceStatus, Stance
from claims.models import Evidence, QuoteCheck


class FigureNote(serializers.Serializer):
    """One figure of the claim beside one figure of the passage."""

    outcome = serializers.CharField()
    explanation = serializers.CharField()
    claim_raw = serializers.CharField()
    passage_raw = serializers.CharField()


class LaterCopy(serializers.ModelSerializer):
    """How the words stand in a later copy of their page; without a place when they are lost."""

    snapshot = serializers.CharField(source="snapshot.public_id")
    anchor = Word(AnchorState)

    class Meta:
        model = QuoteCheck
        fields = ["snapshot", "anchor", "start", "end", "checked_at"]


class EvidenceRow(serializers.ModelSerializer):
    """A passage with where it stands, why it was suggested, and what a person said of it."""

    id = serializers.CharField(source="public_id")
    self = RowLink("evidence-detail")
    claim = serializers.CharField(source="claim.public_id")
    quote = serializers.CharField(source="exact", help_text="Word for word as in the snapshot.")
    url = OptionalText(source="snapshot.address")
    title = OptionalText(source="snapshot.title")
    publisher = OptionalText(source="snapshot.page.publisher")
    published_at = OptionalText(source="snapshot.published_at")
    snapshot = serializers.CharField(source="snapshot.public_id")
    snapshot_sha256 = serializers.CharField(source="snapshot.raw_sha256", help_text="Of the bytes as captured.")
    selectors = SelectorsField()
    anchor = Word(AnchorState)
    is_safe = serializers.BooleanField(
        source="snapshot.is_safe", help_text="False: the stored copy is damaged, do not rely on it."
    )
    unsafe_reason = OptionalText(source="snapshot.damage", help_text="What was found wrong with the stored copy.")
    origin_group = OriginRef(allow_null=True, help_text="Evidence of one group counts as one source.")
    later_copies = LaterCopy(many=True, source="quote_checks", help_text="The last seen first.")
    score = serializers.FloatField(source="relevance", help_text="Between 0 and 1: how near, not how true.")
    reasons = serializers.ListField(child=serializers.CharField())
    figure_notes = FigureNote(many=True)
    suggested_stance = Word(Stance, allow_null=True, help_text="What the machine suggests.")
    stance_reason = OptionalText(help_text="Why it suggests that.")
    stance = Word(Stance, allow_null=True, help_text="What a person confirmed.")
    status = Word(EvidenceStatus)
    reject_reason = OptionalText()
    decided_by = OptionalText(source="decided_by.username")
    engine = OptionalText()
    engine_version = OptionalText()
    candidate = OptionalText(source="candidate.public_id")

    class Meta:
        model = Evidence
        fields = [
            "id",
            "self",
            "claim",
            "quote",
            "url",
            "title",
            "publisher",
            "published_at",
            "start",
            "end",
            "snapshot",
            "snapshot_sha256",
            "selectors",
            "anchor",
            "is_safe",
            "unsafe_reason",
            "origin_group",
            "later_copies",
            "score",
            "reasons",
            "figure_notes",
            "suggested_stance",
            "stance_reason",
            "stance",
            "status",
            "reject_reason",
            "decided_by",
            "decided_at",
            "engine",
            "engine_version",
            "candidate",
            "version",
            "created_at",
        ]


class EvidenceFilters(filters.FilterSet):
    """What a list of evidence may be narrowed to."""

    claim = filters.CharFilter(field_name="claim__public_id", max_length=24, label="Id of a claim.")
    snapshot = filters.CharFilter(field_name="snapshot__public_id", max_length=24, label="Id of a snapshot.")
    status = filters.ChoiceFilter(choices=EvidenceStatus.choices, label="Whether a person stands for it.")
    stance = filters.ChoiceFilter(choices=Stance.choices, label="The stance that a person confirmed.")
    is_safe = filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        method="filter_safe",
        label="Whether the stored copy is whole as far as is known.",
    )

    def filter_safe(self, rows: QuerySet[Evidence], name: str, value: str) -> QuerySet[Evidence]:
        """Evidence that rests on a whole copy, or on a damaged one."""
        return rows.filter(snapshot__damaged_at__isnull=value == "true")


class StanceChoice(Body):
    """What the passage says of the claim."""

    stance = Word(Stance)


class Rejection(Body):
    """Why the passage does not bear on the claim."""

    reason = Text(max_length=2000)


def shown_evidence(rows: QuerySet[Evidence], *, user: Any) -> QuerySet[Evidence]:
    """Evidence with everything that is shown of it, but without the whole text of its page."""
    beside = rows.select_related("claim", "snapshot__page", "candidate", "decided_by", "origin_group")
    checks = QuoteCheck.objects.of_later_copies().in_copies_for(user)
    copies = Prefetch("quote_checks", checks.select_related("snapshot").defer("snapshot__text"))
    return beside.defer("snapshot__text").prefetch_related(copies)


class EvidenceViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Passages brought to bear on claims."""

    serializer_class = EvidenceRow
    filterset_class = EvidenceFilters
    queryset = Evidence.objects.none()

    def get_queryset(self) -> QuerySet[Evidence]:
        """Evidence for the claims of the person's desks."""
        return shown_evidence(Evidence.objects.visible_to(self.request.user), user=self.request.user)

    @documented({200: EvidenceRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The evidence for the claims of your desks, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: EvidenceRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One passage."""
        return super().retrieve(request, *args, **kwargs)

    @documented({200: EvidenceRow}, body=StanceChoice, problems=(409, 422), has_version=True)
    @action(detail=True, methods=["put"])
    def stance(self, request: Request, id: str) -> Response:
        """Confirm what the passage says of the claim, and so accept it as evidence."""
        evidence = self.get_object()
        confirm_stance(evidence, **self.read_act(evidence, StanceChoice))
        return self.show_row()

    @documented({200: EvidenceRow}, body=Rejection, problems=(409, 422), has_version=True)
    @action(detail=True, methods=["put"])
    def rejection(self, request: Request, id: str) -> Response:
        """Say that the passage does not bear on the claim, and why."""
        evidence = self.get_object()
        reject_evidence(evidence, **self.read_act(evidence, Rejection))
        return self.show_row()
