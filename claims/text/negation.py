"""Words that turn a statement round or take something out of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.text.languages import en, uk
from claims.text.segments import Span

_NOT_NEGATIONS = {"en": en.NOT_NEGATIONS, "uk": uk.NOT_NEGATIONS}
_NEGATIONS = {"en": en.NEGATIONS, "uk": uk.NEGATIONS}
_EXCEPTIONS = {"en": en.EXCEPTIONS, "uk": uk.EXCEPTIONS}
_CONTRACTED = "n't"


@dataclass(frozen=True, slots=True)
class NegationCue:
    """One cue as it stands in the text; ``kind`` is ``negation`` or ``exception``."""

    cue: str
    kind: str
    start: int
    end: int


def find_negations(text: str, span: Span, *, language: str = "en") -> tuple[NegationCue, ...]:
    """Find the cues of negation and exception in order; "not only" and "no doubt" are none."""
    if language not in _NEGATIONS:
        return ()
    return tuple(
        NegationCue(match[0], match.lastgroup, match.start(), match.end())
        for match in _pattern(language).finditer(text, span.start, span.end)
        if match.lastgroup in ("negation", "exception")
    )


@cache
def _pattern(language: str) -> re.Pattern[str]:
    contracted = r"|(?<=[a-z])n['’]t(?!\w)" if _CONTRACTED in _NEGATIONS[language] else ""
    numbering = r"|(?<!\w)no\.(?=\s*\d)" if language == "en" else ""
    return re.compile(
        rf"(?P<neither>{_any_of(_NOT_NEGATIONS[language])}{numbering})"
        rf"|(?P<exception>{_any_of(_EXCEPTIONS[language])})"
        rf"|(?P<negation>{_any_of(_NEGATIONS[language])}{contracted})",
        re.IGNORECASE,
    )


def _any_of(phrases: Iterable[str]) -> str:
    """Match any of the phrases as whole words, the longest first, over any single white space."""
    longest_first = sorted((phrase for phrase in phrases if phrase != _CONTRACTED), key=len, reverse=True)
    patterns = [r"\s".join(re.escape(word) for word in phrase.split()) for phrase in longest_first]
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
