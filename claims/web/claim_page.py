"""What the claim page shows: the frame as facts, where the claim stands, and the evidence beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.forms import Form
from django.shortcuts import get_object_or_404

from claims.enums import ClaimStatus, DismissReason
from claims.models import Appearance, Claim
from claims.web.claim_facts import ClaimFacts, Words, facts_of
from claims.web.evidence_column import read_evidence_column
from claims.web.marks import Excerpt, Mark, Segment, excerpt_of, nested, segments_of
from claims.web.panel_state import PanelState, problems_of
from claims.web.timeline import timeline_of
from claims.web.words import band_of

# About three lines of the article on each side of the claim.
ARTICLE_CHARACTERS = 280


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The claim column and what stands around it."""

    claim: Claim
    band: str
    quote: tuple[Segment, ...]
    read: ClaimFacts
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


@dataclass(frozen=True, slots=True)
class Wording:
    """How the claim reads standing alone, and the form in which a person words it."""

    claim: Claim
    may_edit: bool
    form: Form | None = None

    @property
    def typed(self) -> str:
        """What stands in the form: the words of one that could not be saved, else those of the claim."""
        return str(self.form.data.get("text", "")) if self.form else self.claim.text

    @property
    def problems(self) -> list[str]:
        """Why the wording could not be saved."""
        return problems_of(self.form)


def visible_claim(user: Any, public_id: str) -> Claim:
    """A claim of the person's desks; Http404 when there is none of this name."""
    visible = Claim.objects.visible_to(user).select_related(
        "article__snapshot__page", "desk", "decided_by", "edited_by"
    )
    return get_object_or_404(visible, public_id=public_id)


def read_claim_page(claim: Claim) -> ClaimPage:
    """The claim with its place in the article and what was read in it."""
    place = claim.appearances.select_related("snapshot").first()
    read = facts_of(claim, place)
    siblings = tuple(claim.article.claims.order_by("rank", "pk").values_list("public_id", flat=True))
    return ClaimPage(
        claim=claim,
        band=band_of(claim.score),
        quote=_quote(claim, place, read.in_quote),
        read=read,
        context=excerpt_of(place.snapshot.text, place.start, place.end, around=ARTICLE_CHARACTERS) if place else None,
        number=siblings.index(claim.public_id) + 1,
        siblings=siblings,
    )


def _quote(claim: Claim, place: Appearance | None, words: Iterable[Words]) -> tuple[Segment, ...]:
    if place is None:
        return (Segment(claim.quote),)
    marks = nested(Mark(one.start, one.end, one.anchor) for one in words)
    return tuple(segments_of(place.snapshot.text, marks, place.start, place.end))


def claim_context(
    claim: Claim,
    user: User,
    *,
    form: Form | None = None,
    wording: Form | None = None,
    state: PanelState | None = None,
) -> dict[str, Any]:
    """Everything on the claim page; `form` decides on the claim, `wording` words it: those that could not be saved."""
    acted = acted_context(claim, user, form=form, state=state)
    may_edit = "edit_claim" in acted["column"].acts
    return {"page": read_claim_page(claim), "wording": Wording(claim, may_edit, wording), **acted}


def acted_context(
    claim: Claim, user: User, *, form: Form | None = None, state: PanelState | None = None
) -> dict[str, Any]:
    """What may look different after an act: evidence, decision and timeline."""
    column = read_evidence_column(claim, user, state=state)
    decision = Decision(claim=claim, acts=column.acts, form=form)
    return {"column": column, "decision": decision, "timeline": timeline_of(column, user)}
