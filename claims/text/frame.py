"""The frame of a claim: what it counts, when, about whom, negated or not, and who says so."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from claims.text.attribution import Attribution, claimant_of, find_attributions
from claims.text.dates import DateMention, find_dates
from claims.text.entities import Entity, find_entities
from claims.text.languages import en
from claims.text.negation import NegationCue, find_negations
from claims.text.quantities import Quantity, find_quantities
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of
from claims.text.words import words_of

# A longer chain than "X reported that Y told Z that" is left as it stands.
LINKS_TAKEN_OFF = 3
# "two officials said": a figure this small that counts speakers is no figure of the claim.
SPEAKERS_AT_MOST = 9
_WHITE_SPACE = re.compile(r"\s+")
_QUOTES = "\"“”„«»‘’'"
_THAT = {
    "en": re.compile(r"[^,;:.?!\"“”]{0,60}?\sthat\s", re.IGNORECASE),
    "uk": re.compile(r"\s?,\s?що\s", re.IGNORECASE),
}
_COMMA = re.compile(r"\s?,\s+")
_TRAILING_CIRCUMSTANCE = re.compile(
    r"(?:\s(?:on|in|last|this|earlier|yesterday|today|late|at)\b[^,;:.?!]{0,60})?[.!]?\s*$"
)
# After these first words the clause cannot stand alone: nobody knows who "he" is.
_UNNAMED_SUBJECTS = words_of(
    "he she they it we i you his her their its our my this these those such that who which and but or to a. the- "
    "latter він вона вони воно ми я це цей ця"
)
_SUPERLATIVES = en.RANK_WORDS - {"only", "never", "most", "least", "record", "second", "third", "first"}


@dataclass(frozen=True, slots=True)
class ClaimFrame:
    """Everything that was read in one sentence; ``kind`` is quantity, comparison, rank, event, quote or rule."""

    kind: str
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    negations: tuple[NegationCue, ...]
    negated: bool
    claimant: str | None
    attribution: tuple[Attribution, ...]


def read_frame(text: str, span: Span, *, language: str = "en", published_on: date | None = None) -> ClaimFrame:
    """Read one sentence; offsets are those of the whole text."""
    dates = find_dates(text, span, language=language, published_on=published_on)
    quantities = find_quantities(text, span, language=language, dates=dates)
    negations = find_negations(text, span, language=language)
    attribution = find_attributions(text, span, language=language)
    quantities = tuple(quantity for quantity in quantities if not _counts_speakers(quantity, attribution))
    return ClaimFrame(
        kind=_kind_of(text, span, quantities=quantities, attribution=attribution),
        quantities=quantities,
        dates=dates,
        entities=find_entities(text, span, language=language),
        negations=negations,
        negated=any(cue.kind == "negation" and not _is_inside(cue, attribution) for cue in negations),
        claimant=claimant_of(attribution),
        attribution=attribution,
    )


def _counts_speakers(quantity: Quantity, attribution: tuple[Attribution, ...]) -> bool:
    """Tell whether it counts who speaks: "two US officials said"."""
    head = (quantity.noun or "").rpartition(" ")[2].lower()
    if quantity.unit or quantity.value > SPEAKERS_AT_MOST or head not in en.UNNAMED_SPEAKERS:
        return False
    return any(link.start <= quantity.start and quantity.end <= link.end for link in attribution)


def _is_inside(cue: NegationCue, attribution: tuple[Attribution, ...]) -> bool:
    """Tell whether the speaker's clause holds the cue: "officials who did not want to be named said"."""
    return any(link.start <= cue.start and cue.end <= link.end for link in attribution)


def _kind_of(text: str, span: Span, *, quantities: tuple[Quantity, ...], attribution: tuple[Attribution, ...]) -> str:
    tokens = tokens_of(text, span)
    words = {token.lower for token in tokens}
    if attribution and _is_mostly_quotation(tokens):
        return "quote"
    if words & _SUPERLATIVES or ("most" in words and not quantities):
        return "rank"
    if "than" in words and words & en.COMPARISON_WORDS - {"than"} and not any(q.comparator != "=" for q in quantities):
        return "comparison"
    if quantities:
        return "quantity"
    return "rule" if len(words & en.RULE_WORDS) > 1 else "event"


def _is_mostly_quotation(tokens: tuple[Token, ...]) -> bool:
    """Tell whether more than half of the sentence stands between its first and last quotation mark."""
    marks = [index for index, token in enumerate(tokens) if token.kind == "symbol" and token.text in '"“”„«»']
    return len(marks) > 1 and 2 * (marks[-1] - marks[0]) > len(tokens)


# --- as JSON --------------------------------------------------------------------------------------------------------


