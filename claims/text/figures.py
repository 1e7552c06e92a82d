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
from itertools import product

from claims.text.concepts import competing_concept, concept_of
from claims.text.figure_scope import Scope, compare_scopes
from claims.text.figure_surroundings import Figure, nearer_term
from claims.text.figure_values import Fit, common_scale, digits_of, fit_of
from claims.text.glossary import GlossaryPair, shipped_glossary
from claims.text.quantities import Quantity
from claims.text.segments import Span
from claims.text.terms import terms_of

AGREES = "agrees"
CONTRADICTS = "contradicts"
SAME_NUMBER = "same_number_different_thing"
SAME_THING = "different_number_same_thing"
NOT_COMPARABLE = "not_comparable"

# Twelve of one thing and twelve of another is chance; three digits that agree are worth a look.
TELLING_DIGITS = 3
# How far after a figure its verb may stand ("133 of the states had signed"), and before it ("signed by 133"), in words.
WORDS_AFTER = 5
WORDS_BEFORE = 3

_OPPOSITE_CHANGES = "The number is the same, but they do not say that it changed in the same direction."
_LEVEL_AND_CHANGE = "One says by how much it changed and the other where it stood."
_PERCENT_AND_POINTS = "One counts per cent and the other percentage points, which are different measures."
# Same number, but not of the same thing: what was limited or happened elsewhere or at another time is another thing.
_APART = frozenset({Scope.OTHER_PERIOD, Scope.OTHER_PLACE, Scope.OTHER_LIMITS})
# A term of the glossary this near to a figure tells what it counts; see `figure_surroundings`.
NEAR = 15
# And one this near stands at the figure itself.
NAMED = 3
# Shares of the words around two figures that are the same: where they seem to tell of one thing, and where they do.
ALIKE = 0.34
SURELY_ALIKE = 0.5
_SHARES = frozenset({"percent", "share", "percentage_points"})
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


@dataclass(frozen=True, slots=True)
class FigureNote:
    """One claim figure against one passage figure: ``outcome`` is a constant of this module, ``explanation`` a line."""

    outcome: str
    explanation: str
    claim_raw: str
    passage_raw: str


def compare_figures(
    claim: Sequence[Figure], passage: Sequence[Figure], *, language: str = "en"
) -> tuple[FigureNote, ...]:
    """The comparisons worth showing, in the order of the claim's figures, then the passage's.

    *Contradicts* is said only of the same counted thing in the same period and place, or where neither names one, one
    figure for it in the passage, and a number that neither rounding nor the comparators allow. Figures of different
    things with different numbers give no note.
    """
    notes: list[FigureNote] = []
    for figure in claim:
        found = [_note(figure, other, language) for other in passage]
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


def _note(claim: Figure, passage: Figure, language: str) -> FigureNote | None:
    left, right = claim.quantity, passage.quantity
    if claim.is_expected != passage.is_expected:
        return None
    scale = common_scale(left.unit, right.unit)
    if scale is None:
        return _other_unit_note(claim, passage)
    fit = fit_of(left, right, scale)
    rivals = _rivals(claim, passage, language)
    if rivals:
        return _made(SAME_NUMBER, left, right, rivals.why) if fit is Fit.AGREES else None
    if left.change != right.change:
        return _change_note(claim, passage, fit)
    outcome = _outcome(left, _likeness_around(claim, passage, language), fit)
    if outcome == AGREES and not _may_agree(claim, passage, language):
        outcome = NOT_COMPARABLE
    return None if outcome is None else _scoped(outcome, claim, passage)


def _scoped(outcome: str, claim: Figure, passage: Figure) -> FigureNote:
    """What is left of an outcome once period, place and limits are looked at."""
    scopes = compare_scopes(claim, passage)
    if outcome == CONTRADICTS and scopes:
        return _made(SAME_THING, claim.quantity, passage.quantity, _because(scopes[0]))
    apart = [scope for scope in scopes if scope in _APART]
    if outcome == AGREES and apart:
        return _made(SAME_NUMBER, claim.quantity, passage.quantity, _because(apart[0]))
    return _made(outcome, claim.quantity, passage.quantity)


def _because(scope: Scope) -> str:
    return f"{scope[0].upper()}{scope[1:]}."


def _made(outcome: str, claim: Quantity, passage: Quantity, why: str = "") -> FigureNote:
    return FigureNote(outcome, f"{_explain(outcome, claim, passage)} {why}".strip(), claim.raw, passage.raw)


def _other_unit_note(claim: Figure, passage: Figure) -> FigureNote | None:
    """What to say of the same number in units that cannot be brought to one another: seats and per cent."""
    left, right = claim.quantity, passage.quantity
    if not math.isclose(left.value, right.value) or "rank" in (left.unit, right.unit):
        return None
    if {left.unit, right.unit} == _PERCENT_KINDS:
        is_one = _is_alike(claim, passage) and left.change == right.change
        return FigureNote(CONTRADICTS if is_one else NOT_COMPARABLE, _PERCENT_AND_POINTS, left.raw, right.raw)
    return _made(SAME_NUMBER, left, right) if _is_alike(claim, passage) else None


