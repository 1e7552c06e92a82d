"""Snapshots: what a page said at one moment, its text, the proof that it did, and what may be done about the page."""

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.archive import ArchivingRequest, ArchivingRow, archive_named
from claims.api.body import Text
from claims.api.capture import CaptureRow, shown_captures
from claims.api.conditional import is_known, not_modified
from claims.api.desk import ForDesk, desk_for
from claims.api.difference import WITH_HELP, Difference, Versions, asked_copy, compare
from claims.api.download import attachment
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.format import AnyFormat
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.api.watch import DESK_HELP, WatchRow, WatchTerms, watch_shown
from claims.domain.archive import request_archive
from claims.domain.candidate import let_pass
from claims.domain.capture import request_recapture
from claims.domain.snapshot import versions_of
from claims.domain.watch import own_watch, stop_watching, watch_page
from claims.enums import CaptureMethod, JobState, PageKind, Quality
from claims.errors import BlobCorrupt, BlobMissing, StoreError
from claims.models import CaptureJob, Desk, Snapshot
from claims.pipeline.export_snapshot import WACZ_TYPE, open_export
from claims.providers import registry
from claims.tasks import enqueue

TEXT_TYPE = "text/plain; charset=utf-8"
# Actions that look at the text itself.
WITH_TEXT = frozenset({"proof", "text", "difference", "quality", "wacz"})


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
    is_safe = serializers.BooleanField(help_text="The stored copy is whole as far as is known; else do not rely on it.")
    damage = OptionalText(help_text="What a check of the store found.")
    overruled_by = OptionalText(
        source="overruled_by.username", help_text="Who said that it will do as evidence whatever its quality label."
    )
    overrule_reason = OptionalText()
    uploaded_by = OptionalText(source="uploaded_by.username", help_text="Who handed the page in.")
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
            "last_seen_at",
            "uploaded_by",
            "is_safe",
            "damage",
            "damaged_at",
            "overruled_by",
            "overruled_at",
            "overrule_reason",
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


class Overruling(ForDesk):
    """Why the page will do as evidence."""

    reason = Text(max_length=2000)


