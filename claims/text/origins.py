"""Signs in a page of where its words come from: agency credits, press releases, canonical links, "according to".

A *mark* has a key that is the same on every page that goes back to one origin: ``agency:reuters``,
``page:https://…``, ``publisher:…``, ``document:…``. Credits and canonical links speak for the whole page; an
"according to" speaks only for the words around it, so its place is kept, and whoever groups pages asks for it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.errors import BadInput
from claims.text.agencies import AGENCIES, CREDIT_CUES, PICTURE_WORDS, RELEASE_WIRES
from claims.text.cited import cited_sources, source_keys
from claims.text.segments import Span
from claims.text.shingles import CHARACTERS_READ
from claims.text.urls import canonical_url, parse_web_address, publisher_of

ENGINE_VERSION = "origins-1"
CREDIT = "credit"
CANONICAL = "canonical"
CITES = "cites"
MARKS_AT_MOST = 60
KEY_LENGTH = 300
# A dateline: "CHERNIVTSI REGION, Ukraine, November 20, 2024" is about as long as they get.
DATELINE_CHARACTERS = 70
# A line that is nothing but a credit; longer ones are sentences.
CREDIT_LINE_CHARACTERS = 90
# A name alone on a line is a credit at the very top or bottom; elsewhere it mostly stands under a picture.
LINES_AT_EITHER_END = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign, with the words it was read in; `end` is 0 for what stands in markup or comes from a feed."""

    reason: str
    key: str
    words: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What is known of a page besides its text; the last two are what a feed names as the real publisher."""

    url: str = ""
    canonical_url: str = ""
    authors: tuple[str, ...] = ()
    source_name: str = ""
    source_url: str = ""


def marks_of(text: str, signs: PageSigns | None = None, *, language: str = "en") -> tuple[Mark, ...]:
    """Every sign on a page, credits and links first, then citations in the order of the text; at most 60."""
    signs = signs or PageSigns()
    # Reading takes seconds for each megabyte, and a page that is compared no further has no use for marks there.
    body = text[: min(_end_of_article(text), CHARACTERS_READ)]
    found = [
        *_own_marks(signs),
        *_canonical_marks(signs),
        *_feed_marks(signs),
        *_byline_marks(signs.authors),
        *_text_credits(body),
        *_release_marks(body),
        *_citations(body, language=language),
    ]
    credited = {(mark.key, mark.start) for mark in found if mark.reason == CREDIT}
    once = {
        (mark.reason, mark.key, mark.start): mark
        for mark in reversed(found)
        if mark.reason != CITES or (mark.key, mark.start) not in credited
    }
    kept = sorted(once.values(), key=lambda mark: (mark.reason == CITES, mark.start, mark.key))
    return tuple(kept[:MARKS_AT_MOST])


def agency_of(name: str) -> str:
    """The key of the agency that goes by this name, ``""`` when none does."""
    plain = _plain(name)
    return _KEY_OF_NAME.get(plain) or _KEY_OF_NAME.get(plain.removeprefix("the ").removeprefix("The "), "")


def agency_of_address(url: str) -> str:
    """The key of the agency whose own site this is, ``""`` when it is nobody's."""
    return _KEY_OF_DOMAIN.get(publisher_of(url), "")


def named_origin(key: str) -> str:
    """What to call the origin of a key where no better words are known: the name of an agency, a host, an address."""
    kind, _, rest = key.partition(":")
    return _NAME_OF_KEY.get(rest, rest) if kind == "agency" else rest


def page_key(url: str) -> str:
    """The key of one page: its address without what changes nothing (scheme, ``www.``, a slash at the end)."""
    try:
        address = parse_web_address(canonical_url(url))
    except BadInput:
        return f"page:{url}"[:KEY_LENGTH]
    query = f"?{address.query}" if address.query else ""
    return f"page:{address.host.removeprefix('www.')}{address.path.rstrip('/')}{query}"[:KEY_LENGTH]


# --- beside the text ------------------------------------------------------------------------------------------------


