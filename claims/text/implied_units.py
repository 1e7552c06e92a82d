"""Units that are left out because everybody knows them: of an age, of a rate of exchange, of degrees of heat."""

from claims.text.comparators import Comparator
from claims.text.counted import NounTokens
from claims.text.languages import en_ages, en_nouns, en_units, uk_quantities
from claims.text.languages.en import FUNCTION_WORDS, NUMBER_WORDS
from claims.text.sentence import Sentence
from claims.text.shared_currencies import CHARACTERS_NEAR, country_currency
from claims.text.units import is_currency
from claims.text.words import words_of

# "The minister, 52, resigned": ages of those who are in the news.
MOST_LIKELY_AGES = (16, 105)
WORDS_TO_EVENT = 9
WORDS_TO_HEAT = 25
AFTER_AGE = words_of("and but or after before with when while in to from because as for")
# "half of whom are under 18"
WORDS_TO_PERSON = 4
# "12 of the members of the upper house are under 40"
WORDS_TO_SUBJECT = 9
# "the youngest of them, 20,"; "the oldest of the new pupils was 12"
WORDS_TO_OLDEST = 4
WORDS_TO_OLDEST_BEING = 7
# "The rouble weakened by half a per cent on Thursday to 72 to the dollar".
WORDS_TO_CURRENCY = 15


def implied_unit(
    sentence: Sentence, first: int, last: int, *, value: float, comparator: Comparator | None, noun: NounTokens | None
) -> str | None:
    """Give "year" for an age and the currency for "410 to the euro"; None for what is simply counted."""
    if sentence.language == "uk":
        if noun is None and sentence.lower(last) == "за" and sentence.lower(last + 1) in uk_quantities.RATED_BY:
            before = sentence.tokens[max(0, first - WORDS_TO_CURRENCY) : first]
            return "UAH" if any(token.lower.startswith(uk_quantities.RATED_STEMS) for token in before) else None
        if noun is None and sentence.lower(first - 1) in uk_quantities.HEAT_SIGNS:
            before = sentence.tokens[max(0, first - WORDS_TO_CURRENCY) : first]
            return "celsius" if any(token.lower.startswith(uk_quantities.HEAT_STEMS) for token in before) else None
        is_age = noun is None and value <= en_ages.AGE_AT_MOST and _is_ukrainian_age(sentence, first, last, comparator)
        return "year" if is_age else None
    if sentence.language != "en" or noun is not None or sentence.lower(last) == "-":  # "the age of the 26-strong squad"
        return None
    if value <= en_ages.AGE_AT_MOST and _is_age(sentence, first, last, comparator=comparator):
        return "year"
    return _percent_of_percentage(sentence, first) or _currency_of_rate(sentence, first, last)


def _percent_of_percentage(sentence: Sentence, first: int) -> str | None:
    """Tell the 84.3 of "the pass percentage stood at 84.3"."""
    if sentence.lower(first - 1) not in ("to", "at", "of", "is", "was", "from"):
        return None
    near = range(first - WORDS_TO_OLDEST, first - 1)
    return "percent" if any(sentence.lower(index) == "percentage" for index in near) else None


def _currency_of_rate(sentence: Sentence, first: int, last: int) -> str | None:
    """Find the forint of "the forint fell to 410 to the euro"."""
    is_rate = sentence.words(last, last + 2) in ("to the", "against the") or sentence.lower(last) == "per"
    other = en_units.UNITS.get(sentence.lower(last + 1 + (sentence.lower(last) != "per")))
    if not is_rate or not is_currency(other):
        return None
    for index in range(first - 1, max(-1, first - WORDS_TO_CURRENCY), -1):
        currency = en_units.UNITS.get(sentence.lower(index).removesuffix("'s"))
        if is_currency(currency) and currency != other and sentence.tokens[index].kind == "word":
            token = sentence.tokens[index]
            near = sentence.text[
                max(sentence.tokens[0].start, token.start - CHARACTERS_NEAR) : token.end + CHARACTERS_NEAR
            ]
            at = min(CHARACTERS_NEAR, token.start - sentence.tokens[0].start)
            return country_currency(near, token.lower, at=at) or currency
    return None