def frame_as_json(frame: ClaimFrame) -> dict[str, Any]:
    """Give the frame as plain data; whole values are integers, days are ISO strings or None."""
    return {
        "kind": frame.kind,
        "quantities": [
            asdict(quantity) | {"value": _plain(quantity.value), "high": _plain(quantity.high)}
            for quantity in frame.quantities
        ],
        "dates": [
            asdict(mention) | {"start_date": _iso(mention.start_date), "end_date": _iso(mention.end_date)}
            for mention in frame.dates
        ],
        "entities": [asdict(entity) for entity in frame.entities],
        "negations": [asdict(cue) for cue in frame.negations],
        "negated": frame.negated,
        "claimant": frame.claimant,
        "attribution": [asdict(link) for link in frame.attribution],
    }


def frame_from_json(value: dict[str, Any]) -> ClaimFrame:
    """Build the frame that ``frame_as_json`` wrote; raises KeyError or TypeError for anything else."""
    return ClaimFrame(
        kind=value["kind"],
        quantities=tuple(
            Quantity(**{**entry, "value": float(entry["value"]), "high": _if_known(entry["high"], float)})
            for entry in value["quantities"]
        ),
        dates=tuple(
            DateMention(
                **{**entry, **{key: _if_known(entry[key], date.fromisoformat) for key in ("start_date", "end_date")}}
            )
            for entry in value["dates"]
        ),
        entities=tuple(Entity(**entry) for entry in value["entities"]),
        negations=tuple(NegationCue(**entry) for entry in value["negations"]),
        negated=value["negated"],
        claimant=value["claimant"],
        attribution=tuple(Attribution(**entry) for entry in value["attribution"]),
    )


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _if_known(value: Any, convert: Callable[[Any], Any]) -> Any:
    return None if value is None else convert(value)


# --- standing alone -------------------------------------------------------------------------------------------------


def standing_text(text: str, span: Span, frame: ClaimFrame) -> str:
    """Give the claim standing alone: attribution off where that is certain, white space folded, first letter raised."""
    start, end = span.start, span.end
    for link in frame.attribution[:LINKS_TAKEN_OFF]:
        start = _after_leading_link(text, Span(start, end), link) or start
    if frame.attribution and frame.attribution[-1].start > start:
        end = _before_trailing_link(text, Span(start, end), frame.attribution[-1]) or end
    folded = _WHITE_SPACE.sub(" ", text[start:end]).strip()
    if (start, end) != (span.start, span.end):
        folded = _closed(_without_quotes(folded), like=text[span.end - 1])
    return folded[:1].upper() + folded[1:]


def _after_leading_link(text: str, rest: Span, link: Attribution) -> int | None:
    """Give where the statement begins behind "X said that" or "According to X,"; None when that is not certain."""
    if link.start < rest.start or not _is_opening(text[rest.start : link.start]):
        return None
    is_phrase = text.startswith(link.cue, link.start) and text.endswith(link.who, link.start, link.end)
    ends_with_comma = is_phrase or text[rest.start : link.start].strip().lower() in ("as", "як")
    patterns = [_COMMA] if ends_with_comma else [*_THAT.values()]
    for pattern in patterns:
        match = pattern.match(text, link.end, rest.end)
        if match and _can_stand_alone(text, match.end(), rest.end):
            return match.end()
    return None


def _is_opening(before: str) -> bool:
    """Tell whether nothing but an adverb ("However,") or a date stands before the speaker."""
    words = before.replace(",", " ").split()
    return len(words) <= 4 and (
        not words or words[0].lower() in en.LEADING_ADVERBS or words[0].lower() in ("on", "in", "at", "as")
    )


def _can_stand_alone(text: str, start: int, end: int) -> bool:
    first = _WHITE_SPACE.split(text[start : min(end, start + 40)].lstrip(_QUOTES), maxsplit=1)[0].lower()
    return bool(first) and first.rstrip(",.") not in _UNNAMED_SUBJECTS and end - start > 12


def _before_trailing_link(text: str, rest: Span, link: Attribution) -> int | None:
    """Give where the statement ends before ", X said on Tuesday."; None when something else follows or leads."""
    if not _TRAILING_CIRCUMSTANCE.match(text, link.end, rest.end):
        return None
    before = text[rest.start : link.start].rstrip()
    body = before.rstrip(_QUOTES).rstrip()
    has_comma = before.endswith(",") or body.endswith(",")
    if not has_comma or not _can_stand_alone(text, rest.start, rest.start + len(body)):
        return None
    return rest.start + len(before)


def _without_quotes(statement: str) -> str:
    """Take off the quotation marks and the comma that the attribution left behind."""
    bare = statement.rstrip(" ,")
    if bare[:1] in '"“«„' and sum(bare.count(mark) for mark in '"“”«»„') <= 2:
        bare = bare.strip('"“”«»„').rstrip(" ,")
    return bare


def _closed(statement: str, *, like: str) -> str:
    """End the statement with a full stop where cutting took it away."""
    if statement[-1:] in ".!?…" or not statement:
        return statement
    return statement + (like if like in ".!?…" else ".")
