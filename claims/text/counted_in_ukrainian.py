"""The counted thing beside a Ukrainian figure; case endings tell it from verbs and from what merely follows."""

from claims.text.languages import uk_changes, uk_dates, uk_nouns, uk_quantities, uk_units
from claims.text.tokens import Token, join_lower
from claims.text.units import DASHES, TIME_UNITS, is_currency

WORDS_AT_MOST = 5
WORDS_TO_NUMBER = 9
WORDS_TO_TOPIC = 3
WORDS_IN_QUOTES = 3
WORDS_IN_PARTICIPLE = 4
FIRST_WITH_GENITIVE = 5
SHORTEST_PAST = 4
_CALENDAR = frozenset(uk_dates.MONTHS) | frozenset(uk_dates.WEEKDAYS)
_DEGREES = frozenset({"degree", "celsius", "fahrenheit"})
_HEADS_AND_PIECES = uk_nouns.HEADS | uk_nouns.PIECES
_PARTS = ("share", "percent")


def noun_after(tokens: tuple[Token, ...], index: int, *, value: float, unit: str | None) -> tuple[int, int] | None:
    """Give the tokens of the counted thing that follows ``tokens[index - 1]``, the last exclusive; None without one."""
    if unit == "percent" and any(stem in tokens[index - 1].lower for stem in uk_nouns.PERCENT_ADJECTIVES):
        return _of_percent(tokens, index)
    if unit != "rank" and tokens[index - 1].kind == "word" and index > 1 and tokens[index - 2].text in DASHES:
        if tokens[index - 1].lower not in uk_quantities.SCALES:
            return None  # "34-річна плавчиня": the age of one person, and no count
        value = 1  # "12-тисячною громадою"
    if join_lower(tokens, index, index + 1) in uk_quantities.OF_WORDS and unit != "rank":
        return None
    while join_lower(tokens, index, index + 1) in uk_nouns.SKIPPED_BEFORE_NOUN:
        index += 1
    if index >= len(tokens) or _is_predicate(tokens, index):
        return None
    return _noun_at(tokens, index, value=value, unit=unit)


