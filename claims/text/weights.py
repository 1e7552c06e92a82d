"""The small networks that the workbench carries in eight-bit numbers and runs without torch.

They lie in `claims/weights/`, each with a description that names its files by their hashes, and a card for people;
`training/` makes them. All were begun from MiniLM and read the word pieces of its one vocabulary.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import WorkbenchError
from claims.text.wordpiece import pieces_of

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
VOCABULARY = "minilm.vocabulary.txt"


class WeightsMissing(WorkbenchError):  # noqa: N818 -- as in errors.py: the words people use
    """The model's files are not there, or are not those that its description names."""

    code = "weights_missing"


class Network:
    """A loaded network; ``name`` and ``version`` go on every row that it had a part in."""

    def __init__(self, *, name: str, version: str, session: Any, vocabulary: Mapping[str, int], at_most: int) -> None:
        self.name = name
        self.version = version
        self._session = session
        self._vocabulary = vocabulary
        self._at_most = at_most

    def answer(self, text: str) -> NDArray[np.float32]:
        """What the network says of a text, by its first word pieces (``pieces_at_most`` of the description).

        One at a time: eight-bit products are scaled by the largest number in a batch, so in company a text's own
        answer would depend on who stands beside it. A batch would save nothing on one thread.
        """
        pieces = np.array([pieces_of(text, self._vocabulary, at_most=self._at_most)], dtype=np.int64)
        answer: NDArray[np.float32] = self._session.run(None, {"pieces": pieces})[0][0]
        return answer


def read_network(folder: Path, *, name: str) -> Network:
    """Load the network `name.onnx` of a folder, after comparing its files with the hashes in `name.json`.

    Raises WeightsMissing when a file is not there, or is not the one that is described.
    """
    described = _read_description(folder / f"{name}.json", network=f"{name}.onnx")
    for file, sha256 in described.hashes.items():
        _verify(folder / file, sha256)
    words = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
    return Network(
        name=described.name,
        version=described.version,
        session=_session(folder / f"{name}.onnx"),
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


def _read_description(path: Path, *, network: str) -> _Description:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        hashes = {name: str(told["files"][name]["sha256"]) for name in (network, VOCABULARY)}
        return _Description(str(told["name"]), str(told["version"]), int(told["pieces_at_most"]), hashes)
    except OSError as error:
        raise WeightsMissing(_sentence(path, "cannot be read")) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsMissing(_sentence(path, "does not describe a model")) from error


def _verify(path: Path, sha256: str) -> None:
    """Compare a file with its hash; a network takes 20 ms, once a process."""
    try:
        with path.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise WeightsMissing(_sentence(path, "cannot be read")) from error
    if found != sha256:
        raise WeightsMissing(_sentence(path, "is not the file that its description names"))


def _sentence(path: Path, what: str) -> str:
    return f"The model's file {path.name} {what}: restore {path.parent.name}/ from the release, or make it anew."


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
