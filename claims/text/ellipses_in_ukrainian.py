"""Units that a Ukrainian figure takes from one before it: "165 доларів, цього року коштує 148", "проти 9,8"."""

from dataclasses import replace

from claims.text.changes_in_ukrainian import kind_of_change
from claims.text.languages import uk_changes, uk_ellipses, uk_nouns, uk_quantities
from claims.text.quantity_value import FURTHEST_ALIKE, Quantity
from claims.text.units import TIME_UNITS, is_currency

MOST_PERCENT = 100
MOST_YEARS = 40
CHARACTERS_AHEAD = 40
_TIMED = frozenset({"second", "minute"})
CHARACTERS_TO_COURT = 200
# Between the two figures stand so many words at most, and so many between the verb and its figure.
WORDS_BETWEEN = 16
WORDS_FROM_VERB = 2
WORDS_TO_LATER = 8
WORDS_TO_REACHING = 4
_DECIMALS = 9


def with_carried_unit(text: str, quantity: Quantity, before: Quantity, *, measured: Quantity | None = None) -> Quantity:
    """Give a Ukrainian figure the unit (and the thousands) of the one before it where it leaves them out.

    ``measured`` is the last figure of money, weight, area and the like.
    """
    if quantity.unit is not None or quantity.noun is not None:
        return quantity
    if measured is not None and _is_more_of_it(text, measured, quantity):
        return _scaled_alike(measured, quantity)
    if before.unit is None or before.unit in uk_quantities.NEVER_CARRIED:
        return quantity
    if _is_compared(text, before, quantity):
        return _scaled_alike(before, quantity, is_difference=True)
    if not _is_open(text, quantity):
        return quantity
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    # ", нині коштує щонайбільше 148": the comparator may be a verb itself ("перевищила 148")
    between = text[before.end : start].lower().split()
    if not 0 < len(between) <= WORDS_BETWEEN or between[-1] in uk_quantities.ELLIPSIS_DASHES:
        return quantity
    if (
        _is_part(text, before)
        or _is_parallel(text, quantity, between)
        or _is_compared_alike(text, before, between)
        or _is_level(text, before, between)
        or _is_contrasted(text, before, quantity, between)
    ):
        return _scaled_alike(before, quantity)
    is_same = _is_term(text, before, quantity, between) if before.unit in TIME_UNITS else _is_same(before, between)
    return _scaled_alike(before, quantity) if is_same else quantity


def with_later_unit(text: str, quantity: Quantity, after: Quantity) -> Quantity:
    """Give the first of "просять 58,90, за дизель — 57,50 грн" the unit that is said only later."""
    if after.unit != "percent" and not is_measured(after):
        return quantity
    start = min((after.comparator_span or (after.start,))[0], after.start)
    between = text[quantity.end : start].lower().split()
    while between[-1:] and between[-1] in uk_quantities.BETWEEN_DASH_AND_FIGURE:
        between.pop()
    if not between or _has_people(between):
        return quantity
    is_against = between[-1] in uk_ellipses.AGAINST and len(between) <= WORDS_FROM_VERB
    is_listed = (
        2 < len(between) <= WORDS_TO_LATER and _is_open(text, quantity) and between[-1] in uk_quantities.ELLIPSIS_DASHES
    )
    is_parted = is_listed and any(word.endswith((",", ";")) or word == "а" for word in between[:-1])
    return _scaled_alike(after, quantity) if is_against or is_parted else quantity


def _is_open(text: str, quantity: Quantity) -> bool:
    """Tell whether nothing that could be counted follows."""
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    return not following or not following[0][0].isalpha() or following[0].strip(",.;") in uk_ellipses.AFTER_FIGURE


