from dataclasses import replace

import pytest

from claims.domain.audit import Machine
from claims.domain.prior_review import PublishedReview, record_prior_reviews
from claims.models import AuditEvent, PriorReview
from tests.factories import make_search_job

pytestmark = pytest.mark.django_db

GOOGLE = Machine("google_factcheck", "1")
REVIEW = PublishedReview(
    url="https://checkers.example/mines",
    claim_text="164 states signed the Ottawa Convention.",
    rating="Misleading",
    publisher="Checkers",
    publisher_site="checkers.example",
    title="How many states signed?",
    claimant="A newspaper",
    claim_date="2024-11-20",
    review_date="2024-11-25",
    language="en",
)


def test_a_review_of_others_is_kept_as_they_published_it():
    job = make_search_job(provider="google_factcheck")
    [row] = record_prior_reviews(job, by=GOOGLE, reviews=[REVIEW])
    stored = PriorReview.objects.values(*PublishedReview.__dataclass_fields__).get()
    assert PublishedReview(**stored) == REVIEW
    assert list(job.prior_reviews.all()) == [row]
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.desk) == ("search.answered", row.public_id, job.claim.desk)
    assert event.details == {
        "search": job.public_id,
        "url": REVIEW.url,
        "publisher": "Checkers",
        "rating": "Misleading",
    }


def test_a_review_that_several_searches_found_is_one_row_that_hangs_on_each():
    jobs = [make_search_job() for _ in range(2)]
    rows = [record_prior_reviews(job, by=GOOGLE, reviews=[REVIEW, REVIEW]) for job in jobs]
    assert (rows[0], PriorReview.objects.count(), AuditEvent.objects.count()) == (rows[1], 1, 1)
    assert list(rows[0][0].search_jobs.order_by("pk")) == jobs


def test_one_page_that_reviews_two_claims_is_two_reviews():
    other = replace(REVIEW, claim_text="Russia signed the Ottawa Convention.")
    assert len(record_prior_reviews(make_search_job(), by=GOOGLE, reviews=[REVIEW, other])) == 2


def test_a_corrected_rating_changes_the_row_and_the_log_keeps_both():
    job = make_search_job()
    record_prior_reviews(job, by=GOOGLE, reviews=[REVIEW])
    [row] = record_prior_reviews(job, by=GOOGLE, reviews=[replace(REVIEW, rating="False")])
    row.refresh_from_db()
    assert row.rating == "False"
    ratings = [event.details["rating"] for event in AuditEvent.objects.order_by("sequence")]
    assert ratings == ["Misleading", "False"]


@pytest.mark.parametrize("changes", [{"claim_text": " "}, {"url": "https://a.example/" + "x" * 2000}])
def test_a_review_without_a_claim_or_with_an_endless_address_is_left_out(changes):
    assert record_prior_reviews(make_search_job(), by=GOOGLE, reviews=[replace(REVIEW, **changes)]) == []


def test_what_is_said_at_too_great_length_is_cut():
    long = replace(REVIEW, publisher="p" * 999, claim_date="9" * 99, language="x" * 99)
    [row] = record_prior_reviews(make_search_job(), by=GOOGLE, reviews=[long])
    assert (len(row.publisher), len(row.claim_date), len(row.language)) == (255, 32, 16)
