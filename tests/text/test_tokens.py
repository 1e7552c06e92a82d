import pytest

from claims.text.segments import Span
from claims.text.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It isn’t 1,234.5%.", [("word", "It"), ("word", "isn’t"), ("number", "1,234.5"), ("symbol", "%"),
                                 ("symbol", ".")]),
        ("B-52 of the U.S. on 192.168.0.1", [("word", "B-52"), ("word", "of"), ("word", "the"), ("word", "U.S."),
                                             ("word", "on"), ("code", "192.168.0.1")]),
        ("1 234 567 or 2024 164", [("number", "1 234 567"), ("word", "or"), ("number", "2024"), ("number", "164")]),
        ("see https://x.org/5?a=1 now", [("word", "see"), ("code", "https://x.org/5?a=1"), ("word", "now")]),
    ],
)  # fmt: skip
def test_tokens_of_cuts_words_numbers_and_signs(text, expected):
    tokens = tokens_of(text, Span(0, len(text)))
    assert [(token.kind, token.text) for token in tokens] == expected
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_tokens_of_keeps_offsets_of_the_whole_text():
    text = "First. Second 5."
    assert [(token.start, token.end) for token in tokens_of(text, Span(7, 16))] == [(7, 13), (14, 15), (15, 16)]
