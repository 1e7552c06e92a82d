"""Whether two figures speak of the same period and place, and were made in the same way."""

from collections.abc import Sequence
from enum import StrEnum

from claims.text.dates import DateMention
from claims.text.figure_surroundings import Figure

# A month within a year: the shorter period is another one once it is this much shorter.
MUCH_SHORTER = 0.75


class Scope(StrEnum):
    """How the scope of two figures stands to one another; the words are for people."""

    SAME = "the same"
    UNSAID = "only one of them says which period or place it means"
    OTHER_PERIOD = "they speak of different periods"
    OTHER_PLACE = "they speak of different places"
    OTHER_LIMITS = "one of them is limited in a way the other is not"
    OTHER_MAKING = "they were made in different ways"


def compare_scopes(claim: Figure, passage: Figure) -> tuple[Scope, ...]:
    """Everything in which the scopes differ; empty where nothing does, or where neither says any."""
    found = (
        _limits(claim, passage),
        _places(claim.places, passage.places),
        _periods(claim.dates, passage.dates),
        Scope.OTHER_MAKING if claim.making != passage.making else Scope.SAME,
    )
    return tuple(scope for scope in dict.fromkeys(found) if scope is not Scope.SAME)


def _limits(claim: Figure, passage: Figure) -> Scope:
    return Scope.OTHER_LIMITS if claim.limits != passage.limits else Scope.SAME


def _places(claim: frozenset[str], passage: frozenset[str]) -> Scope:
    if not claim or not passage:
        return Scope.SAME if claim == passage else Scope.UNSAID
    return Scope.SAME if claim & passage else Scope.OTHER_PLACE


def _periods(claim: Sequence[DateMention], passage: Sequence[DateMention]) -> Scope:
    if not claim or not passage:
        return Scope.UNSAID if claim or passage else Scope.SAME
    pairs = [_period(own, other) for own in claim for other in passage]
    return min(pairs, key=(Scope.SAME, Scope.UNSAID, Scope.OTHER_PERIOD).index)


def _period(own: DateMention, other: DateMention) -> Scope:
    if own.start_date is None or own.end_date is None or other.start_date is None or other.end_date is None:
        return _undated(own.raw.casefold(), other.raw.casefold())
    if own.start_date > other.end_date or other.start_date > own.end_date:
        return Scope.OTHER_PERIOD
    days = sorted((one.end_date - one.start_date).days + 1 for one in (own, other) if one.start_date and one.end_date)
    return Scope.UNSAID if days[0] < MUCH_SHORTER * days[1] else Scope.SAME


def _undated(own: str, other: str) -> Scope:
    """Periods that hang on a day nobody told: "May" and "May 2023" may be one, "May" and "June" are not."""
    if own == other:
        return Scope.SAME
    return Scope.UNSAID if set(own.split()) & set(other.split()) else Scope.OTHER_PERIOD
