"""Jobs: the rows that machines work on, as work. The id of a job is the id of its row."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.api.base import NewestFirstPagination, page_size_of, read_cursor
from claims.api.body import Body
from claims.api.fields import Job
from claims.api.noun import DeclaredFilters, NounViewSet
from claims.api.schema import documented
from claims.domain.permissions import can
from claims.domain.work import WorkingRow, retry_work
from claims.enums import JobState
from claims.models import (
    ArchiveJob,
    Article,
    CandidateSource,
    CaptureJob,
    Claim,
    Desk,
    Encoding,
    Feed,
    ProviderTest,
    SearchJob,
    Snapshot,
)
from claims.models.base import MAX_ATTEMPTS
from claims.tasks import enqueue

KINDS: Mapping[str, type[WorkingRow]] = MappingProxyType(
    {
        "article": Article,
        "snapshot": Snapshot,
        "claim": Claim,
        "search_job": SearchJob,
        "candidate_source": CandidateSource,
        "capture_job": CaptureJob,
        "feed": Feed,
        "archive_job": ArchiveJob,
        "provider_test": ProviderTest,
        "encoding": Encoding,
    }
)
KIND_OF_MODEL = {model: kind for kind, model in KINDS.items()}
# The view that shows a row of each kind, where it is not named after the kind.
VIEWS: Mapping[str, str] = MappingProxyType(
    {"capture_job": "capture", "archive_job": "archiving", "provider_test": "provider-test"}
)
# What a row of each kind needs beside itself to be shown.
BESIDE: Mapping[type[WorkingRow], tuple[str, ...]] = MappingProxyType(
    {
        Article: ("snapshot",),
        SearchJob: ("claim",),
        CandidateSource: ("claim",),
        ProviderTest: ("provider",),
        Encoding: ("snapshot",),
    }
)
HEAVY: Mapping[type[WorkingRow], tuple[str, ...]] = MappingProxyType(
    {
        Article: ("snapshot__text", "left_out"),
        Snapshot: ("text",),
        Encoding: ("snapshot__text",),
        CaptureJob: ("exchange",),
        ProviderTest: ("exchanges", "pages"),
    }
)
SALT = "cursor jobs"


class JobRow(Job):
    """Machine work on one row."""

    id = serializers.CharField(source="public_id")
    kind = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField(help_text="What the work is about, in words.")
    resource = serializers.SerializerMethodField(help_text="Address of the row, or of the claim that it serves.")
    max_attempts = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    @extend_schema_field(serializers.ChoiceField(choices=list(KINDS)))
    def get_kind(self, row: WorkingRow) -> str:
        """What sort of row it is."""
        return KIND_OF_MODEL[type(row)]

    def get_about(self, row: WorkingRow) -> str:
        """Title, quote, question or address."""
        if isinstance(row, SearchJob | ProviderTest):
            return f"{row.provider}: {row.query}"
        if isinstance(row, ArchiveJob):
            return f"{row.archive}: {row.url}"
        if isinstance(row, CandidateSource | CaptureJob):
            return row.url
        if isinstance(row, Feed):
            return row.title or row.url
        if isinstance(row, Encoding):
            return row.snapshot.title or row.snapshot.public_id
        return row.quote if isinstance(row, Claim) else row.title or row.public_id

    @extend_schema_field(serializers.URLField())
    def get_resource(self, row: WorkingRow) -> str:
        """Searches and candidates are shown with their claim, an encoding with its page."""
        shown = _shown(row)
        kind = KIND_OF_MODEL[type(shown)]
        path = reverse(f"{VIEWS.get(kind, kind)}-detail", args=[shown.public_id])
        return self.context["request"].build_absolute_uri(path)

    def get_max_attempts(self, row: WorkingRow) -> int:
        """After so many the work is parked as failed."""
        return MAX_ATTEMPTS


def _shown(row: WorkingRow) -> WorkingRow:
    if isinstance(row, Encoding):
        return row.snapshot
    return row.claim if isinstance(row, SearchJob | CandidateSource) else row


class JobFilters(filters.FilterSet):
    """What the list of jobs may be narrowed to; `kind` chooses the tables."""

    state = filters.ChoiceFilter(field_name="job_state", choices=JobState.choices, label="How far the work is.")
    kind = filters.ChoiceFilter(
        choices=[(kind, kind) for kind in KINDS], method="keep_all", label="What sort of row the work is on."
    )

    def keep_all(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """The table was chosen already."""
        return rows


class JobPagination(NewestFirstPagination):
    """Rows of several tables as one list, newest first.

    A cursor says up to which moment the reader has come and which rows of that very moment were shown.
    """

    def paginate_rows(self, tables: list[QuerySet], request: Request) -> list[WorkingRow]:
        """One page; it asks every table once."""
        size, shown = page_size_of(request), request.query_params.get("cursor")
        self.base_url = request.build_absolute_uri()
        before, seen = read_cursor(shown, salt=SALT) if shown is not None else (None, [])
        rows = [row for table in tables for row in _before(table, before, seen)[: size + 1]]
        rows.sort(key=lambda row: (row.created_at, row.public_id), reverse=True)
        page = rows[:size]
        self.next_link = self._link_after(page, before, seen) if len(rows) > size else None
        return page

    def _link_after(self, page: list[WorkingRow], before: str | None, seen: list[str]) -> str:
        last = page[-1].created_at.isoformat()
        same_moment = [row.public_id for row in page if row.created_at.isoformat() == last]
        place = [last, same_moment + (seen if last == before else [])]
        return replace_query_param(str(self.base_url), "cursor", signing.dumps(place, salt=SALT))

    def get_next_link(self) -> str | None:
        """The address of the page after this one."""
        return self.next_link

    def get_previous_link(self) -> None:
        """This list goes one way."""
        return


def _before(table: QuerySet, before: str | None, seen: list[str]) -> QuerySet:
    rows = table.order_by("-created_at")
    if before is None:
        return rows
    return rows.filter(created_at__lte=datetime.fromisoformat(before)).exclude(public_id__in=seen)


class Attempt(Body):
    """Nothing needs to be said: the body may be left out, or be `{}`."""


class JobViewSet(NounViewSet):
    """Machine work: what waits, what is worked on, what failed."""

    serializer_class = JobRow
    filterset_class = JobFilters
    pagination_class = JobPagination
    queryset = Article.objects.none()
    orders = {"list": ("-created_at",)}

    def rows_of(self, model: type[WorkingRow]) -> QuerySet:
        """The rows of one table that the person may see."""
        rows = model.objects.visible_to(self.request.user)
        return rows.select_related(*BESIDE.get(model, ())).defer(*HEAVY.get(model, ()))

    def listed_rows_of(self, model: type[WorkingRow]) -> QuerySet:
        """Those of them that stand for themselves: a capture that a row waits for is part of that row's work."""
        rows = self.rows_of(model)
        return rows.filter(pk__in=CaptureJob.objects.of_nobody()) if model is CaptureJob else rows

    def get_object(self) -> WorkingRow:
        """The row with this id, whatever its table."""
        public_id = self.kwargs["id"]
        for model in KINDS.values():
            if public_id.startswith(f"{model._meta.get_field('public_id').prefix}_"):
                return self._one_of(model, public_id)
        raise Http404

    def _one_of(self, model: type[WorkingRow], public_id: str) -> WorkingRow:
        row = self.rows_of(model).filter(public_id=public_id).first()
        if row is None:
            raise Http404
        return row

    @documented({200: JobRow})
    def list(self, request: Request) -> Response:
        """The machine work for your desks, newest first; this list goes one way, `previous` is always null."""
        chosen = KINDS.get(request.query_params.get("kind", ""))
        models = [chosen] if chosen else list(KINDS.values())
        listed = [self.listed_rows_of(model) for model in models]
        tables = [DeclaredFilters().filter_queryset(request, rows, self) for rows in listed]
        assert isinstance(self.paginator, JobPagination)
        page = self.paginator.paginate_rows(tables, request)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @documented({200: JobRow})
    def retrieve(self, request: Request, id: str) -> Response:
        """The work on one row; the id is the row's."""
        return self.show_row()

    @documented({202: JobRow}, body=Attempt, problems=(409,), has_location=True)
    @action(detail=True, methods=["post"])
    def attempts(self, request: Request, id: str) -> Response:
        """Put failed work back in the queue, with all its attempts."""
        row = self.get_object()
        self.read_body(Attempt)
        retry_work(row, by=self.person, desk=desk_for_retry(self.person))
        enqueue([row])
        answer = self.show_row(status=202)
        answer["Location"] = answer.data["self"]
        return answer


def desk_for_retry(user: Any) -> Desk | None:
    """For a source page, which is the whole house's: a desk on which the person may retry, else any of theirs."""
    desks = list(Desk.objects.visible_to(user))
    return next((desk for desk in desks if can(user, "retry_work", desk)), desks[0] if desks else None)
