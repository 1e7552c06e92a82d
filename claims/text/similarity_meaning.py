"""Likeness by meaning: the vectors of rows that come and go, each with one for every way in which it is put."""

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class MeaningIndex:
    """Rows by number, which the caller gives and reuses; a row is as close as the closest of its vectors."""

    def __init__(self) -> None:
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._owners = np.zeros(0, dtype=np.int64)
        self._used = 0

    def add(self, row: int, vectors: Vectors) -> None:
        """Put in a row that is not there; all vectors are of one width and of length one."""
        end = self._used + len(vectors)
        if end > len(self._owners):
            self._make_room(2 * end, width=vectors.shape[1])
        self._vectors[self._used : end] = vectors
        self._owners[self._used : end] = row
        self._used = end

    def remove(self, row: int) -> None:
        """Take out a row, if it is there: the last vectors move into its places."""
        for line in np.flatnonzero(self._owners[: self._used] == row)[::-1]:
            self._used -= 1
            self._vectors[line] = self._vectors[self._used]
            self._owners[line] = self._owners[self._used]

    def closeness(self, vector: Vectors, *, size: int) -> NDArray[np.float32]:
        """How close the rows 0 to ``size`` are to one vector, between -1 and 1; NaN for a row without vectors."""
        closest = np.full(size, np.nan, dtype=np.float32)
        if self._used:
            np.fmax.at(closest, self._owners[: self._used], self._vectors[: self._used] @ vector)
        return closest

    def _make_room(self, lines: int, *, width: int) -> None:
        vectors = np.zeros((lines, width), dtype=np.float32)
        owners = np.zeros(lines, dtype=np.int64)
        if self._used:
            vectors[: self._used] = self._vectors[: self._used]
            owners[: self._used] = self._owners[: self._used]
        self._vectors, self._owners = vectors, owners
