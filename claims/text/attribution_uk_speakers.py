"""The speaker of one Ukrainian cue: the noun phrase before or behind it, or in the place "повідомили в" names."""

from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token, join_lower

# A speaker of more words than this is a mistake of ours, not a speaker.
WHO_TOKENS_AT_MOST = 14
OPENING = frozenset('«„“"')
QUOTES = frozenset('«»„“”"')
# Each first word of "за словами" and its like with the phrases that it opens.
PHRASES_BY_START = {
    start: tuple(phrase for phrase in speech.PHRASES if phrase.partition(" ")[0] == start)
    for start in {phrase.partition(" ")[0] for phrase in speech.PHRASES}
}
BREAKS = frozenset(";:—–()[]-!?…")
_JOINING = frozenset(["і", "й", "та", "а", "але", "проте", "однак"])
# "дипломати це спростували"
_OBJECTS = frozenset(["це", "цього", "таке", "все", "його", "її", "їх"])
# "свідчать результати після підрахунку"
_BEHIND_RESULTS = frozenset(["після", "про", "щодо", "серед", "від", "до"])
_CUE_WORDS = speech.VERBS | speech.IMPERSONAL | speech.CONVERBS | speech.CITING
# How verbs end that may stand between a subject and a second verb of its own.
_FINITE = ("в", "ла", "ло", "ли", "вся", "лася", "лися", "лась", "лись", "ється", "ються", "ить", "ать", "ять", "ють",
           "уть", "є")  # fmt: skip


def speaker_end(tokens: tuple[Token, ...], start: int) -> int:
    """Give where the speaker that begins at ``start`` ends: at a comma, a verb, a date or a preposition."""
    end, limit = start, min(len(tokens), start + WHO_TOKENS_AT_MOST)
    while end < limit:
        if tokens[end].text in OPENING:
            closing = _closing(tokens, end)
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


def _closing(tokens: tuple[Token, ...], opening: int) -> int | None:
    """Give the mark that closes a name of a few words: «Дністер-прес»."""
    for index in range(opening + 1, min(len(tokens), opening + 8)):
        if tokens[index].text in QUOTES:
            return index
    return None


def _goes_on(tokens: tuple[Token, ...], index: int, start: int) -> bool:
    token = tokens[index]
    if token.text == ".":
        return index > start and len(tokens[index - 1].text) <= 2 and index + 1 < len(tokens)
    if token.text == "-" and tokens[index - 1].kind == "number" and tokens[index - 1].end == token.start:
        return True  # "54-річна"
    if token.kind not in ("word", "number") or token.lower in speech.WHO_STOPS or token.lower in _CUE_WORDS:
        return False
    if token.lower in speech.PREPOSITIONS:
        # "кампанії за заборону мін", "комісара з прав людини": parts of a name; the others open a circumstance.
        return token.lower in ("за", "з", "із", "із", "зі") and index > start and not _is_reference(tokens, index)
    return token.lower not in speech.DATE_WORDS


def _is_reference(tokens: tuple[Token, ...], index: int) -> bool:
    phrases = PHRASES_BY_START.get(tokens[index].lower, ())
    return any(join_lower(tokens, index, index + phrase.count(" ") + 1) == phrase for phrase in phrases)


