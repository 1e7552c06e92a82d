import ast
from collections import Counter
from pathlib import Path

from claims.text.words import words_in_order, words_of

ROOT = Path(__file__).resolve().parents[2]


def test_words_in_order_keeps_the_order():
    assert words_in_order("b a  b") == ("b", "a", "b")


def test_words_of_gives_a_set():
    assert words_of("b a b") == frozenset({"a", "b"})


def test_no_word_stands_twice_in_a_listing():
    doubled = {
        (path.name, node.lineno, word)
        for path in (ROOT / "claims" / "text" / "languages").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "words_of"
        for word, number in Counter(ast.literal_eval(node.args[0]).split()).items()
        if number > 1
    }
    assert doubled == set()
