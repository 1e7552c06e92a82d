from claims.text.words import words_in_order, words_of


def test_words_in_order_keeps_the_order():
    assert words_in_order("b a  b") == ("b", "a", "b")


def test_words_of_gives_a_set():
    assert words_of("b a b") == frozenset({"a", "b"})
