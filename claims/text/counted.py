"""The thing that a figure counts: "164 signatories", "5% of voters", "the number of mines is 40"."""

from claims.text.counted_in_ukrainian import is_year, noun_after, noun_phrase
from claims.text.languages import en, en_nouns, en_quantities, en_ranks, uk_nouns
from claims.text.money_purposes import PREPOSITIONS, past_brackets, purpose_start
from claims.text.noun_terms import is_one_in, with_term
from claims.text.tokens import Token, is_adjacent, join_lower
from claims.text.units import HYPHENS, TIME_UNITS, is_currency
from claims.text.words import words_of

WORDS_AT_MOST = 5
# "half of the city council's members".
WORDS_TO_OWNER = 4
WORDS_AFTER_COMMA = 2
WORDS_TO_CASUALTIES = 8
# "Leopard 2 tanks", "Boeing 737 jets"
DIGITS_OF_NAME = 4
_STOPS = en_nouns.NOUN_STOPS
_SKIPPED = en_nouns.SKIPPED_BEFORE_NOUN
_NUMBER_OF = {"en": en_nouns.NUMBER_OF, "uk": uk_nouns.NUMBER_OF}
_WORDS_TO_NUMBER = 9
_WORDS_TO_NUMBER_IN_UKRAINIAN = 16
_CALENDAR = frozenset(en.MONTHS) | frozenset(en.WEEKDAYS)
_AFTER_VERB = en_nouns.DETERMINERS | words_of("more about at some nearly almost up over him")
_OF_THEM = frozenset({"of them", "of whom", "of these"})
_PER = frozenset({"a", "an", "per", "each", "every"})

_APOSTROPHES = frozenset("'’")

# The tokens of the noun, the last exclusive.
NounTokens = tuple[int, int]


def counted_noun(
    tokens: tuple[Token, ...],
    index: int,
    *,
    language: str,
    value: float,
    unit: str | None = None,
    is_each: bool = False,
) -> NounTokens | None:
    """Give the tokens of the counted thing that follows ``tokens[index - 1]``; None when none is certain.

    ``is_each`` is for "every second inmate": one is named though the figure is another.
    """
    if language == "uk":
        found = noun_after(tokens, index, value=value, unit=unit)
        return found and _unbroken(tokens, *found)
    if language != "en":
        return None
    if unit == "rank":
        return _ranked(tokens, index)
    if join_lower(tokens, index, index + 2) in _OF_THEM:
        return _apposed(tokens, index + 2)
    if unit is None and _is_casualties(tokens, index):
        return index, index + 1
    start, is_mass = _start_of_noun(tokens, index, unit=unit)
    if start is None:
        return None
    if unit is None and start == index + 1 and tokens[index].text in HYPHENS:  # "a 27-member bloc"
        is_counted = tokens[start].kind == "word" and tokens[start].lower not in en_nouns.NOT_COUNTED_JOINED
        return (start, start + 1) if is_counted else None
    if (unit == "share" and start == index and _is_verb_of_one(tokens, index)) or _is_no_noun(tokens, start):
        return None
    is_part = 0 < value < 1 and tokens[start].lower == "point" if start < len(tokens) else False  # "half a point"
    noun = _noun_phrase(tokens, start, is_singular=is_mass or is_each or value == 1 or is_part)
    if noun is None:
        return None
    return _before_verb(tokens, noun) if unit == "share" and is_one_in(tokens, index) else with_term(tokens, noun)


def noun_before(tokens: tuple[Token, ...], number_first: int, *, language: str) -> NounTokens | None:
    """Find the counted thing of "the number of states parties reached 164", which stands before the number."""
    reach = _WORDS_TO_NUMBER if language != "uk" else _WORDS_TO_NUMBER_IN_UKRAINIAN
    for index in range(number_first - 1, max(0, number_first - reach) - 1, -1):
        if tokens[index].kind == "number" and not (language == "uk" and is_year(tokens, index)):
            return None
        for phrase in _NUMBER_OF.get(language, ()):
            length = phrase.count(" ") + 1
            if join_lower(tokens, index - length, index) == phrase:
                start = index + (join_lower(tokens, index, index + 1) in en_nouns.DETERMINERS)
                return _plain_noun(tokens, start, language=language)
    return None


