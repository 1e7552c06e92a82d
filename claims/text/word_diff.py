"""What changed between two texts, word by word: paragraphs are lined up first, then the words inside what differs.

Space between words does not count as a change. Words that stand once in both texts are pegs that the rest is lined
up by, which takes time in step with the length. What lies between two pegs is lined up by every pair of equal words in
it, and only up to `MOST_COMPARISONS` of them: what is beyond that is given as removed and added whole, and says so
with `is_rough`.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import NamedTuple

SAME = "same"
ADDED = "added"
REMOVED = "removed"

# Pairs of equal words: a second and 60 MB at worst, whatever the words are; two copies of one news page have a few
# thousand.
MOST_COMPARISONS = 400_000
# Each round looks for pegs in what the round before left over: texts need three, crafted ones would need thousands.
MOST_ROUNDS = 12
AROUND_CHARACTERS = 200
# A longer run without space is no word, but a language without spaces, or an address: it is cut where it stands.
LONGEST_WORD = 40

_WORD = re.compile(r"\S+\s*|\s+")
_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_LETTER = re.compile(r"\S")
_LETTERS_BEFORE = re.compile(r"\S*\Z")
_LETTERS_AFTER = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of text: ``same`` in both (worded as in the new one), ``added`` in the new, or ``removed`` from the old.

    ``is_rough``: it was too long to be compared word by word, or to be given whole.
    """

    kind: str
    text: str
    is_rough: bool = False


class _Token(NamedTuple):
    """A paragraph or a word; ``key`` is what is compared, with its space levelled."""

    key: str
    start: int
    end: int


class _Block(NamedTuple):
    """A stretch of the old text against a stretch of the new one, in tokens or in characters."""

    is_same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    is_rough: bool = False


class _Budget:
    """How many pairs of equal words may still be looked at."""

    def __init__(self, comparisons: int) -> None:
        self.left = comparisons

    def spend(self, comparisons: int) -> bool:
        """Whether so many could be paid."""
        if comparisons > self.left:
            return False
        self.left -= comparisons
        return True


def diff_words(old: str, new: str) -> tuple[DiffPart, ...]:
    """The new text, with what was removed at its place: the parts that are not removed make up the new text."""
    return _joined(part for block in _blocks(old, new) for part in _parts(old, new, block))


def diff_around(old: str, new: str, *, start: int, end: int, around: int = AROUND_CHARACTERS) -> tuple[DiffPart, ...]:
    """What became of the old text from ``start`` to ``end``, with about ``around`` characters before and after it.

    No word is cut there but one that is longer than ``LONGEST_WORD``.
    """
    low, high = _word_start(old, max(0, start - around)), _word_end(old, min(len(old), end + around))
    clipped = (_clipped(old, new, block, low=low, high=high) for block in _blocks(old, new) if _meets(block, low, high))
    return _joined(part for block in clipped for part in _parts(old, new, block))


