"""The tense of the English verb that a date belongs to."""

from itertools import pairwise

from claims.text.date_cues import (
    Direction,
    Tokens,
    after,
    before,
    first_cue,
    joined_at,
    places_after,
    places_before,
)
from claims.text.languages import en_dates as words
from claims.text.tokens import Token

_AHEAD, _BEHIND, _NEAREST = Direction.AHEAD, Direction.BEHIND, Direction.NEAREST
# "he had been widely expected to": so far before the word that tells stands its auxiliary.
_AUXILIARY_WORDS = 3
# So far before "by May" may "unless" stand.
_CONDITION_WORDS = 12
# They join what comes to the date, or stand for what was named before it.
_BEHIND_A_DATE = words.JOINTS | {"that", "this"}
# "down from about 31 per cent of households in June".
_LEVEL_WORDS = 9
# "ordered all the nurses of the ward to": so far before "to" stands what governs it.
_GOVERNOR_WORDS = 6


def direction_at(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell where the date from token ``first`` up to ``last`` lies for its clause."""
    beside = _beside(tokens, first, last)
    if beside is not None:
        return beside
    joint = joined_at(tokens, first, joints=words.JOINTS)
    found = _verb_before(tokens, first, since=joint)
    if found is None and (_is_open_until(tokens, first) or _is_condition(tokens, first)):
        return _AHEAD
    if found is None:
        found = _verb_after(tokens, last, date_at=first)
    if found is None and joint:
        found = _verb_before(tokens, joint - 2, date_at=first)
    return _limit(tokens, first) if found is None else found


# --- beside the date ------------------------------------------------------------------------------------------------


def _beside(tokens: Tokens, first: int, last: int) -> Direction | None:
    """Tell by the words right before and behind the date, which say more than a verb further off."""
    near = [token.lower for token in tokens[max(first - 2, 0) : first + 1]]
    if words.BEHIND_BEFORE.intersection(near) or _is_compared(tokens, first) or _is_former_level(tokens, first):
        return _BEHIND
    if first < last <= len(tokens) and tokens[last - 1].lower.endswith("-quarter"):
        return _BEHIND  # "third-quarter earnings" are reported when it is over
    if before(tokens, first) in ("set", "fixed", "named") or _is_open_ended(tokens, first):
        return _AHEAD
    if before(tokens, first) in ("on", "in") and before(tokens, first, 2) in words.HAPPENED:
        return _BEHIND
    if last < len(tokens) and (_is_yet_to_come(tokens, last) or tokens[last].lower in words.TRADED):
        return _AHEAD
    if 0 < last <= len(tokens) and tokens[last - 1].lower.endswith("'s"):
        return _of_event(tokens, last)
    return _of_copula(tokens, first)


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
            return _modal(tokens, index)
    return None


def _of_copula(tokens: Tokens, first: int) -> Direction | None:
    """Tell of "the vote is on Friday", "the deadline is 5 May"."""
    steps = 2 if before(tokens, first) in ("on", "in", "at", "for") else 1
    return _AHEAD if before(tokens, first, steps) in ("is", "are", "isn't", "aren't") else None


def _is_open_until(tokens: Tokens, date_at: int) -> bool:
    """Tell whether "until" and the date end a clause, as in "the road stays shut until May"."""
    for index in range(min(date_at, len(tokens) - 1), max(date_at - 4, 0), -1):
        if tokens[index].lower in ("until", "till"):
            return tokens[index - 1].lower not in words.CLAUSE_STARTS | {",", "and", "but"}
    return False


def _is_condition(tokens: Tokens, first: int) -> bool:
    """Tell of "unless aid arrives by the end of April"."""
    near = {token.lower for token in tokens[max(first - 4, 0) : first + 1]}
    clause = {token.lower for token in tokens[max(first - _CONDITION_WORDS, 0) : first]}
    return bool(near & {"by", "before"}) and not clause.isdisjoint({"unless", "if"})


def _limit(tokens: Tokens, first: int) -> Direction | None:
    """Tell of "as early as May" and "by Friday" where no verb tells."""
    near = [token.lower for token in tokens[max(first - 3, 0) : first + 1]]
    is_earliest = near[:3] in (["as", "early", "as"], ["as", "soon", "as"]) or near[1:3] == ["later", "than"]
    is_limit = before(tokens, first) in words.BY_WORDS or (
        before(tokens, first) in ("the", "least") and words.BY_WORDS.intersection(near)
    )
    return _AHEAD if is_limit or is_earliest else None


# --- the verb -------------------------------------------------------------------------------------------------------


def _verb_before(tokens: Tokens, first: int, *, since: int = 0, date_at: int | None = None) -> Direction | None:
    """Tell by the nearest verb before token ``first``, back to ``since``."""
    date_at = first if date_at is None else date_at
    return first_cue(
        tokens,
        (index for index in places_before(first) if index >= since),
        stops=words.CLAUSE_STARTS,
        cue_at=lambda given, index: _cue(given, index, date_at=date_at),
    )


def _verb_after(tokens: Tokens, last: int, *, date_at: int) -> Direction | None:
    """Tell by the first finite verb behind; a participle ("drivers caught at 90 km/h") yields to one after it."""
    held: Direction | None = None
    is_relative, skipped = False, -1
    for index in places_after(tokens, last):
        word = tokens[index].lower
        if index == last and word in _BEHIND_A_DATE:
            if word in words.JOINTS and index + 1 < len(tokens) and _cue(tokens, index + 1, date_at=date_at):
                return None  # "in May and will"
            continue  # "by December that had risen"
        if word in words.RELATIVES and held is None and not is_relative and index > last:
            is_relative = True
            continue
        if word in words.CLAUSE_STARTS or (held is not None and word in (",", "and")):
            return held
        cue = _cue(tokens, index, date_at=date_at)
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


def _is_participle(tokens: Tokens, index: int) -> bool:
    """Tell whether a past may be a participle after its noun: "drivers caught at", "the law passed by"."""
    return (
        after(tokens, index) in ("at", "in", "by", "with", "from", "for", "without", "under", "over", "on", "as")
        and tokens[index].lower not in words.AUXILIARIES_OF_WHAT_WAS
        and before(tokens, index) not in words.PRONOUNS_OF_MANY | {"it", "he", "she"}
    )


def _cue(tokens: Tokens, index: int, *, date_at: int) -> Direction | None:
    """Tell by one word and those around it."""
    token, word = tokens[index], tokens[index].lower
    following = after(tokens, index)
    if word in words.MODALS or word.endswith("'ll"):
        return _modal(tokens, index)
    if word == "to":
        return _infinitive(tokens, index)
    if word in words.PUT_OFF and _is_until(tokens, index, date_at):
        return _AHEAD
    if word in words.DUE_WORDS:
        return _due(tokens, index)
    if (word, following) in words.AHEAD_PAIRS or _is_wish(tokens, index) or _is_timed(tokens, index):
        return _AHEAD
    if _is_yet_to_come(tokens, index) or (word in ("has", "have") and _is_kept_until(tokens, index, date_at)):
        return _AHEAD
    if word == "after":
        return _BEHIND if before(tokens, index) != "until" and following.endswith("ing") else None
    if not _is_past(tokens, index, token):
        return None
    return _AHEAD if _is_past_of_what_comes(tokens, index, date_at) else _BEHIND


def _is_past_of_what_comes(tokens: Tokens, index: int, date_at: int) -> bool:
    """Tell of "is closed until May", "wants it finished by May", "approved a rise from May"."""
    preposition, word = before(tokens, date_at), tokens[index].lower
    if before(tokens, index) in ("is", "are") and _is_kept_until(tokens, index, date_at):
        return True
    if preposition == "from" and date_at > index + 2:
        return word in words.DECISIONS
    is_wanted = any(token.lower in ("want", "wants", "need", "needs") for token in tokens[max(index - 5, 0) : index])
    return preposition in words.BY_WORDS and is_wanted


def _modal(tokens: Tokens, index: int) -> Direction | None:
    token, following = tokens[index], after(tokens, index)
    if token.is_capitalised and index and token.lower in ("may", "will", "might"):
        return None
    if following in words.BETWEEN_VERBS and following != "not":
        following = after(tokens, index, 2)
    if token.lower in words.ABLE_BEFORE and (following == "not" or token.lower == "couldn't"):
        return _BEHIND
    is_over = token.lower in words.MODALS_OF_WHAT_WAS and _is_perfect(tokens, index)
    return _BEHIND if is_over else _AHEAD


def _is_perfect(tokens: Tokens, index: int) -> bool:
    """Tell of "would have met"; "would have surgery" is none."""
    place = index + 1
    while after(tokens, place - 1) in words.BETWEEN_VERBS:
        place += 1
    verb = after(tokens, place + (after(tokens, place) in words.BETWEEN_VERBS))
    is_participle = verb.endswith(("ed", "en", "wn")) or verb in words.PAST_WORDS or verb in words.PERFECT_PARTICIPLES
    return after(tokens, place - 1) == "have" and is_participle


def _infinitive(tokens: Tokens, index: int) -> Direction | None:
    """Tell of "to meet" by what governs it: "agreed to", "is to", "failed to", "was due to"."""
    following = after(tokens, index)
    if not following.isalpha() or tokens[index + 1].is_capitalised or following in words.NO_INFINITIVES:
        return None
    if following == "have":
        return _AHEAD if before(tokens, index) in words.DUE_WORDS else _BEHIND
    for place in range(index - 1, max(index - _GOVERNOR_WORDS, 0) - 1, -1):
        word = tokens[place].lower
        if word in words.CLAUSE_STARTS or (word == "," and place < index - 1):
            break
        if word in words.PAST_BEFORE_TO:
            return None if place < index - 1 else _BEHIND
        if word in words.BEFORE_INFINITIVES_AHEAD | words.BEFORE_INFINITIVES_NEAR:
            return _governed(tokens, place, is_adjacent=place == index - 1)
    return _AHEAD if following in words.BARE_VERBS else None


def _governed(tokens: Tokens, place: int, *, is_adjacent: bool) -> Direction | None:
    word = tokens[place].lower
    if word in words.DUE_WORDS:
        return _due(tokens, place)
    if word in words.ONLY_RIGHT_BEFORE_TO and not is_adjacent:
        return None
    return _NEAREST if word in words.BEFORE_INFINITIVES_NEAR else _AHEAD


def _due(tokens: Tokens, index: int) -> Direction | None:
    """Tell of "due", "was due", "than expected"."""
    around = [token.lower for token in tokens[max(index - _AUXILIARY_WORDS, 0) : index]]
    if around and around[-1] in words.BEFORE_YARDSTICKS:
        return None
    if before(tokens, index) in words.DETERMINERS and after(tokens, index) != "to":
        return None  # "the planned march on Saturday drew 5,000 people"
    if words.AUXILIARIES_OF_WHAT_WAS.intersection(around) or (
        tokens[index].lower in ("expected", "planned", "forecast", "projected") and _is_active(tokens, index)
    ):
        return _NEAREST
    return _AHEAD


def _is_active(tokens: Tokens, index: int) -> bool:
    """Tell whether "expected" is what somebody did: "analysts expected a rise"."""
    previous = before(tokens, index)
    if (
        previous in words.BEFORE_INFINITIVES_AHEAD | words.BETWEEN_VERBS
        or after(tokens, index) not in words.DETERMINERS
    ):
        return False
    return previous.endswith("s") or previous in ("he", "she", "it", "they", "we", "i")


def _is_until(tokens: Tokens, index: int, date_at: int) -> bool:
    """Tell whether the date is that until which something was put off: "postponed on Friday until 5 May" has one."""
    if index >= date_at:
        return True
    near = tokens[max(index + 1, date_at - 3) : date_at + 1]
    return any(token.lower in words.UNTIL_WORDS for token in near)


def _is_kept_until(tokens: Tokens, index: int, date_at: int) -> bool:
    """Tell of "has closed the road until Friday"."""
    return index < date_at and any(
        token.lower in ("until", "till") for token in tokens[max(index + 1, date_at - 2) : date_at + 1]
    )


def _is_yet_to_come(tokens: Tokens, index: int) -> bool:
    """Tell whether "hasn't even begun" or "has yet to come" begins here."""
    near = [token.lower for token in tokens[index : index + 5]]
    is_not = near[0] in ("hasn't", "haven't") or (near[0] in ("has", "have") and near[1:2] in (["not"], ["yet"]))
    return is_not and any(word in words.BEGUN for word in near)


def _is_wish(tokens: Tokens, index: int) -> bool:
    """Tell of "hopes", "plans", "the deadline"; nouns of that look are none."""
    word, previous = tokens[index].lower, before(tokens, index)
    if word not in words.WISHES_AHEAD:
        return False
    is_noun = word in words.WISHES_ALIKE_NOUNS and (
        previous in words.DETERMINERS or after(tokens, index) in ("of", "on", "in", "at", "for")
    )
    return not is_noun and (word != "ahead" or after(tokens, index) == "of")


def _is_timed(tokens: Tokens, index: int) -> bool:
    """Tell of the present tense of what is on a calendar: "opens on Friday", "reports its results on 5 May"."""
    word, previous, following = tokens[index].lower, before(tokens, index), after(tokens, index)
    if index and (tokens[index - 1].kind == "number" or previous in words.COUNTS):
        return False  # "29 votes to 11"
    if word in words.TIMED_SINGULARS:
        return previous not in words.DETERMINERS
    if word in words.TIMED_SINGULARS_ALIKE:
        is_age = previous in words.PRONOUNS and index + 1 < len(tokens) and tokens[index + 1].kind == "number"
        return previous not in words.DETERMINERS and (is_age or _governs(tokens, index))
    if word in words.TIMED_PLURALS:
        return previous not in words.BEFORE_BARE_VERBS and not tokens[index].is_capitalised
    if word in words.TIMED_PLURALS_ALIKE:
        return _is_of_many(tokens, index) and (following in words.AFTER_TIMED_VERBS or _governs(tokens, index))
    if word in words.TIMED_PARTICIPLES or word in words.TIMED_PASSIVES:
        steps = 2 if previous in words.BETWEEN_VERBS or previous == "being" else 1
        return before(tokens, index, steps) in ("is", "are", "isn't", "aren't", "am")
    return False


def _governs(tokens: Tokens, index: int) -> bool:
    """Tell whether a verb's object follows."""
    if index + 1 >= len(tokens):
        return False
    return tokens[index + 1].lower in words.AFTER_VERBS or tokens[index + 1].is_capitalised


def _is_of_many(tokens: Tokens, index: int) -> bool:
    """Tell whether a plural stands before: "polls open", "they leave", "Rovers host", "United travel to"."""
    if not index or before(tokens, index, 2) in ("to",):
        return False
    previous: Token = tokens[index - 1]
    if previous.lower in words.PRONOUNS_OF_MANY:
        return True
    is_plural = len(previous.lower) > 3 and previous.lower.endswith("s") and previous.lower not in words.NO_PLURALS
    is_side = previous.is_capitalised and before(tokens, index, 2) not in words.DETERMINERS and _governs(tokens, index)
    return (is_plural and not previous.lower.endswith("'s")) or is_side


def _is_past(tokens: Tokens, index: int, token: Token) -> bool:
    previous, following = before(tokens, index), after(tokens, index)
    if previous in words.BEFORE_PARTICIPLES or token.lower in words.NO_PASTS:
        return False
    if token.lower in words.PASTS_ALIKE_NOUNS and previous in words.DETERMINERS:
        return False
    if token.lower in words.PAST_WORDS:
        return not token.is_capitalised or index == 0
    if not token.lower.endswith("ed") or len(token.lower) <= 3 or (token.is_capitalised and index):
        return False
    if "-" in token.lower and not token.lower.startswith(("re-", "co-")):
        return False
    is_inserted = previous == "," and following == ","  # "unframed" between commas
    return not is_inserted and previous not in words.DETERMINERS
