"""Whom a text cites, each in a form in which two texts can be compared: "according to the Ministry of Health".

The key of a body is its words in alphabetical order without joining words, so that "Ministry of Health" and "the
health ministry" are one; of a person, the last name. "Officials" and "a source" have no key: nobody can tell
whether two texts mean the same ones. English and Ukrainian are read; in other languages nothing is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.text.agencies import AGENCIES, BODY_ALIASES, UKRAINIAN_BODY_STEMS
from claims.text.attribution import find_attributions, names_somebody
from claims.text.entities import find_entities
from claims.text.languages import en, uk
from claims.text.segments import Span, sentence_spans
from claims.text.terms import stem_of
from claims.text.words import words_of

# "the National Institute for Public Health and the Environment" has five words that count.
WORDS_AT_MOST = 10

_WORD = re.compile(r"[^\W\d_][\w'’ʼ-]*|\d+")
# Words that join the words of a name and tell nothing of whose it is.
_JOINERS = words_of("a an and at by for from in its of on our that the their these this to")
# What may follow or lead a name without being of it: "data from the ICRC", "the ICRC annual report of 2023".
_ABOUT_NAMES = words_of(
    "annual calculations data document documents estimate estimates facebook figure figures information latest monthly "
    "new official page post preliminary press quarterly release releases report reports site s spokesman spokesperson "
    "spokeswoman statement statements statistics studies study survey telegram channel website weekly"
) | frozenset(str(year) for year in range(1990, 2040))
_UKRAINIAN_GENERIC = words_of(
    "а в від газета газети до дані даних з за звіт звіті звіту зі із та і й на о про прес пресслужба пресслужби "
    "прес-служба прес-служби прес-службу речник речника речниця своєму сайт сайті сторінці телеграм телеграмі "
    "facebook telegram у цьому що повідомлення повідомленні повідомленням видання виданню джерело джерела глава "
    "глави голова голови міністр міністра міністерка президент президента премєр премєра прем'єр начальник керівник "
    "агентство агентства агентству"
)
# Of these only what stands before tells: "Washington Post", "Office for National Statistics".
_LAST_IN_NAMES = words_of("post statistics")
_ALONE_TOO_VAGUE = frozenset(
    stem_of(word, "uk")
    for word in words_of(
        "міністерство служба суд рада поліція центр комітет комісія банк управління офіс фонд компанія організація "
        "бюро департамент адміністрація прокуратура інститут університет видання газета штаб парламент уряд"
    )
)  # fmt: skip
_NOBODY = (
    frozenset(en.MONTHS)
    | frozenset(en.WEEKDAYS)
    | en.UNNAMED_SPEAKERS
    | en.FUNCTION_WORDS
    | words_of("nobody nothing none everybody everyone anybody anyone something someone somebody")
)
_SPELLINGS = {"defense": "defence", "centre": "center", "organisation": "organization", "labour": "labor"}
_ACRONYM = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?:\s(?:of|the|for|and|on|to|in|de|[A-Z][\w'’-]+)){1,9})\s\((?P<short>[A-Z]{2,8})\)"
)
_TOLD = re.compile(r"\btold\s(?P<who>(?:[Tt]he\s)?[A-Z][\w&’'-]*(?:\s(?:of\s|the\s)?[A-Z][\w&’'-]*){0,5})")
_WHOLE_PAGE = {
    "en": re.compile(r"\b(?:This|The news|It) (?:was|is|has been) (?:first )?reported by (?P<who>[^.,;\n]{2,80})"),
    "uk": re.compile(
        r"\bПро це[^.\n]{0,40}?\b(?:повідомля(?:є|ють)|повідоми(?:в|ла|ло|ли)|пишуть|пише|передає|інформує|розповідає"
        r"|заяви(?:в|ла|ло|ли)|(?:йдеться|сказано|свідчать дані)[^.\n]{0,25}?\s(?:у|в|на))\s(?P<who>[^.,;\n]{2,80})"
    ),
}
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_CUE_WORD = re.compile(r"[^\W\d_]+")
_CUES = {
    language: frozenset(
        (*words.STATEMENT_VERBS, *words.REPORTING_VERBS, *(part.split()[0] for part in words.ATTRIBUTION_PHRASES))
    )
    for language, words in (("en", en), ("uk", uk))
}
_CITING = re.compile(r"\s(?:з посиланням на|посилаючись на|з посиланням|citing|quoting)\s")
_AGENCY_NAMES = frozenset(name for agency in AGENCIES for name in agency.names)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """Somebody a text cites: the key, the words that name them and where those stand.

    `is_for_whole_page` is true of "Про це повідомляє Укрінформ", which says where the whole text comes from.
    """

    key: str
    words: str
    start: int
    end: int
    is_for_whole_page: bool = False


def cited_sources(text: str, *, language: str = "en") -> tuple[CitedSource, ...]:
    """Everybody the text names as a source of what it says, in the order of the text."""
    if language not in _WHOLE_PAGE:
        return ()
    shorts = _acronyms(text)
    found: dict[tuple[int, str], CitedSource] = {}
    for who in _cited_spans(text, language=language):
        for key in _with_acronym(source_keys(who.words, language=language), shorts):
            found.setdefault((who.start, key), replace(who, key=key))
    return tuple(found[place] for place in sorted(found))


def source_keys(who: str, *, language: str = "en") -> tuple[str, ...]:
    """The keys by which this source may be known elsewhere; none when the words do not tell who it is."""
    key = _ukrainian_key(who) if language == "uk" else _english_key(who)
    return (_aliases(language).get(key, key),) if key else ()


def _cited_spans(text: str, *, language: str) -> Iterator[CitedSource]:
    """Who is cited where, with an empty key, those that speak for the whole page first."""
    for match in _WHOLE_PAGE[language].finditer(text):
        yield from _parted(match["who"], match.start("who"), is_for_whole_page=True)
    for sentence in _reporting_sentences(text, language=language):
        for link in find_attributions(text, sentence, language=language):
            start = text.find(link.who, link.start, link.end)
            if start >= 0:
                yield from _parted(link.who, start)
    if language == "en":
        for match in _TOLD.finditer(text):
            if _is_outlet(match["who"]):
                yield from _parted(match["who"], match.start("who"))


def _reporting_sentences(text: str, *, language: str) -> Iterator[Span]:
    """Sentences with a word by which somebody is made to speak; the others are not worth parsing."""
    cues = _CUES[language]
    for paragraph in _PARAGRAPH.finditer(text):
        if cues.isdisjoint(_CUE_WORD.findall(paragraph[0].lower())):
            continue
        for span in sentence_spans(paragraph[0], language=language):
            if not cues.isdisjoint(_CUE_WORD.findall(span.of(paragraph[0]).lower())):
                yield Span(paragraph.start() + span.start, paragraph.start() + span.end)


def _parted(who: str, start: int, *, is_for_whole_page: bool = False) -> Iterator[CitedSource]:
    parts = _CITING.split(who)
    for part in parts:
        words = part.strip(' -—–,;:«»“”"')
        place = start + who.find(words)
        if words:
            yield CitedSource("", words, place, place + len(words), is_for_whole_page and part == parts[0])


def _is_outlet(who: str) -> bool:
    """Whether what was told to somebody was told to a newspaper and not to a court or a friend."""
    name = who.removeprefix("the ").removeprefix("The ")
    last = name.rpartition(" ")[2].lower()
    is_known = name.lower() in en.ORGANISATIONS or name in _AGENCY_NAMES
    return is_known or last in words_of("times post journal herald tribune news press gazette independent")


# --- keys -----------------------------------------------------------------------------------------------------------


def _english_key(who: str) -> str:
    entities = find_entities(who, Span(0, len(who)), language="en")
    bodies = [entity for entity in entities if entity.label in ("ORG", "AGREEMENT")]
    if bodies:
        # "Ukraine's Ministry of Defence" and "Russia's" are two.
        places = [entity.text for entity in entities if entity.label == "PLACE" and entity.end < bodies[0].start]
        return _bag(_name_words(" ".join([*places, bodies[0].text])))
    if names_somebody(who):
        return _person_or_name(who)
    return _lower_case_body(who)


def _person_or_name(who: str) -> str:
    """The last name of a person; a body of one word ("Oxfam") is the same."""
    words = [word.removesuffix("'s") for word in _WORD.findall(who.replace("’", "'"))]
    names = [word for word in words if word[0].isupper() and word.lower() not in en.DEMONYMS | _ABOUT_NAMES]
    return names[-1].lower() if names and names[-1].lower() not in _NOBODY else ""


def _lower_case_body(who: str) -> str:
    """The key of "the health ministry"; of "the ministry" and "local police" there is none."""
    words = _name_words(who)
    bodies = [word for word in words if word in en.ORGANISATION_WORDS and word not in ("police", "court", "company")]
    others = [word for word in words if word not in (*bodies, *_ABOUT_NAMES) and word not in en.UNNAMED_SPEAKERS]
    return _bag([*bodies, *others]) if bodies and others and len(words) <= 5 else ""


def _name_words(name: str) -> list[str]:
    """The words of a name that count: of "the ICRC annual report of 2023" one, "State Statistics Service" is whole."""
    words = [word.removesuffix("'s").lower() for word in _WORD.findall(name.replace("’", "'"))]
    kept = [_SPELLINGS.get(word, word) for word in words if word not in _JOINERS]
    while len(kept) > 1 and kept[-1] in _ABOUT_NAMES and kept[-1] not in _LAST_IN_NAMES:
        kept.pop()
    while len(kept) > 1 and kept[0] in _ABOUT_NAMES:
        kept.pop(0)
    return kept


def _ukrainian_key(who: str) -> str:
    words = _WORD.findall(who.replace("’", "ʼ").replace("'", "ʼ"))[:WORDS_AT_MOST]
    body = next((place for place, word in enumerate(words) if _is_ukrainian_body(word)), None)
    if body is not None:
        stems = [_ukrainian_stem(word) for word in _with_adjectives(words, body) if not _is_ukrainian_generic(word)]
        is_vague = len(stems) == 1 and stems[0] in _ALONE_TOO_VAGUE
        return "" if is_vague else _bag(stems)
    names = [word for word in words if word[0].isupper() and not _is_ukrainian_generic(word)]
    is_unnamed = not names or names[-1].lower() in uk.UNNAMED_SPEAKERS
    return "" if is_unnamed else _ukrainian_stem(names[-1])


def _with_adjectives(words: list[str], body: int) -> list[str]:
    """The words of a body's name: adjectives stand before it, the rest after it."""
    first = body
    while first > 0 and words[first - 1].lower().endswith(("ий", "ого", "ому", "им", "а", "ої", "ій", "ою", "е", "я")):
        first -= 1
    return words[first:]


