"""What the library index holds: a row for each passage, and one for each page with all its words."""

from collections.abc import Iterator
from dataclasses import dataclass

import tantivy

from claims.store.term_index import SNAPSHOT
from claims.text.terms import terms_of

# The number at the end of a name changes when terms are made in another way: an index of the old way is then refused.
WORDS, TITLE = "words_2", "title_2"
START, END, LANGUAGE = "start", "end", "language"

UNKNOWN_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class LibraryPassage:
    """A stretch of a snapshot's text, with the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """One snapshot as the library takes it in; ``language`` is a BCP 47 primary tag or empty."""

    snapshot_id: int
    title: str
    language: str
    passages: tuple[LibraryPassage, ...]


def passage_schema() -> tantivy.Schema:
    """The columns of the passages. Terms come ready made and are joined by spaces; quotes need their places."""
    builder = _builder()
    builder.add_unsigned_field(START, fast=True)
    builder.add_unsigned_field(END, fast=True)
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(TITLE, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def page_schema() -> tantivy.Schema:
    """The columns of the pages; where a word stands on one is not asked for."""
    builder = _builder()
    builder.add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def passage_rows(document: LibraryDocument) -> Iterator[tantivy.Document]:
    """A row for each passage."""
    title = _joined_stems(document.title, document)
    for passage in document.passages:
        row = _row(document)
        row.add_unsigned(START, passage.start)
        row.add_unsigned(END, passage.end)
        row.add_text(WORDS, _joined_stems(passage.text, document))
        row.add_text(TITLE, title)
        yield row


def page_rows(document: LibraryDocument) -> Iterator[tantivy.Document]:
    """A row with all words of the page, its title's among them; none for a page without passages."""
    if document.passages:
        row = _row(document)
        whole = [document.title, *(passage.text for passage in document.passages)]
        row.add_text(WORDS, " ".join(_joined_stems(text, document) for text in whole))
        yield row


def _builder() -> tantivy.SchemaBuilder:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(SNAPSHOT, indexed=True, fast=True)
    builder.add_text_field(LANGUAGE, tokenizer_name="raw", index_option="basic")
    return builder


def _row(document: LibraryDocument) -> tantivy.Document:
    row = tantivy.Document()
    row.add_unsigned(SNAPSHOT, document.snapshot_id)
    row.add_text(LANGUAGE, _language(document))
    return row


def _language(document: LibraryDocument) -> str:
    return document.language.split("-")[0].lower() or UNKNOWN_LANGUAGE


def _joined_stems(text: str, document: LibraryDocument) -> str:
    return " ".join(term.stem for term in terms_of(text, language=_language(document)))
