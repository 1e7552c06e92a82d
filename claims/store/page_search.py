"""The search of the library: pages by their words and by their meaning, each with the passage that speaks loudest."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from claims.store.library import Library, LibraryHit
from claims.store.vectors import VectorHit, Vectors
from claims.text.encoder import Encoder
from claims.text.fusion import fused_scores

# Looked at beyond the pages wanted: a page that is second by words and second by meaning is often the best.
PAGES_BY_WORDS = 200
PASSAGES_BY_WORDS = 400
PASSAGES_BY_MEANING = 400
# A page without one of the words must be at least so close: something is always closest, and mostly it is nothing.
LEAST_CLOSENESS = 0.3


@dataclass(frozen=True, slots=True)
class FoundSnapshot:
    """A page with its score, which compares within one search only, and the offsets of its best passage.

    ``closeness`` is that of its closest passage, None where meaning was not asked.
    """

    snapshot_id: int
    score: float
    start: int
    end: int
    closeness: float | None


class PageSearch:
    """Searches an index and its vectors; without an encoder, or in a language it does not know, by words alone.

    ``load_encoder`` is called at the first question: a process that only shows pages should not hold the weights.
    """

    def __init__(self, library: Library, vectors: Vectors, load_encoder: Callable[[], Encoder | None]) -> None:
        self._library = library
        self._vectors = vectors
        self._load_encoder = load_encoder

    def search(self, query: str, *, language: str = "en", limit: int = 8) -> tuple[FoundSnapshot, ...]:
        """The best pages for a query in plain words, best first, ties by snapshot.

        Raises StoreError when the index or the vectors cannot be read.
        """
        pages = {hit.snapshot_id: hit.score for hit in self._library.search_pages(query, limit=PAGES_BY_WORDS)}
        passages = _best_passages(self._library.search(query, limit=PASSAGES_BY_WORDS))
        meant = self._by_meaning(query, language=language, by_words=pages.keys() | passages.keys())
        scores = fused_scores(
            pages,
            {pk: hit.score for pk, hit in passages.items()},
            {pk: hit.closeness for pk, hit in meant.items()},
        )
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return tuple(_found(pk, score, passages.get(pk), meant.get(pk)) for pk, score in best)

    def _by_meaning(self, query: str, *, language: str, by_words: Collection[int]) -> dict[int, VectorHit]:
        """The closest passage of each page that was found by words, and of other pages that are close enough."""
        encoder = self._load_encoder()
        if encoder is None or language not in encoder.languages or not query.strip():
            return {}
        vector = encoder.vectors([query])[0]
        closest = self._vectors.search(vector, limit=PASSAGES_BY_MEANING)
        hits = [hit for hit in closest if hit.closeness >= LEAST_CLOSENESS or hit.snapshot_id in by_words]
        missing = set(by_words) - {hit.snapshot_id for hit in hits}
        return _closest_passages([*hits, *self._vectors.closest_of(missing, vector)])


def _best_passages(hits: Iterable[LibraryHit]) -> dict[int, LibraryHit]:
    """The first hit of each snapshot, which is its best."""
    best: dict[int, LibraryHit] = {}
    for hit in hits:
        best.setdefault(hit.snapshot_id, hit)
    return best


def _closest_passages(hits: Iterable[VectorHit]) -> dict[int, VectorHit]:
    """The first hit of each snapshot, which is its closest."""
    closest: dict[int, VectorHit] = {}
    for hit in hits:
        closest.setdefault(hit.snapshot_id, hit)
    return closest


def _found(pk: int, score: float, by_words: LibraryHit | None, by_meaning: VectorHit | None) -> FoundSnapshot:
    place = by_words or by_meaning
    start, end = (place.start, place.end) if place else (0, 0)
    return FoundSnapshot(pk, round(score, 4), start, end, by_meaning.closeness if by_meaning else None)
