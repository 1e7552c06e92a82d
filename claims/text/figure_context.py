"""Figures in the light of one another: of which money the cents are, "fell from $5 to 3", "by 5%, or 74 euros"."""

from collections.abc import Iterator
from dataclasses import replace

from claims.text import ellipses_in_ukrainian
from claims.text.ellipses import EARLIER_AT_MOST, with_carried_unit
from claims.text.languages import en_quantities, uk_quantities
from claims.text.quantity_value import FURTHEST_ALIKE, Quantity
from claims.text.second_figures import with_shared_change
from claims.text.segments import Span
from claims.text.shared_currencies import CHARACTERS_NEAR, dollars_of_place, in_countrys_money
from claims.text.units import currency_of_small_change, is_currency
from claims.text.words import words_of

SMALL_CHANGE_IN_A_WHOLE = 100
_DECIMALS = 9
MOST_PERCENTAGE_POINTS = 100
# Shares, ranks and spans of time say their unit each time.
_NEVER_LEFT_OUT = words_of("percent percentage_points share rank times second minute hour day week month year decade")
_LEVEL_ELLIPSES = words_of("to from against with замість проти")
_ELLIPSES = _LEVEL_ELLIPSES | words_of(
    "only just than for at below above under over exceed exceeds exceeded about around nearly almost or costs cost "
    "beyond reached reaches reach"
)
# "at 140 km/h, 60 above the limit"
_BESIDE = words_of("above below over under more less higher lower faster slower fewer longer shorter")
_TIMES = words_of("second minute hour day week month year decade")
# "jailed the owner for 9 years and his cook for four": as many words at most stand between.
WORDS_TO_NEXT_TERM = 7
# "a kilo of rice that costs them 11"
_COSTING = words_of("cost costs costing")
# "2,3 млрд доларів, з яких 800 млн", "74 га, з них 20"
_PARTS = frozenset({("of", "which"), ("з", "яких"), ("із", "яких"), ("з", "них"), ("із", "них")})
# ", or 74 euros a month": the same change in another unit begins so soon after.
CHARACTERS_TO_APPOSITION = 40
# A sum said again in other money stands no farther behind it, brackets and "or, in today's money," included.
CHARACTERS_IN_BRACKETS = 40
_NO_MEASURE = frozenset({None, "percent", "percentage_points", "basis_points", "share", "rank", "times"})
_OF_THE = ("of", "the")
# "214 млн гривень, видатки на освіту — 221 млн": so many words between.
WORDS_TO_ELLIPSIS = 10


def in_context(text: str, span: Span, quantities: list[Quantity], *, language: str) -> Iterator[Quantity]:
    """Settle what only the other figures can tell: of which money the cents are, and "by 5%, or 74 euros"."""
    if language == "en":
        quantities = [in_countrys_money(text, span, quantity) for quantity in quantities]
    quantities = _with_poll_points(text, span, quantities)
    currency = _first_currency(text, span, quantities)
    before: Quantity | None = None
    measured: Quantity | None = None
    root: Quantity | None = None  # the last figure that had unit and thousands of its own
    earlier: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        quantity = _with_ukrainian_unit(text, quantity, before, measured=measured, language=language)
        after = next(iter(quantities[index + 1 : index + 2]), None)
        quantity = _before_its_unit(text, quantity, after, language=language)
        if language == "en" and _is_vote_before_its_sign(text, quantity, quantities[index + 1 : index + 3]):
            quantity = replace(quantity, unit="percent")
        whole = currency_of_small_change(quantity.unit, language=language, named_before=currency)
        leader = _at_place_of(before, root) if before is not None and root is not None else before
        if whole:
            settled = _in_whole_money(quantity, whole)
        elif language == "uk" and leader is not None and _is_ukrainian_ellipsis(text, leader, quantity):
            settled = _carried(text, leader, quantity)
        else:
            settled = _beside(text, quantity, before=before, after=after)
        root = root if root is not None and _is_carried(quantity, settled) else settled
        if is_currency(settled.unit):
            currency = settled.unit
        if ellipses_in_ukrainian.is_measured(settled):
            measured = settled
        if language == "en":
            settled = _lent(text, settled, before, after=after, earlier=earlier)
            earlier.append(settled)
        if before is not None and _is_in_other_money(text, before, settled):
            continue
        before = settled
        yield settled


def _with_ukrainian_unit(
    text: str, quantity: Quantity, before: Quantity | None, *, measured: Quantity | None, language: str
) -> Quantity:
    if language != "uk" or before is None:
        return quantity
    return ellipses_in_ukrainian.with_carried_unit(text, quantity, before, measured=measured)


