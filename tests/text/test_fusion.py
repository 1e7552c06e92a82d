from claims.text.fusion import fused_scores


def test_words_alone_order_pages_by_their_words():
    scores = fused_scores({1: 10.0, 2: 5.0}, {1: 4.0, 2: 9.0}, {})
    assert sorted(scores, key=scores.get, reverse=True) == [1, 2]


def test_a_close_page_without_a_word_is_among_the_found():
    scores = fused_scores({1: 10.0}, {1: 10.0}, {1: 0.1, 2: 0.8})
    assert scores[2] > scores[1] > 0


def test_words_decide_between_pages_that_are_equally_close():
    scores = fused_scores({1: 10.0, 2: 11.0}, {}, {1: 0.5, 2: 0.5})
    assert scores[2] > scores[1]
