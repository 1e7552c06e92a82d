"""What evaluations of a search share: their arguments, and the encoder they measure with."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claims.text.encoder import Encoder, load_encoder
from claims.text.weights import WeightsMissing


def add_search_arguments(parser: ArgumentParser) -> None:
    """The folder, the split, and whether words alone are asked."""
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--split", required=True, help="the S of queries.S.jsonl and qrels.S.tsv")
    parser.add_argument("--words", action="store_true", help="measure the search by words alone")


def chosen_encoder(options: dict[str, Any], warn: Callable[[str], object]) -> Encoder | None:
    """The workbench's encoder; None where words alone are to be measured, or where it cannot be loaded."""
    try:
        return None if options["words"] else load_encoder()
    except WeightsMissing as error:
        warn(f"{error} The search by words alone is measured.")
        return None
