"""MediaWiki on answers of the real shape, and on what wikis send instead of them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from claims.errors import FetchFailed, FetchRefused, ProviderError
from claims.providers.base import FoundPage, ProviderContext, SearchQuery
from claims.providers.mediawiki import MAX_QUERY_CHARACTERS, MediaWikiProvider, build
from claims.store.library import Library
from tests.providers.services import by_words
from tests.providers.wiki import WikiSite, make_hit, make_hits, make_page

API = "https://en.wikipedia.org/w/api.php"
QUERY = SearchQuery("Ottawa Convention signatories", limit=5)


NAME = "MediaWiki at en.wikipedia.org"


def search(site, query=QUERY):
    return MediaWikiProvider(site, api_url=API).search(query).pages


def failure(site):
    with pytest.raises(ProviderError) as caught:
        search(site)
    return str(caught.value), caught.value.can_retry


def test_hits_come_in_the_wikis_order_with_their_addresses_and_plain_snippets():
    assert search(WikiSite(make_hits(2))) == (
        FoundPage(1, "https://en.wikipedia.org/wiki/Treaty_1", "Treaty 1", "The Ottawa Treaty & page 1"),
        FoundPage(2, "https://en.wikipedia.org/wiki/Treaty_2", "Treaty 2", "The Ottawa Treaty & page 2"),
    )


def test_one_request_asks_for_hits_and_addresses():
    site = WikiSite(make_hits(1))
    search(site)
    [url] = site.asked
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert url.split("?")[0] == API
    assert asked["srsearch"] == asked["gsrsearch"] == QUERY.text
    assert asked["srlimit"] == asked["gsrlimit"] == "5"
    assert (asked["action"], asked["format"], asked["formatversion"], asked["maxlag"]) == ("query", "json", "2", "5")


def test_a_long_question_is_cut_to_what_wikis_take():
    site = WikiSite(make_hits(1))
    search(site, SearchQuery("сторони " * 200))
    [asked] = parse_qs(urlsplit(site.asked[0]).query)["srsearch"]
    assert asked == " ".join(["сторони"] * 37)
    assert len(asked) <= MAX_QUERY_CHARACTERS < len(f"{asked} сторони")


def test_a_wiki_that_finds_nothing_found_nothing():
    assert search(WikiSite(make_hits(0))) == ()
    assert search(WikiSite({"batchcomplete": True})) == ()


def test_a_wiki_that_sends_more_than_was_asked_for_is_cut():
    assert len(search(WikiSite(make_hits(50)))) == 5


def test_format_version_one_is_understood():
    answer = make_hits(2)
    answer["batchcomplete"] = ""
    answer["query"]["pages"] = {str(page["pageid"]): page for page in answer["query"]["pages"]}
    assert [page.url for page in search(WikiSite(answer))] == [
        "https://en.wikipedia.org/wiki/Treaty_1",
        "https://en.wikipedia.org/wiki/Treaty_2",
    ]


ERRORS = [
    ("maxlag", True),
    ("ratelimited", True),
    ("readonly", True),
    ("cirrussearch-too-busy-error", True),
    ("badvalue", False),
    ("srsearch-disabled", False),
    ("readapidenied", False),
]


@pytest.mark.parametrize(("code", "can_retry"), ERRORS)
def test_an_error_with_status_200_is_an_error(code, can_retry):
    answer = {"error": {"code": code, "info": "The wiki is sorry.", "docref": "See the help."}, "servedby": "mw1"}
    assert failure(WikiSite(answer)) == (f"{NAME} refused the question: The wiki is sorry. ({code}).", can_retry)


@pytest.mark.parametrize(("code", "seconds"), [("maxlag", 30.0), ("ratelimited", 30.0), ("readonly", 0.0)])
def test_a_wiki_that_is_busy_is_left_alone_for_a_while(code, seconds):
    with pytest.raises(ProviderError) as caught:
        search(WikiSite({"error": {"code": code, "info": "Later."}}))
    assert caught.value.retry_after == seconds


def test_an_error_in_words_that_no_database_stores_is_an_error():
    answer = {"error": {"code": "bro\x00ken", "info": "Half of \ud83d and a \x00."}}
    assert failure(WikiSite(answer)) == (f"{NAME} refused the question: Half of ? and a . (broken).", False)


def test_an_error_that_is_only_a_word_is_an_error():
    assert failure(WikiSite({"error": "closed"})) == (f"{NAME} refused the question: closed (error).", False)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "answered with status 404: there is no api.php at the address in MEDIAWIKI_API_URLS."),
        (500, "answered with status 500."),
    ],
)
def test_a_status_that_is_no_answer_is_told(status, told):
    assert failure(WikiSite(make_hits(1), status=status))[0] == f"{NAME} {told}"


@pytest.mark.parametrize("answer", [{}, [], "no", 7, None, {"hello": "world"}], ids=repr)
def test_json_that_is_no_wikis_is_not_taken_for_nothing_found(answer):
    message = f"{NAME} answered with JSON of another shape; is the address that of an api.php?"
    assert failure(WikiSite(answer)) == (message, True)


EMPTY = {
    "no query": {"batchcomplete": True},
    "a query that is nothing": {"query": None},
    "pages without hits": {"query": {"pages": [make_page(1)]}},
}


@pytest.mark.parametrize("answer", EMPTY.values(), ids=EMPTY)
def test_an_answer_without_hits_is_none_found(answer):
    assert search(WikiSite(answer)) == ()


ODD = {
    "no pages": {"query": {"search": [make_hit(1)]}},
    "pages that are a text": {"query": {"search": [make_hit(1)], "pages": "none"}},
    "a page without an address": {"query": {"search": [make_hit(1)], "pages": [{"pageid": 22_001}]}},
    "an address that is no text": {"query": {"search": [make_hit(1)], "pages": [make_page(1, fullurl=7)]}},
    "an address to run": {"query": {"search": [make_hit(1)], "pages": [make_page(1, fullurl="javascript:alert(1)")]}},
    "an id that is a list": {"query": {"search": [make_hit(1, pageid=[])], "pages": [make_page(1)]}},
    "a page of another id": {"query": {"search": [make_hit(1)], "pages": [make_page(2)]}},
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_hits_of_which_none_can_be_used_are_not_none_found(answer):
    assert failure(WikiSite(answer)) == (f"{NAME} answered with results that have no address.", True)


@pytest.mark.parametrize("hits", [[None, 7, "x"], "none", {"1": make_hit(1)}], ids=repr)
def test_hits_that_are_no_hits_are_an_error(hits):
    answer = {"query": {"search": hits, "pages": [make_page(1)]}}
    assert failure(WikiSite(answer)) == (f"{NAME} answered with JSON of another shape.", True)


def test_a_good_hit_among_odd_ones_is_found():
    hits = [make_hit(1, pageid=None), make_hit(2), {"pageid": 22_003}]
    pages = [make_page(2), make_page(3), {"fullurl": "https://example.org/"}]
    found = search(WikiSite({"query": {"search": hits, "pages": pages}}))
    assert [(page.rank, page.title) for page in found] == [(1, "Treaty 2"), (2, "")]


@pytest.mark.parametrize(
    ("snippet", "shown"),
    [
        ("plain", "plain"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("<b>bold</b><script>x</script>", "boldx"),
        ("half a tag <span class=", "half a tag <span class="),
        (None, ""),
        (7, ""),
        ("a\x00b", "ab"),
        ("half \ud83d of an emoji", "half ? of an emoji"),
    ],
    ids=repr,
)
def test_a_snippet_is_plain_text_that_can_be_stored(snippet, shown):
    [page] = search(WikiSite({"query": {"search": [make_hit(1, snippet=snippet)], "pages": [make_page(1)]}}))
    assert page.snippet == shown


@pytest.mark.parametrize(
    "error",
    [
        FetchFailed("The host stopped answering.", code="timeout"),
        FetchFailed("The certificate is not valid.", code="tls_failed", can_retry=False),
        FetchRefused("10.0.0.1 is not on the public Internet.", code="private_address"),
    ],
    ids=lambda error: error.code,
)
def test_a_wiki_that_cannot_be_fetched_could_not_be_looked_at(error):
    site = WikiSite()
    site.error = error
    with pytest.raises(ProviderError) as caught:
        search(site)
    assert str(caught.value) == f"{NAME}: {error}"
    assert (caught.value.can_retry, caught.value.code) == (error.can_retry, error.code)


def built(tmp_path, *addresses):
    options = {"mediawiki_api_urls": addresses} if addresses else {}
    return build(ProviderContext(fetcher=WikiSite(make_hits(1)), library=by_words(Library(tmp_path)), options=options))


def test_without_a_setting_wikipedia_is_asked(tmp_path):
    [provider] = built(tmp_path)
    assert (provider.name, provider.label, provider.homepage) == ("mediawiki", NAME, "https://en.wikipedia.org/")
    assert provider.sends == "The words of the question, to en.wikipedia.org."


def test_several_wikis_are_told_apart_by_their_hosts(tmp_path):
    providers = built(tmp_path, API, "https://uk.wikipedia.org/w/api.php")
    assert [provider.name for provider in providers] == ["mediawiki:en.wikipedia.org", "mediawiki:uk.wikipedia.org"]


def test_several_wikis_of_one_host_are_numbered(tmp_path):
    providers = built(tmp_path, "https://wiki.example.org/a/api.php", "https://wiki.example.org/b/api.php")
    assert [provider.name for provider in providers] == ["mediawiki:wiki.example.org", "mediawiki:wiki.example.org-2"]
