"""Prior reviews: what other publishers found about a claim. Theirs, never our verdict."""

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import OptionalText
from claims.models import Claim, PriorReview


class PriorReviewRow(serializers.ModelSerializer):
    """A review that somebody else published, in their words: no verdict of ours, and no evidence."""

    id = serializers.CharField(source="public_id")
    claim_text = serializers.CharField(help_text="The claim as they put it.")
    claimant = OptionalText()
    claim_date = OptionalText(help_text="ISO 8601, as stated.")
    publisher = OptionalText()
    publisher_site = OptionalText()
    title = OptionalText()
    rating = OptionalText(help_text="In their words.")
    review_date = OptionalText(help_text="ISO 8601, as stated.")
    language = OptionalText()
    searches = serializers.SerializerMethodField(help_text="Ids of the claim's searches that found it.")

    class Meta:
        model = PriorReview
        fields = [
            "id",
            "url",
            "title",
            "publisher",
            "publisher_site",
            "rating",
            "review_date",
            "claim_text",
            "claimant",
            "claim_date",
            "language",
            "searches",
            "created_at",
        ]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_searches(self, review: PriorReview) -> list[str]:
        """Of this claim only: who else looked for it is nobody's business."""
        return [search.public_id for search in review.search_jobs.all()]


def shown_reviews(claim: Claim) -> QuerySet[PriorReview]:
    """The reviews that the claim's searches found."""
    found = PriorReview.objects.filter(search_jobs__in=claim.search_jobs.all()).distinct()
    return found.prefetch_related(Prefetch("search_jobs", claim.search_jobs.all()))