def _with_poll_points(text: str, span: Span, quantities: list[Quantity]) -> list[Quantity]:
    if not any(map(_is_point, quantities)):
        return quantities
    has_percent = any(quantity.unit == "percent" for quantity in quantities)
    if not _is_about_poll(text, span, has_percent=has_percent):
        return quantities
    return [_in_points(text, quantity) if _is_point(quantity) else quantity for quantity in quantities]


def _first_currency(text: str, span: Span, quantities: list[Quantity]) -> str | None:
    """Find of which money the cents are: that of the first sum, else the dollars of a place that is named."""
    currencies = [quantity.unit for quantity in quantities if is_currency(quantity.unit)]
    if currencies:
        return currencies[0]
    cents = next((quantity for quantity in quantities if quantity.unit == "cent"), None)
    if cents is None:
        return None
    start = max(span.start, cents.start - CHARACTERS_NEAR)
    return dollars_of_place(text[start : span.end][: 2 * CHARACTERS_NEAR], at=cents.start - start)


def _is_in_other_money(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the dollars of "8.4 billion kwacha ($10.3 million)", which are the same sum again."""
    if not is_currency(quantity.unit) or not is_currency(before.unit) or quantity.unit == before.unit:
        return False
    if quantity.start - before.end > CHARACTERS_IN_BRACKETS:
        return False
    between = text[before.end : quantity.start].lower().split()
    is_opened = between[:1] != [] and between[0].startswith("(")
    is_same = is_opened and {word.strip("(,") for word in between} <= en_quantities.SAME_SUM
    return is_same and text[quantity.end : quantity.end + 1] in (")", ";", ",", "/")


def _lent(
    text: str, quantity: Quantity, before: Quantity | None, *, after: Quantity | None, earlier: list[Quantity]
) -> Quantity:
    """Give an English figure what those before it and the one behind it lend."""
    quantity = with_carried_unit(text, quantity, earlier[-EARLIER_AT_MOST:])
    quantity = with_shared_change(text, quantity, before)
    is_part = after is not None and _is_part_of_measure(text, quantity, after)
    return replace(quantity, unit=after.unit) if is_part and after is not None else quantity


def _is_part_of_measure(text: str, quantity: Quantity, after: Quantity) -> bool:
    """Tell the six of "six of the 16 hours of training", which are hours too."""
    if quantity.unit or quantity.noun or after.unit in _NO_MEASURE or is_currency(after.unit):
        return False
    words = text[quantity.end : after.start].split()
    is_of = words[:1] == ["of"] and len(words) == len(_OF_THE)
    return is_of and words[1] in ("the", "its", "their", "his", "her") and quantity.value < after.value


def _before_its_unit(text: str, quantity: Quantity, after: Quantity | None, *, language: str) -> Quantity:
    """Give the first of "просять 58,90, за дизель — 57,50 грн" the unit that comes later."""
    if after is None or not after.unit or quantity.unit or quantity.noun or language != "uk":
        return quantity
    return ellipses_in_ukrainian.with_later_unit(text, quantity, after)


def _in_whole_money(quantity: Quantity, currency: str) -> Quantity:
    high = quantity.high and round(quantity.high / SMALL_CHANGE_IN_A_WHOLE, _DECIMALS)
    value = round(quantity.value / SMALL_CHANGE_IN_A_WHOLE, _DECIMALS)
    return replace(quantity, value=value, high=high, unit=currency)


def _beside(text: str, quantity: Quantity, *, before: Quantity | None, after: Quantity | None) -> Quantity:
    if _is_percentage_points(text, before, quantity, after=after):
        return _in_points(text, quantity)
    if before is not None and _is_elliptical(text, before, quantity):
        return replace(quantity, unit=before.unit)
    if before is not None and _is_parallel(text, before, quantity):
        return replace(quantity, unit=before.unit)
    if before is not None and before.change and not quantity.change and _is_restated(text, before, quantity):
        return replace(quantity, change=before.change)
    if before is not None and before.change and _is_weighed_against(text, before, quantity):
        return replace(quantity, change=before.change)
    return quantity


def _is_vote_before_its_sign(text: str, quantity: Quantity, following: list[Quantity]) -> bool:
    """Tell the 24 of "The Liberals are on 24, with Labour on 41%"."""
    if quantity.unit or quantity.noun or _words_before(text, quantity) != ["on"]:
        return False
    return any(one.unit == "percent" and _words_before(text, one) == ["on"] for one in following)


def _is_weighed_against(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 2 kg of "lost 7 kg on average, against 2 kg in the other group"."""
    if before.unit not in en_quantities.WEIGHTS or quantity.unit != before.unit or quantity.change:
        return False
    return text[before.end : quantity.start].rstrip().endswith(("against", "compared with", "compared to", "versus"))


def _is_about_poll(text: str, span: Span, *, has_percent: bool) -> bool:
    """Tell whether points are those of a poll or a vote: "her lead narrowed to two points", with per cents near."""
    lower = text[span.start : span.end].lower()
    if "margin of error" in lower:
        return True
    if not has_percent and not any(word in lower for word in uk_quantities.POLLING_STEMS):
        return False
    has_index = any(word in lower for word in (*en_quantities.INDEX_WORDS, *uk_quantities.INDEX_STEMS))
    return not has_index and any(word in lower for word in (*en_quantities.POLL_WORDS, *uk_quantities.POLL_STEMS))


def _is_point(quantity: Quantity) -> bool:
    return quantity.noun in ("point", "points", *uk_quantities.POINTS)


def _in_points(text: str, quantity: Quantity) -> Quantity:
    end = quantity.noun_span[1] if quantity.noun_span else quantity.end
    raw = text[quantity.start : end]
    return replace(quantity, raw=raw, end=end, unit="percentage_points", noun=None, noun_span=None)


def _is_percentage_points(text: str, before: Quantity | None, quantity: Quantity, *, after: Quantity | None) -> bool:
    """Tell the points of "41.2%, 17 points down" and "7 points to 38 per cent" from those of an index."""
    if not _is_point(quantity):
        return False
    if (
        after is not None
        and after.unit == "percent"
        and text[quantity.end : after.start].split()[-2:]
        in (
            ["points", "to"],
            ["point", "to"],
        )
    ):
        return True
    if before is None or before.unit not in ("percent", "percentage_points"):
        return False
    between = text[before.end : quantity.start].lower()
    is_index = any(word in between for word in en_quantities.INDEX_WORDS)
    return quantity.value < MOST_PERCENTAGE_POINTS and not is_index


def _is_ukrainian_ellipsis(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 3,9 of "пшениця дала по 4,2 тонни, ячмінь — по 3,9" and the 450 of "300 гривень, тепер — 450"."""
    if before.unit in uk_quantities.NEVER_CARRIED or quantity.unit or quantity.noun:
        return False
    if before.unit is None and (before.noun is not None or not _words_of_scale(before.raw)):
        return False
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    between = text[before.noun_span[1] if before.noun_span else before.end : start].lower().split()
    while between[-1:] and between[-1] in uk_quantities.BETWEEN_DASH_AND_FIGURE:
        between.pop()
    if not 2 < len(between) <= WORDS_TO_ELLIPSIS or _has_own_things(between) or not _is_comparable(before, quantity):
        return False
    after = _after(text, quantity).split()[:1]
    is_open = not after or not after[0].isalpha() or after[0] in uk_quantities.AFTER_ELLIPSIS
    return is_open and between[-1] in uk_quantities.ELLIPSIS_DASHES


def _at_place_of(before: Quantity, root: Quantity) -> Quantity:
    """Give what the first of "31 тисячу, Франція — 24, Польща — 9" lends to the third, where the second stands."""
    if root is before:
        return root
    return replace(root, start=before.start, end=before.end, noun_span=before.noun_span, noun=before.noun)


def _is_carried(quantity: Quantity, settled: Quantity) -> bool:
    return (quantity.value, quantity.unit) != (settled.value, settled.unit) and quantity.unit is None


def _carried(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Give the unit, and the thousands too: "5 тисяч гривень, кукурудзи — 4,5"."""
    opener = _words_before(text, before)
    has_same_change = before.change is not None and opener[:1] not in ([], ["на"], ["в"], ["у"])
    change = before.change if has_same_change else quantity.change
    scale = next((uk_quantities.SCALES[word] for word in _words_of_scale(before.raw)), 1.0)
    is_scaled = FURTHEST_ALIKE * quantity.value < before.value and not any(_words_of_scale(quantity.raw))
    value = round(quantity.value * scale, _DECIMALS) if is_scaled else quantity.value
    high = quantity.high and (round(quantity.high * scale, _DECIMALS) if is_scaled else quantity.high)
    carried = replace(quantity, value=value, high=high, unit=before.unit, change=change)
    return _with_topic(text, before, carried)


def _with_topic(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Give "пшениці" to the second of "Кукурудзи зібрано 2 мільйони тонн, пшениці — 870 тисяч"."""
    if before.noun_span is None or before.noun_span[1] > before.start:
        return quantity
    words = text[before.end : quantity.start].split()
    is_topic = len(words) > 1 and words[1] in uk_quantities.ELLIPSIS_DASHES and words[0].isalpha()
    if words[:1] == [","] and len(words) > 2 and words[2] in uk_quantities.ELLIPSIS_DASHES:
        words, is_topic = words[1:], words[1].isalpha()
    if not is_topic:
        return quantity
    start = text.index(words[0], before.end)
    return replace(quantity, noun=words[0], noun_span=(start, start + len(words[0])))


def _words_of_scale(raw: str) -> list[str]:
    words = (word.strip(".") for word in raw.lower().split())
    return [word for word in words if word in uk_quantities.SCALES]


def _has_own_things(words: list[str]) -> bool:
    """Tell "населення — 40 тисяч" and "загиблих — 12", which are of another kind."""
    is_other = any(word.strip(",.;") in uk_quantities.COUNTED_TOPICS for word in words)
    return is_other or not any(word.endswith((",", ";")) or word in ("а", "і", "та", "й") for word in words[:-1])


def _is_comparable(before: Quantity, quantity: Quantity) -> bool:
    if before.unit == "percent" and quantity.value > MOST_PERCENTAGE_POINTS:
        return False
    scales = [uk_quantities.SCALES[word] for word in _words_of_scale(before.raw)]
    values = (quantity.value, quantity.value * (scales[0] if scales else 1.0))
    return any(0 < value < FURTHEST_ALIKE * before.value < FURTHEST_ALIKE**2 * value for value in values)


def _is_elliptical(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 6m of "from $5m to 6m" and the 45 of "620 miles; since then it has added only 45"."""
    if before.unit is None or quantity.unit or quantity.noun:
        return False
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    words, near = text[before.end : start].lower().split(), text[before.end : quantity.start].lower().split()
    if before.unit in _NEVER_LEFT_OUT:
        if before.unit in _TIMES:
            return _is_time_beside(text, before, quantity, between=words) or _is_next_term(text, before, between=words)
        is_point = before.unit in ("percent", "percentage_points") and quantity.value < MOST_PERCENTAGE_POINTS
        return is_point and quantity.high is None and words[-1:] != [] and words[-1] in _LEVEL_ELLIPSES
    if _is_part_of_count(text, quantity):
        return False
    is_beside = not _BESIDE.isdisjoint(_after(text, quantity).split()[:1]) and len(near) < 2
    is_part = tuple(words[-2:]) in _PARTS or (quantity.change is not None and is_currency(before.unit))
    is_cost = is_currency(before.unit) and not _COSTING.isdisjoint(words[-2:])
    return is_beside or is_cost or is_part or not _ELLIPSES.isdisjoint(near[-1:])


def _is_part_of_count(text: str, quantity: Quantity) -> bool:
    """Tell the 30 of "earned €90m, and some 30 of 700 posts may be cut"."""
    after = _after(text, quantity).split()[:3]
    return after[:1] == ["of"] and any(word[:1].isdigit() for word in after[1:])


def _is_time_beside(text: str, before: Quantity, quantity: Quantity, *, between: list[str]) -> bool:
    """Tell the 20 of "takes 55 minutes, 20 fewer than before" from "In two days, 20 more than before"."""
    opener = _words_before(text, before)
    if opener and opener[0][0].isupper():
        return False
    after = _after(text, quantity).split()[:2]
    return between in ([","], [", or"]) and after[1:] == ["than"] and after[0] in _BESIDE


def _is_next_term(text: str, before: Quantity, *, between: list[str]) -> bool:
    """Tell the four of "jailed the owner for 9 years and his cook for four": the same preposition comes again."""
    preposition = _words_before(text, before)
    is_same = between[-1:] == preposition and preposition in (["to"], ["for"], ["at"])
    return is_same and 2 < len(between) <= WORDS_TO_NEXT_TERM


def _is_parallel(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell the 63 of "raised to 65 for men and 63 for women": the same preposition goes on."""
    if before.unit in (None, "rank") or quantity.unit or quantity.noun:
        return False
    between, after = text[before.end : quantity.start].split(), _after(text, quantity).split()
    return between[-1:] == ["and"] and between[:1] == after[:1] and between[0] in ("for", "in", "to", "at")


def _is_restated(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell "rose by 2.9 per cent, or 74 euros a month" and "fell 410 points, or 1.05 per cent"."""
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    between = text[before.end : start]
    return len(between) <= CHARACTERS_TO_APPOSITION and between.rstrip().endswith((", or", " або", ", чи", "(or", "("))


def _words_before(text: str, quantity: Quantity) -> list[str]:
    """Give the word before a figure and its comparator; none at the start of the text."""
    start = min((quantity.comparator_span or (quantity.start,))[0], quantity.start)
    return text[max(0, start - CHARACTERS_TO_APPOSITION) : start].split()[-1:]


def _after(text: str, quantity: Quantity) -> str:
    return text[quantity.end : quantity.end + CHARACTERS_TO_APPOSITION]
