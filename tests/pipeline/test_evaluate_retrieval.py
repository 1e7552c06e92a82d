import json

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_retrieval import evaluate_retrieval
from claims.text.encoder import load_encoder

CORPUS = [
    {"id": "treaty", "title": "The treaty", "sentences": ["133 states signed the convention.", "164 are parties."]},
    {"id": "work", "text": "Fewer people were out of work in spring than in winter."},
    {"id": "grain", "title": "Harbour", "text": "Forty ships of grain left the port in May."},
]
QUERIES = [
    {"id": "q1", "text": "Many states signed the convention."},
    {"id": "q2", "text": "Unemployment fell."},
    {"id": "q3", "text": "Nobody was asked about this."},
]
PAIRS = [("q1", "treaty", 1), ("q1", "grain", 0), ("q2", "work", 1)]


def make_set(folder, *, corpus=CORPUS, queries=QUERIES, pairs=PAIRS, head="query\tdoc\tscore"):
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in corpus))
    (folder / "queries.dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries))
    lines = [head, *("\t".join(map(str, pair)) for pair in pairs)]
    (folder / "qrels.dev.tsv").write_text("\n".join(lines) + "\n")
    return folder


def test_questions_without_a_right_answer_are_left_out(tmp_path):
    report = evaluate_retrieval(make_set(tmp_path), split="dev", encoder=load_encoder())
    assert (report.questions, report.documents, report.passages) == (2, 3, 3)
    assert {name: score.value for name, score in report.scores.items()} == {
        "ndcg@10": 1.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "recall@20": 1.0,
        "mrr": 1.0,
    }
    assert report.engine == "minilm 1 beside words"
    assert report.cpu_ms > 0


def test_words_alone_miss_what_is_said_in_other_words(tmp_path):
    report = evaluate_retrieval(make_set(tmp_path), split="dev", encoder=None)
    assert (report.scores["recall@20"].value, report.engine) == (0.5, "words alone")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"head": "q\td\ts"}, "must begin with the line query, doc, score"),
        ({"pairs": [("q1", "treaty", "much")]}, "Line 2 of qrels.dev.tsv must be a query, a document and a number"),
        ({"pairs": [("q9", "treaty", 1)]}, "No question of queries.dev.jsonl has a right answer"),
        ({"corpus": [{"id": "a"}]}, 'Line 1 must have the text "text"'),
        ({"corpus": [CORPUS[1], CORPUS[1]]}, "Line 2 has the same id as line 1"),
        ({"queries": []}, "is empty"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path, broken, said):
    with pytest.raises(BadInput, match=said):
        evaluate_retrieval(make_set(tmp_path, **broken), split="dev", encoder=None)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"There is no file .*qrels\.test\.tsv"):
        evaluate_retrieval(make_set(tmp_path), split="test", encoder=None)
