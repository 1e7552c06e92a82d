"""Crossref as a provider: scholarly works by their bibliographic record, with what was retracted of them."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from claims.providers.answers import Service
from claims.providers.base import (
    PAGES,
    Exchanger,
    FoundPage,
    ProviderContext,
    SearchAnswer,
    SearchProvider,
    SearchQuery,
)
from claims.providers.found import object_of, plain_text, ranked, rows_of, text_of, texts_of, title_of, web_url
from claims.providers.question import check_has_words, cut

API_URL = "https://api.crossref.org/works"
MAX_QUERY_CHARACTERS = 300
# What was done to a work after it was published: a notice names the work it is about, and a work its notices.
UPDATES = {"update-to": "This is a notice, {kind}, on {doi}.", "updated-by": "This work has an update, {kind}: {doi}."}


class CrossrefProvider:
    """Searches the records of works that have a DOI."""

    name = "crossref"
    version = "1"
    uses_network = True
    label = "Crossref"
    pace_seconds = 1.0  # three lists a second are allowed at most
    missing = ""
    answers = PAGES
    homepage = "https://www.crossref.org/"

    def __init__(self, fetcher: Exchanger, *, contact: str = "") -> None:
        self._service = Service(self.label, fetcher)
        self._mailto = _mail_address(contact)
        contact_words = ", and the contact address of this installation" if self._mailto else ""
        self.sends = f"The words of the question{contact_words}, to api.crossref.org."

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Works whose record matches best."""
        check_has_words(query.text, label=self.label)
        answer = self._service.ask(API_URL, self._parameters(query)).value
        works = self._service.rows(object_of(object_of(answer).get("message")).get("items"))
        pages = ranked(map(_found_page, works), limit=query.limit)
        self._service.check_readable(pages, works)
        return SearchAnswer(pages)

    def _parameters(self, query: SearchQuery) -> dict[str, str]:
        """Fields are not selected: one name that Crossref does not know would fail the question."""
        words = cut(query.text, characters=MAX_QUERY_CHARACTERS)
        mailto = {"mailto": self._mailto} if self._mailto else {}
        return {"query.bibliographic": words, "rows": str(query.limit), **mailto}


def _mail_address(contact: str) -> str:
    """The contact where it is a mail address; Crossref takes no other."""
    address = contact.removeprefix("mailto:")
    return address if "@" in address and "/" not in address else ""


def _found_page(work: dict[str, Any]) -> FoundPage:
    doi = text_of(work.get("DOI")).strip()
    title = title_of(next(iter(texts_of(work.get("title"))), "")) or doi
    return FoundPage(
        0,
        f"https://doi.org/{quote(doi)}" if doi else web_url(work.get("URL")),
        title,
        plain_text(" ".join(filter(None, [*_updates(work), _imprint(work), _abstract(work)]))),
        _issued(work),
    )


def _updates(work: dict[str, Any]) -> Iterator[str]:
    """Retractions and corrections, before everything else: whoever reads on must know."""
    for name, sentence in UPDATES.items():
        for update in rows_of(work.get(name)):
            kind = text_of(update.get("type")).replace("_", " ").replace("-", " ")
            doi = text_of(update.get("DOI"))
            if kind and doi:
                yield sentence.format(kind=kind, doi=doi)


def _imprint(work: dict[str, Any]) -> str:
    journal = next(iter(texts_of(work.get("container-title"))), "")
    parts = [text_of(work.get("type")).replace("-", " "), journal, text_of(work.get("publisher"))]
    line = ", ".join(filter(None, parts))
    return f"{line}." if line else ""


def _abstract(work: dict[str, Any]) -> str:
    """The abstract without its JATS markup; a space stands where a paragraph ended."""
    return plain_text(text_of(work.get("abstract")).replace("</", " </"))


def _issued(work: dict[str, Any]) -> str:
    """The year, the month or the day of publication, as far as it is known."""
    parts = object_of(work.get("issued")).get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else []
    numbers = first[:3] if isinstance(first, list) else []
    if not numbers or not all(type(number) is int and 0 < number < 10_000 for number in numbers):
        return ""
    year, *rest = numbers
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def build(context: ProviderContext) -> Sequence[SearchProvider]:
    """The one Crossref, told whom to write to when there is an address."""
    return [CrossrefProvider(context.fetcher, contact=context.option("contact"))]