def is_plural_before_comma(tokens: tuple[Token, ...], number_first: int) -> bool:
    """Tell the tanks of "the tanks, 14 in all,"."""
    return number_first > 1 and tokens[number_first - 1].text == "," and _is_plural(tokens[number_first - 2])


def _plain_noun(tokens: tuple[Token, ...], start: int, *, language: str) -> NounTokens | None:
    if language == "uk":
        return noun_phrase(tokens, start)
    return _noun_phrase(tokens, start, is_singular=False)


# --- English --------------------------------------------------------------------------------------------------------


def _start_of_noun(tokens: tuple[Token, ...], index: int, *, unit: str | None) -> tuple[int | None, bool]:
    """Find where the noun may begin, and whether it may be in the singular there; None where it cannot follow."""
    following = join_lower(tokens, index, index + 1)
    if unit is None:
        return _start_of_count(tokens, index, following=following), False
    if following == "(" and is_currency(unit):
        index = past_brackets(tokens, index)
        following = join_lower(tokens, index, index + 1)
    if following in _PER and join_lower(tokens, index + 1, index + 2) in TIME_UNITS and is_currency(unit):
        index += 2  # "£20,000 a year in benefits"
        following = join_lower(tokens, index, index + 1)
    if following in PREPOSITIONS and is_currency(unit):
        return purpose_start(tokens, index), True
    if following == "worth":
        index += 1
        following = join_lower(tokens, index, index + 1)
    if following == "of":
        is_singular = unit in ("percent", "share")  # "49% of a broadcaster"; "0.8 of a point" is read before
        return _past_determiners(
            tokens, index + 1 + (is_singular and join_lower(tokens, index + 1, index + 2) == "a")
        ), True
    if following in _APOSTROPHES and is_adjacent(tokens[index - 1], tokens[index]):  # "90 days' notice"
        return index + 1, True
    if unit != "share":
        return None, False
    start = _past_determiners(tokens, index)
    return start, start > index


def _start_of_count(tokens: tuple[Token, ...], index: int, *, following: str) -> int | None:
    if following == "of":
        is_named = join_lower(tokens, index + 1, index + 2) in en_nouns.DETERMINERS
        return _past_determiners(tokens, index + 1) if is_named else None
    if join_lower(tokens, index, index + 2) == "head of":  # "60,000 head of cattle"
        return index + 2
    if following == "-" and index + 1 < len(tokens) and is_adjacent(tokens[index - 1], tokens[index]):
        return index + 1
    while join_lower(tokens, index, index + 1) in _SKIPPED:
        index += 1
    return index


