"""The words beside a figure that say how it is meant: more than, at most, about, or more."""

from functools import cache
from typing import NamedTuple

from claims.text.changes import is_change_before
from claims.text.changes_in_ukrainian import kind_of_change
from claims.text.counted_in_ukrainian import is_nominative
from claims.text.languages import en, en_ages, en_quantities, uk_quantities
from claims.text.sentence import Sentence
from claims.text.units import TIME_UNITS

_BEFORE = {"en": en_quantities.COMPARATORS_BEFORE, "uk": uk_quantities.COMPARATORS_BEFORE}
_AFTER = {"en": en_quantities.COMPARATORS_AFTER, "uk": uk_quantities.COMPARATORS_AFTER}
_BETWEEN = {"en": en_quantities.BETWEEN_COMPARATOR, "uk": uk_quantities.BETWEEN_COMPARATOR}
# "входять сьогодні до 164": so many words may stand between a verb and its preposition, the verb counted in.
WORDS_FROM_VERB = 4
WORDS_FROM_SENTENCE = 22
LONGEST_PHRASE = 5
LONGEST_AFTER = 4  # "at the very most"
WORDS_FROM_CAP = 8
# "протягом 10 робочих днів з дня подання"; "мають до кінця слухань відповісти протягом 10 днів".
WORDS_TO_TERM_START = 6
WORDS_FROM_DUTY = 12
# "at least another 20", "more than a total of 5".
WORDS_BETWEEN = 3
WORDS_TO_LEVEL = 9
WORDS_TO_UNTIL = 6
_NUMBERS = frozenset(uk_quantities.NUMBER_WORDS) | uk_quantities.SINGLE_SCALES
_ADDEND_WORDS = frozenset(en.NUMBER_WORDS) | frozenset({"a", "an", "the", "$", "£", "€"})
_FROM = frozenset({"з", "із", "зі", "від"})
_ADJECTIVES = ("их", "ого", "ої")
_BEFORE_LEVEL = frozenset({",", "—", "–", "-", "(", "−"})  # "знизив на 50 пунктів — до 13,5 %"


class Comparator(NamedTuple):
    """What the words mean (``= > >= < <= ~``), and the tokens ``first`` to ``last``, exclusive."""

    sign: str
    first: int
    last: int


def comparator_of(sentence: Sentence, first: int, last: int, *, unit: str | None) -> Comparator | None:
    """Find the comparator of the figure in the tokens ``first`` to ``last``; what stands after it wins."""
    found = comparator_after(sentence, last) or _comparator_before(sentence, first, unit=unit)
    found = found or _level_passed(sentence, first, last)
    return None if found is not None and _is_of_person(sentence, found, last) else found


def _level_passed(sentence: Sentence, first: int, last: int) -> Comparator | None:
    """Tell "the number passed 73,000" from "passed 73 laws" and "passed 73 in one day"."""
    if sentence.language != "en" or sentence.lower(first - 1) not in en_quantities.PASSING:
        return None
    near = range(first - 1 - WORDS_TO_LEVEL, first)
    is_level = any(sentence.lower(position) in en_quantities.COUNTED_LEVELS for position in near)
    return Comparator(">", first - 1, first) if is_level else None


def _is_of_person(sentence: Sentence, comparator: Comparator, last: int) -> bool:
    """Tell "вище за 24-річну стрибала", which compares two people, from "старший за 24 роки"."""
    is_age = sentence.language == "uk" and sentence.lower(last - 1).startswith("річн")
    return is_age and sentence.lower(comparator.last - 1) in uk_quantities.THAN_LINKS


def comparator_after(sentence: Sentence, index: int) -> Comparator | None:
    """Find "or more", "+" and the like directly after a figure."""
    after = _AFTER.get(sentence.language, {})
    if sentence.words(index, index + 4) == ", give or take":
        return Comparator("~", index + 1, index + 4)
    if sentence.lower(index) not in _first_words(sentence.language):
        return None
    for length in range(LONGEST_AFTER, 0, -1):
        found = after.get(sentence.words(index, index + length))
        if found:
            if sentence.lower(index) == "plus" and _begins_addend(sentence, index + 1):
                return None  # "ten days' wages plus two days a child"
            is_next = sentence.language == "uk" and _begins_number(sentence, index + length)  # "хат і менше сотні"
            return None if is_next else Comparator(found, index, index + length)
    return None


def _begins_addend(sentence: Sentence, index: int) -> bool:
    is_sign = sentence.lower(index) in _ADDEND_WORDS
    return is_sign or (index < len(sentence.tokens) and sentence.tokens[index].kind == "number")


def _begins_number(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens):
        return False
    return sentence.tokens[index].kind == "number" or sentence.lower(index) in _NUMBERS | uk_quantities.SCALES.keys()


@cache
def _first_words(language: str) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _AFTER.get(language, {}))


