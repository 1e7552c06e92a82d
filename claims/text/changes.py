"""Whether a figure says by how much something changed ("fell by 5%") or where it stands ("fell to 5%")."""

from claims.text.changes_in_ukrainian import CLAUSE_ENDS, change_in_ukrainian, kind_of_change
from claims.text.languages import en_quantities, en_yardsticks, uk_quantities
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.sentence import Sentence
from claims.text.units import TIME_UNITS, is_currency

# "raised its key interest rate for the third time this year by 75 basis points".
WORDS_TO_CHANGE = 14
WORDS_TO_NOUN = 6
WORDS_AFTER = 3
WORDS_FROM_CAP = 6
WORDS_TO_HOLDING = 8
WORDS_TO_SUBJECT = 4
WORDS_TO_SIZE = 5
WORDS_TO_THAN = 8
# "2.3 metres lower than in the spring of 2020": so soon after "than" stands what a figure is compared with.
WORDS_TO_YARDSTICK = 7
_RELATIVE = frozenset({"percent", "percentage_points", "basis_points", "times", "share"})
_BEFORE_LEVEL_REACHED = frozenset({"at", "in"})  # "closed 31 pounds higher at 2,047"
_LENGTHS = frozenset({"m", "km", "cm", "foot", "mile", "yard"})
_INSIDE_PHRASES = frozenset("-'’")


def change_of(
    sentence: Sentence, start: int, last: int, *, number_first: int, unit: str | None, noun_last: int | None
) -> str | None:
    """Tell "rise", "fall" or "change" for a figure whose comparator or number begins at ``start``; None for a level.

    ``last`` is the token after the figure, ``noun_last`` the one after what it counts.
    """
    if sentence.language == "uk":
        return change_in_ukrainian(sentence, start, last, number_first=number_first, unit=unit, noun_last=noun_last)
    if sentence.language != "en":
        return None
    is_level = sentence.words(start - 2, start) in en_yardsticks.COMPARED_WITH
    after = None if is_level else _change_after(sentence, last, unit=unit, noun_last=noun_last)
    if after and unit in TIME_UNITS and _is_lasting_change(sentence, last):
        return None
    before = after or _change_before(sentence, start, last, unit=unit)
    return before or _change_of_whole(sentence, start, last, unit=unit)


def is_change_before(sentence: Sentence, first: int) -> bool:
    """Tell whether a verb of change stands close before: "rose by half from 5 to 10" has two levels."""
    near = sentence.tokens[max(0, first - WORDS_TO_CHANGE) : first]
    if sentence.language == "uk":
        lowers = [token.lower for token in near if not token.lower.startswith(uk_quantities.FLUCTUATING_STEMS)]
        return any(kind_of_change(lower) for lower in lowers)
    return any(token.lower in en_quantities.CHANGE_VERBS for token in near)


def _is_lasting_change(sentence: Sentence, last: int) -> bool:
    """Tell "their biggest one-day fall" from "a two-minute improvement"."""
    return sentence.lower(last - 2) in _INSIDE_PHRASES and sentence.lower(last) in en_quantities.LASTING_CHANGES


# --- English --------------------------------------------------------------------------------------------------------


def _change_after(sentence: Sentence, last: int, *, unit: str | None, noun_last: int | None) -> str | None:
    if unit == "times":
        return None
    for index in {last, noun_last or last}:
        kind = en_quantities.MORE_AFTER.get(sentence.lower(index))
        if kind and _is_compared(sentence, index, unit=unit):
            return kind
    if unit is None and noun_last and noun_last > last + 1 and sentence.lower(last) in en_yardsticks.MORE_OF_COUNTED:
        return _more_of_counted(sentence, last)
    beside = "rise" if _is_as_much_again(sentence, last) else _beside_yardstick(sentence, last)
    if beside is None and noun_last and sentence.lower(noun_last - 1) in en_quantities.PLACES_AND_POINTS:
        beside = _beside_yardstick(sentence, noun_last)  # "6 points below its level in July"
    if beside or unit is None:
        return beside
    for index in range(last, last + WORDS_AFTER):
        lower = sentence.lower(index)
        if lower in en_quantities.CHANGE_NOUNS and not (is_currency(unit) and lower in en_quantities.LOST_MONEY):
            return en_quantities.CHANGES.get(lower, "change")
        if not lower or sentence.tokens[index].kind != "word" or lower in FUNCTION_WORDS:
            return None
    return None


