from claims.providers.base import FoundPage, SearchQuery
from claims.providers.fake import FakeProvider


def test_a_fake_provider_remembers_what_it_was_asked():
    provider = FakeProvider(pages=[FoundPage(1, "https://example.org/")])
    queries = [SearchQuery("one"), SearchQuery("two", limit=0)]
    assert [provider.search(query) for query in queries] == [(FoundPage(1, "https://example.org/"),), ()]
    assert provider.asked == queries