def _is_verb_of_one(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "one in eight blames nobody" from "one in eight adults"."""
    following = join_lower(tokens, index + 1, index + 2)
    return index < len(tokens) and tokens[index].lower.endswith("s") and following in en_nouns.PRONOUNS_BEHIND_VERB


def _before_verb(tokens: tuple[Token, ...], noun: NounTokens) -> NounTokens:
    """Leave the verb off: "one in nine homes stands empty"; "one in nine sports clubs has" goes on."""
    start, end = noun
    if end - start < 2 or not _is_plural(tokens[end - 2]) or tokens[end - 2].lower in en_nouns.PLURALS_BEFORE_NOUN:
        return noun
    has_verb = end < len(tokens) and tokens[end].lower in en_nouns.AUXILIARIES
    return noun if has_verb else (start, end - 1)


def _is_no_noun(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell "one short of the record" and "55% of those asked thought" from what is counted."""
    lower = join_lower(tokens, start, start + 1)
    if lower in ("short", "shy", "clear") and join_lower(tokens, start + 1, start + 2) == "of":
        return True
    is_asked = join_lower(tokens, start - 1, start) == "those" and lower.endswith("ed")
    return is_asked and lower not in en_nouns.NOMINALISED and not _can_be_plural(tokens, start + 1)


def _can_be_plural(tokens: tuple[Token, ...], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind == "word" and _is_plural(tokens[index])


def _is_casualties(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "left 2,300 wounded" from "two were killed and 40 wounded"."""
    if join_lower(tokens, index, index + 1) not in en_nouns.CASUALTIES:
        return False
    if index + 1 < len(tokens) and tokens[index + 1].kind == "word" and tokens[index + 1].lower not in _STOPS:
        return False
    near = {token.lower for token in tokens[max(0, index - WORDS_TO_CASUALTIES) : index]}
    return bool(near & en_nouns.BEFORE_CASUALTIES) and not near & en_nouns.KILLING


def _apposed(tokens: tuple[Token, ...], start: int) -> NounTokens | None:
    """Read what "80 of them children," says they are; a verb after "of them" says something else."""
    noun = _noun_phrase(tokens, start, is_singular=False)
    if noun is None or noun[1] == len(tokens):
        return noun
    following = tokens[noun[1]]  # "six of them girls under ten"
    return noun if following.kind == "symbol" or following.lower in en_nouns.BEHIND_APPOSED else None


def _past_determiners(tokens: tuple[Token, ...], index: int) -> int:
    """Go past "all the" to the noun; "a girl" after "1 in 12" is no counted thing."""
    while join_lower(tokens, index, index + 1) in en_nouns.DETERMINERS - {"a", "an"}:
        index += 1
    return index


def _noun_phrase(tokens: tuple[Token, ...], start: int, *, is_singular: bool) -> NounTokens | None:
    """Take words up to the first plural (its neighbour too, as in "states parties") or up to a function word."""
    start = end = _past_owner(tokens, start)
    while end < len(tokens) and end - start < WORDS_AT_MOST and _can_be_in_noun(tokens, end, start=start):
        end += 1
        if _is_plural(tokens[end - 1]) and not (is_singular and _is_kind_of(tokens, end)):
            end += end < len(tokens) and _is_second_plural(tokens, end)
            return _unbroken(tokens, start, end if is_singular else _past_second_noun(tokens, end))
        end += not is_singular and _is_comma_between_adjectives(tokens, end)
    # More than one of something is a plural; without one, the words are not the counted thing.
    is_noun = is_singular or _is_people(tokens, end - 1)
    return _unbroken(tokens, start, end) if is_noun and end > start else None


def _past_second_noun(tokens: tuple[Token, ...], end: int) -> int:
    """Go past the second of "300 men and women" and "70 poems and letters"; "and schools were shut" goes on."""
    if end + 1 >= len(tokens) or tokens[end].lower != "and" or not tokens[end + 1].text.islower():
        return end
    second = tokens[end + 1]
    is_verb = second.lower in _STOPS or second.lower.removesuffix("s") in en_nouns.VERBS_OF_MANY
    if second.kind != "word" or not _is_plural(second) or is_verb or second.lower in en_nouns.NOMINALISED:
        return end
    following = tokens[end + 2] if end + 2 < len(tokens) else None
    is_closed = following is None or following.kind == "symbol" or following.lower in en_nouns.BEHIND_TWO_NOUNS
    return end + 2 if is_closed and following is not None and following.text not in (",", "'", "’") else end


def _is_people(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "one in four Sudanese" and "six of the injured", where no plural is to be seen."""
    token = tokens[index]
    if token.lower in en_nouns.NOMINALISED:
        return True
    is_named = token.lower in en_nouns.PEOPLES or token.lower.endswith(en_nouns.PEOPLE_ENDING)
    return token.is_capitalised and is_named


def _is_kind_of(tokens: tuple[Token, ...], end: int) -> bool:
    """Tell "tonnes of fish meal" and "the third-largest arms exporter", where a plural says of what kind."""
    if end >= len(tokens) or not tokens[end].text.islower() or tokens[end].lower.endswith("ly"):
        return False
    if tokens[end].lower in en_nouns.VERBS_OF_MANY:
        return False
    is_phrase = tokens[end - 1].end + 1 == tokens[end].start and _can_be_in_noun(tokens, end, start=end - 1)
    is_thing = tokens[end].lower in en_nouns.NOUNS_IN_ING
    return is_phrase and (is_thing or not tokens[end].lower.endswith(("ed", "ing")))


def _is_comma_between_adjectives(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "three small, remote villages" from "three, villages": what follows soon is the plural."""
    if index + 1 >= len(tokens) or tokens[index].text != ",":
        return False
    ahead = tokens[index + 1 : index + 1 + WORDS_AFTER_COMMA]
    for token in ahead:
        if token.kind != "word" or token.lower in _STOPS:
            return False
        if _is_plural(token):
            return True
    return False


def _past_owner(tokens: tuple[Token, ...], start: int) -> int:
    """Go past whose it is: "19% of Croatia's income" counts income; "children's homes" are homes of a kind."""
    for index in range(start, min(len(tokens) - 1, start + WORDS_TO_OWNER)):
        is_acronym = tokens[index].text.isupper()
        if tokens[index].kind != "word" or (tokens[index].lower in _STOPS and not is_acronym):
            break
        if tokens[index].lower.endswith("'s") and tokens[index].lower not in en_nouns.KINDS_OF_OWNER:
            return index + 1
        if tokens[index].lower.endswith("s") and tokens[index + 1].text in ("'", "’"):
            if tokens[start - 1].kind == "number" or tokens[start - 1].lower in en.NUMBER_WORDS:
                return start  # "the two countries' trade" has two countries, "29 teachers' salaries" is read below
            return index + 2 if is_adjacent(tokens[index], tokens[index + 1]) else start
        if _is_plural(tokens[index]):
            break
    return start


def _can_be_in_noun(tokens: tuple[Token, ...], index: int, *, start: int) -> bool:
    token = tokens[index]
    is_acronym = token.text.isupper() and len(token.text) > 1  # "two US officials" are not "two us"
    if token.kind != "word":
        return index > start and _is_number_of_name(tokens, index)
    if token.lower in _STOPS and not is_acronym:
        if token.lower in en_nouns.ADJECTIVES_LIKE_STOPS:  # "3,000 old coins"
            is_verb = token.lower == "left" and (index > start or tokens[start].is_capitalised)  # "grain left Odesa"
            return not is_verb and _can_go_on(tokens, index + 1)
        if _is_plural_like_verb(tokens, index, start=start) or _is_nominalised(tokens, index):
            return True
        if index == start and token.lower in en_nouns.KINDS_LIKE_VERBS and _is_kind(tokens, index):
            return True
        return _is_built(tokens, index) if index > start else _is_noun_after_determiner(tokens, index)
    if token.lower in _CALENDAR and token.is_capitalised:
        return False
    if token.lower.endswith(en_nouns.ADVERB_ENDING) and not _can_go_on(tokens, index + 1):
        return token.lower in en_nouns.NOUNS_LIKE_ADVERBS
    return token.lower in en_nouns.IRREGULAR_PLURALS or not _is_participle(tokens, index)


def _is_plural_like_verb(tokens: tuple[Token, ...], index: int, *, start: int) -> bool:
    """Tell the cuts of "three straight rate cuts" from a verb: nothing before it is a plural and it is no subject."""
    if tokens[index].lower not in en_nouns.PLURALS_LIKE_VERBS or tokens[start].lower in en_nouns.DETERMINERS:
        return False
    before = tokens[start - 1].lower
    is_counted = tokens[start - 1].kind == "number" or before in en.NUMBER_WORDS or before in en_quantities.SCALES
    is_counted = is_counted or before == "of"  # "two-fifths of costs"
    return is_counted and before not in ("one", "1") and not _is_verb_with_object(tokens, index)


def _is_verb_with_object(tokens: tuple[Token, ...], index: int) -> bool:
    following = join_lower(tokens, index + 1, index + 2)
    return following in en_nouns.DETERMINERS or (index + 1 < len(tokens) and tokens[index + 1].kind == "number")


def _is_nominalised(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "six of the injured were" from "six of the injured children" and "six injured"."""
    if tokens[index].lower not in en_nouns.NOMINALISED:
        return False
    if not {token.lower for token in tokens[max(0, index - 2) : index]} & {"the", "those"}:  # "the 22 accused"
        return False
    return not _can_go_on(tokens, index + 1)


def _is_number_of_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the 2 of "six Leopard 2 tanks"."""
    is_named = tokens[index].text.isdigit() and len(tokens[index].text) <= DIGITS_OF_NAME
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return is_named and tokens[index - 1].is_capitalised and following is not None and _is_plural(following)


def _can_go_on(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "12 mostly empty villages" and "newly built schools" from "12 reportedly died"."""
    if index >= len(tokens) or tokens[index].kind != "word":
        return False
    return tokens[index].lower not in _STOPS or _is_built(tokens, index)


def _is_built(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether an adverb makes a participle of what else is a verb: "newly built schools"."""
    before = tokens[index - 1].lower
    has_adverb = before.endswith(en_nouns.ADVERB_ENDING) or before in en_nouns.ADVERBS_OF_PARTICIPLES
    return has_adverb and index + 1 < len(tokens) and _is_plural(tokens[index + 1])


def _is_kind(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "4,300 work permits" from "three work nights in Leeds": figures of some size are more often of things."""
    if index + 1 >= len(tokens) or not _is_plural(tokens[index + 1]):
        return False
    return tokens[index - 1].kind == "number"


def _is_noun_after_determiner(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "a fifth of the need" from "five need help"."""
    is_owned = tokens[index - 1].text in _APOSTROPHES  # "eight weeks' pay"
    is_noun = is_owned or tokens[index - 1].lower in en_nouns.DETERMINERS
    return is_noun and tokens[index].lower in en_nouns.NOUNS_LIKE_VERBS


def _is_participle(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "forest burned near" from "processed meat": a participle behind its noun has no noun behind it."""
    if not tokens[index].lower.endswith(("ed", "ing")) or tokens[index].lower in en_nouns.NOUNS_IN_ING:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if index > 1 and tokens[index].lower.endswith("ing") and tokens[index - 1].lower == "of":  # "19 hours of fighting"
        return following is not None and following.lower in en_nouns.DETERMINERS
    return following is None or following.kind != "word" or following.lower in en_nouns.NOUN_STOPS


def _is_plural(token: Token) -> bool:
    lower = token.lower
    if lower in en_nouns.IRREGULAR_PLURALS:
        return True
    if len(lower) <= 3:
        return lower in en_nouns.SHORT_PLURALS
    return lower in en_nouns.PLURALS_IN_IS or (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s")))


def _is_second_plural(tokens: tuple[Token, ...], index: int) -> bool:
    """A verb after a plural has no -s, so a second word in -s belongs to the noun; "a fleet of 28 ships carries 9"."""
    token = tokens[index]
    if index + 1 < len(tokens) and (tokens[index + 1].kind == "number" or tokens[index + 1].lower in _AFTER_VERB):
        return False
    is_state = token.lower in en_nouns.CASUALTIES  # "left four people dead"
    return token.text.islower() and _is_plural(token) and not is_state and token.lower not in _STOPS


def _unbroken(tokens: tuple[Token, ...], start: int, end: int) -> NounTokens | None:
    """Leave out what only seems one phrase: wide gaps stand between columns of a table."""
    is_apart = any(
        left.end + 3 < right.start for left, right in zip(tokens[start:end], tokens[start + 1 : end], strict=False)
    )
    return None if is_apart else (start, end)


def _ranked(tokens: tuple[Token, ...], index: int) -> NounTokens | None:
    """Take what is ranked: "exporter" of "the third-largest exporter of wheat"."""
    noun = _noun_phrase(tokens, index, is_singular=True)
    if noun is None:
        return None
    for end in range(noun[0] + 1, noun[1]):  # "the No. 3 seed Petra Halloran"
        if tokens[end].is_capitalised and tokens[end - 1].text in en_ranks.RANKED_THINGS:
            return noun[0], end
    return noun
