"""Figures in a sentence: how much, of what, in which unit, exactly or about, a level or a change."""

from collections.abc import Iterator

from claims.text.amounts import (
    NO_NOUN,
    Amount,
    amount_at,
    completed,
    every_nth_at,
    far_end_of,
    joined_measure_at,
    scaled_like,
)
from claims.text.changes import change_of
from claims.text.comparators import Comparator, comparator_after, comparator_of
from claims.text.counted import NounTokens, counted_noun, is_plural_before_comma, noun_before
from claims.text.counted_in_ukrainian import measured_before, noun_before_number
from claims.text.dates import DateMention, find_dates
from claims.text.figure_context import in_context
from claims.text.implied_units import implied_unit, unit_of_degrees
from claims.text.numbers import can_begin_number
from claims.text.quantity_value import Quantity
from claims.text.ranks import RankReading, can_begin_rank, read_rank
from claims.text.segments import Span
from claims.text.sentence import Sentence, sentence_of

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
WITHIN = frozenset({"within", "inside"})
# "the tanks, 14 in all,"
IN_ALL = frozenset({"in all", "in total", "all told"})
# "Кукурудзи відвантажено 1,9 мільйона тонн"
WEIGHED = frozenset({"tonne", "kg", "litre", "m3", "quintal", "hectare", "barrel"})
__all__ = ["Quantity", "find_quantities"]


def find_quantities(
    text: str, span: Span, *, language: str = "en", dates: tuple[DateMention, ...] | None = None
) -> tuple[Quantity, ...]:
    """Find the figures of a sentence in order; dates, names, times and numbering are none.

    ``dates`` spares finding them again when the caller has them.
    """
    mentions = find_dates(text, span, language=language) if dates is None else dates
    sentence = sentence_of(text, span, language=language, dates=mentions)
    return tuple(in_context(text, span, list(_quantities_in(sentence)), language=language))


def _quantities_in(sentence: Sentence) -> Iterator[Quantity]:
    read_to, has_rank, noun_end, language = 0, False, 0, sentence.language
    for index, token in enumerate(sentence.tokens):
        if token.kind == "symbol" or index < read_to or token.start < noun_end:
            continue
        found: tuple[Quantity | None, int] | None = None
        if can_begin_rank(sentence, index):
            found = _ordinal_at(sentence, index, has_rank_before=has_rank)
            has_rank = has_rank or (found is not None and found[0].unit == "rank")
        if found is None and can_begin_number(token, language=language):
            found = _cardinal_at(sentence, index)
        if found is None:
            continue
        quantity, read_to = found
        if quantity is not None:
            is_count = quantity.unit != "rank" and quantity.noun_span is not None
            noun_end = quantity.noun_span[1] if is_count and quantity.noun_span else noun_end  # "six Leopard 2 tanks"
            yield quantity


def _cardinal_at(sentence: Sentence, index: int) -> tuple[Quantity | None, int] | None:
    """Read a figure or a range, and where to go on; a year that is only guessed at is read over."""
    low = amount_at(sentence, index)
    if low is None:
        return None
    high = far_end_of(sentence, low)
    quantity = _quantity(sentence, low, high)
    return (None if quantity is not None and _is_year(quantity) else quantity), (high or low).last


def _is_year(quantity: Quantity) -> bool:
    """Tell the 2022 of "a guess about 2022" from about 2,022 of something."""
    is_bare = quantity.unit is None and quantity.noun is None and quantity.comparator == "~"
    return is_bare and quantity.raw.isdecimal() and EARLIEST_YEAR <= quantity.value < LATEST_YEAR


def _ordinal_at(sentence: Sentence, index: int, *, has_rank_before: bool) -> tuple[Quantity, int] | None:
    """Read "every fifth" or a rank, and where to go on."""
    if sentence.has_date_at(sentence.tokens[index].start, sentence.tokens[index].end):
        return None
    share = every_nth_at(sentence, index) or joined_measure_at(sentence, index)
    if share is not None:
        quantity = _quantity(sentence, share, None)
        return None if quantity is None else (quantity, share.last)
    rank = read_rank(sentence, index, has_rank_before=has_rank_before)
    return None if rank is None else (_ranked(sentence, rank), rank.last)


