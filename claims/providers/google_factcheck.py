"""Google's Fact Check Tools as a provider of reviews: what other publishers found about claims like this one."""

from collections.abc import Iterator, Sequence
from typing import Any

from claims.providers.answers import Service
from claims.providers.base import (
    REVIEWS,
    Exchanger,
    FoundReview,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import iso_date, object_of, plain_text, rows_of, text_of, title_of, web_url
from claims.providers.question import base_language, check_has_setting, check_has_words, cut

API_URL = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
SETTING = "GOOGLE_FACTCHECK_API_KEY"
MAX_QUERY_CHARACTERS = 300
# A page of answers may hold fewer than asked for, and the last token may lead in a circle.
MAX_ANSWER_PAGES = 3
MAX_LANGUAGE_CHARACTERS = 16


class GoogleFactCheckProvider:
    """Searches the ClaimReviews that Google knows of."""

    name = "google_factcheck"
    version = "1"
    uses_network = True
    label = "Google Fact Check Tools"
    sends = "The words of the question and the language, to Google, under your API key."
    pace_seconds = 1.0
    answers = REVIEWS
    homepage = "https://toolbox.google.com/factcheck/explorer"

    def __init__(self, fetcher: Exchanger, *, api_key: str = "") -> None:
        self.missing = "" if api_key else SETTING
        self._service = Service(
            self.label,
            fetcher,
            headers={"X-Goog-Api-Key": api_key} if api_key else {},
            meanings={403: f"it does not accept the key in {SETTING} for this service"},
        )

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Published reviews, each once, in Google's order."""
        check_has_setting(self.missing, label=self.label)
        check_has_words(query.text, label=self.label)
        reviews: dict[tuple[str, str], FoundReview] = {}
        for answer in self._answers(query):
            claims = self._service.rows(answer.get("claims", []))
            found = [review for claim in claims for review in _reviews_of(claim)]
            self._service.check_readable(found, claims)
            for review in found:
                reviews.setdefault((review.url, review.claim_text), review)
            if len(reviews) >= query.limit:
                break
        return SearchAnswer(reviews=tuple(reviews.values())[: query.limit])

    def _answers(self, query: SearchQuery) -> Iterator[dict[str, Any]]:
        parameters = {
            "query": cut(query.text, characters=MAX_QUERY_CHARACTERS),
            "languageCode": base_language(query.language),
            "pageSize": str(query.limit),
        }
        tokens: set[str] = set()
        for _ in range(MAX_ANSWER_PAGES):
            answer = self._service.ask(API_URL, parameters).value
            if not isinstance(answer, dict):
                raise self._service.misunderstood()
            yield answer
            token = text_of(answer.get("nextPageToken"))
            if not token or token in tokens:
                return
            tokens.add(token)
            parameters = {**parameters, "pageToken": token}


def _reviews_of(claim: dict[str, Any]) -> Iterator[FoundReview]:
    for review in rows_of(claim.get("claimReview")):
        url = web_url(review.get("url"))
        publisher = object_of(review.get("publisher"))
        if url:
            yield FoundReview(
                url=url,
                claim_text=plain_text(claim.get("text")) or title_of(review.get("title")),
                rating=title_of(review.get("textualRating")),
                publisher=title_of(publisher.get("name")) or title_of(publisher.get("site")),
                publisher_site=title_of(publisher.get("site")),
                title=title_of(review.get("title")),
                claimant=title_of(claim.get("claimant")),
                claim_date=iso_date(claim.get("claimDate")),
                review_date=iso_date(review.get("reviewDate")),
                language=text_of(review.get("languageCode"))[:MAX_LANGUAGE_CHARACTERS],
            )


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """Built without its key too, so that it can say what is missing."""
    return [GoogleFactCheckProvider(context.fetcher, api_key=context.option("google_factcheck_api_key"))]
