"""Which way a sentence looks from the day it was written: whether "on Friday" is behind or ahead."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from claims.text.languages import en_dates, uk_dates
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of

# A verb further away than this belongs to something else.
WORDS_LOOKED_AT = 14
_TABLES = {"en": en_dates, "uk": uk_dates}
_start_of = attrgetter("start")


def looks_ahead(text: str, span: Span, *, start: int, end: int, language: str) -> bool | None:
    """Tell whether the verb nearest to the words from ``start`` to ``end`` speaks of what is to come; None for none."""
    if language not in _TABLES:
        return None
    tokens = tokens_of(text, span)
    first = bisect_left(tokens, start, key=_start_of)
    last = bisect_left(tokens, end, key=_start_of)
    near = [] if language != "en" else [token.lower for token in tokens[max(first - 2, 0) : first + 1]]
    if "since" in near:
        return False
    if language == "en" and last < len(tokens) and _is_yet_to_come(tokens, last):
        return True
    before = range(first - 1, max(first - WORDS_LOOKED_AT, 0) - 1, -1)
    after = range(last, min(last + WORDS_LOOKED_AT, len(tokens)))
    found = _first_cue(tokens, before, date_at=first, language=language)
    if found is None and language == "en" and _is_open_until(tokens, first):
        return True
    return _first_cue(tokens, after, date_at=first, language=language) if found is None else found


def _is_open_until(tokens: tuple[Token, ...], date_at: int) -> bool:
    """Tell whether "until" and the date end a clause, as in "the road stays shut until May"."""
    for index in range(min(date_at, len(tokens) - 1), max(date_at - 3, 0), -1):
        if tokens[index].lower in ("until", "till"):
            return tokens[index - 1].lower not in en_dates.CLAUSE_STARTS | {",", "and", "but"}
    return False


def _first_cue(tokens: tuple[Token, ...], places: Sequence[int], *, date_at: int, language: str) -> bool | None:
    """Give True for a cue of the future, False for one of the past, None when the clause has neither."""
    for index in places:
        if tokens[index].lower in _TABLES[language].CLAUSE_STARTS:
            return None
        is_english = language == "en"
        cue = _english_cue(tokens, index, date_at=date_at) if is_english else _ukrainian_cue(tokens[index].lower)
        if cue is not None:
            return cue
    return None


def _english_cue(tokens: tuple[Token, ...], index: int, *, date_at: int) -> bool | None:
    word = tokens[index].lower
    before = tokens[index - 1].lower if index else ""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if _is_timed_ahead(word, before, following) or (word in en_dates.PUT_OFF and _is_until(tokens, index, date_at)):
        return True
    if _is_modal_ahead(tokens[index], following) or _is_yet_to_come(tokens, index):
        return True
    if word == "after" and before == "until":
        return None
    is_past = word in en_dates.PAST_WORDS or (
        word.endswith("ed") and len(word) > 3 and not tokens[index].is_capitalised
    )
    return False if is_past and before not in en_dates.BEFORE_PARTICIPLES else None


def _is_timed_ahead(word: str, before: str, following: str) -> bool:
    if word in en_dates.AHEAD_WORDS or (word, following) in en_dates.AHEAD_PAIRS:
        return True
    if word in en_dates.AHEAD_PLURALS:
        return before not in en_dates.BEFORE_BARE_VERBS
    if word in en_dates.AHEAD_AFTER_PLURALS and following in en_dates.AFTER_TIMED_VERBS:
        is_plural = len(before) > 3 and before.endswith("s") and before not in en_dates.NO_PLURALS
        return is_plural or before in en_dates.PRONOUNS_OF_MANY
    is_infinitive = word == "to" and following in en_dates.BARE_VERBS and before not in en_dates.PAST_BEFORE_TO
    return is_infinitive or (word, following) == ("until", "after")


def _is_modal_ahead(token: Token, following: str) -> bool:
    return token.lower in en_dates.MODALS_AHEAD and not token.is_capitalised and following != "have"


def _is_yet_to_come(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether "hasn't even begun" or "has yet to come" begins here."""
    words = [token.lower for token in tokens[index : index + 5]]
    is_not = words[0] in ("hasn't", "haven't") or (words[0] in ("has", "have") and words[1:2] in (["not"], ["yet"]))
    return is_not and any(word in en_dates.BEGUN for word in words)


def _is_until(tokens: tuple[Token, ...], index: int, date_at: int) -> bool:
    """Tell whether the date is that until which something was put off: "postponed on Friday until 5 May" has one."""
    if index >= date_at:
        return True
    near = tokens[max(index + 1, date_at - 2) : date_at + 1]
    return any(token.lower in en_dates.UNTIL_WORDS for token in near)


def _ukrainian_cue(word: str) -> bool | None:
    if word in uk_dates.AHEAD_WORDS or word.endswith(uk_dates.AHEAD_ENDINGS):
        return True
    is_past = word in uk_dates.PAST_WORDS or (len(word) > 4 and word.endswith(uk_dates.PAST_ENDINGS))
    return False if is_past else None