def _is_as_much_again(sentence: Sentence, last: int) -> bool:
    return sentence.lower(last) == "as" and sentence.words(last, last + 3) in en_yardsticks.AS_MUCH_AGAIN


def _more_of_counted(sentence: Sentence, last: int) -> str | None:
    """Tell "hire 500 more officers" from "500 more officers than the army has", where two things are compared."""
    ahead = sentence.tokens[last + 1 : last + 1 + WORDS_TO_THAN]
    is_compared = any(token.lower in ("than", "likely") for token in ahead)
    return None if is_compared else en_yardsticks.MORE_OF_COUNTED[sentence.lower(last)]


def _is_compared(sentence: Sentence, index: int, *, unit: str | None) -> bool:
    """Tell "two fewer than", "30 more people than", "17 points down on", "5% higher" from "20 more people"."""
    word, following = sentence.lower(index), sentence.lower(index + 1)
    if following in ("on", "from", "compared", "year-on-year"):
        return True
    ahead = [sentence.lower(position) for position in range(index + 1, index + 5)]
    if "than" in ahead:
        return _is_own_yardstick(sentence, index + 2 + ahead.index("than"))
    if following == "likely":  # "22 per cent more likely to fall ill": two groups
        return False
    if word in en_quantities.MORE_ONLY_COMPARED:
        return False
    if unit is not None and word not in ("more", "less", "fewer") and following in FUNCTION_WORDS:
        return True  # "four minutes longer and"
    if unit is not None and not following[:1].isalnum():  # "they earn 1,200 euros less."
        return True
    return unit in _RELATIVE or (following in _BEFORE_LEVEL_REACHED and unit is not None)


def _beside_yardstick(sentence: Sentence, last: int) -> str | None:
    """Read "£2.1bn short of the forecast" and "20 centimetres below the record"."""
    for length in (1, 2):
        kind = en_yardsticks.BESIDE_YARDSTICK.get(sentence.words(last, last + length))
        if kind and _is_own_yardstick(sentence, last + length) and not _is_during(sentence, last):
            return kind
    return None


def _is_during(sentence: Sentence, index: int) -> bool:
    """Tell "£5bn over the next three years" and "under the previous scheme" from "40 under the target"."""
    if sentence.lower(index) not in ("over", "under"):
        return False
    near = range(index + 1, index + WORDS_TO_YARDSTICK)
    return not any(sentence.lower(position) in en_yardsticks.GOALS for position in near)


def _is_own_yardstick(sentence: Sentence, first: int) -> bool:
    """Tell a former value, a forecast or a goal from another thing: "than last year" from "than Slovenia"."""
    if sentence.lower(first - 1) == "than" and sentence.lower(first) in en_yardsticks.TIMES_AFTER_THAN:
        return True
    has_any = sentence.lower(first) == "any"  # "older than any core before it"
    for index in range(first, min(first + WORDS_TO_YARDSTICK, len(sentence.tokens))):
        token = sentence.tokens[index]
        if token.kind == "symbol" and token.text not in _INSIDE_PHRASES:
            return False
        if has_any and token.lower in ("before", "previous", "then"):
            return False
        if token.lower in ("peak", "peaks") and sentence.lower(index - 1).endswith("est"):  # "the second-highest peak"
            continue
        if token.lower in en_yardsticks.YARDSTICKS or sentence.has_date_at(token.start, token.end):
            return True
    return False


def _change_before(sentence: Sentence, start: int, last: int, *, unit: str | None) -> str | None:
    if sentence.lower(start) in en_quantities.LEVEL_COMPARATORS:  # "fell below 5%" says where it came to
        return _held_change(sentence, start)
    if sentence.lower(start) in en_quantities.CAPS:
        return _capped_change(sentence, start + 1)
    index, preposition = _past_adverbs(sentence, start - 1)
    if preposition == "of" and sentence.lower(index) in en_quantities.SUMMED_UP:  # "rose by an average of 5%"
        index, preposition = _past_adverbs(sentence, index - 1)
    if preposition == "by":
        if sentence.lower(last) == "votes":  # "the motion fell by 212 votes to 208"
            return None
        return _nearest_change(sentence, index, reach=WORDS_TO_CHANGE) or _change_by_degree(sentence, index, last)
    if preposition == "of":
        if sentence.lower(index) in ("rate", "pace"):  # "grew at an annual rate of 6.4%"
            return _nearest_change(sentence, index - 1, reach=WORDS_TO_NOUN)
        return _change_noun_before(sentence, index, unit=unit)
    return None if preposition else _direct_change(sentence, index, last, unit=unit)


