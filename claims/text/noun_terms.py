"""Terms of several words that are counted as one: "heads of state", "points of order"."""

from claims.text.languages import en_nouns
from claims.text.tokens import Token, join_lower

_ONE_WORDS = frozenset({"one", "1"})


def with_term(tokens: tuple[Token, ...], noun: tuple[int, int]) -> tuple[int, int]:
    """Go on to the end of "heads of state", which is one term."""
    start, end = noun
    if join_lower(tokens, end, end + 1) != "of":
        return noun
    is_term = join_lower(tokens, end + 1, end + 2) in en_nouns.TERMS_WITH_OF.get(tokens[end - 1].lower, ())
    return (start, end + 2) if is_term else noun


def is_one_in(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "one in nine" before ``index``, whose verb is in the singular, from "four in nine"."""
    return index > 2 and tokens[index - 2].lower in ("in", "every", "of") and tokens[index - 3].lower in _ONE_WORDS
