"""What the claim page shows: the frame as facts, evidence as cards, searches and pages with their answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.forms import Form

from claims.domain.permissions import acts_of
from claims.domain.queue import Gathering, gathering_of, passages_in_context
from claims.enums import CandidateStatus, ClaimStatus, DismissReason, EvidenceStatus, JobState
from claims.models import Appearance, AuditEvent, CandidateSource, Claim, Evidence, SearchJob
from claims.web.marks import Excerpt, Mark, Segment, excerpt_of, segments_of
from claims.web.words import (
    COMPARATORS,
    ENTITY_LABELS,
    FIGURE_OUTCOMES,
    OUTCOMES,
    STANCE_BY_VALUE,
    STANCES,
    StanceChoice,
    band_of,
    number_words,
)

# About three lines of the article on each side of the claim.
ARTICLE_CHARACTERS = 280
EVENTS_SHOWN = 60


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
class FigureLine:
    """One line of the figure check."""

    outcome: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as it is shown, with the forms of what may be done with it."""

    evidence: Evidence
    acts: frozenset[str]
    form: Form | None = None

    @property
    def before(self) -> str:
        """The words before the passage, in its own paragraph."""
        return str(getattr(self.evidence, "before", "")).rsplit("\n", 1)[-1]

    @property
    def after(self) -> str:
        """The words after the passage, in its own paragraph."""
        return str(getattr(self.evidence, "after", "")).split("\n", 1)[0]

    @property
    def stance(self) -> StanceChoice | None:
        """The stance that a person confirmed, else the one that the machine suggests."""
        return STANCE_BY_VALUE.get(self.evidence.stance or self.evidence.suggested_stance)

    @property
    def is_confirmed(self) -> bool:
        """Whether a person stands for the stance."""
        return self.evidence.status == EvidenceStatus.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        """Whether a person said that the passage does not bear on the claim."""
        return self.evidence.status == EvidenceStatus.REJECTED

    @property
    def can_confirm(self) -> bool:
        """Whether this person may set the stance."""
        return "confirm_stance" in self.acts

    @property
    def can_reject(self) -> bool:
        """Whether this person may say that the passage does not bear on the claim."""
        return "reject_evidence" in self.acts and not self.is_rejected

    @property
    def choices(self) -> tuple[StanceChoice, ...]:
        """The four stances."""
        return STANCES

    @property
    def figures(self) -> list[FigureLine]:
        """What the figure check says, in words, unless the stance's reason says it already."""
        return [
            FigureLine(FIGURE_OUTCOMES.get(note["outcome"], note["outcome"]), note["explanation"])
            for note in self.evidence.figure_notes
            if note["explanation"] not in self.evidence.stance_reason
        ]

    @property
    def reason_typed(self) -> str:
        """The reason that was typed into a form that could not be saved."""
        return str(self.form.data.get("reason", "")) if self.form else ""

    @property
    def problems(self) -> list[str]:
        """Why the form could not be saved."""
        return problems_of(self.form)