def _ranked(sentence: Sentence, rank: RankReading) -> Quantity:
    noun = None
    if rank.noun_first is not None:
        noun = counted_noun(sentence.tokens, rank.noun_first, language=sentence.language, value=1, unit="rank")
    start, end = sentence.span_of(rank.first, rank.last)
    return Quantity(
        sentence.text[start:end],
        float(rank.value),
        high=None,
        unit="rank",
        noun=_words(sentence, noun),
        comparator="=",
        start=start,
        end=end,
        noun_span=_span(sentence, noun),
    )


def _quantity(sentence: Sentence, low: Amount, high: Amount | None) -> Quantity | None:
    """Give the figure or range; a range that falls is a score ("3-1") and none."""
    value, unit = (scaled_like(low, high), low.unit or high.unit) if high else completed(sentence, low)
    last = (high or low).last
    if high and value > high.value:
        return None
    comparator = comparator_of(sentence, low.first, last, unit=unit)
    noun = _noun_of(sentence, low, last, value=value, unit=unit)
    if comparator is None and noun is not None and noun[1] > last:  # "six hours of sleep or less"
        comparator = comparator_after(sentence, noun[1])
    unit = unit_of_degrees(sentence, low.first, last, unit=unit) or implied_unit(
        sentence, low.first, last, value=low.value, comparator=comparator, noun=noun
    )
    end = sentence.tokens[last - 1].end
    return Quantity(
        sentence.text[low.start : end],
        float(value),
        high=high.value if high else None,
        unit=unit,
        noun=_words(sentence, noun),
        comparator="range" if high else comparator.sign if comparator else "~" if low.is_about else "=",
        start=low.start,
        end=end,
        change=_change_of(sentence, low, last, unit=unit, comparator=comparator, noun=noun),
        noun_span=_span(sentence, noun),
        comparator_span=None if comparator is None else sentence.span_of(comparator.first, comparator.last),
    )


def _noun_of(sentence: Sentence, amount: Amount, last: int, *, value: float, unit: str | None) -> NounTokens | None:
    if amount.noun is not None:
        return None if amount.noun == NO_NOUN else amount.noun
    after = comparator_after(sentence, last)
    noun = counted_noun(
        sentence.tokens,
        after.last if after else last,
        language=sentence.language,
        value=value,
        unit=unit,
        is_each=amount.first < amount.number.last - 1 and sentence.lower(amount.first) == "every",
    )
    if unit is not None and sentence.lower(amount.first - 1) in WITHIN and sentence.lower(last) == "of":
        return None  # "within 30 days of the vote"
    if noun is None and unit in WEIGHED and sentence.language == "uk":
        return measured_before(sentence.tokens, amount.first)
    if noun is not None or unit is not None:
        return noun
    if sentence.words(last, last + 2) in IN_ALL and is_plural_before_comma(sentence.tokens, amount.first):
        return amount.first - 2, amount.first - 1
    before = noun_before(sentence.tokens, amount.first, language=sentence.language)
    is_ukrainian = sentence.language == "uk"
    return before or (noun_before_number(sentence.tokens, amount.first) if is_ukrainian else None)


def _change_of(
    sentence: Sentence,
    amount: Amount,
    last: int,
    *,
    unit: str | None,
    comparator: Comparator | None,
    noun: NounTokens | None,
) -> str | None:
    start = comparator.first if comparator and comparator.first < amount.first else amount.first
    noun_last = noun[1] if noun else None
    return change_of(sentence, start, last, number_first=amount.first, unit=unit, noun_last=noun_last)


def _words(sentence: Sentence, tokens: NounTokens | None) -> str | None:
    span = _span(sentence, tokens)
    return None if span is None else sentence.text[span[0] : span[1]]


def _span(sentence: Sentence, tokens: NounTokens | None) -> tuple[int, int] | None:
    return None if tokens is None else sentence.span_of(*tokens)
