"""Brave Search: the web, and a quota in three headers."""

import pytest

from claims.errors import ProviderError
from claims.providers.base import FoundPage, Quota, SearchAnswer, SearchQuery
from tests.providers.services import ServiceSite, make_brave, make_provider, make_web_result

QUERY = SearchQuery("Ottawa Convention", limit=5)


def search(reply=None, query=QUERY, **answer):
    site = ServiceSite(reply or make_brave(1), **answer)
    return make_provider("brave", site).search(query), site


def limits(limit, left, reset):
    return {"X-RateLimit-Limit": limit, "X-RateLimit-Remaining": left, "X-RateLimit-Reset": reset}


def failure(**answer):
    with pytest.raises(ProviderError) as caught:
        search(**answer)
    return caught.value


def test_a_result_is_a_page_in_plain_text():
    assert search()[0] == SearchAnswer(
        (FoundPage(1, "https://found.example.org/1", "Treaty 1", "The Ottawa Treaty & more", "2025-01-15T08:00:00"),)
    )


def test_a_result_without_a_date_has_none():
    reply = {"query": {}, "web": {"results": [make_web_result(1, page_age=None), make_web_result(2, page_age="May")]}}
    assert [page.published_at for page in search(reply)[0].pages] == ["", ""]


@pytest.mark.parametrize(
    ("language", "sent"),
    [("en", "en"), ("uk", "uk"), ("pt-BR", "pt-pt"), ("ja", "jp"), ("zh", "zh-hans"), ("mt", None)],
)
def test_a_language_that_brave_does_not_know_is_not_sent(language, sent):
    _, site = search(query=SearchQuery("Ottawa", language=language))
    assert site.asked[0].parameters.get("search_lang") == sent


def test_a_question_is_cut_to_what_brave_takes():
    _, site = search(query=SearchQuery("the " * 60, limit=50))
    asked = site.asked[0].parameters
    assert (asked["q"], asked["count"]) == (" ".join(["the"] * 50), "20")
    _, site = search(query=SearchQuery("signatories " * 49))
    assert site.asked[0].parameters["q"] == " ".join(["signatories"] * 33)


QUOTAS = [
    (("1, 2000", "1, 1999", "1, 1419704"), Quota(2000, 1999, 1_419_704.0)),
    (("2000, 1", "0, 1", "1419704, 1"), Quota(2000, 0, 1_419_704.0)),
    (("15000", "14999", "2592000"), Quota(15_000, 14_999, 2_592_000.0)),
    (("50, 0", "49, 0", "1, 1419704"), None),
    (("1", "0", "1"), None),
    (("", "", ""), None),
    (("1, 2000", "1", "1"), None),
    (("many", "some", "soon"), None),
    (("-1", "9" * 40, "1e9"), None),
]


@pytest.mark.parametrize(("values", "quota"), QUOTAS)
def test_the_quota_is_that_of_the_longest_window(values, quota):
    assert search(headers=limits(*values))[0].quota == quota


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (limits("1, 2000", "0, 1990", "1, 1419704"), 1.0),
        (limits("1, 2000", "1, 0", "1, 1419704"), 86_400.0),
        (limits("50, 0", "0, 0", "1, 1419704"), 1.0),
        ({**limits("1, 2000", "0, 1990", "1, 1419704"), "Retry-After": "30"}, 30.0),
        ({}, 0.0),
    ],
)
def test_brave_is_left_alone_until_the_window_that_is_used_up_ends(headers, seconds):
    assert failure(status=429, headers=headers).retry_after == seconds


def test_what_brave_says_of_a_question_that_it_refuses_is_told():
    body = (
        b'{"type": "ErrorResponse", "error": {"id": "1", "status": 422, "code": "SUBSCRIPTION_TOKEN_INVALID", '
        b'"detail": "The provided subscription token is invalid.", "meta": {}}, "time": 1}'
    )
    error = failure(status=422, body=body)
    assert (str(error), error.can_retry) == (
        "Brave Search answered with status 422: it cannot read the question or the key in BRAVE_API_KEY. "
        "It says: The provided subscription token is invalid.",
        False,
    )
