"""What stands beside a stored copy: its earlier and later copies, and what is done about its page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.template.defaultfilters import pluralize

from claims.domain.provider import ProviderFacts
from claims.domain.snapshot import PageVersion, versions_of
from claims.enums import CaptureOutcome, CaptureReason, JobState, Quality
from claims.models import ArchiveJob, CaptureJob, PageWatch, QuoteCheck, Snapshot
from claims.pipeline.ask_provider import archive_facts
from claims.web.own_desks import OwnDesks, own_desks
from claims.web.words import LATER_WORDS

AT_WORK = (JobState.QUEUED, JobState.WORKING)
ASKED_AGAIN = (CaptureReason.RECAPTURE, CaptureReason.WATCH)


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy of the page in the list of copies; `quotes` says how quoted words fared between it and this copy."""

    version: PageVersion
    is_this: bool
    is_later: bool
    quotes: str

    @property
    def snapshot(self) -> Snapshot:
        """The copy."""
        return self.version.snapshot

    @property
    def changes(self) -> str:
        """What changed since the copy before it, in words."""
        more = self.version.characters_more
        if more is None:
            return "the first copy"
        if self.version.is_text_unchanged:
            return "the same text; what is around it changed"
        if not more:
            return "the text changed; it is as long as in the copy before"
        longer = "longer" if more > 0 else "shorter"
        return f"the text changed: {abs(more):,} character{pluralize(abs(more))} {longer} than in the copy before"


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """The last time that somebody asked for a new copy."""

    capture: CaptureJob

    @property
    def is_busy(self) -> bool:
        """Whether it is still to come."""
        return self.capture.outcome == CaptureOutcome.PENDING and self.capture.job_state in AT_WORK

    @property
    def words(self) -> str:
        """How far it is, or what came of it."""
        capture = self.capture
        if capture.outcome == CaptureOutcome.REFUSED:
            return f"could not be captured: {capture.refusal}"
        if capture.outcome != CaptureOutcome.PENDING:
            return (
                "captured" if capture.outcome == CaptureOutcome.CAPTURED else "unchanged: the page gave the same bytes"
            )
        if capture.job_state == JobState.FAILED:
            return f"given up: {capture.job_error}"
        return capture.job_error or capture.job_waiting_for or "waiting to be captured"


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """How far a public archive is with the page; `job` is None when it was not asked."""

    facts: ProviderFacts
    job: ArchiveJob | None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self.job is not None and self.job.job_state in AT_WORK

    @property
    def words(self) -> str:
        """The state in words."""
        if self.job is None:
            return f"not asked: {self.facts.missing} is not set" if self.facts.missing else "not asked"
        if self.job.archived_url:
            return "holds a copy"
        if self.job.job_state == JobState.FAILED:
            return f"given up: {self.job.job_error}"
        waits_for = self.job.job_error or self.job.job_waiting_for
        return waits_for or ("taken, being archived" if self.job.remote_id else "waiting to be sent")

    @property
    def copy_url(self) -> str:
        """The archive's copy; only a web address becomes a link."""
        url = self.job.archived_url if self.job else ""
        return url if url.startswith(("http://", "https://")) else ""

    @property
    def can_ask(self) -> bool:
        """Whether asking would bring anything."""
        return not self.facts.missing and not self.is_busy and not (self.job and self.job.archived_url)


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A desk's watch on the page; only those who are on the desk learn whose it is and why."""

    watch: PageWatch
    is_own: bool
    may_stop: bool