@dataclass(frozen=True, slots=True)
class Search:
    """One question and what came of it, in words."""

    job: SearchJob
    may_retry: bool

    @property
    def answer(self) -> str:
        """Found, none found, could not look, or not answered yet: four different things."""
        words = OUTCOMES[self.job.outcome]
        return f"{words} {self.job.hits}" if self.job.hits else words

    @property
    def is_failed(self) -> bool:
        """Whether the machine gave up until a person retries it."""
        return self.job.job_state == JobState.FAILED

    @property
    def is_waiting(self) -> bool:
        """Whether it is tried again by itself."""
        return self.job.job_state == JobState.QUEUED and bool(self.job.job_error)


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """Everything in the middle column."""

    claim: Claim
    acts: frozenset[str]
    cards: tuple[Card, ...]
    gathering: Gathering
    searches: tuple[Search, ...]
    candidates: tuple[CandidateSource, ...]

    @property
    def may_retry(self) -> bool:
        """Whether this person may put failed work back in the queue."""
        return "retry_work" in self.acts

    @property
    def dropped(self) -> list[CandidateSource]:
        """Pages that cannot serve as a source, each with the reason."""
        return [page for page in self.candidates if page.status == CandidateStatus.DROPPED]

    @property
    def failed(self) -> list[CandidateSource]:
        """Pages that machines gave up on until a person retries them."""
        return [page for page in self.candidates if page.job_state == JobState.FAILED]

    @property
    def silent(self) -> list[CandidateSource]:
        """Pages read to the end in which nothing bears on the claim."""
        cited = {card.evidence.candidate_id for card in self.cards}
        read = (page for page in self.candidates if page.status == CandidateStatus.KEPT)
        return [page for page in read if page.job_state == JobState.DONE and page.pk not in cited]

    @property
    def standing(self) -> list[Card]:
        """Cards that nobody rejected."""
        return [card for card in self.cards if not card.is_rejected]

    @property
    def pages(self) -> int:
        """On how many pages the standing passages are."""
        return len({card.evidence.snapshot.page_id for card in self.standing})

    @property
    def confirmed(self) -> int:
        """How many stances a person confirmed."""
        return sum(card.is_confirmed for card in self.cards)

    def card_of(self, evidence: Evidence) -> Card:
        """The card of one passage."""
        return next(card for card in self.cards if card.evidence.pk == evidence.pk)

    def with_form(self, evidence: Evidence, form: Form | None) -> "EvidenceColumn":
        """The column with a form that could not be saved on the card of one passage."""
        card = replace(self.card_of(evidence), form=form)
        cards = tuple(card if other.evidence.pk == evidence.pk else other for other in self.cards)
        return replace(self, cards=cards)

    @property
    def could_not_look(self) -> list[Search]:
        """Searches that got no answer, to be said above the passages."""
        return [search for search in self.searches if search.job.outcome == "could_not_look"]


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


def problems_of(form: Form | None) -> list[str]:
    """Every error of a form, one sentence each."""
    if form is None:
        return []
    return [str(message) for messages in form.errors.values() for message in messages]


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


def read_evidence_column(claim: Claim, user: User) -> EvidenceColumn:
    """The passages, and what was done to find them."""
    acts = acts_of(user, claim.desk)
    prefetch_related_objects([claim], "search_jobs", "candidates")
    cards = [Card(evidence, acts) for evidence in passages_in_context(claim)]
    return EvidenceColumn(
        claim=claim,
        acts=acts,
        cards=tuple(sorted(cards, key=lambda card: card.is_rejected)),
        gathering=gathering_of(claim),
        searches=tuple(Search(job, "retry_work" in acts) for job in claim.search_jobs.all()),
        candidates=tuple(claim.candidates.all()),
    )


def timeline_of(column: EvidenceColumn, user: User) -> list[AuditEvent]:
    """What happened to the claim and to everything that hangs on it, newest first."""
    subjects = [column.claim.public_id]
    subjects += [card.evidence.public_id for card in column.cards]
    subjects += [search.job.public_id for search in column.searches]
    subjects += [page.public_id for page in column.candidates]
    events = AuditEvent.objects.visible_to(user).filter(subject_id__in=subjects)
    return list(events.order_by("-sequence")[:EVENTS_SHOWN])


def claim_context(claim: Claim, user: User, *, form: Form | None = None) -> dict[str, Any]:
    """Everything on the claim page; `form` is one about the claim that could not be saved."""
    return {"page": read_claim_page(claim), **acted_context(claim, user, form=form)}


def acted_context(claim: Claim, user: User, *, form: Form | None = None) -> dict[str, Any]:
    """What may look different after an act: evidence, decision and timeline."""
    column = read_evidence_column(claim, user)
    decision = Decision(claim=claim, acts=column.acts, form=form)
    return {"column": column, "decision": decision, "timeline": timeline_of(column, user)}
