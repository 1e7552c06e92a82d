"""Archivings: pages that a public archive is asked to keep as well."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Text
from claims.api.desk import ForDesk
from claims.api.fields import Job, OptionalText, RowLink
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.domain.provider import ProviderFacts
from claims.errors import BadInput
from claims.models import ArchiveJob
from claims.pipeline.ask_provider import archive_facts

NO_ARCHIVE = "No public archive is switched on here. Whoever runs the workbench can name one in PROVIDERS."


class ArchivingRow(serializers.ModelSerializer):
    """One address handed to a public archive."""

    id = serializers.CharField(source="public_id")
    self = RowLink("archiving-detail")
    desk = serializers.CharField(source="desk.public_id")
    snapshot = serializers.CharField(source="snapshot.public_id")
    requested_by = serializers.CharField(source="requested_by.username")
    archived_url = OptionalText(help_text="The archive's copy; null until it is kept.")
    archived_at = OptionalText(help_text="The moment of the copy as the archive states it.")
    job = Job(source="*")

    class Meta:
        model = ArchiveJob
        fields = [
            "id",
            "self",
            "desk",
            "snapshot",
            "archive",
            "url",
            "requested_by",
            "archived_url",
            "archived_at",
            "job",
            "created_at",
        ]


class ArchivingRequest(ForDesk):
    """Which archive is asked."""

    archive = Text(required=False, max_length=60, help_text="Its name; may be left out where there is one only.")


class ArchivingViewSet(mixins.RetrieveModelMixin, NounViewSet):
    """Pages handed to public archives."""

    serializer_class = ArchivingRow
    queryset = ArchiveJob.objects.none()

    def get_queryset(self) -> QuerySet[ArchiveJob]:
        """What the person's desks asked for."""
        rows = ArchiveJob.objects.visible_to(self.request.user)
        return rows.select_related("desk", "snapshot", "requested_by").defer("snapshot__text")

    @documented({200: ArchivingRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """How far a public archive is with a page."""
        return super().retrieve(request, *args, **kwargs)


def archive_named(name: str | None) -> ProviderFacts:
    """The archive of this name, or the only one there is; BadInput says which there are."""
    known = archive_facts()
    if not known:
        raise BadInput(NO_ARCHIVE, field="archive", code="no_archive")
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None or name not in known:
        raise BadInput(f"Name one of the archives: {', '.join(known)}.", field="archive", code="unknown_archive")
    return known[name]
