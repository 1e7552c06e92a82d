"""Prior reviews: what other publishers found about a claim. Theirs, never our verdict."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from claims.domain.audit import EventDraft, Machine, record_events
from claims.enums import AuditAction
from claims.models import PriorReview, SearchJob
from claims.models.base import MAX_URL_LENGTH

DATE_LENGTH, LANGUAGE_LENGTH, NAME_LENGTH = 32, 16, 255


@dataclass(frozen=True, slots=True)
class PublishedReview:
    """A ClaimReview as a provider told of it; `url` is in canonical form, dates are ISO as stated."""

    url: str
    claim_text: str
    rating: str = ""
    publisher: str = ""
    publisher_site: str = ""
    title: str = ""
    claimant: str = ""
    claim_date: str = ""
    review_date: str = ""
    language: str = ""


def record_prior_reviews(
    search_job: SearchJob, *, by: Machine, reviews: Sequence[PublishedReview]
) -> list[PriorReview]:
    """The reviews that a search found, each once for the whole house and linked to every search that found it.

    A publisher that corrects its rating changes the row, and the log keeps what was read each time.
    """
    with transaction.atomic():
        usable = [review for review in reviews if review.claim_text.strip() and len(review.url) <= MAX_URL_LENGTH]
        # In one order, so that two searches that find the same reviews do not wait for each other.
        usable.sort(key=lambda review: (review.url, review.claim_text))
        rows = [_store(review) for review in usable]
        drafts = [_found(search_job, row) for row, is_news in rows if is_news]
        search_job.prior_reviews.add(*[row for row, _ in rows])
        record_events(drafts, by=by)
    return list(dict.fromkeys(row for row, _ in rows))


def _store(review: PublishedReview) -> tuple[PriorReview, bool]:
    """The row of a review, and whether there is something new in it."""
    told = {
        "claim_text": review.claim_text,
        "claimant": review.claimant,
        "claim_date": review.claim_date[:DATE_LENGTH],
        "publisher": review.publisher[:NAME_LENGTH],
        "publisher_site": review.publisher_site[:NAME_LENGTH],
        "title": review.title,
        "rating": review.rating,
        "review_date": review.review_date[:DATE_LENGTH],
        "language": review.language[:LANGUAGE_LENGTH],
    }
    sha256 = hashlib.sha256(review.claim_text.encode("utf-8", "replace")).hexdigest()
    row, is_new = PriorReview.objects.get_or_create(url=review.url, claim_sha256=sha256, defaults=told)
    changed = {name: value for name, value in told.items() if getattr(row, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=[*changed, "updated_at"])
    return row, is_new or bool(changed)


def _found(search_job: SearchJob, row: PriorReview) -> EventDraft:
    details = {"search": search_job.public_id, "url": row.url, "publisher": row.publisher, "rating": row.rating}
    return EventDraft(AuditAction.SEARCH_ANSWERED, row, search_job.claim.desk, details=details)
