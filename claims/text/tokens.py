"""Words, numbers and signs of a sentence, each with its place in the whole text."""

import re
from functools import lru_cache
from typing import NamedTuple

from claims.text.segments import Span

# A number is read whole: digits in groups of three parted by one and the same sign, then a decimal part. Runs with
# several signs that are no such groups (1.2.3, 10,20,30, 192.168.0.1) are codes, never figures.
# Every alternative starts with a different class of character or ends where the next begins, so scanning is linear.
_TOKEN = re.compile(
    r"""
    (?P<code> https?://\S+ | www\.\S+ | \#\w+ | @\w+ )
    | (?P<grouped> (?<!\d) \d{1,3} (?P<sign>[,.'’\u0020\u00a0\u2009\u202f]) \d{3} (?: (?P=sign) \d{3} )*
        (?: (?!(?P=sign)) [.,] \d+ )? (?! [.,]? \d ) )
    | (?P<run> \d+ (?: [.,] \d+ ){2,} )
    | (?P<number> \d+ (?: [.,] \d+ )? | (?<![\w.]) \. \d+ | [½⅓⅔¼¾] )
    | (?P<money> (?<![\w$]) (?: (?: [KUT]?[Ss]hs? | S?Fr | Rs | R[MpD]? | Tk | GHS | CHF | USD | EUR | GBP | [DNS]Kr
            | DM | NOK | SEK | DKK | AUD | CAD ) (?= [1-9]\d* (?: [.,]\d+ )* (?: bn | mn? | tn | k | cr )?
            (?! [^\W_] | -[A-Z\d] ) )
        | [NP] (?= [1-9]\d{0,2} (?: (?:,\d{3})+ | (?:\.\d+)? \s? (?: bn | mn? | tn | (?:m|b|tr)illion ) )
            (?! [^\W_] ) ) ) )
    | (?P<dotted> (?<!\w) (?: [^\W\d_] \. ){2,} )
    | (?P<word> [^\W\d_] [\w\u00ad\u200b-\u200d\u2060\u0300-\u036f]*
        (?: ['’ʼ\-‐‑] [^\W_] [\w\u00ad\u200b-\u200d\u2060\u0300-\u036f]* )* )
    | (?P<symbol> [^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff] )
    """,
    re.VERBOSE,
)
_KINDS = {"code": "code", "run": "code", "grouped": "number", "number": "number", "dotted": "word", "word": "word",
          "money": "word"}  # fmt: skip


class Token(NamedTuple):
    """One word, number, code or sign; ``lower`` is for looking up, with a straight apostrophe."""

    kind: str
    text: str
    lower: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


@lru_cache(maxsize=1)  # the readers of one sentence follow each other and share this; one entry keeps memory small
def tokens_of(text: str, span: Span) -> tuple[Token, ...]:
    """Cut the sentence at ``span`` into tokens; only white space and signs that nobody sees are left out."""
    return tuple(
        [
            Token(_KINDS.get(match.lastgroup or "", "symbol"), match[0], _looked_up(match[0]), *match.span())
            for match in _TOKEN.finditer(text, span.start, span.end)
        ]
    )


# Soft hyphens and joiners that stand unseen in a word.
_LOOKED_UP = str.maketrans({"’": "'", "ʼ": "'", **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060")})


def _looked_up(written: str) -> str:
    lower = written.lower()
    is_plain = lower.isascii() or (lower.isalpha() and "ʼ" not in lower)  # this apostrophe is a letter to Unicode
    return lower if is_plain else lower.translate(_LOOKED_UP)


def join_lower(tokens: tuple[Token, ...], start: int, end: int) -> str:
    """Give the looked-up forms of ``tokens[start:end]`` with single spaces between; empty when out of range."""
    if start < 0 or end > len(tokens):
        return ""
    if end - start == 1:
        return tokens[start].lower
    return " ".join([token.lower for token in tokens[start:end]])


def is_adjacent(left: Token, right: Token) -> bool:
    """Tell whether nothing stands between two tokens."""
    return left.end == right.start