@cache
def _last_words(language: str) -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _BEFORE.get(language, {}))


def _comparator_before(sentence: Sentence, first: int, *, unit: str | None) -> Comparator | None:
    if sentence.language == "uk" and unit in TIME_UNITS and sentence.lower(first - 1) in uk_quantities.WITHIN:
        return Comparator("<=", first - 1, first) if _is_time_limit(sentence, first) else None
    between = _BETWEEN.get(sentence.language, frozenset())
    for end in range(first, max(0, first - WORDS_BETWEEN) - 1, -1):
        found = _comparator_ending(sentence, end, unit=unit)
        if found or sentence.lower(end - 1) not in between:
            found = None if found and _is_no_limit(sentence, end, first) else found
            return found or _cap_before(sentence, first)
    return None


def _is_time_limit(sentence: Sentence, first: int) -> bool:
    """Tell "мусить відповісти протягом 10 днів" and "протягом 15 днів після подання" from what lasted so long."""
    for position in range(first + 1, first + WORDS_TO_TERM_START):
        pair = sentence.words(position, position + 2)
        has_event = pair.startswith(("від ", "з ", "із ")) and pair.endswith("ння")  # "від оголошення результатів"
        if sentence.lower(position) == "після" or has_event or pair in uk_quantities.STARTS_OF_TERM:
            clause = sentence.tokens[max(0, first - WORDS_FROM_DUTY) : first + WORDS_FROM_DUTY]
            if not uk_quantities.FORBIDDING.isdisjoint(token.lower for token in clause):
                return False
            return not any(token.lower.endswith(uk_quantities.LASTED_ENDINGS) for token in clause)
    near = range(max(0, first - WORDS_FROM_DUTY), first - 1)
    duty = next((index for index in near if sentence.lower(index).startswith(uk_quantities.DUTY_STEMS)), None)
    if duty is not None and sentence.lower(duty - 1) in uk_quantities.FORBIDDING:
        return False
    if duty is None:  # "протягом двох місяців агентство зобов'язане оприлюднити"
        ahead = range(first, min(first + WORDS_FROM_DUTY, len(sentence.tokens)))
        found = next((at for at in ahead if sentence.lower(at).startswith(uk_quantities.STRONG_DUTY_STEMS)), None)
        return found is not None and sentence.lower(found - 1) not in uk_quantities.FORBIDDING
    return any(sentence.lower(index).endswith(("ти", "тися", "тись")) for index in range(duty + 1, first - 1))


def _cap_before(sentence: Sentence, first: int) -> Comparator | None:
    """Read "cap rent increases at 3%" and "limit the fee to 20 euros"; both are at most so much."""
    if sentence.language != "en" or sentence.lower(first - 1) not in ("at", "to"):
        return None
    for index in range(first - 2, max(-1, first - 2 - WORDS_FROM_CAP), -1):
        if sentence.tokens[index].kind != "word":
            return None
        is_verb = sentence.lower(index) in en_quantities.CAPS
        if is_verb and (
            sentence.lower(index).endswith(("ed", "ing")) or sentence.lower(index - 1) in en_quantities.BEFORE_CAPS
        ):
            return Comparator("<=", index, first)
    return None


def _is_no_limit(sentence: Sentence, end: int, first: int) -> bool:
    is_won = sentence.lower(end - 1) == "over" and sentence.lower(end - 2) in en_quantities.WON_OVER
    return is_won or _is_parted_by_article(sentence, end, first)


def _is_parted_by_article(sentence: Sentence, end: int, first: int) -> bool:
    """Tell "a battle over a 2.5% stake" and "faster than the two" from "at least a 3% rise"."""
    if sentence.language != "en" or sentence.lower(end - 1) in en_quantities.LIMITS_BEFORE_ARTICLES:
        return False
    is_about = sentence.lower(end - 1) in en_quantities.ABOUT_WORDS and sentence.lower(end) in ("a", "an")
    between = [sentence.lower(index) for index in range(end, first)]
    return bool(between) and not is_about and en_quantities.ARTICLES_BETWEEN.issuperset(between)


def _comparator_ending(sentence: Sentence, end: int, *, unit: str | None) -> Comparator | None:
    """Find the longest comparator whose last word is before the token ``end``."""
    if sentence.language == "uk" and sentence.lower(end - 1) in uk_quantities.OF_WORDS:  # "свідків із двадцять"
        is_about = is_nominative(sentence.lower(end)) and sentence.lower(end) in _NUMBERS
        return Comparator("~", end - 1, end) if is_about else None
    if sentence.lower(end - 1) not in _last_words(sentence.language):
        return None
    phrases = _BEFORE[sentence.language]
    for length in range(min(LONGEST_PHRASE, end), 0, -1):
        phrase = sentence.words(end - length, end)
        if phrase in phrases:
            first = end - length
            is_other = _is_governed(sentence, first, phrase, unit=unit) or _is_lasting(sentence, first, unit=unit)
            is_other = is_other or _is_parted_by_preposition(sentence, end)
            is_other = is_other or (phrase == "до" and _is_far_level(sentence, first, unit=unit))
            return None if is_other else Comparator(phrases[phrase], first, end)
    return None


