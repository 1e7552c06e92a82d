"""Files of questions and of the answers that people marked as right.

`queries.SPLIT.jsonl` has `{"id", "text"}` a line, `qrels.SPLIT.tsv` a head line `query	doc	score` and then one pair a
line; a score above 0 means right.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from claims.errors import BadInput
from claims.pipeline.evaluation_rows import check_ids_differ, quoted, read_rows

_COLUMNS = ["query", "doc", "score"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that have a right answer: the text of each, and the ids of what answers it, by the question's id."""

    questions: dict[str, str]
    relevant: dict[str, frozenset[str]]


def read_asked(folder: Path, split: str) -> Asked:
    """The questions of a split with their right answers, the others left out; BadInput names what is wrong."""
    relevant = read_relevant(folder / f"qrels.{split}.tsv")
    queries = read_queries(folder / f"queries.{split}.jsonl")
    questions = {name: text for name, text in queries.items() if name in relevant}
    if not questions:
        raise BadInput(f"No question of queries.{split}.jsonl has a right answer in qrels.{split}.tsv.")
    return Asked(questions, relevant)


def read_queries(path: Path) -> dict[str, str]:
    """The text of each question by its id; BadInput names the first line that is wrong."""
    rows = read_rows(path)
    check_ids_differ([(row.line, row.text("id")) for row in rows])
    return {row.text("id"): row.text("text") for row in rows}


def read_relevant(path: Path) -> dict[str, frozenset[str]]:
    """The right answers of each question that has any; BadInput names the first line that is wrong."""
    lines = _lines(path)
    if not lines or lines[0].split("\t") != _COLUMNS:
        raise BadInput(f"The file {path} must begin with the line query, doc, score, parted by tabs.")
    relevant: defaultdict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            query, document, score = _pair(line, number, path)
            if score > 0:
                relevant[query].add(document)
    return {query: frozenset(documents) for query, documents in relevant.items()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The file {path} cannot be read as UTF-8 text: {error}.") from error


def _pair(line: str, number: int, path: Path) -> tuple[str, str, float]:
    parts = line.rstrip("\r").split("\t")
    try:
        query, document, score = parts
        return query, document, float(score)
    except ValueError as error:
        raise BadInput(
            f"Line {number} of {path.name} must be a query, a document and a number, parted by tabs: {quoted(line)}."
        ) from error
