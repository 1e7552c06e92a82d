"""The evidence of a claim as it is shown: passages as cards, grouped by origin, and what was done to find them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.functions import Length
from django.forms import Form
from django.urls import reverse

from claims.domain.origin import SourceCount, count_of
from claims.domain.permissions import acts_of
from claims.domain.queue import Gathering, gathering_of, passages_in_context
from claims.enums import EvidenceStatus, OriginVerdict
from claims.models import (
    CandidateSource,
    Claim,
    Evidence,
    OriginDecision,
    OriginGroup,
    Page,
    PriorReview,
    QuoteCheck,
    SearchJob,
)
from claims.pipeline.ask_provider import provider_facts
from claims.web.panel_state import PanelState, problems_of
from claims.web.search_panel import Search, SearchPanel, read_search_panel
from claims.web.source_panel import Finding, SourcePanel, findings_of, read_source_panel
from claims.web.words import (
    FIGURE_OUTCOMES,
    LATER_WORDS,
    STANCE_BY_VALUE,
    STANCES,
    StanceChoice,
    sources_words,
)

# Later copies of a page that a card tells of; all of them stand on the page of the copy.
LATER_COPIES = 3
# What a page of the web is never needed for here: long columns of the copies.
LONG_COLUMNS = ("text", "headers", "hops", "page_starts")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line of the figure check."""

    outcome: str
    explanation: str


