"""The tense of the Ukrainian verb that a date belongs to."""

import re

from claims.text.date_cues import Direction, Tokens, before, first_cue, joined_at, places_after, places_before
from claims.text.languages import uk_dates as words

_AHEAD, _BEHIND, _NEAREST = Direction.AHEAD, Direction.BEHIND, Direction.NEAREST
# How far behind "планує" its infinitive may stand, and how far before a verb "чи".
_INFINITIVE_WORDS = 8
_WHETHER_WORDS = 6
# Shorter words in "-ений" and "-ена" are adjectives and nouns ("сцена").
_LONG = 8

_PREFIX = "|".join(sorted(words.PREFIXES, key=lambda prefix: (-len(prefix), prefix)))
_SELF = "(?:ся|сь)?"
_FUTURE_IN_E = re.compile(
    rf"(?:(?:{'|'.join(sorted(words.ROOTS_IN_E))})"
    rf"|(?:{_PREFIX}){{1,2}}(?:{'|'.join(sorted(words.PREFIXED_ROOTS_IN_E))}))(?:е|ем|емо|уть)(?:ть)?{_SELF}"
)
_FUTURE_IN_Y = re.compile(rf"(?:(?:{_PREFIX}){{1,2}})(?P<root>\w[\w']{{1,20}}?)(?:ить|ять|ать|имо){_SELF}")
_FUTURE_IN_YE = re.compile(
    rf"(?:{'|'.join(sorted(words.PERFECTIVE_STEMS, key=len, reverse=True))})(?:є|ють|ємо)(?:ть)?{_SELF}"
)
_GIVES = re.compile(rf"(?:{_PREFIX})?(?:дасть|дадуть|дадуться|дасться)|(?:від|роз|до)пові(?:сть|дять)")


def direction_at(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell where the date from token ``first`` up to ``last`` lies for its clause."""
    preposition = _preposition(tokens, first)
    if words.BEHIND_BEFORE.intersection(token.lower for token in tokens[max(first - 2, 0) : first]):
        return _BEHIND
    if _is_participle(before(tokens, first, 2)):
        return _BEHIND

    def cue_at(given: Tokens, index: int) -> Direction | None:
        return _cue(given, index, date_at=first, preposition=preposition)

    joint = joined_at(tokens, first, joints=words.JOINTS)
    own = (index for index in places_before(first) if index >= joint)
    found = first_cue(tokens, own, stops=words.CLAUSE_STARTS, cue_at=cue_at)
    if found is None:
        found = first_cue(tokens, places_after(tokens, last), stops=words.CLAUSE_STARTS, cue_at=cue_at)
    if found is None and joint:
        found = first_cue(tokens, places_before(joint), stops=words.CLAUSE_STARTS, cue_at=cue_at)
    if found is None and preposition in words.FROM_WORDS:
        return _BEHIND
    return _AHEAD if found is None and preposition == "до" else found


def _preposition(tokens: Tokens, first: int) -> str:
    """Give the preposition of a date, over a part of it: "до середини грудня"."""
    steps = 2 if before(tokens, first) in words.PARTS else 1
    return before(tokens, first, steps)


def _cue(tokens: Tokens, index: int, *, date_at: int, preposition: str) -> Direction | None:
    word = tokens[index].lower
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
    """Tell whether an infinitive follows in the clause, before ``until`` when that is given."""
    end = min(index + 1 + _INFINITIVE_WORDS, len(tokens) if until is None else until)
    for place in range(index + 1, end):
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
    if match is None or word in words.LASTING_WORDS:
        return False
    return not any(word[: match.end("root")].endswith(root) for root in words.LASTING_ROOTS)


def _is_whether(tokens: Tokens, index: int) -> bool:
    near = [token.lower for token in tokens[max(index - _WHETHER_WORDS, 0) : index]]
    return "чи" in near


def _is_participle(word: str) -> bool:
    return len(word) >= _LONG and word.endswith(words.PARTICIPLE_ENDINGS) and word not in words.DUE_WORDS


def _is_past(word: str) -> bool:
    if word in words.NO_PASTS:
        return False
    return word in words.PAST_WORDS or (len(word) > 4 and word.endswith(words.PAST_ENDINGS))
