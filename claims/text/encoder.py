"""What a text means, as a direction: two texts that say like things point alike, whatever words they use.

A small language model gives each text a vector of 384 numbers and length one; the product of two vectors is their
closeness, 1 for the same meaning, about 0 for none in common. It knows no facts and no figures: "164" and "133" are
nearly the same to it. So it finds what to read, and never says what is true.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.text.weights import WEIGHTS, Network, read_network

NAME = "encoder"
WIDTH = 384

Vectors = NDArray[np.float32]


class Encoder:
    """The loaded model; ``name`` and ``version`` go on everything that was found by it."""

    # What MiniLM was trained on; in other languages texts are close that merely look alike.
    languages = frozenset({"en"})

    def __init__(self, network: Network) -> None:
        self._network = network
        self.name = network.name
        self.version = network.version

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A row of length one and WIDTH numbers for each text, by its first 256 word pieces, some 180 words."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        rows = np.stack([self._network.answer(text) for text in texts])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@cache
def load_encoder() -> Encoder:
    """Give the model that the workbench carries, loaded once a process; WeightsMissing when it cannot be used."""
    return read_encoder(WEIGHTS)


def read_encoder(folder: Path) -> Encoder:
    """Load the model of a folder; WeightsMissing when it cannot be used."""
    return Encoder(read_network(folder, name=NAME))
