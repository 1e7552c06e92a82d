"""Was this claimed, or checked, before? Known claims put in order by how like they are to one, in words and meaning.

Likeness is no sameness: "164 states signed" and "133 states signed" are nearly the same here. What differs between two
claims is for their frames to say, and whether it matters for a person.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from claims.text.similarity_meaning import MeaningIndex, Vectors
from claims.text.similarity_posts import meaning_of_post, words_of_post
from claims.text.similarity_words import WordIndex
from claims.text.terms import Term, terms_of

ENGINE = "claim-likeness"
ENGINE_VERSION = "1"

# What a point of BM25 is worth beside closeness, which is between -1 and 1. On 997 posts with the claims that they pass
# on, from .0125 to .02 nothing differs by more than .004 of MAP@5.
WORTH_OF_WORDS = 0.015
# Below these a claim is most likely another one. Among 10,375 known claims as among 300, .8 of what those posts pass on
# stays; a post whose claim is not known finds another in .16 of cases and in .03. By words alone: .89, and .79 and .28.
# Sentences of news that say the same stay, all of 72, and sentences about other things go.
LEAST_SCORE, LEAST_SCORE_OF_WORDS = 0.9, 0.25
MOST_SHARED_WORDS = 5
# Scores are shown, and compared, with four digits.
DIGITS = 4


class Encoder(Protocol):
    """What gives texts vectors of length one, in some languages; `claims.text.encoder` has the workbench's own."""

    languages: frozenset[str]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownClaim:
    """A claim to find again: the ways in which it is put (its text, a title), and the vector of each if it was kept."""

    id: Hashable
    texts: tuple[str, ...]
    language: str = "en"
    vectors: Vectors | None = None


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """A known claim that was found: ``score`` is ``wording`` and ``meaning`` together, of no fixed scale.

    ``wording`` is what the shared words bring, the rarest of which are named; ``meaning`` is the closeness of what is
    said, between -1 and 1, None where there are no vectors to tell it by.
    """

    id: Hashable
    score: float
    wording: float
    meaning: float | None
    shared_words: tuple[str, ...]

    @property
    def is_worth_showing(self) -> bool:
        """Whether it is likely enough to be about the same for its frame to be read, and a person asked."""
        return self.score >= (LEAST_SCORE_OF_WORDS if self.meaning is None else LEAST_SCORE)


class KnownClaims:
    """Known claims in memory: built once, then added to, taken from and searched, by one thread at a time.

    Without an encoder, and in languages that it does not know, words alone decide. Vectors that were kept must be of
    the same encoder and its version.
    """

    def __init__(self, claims: Iterable[KnownClaim] = (), *, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._words = WordIndex()
        self._meanings = MeaningIndex()
        self._claims: list[KnownClaim | None] = []
        self._rows: dict[Hashable, int] = {}
        self._free: list[int] = []
        for claim in claims:
            self.add(claim)

    def __len__(self) -> int:
        """How many claims are known."""
        return len(self._rows)

    def add(self, claim: KnownClaim) -> None:
        """Know a claim from now on, in place of one with the same id; it is encoded unless its vectors were kept."""
        self.remove(claim.id)
        row = self._free.pop() if self._free else len(self._claims)
        self._claims[row : row + 1] = [claim]
        self._rows[claim.id] = row
        self._words.add(row, Counter(_stems(claim)))
        vectors = self._vectors_of(claim)
        if vectors is not None:
            self._meanings.add(row, vectors)

    def remove(self, claim_id: Hashable) -> None:
        """Forget a claim, if it is known."""
        row = self._rows.pop(claim_id, None)
        claim = self._claims[row] if row is not None else None
        if row is not None and claim is not None:
            self._words.remove(row, set(_stems(claim)))
            self._meanings.remove(row)
            self._claims[row] = None
            self._free.append(row)

    def search(
        self, text: str, *, language: str = "en", vector: Vectors | None = None, limit: int = 20
    ) -> tuple[SimilarClaim, ...]:
        """The known claims most like a text, best first, equal ones as they were built; none that shares nothing.

        ``vector`` is that of `claim_vectors`, where the caller has kept it; otherwise the text is encoded.
        """
        terms = _terms(text, language)
        wording = WORTH_OF_WORDS * self._words.scores((term.stem for term in terms), size=len(self._claims))
        closeness = self._closeness(text, vector, language=language)
        scores = np.round(wording + np.nan_to_num(closeness), DIGITS)
        rows = [int(row) for row in np.argsort(-scores, kind="stable")[:limit] if scores[row] > 0]
        return tuple(
            SimilarClaim(
                id=claim.id,
                score=_rounded(scores[row]),
                wording=_rounded(wording[row]),
                meaning=None if np.isnan(closeness[row]) else _rounded(closeness[row]),
                shared_words=self._shared_words(terms, claim),
            )
            for row in rows
            if (claim := self._claims[row]) is not None
        )

    def _closeness(self, text: str, vector: Vectors | None, *, language: str) -> NDArray[np.float32]:
        if vector is None and self._encoder and language in self._encoder.languages and self._rows:
            vector = claim_vectors((text,), encoder=self._encoder)[0]
        if vector is None:
            return np.full(len(self._claims), np.nan, dtype=np.float32)
        return self._meanings.closeness(vector, size=len(self._claims))

    def _vectors_of(self, claim: KnownClaim) -> Vectors | None:
        if claim.vectors is None and self._encoder and claim.language in self._encoder.languages:
            return claim_vectors(claim.texts, encoder=self._encoder)
        return claim.vectors

    def _shared_words(self, terms: Sequence[Term], claim: KnownClaim) -> tuple[str, ...]:
        """The rarest words of the question that the claim has too, in the question's order and spelling."""
        stems = set(_stems(claim))
        shared = {term.stem: term.word for term in reversed(terms) if term.stem in stems}
        rarest = sorted(shared, key=lambda stem: (-self._words.rarity(stem), stem))[:MOST_SHARED_WORDS]
        return tuple(word for stem, word in reversed(shared.items()) if stem in rarest)


def claim_vectors(texts: Sequence[str], *, encoder: Encoder) -> Vectors:
    """The vectors by which claims are compared, a row for each text: what to keep with a known claim."""
    return encoder.vectors([meaning_of_post(text) for text in texts])


def _stems(claim: KnownClaim) -> Iterator[str]:
    """The stems of all its texts, each as often as it stands there."""
    for text in claim.texts:
        yield from (term.stem for term in _terms(text, claim.language))


def _terms(text: str, language: str) -> list[Term]:
    return terms_of(words_of_post(text), language=language)


def _rounded(value: np.float32) -> float:
    return round(float(value), DIGITS)
