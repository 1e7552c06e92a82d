"""Which passages of a page bear on a claim, how much, and why in words.

Inside one page the words decide first: stemmed BM25 with the page's own word counts. What the claim's frame knows
(its figures, names, dates and negation) then moves passages up, and says so. Nothing here judges whether it is true.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from claims.text.dates import DateMention, find_dates
from claims.text.figure_check import counted_figures
from claims.text.figures import (
    AGREES,
    CONTRADICTS,
    SAME_NUMBER,
    SAME_THING,
    FigureNote,
    compare_figures,
    phrase_of,
)
from claims.text.frame import ClaimFrame
from claims.text.furniture import is_furniture
from claims.text.negation import find_negations
from claims.text.segments import Span, passage_spans
from claims.text.terms import Term
from claims.text.wanted import AGREEMENT_HEADS, MAIN_NAME, Name, Wanted, read_wanted, word_stems, word_terms

ENGINE = "bm25-frame"
ENGINE_VERSION = "1"

# BM25 inside one page: the values that did best on sentences of cited web pages (WiCE).
K1 = 0.9
B = 0.4
# A short page has no word counts worth the name: it is weighed as if it had this many passages.
LEAST_PASSAGES = 30
# What a passage's words are worth to the next and the next but one: what supports a claim often stands in two places
# close together, and the second says "he" or "the firm". On WiCE's dev half this brings .02 of nDCG@10.
WORTH_TO_NEIGHBOURS = {1: 0.15, 2: 0.05}
# Only the best passages by words are read for figures and dates: reading costs far more than counting.
MOST_READ = 16
# Below this a passage shares a word or two with the claim by chance. On 319 claims with the pages they cite (WiCE, dev)
# this leaves one page in nineteen without a passage and takes one from one unrelated page in seventeen.
FLOOR = 0.13
# Scores are shown, and compared, with four digits.
ROUNDING = 0.0001
MOST_SHARED_WORDS = 4

# The share of the claim's words is the score to begin with; each feature then closes this part of the gap to 1 for a
# full mark. Features only add, for a passage can bear on a claim without its figure, date or names.
BONUSES = {"names": 0.1, "figures": 0.5, "dates": 0.2, "negation": 0.03}
_FIGURE_MARKS = {AGREES: 1.0, CONTRADICTS: 0.9, SAME_THING: 0.9, SAME_NUMBER: 0.8}
_SEEMS_NAMED, _NAMED_IN_TITLE, _NAMED_ON_PAGE = 0.8, 0.6, 0.4
# "The convention" on a page that names the Ottawa Convention most likely means that one.
_POINTED_AT, _POINTED_AT_TITLE = 0.7, 0.8
# A heading or a source line says little by itself, whatever names it holds.
FURNITURE = 0.4
# A page that never names the treaty, body or person of the claim is most likely about another one.
OTHER_SUBJECT = 0.6
# The same for a claim whose only names are countries and the like, of which the page has none: a weaker sign.
UNNAMED_SUBJECT = 0.85
# A claim of fewer words than this is met by chance: "he offered no figures" shares a word with any page about figures.
FEWEST_WORDS = 4
# One shared word of several, and no name, figure or date with it, is chance too.
ONE_WORD = 0.5
_CLOSENESS_IN_WORDS = {1: "same year", 2: "same month and year", 3: "same day"}
# A figure is held against the claim's only where the page names half of what the claim names, or where
# the passage itself has this share of the claim's words.
NAMES_FOR_FIGURES = 0.5
WORDS_FOR_FIGURES = 0.35


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage worth showing: offsets into the page's text, a score between 0 and 1, the reasons in words."""

    start: int
    end: int
    score: float
    reasons: tuple[str, ...]
    figure_notes: tuple[FigureNote, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The page's text with its title's and all its stems, for names that stand elsewhere on it."""

    text: str
    title: str
    title_stems: frozenset[str]
    stems: frozenset[str]
    rarity: dict[str, float]

    def names(self, name: Name) -> bool:
        """Whether the name seems to stand in the title or anywhere in the text."""
        return name.seems_in(self.title_stems) or name.seems_in(self.stems)


@dataclass(frozen=True, slots=True)
class _Passage:
    """One passage with its terms and its share of the claim's words, between 0 and 1."""

    span: Span
    terms: list[Term]
    stems: frozenset[str]
    words: float


def rank_passages(
    claim_text: str,
    frame: ClaimFrame,
    page_text: str,
    *,
    title: str = "",
    language: str = "en",
    limit: int = 3,
) -> tuple[RankedPassage, ...]:
    """The passages of a page that bear on a claim, best first, ties by place; none from a page about other things."""
    wanted = read_wanted(claim_text, frame, language)
    page, passages = _read_page(wanted, page_text, passage_spans(page_text, language=language), title=title)
    kept = _worth_showing(wanted, page, _best_by_words(passages), limit=limit)
    return tuple(sorted(kept, key=lambda passage: (-passage.score, passage.start))[:limit])


def order_spans(
    claim_text: str,
    frame: ClaimFrame,
    page_text: str,
    spans: Sequence[Span],
    *,
    title: str = "",
    language: str = "en",
    limit: int = 10,
) -> list[Span]:
    """Any stretches of a page in the order in which passages would stand, and no more said of them.

    Nothing is left out for bearing on the claim too little; ``limit`` is at most MOST_READ. For measuring.
    """
    wanted = read_wanted(claim_text, frame, language)
    page, passages = _read_page(wanted, page_text, spans, title=title)
    scores = {passage.span: _worth(wanted, page, passage) for passage in _best_by_words(passages)}
    return sorted(scores, key=lambda span: (-scores[span], span.start))[:limit]


def _read_page(wanted: Wanted, text: str, spans: Sequence[Span], *, title: str) -> tuple[_Page, list[_Passage]]:
    terms = [word_terms(span.of(text), wanted.language) for span in spans]
    scores, rarity = word_scores(wanted.stems, terms)
    passages = [
        _Passage(span, found, frozenset(term.stem for term in found), score)
        for span, found, score in zip(spans, terms, scores, strict=True)
    ]
    stems = frozenset().union(*(passage.stems for passage in passages))
    return _Page(text, title, word_stems(title, wanted.language), stems, rarity), passages


def _worth(wanted: Wanted, page: _Page, passage: _Passage) -> float:
    """The score of a passage as it would be shown."""
    score = _weigh(wanted, page, passage).score
    is_idle = is_furniture(page.text, passage.span, title=page.title, language=wanted.language)
    return FURNITURE * score if is_idle else score


def word_scores(wanted: frozenset[str], passages: Sequence[Sequence[Term]]) -> tuple[list[float], dict[str, float]]:
    """BM25 of every passage as a share of the wanted terms' whole weight, and each term's weight on this page.

    A passage of middling length that holds every wanted term once scores 1; more is cut to 1.
    """
    counts = [Counter(term.stem for term in passage if term.stem in wanted) for passage in passages]
    lengths = [len(passage) for passage in passages]
    usual = sum(lengths) / len(lengths) if any(lengths) else 1.0
    holding = Counter(stem for count in counts for stem in count)
    size = max(len(passages), LEAST_PASSAGES)
    rarity = {stem: math.log(1 + (size - holding[stem] + 0.5) / (holding[stem] + 0.5)) for stem in sorted(wanted)}
    whole = sum(rarity.values()) or 1.0
    scores = [_word_score(count, length / usual, rarity) / whole for count, length in zip(counts, lengths, strict=True)]
    return [min(1.0, score + _from_neighbours(scores, place)) for place, score in enumerate(scores)], rarity


def _word_score(count: Mapping[str, int], length: float, rarity: Mapping[str, float]) -> float:
    """BM25 of a passage of so many usual lengths."""
    damping = K1 * (1 - B + B * length)
    return sum(rarity[stem] * seen * (K1 + 1) / (seen + damping) for stem, seen in count.items())


def _from_neighbours(scores: Sequence[float], place: int) -> float:
    """What the passages around one lend it; none to one that shares no word with the claim."""
    if not scores[place]:
        return 0.0
    return sum(
        worth * scores[place + step]
        for distance, worth in WORTH_TO_NEIGHBOURS.items()
        for step in (-distance, distance)
        if 0 <= place + step < len(scores)
    )


def _best_by_words(passages: list[_Passage]) -> list[_Passage]:
    touched = [passage for passage in passages if passage.words > 0]
    return sorted(touched, key=lambda passage: (-passage.words, passage.span.start))[:MOST_READ]


def _worth_showing(wanted: Wanted, page: _Page, passages: Sequence[_Passage], *, limit: int) -> list[RankedPassage]:
    """The best `limit` and some more; a passage is weighed only while it may be one of them.

    Headings and source lines are taken only where the page has nothing better, and then for little.
    """
    telling: list[RankedPassage] = []
    idle: list[RankedPassage] = []
    lowest = FLOOR
    for ceiling, passage in _by_ceiling(wanted, page, passages):
        if ceiling + ROUNDING < lowest:
            break
        ranked = _weigh(wanted, page, passage)
        if ranked.score < lowest:
            continue
        if is_furniture(page.text, passage.span, title=page.title, language=wanted.language):
            idle.append(replace(ranked, score=round(FURNITURE * ranked.score, 4)))
            continue
        telling.append(ranked)
        if len(telling) >= limit > 0:
            lowest = nlargest(limit, (one.score for one in telling))[-1]
    return telling or [passage for passage in idle if passage.score >= FLOOR]


def _by_ceiling(wanted: Wanted, page: _Page, passages: Sequence[_Passage]) -> list[tuple[float, _Passage]]:
    """The passages, each with the most that it can score, the highest first."""
    ceilings = [(_ceiling(wanted, page, passage), passage) for passage in passages]
    return sorted(ceilings, key=lambda pair: -pair[0])


def _ceiling(wanted: Wanted, page: _Page, passage: _Passage) -> float:
    """What the passage would score with full marks for all that takes reading; no name in it is overlooked."""
    marks = {
        "names": _mark_names(wanted, page, passage, reasons=[]) if wanted.names else 0.0,
        "figures": 1.0 if wanted.figures and _is_about_it(wanted, page, passage) else 0.0,
        "dates": 1.0 if wanted.dates else 0.0,
        "negation": 1.0 if wanted.negated else 0.0,
    }
    return _score(wanted, page, passage, marks)


def _weigh(wanted: Wanted, page: _Page, passage: _Passage) -> RankedPassage:
    reasons: list[str] = []
    names = _mark_names(wanted, page, passage, reasons=reasons) if wanted.names else 0.0
    has_figures = bool(wanted.figures) and _is_about_it(wanted, page, passage)
    is_dated = has_figures or wanted.dates
    dates = find_dates(page.text, passage.span, language=wanted.language) if is_dated else ()
    notes = _figure_notes(wanted, page, passage.span, dates=dates, reasons=reasons) if has_figures else ()
    marks = {
        "names": names,
        "figures": max((_FIGURE_MARKS.get(note.outcome, 0.0) for note in notes), default=0.0),
        "dates": _mark_dates(wanted, dates, reasons=reasons) if wanted.dates else 0.0,
        "negation": _mark_negation(wanted, page, passage.span, reasons=reasons) if wanted.negated else 0.0,
    }
    score = _score(wanted, page, passage, marks)
    reasons += _shared_words(wanted, page, passage, is_alone=not reasons)
    return RankedPassage(passage.span.start, passage.span.end, round(score, 4), tuple(reasons), notes)


def _score(wanted: Wanted, page: _Page, passage: _Passage, marks: Mapping[str, float]) -> float:
    """No mark makes it smaller, which `_ceiling` rests on."""
    score = passage.words * min(1.0, len(wanted.stems) / FEWEST_WORDS)
    for feature, mark in marks.items():
        score += BONUSES[feature] * mark * (1 - score)
    score *= _share_for_subject(wanted, page)
    is_one_word = len(passage.stems & wanted.stems) == 1 < len(wanted.stems)
    is_chance = is_one_word and not any(marks[kind] for kind in ("names", "figures", "dates"))
    return score * ONE_WORD if is_chance else score


def _mark_names(wanted: Wanted, page: _Page, passage: _Passage, *, reasons: list[str]) -> float:
    total = 0.0
    for name in wanted.names:
        share, reason = _where_named(name, page, passage)
        total += name.weight * share
        reasons += [reason] if reason else []
    return total / sum(name.weight for name in wanted.names)


def _where_named(name: Name, page: _Page, passage: _Passage) -> tuple[float, str]:
    if name.is_in(passage.stems):
        return 1.0, f"names {name.text}"
    if name.seems_in(passage.stems):
        return _SEEMS_NAMED, f"seems to name {name.text}"
    is_pointed_at = name.is_agreement and bool(passage.stems & AGREEMENT_HEADS)
    if name.seems_in(page.title_stems):
        return _POINTED_AT_TITLE if is_pointed_at else _NAMED_IN_TITLE, f"the title names {name.text}"
    if name.seems_in(page.stems):
        is_main = name.weight == MAIN_NAME
        share = _POINTED_AT if is_pointed_at else _NAMED_ON_PAGE
        return share, f"{name.text} is named elsewhere on the page" if is_main else ""
    return 0.0, ""


def _figure_notes(
    wanted: Wanted, page: _Page, span: Span, *, dates: tuple[DateMention, ...], reasons: list[str]
) -> tuple[FigureNote, ...]:
    counted = counted_figures(page.text, span, dates=dates, language=wanted.language)
    notes = compare_figures(wanted.figures, counted, language=wanted.language)
    phrases = {one.quantity.raw: phrase_of(one.quantity) for one in reversed(counted)}
    reasons += dict.fromkeys(_figure_reason(note, phrases[note.passage_raw]) for note in notes)
    return notes


def _is_about_it(wanted: Wanted, page: _Page, passage: _Passage) -> bool:
    """Whether figures of this passage may be held against the claim's: its names or many of its words are here."""
    if _is_other_subject(wanted, page):
        return False
    present = sum(name.weight for name in wanted.names if page.names(name))
    is_named = present > 0 and present >= NAMES_FOR_FIGURES * sum(name.weight for name in wanted.names)
    return is_named or passage.words >= WORDS_FOR_FIGURES


def _share_for_subject(wanted: Wanted, page: _Page) -> float:
    """How much of the score stays: less where the page names nothing that the claim names."""
    if _is_other_subject(wanted, page):
        return OTHER_SUBJECT
    is_unnamed = bool(wanted.names) and not any(page.names(name) for name in wanted.names)
    return UNNAMED_SUBJECT if is_unnamed else 1.0


def _is_other_subject(wanted: Wanted, page: _Page) -> bool:
    main_names = [name for name in wanted.names if name.weight == MAIN_NAME]
    return bool(main_names) and not any(page.names(name) for name in main_names)


def _figure_reason(note: FigureNote, phrase: str) -> str:
    if note.outcome == AGREES:
        return f"same figure: {phrase}"
    if note.outcome == SAME_NUMBER:
        return f"same figure: {note.passage_raw}, counting something else: {phrase}"
    if note.outcome in (CONTRADICTS, SAME_THING):
        return f"another figure for the same thing: {phrase}"
    return f"a figure that may not be comparable: {phrase}"


def _mark_dates(wanted: Wanted, found: tuple[DateMention, ...], *, reasons: list[str]) -> float:
    closeness = max((_closeness(own, other) for own in wanted.dates for other in found), default=0)
    if closeness:
        reasons.append(_CLOSENESS_IN_WORDS[closeness])
    return closeness / max(_CLOSENESS_IN_WORDS)


def _closeness(own: DateMention, other: DateMention) -> int:
    """3 for the same day, 2 for the same month of a year, 1 for periods of the same year, 0 for others or unknown."""
    if own.start_date is None or other.start_date is None or own.start_date.year != other.start_date.year:
        return 0
    if (own.start_date, own.end_date) == (other.start_date, other.end_date):
        return 3 if own.start_date == own.end_date else 2 if _is_within_month(own) else 1
    is_same_month = own.start_date.month == other.start_date.month
    return 2 if is_same_month and _is_within_month(own) and _is_within_month(other) else 1


def _is_within_month(mention: DateMention) -> bool:
    if mention.start_date is None or mention.end_date is None:
        return False
    return (mention.start_date.year, mention.start_date.month) == (mention.end_date.year, mention.end_date.month)


def _mark_negation(wanted: Wanted, page: _Page, span: Span, *, reasons: list[str]) -> float:
    if not find_negations(page.text, span, language=wanted.language):
        return 0.0
    reasons.append("negates or excludes, as the claim does")
    return 1.0


def _shared_words(wanted: Wanted, page: _Page, passage: _Passage, *, is_alone: bool) -> list[str]:
    """One line naming the rarest shared words; what names, figures and dates have told is left out, unless alone."""
    shared: dict[str, str] = {}
    for term in passage.terms:
        if term.stem in wanted.stems:
            shared.setdefault(term.stem, term.word)
    told = _told_stems(wanted, passage)
    words = {stem: word for stem, word in shared.items() if stem not in told}
    if not words and not is_alone:
        return []
    words = words or shared
    rarest = sorted(words, key=lambda stem: (-page.rarity[stem], stem))[:MOST_SHARED_WORDS]
    chosen = [word for stem, word in words.items() if stem in rarest]
    return [f"shares the word{'s' if len(chosen) > 1 else ''} {', '.join(chosen)}"]


def _told_stems(wanted: Wanted, passage: _Passage) -> set[str]:
    told = {stem for name in wanted.names if name.seems_in(passage.stems) for stem in name.stems}
    return told | wanted.stems_of_figures
