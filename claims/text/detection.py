"""From a text to the claims in it: every sentence is either proposed with reasons or left out with one."""

from dataclasses import dataclass
from datetime import date

from claims.text.checkworthiness import judge_sentence
from claims.text.frame import ClaimFrame, read_frame, standing_text
from claims.text.segments import Span, cut_at_spaces, sentence_spans

ENGINE = "rules"
ENGINE_VERSION = "1"

_NOTES = {
    "en": "",
    "uk": "Ukrainian is read in part: sentences, figures, dates, negation and who says so; check names and left-out "
    "sentences yourself.",
    "": "The language of this text is not known: only sentences with figures are proposed.",
}
_OTHER_NOTE = "This language is read for sentences, figures and dates only: sentences with figures are proposed."


@dataclass(frozen=True, slots=True)
class DetectedClaim:
    """One proposed claim; ``quote`` is ``text[start:end]``, ``text`` the claim standing alone, ``score`` 0 to 1."""

    quote: str
    start: int
    end: int
    text: str
    frame: ClaimFrame
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One sentence that is not proposed, with the reason in words."""

    quote: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in a text: claims best first, left-out sentences in order, ``note`` on what was read in part."""

    claims: tuple[DetectedClaim, ...]
    left_out: tuple[LeftOut, ...]
    note: str


def detect(text: str, *, language: str = "en", published_on: date | None = None) -> Detection:
    """Propose the claims of a text; ``language`` is a BCP 47 tag, empty when unknown."""
    primary = language.partition("-")[0].lower()
    claims: list[DetectedClaim] = []
    left_out: list[LeftOut] = []
    for sentence in sentence_spans(text, language=primary):
        for span in cut_at_spaces(text, sentence):
            found = _judged(text, span, language=primary, published_on=published_on)
            if isinstance(found, DetectedClaim):
                claims.append(found)
            else:
                left_out.append(found)
    claims.sort(key=lambda claim: (-claim.score, claim.start))
    return Detection(tuple(claims), tuple(left_out), _NOTES.get(primary, _OTHER_NOTE))


def _judged(text: str, span: Span, *, language: str, published_on: date | None) -> DetectedClaim | LeftOut:
    frame = read_frame(text, span, language=language, published_on=published_on)
    judgement = judge_sentence(text, span, frame, language=language)
    quote = span.of(text)
    if not judgement.is_checkable:
        return LeftOut(quote, span.start, span.end, judgement.left_out_reason)
    alone = standing_text(text, span, frame)
    return DetectedClaim(quote, span.start, span.end, alone, frame, judgement.score, judgement.reasons)
