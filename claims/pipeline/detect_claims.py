"""Snapshot → suggested Claims, each with the place where it stands in the text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import transaction

from claims.domain.audit import Machine
from claims.domain.claim import suggest_claims
from claims.enums import Quality
from claims.errors import ExtractionError
from claims.models import Article, Claim, Snapshot
from claims.pipeline.ask_language_model import SecondReading, ask_language_model
from claims.text.detection import Detection, Ranker, Reading, detect, detect_at
from claims.text.ranker import load_ranker
from claims.text.segments import Span
from claims.text.weights import WeightsMissing

READABLE = frozenset({Quality.ARTICLE, Quality.SHORT, Quality.TRUNCATED})
KNOWN = "In claims that were proposed already: {}."
UNRANKED = "The trained ranker could not be loaded, so the order follows rules alone. {why}"


def detect_claims(article: Article, snapshot: Snapshot) -> list[Claim]:
    """The claims proposed in the snapshot, best first; raises NotYet while a language model reads another article."""
    if snapshot.quality not in READABLE:
        label = Quality(snapshot.quality).label.lower()
        raise ExtractionError(
            f"This is not an article but: {label} ({snapshot.quality_reason}).", code=snapshot.quality
        )
    # First, for it may have to wait for its turn: then nothing was read in vain.
    second = ask_language_model(article, snapshot)
    ranker, note = _ranker()
    reading = Reading(snapshot.language or "", _published_on(snapshot), ranker, article.desk.worthiness_points)
    found = detect(snapshot.text, reading, renew=article.renew_lease)
    second = _news(second, found)
    found = _joined(found, second, snapshot.text, reading)
    found = replace(found, note=" ".join(filter(None, (found.note, note, second.note))))
    with transaction.atomic():
        article.hold_lease()
        return suggest_claims(article, by=Machine(*reading.engine), detection=found)


def _ranker() -> tuple[Ranker | None, str]:
    """The trained ranker, or nothing and why."""
    try:
        return load_ranker(), ""
    except WeightsMissing as error:
        return None, UNRANKED.format(why=error)


def _news(second: SecondReading, found: Detection) -> SecondReading:
    """What the second reader proposed where the first proposed nothing; the note says how many were no news."""
    taken = _Stretches((claim.start, claim.end) for claim in found.claims)
    quotes = tuple(quote for quote in second.quotes if not taken.overlap(quote.start, quote.end))
    known = len(second.quotes) - len(quotes)
    return replace(second, quotes=quotes, note=f"{second.note} {KNOWN.format(known)}" if known else second.note)


def _joined(found: Detection, second: SecondReading, text: str, reading: Reading) -> Detection:
    """Add what the second reader proposed; it is left out no longer."""
    spans = [Span(quote.start, quote.end) for quote in second.quotes]
    claims = detect_at(text, spans, reading, engine=second.engine)
    added = [
        replace(claim, reasons=(quote.reason, *claim.reasons))
        for claim, quote in zip(claims, second.quotes, strict=True)
    ]
    proposed = _Stretches((span.start, span.end) for span in spans)
    left_out = tuple(left for left in found.left_out if not proposed.overlap(left.start, left.end))
    ranked = sorted((*found.claims, *added), key=lambda claim: (-claim.score, claim.start))
    return Detection(tuple(ranked), left_out, found.note)


class _Stretches:
    """Stretches of a text, none over another, asked one by one: a book has thousands."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        self._places = sorted(places)

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with this stretch."""
        after = bisect_right(self._places, start, key=lambda place: place[1])
        return after < len(self._places) and self._places[after][0] < end


def _published_on(snapshot: Snapshot) -> date | None:
    try:
        return date.fromisoformat(snapshot.published_on)
    except ValueError:
        return None
