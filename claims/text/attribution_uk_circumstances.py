"""What stands between a Ukrainian verb of saying and its speaker: the hearer, the place and the time.

"заявив після засідання прокурор", "пояснив акціонерам директор", "написала у твітері дружина". The subject is told by
its ending and the gender and number of the verb, else by the tables of offices and bodies.
"""

from itertools import takewhile

from claims.text.agencies import UKRAINIAN_BODY_STEMS
from claims.text.languages import uk_circumstances as tables
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

_OPENING = frozenset('«„“"')
_CLOSING = frozenset('»”“"')
_CHANNELS = (*speech.CHANNEL_STEMS, "журнал", "газет", "видан", "подкаст", "передач", "програм")
# Further away than this stands no speaker.
_STEPS_AT_MOST = 14


def past_circumstances(tokens: tuple[Token, ...], start: int, *, verb: str) -> int:
    """Give where the speaker begins behind a verb, past "у вівторок", "журналістам" and "після засідання"."""
    index, limit = start, min(len(tokens), start + _STEPS_AT_MOST)
    while index < limit:
        behind = _past_one(tokens, index, verb=verb)
        if behind == index:
            break
        index = behind
    return index


def _past_one(tokens: tuple[Token, ...], index: int, *, verb: str) -> int:
    token = tokens[index]
    if token.lower in speech.DATE_WORDS or token.lower in speech.INNER_ADVERBS or token.lower in tables.ADVERBS:
        return index + 1
    if token.lower in ("й", "і", "та"):
        return index + 1
    if token.lower in tables.OPENING_CIRCUMSTANCES and not _names_speaker(tokens, index, verb=verb):
        return past_phrase(tokens, index + 1, verb=verb)
    if _is_hearer(token):
        is_named = index + 1 < len(tokens) and tokens[index + 1].text in _OPENING
        name_end = closing_mark(tokens, index + 1) if is_named else None
        return _past_tail(tokens, (index if name_end is None else name_end) + 1, verb=verb)
    if token.text in _OPENING:
        return _past_quoted_hearer(tokens, index)
    if token.kind == "word" and token.text.isascii():
        following = tokens[index + 1] if index + 1 < len(tokens) else token
        if following.text.isascii() and following.kind == "word" and tokens[index - 1].lower in speech.HEARERS:
            return index + 2  # "телеканалу Metro TV"
        is_subject = following.kind == "word" and not following.text.isascii() and may_be_subject(following, verb)
        is_subject = is_subject and following.lower not in speech.PREPOSITIONS | speech.WHO_STOPS
        return index + 1 if is_subject else index  # "сказала BBC співачка"
    return _past_object(tokens, index, verb=verb)


def _names_speaker(tokens: tuple[Token, ...], index: int, *, verb: str) -> bool:
    """Tell "заявили у Варшаві" from "заявили у Варшаві лідери країн" and "заявили у спільному листі лідери"."""
    if tokens[index].lower not in ("в", "у", "на", "при") or not verb.endswith(speech.PLURAL_ENDINGS):
        return False
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following in speech.DATE_WORDS or tokens[min(index + 1, len(tokens) - 1)].kind == "number":
        return False
    behind = past_phrase(tokens, index + 1, verb=verb)
    if behind >= len(tokens) or tokens[behind].kind != "word":
        return True
    return tokens[behind].lower in speech.WHO_STOPS or tokens[behind].lower.startswith(tables.NEUTER_STEMS)


def _is_hearer(token: Token) -> bool:
    """Tell "журналістам", "союзників", "колезі": no subject ends so."""
    if token.lower in speech.HEARERS:
        return True
    if token.lower in tables.OWNERS:
        return False
    is_common = token.kind == "word" and not token.is_capitalised and len(token.text) > 3
    return is_common and token.lower.endswith(tables.HEARER_ENDINGS)


def is_told(token: Token) -> bool:
    """Tell "Журналістам" and "Нам" at the head of a clause: whom something is told."""
    is_plural = len(token.text) > 5 and token.lower.endswith(("ам", "ям")) and not token.lower.endswith("грам")
    return token.kind == "word" and (is_plural or token.lower in tables.TOLD)


def _past_quoted_hearer(tokens: tuple[Token, ...], index: int) -> int:
    """Step over «Обрію» of "сказали «Обрію» в поліції" and "сказав «Обрію» мер"."""
    closing = closing_mark(tokens, index)
    if closing is None or closing + 1 >= len(tokens) or not is_dative_name(tokens, index + 1, closing):
        return index
    following = tokens[closing + 1]
    return closing + 1 if following.kind == "word" or following.text in _OPENING else index


