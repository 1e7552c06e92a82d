"""How much a sentence deserves checking, by a small language model in eight-bit numbers that runs without torch.

The weights, their description and their card lie in `claims/weights/`; `training/` makes them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from claims.errors import WorkbenchError
from claims.text.wordpiece import pieces_of

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
DESCRIPTION = "worthiness.json"
NETWORK = "worthiness.onnx"
VOCABULARY = "worthiness.vocabulary.txt"


class WeightsMissing(WorkbenchError):  # noqa: N818 -- as in errors.py: the words people use
    """The model's files are not there, or are not those that its description names."""

    code = "weights_missing"


class Ranker:
    """The loaded model; ``name`` and ``version`` go on every row that it had a part in."""

    # What it was trained on; of other languages its numbers mean nothing.
    languages = frozenset({"en"})

    def __init__(self, *, name: str, version: str, session: Any, vocabulary: Mapping[str, int], at_most: int) -> None:
        self.name = name
        self.version = version
        self._session = session
        self._vocabulary = vocabulary
        self._at_most = at_most

    def logits(self, sentences: Sequence[str]) -> list[float]:
        """Weigh each sentence: above 0 more likely worth checking than not; they rank finer than probabilities.

        A sentence is judged by its first word pieces (128 with their two signs, some hundred words); nothing fails.
        """
        return [self._logit(sentence) for sentence in sentences]

    def _logit(self, sentence: str) -> float:
        # One at a time: eight-bit products are scaled by the largest number in a batch, so in company a sentence's
        # own number would depend on who stands beside it. A batch would save nothing on one thread.
        pieces = np.array([pieces_of(sentence, self._vocabulary, at_most=self._at_most)], dtype=np.int64)
        return float(self._session.run(None, {"pieces": pieces})[0][0])


@cache
def load_ranker() -> Ranker:
    """Give the model that the workbench carries, loaded once a process; WeightsMissing when it cannot be used."""
    return read_ranker(WEIGHTS)


def read_ranker(folder: Path) -> Ranker:
    """Load the model of a folder, after comparing its files with the hashes in its description."""
    described = _read_description(folder / DESCRIPTION)
    for name, sha256 in described.hashes.items():
        _verify(folder / name, sha256)
    words = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
    return Ranker(
        name=described.name,
        version=described.version,
        session=_session(folder / NETWORK),
        vocabulary={word: number for number, word in enumerate(words)},
        at_most=described.pieces_at_most,
    )


@dataclass(frozen=True, slots=True)
class _Description:
    """What the workbench must know of the files; the rest of the description is for people."""

    name: str
    version: str
    pieces_at_most: int
    hashes: Mapping[str, str]


def _read_description(path: Path) -> _Description:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        hashes = {name: str(told["files"][name]["sha256"]) for name in (NETWORK, VOCABULARY)}
        return _Description(str(told["name"]), str(told["version"]), int(told["pieces_at_most"]), hashes)
    except OSError as error:
        raise WeightsMissing(_sentence(path, "cannot be read")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsMissing(_sentence(path, "does not describe a model")) from error


def _verify(path: Path, sha256: str) -> None:
    """Compare a file with its hash; the network takes 20 ms, once a process."""
    try:
        with path.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise WeightsMissing(_sentence(path, "cannot be read")) from error
    if found != sha256:
        raise WeightsMissing(_sentence(path, f"is not the file that {DESCRIPTION} names"))


def _sentence(path: Path, what: str) -> str:
    return (
        f"The ranking model's file {path.name} {what}: restore {path.parent.name}/ from the release, or make it anew."
    )


def _session(path: Path) -> Any:
    import onnxruntime  # noqa: PLC0415 -- slow import

    options = onnxruntime.SessionOptions()
    # One thread: the worker's processes are the parallelism, and a process without threads can be forked.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    # By its path: a session keeps the bytes that it is made from, 23 MB for nothing.
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
