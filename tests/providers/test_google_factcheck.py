"""Google's Fact Check Tools: reviews of other publishers, page by page."""

import pytest

from claims.errors import ProviderError
from claims.providers.base import FoundReview, SearchAnswer, SearchQuery
from tests.providers.services import ServiceSite, make_google, make_provider, make_reviewed


def search(reply, *, limit=8, language="en", text="164 states signed"):
    site = ServiceSite(reply)
    return make_provider("google_factcheck", site).search(SearchQuery(text, language=language, limit=limit)), site


def make_review(**fields):
    [review] = make_reviewed(1)["claimReview"]
    return {**review, **fields}


def test_a_review_is_told_whole_and_is_no_page():
    answer, _ = search(make_google(1))
    assert answer == SearchAnswer(
        reviews=(
            FoundReview(
                url="https://fullfact.org/mines/1",
                claim_text="164 states signed, no. 1",
                rating="Incorrect",
                publisher="Full Fact",
                publisher_site="fullfact.org",
                title="Who signed? 1",
                claimant="A minister",
                claim_date="2024-11-20T00:00:00Z",
                review_date="2024-12-01T00:00:00Z",
                language="en",
            ),
        )
    )


def test_every_field_may_be_missing_but_the_address():
    answer, _ = search({"claims": [{"claimReview": [{"url": "https://fullfact.org/1", "title": "Who signed?"}]}]})
    assert answer.reviews == (FoundReview("https://fullfact.org/1", "Who signed?", "", "", title="Who signed?"),)


def test_a_date_that_is_none_is_left_out():
    answer, _ = search({"claims": [make_reviewed(1, claimDate="last week")]})
    assert [review.claim_date for review in answer.reviews] == [""]


def test_the_question_goes_with_its_language():
    _, site = search(make_google(1), language="uk-UA")
    assert [asked.parameters for asked in site.asked] == [
        {"query": "164 states signed", "languageCode": "uk", "pageSize": "8"}
    ]


@pytest.mark.parametrize(("limit", "pages", "reviews"), [(8, 1, 8), (15, 2, 15), (25, 3, 25), (50, 3, 30)])
def test_pages_are_followed_up_to_the_limit_and_no_further_than_three(limit, pages, reviews):
    answer, site = search(make_google(100), limit=limit)
    assert (len(site.asked), len(answer.reviews)) == (pages, reviews)
    assert [asked.parameters.get("pageToken") for asked in site.asked] == [None, "10", "20"][:pages]


def test_a_token_that_leads_in_a_circle_is_followed_once():
    answer, site = search({"claims": [make_reviewed(1)], "nextPageToken": "same"})
    assert (len(site.asked), len(answer.reviews)) == (2, 1)


def test_one_review_of_two_claims_is_two_and_of_one_claim_is_one():
    claims = [make_reviewed(1), make_reviewed(1), make_reviewed(1, text="Another claim")]
    answer, _ = search({"claims": claims})
    assert [review.claim_text for review in answer.reviews] == ["164 states signed, no. 1", "Another claim"]


@pytest.mark.parametrize("url", ["", None, 7, "javascript:alert(1)", "//fullfact.org/1"], ids=repr)
def test_reviews_without_an_address_are_not_none_found(url):
    with pytest.raises(ProviderError) as caught:
        search({"claims": [make_reviewed(1, claimReview=[make_review(url=url)])]})
    assert str(caught.value) == "Google Fact Check Tools answered with results that have no address."


def test_a_key_that_google_refuses_is_named_by_its_setting():
    body = b'{"error": {"code": 403, "message": "The API has not been used before.", "status": "PERMISSION_DENIED"}}'
    with pytest.raises(ProviderError) as caught:
        make_provider("google_factcheck", ServiceSite(status=403, body=body)).search(SearchQuery("words"))
    assert str(caught.value) == (
        "Google Fact Check Tools answered with status 403: it does not accept the key in GOOGLE_FACTCHECK_API_KEY "
        "for this service. It says: The API has not been used before."
    )