def _is_far_level(sentence: Sentence, index: int, *, unit: str | None) -> bool:
    """Tell how long somebody was jailed, and the level of "знизив ставку за кредитами для бізнесу до 5 %"."""
    is_near = sentence.lower(index - 1) not in uk_quantities.MEASURES_BEFORE_LIMIT
    for position in range(index - 1, max(-1, index - WORDS_FROM_SENTENCE), -1):
        lower = sentence.lower(position)
        if lower in (";", ":") or lower.startswith(uk_quantities.THREATENING_STEMS):
            return False
        if unit in TIME_UNITS and lower.startswith(uk_quantities.SENTENCING_STEMS):
            return sentence.lower(position - 1) not in uk_quantities.MAY_BE and not (
                sentence.lower(position - 1) == "бути" and sentence.lower(position - 2) in uk_quantities.MAY_BE
            )
        is_near = is_near and sentence.tokens[position].kind != "symbol"
        if is_near and kind_of_change(lower):
            return True
    return False


def _is_parted_by_preposition(sentence: Sentence, end: int) -> bool:
    """Tell the change "більше на 5 %" from "щонайбільше на 5 днів" and "менш ніж на половину"."""
    if sentence.language != "uk" or sentence.lower(end) not in uk_quantities.PREPOSITIONS_BETWEEN:
        return False
    last_words = {sentence.lower(end - 1), sentence.lower(end - 2)}
    return not last_words & uk_quantities.ACROSS_PREPOSITIONS


def _is_lasting(sentence: Sentence, index: int, *, unit: str | None) -> bool:
    """Tell "over two days" in the meaning of during from "lasted over two days"."""
    if sentence.lower(index) not in ("over", "under") or unit not in TIME_UNITS:
        return False
    if sentence.lower(index) == "under" or sentence.lower(index - 1) in en_ages.PEOPLE:
        return index > 1 and sentence.tokens[index - 2].kind == "number"  # "tracked 4,300 people over 18 years"
    return sentence.lower(index - 1) not in en_quantities.LASTING_BEFORE


def _has_first_level(sentence: Sentence, index: int) -> bool:
    """Tell "з 340 до 1020" and "з 3,4 млн тонн у січні до 2,1 млн": what a figure went down or up to."""
    for position in range(index - 1, max(0, index - WORDS_TO_LEVEL) - 1, -1):
        if sentence.lower(position) in ",;:" or sentence.lower(position) in ("або", "чи"):
            return False
        is_figure = position < index - 1 and _begins_number(sentence, position + 1)
        if is_figure and sentence.lower(position) in _FROM:
            return True
        if is_figure and sentence.lower(position - 1) in _FROM and sentence.lower(position).endswith(_ADJECTIVES):
            return True  # "від пікових 700"
    return False


def _is_multiplied(sentence: Sentence, index: int) -> bool:
    """Tell "twice as many as 164" and "three times as many as 164" from "as many as 164"."""
    before = sentence.lower(index - 1)
    return before in en_quantities.MULTIPLES or before in ("times", "half", "fold")


def _is_governed(sentence: Sentence, index: int, phrase: str, *, unit: str | None) -> bool:
    """Tell whether a verb before asks for the preposition: "edged up to 4%"; "входять до 164" is among, not at most."""
    if phrase == "up to" and sentence.lower(index - 1) in en_quantities.VERBS_BEFORE_UP:
        is_being = sentence.lower(index - 1) in ("is", "are", "was", "were")
        return not (is_being and unit is not None and unit != "percent")  # "are up to two years behind"
    if phrase in ("as many as", "as much as") and _is_multiplied(sentence, index):
        return True
    if phrase in ("under", "beneath", "below") and sentence.lower(index - 1) in en_quantities.LYING:
        return True
    if sentence.language != "uk" or phrase not in uk_quantities.GOVERNING_VERBS:
        return False
    beginnings = uk_quantities.GOVERNING_VERBS[phrase]
    if phrase == "до" and _has_first_level(sentence, index):
        return True
    if phrase == "від" and "до" in [sentence.lower(ahead) for ahead in range(index + 2, index + WORDS_TO_UNTIL)]:
        return True
    for token in reversed(sentence.tokens[max(0, index - WORDS_FROM_VERB) : index]):
        if token.kind == "symbol" and token.text != "%":
            return phrase == "до" and token.text in _BEFORE_LEVEL and is_change_before(sentence, index)
        if token.lower.startswith(beginnings) or (phrase == "до" and kind_of_change(token.lower)):
            return True
    return False
