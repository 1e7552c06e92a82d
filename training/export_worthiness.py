"""Make the int8 file that the workbench carries out of a trained model, with its description.

    python -m training.export_worthiness --trained FOLDER --dev dev.jsonl

Writes `claims/weights/worthiness.onnx`, `.json` and the vocabulary beside them, and scores what it wrote: beside the
scores in full precision, which training wrote down, that is the price of the eight bits.
"""

import argparse
import json
import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from claims.text.encoder import DESCRIPTION, NETWORK, VOCABULARY, WEIGHTS, read_ranker
from training.model import OneSentence, Worthiness, base_folder
from training.scores import Scores, score_debates, score_labels
from training.sentences import read_sentences, sha256_of
from training.worthiness import PIECES

NAME, VERSION = "minilm-claimbuster", "1"
OPSET = 21


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
    export(network.eval(), arguments.to / NETWORK)
    shutil.copyfile(base_folder() / "vocab.txt", arguments.to / VOCABULARY)
    training = json.loads((arguments.trained / "training.json").read_text())
    describe(arguments.to, training)
    scores = score(arguments.to, dev=arguments.dev, debates=arguments.debates)
    describe(arguments.to, {**training, "scores in eight bits": scores})
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


def export(network: Worthiness, path: Path) -> None:
    """Write the network as ONNX with eight-bit weights, which are rounded for each column by itself."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "float.onnx")
        export_float(network, whole)
        quantize_dynamic(
            whole,
            path,
            per_channel=True,
            # Seven of the eight bits: a processor without eight-bit sums would overflow, and weigh differently. It cost
            # nothing that could be measured.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )


def export_float(network: Worthiness, path: Path) -> None:
    """Write the network as ONNX in full precision, but for the words' vectors."""
    example = torch.tensor([[101, *[2054] * 20, 102]])
    length = torch.export.Dim("length", min=2, max=PIECES)
    program = torch.onnx.export(
        OneSentence(network).eval(),
        (example,),
        dynamo=True,
        verbose=False,
        input_names=["pieces"],
        output_names=["logit"],
        dynamic_shapes={"pieces": {1: length}},
        opset_version=OPSET,
    )
    model = program.model_proto
    del model.graph.value_info[:]  # the exporter's guesses at shapes contradict those of the quantiser
    del model.metadata_props[:]
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.save(model, path)


def describe(folder: Path, training: dict[str, object]) -> None:
    """Write what the workbench must know of the file, and what a reader wants to."""
    description = {
        "name": NAME,
        "version": VERSION,
        "pieces_at_most": PIECES,
        "files": {
            name: {"sha256": sha256_of(folder / name), "bytes": (folder / name).stat().st_size}
            for name in (NETWORK, VOCABULARY)
        },
        "training": training,
    }
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
