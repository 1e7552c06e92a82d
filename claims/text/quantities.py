"""Figures in a sentence: how much, of what, in which unit, exactly or about."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.text.counted import counted_noun
from claims.text.dates import DateMention, find_dates
from claims.text.languages import en, uk
from claims.text.numbers import NumberReading, can_begin_number, read_number
from claims.text.segments import Span
from claims.text.tokens import Token, is_adjacent, join_lower, tokens_of
from claims.text.units import CURRENCIES, DASHES, currency_before, unit_after
from claims.text.words import words_of

_BEFORE = {"en": en.COMPARATORS_BEFORE, "uk": uk.COMPARATORS_BEFORE}
_AFTER = {"en": en.COMPARATORS_AFTER, "uk": uk.COMPARATORS_AFTER}
_JOINERS = {"en": en.RANGE_JOINERS, "uk": uk.RANGE_JOINERS}
_LABELS = {"en": en.LABEL_WORDS, "uk": uk.LABEL_WORDS}
_TIMES = {"en": en.TIME_WORDS, "uk": uk.TIME_WORDS}
_CHANGES = {"en": en.CHANGE_VERBS, "uk": uk.CHANGE_VERBS}
_NOT_ONE_AFTER = {"en": en.NOT_ONE_AFTER, "uk": uk.NOT_ONE_AFTER}
_NOT_ONE_BEFORE = {"en": en.NOT_ONE_BEFORE, "uk": uk.NOT_ONE_BEFORE}
_GOVERNING = {"uk": uk.GOVERNING_VERBS}
# "входять сьогодні до 164": so many words may stand between a verb and its preposition, the verb counted in.
WORDS_FROM_VERB = 3
_MINUS = frozenset("-−")
_FROM = frozenset({"from", "від", "з"})
_WHOLES = frozenset({10.0, 100.0, 1000.0})
_HOURS = words_of("o'clock година годині")
_TIME_UNITS = words_of("second minute hour day week month year decade century")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure; ``comparator`` is one of ``= > >= < <= ~ range`` and ``high`` is set for ranges only.

    ``raw`` holds the number with its sign, scale, currency and unit, not the comparator and not the counted ``noun``.
    The unit of a fraction ("two-thirds") is ``share``: 1 is the whole.
    """

    raw: str
    value: float
    high: float | None
    unit: str | None
    noun: str | None
    comparator: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its currency and unit: tokens ``first`` to ``last``, exclusive."""

    number: NumberReading
    value: float
    unit: str | None
    first: int
    last: int
    start: int


def find_quantities(
    text: str, span: Span, *, language: str = "en", dates: tuple[DateMention, ...] | None = None
) -> tuple[Quantity, ...]:
    """Find the figures of a sentence in order; dates, names, times and numbering are none.

    ``dates`` spares finding them again when the caller has them.
    """
    mentions = find_dates(text, span, language=language) if dates is None else dates
    sentence = _Sentence(text, tokens_of(text, span), language, mentions)
    return tuple(_quantities_in(sentence))


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    tokens: tuple[Token, ...]
    language: str
    dates: tuple[DateMention, ...]
    date_ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "date_ends", [mention.end for mention in self.dates])

    def has_date_at(self, start: int, end: int) -> bool:
        """Tell whether a date overlaps these characters."""
        position = bisect_left(self.date_ends, start + 1)
        return position < len(self.dates) and self.dates[position].start < end

    def lower(self, index: int) -> str:
        """Give the looked-up form of a token; empty outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""


def _quantities_in(sentence: _Sentence) -> Iterator[Quantity]:
    read_to = 0
    for index, token in enumerate(sentence.tokens):
        if index < read_to or not can_begin_number(token, language=sentence.language):
            continue
        figure = _figure_at(sentence, index)
        if figure is None:
            continue
        figure = _share_of(sentence, figure) or figure
        second = _second_figure(sentence, figure)
        read_to = (second or figure).last
        if second is None:
            yield _single(sentence, figure)
        elif second.value > figure.value:
            yield _range(sentence, figure, second)


# --- one figure -----------------------------------------------------------------------------------------------------