def _is_predicate(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "з них три отруйні", which says how they are, from "три отруйні гриби"."""
    is_part = index > 1 and tokens[index - 2].lower in ("них", "яких")
    is_closed = index + 1 >= len(tokens) or tokens[index + 1].kind == "symbol"
    lower = tokens[index].lower
    return is_part and is_closed and _is_plural_adjective(lower) and lower not in uk_nouns.PEOPLE_LIKE_ADJECTIVES


def _noun_at(tokens: tuple[Token, ...], index: int, *, value: float, unit: str | None) -> tuple[int, int] | None:
    if tokens[index].text in uk_nouns.OPENING_MARKS and index + 1 < len(tokens) and unit in (None, *_PARTS):
        is_counted = _can_be_counted(tokens[index + 1], value=value, unit=unit)
        return _quoted(tokens, index) if is_counted else None
    if unit in TIME_UNITS and _is_described_lasting(tokens, index):  # "два роки запеклих боїв"
        return noun_phrase(tokens, index)
    if not _can_be_counted(tokens[index], value=value, unit=unit):
        return None
    if unit in _PARTS and _is_subject(tokens, index):
        return None
    noun = _counted_by_head(tokens, index) or noun_phrase(tokens, index)
    if noun is not None and noun[1] - noun[0] == 1 and tokens[index].lower.startswith(uk_nouns.LONE_ADJECTIVES):
        is_adjective = tokens[index].lower.endswith(("их", "іх", "і"))
        return None if is_adjective else noun
    return noun


def _is_subject(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "до 20 % ринок уже врахував" from "20 % жінок": a man or thing in the singular does something."""
    verb = index + 1 + (join_lower(tokens, index + 1, index + 2) in uk_nouns.BEFORE_VERB)
    if not join_lower(tokens, verb, verb + 1).endswith(uk_nouns.ENDINGS_OF_HIS_PAST):
        return False
    return tokens[index].lower[-1] in uk_nouns.CONSONANTS and not tokens[index].lower.endswith(("ів", "їв", "их"))


def _counted_by_head(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Find the cattle of "300 голів худоби" and the vehicles of "33 одиниці техніки"."""
    lower = tokens[index].lower
    if lower not in _HEADS_AND_PIECES:
        return None
    stems = uk_nouns.CATTLE_STEMS if lower in uk_nouns.HEADS else uk_nouns.PIECE_STEMS
    counted = noun_phrase(tokens, index + 1)
    return counted if counted and tokens[counted[1] - 1].lower.startswith(stems) else None


def noun_phrase(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Take the noun at ``start`` and the adjectives before it; words after it are its genitive."""
    end = start
    while end < len(tokens) and end - start < WORDS_AT_MOST and _is_plain_word(tokens[end]):
        end += 1
        described = _end_of_participle(tokens, end)
        if described:
            return start, described
        if not (end < len(tokens) and _is_adjective(tokens[end - 1].lower, tokens[end])):
            break
    if start < end < len(tokens) and tokens[end].text in uk_nouns.OPENING_MARKS:
        quoted = _quoted(tokens, end) if _can_describe(tokens[end - 1].lower) else None
        end = quoted[1] if quoted else end
    return (start, end) if end > start else None


def _end_of_participle(tokens: tuple[Token, ...], index: int) -> int | None:
    """Find the end of "запущених із Криму безпілотників", whose participle has words of its own; None elsewhere."""
    participle = tokens[index - 1].lower
    if not participle.endswith(uk_nouns.PARTICIPLE_ENDINGS) or participle in uk_nouns.PEOPLE_LIKE_ADJECTIVES:
        return None
    if join_lower(tokens, index, index + 1) not in uk_nouns.PREPOSITIONS_OF_PARTICIPLES:
        return None
    position = index + 1 + (join_lower(tokens, index, index + 2) == "під час")
    while position < min(index + WORDS_IN_PARTICIPLE, len(tokens) - 1) and _is_inner_adjective(tokens, position):
        position += 1
    position += 1  # the noun of the preposition
    while position < len(tokens) and tokens[position].lower.endswith(("их", "іх")) and _is_plain_word(tokens[position]):
        position += 1
    if position >= len(tokens) or not _is_plain_word(tokens[position]) or tokens[position].is_capitalised:
        return None
    is_head = tokens[position].lower.endswith(uk_nouns.GENITIVE_PLURAL_ENDINGS) or tokens[position].lower == "людей"
    is_plain = all(token.kind == "word" or token.kind == "number" for token in tokens[index:position])
    return position + 1 if is_head and is_plain and participle.endswith("х") else None


def _is_inner_adjective(tokens: tuple[Token, ...], index: int) -> bool:
    return tokens[index].lower.endswith((*uk_nouns.GENITIVE_ADJECTIVE_ENDINGS, "ому", "ій", "ими", "им"))


def _of_percent(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Take the thing of "5-відсотковий бар'єр"; "5-відсоткове зростання" has none."""
    is_thing = index < len(tokens) and not tokens[index].lower.startswith(uk_changes.CHANGE_NOUN_STEMS)
    return noun_phrase(tokens, index) if is_thing else None


def _quoted(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Take a name of things in quotation marks with its marks: "12 «шахедів»"."""
    for end in range(start + 1, min(start + 2 + WORDS_IN_QUOTES, len(tokens))):
        if tokens[end].text in uk_nouns.CLOSING_MARKS and end > start + 1:
            return start, end + 1
        if tokens[end].kind == "symbol" and tokens[end].text not in DASHES:
            return None
    return None


def _can_describe(lower: str) -> bool:
    """Tell the adjective of "12 ударних «шахедів»" from the noun of "12 автобусів «Богдан»"."""
    if lower in uk_nouns.PEOPLE_LIKE_ADJECTIVES:
        return False
    return lower.endswith(uk_nouns.ADJECTIVE_ENDINGS) or _is_plural_adjective(lower)


def noun_before_number(tokens: tuple[Token, ...], number_first: int) -> tuple[int, int] | None:
    """Find what stands before its number: "сторонами договору нині є 164", "загиблих — уже 14"."""
    start = max(0, number_first - WORDS_TO_NUMBER)
    near = range(max(0, number_first - 2), number_first)
    has_copula = any(tokens[index].lower in uk_nouns.COPULAS for index in near)
    position = number_first - 1
    if tokens[position].lower in uk_quantities.ABOUT_OF and number_first > 1:  # "свідків із двадцять"
        is_people = tokens[position - 1].lower.endswith(uk_nouns.GENITIVE_PLURAL_ENDINGS)
        return (position - 1, position) if is_people and is_nominative(tokens[number_first].lower) else None
    while position >= start and tokens[position].lower in uk_nouns.BETWEEN_NOUN_AND_NUMBER:
        position -= 1
    if position < number_first - 1 and _is_topic(tokens, position):
        return position, position + 1
    sold = _topic_before_verb(tokens, start, number_first - 1)
    if sold is not None:
        return sold, sold + 1
    for index in range(number_first - 1, start - 1, -1):
        if not has_copula or tokens[index].kind != "word":
            return None
        if tokens[index].lower.endswith(("ами", "ями")):
            return index, index + 1
    return None


def measured_before(tokens: tuple[Token, ...], number_first: int) -> tuple[int, int] | None:
    """Find "Кукурудзи" of "Кукурудзи відвантажено 1,9 мільйона тонн": nobody is named who did it."""
    verb = number_first - 1
    while verb > 0 and tokens[verb].lower in uk_nouns.BETWEEN_NOUN_AND_NUMBER:
        verb -= 1
    if not tokens[verb].lower.endswith(uk_nouns.IMPERSONAL_ENDINGS):
        return None
    first = verb - 1
    while first > 0 and tokens[first - 1].kind == "word" and tokens[first - 1].lower not in uk_nouns.ANDS:
        first -= 1
    is_genitive = first >= 0 and tokens[first].lower.endswith(("и", "і", "ї", "у", "ю", "а", "я", "ів"))
    is_near = verb - first <= WORDS_TO_TOPIC and _is_plain_word(tokens[first])
    return (first, first + 1) if is_genitive and is_near else None


def _topic_before_verb(tokens: tuple[Token, ...], start: int, verb: int) -> int | None:
    """Find "Квитків" of "Квитків на гру продали 2,3 тисячі": a genitive opens the clause, its verb is at ``verb``."""
    if not tokens[verb].lower.endswith(uk_nouns.VERBS_OF_MANY):
        return None
    first = verb - 1
    while first > start and tokens[first - 1].kind == "word" and tokens[first - 1].lower not in uk_nouns.ANDS:
        first -= 1
    is_genitive = first >= 0 and tokens[first].lower.endswith(("ів", "їв", "осіб", "людей", "дітей"))
    is_name = is_genitive and tokens[first].lower in uk_nouns.NAMES_LIKE_GENITIVES
    return first if is_genitive and not is_name and _is_topic(tokens, first) else None


def is_year(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the years of "за 2015–2022 роки" and "у 2020 році" from figures."""
    text = tokens[index].text
    if len(text) != 4 or not text.isdigit() or text[:2] not in ("18", "19", "20"):
        return False
    ahead = [token.lower for token in tokens[index + 1 : index + 4]]
    return any(word.startswith(("рок", "році", "рр")) or word == "р" for word in ahead)


def is_nominative(number: str) -> bool:
    """Tell "із двадцять", which is about so many, from "із двадцяти", which is out of so many."""
    return number.endswith("ь") or number in uk_quantities.NOMINATIVE_NUMBERS


def _is_topic(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the genitive plural that opens a clause ("загиблих", "учасників") from one that hangs on other words."""
    if index < 0 or not _is_plain_word(tokens[index]) or tokens[index].lower in uk_quantities.ORDINALS:
        return False
    is_first = index == 0 or tokens[index - 1].kind == "symbol" or tokens[index - 1].lower in uk_nouns.ANDS
    return is_first and tokens[index].lower.endswith(uk_nouns.GENITIVE_PLURAL_ENDINGS)


def _is_plain_word(token: Token) -> bool:
    return token.kind == "word" and token.lower not in uk_nouns.NOUN_STOPS and token.lower not in _CALENDAR


# --- which case the noun must have ----------------------------------------------------------------------------------


def _can_be_counted(token: Token, *, value: float, unit: str | None) -> bool:
    """Tell by its ending whether a word can be what a figure counts, measures or takes a part of."""
    lower = token.lower
    if unit == "rank":
        return True
    if (
        lower in uk_changes.MORE_AFTER or lower in uk_nouns.VERBS_OF_FUTURE or lower in uk_units.SINGULAR_TIMES
    ):  # "на 6 метрів вищим"
        return False
    if unit is None:
        is_oblique = value != 1 and lower.endswith(uk_nouns.SINGULAR_ENDINGS)
        return not is_oblique and not _is_verb(lower, value) and not _is_adverb(lower, value)
    if unit in _PARTS:
        is_other_case = lower.endswith(uk_nouns.NOT_GENITIVE_ENDINGS) or _is_plural_adjective(lower)
        return token.text.isupper() or not (is_other_case or _is_verb(lower, value))  # "20 % ВВП" has no endings
    if token.is_capitalised or unit in _DEGREES:  # "36 градусів тепла"
        return False
    return _can_last(lower) if unit in TIME_UNITS else _can_be_measured(lower, unit)


def _can_last(lower: str) -> bool:
    if lower in uk_nouns.LASTING_WORDS:
        return True
    is_stem = lower.startswith(uk_nouns.LASTING_STEMS) and not lower.endswith(uk_nouns.NOMINATIVE_ENDINGS)
    is_lasting = is_stem or lower.endswith(uk_nouns.LASTING_ENDINGS)
    return is_lasting and not lower.endswith(uk_nouns.NOT_GENITIVE_ENDINGS)


def _can_be_measured(lower: str, unit: str | None) -> bool:
    """Tell the genitive of "5000 літрів пального" from verbs and predicates after a measure."""
    if lower.endswith(uk_nouns.SHORT_PREDICATE_ENDINGS) and lower not in uk_nouns.GENITIVES_LIKE_PREDICATES:
        return False
    if lower.endswith(("ого", "ього")):
        return True
    is_other_case = is_currency(unit) and lower[-1] in uk_nouns.CONSONANTS
    if is_other_case and not lower.endswith(uk_nouns.GENITIVE_PLURAL_ENDINGS):  # "40 млн євро альянс витратив"
        return False
    if lower in uk_nouns.GENITIVES_LIKE_PASTS:
        return True
    return not lower.endswith(uk_nouns.NOT_GENITIVE_ENDINGS + uk_nouns.NOT_MEASURED_ENDINGS)


def _is_adverb(lower: str, value: float) -> bool:
    """Tell "дві просто стоять" from "два авто"; no thing ends so behind two and more."""
    is_many = value >= 2 and value % 10 != 1
    return (
        is_many
        and lower.endswith("о")
        and not lower.endswith(("ого", "ього"))
        and (lower not in uk_nouns.INDECLINABLE_NOUNS)
    )


def _is_described_lasting(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether an adjective in the genitive and then something that lasts follow a span of time."""
    if index + 1 >= len(tokens) or not tokens[index].lower.endswith(uk_nouns.GENITIVE_ADJECTIVE_ENDINGS):
        return False
    following = tokens[index + 1].lower
    is_lasting = following in uk_nouns.LASTING_WORDS or following.endswith(uk_nouns.LASTING_ENDINGS)
    return is_lasting and _is_plain_word(tokens[index])


def _is_verb(lower: str, value: float) -> bool:
    """Tell "дві виступили" from "дві школи"; the genitive after five and more never looks like a past tense."""
    if lower.endswith(uk_nouns.VERB_ONLY_ENDINGS):
        return True
    has_genitive = value >= FIRST_WITH_GENITIVE or value % 1 > 0
    if lower.endswith(("ла", "ло")) and has_genitive:
        return True
    if lower.endswith(uk_nouns.MASCULINE_PAST_ENDINGS) and lower not in uk_nouns.NOUNS_LIKE_MASCULINE_PASTS:
        return True
    if lower in uk_nouns.NOUNS_LIKE_PASTS or not lower.endswith(uk_nouns.PAST_ENDINGS):
        return False
    return len(lower) > SHORTEST_PAST or has_genitive


# --- adjective or noun ----------------------------------------------------------------------------------------------


def _is_adjective(lower: str, following: Token) -> bool:
    """Tell an adjective, by its ending and by a noun after it, from a noun that was made of one."""
    is_verb = following.lower.endswith(uk_nouns.VERB_ENDINGS) and following.lower not in uk_nouns.NOUNS_LIKE_VERBS
    if is_verb or not _is_plain_word(following):
        return False
    if lower in uk_nouns.PEOPLE_LIKE_ADJECTIVES:  # "12 поранених рятувальників", but "12 поранених міста"
        endings = uk_nouns.GENITIVE_PLURAL_ENDINGS if lower.endswith("х") else ("и", "і", "ї")
        return following.lower.endswith(endings)
    if lower.endswith(uk_nouns.ADJECTIVE_ENDINGS):
        return True
    if _is_plural_adjective(lower) and _agrees_in_plural(following):
        return True
    return _is_singular_adjective(lower, following)


def _is_singular_adjective(lower: str, following: Token) -> bool:
    """Tell "нова" of "одна нова школа" from "школа" of "одна школа міста"."""
    if lower in uk_nouns.SINGULAR_NOUNS_LIKE_ADJECTIVES or following.is_capitalised:
        return False
    endings = uk_nouns.SINGULAR_ADJECTIVE_ENDINGS.get(lower[-1], ())
    return bool(endings) and lower.endswith(endings) and following.lower.endswith(uk_nouns.AGREEING_ENDINGS[lower[-1]])


def _is_plural_adjective(lower: str) -> bool:
    """Tell "вантажні" from "моделі", "баржі" and "області"."""
    if lower in uk_nouns.NOUNS_LIKE_ADJECTIVES or lower.endswith(uk_nouns.NOUN_ENDINGS_LIKE_ADJECTIVES):
        return lower in uk_nouns.ADJECTIVES_LIKE_NOUNS
    return lower.endswith(uk_nouns.PLURAL_ADJECTIVE_ENDINGS)


def _agrees_in_plural(following: Token) -> bool:
    is_neuter = following.lower.endswith(("а", "я")) and not following.is_capitalised  # "два нові рішення"
    return is_neuter or following.lower.endswith(("и", "і", "ї"))