def _change_of_whole(sentence: Sentence, start: int, last: int, *, unit: str | None) -> str | None:
    """Read "would add £4m to the wage bill", "shave 0.3 points off growth" and "cut $40 from bills"."""
    if unit is None or unit == "share":
        return None
    index, preposition = _past_adverbs(sentence, start - 1)
    kinds = en_yardsticks.CHANGES_OF_WHOLE.get(sentence.lower(last), {})
    return None if preposition else kinds.get(sentence.lower(index))


def _change_by_degree(sentence: Sentence, index: int, last: int) -> str | None:
    """Read "was hotter than 2019 by 0.4 degrees" and "only 2019 was wetter, and by less than 2 mm"."""
    if sentence.words(index - 1, index + 1) == ", and":
        index -= 2
    kind = en_quantities.MORE_AFTER.get(sentence.lower(index))
    if kind is None or sentence.lower(index) in en_quantities.MORE_ONLY_COMPARED:
        return None
    near = sentence.tokens[max(0, index - WORDS_TO_SUBJECT) : index]
    has_date = any(sentence.has_date_at(token.start, token.end) for token in near)
    is_own = sentence.lower(last) == "than" and _is_own_yardstick(sentence, last + 1)
    return kind if has_date or is_own else None


def _held_change(sentence: Sentence, start: int) -> str | None:
    """Find the change in "hold the increase in temperature below 2 degrees"."""
    kind: str | None = None
    for index in range(start - 1, max(-1, start - 1 - WORDS_TO_HOLDING), -1):
        lower = sentence.lower(index)
        if sentence.tokens[index].kind != "word":
            return None
        if lower in en_quantities.HOLDING:
            return kind
        if lower in en_quantities.CHANGE_NOUNS or lower == "warming":
            kind = en_quantities.CHANGES.get(lower, "rise")
    return None


def _direct_change(sentence: Sentence, index: int, last: int, *, unit: str | None) -> str | None:
    """Read the change in "rose 5%" and "lost half of its value"; the verb is at ``index``."""
    verb = sentence.lower(index)
    if unit == "share" and verb in en_quantities.LOOSE_VERBS:
        return _lost_share(sentence, last, verb=verb)
    if verb not in en_quantities.DIRECT_CHANGES or (verb == "up" and sentence.lower(index - 1) in en_quantities.MAKING):
        return None
    if unit not in _RELATIVE and _is_part_of_verb(sentence, index):
        return None
    return en_quantities.CHANGES.get(verb) if _can_be_direct(sentence, verb, last, unit=unit) else None


def _lost_share(sentence: Sentence, last: int, *, verb: str) -> str | None:
    """Tell "lost half of her lead" from "lost half of their crop": a size becomes smaller, a thing is gone."""
    first = last + (sentence.lower(last) == "of")
    for index in range(first, first + WORDS_TO_SIZE):
        if sentence.lower(index) in en_quantities.SIZES:
            return en_quantities.CHANGES.get(verb)
        if not sentence.lower(index)[:1].isalpha() or sentence.lower(index) in ("in", "to", "of", "since"):
            return None
    return None


def _past_adverbs(sentence: Sentence, index: int) -> tuple[int, str]:
    """Go back past "sharply by about another" to the word that may mean a change; give it and the preposition."""
    preposition = ""
    while index >= 0:
        lower = sentence.lower(index)
        if lower in en_quantities.CHANGE_PREPOSITIONS and not preposition:
            preposition = lower
        elif lower not in en_quantities.BETWEEN_CHANGE and not (lower.endswith("ly") and len(lower) > 5):
            break
        index -= 1
    return index, preposition


