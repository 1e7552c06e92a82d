"""Make the int8 file that the workbench carries out of a trained model, with its description.

    python -m training.export_worthiness --trained FOLDER --dev dev.jsonl

Writes `claims/weights/worthiness.onnx`, `.json` and the vocabulary beside them, and scores what it wrote: beside the
scores in full precision, which training wrote down, that is the price of the eight bits.
"""

import argparse
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from claims.text.ranker import read_ranker
from claims.text.weights import VOCABULARY, WEIGHTS
from training.export import describe, export
from training.model import Worthiness, base_folder
from training.scores import Scores, score_debates, score_labels
from training.sentences import read_sentences
from training.worthiness import PIECES

NAME, VERSION = "minilm-claimbuster", "1"
FILES = "worthiness"


def main() -> None:
    """Read the command line, export, quantise, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True, help="the folder that training wrote")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where the files go")
    parser.add_argument("--dev", type=Path, required=True, help="ClaimBuster's ground truth, only scored")
    parser.add_argument("--debates", type=Path, nargs="*", default=[], help="whole debates, only scored")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    arguments.to.mkdir(parents=True, exist_ok=True)
    network = Worthiness()
    network.load_state_dict(torch.load(arguments.trained / "worthiness.pt", weights_only=True))
    network.eval()
    export(network.bert, Logit(network.head), arguments.to / f"{FILES}.onnx", pieces_at_most=PIECES)
    shutil.copyfile(base_folder() / "vocab.txt", arguments.to / VOCABULARY)
    training = json.loads((arguments.trained / "training.json").read_text())
    describe(arguments.to, FILES, name=NAME, version=VERSION, pieces_at_most=PIECES, training=training)
    scores = score(arguments.to, dev=arguments.dev, debates=arguments.debates)
    training["scores in eight bits"] = scores
    describe(arguments.to, FILES, name=NAME, version=VERSION, pieces_at_most=PIECES, training=training)
    print(json.dumps(scores, indent=2))


def score(folder: Path, *, dev: Path, debates: Sequence[Path]) -> dict[str, Scores]:
    """Score the written files with the workbench's own reader."""
    ranker = read_ranker(folder)
    sentences = read_sentences(dev, "dev")
    scores = {"dev": score_labels(sentences, np.array(ranker.logits([one.text for one in sentences])))}
    for path in debates:
        sentences = read_sentences(path)
        scores[path.stem] = score_debates(sentences, np.array(ranker.logits([one.text for one in sentences])))
    return scores


class Logit(nn.Module):
    """The head of the trained network, its one number without a dimension of its own."""

    def __init__(self, head: nn.Linear) -> None:
        super().__init__()
        self.head = head

    def forward(self, mean: Tensor) -> Tensor:
        return self.head(mean)[:, 0]


if __name__ == "__main__":
    main()
