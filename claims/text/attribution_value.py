"""One link between a statement and its source."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain; all spans are offsets of the whole text, end exclusive.

    ``start`` and ``end`` run from the first to the last of ``who`` and ``cue``; ``who`` is empty where nobody is named
    ("it was reported"). ``content`` holds the words of the statement, piece by piece. ``kind`` is "statement" for what
    is said, written or shown, "belief" for what is thought, felt, wanted or intended.
    """

    who: str
    cue: str
    start: int
    end: int
    who_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    content: tuple[tuple[int, int], ...] = ()
    kind: str = "statement"


def side_by_side(links: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Put links in the order of the text, and leave out each that overlaps the one before it."""
    kept: list[Attribution] = []
    for link in sorted(links, key=lambda link: (link.start, link.end)):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return tuple(kept)