def _is_ukrainian_body(word: str) -> bool:
    lower = word.lower()
    return lower.startswith((*uk.ORGANISATION_STEMS, *UKRAINIAN_BODY_STEMS)) and not _is_ukrainian_generic(word)


def _is_ukrainian_generic(word: str) -> bool:
    return word.lower().replace("ʼ", "") in _UKRAINIAN_GENERIC


def _ukrainian_stem(word: str) -> str:
    """A stem that "Зеленський" and "Зеленського" share."""
    return stem_of(word.lower().replace("ʼ", ""), "uk").removesuffix("ськ")


def _bag(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words))[:WORDS_AT_MOST])


@lru_cache(maxsize=2)
def _aliases(language: str) -> dict[str, str]:
    """Key of a whole name → key of the short one."""
    make = _ukrainian_key if language == "uk" else _english_key
    pairs = [
        (make(whole) or _bag(_name_words(whole)), make(short) or short.lower())
        for short, whole in BODY_ALIASES[language]
    ]
    return dict(pairs)


def _acronyms(text: str) -> dict[str, str]:
    """Key → other key for every "Full Name (FN)" of the text."""
    pairs = [(_bag(_name_words(match["name"])), match["short"].lower()) for match in _ACRONYM.finditer(text)]
    return {**dict(pairs), **{short: name for name, short in pairs}}


def _with_acronym(keys: tuple[str, ...], shorts: dict[str, str]) -> tuple[str, ...]:
    others = [shorts[key] for key in keys if key in shorts]
    return tuple(dict.fromkeys([*keys, *others]))