@dataclass(frozen=True, slots=True)
class LaterCopy:
    """How the quoted words stand in a later copy of their page."""

    check: QuoteCheck

    @property
    def words(self) -> str:
        """Unchanged, matched after normalising, moved or gone."""
        return LATER_WORDS[self.check.anchor]

    @property
    def url(self) -> str:
        """Where the two copies are laid beside each other."""
        page = reverse("snapshot-difference", args=[self.check.evidence.snapshot.public_id])
        return f"{page}?{urlencode({'with': self.check.snapshot.public_id})}"


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as it is shown, with the forms of what may be done with it."""

    evidence: Evidence
    acts: frozenset[str]
    findings: tuple[Finding, ...] = ()
    source: CandidateSource | None = None
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
    def is_safe(self) -> bool:
        """Whether the stored copy that the words are pinned to is whole, as far as is known."""
        return self.evidence.snapshot.is_safe

    @property
    def can_confirm(self) -> bool:
        """Whether this person may set the stance: not on a copy that is damaged."""
        return self.is_safe and "confirm_stance" in self.acts

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
    def later(self) -> list[LaterCopy]:
        """The last seen of the later copies in which the words were looked for."""
        return [LaterCopy(check) for check in self.evidence.quote_checks.all()[:LATER_COPIES]]

    @property
    def reason_typed(self) -> str:
        """The reason that was typed into a form that could not be saved."""
        return str(self.form.data.get("reason", "")) if self.form else ""

    @property
    def problems(self) -> list[str]:
        """Why the form could not be saved."""
        return problems_of(self.form)


@dataclass(frozen=True, slots=True)
class SaidOfPages:
    """What a person said of the origin of pages, once for all the pairs that it was said of."""

    decision: OriginDecision
    pages: tuple[Page, ...]

    @property
    def is_same(self) -> bool:
        """Whether they were said to be one source."""
        return self.decision.verdict == OriginVerdict.SAME


@dataclass(frozen=True, slots=True)
class Origin:
    """The passages that count as one source; `number` is its place among the groups, `group` None before grouping."""

    group: OriginGroup | None
    number: int
    cards: tuple[Card, ...]
    said: tuple[SaidOfPages, ...] = ()

    @property
    def pages(self) -> list[Page]:
        """The pages of the passages, each once, the best first."""
        return list(dict.fromkeys(card.evidence.snapshot.page for card in self.cards))

    @property
    def titled_pages(self) -> list[Evidence]:
        """One passage of each page, to name the page by."""
        named = {card.evidence.snapshot.page_id: card.evidence for card in reversed(self.cards)}
        return [named[page.pk] for page in self.pages]

    @property
    def name(self) -> str:
        """What to call it in a list: its publishers."""
        names = dict.fromkeys(page.shown_publisher or "publisher not known" for page in self.pages)
        return ", ".join(list(names)[:3]) + (", …" if len(names) > 3 else "")


@dataclass(frozen=True, slots=True)
class EvidenceColumn:
    """Everything in the middle column."""

    claim: Claim
    acts: frozenset[str]
    cards: tuple[Card, ...]
    origins: tuple[Origin, ...]
    count: SourceCount
    gathering: Gathering
    searched: SearchPanel
    proposed: SourcePanel
    reviews: tuple[PriorReview, ...]
    state: PanelState = field(default_factory=PanelState)

    @property
    def headline(self) -> str:
        """`5 passages · 4 pages · 3 independent sources`."""
        return sources_words(self.count.passages, self.count.pages, self.count.sources)

    @property
    def rejected(self) -> list[Card]:
        """Cards that a person left out."""
        return [card for card in self.cards if card.is_rejected]

    @property
    def confirmed(self) -> int:
        """How many stances a person confirmed."""
        return sum(card.is_confirmed for card in self.cards)

    @property
    def unsafe(self) -> list[Card]:
        """Standing passages whose stored copy is damaged."""
        return [card for card in self.cards if not card.is_safe and not card.is_rejected]

    @property
    def may_decide_origins(self) -> bool:
        """Whether this person may split and merge sources."""
        return "decide_origin" in self.acts

    def card_of(self, evidence: Evidence) -> Card:
        """The card of one passage."""
        return next(card for card in self.cards if card.evidence.pk == evidence.pk)

    def with_form(self, evidence: Evidence, form: Form | None) -> "EvidenceColumn":
        """The column with a form that could not be saved on the card of one passage."""
        card = replace(self.card_of(evidence), form=form)
        origins = tuple(replace(origin, cards=_with_card(origin.cards, card)) for origin in self.origins)
        return replace(self, cards=_with_card(self.cards, card), origins=origins)


def _with_card(cards: Iterable[Card], card: Card) -> tuple[Card, ...]:
    return tuple(card if other.evidence.pk == card.evidence.pk else other for other in cards)


def read_evidence_column(claim: Claim, user: User, *, state: PanelState | None = None) -> EvidenceColumn:
    """The passages, and what was done to find them."""
    acts, state = acts_of(user, claim.desk), state or PanelState()
    prefetch_related_objects([claim], *_prefetched())
    searched = read_search_panel(claim, acts=acts, facts=provider_facts(), state=state)
    cards = _cards(claim, user=user, acts=acts, searches=searched.searches)
    cited = {card.evidence.snapshot_id for card in cards if not card.is_rejected}
    return EvidenceColumn(
        claim=claim,
        acts=acts,
        cards=cards,
        origins=tuple(origins_of(claim, cards)),
        count=count_of(claim),
        gathering=gathering_of(claim),
        searched=searched,
        proposed=read_source_panel(claim, acts=acts, searches=searched.searches, cited=cited),
        reviews=tuple(PriorReview.objects.filter(search_jobs__claim=claim).distinct().order_by("-review_date", "pk")),
        state=state,
    )


def _prefetched() -> tuple[Prefetch, ...]:
    searches = SearchJob.objects.with_answer().select_related("asked_by")
    pages = CandidateSource.objects.select_related("snapshot", "capture_job", "proposed_by")
    pages = pages.defer(*(f"snapshot__{column}" for column in LONG_COLUMNS), "capture_job__exchange")
    return (
        Prefetch("search_jobs", searches.prefetch_related("hit_rows", "prior_reviews")),
        Prefetch("candidates", pages.annotate(text_length=Length("snapshot__text"))),
    )


def _cards(claim: Claim, *, user: User, acts: frozenset[str], searches: Sequence[Search]) -> tuple[Card, ...]:
    """The standing passages, best first, then those that a person left out."""
    checks = QuoteCheck.objects.of_later_copies().in_copies_for(user).select_related("snapshot")
    checks = checks.defer(*(f"snapshot__{column}" for column in LONG_COLUMNS))
    evidence = passages_in_context(claim).select_related(
        "origin_group", "snapshot__overruled_by", "snapshot__uploaded_by"
    )
    findings = findings_of(searches)
    pages = {page.pk: page for page in claim.candidates.all()}
    cards = [
        Card(row, acts, tuple(findings.get(row.candidate_id or 0, ())), pages.get(row.candidate_id or 0))
        for row in evidence.prefetch_related(Prefetch("quote_checks", checks))
    ]
    return tuple(sorted(cards, key=lambda card: card.is_rejected))


def origins_of(claim: Claim, cards: Sequence[Card]) -> Iterator[Origin]:
    """The standing cards by their origin, in the order of each group's best passage; what is not grouped comes last."""
    grouped: dict[int, list[Card]] = {}
    for card in cards:
        if not card.is_rejected:
            grouped.setdefault(card.evidence.origin_group_id or 0, []).append(card)
    loose = grouped.pop(0, [])
    said = _said_of_pages(claim)
    for number, members in enumerate(grouped.values(), start=1):
        pages = {card.evidence.snapshot.page_id for card in members}
        about = tuple(one for one in said if _is_about(one, pages))
        yield Origin(members[0].evidence.origin_group, number, tuple(members), about)
    if loose:
        yield Origin(None, len(grouped) + 1, tuple(loose))


def _said_of_pages(claim: Claim) -> list[SaidOfPages]:
    decisions = OriginDecision.objects.filter(claim=claim).select_related("decided_by", "first", "second")
    ordered = sorted(decisions, key=_same_words)
    return [_said(list(pairs)) for _, pairs in groupby(ordered, key=_same_words)]


def _same_words(decision: OriginDecision) -> tuple[str, int, str]:
    return decision.verdict, decision.decided_by_id, decision.reason


def _said(pairs: Sequence[OriginDecision]) -> SaidOfPages:
    pages = {page.pk: page for pair in pairs for page in (pair.first, pair.second)}
    return SaidOfPages(max(pairs, key=lambda pair: pair.updated_at), tuple(pages.values()))


def _is_about(said: SaidOfPages, pages: set[int]) -> bool:
    """Whether it was said of a page of the group; of one that was joined, with another that is in it."""
    inside = sum(page.pk in pages for page in said.pages)
    return inside >= 2 if said.is_same else inside >= 1


def group_names(origins: Iterable[Origin]) -> Mapping[str, Origin]:
    """The groups by their public id."""
    return {origin.group.public_id: origin for origin in origins if origin.group}