class SnapshotViewSet(mixins.RetrieveModelMixin, NounViewSet):
    """Captured pages."""

    serializer_class = SnapshotDetail
    queryset = Snapshot.objects.none()

    def get_queryset(self) -> QuerySet[Snapshot]:
        """Sources are the whole house's; what a person handed in is its desk's."""
        beside = ("page", "overruled_by", "uploaded_by")
        rows = Snapshot.objects.visible_to(self.request.user).select_related(*beside)
        return rows if self.action in WITH_TEXT else rows.defer("text")

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

    @documented({200: Versions})
    @action(detail=True)
    def versions(self, request: Request, id: str) -> Response:
        """The copies of the page that you may see, each with what changed since the one before."""
        snapshot = self.get_object()
        shown = Versions.of(snapshot, versions_of(snapshot.page, user=request.user))
        return Response(Versions(shown, context=self.get_serializer_context()).data)

    @documented({200: Difference}, problems=(422,), query={"with": WITH_HELP})
    @action(detail=True)
    def difference(self, request: Request, id: str) -> Response:
        """What changed between this copy and another one of the same page, word by word."""
        snapshot = self.get_object()
        other = get_object_or_404(self.get_queryset(), public_id=asked_copy(request.query_params.get("with")))
        return Response(Difference(compare(snapshot, other), context=self.get_serializer_context()).data)

    @documented({(200, WACZ_TYPE): OpenApiTypes.BINARY}, problems=(409,))
    @action(detail=True, content_negotiation_class=AnyFormat)
    def wacz(self, request: Request, id: str) -> HttpResponseBase:
        """The copy with its record and its hashes as one file that other archives' tools can check.

        A damaged copy proves nothing, and is 409.
        """
        snapshot = self.get_object()
        answer = wacz_of(snapshot)
        if not is_known(request, answer["ETag"]):
            return answer
        answer.close()
        return not_modified(answer)

    @documented({200: SnapshotDetail}, body=Overruling, problems=(409, 422))
    @action(detail=True, methods=["put"])
    def quality(self, request: Request, id: str) -> Response:
        """Say that the page will do as evidence whatever its quality label, and why; the label stays.

        Candidates of your desks that were dropped for that label are taken up again.
        """
        snapshot = self.get_object()
        body, desk = self.read_for_desk(snapshot, Overruling)
        reopened = let_pass(snapshot, by=self.person, desk=desk, reason=body["reason"])
        enqueue([*reopened, *([snapshot] if snapshot.job_state == JobState.QUEUED else [])])
        return self.show_row()

    @documented({202: CaptureRow}, body=ForDesk, problems=(422,), has_location=True)
    @action(detail=True, methods=["post"])
    def captures(self, request: Request, id: str) -> Response:
        """Have the page captured again; a capture that is under way is found, not asked for twice."""
        snapshot = self.get_object()
        _, desk = self.read_for_desk(snapshot, ForDesk)
        capture = request_recapture(snapshot, by=self.person, desk=desk)
        enqueue([capture])
        return self.show_made(shown_captures(CaptureJob.objects.all()).get(pk=capture.pk), CaptureRow)

    @documented({200: WatchRow}, query={"desk": DESK_HELP}, is_query_optional=True)
    @action(detail=True)
    def watch(self, request: Request, id: str) -> Response:
        """The watch on the page, also one that was ended; 404 when there never was one.

        Of several desks' watches it is one that goes on, your own desk's before others'.
        """
        page = self.get_object().page
        return Response(watch_shown(page, user=request.user, desk_id=request.query_params.get("desk", "")))

    @documented({200: WatchRow}, body=WatchTerms, problems=(422,))
    @watch.mapping.put
    def start_watch(self, request: Request, id: str) -> Response:
        """Have the page captured again for your desk every so many hours; of its intervals the shortest counts."""
        snapshot = self.get_object()
        body, desk = self.read_for_desk(snapshot, WatchTerms)
        watch_page(snapshot.page, by=self.person, desk=desk, **body)
        return Response(watch_shown(snapshot.page, user=request.user, desk_id=desk.public_id))

    @documented({200: WatchRow}, problems=(422,), query={"desk": DESK_HELP}, is_query_optional=True)
    @watch.mapping.delete
    def stop_watch(self, request: Request, id: str) -> Response:
        """End your desk's watch on the page; those of other desks go on."""
        page = self.get_object().page
        watch = own_watch(page, user=self.person, desk_id=request.query_params.get("desk", ""))
        if watch is None:
            raise Http404("No desk of yours watches this page.")
        stop_watching(watch, by=self.person)
        return Response(watch_shown(page, user=request.user, desk_id=watch.desk.public_id))

    @documented({202: ArchivingRow}, body=ArchivingRequest, problems=(422,), has_location=True)
    @action(detail=True, methods=["post"])
    def archivings(self, request: Request, id: str) -> Response:
        """Ask a public archive to keep the page as well; asking again finds what is under way or kept."""
        snapshot = self.get_object()
        body, desk = self.read_for_desk(snapshot, ArchivingRequest)
        job = request_archive(snapshot, by=self.person, desk=desk, facts=archive_named(body.get("archive")))
        job.refresh_from_db()
        if job.job_state == JobState.QUEUED:
            enqueue([job])
        return self.show_made(job, ArchivingRow)

    def read_for_desk(self, snapshot: Snapshot, body_class: type[ForDesk]) -> tuple[dict[str, Any], Desk]:
        """What the body says, and the desk that it is for."""
        body = self.read_body(body_class)
        return body, desk_for(self.person, body.pop("desk", None), snapshot=snapshot)

    def show_made(self, row: Any, serializer_class: type[serializers.BaseSerializer]) -> Response:
        """A row that was asked for, with its address."""
        shown = serializer_class(row, context=self.get_serializer_context()).data
        return Response(shown, status=202, headers={"Location": shown["self"]})


def wacz_of(snapshot: Snapshot) -> FileResponse:
    """The WACZ of a whole copy, named after its title; BlobCorrupt for one that is damaged or gone."""
    try:
        file = open_export(snapshot)
    except StoreError as error:
        raise BlobCorrupt(str(error)) from error
    tag = hashlib.sha256(f"{snapshot.raw_sha256} {snapshot.text_sha256}".encode()).hexdigest()[:16]
    headers = {
        "Content-Disposition": attachment(snapshot.title, ending=f" {snapshot.public_id}.wacz"),
        "ETag": f'"{tag}"',
    }
    return FileResponse(file, content_type=WACZ_TYPE, headers=headers)
