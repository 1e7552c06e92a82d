"""By how much something changed, in Ukrainian: "зріс на 5 %", "на 12 копійок дешевше, ніж торік", "додав 0,8 %"."""

from claims.text.languages import uk_changes
from claims.text.languages.uk import FUNCTION_WORDS
from claims.text.sentence import Sentence
from claims.text.units import is_currency

# "знизив ключову ставку вже втретє цього року, цього разу на 75 базисних пунктів".
WORDS_TO_CHANGE = 14
WORDS_AFTER = 4
WORDS_TO_YARDSTICK = 8
WORDS_TO_NOUN = 6
WORDS_TO_VERB = 9
WORDS_TO_HALF = 9
WORDS_TO_MISSED = 4
CLAUSE_ENDS = frozenset({";", ":", "?", "!"})
_STEMS = tuple(uk_changes.CHANGE_STEMS)
_LENGTHS_OF_STEMS = range(10, 2, -1)
_RELATIVE = frozenset({"percent", "percentage_points", "basis_points"})
_IN = frozenset({"в", "у"})
_DASHES = frozenset("—–-")
_COMMA = frozenset(",")
_SHORT_TIMES = frozenset({"second", "minute", "hour"})
_LEAPT = frozenset({"m", "cm"})  # "стрибнула на 4,85 метра" is how far


def kind_of_change(lower: str) -> str | None:
    """Give "rise", "fall" or "change" for a word of change, by its beginning; None for others."""
    if not lower.startswith(_STEMS) or lower in uk_changes.NO_CHANGES:
        return None
    found = (uk_changes.CHANGE_STEMS.get(lower[:length]) for length in _LENGTHS_OF_STEMS)
    return next((kind for kind in found if kind), None)


def change_in_ukrainian(
    sentence: Sentence, start: int, last: int, *, number_first: int, unit: str | None, noun_last: int | None
) -> str | None:
    """Tell what kind of change the figure is, whose comparator or number begins at ``start``; None for a level."""
    index = _preposition_before(sentence, start, number_first)
    if index is None:
        index = _preposition_inside(sentence, number_first)
    if index is None:
        return _plain_change(sentence, start, last, unit=unit)
    if sentence.lower(index) in _IN and unit != "times":
        return _noun_of_change(sentence, index - 1, reach=2) if unit in _RELATIVE else None
    if noun_last is not None and sentence.lower(noun_last - 1).endswith(("ах", "ях")):  # "знизили на 12 станціях"
        return None
    for position in (last, noun_last or last, min(start, index) - 1):
        kind = uk_changes.MORE_AFTER.get(sentence.lower(position))
        if kind:
            return kind if _has_own_yardstick(sentence, position) else None
    if _is_rate(sentence, index):
        return None
    return _change_before(sentence, index, unit=unit) or _change_ahead(sentence, last)


def _is_rate(sentence: Sentence, index: int) -> bool:
    """Tell the million of "зросла до 424 частинок на мільйон" from "зросла за 3 роки на мільйон"."""
    if sentence.lower(index + 1) not in uk_changes.RATED_PER:
        return False
    number = next((at for at in (index - 2, index - 3) if at > 0 and sentence.tokens[at].kind == "number"), None)
    return number is not None and sentence.lower(number - 1) in uk_changes.BEFORE_RATE


def _preposition_before(sentence: Sentence, start: int, number_first: int) -> int | None:
    """Find the preposition of "на майже 5 %" and of "майже на 5 %"."""
    index = number_first - 1
    while index >= start or sentence.lower(index) in uk_changes.BETWEEN_CHANGE:
        if sentence.lower(index) in uk_changes.CHANGE_PREPOSITIONS:
            return index
        index -= 1
    return index if sentence.lower(index) in uk_changes.CHANGE_PREPOSITIONS else None


def _preposition_inside(sentence: Sentence, number_first: int) -> int | None:
    """Find the preposition of "відсотків на тридцять" and the one that is the beginning of "наполовину"."""
    if sentence.lower(number_first) == uk_changes.BY_HALF:
        return number_first
    is_inverted = sentence.lower(number_first)[:1].isalpha() and sentence.lower(number_first + 1) == "на"
    return number_first + 1 if is_inverted else None


def is_halved(sentence: Sentence, index: int) -> bool:
    """Tell the figure of "скоротили наполовину" and "наполовину менше" from "наполовину зруйнований"."""
    following = sentence.lower(index + 1)
    if kind_of_change(following) or following in uk_changes.MORE_AFTER:
        return True
    for position in range(index - 1, max(-1, index - WORDS_TO_HALF), -1):
        lower = sentence.lower(position)
        if lower in CLAUSE_ENDS or lower == ",":
            return False
        if kind_of_change(lower):
            return True
    return False


