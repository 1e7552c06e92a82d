"""How much of their wording two texts share: word shingles, their MinHash signature, and what copies are looked up by.

A *shingle* is five words in a row; in scripts that write no spaces, eight characters. What page makers change without
changing a word (case, apostrophes, dashes, hyphenation marks, stress marks, line ends) does not change a shingle.

Two families of lookup values find the texts worth comparing, and the exact share then decides:

*Whole texts.* 126 of the 128 minima of a signature make 42 bands of 3. Two texts with the share ``s`` of all their
shingles in common (Jaccard) agree in a band with ``s³``, and in one at least with ``1 - (1 - s³)^42``:

    s      0.05   0.1    0.2    0.3    0.5     0.7
    found  0.5 %  4.1 %  28 %   68 %   99.6 %  > 99.99 %

32 bands of 4 would find 87 % at a half.

*Parts of texts.* A wire text of 120 words in a roundup of 900 is an eighth of all their shingles, which bands miss
eleven times in twelve. So some shingles are kept one by one, chosen by winnowing (Schleimer, Wilkerson, Aiken 2003):
of every 24 neighbours the one with the smallest hash, about one in twelve. Any 28 words in a row that two texts have in
common give both at least one same value, for certain; what edited copies in long pages give is likelihood, measured by
``benchmarks/origins.py``.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

ENGINE_VERSION = "shingles-1"

SHINGLE_WORDS = 5
SHINGLE_CHARACTERS = 8
# Fewer shingles than this (24 words) are a caption or a teaser: what they share says nothing of where they come from.
SHINGLES_NEEDED = 20
# A book of a hundred pages; what stands behind is not compared.
CHARACTERS_READ = 200_000

MINIMA = 128
BANDS = 42
BAND_ROWS = 3
WINNOWED_NEIGHBOURS = 24
# Parts are numbered from here by their value, so that one number and one value are looked up together.
FIRST_PART = 1000
PART_NUMBERS = 30_000

# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Scripts of India, whose vowel signs are no letters to `\w`; the two dandas end sentences.
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_EAST = re.compile(f"[{_UNSPACED}{_INDIC}\U00020000-\U0003ffff]")
_EASTERN_WORD = re.compile(
    f"[{_UNSPACED}\U00020000-\U0003ffff]|[{_INDIC}]+|[^\\W_{_UNSPACED}{_INDIC}\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"[^\W_]+")  # the same for all other scripts, at half the time
# Apostrophes and their kin, soft hyphens, joiners, stress marks that compose with nothing, Hebrew and Arabic points.
_UNWRITTEN = re.compile(
    "['’‘ʼ`´′\u00ad\u200b-\u200d\u2060\ufeff\u0300\u0301\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670]"
)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Signature:
    """The MinHash of a text: `minima` are 128 unsigned 32-bit numbers, little-endian, of `shingles` distinct ones."""

    minima: bytes
    shingles: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many distinct shingles two texts share, and how many the shorter and the longer have."""

    shared: int
    shorter: int
    longer: int

    @property
    def share(self) -> float:
        """What part of the shorter text stands in the longer, from 0 to 1."""
        return self.shared / self.shorter if self.shorter else 0.0


def words_of_text(text: str) -> list[str]:
    """The words in the form in which they are compared; a character of an unspaced script is a word."""
    plain = _UNWRITTEN.sub("", unicodedata.normalize("NFC", text[:CHARACTERS_READ]))
    return (_EASTERN_WORD if _EAST.search(plain) else _WORD).findall(plain.casefold())


def shingles_of(text: str) -> frozenset[tuple[str, ...]]:
    """The distinct shingles, each as its words."""
    words = words_of_text(text)
    width = _shingle_width(words)
    return frozenset(zip(*(words[place:] for place in range(width)), strict=False))


