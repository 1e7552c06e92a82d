"""Origins: which evidence of a claim goes back to one source, and what people said about that."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.body import Body, Text
from claims.api.fields import OptionalText, Word
from claims.domain.origin import SourceCount
from claims.enums import OriginReason, OriginVerdict
from claims.errors import BadInput
from claims.models import Claim, Evidence, OriginGroup, Page

MOST_PAGES = 200


class Sources(serializers.Serializer):
    """The headline of a claim: "5 passages · 4 pages · 3 independent sources"."""

    passages = serializers.IntegerField()
    pages = serializers.IntegerField()
    independent_sources = serializers.IntegerField(source="sources", help_text="Pages of one origin count as one.")


class OriginPage(serializers.ModelSerializer):
    """A page that a group counts."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField(source="canonical_url")
    publisher = OptionalText()

    class Meta:
        model = Page
        fields = ["id", "url", "publisher"]


class OriginGroupRow(serializers.ModelSerializer):
    """Evidence that counts as one source, with the reason in a word and in a sentence."""

    id = serializers.CharField(source="public_id")
    reason = Word(OriginReason)
    evidence = serializers.SerializerMethodField(help_text="Ids of the evidence.")
    pages = serializers.SerializerMethodField()
    engine_version = OptionalText()

    class Meta:
        model = OriginGroup
        fields = ["id", "reason", "explanation", "evidence", "pages", "engine_version", "created_at"]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_evidence(self, group: OriginGroup) -> list[str]:
        """In the order in which it was suggested."""
        return [row.public_id for row in group.evidence.all()]

    @extend_schema_field(OriginPage(many=True))
    def get_pages(self, group: OriginGroup) -> Any:
        """Each page once."""
        pages = {row.snapshot.page_id: row.snapshot.page for row in group.evidence.all()}
        return OriginPage(list(pages.values()), many=True).data


class OriginRef(serializers.ModelSerializer):
    """The group that a passage is in."""

    id = serializers.CharField(source="public_id")
    reason = Word(OriginReason)

    class Meta:
        model = OriginGroup
        fields = ["id", "reason", "explanation"]


class OriginChoice(Body):
    """A person's word on pages of a claim's evidence."""

    pages = serializers.ListField(
        child=Text(max_length=24),
        allow_empty=False,
        max_length=MOST_PAGES,
        help_text="Ids of pages: two or more to join, or those to set apart from the rest of their group.",
    )
    verdict = Word(OriginVerdict)
    reason = Text(max_length=2000)


class Origins(serializers.Serializer):
    """How the evidence of a claim is grouped now."""

    sources = Sources()
    groups = OriginGroupRow(many=True)


def shown_groups(claim: Claim) -> QuerySet[OriginGroup]:
    """The claim's groups with everything that is shown of them."""
    evidence = Evidence.objects.select_related("snapshot__page").defer("snapshot__text").order_by("pk")
    return OriginGroup.objects.filter(claim=claim).prefetch_related(Prefetch("evidence", evidence))


def origins_of(claim: Claim, count: SourceCount) -> dict[str, Any]:
    """What is shown after a decision."""
    return {"sources": count, "groups": shown_groups(claim)}


def pages_named(claim: Claim, public_ids: list[str]) -> list[Page]:
    """The pages with these ids among those of the claim's evidence; BadInput for any other."""
    pages = list(Page.objects.filter(public_id__in=public_ids, snapshots__evidence__claim=claim).distinct())
    if unknown := sorted(set(public_ids) - {page.public_id for page in pages}):
        message = f"No evidence of this claim stands on the page {unknown[0]}. See the claim's origin-groups."
        raise BadInput(message, field="pages", code="unknown_page")
    return pages
