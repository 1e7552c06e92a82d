"""The tense of the English verb that a date belongs to."""

from itertools import takewhile

from claims.text.date_beside_in_english import direction_beside, is_condition, is_open_until, limit
from claims.text.date_cues import Direction, Tokens, after, before, first_cue, joined_at, places_after, places_before
from claims.text.date_verbs_in_english import cue_at
from claims.text.languages import en_dates as words

_AHEAD, _BEHIND = Direction.AHEAD, Direction.BEHIND
# They join what comes to the date, or stand for what was named before it.
_BEHIND_A_DATE = words.JOINTS | {"that", "this"}


def direction_at(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell where the date from token ``first`` up to ``last`` lies for its clause."""
    found = direction_beside(tokens, first, last)
    if found is None:
        found = _of_own_clause(tokens, first, last)
    if found is not None:
        return found
    joint = joined_at(tokens, first, joints=words.JOINTS)
    found = _verb_before(tokens, first, since=joint)
    if found is None and (is_open_until(tokens, first) or is_condition(tokens, first)):
        return _AHEAD
    if found is None:
        found = _verb_after(tokens, last, date_at=first)
    if found is None and joint:
        found = _verb_before(tokens, joint - 2, date_at=first)
    return limit(tokens, first) if found is None else found


def _of_own_clause(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell of "plans a shop and in March hired": what "and" joins to the clause before has a verb of its own."""
    steps = 2 if before(tokens, first) in words.BEFORE_DATES else 1
    if before(tokens, first, steps) not in words.CLAUSE_JOINTS:
        return None
    for index in places_after(tokens, last):
        if tokens[index].lower in words.CLAUSE_STARTS | words.JOINTS | {","} or (steps == 1 and index > last + 1):
            return None
        cue = cue_at(tokens, index, date_at=first)
        if cue is not None and not (cue is _BEHIND and _is_participle(tokens, index)):
            return cue
    return None


def _verb_before(tokens: Tokens, first: int, *, since: int = 0, date_at: int | None = None) -> Direction | None:
    """Tell by the nearest verb before token ``first``, back to ``since``."""
    date_at = first if date_at is None else date_at
    return first_cue(
        tokens,
        takewhile(lambda place: place >= since, places_before(tokens, first, openers=words.CLAUSE_STARTS)),
        stops=words.CLAUSE_STARTS,
        cue_at=lambda given, index: cue_at(given, index, date_at=date_at),
    )


def _verb_after(tokens: Tokens, last: int, *, date_at: int) -> Direction | None:
    """Tell by the first finite verb behind; a participle ("drivers caught at 90 km/h") yields to one after it."""
    held: Direction | None = None
    is_relative, skipped = False, -1
    for index in places_after(tokens, last):
        word = tokens[index].lower
        if index == last and word in _BEHIND_A_DATE:
            if word in words.JOINTS and index + 1 < len(tokens) and _is_finite(tokens, index + 1, date_at=date_at):
                return None  # "in May and will"
            continue  # "by December that had risen"
        if word in words.RELATIVES and held is None and not is_relative and index > last:
            is_relative = True
            continue
        if word in words.CLAUSE_STARTS or (held is not None and word in (",", "and")):
            return held
        cue = cue_at(tokens, index, date_at=date_at)
        if cue is None or (cue is _BEHIND and _is_participle(tokens, index) and held is not None):
            continue
        if is_relative:
            is_relative, skipped = False, index  # the verb of "the man who was arrested will"
            continue
        if cue is _BEHIND and index == skipped + 1:
            skipped = index
            continue
        if cue is _BEHIND and _is_participle(tokens, index):
            held = held or cue
            continue
        return cue
    return held


def _is_finite(tokens: Tokens, index: int, *, date_at: int) -> bool:
    return tokens[index].lower in words.PRESENTS or cue_at(tokens, index, date_at=date_at) is not None


def _is_participle(tokens: Tokens, index: int) -> bool:
    """Tell whether a past may be a participle after its noun: "drivers caught at", "the law passed by"."""
    return (
        after(tokens, index) in ("at", "in", "by", "with", "from", "for", "without", "under", "over", "on", "as")
        and tokens[index].lower not in words.AUXILIARIES_OF_WHAT_WAS
        and before(tokens, index) not in words.PRONOUNS_OF_MANY | {"it", "he", "she"}
    )