def _own_marks(signs: PageSigns) -> Iterator[Mark]:
    """An agency's own site is where its text comes from."""
    key = agency_of_address(signs.url)
    if key:
        yield Mark(CREDIT, f"agency:{key}", publisher_of(signs.url))


def _canonical_marks(signs: PageSigns) -> Iterator[Mark]:
    """The page names another one as the original; a link to a front page is a broken template."""
    try:
        address = parse_web_address(signs.canonical_url)
    except BadInput:
        return
    if address.path.strip("/") and page_key(signs.canonical_url) != page_key(signs.url):
        yield Mark(CANONICAL, page_key(signs.canonical_url), signs.canonical_url)
    key = agency_of_address(signs.canonical_url)
    if key:
        yield Mark(CREDIT, f"agency:{key}", signs.canonical_url)


def _feed_marks(signs: PageSigns) -> Iterator[Mark]:
    key = agency_of_address(signs.source_url) or agency_of(signs.source_name)
    publisher = publisher_of(signs.source_url)
    words = signs.source_name or signs.source_url
    if key:
        yield Mark(CREDIT, f"agency:{key}", words)
    elif publisher and publisher != publisher_of(signs.url):
        yield Mark(CREDIT, f"publisher:{publisher}", words)
    elif signs.source_name and not publisher and compact_name(signs.source_name) != label_of(publisher_of(signs.url)):
        yield Mark(CREDIT, f"publisher:{compact_name(signs.source_name)}"[:KEY_LENGTH], words)


def compact_name(name: str) -> str:
    """A publisher's name as its address would spell it: "The Guardian" → "theguardian"."""
    return "".join(character for character in name.casefold() if character.isalnum())


def label_of(publisher: str) -> str:
    """The part of a registrable domain that names its holder: "theguardian.com" → "theguardian"."""
    return publisher.partition(".")[0]


def _byline_marks(authors: Iterable[str]) -> Iterator[Mark]:
    for author in authors:
        for part in _AUTHOR_PARTS.split(author):
            key = agency_of(part)
            if key:
                yield Mark(CREDIT, f"agency:{key}", author)


# --- credits in the text --------------------------------------------------------------------------------------------


def _text_credits(text: str) -> Iterator[Mark]:
    lines = list(_lines(text))
    for place, line in enumerate(lines):
        if _AGENCY.search(text, line.start, line.end) or _REUTERS_SIGNATURE.search(text, line.start, line.end):
            is_at_end = place < LINES_AT_EITHER_END or place >= len(lines) - LINES_AT_EITHER_END
            yield from _line_credits(text, line, is_at_end=is_at_end and not _is_menu(text, lines, place))
        yield from _republished(text, line)


def _line_credits(text: str, line: Span, *, is_at_end: bool) -> Iterator[Mark]:
    """Credits of one line: a dateline, a closing bracket, a line that is only a credit, or a sentence that thanks."""
    words = line.of(text)
    opening = _DATELINE.match(words) or _BARE_DATELINE.match(words)
    if opening:
        yield from _credited(opening, at=line.start)
    if _PICTURE.search(words) and len(words) <= 2 * CREDIT_LINE_CHARACTERS:
        return
    only = _CREDIT_LINE.fullmatch(words) if len(words) <= CREDIT_LINE_CHARACTERS else None
    if only and (only["cue"] or is_at_end):
        yield from _credited(only, at=line.start)
    for pattern in _CREDIT_SENTENCES:
        for sentence in pattern.finditer(words):
            yield from _credited(sentence, at=line.start)
    signed = _REUTERS_SIGNATURE.search(words)
    if signed:
        yield Mark(CREDIT, "agency:reuters", signed[0], line.start + signed.start(), line.start + signed.end())


def _credited(match: re.Match[str], *, at: int) -> Iterator[Mark]:
    """One mark for each agency that the `agencies` of a match name."""
    for name in _AGENCY.finditer(match["agencies"]):
        start = at + match.start("agencies")
        yield Mark(CREDIT, f"agency:{agency_of(name[0])}", match[0].strip(), start, start + len(match["agencies"]))


