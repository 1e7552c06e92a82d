"""Subjects that stand apart from their Ukrainian verbs: before a parenthesis, and beside an object that is denied."""

from claims.text.attribution_uk_circumstances import may_be_subject, past_modifiers
from claims.text.attribution_uk_places import place_before, speaker_in_place
from claims.text.attribution_uk_reach import left_border, opening_comma
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

# How verbs end: "назвав", "йшла", "кажуть", "сміється".
_PAST_ENDINGS = ("в", "ла", "ло", "ли", "вся", "лася", "лось", "лися", "лась", "лись")
_PRESENT_ENDINGS = ("ється", "ються", "иться", "яться", "аться", "ить", "ать", "ять", "ють", "уть", "ує", "ає", "яє",
                    "іє")  # fmt: skip
# "контракт якого", "у складі якої": so near the comma stands what makes a clause a relative one.
_TOKENS_TO_RELATIVE = 3
# Of a longer phrase it is not told which noun a relative clause belongs to.
_ANTECEDENT_TOKENS_AT_MOST = 5


def is_finite(token: Token) -> bool:
    """Tell by its ending whether a word is a verb in the past or the present; nouns that end so stand in a table."""
    word = token.lower
    if token.kind != "word" or len(word) < 3 or word in circumstances.NO_VERBS:
        return False
    if word.endswith(_PRESENT_ENDINGS):
        return not word.endswith(("ість", "сять", "п'ять"))
    return word.endswith(_PAST_ENDINGS) and not word.endswith(circumstances.NOUN_ENDINGS_LIKE_VERBS)


def parted_subject(tokens: tuple[Token, ...], index: int, *, can_be_plain: bool) -> tuple[int, int] | None:
    """Find "Фонд" of "Фонд, який платив за розкопки, назвав знахідку скарбом".

    The words before the parenthesis have no verb of their own and agree with the verb behind it. A parenthesis that is
    no relative clause counts with ``can_be_plain`` alone.
    """
    closing = index - 1
    opening = opening_comma(tokens, index) if tokens[closing].text == "," else None
    if opening is None or not opening:
        return None
    is_relative = _opens_relative(tokens, opening + 1)
    if not is_relative and (not can_be_plain or any(map(is_finite, tokens[opening + 1 : closing]))):
        return None
    first = left_border(tokens, opening)
    while first < opening and tokens[first].lower in speech.LEADING_WORDS | circumstances.ADVERBS:
        first += 1
    words = tokens[first:opening]
    if not words or words[0].lower in speech.PREPOSITIONS or any(map(is_finite, words)):
        return None
    return (first, opening) if may_be_subject(words[0], tokens[index].lower) else None


def _opens_relative(tokens: tuple[Token, ...], start: int) -> bool:
    near = [token.lower for token in tokens[start : start + _TOKENS_TO_RELATIVE]]
    return near[:1] != [] and (
        near[0] in circumstances.RELATIVE_ADVERBS or any(word.startswith(circumstances.RELATIVE_STEMS) for word in near)
    )


def denied_object(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give the place of "звинувачення" before a verb: "У партії такі звинувачення категорично відкидають"."""
    start = left_border(tokens, index)
    return next((place for place in range(start, index) if tokens[place].lower in circumstances.DENIED), None)


def beside_denied(
    tokens: tuple[Token, ...], first: int, denied: int, *, last: int, verb: str
) -> tuple[int, int] | None:
    """Find "компанія" of "Чутки про продаж компанія спростувала", and "Мер" of "Мер свою провину заперечує"."""
    opening = denied
    while opening > first and tokens[opening - 1].lower in circumstances.POINTING:
        opening -= 1
    place = place_before(tokens, opening) if verb.endswith(speech.PLURAL_ENDINGS) and opening else None
    if place is not None:
        return place
    if opening > first:
        return (first, opening) if may_be_subject(tokens[first], verb) else None
    index = denied + 1
    while index < last:
        if tokens[index].lower in ("в", "у") and verb.endswith(speech.PLURAL_ENDINGS):
            place = speaker_in_place(tokens, index)
            if place is not None and place[1] >= last:
                return place[0], last
        if tokens[index].lower in speech.PREPOSITIONS:
            index = past_modifiers(tokens, index + 1) + 1
        elif may_be_subject(tokens[index], verb):
            return index, last
        else:
            index += 1
    return None


def antecedent(tokens: tuple[Token, ...], comma: int) -> tuple[int, int] | None:
    """Find the noun phrase before the comma of ", яка обіцяла": behind the verb of its clause, if one stands there."""
    first = left_border(tokens, comma)
    first = max((place + 1 for place in range(first, comma) if is_finite(tokens[place])), default=first)
    while first < comma and tokens[first].lower in speech.LEADING_WORDS | circumstances.ADVERBS | speech.PREPOSITIONS:
        first += 1
    is_short = 0 < comma - first <= _ANTECEDENT_TOKENS_AT_MOST
    return (first, comma) if is_short and tokens[comma - 1].kind in ("word", "symbol") else None
