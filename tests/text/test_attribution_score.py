import pytest

from claims.text.attribution_score import LayerScore, MarkedSpans, f1_intervals, score_article, score_articles

TEXT = "Roe said no."
NOTHING = MarkedSpans(source=[], cue=[], content=[])


def test_score_article_counts_tokens_of_each_layer():
    found = MarkedSpans(source=[(0, 3)], cue=[(0, 8)], content=[(9, 12)])
    marked = MarkedSpans(source=[(0, 3)], cue=[(4, 8)], content=[(9, 11), (9, 11)])
    assert score_article(TEXT, found, marked) == {
        "source": LayerScore(right=1, extra=0, missed=0),
        "cue": LayerScore(right=1, extra=1, missed=0),
        "content": LayerScore(right=1, extra=1, missed=0),
    }


def test_score_article_counts_a_token_once_however_many_spans_hold_it():
    spans = MarkedSpans(source=[(0, 8), (0, 3), (4, 8)], cue=[], content=[])
    assert score_article(TEXT, spans, NOTHING)["source"] == LayerScore(right=0, extra=2, missed=0)


@pytest.mark.parametrize("spans", [[(0, 12), (4, 8)], [(9, 12), (0, 8)], [(0, 3), (2, 12)]])
def test_score_article_takes_spans_in_any_order_and_inside_each_other(spans):
    whole = MarkedSpans(source=[(0, 12)], cue=[], content=[])
    found = MarkedSpans(source=spans, cue=[], content=[])
    assert score_article(TEXT, found, whole)["source"] == LayerScore(right=4, extra=0, missed=0)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (LayerScore(3, 1, 2), (0.75, 0.6, 2 / 3)),
        (LayerScore(0, 1, 0), (0.0, 0.0, 0.0)),
        (LayerScore(0, 0, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_layer_score_gives_precision_recall_and_f1(score, expected):
    assert (score.precision, score.recall, score.f1) == pytest.approx(expected)


def test_score_articles_adds_the_tokens_of_all_articles():
    article = {"source": LayerScore(1, 2, 3), "cue": LayerScore(0, 0, 0), "content": LayerScore(5, 0, 0)}
    assert score_articles([article, article])["source"] == LayerScore(2, 4, 6)


def test_f1_intervals_hold_the_score_and_repeat():
    good = dict.fromkeys(("source", "cue", "content"), LayerScore(9, 1, 0))
    poor = dict.fromkeys(("source", "cue", "content"), LayerScore(1, 9, 9))
    intervals = f1_intervals([good, poor] * 10)
    low, high = intervals["cue"]
    assert low < score_articles([good, poor])["cue"].f1 < high
    assert f1_intervals([good, poor] * 10) == intervals
