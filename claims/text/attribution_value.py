"""One link between a statement and its source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain; all spans are offsets of the whole text, end exclusive.

    ``start`` and ``end`` run from the first to the last of ``who`` and ``cue``, or over the cue alone where the speaker
    is another link's too ("said A and denied B"); ``who`` is empty where nobody is named ("it was reported").
    ``content`` holds the words of the statement, piece by piece. ``kind`` is "statement" for what is said, written or
    shown, "belief" for what is thought, felt, wanted or intended. ``is_aside`` where the link answers for a side clause
    alone.
    """

    who: str
    cue: str
    start: int
    end: int
    who_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    content: tuple[tuple[int, int], ...] = ()
    kind: str = "statement"
    is_aside: bool = False


def side_by_side(links: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Put links in the order of the text; one that shares its speaker with another keeps to its cue.

    What overlaps another link otherwise is left out.
    """
    kept: list[Attribution] = []
    for link in sorted(links, key=lambda link: (link.start, link.end)):
        overlapping = [other for other in kept[-3:] if link.start < other.end]
        if not overlapping:
            kept.append(link)
        elif all(_is_apart(other, link) for other in overlapping) and link.cue_span is not None:
            is_shared = any(other.who_span == link.who_span for other in overlapping)
            kept.append(replace(link, start=link.cue_span[0], end=link.cue_span[1]) if is_shared else link)
    return tuple(kept)


def _is_apart(one: Attribution, other: Attribution) -> bool:
    """Tell whether two links have no word in common but those of one speaker."""
    spans = [span for span in (one.cue_span, one.who_span) if span is not None]
    others = [other.cue_span] if one.who_span == other.who_span else [other.cue_span, other.who_span]
    return not any(span[0] < mine[1] and mine[0] < span[1] for span in others if span is not None for mine in spans)
