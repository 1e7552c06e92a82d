"""What only looks like a figure: numbers in names, codes, times, numbering, and the pronoun "one"."""

from claims.text.changes_in_ukrainian import is_halved
from claims.text.counted import counted_noun
from claims.text.languages import en_nouns, en_quantities, uk_changes, uk_quantities
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.numbers import NumberReading, read_number
from claims.text.sentence import Sentence
from claims.text.tokens import is_adjacent
from claims.text.units import CURRENCIES, DASHES, unit_after
from claims.text.words import words_of

_LABELS = {"en": en_quantities.LABEL_WORDS, "uk": uk_quantities.LABEL_WORDS}
_PLAIN_LABELS = uk_quantities.LABEL_WORDS | en_quantities.PLAIN_LABELS
_TIMES = {"en": en_quantities.TIME_WORDS, "uk": uk_quantities.TIME_WORDS}
_NOT_ONE_AFTER = {"en": en_quantities.NOT_ONE_AFTER, "uk": uk_quantities.NOT_ONE_AFTER}
_NOT_ONE_BEFORE = {"en": en_quantities.NOT_ONE_BEFORE, "uk": uk_quantities.NOT_ONE_BEFORE}
_ARTICLES_OF_ONE = words_of("the its his her their my our")
_BEFORE_ADJECTIVES = words_of("a an the this that every each its their")
_HOURS = words_of("o'clock година годині")
_CURRENCY_LETTERS = words_of(
    "US USD EUR GBP UAH A C NZ HK R S CHF PLN AUD CAD AU CA Sh Shs sh shs KSh Ksh KShs Kshs USh Ush UShs Ushs TSh Tsh "
    "TShs Tshs SFr Fr Rs RM Rp RD Tk Ksh GHS NOK SEK DKK SKr NKr DKr DM N P"
)
LONGEST_NAME_NUMBER = 4
# ", Togo 45 and Fiji 30": from the last figure back to the sign before the name of the last but one.
FROM_LISTED_NAME = 5
# "two were acquitted, six were fined and one was jailed"
WORDS_TO_OTHER_COUNT = 8
LONGEST_SCORE = 3
HOURS_OF_DAY, HOURS_OF_CLOCK, MINUTES_OF_HOUR = 24, 12, 60
WORDS_TO_CLOCK = 6
# "only one of their last nine matches"; "four charges of arson by night and one of theft".
WORDS_TO_WHOLE = 5
WORDS_TO_KIND = 12
_BESIDE_ONE = frozenset({"more than", "fewer than", "less than", "short of", "shy of"})
# "no other town in Wales but one"
WORDS_TO_ALL = 7


def is_figure(sentence: Sentence, number: NumberReading) -> bool:
    """Tell whether a number says how much or how many."""
    first, last = number.first, number.last
    tokens = sentence.tokens
    if sentence.has_date_at(tokens[first].start, tokens[last - 1].end):
        return False
    if number.is_written_out:
        return _is_written_figure(sentence, number)
    if sentence.language == "en" and (_is_clock_time(sentence, first, last) or _is_in_set_score(sentence, first)):
        return False
    return not (
        (tokens[first].text.startswith("0") and tokens[first].text[1:].isdigit())  # 0100 is a code
        or _is_glued(sentence, first, last)
        or _is_label(sentence, first, last)
        or sentence.lower(last) in _TIMES.get(sentence.language, frozenset())
        or _is_ukrainian_ordinal(sentence, last)
        or _is_score(sentence, first, last)
        or (number.scale == 1 and _is_name_number(sentence, first, last))
    )


def _is_clock_time(sentence: Sentence, first: int, last: int) -> bool:
    """Tell "left home at 6.15" and "starts at 9" from "closed at 6.15" and "she left school at 16"."""
    hours, _, minutes = sentence.tokens[first].text.partition(".")
    if sentence.lower(first - 1) not in en_quantities.BEFORE_CLOCK or not hours.isdecimal() or len(hours) > 2:
        return False
    is_open = sentence.lower(last)[:1].isalnum() and sentence.lower(last) not in FUNCTION_WORDS
    if int(hours) > HOURS_OF_DAY or is_open:
        return False
    if unit_after(sentence.tokens, last, language="en").unit:  # "starts at 3%"
        return False
    near = {sentence.lower(index) for index in range(first - WORDS_TO_CLOCK, first - 1)}
    if minutes:
        is_minute = len(minutes) == 2 and minutes.isdecimal() and int(minutes) < MINUTES_OF_HOUR
        return is_minute and not near & en_quantities.LEVELS_NOT_CLOCK and bool(near & en_quantities.TIMED_VERBS)
    return sentence.lower(first - 1) == "at" and sentence.lower(first - 2) in en_quantities.STARTING_TIMES