def read_from(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "декларації" of "випливає з декларації"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in speech.FROM_WHICH:
        return None
    end = speaker_end(tokens, start + 1)
    return (start + 1, end) if end > start + 1 else None


def may_speak(tokens: tuple[Token, ...], who: tuple[int, int], verb: str) -> bool:
    """Tell who says a thing from courts that sentence people and from objects that stand first."""
    words = {token.lower for token in tokens[who[0] : who[1]]}
    is_sentence = verb.startswith("засуд") and any(word.startswith("суд") for word in words)
    return not is_sentence and not words <= _OBJECTS and _agrees(tokens, who, verb)


def _agrees(tokens: tuple[Token, ...], who: tuple[int, int], verb: str) -> bool:
    """Tell by the endings whether these words may be the subject: "рішення засудили" has its subject behind."""
    words = [token for token in tokens[who[0] : min(who[1], who[0] + 4)] if token.kind == "word"]
    if any(
        not ("а" <= token.lower[-1:] <= "я" or token.lower[-1:] in "іїєґ'") or token.text.isupper() for token in words
    ):
        return True
    if tokens[who[0]].lower in speech.PREPOSITIONS:
        return False
    if verb.endswith(("ла", "лася", "лась")):
        return any(token.lower.endswith(("а", "я", "ь")) for token in words)
    if verb.endswith(("ли", "лися", "лись")):
        return any(token.lower.endswith(("и", "і", "ї", "е")) or token.lower in ("та", "й") for token in words)
    if verb.endswith(("в", "вся")):
        return any(token.lower[-1:] not in "аеєиіїуюя" for token in words)
    return bool(words)


def speaker_behind(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    place = speaker_in_place(tokens, start)
    if place is not None and tokens[start - 1].lower.endswith(speech.PLURAL_ENDINGS):
        return place
    first = _past_circumstances(tokens, start)
    end = speaker_end(tokens, first)
    if tokens[start - 1].lower in speech.SHOWING and end < len(tokens) and tokens[end].lower in _BEHIND_RESULTS:
        end = max(end, speaker_end(tokens, end + 1))
    return (first, end) if end > first else None


def speaker_in_place(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "повідомили в Мінфіні" and "звіті банку" of "йдеться у звіті банку"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in ("в", "у", "на", "при"):
        return None
    if tokens[start + 1].lower in speech.DATE_WORDS or tokens[start + 1].kind == "number":
        return None
    end = speaker_end(tokens, start + 1)
    return (start + 1, end) if end > start + 1 else None


def _past_circumstances(tokens: tuple[Token, ...], start: int) -> int:
    """Step over "у вівторок", "журналістам" and "газеті «Обрій»" between a verb and its speaker."""
    index = start
    while index < len(tokens):
        word = tokens[index].lower
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if word in ("у", "в", "на", "о") and (following in speech.DATE_WORDS or following in ("ефірі", "інтерв'ю")):
            index += 2
        elif word in speech.DATE_WORDS or word in speech.INNER_ADVERBS:
            index += 1
        elif word in speech.HEARERS:
            index += 1
            if index < len(tokens) and tokens[index].text in OPENING:
                index = (_closing(tokens, index) or index) + 1
        else:
            break
    return index


def speaker_before(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    last = index
    while last and tokens[last - 1].lower in speech.INNER_ADVERBS:
        last -= 1
    if last and tokens[last - 1].text == ",":
        opening = next((place for place in range(last - 2, max(-1, last - 16), -1) if tokens[place].text == ","), None)
        if opening is None:
            return None
        last = opening
    while last > 1 and tokens[last - 1].lower in _OBJECTS:
        last -= 1
    last = _before_date(tokens, last)
    border = left_border(tokens, last)
    first = _past_leading_words(tokens, border, last)
    if first == last and border > 1 and tokens[border - 1].text == "," and tokens[border].lower in _JOINING:
        opening = left_border(tokens, border - 1)
        return _shared_subject(tokens, _past_leading_words(tokens, opening, border - 1), border + 1)
    joined = _shared_subject(tokens, first, last)
    if joined is not None:
        return joined
    if tokens[index].lower.endswith(speech.PLURAL_ENDINGS):
        place = place_before(tokens, last)
        if place is not None:
            return place
    last = next(
        (place for place in range(first + 1, last) if _is_reference(tokens, place) or _is_channel(tokens, place, last)),
        last,
    )
    return (first, last) if first < last and any(token.kind == "word" for token in tokens[first:last]) else None


def _is_channel(tokens: tuple[Token, ...], place: int, last: int) -> bool:
    """Tell "у щоденному звіті" of "Міноборони у щоденному звіті зазначило" from "міноборони в Бухаресті"."""
    if tokens[place].lower not in ("у", "в", "на", "під"):
        return False
    return any(token.lower.startswith(speech.CHANNEL_STEMS) for token in tokens[place + 1 : min(last, place + 5)])


def _shared_subject(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """Find "Прем'єрка" of "Прем'єрка привітала переможців і оголосила"; None where no verb stands before."""
    for place in range(first + 1, last):
        word = tokens[place]
        is_verb = not word.is_capitalised and len(word.text) > 4 and word.lower.endswith(_FINITE)
        if is_verb and any(token.lower in _JOINING for token in tokens[place + 1 : last]):
            return (first, place)
    return None


def place_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "У Мінфіні заявили" and "заяві банку" of "У заяві банку йдеться"."""
    start = left_border(tokens, last)
    while start < last and tokens[start].lower in speech.LEADING_WORDS:
        start += 1
    if start + 1 < last and (tokens[start].lower in speech.PREPOSITIONS or tokens[start].kind == "number"):
        behind = start + (tokens[start].kind != "number")
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        start = behind if behind > start + 1 else start
    place = speaker_in_place(tokens, start)
    return place if place is not None and place[1] == last else None


def _before_date(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "у вівторок" between a speaker and his verb."""
    index = last
    while index and (tokens[index - 1].lower in speech.DATE_WORDS or tokens[index - 1].kind == "number"):
        index -= 1
    if 0 < index < last and tokens[index - 1].lower in speech.PREPOSITIONS:
        index -= 1
    return index or last


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


def _past_leading_words(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Step over "Водночас", "У вівторок" and "У своїй заяві" before the speaker."""
    while first < last and tokens[first].lower in speech.LEADING_WORDS:
        first += 1
    if first + 1 < last and tokens[first].kind == "number" and tokens[first + 1].lower in speech.DATE_WORDS:
        first += 2
    if first + 1 < last and tokens[first].lower in speech.PREPOSITIONS:
        behind = first + 1
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        first = behind if behind > first + 1 else min(first + 2, last)
    while first < last and tokens[first].lower in speech.DATE_WORDS | speech.LEADING_WORDS:
        first += 1
    return first
