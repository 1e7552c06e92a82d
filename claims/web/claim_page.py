"""What the claim page shows: the frame as facts, where the claim stands, and the evidence beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.forms import Form
from django.shortcuts import get_object_or_404

from claims.enums import ClaimStatus, DismissReason
from claims.models import Appearance, Claim
from claims.web.evidence_column import read_evidence_column
from claims.web.marks import Excerpt, Mark, Segment, excerpt_of, segments_of
from claims.web.panel_state import PanelState, problems_of
from claims.web.timeline import timeline_of
from claims.web.words import COMPARATORS, ENTITY_LABELS, band_of, number_words

# About three lines of the article on each side of the claim.
ARTICLE_CHARACTERS = 280


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing read in the claim, with the words it came from and their offsets."""

    label: str
    value: str
    words: str
    start: int
    end: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The claim column and what stands around it."""

    claim: Claim
    band: str
    quote: tuple[Segment, ...]
    facts: tuple[Fact, ...]
    chain: tuple[Mapping[str, Any], ...]
    context: Excerpt | None
    number: int
    siblings: tuple[str, ...]

    @property
    def previous(self) -> str:
        """The public id of the claim before this one in the article, or nothing."""
        return self.siblings[self.number - 2] if self.number > 1 else ""

    @property
    def following(self) -> str:
        """The public id of the claim after this one in the article, or nothing."""
        return self.siblings[self.number] if self.number < len(self.siblings) else ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision column: where the claim stands and what this person may do."""

    claim: Claim
    acts: frozenset[str]
    form: Form | None = None
    reasons: Sequence[tuple[str, str]] = field(default=tuple(DismissReason.choices))

    @property
    def may_accept(self) -> bool:
        """Whether the accept button is drawn."""
        return "accept_claim" in self.acts and self.claim.status != ClaimStatus.ACCEPTED

    @property
    def may_dismiss(self) -> bool:
        """Whether the dismiss form is drawn."""
        return "dismiss_claim" in self.acts and self.claim.status != ClaimStatus.DISMISSED

    @property
    def reason_typed(self) -> str:
        """The reason chosen in a form that could not be saved."""
        return str(self.form.data.get("reason", "")) if self.form else ""

    @property
    def note_typed(self) -> str:
        """The note typed into a form that could not be saved."""
        return str(self.form.data.get("note", "")) if self.form else ""

    @property
    def problems(self) -> list[str]:
        """Why the form could not be saved."""
        return problems_of(self.form)


def visible_claim(user: Any, public_id: str) -> Claim:
    """A claim of the person's desks; Http404 when there is none of this name."""
    visible = Claim.objects.visible_to(user).select_related("article__snapshot__page", "desk", "decided_by")
    return get_object_or_404(visible, public_id=public_id)


def read_claim_page(claim: Claim) -> ClaimPage:
    """The claim with its place in the article and what was read in it."""
    place = claim.appearances.select_related("snapshot").first()
    facts = tuple(_anchored(facts_of(claim, place.snapshot.text if place else "")))
    siblings = tuple(claim.article.claims.order_by("rank", "pk").values_list("public_id", flat=True))
    return ClaimPage(
        claim=claim,
        band=band_of(claim.score),
        quote=_quote(claim, place, facts),
        facts=facts,
        chain=tuple(claim.frame.get("attribution", [])),
        context=excerpt_of(place.snapshot.text, place.start, place.end, around=ARTICLE_CHARACTERS) if place else None,
        number=siblings.index(claim.public_id) + 1,
        siblings=siblings,
    )


def _quote(claim: Claim, place: Appearance | None, facts: Iterable[Fact]) -> tuple[Segment, ...]:
    if place is None:
        return (Segment(claim.quote),)
    marks = [Mark(fact.start, fact.end, fact.anchor) for fact in facts if fact.anchor]
    return tuple(segments_of(place.snapshot.text, marks, place.start, place.end))


def _anchored(facts: Iterable[Fact]) -> Iterator[Fact]:
    for number, fact in enumerate(facts, start=1):
        anchor = f"words-{number}" if fact.end > fact.start else ""
        yield Fact(fact.label, fact.value, fact.words, fact.start, fact.end, anchor)


def facts_of(claim: Claim, text: str) -> Iterator[Fact]:
    """What the frame holds, label by label, each with the words of the article it came from."""
    yield Fact("Kind", claim.get_kind_display(), "", 0, 0)
    frame = claim.frame
    for quantity in frame.get("quantities", []):
        yield _fact("Quantity", quantity_words(quantity), text, quantity)
    for period in frame.get("dates", []):
        yield _fact("Period", period_words(period), text, period)
    for entity in frame.get("entities", []):
        yield _fact(ENTITY_LABELS.get(entity["label"], "Name"), entity["text"], text, entity)
    for cue in frame.get("negations", []):
        label = "Exception" if cue["kind"] == "exception" else "Negation"
        yield _fact(label, cue["cue"], text, cue)


def _fact(label: str, value: str, text: str, part: Mapping[str, Any]) -> Fact:
    return Fact(label, value, text[part["start"] : part["end"]], part["start"], part["end"])


def quantity_words(quantity: Mapping[str, Any]) -> str:
    """A quantity in words: `about 164 signatories`, `10–20 km`."""
    high = quantity.get("high")
    figure = number_words(quantity["value"]) + (f"–{number_words(high)}" if high is not None else "")
    parts = [figure, (quantity.get("unit") or "").replace("_", " "), quantity.get("noun") or ""]
    return COMPARATORS.get(quantity["comparator"], "") + " ".join(part for part in parts if part)


def period_words(period: Mapping[str, Any]) -> str:
    """A period by its first and last day; said to be unknown when it hangs on a day we do not know."""
    first, last = period.get("start_date"), period.get("end_date")
    if not first or not last:
        return "cannot be placed without the day of publication"
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


def claim_context(
    claim: Claim, user: User, *, form: Form | None = None, state: PanelState | None = None
) -> dict[str, Any]:
    """Everything on the claim page; `form` is one about the claim that could not be saved."""
    return {"page": read_claim_page(claim), **acted_context(claim, user, form=form, state=state)}


def acted_context(
    claim: Claim, user: User, *, form: Form | None = None, state: PanelState | None = None
) -> dict[str, Any]:
    """What may look different after an act: evidence, decision and timeline."""
    column = read_evidence_column(claim, user, state=state)
    decision = Decision(claim=claim, acts=column.acts, form=form)
    return {"column": column, "decision": decision, "timeline": timeline_of(column, user)}
