"""The links of one sentence: each cue with its speaker and its statement."""

from dataclasses import dataclass

from claims.text.attribution_content import clause_end, forward_start, is_bare_gap, offsets
from claims.text.attribution_cues import Cue, find_cues
from claims.text.attribution_sources import phrase_ending_at, source_before
from claims.text.attribution_speakers import Found, can_close, with_speakers
from claims.text.attribution_statements import antecedent, cited, is_aside, is_statement
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech

_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution in offsets of the text.

    ``who`` holds the appositions of ``name``, ``cue_span`` the auxiliaries and particles of ``head``. ``is_statement``
    tells what somebody says, writes or shows from thoughts, wishes and praise, ``is_aside`` who answers for no more
    than a side clause.
    """

    cue: Cue
    cue_span: tuple[int, int]
    who: tuple[int, int] | None
    name: tuple[int, int] | None
    head: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    is_statement: bool = False
    is_aside: bool = False


def read_links(sentence: Sentence) -> list[Link]:
    """Read the links of a sentence in the order of their cues; a cue without a statement is none."""
    found = with_speakers(sentence, find_cues(sentence))
    stops = _stops(sentence, found)
    links: list[Link] = []
    border = 0
    for candidate in found:
        told = frozenset(start for link in links for start, _ in link.content if link.is_statement)
        link = _link(sentence, candidate, stops, border, told=told)
        if link is not None:
            links.append(link)
            border = candidate.last if candidate.place == "behind" else border
    return links


def _stops(sentence: Sentence, found: list[Found]) -> frozenset[int]:
    """Give the tokens at which a statement ends because a clause or a speaker's apposition ends there."""
    edges = {candidate.edge for candidate in found if candidate.edge > 0}
    commas = {candidate.source.last - 1 for candidate in found if candidate.source and candidate.place == "before"}
    return frozenset(edges | {comma for comma in commas if sentence.tag(comma) == ","} | {_main_comma(sentence)})


def _main_comma(sentence: Sentence) -> int:
    """Give the comma behind an opening "When the bank failed" or "Asked if it would"; -1 for none."""
    tags = sentence.tags
    is_open = tags[:1] in ("S", "G", "E") or sentence.word(0) in ("when", "where", "asked")
    comma = tags.find(",") if is_open else -1
    while comma > 0:
        following = tags[comma + 1 : comma + 14]
        verb = next((place for place, tag in enumerate(following) if tag in "VBp,"), -1)
        if verb > 0 and following[verb] != "," and following[0] in "PCDNH#p":
            return comma
        comma = tags.find(",", comma + 1)
    return -1


# --- what -----------------------------------------------------------------------------------------------------------


def _link(sentence: Sentence, found: Found, stops: frozenset[int], border: int, *, told: frozenset[int]) -> Link | None:
    cue, source = found.cue, found.source
    content = _content(sentence, found, stops - {found.edge}, border)
    if not content:
        return None
    last = cue.last + 1 if sentence.tag(cue.last) == ":" or cue.form == "label" else cue.last
    cue_start, cue_end = sentence.span_of(cue.first, last)
    who = _source_span(sentence, source.first, source.last) if source else None
    name = _source_span(sentence, source.first, source.name) if source else None
    if cue.form == "noun" and who and source and sentence.tags[source.last - 1] == "H":
        cue_start = who[1]
    handed_on, meant = cited(sentence, found), antecedent(sentence, source) if source else None
    named = handed_on or meant
    if named is not None:
        name = _source_span(sentence, named.first, named.name)
    return Link(
        cue,
        (cue_start, cue_end),
        who,
        name,
        _head_span(sentence, cue),
        content,
        handed_on is not None or is_statement(sentence, found),
        is_aside(sentence, found, told),
    )


def _head_span(sentence: Sentence, cue: Cue) -> tuple[int, int]:
    """The offsets of the verb alone, of a whole phrase, and of a label's colon."""
    particles = speech.PARTICLES.get(cue.lemma, ())
    has_particle = cue.form not in ("phrase", "noun", "label") and sentence.word(cue.head + 1) in particles
    has_particle = has_particle and sentence.word(cue.head + 2) != "at"  # "put it at 1,300"
    last = cue.last if cue.form == "phrase" else cue.head + 1 + has_particle
    return sentence.span_of(cue.head, last)


def _content(sentence: Sentence, found: Found, stops: frozenset[int], border: int) -> tuple[tuple[int, int], ...]:
    if found.cue.form == "phrase":
        return _around(sentence, found, stops)
    if found.cue.form == "passive":
        return _of_passive(sentence, found, stops)
    if found.place == "as":
        return _beside_as(sentence, found, stops)
    if found.place == "behind":
        return _spans(_before(sentence, found.first, max(border, found.opening)), _behind(sentence, found, stops))
    content = _spans(*_gap(sentence, found, stops), _forward(sentence, found, stops))
    if sentence.quoted_behind and can_close(found.cue) and (not content or sentence.tag(found.cue.last) == ":"):
        return _spans(*content, (sentence.quoted_behind.start, sentence.quoted_behind.end))
    return content