def _figure_at(sentence: _Sentence, index: int) -> _Figure | None:
    """Read the number at a token with what belongs to it; None where none begins or it only looks like one."""
    number = read_number(sentence.tokens, index, language=sentence.language)
    if number is None or not _is_figure(sentence, number):
        return None
    currency, first = currency_before(sentence.tokens, index, language=sentence.language)
    unit, last = (
        (currency, number.last) if currency else unit_after(sentence.tokens, number.last, language=sentence.language)
    )
    value = number.value
    if number.has_metre_sign and not currency and unit is None and _is_length(sentence, number):
        unit, value = "m", number.value / number.scale
    if number.is_share:
        unit, last = "share", number.last
    start = sentence.tokens[first].start
    if _has_minus(sentence, first):
        value, start = -value, sentence.tokens[first - 1].start
    return _Figure(number, round(value, 9), unit, first, last, start)


def _share_of(sentence: _Sentence, part: _Figure) -> _Figure | None:
    """Read "one in five" and "9 out of 10" as shares; "12 out of 27 states" stays two figures."""
    link = (
        1
        if sentence.lower(part.last) == "in"
        else 2 * (join_lower(sentence.tokens, part.last, part.last + 2) == "out of")
    )
    position = part.last + link
    if sentence.language != "en" or not link or part.unit or position >= len(sentence.tokens):
        return None
    whole = _figure_at(sentence, position)
    if whole is None or whole.unit or not 0 < part.value < whole.value:
        return None
    if not (whole.value in _WHOLES or (part.value == 1 and link == 1)):
        return None
    number = NumberReading(part.value / whole.value, part.number.first, whole.last, is_share=True)
    return _Figure(number, round(number.value, 9), "share", part.first, whole.last, part.start)


def _is_length(sentence: _Sentence, number: NumberReading) -> bool:
    """Tell whether "20m" is metres: nothing counted follows it."""
    return counted_noun(sentence.tokens, number.last, language=sentence.language, value=2) is None


def _has_minus(sentence: _Sentence, first: int) -> bool:
    tokens = sentence.tokens
    if first < 1 or tokens[first - 1].text not in _MINUS or not is_adjacent(tokens[first - 1], tokens[first]):
        return False
    return first == 1 or tokens[first - 2].end < tokens[first - 1].start


# --- what only looks like a figure ----------------------------------------------------------------------------------


def _is_figure(sentence: _Sentence, number: NumberReading) -> bool:
    first, last = number.first, number.last
    tokens = sentence.tokens
    if sentence.has_date_at(tokens[first].start, tokens[last - 1].end):
        return False
    if number.is_written_out:
        if sentence.lower(last) in _HOURS:
            return False
        return number.value != 1 or number.is_share or _is_counted_one(sentence, number)
    return not (
        (tokens[first].text.startswith("0") and tokens[first].text[1:].isdigit())  # 0100 is a code
        or _is_glued(sentence, first, last)
        or _is_label(sentence, first)
        or sentence.lower(last) in _TIMES.get(sentence.language, frozenset())
        or (number.scale == 1 and _is_name_number(sentence, first, last))
    )


def _is_counted_one(sentence: _Sentence, number: NumberReading) -> bool:
    """Tell "one person died" from "no one", "one of them", "one another"."""
    if number.last - number.first > 1:
        return True
    language, before, after = sentence.language, sentence.lower(number.first - 1), sentence.lower(number.last)
    if after == "in" and number.last + 1 < len(sentence.tokens):  # "one in five"
        following = read_number(sentence.tokens, number.last + 1, language=language)
        return following is not None and following.value > 1
    if before in _NOT_ONE_AFTER[language] or after in _NOT_ONE_BEFORE[language]:
        return False
    if unit_after(sentence.tokens, number.last, language=sentence.language)[0]:
        return True
    is_adverb = after.endswith("ly")
    return not is_adverb and counted_noun(sentence.tokens, number.last, language=language, value=1) is not None


