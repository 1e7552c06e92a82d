"""Files of sentences with the frames that people wrote down → how well our frames agree with them, field by field.

JSONL, one sentence a line; ``docs/measuring.md`` tells the format.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claims.enums import ClaimKind
from claims.pipeline.evaluation_rows import Row, check_ids_differ, quoted, read_rows
from claims.text.detection import Reading
from claims.text.frame import ClaimFrame, read_frame
from claims.text.frame_score import FieldScore, MarkedDate, MarkedFrame, MarkedQuantity, score_frames, tally_frame
from claims.text.segments import Span

COMPARATORS = ("=", ">", ">=", "<", "<=", "~", "range")
CHANGES = ("rise", "fall", "change")
NEGATION_KINDS = ("negation", "exception", "exclusive")
_WARM_UP = {
    "en": "On Tuesday Ms Warm said that neither of the 2 first sentences is as fast as those that follow.",
    "uk": "У вівторок речниця заявила, що жодне з 2 перших речень не є таким швидким, як наступні.",
}


@dataclass(frozen=True, slots=True)
class FramedSentence:
    """One sentence of the set with the frame that people wrote down."""

    id: str
    text: str
    language: str
    published_on: date | None
    marked: MarkedFrame


@dataclass(frozen=True, slots=True)
class FramesReport:
    """The scores of each field over ``n`` sentences, and the mean processor time a sentence."""

    n: int
    fields: dict[str, FieldScore]
    cpu_ms: float


def evaluate_frames(paths: Sequence[Path], *, on_sentence: Callable[[], object] = lambda: None) -> FramesReport:
    """Read and score all sentences of the files together; BadInput names the first line that is wrong, and how."""
    sentences = [sentence for path in paths for sentence in read_framed_sentences(path)]
    for language, text in _WARM_UP.items():
        read_frame(text, Span(0, len(text)), language=language)
    tallies, seconds = [], 0.0
    for sentence in sentences:
        started = time.process_time()
        frame = _frame_of(sentence)
        seconds += time.process_time() - started
        tallies.append(tally_frame(sentence.text, frame, sentence.marked))
        on_sentence()
    return FramesReport(len(sentences), score_frames(tallies), 1000 * seconds / len(sentences))


def _frame_of(sentence: FramedSentence) -> ClaimFrame:
    whole = Span(0, len(sentence.text))
    language = Reading(language=sentence.language).primary
    return read_frame(sentence.text, whole, language=language, published_on=sentence.published_on)


# --- the file -------------------------------------------------------------------------------------------------------


def read_framed_sentences(path: Path) -> list[FramedSentence]:
    """The sentences of one file, in its order."""
    rows = read_rows(path)
    sentences = [_framed_sentence(row) for row in rows]
    check_ids_differ([(row.line, sentence.id) for row, sentence in zip(rows, sentences, strict=True)])
    return sentences


def _framed_sentence(row: Row) -> FramedSentence:
    sentence = FramedSentence(
        id=row.text("id"),
        text=row.text("text"),
        language=row.text("language"),
        published_on=_day(row, "published_on"),
        marked=MarkedFrame(
            kind=row.one_of("kind", ClaimKind.values),
            quantities=tuple(_marked_quantity(entry) for entry in row.rows("quantities")),
            dates=tuple(_marked_date(entry) for entry in row.rows("dates")),
            negations=tuple(_marked_negation(entry) for entry in row.rows("negations")),
            places=row.texts("places"),
            claimant=row.text_or_none("claimant"),
            attribution=tuple((entry.text("who"), entry.text("cue")) for entry in row.rows("attribution")),
        ),
    )
    _check_words_stand_in_text(row, sentence)
    return sentence


def _marked_quantity(entry: Row) -> MarkedQuantity:
    return MarkedQuantity(
        raw=entry.text("raw"),
        value=entry.number("value"),
        high=entry.number_or_none("high"),
        unit=entry.text_or_none("unit"),
        noun=entry.text_or_none("noun"),
        comparator=entry.one_of("comparator", COMPARATORS),
        change=entry.text_or_none("change") and entry.one_of("change", CHANGES),
    )


def _marked_negation(entry: Row) -> tuple[str, str]:
    return entry.text("cue"), entry.one_of("kind", NEGATION_KINDS)


def _marked_date(entry: Row) -> MarkedDate:
    return MarkedDate(entry.text("raw"), _day(entry, "start"), _day(entry, "end"))


def _day(row: Row, name: str) -> date | None:
    value = row.text_or_none(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise row.wrong(f'has no day in "{name}": {quoted(value)} is not YYYY-MM-DD') from error


def _check_words_stand_in_text(row: Row, sentence: FramedSentence) -> None:
    """Refuse a row whose words are not in its text: it could never be found right, and no words always would be."""
    marked = sentence.marked
    words = [quantity.raw for quantity in marked.quantities] + [mention.raw for mention in marked.dates]
    words += [quantity.noun for quantity in marked.quantities if quantity.noun is not None]
    words += [cue for cue, _ in marked.negations]
    words += [*marked.places, *(part for link in marked.attribution for part in link)]
    words += [] if marked.claimant is None else [marked.claimant]
    for phrase in words:
        if not phrase.strip() or phrase not in sentence.text:
            raise row.wrong(f"names {quoted(phrase)}, which does not stand in its text")
