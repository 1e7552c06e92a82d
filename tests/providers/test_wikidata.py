"""Wikidata: an entity is a pointer, its website and its article are pages."""

import pytest

from claims.providers.base import FoundPage, SearchQuery
from tests.providers.services import (
    ServiceSite,
    make_entity,
    make_entity_hit,
    make_provider,
    make_website,
    make_wikidata,
)


def search(reply, text="Ottawa Convention", **options):
    site = ServiceSite(reply)
    return make_provider("wikidata", site).search(SearchQuery(text, **options)).pages, site


def reply_with_entity(**fields):
    """One entity is found, with these fields of its own."""

    def reply(url):
        is_search = "wbsearchentities" in url
        return {"search": [make_entity_hit(1)]} if is_search else {"entities": {"Q1": make_entity(1, **fields)}}

    return reply


def test_the_website_and_the_article_are_pages_and_the_entity_a_pointer():
    assert search(make_wikidata(1))[0] == (
        FoundPage(1, "https://treaty1.example.org/", "Treaty 1", "Official website of Treaty 1, as Wikidata has it."),
        FoundPage(2, "https://en.wikipedia.org/wiki/Treaty_1", "Treaty 1"),
        FoundPage(3, "https://www.wikidata.org/wiki/Q1", "Treaty 1", "international treaty no. 1", is_pointer=True),
    )


def test_the_article_is_that_of_the_claims_language():
    _, site = search(make_wikidata(1), language="uk-UA")
    first, second = (asked.parameters for asked in site.asked)
    assert (first["language"], second["languages"], second["sitefilter"]) == ("uk", "uk", "ukwiki")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("164 signatories of the Ottawa Convention", ["Ottawa Convention", "Ottawa", "Convention"]),
        ("Russia, the United Nations", ["United Nations", "Russia", "United", "Nations"]),
        ("соборна площа", ["соборна площа"]),
        ("地雷禁止条約", ["地雷禁止条約"]),
    ],
)
def test_names_are_looked_up_and_whole_questions_only_where_there_is_no_name(text, asked):
    _, site = search(lambda url: {"search": []}, text)
    assert [one.parameters["search"] for one in site.asked] == asked


def test_the_words_of_a_name_that_was_found_are_not_looked_up():
    _, site = search(make_wikidata(1), "Russia signed the Ottawa Convention")
    assert [asked.parameters["search"] for asked in site.asked[:-1]] == ["Ottawa Convention", "Russia"]


def test_no_more_is_asked_when_enough_is_found():
    _, site = search(make_wikidata(9), "Russia, the United Nations and the Ottawa Convention")
    assert [one.parameters["action"] for one in site.asked] == ["wbsearchentities", "wbgetentities"]
    assert site.asked[1].parameters["ids"] == "Q1|Q2|Q3"


WEBSITES = [
    ([], []),
    ([make_website("https://old.example/", rank="deprecated")], []),
    ([make_website("https://old.example/", qualifiers={"P582": [{}]})], []),
    ([make_website("https://b.example/"), make_website("https://a.example/", rank="preferred")],
     ["https://a.example/", "https://b.example/"]),
    ([make_website("javascript:alert(1)"), make_website(None), {"mainsnak": {"snaktype": "novalue"}}], []),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "urls"), WEBSITES)
def test_the_website_is_one_that_is_in_use_the_preferred_first(statements, urls):
    pages, _ = search(reply_with_entity(claims={"P856": statements}))
    assert [page.url for page in pages if "Official website" in page.snippet] == urls


def test_an_entity_that_is_gone_meanwhile_is_still_a_pointer():
    reply = lambda url: {"search": [make_entity_hit(1)]} if "wbsearchentities" in url else {"entities": {}}  # noqa: E731
    assert search(reply)[0] == (FoundPage(1, "https://www.wikidata.org/wiki/Q1", "Q1", is_pointer=True),)


def test_an_id_that_is_none_never_gets_into_an_address():
    reply = lambda url: {"search": [make_entity_hit(1, id="Q1|Q2"), make_entity_hit(2)]}  # noqa: E731
    site = ServiceSite(reply)
    provider = make_provider("wikidata", site)
    assert provider._ids_named("Ottawa", "en") == ["Q2"]
