"""Snapshots: what a page said at one moment, its text, and the proof that it did."""

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.conditional import is_known, not_modified
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.format import AnyFormat
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.enums import CaptureMethod, PageKind, Quality
from claims.errors import BlobCorrupt, BlobMissing
from claims.models import Snapshot
from claims.providers import registry

TEXT_TYPE = "text/plain; charset=utf-8"


class SnapshotDetail(serializers.ModelSerializer):
    """What a page said at one moment; never changed."""

    id = serializers.CharField(source="public_id")
    self = RowLink("snapshot-detail")
    url = OptionalText(source="address", help_text="Where it came from, else what it says its address is.")
    publisher = OptionalText(source="page.publisher")
    page_kind = Word(PageKind, source="page.kind")
    title = OptionalText()
    authors = serializers.ListField(child=serializers.CharField())
    published_at = OptionalText(help_text="As the page states it, ISO 8601.")
    language = OptionalText()
    quality = Word(Quality, help_text="Only an article can become evidence.")
    quality_reason = OptionalText()
    capture_method = Word(CaptureMethod)
    sha256 = serializers.CharField(source="raw_sha256", help_text="Of the bytes as captured.")
    size = serializers.IntegerField(source="raw_size", help_text="Of the bytes.")
    job = Job(source="*", help_text="Its way into the library.")
    text = RowLink("snapshot-text", help_text="Address of the text.")
    proof = RowLink("snapshot-proof", help_text="Address of the proof.")

    class Meta:
        model = Snapshot
        fields = [
            "id",
            "self",
            "url",
            "publisher",
            "page_kind",
            "title",
            "authors",
            "published_at",
            "language",
            "quality",
            "quality_reason",
            "capture_method",
            "content_type",
            "sha256",
            "size",
            "text_sha256",
            "extractor",
            "extractor_version",
            "is_source",
            "is_demo",
            "fetched_at",
            "job",
            "text",
            "proof",
        ]


class WarcPlace(serializers.Serializer):
    """Where the exchange lies in our WARC files."""

    filename = serializers.CharField(source="warc_filename")
    offset = serializers.IntegerField(source="warc_offset")
    length = serializers.IntegerField(source="warc_length")


class Proof(serializers.ModelSerializer):
    """How the bytes came to us, and whether they and the text are still what they were: hashed again now."""

    id = serializers.CharField(source="public_id")
    capture_method = Word(CaptureMethod)
    requested_url = OptionalText()
    final_url = OptionalText()
    canonical_url = OptionalText(help_text="The address that the page gives for itself.")
    connected_address = OptionalText(help_text="The network address that answered.")
    hops = serializers.ListField(child=serializers.DictField(), help_text="Redirects on the way, in order.")
    headers = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), help_text="Name and value, as received."
    )
    warc = serializers.SerializerMethodField(help_text="Null for what was handed in or imported.")
    bytes_intact = serializers.SerializerMethodField(help_text="The kept bytes still have the sha256.")
    bytes_fault = serializers.SerializerMethodField(help_text="blob_missing or blob_corrupt; null when intact.")
    text_intact = serializers.SerializerMethodField(help_text="The text still has the text_sha256.")

    class Meta:
        model = Snapshot
        fields = [
            "id",
            "capture_method",
            "requested_url",
            "final_url",
            "canonical_url",
            "connected_address",
            "status_code",
            "hops",
            "headers",
            "content_type",
            "fetched_at",
            "raw_sha256",
            "raw_size",
            "text_sha256",
            "warc",
            "extractor",
            "extractor_version",
            "bytes_intact",
            "bytes_fault",
            "text_intact",
        ]

    @extend_schema_field(WarcPlace(allow_null=True))
    def get_warc(self, snapshot: Snapshot) -> Any:
        """File, offset and length of the record."""
        return WarcPlace(snapshot).data if snapshot.warc_filename else None

    def get_bytes_intact(self, snapshot: Snapshot) -> bool:
        """Read and hashed now."""
        return bytes_fault(snapshot) is None

    def get_bytes_fault(self, snapshot: Snapshot) -> str | None:
        """Read and hashed now."""
        return bytes_fault(snapshot)

    def get_text_intact(self, snapshot: Snapshot) -> bool:
        """Hashed now."""
        return hashlib.sha256(snapshot.text.encode()).hexdigest() == snapshot.text_sha256


def bytes_fault(snapshot: Snapshot) -> str | None:
    """What is wrong with the raw copy; None when it has its hash."""
    try:
        registry.blob_store().get(snapshot.raw_sha256)
    except (BlobMissing, BlobCorrupt) as error:
        return error.code
    return None


class SnapshotViewSet(mixins.RetrieveModelMixin, NounViewSet):
    """Captured pages."""

    serializer_class = SnapshotDetail
    queryset = Snapshot.objects.none()

    def get_queryset(self) -> QuerySet[Snapshot]:
        """Sources are the whole house's; what a person handed in is its desk's."""
        rows = Snapshot.objects.visible_to(self.request.user).select_related("page")
        return rows if self.action == "proof" else rows.defer("text")

    @documented({200: SnapshotDetail})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One snapshot: facts, hashes, and where its text and proof are."""
        return super().retrieve(request, *args, **kwargs)

    @documented({(200, "text/plain"): OpenApiTypes.STR})
    @action(detail=True, content_negotiation_class=AnyFormat)
    def text(self, request: Request, id: str) -> HttpResponse:
        """The text that was read from the page, as UTF-8; its ETag is its sha256."""
        snapshot = self.get_object()
        tag = f'"{snapshot.text_sha256}"'
        if is_known(request, tag):
            return not_modified(HttpResponse(headers={"ETag": tag}))
        return HttpResponse(snapshot.text, content_type=TEXT_TYPE, headers={"ETag": tag})

    @documented({200: Proof}, problems=(503,))
    @action(detail=True)
    def proof(self, request: Request, id: str) -> Response:
        """How the page came to us, and whether bytes and text are still what they were, hashed again now."""
        return Response(Proof(self.get_object()).data)
