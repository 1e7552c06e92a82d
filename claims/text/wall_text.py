"""How much of a page's text is its own, and how much is a site that speaks to its reader about itself."""

import re
from functools import cached_property

from claims.text import block_cues, consent_cues, missing_cues, paywall_cues, reader_cues

# A block in which a reader is told to pay or to log in is a few lines; longer ones are prose about such blocks.
_BARRIER_WORDS = 45
# Shorter lines are told to the reader even when they do not name him.
_ORDER_WORDS = 12
# Still shorter ones are labels on the teasers of other articles ("Subscribers only").
_LABEL_WORDS = 4
_SENTENCE_ENDS = (".", "!", "?", "…", ":")
_OPENING_QUOTES = ('"', "'", "“", "„", "«", "‘", "‚")
# A line of fewer words is a button, a menu point or a name, and says nothing of its own.
_SENTENCE_WORDS = 5
# In a longer run of words both vocabularies meet by chance.
_VOCABULARY_WORDS = 60
# A page that says less than this is judged by its buttons and banners too.
_LITTLE_SAID = 25
# Walls are judged on what stands first; none is longer.
_LETTERS_READ = 20_000
_END_LETTERS = 80
_START_LETTERS = 2_000
_SENTENCE = re.compile(r"[^.!?…。؟\n]+[.!?…。؟]*")
_TITLE_BREAK = re.compile(r"\s+[|–—·•»:/-]+\s+|\s*[|»·•]\s*")
_TITLE_EDGE = " \t.…!?:;,\"'“”„«»’*#-–—"
_WIDE_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
# Chinese, Japanese, Thai, Lao, Burmese, Khmer. Korean sets blanks.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LETTER = re.compile(r"[^\W_]")
_OPEN_END = re.compile(r"(?:\.\.\.|…|\[\s*(?:…|\.\.\.|\+)\s*\])[\"'”’»)\]]*\s*$")
_WALL_PHRASES = (
    block_cues.PHRASES,
    consent_cues.PHRASES,
    paywall_cues.PHRASES,
    paywall_cues.HINT_PHRASES,
    missing_cues.PHRASES,
    reader_cues.SHELL_PHRASES,
    reader_cues.LANGUAGE_CHOICES,
    reader_cues.NOT_IN_LANGUAGE,
)


class WallText:
    """A page's text as the quality gate sees it: in small letters, counted only as far as somebody asks.

    ``said`` is what is judged: the main text, or all that the page shows where the main text is thin.
    """

    def __init__(self, text: str, visible: str = "", *, thin_letters: int) -> None:
        self.words = count_words(text)
        self.is_thin = self.words < thin_letters and count_letters(text) < thin_letters
        self.text = text[:_LETTERS_READ].lower()
        self.visible = visible[:_LETTERS_READ].lower()
        self.said = f"{self.text}\n{self.visible}" if self.is_thin else self.text
        self.end = text[-_END_LETTERS:]

    @cached_property
    def own_words(self) -> int:
        """Words of what is said in sentences of its own."""
        sentences = (sentence for sentence in _SENTENCE.findall(self.said) if not _is_of_the_wall(sentence))
        return sum(count for count in map(count_words, sentences) if count >= _SENTENCE_WORDS)

    @property
    def own_share(self) -> float:
        return self.own_words / max(1, count_words(self.said))

    @property
    def ends_in_dots(self) -> bool:
        return _OPEN_END.search(self.end) is not None

    @property
    def breaks_off(self) -> bool:
        """Whether the main text ends in dots and the page offers to continue elsewhere."""
        return self.ends_in_dots and any(map(reader_cues.CONTINUES_ELSEWHERE.match, self.visible.split("\n")))

    @property
    def is_chooser(self) -> bool:
        return reader_cues.LANGUAGE_CHOICES.search(self.said) is not None and self.own_words < _BARRIER_WORDS

    def count(self, pattern: re.Pattern[str]) -> int:
        """How many different phrases of a kind are said, buttons included where the page says little else."""
        phrases = _phrases(pattern, self.said)
        if self.visible and self.own_words < _LITTLE_SAID:
            phrases |= _phrases(pattern, self.visible)
        return len(phrases)

    def count_visible(self, pattern: re.Pattern[str]) -> int:
        """As ``count``, over all that the page shows."""
        return len(_phrases(pattern, self.visible))

    def count_at_start(self, pattern: re.Pattern[str]) -> int:
        """As ``count``, over what stands first: enough to see what a long page is about."""
        return len(_phrases(pattern, self.text[:_START_LETTERS]))

    def has_order(self, pattern: re.Pattern[str]) -> bool:
        """Whether a short block tells its reader a phrase; in a long one it is what an article reports."""
        lines = f"{self.text}\n{self.visible}".split("\n")
        return any(_is_order(pattern, line) for line in lines if line.count(" ") < _BARRIER_WORDS)


def title_parts(line: str) -> list[str]:
    """A title whole and in the parts that its separators make, in small letters, without the signs around them."""
    parts = [line, *_TITLE_BREAK.split(line)]
    return [part for part in (part.strip(_TITLE_EDGE).lower() for part in parts) if part]


def count_words(text: str) -> int:
    """Words between blanks; where a script sets none, two of its signs are counted as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def count_letters(text: str) -> int:
    """Letters and digits; one sign of Chinese, Japanese or Korean says as much as three letters."""
    return len(_LETTER.findall(text)) + 2 * len(_WIDE_SCRIPT.findall(text))


def _phrases(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found.group(0) for found in pattern.finditer(text)}


def _is_order(pattern: re.Pattern[str], line: str) -> bool:
    words = line.count(" ") + 1
    if words < _LABEL_WORDS:
        return False
    is_told = words <= _ORDER_WORDS or reader_cues.ADDRESS.search(line) is not None
    return any(_opens_sentence(line[: found.start()], is_told=is_told) for found in pattern.finditer(line))


def _opens_sentence(before: str, *, is_told: bool) -> bool:
    """Whether a phrase is the site's own after ``before``: not a quotation, and told to the reader or put first."""
    before = before.rstrip()
    if before.endswith(_OPENING_QUOTES):
        return False
    return is_told or not before.strip(_TITLE_EDGE) or before.endswith(_SENTENCE_ENDS)


def _is_of_the_wall(sentence: str) -> bool:
    if any(pattern.search(sentence) for pattern in _WALL_PHRASES):
        return True
    if sentence.count(" ") > _VOCABULARY_WORDS:
        return False
    if not reader_cues.WALL_VOCABULARY.search(sentence):
        return False
    return any(cue.search(sentence) for cue in (reader_cues.ADDRESS, reader_cues.ORDERS))
