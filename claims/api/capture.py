"""Captures: one address fetched and kept, once for everything that waits for it."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.enums import CaptureOutcome, CaptureReason, JobState
from claims.models import CaptureJob


class CaptureRow(serializers.ModelSerializer):
    """One address to be fetched and kept; its outcome is settled for good or ill, or still pending."""

    id = serializers.CharField(source="public_id")
    self = RowLink("capture-detail")
    desk = OptionalText(source="desk.public_id", help_text="Null when it is for the whole house.")
    reason = Word(CaptureReason)
    requested_by = OptionalText(source="requested_by.username", help_text="The person; null when a machine asked.")
    earlier = OptionalText(source="earlier.public_id", help_text="The copy that the host is asked to compare with.")
    outcome = Word(CaptureOutcome)
    error_code = OptionalText(help_text="A stable name for what went wrong.")
    refusal = OptionalText(help_text="Why the page cannot be had.")
    snapshot = OptionalText(source="snapshot.public_id", help_text="What was captured.")
    job = Job(source="*")

    class Meta:
        model = CaptureJob
        fields = [
            "id",
            "self",
            "desk",
            "url",
            "reason",
            "requested_by",
            "earlier",
            "outcome",
            "status_code",
            "error_code",
            "refusal",
            "snapshot",
            "fetched_at",
            "duration_ms",
            "job",
            "created_at",
        ]


class CaptureFilters(filters.FilterSet):
    """What a list of captures may be narrowed to."""

    desk = filters.CharFilter(field_name="desk__public_id", max_length=24, label="Id of a desk.")
    reason = filters.ChoiceFilter(choices=CaptureReason.choices, label="What the address is captured for.")
    outcome = filters.ChoiceFilter(choices=CaptureOutcome.choices, label="What became of it.")
    job_state = filters.ChoiceFilter(choices=JobState.choices, label="How far the work is.")


class CaptureViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Addresses fetched and kept."""

    serializer_class = CaptureRow
    filterset_class = CaptureFilters
    queryset = CaptureJob.objects.none()

    def get_queryset(self) -> QuerySet[CaptureJob]:
        """Captures for the person's desks, and those for the whole house."""
        return shown_captures(CaptureJob.objects.visible_to(self.request.user))

    @documented({200: CaptureRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The captures for your desks and for the whole house, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: CaptureRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One capture."""
        return super().retrieve(request, *args, **kwargs)


def shown_captures(rows: QuerySet[CaptureJob]) -> QuerySet[CaptureJob]:
    """Captures with everything that is shown of them."""
    beside = rows.select_related("desk", "requested_by", "earlier", "snapshot")
    return beside.defer("exchange", "earlier__text", "snapshot__text")
