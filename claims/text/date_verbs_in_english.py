"""The English words that tell a tense, each with those around it: modals, infinitives, what is due, put off, past."""

from claims.text.date_cues import Direction, Tokens, after, before
from claims.text.languages import en_dates as words
from claims.text.tokens import Token

_AHEAD, _BEHIND, _NEAREST = Direction.AHEAD, Direction.BEHIND, Direction.NEAREST
# "he had been widely expected to": so far before the word that tells stands its auxiliary.
_AUXILIARY_WORDS = 3
# "ordered all the nurses of the ward to": so far before "to" stands what governs it.
_GOVERNOR_WORDS = 6


def cue_at(tokens: Tokens, index: int, *, date_at: int) -> Direction | None:
    """Tell by one word and those around it."""
    token, word = tokens[index], tokens[index].lower
    following = after(tokens, index)
    if word in words.MODALS or word.endswith("'ll"):
        return modal_at(tokens, index)
    if word == "to":
        return _infinitive(tokens, index)
    if word in words.PUT_OFF and _is_until(tokens, index, date_at):
        return _BEHIND if _is_pluperfect(tokens, index) else _AHEAD
    if word in words.DUE_WORDS:
        return _due(tokens, index)
    if (word, following) in words.AHEAD_PAIRS or _is_wish(tokens, index) or _is_timed(tokens, index):
        return _AHEAD
    if is_yet_to_come(tokens, index) or (word in ("has", "have") and _is_kept_until(tokens, index, date_at)):
        return _AHEAD
    if word == "after":
        return _BEHIND if before(tokens, index) != "until" and following.endswith("ing") else None
    if not _is_past(tokens, index, token):
        return None
    return _AHEAD if _is_past_of_what_comes(tokens, index, date_at) else _BEHIND


def _is_past_of_what_comes(tokens: Tokens, index: int, date_at: int) -> bool:
    """Tell of "is closed until May", "wants it finished by May", "approved a rise from May"."""
    word = tokens[index].lower
    preposition = before(tokens, date_at, 2 if before(tokens, date_at) in words.BEFORE_LIMITED_DATES else 1)
    if before(tokens, index) in ("is", "are") and _is_kept_until(tokens, index, date_at):
        return True
    if preposition == "from" and index > date_at and before(tokens, index) in ("is", "are"):
        return True  # "from Monday no visitors are admitted"
    if preposition == "from" and date_at > index + 2:
        return word in words.DECISIONS
    if word in words.PROMISED and date_at > index + 2 and not _is_pluperfect(tokens, index):
        return preposition in words.BY_WORDS
    is_wanted = any(token.lower in ("want", "wants", "need", "needs") for token in tokens[max(index - 5, 0) : index])
    return preposition in words.BY_WORDS and is_wanted


def modal_at(tokens: Tokens, index: int) -> Direction | None:
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
        if word in words.ONLY_RIGHT_BEFORE_TO and place < index - 1:
            continue
        if word in words.BEFORE_INFINITIVES_AHEAD | words.BEFORE_INFINITIVES_NEAR:
            return _governed(tokens, place)
    return _AHEAD if following in words.BARE_VERBS else None


def _governed(tokens: Tokens, place: int) -> Direction | None:
    word = tokens[place].lower
    if word in words.DUE_WORDS:
        return _due(tokens, place)
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
    place = date_at - 1
    while place > index and (tokens[place].lower in words.BEFORE_LIMITED_DATES or tokens[place].kind == "number"):
        place -= 1
    return place > index and tokens[place].lower in words.UNTIL_WORDS


def _is_pluperfect(tokens: Tokens, index: int) -> bool:
    """Tell of "had been moved", "had already given him"."""
    around = [token.lower for token in tokens[max(index - _AUXILIARY_WORDS, 0) : index]]
    return not words.PLUPERFECTS.isdisjoint(around)


def _is_kept_until(tokens: Tokens, index: int, date_at: int) -> bool:
    """Tell of "has closed the road until Friday"."""
    return index < date_at and any(
        token.lower in ("until", "till") for token in tokens[max(index + 1, date_at - 2) : date_at + 1]
    )


def is_yet_to_come(tokens: Tokens, index: int) -> bool:
    """Tell whether "hasn't even begun" or "has yet to come" begins here."""
    near = [token.lower for token in tokens[index : index + 5]]
    is_not = near[0] in ("hasn't", "haven't") or (near[0] in ("has", "have") and near[1:2] in (["not"], ["yet"]))
    return is_not and any(word in words.BEGUN for word in near)


def _is_wish(tokens: Tokens, index: int) -> bool:
    """Tell of "hopes", "plans", "the deadline"; nouns of that look are none."""
    word, previous = tokens[index].lower, before(tokens, index)
    if word not in words.WISHES_AHEAD or (word == "deadline" and previous in words.FORMER):
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
        is_bare = previous in words.BEFORE_BARE_VERBS or _is_let(tokens, index)
        return not is_bare and not tokens[index].is_capitalised
    if word in words.TIMED_PLURALS_ALIKE:
        return _is_of_many(tokens, index) and (following in words.AFTER_TIMED_VERBS or _governs(tokens, index))
    if word in words.TIMED_PARTICIPLES or word in words.TIMED_PASSIVES:
        steps = 2 if previous in words.BETWEEN_VERBS or previous == "being" else 1
        return before(tokens, index, steps) in ("is", "are", "isn't", "aren't", "am")
    return False


def _is_let(tokens: Tokens, index: int) -> bool:
    """Tell of "let 120 men go"."""
    return any(token.lower in words.LETTING for token in tokens[max(index - _GOVERNOR_WORDS, 0) : index])


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
    if previous.lower in words.PRONOUNS_OF_MANY or (
        previous.lower in words.CLAUSE_JOINTS | {","} and _governs(tokens, index)
    ):
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