def overlap_of(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> Overlap:
    """What two sets of shingles share."""
    shorter, longer = sorted((len(left), len(right)))
    return Overlap(len(left & right), shorter, longer)


def containment(a: str, b: str) -> float:
    """The exact share of the shorter text's shingles that stand in the longer, from 0 to 1."""
    return overlap_of(shingles_of(a), shingles_of(b)).share


def signature_of(text: str) -> Signature | None:
    """The signature; None when the text is too short to compare. The same on every machine and in every process."""
    hashes = _distinct(_hashes_of(text))
    if len(hashes) < SHINGLES_NEEDED:
        return None
    numbers = (hashes >> np.uint64(32)).astype(np.uint32)[:, np.newaxis]
    minima = np.full(MINIMA, 0xFFFFFFFF, dtype=np.uint32)
    for first in range(0, len(numbers), 256):  # 128 hashes of so many shingles fit in a processor's cache
        minima = np.minimum(minima, (numbers[first : first + 256] * _FACTORS + _SUMMANDS).min(axis=0))
    return Signature(minima.astype("<u4").tobytes(), len(hashes))


def resemblance(left: Signature, right: Signature) -> float:
    """The share of all distinct shingles of two texts that both have, estimated: ± 0.04 is a standard deviation."""
    return float((_minima(left) == _minima(right)).mean())


def bands_of(signature: Signature) -> tuple[int, ...]:
    """The 42 values, signed and of 64 bits, by which near-copies of whole texts are looked up."""
    rows = _minima(signature)[: BANDS * BAND_ROWS].reshape(BANDS, BAND_ROWS).astype(np.uint64)
    return tuple(_mixed((rows * _BAND_FACTORS).sum(axis=1, dtype=np.uint64)).view(np.int64).tolist())


def parts_of(text: str) -> dict[int, int]:
    """The winnowed shingles by which copied parts are looked up: number from 1,000 upwards → signed value of 64 bits.

    Of two that fall on one number the smaller is kept.
    """
    hashes = _hashes_of(text)
    if len(hashes) < SHINGLES_NEEDED:
        return {}
    width = min(WINNOWED_NEIGHBOURS, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    chosen = _distinct(hashes[windows.argmin(axis=1) + np.arange(len(windows))])
    numbers = (chosen % np.uint64(PART_NUMBERS)).astype(np.int64) + FIRST_PART
    pairs = zip(numbers.tolist(), chosen.view(np.int64).tolist(), strict=True)
    return dict(sorted(pairs, reverse=True))


@lru_cache(maxsize=2)  # the signature and the parts of one text are asked for one after the other
def _hashes_of(text: str) -> Hashes:
    """A number of 64 bits for each shingle, in the order of the text."""
    words = words_of_text(text)
    width = _shingle_width(words)
    numbers = np.fromiter(map(_word_number, words), np.uint64, len(words))
    if len(numbers) < width:
        return np.empty(0, np.uint64)
    count = len(numbers) - width + 1
    summed = np.zeros(count, np.uint64)
    for place in range(width):
        summed += numbers[place : place + count] * _PLACE_FACTORS[place]
    return _mixed(summed)


def _distinct(hashes: Hashes) -> Hashes:
    """Each once, in order of size; several times as fast as `np.unique` on a page's worth of them."""
    ordered = np.sort(hashes)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]


@lru_cache(maxsize=100_000)  # most words of a page were on the pages before it
def _word_number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _shingle_width(words: list[str]) -> int:
    unspaced = sum(1 for word in words if len(word) == 1 and word > "\u0e00")
    return SHINGLE_CHARACTERS if 2 * unspaced > len(words) else SHINGLE_WORDS


def _minima(signature: Signature) -> NDArray[np.uint32]:
    return np.frombuffer(signature.minima, "<u4")


def _mixed(numbers: Hashes) -> Hashes:
    """Spread every bit over all the others: the finisher of SplitMix64 (Steele, Lea, Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _constants(count: int, *, seed: int) -> Hashes:
    """Fixed odd numbers that look random: the golden-ratio sequence, mixed."""
    steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    return _mixed(steps) | np.uint64(1)


_FACTORS = _constants(MINIMA, seed=1).astype(np.uint32)
_SUMMANDS = _constants(MINIMA, seed=2).astype(np.uint32)
_PLACE_FACTORS = _constants(SHINGLE_CHARACTERS, seed=3)
_BAND_FACTORS = _constants(BAND_ROWS, seed=4)