def _has_own_yardstick(sentence: Sentence, index: int) -> bool:
    """Tell "більше, ніж торік" and "вище за план" from "менше за середню", "вищі, ніж у Польщі": two things."""
    near = sentence.tokens[index + 1 : index + 1 + WORDS_TO_YARDSTICK]
    if _is_of_other(sentence, index):
        return False
    than = index + 1 + (sentence.lower(index + 1) == ",")
    if sentence.lower(than) in uk_changes.THAN_WORDS and sentence.lower(than + 1) in uk_changes.TIMES_AFTER_THAN:
        return True
    before = range(index - WORDS_TO_CHANGE, index)
    is_other = any(sentence.words(position, position + 2) == "тоді як" for position in before)
    for token in near:
        if token.lower.startswith(uk_changes.YARDSTICK_STEMS) or sentence.has_date_at(token.start, token.end):
            return True
        if token.kind == "symbol" and token.text != ",":
            break
        is_other = is_other or token.lower in uk_changes.THAN_WORDS
    return not is_other and not _is_of_groups(sentence, index)


def _is_of_groups(sentence: Sentence, index: int) -> bool:
    """Tell "ті, хто курить, хворіли на 40 % частіше", two groups, from "стали хворіти на 40 % частіше"."""
    if not sentence.lower(index).startswith(uk_changes.OFTEN_STEMS):
        return False
    near = sentence.tokens[max(0, index - WORDS_TO_CHANGE) : index]
    return not any(
        token.lower.startswith(uk_changes.BECOMING_STEMS) or sentence.has_date_at(token.start, token.end)
        for token in near
    )


def _is_of_other(sentence: Sentence, index: int) -> bool:
    """Tell "у суперників — на одне менше", which compares two sides, from what grew less."""
    dash = _last_of(sentence, _DASHES, index - 1, reach=WORDS_AFTER)
    comma = None if dash is None else _last_of(sentence, _COMMA, dash - 1, reach=WORDS_TO_YARDSTICK)
    if dash is None or comma is None or sentence.lower(comma + 1) not in _IN:
        return False
    return not sentence.has_date_at(sentence.tokens[comma + 1].start, sentence.tokens[dash - 1].end)


def _last_of(sentence: Sentence, signs: frozenset[str], index: int, *, reach: int) -> int | None:
    """Find the last of the signs at or before ``index``, so many words back at most."""
    return next((at for at in range(index, max(-1, index - reach), -1) if sentence.lower(at) in signs), None)


def _change_before(sentence: Sentence, index: int, *, unit: str | None) -> str | None:
    for position in range(index - 1, max(-1, index - WORDS_TO_CHANGE), -1):
        lower = sentence.lower(position)
        if lower in CLAUSE_ENDS:
            return None
        kind = kind_of_change(lower) or _beaten_at(sentence, position, index)
        if kind:
            if lower.startswith(uk_changes.EXCEEDING_STEM) and _is_other_exceeded(sentence, position + 1, index):
                return None
            is_leap = unit in _LEAPT and lower.startswith(uk_changes.LEAPING_STEMS)
            return None if is_leap else _of_time(lower, unit) or kind
    return None


def _is_other_exceeded(sentence: Sentence, first: int, index: int) -> bool:
    """Tell "видатки перевищили доходи на 3 млн", two things, from "перевищили план на 3 млн" and one's own past."""
    between = sentence.tokens[first:index]
    if not between or between[0].kind != "word" or between[0].lower in FUNCTION_WORDS:
        return False
    return not any(
        token.lower.startswith(uk_changes.OWN_LEVEL_STEMS) or sentence.has_date_at(token.start, token.end)
        for token in between
    )


def _beaten_at(sentence: Sentence, position: int, index: int) -> str | None:
    """Read "побив рекорд країни на 3 сантиметри"."""
    if not sentence.lower(position).startswith(uk_changes.BEATING_STEMS):
        return None
    between = sentence.tokens[position + 1 : index]
    return "rise" if any(token.lower.startswith(uk_changes.BEST_STEMS) for token in between) else None


def _of_time(lower: str, unit: str | None) -> str | None:
    """Turn round what is better the shorter it is: "поліпшив рекорд на шість секунд" made it shorter."""
    if unit not in _SHORT_TIMES:
        return None
    if lower.startswith(uk_changes.IMPROVING_STEMS + uk_changes.BEATING_STEMS):
        return "fall"
    return "rise" if lower.startswith(uk_changes.WORSENING_STEMS) else None


