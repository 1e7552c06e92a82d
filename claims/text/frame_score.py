"""How well frames that were read agree with frames that people wrote down, field by field.

A marked frame holds words, not offsets: a figure that was read stands in the right place when it overlaps any place
where the marked words stand. Each marked value answers for one that was read, and the other way round.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from claims.text.dates import DateMention
from claims.text.frame import ClaimFrame
from claims.text.negation import NegationCue
from claims.text.quantities import Quantity
from claims.text.resampling import Chosen, bootstrap_interval

FIELDS = (
    "quantities",
    "quantities_value",
    "dates",
    "negations",
    "places",
    "claimant",
    "attribution",
    "kind",
)
VALUE_TOLERANCE = 1e-4  # relative
# "one in six" is marked as 0.1667: fractions are written down with four decimals.
_SHARE_TOLERANCE = 0.5001e-4
Marked = TypeVar("Marked")
Found = TypeVar("Found")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedQuantity:
    """A figure as people wrote it down."""

    raw: str
    value: float
    high: float | None
    unit: str | None
    noun: str | None
    comparator: str
    change: str | None


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """A date as people wrote it down; without days where it hangs on a day that is not known."""

    raw: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class MarkedFrame:
    """One sentence's frame as people wrote it down; negations are (cue, kind), attribution (who, cue)."""

    kind: str
    quantities: tuple[MarkedQuantity, ...]
    dates: tuple[MarkedDate, ...]
    negations: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    claimant: str | None
    attribution: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Found as marked, found and not marked, marked and not found."""

    right: int
    extra: int
    missed: int


@dataclass(frozen=True, slots=True)
class FieldScore:
    """One field over a set of sentences, from 0 to 1; ``units`` is how many values people marked.

    Where nothing was marked and nothing was found there was nothing to get wrong: all is 1.
    """

    f1: float
    precision: float
    recall: float
    units: int
    f1_interval: tuple[float, float]


def tally_frame(text: str, found: ClaimFrame, marked: MarkedFrame) -> dict[str, Tally]:
    """Compare one sentence's frame with the marked one, in every field of ``FIELDS``."""
    places = [entity.text for entity in found.entities if entity.label == "PLACE"]
    links = [(link.who, link.cue) for link in found.attribution]
    return {
        "quantities": _tally(marked.quantities, found.quantities, _same_quantity(text)),
        "quantities_value": _tally(marked.quantities, found.quantities, _is_same_amount),
        "dates": _tally(marked.dates, found.dates, _same_date(text)),
        "negations": _tally(marked.negations, found.negations, _same_negation(text)),
        "places": _tally(marked.places, places, _is_same_name),
        "claimant": _tally(_one_or_none(marked.claimant), _one_or_none(found.claimant), _is_same_name),
        "attribution": _tally(marked.attribution, links, _is_same_link),
        "kind": _tally([marked.kind], [found.kind], lambda one, other: one == other),
    }


def score_frames(tallies: Sequence[dict[str, Tally]]) -> dict[str, FieldScore]:
    """Sum the tallies of a set of sentences, field by field; the intervals draw sentences."""
    return {field: _field_score([tally[field] for tally in tallies]) for field in FIELDS}


def _field_score(tallies: Sequence[Tally]) -> FieldScore:
    counts = np.array([(tally.right, tally.extra, tally.missed) for tally in tallies]).reshape(-1, 3)

    def f1_of(chosen: Chosen) -> float:
        return _f1(*counts[chosen].sum(axis=0))

    right, extra, missed = (int(count) for count in counts.sum(axis=0))
    return FieldScore(
        f1=_f1(right, extra, missed),
        precision=_share(right, right + extra, rest=missed),
        recall=_share(right, right + missed, rest=extra),
        units=right + missed,
        f1_interval=bootstrap_interval(len(counts), f1_of),
    )


def _f1(right: int, extra: int, missed: int) -> float:
    return _share(2 * right, 2 * right + extra + missed, rest=0)


def _share(part: int, whole: int, *, rest: int) -> float:
    """A part of the whole; of nothing it is 1 where there was nothing else to get wrong, else 0."""
    return float(part / whole) if whole else float(not rest)


# --- what counts as the same ----------------------------------------------------------------------------------------


def _tally(marked: Sequence[Marked], found: Sequence[Found], is_same: Callable[[Marked, Found], bool]) -> Tally:
    """Pair each marked value with the first one found that is the same and not yet taken."""
    free = list(found)
    for value in marked:
        partner = next((place for place, other in enumerate(free) if is_same(value, other)), None)
        if partner is not None:
            del free[partner]
    right = len(found) - len(free)
    return Tally(right, len(free), len(marked) - right)


def _same_quantity(text: str) -> Callable[[MarkedQuantity, Quantity], bool]:
    def is_same(marked: MarkedQuantity, found: Quantity) -> bool:
        return (
            _is_same_amount(marked, found)
            and _is_close(marked.high, found.high, unit=marked.unit)
            and (marked.comparator, marked.change) == (found.comparator, found.change)
            and (marked.noun or "").casefold() == (found.noun or "").casefold()
            and _overlaps(text, marked.raw, start=found.start, end=found.end)
        )

    return is_same


def _same_date(text: str) -> Callable[[MarkedDate, DateMention], bool]:
    def is_same(marked: MarkedDate, found: DateMention) -> bool:
        is_same_period = (marked.start, marked.end) == (found.start_date, found.end_date)
        return is_same_period and _overlaps(text, marked.raw, start=found.start, end=found.end)

    return is_same


def _same_negation(text: str) -> Callable[[tuple[str, str], NegationCue], bool]:
    def is_same(marked: tuple[str, str], found: NegationCue) -> bool:
        cue, kind = marked
        return kind == found.kind and _overlaps(text, cue, start=found.start, end=found.end)

    return is_same


def _is_same_amount(marked: MarkedQuantity, found: Quantity) -> bool:
    return marked.unit == found.unit and _is_close(marked.value, found.value, unit=marked.unit)


def _is_close(marked: float | None, found: float | None, *, unit: str | None) -> bool:
    if marked is None or found is None:
        return marked is found
    rounding = _SHARE_TOLERANCE if unit == "share" else 0.0
    return math.isclose(marked, found, rel_tol=VALUE_TOLERANCE, abs_tol=rounding)


def _is_same_link(marked: tuple[str, str], found: tuple[str, str]) -> bool:
    return _is_same_name(marked[0], found[0]) and marked[1].casefold() == found[1].casefold()


def _is_same_name(marked: str, found: str) -> bool:
    return _bare_name(marked) == _bare_name(found)


def _bare_name(name: str) -> str:
    """A name without its leading article, in one case and with single spaces."""
    return " ".join(_ARTICLE.sub("", name.strip(), count=1).casefold().split())


def _one_or_none(name: str | None) -> list[str]:
    return [] if name is None else [name]


def _overlaps(text: str, words: str, *, start: int, end: int) -> bool:
    return any(place < end and start < place + len(words) for place in _places_of(words, text))


def _places_of(words: str, text: str) -> Iterator[int]:
    """Where the words stand whole; if nowhere, then where they stand inside others ("n't" in "didn't")."""
    before, after = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    whole = [match.start() for match in re.finditer(before + re.escape(words) + after, text)]
    yield from whole or [match.start() for match in re.finditer(re.escape(words), text)]
