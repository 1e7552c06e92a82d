"""The speaker of one Ukrainian cue: the noun phrase before or behind it, or in the place "повідомили в" names."""

from claims.text.agencies import AGENCIES
from claims.text.attribution_uk_circumstances import (
    belongs_to_speaker,
    closing_mark,
    is_circumstance,
    is_office,
    may_be_subject,
    past_circumstances,
    past_modifiers,
    subject_from,
)
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token, join_lower

# A speaker of more words than this is a mistake of ours, not a speaker.
WHO_TOKENS_AT_MOST = 14
AGENCIES_AS_WRITTEN = frozenset(name for agency in AGENCIES for name in agency.names if " " not in name)
OPENING = frozenset('«„“"')
QUOTES = frozenset('«»„“”"')
# Each first word of "за словами" and its like with the phrases that it opens.
PHRASES_BY_START = {
    start: tuple(phrase for phrase in speech.PHRASES if phrase.partition(" ")[0] == start)
    for start in {phrase.partition(" ")[0] for phrase in speech.PHRASES}
}
BREAKS = frozenset(";:—–()[]-!?…")
_IN_NAMES = frozenset(["за", "з", "із", "зі"])
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
        is_of_name = token.lower in _IN_NAMES and not _is_reference(tokens, index) and not _is_time(tokens, index + 1)
        return index > start and (is_of_name or belongs_to_speaker(tokens, index, start))
    return token.lower not in speech.DATE_WORDS