def _is_in_set_score(sentence: Sentence, first: int) -> bool:
    """Tell the sets of "won 7-6, 3-6, 6-4" from spans of values: two such pairs stand side by side."""
    tokens = sentence.tokens
    start = first - 2 * (first > 1 and tokens[first - 1].text in DASHES)
    return _is_pair(sentence, start) and (
        (sentence.lower(start + 3) == "," and _is_pair(sentence, start + 4))
        or (sentence.lower(start - 1) == "," and _is_pair(sentence, start - 4))
    )


def _is_pair(sentence: Sentence, start: int) -> bool:
    if start < 0 or start + 2 >= len(sentence.tokens):
        return False
    left, dash, right = sentence.tokens[start : start + 3]
    is_short = left.text.isdecimal() and right.text.isdecimal() and len(left.text) < LONGEST_SCORE > len(right.text)
    return is_short and dash.text in DASHES and is_adjacent(left, dash) and is_adjacent(dash, right)


def _is_written_figure(sentence: Sentence, number: NumberReading) -> bool:
    if number.is_multiple:
        return True
    if sentence.lower(number.first) == "zero" and sentence.lower(number.first - 1) in en_quantities.BEFORE_ZERO:
        return False
    if _is_written_hour(sentence, number):
        return False
    if sentence.lower(number.last) in _HOURS:
        return False
    if sentence.lower(number.first) == uk_changes.BY_HALF:
        return is_halved(sentence, number.first)
    if sentence.lower(number.last) == "-" and not number.is_share:  # "two-way" and "half-brother" count nothing
        has_unit = unit_after(sentence.tokens, number.last, language=sentence.language).unit is not None
        is_range = sentence.language == "uk" and sentence.lower(number.last + 1) in uk_quantities.NUMBER_WORDS
        return has_unit or is_range or _is_joined_count(sentence, number)
    if sentence.language == "uk" and sentence.lower(number.last) in uk_quantities.ORDINALS:
        return number.is_share or number.value % 10 > 0  # "двадцять сьомий" is one ordinal
    if number.value != 1 or number.is_share:
        return not _is_part_of_name(sentence, number)
    return _is_counted_one(sentence, number)


