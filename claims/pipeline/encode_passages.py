"""Passages of the library → vectors: from now on they are found by what they mean as well."""

from claims.store.library_row import LibraryDocument
from claims.store.vectors import EncodedPage
from claims.text.encoder import Encoder


def encode_document(document: LibraryDocument, encoder: Encoder) -> EncodedPage:
    """A vector for each passage, read with the title before it; none in a language that the encoder does not know."""
    is_known = (document.language.split("-")[0].lower() or "en") in encoder.languages
    passages = document.passages if is_known else ()
    texts = [f"{document.title} {passage.text}".strip() for passage in passages]
    spans = [(passage.start, passage.end) for passage in passages]
    return EncodedPage(document.snapshot_id, spans, encoder.vectors(texts))