def _is_time(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "за вересень" and "за третій квартал" from "за заборону мін"."""
    return any(
        token.kind == "number" or token.lower in speech.DATE_WORDS or token.lower in circumstances.SPANS_OF_TIME
        for token in tokens[index : index + 2]
    )


def _is_reference(tokens: tuple[Token, ...], index: int) -> bool:
    phrases = PHRASES_BY_START.get(tokens[index].lower, ())
    return any(join_lower(tokens, index, index + phrase.count(" ") + 1) == phrase for phrase in phrases)


def read_from(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "декларації" of "випливає з декларації"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in speech.FROM_WHICH:
        return None
    end = speaker_end(tokens, start + 1)
    return (start + 1, end) if end > start + 1 else None


def read_from_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "звіту банку" of "Зі звіту банку випливає"."""
    start = left_border(tokens, last)
    place = read_from(tokens, start)
    return place if place is not None and place[1] == last else None


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
    first = past_circumstances(tokens, start, verb=tokens[start - 1].lower)
    place = speaker_in_place(tokens, first)
    if first > start and first < len(tokens) and tokens[first].kind == "word" and place is None:
        token = tokens[first]
        is_foreign = not token.is_capitalised and token.lower not in circumstances.POSSESSIVES
        if is_foreign and not may_be_subject(token, tokens[start - 1].lower):
            return None
    if place is not None and tokens[start - 1].lower.endswith(speech.PLURAL_ENDINGS):
        return place
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
    for place in range(start + 2, end):
        is_hearer = tokens[place].lower in circumstances.HEARERS_BEHIND_PLACES
        is_paper = tokens[place].text in AGENCIES_AS_WRITTEN
        if is_hearer or is_paper:
            end = place
            break
    return (start + 1, end) if end > start + 1 else None


def opening_comma(tokens: tuple[Token, ...], last: int) -> int | None:
    """Give the comma that opens the parenthesis which ends at ``last``."""
    return next((place for place in range(last - 2, max(-1, last - 16), -1) if tokens[place].text == ","), None)


def denied_object(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give the place of "звинувачення" before a verb: "У партії такі звинувачення категорично відкидають"."""
    start = left_border(tokens, index)
    return next((place for place in range(start, index) if tokens[place].lower in circumstances.DENIED), None)


def speaker_before(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Find the subject or the place before a verb, past what stands between them."""
    last = _before_adverbs(tokens, index)
    if last and tokens[last - 1].text == ",":
        opening = opening_comma(tokens, last)
        if opening is None:
            return None
        office = _named_behind_office(tokens, opening, last - 1)
        if office is not None:
            return office
        last = opening
    last = _before_objects(tokens, last)
    border = left_border(tokens, last)
    if border > 1 and tokens[border - 1].lower in _JOINING and tokens[border - 2].text == ",":
        border -= 1
    first = _past_leading_words(tokens, border, last)
    if first == last and border > 1 and tokens[border - 1].text == "," and tokens[border].lower in _JOINING:
        opening = left_border(tokens, border - 1)
        return _shared_subject(tokens, _past_leading_words(tokens, opening, border - 1), border + 1)
    return _speaker_within(tokens, border, first, last=last, verb=tokens[index].lower)


def _speaker_within(
    tokens: tuple[Token, ...], border: int, first: int, *, last: int, verb: str
) -> tuple[int, int] | None:
    """Choose among a list of names, a subject shared with a verb before, a place, and the plain subject."""
    is_plural = verb.endswith(speech.PLURAL_ENDINGS)
    listed = _list_before(tokens, border, last) if is_plural else border
    if listed < border:
        return (listed, _before_circumstances(tokens, first, last))
    joined = _shared_subject(tokens, first, last)
    if joined is not None:
        return joined
    place = place_before(tokens, last) if is_plural else None
    if place is not None and _has_people_behind(tokens, place):
        place = None
    if place is not None and not _is_channel(tokens, place[0] - 1, min(place[1], place[0] + 2)):
        return place
    last = _before_object_of(tokens, first, _before_circumstances(tokens, first, last), verb=verb)
    if first < last:
        first = subject_from(tokens, first, last, verb=verb)
    return (first, last) if first < last and any(token.kind == "word" for token in tokens[first:last]) else None


def _has_people_behind(tokens: tuple[Token, ...], place: tuple[int, int]) -> bool:
    """Tell "у Яремчі сімейні лікарі кажуть", which is where they are, from "у штабі партії кажуть"."""
    head = tokens[place[1] - 1]
    before = tokens[place[1] - 2]
    is_people = is_office(head) and not head.is_capitalised and head.lower.endswith(circumstances.PEOPLE_ENDINGS)
    is_apart = before.is_capitalised or before.lower.endswith(("ні", "ві", "кі", "чі", "ші", "жі"))
    return place[1] - place[0] > 1 and is_people and is_apart


def _before_object_of(tokens: tuple[Token, ...], first: int, last: int, *, verb: str) -> int:
    """Step back over "результати" of "Прем'єр Гунтіс Лапса результати назвав": no subject of this verb ends so."""
    if last - first < 3 or verb not in speech.SAID_OF_THINGS:  # a first name, a family name and the object
        return last
    thing, names = tokens[last - 1], tokens[last - 3 : last - 1]
    is_name = all(name.kind == "word" and name.is_capitalised for name in names)
    is_object = thing.kind == "word" and not thing.is_capitalised and not may_be_subject(thing, verb)
    is_genitive = any(name.lower.endswith(("ої", "ого", "их")) for name in names)  # "мер Нової Одеської громади"
    return last - 1 if is_name and is_object and not is_genitive else last


def _before_adverbs(tokens: tuple[Token, ...], last: int) -> int:
    while last and (tokens[last - 1].lower in speech.INNER_ADVERBS or tokens[last - 1].lower in circumstances.ADVERBS):
        last -= 1
    return last


def _before_objects(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "це", "у вівторок" and "такі звинувачення"."""
    while last > 1 and tokens[last - 1].lower in _OBJECTS:
        last -= 1
    last = _before_date(tokens, last)
    denied = denied_object(tokens, last)
    if denied is not None and denied == last - 1:
        last = denied - (tokens[denied - 1].lower in circumstances.POINTING)
    return last


def _named_behind_office(tokens: tuple[Token, ...], opening: int, closing: int) -> tuple[int, int] | None:
    """Find all of "Автор дослідження, професор Ян Новак,": a name after an office is kept."""
    first = left_border(tokens, opening)
    has_name = any(token.is_capitalised for token in tokens[first + 1 : opening])
    behind = tokens[opening + 1 : closing]
    is_name = len(behind) >= 2 and all(token.is_capitalised for token in behind[-2:])
    is_plain = all(token.kind == "word" for token in tokens[first:opening])
    return (first, closing) if is_name and is_plain and not has_name and is_office(tokens[first]) else None


def _list_before(tokens: tuple[Token, ...], border: int, last: int) -> int:
    """Give where "Вашингтон, Лондон і Париж" begins: names in a row, the last one joined by "і"."""
    if tokens[border].lower in speech.PREPOSITIONS:  # "Утім, у Яремчі та Верховині лікарі"
        return border
    is_joined = any(token.lower in ("і", "й", "та") for token in tokens[border + 1 : min(last, border + 6)])
    if not is_joined or border < 2 or tokens[border - 1].text != ",":
        return border
    first = border
    while first > 1 and tokens[first - 1].text == ",":
        opening = left_border(tokens, first - 1)
        words = tokens[opening : first - 1]
        is_name = 0 < len(words) <= 4 and all(word.is_capitalised for word in words)
        if not is_name:
            break
        first = opening
    return first


def _before_circumstances(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Step back over "після наради", "у спільній заяві" and "увечері" between a speaker and his verb."""
    for place in range(first + 1, last):
        is_aside = _is_reference(tokens, place) or _is_channel(tokens, place, last)
        if is_aside or (tokens[place].text not in QUOTES and is_circumstance(tokens, place, first)):
            last = place
            break
    while last - 1 > first and tokens[last - 1].lower in circumstances.ADVERBS:
        last -= 1
    return last


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
            return (first, _before_denied_object(tokens, first, place))
    return None


def acting_subject(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "Суд" of "Суд скасував вирок, заявивши, що": the subject of the clause that ends at ``last``."""
    first = _past_leading_words(tokens, left_border(tokens, last), last)
    for place in range(first + 1, last):
        word = tokens[place]
        if not word.is_capitalised and len(word.text) > 4 and word.lower.endswith(_FINITE):
            end = _before_denied_object(tokens, first, place)
            return (first, end) if may_be_subject(tokens[first], word.lower) else None
    return None


def _before_denied_object(tokens: tuple[Token, ...], first: int, verb: int) -> int:
    """Step back over "поразки не" of "Прем'єр Вукотич поразки не визнав"."""
    if verb - 1 <= first or tokens[verb - 1].lower != "не":
        return verb
    last = verb - 1
    capital = next((place for place in range(last - 1, first, -1) if tokens[place].is_capitalised), 0)
    return capital + 1 if capital and last - capital <= 3 else last


def place_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "У Мінфіні заявили" and "заяві банку" of "У заяві банку йдеться"."""
    start = left_border(tokens, last)
    while start < last and tokens[start].lower in speech.LEADING_WORDS | circumstances.ADVERBS:
        start += 1
    while start < last and tokens[start].lower in circumstances.TIME_MODIFIERS | speech.DATE_WORDS:
        start += 1
    if start + 1 < last and (tokens[start].lower in speech.PREPOSITIONS or tokens[start].kind == "number"):
        behind = start + (tokens[start].kind != "number")
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        start = behind if behind > start + 1 else start
    place = speaker_in_place(tokens, start)
    if place is None or place[0] >= last or not _is_up_to_hearer(tokens, place[1], last):
        return None
    return (place[0], min(place[1], last))


def _is_up_to_hearer(tokens: tuple[Token, ...], end: int, last: int) -> bool:
    """Tell whether nothing but "УНІАН" or "журналістам" stands between a place and its verb."""
    return all(
        token.lower in circumstances.HEARERS_BEHIND_PLACES or token.text in AGENCIES_AS_WRITTEN
        for token in tokens[end:last]
    )


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
    while first < last and tokens[first].lower in speech.LEADING_WORDS | circumstances.TIME_MODIFIERS:
        first += 1
    if first + 1 < last and tokens[first].kind == "number" and tokens[first + 1].lower in speech.DATE_WORDS:
        first += 2
    if first + 1 < last and tokens[first].lower in speech.PREPOSITIONS:
        behind = first + 1
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        noun = past_modifiers(tokens, first + 1) + 1
        first = behind if behind > first + 1 else min(noun if noun < last else first + 2, last)
        is_joined_place = (
            first + 2 < last and tokens[first].lower in ("і", "й", "та") and tokens[first + 1].is_capitalised
        )
        first += 2 if is_joined_place and tokens[first - 1].is_capitalised else 0
    while first < last and tokens[first].lower in speech.DATE_WORDS | speech.LEADING_WORDS:
        first += 1
    return first