def _republished(text: str, line: Span) -> Iterator[Mark]:
    """Read "This article was originally published by The Conversation"; an agency gets its own key."""
    match = _REPUBLISHED.search(text, line.start, line.end)
    if match is None:
        return
    name = match["publisher"].strip()
    agency = agency_of(name)
    key = f"agency:{agency}" if agency else f"publisher:{compact_name(name)}"
    yield Mark(CREDIT, key[:KEY_LENGTH], match[0], match.start(), match.end())


def _is_menu(text: str, lines: list[Span], place: int) -> bool:
    """Whether the line stands among links to several agencies: such lists are navigation."""
    neighbours = lines[max(0, place - 1) : place] + lines[place + 1 : place + 2]
    own = agency_of(_TRIMMED.sub("", lines[place].of(text)))
    others = {agency_of(_TRIMMED.sub("", line.of(text))) for line in neighbours} - {"", own}
    return bool(own and others)


def _release_marks(text: str) -> Iterator[Mark]:
    """A press release goes back to who issued it; without a name, to the service that spread it."""
    wire = _RELEASE.search(text)
    if wire is None:
        return
    issuer = _ISSUER.search(text, wire.end())
    keys = source_keys(issuer["name"]) if issuer else ()
    key = f"document:{keys[0]}" if keys else f"release:{RELEASE_WIRES[wire['wire']]}"
    words = issuer[0].strip() if issuer and keys else wire[0].strip()
    yield Mark(CREDIT, key[:KEY_LENGTH], words, wire.start(), wire.end())


def _citations(text: str, *, language: str) -> Iterator[Mark]:
    for source in cited_sources(text, language=language):
        agency = agency_of(source.words)
        key = f"agency:{agency}" if agency else f"document:{source.key}"
        reason = CREDIT if source.is_for_whole_page else CITES
        yield Mark(reason, key[:KEY_LENGTH], source.words, source.start, source.end)


# --- what lines look like -------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.end())


