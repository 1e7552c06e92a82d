"""What a sum of money goes on: "$5 million in aid", "spent £4 million on repairs", "8bn kwacha ($10m) in food aid"."""

from claims.text.languages import en, en_money, en_nouns
from claims.text.tokens import Token, join_lower

# What money is given "for" or "towards" is no noun.
PREPOSITIONS = frozenset({"in", "on"})
# "spent, by the auditor's count, an extra £4 million on roads"; "spent £2 million on roads and £3 million on schools".
WORDS_FROM_VERB = 16
# So many words at most give the same sum in other money: "(about US$10.3 million)".
WORDS_IN_BRACKETS = 8
_CALENDAR = frozenset(en.MONTHS) | frozenset(en.WEEKDAYS)


def past_brackets(tokens: tuple[Token, ...], index: int) -> int:
    """Go past the brackets at ``index`` that give the sum before them in other money."""
    for position in range(index + 2, min(index + WORDS_IN_BRACKETS, len(tokens))):
        if tokens[position].text == ")":
            return position + 1
    return index


def purpose_start(tokens: tuple[Token, ...], index: int) -> int | None:
    """Find where the thing begins that the sum before the preposition at ``index`` goes on; None when it is none."""
    start = index + 1
    if tokens[index].lower == "in":
        return start if _is_content(tokens, start) else None
    if not _has_verb_before(tokens, index, verbs=en_money.SPENDING):
        return None
    while join_lower(tokens, start, start + 1) in en_nouns.DETERMINERS:
        start += 1
    return start if _is_thing(tokens, start) else None


def _has_verb_before(tokens: tuple[Token, ...], index: int, *, verbs: frozenset[str]) -> bool:
    for position in range(index - 1, max(-1, index - 1 - WORDS_FROM_VERB), -1):
        if tokens[position].text in (";", ":"):
            return False
        if tokens[position].lower in verbs:
            return True
    return False


def _is_content(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "$5 million in aid" and "in US aid" from "£2.90 in London", which says where and not what."""
    while index < len(tokens) and tokens[index].is_capitalised:
        index += 1
    is_word = index < len(tokens) and tokens[index].kind == "word"
    return is_word and tokens[index].lower not in en_nouns.NOUN_STOPS | en_money.NO_PURPOSES


def _is_thing(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "on repairs" and "on the BBC's archive" from "on Tuesday", "on average" and "for repairing bridges"."""
    if index >= len(tokens) or tokens[index].lower in _CALENDAR | en_money.NO_THINGS or _is_gerund(tokens, index):
        return False
    return _is_content(tokens, index)


def _is_gerund(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "on repairing the roads" from "on advertising" and "on housing projects"."""
    return tokens[index].lower.endswith("ing") and tokens[index].lower not in en_nouns.NOUNS_IN_ING
