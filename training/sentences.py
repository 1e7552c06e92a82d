"""The labelled sentences: read, checked against their hash, and told apart."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# ClaimBuster (Arslan, Hassan, Li, Tremayne: A Benchmark Dataset of Check-worthy Factual Claims, ICWSM 2020; Zenodo,
# doi 10.5281/zenodo.3609356; CC BY 4.0) in the edition of the CheckThat! lab 2024, task 1, English, as JSONL: "train"
# is its crowd-sourced part (22,501 sentences), "dev" its ground truth by experts (1,032).
SHA256 = {
    "train": "4b94fd389746c89f4b0b56138aa945ec012d6a4f42de94b4bf8e51f915a0c269",
    "dev": "a0bc94fa3a35f87de1fbafc9d6e519fbe1b68b1926b7d74608302ef2c8ec9225",
}
# The numbers of ClaimBuster's sentences run through its debates one after the other; from here on it is the four
# general-election debates of 2016 (2,748 sentences).
FIRST_OF_2016 = 29_060

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence; ``document`` is empty where sentences stand alone."""

    text: str
    label: int
    number: int = 0
    document: str = ""

    @property
    def is_of_2016(self) -> bool:
        return self.number >= FIRST_OF_2016


def read_sentences(path: Path, name: str = "") -> list[Sentence]:
    """Read JSONL of id, text, label or of doc, text, label; a file with a name must have that name's hash."""
    if name and (found := sha256_of(path)) != SHA256[name]:
        raise SystemExit(f"{path} is not the file that the figures were made with: sha256 {found}, not {SHA256[name]}.")
    # Not splitlines(): a sentence may hold U+2028 as it is, which ends no line of JSONL.
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [
        Sentence(row["text"], int(row["label"]), number=int(row.get("id", 0)), document=row.get("doc", ""))
        for row in rows
    ]


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def without_recurring(sentences: Sequence[Sentence], scored: Sequence[Sentence]) -> list[Sentence]:
    """Leave out what also stands in a set that is scored, whatever its capitals and signs."""
    known = {_words(sentence.text) for sentence in scored}
    return [sentence for sentence in sentences if _words(sentence.text) not in known]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))