def _is_age(sentence: Sentence, first: int, last: int, *, comparator: Comparator | None) -> bool:
    """Tell "people over 65", "aged 34", "the age of five", "who turns 40"."""
    number_first = first
    if comparator is not None and comparator.first < first:
        phrase, first = sentence.words(comparator.first, comparator.last), comparator.first
        reach = WORDS_TO_SUBJECT if sentence.lower(first - 1) in en_ages.BEING else WORDS_TO_PERSON
        persons = {sentence.lower(index) for index in range(first - reach, first)} & en_ages.PEOPLE
        is_near = sentence.lower(first - 1) in en_ages.PEOPLE | en_ages.BEING
        is_people = phrase in en_ages.AGE_COMPARATORS and is_near and bool(persons)
        if is_people or phrase in en_ages.AGE_PHRASES:
            return True
    near = {sentence.lower(index) for index in range(number_first - 3, number_first)}
    if sentence.words(number_first - 2, number_first) in en_ages.WHO_IS and _is_closed(sentence, last):
        return True
    if near & en_ages.AGE_WORDS or sentence.lower(first - 1) in en_ages.BECOMING_OLDER:
        return True
    readers = (
        _is_age_level,
        _is_age_of_person,
        _is_age_in_range,
        _is_age_at_event,
        _is_age_at_turn,
        _is_age_between_commas,
        _is_age_of_oldest,
    )
    return any(is_age(sentence, number_first, last) for is_age in readers)