def _is_compared(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the two of "за вісім місяців — на два довше": the comparative behind it measures time or a price."""
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    comparative = following[0].strip(",.;") if following else ""
    if text[before.end : quantity.start].lower().split()[-1:] != ["на"]:
        return False
    if before.unit in TIME_UNITS:
        return comparative in uk_ellipses.LASTING_COMPARATIVES
    if is_currency(before.unit) and comparative in uk_ellipses.PRICE_COMPARATIVES:
        return True
    is_beside = set(text[before.end : quantity.start].lower().split()) <= {",", "—", "–", "або", "на", "це", "що"}
    return before.unit != "percent" and is_beside and comparative in uk_changes.MORE_AFTER


def is_measured(quantity: Quantity) -> bool:
    """Tell money, weights, areas and lengths from counts, shares, per cents and spans of time."""
    unit = quantity.unit
    return unit is not None and unit != "percent" and unit not in TIME_UNITS | uk_quantities.NEVER_CARRIED


def _is_more_of_it(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 410 million of "1,4 млрд гривень, ще 410 млн передбачили": both in millions, and nothing is counted."""
    if not (_has_scale(before) and _has_scale(quantity)):
        return False
    between = text[before.end : quantity.start].lower().split()
    is_listed = not uk_quantities.ELLIPSIS_DASHES.isdisjoint(between[-WORDS_FROM_VERB:])  # "пшениці — 870 тисяч"
    if not 0 < len(between) <= WORDS_BETWEEN or is_listed:
        return False
    following = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()[:1]
    is_verb = bool(following) and following[0].endswith(uk_nouns.VERB_ENDINGS + uk_ellipses.VERB_ENDINGS_BEHIND)
    return not _has_people(between) and (is_verb or _is_open(text, quantity))


def _is_level(text: str, before: Quantity, between: list[str]) -> bool:
    """Tell the levels of "на 647 гривень — з 8000 до 8647" and the 15 of "27 гектарів, згодом зменшили до 15"."""
    if before.unit in TIME_UNITS or before.unit == "percent":
        return False
    is_from = between[-1] in uk_ellipses.STARTS
    if before.change is not None and between[-1].startswith(uk_ellipses.REACHING_STEMS):
        return len(between) <= WORDS_TO_REACHING
    if before.change is not None:
        is_beside = len(between) <= WORDS_FROM_VERB and set(between) <= uk_ellipses.CLOSERS_OF_CHANGE
        return is_beside and (is_from or between[-1] == "до")
    if between == ["до"] or (between[-1] == "до" and tuple(between[:-1]) in uk_ellipses.EACH_TIME):
        return _is_started(text, before)
    is_other = any(word.strip(",") in uk_quantities.COUNTED_TOPICS for word in between)
    return between[-1] == "до" and not is_other and kind_of_change(between[-2]) is not None


def _is_started(text: str, before: Quantity) -> bool:
    """Tell the first level of "з 90 доларів до 70" and of "від пікових 90 доларів на день до 70"."""
    opener = text[max(0, before.start - CHARACTERS_AHEAD) : before.start].lower().split()[-2:]
    if opener[-1:] and opener[-1].endswith(uk_nouns.GENITIVE_ADJECTIVE_ENDINGS):
        opener.pop()
    return opener != [] and opener[-1] in uk_ellipses.STARTS


def _has_scale(quantity: Quantity) -> bool:
    return any(word.strip(".") in uk_quantities.SCALES for word in quantity.raw.lower().split())


def _is_part(text: str, before: Quantity) -> bool:
    """Tell the 12 of "Із 38 мільйонів доларів надійшло лише 12"; spans of time and per cents are parts of nothing."""
    if before.unit in TIME_UNITS or before.unit == "percent" or before.change is not None:
        return False
    opener = text[max(0, before.start - CHARACTERS_AHEAD) : before.start].lower().split()[-1:]
    return opener != [] and opener[0] in uk_quantities.OF_WORDS and before.comparator == "="


def _is_parallel(text: str, quantity: Quantity, between: list[str]) -> bool:
    """Tell the 63 of "65 років для чоловіків і 63 — для жінок": the same preposition goes on."""
    after = text[quantity.end : quantity.end + CHARACTERS_AHEAD].lower().split()
    after = after[1:] if after[:1] and after[0] in uk_quantities.ELLIPSIS_DASHES else after
    is_joined = between[-1] in ("і", "й", "та", "а") or between[-1].endswith(",")
    return is_joined and len(between) > 1 and between[:1] == after[:1] and between[0] in uk_ellipses.PARALLEL


def _is_contrasted(text: str, before: Quantity, quantity: Quantity, between: list[str]) -> bool:
    """Tell the 12 of "30 % тепла, тоді як у Польщі втрачають 12" and a figure in apposition ("рекорд, 9,58,")."""
    following = text[quantity.end : quantity.end + 1]
    is_closed = not following or following in ".,;)»”"
    if not is_closed or before.unit in TIME_UNITS - _TIMED or _has_people(between):
        return False
    if between[-1].endswith(",") and "," in quantity.raw and "," in before.raw:
        return max(before.value, quantity.value) <= uk_ellipses.NEAR_FACTOR * min(before.value, quantity.value)
    if before.unit != "percent":
        low, high = sorted((_written_value(before), _written_value(quantity)))
        return 0 < high <= uk_ellipses.FURTHEST_CONTRASTED * low and _has_contrast(text[before.end : quantity.start])
    return quantity.value <= MOST_PERCENT and _has_contrast(text[before.end : quantity.start])


def _has_contrast(between: str) -> bool:
    signs = between.lower().replace(";", ",")
    return any(f", {contrast}" in signs for contrast in uk_ellipses.CONTRASTS)


def _written_value(quantity: Quantity) -> float:
    """Give the 43 of "43 мільйони тонн"."""
    words = [word.strip(".") for word in quantity.raw.lower().split()]
    scales = [uk_quantities.SCALES[word] for word in words if word in uk_quantities.SCALES]
    return abs(quantity.value) / (scales[0] if scales else 1.0)


def _has_people(between: list[str]) -> bool:
    words = [word.strip(",.;:()«»") for word in between]
    return any(word in uk_quantities.COUNTED_TOPICS or word.startswith(uk_ellipses.PEOPLE_STEMS) for word in words)


def _is_compared_alike(text: str, before: Quantity, between: list[str]) -> bool:
    """Tell the 70 of "з двохсот гектарів стільки, скільки торік із сімдесяти": compared, the preposition again."""
    opener = text[max(0, before.start - CHARACTERS_AHEAD) : before.start].lower().split()[-1:]
    opener = [word.lstrip('«„“"(') for word in opener]
    is_same = any(set(opener) <= words and between[-1] in words for words in uk_ellipses.SAME_PREPOSITIONS)
    return opener != [] and is_same and not uk_ellipses.COMPARING.isdisjoint(between)


def _is_same(before: Quantity, between: list[str]) -> bool:
    """Tell by the words before a figure whether it is of the same thing as the one before it."""
    last = between[-1]
    if last in uk_ellipses.AGAINST:
        return True
    is_planned = len(between) > 1 and last.startswith(uk_ellipses.PLANNED_STEMS)
    if is_planned and between[-2] in uk_ellipses.BEFORE_PLANNED:
        return True
    if not is_currency(before.unit):
        return False
    if tuple(between[-WORDS_FROM_VERB:]) == uk_ellipses.AT_LEVEL:
        return True
    if between[-1] in uk_ellipses.ADVERBS_OF_TIME:
        between = between[:-1]
    if between[-WORDS_FROM_VERB:-1] == ["за"]:  # "платили за неї 1652"
        between = between[:-WORDS_FROM_VERB]
    return any(word.startswith(uk_ellipses.COSTING_STEMS) for word in between[-WORDS_FROM_VERB:])


def _is_term(text: str, before: Quantity, quantity: Quantity, between: list[str]) -> bool:
    """Tell the twelve of "просили трьох років, прокурор вимагав дванадцяти" and "вісім годин замість шести"."""
    if between[-1] in uk_ellipses.AGAINST:
        return True
    if len(between) > 1 and between[-2] in uk_ellipses.AGAINST and between[-1].startswith(uk_ellipses.PLANNED_STEMS):
        return True
    if before.unit not in ("year", "month") or quantity.value > MOST_YEARS:
        return False
    if quantity.change is not None and between[-1] == "на":  # "на десять років із продовженням на п'ять"
        return any(word.startswith(uk_ellipses.PROLONGING_STEMS) for word in between)
    is_asked = any(word.startswith(uk_ellipses.JUDGING_STEMS) for word in between[-WORDS_FROM_VERB:])
    near = text[max(0, before.start - CHARACTERS_TO_COURT) : quantity.end].lower() if is_asked else ""
    return any(stem in near for stem in uk_ellipses.COURT_STEMS)


def _scaled_alike(before: Quantity, quantity: Quantity, *, is_difference: bool = False) -> Quantity:
    """Give the unit, and the millions of "12,3 мільярда гривень проти 9,8"; what is far from it stays as it is.

    ``is_difference``: it is by how much they differ, and may be as small as it likes.
    """
    words = [word.strip(".") for word in before.raw.lower().split()]
    scale = next((uk_quantities.SCALES[word] for word in words if word in uk_quantities.SCALES), 1.0)
    is_scaled = FURTHEST_ALIKE * quantity.value < before.value
    factor = scale if is_scaled else 1.0
    low, high = sorted((abs(before.value), abs(quantity.value * factor)))
    is_far = not is_difference and not 0 < high < FURTHEST_ALIKE * low
    if is_far or (before.unit == "percent" and quantity.value > MOST_PERCENT):
        return quantity
    top = quantity.high and round(quantity.high * factor, _DECIMALS)
    return replace(quantity, value=round(quantity.value * factor, _DECIMALS), high=top, unit=before.unit)
