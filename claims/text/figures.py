"""The figure check: what a claim counts against what a passage counts, with one line of why.

A number alone proves nothing: 164 parties are not 164 signatories. So every comparison asks first whether the same
thing is counted, then whether the numbers can both be true once rounding and words like "at least" are allowed for.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from claims.text.concepts import competing_concept, concept_of
from claims.text.quantities import Quantity
from claims.text.segments import Span
from claims.text.terms import terms_of

AGREES = "agrees"
CONTRADICTS = "contradicts"
SAME_NUMBER = "same_number_different_thing"
SAME_THING = "different_number_same_thing"
NOT_COMPARABLE = "not_comparable"

# "About 130" covers a tenth either way; a plain round number covers half its last digit, a twentieth at the very most.
ABOUT_SHARE = 0.1
ROUNDING_SHARE = 0.05
# Twelve of one thing and twelve of another is chance; three digits that agree are worth a look.
TELLING_DIGITS = 3
# How far after a figure its verb may stand ("133 of the states had signed"), and before it ("signed by 133"), in words.
WORDS_AFTER = 5
WORDS_BEFORE = 3

# Units that can be brought to one another exactly; "ton" and "gallon" mean different amounts in different countries.
_SCALES: dict[str, dict[str, float]] = {
    "length": {
        "mm": 0.001,
        "cm": 0.01,
        "m": 1,
        "km": 1e3,
        "inch": 0.0254,
        "foot": 0.3048,
        "yard": 0.9144,
        "mile": 1609.344,
    },
    "weight": {"g": 0.001, "kg": 1, "tonne": 1000, "lb": 0.45359237},
    "area": {"m2": 1, "km2": 1e6, "hectare": 1e4, "acre": 4046.8564224, "foot2": 0.09290304, "mile2": 2589988.110336},
    "speed": {"km_per_hour": 1, "mile_per_hour": 1.609344},
    "power": {"kW": 1, "MW": 1e3, "GW": 1e6},
    "energy": {"kWh": 1, "MWh": 1e3, "GWh": 1e6},
    "time": {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
    "calendar": {"month": 1, "year": 12, "decade": 120, "century": 1200},
}
_BASE_UNITS = {unit: (kind, size) for kind, units in _SCALES.items() for unit, size in units.items()}
_OPPOSITE_CHANGES = "The number is the same, but they do not say that it changed in the same direction."
_PERCENT_KINDS = frozenset({"percent", "percentage_points"})
# Words that say that something was counted, and not what: 164 states may have signed, joined or refused.
_BROAD_NOUNS = frozenset(
    {"state", "countri", "nation", "govern", "peopl", "person", "member", "держав", "країн", "люд"}
)
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


class Likeness(StrEnum):
    """How the thing that a claim counts stands to the thing that a passage counts."""

    SAME = "same"
    SAME_BY_TERM = "same by the term table"
    COMPETING = "taken for one another"
    BROAD = "the same broad word, such as people"
    PART = "one is part of the other"
    UNNAMED = "one of them is not named"
    DIFFERENT = "different"


class Fit(StrEnum):
    """Whether two numbers can both be true of one thing."""

    AGREES = "agrees"
    OPEN = "open"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True)
class FigureNote:
    """One claim figure against one passage figure: ``outcome`` is a constant of this module, ``explanation`` a line."""

    outcome: str
    explanation: str
    claim_raw: str
    passage_raw: str


def compare_figures(
    claim: Sequence[Quantity], passage: Sequence[Quantity], *, language: str = "en"
) -> tuple[FigureNote, ...]:
    """The comparisons worth showing, in the order of the claim's figures, then the passage's.

    *Contradicts* is said only of the same counted thing, one figure for it in the passage, and a number that neither
    rounding nor the comparators allow. Figures of different things with different numbers give no note.
    """
    notes: list[FigureNote] = []
    for quantity in claim:
        found = [_note(quantity, other, language) for other in passage]
        notes += _worth_showing([note for note in found if note is not None])
    return tuple(dict.fromkeys(notes))


def counted_thing(text: str, quantity: Quantity, span: Span, *, language: str = "en") -> Quantity:
    """The quantity with its noun completed by the verb that says what was counted: "133 states signed".

    Only a verb of the term table completes a noun, and only one in the same clause; else the quantity comes back as is.
    """
    noun = quantity.noun or ""
    stems = _stems(noun, language)
    if concept_of(stems, language) or not (stems <= _BROAD_NOUNS):
        return quantity
    verb = _verb_after(text, quantity, span, language=language) or _verb_before(text, quantity, span, language=language)
    return replace(quantity, noun=f"{noun} {verb}".strip()) if verb else quantity


def phrase_of(quantity: Quantity) -> str:
    """The figure with its counted thing, as a person would say it: "164 signatories"."""
    noun = quantity.noun or ""
    return quantity.raw if not noun or noun.casefold() in quantity.raw.casefold() else f"{quantity.raw} {noun}"


def _verb_after(text: str, quantity: Quantity, span: Span, *, language: str) -> str:
    clause = _CLAUSE_END.split(text[quantity.end : span.end], maxsplit=1)[0]
    words = (found.group() for found, _ in zip(_LETTERS.finditer(clause), range(WORDS_AFTER), strict=False))
    return _first_of_table(words, language)


def _verb_before(text: str, quantity: Quantity, span: Span, *, language: str) -> str:
    """The verb of "killed 243 people" or "signed by 133 states"; further off it belongs to something else."""
    clause = _CLAUSE_END.split(text[max(span.start, quantity.start - 80) : quantity.start])[-1]
    words = [found.group() for found in _LETTERS.finditer(clause)][-WORDS_BEFORE:]
    # Ukrainian puts the counted thing after the verb and a form of "to be" between: "учасницями були 164 держави".
    is_free = language == "uk" or "by" in words
    return _first_of_table(words if is_free else words[-1:], language)


def _first_of_table(words: Iterable[str], language: str) -> str:
    return next((word for word in words if concept_of(_stems(word, language), language)), "")


def _note(claim: Quantity, passage: Quantity, language: str) -> FigureNote | None:
    if {claim.unit, passage.unit} == _PERCENT_KINDS:
        return _percent_note(claim, passage)
    scale = _common_scale(claim.unit, passage.unit)
    if scale is None:
        return None
    if claim.change != passage.change:
        return _change_note(claim, passage)
    likeness = _likeness(claim, passage, language)
    stated = passage.value * scale[1] if passage.comparator == "=" else math.nan
    fit = _fit(_bounds(claim, scale[0]), _bounds(passage, scale[1]), stated=stated)
    outcome = _outcome(claim, likeness, fit)
    return None if outcome is None else FigureNote(outcome, _explain(outcome, claim, passage), claim.raw, passage.raw)


def _percent_note(claim: Quantity, passage: Quantity) -> FigureNote | None:
    if not math.isclose(claim.value, passage.value):
        return None
    why = "One counts per cent and the other percentage points, which are different measures."
    return FigureNote(NOT_COMPARABLE, why, claim.raw, passage.raw)


def _change_note(claim: Quantity, passage: Quantity) -> FigureNote | None:
    """What to say of "fell by 5%" and "fell to 5%", or of "rose by 5%" and "fell by 5%": never that they agree."""
    if not math.isclose(claim.value, passage.value):
        return None
    is_level = claim.change is None or passage.change is None
    why = "One says by how much it changed and the other where it stood." if is_level else _OPPOSITE_CHANGES
    return FigureNote(NOT_COMPARABLE, why, claim.raw, passage.raw)


def _common_scale(claim_unit: str | None, passage_unit: str | None) -> tuple[float, float] | None:
    """What to multiply both values by to bring them to one unit, or None when there is no such unit."""
    if claim_unit == passage_unit:
        return 1.0, 1.0
    left, right = _BASE_UNITS.get(claim_unit or ""), _BASE_UNITS.get(passage_unit or "")
    return (left[1], right[1]) if left and right and left[0] == right[0] else None


def _likeness(claim: Quantity, passage: Quantity, language: str) -> Likeness:
    left, right = _stems(claim.noun or "", language), _stems(passage.noun or "", language)
    if not left or not right:
        return Likeness.UNNAMED
    if left == right:
        return Likeness.BROAD if left <= _BROAD_NOUNS else Likeness.SAME
    left_concept, right_concept = concept_of(left, language), concept_of(right, language)
    if left_concept and left_concept == right_concept:
        is_same = _qualifiers(left, language) == _qualifiers(right, language)
        return Likeness.SAME_BY_TERM if is_same else Likeness.PART
    if left_concept and competing_concept(left_concept) == right_concept:
        return Likeness.COMPETING
    if left <= _BROAD_NOUNS or right <= _BROAD_NOUNS:
        return Likeness.UNNAMED
    return Likeness.PART if left < right or right < left else Likeness.DIFFERENT


def _qualifiers(stems: frozenset[str], language: str) -> set[str]:
    """What narrows a noun of the term table: the civilians of "civilian deaths"."""
    return {stem for stem in stems - _BROAD_NOUNS if concept_of([stem], language) is None}


@lru_cache(maxsize=1024)  # one page counts the same few things again and again
def _stems(noun: str, language: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms_of(noun, language=language))


def _outcome(claim: Quantity, likeness: Likeness, fit: Fit) -> str | None:
    if likeness in (Likeness.SAME, Likeness.SAME_BY_TERM):
        ruled_out = CONTRADICTS if likeness is Likeness.SAME else SAME_THING
        return {Fit.AGREES: AGREES, Fit.OPEN: NOT_COMPARABLE, Fit.RULED_OUT: ruled_out}[fit]
    if fit is not Fit.AGREES:
        return None
    if likeness is Likeness.COMPETING:
        return SAME_NUMBER
    if not _is_telling(claim):
        return None
    if likeness is Likeness.DIFFERENT:
        return SAME_NUMBER if claim.unit is None else NOT_COMPARABLE
    # With a unit ("12.4 percent") three digits that agree are no chance, though the noun was not found.
    is_likely = likeness is Likeness.BROAD or (likeness is Likeness.UNNAMED and claim.unit is not None)
    return AGREES if is_likely else NOT_COMPARABLE


def _is_telling(quantity: Quantity) -> bool:
    return len(_digits(quantity.value).replace(".", "").strip("0")) >= TELLING_DIGITS


def _digits(value: float) -> str:
    return f"{abs(value):.6f}".rstrip("0").rstrip(".") if math.isfinite(value) else "0"


def _bounds(quantity: Quantity, scale: float) -> tuple[float, float]:
    """The lowest and the highest number that the figure can mean, in the common unit."""
    value = quantity.value
    if quantity.comparator == "range":
        low, high = value, value if quantity.high is None else quantity.high
    elif quantity.comparator in (">", ">="):
        low, high = value, math.inf
    elif quantity.comparator in ("<", "<="):
        low, high = -math.inf, value
    else:
        spread = abs(value) * ABOUT_SHARE if quantity.comparator == "~" else _rounding(quantity)
        low, high = value - spread, value + spread
    return low * scale, high * scale


def _rounding(quantity: Quantity) -> float:
    """Half of the last digit that the writer gave, and never more than a twentieth of the value."""
    whole, _, decimals = _digits(quantity.value).partition(".")
    if decimals:
        step = 10.0 ** -len(decimals)
    else:
        step = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if quantity.value else 0.0
    # A count that does not end in noughts was counted, not rounded: 164 means 164.
    half = 0.0 if step == 1.0 and quantity.unit is None else step / 2
    return min(half, abs(quantity.value) * ROUNDING_SHARE)


def _fit(claim: tuple[float, float], passage: tuple[float, float], *, stated: float) -> Fit:
    """Agrees when the passage's figure lies within the claim's, or a rounder passage still covers an exact claim.

    ``stated`` is the passage's number as written: a plain 100 is "at least 100", whatever it was rounded from.
    """
    slack = 1e-9 * max(1.0, *(abs(bound) for bound in (*claim, *passage) if math.isfinite(bound)))
    low, high = claim[0] - slack, claim[1] + slack
    if passage[0] > high or passage[1] < low:
        return Fit.RULED_OUT
    is_bounded = all(math.isfinite(bound) for bound in passage)
    lies_within = low <= passage[0] and passage[1] <= high
    covers = is_bounded and passage[0] - slack <= claim[0] and claim[1] <= passage[1] + slack
    return Fit.AGREES if lies_within or covers or low <= stated <= high else Fit.OPEN


def _explain(outcome: str, claim: Quantity, passage: Quantity) -> str:
    said, found = phrase_of(claim), phrase_of(passage)
    return {
        AGREES: f"The claim says {said}; the passage says {found}.",
        CONTRADICTS: f"The claim says {said}; the passage says {found}, and rounding does not explain it.",
        SAME_NUMBER: f"The number is the same, the thing is not: the claim says {said}, the passage {found}.",
        SAME_THING: f"Another number for the same thing: the claim says {said}, the passage {found}.",
        NOT_COMPARABLE: f"The claim says {said}, the passage {found}: they may not count the same thing or period.",
    }[outcome]


def _worth_showing(notes: list[FigureNote]) -> list[FigureNote]:
    """One agreement silences the other figures for the same thing; several differing ones contradict nothing alone."""
    if any(note.outcome == AGREES for note in notes):
        return [note for note in notes if note.outcome in (AGREES, SAME_NUMBER)]
    if len({note.passage_raw for note in notes if note.outcome == CONTRADICTS}) > 1:
        return [_one_of_several(note) for note in notes]
    return notes


def _one_of_several(note: FigureNote) -> FigureNote:
    if note.outcome != CONTRADICTS:
        return note
    return replace(
        note, outcome=SAME_THING, explanation=note.explanation + " The passage gives other figures for it too."
    )
