"""Snapshots → the library: their passages can be found from now on."""

from collections.abc import Sequence

from claims.models import Snapshot
from claims.providers import registry
from claims.store.library import LibraryDocument, LibraryPassage
from claims.text.furniture import is_furniture
from claims.text.segments import passage_spans


def add_passages(snapshots: Sequence[Snapshot]) -> int:
    """Put the snapshots' passages into the index in one commit; how many passages went in."""
    return registry.library().add([_document(snapshot) for snapshot in snapshots])


def _document(snapshot: Snapshot) -> LibraryDocument:
    language = snapshot.language or "en"
    spans = passage_spans(snapshot.text, language=language)
    return LibraryDocument(
        snapshot_id=snapshot.pk,
        title=snapshot.title,
        language=snapshot.language,
        passages=tuple(
            LibraryPassage(span.start, span.end, span.of(snapshot.text))
            for span in spans
            if not is_furniture(snapshot.text, span, title=snapshot.title, language=language)
        ),
    )
