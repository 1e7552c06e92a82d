"""Encoding → vectors: the passages of a page are found by what they mean from now on, too."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import transaction

from claims.models import Encoding
from claims.pipeline.add_passages import document_of
from claims.providers import registry
from claims.store.library_row import LibraryDocument, LibraryPassage
from claims.store.vectors import EncodedPage
from claims.text.encoder import Encoder, load_encoder

# A second or two of work: the row is ours for that long and longer, and a book has hundreds of such parts.
PASSAGES_AT_ONCE = 100


def encode_passages(encoding: Encoding) -> None:
    """Put a vector for each passage beside the index; none where a language is not known or the page is no source.

    Raises WeightsMissing without the encoder's files; the page is found by its words all the same.
    """
    encoder = load_encoder()
    snapshot = encoding.snapshot
    is_source = type(snapshot).objects.sources().filter(pk=snapshot.pk).exists()
    document = document_of(snapshot)
    spans, parts = [], []
    for passages in _parts(document, encoder) if is_source else ():
        encoding.renew_lease()
        parts.append(encoder.vectors([_read_text(document, passage) for passage in passages]))
        spans += [(passage.start, passage.end) for passage in passages]
    rows = np.concatenate(parts) if parts else encoder.vectors([])
    registry.vectors().add([EncodedPage(snapshot.pk, spans, rows)])
    encoding.engine, encoding.engine_version, encoding.passages = encoder.name, encoder.version, len(spans)
    with transaction.atomic():
        encoding.hold_lease()
        encoding.save(update_fields=["engine", "engine_version", "passages", "updated_at"])


def encode_document(document: LibraryDocument, encoder: Encoder) -> EncodedPage:
    """A page that is no row, as `encode_passages` would encode it."""
    passages = [passage for part in _parts(document, encoder) for passage in part]
    spans = [(passage.start, passage.end) for passage in passages]
    vectors = encoder.vectors([_read_text(document, passage) for passage in passages])
    return EncodedPage(document.snapshot_id, spans, vectors)


def _parts(document: LibraryDocument, encoder: Encoder) -> Iterator[Sequence[LibraryPassage]]:
    """The passages in parts; none in a language that the encoder does not know."""
    if (document.language.split("-")[0].lower() or "en") in encoder.languages:
        for first in range(0, len(document.passages), PASSAGES_AT_ONCE):
            yield document.passages[first : first + PASSAGES_AT_ONCE]


def _read_text(document: LibraryDocument, passage: LibraryPassage) -> str:
    """A passage is read under the title of its page, which says what "it" is."""
    return f"{document.title} {passage.text}".strip()
