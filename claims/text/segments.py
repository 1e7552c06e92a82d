"""Sentences and passages: where they begin and end in a text.

A text is cut into blocks first (a paragraph, a heading, a list entry), and each block into sentences, so that no
sentence ever runs over the end of a heading. All offsets are code points of the whole text, end exclusive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nupunkt import sent_spans

from claims.text.languages import uk
from claims.text.line_labels import label_end, speakers_in

PASSAGE_CHARACTERS = 400
PASSAGE_SENTENCES = 3
# A "sentence" longer than this is a table, a transcript or a list without full stops; it is cut at white space.
MONSTER_CHARACTERS = 1000
# Hard-wrapped mail and terminal text is at most this wide; longer lines are whole paragraphs.
WRAP_WIDTH = 100
# Lines that are all shorter than this were not broken at a margin: they are headings, verses, entries.
NARROW_WIDTH = 40
# Hand-wrapped lines end a word or two early.
RAGGED_MARGIN = 15

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARKER = re.compile(r"\s*(?:(?:[-*•‣◦·▪–—]|\#{1,6}|>|\(?(?:[0-9]{1,2}|[a-z]|[ivx]{2,3})[.)])\s+)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# Cells of a table's row: parted by tabs, by bars, by columns of spaces.
_CELLS = re.compile(r"\t|\s\||^\||\S {3,}\S")
# Ends of sentences in scripts that put no space after them, and in others that the splitter does not know.
_OTHER_ENDS = re.compile(r"[。！？।۔؟]+[\"'”’»」』）)]*")
_LAST_WORD = re.compile(r"(\w[\w.\-]*)\.$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words that stand there."""
        return text[self.start : self.end]


def sentence_spans(text: str, *, language: str = "en") -> list[Span]:
    """Find the sentences, in order, each trimmed of white space.

    List markers, the time of an entry and the label that says who speaks belong to none of them.
    """
    speakers = speakers_in(text)
    return [
        sentence
        for block in _block_spans(text)
        for sentence in _sentences_of(text, _without_label(text, block, speakers=speakers), language=language)
    ]


def _without_label(text: str, block: Span, *, speakers: frozenset[str]) -> Span:
    return Span(label_end(text, block.start, block.end, speakers=speakers), block.end)


def passage_spans(text: str, *, language: str = "en") -> list[Span]:
    """Find the units of search: up to three neighbouring sentences of one block, about 400 characters."""
    passages: list[Span] = []
    for block in _block_spans(text):
        sentences = _sentences_of(text, block, language=language)
        pieces = [piece for sentence in sentences for piece in cut_at_spaces(text, sentence)]
        passages.extend(_grouped(pieces))
    return passages


def cut_at_spaces(text: str, span: Span, *, limit: int = MONSTER_CHARACTERS) -> list[Span]:
    """Cut a span that is longer than ``limit`` at white space, or in the middle of a word when there is none."""
    pieces: list[Span] = []
    start = span.start
    while span.end - start > limit:
        space = max(text.rfind(sign, start + limit // 2, start + limit) for sign in (" ", "\t", "\n", "\u00a0"))
        cut = space if space > start else start + limit
        pieces.append(_trimmed(text, start, cut))
        start = cut
    pieces.append(_trimmed(text, start, span.end))
    return [piece for piece in pieces if piece.start < piece.end]


def _grouped(pieces: list[Span]) -> Iterator[Span]:
    """Join neighbours while they stay within the size of a passage."""
    first, count = 0, 0
    for index, piece in enumerate(pieces):
        is_full = count == PASSAGE_SENTENCES or piece.end - pieces[first].start > PASSAGE_CHARACTERS
        if count and is_full:
            yield Span(pieces[first].start, pieces[index - 1].end)
            first, count = index, 0
        count += 1
    if count:
        yield Span(pieces[first].start, pieces[-1].end)


def _sentences_of(text: str, block: Span, *, language: str) -> list[Span]:
    cut = [(block.start + start, block.start + end) for start, end in sent_spans(block.of(text))]
    pieces = [piece for start, end in cut for piece in _cut_at_other_ends(text, start, end)]
    sentences = [span for span in (_trimmed(text, start, end) for start, end in pieces) if span.start < span.end]
    return sentences if language == "en" else _rejoined(text, sentences, language=language)


def _cut_at_other_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _OTHER_ENDS.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def _rejoined(text: str, sentences: list[Span], *, language: str) -> list[Span]:
    """Undo cuts after abbreviations that the English splitter cannot know."""
    joined: list[Span] = []
    for sentence in sentences:
        if joined and _is_wrong_cut(text, joined[-1], sentence, language=language):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _is_wrong_cut(text: str, before: Span, after: Span, *, language: str) -> bool:
    if text[before.end - 1] != ".":
        return False
    if text[after.start].islower():
        return True
    match = _LAST_WORD.search(text, max(before.start, before.end - 20), before.end)
    word = match[1].lower() if match else ""
    if language != "uk":
        return len(word) == 1 and word.isalpha()
    if word in uk.ABBREVIATIONS_BEFORE_NAMES or (len(word) == 1 and word not in uk.ABBREVIATIONS):
        return True
    return word in uk.ABBREVIATIONS and not text[after.start].isalpha()


# --- blocks ---------------------------------------------------------------------------------------------------------


def _block_spans(text: str) -> Iterator[Span]:
    """Give paragraphs, headings and list entries, without their markers."""
    for group in _line_groups(text):
        width = max(line.end - line.start for line in group)
        start = group[0].start
        for line, following in zip(group, [*group[1:], None], strict=True):
            if following is None or not _is_wrapped(text, line, following, width=width):
                yield _without_marker(text, start, line.end)
                start = following.start if following else line.end


def _line_groups(text: str) -> Iterator[list[Span]]:
    """Give runs of lines that no blank line parts."""
    group: list[Span] = []
    for match in _LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line.start >= line.end:
            continue
        if group and _has_blank_line(text, group[-1].end, line.start):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _has_blank_line(text: str, start: int, end: int) -> bool:
    return sum(1 for _ in _LINE_BREAKS.finditer(text, start, end)) > 1


def _is_wrapped(text: str, line: Span, following: Span, *, width: int) -> bool:
    """Tell whether a line break is only the margin: the next line goes on with the same sentence."""
    if _MARKER.match(text, following.start, following.end) or width > WRAP_WIDTH:
        return False
    if _CELLS.search(text, line.start, line.end) or _CELLS.search(text, following.start, following.end):
        return False
    if text[following.start].islower():
        return True
    if width < NARROW_WIDTH:
        return False
    space = text.find(" ", following.start, following.end)
    first_word = (space if space >= 0 else following.end) - following.start
    return line.end - line.start + 1 + first_word > width - RAGGED_MARGIN and not _CLOSED.search(
        text, line.end - 3, line.end
    )


def _without_marker(text: str, start: int, end: int) -> Span:
    match = _MARKER.match(text, start, end)
    return _trimmed(text, match.end() if match else start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
