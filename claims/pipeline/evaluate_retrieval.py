"""Folder of documents, questions and right answers → how well the library's search finds them.

`corpus.jsonl` has one document a line: `{"id", "text"}`, `{"id", "title", "text"}` or `{"id", "title", "sentences"}`;
questions and answers are as in `retrieval_rows`. The documents are cut, indexed and encoded as captured pages are, in a
folder that is thrown away, and every question goes through the search that the library provider asks.
"""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from claims.pipeline.add_passages import cut_document
from claims.pipeline.encode_passages import encode_document
from claims.pipeline.evaluation_rows import Row, check_ids_differ, read_rows
from claims.pipeline.retrieval_rows import read_asked
from claims.store.library import Library
from claims.store.library_row import LibraryDocument
from claims.store.page_search import PageSearch
from claims.store.vectors import Vectors
from claims.text.encoder import Encoder
from claims.text.retrieval_score import Judged, Score, gain, mean_scores, recall, reciprocal_rank

LANGUAGE = "en"
DOCUMENTS_AT_ONCE = 500
# As deep as recall is asked for; the mean of reciprocal ranks is of these, too.
DEPTH = 20


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The scores of ``questions`` against ``documents``, cut into ``passages``; processor time is a mean per question.

    ``engine`` names the encoder, or says that words alone were asked.
    """

    questions: int
    documents: int
    passages: int
    engine: str
    scores: dict[str, Score]
    cpu_ms: float


def evaluate_retrieval(
    folder: Path, *, split: str, encoder: Encoder | None, on_document: Callable[[], object] = lambda: None
) -> RetrievalReport:
    """Index, ask and score; BadInput names the file and line that is wrong."""
    asked = read_asked(folder, split)
    documents = _read_corpus(folder / "corpus.jsonl")
    with tempfile.TemporaryDirectory() as place:
        library, vectors = Library(Path(place, "library")), Vectors(Path(place, "vectors"))
        _fill(library, vectors, documents, encoder, on_document)
        search = PageSearch(library, vectors, lambda: encoder)
        answers, seconds = _timed_answers(search, asked.questions.values())
        passages = library.passage_count()
    names = [name for name, _ in documents]
    judged = [
        Judged([names[number] for number in answer], asked.relevant[name])
        for name, answer in zip(asked.questions, answers, strict=True)
    ]
    return RetrievalReport(
        questions=len(judged),
        documents=len(documents),
        passages=passages,
        engine=f"{encoder.name} {encoder.version} beside words" if encoder else "words alone",
        scores=_scores(judged),
        cpu_ms=1000 * seconds / len(judged),
    )


def _scores(judged: Sequence[Judged]) -> dict[str, Score]:
    return mean_scores(
        {
            "ndcg@10": [gain(one, at=10) for one in judged],
            "recall@5": [recall(one, at=5) for one in judged],
            "recall@10": [recall(one, at=10) for one in judged],
            "recall@20": [recall(one, at=20) for one in judged],
            "mrr": [reciprocal_rank(one) for one in judged],
        }
    )


def _timed_answers(search: PageSearch, queries: Iterable[str]) -> tuple[list[list[int]], float]:
    """The numbers of the documents found for each question, and the processor time of all."""
    search.search("The first question opens files that the others find open.", language=LANGUAGE)
    started = time.process_time()
    answers = [
        [found.snapshot_id for found in search.search(query, language=LANGUAGE, limit=DEPTH)] for query in queries
    ]
    return answers, time.process_time() - started


def _fill(
    library: Library,
    vectors: Vectors,
    documents: Sequence[tuple[str, LibraryDocument]],
    encoder: Encoder | None,
    on_document: Callable[[], object],
) -> None:
    for batch in _batches(document for _, document in documents):
        library.add(batch)
        encoded = []
        for document in batch:
            encoded += [encode_document(document, encoder)] if encoder else []
            on_document()
        vectors.add(encoded)


def _batches(documents: Iterable[LibraryDocument]) -> Iterator[list[LibraryDocument]]:
    rest = iter(documents)
    while batch := list(islice(rest, DOCUMENTS_AT_ONCE)):
        yield batch


# --- the file -------------------------------------------------------------------------------------------------------


def _read_corpus(path: Path) -> list[tuple[str, LibraryDocument]]:
    """The documents with their ids, numbered from 0 in the order in which they stand there."""
    rows = read_rows(path)
    check_ids_differ([(row.line, row.text("id")) for row in rows])
    return [(row.text("id"), _document(number, row)) for number, row in enumerate(rows)]


def _document(number: int, row: Row) -> LibraryDocument:
    text = " ".join(row.texts("sentences")) if "sentences" in row.fields else row.text("text")
    title = row.text("title") if "title" in row.fields else ""
    return cut_document(number, text, title=title, language=LANGUAGE)
