"""What a passage seems to say of a claim: a suggestion with its reason, or silence.

Only the figure check speaks here. A wrong word costs a reviewer more than no word, so a claim that is negated, or one
that says more than its figure, is never called supported or refuted by a number alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.text.dates import DateMention
from claims.text.figures import AGREES, CONTRADICTS, SAME_NUMBER, SAME_THING, FigureNote
from claims.text.frame import ClaimFrame
from claims.text.ranking import RankedPassage

ENGINE = "figures"
ENGINE_VERSION = "2"

SUPPORTS = "supports"
REFUTES = "refutes"
DISPUTES_PART = "disputes_part"
CONTEXT = "context"

_SAME_TIME, _OTHER_TIME, _UNKNOWN_TIME = "same time", "other time", "unknown time"


@dataclass(frozen=True, slots=True)
class SuggestedStance:
    """A stance of the glossary (supports, refutes, disputes_part, context) and one line of why."""

    stance: str
    reason: str


def suggest_stance(
    frame: ClaimFrame, passage: RankedPassage, *, passage_dates: Sequence[DateMention] = ()
) -> SuggestedStance | None:
    """What the passage's figures say of the claim, or None when they do not say enough.

    ``passage_dates`` are the dates of the passage: figures of another time are context, not a dispute.
    """
    when = _compare_times(frame.dates, passage_dates)
    notes = {note.outcome: note for note in reversed(passage.figure_notes)}
    for outcome in (CONTRADICTS, SAME_NUMBER, SAME_THING, AGREES):
        if outcome in notes:
            return _suggestion(frame, passage.figure_notes, notes[outcome], when=when)
    return None


def _suggestion(
    frame: ClaimFrame, notes: Sequence[FigureNote], note: FigureNote, *, when: str
) -> SuggestedStance | None:
    if note.outcome == AGREES:
        return _support(frame, notes, note, when=when)
    if frame.negated:
        return SuggestedStance(CONTEXT, f"{note.explanation} The claim is negated, so read both.")
    if note.outcome == SAME_NUMBER:
        return SuggestedStance(DISPUTES_PART, note.explanation)
    if when == _OTHER_TIME:
        return SuggestedStance(CONTEXT, f"{note.explanation} The passage speaks of another time.")
    if note.outcome == CONTRADICTS and when == _SAME_TIME:
        return SuggestedStance(DISPUTES_PART, f"{note.explanation} Both speak of the same time.")
    return SuggestedStance(CONTEXT, f"{note.explanation} It is not certain that both speak of the same time.")


def _support(frame: ClaimFrame, notes: Sequence[FigureNote], note: FigureNote, *, when: str) -> SuggestedStance | None:
    """Support needs every figure of a claim that is about its figures, none of another time, and no negation."""
    agreed = {other.claim_raw for other in notes if other.outcome == AGREES}
    is_whole = agreed == {quantity.raw for quantity in frame.quantities}
    if frame.negated or frame.kind != "quantity" or not is_whole or when == _OTHER_TIME:
        return None
    return SuggestedStance(SUPPORTS, note.explanation)


def _compare_times(claim: Sequence[DateMention], passage: Sequence[DateMention]) -> str:
    own, other = _periods(claim), _periods(passage)
    if not own or not other:
        return _UNKNOWN_TIME
    is_shared = any(start <= other_end and other_start <= end for start, end in own for other_start, other_end in other)
    return _SAME_TIME if is_shared else _OTHER_TIME


def _periods(mentions: Sequence[DateMention]) -> list[tuple[date, date]]:
    return [(mention.start_date, mention.end_date) for mention in mentions if mention.start_date and mention.end_date]
