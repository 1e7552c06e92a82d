"""What the article pages show: the steps of reading it, its text with the claims marked, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.template.defaultfilters import pluralize
from django.urls import reverse

from claims.domain.health import Finding, check_worker
from claims.domain.origin import SourceCount as ClaimSources
from claims.domain.origin import counts_of
from claims.domain.permissions import can
from claims.domain.queue import SourceCount, count_sources, is_article_settled, queue_claims
from claims.enums import JobState
from claims.models import Appearance, Article, Claim
from claims.web.found import found_words, with_search_answers
from claims.web.left_out import LeftOutGroup, left_out_groups
from claims.web.marks import Mark, Paragraph, paragraphs_of, part_at, parts_of
from claims.web.words import WORK_STATES, advice_words, band_of, language_name

DONE, ACTIVE, WAITING, FAILED = "done", "under way", "waiting", "failed"
SIGNS = {DONE: "✓", ACTIVE: "▸", WAITING: "◌", FAILED: "✗"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reading: its name, how far it is in one word, and a fact about it."""

    name: str
    state: str
    fact: str = ""

    @property
    def sign(self) -> str:
        """A sign beside the word, never instead of it."""
        return SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim in the side list: its number in the text, its band, its state, and where it stands."""

    claim: Claim
    number: int
    start: int
    end: int
    part: int
    sources: ClaimSources

    @property
    def band(self) -> str:
        """How much it deserves checking, in words."""
        return band_of(self.claim.score)

    @property
    def found(self) -> str:
        """Passages, pages and independent sources, or which kind of nothing."""
        return found_words(self.claim, self.sources)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim stands in the text: its number from the top, and the part of the text."""

    claim: int
    public_id: str
    start: int
    end: int
    number: int
    part: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything on the page of one article; ``claims`` are those of the part of its text that is shown."""

    article: Article
    steps: tuple[Step, ...]
    is_busy: bool
    claim_count: int
    claims: tuple[MarkedClaim, ...]
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOutGroup, ...]
    part: int
    parts: int
    may_retry: bool
    worker: Finding | None

    @property
    def is_failed(self) -> bool:
        """Whether the machine gave up on the article until a person retries it."""
        return self.article.job_state == JobState.FAILED

    @property
    def advice(self) -> str:
        """What to do about a missing worker."""
        return advice_words(self.worker.advice) if self.worker else ""


def read_article_page(article: Article, user: User, *, part: int | None = None, at: str = "") -> ArticlePage:
    """The article for this person: one part of its text, the part with claim `at` when no part is asked for."""
    text = article.snapshot.text if article.snapshot else ""
    parts = parts_of(text)
    places = _places_of(article, user, parts)
    chosen = part or next((place.part for place in places if place.public_id == at), 1)
    chosen = min(max(chosen, 1), len(parts))
    claims = tuple(_marked_claims([place for place in places if place.part == chosen], user))
    start, end = parts[chosen - 1]
    is_busy = not is_article_settled(article)
    return ArticlePage(
        article=article,
        steps=tuple(steps_of(article, len(places), count_sources(article), is_busy=is_busy)),
        is_busy=is_busy,
        claim_count=len(places),
        claims=claims,
        paragraphs=tuple(paragraphs_of(text, [_mark(marked) for marked in claims], start=start, end=end)),
        left_out=left_out_groups(article.left_out),
        part=chosen,
        parts=len(parts),
        may_retry=can(user, "retry_work", article.desk),
        worker=_missing_worker() if is_busy else None,
    )


def _missing_worker() -> Finding | None:
    finding = check_worker()
    return None if finding.is_well else finding


def _places_of(article: Article, user: User, parts: Sequence[tuple[int, int]]) -> list[_Place]:
    """Where each claim of the article stands, in the order of the text."""
    claims = Claim.objects.visible_to(user).filter(article=article)
    rows = Appearance.objects.filter(claim__in=claims, snapshot=article.snapshot_id)
    found = {row[0]: row for row in rows.values_list("claim_id", "claim__public_id", "start", "end")}
    in_order = sorted(found.values(), key=lambda row: row[2:])
    return [_Place(*row, number, part_at(parts, row[2])) for number, row in enumerate(in_order, start=1)]


def _marked_claims(places: Sequence[_Place], user: User) -> Iterator[MarkedClaim]:
    """The claims that stand at these places, in their order."""
    rows = with_search_answers(queue_claims(user)).in_bulk([place.claim for place in places])
    sources = counts_of(list(rows.values()))
    for place in places:
        if claim := rows.get(place.claim):  # one may be gone since its place was read
            yield MarkedClaim(claim, place.number, place.start, place.end, place.part, sources[claim.pk])


def _mark(marked: MarkedClaim) -> Mark:
    claim = marked.claim
    url = reverse("claim", args=[claim.public_id])
    return Mark(marked.start, marked.end, f"mark-{marked.number}", url, str(marked.number))


def steps_of(article: Article, claims: int, sources: SourceCount, *, is_busy: bool) -> Iterator[Step]:
    """Fetched, kept, read, claims, sources: each with its state in a word."""
    snapshot = article.snapshot
    reading = _reading_state(article)
    if snapshot is None:
        yield Step("Fetched" if article.url else "Taken in", reading, article.job_error)
        yield from (Step(name, WAITING) for name in ("Kept", "Read", "Claims", "Sources"))
        return
    size = f"{snapshot.raw_size:,} bytes"
    answer = f"{snapshot.status_code} · {snapshot.content_type} · {size}" if snapshot.status_code else size
    yield Step("Fetched" if article.url else "Taken in", DONE, answer)
    yield Step("Kept", DONE, f"sha256 {snapshot.raw_sha256[:12]}…")
    words = f"{len(snapshot.text.split()):,} words, {language_name(snapshot.language)}"
    yield Step("Read", DONE, words)
    yield Step("Claims", reading, article.job_error or f"{claims} found")
    yield Step("Sources", *_sources(sources, reading, is_busy=is_busy))


def _reading_state(article: Article) -> str:
    states = {JobState.DONE.value: DONE, JobState.FAILED.value: FAILED, JobState.WORKING.value: ACTIVE}
    return states.get(article.job_state, WAITING)


def _sources(sources: SourceCount, reading: str, *, is_busy: bool) -> tuple[str, str]:
    if reading != DONE:
        return WAITING, ""
    if not sources.searches:
        return (ACTIVE if is_busy else DONE), "not searched yet" if is_busy else "no claim was searched"
    pages = f"{sources.looked_at} of {sources.candidates} pages looked at" if sources.candidates else "no page came up"
    facts = [pages]
    blind, failed = sources.could_not_look, sources.failed
    facts += [f"{blind} search{pluralize(blind, 'es')} could not look"] if blind else []
    facts += [f"{failed} page{pluralize(failed)} failed"] if failed else []
    return (ACTIVE if is_busy else DONE), " · ".join(facts)


def known_words(article: Article, *, is_new: bool) -> str:
    """What to tell a person who handed an article in."""
    if is_new:
        return "Saved. The article is being read."
    claims = article.claims.count()
    return f"Already known: handed in on {article.created_at:%d %B %Y at %H:%M} UTC, {claims} claims so far."


def listed_article(article: Article) -> dict[str, Any]:
    """A row of the list of articles."""
    return {"article": article, "state": WORK_STATES[article.job_state]}
