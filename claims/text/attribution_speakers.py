"""The speaker of each cue of a sentence, and where the speaker's clause stands beside the statement."""

from dataclasses import dataclass

from claims.text.attribution_content import forward_start
from claims.text.attribution_cues import Cue, agent_at
from claims.text.attribution_sources import Source, opens_parenthesis, source_before, source_behind
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

_NEXT = frozenset({"next", "following", "same", "previous", "day", "night", "week"})
# A speaker with a clause of more tokens than this is a mistake of ours.
_RELATIVE_TOKENS = 24
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its speaker, before its statement is known.

    ``place`` says where the speaker's clause stands: "before" the statement, "behind" it, or "as" a clause opened by
    that word. ``edge`` is the token at which the statement before this one has to end, -1 for none. ``is_inner`` when
    the sentence goes on behind the clause's next comma; ``is_main`` unless the clause hangs on another.
    """

    cue: Cue
    source: Source | None
    place: str = "before"
    edge: int = -1
    is_inner: bool = False
    is_main: bool = True
    opening: int = 0

    @property
    def first(self) -> int:
        """The first token of speaker and cue."""
        return min(self.cue.first, self.source.first) if self.source else self.cue.first

    @property
    def last(self) -> int:
        """The token behind speaker and cue."""
        return max(self.cue.last, self.source.last) if self.source else self.cue.last


def with_speakers(sentence: Sentence, cues: list[Cue]) -> list[Found]:
    """Give the cues that are cues in their surroundings, each with its speaker where it has one."""
    found: list[Found] = []
    for cue in cues:
        candidate = _with_source(sentence, cue, found)
        if candidate is not None:
            found.append(candidate)
    return found


def _with_source(sentence: Sentence, cue: Cue, earlier: list[Found]) -> Found | None:
    if cue.form == "phrase":
        source = _source_of_phrase(sentence, cue)
        return Found(cue, source, edge=_before_comma(sentence, cue.first)) if source else None
    if cue.form == "label":
        return Found(cue, Source(0, cue.first, cue.first))
    if cue.form == "noun":
        return _with_possessor(sentence, cue)
    if cue.form == "passive":
        return _with_agent(sentence, cue)
    if cue.form in ("going", "infinitive"):
        return _with_shared(sentence, cue, earlier)
    return _with_subject(sentence, cue, earlier)


def _source_of_phrase(sentence: Sentence, cue: Cue) -> Source | None:
    """Give the speaker of "according to"; its apposition only where the sentence ends with it."""
    opening = cue.first - 2 if sentence.tag(cue.first - 1) == "," else cue.first - 1
    source = source_behind(sentence, cue.last, can_widen=sentence.tag(opening) not in ("", "&", "S", "R"))
    if source is None or sentence.tag(source.last) in ("", "."):
        return source
    if sentence.word(source.last) in ("who", "that") and source.last == source.name:
        return _with_relative(sentence, source)
    return source._replace(last=source.name)


def _with_relative(sentence: Sentence, source: Source) -> Source:
    """Take in what says which nurse is meant: "one nurse who saw it, the ward", "two men who asked not to be named"."""
    if sentence.word(source.last) not in ("who", "that") or source.last != source.name:
        return source
    comma = sentence.tags.find(",", source.last, source.last + 16)
    stop = len(sentence.tags) - 1 if sentence.tags[-1:] == "." else len(sentence.tags)
    end = comma if comma > 0 else stop
    is_short = end - source.first <= _RELATIVE_TOKENS and not any(
        tag in ';"' for tag in sentence.tags[source.last : end]
    )
    return Source(source.first, end, end) if is_short else source


def _before_comma(sentence: Sentence, first: int) -> int:
    return first - 1 if sentence.tag(first - 1) == "," else first


def _with_subject(sentence: Sentence, cue: Cue, earlier: list[Found]) -> Found | None:
    before = sentence.tag(cue.first - 1)
    if before == "":
        return Found(cue, None, is_inner=True) if sentence.word(cue.head) == "asked" else None
    is_inverted = _is_inverted(sentence, cue)
    if before == "&" or (before == "," and sentence.tag(cue.first - 2) == "&" and not is_inverted):
        return _with_shared(sentence, cue, earlier)
    if before in "RS" and sentence.word(cue.head) == "asked":
        return Found(cue, None, is_inner=True)
    if is_inverted:
        source = source_behind(sentence, cue.last)
        if source is not None:
            return Found(cue, _with_relative(sentence, source), place="behind", edge=cue.first - 1)
    source = source_before(sentence, cue.first)
    if source is not None and sentence.tag(source.first - 1) == "B":
        return None  # "nor has it told them": a question or a denial
    return _placed(sentence, cue, source, earlier) if source else None


def _placed(sentence: Sentence, cue: Cue, source: Source, earlier: list[Found]) -> Found:
    """Tell where the clause of a subject and its verb stands."""
    opening, word = sentence.tag(source.first - 1), sentence.word(source.first - 1)
    is_relative = sentence.tag(source.first) == "R"
    if word == "as" and can_close(cue) and forward_start(sentence, cue) is None:
        return Found(cue, source, place="as", edge=_before_comma(sentence, source.first - 1))
    if _closes(sentence, cue, source):
        start = _own_quotation(sentence, source.first) if earlier else 0
        return Found(cue, source, place="behind", edge=start or source.first - 1, opening=start)
    is_inner = opening == "S" or is_relative or (opening == "R" and word != "that")
    edge = cue.first if sentence.has_relative(source.first, cue.first) else _edge(sentence, source.first, cue)
    return Found(cue, source, edge=edge, is_inner=is_inner, is_main=not is_inner and opening != "R")


def _own_quotation(sentence: Sentence, first: int) -> int:
    """Give where the quotation before ``first`` begins when a dash or a colon parts it from a clause; 0 else."""
    opening = sentence.tags.rfind('"', 0, first - 1) if sentence.tag(first - 1) == '"' else 0
    return opening if sentence.tag(opening - 1) in ("-", ":") else 0


def can_close(cue: Cue) -> bool:
    """Tell whether a statement or a quotation may stand before the cue: "…, he said"."""
    return bool(set("qi") & set(cue.follows)) and cue.form in ("finite", "going")


def _closes(sentence: Sentence, cue: Cue, source: Source) -> bool:
    """Tell whether the statement stands before: "…, Jane Roe said", '…," she told Reuters'."""
    before = sentence.tag(source.first - 1)
    if not can_close(cue):
        return False
    if before == '"':
        return True
    if before == "" and sentence.quoted_before is not None:
        return forward_start(sentence, cue) is None
    if before not in (",", "-") or source.first < 2 or forward_start(sentence, cue) is not None:
        return False
    if sentence.tag(cue.last) == "," and sentence.tag(cue.last + 1) not in ("&", "G", "S", "R"):
        return True
    return _may_close(sentence, cue) and not _is_circumstance(sentence, source.first - 1)


def _may_close(sentence: Sentence, cue: Cue) -> bool:
    """Tell ", he told Reuters." and ", he said on Monday" from ", he added 20 jobs"."""
    tag = sentence.tag(cue.last)
    if tag in ("V", "E", "T") and sentence.word(cue.last - 1) in speech.CHANNELS:
        return True
    return (
        tag in ("", ".", ",", "I", '"', "&", "S", "-", "A", ";", ")")
        or "r" in cue.follows
        or (sentence.word(cue.last) in speech.TIME_WORDS)
        or (sentence.word(cue.last) == "the" and sentence.word(cue.last + 1) in _NEXT)
    )


def _is_circumstance(sentence: Sentence, comma: int) -> bool:
    """Tell whether only "When the vote was over" stands before this comma, or "In an interview"."""
    start = sentence.tags.rfind(";", 0, comma) + 1
    while sentence.tag(start) in ("&", "A"):
        start += 1
    if sentence.word(start) == "as" and sentence.word(start + 1) in ("many", "much", "few", "little"):
        return False
    if _is_time_opening(sentence, start):
        return False
    opening, word = sentence.tag(start), sentence.word(start)
    has_verb = any(tag in "VBEp" for tag in sentence.tags[start:comma])
    is_open = (opening in ("I", "G") and not has_verb) or opening == "S" or word in ("when", "where", "asked")
    return is_open and sentence.tags.find(",", start, comma) < 0


def _is_time_opening(sentence: Sentence, start: int) -> bool:
    """Tell "Since the 2000s the share has fallen" from "Since the share has fallen": a second noun phrase follows."""
    if sentence.word(start) not in ("since", "before", "after", "until"):
        return False
    index = start + 1
    while index < len(sentence.tags) and sentence.tags[index] in ("D#" if index == start + 1 else "N#"):
        index += 1
    return index > start + 1 and sentence.tag(index) == "D"


def _edge(sentence: Sentence, first: int, cue: Cue) -> int:
    """Give where a clause that begins at ``first`` behind "and" parts from the clause before; -1 for none."""
    is_speech = {"c", "q"} <= set(cue.follows) and not cue.is_belief
    if sentence.tag(first - 1) == "," and is_speech and sentence.tag(first) in ("C", "D", "N", "H"):
        return first - 1
    if sentence.tag(first - 1) == "&":
        return first - 2 if sentence.tag(first - 2) in (",", "-") else first - 1
    return -1


def _is_inverted(sentence: Sentence, cue: Cue) -> bool:
    """Tell '…," said Jane Roe' and "…, says Jane Roe." from "Jane Roe, who left, said prices fell"."""
    before = sentence.tag(cue.first - 1)
    if not set("qi") & set(cue.follows) or cue.first != cue.head:
        return False
    if before == '"':
        return sentence.tag(cue.last) in ("C", "D", "N", "#", "P", "H", "E")
    if cue.lemma in statements.NOT_INVERTED or _is_behind_parenthesis(sentence, cue.first - 1):
        return False
    if before != "," or ("r" in cue.follows and cue.lemma not in ("warn", "caution", "advise")):
        return False
    if "n" in cue.follows and _is_name_behind_role(sentence, cue.first - 1):
        return False
    if sentence.tag(cue.last) == "R" or sentence.word(cue.last) in speech.TIME_WORDS:
        return False
    source = source_behind(sentence, cue.last)
    if source is None:
        return False
    return (
        sentence.tag(source.last) in ("", ".", ",", ";")
        or sentence.word(source.last) == "who"
        or sentence.tag(source.last - 1) == ","
        or (sentence.tag(source.last) in ("I", "N") and "V" not in sentence.tags[source.last : source.last + 12])
    )


def _is_behind_parenthesis(sentence: Sentence, comma: int) -> bool:
    """Tell "Jane Roe, 52, of Oadby, admitted theft" and "The study, led by Roe, found a rise" from a statement."""
    first = sentence.tags.find(",", 0, comma)
    if first < 1 or any(tag in 'VBEpPG";S-' for tag in sentence.tags[:first]):
        return False
    opening = first
    while 0 <= opening < comma:
        closing = sentence.tags.find(",", opening + 1, comma + 1)
        if not opens_parenthesis(sentence, opening, closing):
            return False
        opening = closing
    return True


def _is_name_behind_role(sentence: Sentence, comma: int) -> bool:
    """Tell "The airline's spokeswoman, Petra Lind, confirmed the delay" from "…, confirmed the spokeswoman"."""
    opening = sentence.tags.rfind(",", 0, comma)
    is_name = 0 < opening < comma - 1 and set(sentence.tags[opening + 1 : comma]) <= {"C"}
    return is_name and not any(tag in 'VBEp"' for tag in sentence.tags[:opening])


def _with_shared(sentence: Sentence, cue: Cue, earlier: list[Found]) -> Found | None:
    """Give the speaker of the clause before: "said A and denied B", "left, saying that"."""
    before = cue.first - 1
    while sentence.tag(before) == "A":
        before -= 1
    tag = sentence.tag(before)
    edge = -1
    if tag == "&":
        edge = before - 1 if sentence.tag(before - 1) == "," else before
    elif tag == '"' and "," in sentence.text[sentence.tokens[before].start - 1 : sentence.tokens[before].end]:
        edge = before + 1
    elif tag in (",", "-") or (tag in ("I", "S") and cue.form == "going"):
        edge = before
    if cue.form == "going" and tag in ("N", "C", "O", "P", ")"):
        source = source_before(sentence, cue.first)
        return Found(cue, source, edge=edge, is_main=False) if source else None
    if sentence.word(before) == "as" and earlier and earlier[-1].cue.form == "passive":
        quoted = source_before(sentence, earlier[-1].cue.first)  # "was quoted by Reuters as saying"
        return Found(cue, quoted, is_main=False) if quoted else None
    is_opening = tag == "" or (sentence.tag(before) in ("I", "S") and before == 0)
    if is_opening and cue.form == "going":
        comma = sentence.tags.find(",", cue.last)
        source = _main_subject(sentence, len(sentence.tags), start=comma + 1) if comma > 0 else None
        return Found(cue, source, is_inner=True, is_main=False) if source else None
    source = _subject_of(earlier, is_main=cue.form == "going" and tag in (",", '"')) or _main_subject(sentence, before)
    return Found(cue, source, edge=edge) if source else None


def _subject_of(earlier: list[Found], *, is_main: bool) -> Source | None:
    """Give the last speaker before, of a main clause if there is one and that is asked for."""
    candidates = [one for one in reversed(earlier) if one.source and one.cue.form != "phrase"]
    chosen = [one for one in candidates if one.is_main] if is_main else candidates
    return (chosen or candidates)[0].source if candidates else None


def _main_subject(sentence: Sentence, end: int, *, start: int = 0) -> Source | None:
    """Find the subject of the first clause with a verb before ``end``, past an opening subordinate clause."""
    tags = sentence.tags
    if not start and tags[:1] in ("S", "I", "G", "E"):
        start = tags.find(",", 0, end) + 1
    for index in range(max(start, 1), end):
        if tags[index] in "VBE":
            source = source_before(sentence, index)
            if source is not None and source.first >= start:
                return source
    return None


def _with_possessor(sentence: Sentence, cue: Cue) -> Found | None:
    """Give "his" and "the bank's" of "the bank's claim that", or the subject of "made the claim that"."""
    before = sentence.tag(cue.first - 1)
    if before == "H":
        source = source_before(sentence, cue.first)
        return Found(cue, source) if source else None
    if before == "D" and sentence.word(cue.first - 1) in _POSSESSIVES:
        first = cue.first - 1
        light = _light_verb(sentence, first)
        if light is None:
            return Found(cue, Source(first, cue.first, cue.first))
        return _light_link(sentence, cue, light) or Found(cue, Source(first, cue.first, cue.first))
    light = _light_verb(sentence, cue.first - 1 if before == "D" else cue.first)
    found = _light_link(sentence, cue, light) if light is not None else None
    if found is not None:
        return found
    return Found(cue, None) if "c" in cue.follows else None


def _light_verb(sentence: Sentence, end: int) -> int | None:
    return end - 1 if end > 0 and sentence.word(end - 1) in speech.LIGHT_VERBS else None


def _light_link(sentence: Sentence, cue: Cue, verb: int) -> Found | None:
    """Give the link of a noun and the verb that carries it: the cue begins with the verb's auxiliaries."""
    first = verb
    while first and sentence.tags[first - 1] in "BA":
        first -= 1
    if sentence.tag(first - 1) in ("&", ",", "T"):
        source = _main_subject(sentence, first - 1)
    else:
        source = source_before(sentence, first)
    return Found(cue._replace(first=first), source) if source else None


def _with_agent(sentence: Sentence, cue: Cue) -> Found | None:
    by = agent_at(sentence, cue.last)
    if sentence.word(by) == "by":
        source = source_behind(sentence, by + 1)
        return Found(cue, source) if source else None
    return Found(cue, None)
