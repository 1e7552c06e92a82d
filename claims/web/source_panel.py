"""The pages that were proposed for a claim: what became of each, and what a person can do about it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.domain.candidate import address_refusal
from claims.enums import CandidateStatus, JobState
from claims.models import Claim
from claims.web.search_panel import Search

AT_WORK = (JobState.QUEUED, JobState.WORKING)


@dataclass(frozen=True, slots=True)
class Finding:
    """A search that proposed a page, and at which place of its answer."""

    label: str
    query: str
    rank: int


@dataclass(frozen=True, slots=True)
class ProposedPage:
    """One page; `page` is a CandidateSource with `text_length`, how much text its copy holds (None without one)."""

    page: Any
    acts: frozenset[str]
    findings: tuple[Finding, ...]
    is_cited: bool

    @property
    def is_dropped(self) -> bool:
        """Whether it cannot serve as a source."""
        return self.page.status == CandidateStatus.DROPPED

    @property
    def is_failed(self) -> bool:
        """Whether machines gave up on it until a person retries it."""
        return not self.is_dropped and self.page.job_state == JobState.FAILED

    @property
    def is_waiting(self) -> bool:
        """Whether machines still owe it something."""
        return not self.is_dropped and self.page.job_state in AT_WORK

    @property
    def is_silent(self) -> bool:
        """Whether it was read to the end and nothing in it bears on the claim."""
        is_read = self.page.status == CandidateStatus.KEPT and self.page.job_state == JobState.DONE
        return is_read and not self.is_cited

    @property
    def title(self) -> str:
        """What to call it."""
        return self.page.title or (self.page.snapshot.title if self.page.snapshot else "") or self.page.url

    @property
    def language(self) -> str:
        """The language of its title; empty when it is not known."""
        return self.page.snapshot.language if self.page.snapshot else ""

    @property
    def has_address(self) -> bool:
        """Whether it stands on the web."""
        return self.page.url.startswith(("http://", "https://"))

    @property
    def trouble(self) -> str:
        """What went wrong with it, or with its capture, until now."""
        capture = self.page.capture_job
        return self.page.job_error or (capture.job_error if capture and self.is_waiting else "")

    @property
    def waiting_for(self) -> str:
        """What it waits for; the capture knows its turn, the page only that it is being captured."""
        capture = self.page.capture_job
        words = (
            capture.job_waiting_for if capture and capture.job_state in AT_WORK else ""
        ) or self.page.job_waiting_for
        if self.page.job_state == JobState.WORKING:
            return "It is being read."
        return words or "It waits for a worker."

    @property
    def next_try(self) -> Any:
        """When what went wrong is tried again."""
        capture = self.page.capture_job
        owner = capture if capture and capture.job_error and capture.job_state in AT_WORK else self.page
        return owner.job_next_attempt_at if self.trouble else None

    @property
    def may_retry(self) -> bool:
        """Whether this person may have it tried again."""
        return self.is_failed and "retry_work" in self.acts

    @property
    def may_drop(self) -> bool:
        """Whether this person may drop it."""
        return not self.is_dropped and "propose_source" in self.acts

    @property
    def may_take_up(self) -> bool:
        """Whether this person may have a dropped page captured and read again."""
        return self.is_dropped and "propose_source" in self.acts

    @property
    def may_let_pass(self) -> bool:
        """Whether this person may overrule the label that its copy was dropped for."""
        copy = self.page.snapshot
        has_label = bool(copy and not copy.is_usable and self.page.text_length)
        return self.may_take_up and has_label and "overrule_quality" in self.acts

    @property
    def may_upload(self) -> bool:
        """Whether this person may hand in the page that could not be captured from an address that may be visited."""
        is_missing = self.is_dropped or self.is_failed or bool(self.is_waiting and self.trouble)
        can_be_had = self.has_address and not address_refusal(self.page)
        return is_missing and can_be_had and {"upload_page", "propose_source"} <= self.acts


@dataclass(frozen=True, slots=True)
class SourcePanel:
    """Everything under "Pages proposed"."""

    pages: tuple[ProposedPage, ...]
    may_propose: bool

    @property
    def waiting(self) -> list[ProposedPage]:
        """Pages that machines still owe something."""
        return [page for page in self.pages if page.is_waiting]

    @property
    def failed(self) -> list[ProposedPage]:
        """Pages that machines gave up on until a person retries them."""
        return [page for page in self.pages if page.is_failed]

    @property
    def dropped(self) -> list[ProposedPage]:
        """Pages that cannot serve as a source, each with the reason."""
        return [page for page in self.pages if page.is_dropped]

    @property
    def silent(self) -> list[ProposedPage]:
        """Pages read to the end in which nothing bears on the claim."""
        return [page for page in self.pages if page.is_silent]

    @property
    def cited(self) -> list[ProposedPage]:
        """Pages that gave the passages above."""
        sorted_out = {*self.waiting, *self.failed, *self.dropped, *self.silent}
        return [page for page in self.pages if page not in sorted_out]


def read_source_panel(
    claim: Claim, *, acts: frozenset[str], searches: Iterable[Search], cited: Collection[int]
) -> SourcePanel:
    """The pages of a claim whose `candidates` are prefetched; `cited` are the snapshots that passages come from."""
    findings = findings_of(searches)
    pages = tuple(
        ProposedPage(page, acts, tuple(findings.get(page.pk, ())), page.snapshot_id in cited)
        for page in claim.candidates.all()
    )
    return SourcePanel(pages, "propose_source" in acts)


def findings_of(searches: Iterable[Search]) -> Mapping[int, Sequence[Finding]]:
    """Which searches proposed each page, by the page's number."""
    findings: dict[int, list[Finding]] = {}
    for search in searches:
        for hit in search.job.hit_rows.all():
            finding = Finding(search.label, search.job.query, hit.rank)
            findings.setdefault(hit.candidate_id, []).append(finding)
    return findings