def _capped_change(sentence: Sentence, first: int) -> str | None:
    """Find the change in "cap rent increases at 3%"."""
    kinds = (en_quantities.CHANGES.get(sentence.lower(index)) for index in range(first, first + WORDS_FROM_CAP))
    return next((kind for kind in kinds if kind), None)


def _is_part_of_verb(sentence: Sentence, index: int) -> bool:
    """Tell "dug up 3 tonnes" from "were up 3 dollars"."""
    is_up_or_down = sentence.lower(index) in ("up", "down")
    return is_up_or_down and sentence.lower(index - 1) not in en_quantities.BEFORE_UP_OR_DOWN


def _can_be_direct(sentence: Sentence, verb: str, last: int, *, unit: str | None) -> bool:
    """Tell "rose 5%" and "fell 12 places" from "lost 12 men" and "jumped 8 metres"."""
    if unit in _RELATIVE:
        return unit != "share" or verb not in en_quantities.LOOSE_VERBS
    if unit is None:
        following = sentence.lower(last)
        is_compared = verb in ("up", "down") and (following in ("on", "from") or not following[:1].isalnum())
        is_more = verb in en_quantities.ADDING and following in ("more", "extra", "further")  # "add 10 more"
        return is_compared or is_more or _is_move_to(sentence, last) or following in en_quantities.PLACES_AND_POINTS
    if unit in en_quantities.WEIGHTS and verb in en_quantities.LOOSE_VERBS:
        return sentence.lower(last) not in ("of", "more")  # "lost 6.5 kg on average"
    if is_currency(unit):
        return verb not in en_quantities.LOOSE_VERBS or _is_price(sentence, last)
    if verb in en_quantities.MOVING_VERBS:
        return _is_level_that_moves(sentence, last)
    return verb not in en_quantities.LOOSE_VERBS


def _is_level_that_moves(sentence: Sentence, last: int) -> bool:
    """Tell "the level has dropped 14 metres" from "the boy fell 14 metres"."""
    near = {sentence.lower(index) for index in range(last - 3 - WORDS_TO_SUBJECT, last - 2)}
    return bool(near & en_quantities.LEVELS_IN_LENGTHS)


def _is_move_to(sentence: Sentence, last: int) -> bool:
    """Tell "is down 8,000 to 112,000" from "lost 12 to illness"."""
    return (
        sentence.lower(last) == "to" and last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].kind == "number"
    )


def _is_price(sentence: Sentence, last: int) -> bool:
    """Tell "gained $3 a barrel" from "gained $3 million"."""
    return sentence.lower(last) in ("a", "an", "per") and sentence.lower(last + 1) in en_quantities.PRICED_BY


def _nearest_change(sentence: Sentence, index: int, *, reach: int) -> str | None:
    """Give the kind of the nearest word of change; a verb goes before a noun: "cut its growth forecast by"."""
    noun: str | None = None
    for position in range(index, max(-1, index - reach), -1):
        lower = sentence.lower(position)
        if lower in CLAUSE_ENDS or (noun and sentence.tokens[position].kind != "word"):
            break
        kind = None if _is_making_up(sentence, position) else en_quantities.CHANGES.get(lower)
        if kind and lower not in en_quantities.NOUNS_OF_CHANGE:
            return kind
        noun = noun or kind
    return noun


def _is_making_up(sentence: Sentence, index: int) -> bool:
    """Tell "who make up a third of it" from "is up a third"."""
    return sentence.lower(index) == "up" and sentence.lower(index - 1) in en_quantities.MAKING


def _change_noun_before(sentence: Sentence, index: int, *, unit: str | None) -> str | None:
    """Read "a rise of 5%" and "an increase in prices of 5%"."""
    is_money = is_currency(unit)
    for position in range(index, max(-1, index - WORDS_TO_NOUN), -1):
        lower = sentence.lower(position)
        if sentence.tokens[position].kind != "word" or (is_money and lower in en_quantities.LOST_MONEY):
            return None
        if unit is None and lower in ("loss", "losses"):  # "the loss of 640 jobs"
            return None
        if unit in _LENGTHS and lower in en_yardsticks.WAVES and position == index:
            return None  # "a tidal surge of three metres"
        if lower in en_quantities.CHANGE_NOUNS and (position == index or sentence.lower(position + 1) == "in"):
            return en_quantities.CHANGES.get(lower, "change")
    return None
