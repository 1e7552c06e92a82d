import time

import numpy as np
import pytest

from claims.text.worthiness_score import average_precision, document_precisions, ranked, score_worthiness


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([1, 1, 0, 0], 1.0),
        ([0, 0, 1, 1], (1 / 3 + 2 / 4) / 2),
        ([1, 0, 1, 0, 0, 1], (1 / 1 + 2 / 3 + 3 / 6) / 3),
        ([0, 0], 0.0),
        ([], 0.0),
    ],
)
def test_average_precision_is_the_mean_of_the_precisions_at_each_right_one(labels, expected):
    assert average_precision(np.array(labels, dtype=bool)) == pytest.approx(expected)


def test_equal_scores_stay_in_the_order_in_which_they_came():
    assert ranked([0.2, 0.9, 0.2, 0.9, 0.1]) == [1, 3, 0, 2, 4]
    assert score_worthiness([0.5, 0.5], [1, 0]).average_precision == 1.0
    assert score_worthiness([0.5, 0.5], [0, 1]).average_precision == 0.5


def test_one_half_and_more_counts_as_worth_checking():
    score = score_worthiness([0.9, 0.5, 0.4999, 0.1, 0.8], [1, 1, 1, 0, 0])
    assert (score.precision, score.recall, score.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    # By rank the labels are 1, 0, 1, 1, 0.
    assert score.average_precision == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


@pytest.mark.parametrize(
    ("scores", "labels", "expected"),
    [([0.1, 0.2], [1, 0], (0.0, 0.0, 0.0)), ([0.9, 0.9], [0, 0], (0.0, 0.0, 0.0)), ([0.1], [0], (0.0, 0.0, 0.0))],
)
def test_nothing_to_agree_on_scores_nothing(scores, labels, expected):
    score = score_worthiness(scores, labels)
    assert (score.f1, score.precision, score.recall) == expected


def test_map_is_none_without_documents():
    score = score_worthiness([0.9, 0.1], [1, 0])
    assert score.map is None
    assert sorted(score.intervals) == ["average_precision", "f1", "precision", "recall"]


def test_map_ranks_inside_each_document_and_leaves_out_those_without_a_positive():
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    labels = [0, 1, 1, 0, 0, 0]
    documents = ["a", "a", "b", "b", "c", "c"]
    assert document_precisions(scores, labels, documents).tolist() == [0.5, 1.0]
    assert score_worthiness(scores, labels, documents=documents).map == 0.75
    assert score_worthiness([0.9], [0], documents=["a"]).map == 0.0


def test_rows_of_one_document_need_not_stand_together():
    together = document_precisions([0.9, 0.1, 0.2, 0.8], [0, 1, 1, 0], ["a", "a", "b", "b"])
    apart = document_precisions([0.9, 0.2, 0.1, 0.8], [0, 1, 1, 0], ["a", "b", "a", "b"])
    assert together.tolist() == apart.tolist() == [0.5, 0.5]


def test_intervals_hold_their_scores():
    dice = np.random.default_rng(7)
    labels = dice.integers(0, 2, 300)
    scores = np.clip(labels * 0.3 + dice.random(300) * 0.7, 0, 1)
    documents = [f"document {place % 20}" for place in range(300)]
    score = score_worthiness(scores.tolist(), labels.tolist(), documents=documents)
    for name in ("f1", "precision", "recall", "average_precision", "map"):
        low, high = score.intervals[name]
        assert low < getattr(score, name) < high, name
    assert score == score_worthiness(scores.tolist(), labels.tolist(), documents=documents)


def test_each_measure_has_its_own_interval():
    score = score_worthiness([0.9] * 10 + [0.1] * 20, [1] * 20 + [0] * 10, documents=["a"] * 30)
    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.intervals["precision"] == score.intervals["average_precision"] == score.intervals["map"] == (1.0, 1.0)
    low, high = score.intervals["recall"]
    assert 0.2 < low < 0.5 < high < 0.8


def test_twenty_thousand_sentences_are_scored_within_seconds():
    dice = np.random.default_rng(7)
    scores, labels = dice.random(20_000).tolist(), dice.integers(0, 2, 20_000).tolist()
    started = time.process_time()
    score_worthiness(scores, labels, documents=[str(place // 800) for place in range(20_000)])
    assert time.process_time() - started < 6.0
