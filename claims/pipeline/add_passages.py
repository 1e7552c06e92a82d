"""Snapshots → the library: their passages can be found from now on."""

from collections.abc import Sequence

from claims.models import Snapshot
from claims.providers import registry
from claims.store.library_row import LibraryDocument, LibraryPassage
from claims.text.furniture import is_furniture
from claims.text.segments import passage_spans


def add_passages(snapshots: Sequence[Snapshot]) -> int:
    """Put the snapshots' passages into the index in one commit; how many passages went in."""
    return registry.library().add([document_of(snapshot) for snapshot in snapshots])


def document_of(snapshot: Snapshot) -> LibraryDocument:
    """A snapshot as the library takes it in."""
    return cut_document(snapshot.pk, snapshot.text, title=snapshot.title, language=snapshot.language)


def cut_document(snapshot_id: int, text: str, *, title: str, language: str) -> LibraryDocument:
    """A text cut into passages; headings, bylines and the like are left out, unless there is nothing else."""
    spans = passage_spans(text, language=language or "en")
    telling = [span for span in spans if not is_furniture(text, span, title=title, language=language or "en")]
    return LibraryDocument(
        snapshot_id=snapshot_id,
        title=title,
        language=language,
        passages=tuple(LibraryPassage(span.start, span.end, span.of(text)) for span in telling or spans),
    )
