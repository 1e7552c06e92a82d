"""The tense of the Ukrainian verb that a date belongs to."""

import re
from collections.abc import Iterator
from itertools import takewhile

from claims.text.date_cues import Direction, Tokens, before, first_cue, joined_at, places_after, places_before
from claims.text.languages import uk_dates as words
from claims.text.languages import uk_verbs

_AHEAD, _BEHIND, _NEAREST = Direction.AHEAD, Direction.BEHIND, Direction.NEAREST
# How far behind "планує" its infinitive may stand, and how far before a verb "чи".
_INFINITIVE_WORDS = 8
_WHETHER_WORDS = 6
# Shorter words in "-ений" and "-ена" are adjectives and nouns ("сцена").
_LONG = 8
# "до другого туру виборів у".
_EVENT_WORDS = 6
# So far before a date may the colon stand that opens its list.
_LIST_WORDS = 10

_PREFIX = "|".join(sorted(uk_verbs.PREFIXES, key=lambda prefix: (-len(prefix), prefix)))
_SELF = "(?:ся|сь)?"
_FUTURE_IN_E = re.compile(
    rf"(?:(?:{'|'.join(sorted(uk_verbs.ROOTS_IN_E))})"
    rf"|(?:{_PREFIX}){{1,2}}(?:{'|'.join(sorted(uk_verbs.PREFIXED_ROOTS_IN_E))}))(?:е|ем|емо|уть)(?:ть)?{_SELF}"
)
_FUTURE_IN_Y = re.compile(rf"(?:(?:{_PREFIX}){{1,2}})(?P<root>'?\w[\w']{{1,20}}?)(?:ить|ять|ать|имо){_SELF}")
_FUTURE_IN_YE = re.compile(
    rf"(?:{'|'.join(sorted(uk_verbs.PERFECTIVE_STEMS, key=len, reverse=True))})(?:є|ють|ємо)(?:ть)?{_SELF}"
)
_GIVES = re.compile(rf"(?:{_PREFIX}){{0,2}}(?:дасть|дадуть|дадуться|дасться)|(?:від|роз|до)пові(?:сть|дять)")


