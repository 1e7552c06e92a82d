import pytest

from claims.text.extraction_score import (
    PageScore,
    difference_interval,
    f1_interval,
    score_page,
    score_set,
)


@pytest.mark.parametrize(
    ("found", "marked", "score"),
    [
        ("a b c d e", "a b c d e", PageScore(2, 0, 0)),
        ("a, b; c\n\nd (e)", "a b c d e", PageScore(2, 0, 0)),
        ("a b c d x", "a b c d e", PageScore(1, 1, 1)),
        ("", "a b c d e", PageScore(0, 0, 2)),
        ("a b c d e", "", PageScore(0, 2, 0)),
        ("a b", "a b", PageScore(1, 0, 0)),
        # A run counts as often as it stands there.
        ("a a a a a a", "a a a a", PageScore(1, 2, 0)),
        ("", "", PageScore(0, 0, 0)),
    ],
)
def test_runs_of_four_words_are_counted_with_their_repeats(found, marked, score):
    assert score_page(found, marked) == score


def test_set_is_scored_by_the_means_of_its_pages():
    score = score_set([PageScore(9, 1, 0), PageScore(5, 5, 5), PageScore(0, 0, 8)])
    # Nothing was found on the third page, so it has no precision; its recall is 0.
    assert (score.precision, score.recall) == pytest.approx((0.7, 0.5))
    assert score.f1 == pytest.approx(2 * 0.7 * 0.5 / 1.2)


def test_empty_sets_score_nothing():
    assert score_set([]).f1 == score_set([PageScore(0, 0, 3)]).f1 == 0.0


def test_intervals_hold_the_score_and_are_the_same_each_time():
    pages = [PageScore(right, 10 - right, 1) for right in range(1, 11)]
    low, high = f1_interval(pages)
    assert low < score_set(pages).f1 < high
    assert f1_interval(pages) == (low, high)


def test_difference_of_a_reader_with_itself_is_nothing():
    pages = [PageScore(right, 10 - right, 1) for right in range(1, 11)]
    assert difference_interval(pages, pages) == (0.0, 0.0)
    better = [PageScore(page.right + 1, page.extra, page.missed) for page in pages]
    assert difference_interval(better, pages)[0] > 0.0