def _is_glued(sentence: _Sentence, first: int, last: int) -> bool:
    """Tell whether the digits are part of a longer thing: 5G, 19th, 10:30, 9/11, [12], +1 202, 555-0100."""
    tokens = sentence.tokens
    before = tokens[first - 1] if first and is_adjacent(tokens[first - 1], tokens[first]) else None
    after = tokens[last] if last < len(tokens) and is_adjacent(tokens[last - 1], tokens[last]) else None
    if before and (before.text in ":/[#№_+" or before.kind in ("number", "word", "code")):
        return before.text not in ("US", "USD", "EUR", "GBP", "UAH")
    if after is None:
        return False
    if after.text in ":/_" or (before and after.text == "]"):
        return last + 1 < len(tokens) and tokens[last + 1].text[0].isalnum() and is_adjacent(after, tokens[last + 1])
    if after.kind in ("word", "number", "code"):
        return unit_after(sentence.tokens, last, language=sentence.language)[0] is None
    return after.text in DASHES and _is_hyphen_chain(sentence, first, last)


def _is_hyphen_chain(sentence: _Sentence, first: int, last: int) -> bool:
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


def _is_label(sentence: _Sentence, first: int) -> bool:
    """Tell whether the word before makes it a number in a series: Article 5, No. 10, Resolution 1701."""
    labels = _LABELS.get(sentence.language, en.LABEL_WORDS)
    before = sentence.lower(first - 1)
    if before == "." and first >= 2:
        before = sentence.lower(first - 2)
    if before not in labels or before == "top":
        return before == "top"
    token = sentence.tokens[first - 1]
    # "mark", "act", "line" and the like are labels only with a capital; "page 5" is one either way.
    return token.text[0].isupper() or not token.text[0].isalpha() or before in _PLAIN_LABELS


_PLAIN_LABELS = uk.LABEL_WORDS | words_of(
    "article section chapter page paragraph figure table clause annex phase route nos no"
)


def _is_name_number(sentence: _Sentence, first: int, last: int) -> bool:
    """Tell Apollo 11 and Windows 10 from figures: a capital before, no unit and no counted thing after."""
    tokens = sentence.tokens
    if first == 0 or not tokens[first - 1].is_capitalised or tokens[first - 1].lower.endswith("."):
        return _is_after_hyphen(sentence, first)
    if first == 1 or not tokens[first].text.isdigit() or len(tokens[first].text) > 4:
        return False
    is_money = sentence.lower(first - 1) in CURRENCIES.get(sentence.language, {})
    if is_money or unit_after(tokens, last, language=sentence.language)[0]:
        return False
    return counted_noun(tokens, last, language=sentence.language, value=2) is None


def _is_after_hyphen(sentence: _Sentence, first: int) -> bool:
    """Tell whether a word is tied to the number by a hyphen: "Ukraine–164"; "Su-27" is one word already."""
    tokens = sentence.tokens
    if first < 2 or tokens[first - 1].text not in DASHES:
        return False
    return (
        tokens[first - 2].kind == "word"
        and is_adjacent(tokens[first - 2], tokens[first - 1])
        and is_adjacent(tokens[first - 1], tokens[first])
    )


# --- comparators and ranges -----------------------------------------------------------------------------------------


def _single(sentence: _Sentence, figure: _Figure) -> Quantity:
    comparator = _comparator(sentence, figure)
    if figure.number.is_vague and comparator == "=":
        comparator = ">="
    return _quantity(sentence, figure, last=figure.last, comparator=comparator)


def _range(sentence: _Sentence, low: _Figure, high: _Figure) -> Quantity:
    return _quantity(sentence, low, last=high.last, comparator="range", high=high)


def _quantity(
    sentence: _Sentence, figure: _Figure, *, last: int, comparator: str, high: _Figure | None = None
) -> Quantity:
    end = sentence.tokens[last - 1].end
    value = _scaled_like(figure, high) if high else figure.value
    unit = figure.unit or (high.unit if high else None)
    noun = counted_noun(
        sentence.tokens,
        last + _length_of_comparator(sentence, last),
        language=sentence.language,
        value=value,
        unit=unit,
        number_first=figure.first,
    )
    raw = sentence.text[figure.start : end]
    return Quantity(raw, value, high.value if high else None, unit, noun, comparator, figure.start, end)