def direction_at(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell where the date from token ``first`` up to ``last`` lies for its clause."""
    preposition = _preposition(tokens, first)
    if words.BEHIND_BEFORE.intersection(token.lower for token in tokens[max(first - 2, 0) : first]):
        return _BEHIND
    if _is_participle(before(tokens, first, 2)):
        return _BEHIND
    if _is_of_trade(tokens, last) or _is_for_day(tokens, first, preposition):
        return _AHEAD
    if _is_before_event(tokens, first):
        return _NEAREST

    def cue_at(given: Tokens, index: int) -> Direction | None:
        return _cue(given, index, date_at=first, preposition=preposition)

    for places in _runs_of_places(tokens, first, last):
        found = first_cue(tokens, places, stops=words.CLAUSE_STARTS, cue_at=cue_at)
        if found is not None:
            return found
    if preposition in words.FROM_WORDS:
        return _BEHIND
    return _AHEAD if preposition in words.LIMITS_AHEAD else None


def is_lasting_at(tokens: Tokens, first: int) -> bool:
    """Tell of the present tense in the clause of a date that nothing tells: "узимку тут живе третина"."""
    runs = (_before(tokens, first), places_after(tokens, first + 1))
    for places in runs:
        for place in takewhile(lambda at: tokens[at].lower not in words.CLAUSE_STARTS, places):
            word = tokens[place].lower
            if len(word) > 3 and word.endswith(words.PRESENT_ENDINGS + words.PRESENT_ENDINGS_IN_E):
                return True
    return False


def _runs_of_places(tokens: Tokens, first: int, last: int) -> Iterator[Iterator[int]]:
    """Give the places of the words around a date in the order in which they tell: what stands before it, then what
    stands behind it; the other way round where a comma or "і" right before the date opens its clause."""
    joint = joined_at(tokens, first, joints=words.JOINTS)
    if _opens_clause(tokens, first):
        yield takewhile(lambda place: tokens[place].lower != ",", places_after(tokens, last))
    yield takewhile(lambda place: place >= joint, _before(tokens, first))
    yield places_after(tokens, last)
    if joint:
        yield _before(tokens, joint)
    yield _before_list(tokens, first)


def _before(tokens: Tokens, index: int) -> Iterator[int]:
    return places_before(tokens, index, openers=words.CLAUSE_STARTS)


def _before_list(tokens: Tokens, first: int) -> Iterator[int]:
    """Give the places before the colon of a list without a verb: "заплатять двічі: восени й узимку"."""
    near = range(first - 1, max(first - _LIST_WORDS, 0), -1)
    colon = next((place for place in near if tokens[place].lower == ":"), None)
    return _before(tokens, colon) if colon is not None else iter(())


def _opens_clause(tokens: Tokens, first: int) -> bool:
    """Tell of ", у березні" and "і в березні": the words behind are the date's own."""
    steps = 2 if before(tokens, first) in words.BEFORE_DATES else 1
    opener = before(tokens, first, steps)
    if opener == ",":
        return first > steps + 1 and tokens[first - steps - 1].lower not in words.NOT_BEFORE_CLAUSES
    return steps > 1 and opener in words.JOINTS | {"а", "але", "проте"}


def _is_before_event(tokens: Tokens, first: int) -> bool:
    """Tell of "за тиждень до другого туру 24 листопада", which a past verb does not put behind."""
    near = [token.lower for token in tokens[max(first - _EVENT_WORDS, 0) : first]]
    return any(word in ("до", "перед") and words.EVENTS.intersection(near[at:]) for at, word in enumerate(near))


def _is_of_trade(tokens: Tokens, last: int) -> bool:
    """Tell of "січневі ф'ючерси": months to come."""
    return last < len(tokens) and tokens[last].lower.startswith(words.TRADED_STEMS)


def _is_for_day(tokens: Tokens, first: int, preposition: str) -> bool:
    """Tell of "курс на понеділок", "квитки на 5 травня"."""
    if preposition != "на" or before(tokens, first) != "на" or first >= len(tokens):
        return False
    is_day = tokens[first].lower in words.WEEKDAYS or tokens[first].lower in words.DAYS_AHEAD
    return is_day and before(tokens, first, 2) not in words.BEFORE_ON_DAY | words.WEEKDAYS.keys()


def _preposition(tokens: Tokens, first: int) -> str:
    """Give the preposition of a date, over a part of it: "до середини грудня"."""
    steps = 2 if before(tokens, first) in words.PARTS else 1
    return before(tokens, first, steps)


def _cue(tokens: Tokens, index: int, *, date_at: int, preposition: str) -> Direction | None:
    word = tokens[index].lower
    if index + 1 == date_at and word in words.FROM_WORDS_OF_PAST:
        return None  # "з'являться після 20 червня": the verb tells
    if word in words.TO_BE_AHEAD or word.endswith(words.IMPERFECTIVE_AHEAD):
        return _AHEAD
    if word in words.WISHES_NEAR:
        return _NEAREST if _has_infinitive(tokens, index) else _BEHIND
    if word in words.WISHES_AHEAD and _has_infinitive(tokens, index):
        return _AHEAD
    if word in words.DUE_WORDS and before(tokens, index) not in ("ніж", "як"):
        return _due(word, preposition)
    if word in words.ORDERS_AHEAD:
        is_limit = preposition in words.FROM_WORDS and _has_infinitive(tokens, index)
        is_order = preposition == "до" or is_limit or _has_infinitive(tokens, index, until=date_at)
        return _AHEAD if is_order and index < date_at else _BEHIND
    if is_perfective_future(word):
        return _NEAREST if _is_whether(tokens, index) else _AHEAD
    if word in words.TIMED and preposition not in words.FROM_WORDS_OF_PAST:
        return _AHEAD
    if _is_past(word) and before(tokens, index) not in words.TO_BE_AHEAD:
        is_begun_later = word in words.DECISIONS and preposition in words.FROM_WORDS and date_at > index + 2
        is_put_off = word in words.PUT_OFF and preposition == "до" and index < date_at
        return _AHEAD if is_begun_later or is_put_off else _BEHIND
    return _AHEAD if preposition == "до" and len(word) > 4 and word.endswith(words.PRESENT_ENDINGS) else None


def _due(word: str, preposition: str) -> Direction | None:
    if word in words.DUE_BEFORE_ON:
        return _AHEAD if preposition in ("на", "до") else None
    return _AHEAD


def _has_infinitive(tokens: Tokens, index: int, *, until: int | None = None) -> bool:
    """Tell whether an infinitive stands in the clause, between it and ``until`` when that is given."""
    end = min(index + 1 + _INFINITIVE_WORDS, len(tokens) if until is None else until)
    before_it = range(max(index - _INFINITIVE_WORDS, 0), index) if until is None else range(0)
    for place in (*range(index + 1, end), *reversed(before_it)):
        word = tokens[place].lower
        if word in words.CLAUSE_STARTS:
            return False
        if len(word) > 3 and word.endswith(("ти", "тися", "тись")) and word not in words.NOUNS_IN_TY:
            return True
    return False


def is_perfective_future(word: str) -> bool:
    """Tell whether a word, in small letters, is the present tense of a perfective verb, which means the future."""
    if _FUTURE_IN_E.fullmatch(word) or _FUTURE_IN_YE.fullmatch(word) or _GIVES.fullmatch(word):
        return True
    match = _FUTURE_IN_Y.fullmatch(word)
    if match is None or word in uk_verbs.NO_VERBS_IN_Y or word[: match.end("root")] in uk_verbs.LASTING_STEMS:
        return False
    return not any(word[: match.end("root")].endswith(root) for root in uk_verbs.LASTING_ROOTS)


def _is_whether(tokens: Tokens, index: int) -> bool:
    near = [token.lower for token in tokens[max(index - _WHETHER_WORDS, 0) : index]]
    return "чи" in near


def _is_participle(word: str) -> bool:
    return len(word) >= _LONG and word.endswith(words.PARTICIPLE_ENDINGS) and word not in words.DUE_WORDS


def _is_past(word: str) -> bool:
    if word in words.NO_PASTS:
        return False
    return word in words.PAST_WORDS or (len(word) > 4 and word.endswith(words.PAST_ENDINGS))
