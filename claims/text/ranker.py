"""How much a sentence deserves checking, by a small language model."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from claims.text.weights import WEIGHTS, Network, read_network

NAME = "worthiness"


class Ranker:
    """The loaded model; ``name`` and ``version`` go on every row that it had a part in."""

    # What it was trained on; of other languages its numbers mean nothing.
    languages = frozenset({"en"})

    def __init__(self, network: Network) -> None:
        self._network = network
        self.name = network.name
        self.version = network.version

    def logits(self, sentences: Sequence[str]) -> list[float]:
        """Weigh each sentence: above 0 more likely worth checking than not; they rank finer than probabilities.

        A sentence is judged by its first word pieces (128 with their two signs, some hundred words); nothing fails.
        """
        return [float(self._network.answer(sentence)) for sentence in sentences]


@cache
def load_ranker() -> Ranker:
    """Give the model that the workbench carries, loaded once a process; WeightsMissing when it cannot be used."""
    return read_ranker(WEIGHTS)


def read_ranker(folder: Path) -> Ranker:
    """Load the model of a folder; WeightsMissing when it cannot be used."""
    return Ranker(read_network(folder, name=NAME))