def _is_written_hour(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "to start at nine" and "opens at ten" from "she started dancing at nine"."""
    if sentence.language != "en" or sentence.lower(number.first - 1) != "at" or not 1 <= number.value <= HOURS_OF_CLOCK:
        return False
    is_closed = not sentence.lower(number.last)[:1].isalnum() or sentence.lower(number.last) in FUNCTION_WORDS
    return is_closed and sentence.lower(number.first - 2) in en_quantities.STARTING_TIMES


def _is_ukrainian_ordinal(sentence: Sentence, last: int) -> bool:
    """Tell "на 92-му році" from "34-річний"."""
    has_ending = sentence.lower(last) in DASHES and sentence.lower(last + 1) in uk_quantities.ORDINAL_ENDINGS
    return sentence.language == "uk" and has_ending and is_adjacent(sentence.tokens[last], sentence.tokens[last + 1])


def _is_joined_count(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "a three-judge panel" from "two-way talks"."""
    counted = sentence.lower(number.last + 1)
    is_idiom = number.value == 1 and counted in en_quantities.NOT_JOINED_TO_ONE
    return number.value >= 1 and counted in en_quantities.JOINED_COUNTS and not is_idiom


def _is_part_of_name(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "the Big Four", "Channel Four" and "Formula One" from a sentence that begins with a number."""
    token = sentence.tokens[number.first]
    if not token.is_capitalised or number.first == 0 or number.is_share:
        return False
    before = sentence.tokens[number.first - 1]
    return before.is_capitalised and before.end < token.start and number.scale == 1


def _is_counted_one(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "one person died" from "no one", "one of them", "one another"."""
    if number.last - number.first > 1:
        return True
    language, before, after = sentence.language, sentence.lower(number.first - 1), sentence.lower(number.last)
    if _is_weighed_one(sentence, number, before=before, after=after):
        return True
    if after == "in":  # "one in five"
        whole = number.last + 1 + (sentence.lower(number.last + 1) == "every")
        following = read_number(sentence.tokens, whole, language=language) if whole < len(sentence.tokens) else None
        return following is not None and following.value > 1
    if language == "en":
        if _is_pronoun(sentence, number):
            return False
        is_sole = before == "only" and sentence.lower(number.first - 2) not in _ARTICLES_OF_ONE
        before = "" if is_sole else before  # "only one other prison", but "the only one who"
    if before in _NOT_ONE_AFTER[language] or after in _NOT_ONE_BEFORE[language]:
        return False
    if unit_after(sentence.tokens, number.last, language=language).unit:
        return True
    is_adverb = after.endswith("ly") and after not in en_nouns.NOUNS_LIKE_ADVERBS
    return not is_adverb and counted_noun(sentence.tokens, number.last, language=language, value=1) is not None


def _is_weighed_one(sentence: Sentence, number: NumberReading, *, before: str, after: str) -> bool:
    """Tell by the other figures that one is counted: "one fewer than before", "on 37, up one", "for every"."""
    pair = sentence.words(number.last, number.last + 2)
    if pair in ("of every", "for every") or _is_one_of_several(sentence, number.first):
        return True
    if sentence.language == "uk":
        return _is_one_compared(sentence, before, number.last)
    is_open = not after[:1].isalnum() or after in ("on", "from", "since")
    is_beside = pair in _BESIDE_ONE or (before in ("up", "down") and is_open)
    return sentence.language == "en" and (is_beside or _is_one_of_kind(sentence, number))


def _is_one_of_kind(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "four charges of arson and one of theft" and "only one of their last nine matches" from "one of them"."""
    before, first, last = sentence.lower(number.first - 1), number.first, number.last
    if sentence.lower(last) != "of":
        return False
    if before == "only" and sentence.lower(first - 2) != "the":
        return any(token.kind == "number" for token in sentence.tokens[last + 1 : last + WORDS_TO_WHOLE])
    is_other = sentence.lower(last + 1) in en_nouns.DETERMINERS or sentence.lower(last + 1) in FUNCTION_WORDS
    near = [sentence.lower(index) for index in range(max(0, first - WORDS_TO_KIND), first)]
    is_second = any(
        word == "of" and any(w in en_quantities.SMALL_COUNTS or w.isdecimal() for w in near[max(0, at - 2) : at])
        for at, word in enumerate(near)
    )
    return before in ("and", ",") and not is_other and is_second


def _is_pronoun(sentence: Sentence, number: NumberReading) -> bool:
    """Tell "a smaller one opens" from "a total of one person"."""
    has_article = sentence.lower(number.first - 2) in _BEFORE_ADJECTIVES
    return has_article and sentence.lower(number.first - 1) not in en_quantities.NOT_BEFORE_PRONOUN


def _is_one_compared(sentence: Sentence, before: str, last: int) -> bool:
    """Tell "на одне менше" and the share of "один із трьох опитаних" from "один із братів"."""
    after = sentence.lower(last)
    if before == "на" and after in uk_changes.MORE_AFTER:
        return True
    return after in uk_quantities.OF_WORDS and _is_one_asked(sentence, last + 1)


def _is_one_asked(sentence: Sentence, index: int) -> bool:
    """Tell the share of "один із трьох опитаних" from "один із трьох братів"."""
    whole = read_number(sentence.tokens, index, language="uk") if index < len(sentence.tokens) else None
    return whole is not None and sentence.lower(whole.last).startswith(uk_quantities.ASKED_STEMS)


def _is_one_of_several(sentence: Sentence, first: int) -> bool:
    """Tell "every bank bar one" and "six are women and one is a judge", where one is counted like the others."""
    before, after = sentence.lower(first - 1), sentence.lower(first + 1)
    if sentence.language == "uk" and before == "проти":  # "11 голосами проти одного"
        return any(token.kind == "number" for token in sentence.tokens[max(0, first - 3) : first - 1])
    if before in en_quantities.BAR_ONE or (before == "but" and _is_all_but_one(sentence, first)):
        return True
    if before not in ("and", ",") or after not in en_quantities.AFTER_COUNTED_ONE:
        return False
    near = range(max(0, first - WORDS_TO_OTHER_COUNT), first - 1)
    return any(sentence.lower(index) in en_quantities.SMALL_COUNTS for index in near)


def _is_all_but_one(sentence: Sentence, first: int) -> bool:
    """Tell "all but one bridge" and "no other town but one" from "nobody but one of us"."""
    if "all" in (sentence.lower(0), sentence.lower(first - 2)):
        return True
    after = sentence.lower(first + 1)
    is_at_end = not after[:1].isalnum() or after in en_quantities.AFTER_COUNTED_ONE
    near = {sentence.lower(index) for index in range(first - WORDS_TO_ALL, first - 1)}
    return is_at_end and bool(near & en_quantities.ALL_OR_NONE)


def _is_glued(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether the digits are part of a longer thing: 5G, 19th, 10:30, 9/11, [12], +1 202, 555-0100."""
    tokens = sentence.tokens
    before = tokens[first - 1] if first and is_adjacent(tokens[first - 1], tokens[first]) else None
    after = tokens[last] if last < len(tokens) and is_adjacent(tokens[last - 1], tokens[last]) else None
    is_ukrainian_rise = sentence.language == "uk" and before is not None and before.text == "+"
    if is_ukrainian_rise and unit_after(tokens, last, language="uk").unit == "percent":  # "310 грн (+8 %)"
        return False
    if before and before.text == "+" and _is_signed_measure(sentence, first, last):
        return False
    if before and (before.text in ":/[#№_+" or before.kind in ("number", "word", "code")):
        return before.text not in _CURRENCY_LETTERS
    if before and before.text == "." and first > 1 and is_adjacent(tokens[first - 2], before):  # "magnitude-6.4"
        return True
    if after is None:
        return False
    if after.text in ":/_" or (before and after.text == "]"):
        return last + 1 < len(tokens) and tokens[last + 1].text[0].isalnum() and is_adjacent(after, tokens[last + 1])
    if after.kind in ("word", "number", "code"):
        return unit_after(sentence.tokens, last, language=sentence.language).unit is None
    is_letter = after.text in DASHES and last + 1 < len(tokens) and tokens[last + 1].text in ("D", "G", "A", "B", "X")
    return is_letter or (after.text in DASHES and _is_hyphen_chain(sentence, first, last))  # "3-D"


def _is_signed_measure(sentence: Sentence, first: int, last: int) -> bool:
    """Tell "+0.3 per cent" from "+1 202 555" and "C+5"."""
    is_apart = first < 2 or not is_adjacent(sentence.tokens[first - 2], sentence.tokens[first - 1])
    return is_apart and unit_after(sentence.tokens, last, language=sentence.language).unit is not None


def _is_hyphen_chain(sentence: Sentence, first: int, last: int) -> bool:
    """Tell 555-0100, 202-555-0100 and 4-month names from ranges such as 5-10 and units such as 3-year."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or not is_adjacent(tokens[last], tokens[last + 1]):
        return False
    following = tokens[last + 1]
    if following.kind != "number":
        return following.kind == "code"
    third = tokens[last + 2] if last + 2 < len(tokens) else None
    is_chain = third is not None and third.text in DASHES and is_adjacent(following, third)
    return following.text.startswith("0") or (is_chain and last + 3 < len(tokens) and tokens[last + 3].kind == "number")


def _is_score(sentence: Sentence, first: int, last: int) -> bool:
    """Tell "won 3-1" and "by 61-39": two whole numbers, the second no larger, or a verb of winning before."""
    tokens = sentence.tokens
    if first > 1 and tokens[first - 1].text in DASHES and is_adjacent(tokens[first - 1], tokens[first]):
        first, last = first - 2, first - 1  # it may be the second of the two
    if last + 1 >= len(tokens) or tokens[last].text not in DASHES or tokens[last + 1].kind != "number":
        return False
    left, right = tokens[first].text, tokens[last + 1].text
    if not (left.isdigit() and right.isdigit() and is_adjacent(tokens[first], tokens[last])):
        return False
    if unit_after(tokens, last + 2, language=sentence.language).unit:
        return False
    if len(right) <= len(left) <= LONGEST_SCORE and int(right) <= int(left):  # "a 2-2 draw": no span of values
        return True
    near = {token.lower for token in tokens[max(0, first - 5) : first]}
    after = {token.lower for token in tokens[last + 2 : last + 5]}
    return bool(near & en_quantities.SCORE_WORDS) or bool(after & en_quantities.SCORE_NOUNS)


def _is_label(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether the word before makes it a number in a series: Article 5, No. 10, Resolution 1701."""
    labels = _LABELS.get(sentence.language, en_quantities.LABEL_WORDS)
    before = sentence.lower(first - 1)
    if before == "." and first >= 2:
        before = sentence.lower(first - 2)
    if before not in labels or before == "top":
        return before == "top"
    if before in uk_quantities.LABELS_OF_HOUSES and _is_measured(sentence, first, last):
        return False
    token = sentence.tokens[first - 1]
    # "mark", "act", "line" and the like are labels only with a capital; "page 5" is one either way.
    return token.text[0].isupper() or not token.text[0].isalpha() or before in _PLAIN_LABELS


def _is_measured(sentence: Sentence, first: int, last: int) -> bool:
    """Tell "лікарні 41 тисячу гривень" from "лікарні 41 бракує ліків"."""
    has_scale = last > first + 1
    return has_scale or unit_after(sentence.tokens, last, language=sentence.language).unit is not None


def _is_name_number(sentence: Sentence, first: int, last: int) -> bool:
    """Tell Apollo 11 and Windows 10 from figures: a capital before, no unit and no counted thing after."""
    tokens = sentence.tokens
    if first == 0 or not _is_name_word(sentence, first - 1):
        return _is_after_hyphen(sentence, first)
    if _is_in_list(sentence, first):
        return False
    if first == 1 or tokens[first - 2].kind == "symbol":  # the first word of the sentence or of a quotation
        return _is_subject_of_speech(sentence, last)
    if not tokens[first].text.isdigit() or len(tokens[first].text) > LONGEST_NAME_NUMBER:
        return False
    is_money = sentence.lower(first - 1) in CURRENCIES.get(sentence.language, {})
    if is_money or unit_after(tokens, last, language=sentence.language).unit:
        return False
    is_the_model = sentence.language == "en" and len(tokens[first].text) <= LONGEST_SCORE
    if is_the_model and sentence.lower(first - 2) in ("the", "its", "their") and sentence.lower(last).isalpha():
        return True  # "the Leopard 2 tanks"
    return counted_noun(tokens, last, language=sentence.language, value=2) is None


def _is_in_list(sentence: Sentence, first: int) -> bool:
    """Tell the 30 of "sent troops: Chad 60, Togo 45 and Fiji 30", where each name has a figure."""
    tokens = sentence.tokens
    if _is_party_in_list(sentence, first):
        return True
    if first < FROM_LISTED_NAME or tokens[first - 2].lower != "and" or tokens[first - 3].kind != "number":
        return False
    return _is_name_word(sentence, first - 4) and tokens[first - FROM_LISTED_NAME].text in (",", ":", ";")


def _is_party_in_list(sentence: Sentence, first: int) -> bool:
    """Tell the 15 of "Labour holds 24, the Greens 15 and independents 18"."""
    if sentence.language != "en" or not sentence.lower(first - 1).endswith("s") or sentence.lower(first - 2) != "the":
        return False
    is_closed = sentence.lower(first + 1) in ("", ",", ".", ";", "and", "in", "to", "on")
    near = sentence.tokens[max(0, first - WORDS_TO_OTHER_COUNT) : first - 1]
    return is_closed and any(token.kind == "number" for token in near)


def _is_name_word(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.is_capitalised and not token.lower.endswith(".") and token.lower not in en_nouns.NOUN_STOPS


def _is_subject_of_speech(sentence: Sentence, last: int) -> bool:
    """Tell "Canal 8 reported" at the start of a sentence, where every word has a capital, from "About 8 of them"."""
    return sentence.lower(last) in en_quantities.VERBS_OF_SPEECH


def _is_after_hyphen(sentence: Sentence, first: int) -> bool:
    """Tell whether a word is tied to the number by a hyphen: "Ukraine–164"; "Su-27" is one word already."""
    tokens = sentence.tokens
    if first < 2 or tokens[first - 1].text not in DASHES:
        return False
    return (
        tokens[first - 2].kind == "word"
        and is_adjacent(tokens[first - 2], tokens[first - 1])
        and is_adjacent(tokens[first - 1], tokens[first])
    )
