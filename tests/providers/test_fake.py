from claims.providers.base import FoundPage, FoundReview, Quota, SearchAnswer, SearchQuery
from claims.providers.fake import FakeProvider

PAGE = FoundPage(1, "https://example.org/")
REVIEW = FoundReview("https://fullfact.org/1", "164 states signed", "Incorrect", "Full Fact")


def test_a_fake_provider_remembers_what_it_was_asked():
    provider = FakeProvider(pages=[PAGE])
    queries = [SearchQuery("one"), SearchQuery("two", limit=0)]
    assert [provider.search(query).pages for query in queries] == [(PAGE,), ()]
    assert provider.asked == queries


def test_a_fake_provider_answers_with_all_that_it_was_given():
    quota = Quota(limit=100, left=7)
    provider = FakeProvider(reviews=[REVIEW], quota=quota, note="One engine slept.")
    assert provider.search(SearchQuery("one")) == SearchAnswer(reviews=(REVIEW,), quota=quota, note="One engine slept.")