def _scaled_like(low: _Figure, high: _Figure) -> float:
    """Give the low end of "5–10 million" in millions too."""
    if low.number.scale == 1 and high.number.scale > 1 and low.value * high.number.scale <= high.value:
        return low.value * high.number.scale
    return low.value


def _comparator(sentence: _Sentence, figure: _Figure) -> str:
    phrases = _BEFORE.get(sentence.language, {})
    length = _length_of_comparator(sentence, figure.last)
    if length:
        return _AFTER[sentence.language][join_lower(sentence.tokens, figure.last, figure.last + length)]
    first = figure.first - 1 if sentence.lower(figure.first - 1) in ("another", "a", "an", "the") else figure.first
    for length in (4, 3, 2, 1):
        phrase = join_lower(sentence.tokens, first - length, first)
        found = phrases.get(phrase)
        if found and _is_governed(sentence, first - length, phrase):
            return "="
        if found:
            is_lasting = phrase in ("over", "under") and figure.unit in _TIME_UNITS and length == 1
            return "=" if is_lasting and sentence.lower(first - 2) != "for" else found
    return "="


def _is_governed(sentence: _Sentence, index: int, phrase: str) -> bool:
    """Tell whether a verb before asks for the preposition: Ukrainian "входять до 164" is among, not at most."""
    beginnings = _GOVERNING.get(sentence.language, {}).get(phrase)
    if beginnings is None:
        return False
    for token in reversed(sentence.tokens[max(0, index - WORDS_FROM_VERB) : index]):
        if token.kind != "word":
            return False
        if token.lower.startswith(beginnings):
            return True
    return False


def _length_of_comparator(sentence: _Sentence, index: int) -> int:
    """Count the tokens of "or more", "+" and the like after a figure."""
    after = _AFTER.get(sentence.language, {})
    return next((length for length in (2, 1) if join_lower(sentence.tokens, index, index + length) in after), 0)


def _second_figure(sentence: _Sentence, low: _Figure) -> _Figure | None:
    """Find the far end of a range that begins with this figure."""
    joiners = _JOINERS.get(sentence.language, {"": DASHES})
    opener = _opener(sentence, low, joiners)
    joiner = sentence.lower(low.last)
    if joiner not in joiners[opener] and joiner not in joiners[""]:
        return None
    if opener in _FROM and _is_change(sentence, low.first):
        return None
    position = low.last + 1
    position += sentence.lower(position) in CURRENCIES.get(sentence.language, {})
    if position >= len(sentence.tokens):
        return None
    high = _far_end(sentence, position)
    is_same_kind = high is not None and (low.unit is None or high.unit is None or low.unit == high.unit)
    return high if high is not None and is_same_kind and high.value != low.value else None


def _opener(sentence: _Sentence, low: _Figure, joiners: dict[str, frozenset[str]]) -> str:
    """Find "between" or "from" before the figure; empty without one."""
    before = sentence.lower(low.first - 1)
    if before in joiners:
        return before
    if _BEFORE.get(sentence.language, {}).get(before):
        before = sentence.lower(low.first - 2)
    return before if before in joiners else ""


def _far_end(sentence: _Sentence, position: int) -> _Figure | None:
    """Read the number after the joiner: a dash before it is no minus and no hyphen of a name."""
    number = read_number(sentence.tokens, position, language=sentence.language)
    if number is None or sentence.has_date_at(sentence.tokens[position].start, sentence.tokens[position].end):
        return None
    currency, first = currency_before(sentence.tokens, position, language=sentence.language)
    unit, last = (
        (currency, number.last) if currency else unit_after(sentence.tokens, number.last, language=sentence.language)
    )
    if number.has_metre_sign and unit is None and _is_length(sentence, number):
        number, unit = NumberReading(number.value / number.scale, number.first, number.last), "m"
    return _Figure(number, round(number.value, 9), unit, first, last, sentence.tokens[first].start)


def _is_change(sentence: _Sentence, first: int) -> bool:
    """Tell whether a verb of change stands close before: "rose by half from 5 to 10" has two levels."""
    changes = _CHANGES.get(sentence.language, frozenset())
    return any(sentence.lower(index) in changes for index in range(max(0, first - 8), first))
