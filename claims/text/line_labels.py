"""Labels that a line begins with and that are no part of what it says: who speaks, and when it was written."""

import re
from collections import Counter

from claims.text.words import words_of

# A speaker's name and title are seldom longer; what is longer is a sentence with a colon.
_LABEL_CHARACTERS = 60
_WORDS_AT_MOST = 5
_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Who speaks in an interview: "Q:", "A:"; else a name, with a party or a role in brackets.
_SPEAKER = re.compile(
    rf"(?P<name>[^\W\d_][^:{_LINE_BREAKS}.!?,;\"“”«»()\[\]|\t]{{0,{_LABEL_CHARACTERS}}}"
    rf"(?:\.[^:{_LINE_BREAKS}!?,;\"“”«»()\[\]|\t]{{1,{_LABEL_CHARACTERS}}})?)"
    r"(?:\s\([^():\n]{1,40}\))?:[^\S\r\n]+(?=\S)"
)
_LINE_START = re.compile(rf"(?:(?<=[{_LINE_BREAKS}])|\A)[^\S\r\n]{{0,20}}(?=\S)")
_TIME = re.compile(
    r"(?:\[\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]|\(\d{1,2}[:.]\d\d(?:[:.]\d\d)?\)|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{1,2}[:.]\d\d(?=\s?(?:[ap]\.?m|GMT|BST|UTC|EST|EDT|CET|CEST|EET|ET|PT)\b))"
    r"(?:\s?[ap]\.?m\b\.?)?+(?:\s(?:GMT|BST|UTC|EST|EDT|CET|CEST|EET|ET|PT)\b)?+"
    r"(?:[^\S\r\n]*[-–—|:])?[^\S\r\n]+(?=[^\Wa-zа-яіїєґ_]|[\"“«‘'])"
)
# Words with a colon that head a line and name nobody.
_NO_SPEAKERS = words_of(
    "note notes update updated updates photo photos picture image video audio source sources credit credits caption "
    "data author authors by published posted breaking live watch read listen analysis opinion comment explained "
    "explainer exclusive correction corrections clarification warning claim verdict rating fact check fact-check "
    "rumour rumor truth myth conclusion summary background context example editor's more related see also today "
    "tomorrow yesterday result results score final question answer advertisement copyright contact location date time "
    "place where when what why who how total key figures tags topics keywords subject to from re cc ps p.s nb faq "
    "step part chapter section table figure fig appendix annex article item point country city population area "
    "джерело джерела фото оновлено автор відео увага примітка довідка важливо висновок вердикт твердження "
    "факт маніпуляція фейк правда оновлення quelle fuente fonte"
)


def label_end(text: str, start: int, end: int, *, speakers: frozenset[str]) -> int:
    """Give where the labels end that the line at ``start`` begins with; ``start`` when it has none."""
    start = min(_after_time(text, start), end)
    speaker = _SPEAKER.match(text, start, end)
    return speaker.end() if speaker and speaker["name"] in speakers else start


def _after_time(text: str, start: int) -> int:
    time = _TIME.match(text, start)
    return time.end() if time else start


def speaker_before(text: str, start: int, *, speakers: frozenset[str]) -> tuple[int, int] | None:
    """Give where the name of the speaker stands whose label ends at ``start``; None when none does."""
    since = max(start - 2 * _LABEL_CHARACTERS, 0)
    line = max(text.rfind(sign, since, start) for sign in _LINE_BREAKS) + 1
    while line < start and text[line].isspace():
        line += 1
    speaker = _SPEAKER.match(text, _after_time(text, line))
    is_label = speaker is not None and speaker.end() == start and speaker["name"] in speakers
    return speaker.span("name") if speaker and is_label else None


def speakers_in(text: str) -> frozenset[str]:
    """Find who speaks in a transcript: names in capitals, and other names that two lines or more begin with."""
    starts = (_after_time(text, line.end()) for line in _LINE_START.finditer(text))
    counted = Counter(match["name"] for start in starts if (match := _SPEAKER.match(text, start)))
    return frozenset(name for name, count in counted.items() if _is_speaker(name, count=count))


def _is_speaker(name: str, *, count: int) -> bool:
    words = name.split()
    lower = [word.lower().strip(".'’") for word in words]
    if not words or len(words) > _WORDS_AT_MOST or lower[0] in _NO_SPEAKERS or lower[-1] in _NO_SPEAKERS:
        return False
    if name.isupper():
        return len(name) > 1 or name in "QAПВЗ"
    return count > 1 and all(word[0].isupper() or word in ("de", "van", "von", "al", "of") for word in words)
