"""One figure as it is written: the number with its sign, currency and unit, and the far end of a range."""

import re
from dataclasses import dataclass, replace

from claims.text.changes import is_change_before
from claims.text.counted import counted_noun
from claims.text.counted_in_ukrainian import is_nominative
from claims.text.joined_measures import joined_measure
from claims.text.languages import en_quantities, uk_nouns, uk_quantities, uk_units
from claims.text.lookalikes import is_figure
from claims.text.numbers import NumberReading, read_number
from claims.text.sentence import Sentence
from claims.text.tokens import is_adjacent
from claims.text.units import CURRENCIES, DASHES, TIME_UNITS, UnitReading, currency_before, unit_after

_JOINERS = {"en": en_quantities.RANGE_JOINERS, "uk": uk_quantities.RANGE_JOINERS}
NO_NOUN = (0, 0)
JOINED_STARTS = (*uk_units.JOINED_NUMBERS, *uk_units.HALF_MEASURES)
_JOINED_PARTS = (
    "|".join(sorted(uk_units.JOINED_NUMBERS, key=len, reverse=True)),
    "|".join(uk_units.JOINED_UNITS),
)
# "сторіччя" is an anniversary
_JOINED = re.compile("(?P<number>{})(?P<unit>{})(?!ч)".format(*_JOINED_PARTS))
_EVERY = {"en": frozenset({"every"}), "uk": uk_quantities.EVERY_WORDS}
_ORDINALS = {"en": en_quantities.ORDINALS, "uk": uk_quantities.ORDINALS}
_MINUS = frozenset("-−")
_MINUS_WORDS = frozenset({"minus", "мінус"})
_FROM = frozenset({"from", "від", "з", "із", "зі"})
_UKRAINIAN_ANDS = frozenset({"і", "й", "та", "або", "чи", ","})
# "7, 11 і 15 років": so many figures may share one unit.
LONGEST_LIST = 4
# "from 52 to 49.5 thousand": two levels of one thing are not further apart.
FURTHEST_LEVELS = 20
_OR = frozenset({"or", "чи", "або"})
# "one in five", "9 out of 10", "three out of every four"; "12 out of 27 states" stays two figures.
_WHOLES = frozenset({100.0, 1000.0, 10_000.0, 100_000.0, 1_000_000.0, 20.0, 50.0})
_MIDDLING = frozenset({20.0, 50.0, 100.0})
SMALLEST_SET = 10
# "two or three", "10 or 15": alternatives so near to one another are one span.
NEAR_FACTOR = 2
_MOST_DECIMALS = 9
# "waves of 12m were seen" are so high; "2m of its people" are counted.
_BEFORE_LENGTH = frozenset({"of", "at", "to", "by", "from", "wall", "walls", "within"})
_WHOLES_OF = frozenset({"the", "its", "their", "them", "those", "these", "whom", "our", "his", "her"})
WORDS_TO_MILLIONS = 12


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its currency and unit: tokens ``first`` to ``last``, exclusive; ``start`` in characters."""

    number: NumberReading
    value: float
    unit: str | None
    first: int
    last: int
    start: int
    noun: tuple[int, int] | None = None  # the noun inside "one adult in five", NO_NOUN where nothing can be counted
    is_about: bool = False  # the order of words says so: "годин на шість"


def amount_at(sentence: Sentence, index: int) -> Amount | None:
    """Read the number at a token with what belongs to it; None where none begins or it only looks like one."""
    number = read_number(sentence.tokens, index, language=sentence.language)
    if number is None:
        return _one_and_part(sentence, index)
    if not is_figure(sentence, number):
        return None
    amount = _with_smaller_unit(sentence, _with_unit(sentence, number))
    is_minus = sentence.lower(amount.first - 1) in _MINUS_WORDS and sentence.lower(amount.first - 2) not in _OR
    if _has_minus(sentence, amount.first) or is_minus:  # "plus or minus 3 points" is none
        return replace(amount, value=-amount.value, start=sentence.tokens[amount.first - 1].start)
    if _has_plus(sentence, amount.first):
        return replace(amount, start=sentence.tokens[amount.first - 1].start)
    return _share_of(sentence, amount) or _inverted(sentence, amount) or amount


def _with_smaller_unit(sentence: Sentence, amount: Amount) -> Amount:
    joined = joined_measure(sentence, amount.value, amount.unit, amount.last)
    if joined is None:
        return amount
    return replace(amount, value=round(joined.value, _MOST_DECIMALS), unit=joined.unit, last=joined.last)


def _inverted(sentence: Sentence, amount: Amount) -> Amount | None:
    """Read "годин на шість" and "автобусів сорок": what is counted in front means about so much in Ukrainian."""
    if sentence.language != "uk" or amount.unit or amount.number.is_share or _has_noun_behind(sentence, amount):
        return None
    position = amount.first - 1 - (sentence.lower(amount.first - 1) in uk_quantities.BETWEEN_INVERTED)
    lower, before = sentence.lower(position), sentence.lower(position - 1)
    if before[:1].isdigit() or before in uk_quantities.NOT_BEFORE_INVERTED:
        return None
    start = sentence.tokens[max(0, position)].start
    unit = uk_units.UNITS.get(lower)
    if unit is not None and lower.endswith(uk_quantities.GENITIVE_UNIT_ENDINGS):
        return replace(amount, unit=unit, first=position, start=start, noun=NO_NOUN, is_about=True)
    is_count = unit is None and position == amount.first - 1 and is_nominative(sentence.lower(amount.first))
    if is_count and amount.number.is_written_out and lower.endswith(uk_nouns.GENITIVE_PLURAL_ENDINGS):
        return replace(amount, noun=(position, position + 1), is_about=True)
    return None


def _has_noun_behind(sentence: Sentence, amount: Amount) -> bool:
    """Tell the noun of "упродовж років дві компанії" from the verb of "годин на шість знеструмив"."""
    noun = counted_noun(sentence.tokens, amount.last, language="uk", value=amount.value)
    return noun is not None and not sentence.lower(noun[0]).endswith(uk_nouns.MASCULINE_PAST_ENDINGS)


def _one_and_part(sentence: Sentence, index: int) -> Amount | None:
    """Read "a year and a half", "an hour and ten minutes" and, behind a comparator, "less than an hour"."""
    if sentence.language != "en" or sentence.lower(index) not in en_quantities.FRACTION_ARTICLES:
        return None
    if sentence.lower(index + 3) == "and" and sentence.words(index + 3, index + 6) in en_quantities.HALF_ADDED:
        index += 1  # "a wild hour and a half"
    unit, last = unit_after(sentence.tokens, index + 1, language="en")
    owner = sentence.lower(index + 1).removesuffix("'s")
    if owner in TIME_UNITS and owner != sentence.lower(index + 1) and _is_compared_one(sentence, index, unit=owner):
        number = NumberReading(1.0, index, index + 2, is_written_out=True)  # "less than an hour's notice"
        start = sentence.tokens[index].start
        return Amount(number, 1.0, owner, index, index + 2, start, noun=(index + 2, index + 3))
    if unit is None or last > index + 2:
        return None
    part = en_quantities.HALF_ADDED.get(sentence.words(index + 2, index + 5))
    joined = None if part else joined_measure(sentence, 1, unit, last)
    if part is None and joined is None and not _is_compared_one(sentence, index, unit=unit):
        return None
    value, last = (1 + part, index + 5) if part else (joined.value, joined.last) if joined else (1.0, last)
    index += sentence.lower(index) not in en_quantities.FRACTION_ARTICLES
    number = NumberReading(round(value, _MOST_DECIMALS), index, last, is_written_out=True)
    return Amount(number, number.value, joined.unit if joined else unit, index, last, sentence.tokens[index].start)


def _is_compared_one(sentence: Sentence, index: int, *, unit: str) -> bool:
    """Tell "less than an hour's notice" and "lasted about a week" from "about a year earlier" and "a second home"."""
    if sentence.lower(index + 2) in en_quantities.AFTER_POINT_OF_TIME or unit in ("second", "times", "share"):
        return False
    if sentence.has_date_at(sentence.tokens[index].start, sentence.tokens[index + 1].end):
        return False
    before = sentence.lower(index - 1)
    if before in en_quantities.LOOSE_COMPARATORS:
        return sentence.lower(index - 2) in en_quantities.LASTING_BEFORE
    return before in en_quantities.ONE_COMPARED or sentence.words(index - 2, index) in en_quantities.ONE_COMPARED


def _with_unit(sentence: Sentence, number: NumberReading) -> Amount:
    currency, first = currency_before(sentence.tokens, number.first, language=sentence.language)
    reading = (
        UnitReading(currency, number.last)
        if currency
        else unit_after(sentence.tokens, number.last, language=sentence.language)
    )
    value = number.value
    if number.is_multiple:
        reading = UnitReading("times", number.last)
    if number.has_metre_sign and reading.unit is None and _is_length(sentence, number):
        number = replace(number, value=number.value / number.scale, scale=1.0)
        value, reading = number.value, UnitReading("m", number.last)
    is_part_of_one = sentence.lower(number.last) == "of" and reading.unit is not None  # "a quarter of an hour"
    if number.is_share and not is_part_of_one:
        reading = UnitReading("share", number.last)
    start = sentence.tokens[first].start
    return Amount(number, round(value, _MOST_DECIMALS), reading.unit, first, reading.last, start)


def _is_length(sentence: Sentence, number: NumberReading) -> bool:
    """Tell whether "20m" is metres: a word of size follows, or nothing is counted and the number has no decimals."""
    following = sentence.lower(number.last)
    if following in en_quantities.SIZE_WORDS or following in DASHES:
        return True
    if following in en_quantities.PLURAL_AUXILIARIES and sentence.lower(number.first - 1) not in _BEFORE_LENGTH:
        return False  # "nearly 2m have fled"
    if following == "of" and sentence.lower(number.last + 1) in _WHOLES_OF:
        # "2m of the 5m residents", "3m of them"; "cleared 2m of the road"
        is_whole = sentence.lower(number.last + 1) in ("them", "those", "these", "whom")
        beyond = sentence.tokens[number.last + 2 : number.last + 3]
        return not (is_whole or any(token.kind == "number" for token in beyond))
    if counted_noun(sentence.tokens, number.last, language=sentence.language, value=2) is not None:
        return False
    if _has_counted_millions(sentence, number.first):
        return False
    return not en_quantities.MONEY_AND_SALES & {
        token.lower for token in sentence.tokens[max(0, number.first - 8) : number.first]
    }


def _has_counted_millions(sentence: Sentence, first: int) -> bool:
    """Tell the 1.1m of "1.3m subscribers, up from 1.1m": millions were counted before."""
    for index in range(max(1, first - WORDS_TO_MILLIONS), first - 1):
        is_attached = (
            sentence.lower(index) in ("m", "bn", "k", "million") and sentence.tokens[index - 1].kind == "number"
        )
        if is_attached and counted_noun(sentence.tokens, index + 1, language=sentence.language, value=2) is not None:
            return True
    return False


def _has_minus(sentence: Sentence, first: int) -> bool:
    tokens = sentence.tokens
    if first < 1 or tokens[first - 1].text not in _MINUS or not is_adjacent(tokens[first - 1], tokens[first]):
        return False
    return first == 1 or tokens[first - 2].end < tokens[first - 1].start


def _has_plus(sentence: Sentence, first: int) -> bool:
    tokens = sentence.tokens
    return first > 0 and tokens[first - 1].text == "+" and is_adjacent(tokens[first - 1], tokens[first])


# --- shares: so many in so many -------------------------------------------------------------------------------------


def _share_of(sentence: Sentence, part: Amount) -> Amount | None:
    """Read "one in five", "9 out of 10", "7 із 10" as shares; "12 out of 27 states" stays two figures."""
    position = _start_of_whole(sentence, part)
    if position is None or part.unit or not part.value.is_integer() or position >= len(sentence.tokens):
        return None
    number = read_number(sentence.tokens, position, language=sentence.language)
    if number is None or not is_figure(sentence, number) or not _is_whole(sentence, part, number):
        return None
    share = NumberReading(part.value / number.value, part.number.first, number.last, is_share=True)
    noun = (part.last, part.last + 1) if sentence.lower(part.last + 1) == "in" else None
    return Amount(share, round(share.value, _MOST_DECIMALS), "share", part.first, number.last, part.start, noun)


def _start_of_whole(sentence: Sentence, part: Amount) -> int | None:
    """Find where the second number of a share may begin: after "in", "out of (every)", "з"."""
    last = part.last
    if sentence.language == "uk":
        is_of = sentence.lower(last) in uk_quantities.OF_WORDS
        return last + 1 + (sentence.lower(last + 1) in uk_quantities.EVERY_WORDS) if is_of else None
    if sentence.words(last, last + 2) == "of every":
        return last + 2
    if sentence.lower(last) == "in":
        return last + 1 + (sentence.lower(last + 1) == "every")
    if sentence.words(last, last + 2) == "out of":
        return last + 2 + (sentence.lower(last + 2) == "every")
    is_counted = part.value == 1 and sentence.lower(last + 1) == "in"  # "one adult in five"
    return last + 2 if is_counted and sentence.tokens[last].kind == "word" else None


def _is_whole(sentence: Sentence, part: Amount, whole: NumberReading) -> bool:
    if whole.is_share or not 0 < part.value < whole.value:
        return False
    if unit_after(sentence.tokens, whole.last, language=sentence.language).unit:
        return False
    if sentence.language == "uk" and whole.value in _MIDDLING and whole.last < len(sentence.tokens):
        return sentence.lower(whole.last).startswith(uk_quantities.ASKED_STEMS)  # "37 із 50 членів ради" are two
    if whole.value in _WHOLES or whole.value == SMALLEST_SET:
        return True
    if sentence.language == "uk":
        is_adjective = sentence.lower(whole.last).endswith(("их", "іх")) and part.value > 1  # "молодих киян"
        asked = [sentence.lower(whole.last), sentence.lower(whole.last + 1) if is_adjective else ""]
        is_asked = any(word.startswith(uk_quantities.ASKED_STEMS) for word in asked)
        return is_asked and whole.value < SMALLEST_SET  # "дві з дев'яти лікарень" counts hospitals
    is_in = sentence.lower(whole.first - 1) in ("in", "every")
    return (part.value == 1 and is_in) or (whole.value < SMALLEST_SET and (is_in or part.value == whole.value - 1))


def every_nth_at(sentence: Sentence, index: int) -> Amount | None:
    """Read "every fifth adult" and "кожен п'ятий"; "every second day" says how often."""
    words = _EVERY.get(sentence.language)
    value = _ORDINALS.get(sentence.language, {}).get(sentence.lower(index), 0)
    if words is None or value < 2 or sentence.lower(index - 1) not in words:
        return None
    following = unit_after(sentence.tokens, index + 1, language=sentence.language).unit
    is_counted = sentence.language == "uk" and following not in (*TIME_UNITS, "times")  # "кожну третю тонну"
    if following and not is_counted:
        return None
    number = NumberReading(1 / value, index - 1, index + 1, is_share=True, is_written_out=True)
    share = round(number.value, _MOST_DECIMALS)
    return Amount(number, share, "share", index - 1, index + 1, sentence.tokens[index - 1].start)


def joined_measure_at(sentence: Sentence, index: int) -> Amount | None:
    """Read the Ukrainian adjective that holds a number and a span of time: "трирічний", "двотижневої"."""
    token = sentence.tokens[index]
    if sentence.language != "uk" or not token.lower.startswith(JOINED_STARTS):
        return None
    unit, value = uk_units.HALF_MEASURES.get(token.lower), 1 / 2
    found = None if unit else _JOINED.match(token.lower)
    if found:
        unit, value = uk_units.HYPHENATED_STEMS[found["unit"]], uk_units.JOINED_NUMBERS[found["number"]]
    if unit is None:
        return None
    number = NumberReading(value, index, index + 1, is_written_out=True)
    has_thing = unit == "percent"  # "п'ятивідсотковий бар'єр"
    return Amount(number, value, unit, index, index + 1, token.start, noun=None if has_thing else NO_NOUN)


# --- ranges ---------------------------------------------------------------------------------------------------------


def far_end_of(sentence: Sentence, low: Amount) -> Amount | None:
    """Find the far end of a range that begins with this amount."""
    joiners = _JOINERS.get(sentence.language, {"": DASHES})
    opener = _opener(sentence, low, joiners)
    # "18- to 24-year-olds"
    position = low.last + (sentence.lower(low.last) in DASHES and sentence.lower(low.last + 1) in ("to", "and", "or"))
    joiner = sentence.lower(position)
    if joiner not in joiners[opener] and joiner not in joiners[""]:
        return None
    has_levels = is_change_before(sentence, low.first)
    if opener in _FROM and has_levels:
        return None
    high = _far_amount(sentence, position + 1)
    if high is None or high.value == low.value:
        return None
    # "two or three" and "grow by 5% to 7%", not "50 or 100,000" nor "gained $12 to $2,050"
    if (joiner in _OR or (has_levels and not opener and joiner not in DASHES)) and not _is_near(low, high):
        return None
    if joiner not in DASHES and scaled_like(low, high) > high.value:  # "from 5 to 3": two levels
        return None
    # "rose by 0.6% to 72.4": what bears a unit by itself is no low end of something without one
    is_lone = low.unit is not None and high.unit is None and joiner not in DASHES and low.first == low.number.first
    return high if not is_lone and (low.unit is None or high.unit is None or low.unit == high.unit) else None


def completed(sentence: Sentence, low: Amount) -> tuple[float, str | None]:
    """Give value and unit with what "from 52 to 49.5 thousand dollars" and "7 і 11 років" leave out at the first."""
    has_sign = low.unit is not None and low.first < low.number.first  # "from $1.2 to $3.4 billion"
    following = None if low.unit and not has_sign else _next_level(sentence, low) or _end_of_list(sentence, low)
    if following is None or (has_sign and following.unit != low.unit):
        return low.value, low.unit
    scale = following.number.scale
    is_scaled = low.number.scale == 1 < scale and following.value <= FURTHEST_LEVELS * low.value * scale
    is_scaled = is_scaled and low.value * scale <= FURTHEST_LEVELS * following.value
    return (round(low.value * scale, _MOST_DECIMALS) if is_scaled else low.value), following.unit


def _next_level(sentence: Sentence, low: Amount) -> Amount | None:
    joiners = _JOINERS.get(sentence.language, {})
    before = sentence.lower(low.first - 1)
    is_from_to = before in _FROM and sentence.lower(low.last) in joiners.get(before, frozenset())
    is_to_from = before == "to" and sentence.lower(low.last) == "from"  # "eased to 3.4 from 3.7 per cent"
    if not (is_from_to or is_to_from):
        return None
    return _far_amount(sentence, low.last + 1)


def _end_of_list(sentence: Sentence, low: Amount) -> Amount | None:
    """Find the last figure of "7, 11 і 15 років", which alone has the unit."""
    if sentence.language != "uk":
        return None
    following: Amount | None = low
    for _ in range(LONGEST_LIST):
        if following is None or following.unit or sentence.lower(following.last) not in _UKRAINIAN_ANDS:
            break
        following = _far_amount(sentence, following.last + 1)
    is_measured = following is not None and following.unit is not None and not following.number.is_share
    return following if is_measured else None


def _is_near(low: Amount, high: Amount) -> bool:
    """Tell "two or three" from "50 or 100,000"."""
    return scaled_like(low, high) < high.value <= NEAR_FACTOR * scaled_like(low, high)


def _opener(sentence: Sentence, low: Amount, joiners: dict[str, frozenset[str]]) -> str:
    """Find "between" or "from" before the amount, a word of comparison between allowed; empty without one."""
    for index in (low.first - 1, low.first - 2):
        if sentence.lower(index) in joiners:
            return sentence.lower(index)
    has_ages = sentence.words(low.first - 3, low.first) == "the ages of"  # "between the ages of 18 and 64"
    before = sentence.lower(low.first - 4)
    return before if has_ages and before in joiners else ""


def _far_amount(sentence: Sentence, position: int) -> Amount | None:
    """Read the number after the joiner: a dash before it is no minus and no hyphen of a name."""
    while sentence.words(position, position + 2) in CURRENCIES.get(sentence.language, {}):
        position += 2
    position += sentence.lower(position) in CURRENCIES.get(sentence.language, {})
    is_minus = sentence.lower(position) in _MINUS_WORDS  # "від мінус 13 до мінус 5 градусів"
    position += is_minus
    if position >= len(sentence.tokens):
        return None
    number = read_number(sentence.tokens, position, language=sentence.language)
    if number is None or sentence.has_date_at(sentence.tokens[position].start, sentence.tokens[position].end):
        return None
    amount = _with_unit(sentence, number)
    return replace(amount, value=-amount.value) if is_minus else amount


def scaled_like(low: Amount, high: Amount) -> float:
    """Give the low end of "5–10 million" in millions too."""
    if low.number.scale == 1 and high.number.scale > 1 and low.value * high.number.scale <= high.value:
        return low.value * high.number.scale
    return low.value
