"""The claim standing alone: what the sentence says once who says it is taken off, and what was changed for that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text.attribution import Attribution
from claims.text.entities import Entity
from claims.text.frame import ClaimFrame
from claims.text.languages import en
from claims.text.reserve import has_comment, holds_speech_alone, is_understood_alone, says_only_when
from claims.text.segments import Span
from claims.text.tokens import tokens_of
from claims.text.words import words_of

# A longer chain than "X reported that Y told Z that" is left as it stands.
LINKS_TAKEN_OFF = 3
_WHITE_SPACE = re.compile(r"\s+")
_QUOTES = "\"“”„«»‘’'"
_DOUBLE_QUOTES = '"“”«»„'
_ENDS = " ,.!?…"
_THAT = (
    re.compile(r"[^,;:.?!\"“”]{0,60}?\sthat\s", re.IGNORECASE),
    re.compile(r"\s?,\s?що\s", re.IGNORECASE),
)
_COMMA = re.compile(r"\s?,\s+")
# What may follow "…, X said": to whom, when, where, and who X is.
_HEARER = r"(?:(?<=told)\s[^,;:.?!]{1,60})?"
_CIRCUMSTANCE = r"(?:\s(?:on|in|to|last|this|earlier|yesterday|today|late|at|during|after|before)\b[^,;:.?!]{0,60})?"
_DESCRIPTION = r"(?:,\s(?:a|an|the|who|whose|its|his|her|their)\b[^;:?!]{0,100})?"
_TRAILING = re.compile(rf"{_HEARER}{_CIRCUMSTANCE}{_DESCRIPTION}[.!]?\s*\Z")
_TRAILING_AS = re.compile(r",\sas\Z|,\sяк\Z")
_DASH = re.compile(r",\s?[—–-]\Z")
# After these first words the clause cannot stand alone: nobody knows who "he" is.
_UNNAMED_SUBJECTS = words_of(
    "he she they it we i you his her their its our my this these those such that who which and but or to latter "
    "він вона вони воно ми я це цей ця його її їхній наш мій"
)
# What a leading pronoun can stand for: kinds of names, and whether the name takes an 's.
_PERSON, _THING = frozenset({"PERSON"}), frozenset({"ORG", "PLACE", "AGREEMENT"})
_PRONOUNS = {
    "He": (_PERSON, ""), "She": (_PERSON, ""), "His": (_PERSON, "'s"), "Her": (_PERSON, "'s"),
    "It": (_THING, ""), "Its": (_THING, "'s"),
}  # fmt: skip
# "The European Union signed a contract. It covered": behind one of these stands what "it" may mean as well.
_ONE_THING = words_of("a an the this that another each every its their his her my our new")
_LEADING_PRONOUN = re.compile(rf"(?:{'|'.join(_PRONOUNS)})(?=\s)")
# "The bank raised rates. It surprised many": this "it" is what happened, not the bank.
_OF_EVENTS = words_of(
    "was were meant made came took seemed happened followed became marked surprised caused led brought showed helped "
    "appeared ended started worked mattered angered prompted sparked triggered"
)
_IMPERSONAL = re.compile("|".join(en.IMPERSONAL_MARKERS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """The claim in the machine's words; ``changes`` tells each thing that was done to the quote, in words."""

    text: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The sentence before, in the same paragraph: where a leading "he" may find its name."""

    span: Span
    frame: ClaimFrame


def stand_alone(text: str, span: Span, frame: ClaimFrame, *, before: Before | None = None) -> Standing:
    """Take off who says so, where that is certain, and name a leading pronoun whose name is certain."""
    rest = _without_attribution(text, span, frame)
    folded = _WHITE_SPACE.sub(" ", rest.of(text)).strip()
    changes = list(_taken_off(text, span, rest))
    bare = _without_quotes(folded, is_cut=rest != span)
    changes += ["quotation marks taken off"] if bare.strip(_ENDS) != folded.strip(_ENDS) else []
    folded = _closed(bare, like=text[span.end - 1]) if rest != span else bare
    named = _named(text, rest, before) if rest.start == span.start else None
    if named:
        pronoun, name = named
        folded = name + folded[len(pronoun) :]
        changes.append(f"“{pronoun}” is named from the sentence before: {name}")
    return Standing(folded[:1].upper() + folded[1:], tuple(changes))


def _without_attribution(text: str, span: Span, frame: ClaimFrame) -> Span:
    start, end = span.start, span.end
    for link in frame.attribution[:LINKS_TAKEN_OFF]:
        cut = _after_leading_link(text, Span(start, end), link, frame)
        if cut is None or has_comment(text, Span(cut, end)) or not holds_speech_alone(text, Span(start, cut), frame):
            break
        start = cut
    if frame.attribution and frame.attribution[-1].start > start:
        cut = _before_trailing_link(text, Span(start, end), frame.attribution[-1])
        end = cut if cut and holds_speech_alone(text, Span(cut, end), frame) else end
    rest = Span(start, end)
    is_sound = not _holds_another_speaker(text, rest, frame) and is_understood_alone(text, rest, frame)
    return rest if is_sound else span


def _holds_another_speaker(text: str, rest: Span, frame: ClaimFrame) -> bool:
    """Tell whether what is left may seem said by one who said only a part of it: "A, Roe said, and B[, Pell said]"."""
    starts = [link.start for link in frame.attribution if rest.start <= link.start < rest.end]
    return bool(starts) and (starts[-1] > rest.start or has_comment(text, rest))


def _taken_off(text: str, span: Span, rest: Span) -> Iterator[str]:
    for start, end in ((span.start, rest.start), (rest.end, span.end)):
        words = _WHITE_SPACE.sub(" ", text[start:end]).strip(" ,.!?…" + _QUOTES)
        if words:
            yield f"taken off: “{words}”"


def _after_leading_link(text: str, rest: Span, link: Attribution, frame: ClaimFrame) -> int | None:
    """Give where the statement begins behind "X said that" or "According to X,"; None when that is not certain."""
    if link.start < rest.start or not says_only_when(text, Span(rest.start, link.start), frame):
        return None
    is_phrase = text.startswith(link.cue, link.start) and text.endswith(link.who, link.start, link.end)
    ends_with_comma = is_phrase or text[rest.start : link.start].strip().lower() in ("as", "як")
    for pattern in (_COMMA,) if ends_with_comma else _THAT:
        match = pattern.match(text, link.end, rest.end)
        if match and _can_stand_alone(text, match.end(), rest.end):
            return match.end()
    return None


def _can_stand_alone(text: str, start: int, end: int) -> bool:
    first = _WHITE_SPACE.split(text[start : min(end, start + 40)].lstrip(_QUOTES), maxsplit=1)[0].lower()
    return bool(first) and first.rstrip(",.") not in _UNNAMED_SUBJECTS and end - start > 12


def _before_trailing_link(text: str, rest: Span, link: Attribution) -> int | None:
    """Give where the statement ends before ", X told Y on Tuesday."; None when something else follows or leads."""
    tail = text[link.start : rest.end]
    if not _TRAILING.match(tail, link.end - link.start):
        return None
    before = text[rest.start : link.start].rstrip()
    # «Ми переможемо», — сказав
    before = _DASH.sub(",", _TRAILING_AS.sub(",", before))
    body = before.rstrip(_QUOTES).rstrip()
    has_comma = before.endswith(",") or body.endswith(",")
    if not has_comma or not _can_stand_alone(text, rest.start, rest.start + len(body)):
        return None
    return rest.start + len(before)


def _without_quotes(statement: str, *, is_cut: bool) -> str:
    """Take off the marks around a statement that lost its speaker, and one whose fellow stands in another sentence."""
    body = statement.rstrip(" ,.")
    marks = sum(body.count(mark) for mark in _DOUBLE_QUOTES)
    # “Foreign agents” paid: there the marks are part of what is said; 6" is six inches.
    is_open = body[:1] in _DOUBLE_QUOTES
    is_closed = body[-1:] in _DOUBLE_QUOTES and not (body.endswith('"') and body[-2:-1].isdigit() and marks == 1)
    if (marks == 1 and (is_open or is_closed)) or (is_cut and marks == 2 and is_open and is_closed):
        return body.strip(_DOUBLE_QUOTES).rstrip(" ,")
    return statement.rstrip(" ,") if is_cut else statement


def _closed(statement: str, *, like: str) -> str:
    """End the statement with a full stop where cutting took it away."""
    if statement[-1:] in ".!?…" or not statement:
        return statement
    return statement + (like if like in ".!?…" else ".")


# --- leading pronouns -----------------------------------------------------------------------------------------------


def _named(text: str, span: Span, before: Before | None) -> tuple[str, str] | None:
    """Give a leading pronoun and the name it surely stands for; None in any doubt."""
    match = _LEADING_PRONOUN.match(text, span.start, span.end)
    if not match or before is None or _IMPERSONAL.match(text, span.start, span.end):
        return None
    labels, ending = _PRONOUNS[match[0]]
    if match[0] == "It" and not _is_actor(text, Span(match.end(), span.end)):
        return None
    name = _only_subject(text, before, labels)
    if not name or _may_mean_another(
        text, match[0], Span(before.span.start, before.span.start + len(name)), before.span
    ):
        return None
    return match[0], name + ending


def _is_actor(text: str, rest: Span) -> bool:
    """Tell whether the word behind "It" is something that a body or a state does."""
    following = _WHITE_SPACE.split(text[rest.start : min(rest.end, rest.start + 40)].strip(), maxsplit=1)[0].lower()
    is_past = following in en.PAST_WORDS or (following.endswith("ed") and len(following) > 4)
    return (is_past or following == "will") and following not in _OF_EVENTS


def _only_subject(text: str, before: Before, labels: frozenset[str]) -> str:
    """Give the one name of these kinds in the sentence before, when it opens that sentence; else nothing."""
    entities = [entity for entity in before.frame.entities if entity.label in labels]
    # One more of its kind, even a place beside a body, and the pronoun might mean the other.
    if len(entities) != 1 or not _opens(text, before.span, entities[0]):
        return ""
    article = text[before.span.start : entities[0].start]
    return article + entities[0].text


def _opens(text: str, span: Span, entity: Entity) -> bool:
    """Tell whether nothing but an article stands before the name."""
    return text[span.start : entity.start].strip().lower() in ("", "the")


def _may_mean_another(text: str, pronoun: str, name: Span, before: Span) -> bool:
    """Tell whether a wife, a rival or "a report" stands beside the name, or the name is not of the pronoun's sex."""
    behind = [token for token in tokens_of(text, Span(name.end, before.end)) if token.kind == "word"]
    if pronoun in ("It", "Its"):
        return any(token.lower in _ONE_THING for token in behind)
    others = en.WOMENS_NAMES | en.WOMENS_TITLES if pronoun in ("He", "His") else en.MENS_NAMES | en.MENS_TITLES
    own = en.MENS_NAMES | en.MENS_TITLES if pronoun in ("He", "His") else en.WOMENS_NAMES | en.WOMENS_TITLES
    words = {token.lower for token in tokens_of(text, name)}
    return bool(words & others and not words & own) or any(token.lower in en.PERSON_WORDS for token in behind)
