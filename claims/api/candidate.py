"""Candidates: the pages that a search or a person proposed for a claim, and what became of each."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.errors import TooLarge
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.search import drop_candidate, reopen_candidate
from claims.enums import CandidateStatus, CaptureOutcome, JobState
from claims.models import CandidateSource
from claims.models.base import MAX_URL_LENGTH
from claims.pipeline.upload_page import upload_for_candidate
from claims.tasks import enqueue

PAGE_TYPES = ("text/html", "application/pdf", "text/plain")


class CaptureState(serializers.Serializer):
    """How far the capture of a page is. It may be shared with other claims that need the same page."""

    outcome = Word(CaptureOutcome)
    state = Word(JobState, source="job_state")
    waiting_for = OptionalText(source="job_waiting_for", help_text="What it waits for; nothing is wrong.")
    error = OptionalText(source="job_error")
    error_code = OptionalText(help_text="A stable name for what went wrong.")
    refusal = OptionalText(help_text="Why the page cannot be had.")
    status_code = serializers.IntegerField(allow_null=True, help_text="The status that the host answered with.")
    next_attempt_at = serializers.SerializerMethodField(help_text="When it is visited next; null when it is not.")

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_next_attempt_at(self, capture: Any) -> str | None:
        """UTC, RFC 3339."""
        return Job().get_next_attempt_at(capture)


class Candidate(serializers.ModelSerializer):
    """A page that was proposed: kept, or dropped with the reason."""

    id = serializers.CharField(source="public_id")
    self = RowLink("candidate-detail")
    claim = serializers.CharField(source="claim.public_id")
    search = OptionalText(source="search_job.public_id", help_text="Null for a page that a person proposed.")
    provider = OptionalText(source="search_job.provider")
    proposed_by = OptionalText(source="proposed_by.username")
    title = OptionalText()
    snippet = OptionalText()
    provider_date = OptionalText(help_text="The date the provider gives, as it gives it.")
    status = Word(CandidateStatus)
    reason = OptionalText(source="status_reason", help_text="Why it was dropped.")
    snapshot = OptionalText(source="snapshot.public_id", help_text="What was captured.")
    capture = CaptureState(source="capture_job", allow_null=True, help_text="Null until it is asked for.")
    job = Job(source="*", help_text="Capturing the page and ranking its passages.")

    class Meta:
        model = CandidateSource
        fields = [
            "id",
            "self",
            "claim",
            "search",
            "provider",
            "proposed_by",
            "url",
            "rank",
            "title",
            "snippet",
            "provider_date",
            "status",
            "reason",
            "snapshot",
            "capture",
            "job",
        ]


class SourceProposal(Body):
    """A page that a person proposes."""

    url = Text(max_length=4 * MAX_URL_LENGTH, help_text="http or https.")


class CandidateDismissal(Body):
    """Why the page cannot serve."""

    reason = Text(max_length=2000)


class PageParser(BaseParser):
    """The bytes of a page as they are, up to the limit of a page."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The bytes; TooLarge when they are more than a page may have."""
        body = stream.read(settings.MAX_BYTES + 1)
        if len(body) > settings.MAX_BYTES:
            raise TooLarge(settings.MAX_BYTES)
        return body


class CandidateViewSet(mixins.RetrieveModelMixin, NounViewSet):
    """Pages proposed as sources."""

    serializer_class = Candidate
    queryset = CandidateSource.objects.none()

    def get_queryset(self) -> QuerySet[CandidateSource]:
        """Candidates for the claims of the person's desks."""
        return shown_candidates(CandidateSource.objects.visible_to(self.request.user))

    @documented({200: Candidate})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page that was proposed."""
        return super().retrieve(request, *args, **kwargs)

    @documented({200: Candidate}, body=CandidateDismissal, problems=(422,))
    @action(detail=True, methods=["put"])
    def dismissal(self, request: Request, id: str) -> Response:
        """Drop the page, and say why; evidence from it stays until somebody rejects it."""
        drop_candidate(self.get_object(), by=self.person, **self.read_body(CandidateDismissal))
        return self.show_row()

    @documented({202: Candidate}, problems=(409,))
    @dismissal.mapping.delete
    def take_up_again(self, request: Request, id: str) -> Response:
        """Take a dropped page up again: it is captured and read anew, and why it was dropped stays in the log."""
        candidate = self.get_object()
        reopen_candidate(candidate, by=self.person, reason="")
        enqueue([candidate])
        return self.show_row(status=202)

    @documented(
        {202: Candidate},
        body=dict.fromkeys(PAGE_TYPES, OpenApiTypes.BINARY),
        problems=(409, 422, 507),
    )
    @action(detail=True, methods=["put"], parser_classes=[PageParser])
    def page(self, request: Request, id: str) -> Response:
        """Upload the page that could not be captured: the body is its bytes, the Content-Type says what they are.

        The snapshot is signed by you, and read next. A page that the machine calls no article is dropped with its copy;
        say with `snapshots/{id}/quality` that it will do, and the candidate is taken up again.
        """
        candidate = self.get_object()
        body = request.data if isinstance(request.data, bytes) else b""
        snapshot = upload_for_candidate(
            candidate,
            by=self.person,
            body=body,
            content_type=request.content_type or "",
            name=f"the API, for {candidate.public_id}",
        )
        enqueue([candidate] if snapshot.is_usable and candidate.job_state == JobState.QUEUED else [])
        return self.show_row(status=202)


def shown_candidates(rows: QuerySet[CandidateSource]) -> QuerySet[CandidateSource]:
    """Candidates with everything that is shown of them."""
    beside = ("claim__desk", "search_job", "proposed_by", "snapshot", "capture_job")
    return rows.select_related(*beside).defer("snapshot__text", "capture_job__exchange")
