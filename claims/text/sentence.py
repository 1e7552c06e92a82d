"""One sentence as the figure readers see it: its tokens, its language and where its dates stand."""

from bisect import bisect_left
from dataclasses import dataclass, field

from claims.text.dates import DateMention
from claims.text.languages import en, en_quantities, uk_quantities
from claims.text.segments import Span
from claims.text.tokens import Token, join_lower, tokens_of

_PARTED = frozenset(en.NUMBER_WORDS) | frozenset(en_quantities.SCALES) | {"half", "quarter"}
_KEPT = frozenset(en.NUMBER_WORDS) | frozenset(en_quantities.FRACTIONS) - {"half"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in tokens; a word tied to a number ("nine-month") is parted, so that both can be read."""

    text: str
    tokens: tuple[Token, ...]
    language: str
    dates: tuple[DateMention, ...]
    date_ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "date_ends", [mention.end for mention in self.dates])

    def has_date_at(self, start: int, end: int) -> bool:
        """Tell whether a date overlaps these characters."""
        position = bisect_left(self.date_ends, start + 1)
        return position < len(self.dates) and self.dates[position].start < end

    def lower(self, index: int) -> str:
        """Give the looked-up form of a token; empty outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def words(self, start: int, end: int) -> str:
        """Give the looked-up forms of some tokens with single spaces between; empty when out of range."""
        return join_lower(self.tokens, start, end)

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """Give where the tokens ``first`` to ``last`` (exclusive) stand in the text."""
        return self.tokens[first].start, self.tokens[last - 1].end


def sentence_of(text: str, span: Span, *, language: str, dates: tuple[DateMention, ...]) -> Sentence:
    """Cut the sentence at ``span`` into the tokens that the figure readers want."""
    tokens = tokens_of(text, span)
    if language == "en":
        tokens = _with_numbers_parted(tokens)
    elif language == "uk":
        tokens = _with_ranges_parted(tokens)
    return Sentence(text, tokens, language, dates)


def _with_numbers_parted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part "nine-month" and "million-euro" at their first hyphen; "twenty-five" and "two-thirds" stay whole."""
    if not any(token.kind == "word" and not token.text.isalnum() for token in tokens):
        return tokens
    parted: list[Token] = []
    for token in tokens:
        at = _parting_of(token)
        parted += (token,) if not at else _parts_of(token, at)
    return tuple(parted)


def _parting_of(token: Token) -> int:
    """Give where to part a word, in characters from its start; 0 when it stays whole."""
    if token.kind != "word":
        return 0
    parts = token.lower.replace("‐", "-").replace("‑", "-").split("-")
    if parts[0] not in _PARTED or len(token.lower) != len(token.text):
        return 0
    joined = 2 if len(parts) > 1 and parts[1] in _KEPT else 1
    at = len("-".join(parts[:joined]))
    return at if at < len(token.text) else 0


def _parts_of(token: Token, at: int) -> tuple[Token, Token, Token]:
    middle, after = token.start + at, token.start + at + 1
    return (
        Token("word", token.text[:at], token.lower[:at].replace("‑", "-"), token.start, middle),
        Token("symbol", token.text[at], "-", middle, after),
        Token("word", token.text[at + 1 :], token.lower[at + 1 :].replace("‑", "-"), after, token.end),
    )


def _with_ranges_parted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part the Ukrainian "чотири-п'ять", which is a range."""
    if not any(token.kind == "word" and "-" in token.lower for token in tokens):
        return tokens
    parted: list[Token] = []
    for token in tokens:
        low, _, high = token.lower.partition("-")
        is_range = low in uk_quantities.NUMBER_WORDS and high in uk_quantities.NUMBER_WORDS
        parted += _parts_of(token, len(low)) if is_range and len(token.lower) == len(token.text) else (token,)
    return tuple(parted)
