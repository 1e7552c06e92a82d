"""A text with marks in it, cut into paragraphs and segments that a template can print as they stand.

Marks may overlap: then the text is cut at every edge, and each segment says which marks cover it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
# A page of the reader; a text of this many characters is about 50 printed pages.
PART_CHARACTERS = 120_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to point at, by offsets, end exclusive; `name` is its anchor on the page."""

    start: int
    end: int
    name: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words covered by the same marks; `begins` are those that begin with it, `ends` those that end with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with what stands around them; the flags say where text was left away."""

    before: str
    quote: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def paragraphs_of(text: str, marks: Sequence[Mark] = (), *, start: int = 0, end: int | None = None) -> list[Paragraph]:
    """The lines of a text between two offsets, white lines left out, with the marks in them."""
    lines = _LINE.finditer(text, start, len(text) if end is None else end)
    return [Paragraph(line.start(), tuple(segments_of(text, marks, line.start(), line.end()))) for line in lines]


def segments_of(text: str, marks: Iterable[Mark], start: int, end: int) -> Iterator[Segment]:
    """The stretch of text cut at every edge of a mark; together the segments are the stretch."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    for left, right in itertools.pairwise(cuts):
        covering = tuple(mark for mark in inside if mark.start <= left and right <= mark.end)
        begins = tuple(mark for mark in covering if mark.start == left)
        yield Segment(text[left:right], covering, begins, tuple(mark for mark in covering if mark.end == right))


def nested(marks: Iterable[Mark]) -> list[Mark]:
    """The marks so that each lies within another or beside it, the outer one first: elements of a page may not cross.

    One that would cross another ends where that one ends.
    """
    outer: list[Mark] = []
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while outer and outer[-1].end <= mark.start:
            outer.pop()
        fitting = replace(mark, end=min(mark.end, outer[-1].end)) if outer else mark
        outer.append(fitting)
        found.append(fitting)
    return found


def excerpt_of(text: str, start: int, end: int, *, around: int) -> Excerpt:
    """The words at the offsets with up to `around` characters of their own paragraph on both sides."""
    first = max(text.rfind("\n", 0, start) + 1, start - around)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + around)
    return Excerpt(
        before=text[first:start],
        quote=text[start:end],
        after=text[end:last],
        is_cut_before=first > 0 and text[first - 1] != "\n",
        is_cut_after=last < len(text) and text[last] != "\n",
    )


def parts_of(text: str) -> list[tuple[int, int]]:
    """Offsets of the pages of a long text, each cut at the end of a line where there is one."""
    parts, start = [], 0
    while len(text) - start > PART_CHARACTERS:
        cut = text.rfind("\n", start + 1, start + PART_CHARACTERS)
        end = cut if cut > start else start + PART_CHARACTERS
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def part_at(parts: Sequence[tuple[int, int]], offset: int) -> int:
    """The number, from 1, of the page that an offset lies on."""
    return next((number for number, (_, end) in enumerate(parts, start=1) if offset < end), len(parts))
