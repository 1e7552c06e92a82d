"""Words that turn a statement round, take something out of it, or leave all but something out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claims.text.languages import en, uk
from claims.text.segments import Span

_TABLES = {"en": en, "uk": uk}
_CONTRACTED = "n't"
_WORD = re.compile(r"\w+")
_EVERYBODY = "|".join(rf"(?<=\b{word}\s)" for word in ("everyone", "everybody", "everything", "anyone", "anybody"))
_ALL_BUT = (
    rf"(?<!\w)all\sbut(?=\s(?:\d|(?-i:[A-Z])|(?:{'|'.join(sorted(en.AFTER_ALL_BUT))})(?!\w)"
    rf"|an?\s(?:{'|'.join(sorted(en.AFTER_ALL_BUT_A))})(?!\w)))"
)
_DEGREES = "(?:більш|менш|вищ|нижч|дорожч|дешевш|довш|коротш|старш|молодш|важч|легш|ширш|вужч)"
_NUMBERS = (
    "(?:од[ин]|дв[аіоу]|тр[иьо]|чотир|п['’]ят|ш[іе]ст|с[іе]м|в[іо]с|дев['’]ят|десят|дванадцят|сорок|ст[оа]|тисяч|мільйон"
    "|мільярд|півтор|половин|третин|чверт)"
)
_TO_FIGURE = rf"(?=(?:,?\s(?:за|від|ніж|як|у|в|на|по|позначку|рівень))?\s(?:[$€£]?\d|{_NUMBERS}))"
# What stands before and after the tables' own words, for each kind.
_MORE = {
    "en": {
        # "No. 5" and "No 10" are numbers, "no-fly" is one word, the sole of a shoe is no limit.
        "none": r"(?<!\w)no\.(?=\s*\d)|(?<!\w)(?-i:No)\s?\d|(?<!\w)no[-‑](?!one(?!\w))\w|(?<!\w)sole\sof(?!\w)"
        r"|(?<!\w)(?:from|by|for|of|are|is|was|were|without|be)\sexcluding(?!\w)",
        "exception": rf"{_ALL_BUT}|(?:{_EVERYBODY})but(?!\w)"
        r"|(?<!\w)bar(?=\s(?:none|one|two|three|four|five|the|a\sfew|\d)(?!\w))",
        "exclusive": r"(?<!\w)alone(?!\w)",
        "negation": r"(?<=[a-z])n['’]t(?!\w)",
    },
    "uk": {
        # "відмовилися від" gives something up; "єдиний реєстр" is one for all.
        "none": rf"(?<!\w)відмовил\w{{1,4}}\sвід(?!\w)|(?<!\w)відмовився\sвід(?!\w)"
        # "не перевищує 5 %", "не старші за десять років": their "не" belongs to the comparator
        rf"|(?<!\w)не\s(?:перевищ\w{{1,9}}|{_DEGREES}\w{{0,3}}){_TO_FIGURE}"
        rf"|(?<!\w)не\s(?:опуска|пада|впа|знижу|підні|збіль)\w{{1,9}}\s(?:нижче|вище){_TO_FIGURE}"
        r"|(?<!\w)не\s(?:хто|що)\sінш\w{1,3},?\sяк(?!\w)"
        rf"|(?<!\w)єдин\w{{1,3}}\s(?:{'|'.join(uk.AFTER_COMMON)})",
        # rarer pronouns and adverbs, and the other tenses of refusing to do something
        "negation": r"(?<!\w)(?:ніскільки|аніскільки|анітрохи|нітрохи|нізащо|нінащо|ніщо|ніякі|ніякими|ніякою"
        r"|нікотр\w{1,4}|жоднісіньк\w{1,4}|відмовля(?:вся|лася|лась|лися|лись|тиметься|тимуться)|відмов(?:иться|ляться))(?!\w)(?!\sвід(?!\w))",
        "exclusive": r"(?<!\w)(?:суто|одн\w{1,3}-єдин\w{1,3})(?!\w)",
    },
}
_WORD_BEFORE = re.compile(r"([\w'’-]+)[,)]?\s$")
_WORDS_LOOKED_BACK = 40
_MORE_FIRST_WORDS = {
    "en": frozenset({"t", "all", "alone", "bar", "but"}),
    "uk": frozenset({"суто", "одним", "одна", "один", "одну", "одного", "відмовлявся", "відмовлялася", "відмовлялися"}),
}


@dataclass(frozen=True, slots=True)
class NegationCue:
    """One cue as it stands in the text; ``kind`` is ``negation``, ``exception`` or ``exclusive``."""

    cue: str
    kind: str
    start: int
    end: int


def find_negations(text: str, span: Span, *, language: str = "en") -> tuple[NegationCue, ...]:
    """Find the cues of negation, exception and exclusion in order; "not only" and "no doubt" are none."""
    if language not in _TABLES or not _may_hold_cue(text, span, language=language):
        return ()
    return tuple(
        NegationCue(match[0], match.lastgroup, match.start(), match.end())
        for match in _pattern(language).finditer(text, span.start, span.end)
        if match.lastgroup and match.lastgroup != "none" and not _is_lonely(text, match, span=span)
    )


def _is_lonely(text: str, match: re.Match[str], *, span: Span) -> bool:
    """Whether an "alone" tells that somebody is by himself, and not that one thing is enough: "in Kyiv alone"."""
    if match[0].lower() != "alone":
        return False
    before = _WORD_BEFORE.search(text, max(span.start, match.start() - _WORDS_LOOKED_BACK), match.start())
    if before is None:
        return True
    word = before[1]
    if word.lower() in en.PRONOUNS_BEFORE_ALONE and text.startswith(en.AFTER_ALONE, match.end()):  # "it alone has"
        return False
    if word[0].isdigit() or word.lower() in en.BEFORE_ALONE:
        return False
    if word[0].isupper() and before.start() > span.start:
        return False
    is_verb = word.lower() in en.NOT_BEFORE_ALONE or word.lower().endswith(("ed", "ing"))
    return is_verb or text.startswith(en.AFTER_LONELY, match.end())


def _may_hold_cue(text: str, span: Span, *, language: str) -> bool:
    """Whether a cue's first word is there: that costs less than the pattern, and most have none."""
    return not _first_words(language).isdisjoint(_WORD.findall(span.of(text).lower()))


@cache
def _first_words(language: str) -> frozenset[str]:
    """The first words of all cues; "isn't" is cut at its apostrophe."""
    tables = _TABLES[language]
    phrases = (*tables.NEGATIONS, *tables.EXCEPTIONS, *tables.EXCLUSIVES)
    words = {_WORD.findall(phrase)[0] for phrase in phrases if phrase != _CONTRACTED}
    return frozenset(words | _MORE_FIRST_WORDS[language])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    tables = _TABLES[language]
    groups = (
        ("none", tables.NOT_NEGATIONS),
        ("exception", tables.EXCEPTIONS),
        ("exclusive", tables.EXCLUSIVES),
        ("negation", tables.NEGATIONS),
    )
    more = _MORE[language]
    patterns = (f"(?P<{name}>{_any_of(phrases)}{'|' * (name in more)}{more.get(name, '')})" for name, phrases in groups)
    return re.compile("|".join(patterns), re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    """Match any of the phrases as whole words, the longest first, over any single white space."""
    longest_first = sorted((phrase for phrase in phrases if phrase != _CONTRACTED), key=len, reverse=True)
    patterns = [r"\s".join(re.escape(word) for word in phrase.split()) for phrase in longest_first]
    return rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
