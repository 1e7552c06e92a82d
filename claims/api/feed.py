"""Feeds: lists of pages that a desk has polled, tried before they are added, and what stood in them."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Flag, Text
from claims.api.desk import ForDesk, desk_for
from claims.api.fields import Job, OptionalText, RowLink, Word
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.api.search import Nothing
from claims.domain.feed import add_feed, change_feed, remove_feed, request_poll
from claims.domain.permissions import check_can
from claims.enums import CaptureOutcome, FeedKind, FeedUse, JobState
from claims.models import Desk, Feed, FeedItem
from claims.models.base import MAX_URL_LENGTH
from claims.pipeline.import_feeds import ADDED, MOST_AT_ONCE, OUTCOMES, import_feeds
from claims.pipeline.poll_feed import preview_patiently
from claims.pipeline.receive_article import acceptable_url
from claims.tasks import enqueue
from claims.text.opml import MAX_BYTES as MOST_OPML_CHARACTERS

# So long a program waits for the trial of a feed.
PATIENCE_SECONDS = 10.0


class FeedRow(serializers.ModelSerializer):
    """A feed or sitemap that the clock polls for a desk."""

    id = serializers.CharField(source="public_id")
    self = RowLink("feed-detail")
    desk = serializers.CharField(source="desk.public_id")
    title = OptionalText()
    kind = Word(FeedKind)
    use = Word(FeedUse, help_text="What is made of its items.")
    added_by = serializers.CharField(source="added_by.username")
    last_new = serializers.IntegerField(help_text="New items in the last poll.")
    failures = serializers.IntegerField(help_text="Polls in a row that failed.")
    last_error = OptionalText(help_text="Why the last of them did.")
    job = Job(source="*", help_text="The poll.")

    class Meta:
        model = Feed
        fields = [
            "id",
            "self",
            "desk",
            "url",
            "title",
            "kind",
            "use",
            "interval_minutes",
            "is_paused",
            "added_by",
            "next_poll_at",
            "last_polled_at",
            "last_new",
            "failures",
            "last_error",
            "job",
            "created_at",
        ]


class FeedItemRow(serializers.ModelSerializer):
    """One entry of a feed, and what was made of it."""

    id = serializers.CharField(source="public_id")
    guid = OptionalText()
    url = OptionalText()
    title = OptionalText()
    source_name = OptionalText(help_text="Whom the feed names as the real publisher.")
    source_url = OptionalText()
    published_at = OptionalText(help_text="As the feed states it, ISO 8601.")
    article = OptionalText(source="article.public_id", help_text="The article that was made of it.")
    capture_outcome = Word(
        CaptureOutcome, source="capture_job.outcome", allow_null=True, default=None, help_text="Of a source's capture."
    )
    snapshot = OptionalText(source="capture_job.snapshot.public_id", help_text="What was captured.")
    note = OptionalText(help_text="Why nothing was made of it.")

    class Meta:
        model = FeedItem
        fields = [
            "id",
            "guid",
            "url",
            "title",
            "source_name",
            "source_url",
            "published_at",
            "seen_at",
            "article",
            "capture_outcome",
            "snapshot",
            "note",
        ]


class FeedSubmission(ForDesk):
    """A feed to be added, or with `dry_run` only looked at."""

    url = Text(max_length=4 * MAX_URL_LENGTH, help_text="http or https.")
    title = Text(required=False, max_length=300, help_text="What to call it; its own title when not said.")
    use = Word(FeedUse, required=False, help_text="sources when not said.")
    interval_minutes = serializers.IntegerField(required=False, help_text="From 5 minutes to a week; 30 when not said.")
    dry_run = Flag(default=False, help_text="Fetch it, say what it would bring, keep nothing.")


class FeedChange(Body):
    """What may be changed of a feed."""

    title = Text(required=False, allow_blank=True, max_length=300)
    use = Word(FeedUse, required=False)
    interval_minutes = serializers.IntegerField(required=False, help_text="From 5 minutes to a week.")
    is_paused = Flag(required=False)


class PreviewItem(serializers.Serializer):
    """One entry of a feed that was tried."""

    url = OptionalText()
    title = OptionalText()
    source_name = OptionalText()
    source_url = OptionalText()
    published_at = OptionalText()


class Preview(serializers.Serializer):
    """What a feed would bring; nothing of it was kept."""

    url = serializers.CharField()
    kind = Word(FeedKind)
    title = OptionalText()
    would_add = serializers.IntegerField(help_text="How many of its items would be taken at first.")
    is_known = serializers.BooleanField(help_text="The desk has it already.")
    items = PreviewItem(many=True)
    problems = serializers.ListField(child=serializers.CharField())


class FeedsImport(ForDesk):
    """A list of feeds in OPML."""

    opml = Text(max_length=MOST_OPML_CHARACTERS, trim_whitespace=False, help_text="The OPML document as text.")
    use = Word(FeedUse, default=FeedUse.SOURCES, help_text="sources when not said.")
    dry_run = Flag(default=False, help_text="Say what would be added; add nothing.")


class ImportedFeed(serializers.Serializer):
    """What became of one feed of the list."""

    url = serializers.CharField()
    title = OptionalText()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    reason = OptionalText(help_text="Why it was not added.")
    feed = OptionalText(source="feed.public_id", help_text="Its id; null when it is not on the desk.")


class FeedsImported(serializers.Serializer):
    """What became of a list of feeds, one by one."""

    added = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = serializers.IntegerField()
    later = serializers.IntegerField(help_text="Beyond what is added at once: send the list again.")
    is_dry_run = Flag()
    feeds = ImportedFeed(many=True)


class FeedFilters(filters.FilterSet):
    """What a list of feeds may be narrowed to."""

    desk = filters.CharFilter(field_name="desk__public_id", max_length=24, label="Id of a desk.")
    kind = filters.ChoiceFilter(choices=FeedKind.choices, label="What sort of list it is.")
    use = filters.ChoiceFilter(choices=FeedUse.choices, label="What is made of its items.")
    job_state = filters.ChoiceFilter(choices=JobState.choices, label="How far the poll is.")


# 200 has two shapes: the feed that is there, or what a dry run found.
SEEN = PolymorphicProxySerializer("FeedOrPreview", [FeedRow, Preview], resource_type_field_name=None, many=False)


class FeedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Feeds and sitemaps that the clock polls."""

    serializer_class = FeedRow
    filterset_class = FeedFilters
    queryset = Feed.objects.none()
    orders = {"list": ("-created_at", "created_at"), "items": ("-seen_at",)}

    def get_queryset(self) -> QuerySet[Feed]:
        """Feeds of the person's desks."""
        return Feed.objects.visible_to(self.request.user).select_related("desk", "added_by")

    @documented({200: FeedRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The feeds of your desks, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: FeedRow})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One feed."""
        return super().retrieve(request, *args, **kwargs)

    @documented(
        {200: SEEN, 202: FeedRow},
        body=FeedSubmission,
        problems=(404, 422, 502, 503),
        has_location=True,
    )
    def create(self, request: Request) -> Response:
        """Add a feed, or with `dry_run` see what it would bring.

        202 while its first poll is owed; 200 when the desk had it already, and for a dry run.
        """
        body = self.read_body(FeedSubmission)
        desk = desk_for(self.person, body.pop("desk", None))
        if body.pop("dry_run"):
            return Response(Preview(preview(body["url"], desk=desk, by=self.person)).data)
        feed, is_new = added(body, desk=desk, by=self.person)
        if is_new:
            enqueue([feed])
        shown = self.get_serializer(feed).data
        return Response(shown, status=202 if is_new else 200, headers={"Location": shown["self"]})

    @documented({200: FeedRow}, body=FeedChange, problems=(422,))
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change what is said, and let a feed that was given up be polled again."""
        feed = self.get_object()
        change_feed(feed, by=self.person, **self.read_body(FeedChange))
        if feed.job_state == JobState.QUEUED:
            enqueue([feed])
        return self.show_row()

    @documented({204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Remove the feed and the list of its items; articles and pages that came of them stay."""
        remove_feed(self.get_object(), by=self.person)
        return Response(status=204)

    @documented({202: FeedRow}, body=Nothing, problems=(409,))
    @action(detail=True, methods=["post"])
    def polls(self, request: Request, id: str) -> Response:
        """Poll the feed now, whenever its next poll is due."""
        feed = self.get_object()
        self.read_body(Nothing)
        request_poll(feed, by=self.person)
        enqueue([feed])
        return self.show_row(status=202)

    @documented({200: FeedItemRow(many=True)})
    @action(detail=True)
    def items(self, request: Request, id: str) -> Response:
        """What stood in the feed, newest first, and what was made of each."""
        rows = self.get_object().items.select_related("article", "capture_job__snapshot")
        return self.list_page(rows.defer("capture_job__exchange", "capture_job__snapshot__text"), FeedItemRow)

    @documented({200: FeedsImported}, body=FeedsImport, problems=(404, 422))
    @action(detail=False, methods=["post"])
    def imports(self, request: Request) -> Response:
        """Add the feeds of a list in OPML, which every feed reader can export; each is told of."""
        body = self.read_body(FeedsImport)
        desk = desk_for(self.person, body.get("desk"))
        opml, terms = body["opml"].encode(), {"use": body["use"], "is_dry": body["dry_run"]}
        results = import_feeds(opml, desk=desk, by=self.person, most=MOST_AT_ONCE, **terms)
        enqueue(one.feed for one in results if one.feed and one.outcome == ADDED)
        counts = Counter(one.outcome for one in results)
        sums = {outcome: counts[outcome] for outcome in OUTCOMES}
        return Response(FeedsImported({**sums, "is_dry_run": body["dry_run"], "feeds": results}).data)


def preview(url: str, *, desk: Desk, by: User) -> dict[str, Any]:
    """What a feed would bring to the desk; raises BadInput, FetchError, NotYet, PermissionDenied."""
    check_can(by, "change_feeds", desk)
    address = acceptable_url(url)
    found = preview_patiently(address, seconds=PATIENCE_SECONDS)
    return {
        "url": address,
        "kind": found.kind,
        "title": found.title,
        "would_add": found.would_add,
        "is_known": Feed.objects.filter(desk=desk, url=address).exists(),
        "items": found.items,
        "problems": found.problems,
    }


def added(terms: dict[str, Any], *, desk: Desk, by: User) -> tuple[Feed, bool]:
    """The desk's feed at an address, and whether it is new."""
    url = acceptable_url(terms["url"])
    is_known = Feed.objects.filter(desk=desk, url=url).exists()
    return add_feed(by=by, desk=desk, **{**terms, "url": url}), not is_known
