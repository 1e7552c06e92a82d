"""From a text to the claims in it: every sentence is either proposed with reasons or left out with one.

A cascade: rules read every sentence and leave out what is no claim beyond doubt; a trained ranker, where there is one
for the language, reads what is left, ranks it, and may keep what the rules only doubted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Protocol

from claims.text.attribution import Attribution
from claims.text.checkworthiness import Judgement, judge_sentence, weigh_features
from claims.text.frame import ClaimFrame, read_frame
from claims.text.line_labels import speaker_before, speakers_in
from claims.text.segments import Span, cut_at_spaces, sentence_spans
from claims.text.standing import Before, stand_alone

ENGINE = "rules"
ENGINE_VERSION = "2"
# The model keeps a sentence that the rules doubt when it finds it more likely worth checking than not.
KEPT_FROM = 0.0
# So many are read between two looks at the clock of whoever asked: some two seconds' work.
SENTENCES_AT_ONCE = 500
# What is left out keeps its order behind everything that is proposed.
LEFT_OUT_BELOW = 1_000_000

_PART_NOTES = {
    "en": "",
    "uk": "Ukrainian is read in part: sentences, figures, dates, negation and who says so; check names and left-out "
    "sentences yourself.",
    "": "The language of this text is not known: only sentences with figures are proposed.",
}
_OTHER_NOTE = "This language is read for sentences, figures and dates only: sentences with figures are proposed."
_UNRANKED_NOTE = "No trained ranker reads this language: the order follows rules alone."


class Ranker(Protocol):
    """A trained model: one number for each sentence, above 0 when people would rather check it than not."""

    name: str
    version: str
    languages: frozenset[str]

    def logits(self, sentences: Sequence[str]) -> list[float]:
        """The log odds of each sentence, in order; the same for a sentence whatever stands beside it."""
        ...


@dataclass(frozen=True, slots=True)
class DetectedClaim:
    """One proposed claim; ``quote`` is ``text[start:end]``, ``text`` the claim standing alone.

    ``score`` runs from 0 to 1; ``features`` and ``logit`` (None without a trained ranker) are what it was made of.
    """

    quote: str
    start: int
    end: int
    text: str
    changes: tuple[str, ...]
    frame: ClaimFrame
    score: float
    reasons: tuple[str, ...]
    features: tuple[str, ...]
    logit: float | None
    engine: str
    engine_version: str


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    frame: ClaimFrame
    judgement: Judgement
    before: Before | None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is read: its language (BCP 47, empty when unknown), its day, the ranker, and the desk's points."""

    language: str = "en"
    published_on: date | None = None
    ranker: Ranker | None = None
    desk_points: Mapping[str, int] = field(default_factory=dict)

    @property
    def primary(self) -> str:
        """The language without its region."""
        return self.language.partition("-")[0].lower()

    @property
    def trained(self) -> Ranker | None:
        """The ranker, when it was trained for this language."""
        return self.ranker if self.ranker and self.primary in self.ranker.languages else None

    @property
    def engine(self) -> tuple[str, str]:
        """Name and version of what reads."""
        if self.trained is None:
            return ENGINE, ENGINE_VERSION
        return f"{ENGINE} and {self.trained.name}", f"{ENGINE_VERSION}, {self.trained.version}"

    @property
    def note(self) -> str:
        """What of the language is read in part; empty when it is read whole."""
        part = _PART_NOTES.get(self.primary, _OTHER_NOTE)
        return " ".join(filter(None, (part, "" if self.trained or self.primary == "en" else _UNRANKED_NOTE)))


def detect(text: str, reading: Reading | None = None, *, renew: Callable[[], None] = lambda: None) -> Detection:
    """Propose the claims of a text; ``renew`` is called now and then, for a book takes minutes."""
    reading = reading or Reading()
    sentences: list[_Sentence] = []
    logits: list[float | None] = []
    source = _sentences(text, reading)
    while part := list(islice(source, SENTENCES_AT_ONCE)):
        renew()
        sentences += part
        logits += _logits([one.span.of(text) for one in part], [one.judgement for one in part], reading.trained)
    claims: list[DetectedClaim] = []
    left_out: list[LeftOut] = []
    for sentence, logit in zip(sentences, logits, strict=True):
        if _is_left_out(sentence.judgement, logit):
            span = sentence.span
            left_out.append(LeftOut(span.of(text), span.start, span.end, sentence.judgement.left_out_reason))
        else:
            claims.append(_claim(text, sentence, logit, reading))
    claims.sort(key=lambda claim: (-claim.score, claim.start))
    return Detection(tuple(claims), tuple(left_out), reading.note)


