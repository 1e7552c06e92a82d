"""Whole texts read for who says what: sentence by sentence, then the quotations that go on behind them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate

from claims.text.attribution_links import Link, read_links
from claims.text.attribution_quotes import Quotation, find_quotations
from claims.text.attribution_words import Sentence, read_sentence
from claims.text.segments import Span, cut_at_spaces, sentence_spans

# A shorter quotation without a speaker of its own is a title or a word that the writer holds at arm's length.
WORDS_OF_QUOTATION = 4
# A longer "sentence" is read piece by piece, so that the work stays linear.
SENTENCE_CHARACTERS = 800
_LINE_BREAK = re.compile("\n")


def read_text(text: str) -> list[Link]:
    """Read the links of an English text in the order of their cues."""
    quotations = find_quotations(text)
    links = [link for sentence in _sentences(text, quotations) for link in read_links(sentence)]
    links.sort(key=lambda link: link.cue_span)
    return _with_following_quotations(text, links, quotations)


def read_span(text: str, span: Span) -> list[Link]:
    """Read the links of one English sentence by itself, in the order of their cues."""
    pieces = cut_at_spaces(text, span, limit=SENTENCE_CHARACTERS)
    return [
        link
        for piece in pieces
        for link in read_links(read_sentence(text, piece, find_quotations(text, piece.start, piece.end)))
    ]


def outermost(links: list[Link]) -> list[Link]:
    """Leave out what stands inside another link's statement."""
    spans = sorted((start, end, owner) for owner, link in enumerate(links) for start, end in link.content)
    # The farthest end so far, and the farthest of any other link: one of the two is not the link's own.
    best, second, following = (-1, -1), (-1, -1), 0
    kept = []
    for owner, link in sorted(enumerate(links), key=lambda numbered: numbered[1].cue_span):
        cue = link.cue_span[0]
        while following < len(spans) and spans[following][0] <= cue:
            _, end, other = spans[following]
            best, second = _two_farthest((end, other), best, second)
            following += 1
        reach = best[0] if best[1] != owner else second[0]
        if reach <= cue:
            kept.append(link)
    return kept


def _two_farthest(
    new: tuple[int, int], best: tuple[int, int], second: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the two farthest ends of different owners."""
    if new[1] == best[1]:
        return max(new, best), second
    if new[0] > best[0]:
        return new, best
    return best, max(new, second)


# --- sentences --------------------------------------------------------------------------------------------------------


def _sentences(text: str, quotations: tuple[Quotation, ...]) -> list[Sentence]:
    """The sentences of a text, each with the quotations that reach into it or touch it."""
    starts = [quotation.start for quotation in quotations]
    ends = [quotation.end for quotation in quotations]
    sentences = []
    for span in _spans(text):
        inside = quotations[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
        before = bisect_right(ends, span.start) - 1
        behind = bisect_left(starts, span.end)
        is_after = before >= 0 and not text[ends[before] : min(span.start, ends[before] + 9)].strip(" ")
        is_opening = text[span.end - 1] == ":" and behind < len(starts)
        is_ahead = is_opening and not text[span.end : min(starts[behind], span.end + 9)].strip()
        sentences.append(
            read_sentence(
                text,
                span,
                inside,
                quoted_before=quotations[before] if is_after and span.start - ends[before] < 9 else None,
                quoted_behind=quotations[behind] if is_ahead and starts[behind] - span.end < 9 else None,
            )
        )
    return sentences


def _spans(text: str) -> list[Span]:
    """Give the sentences; what was cut inside brackets ("(D-Mo.)") is joined again, what has no end is cut."""
    joined: list[Span] = []
    for span in sentence_spans(text):
        if joined and text[span.start] in ")]," and "\n" not in text[joined[-1].end : span.start]:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [piece for span in joined for piece in cut_at_spaces(text, span, limit=SENTENCE_CHARACTERS)]


# --- quotations that go on --------------------------------------------------------------------------------------------


def _with_following_quotations(text: str, links: list[Link], quotations: tuple[Quotation, ...]) -> list[Link]:
    """Give quotations that have no cue of their own to the speaker of the paragraph."""
    added: dict[int, list[tuple[int, int]]] = {}
    claimed = sorted(span for link in links for span in (*link.content, link.cue_span))
    starts = [start for start, _ in claimed]
    reaches = list(accumulate((end for _, end in claimed), max))
    breaks = [match.start() for match in _LINE_BREAK.finditer(text)]
    quoting = [index for index, link in enumerate(links) if set("qi") & set(link.cue.follows)]
    cues = [links[index].cue_span[0] for index in quoting]
    for quotation in quotations:
        last = bisect_left(starts, quotation.end) - 1
        is_claimed = last >= 0 and reaches[last] > quotation.start
        if is_claimed or len(text[quotation.start : quotation.end].split()) < WORDS_OF_QUOTATION:
            continue
        place = bisect_left(breaks, quotation.start)
        paragraph = breaks[place - 1] if place else 0, breaks[place] if place < len(breaks) else len(text)
        speaker = _speaker_of(cues, quotation, paragraph)
        if speaker is not None:
            added.setdefault(quoting[speaker], []).append((quotation.start, quotation.end))
    return [
        replace(link, content=tuple(sorted({*link.content, *added[index]}))) if index in added else link
        for index, link in enumerate(links)
    ]


def _speaker_of(cues: list[int], quotation: Quotation, paragraph: tuple[int, int]) -> int | None:
    """Give the cue of the same paragraph that is the nearest before a quotation, else the first behind it."""
    behind = bisect_left(cues, quotation.start)
    if behind and cues[behind - 1] >= paragraph[0]:
        return behind - 1
    return behind if behind < len(cues) and cues[behind] < paragraph[1] else None
