"""How far a Ukrainian speaker reaches, and where his clause begins."""

from claims.text.agencies import AGENCIES
from claims.text.attribution_uk_circumstances import belongs_to_speaker, closing_mark, is_dative_name, past_modifiers
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token, join_lower

# A speaker of more words than this is a mistake of ours, not a speaker.
WHO_TOKENS_AT_MOST = 14
AGENCIES_AS_WRITTEN = frozenset(name for agency in AGENCIES for name in agency.names if " " not in name)
OPENING = frozenset('«„“"')
QUOTES = frozenset('«»„“”"')
# The first words of "за словами" and its like.
PHRASE_STARTS = frozenset(phrase.partition(" ")[0] for phrase in speech.PHRASES)
_PHRASE_LENGTHS = (2, 3)
BREAKS = frozenset(";:—–()[]-!?…")
_PARTING = BREAKS | frozenset(",.")
_IN_NAMES = frozenset(["за", "з", "із", "зі"])
_CUE_WORDS = speech.VERBS | speech.IMPERSONAL | speech.CONVERBS | speech.CITING


def speaker_end(tokens: tuple[Token, ...], start: int) -> int:
    """Give where the speaker that begins at ``start`` ends: at a comma, a verb, a date or a preposition."""
    end, limit = start, min(len(tokens), start + WHO_TOKENS_AT_MOST)
    if start < limit and tokens[start].lower in circumstances.PRONOUNS:
        return start + 1
    end = max(end, _past_participle(tokens, start))
    while end < limit and not (end > start and opens_hearer(tokens, end)):
        if tokens[end].text in OPENING:
            closing = closing_mark(tokens, end)
            if closing is None:
                break
            end = closing + 1
        elif _goes_on(tokens, end, start):
            end += 1
        else:
            break
    while end > start and tokens[end - 1].lower in speech.PREPOSITIONS:
        end -= 1
    return end


def _past_participle(tokens: tuple[Token, ...], start: int) -> int:
    """Step over "оприлюднені у вівторок" and "підготовлений для ради" that say which results or which report."""
    if start + 2 >= len(tokens) or not tokens[start].lower.startswith(circumstances.PARTICIPLE_STEMS):
        return start
    index = start + 1
    if tokens[index].lower in speech.PREPOSITIONS:
        index += 1
        behind = index
        while behind < len(tokens) and (tokens[behind].kind == "number" or tokens[behind].lower in speech.DATE_WORDS):
            behind += 1
        index = behind if behind > index else past_modifiers(tokens, index) + 1
    elif tokens[index].lower in speech.DATE_WORDS:
        index += 1
    return index if index < len(tokens) and tokens[index].kind == "word" else start


def _goes_on(tokens: tuple[Token, ...], index: int, start: int) -> bool:
    token = tokens[index]
    if token.text == ".":
        return index > start and len(tokens[index - 1].text) <= 2 and index + 1 < len(tokens)
    if token.text == "-" and tokens[index - 1].kind == "number" and tokens[index - 1].end == token.start:
        return True  # "54-річна"
    if token.text in ("%", "№"):
        return index > start
    if token.kind not in ("word", "number") or token.lower in speech.WHO_STOPS or token.lower in _CUE_WORDS:
        return False
    if token.lower in speech.PREPOSITIONS:
        # "кампанії за заборону мін", "комісара з прав людини": parts of a name; the others open a circumstance.
        is_of_name = token.lower in _IN_NAMES and not is_reference(tokens, index) and not _is_time(tokens, index + 1)
        return index > start and (is_of_name or belongs_to_speaker(tokens, index, start))
    return token.lower not in speech.DATE_WORDS and not (index > start and _opens_time(tokens, index))


def _opens_time(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "уночі" and the first word of "минулого тижня" and "того ж дня" behind a speaker."""
    if tokens[index].lower in circumstances.ADVERBS:
        return True
    following = {token.lower for token in tokens[index + 1 : index + 3]}
    return tokens[index].lower in circumstances.TIME_MODIFIERS and not following.isdisjoint(circumstances.TIMES)


def opens_hearer(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "порталу «Місто»", "журналістам" and "«Тижню»" behind a speaker: whom it is told to."""
    token, before = tokens[index], tokens[index - 1]
    if token.text in OPENING:
        closing = closing_mark(tokens, index)
        is_name = before.is_capitalised and not before.text.isupper()
        return is_name and closing is not None and is_dative_name(tokens, index + 1, closing)
    if token.kind != "word":
        return False
    if token.text in AGENCIES_AS_WRITTEN or token.text.isascii():
        return before.is_capitalised and not before.text.isupper() and not before.text.isascii()
    is_behind_name = before.is_capitalised and not before.lower.endswith(circumstances.OBLIQUE_ADJECTIVE_ENDINGS)
    is_common = not token.is_capitalised and len(token.text) > 4 and token.lower not in circumstances.NO_DATIVES
    if is_common and (token.lower.endswith(("ам", "ям")) or (is_behind_name and token.lower.endswith(("ому", "ьому")))):
        return True
    if token.lower not in speech.HEARERS | circumstances.HEARERS_BEHIND_PLACES:
        return False
    # "міністр" may stand before "суду" of his; a name or a genitive of a person has no such word behind it.
    return is_behind_name or token.lower in circumstances.DATIVES_ONLY


def _is_time(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "за вересень" and "за третій квартал" from "за заборону мін"."""
    return any(
        token.kind == "number" or token.lower in speech.DATE_WORDS or token.lower in circumstances.SPANS_OF_TIME
        for token in tokens[index : index + 2]
    )


def is_reference(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].lower in PHRASE_STARTS and phrase_end(tokens, index) is not None


def phrase_end(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give where "за словами" ends that begins at ``index``; None where no such phrase begins."""
    lengths = (length for length in _PHRASE_LENGTHS if join_lower(tokens, index, index + length) in speech.PHRASES)
    return next((index + length for length in lengths), None)


def with_participle(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Take ", оприлюдненому на сайті реєстру" into "звіті", which nothing else names; up to the comma or full stop."""
    if end + 2 >= len(tokens) or tokens[end].text != "," or end <= start:
        return end
    if not tokens[end + 1].lower.startswith(circumstances.PARTICIPLE_STEMS):
        return end
    head = tokens[min(past_modifiers(tokens, start), end - 1)]
    is_named = any(token.is_capitalised for token in tokens[start + 1 : end])
    if is_named or not head.lower.startswith(speech.DOCUMENT_STEMS):
        return end
    limit = min(len(tokens), end + WHO_TOKENS_AT_MOST)
    close = next((place for place in range(end + 2, limit) if tokens[place].text in _PARTING), limit)
    return close if close < limit or limit == len(tokens) else end


def opening_comma(tokens: tuple[Token, ...], last: int) -> int | None:
    """Give the comma that opens the parenthesis which ends at ``last``."""
    return next((place for place in range(last - 2, max(-1, last - 16), -1) if tokens[place].text == ","), None)


def left_border(tokens: tuple[Token, ...], last: int) -> int:
    for first in range(last, max(0, last - WHO_TOKENS_AT_MOST), -1):
        token = tokens[first - 1]
        is_name_quote = token.text in QUOTES and first - 1 > 0
        if is_name_quote:
            continue
        if token.text in BREAKS or token.text == "," or token.lower in speech.WHO_STOPS:
            return first
        if token.text == "." and len(tokens[first - 2].text) > 2:
            return first
    return max(0, last - WHO_TOKENS_AT_MOST)
