import math

import pytest

from claims.text.retrieval_score import (
    Judged,
    average_precision,
    gain,
    holds_a_set,
    mean_scores,
    recall,
    reciprocal_rank,
)

# Right answers on places 1 and 3, and one that was not found.
JUDGED = Judged(ranked=("a", "x", "b", "y"), right=("a", "b", "c"))


def test_gain_is_one_when_all_right_answers_are_first():
    assert gain(Judged(("b", "a", "x"), ("a", "b")), at=10) == 1.0


def test_gain_falls_with_the_place():
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert gain(JUDGED, at=10) == pytest.approx((1 + 1 / math.log2(4)) / ideal)


def test_gain_of_one_place_asks_only_for_one_answer():
    assert gain(JUDGED, at=1) == 1.0


def test_recall_counts_what_stands_above_the_line():
    assert [recall(JUDGED, at=at) for at in (1, 2, 3)] == pytest.approx([1 / 3, 1 / 3, 2 / 3])


def test_reciprocal_rank_is_of_the_first_right_answer():
    assert reciprocal_rank(Judged(("x", "y", "a"), ("a",))) == pytest.approx(1 / 3)
    assert reciprocal_rank(Judged(("x", "y"), ("a",))) == 0.0


def test_average_precision_is_taken_at_each_right_answer():
    assert average_precision(JUDGED, at=5) == pytest.approx((1 + 2 / 3) / 3)
    assert average_precision(JUDGED, at=1) == 1.0


def test_a_set_is_held_only_whole():
    sets = [("a", "b"), ("c",)]
    assert [holds_a_set(("a", "x", "b"), sets, at=at) for at in (2, 3)] == [0.0, 1.0]


def test_means_have_an_interval_around_them():
    score = mean_scores({"recall@5": [0.0, 1.0] * 50})["recall@5"]
    low, high = score.interval
    assert score.value == 0.5
    assert 0.3 < low < 0.5 < high < 0.7


def test_no_question_scores_nothing():
    assert mean_scores({"mrr": []})["mrr"].value == 0.0