def detect_at(text: str, spans: Iterable[Span], reading: Reading, *, engine: tuple[str, str]) -> list[DetectedClaim]:
    """Read these stretches as claims that somebody else proposed; ``engine`` names who, with its version."""
    sentences = [_read(text, span, reading, before=None) for span in spans]
    logits = reading.trained.logits([one.span.of(text) for one in sentences]) if reading.trained else None
    return [
        _claim(text, sentence, logits[index] if logits else None, reading, engine=engine)
        for index, sentence in enumerate(sentences)
    ]


def _sentences(text: str, reading: Reading) -> Iterator[_Sentence]:
    """Give every sentence, read; each knows the one before it in its paragraph, and who speaks in a transcript."""
    before: Before | None = None
    speaker: Span | None = None
    speakers = speakers_in(text)
    for whole in sentence_spans(text, language=reading.primary):
        for span in cut_at_spaces(text, whole):
            if before is not None and "\n" in text[before.span.end : span.start]:
                before = speaker = None
            label = speaker_before(text, span.start, speakers=speakers)
            speaker = Span(*label) if label else speaker
            sentence = _read(text, span, reading, before=before)
            before = Before(span, sentence.frame)
            yield _spoken(sentence, text, speaker) if speaker else sentence


def _spoken(sentence: _Sentence, text: str, speaker: Span) -> _Sentence:
    """Put the speaker of a transcript's line at the head of the chain: "SMITH: We spent 5 billion." """
    colon = (speaker.end, speaker.end + 1)
    who = (speaker.start, speaker.end)
    label = Attribution(speaker.of(text), ":", *who, who_span=who, cue_span=colon)
    chain = (label, *sentence.frame.attribution)
    frame = replace(sentence.frame, attribution=chain, claimant=sentence.frame.claimant or label.who)
    return replace(sentence, frame=frame)


def _read(text: str, span: Span, reading: Reading, *, before: Before | None) -> _Sentence:
    frame = read_frame(text, span, language=reading.primary, published_on=reading.published_on)
    return _Sentence(span, frame, judge_sentence(text, span, frame, language=reading.primary), before)


def _logits(quotes: Sequence[str], judgements: Sequence[Judgement], ranker: Ranker | None) -> list[float | None]:
    """Ask the ranker about every sentence but those that are left out beyond doubt."""
    found: list[float | None] = [None] * len(quotes)
    if ranker is None:
        return found
    asked = [index for index, judgement in enumerate(judgements) if not judgement.is_certain]
    for index, logit in zip(asked, ranker.logits([quotes[index] for index in asked]), strict=True):
        found[index] = logit
    return found


def _is_left_out(judgement: Judgement, logit: float | None) -> bool:
    if judgement.is_certain or not judgement.left_out_reason:
        return judgement.is_certain
    return logit is None or logit < KEPT_FROM


def _claim(
    text: str, sentence: _Sentence, logit: float | None, reading: Reading, *, engine: tuple[str, str] | None = None
) -> DetectedClaim:
    span, features = sentence.span, sentence.judgement.features
    worthiness = weigh_features(features, logit=logit, desk_points=reading.desk_points)
    alone = stand_alone(text, span, sentence.frame, before=sentence.before)
    name, version = engine or reading.engine
    return DetectedClaim(
        quote=span.of(text),
        start=span.start,
        end=span.end,
        text=alone.text,
        changes=alone.changes,
        frame=sentence.frame,
        score=worthiness.score,
        reasons=worthiness.reasons,
        features=tuple(sorted(features)),
        logit=logit,
        engine=name,
        engine_version=version,
    )


def score_sentences(sentences: Sequence[str], *, language: str = "en", ranker: Ranker | None = None) -> list[float]:
    """Score sentences as a reading does, 0 to 1: from .5 more likely worth checking than not.

    What rules leave out beyond doubt comes after everything else; what they doubt keeps the ranker's score, which is
    below .5 unless the ranker keeps it. Each is judged whole, however many sentences it holds.
    """
    reading = Reading(language=language, ranker=ranker)
    judgements = [_read(text, Span(0, len(text)), reading, before=None).judgement for text in sentences]
    logits = _logits(sentences, judgements, reading.trained)
    return [_score(judgement, logit) for judgement, logit in zip(judgements, logits, strict=True)]


def _score(judgement: Judgement, logit: float | None) -> float:
    score = weigh_features(judgement.features, logit=logit).score
    return score / LEFT_OUT_BELOW if logit is None and judgement.left_out_reason else score