def _end_of_article(text: str) -> int:
    """Where what readers wrote begins: behind a heading for comments, which no article has in its first third."""
    match = _COMMENTS.search(text, len(text) // 3)
    return match.start() if match else len(text)


def _plain(name: str) -> str:
    return name.strip(" \t.,;:/\\|—–-()[]«»“”\"'（）【】").removesuffix("’s").removesuffix("'s")


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


_KEY_OF_NAME = {_plain(name): agency.key for agency in AGENCIES for name in agency.names}
_KEY_OF_DOMAIN = {domain: agency.key for agency in AGENCIES for domain in agency.domains}
_NAME_OF_KEY = {agency.key: agency.names[0] for agency in AGENCIES}
_EASTERN = [name for name in _KEY_OF_NAME if name[0] >= "\u3040"]
# Latin and Cyrillic names end where a word ends; in scripts without spaces nothing parts a name from what follows.
_NAMES = rf"(?:(?<!\w)(?:{_alternatives(set(_KEY_OF_NAME) - set(_EASTERN))})(?!\w)|(?:{_alternatives(_EASTERN)}))"
_AGENCY = re.compile(_NAMES)
_AND = r"\s*(?:[/,&+、]|\b(?:and|und|et|y|e|та|і|и)\b)\s*"
_LIST = rf"(?:[Tt]he\s)?{_NAMES}(?:{_AND}(?:the\s)?{_NAMES}){{0,4}}"
_CUES = _alternatives(cue for cues in CREDIT_CUES.values() for cue in cues)
_LINE = re.compile(r"[^\s][^\n\r]*")
_TRIMMED = re.compile(r"^\W+|\W+$")
_AUTHOR_PARTS = re.compile(r"[,|/;()]| - | – | — | for | of | and |\bby ", re.IGNORECASE)
_DASH = "[-—–]"
_DATELINE = re.compile(
    rf"\W{{0,3}}[^.!?\n(\[]{{0,{DATELINE_CHARACTERS}}}(?:\.\s?\d{{0,4}})?[^.!?\n(\[]{{0,12}}"
    rf"(?:[(\[（【]\s?(?P<agencies>{_LIST})(?:/\w{{2,12}})?\s?[)\]）】])\s*(?:[-—–.:,]|$|(?<=[）】]))"
)
_BARE_DATELINE = re.compile(
    rf"(?:[^\W\d_][^.!?\n]{{1,40}}[.,]\s?)?(?:(?:\d{{1,2}}\.?\s[^\W\d_]{{3,12}}|[^\W\d_]{{3,10}}\.?\s\d{{1,2}})"
    rf"(?:,?\s\d{{4}})?\.?[.,]?\s?)?/?(?P<agencies>{_LIST})/?(?:\s?{_DASH}{{1,2}}\s|\.\s|/\.?\s)"
)
_CREDIT_LINE = re.compile(
    rf"\W{{0,4}}(?:(?P<cue>(?i:{_CUES}))\s?[:：]?\s{{0,2}})?(?P<agencies>{_LIST})"
    r"(?:\s(?:Staff|staff|News Agency|news agency|staff writers?))?\W{0,4}"
)
_CREDIT_SENTENCES = (
    re.compile(rf"(?P<agencies>{_LIST})(?:\s\w+){{0,6}}?\scontributed\s(?:\w+\s){{0,2}}to\s(?:this|the)\s\w+"),
    re.compile(
        rf"\b(?i:with (?:additional )?(?:reporting|files|inputs?|material|information|contributions?)"
        rf" (?:from|by|of)|(?:mit|unter verwendung von) (?:agentur)?material (?:von|der)|за матеріалами(?: агентства)?"
        rf"|по материалам(?: агентства)?|con información de|com informações d[aeo])\s(?P<agencies>{_LIST})"
    ),
    re.compile(
        rf"(?:©|\([Cc]\)|\bCopyright\b)\W{{0,3}}(?:©\s?)?(?:\d{{4}}\W{{1,3}})?(?P<agencies>{_LIST})"
        r"(?=\W{0,3}(?:\d{4}|All rights|$))(?!/)"
    ),
    re.compile(rf"(?:[.!?”\"»]\s?)[(\[—–-]\s?(?P<agencies>{_LIST})(?:/\w{{2,12}})?\s?[)\]]?\s*$"),
    re.compile(rf"^(?P<agencies>{_alternatives(_EASTERN)})[^\n]{{0,30}}?[电電]"),
    re.compile(rf"^By\s[^\n]{{3,60}}[\s,|/–—-](?:of\s|for\s)?(?P<agencies>{_LIST})\W{{0,3}}$"),
)
# Reuters signs so, and hardly anybody else.
_REUTERS_SIGNATURE = re.compile(r"\bReporting by [^\n]{3,300}?[Ee]diting by ")
_REPUBLISHED = re.compile(
    r"\b(?:[Tt]his (?:article|story|report|piece|post) (?:was |is )?"
    r"(?:(?:originally |first )(?:published|appeared|produced)|(?:re)?published|republished|produced)"
    r"|[Oo]riginally published|[Rr]epublished)\s(?:by|in|on|from|with permission from)\s"
    r"(?P<publisher>(?:[Tt]he )?[A-Z][\w&’'.-]*(?: (?:of |the |and )?[A-Z][\w&’'-]*){0,4})"
)
_PICTURE = re.compile(rf"(?<!\w)(?:{_alternatives(PICTURE_WORDS)})(?!\w)", re.IGNORECASE)
_RELEASE = re.compile(rf"(?:/|--\s?\(|\(|\|\s?)(?P<wire>{_alternatives(RELEASE_WIRES)})(?:/|\)|\s?\|)")
_ISSUER = re.compile(
    r"^[ \t]*(?:SOURCE|Source|Quelle|Contact|Original-Content von):?[ \t]+(?P<name>[^\n]{2,80})$", re.MULTILINE
)
_COMMENTS = re.compile(
    r"^[ \t#*]*(?:\d+ )?(?:comments?|leave a (?:reply|comment)|join the (?:conversation|discussion)|reader comments"
    r"|коментарі|залишити коментар|комментарии|kommentare|commentaires|comentarios)\b[^\n]{0,12}$",
    re.IGNORECASE | re.MULTILINE,
)