def _is_age_level(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the ages of "the pension age will rise from 62 to 64" from "an age limit for 62 jobs"."""
    if sentence.lower(first - 1) not in ("from", "to", "at", "is", "was", "of") or not _is_closed_or_function(
        sentence, last
    ):
        return False
    return any(sentence.lower(index) in en_ages.AGE_WORDS for index in range(first - WORDS_TO_EVENT, first - 1))


def _is_closed_or_function(sentence: Sentence, last: int) -> bool:
    return not sentence.lower(last)[:1].isalnum() or sentence.lower(last) in FUNCTION_WORDS


def _is_age_of_person(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the age in "a child of three", "children as young as six" and "when she was 12"."""
    if sentence.lower(first - 1) == "of" and sentence.lower(first - 2) in en_ages.ONE_PERSON:
        return True
    if sentence.lower(first - 1) == "of" and sentence.lower(first - 2) in en_ages.SEVERAL_PERSONS:
        return _is_closed_or_function(sentence, last)
    return sentence.words(first - 3, first) in en_ages.AGE_AS and sentence.lower(last) not in ("of", "in")


def _is_age_in_range(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the ages of "men between 18 and 60 must register" from "meetings between 18 and 60"."""
    if sentence.lower(first - 1) not in ("between", "from") or sentence.lower(first - 2) not in en_ages.PEOPLE:
        return False
    return last > first + 1


def _is_age_at_event(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the age in "entered the academy at 16" and "At 41, she" from a level: "closed at 16"."""
    token = sentence.tokens[first]
    is_written = token.lower in NUMBER_WORDS and token.lower not in ("zero", "one", "two")
    is_person_old = MOST_LIKELY_AGES[0] <= _whole(token.text) <= MOST_LIKELY_AGES[1] or _whole(token.text) > 2
    if sentence.lower(first - 1) != "at" or not (is_written or is_person_old):
        return False
    following = sentence.lower(last)
    if following[:1].isalnum() and following not in AFTER_AGE:
        return False
    before = [sentence.lower(index) for index in range(max(0, first - WORDS_TO_EVENT), first - 1)]
    if not en_ages.LEVEL_VERBS.isdisjoint(before):
        return False
    return not en_ages.EVENTS_OF_LIFE.isdisjoint(before) or _is_first_in_list(sentence, first)


def _is_first_in_list(sentence: Sentence, first: int) -> bool:
    """Tell "At 41, she": the sentence or clause opens with the age."""
    is_opening = first == 1 or not sentence.lower(first - 2)[:1].isalnum()
    return is_opening and sentence.lower(first + 1) == "," and sentence.lower(first + 2) in en_ages.PERSONS


def _whole(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 4 else 0


def _is_closed(sentence: Sentence, last: int) -> bool:
    return not sentence.lower(last)[:1].isalnum() or sentence.lower(last) in ("and", "but", "when", "in", "on")


def _is_age_at_turn(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the age in "ended her career at 29" and "died at 91"."""
    if sentence.lower(first - 1) != "at" or sentence.lower(last)[:1].isalnum():
        return False
    if sentence.lower(last) == "," and sentence.lower(last + 1) in ("he", "she"):  # "At 83, he is the oldest"
        return True
    before = {sentence.lower(index) for index in range(first - 6, first)}
    return bool(before & en_ages.TURNS_OF_LIFE)


def _is_age_between_commas(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the age in "Jane Roe, 34, said"."""
    if first < 2 or sentence.lower(first - 1) != "," or sentence.lower(last) != ",":
        return False
    if _names_several(sentence, first - 2):
        return False
    lowest = 1 if sentence.lower(first - 2) in en_ages.YOUNG_PEOPLE else MOST_LIKELY_AGES[0]
    is_age = lowest <= _whole(sentence.tokens[first].text) <= MOST_LIKELY_AGES[1]
    return is_age and sentence.tokens[first - 2].kind == "word"


def _names_several(sentence: Sentence, index: int) -> bool:
    """Tell "of the injured, 23, mostly students," and "of its members, 23," from "her son, 23,"."""
    token = sentence.tokens[index]
    if token.is_capitalised or token.lower in en_ages.YOUNG_PEOPLE:
        return False
    if token.lower in en_nouns.NOMINALISED:  # "the accused, 34," is one
        return "of" in (sentence.lower(index - 1), sentence.lower(index - 2))
    is_plural = token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "is"))  # boss, princess
    return is_plural or token.lower in en_nouns.IRREGULAR_PLURALS


def _is_age_of_oldest(sentence: Sentence, first: int, last: int) -> bool:
    """Tell the age in "the youngest of them 20" and "the oldest of the pupils was 12" from "the oldest of the 20"."""
    before = sentence.lower(first - 1)
    if before in en_ages.OLDEST_OR_YOUNGEST:
        return not sentence.lower(last)[:1].isalnum()
    if before == "of" or before in en_nouns.DETERMINERS or not _is_closed(sentence, last):
        return False
    reach = WORDS_TO_OLDEST_BEING if before in en_ages.BEING else WORDS_TO_OLDEST
    return any(sentence.lower(index) in en_ages.OLDEST_OR_YOUNGEST for index in range(first - reach, first - 1))


# --- Ukrainian ------------------------------------------------------------------------------------------------------


def _is_ukrainian_age(sentence: Sentence, first: int, last: int, comparator: Comparator | None) -> bool:
    """Tell "молодших за 35", "віком 34", "у віці понад 60", "художниця, 71, мешкає" and "якому 34"."""
    is_person_old = MOST_LIKELY_AGES[0] <= _whole(sentence.tokens[first].text) <= MOST_LIKELY_AGES[1]
    is_closed = not sentence.lower(last)[:1].isalnum() or sentence.lower(last) in uk_quantities.AFTER_AGE
    if is_person_old and last == first + 1 and is_closed and _is_told_of_person(sentence, first):
        return True
    if is_person_old and last == first + 1 and sentence.lower(last) in (",", "."):
        before = sentence.lower(first - 1)
        is_apposed = before == "," and sentence.tokens[first - 2].kind == "word" and sentence.lower(last) == ","
        if before in uk_quantities.WHOSE_AGE or (is_apposed and sentence.lower(last + 1)[:1].isalpha()):
            return True
    start = comparator.first if comparator is not None and comparator.first < first else first
    is_older = start < first and sentence.lower(start).startswith(uk_quantities.AGE_COMPARATIVES)
    return is_older or sentence.lower(start - 1) in uk_quantities.AGE_WORDS


def _is_told_of_person(sentence: Sentence, first: int) -> bool:
    """Tell "Письменниці було 87" from "у столиці було 27"."""
    if sentence.lower(first - 1) not in uk_quantities.BEING_OLD or first < 2:
        return False
    person = sentence.lower(first - 2)
    is_opening = first == 2 or not sentence.lower(first - 3)[:1].isalnum()
    return person in uk_quantities.DATIVE_PRONOUNS or (is_opening and person.endswith(uk_quantities.DATIVE_ENDINGS))


def unit_of_degrees(sentence: Sentence, first: int, last: int, *, unit: str | None) -> str | None:
    """Give "celsius" for degrees of heat, in Ukrainian news unless an angle is near; else the unit itself."""
    if unit != "degree" or sentence.language not in ("uk", "en"):
        return unit
    if sentence.language == "en":
        words = {token.lower for token in sentence.tokens[max(0, first - WORDS_TO_HEAT) : last + WORDS_TO_HEAT]}
        is_heat = not words.isdisjoint(en_ages.HEAT_WORDS) and words.isdisjoint(en_ages.OTHER_DEGREES)
        return "celsius" if is_heat else unit
    near = sentence.tokens[max(0, first - WORDS_TO_PERSON) : last + WORDS_TO_PERSON]
    return unit if any(token.lower.startswith(uk_quantities.ANGLE_STEMS) for token in near) else "celsius"
