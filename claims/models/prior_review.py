"""PriorReview: a ClaimReview that somebody else published."""

from django.db import models

from claims.models.base import MAX_URL_LENGTH, PublicIdField, Timestamped


class PriorReview(Timestamped):
    """What another publisher found about a claim: theirs, never our verdict, and no evidence of ours.

    `claim_date` and `review_date` are ISO as stated, or empty.
    """

    public_id = PublicIdField("prv")
    url = models.CharField(max_length=MAX_URL_LENGTH)
    claim_text = models.TextField()
    claim_sha256 = models.CharField(max_length=64)
    claimant = models.TextField(blank=True)
    claim_date = models.CharField(max_length=32, blank=True)
    publisher = models.CharField(max_length=255, blank=True)
    publisher_site = models.CharField(max_length=255, blank=True)
    title = models.TextField(blank=True)
    rating = models.TextField(blank=True)
    review_date = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=16, blank=True)
    search_jobs = models.ManyToManyField("claims.SearchJob", related_name="prior_reviews")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="priorreview_once", fields=["url", "claim_sha256"])]

    def __str__(self) -> str:
        return self.public_id