@dataclass(frozen=True, slots=True)
class CopyPanel:
    """Everything beside a stored copy that changes while machines and people are at work."""

    snapshot: Snapshot
    copies: tuple[CopyRow, ...]
    capture: CaptureRow | None
    watches: tuple[WatchRow, ...]
    archives: tuple[ArchiveRow, ...]
    desks: OwnDesks

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return bool(self.capture and self.capture.is_busy) or any(row.is_busy for row in self.archives)

    @property
    def has_address(self) -> bool:
        """Whether the page has an address that can be captured and watched."""
        return self.snapshot.page.canonical_url.startswith(("http://", "https://"))

    @property
    def may(self) -> frozenset[str]:
        """What the person may do for one of the own desks."""
        return self.desks.may

    @property
    def own_watches(self) -> list[WatchRow]:
        """The watches of the person's desks."""
        return [row for row in self.watches if row.is_own]

    @property
    def can_overrule(self) -> bool:
        """Whether there is a label to overrule, a text to use, and a desk that lets the person do so."""
        is_open = not self.snapshot.overruled_at and self.snapshot.quality != Quality.ARTICLE
        return is_open and bool(self.snapshot.text.strip()) and "overrule_quality" in self.may


def read_copy_panel(snapshot: Snapshot, user: User) -> CopyPanel:
    """What stands beside the copy for this person."""
    desks = own_desks(user, snapshot=snapshot)
    captures = CaptureJob.objects.visible_to(user).filter(url=snapshot.page.canonical_url, reason__in=ASKED_AGAIN)
    capture = captures.select_related("snapshot").defer("snapshot__text").order_by("-pk").first()
    return CopyPanel(
        snapshot=snapshot,
        copies=tuple(_copies(snapshot, user)),
        capture=CaptureRow(capture) if capture else None,
        watches=tuple(_watches(snapshot, desks)),
        archives=tuple(_archives(snapshot, user)),
        desks=desks,
    )


def _watches(snapshot: Snapshot, desks: OwnDesks) -> Iterable[WatchRow]:
    """The watches that go on, those of the person's desks first."""
    active = PageWatch.objects.filter(page=snapshot.page_id, is_active=True).select_related("desk", "started_by")
    may_stop = desks.allowing("watch_page")
    rows = [WatchRow(watch, watch.desk_id in desks.keys, watch.desk in may_stop) for watch in active]
    return sorted(rows, key=lambda row: not row.is_own)


def _archives(snapshot: Snapshot, user: User) -> Iterable[ArchiveRow]:
    jobs = {job.archive: job for job in ArchiveJob.objects.visible_to(user).filter(snapshot=snapshot).order_by("pk")}
    return [ArchiveRow(facts, jobs.get(name)) for name, facts in archive_facts().items()]


def _copies(snapshot: Snapshot, user: User) -> Iterable[CopyRow]:
    versions = versions_of(snapshot.page, user=user)
    fates = _fates(snapshot, user)
    moment = (snapshot.fetched_at, snapshot.pk)
    for version in versions:
        other = version.snapshot
        is_later = (other.fetched_at, other.pk) > moment
        yield CopyRow(version, other.pk == snapshot.pk, is_later, quotes_words(fates.get(other.pk, {})))


def _fates(snapshot: Snapshot, user: User) -> Mapping[int, Counter[str]]:
    """How quotes from this copy fare in each later one, and quotes from each earlier one in this copy."""
    checks = QuoteCheck.objects.of_later_copies().visible_to(user).filter(snapshot__page=snapshot.page_id)
    fates: dict[int, Counter[str]] = defaultdict(Counter)
    for quoted, looked_in, anchor in checks.values_list("evidence__snapshot_id", "snapshot_id", "anchor"):
        if quoted == snapshot.pk:
            fates[looked_in][anchor] += 1
        elif looked_in == snapshot.pk:
            fates[quoted][anchor] += 1
    return fates


def quotes_words(counts: Mapping[str, int]) -> str:
    """How quoted words stand in a later copy: `2 quotes unchanged, 1 gone`; nothing when none was looked for."""
    total = sum(counts.values())
    if not total:
        return ""
    if len(counts) == 1:
        (anchor,) = counts
        return f"the quoted words are {LATER_WORDS[anchor]}" if total == 1 else f"{total} quotes: {LATER_WORDS[anchor]}"
    said = [f"{counts[anchor]} {words}" for anchor, words in LATER_WORDS.items() if counts.get(anchor)]
    return f"{total} quotes: {', '.join(said)}"
