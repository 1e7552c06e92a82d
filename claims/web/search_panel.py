"""What was searched for a claim: every question with its answer in words, who was not asked, and asking more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.domain.provider import COPIES, NotAsked, ProviderFacts, providers_not_asked, providers_to_ask
from claims.domain.search import QUESTION_PURPOSES
from claims.enums import CandidateStatus, JobState, Purpose, SearchOutcome
from claims.models import CandidateSource, Claim
from claims.web.panel_state import PanelState
from claims.web.words import OUTCOMES, counted

AT_WORK = (JobState.QUEUED, JobState.WORKING)


@dataclass(frozen=True, slots=True)
class Search:
    """One question and what came of it, in words; `job` is a SearchJob with its `answer`."""

    job: Any
    label: str
    pages: tuple[CandidateSource, ...]
    acts: frozenset[str]
    is_latest: bool

    @property
    def answer(self) -> str:
        """Found, none found, none relevant, could not look, or not answered yet: five different things."""
        words = OUTCOMES[self.job.answer]
        return f"{words} {self.job.hits}" if self.job.answer == SearchOutcome.FOUND and self.job.hits else words

    @property
    def fate(self) -> str:
        """What became of its pages: `3 kept, 1 dropped, 1 waiting`; reviews are no pages."""
        statuses = [page.status for page in self.pages]
        kept, dropped = statuses.count(CandidateStatus.KEPT), statuses.count(CandidateStatus.DROPPED)
        failed = sum(page.job_state == JobState.FAILED for page in self.pages)
        waiting = len(statuses) - kept - dropped - failed
        parts = {"kept": kept, "dropped": dropped, "could not be captured": failed, "waiting": waiting}
        reviews = len(self.job.prior_reviews.all())
        words = [f"{number} {word}" for word, number in parts.items() if number]
        return ", ".join(words + ([counted(reviews, "review") + " by others"] if reviews else []))

    @property
    def is_failed(self) -> bool:
        """Whether the machine gave up until a person retries it."""
        return self.job.job_state == JobState.FAILED

    @property
    def is_waiting(self) -> bool:
        """Whether it is tried again by itself."""
        return self.job.job_state == JobState.QUEUED and bool(self.job.job_error)

    @property
    def waiting_for(self) -> str:
        """What it waits for when nothing is wrong."""
        return self.job.job_waiting_for if self.job.job_state in AT_WORK else ""

    @property
    def trouble(self) -> str:
        """Why it got no answer; said once, though the row may hold it twice."""
        blind = self.job.note if self.job.outcome == SearchOutcome.COULD_NOT_LOOK else ""
        return self.job.job_error or blind

    @property
    def note(self) -> str:
        """What the provider itself added to its answer."""
        return "" if self.job.outcome == SearchOutcome.COULD_NOT_LOOK else self.job.note

    @property
    def may_retry(self) -> bool:
        """Whether this person may put it back in the queue."""
        return self.is_failed and "retry_work" in self.acts

    @property
    def may_ask(self) -> bool:
        """Whether this person may put the question again: not while it is still being asked."""
        return self.is_latest and self.job.job_state not in AT_WORK and "request_search" in self.acts

    @property
    def is_question(self) -> bool:
        """Whether it was asked in words, so that the words can be edited."""
        return self.job.purpose != Purpose.ARCHIVE


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a form."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """The form for a person's own question."""

    query: str
    purposes: tuple[Choice, ...]
    providers: tuple[Choice, ...]
    edited: str


@dataclass(frozen=True, slots=True)
class SearchPanel:
    """Everything under "What was searched"."""

    searches: tuple[Search, ...]
    not_asked: tuple[NotAsked, ...]
    question: Question | None

    @property
    def questions(self) -> list[Search]:
        """What was asked in words."""
        return [search for search in self.searches if search.is_question]

    @property
    def archived(self) -> list[Search]:
        """Archived copies of pages that are gone, or kept from us."""
        return [search for search in self.searches if not search.is_question]

    @property
    def could_not_look(self) -> list[Search]:
        """Questions whose last answer is that nobody could look, to be said above the passages."""
        return [one for one in self.searches if one.is_latest and one.job.outcome == SearchOutcome.COULD_NOT_LOOK]


def read_search_panel(
    claim: Claim, *, acts: frozenset[str], facts: Sequence[ProviderFacts], state: PanelState
) -> SearchPanel:
    """The searches of a claim whose `search_jobs` and `candidates` are prefetched."""
    labels = {fact.name: fact.label for fact in facts}
    pages = {page.pk: page for page in claim.candidates.all()}
    jobs = list(claim.search_jobs.all())
    last = {(job.provider, job.query): job.round for job in sorted(jobs, key=lambda one: one.round)}
    searches = tuple(
        Search(
            job=job,
            label=labels.get(job.provider, job.provider),
            pages=tuple(pages[hit.candidate_id] for hit in job.hit_rows.all() if hit.candidate_id in pages),
            acts=acts,
            is_latest=last[job.provider, job.query] == job.round,
        )
        for job in jobs
    )
    may_ask = "request_search" in acts
    question = _question(claim, facts=facts, labels=labels, state=state) if may_ask else None
    return SearchPanel(searches, tuple(providers_not_asked(claim, facts=facts)), question)


def _question(
    claim: Claim, *, facts: Sequence[ProviderFacts], labels: Mapping[str, str], state: PanelState
) -> Question:
    names = providers_to_ask(claim, facts=facts)
    query, purpose, chosen = _asked_for(claim, names=names, state=state)
    return Question(
        query=query,
        purposes=tuple(Choice(str(one), one.label, one == purpose) for one in QUESTION_PURPOSES),
        providers=tuple(Choice(name, labels[name], name in chosen) for name in names),
        edited=state.edit,
    )


def _asked_for(claim: Claim, *, names: Iterable[str], state: PanelState) -> tuple[str, str, Iterable[str]]:
    """What stands in the form: what was typed in vain, a question to be edited, or nothing yet."""
    if state.refused and state.refused.place == "ask":
        given = state.refused.given
        return given.get("query", ""), given.get("purpose", ""), state.refused.chosen("providers")
    edited = next((job for job in claim.search_jobs.all() if job.public_id == state.edit), None)
    if edited is None:
        return "", str(Purpose.SUPPORT), names
    return edited.query, edited.purpose, [edited.provider]


def askable(facts: Iterable[ProviderFacts]) -> list[tuple[str, str]]:
    """The providers that answer questions in words, by name and label."""
    return [(fact.name, fact.label) for fact in facts if fact.answers != COPIES]
