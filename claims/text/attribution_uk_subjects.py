"""The subject or the place before a Ukrainian verb of saying, past what stands between them."""

from claims.text.attribution_uk_circumstances import (
    closing_mark,
    is_circumstance,
    is_office,
    is_told,
    may_be_subject,
    past_modifiers,
    subject_from,
)
from claims.text.attribution_uk_clauses import antecedent, beside_denied, denied_object
from claims.text.attribution_uk_places import place_before, place_of_shared
from claims.text.attribution_uk_reach import OPENING, QUOTES, is_reference, left_border, opening_comma
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

_JOINING = frozenset(["і", "й", "та", "а", "але", "проте", "однак"])
# "дипломати це спростували"
_OBJECTS = frozenset(["це", "цього", "таке", "все", "його", "її", "їх"])
# "мер ще в грудні радив"
_BETWEEN = speech.INNER_ADVERBS | circumstances.ADVERBS | circumstances.NEVER_SPEAKING
# How verbs end that may stand between a subject and a second verb of its own.
_FINITE = ("в", "ла", "ло", "ли", "вся", "лася", "лися", "лась", "лись", "ється", "ються", "ить", "ать", "ять", "ють",
           "уть", "є")  # fmt: skip


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
        place = place_of_shared(tokens, opening, border - 1, verb=tokens[index].lower)
        if place is not None:
            return place
        return _shared_subject(tokens, _past_leading_words(tokens, opening, border - 1), border + 1)
    if first < last and tokens[first].text in OPENING and closing_mark(tokens[:last], first) is None:
        first += 1  # "«Люди сказали, що …"
    if first == last:
        is_plural = tokens[index].lower.endswith(speech.PLURAL_ENDINGS)
        who = _subject_of_relative(tokens, border) if border > 1 else None
        return who or (place_before(tokens, last) if is_plural else None)
    denied = denied_object(tokens, last)
    if denied is not None and denied >= first and tokens[index].lower in speech.DENYING:
        return beside_denied(tokens, first, denied, last=last, verb=tokens[index].lower)
    return _speaker_within(tokens, border, first, last=last, verb=tokens[index].lower)


def _subject_of_relative(tokens: tuple[Token, ...], border: int) -> tuple[int, int] | None:
    """Find "Рада" of "Рада, яка обіцяла" and of "Рада ухвалила звернення, у якому закликала"."""
    relative = tokens[border - 1].lower
    if relative in circumstances.SUBJECT_RELATIVES and tokens[border - 2].text == ",":
        return antecedent(tokens, border - 2)
    if relative.startswith(circumstances.RELATIVE_STEMS) and tokens[border - 2].lower in ("в", "у"):
        return acting_subject(tokens, border - 3) if border > 3 and tokens[border - 3].text == "," else None
    return None


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
    if last - first < 3 or not verb.startswith(
        ("назв", "назив", "оцін", "відкин")
    ):  # a first name, a family name and the object
        return last
    thing, names = tokens[last - 1], tokens[last - 3 : last - 1]
    is_name = all(name.kind == "word" and name.is_capitalised for name in names)
    is_object = thing.kind == "word" and not thing.is_capitalised and not may_be_subject(thing, verb)
    is_genitive = any(name.lower.endswith(("ої", "ого", "их")) for name in names)  # "мер Нової Одеської громади"
    return last - 1 if is_name and is_object and not is_genitive else last


def _before_adverbs(tokens: tuple[Token, ...], last: int) -> int:
    while last and tokens[last - 1].lower in _BETWEEN:
        last -= 1
    return last


def _before_objects(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "це", "у вівторок" and "такі звинувачення"."""
    while last > 1 and tokens[last - 1].lower in _OBJECTS:
        last -= 1
    return _before_adverbs(tokens, _before_date(tokens, last))


def _named_behind_office(tokens: tuple[Token, ...], opening: int, closing: int) -> tuple[int, int] | None:
    """Find all of "Автор дослідження, професор Ян Новак,": a name after an office is kept."""
    first = left_border(tokens, opening)
    has_name = any(token.is_capitalised for token in tokens[first + 1 : opening])
    behind = tokens[opening + 1 : closing]
    is_name = len(behind) >= 2 and all(token.is_capitalised for token in behind[-2:])
    is_plain = all(token.kind == "word" for token in tokens[first:opening])
    is_plain = is_plain and not any(token.lower.startswith(circumstances.RELATIVE_STEMS) for token in behind[:2])
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
        is_aside = is_reference(tokens, place) or _is_channel(tokens, place, last)
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


def _before_date(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "у вівторок" between a speaker and his verb."""
    index = last
    while index and (tokens[index - 1].lower in speech.DATE_WORDS or tokens[index - 1].kind == "number"):
        index -= 1
    if 0 < index < last and tokens[index - 1].lower in speech.PREPOSITIONS:
        index -= 1
    elif index and index < last and tokens[index - 1].lower.startswith(speech.DOCUMENT_STEMS):
        return last  # "Перепис 2021 року"
    return index or last


def _past_leading_words(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Step over "Водночас", "У вівторок" and "У своїй заяві" before the speaker."""
    while first < last and tokens[first].lower in speech.LEADING_WORDS | circumstances.TIME_MODIFIERS:
        first += 1
    if first + 1 < last and tokens[first].kind == "number" and tokens[first + 1].lower in speech.DATE_WORDS:
        first += 2
    if first + 2 < last and (tokens[first].lower, tokens[first + 1].lower) == ("під", "час"):
        return min(past_modifiers(tokens, first + 2) + 1, last)
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
    while first < last and (tokens[first].lower in speech.DATE_WORDS | speech.LEADING_WORDS or is_told(tokens[first])):
        first += 1
    return first
