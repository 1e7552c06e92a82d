"""One outcome for a claim and a passage: what the passage's figures say of the claim's.

The comparisons of single figures are in `figures`; here the most telling of them speaks for the pair. What the outcomes
mean, with examples, is written beside the pairs they are measured on: `tests/evals/figures/README.md`.
"""

from dataclasses import dataclass

from claims.text.dates import DateMention, find_dates
from claims.text.entities import find_entities
from claims.text.figure_surroundings import Figure, Surroundings
from claims.text.figures import (
    AGREES,
    CONTRADICTS,
    NOT_COMPARABLE,
    SAME_NUMBER,
    SAME_THING,
    FigureNote,
    compare_figures,
    counted_thing,
)
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.wanted import Wanted

# One figure ruled out outweighs another that agrees; an agreement outweighs what is said of other things.
TELLING_FIRST = (CONTRADICTS, AGREES, SAME_NUMBER, SAME_THING, NOT_COMPARABLE)
OUTCOMES = (AGREES, CONTRADICTS, SAME_NUMBER, SAME_THING, NOT_COMPARABLE)
NOTHING_SPEAKS = "No figure of the passage speaks to one of the claim."


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """The outcome of a pair, a constant of `figures`; one line of why; every comparison that was worth a note."""

    outcome: str
    explanation: str
    notes: tuple[FigureNote, ...]


def check_figures(wanted: Wanted, text: str, span: Span) -> FigureCheck:
    """Hold every figure of a claim against every figure of a passage."""
    dates = find_dates(text, span, language=wanted.language)
    notes = compare_figures(
        wanted.figures, counted_figures(text, span, dates=dates, language=wanted.language), language=wanted.language
    )
    first = min(notes, key=lambda note: TELLING_FIRST.index(note.outcome), default=None)
    if first is None:
        return FigureCheck(NOT_COMPARABLE, NOTHING_SPEAKS, ())
    return FigureCheck(first.outcome, first.explanation, notes)


def counted_figures(text: str, span: Span, *, dates: tuple[DateMention, ...], language: str) -> list[Figure]:
    """The figures of a passage, each with the verb that says what it counts and what stands around it."""
    found = find_quantities(text, span, language=language, dates=dates)
    counted = [counted_thing(text, quantity, span, language=language) for quantity in found]
    if not counted:
        return []
    places = [entity.text for entity in find_entities(text, span, language=language) if entity.label == "PLACE"]
    surroundings = Surroundings(text, span, counted, dates=dates, places=places, language=language)
    return [surroundings.figure(quantity) for quantity in counted]
