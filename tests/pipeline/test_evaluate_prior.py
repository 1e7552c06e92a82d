from functools import partial

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_prior import evaluate_prior
from claims.text.encoder import load_encoder
from tests.pipeline.test_evaluate_retrieval import make_set as make_search_set

CORPUS = [
    {"id": "treaty", "title": "Did 164 states join?", "text": "164 states have signed the treaty."},
    {"id": "jobs", "text": "Unemployment fell in spring."},
    {"id": "shark", "title": "Shark in the street", "text": "A photograph shows a shark in a flooded street."},
]
QUERIES = [
    {"id": "q1", "text": "So many states signed the treaty! https://example.org — Ada (@ada) May 4, 2019"},
    {"id": "q2", "text": "Fewer people are out of work."},
    {"id": "q3", "text": "Nobody was asked about this."},
]
PAIRS = [("q1", "treaty", 1), ("q1", "shark", 0), ("q2", "jobs", 1)]


make_set = partial(make_search_set, corpus=CORPUS, queries=QUERIES, pairs=PAIRS)


def values(report):
    return {name: score.value for name, score in report.scores.items()}


def test_claims_without_a_right_answer_are_left_out(tmp_path):
    report = evaluate_prior(make_set(tmp_path), split="dev", encoder=load_encoder())
    assert (report.questions, report.known, report.engine) == (2, 3, "minilm 1 beside words")
    assert values(report) == {"map@5": 1.0, "mrr": 1.0, "recall@5": 1.0, "recall@20": 1.0}
    assert report.cpu_ms > 0


def test_words_alone_miss_what_is_said_in_other_words(tmp_path):
    report = evaluate_prior(make_set(tmp_path), split="dev", encoder=None)
    assert values(report) == {"map@5": 0.5, "mrr": 0.5, "recall@5": 0.5, "recall@20": 0.5}
    assert report.engine == "words alone"


def test_each_known_claim_is_told(tmp_path):
    told = []
    evaluate_prior(make_set(tmp_path), split="dev", encoder=None, on_claim=lambda: told.append(1))
    assert len(told) == 3


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"head": "q\td\ts"}, "must begin with the line query, doc, score"),
        ({"pairs": [("q9", "treaty", 1)]}, "No question of queries.dev.jsonl has a right answer"),
        ({"corpus": [{"id": "a"}]}, 'Line 1 must have the text "text"'),
        ({"corpus": [CORPUS[1], CORPUS[1]]}, "Line 2 has the same id as line 1"),
        ({"queries": []}, "is empty"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path, broken, said):
    with pytest.raises(BadInput, match=said):
        evaluate_prior(make_set(tmp_path, **broken), split="dev", encoder=None)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"There is no file .*qrels\.test\.tsv"):
        evaluate_prior(make_set(tmp_path), split="test", encoder=None)