def summary(parts: Sequence[DiffPart]) -> str:
    """Such as "3 words added, 1 removed"; it says when something was not compared word by word."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part.kind] += len(part.text.split())
    changed = [kind for kind in (ADDED, REMOVED) if counts[kind]]
    if not changed:
        return "No words changed"
    noun = "word" if counts[changed[0]] == 1 else "words"
    said = [f"{counts[changed[0]]:,} {noun} {changed[0]}", *(f"{counts[kind]:,} {kind}" for kind in changed[1:])]
    rough = " (some of it too long to be compared word by word)" if any(part.is_rough for part in parts) else ""
    return ", ".join(said) + rough


def _blocks(old: str, new: str) -> Iterator[_Block]:
    """Blocks in characters, in order, that cover both texts."""
    if old == new:
        yield _Block(True, 0, len(old), 0, len(new))
        return
    whole = _Block(False, 0, len(old), 0, len(new))
    budget = _Budget(MOST_COMPARISONS)
    # Paragraphs are only lined up: what differs is compared by its words.
    for block in _aligned(_PARAGRAPH, (old, new), whole, budget=_Budget(0)):
        if block.is_same:
            yield block
        else:
            yield from _aligned(_WORD, (old, new), block, budget=budget)


def _aligned(pattern: re.Pattern[str], texts: tuple[str, str], within: _Block, *, budget: _Budget) -> Iterator[_Block]:
    """Equal and differing blocks of a stretch, by its paragraphs or words; in and out in characters."""
    old = _tokens(pattern, texts[0], start=within.old_start, end=within.old_end)
    new = _tokens(pattern, texts[1], start=within.new_start, end=within.new_end)
    old_keys, new_keys = [token.key for token in old], [token.key for token in new]
    blocks = [_Block(False, 0, len(old), 0, len(new))]
    for _ in range(MOST_ROUNDS):
        finer = [part for block in blocks for part in _refined(old_keys, new_keys, block)]
        if finer == blocks:
            break
        blocks = finer
    old_places = [*(token.start for token in old), within.old_end]
    new_places = [*(token.start for token in new), within.new_end]
    for part in (part for block in blocks for part in _compared(old_keys, new_keys, block, budget=budget)):
        yield _Block(
            part.is_same,
            old_places[part.old_start],
            old_places[part.old_end],
            new_places[part.new_start],
            new_places[part.new_end],
            part.is_rough,
        )


def _tokens(pattern: re.Pattern[str], text: str, *, start: int, end: int) -> list[_Token]:
    return [
        _Token(" ".join(found.group().split()), found.start(), found.end())
        for found in pattern.finditer(text, start, end)
    ]


def _refined(old: Sequence[str], new: Sequence[str], block: _Block) -> Iterator[_Block]:
    """A differing block, cut at its equal beginning, its pegs and its equal end."""
    if block.is_same:
        yield block
        return
    old_place, new_place = block.old_start, block.new_start
    for run in _equal_runs(old, new, block):
        if run.old_start > old_place or run.new_start > new_place:
            yield _Block(False, old_place, run.old_start, new_place, run.new_start)
        if run.old_end > run.old_start:
            yield run
        old_place, new_place = run.old_end, run.new_end


def _equal_runs(old: Sequence[str], new: Sequence[str], block: _Block) -> Iterator[_Block]:
    """What is surely the same, in order; the last run closes the block and may be empty."""
    _, old_start, old_end, new_start, new_end, _ = block
    shorter = min(old_end - old_start, new_end - new_start)
    head = next((at for at in range(shorter) if old[old_start + at] != new[new_start + at]), shorter)
    rest = range(1, shorter - head + 1)
    tail = next((at - 1 for at in rest if old[old_end - at] != new[new_end - at]), shorter - head)
    if head:
        yield _Block(True, old_start, old_start + head, new_start, new_start + head)
    middle = _Block(False, old_start + head, old_end - tail, new_start + head, new_end - tail)
    for old_place, new_place in _pegs(old, new, middle):
        yield _Block(True, old_place, old_place + 1, new_place, new_place + 1)
    yield _Block(True, old_end - tail, old_end, new_end - tail, new_end)


def _pegs(old: Sequence[str], new: Sequence[str], block: _Block) -> list[tuple[int, int]]:
    """Places of tokens that stand once on either side, as many as keep their order."""
    once_old = _single_places(old, block.old_start, block.old_end)
    once_new = _single_places(new, block.new_start, block.new_end)
    return _longest_rising([(place, once_new[key]) for key, place in once_old.items() if key in once_new])


def _single_places(keys: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Where each key stands that stands once, in order."""
    counts = Counter(keys[start:end])
    return {keys[place]: place for place in range(start, end) if keys[place] and counts[keys[place]] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, already rising in the first number, that rises in the second one too."""
    ends: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(last_of[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        last_of[length : length + 1] = [index]
    chosen = []
    at = last_of[-1] if last_of else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]


def _compared(old: Sequence[str], new: Sequence[str], block: _Block, *, budget: _Budget) -> Iterator[_Block]:
    """A block without pegs, cut at the longest line of equal words in it as far as the budget goes."""
    if block.is_same:
        yield block
        return
    places = _places(new, block.new_start, block.new_end)
    if not budget.spend(sum(len(places.get(key, ())) for key in old[block.old_start : block.old_end])):
        yield block._replace(is_rough=True)
    else:
        yield from _cut(block, _longest_rising(_equal_pairs(old, block, places)))


def _places(keys: Sequence[str], start: int, end: int) -> dict[str, list[int]]:
    """Where each key stands, the last place first."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(start, end)):
        places.setdefault(keys[place], []).append(place)
    return places


def _equal_pairs(old: Sequence[str], block: _Block, places: dict[str, list[int]]) -> list[tuple[int, int]]:
    """Every place in the old text with every equal one in the new: last first, so that no two of them rise together."""
    return [(at, place) for at in range(block.old_start, block.old_end) for place in places.get(old[at], ())]


def _cut(block: _Block, pairs: Sequence[tuple[int, int]]) -> Iterator[_Block]:
    """A block in parts: each pair as the same, and what lies between them."""
    old_at, new_at = block.old_start, block.new_start
    for old_place, new_place in pairs:
        if old_place > old_at or new_place > new_at:
            yield _Block(False, old_at, old_place, new_at, new_place)
        old_at, new_at = old_place + 1, new_place + 1
        yield _Block(True, old_place, old_at, new_place, new_at)
    if old_at < block.old_end or new_at < block.new_end:
        yield _Block(False, old_at, block.old_end, new_at, block.new_end)


def _word_start(text: str, place: int) -> int:
    """Where the word begins that the place lies in; the place itself between words."""
    if not text[place : place + 1].strip():
        return place
    letters = len(_last_letters(text[max(0, place - LONGEST_WORD) : place]))
    return place if letters == LONGEST_WORD else place - letters


def _last_letters(text: str) -> str:
    """What stands after the last space."""
    found = _LETTERS_BEFORE.search(text)
    return found.group() if found else ""


def _word_end(text: str, place: int) -> int:
    """Where the word ends that the place lies in; the place itself between words."""
    if place == 0 or text[place - 1].isspace():
        return place
    found = _LETTERS_AFTER.match(text, place, place + LONGEST_WORD)
    end = found.end() if found else place
    return place if end == place + LONGEST_WORD else end


def _meets(block: _Block, low: int, high: int) -> bool:
    """Whether the block has anything between two offsets of the old text; what was put in between them counts."""
    is_put_in = block.old_start == block.old_end
    return low <= block.old_start <= high if is_put_in else block.old_start < high and block.old_end > low


def _clipped(old: str, new: str, block: _Block, *, low: int, high: int) -> _Block:
    """The block as far as it lies between two offsets of the old text."""
    start, end = max(block.old_start, low), min(block.old_end, high)
    if block.is_same:
        new_start = _twin(old, new, block, offset=start)
        new_end = _twin(old, new, block, offset=end, is_end=True)
        return block._replace(old_start=start, old_end=end, new_start=new_start, new_end=new_end)
    new_end = min(block.new_end, _word_end(new, min(len(new), block.new_start + high - low)))
    is_cut = new_end < block.new_end or (start, end) != (block.old_start, block.old_end)
    return block._replace(old_start=start, old_end=end, new_end=new_end, is_rough=block.is_rough or is_cut)


def _twin(old: str, new: str, block: _Block, *, offset: int, is_end: bool = False) -> int:
    """The offset in the new text of a place in an equal block: the letters are the same there, the space may differ."""
    if offset in (block.old_start, block.old_end):
        return block.new_end if offset == block.old_end else block.new_start
    letters = sum(len(word) for word in old[block.old_start : offset].split())
    if not letters:
        return block.new_start
    places = _LETTER.finditer(new, block.new_start, block.new_end)
    found = next(islice(places, letters - is_end, None))
    return found.end() if is_end else found.start()


def _parts(old: str, new: str, block: _Block) -> Iterator[DiffPart]:
    if block.is_same:
        yield DiffPart(SAME, new[block.new_start : block.new_end])
        return
    yield DiffPart(REMOVED, old[block.old_start : block.old_end], block.is_rough)
    yield DiffPart(ADDED, new[block.new_start : block.new_end], block.is_rough)


def _joined(parts: Iterator[DiffPart]) -> tuple[DiffPart, ...]:
    """Parts without empty ones, neighbours of one kind joined."""
    told = (part for part in parts if part.text)
    return tuple(
        DiffPart(kind, "".join(part.text for part in run), is_rough)
        for (kind, is_rough), group in groupby(told, key=lambda part: (part.kind, part.is_rough))
        for run in [list(group)]
    )
