"""What is looked for on a page: a claim's words, names, figures and dates, read once for all its passages."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.text.concepts import concepts_by_stem
from claims.text.dates import DateMention
from claims.text.figure_surroundings import Figure, Surroundings
from claims.text.figures import counted_thing
from claims.text.frame import ClaimFrame
from claims.text.quantities import Quantity
from claims.text.segments import Span
from claims.text.terms import Term, terms_of

MAIN_NAME = 2.0
_NAME_WEIGHTS = dict.fromkeys(("AGREEMENT", "ORG", "PERSON"), MAIN_NAME)
AGREEMENT_HEADS = frozenset(
    {
        *("convent", "treati", "agreement", "protocol", "pact", "accord"),
        *("конвенц", "догов", "договір", "угод", "протокол"),
    }
)


class Name(NamedTuple):
    """One name of the claim; a treaty, a body or a person tells more about the subject than a country does."""

    text: str
    stems: frozenset[str]
    core: frozenset[str]
    weight: float

    @property
    def is_agreement(self) -> bool:
        """Whether it is a treaty by name, which a text later calls "the treaty"."""
        return bool(self.stems & AGREEMENT_HEADS)

    def is_in(self, stems: frozenset[str]) -> bool:
        """Whether the name stands there word for word."""
        return self.stems <= stems

    def seems_in(self, stems: frozenset[str]) -> bool:
        """Whether its telling part does: a surname alone, or a treaty's town with another word for treaty."""
        return self.is_in(stems) or (self.core <= stems and (self.core != self.stems) and self._has_head(stems))

    def _has_head(self, stems: frozenset[str]) -> bool:
        return not (self.stems & AGREEMENT_HEADS) or bool(stems & AGREEMENT_HEADS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim's terms, names and figures; ``stems_of_figures`` are those of its figures and dates as written."""

    stems: frozenset[str]
    names: tuple[Name, ...]
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    stems_of_figures: frozenset[str]
    negated: bool
    language: str


def read_wanted(claim_text: str, frame: ClaimFrame, language: str) -> Wanted:
    """What a page in this language is asked for on behalf of a claim."""
    dates = tuple(mention for mention in frame.dates if mention.start_date)
    raws = [*(quantity.raw for quantity in frame.quantities), *(mention.raw for mention in dates)]
    return Wanted(
        stems=word_stems(claim_text, language),
        names=_subjects(frame, language),
        figures=_figures(claim_text, frame, language),
        dates=dates,
        stems_of_figures=frozenset().union(*(word_stems(raw, language) for raw in raws)),
        negated=frame.negated,
        language=language,
    )


def word_stems(text: str, language: str) -> frozenset[str]:
    """The stems of the terms of a text."""
    return frozenset(term.stem for term in word_terms(text, language))


def _subjects(frame: ClaimFrame, language: str) -> tuple[Name, ...]:
    """The names of the claim but for who says it: a source need not name the newspaper."""
    speakers = " ".join([frame.claimant or "", *(link.who for link in frame.attribution)])
    speaking = word_stems(speakers, language)
    labels = {entity.text: entity.label for entity in frame.entities}
    names = (_name(text, label, language) for text, label in labels.items())
    return tuple(name for name in names if name.stems and not name.stems <= speaking)


def _name(text: str, label: str, language: str) -> Name:
    stems = [term.stem for term in word_terms(text, language)]
    core = stems[-1:] if label == "PERSON" else [stem for stem in stems if stem not in AGREEMENT_HEADS] or stems
    return Name(text, frozenset(stems), frozenset(core), _NAME_WEIGHTS.get(label, 1.0))


def _figures(text: str, frame: ClaimFrame, language: str) -> tuple[Figure, ...]:
    """The claim's figures with what stands around them, each with the verb that says what it counts."""
    quantities = tuple(_named_in_full(text, quantity, language) for quantity in frame.quantities)
    surroundings = Surroundings(
        text,
        Span(0, len(text)),
        quantities,
        dates=[_in_claim(text, mention) for mention in frame.dates if mention.raw in text],
        places=[entity.text for entity in frame.entities if entity.label == "PLACE"],
        language=language,
    )
    return tuple(surroundings.figure(quantity) for quantity in quantities)


def _in_claim(text: str, mention: DateMention) -> DateMention:
    """The mention with its place in the claim's own text; the frame has the article's."""
    start = text.index(mention.raw)
    return replace(mention, start=start, end=start + len(mention.raw))


def _named_in_full(claim_text: str, quantity: Quantity, language: str) -> Quantity:
    """The claim's figure with the verb that says what it counts; its own offsets are the article's, not the claim's."""
    start = claim_text.find(quantity.raw)
    if start < 0:
        return quantity
    here = replace(quantity, start=start, end=start + len(quantity.raw))
    return counted_thing(claim_text, here, Span(0, len(claim_text)), language=language)


def word_terms(text: str, language: str) -> list[Term]:
    """The terms of a text, with one stem for all words of an entry of the term table: "signed" is "signatories"."""
    table = concepts_by_stem(language)
    return [
        term if term.stem not in table else Term(table[term.stem], term.word)
        for term in terms_of(text, language=language)
    ]
