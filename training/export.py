"""A trained network into the int8 file that the workbench carries, and that file's description."""

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertModel

from claims.text.weights import VOCABULARY
from training.model import OneText
from training.sentences import sha256_of

OPSET = 21


def export(bert: BertModel, head: nn.Module, path: Path, *, pieces_at_most: int) -> None:
    """Write the network as ONNX with eight-bit weights, which are rounded for each column by itself."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "float.onnx")
        export_float(bert, head, whole, pieces_at_most=pieces_at_most)
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


def export_float(bert: BertModel, head: nn.Module, path: Path, *, pieces_at_most: int) -> None:
    """Write the network as ONNX in full precision, but for the words' vectors."""
    example = torch.tensor([[101, *[2054] * 20, 102]])
    length = torch.export.Dim("length", min=2, max=pieces_at_most)
    program = torch.onnx.export(
        OneText(bert, head).eval(),
        (example,),
        dynamo=True,
        verbose=False,
        input_names=["pieces"],
        output_names=["answer"],
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


def describe(
    folder: Path, files: str, *, name: str, version: str, pieces_at_most: int, training: dict[str, object]
) -> None:
    """Write what the workbench must know of the file, and what a reader wants to."""
    description = {
        "name": name,
        "version": version,
        "pieces_at_most": pieces_at_most,
        "files": {
            file: {"sha256": sha256_of(folder / file), "bytes": (folder / file).stat().st_size}
            for file in (f"{files}.onnx", VOCABULARY)
        },
        "training": training,
    }
    (folder / f"{files}.json").write_text(json.dumps(description, indent=2, ensure_ascii=False) + "\n")
