"""What was read in a claim, as facts in words that lead to where they stand in its quote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.models import Appearance, Claim
from claims.web.words import CHANGES, COMPARATORS, ENTITY_LABELS, NEGATIONS, UNITS_BEFORE_NUMBER, number_words

NOBODY = "somebody who is not named"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article; `anchor` leads to them when they stand in the quote."""

    text: str
    start: int
    end: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing read in the claim, with the words that say it, in their order."""

    label: str
    value: str
    words: tuple[Words, ...] = ()

    @property
    def is_verbatim(self) -> bool:
        """Whether the value is nothing but its words."""
        return [words.text for words in self.words] == [self.value]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of who says so."""

    who: Fact
    cue: Fact
    is_belief: bool


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Everything in the claim's frame."""

    facts: tuple[Fact, ...]
    chain: tuple[ChainLink, ...]
    claimant: Fact | None

    @property
    def in_quote(self) -> list[Words]:
        """Every stretch of the quote that something leads to, once."""
        links = [fact for link in self.chain for fact in (link.who, link.cue)]
        words = {one.anchor: one for fact in (*self.facts, *links) for one in fact.words if one.anchor}
        return list(words.values())


@dataclass(frozen=True, slots=True)
class Place:
    """The article's text, and where the quote stands in it."""

    text: str = ""
    start: int = 0
    end: int = 0

    def words(self, *spans: Sequence[int] | None) -> tuple[Words, ...]:
        """The words at these offsets, in their order; what is missing or empty is left away."""
        wanted = sorted({(span[0], span[1]) for span in spans if span})
        return tuple(self._words(start, end) for start, end in wanted if self.text[start:end])

    def _words(self, start: int, end: int) -> Words:
        is_inside = self.start <= start and end <= self.end
        return Words(self.text[start:end], start, end, f"words-{start}-{end}" if is_inside else "")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The stored frame; rows of earlier versions lack some of the spans."""

    frame: Mapping[str, Any]
    place: Place

    def facts(self) -> Iterator[Fact]:
        for quantity in self.frame.get("quantities", []):
            beside = quantity.get("comparator_span"), quantity.get("noun_span")
            yield self._fact("Quantity", quantity_words(quantity), quantity, *beside)
        for period in self.frame.get("dates", []):
            yield self._fact("Period", period_words(period), period)
        for entity in self.frame.get("entities", []):
            yield self._fact(ENTITY_LABELS.get(entity["label"], "Name"), entity["text"], entity)
        for cue in self.frame.get("negations", []):
            yield self._fact(NEGATIONS.get(cue["kind"], "Negation"), cue["cue"], cue)

    def chain(self) -> Iterator[ChainLink]:
        for link in self.frame.get("attribution", []):
            # Without spans of its own a link shows the whole stretch from the first to the last of its words.
            who_span = link.get("who_span") or (None if link.get("cue_span") else (link["start"], link["end"]))
            who = Fact("", link["who"] or NOBODY, self.place.words(who_span))
            cue = Fact("", link["cue"], self.place.words(link.get("cue_span")))
            yield ChainLink(who, cue, is_belief=link.get("kind") == "belief")

    def _fact(self, label: str, value: str, part: Mapping[str, Any], *beside: Sequence[int] | None) -> Fact:
        return Fact(label, value, self.place.words((part["start"], part["end"]), *beside))


def facts_of(claim: Claim, appearance: Appearance | None) -> ClaimFacts:
    """What the frame holds, each with the words of the article that say it."""
    place = Place(appearance.snapshot.text, appearance.start, appearance.end) if appearance else Place()
    frame = _Frame(claim.frame, place)
    chain = tuple(frame.chain())
    speakers = [link.who for link in chain if link.who.value == claim.claimant]
    claimant = Fact("", claim.claimant) if claim.claimant else None
    return ClaimFacts((Fact("Kind", claim.get_kind_display()), *frame.facts()), chain, next(iter(speakers), claimant))


def quantity_words(quantity: Mapping[str, Any]) -> str:
    """A quantity in words: `about 164 signatories`, `10–20 km`, `rank 3 exporter`, `5 percent, a rise`."""
    high = quantity.get("high")
    figure = number_words(quantity["value"]) + (f"–{number_words(high)}" if high is not None else "")
    unit = (quantity.get("unit") or "").replace("_", " ")
    measured = f"{unit} {figure}" if unit in UNITS_BEFORE_NUMBER else f"{figure} {unit}"
    words = COMPARATORS.get(quantity["comparator"], "") + f"{measured.strip()} {quantity.get('noun') or ''}".strip()
    change = CHANGES.get(quantity.get("change") or "")
    return f"{words}, {change}" if change else words


def period_words(period: Mapping[str, Any]) -> str:
    """A period by its first and last day; said to be unknown when it hangs on a day we do not know."""
    first, last = period.get("start_date"), period.get("end_date")
    if not first or not last:
        return "cannot be placed without the day of publication"
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"
