"""The frame of a claim: what it counts, when, about whom, negated or not, and who says so."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from claims.text.attribution import Attribution, claimant_of, find_attributions
from claims.text.dates import DateMention, find_dates
from claims.text.entities import Entity, find_entities
from claims.text.kinds import kind_of
from claims.text.negation import NegationCue, find_negations
from claims.text.quantities import Quantity, find_quantities
from claims.text.segments import Span
from claims.text.words import words_of

# "two officials said": a figure this small that counts speakers is no figure of the claim.
SPEAKERS_AT_MOST = 9
# "at least two officials", "all of the three unions"; "щонайменше двоє чиновників".
_BEFORE_SPEAKERS = words_of(
    "a all an about almost another any around at both each either every least more nearly of only other over some than "
    "the these those up to щонайменше ще майже понад близько всі усі обидва обоє ці ті"
)
# Parts of a frame that JSON knows as lists.
_SPANS = ("noun_span", "comparator_span", "who_span", "cue_span")


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
    quantities = tuple(quantity for quantity in quantities if not _counts_speakers(text, quantity, attribution))
    return ClaimFrame(
        kind=kind_of(text, span, quantities=quantities, attribution=attribution, language=language),
        quantities=quantities,
        dates=dates,
        entities=find_entities(text, span, language=language),
        negations=negations,
        negated=any(cue.kind == "negation" and not _is_inside(cue, attribution) for cue in negations),
        claimant=claimant_of(attribution),
        attribution=attribution,
    )


def _counts_speakers(text: str, quantity: Quantity, attribution: tuple[Attribution, ...]) -> bool:
    """Tell whether it counts who speaks: "two US officials said"; "scientists from nine countries" counts countries."""
    if quantity.unit or quantity.value > SPEAKERS_AT_MOST:
        return False
    spans = [link.who_span for link in attribution if link.who_span]
    inside = [start for start, end in spans if start <= quantity.start and quantity.end <= end]
    return any(_BEFORE_SPEAKERS.issuperset(text[start : quantity.start].lower().split()) for start in inside)


def _is_inside(cue: NegationCue, attribution: tuple[Attribution, ...]) -> bool:
    """Tell whether the speaker's clause holds the cue: "officials who did not want to be named said"."""
    return any(link.start <= cue.start and cue.end <= link.end for link in attribution)


# --- as JSON --------------------------------------------------------------------------------------------------------


def frame_as_json(frame: ClaimFrame) -> dict[str, Any]:
    """Give the frame as plain data: whole values are integers, days ISO strings or None, places tuples of offsets."""
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
            Quantity(**_spanned(entry) | {"value": float(entry["value"]), "high": _if_known(entry["high"], float)})
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
        attribution=tuple(_attribution(entry) for entry in value["attribution"]),
    )


def _attribution(entry: dict[str, Any]) -> Attribution:
    content = tuple((start, end) for start, end in entry.get("content", ()))
    return Attribution(**_spanned(entry) | {"content": content})


def _spanned(entry: dict[str, Any]) -> dict[str, Any]:
    """Give back the places that JSON made lists; frames of earlier versions have none."""
    return entry | {key: tuple(entry[key]) for key in _SPANS if entry.get(key)}


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _if_known(value: Any, convert: Callable[[Any], Any]) -> Any:
    return None if value is None else convert(value)
