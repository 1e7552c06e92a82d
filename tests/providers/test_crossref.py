"""Crossref: titles in lists, dates in parts, abstracts in JATS, and what was retracted."""

import pytest

from claims.providers.base import FoundPage, SearchQuery
from tests.providers.services import ServiceSite, make_provider, make_work, make_works

QUERY = SearchQuery("Ottawa Convention", limit=5)


def search(*works, **options):
    site = ServiceSite(make_works(*works))
    return make_provider("crossref", site, **options).search(QUERY).pages, site


def only_page(**fields):
    [page] = search(make_work(1, **fields))[0]
    return page


def test_a_work_is_a_page_with_its_record_in_words():
    assert only_page() == FoundPage(
        1,
        "https://doi.org/10.1000/mines.1",
        "The Ottawa Convention & its parties, 1",
        "journal article, Journal of Treaties, A Press. Abstract 133 states signed it.",
        "2023-10-19",
    )


def test_one_request_asks_for_the_words_and_says_whom_to_write_to():
    _, site = search(make_work(1))
    assert [asked.parameters for asked in site.asked] == [
        {"query.bibliographic": "Ottawa Convention", "rows": "5", "mailto": "desk@example.org"}
    ]


@pytest.mark.parametrize("contact", ["", "https://desk.example.org/about", "https://example.org/@desk"])
def test_a_contact_that_is_no_mail_address_is_not_sent(contact):
    _, site = search(make_work(1), contact=contact)
    assert "mailto" not in site.asked[0].parameters


def test_what_is_sent_is_told():
    told = "The words of the question, and the contact address of this installation, to api.crossref.org."
    assert make_provider("crossref", ServiceSite()).sends == told
    assert (
        make_provider("crossref", ServiceSite(), contact="").sends == "The words of the question, to api.crossref.org."
    )


RETRACTION = {"DOI": "10.1000/other", "type": "retraction", "label": "Retraction"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"update-to": [RETRACTION]}, "This is a notice, retraction, on 10.1000/other. "),
        ({"updated-by": [RETRACTION]}, "This work has an update, retraction: 10.1000/other. "),
        (
            {"updated-by": [{**RETRACTION, "type": "expression_of_concern"}]},
            "This work has an update, expression of concern: 10.1000/other. ",
        ),
        ({"update-to": [{"type": "retraction"}]}, ""),
        ({"update-to": "retraction"}, ""),
    ],
)
def test_a_retraction_is_told_before_everything_else(fields, told):
    assert only_page(**fields).snippet.startswith(f"{told}journal article, ")


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2023, 10, 19]]}, "2023-10-19"),
        ({"date-parts": [[2023, 1]]}, "2023-01"),
        ({"date-parts": [[2023]]}, "2023"),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": [[]]}, ""),
        ({"date-parts": [["2023"]]}, ""),
        ({"date-parts": [[True, 1]]}, ""),
        ({"date-parts": []}, ""),
        ({}, ""),
        (None, ""),
    ],
    ids=repr,
)
def test_the_date_is_as_long_as_it_is_known(issued, date):
    assert only_page(issued=issued).published_at == date


@pytest.mark.parametrize(
    ("title", "shown"),
    [([], "10.1000/mines.1"), (["", "Second"], "Second"), (None, "10.1000/mines.1"), (["a\x00b"], "ab")],
)
def test_a_work_without_a_title_goes_by_its_doi(title, shown):
    assert only_page(title=title).title == shown


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"DOI": "10.1000/a<b>#c"}, "https://doi.org/10.1000/a%3Cb%3E%23c"),
        ({"DOI": None, "URL": "http://dx.doi.org/10.1000/x"}, "http://dx.doi.org/10.1000/x"),
    ],
)
def test_the_address_is_that_of_the_doi(fields, url):
    assert only_page(**fields).url == url