def _change_ahead(sentence: Sentence, last: int) -> str | None:
    """Read "на 5 % скоротили видатки"; a comma ends the search."""
    for position in range(last, last + WORDS_AFTER + 1):
        lower = sentence.lower(position)
        if not lower[:1].isalpha():
            return None
        kind = kind_of_change(lower) or _more_at(sentence, position)
        if kind:
            return kind
    return None


def _more_at(sentence: Sentence, position: int) -> str | None:
    """Read "на мільйон барелів нафти на добу менше, ..."; an adjective before its noun compares nothing."""
    is_last = not sentence.lower(position + 1)[:1].isalnum() or sentence.lower(position + 1) in uk_changes.THAN_WORDS
    kind = uk_changes.MORE_AFTER.get(sentence.lower(position)) if is_last else None
    return kind if kind and _has_own_yardstick(sentence, position) else None


# --- changes without "на" -------------------------------------------------------------------------------------------


def _plain_change(sentence: Sentence, start: int, last: int, *, unit: str | None) -> str | None:
    """Read "додав 0,8 %", "приріст становив 5 %" and "5-відсоткове зростання"."""
    kind = _direct_change(sentence, start, last, unit=unit)
    if unit in _RELATIVE and sentence.lower(start - 1) == "+":
        return "rise"
    is_stated = sentence.lower(start - 1) in uk_changes.AMOUNTS_TO
    if kind or (unit not in _RELATIVE and not is_stated):
        return kind
    if sentence.lower(last).startswith(uk_changes.CHANGE_NOUN_STEMS):
        return kind_of_change(sentence.lower(last))
    if not is_stated:
        return None
    return _noun_of_change(sentence, start - 2, reach=WORDS_TO_NOUN, is_stated=True, is_relative=unit in _RELATIVE)


def _direct_change(sentence: Sentence, start: int, last: int, *, unit: str | None) -> str | None:
    """Read "додав 0,8 %", "утративши за рік три пункти" and, of a price, "додала 3 гривні"."""
    is_points = sentence.lower(last).startswith("пункт")
    if unit == "share":
        return _change_of_price(sentence, start)
    if _is_missed(sentence, start):
        return "fall"
    if not (unit in _RELATIVE or is_points or is_currency(unit)):
        return None
    for index in range(start - 1, max(-1, start - 1 - WORDS_TO_VERB), -1):
        lower = sentence.lower(index)
        if lower.startswith(uk_changes.DIRECT_CHANGE_STEMS):
            is_change = not is_currency(unit) or (index >= start - 2 and _has_price_before(sentence, index))
            return uk_changes.DIRECT_CHANGES[lower[:4]] if is_change else None
        if sentence.tokens[index].kind == "symbol" or lower.endswith(uk_changes.OTHER_VERB_ENDINGS):
            return None
    return None


def _is_missed(sentence: Sentence, start: int) -> bool:
    """Tell what was expected and did not come: "недоотримав торік 8 мільярдів"."""
    for token in sentence.tokens[max(0, start - WORDS_TO_MISSED) : start]:
        if token.lower.startswith(uk_changes.MISSED_STEMS) and token.lower.endswith(uk_changes.MISSED_ENDINGS):
            return True
    return False


def _change_of_price(sentence: Sentence, start: int) -> str | None:
    """Read the quarter of "олія додала в ціні чверть" and "акції втратили третину вартості"."""
    verb = start - 1
    if sentence.lower(start - 1).startswith(uk_changes.WORTH_STEMS) and sentence.lower(start - 2) in _IN:
        verb = start - 3
    elif not sentence.lower(start + 1).startswith(uk_changes.WORTH_STEMS):
        return None
    lower = sentence.lower(verb)
    return uk_changes.DIRECT_CHANGES[lower[:4]] if lower.startswith(uk_changes.DIRECT_CHANGE_STEMS) else None


def _has_price_before(sentence: Sentence, start: int) -> bool:
    near = sentence.tokens[max(0, start - WORDS_TO_CHANGE) : start]
    return any(token.lower.startswith(uk_changes.PRICE_STEMS) for token in near)


def _noun_of_change(
    sentence: Sentence, index: int, *, reach: int, is_stated: bool = False, is_relative: bool = True
) -> str | None:
    """Find "зростання" and the like among the words that end at ``index``; ``is_stated``: a verb gives its size."""
    for position in range(index, max(-1, index - reach), -1):
        if sentence.tokens[position].kind != "word":
            return None
        if is_stated and is_relative and sentence.lower(position).startswith(uk_changes.RATE_NOUN_STEM):
            return None
        if not is_relative and sentence.lower(position).startswith(uk_changes.AMOUNT_NOUN_STEMS):
            return None
        if sentence.lower(position).startswith(uk_changes.CHANGE_NOUN_STEMS):
            return kind_of_change(sentence.lower(position))
    return None