def is_dative_name(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell by an ending whether a name in quotation marks may be a hearer: «Обрію», «Новинам Поділля», "BBC"."""
    return any(_is_dative(token) for token in tokens[first:last])


def _is_dative(token: Token) -> bool:
    return token.lower.endswith(("у", "ю", "і", "ї", "ам", "ям", "ові", "еві")) or token.text.isascii()


def closing_mark(tokens: tuple[Token, ...], opening: int) -> int | None:
    """Give the mark that closes a name of a few words: «Дністер-прес»."""
    for index in range(opening + 1, min(len(tokens), opening + 8)):
        if tokens[index].text in _CLOSING:
            return index
    return None


def past_phrase(tokens: tuple[Token, ...], index: int, *, verb: str) -> int:
    """Step over what a preposition governs: its modifiers, its noun and the genitives behind it."""
    start = index
    index = past_modifiers(tokens, index)
    if index < len(tokens) and tokens[index].text in _OPENING:
        index = (closing_mark(tokens, index) or index) + 1
    elif index < len(tokens) and tokens[index].kind in ("word", "number", "code"):
        index += 1
    return _past_tail(tokens, index, verb=verb) if index > start else start


def past_modifiers(tokens: tuple[Token, ...], index: int) -> int:
    """Give where the noun stands behind "спільній" and "своєму"."""
    while index < len(tokens) and _is_modifier(tokens, index):
        index += 1
    return index


def _is_modifier(tokens: tuple[Token, ...], index: int) -> bool:
    token, following = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.kind not in ("word", "number"):
        return False
    is_oblique = token.kind == "word" and token.lower.endswith(tables.OBLIQUE_ADJECTIVE_ENDINGS)
    return token.kind == "number" or is_oblique or token.lower in tables.POSSESSIVES


def _past_tail(tokens: tuple[Token, ...], index: int, *, verb: str) -> int:
    """Step over the genitives of a circumstance, as far as they cannot be the subject of the verb."""
    while index < len(tokens):
        token = tokens[index]
        if token.text in _OPENING:
            closing = closing_mark(tokens, index)
            if closing is None or closing + 1 >= len(tokens) or tokens[closing + 1].kind != "word":
                return index
            index = closing + 1
        elif token.kind == "number":
            is_aged = index + 1 < len(tokens) and tokens[index + 1].text == "-"
            if is_aged:
                return index
            index += 1
        elif token.kind == "word" and not token.is_capitalised and not may_be_subject(token, verb):
            if token.lower in speech.PREPOSITIONS or token.lower in speech.WHO_STOPS | tables.OWNERS:
                return index
            index += 1
        else:
            return index
    return index


def _past_object(tokens: tuple[Token, ...], index: int, *, verb: str) -> int:
    """Step over "договір" of "назвала договір голова": an office that agrees with the verb follows."""
    token = tokens[index]
    if token.lower in tables.POSSESSIVES or token.lower in speech.PREPOSITIONS:
        return index
    if token.kind != "word" or token.is_capitalised or may_be_subject(token, verb) or is_office(token):
        return index
    for place in range(index + 1, min(len(tokens), index + 6)):
        if tokens[place].kind != "word":
            return index
        if is_office(tokens[place]) and may_be_subject(tokens[place], verb):
            return _first_modifier(tokens, index + 1, place, verb=verb)
    return index


def _first_modifier(tokens: tuple[Token, ...], first: int, head: int, *, verb: str) -> int:
    """Give where the adjectives before an office begin: "обласний прокурор"."""
    while head > first and _agrees_before(tokens[head - 1], verb):
        head -= 1
    return head


def _agrees_before(token: Token, verb: str) -> bool:
    return token.lower.endswith(tables.NOMINATIVE_ADJECTIVE_ENDINGS) and may_be_subject(token, verb)


def is_office(token: Token) -> bool:
    """Tell words for people and bodies that speak."""
    word = token.lower
    return word in tables.OFFICE_WORDS or word.startswith(tables.OFFICE_STEMS) or word.startswith(UKRAINIAN_BODY_STEMS)


def may_be_subject(token: Token, verb: str) -> bool:
    """Tell by the ending whether a word may be the subject of a verb, in the nominative and in its number."""
    if token.kind != "word" or token.text.isascii() or (len(token.text) > 1 and token.text.isupper()):
        return True
    if token.lower.endswith(tables.INSTRUMENTAL_ADJECTIVE_ENDINGS) and not token.is_capitalised:
        return False
    # "компанія-оператор", "прес-секретарка": either part may agree
    parts = token.lower.split("-")
    return any(_is_nominative(part) and _agrees_in_number(part, verb) for part in parts)


def _is_nominative(word: str) -> bool:
    if word in tables.DENIED or word in tables.OBLIQUE_PEOPLE or word in tables.NEVER_SPEAKING:
        return False
    return word in tables.NOMINATIVES_BY_WORD or not word.endswith(tables.NEVER_NOMINATIVE)


def _agrees_in_number(word: str, verb: str) -> bool:
    if verb.endswith(("ла", "лася", "лась")):
        is_feminine = word.endswith(("а", "я", "ь")) and not word.endswith(("ння", "ття"))
        return is_feminine or word in tables.FEMININE_BY_WORD or _is_title(word)
    if verb.endswith(speech.PLURAL_ENDINGS) and (
        word in tables.QUANTIFIERS or (word.endswith(("а", "я")) and word.startswith(tables.NEUTER_STEMS))
    ):
        return True
    if verb.endswith(("ли", "лися", "лись")):
        return word.endswith(("и", "і", "ї", "е", "ні"))
    if verb.endswith(("в", "вся")):
        return word[-1:] not in "аеєиіїоуюя" or word in tables.MASCULINE_IN_A
    if verb.endswith(("ло", "лося", "лось")):
        return word.endswith(("о", "е", "є", "ння", "ття"))
    if verb.endswith(("ють", "ять", "уть", "ать", "яться", "ються", "аться")):
        return word.endswith(("и", "і", "ї", "е"))
    return word[-1:] not in "уюиї"


def _is_title(word: str) -> bool:
    """Tell "міністр" of "заявила міністр Олена Рудь"."""
    return word.startswith(tables.TITLE_STEMS) and word[-1:] not in "аеєиіїоуюя"


def subject_from(tokens: tuple[Token, ...], first: int, last: int, *, verb: str) -> int:
    """Give where the subject begins when an object stands before it: "Міністра фінансів опозиція звинуватила"."""
    if tokens[first].kind != "word" or may_be_subject(tokens[first], verb) or is_name(tokens, first):
        return first
    if tokens[first].lower in tables.OWNERS:
        return first
    agreeing = [
        place
        for place in range(first + 1, last)
        if may_be_subject(tokens[place], verb) and tokens[place - 1].lower not in speech.PREPOSITIONS
    ]
    offices = [place for place in agreeing if is_office(tokens[place])]
    if offices:
        return _first_modifier(tokens, first + 1, offices[0], verb=verb)
    is_object = tokens[first].lower.endswith(("у", "ю")) and agreeing and not tokens[agreeing[0]].text.isupper()
    return agreeing[0] if is_object else first


def is_name(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell "Джо Байден" at the head of a sentence from an object: two capitals, or letters of another script."""
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    return tokens[first].is_capitalised and following is not None and following.is_capitalised


def belongs_to_speaker(tokens: tuple[Token, ...], index: int, start: int) -> bool:
    """Tell "посол Канади в ООН" and "відповіді на запит" from "мер у вівторок": the noun asks for the preposition."""
    if index <= start or index + 1 >= len(tokens):
        return False
    preposition, following = tokens[index].lower, tokens[index + 1]
    heads = tables.ATTACHING.get(preposition)
    if heads is None or following.lower in speech.DATE_WORDS or following.kind == "number":
        return False
    if preposition in ("в", "у", "при", "на") and len(following.text) > 1 and following.text.isupper():
        return True
    if preposition in ("в", "у") and (following.lower in tables.FIELDS or _has_name_behind(tokens, index)):
        return True
    if preposition in ("в", "у") and not following.is_capitalised and following.lower not in tables.BODIES_IN_PLACES:
        return False
    return any(token.lower.startswith(heads) for token in tokens[start:index])


def _has_name_behind(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "завідувачка диспансеру в Дубні Алла Рій": an office, where it is, and who holds it."""
    place = index + 1 if tokens[index + 1].is_capitalised else past_modifiers(tokens, index + 1)
    if tokens[index - 1].is_capitalised or place + 2 >= len(tokens) or tokens[place].lower.startswith(_CHANNELS):
        return False
    capitals = takewhile(lambda token: token.is_capitalised and not token.text.isascii(), tokens[place + 1 : place + 4])
    return len(tuple(capitals)) >= 2


def is_circumstance(tokens: tuple[Token, ...], index: int, start: int) -> bool:
    """Tell whether a preposition between a speaker and his verb opens a circumstance: "мер після наради заявив"."""
    word = tokens[index].lower
    return word in tables.CUTTING_PREPOSITIONS and not belongs_to_speaker(tokens, index, start)
