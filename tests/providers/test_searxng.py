"""SearXNG: engines that were turned away are named, and an answer of none of them is no answer."""

import pytest

from claims.errors import ProviderError
from claims.providers.base import FoundPage, SearchAnswer, SearchQuery
from tests.providers.services import ServiceSite, make_metasearch, make_provider, make_result

QUERY = SearchQuery("Ottawa Convention", limit=5)


def search(*results, silent=(), **options):
    site = ServiceSite(make_metasearch(*results, silent=silent))
    return make_provider("searxng", site, **options).search(QUERY), site


def test_a_result_is_a_page_in_plain_text():
    assert search(make_result(1))[0] == SearchAnswer(
        (FoundPage(1, "https://found.example.org/1", "Treaty 1", "The Ottawa Treaty & more", "2026-01-02T00:00:00"),)
    )


@pytest.mark.parametrize("date", [None, "", "yesterday", 7])
def test_a_date_that_is_none_is_left_out(date):
    assert search(make_result(1, publishedDate=date))[0].pages[0].published_at == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://search.example.org",
        "http://search.example.org/",
        "http://search.example.org/search",
        "http://search.example.org/search/",
    ],
)
def test_the_instance_may_be_named_with_or_without_its_search(url):
    _, site = search(make_result(1), searxng_url=url)
    [asked] = site.asked
    assert asked.url.partition("?")[0] == "http://search.example.org/search"
    assert asked.parameters == {
        "q": "Ottawa Convention",
        "format": "json",
        "language": "en",
        "safesearch": "0",
        "pageno": "1",
    }


SILENT = [
    ([["duckduckgo", "CAPTCHA"]], "duckduckgo (CAPTCHA)"),
    ([["duckduckgo", "CAPTCHA"], ["bing", "timeout"]], "duckduckgo (CAPTCHA), bing (timeout)"),
    (["duckduckgo", "bing"], "duckduckgo, bing"),
    ([["duckduckgo"], ["bing", None], [7, 7], [], None, {"a": 1}], "duckduckgo, bing"),
    ([[f"engine {number}", "CAPTCHA"] for number in range(7)],
     "engine 0 (CAPTCHA), engine 1 (CAPTCHA), engine 2 (CAPTCHA), engine 3 (CAPTCHA), engine 4 (CAPTCHA) and 2 more"),
]  # fmt: skip


@pytest.mark.parametrize(("silent", "named"), SILENT)
def test_engines_that_did_not_answer_are_noted(silent, named):
    assert search(make_result(1), silent=silent)[0].note == f"Engines that did not answer: {named}."


@pytest.mark.parametrize(("silent", "named"), SILENT)
def test_nothing_from_engines_that_did_not_answer_is_not_none_found(silent, named):
    with pytest.raises(ProviderError) as caught:
        search(silent=silent)
    assert str(caught.value) == (f"SearXNG could not look: no engine of it had an answer, and these failed: {named}.")
    assert (caught.value.code, caught.value.can_retry, caught.value.retry_after) == ("engines_failed", True, 120.0)


@pytest.mark.parametrize("silent", [[], "none", None, [[]]], ids=repr)
def test_nothing_from_engines_that_answered_is_none_found(silent):
    site = ServiceSite({**make_metasearch(), "unresponsive_engines": silent})
    assert make_provider("searxng", site).search(QUERY) == SearchAnswer()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (403, "it refuses JSON; add json to search: formats: in its settings.yml."),
        (429, "its limiter refuses us; let it pass this host in its limiter.toml."),
    ],
)
def test_what_the_operator_can_do_is_told(status, told):
    with pytest.raises(ProviderError) as caught:
        make_provider("searxng", ServiceSite(status=status, body=b"<html>", content_type="text/html")).search(QUERY)
    assert str(caught.value) == f"SearXNG answered with status {status}: {told}"


def test_who_gets_the_words_is_told():
    told = "The words of the question and the language, to search.example.org and the search engines that it asks."
    assert make_provider("searxng", ServiceSite()).sends == told
