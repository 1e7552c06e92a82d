"""What the page of two copies shows: how the quoted words fared, what changed around them, then all that changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.domain.snapshot import in_order
from claims.enums import AnchorState, EvidenceStatus
from claims.models import Evidence, Snapshot
from claims.pipeline.check_quotes import find_quote
from claims.text.word_diff import SAME, DiffPart, diff_around, diff_words, summary
from claims.web.words import LATER_WORDS

# What did not change is folded beyond so many characters, of which half stand on either side of the fold.
FOLD_CHARACTERS = 800
# A text that was written anew has thousands of changes, which nobody reads in a list.
PARTS_SHOWN = 600
QUOTES_SHOWN = 20
SIGNS = {AnchorState.EXACT: "✓", AnchorState.NORMALISED: "✓", AnchorState.MOVED: "↕", AnchorState.LOST: "✗"}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A run of words: same, added or removed; `folded` counts the words that are left away in its middle."""

    kind: str
    text: str
    folded: int = 0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class QuoteFate:
    """Words that evidence quotes from the older copy, and how they stand in the newer one."""

    evidence: Evidence
    anchor: AnchorState
    start: int | None
    end: int | None
    around: tuple[ShownPart, ...]

    @property
    def sign(self) -> str:
        """A sign beside the word, never instead of it."""
        return SIGNS[self.anchor]

    @property
    def words(self) -> str:
        """How they stand there."""
        return LATER_WORDS[self.anchor]

    @property
    def is_changed_around(self) -> bool:
        """Whether words near them were added or removed."""
        return any(part.kind != SAME for part in self.around)


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """Two copies of one page, the older first."""

    older: Snapshot
    newer: Snapshot
    summary: str
    quotes: tuple[QuoteFate, ...]
    parts: tuple[ShownPart, ...]
    left_out: int
    is_whole: bool

    @property
    def is_folded(self) -> bool:
        """Whether anything was left away."""
        return bool(self.left_out) or any(part.folded for part in self.parts)

    @property
    def is_same(self) -> bool:
        """Whether no word was added or removed."""
        return all(part.kind == SAME for part in self.parts) and not self.left_out


def read_difference_page(snapshot: Snapshot, other: Snapshot, user: Any, *, is_whole: bool) -> DifferencePage:
    """What changed from the older to the newer of two copies; BadInput for copies of two pages."""
    older, newer = in_order(snapshot, other)
    parts = diff_words(older.text, newer.text)
    shown = parts if is_whole else parts[:PARTS_SHOWN]
    return DifferencePage(
        older=older,
        newer=newer,
        summary=summary(parts),
        quotes=tuple(_quotes(older, newer, user)),
        parts=tuple(shown_parts(shown, is_whole=is_whole)),
        left_out=sum(part.kind != SAME for part in parts[len(shown) :]),
        is_whole=is_whole,
    )


def copy_before(snapshot: Snapshot, user: Any) -> Snapshot | None:
    """The copy of the same page that was made before this one, if the person may see one."""
    visible = Snapshot.objects.visible_to(user).filter(page=snapshot.page_id, fetched_at__lte=snapshot.fetched_at)
    return visible.exclude(pk=snapshot.pk).order_by("-fetched_at", "-pk").first()


def _quotes(older: Snapshot, newer: Snapshot, user: Any) -> Iterator[QuoteFate]:
    """Nothing of a newer copy that is no article: a block page says nothing of the words."""
    if not newer.is_usable:
        return
    quoted = Evidence.objects.visible_to(user).filter(snapshot=older).exclude(status=EvidenceStatus.REJECTED)
    for evidence in quoted.select_related("claim").order_by("start", "pk")[:QUOTES_SHOWN]:
        found = find_quote(evidence, newer.text)
        around = diff_around(older.text, newer.text, start=evidence.start, end=evidence.end)
        yield QuoteFate(evidence, found.anchor, found.start, found.end, tuple(shown_parts(around, is_whole=True)))


def shown_parts(parts: Iterable[DiffPart], *, is_whole: bool) -> Iterator[ShownPart]:
    """Parts as they are printed, long stretches without a change folded unless the whole is wanted."""
    for part in parts:
        if part.kind != SAME or is_whole or len(part.text) <= FOLD_CHARACTERS:
            yield ShownPart(part.kind, part.text)
        else:
            yield _folded(part)


def _folded(part: DiffPart) -> ShownPart:
    half = FOLD_CHARACTERS // 2
    begin = part.text.rfind(" ", 0, half)
    end = part.text.find(" ", len(part.text) - half)
    # A text without spaces, as some languages write it, is cut where it stands.
    begin, end = begin if begin > 0 else half, end if end > 0 else len(part.text) - half
    middle = len(part.text[begin:end].split())
    return ShownPart(part.kind, part.text[:begin], folded=middle, rest=part.text[end:])