def _source_span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The offsets of a speaker without the "'s" of "Roe's" and the "'s" of "he's"."""
    start, end = sentence.span_of(first, last)
    token = sentence.tokens[last - 1]
    if sentence.tags[last - 1] in "Hp" and len(token.text) > 2:
        cut = max(token.text.rfind(sign) for sign in _APOSTROPHES)
        end = token.start + cut if cut > 0 else end
    return start, end


def _spans(*spans: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({span for span in spans if span is not None}))


def _forward(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[int, int] | None:
    start = forward_start(sentence, found.cue)
    if start is None:
        return None
    return offsets(sentence, start, clause_end(sentence, start, stops=stops, is_inner=found.is_inner))


def _gap(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[tuple[int, int] | None, ...]:
    """Give "which" and "were new" of "which, he said, were new" and "that Roe says were new"."""
    source, behind = found.source, found.cue.last
    if source is None or found.cue.form != "finite":
        return ()
    if is_bare_gap(sentence, source, behind):
        return (sentence.span_of(source.first - 2, source.first),)
    if sentence.tag(source.first - 1) != "R":
        return ()
    if sentence.word(source.first - 1) not in ("which", "that", "who", "whom", "what"):
        return ()
    relative = sentence.span_of(source.first - 1, source.first)
    if sentence.tag(behind) in ("V", "B", "E"):
        return relative, offsets(sentence, behind, clause_end(sentence, behind, stops=stops, is_inner=True))
    return (relative,) if sentence.tag(behind) in ("", ".", ",", "T", "I", "S", "A") else ()


def _before(sentence: Sentence, first: int, border: int) -> tuple[int, int] | None:
    """Give the statement that ends before ``first``, from its clause's or its quotation's beginning."""
    if first == 0:
        quotation = sentence.quoted_before
        return (quotation.start, quotation.end) if quotation else None
    start = max(sentence.tags.rfind(";", 0, first - 1) + 1, border)
    while start < first and sentence.tags[start] in "&,S":
        start += 1
    span = offsets(sentence, start, first)
    quotation = sentence.quotation_at(sentence.tokens[start].start) if span else None
    if span and quotation:
        return min(span[0], quotation.start), span[1]
    return span


def _behind(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[int, int] | None:
    """Give the rest of "The plan, he said, would cost a fortune" and of '“A,” she told reporters, “B.”'."""
    behind = found.last
    if sentence.tag(behind) == ":" and behind + 1 < len(sentence.tags):
        return offsets(sentence, behind + 1, clause_end(sentence, behind + 1, stops=stops, is_inner=False))
    opening = sentence.tags.find('"', behind, behind + 12)
    is_quotation = opening >= 0 and not any(tag in "V;" for tag in sentence.tags[behind:opening])
    is_quotation = is_quotation and sentence.tag(opening - 1) not in ("I", "D", "N")
    if is_quotation:
        return offsets(sentence, opening, clause_end(sentence, opening, stops=stops, is_inner=False))
    if sentence.tag(behind) != "," or behind in stops or sentence.tag(behind + 1) in ("&", "G", "S", "R", ""):
        return None
    start = behind + 1
    return offsets(sentence, start, clause_end(sentence, start, stops=stops, is_inner=False))


def _beside_as(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Give the statement beside "as X put it": behind its comma at the beginning of the sentence, else before it."""
    opening = found.first - 1
    if opening > 1:
        return _spans(_before(sentence, opening, 0))
    comma = sentence.tags.find(",", found.last)
    if comma < 0 or comma + 1 >= len(sentence.tags):
        return ()
    return _spans(offsets(sentence, comma + 1, clause_end(sentence, comma + 1, stops=stops, is_inner=False)))


def _around(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """Give the statement around "according to X": behind it at the beginning, else before, and behind a comma."""
    cue, source = found.cue, found.source
    if source is None:
        return ()
    is_inside = sentence.tag(cue.first - 1) == "," and sentence.tag(cue.first - 2) in ("R", "S", "&")
    before = offsets(sentence, 0, cue.first) if cue.first > 1 and not is_inside else None
    if before is None and sentence.tag(source.last) == "R":
        start = sentence.tags.find(",", source.last) + 1 or -1  # "In the words of one nurse who saw it, …"
    elif before is None and sentence.tag(source.last) != ",":
        start = source.last
    else:
        start = source.last + 1 if sentence.tag(source.last) == "," or sentence.tag(source.last - 1) == "," else -1
    if start < 0 or start >= len(sentence.tags) or sentence.tag(start) in ("&", "R", "S"):
        return _spans(before)
    return _spans(before, offsets(sentence, start, clause_end(sentence, start, stops=stops, is_inner=False)))


def _of_passive(sentence: Sentence, found: Found, stops: frozenset[int]) -> tuple[tuple[int, int], ...]:
    cue = found.cue
    behind = cue.last if found.source is None else found.source.last
    forward = None
    if sentence.word(behind) in ("that", "whether", "to", "as", "for", "if", "how", "what", "why", "about"):
        forward = offsets(sentence, behind, clause_end(sentence, behind, stops=stops, is_inner=found.is_inner))
    if "r" in cue.follows:
        return _spans(forward)
    is_parenthesis = sentence.tag(cue.first - 1) == "," and "B" not in sentence.tags[cue.first : cue.head]
    subject = phrase_ending_at(sentence, cue.first - 1) if is_parenthesis else source_before(sentence, cue.first)
    if subject and sentence.word(subject.first) == "according":  # "according to the mayor, quoted by the Star"
        subject = subject._replace(first=subject.first + 2)
    span = sentence.span_of(subject.first, subject.last) if subject else None
    return _spans(span, forward) if span or forward else ()
