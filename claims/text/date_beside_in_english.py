"""What stands right beside an English date and tells its tense without a verb: "Friday's vote", "since May"."""

from itertools import pairwise

from claims.text.date_cues import Direction, Tokens, before
from claims.text.date_verbs_in_english import cue_at, is_yet_to_come, modal_at
from claims.text.languages import en_dates as words

_AHEAD, _BEHIND = Direction.AHEAD, Direction.BEHIND
# So far before "by May" may "unless" stand.
_CONDITION_WORDS = 12
# "before the second round of the election on".
_EVENT_WORDS = 8
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})
# "down from about 31 per cent of households in June".
_LEVEL_WORDS = 9


def direction_beside(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell by the words right before and behind the date, which say more than a verb further off."""
    if _is_over(tokens, first, last):
        return _BEHIND
    if _is_set_for(tokens, first):
        return _AHEAD
    if last < len(tokens) and (is_yet_to_come(tokens, last) or tokens[last].lower in words.TRADED):
        return _AHEAD
    if 0 < last <= len(tokens) and tokens[last - 1].lower.endswith("'s"):
        return _of_event(tokens, last)
    if _is_before_event(tokens, first) or _is_dropped_plan(tokens, first, last):
        return Direction.NEAREST
    return _of_copula(tokens, first)


def _is_over(tokens: Tokens, first: int, last: int) -> bool:
    """Tell of yardsticks, records and what the news calls by its day: "since May", "the hottest July on record"."""
    near = [token.lower for token in tokens[max(first - 2, 0) : first + 1]]
    if _is_record(tokens, first, last) or _is_told_while(tokens, last):
        return True
    if before(tokens, first) in words.AFTERMATHS and near[-1:] in (["a"], ["an"]):
        return True  # "after a dry spring"
    if words.BEHIND_BEFORE.intersection(near) or _is_compared(tokens, first) or _is_former_level(tokens, first):
        return True
    if first < last <= len(tokens) and tokens[last - 1].lower.endswith("-quarter"):
        return True  # "third-quarter earnings" are reported when it is over
    return before(tokens, first) in ("on", "in") and before(tokens, first, 2) in words.HAPPENED


def _is_set_for(tokens: Tokens, first: int) -> bool:
    """Tell of "set 9 May", "futures for May" and "until at least Friday"."""
    if before(tokens, first) == "for" and before(tokens, first, 2) in words.TRADED:
        return True
    return before(tokens, first) in ("set", "fixed", "named") or _is_open_ended(tokens, first)


def _is_record(tokens: Tokens, first: int, last: int) -> bool:
    """Tell of "the hottest July on record"."""
    is_superlative = before(tokens, first).endswith("est") or before(tokens, first, 2) in words.SUPERLATIVES
    is_superlative = is_superlative or before(tokens, first) in words.SUPERLATIVES
    return is_superlative and last < len(tokens) and tokens[last].lower in words.AFTER_RECORDS


def _is_told_while(tokens: Tokens, last: int) -> bool:
    """Tell of "were told to leave on Saturday as the water rose": the two were at one time."""
    if last >= len(tokens) or tokens[last].lower not in ("as", "when"):
        return False
    if any(token.lower in words.MODALS for token in tokens[max(last - _LEVEL_WORDS, 0) : last]):
        return False
    for index in range(last + 1, min(last + _LEVEL_WORDS, len(tokens))):
        if tokens[index].lower in words.CLAUSE_STARTS | words.DUE_WORDS | {","}:
            return False
        cue = cue_at(tokens, index, date_at=last)
        if cue is not None:
            return cue is _BEHIND
    return False


def _is_before_event(tokens: Tokens, first: int) -> bool:
    """Tell of "a week before the vote on 5 May", which a past verb does not put behind."""
    if before(tokens, first) not in ("on", "in"):
        return False
    near = [token.lower for token in tokens[max(first - _EVENT_WORDS, 0) : first - 1]]
    return any(word == "before" and following in _ARTICLES for word, following in pairwise(near))


def _is_dropped_plan(tokens: Tokens, first: int, last: int) -> bool:
    """Tell of "talks due to begin on Monday were put off"."""
    behind = last + (last < len(tokens) and tokens[last].lower == ",")
    if behind >= len(tokens) or tokens[behind].lower not in ("was", "were"):
        return False
    near = [token.lower for token in tokens[max(first - _LEVEL_WORDS, 0) : first]]
    return any(word in words.DUE_WORDS and following in ("to", "for") for word, following in pairwise(near))


def _is_compared(tokens: Tokens, first: int) -> bool:
    return any((before(tokens, place + 1), before(tokens, place)) in words.COMPARED for place in (first, first - 1))


def _is_open_ended(tokens: Tokens, first: int) -> bool:
    """Tell of "trains were suspended until at least Tuesday"."""
    words_before = [before(tokens, first, steps) for steps in (3, 2, 1)]
    return words_before in (["until", "at", "least"], ["till", "at", "least"])


def _is_former_level(tokens: Tokens, first: int) -> bool:
    """Tell of "down from 31% in June"; in "go up from 40 to 55 on 1 June" the date is the verb's."""
    near = [token.lower for token in tokens[max(first - _LEVEL_WORDS, 0) : first]]
    moved = [word in ("down", "up") and following == "from" for word, following in pairwise(near)]
    return any(moved) and "to" not in near[moved.index(True) :]


def _of_event(tokens: Tokens, last: int) -> Direction | None:
    """Tell of "Friday's vote will" by the modal behind it; nothing when no modal follows soon."""
    for index in range(last, min(last + 4, len(tokens))):
        if tokens[index].lower in words.HAPPENED | words.TRADED_ON:
            return _BEHIND
        if tokens[index].lower in words.MODALS:
            return modal_at(tokens, index)
    return None


def _of_copula(tokens: Tokens, first: int) -> Direction | None:
    """Tell of "the vote is on Friday", "the deadline is 5 May"."""
    steps = 2 if before(tokens, first) in ("on", "in", "at", "for") else 1
    return _AHEAD if before(tokens, first, steps) in ("is", "are", "isn't", "aren't") else None


def is_open_until(tokens: Tokens, date_at: int) -> bool:
    """Tell whether "until" and the date end a clause, as in "the road stays shut until May"."""
    for index in range(min(date_at, len(tokens) - 1), max(date_at - 4, 0), -1):
        if tokens[index].lower in ("until", "till"):
            return tokens[index - 1].lower not in words.CLAUSE_STARTS | {",", "and", "but"}
    return False


def is_condition(tokens: Tokens, first: int) -> bool:
    """Tell of "unless aid arrives by the end of April"."""
    near = {token.lower for token in tokens[max(first - 4, 0) : first + 1]}
    clause = {token.lower for token in tokens[max(first - _CONDITION_WORDS, 0) : first]}
    return bool(near & {"by", "before"}) and not clause.isdisjoint({"unless", "if"})


def limit(tokens: Tokens, first: int) -> Direction | None:
    """Tell of "as early as May" and "by Friday" where no verb tells."""
    near = [token.lower for token in tokens[max(first - 3, 0) : first + 1]]
    is_earliest = near[:3] in (["as", "early", "as"], ["as", "soon", "as"]) or near[1:3] == ["later", "than"]
    is_limit = before(tokens, first) in words.BY_WORDS or (
        before(tokens, first) in ("the", "least") and words.BY_WORDS.intersection(near)
    )
    return _AHEAD if is_limit or is_earliest else None
