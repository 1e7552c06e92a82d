from tests.factories import make_article, make_claim, make_prior_review, make_search_job


def test_reviews_of_others_are_shown_in_their_words(caller):
    claim = make_claim(make_article(caller.desk))
    mine, other = make_search_job(claim), make_search_job(make_claim())
    review = make_prior_review(publisher="Checkers", claim_text="164 signed it.", review_date="2024-11-21")
    review.search_jobs.add(mine, make_search_job(claim), other)
    make_prior_review(url="https://checkers.example/another").search_jobs.add(other)
    [shown] = caller.ask(f"claims/{claim.public_id}/prior-reviews").json()["results"]
    assert shown.pop("created_at") is not None
    assert sorted(shown.pop("searches")) == sorted(claim.search_jobs.values_list("public_id", flat=True))
    assert shown == {
        "id": review.public_id,
        "url": "https://checkers.example/review",
        "title": None,
        "publisher": "Checkers",
        "publisher_site": None,
        "rating": "Half true",
        "review_date": "2024-11-21",
        "claim_text": "164 signed it.",
        "claimant": None,
        "claim_date": None,
        "language": None,
    }
