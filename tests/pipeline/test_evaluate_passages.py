import json

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluate_passages import evaluate_passages

ARTICLES = [
    {
        "id": "a1",
        "sentences": [
            "Weather",
            "It rained on Sunday.",
            "Mayor Ana Ruiz opened the bridge in 2019.",
            "The bridge cost 40 million euros.",
            "A band played.",
        ],
    }
]
CLAIM = {"id": "c1", "claim": "Ana Ruiz opened a bridge of 40 million euros.", "article": "a1", "supporting": [[2, 3]]}
UNSUPPORTED = {"id": "c2", "claim": "The bridge is the longest.", "article": "a1", "supporting": []}


def make_set(folder, *, articles=ARTICLES, claims=(CLAIM, UNSUPPORTED)):
    for name, rows in (("articles", articles), ("claims", claims)):
        (folder / f"{name}.dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def test_claims_without_a_supporting_sentence_are_left_out(tmp_path):
    report = evaluate_passages(make_set(tmp_path), split="dev")
    assert (report.n, report.unsupported) == (1, 1)
    assert {name: score.value for name, score in report.scores.items()} == {
        "ndcg@10": 1.0,
        "recall@5": 1.0,
        "set@5": 1.0,
        "set@10": 1.0,
        "mrr": 1.0,
    }
    assert report.cpu_ms > 0


def test_any_annotators_set_will_do(tmp_path):
    either = {**CLAIM, "supporting": [[4], [2, 3]]}
    scores = evaluate_passages(make_set(tmp_path, claims=[either]), split="dev").scores
    assert (scores["set@5"].value, scores["recall@5"].value) == (1.0, pytest.approx(2 / 3))


def test_a_page_that_shares_nothing_scores_nothing(tmp_path):
    silent = {**CLAIM, "claim": "Whales sing.", "supporting": [[0]]}
    scores = evaluate_passages(make_set(tmp_path, claims=[silent]), split="dev").scores
    assert scores["ndcg@10"].value == 0.0


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"claims": [UNSUPPORTED]}, "No claim of claims.dev.jsonl has a supporting sentence"),
        ({"claims": [{**CLAIM, "article": "a9"}]}, 'Line 1 names an "article" that is not among the articles'),
        ({"claims": [{**CLAIM, "supporting": [[9]]}]}, 'Line 1 must have "supporting", lists of numbers of sentences'),
        ({"claims": [{**CLAIM, "supporting": "2"}]}, 'Line 1 must have "supporting"'),
        ({"articles": [{"id": "a1"}]}, 'Line 1 must have the list of texts "sentences"'),
        ({"articles": ARTICLES * 2}, "Line 2 has the same id as line 1"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path, broken, said):
    with pytest.raises(BadInput, match=said):
        evaluate_passages(make_set(tmp_path, **broken), split="dev")