def _change_note(claim: Figure, passage: Figure, fit: Fit) -> FigureNote | None:
    """What to say of "fell by 5%" and "fell to 5%", or of "rose by 5%" and "fell by 5%": never that they agree."""
    left, right = claim.quantity, passage.quantity
    is_level = left.change is None or right.change is None
    is_opposite = {left.change, right.change} == {"rise", "fall"}
    if is_opposite and _is_alike(claim, passage):
        scopes = compare_scopes(claim, passage)
        return FigureNote(SAME_THING if scopes else CONTRADICTS, _OPPOSITE_CHANGES, left.raw, right.raw)
    if fit is not Fit.AGREES:
        return None
    outcome = SAME_NUMBER if is_level and _is_alike(claim, passage) else NOT_COMPARABLE
    return FigureNote(outcome, _LEVEL_AND_CHANGE if is_level else _OPPOSITE_CHANGES, left.raw, right.raw)


def _rivals(claim: Figure, passage: Figure, language: str) -> GlossaryPair | None:
    """The pair of the glossary of which the claim's figure has one term and the passage's the other."""
    glossary = shipped_glossary(language)
    for one, other in product(claim.terms, passage.terms):
        pair = glossary.pair(one, other)
        is_near = claim.terms[one] < NEAR and passage.terms[other] < NEAR
        if pair and is_near and (nearer_term(claim, one, other), nearer_term(passage, one, other)) == (one, other):
            return pair
    return None


def _is_alike(claim: Figure, passage: Figure) -> bool:
    """Whether they seem to tell of one thing: the shorter sentence has a good part of its words from the other."""
    return max(_shares(claim, passage)) >= ALIKE


def _shares(claim: Figure, passage: Figure) -> tuple[float, float]:
    """Which share of the words of each sentence the other side has, too."""
    left, right = claim.said, passage.said
    if not left or not right:
        return 0.0, 0.0
    return len(left & passage.around) / len(left), len(right & claim.around) / len(right)


def _likeness_around(claim: Figure, passage: Figure, language: str) -> Likeness:
    """How the counted things stand to one another: by their nouns, else by what is said around the figures."""
    by_noun = _likeness(claim.quantity, passage.quantity, language)
    if by_noun is Likeness.COMPETING:
        return by_noun
    if claim.quantity.unit in _SHARES and claim.said and passage.said:
        # "90 per cent of GDP" names what it is a share of, not what the share is.
        is_one = _is_one_thing(claim, passage) and not _shares_only_the_whole(claim, passage, language)
        return Likeness.SAME if is_one else Likeness.UNNAMED
    if by_noun in (Likeness.SAME, Likeness.SAME_BY_TERM):
        return by_noun
    if by_noun is Likeness.PART:
        return Likeness.SAME if _has_all_qualifiers(claim, passage, language) else by_noun
    if by_noun is not Likeness.DIFFERENT or claim.quantity.unit:
        return Likeness.SAME if _is_one_thing(claim, passage) else by_noun
    is_told = _is_told_alike(claim, passage, within=NAMED)
    return Likeness.SAME if is_told and _is_alike(claim, passage) else by_noun


def _is_one_thing(claim: Figure, passage: Figure) -> bool:
    """Whether half of what is said is the same, or a good part of it and a term of the glossary."""
    if _is_told_alike(claim, passage, within=NEAR):
        return _is_alike(claim, passage)
    return sum(_shares(claim, passage)) >= 2 * SURELY_ALIKE


def _may_agree(claim: Figure, passage: Figure, language: str) -> bool:
    """Whether enough is the same for the word *agrees*: the noun, or half of what each side says; see SURELY_ALIKE.

    A wrong *agrees* costs a reviewer more than silence: "rice costs 60 pesos", "rice is bought for the reserve at 60".
    """
    if not (claim.said and passage.said):
        return True
    if _likeness(claim.quantity, passage.quantity, language) in (Likeness.SAME, Likeness.SAME_BY_TERM):
        return True
    return min(_shares(claim, passage)) >= SURELY_ALIKE


def _shares_only_the_whole(claim: Figure, passage: Figure, language: str) -> bool:
    """Whether two sentences have nothing in common but what they tell a share of: "of GDP"."""
    whole = _stems(claim.quantity.noun or "", language)
    left, right = claim.said - whole, passage.said - whole
    return bool(whole and left and right) and not left & right


def _is_told_alike(claim: Figure, passage: Figure, *, within: int) -> bool:
    """Whether one term of the glossary stands this near to both."""
    shared = claim.terms.keys() & passage.terms.keys()
    return any(max(claim.terms[name], passage.terms[name]) < within for name in shared)


def _has_all_qualifiers(claim: Figure, passage: Figure, language: str) -> bool:
    """Whether what narrows one noun is said elsewhere on the other side: "stranded whales", "whales were stranded"."""
    left, right = (_stems(one.quantity.noun or "", language) for one in (claim, passage))
    return bool(claim.said) and left - right <= passage.said and right - left <= claim.said


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
        return {Fit.AGREES: AGREES, Fit.OPEN: NOT_COMPARABLE, Fit.RULED_OUT: CONTRADICTS}[fit]
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
    return len(digits_of(quantity.value).replace(".", "").strip("0")) >= TELLING_DIGITS


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
