"""What the page of a stored copy shows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.forms import Form

from claims.domain.watch import DAILY, LEAST_HOURS, MOST_HOURS
from claims.enums import CandidateStatus
from claims.errors import StoreError
from claims.models import Article, CandidateSource, Evidence, Snapshot
from claims.providers import registry
from claims.web.copy_panel import CopyPanel, read_copy_panel
from claims.web.marks import Mark, Paragraph, paragraphs_of, part_at, parts_of
from claims.web.words import language_name

# A page that everybody cites is used hundreds of times, which nobody reads beside its text unless they ask.
USES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Uses:
    """Where a copy is used, as far as it is shown; `left_out` counts the rest."""

    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]
    dropped: tuple[CandidateSource, ...]
    left_out: int

    @property
    def is_any(self) -> bool:
        """Whether it is used at all."""
        return bool(self.articles or self.evidence or self.dropped)


@dataclass(frozen=True, slots=True)
class SnapshotPage:
    """A stored copy: its text, a passage in it, the proof, and where it is used."""

    snapshot: Snapshot
    paragraphs: tuple[Paragraph, ...]
    part: int
    parts: int
    hit: Mark | None
    is_hit_lost: bool
    is_text_intact: bool
    bytes_check: str
    is_bytes_intact: bool
    uses: Uses
    panel: CopyPanel
    form: Form | None = None

    @property
    def language(self) -> str:
        """The language of the text in words."""
        return language_name(self.snapshot.language)

    @property
    def host_url(self) -> str:
        """The address to open in a browser; nothing unless it is http or https."""
        address = self.snapshot.address
        return address if address.startswith(("http://", "https://")) else ""

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields: what was typed into a form that could not be used."""
        given = self.form.data if self.form else {}
        return {
            "interval_hours": str(given.get("interval_hours", DAILY)),
            "reason": str(given.get("reason", "")),
            "desk": str(given.get("desk", "")),
        }

    @property
    def hours(self) -> tuple[int, int]:
        """How often a page can be looked at, in hours."""
        return LEAST_HOURS, MOST_HOURS

    @property
    def problems(self) -> list[str]:
        """Why a form could not be used."""
        errors = self.form.errors.values() if self.form else ()
        return [str(message) for messages in errors for message in messages]


def read_snapshot_page(
    snapshot: Snapshot, user: User, *, asked: Mapping[str, str], form: Form | None = None
) -> SnapshotPage:
    """The copy for this person; `asked` may hold start and end of a passage, a part, a check of the bytes, all uses."""
    parts = parts_of(snapshot.text)
    hit = _hit(snapshot, asked)
    asked_part = _whole(asked.get("part"))
    part = asked_part or (part_at(parts, hit.start) if hit else 1)
    part = min(max(part, 1), len(parts))
    start, end = parts[part - 1]
    check = _check_bytes(snapshot) if asked.get("check") else ("", True)
    return SnapshotPage(
        snapshot=snapshot,
        paragraphs=tuple(paragraphs_of(snapshot.text, [hit] if hit else [], start=start, end=end)),
        part=part,
        parts=len(parts),
        hit=hit,
        is_hit_lost=hit is None and ("start" in asked or "end" in asked),
        is_text_intact=hashlib.sha256(snapshot.text.encode()).hexdigest() == snapshot.text_sha256,
        bytes_check=check[0],
        is_bytes_intact=check[1],
        uses=_uses(snapshot, user, is_whole=asked.get("uses") == "all"),
        panel=read_copy_panel(snapshot, user),
        form=form,
    )


def _uses(snapshot: Snapshot, user: Any, *, is_whole: bool) -> Uses:
    """The articles under check, the evidence, and the claims for which the page was left out, with the reason."""
    evidence = Evidence.objects.visible_to(user).filter(snapshot=snapshot).select_related("claim")
    dropped = CandidateSource.objects.visible_to(user).filter(snapshot=snapshot, status=CandidateStatus.DROPPED)
    kinds: dict[str, QuerySet[Any]] = {
        "articles": Article.objects.visible_to(user).filter(snapshot=snapshot).order_by("pk"),
        "evidence": evidence.order_by("start", "pk"),
        "dropped": dropped.select_related("claim").order_by("pk"),
    }
    if is_whole:
        return Uses(**{name: tuple(rows) for name, rows in kinds.items()}, left_out=0)
    shown, room, left_out = {}, USES_SHOWN, 0
    for name, rows in kinds.items():
        shown[name] = tuple(rows[:room])
        # Only where the room is used up are there rows to be counted.
        left_out += rows.count() - room if len(shown[name]) == room else 0
        room -= len(shown[name])
    return Uses(**shown, left_out=left_out)


def _hit(snapshot: Snapshot, asked: Mapping[str, str]) -> Mark | None:
    start, end = _whole(asked.get("start")), _whole(asked.get("end"))
    if start is None or end is None or not start < end <= len(snapshot.text):
        return None
    return Mark(start, end, "hit-1")


def _whole(text: str | None) -> int | None:
    """A whole number that a query string holds; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _check_bytes(snapshot: Snapshot) -> tuple[str, bool]:
    """Read the stored bytes and compare them with their hash, now."""
    try:
        size = len(registry.blob_store().get(snapshot.raw_sha256))
    except StoreError as error:
        return str(error), False
    return f"Checked now: {size:,} bytes, the hash fits.", True
