"""GDELT: notices in plain text, broken escapes, and a date that is no date of publication."""

import pytest

from claims.errors import ProviderError
from claims.providers.base import FoundPage, SearchAnswer, SearchQuery
from claims.providers.gdelt import telling_words
from tests.providers.services import ServiceSite, make_news, make_provider

QUERY = SearchQuery("Ottawa Convention signatories", limit=5)


def search(reply=None, query=QUERY, **answer):
    site = ServiceSite(reply, **answer)
    return make_provider("gdelt", site).search(query), site


def failure(body, content_type="text/plain"):
    with pytest.raises(ProviderError) as caught:
        search(body=body, content_type=content_type)
    return str(caught.value), caught.value.code, caught.value.can_retry, caught.value.retry_after


def test_the_date_it_was_seen_stands_in_the_title_and_is_not_taken_for_the_date_of_publication():
    answer, _ = search({"articles": [make_news(1), make_news(2, seendate="yesterday")]})
    assert answer.pages == (
        FoundPage(1, "https://news.example.com/1", "Mines , treaty 1 (seen by GDELT on 2025-05-10)"),
        FoundPage(2, "https://news.example.com/2", "Mines , treaty 2"),
    )


def test_nothing_in_the_object_is_none_found():
    assert search({})[0] == SearchAnswer()


@pytest.mark.parametrize("content_type", ["text/plain", "text/html", "application/json"])
def test_its_notice_to_ask_less_often_passes_after_a_minute(content_type):
    notice = b"Please limit requests to one every 5 seconds or contact somebody for larger queries.\n"
    told = notice.decode().strip()
    assert failure(notice, content_type) == (f"GDELT refused the question: {told}", "rate_limited", True, 60.0)


@pytest.mark.parametrize(
    "notice", ["Your query was too short or too long.", "The specified phrase is too short.\r\n", "Unknown operator"]
)
def test_a_notice_about_the_question_is_for_good(notice):
    told = notice.strip().rstrip(".")
    assert failure(notice.encode()) == (f"GDELT refused the question: {told}.", "bad_query", False, 0.0)


@pytest.mark.parametrize(
    "notice",
    [
        "The service is temporarily unavailable",
        "Please try your query again later",
        "Query timed out",
        "Your query took too long",
        "There was an error executing your query",
        "Something else",
    ],
)
def test_any_other_notice_may_pass(notice):
    assert failure(notice.encode()) == (f"GDELT refused the question: {notice}.", "unavailable", True, 60.0)


def test_a_title_with_escapes_that_json_does_not_know_is_read():
    body = rb'{"articles": [{"url": "https://news.example.com/1", "title": "It\'s the \"US\" \& \u0043o"}]}'
    assert search(body=body)[0].pages[0].title == 'It\'s the "US" & Co'


@pytest.mark.parametrize(
    ("language", "operator"),
    [("en", " sourcelang:english"), ("uk-UA", " sourcelang:ukrainian"), ("", " sourcelang:english"), ("mt", "")],
)
def test_news_are_asked_for_in_the_claims_language(language, operator):
    _, site = search({}, SearchQuery("Ottawa", language=language, limit=5))
    assert [asked.parameters for asked in site.asked] == [
        {"query": f"Ottawa{operator}", "mode": "artlist", "format": "json", "sort": "hybridrel", "maxrecords": "5"}
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("neither Russia nor the US is among the 164 signatories of the Ottawa Convention",
         "Russia 164 signatories Ottawa Convention"),
        ("The treaty of 1997 was signed", "treaty 1997 signed"),
        ("There are 260,000 or 3.5 million mines in Ukraine", "million mines Ukraine"),
        ('"landmine" (treaty) domain:x near20:"a b"', "landmine treaty domain near20"),
        ("Ukraine’s army-made mines", "Ukraine army made mines"),
        ("is it so", ""),
        ("Ottawa Ottawa", "Ottawa"),
    ],
)  # fmt: skip
def test_the_words_that_say_most_are_asked_for_without_operators(text, words):
    assert telling_words(text) == words


def test_stop_words_are_those_of_the_language():
    assert telling_words("Після 2014 року Україна також", language="uk") == "2014 року Україна"


def test_a_question_of_short_words_only_is_not_asked():
    with pytest.raises(ProviderError) as caught:
        search({}, SearchQuery("is it so"))
    assert (str(caught.value), caught.value.code) == (
        "GDELT was not asked: the question has no words.",
        "bad_query",
    )
