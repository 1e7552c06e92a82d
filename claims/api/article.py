"""Articles: handed in, read by machines, and read back."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.body import Body, Text
from claims.api.desk import desk_for
from claims.api.fields import Job, OptionalText, RowLink
from claims.api.noun import NounViewSet
from claims.api.schema import documented
from claims.enums import JobState
from claims.models import Article, Desk
from claims.models.base import MAX_URL_LENGTH
from claims.pipeline.receive_article import receive_text, receive_url
from claims.tasks import enqueue

CONTENT_TYPES = ("text/plain", "text/markdown", "text/html")
ONE_OF_TWO = "Give either the address of the article as url, or its text as text."


class ArticleSubmission(Body):
    """What a person hands in: an address or a text."""

    url = Text(required=False, max_length=4 * MAX_URL_LENGTH, help_text="http or https.")
    text = Text(required=False, trim_whitespace=False, help_text="The text itself.")
    name = Text(required=False, max_length=200, help_text="What to call a text that has no title.")
    content_type = serializers.ChoiceField(
        choices=CONTENT_TYPES, required=False, help_text="What `text` is; text/plain when not said."
    )
    desk = Text(required=False, max_length=24, help_text="Id of the desk; needed by those who are on several.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Either an address or a text, and what belongs to a text only with it."""
        if ("url" in attrs) == ("text" in attrs):
            raise serializers.ValidationError(ONE_OF_TWO)
        astray = {"name", "content_type"} & attrs.keys() if "url" in attrs else set()
        if astray:
            raise serializers.ValidationError({name: ["This belongs to a text, not to an address."] for name in astray})
        return attrs


class ArticleRow(serializers.ModelSerializer):
    """An article in a list."""

    id = serializers.CharField(source="public_id")
    self = RowLink("article-detail")
    desk = serializers.CharField(source="desk.public_id")
    url = OptionalText(help_text="Where it is; null for a text that was handed in.")
    title = serializers.CharField(help_text="Its title once it is read; before, its address or name.")
    language = OptionalText(source="snapshot.language")
    published_at = OptionalText(source="snapshot.published_at", help_text="As the page states it, ISO 8601.")
    sha256 = serializers.SerializerMethodField(help_text="Of the bytes it is read from; null before they are here.")
    submitted_by = serializers.CharField(source="submitted_by.username")
    job = Job(source="*", help_text="The reading of the article.")
    reading_note = OptionalText(help_text="What the reading had to say, such as a language little known to it.")
    reading_engine = OptionalText(help_text="Name and version of the engine that proposed the claims.")
    snapshot = OptionalText(source="snapshot.public_id")
    claims = serializers.SerializerMethodField(help_text="Address of the claims proposed in it.")

    class Meta:
        model = Article
        fields = [
            "id",
            "self",
            "desk",
            "url",
            "title",
            "language",
            "published_at",
            "sha256",
            "submitted_by",
            "is_demo",
            "job",
            "reading_note",
            "reading_engine",
            "snapshot",
            "claims",
            "created_at",
        ]

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_sha256(self, article: Article) -> str | None:
        """Of the snapshot's bytes, or of those that were handed in."""
        return (article.snapshot.raw_sha256 if article.snapshot else article.submitted_sha256) or None

    @extend_schema_field(serializers.URLField())
    def get_claims(self, article: Article) -> str:
        """The list of claims, filtered."""
        path = reverse("claim-list", query={"article": article.public_id})
        return self.context["request"].build_absolute_uri(path)


class LeftOut(serializers.Serializer):
    """A sentence that was not proposed, and why."""

    quote = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Exclusive; both count code points of the article's text.")
    reason = serializers.CharField()


class ArticleDetail(ArticleRow):
    """An article with its text."""

    text = OptionalText(source="snapshot.text", help_text="What was read; offsets of claims are into this.")
    left_out = LeftOut(many=True)

    class Meta(ArticleRow.Meta):
        fields = [*ArticleRow.Meta.fields, "text", "left_out"]


class ArticleFilters(filters.FilterSet):
    """What a list of articles may be narrowed to."""

    desk = filters.CharFilter(field_name="desk__public_id", max_length=24, label="Id of a desk.")
    job_state = filters.ChoiceFilter(choices=JobState.choices, label="How far the reading is.")


class ArticleViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, NounViewSet):
    """Pages and texts that somebody asked to check."""

    serializer_class = ArticleRow
    detail_serializer_class = ArticleDetail
    filterset_class = ArticleFilters
    queryset = Article.objects.none()

    def get_queryset(self) -> QuerySet[Article]:
        """Articles of the person's desks."""
        rows = Article.objects.visible_to(self.request.user).select_related("desk", "submitted_by", "snapshot")
        return rows.defer("snapshot__text") if self.action == "list" else rows

    @documented({200: ArticleRow})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The articles of your desks, newest first."""
        return super().list(request, *args, **kwargs)

    @documented({200: ArticleDetail})
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One article with its text and the sentences that were left out."""
        return super().retrieve(request, *args, **kwargs)

    @documented(
        {200: ArticleDetail, 202: ArticleDetail},
        body=ArticleSubmission,
        problems=(404, 422, 507),
        has_location=True,
    )
    def create(self, request: Request) -> Response:
        """Hand in an article by its address or its text.

        202 while machines have yet to read it; 200 when it was read already. The desk has each article
        once: the same address, or the same text, gives the same id, so repeating a request is safe.
        """
        body = self.read_body(ArticleSubmission)
        desk = desk_for(self.person, body.get("desk"))
        article, _ = _receive(desk, by=self.person, body=body)
        is_owed = article.job_state in {JobState.QUEUED, JobState.WORKING}
        if article.job_state == JobState.QUEUED:
            enqueue([article])
        shown = self.get_serializer(article).data
        return Response(shown, status=202 if is_owed else 200, headers={"Location": shown["self"]})


def _receive(desk: Desk, *, by: User, body: dict[str, Any]) -> tuple[Article, bool]:
    if "url" in body:
        return receive_url(desk, by=by, url=body["url"])
    content_type = f"{body.get('content_type', CONTENT_TYPES[0])}; charset=utf-8"
    return receive_text(desk, by=by, body=body["text"].encode(), content_type=content_type, name=body.get("name", ""))
