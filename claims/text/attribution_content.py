"""What is said: the spans of a statement before, behind and around its cue."""

from claims.text.attribution_cues import Cue
from claims.text.attribution_sources import Source
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech

# "told Reuters in Kyiv on Tuesday that": so many tokens may stand between the verb and "that".
TOKENS_BEFORE_THAT = 14
# "1.3 points more than it had forecast": so near stands the figure that is compared.
_TOKENS_TO_FIGURE = 8
_CLAUSE_STARTS = frozenset("DHCNP#OpAGEI")
_THING_STARTS = frozenset("DHCNO#GEPR")
_THAT_OR_QUESTION = frozenset({"that", "why", "how", "whether", "what"})
# "show at least 30 buildings", "reported up to 40 dead"
_BEFORE_FIGURES = frozenset({"at", "up", "as", "over", "around", "about", "nearly", "almost", "under", "between"})
# "denied having met her", "admitted being late"
HAVING = frozenset({"having", "being"})
_QUESTIONS = speech.RELATIVES | {"if"}


def forward_start(sentence: Sentence, cue: Cue) -> int | None:
    """Give the token at which what follows the cue as its statement begins; None when nothing of the kind does."""
    index, follows = cue.last, cue.follows
    if sentence.tag(index) == ":":
        return index + 1 if index + 1 < len(sentence.tags) else None
    if "r" in follows or ("o" in follows and cue.lemma in ("ask", "warn", "remind")):
        behind = _past_hearer(sentence, index)
        if behind is not None and behind > index:
            return behind
    if _opens_quotation(sentence, index):
        return index
    if sentence.tag(index) == "," and set("cqip") & set(follows):
        if _opens_quotation(sentence, index + 1) or sentence.word(index + 1) in ("that", "if"):
            return index + 1
        return None
    return _plain_start(sentence, cue)


def _plain_start(sentence: Sentence, cue: Cue) -> int | None:
    index, follows = _past_day_to_thing(sentence, cue), cue.follows
    word = sentence.word(index)
    tag = "G" if word in HAVING else sentence.tag(index)
    if not tag:
        return None
    if _is_time(sentence, index):
        return _past_adjuncts(sentence, index) if "c" in follows else None
    if word in _QUESTIONS or tag == "R":
        return index if set("cbnpq") & set(follows) else None
    if tag == "T":
        return index if set("t") & set(follows) else None
    if tag == "G" and set("gnp") & set(follows):
        return index
    if "s" in follows:
        return index if tag in _THING_STARTS and "as" in _words_ahead(sentence, index) else None
    if "p" in follows and (tag in _THING_STARTS or tag == "A"):
        return index
    if _starts_thing(sentence, index) and (
        "n" in follows or ("o" in follows and "to" in _words_ahead(sentence, index))
    ):
        return index
    if "c" in follows and tag in _CLAUSE_STARTS and is_clause(sentence, index, cue.lemma):
        return _past_adjuncts(sentence, index)
    return _ahead(sentence, cue, index)


def _past_day_to_thing(sentence: Sentence, cue: Cue) -> int:
    """Step over "on Wednesday" of "reported on Wednesday a loss"; the end of the cue where no thing follows the day."""
    start = cue.last
    if "n" not in cue.follows:
        return start
    index = start + 1 if sentence.word(start) in ("on", "in", "for") else start
    first = index
    while sentence.word(index) in speech.TIME_WORDS and index - first < 5:
        index += 1
    return index if index > first and sentence.tag(index) in ("D", "#", "N", "H", "A") else start


def is_bare_gap(sentence: Sentence, source: Source, behind: int) -> bool:
    """Tell "…, a figure the ministry disputes" and "than the bank forecast": no "which" opens the clause."""
    noun = source.first - 1
    is_thing = sentence.tag(noun) == "N" and sentence.word(noun - 1) in ("a", "an") and sentence.tag(noun - 2) == ","
    is_end = sentence.tag(behind) in ("", ".", ",")
    reach = _TOKENS_TO_FIGURE if sentence.word(noun) == "than" else 2
    is_compared = sentence.tag(noun) not in (",", '"') and "#" in sentence.tags[max(0, noun - reach) : noun + 1]
    return (is_thing and is_end) or (is_compared and (is_end or sentence.tag(behind) in ("I", "A", "S")))


def _ahead(sentence: Sentence, cue: Cue, index: int) -> int | None:
    """Give the "that" behind an object or a day, or what somebody is warned or told of."""
    that = _that_ahead(sentence, index) if "c" in cue.follows else None
    return _of_ahead(sentence, cue, index) if that is None and cue.lemma in ("warn", "tell") else that


def _starts_thing(sentence: Sentence, index: int) -> bool:
    if sentence.word(index) == "further" and sentence.tag(index + 1) in ("N", "E"):
        return True
    if sentence.word(index) in _BEFORE_FIGURES and "#" in sentence.tags[index : index + 4]:
        return True
    return sentence.tag(index) in _THING_STARTS


def _of_ahead(sentence: Sentence, cue: Cue, start: int) -> int | None:
    """Give the "of" of "warned the delegation in Tunis of a coup" and "told the Star of a coup"."""
    for index in range(start + 1, min(len(sentence.tags), start + 10)):
        tag, following = sentence.tags[index], sentence.tag(index + 1)
        if tag in ',;."VB':
            return None
        is_of = tag == "f" and (cue.lemma == "warn" or (sentence.tags[index - 1] in "CO" and following != "C"))
        if is_of or sentence.word(index) == "about":
            return index
    return None


def _words_ahead(sentence: Sentence, start: int) -> set[str]:
    """Give the words of the same clause, twelve at most."""
    end = next(
        (index for index in range(start, min(len(sentence.tags), start + 12)) if sentence.tags[index] in ",;.VB"),
        start + 12,
    )
    return {sentence.word(index) for index in range(start, end)}


def _opens_quotation(sentence: Sentence, index: int) -> bool:
    if sentence.tag(index) != '"':
        return False
    quotation = sentence.quotation_at(sentence.tokens[index].start)
    return quotation is None or quotation.start == sentence.tokens[index].start


def _past_hearer(sentence: Sentence, start: int) -> int | None:
    """Give where the statement begins behind the hearer: "told cheering supporters that"; None when none does."""
    for index in range(start, min(len(sentence.tags), start + TOKENS_BEFORE_THAT)):
        tag = sentence.tags[index]
        if sentence.word(index) in _QUESTIONS or _opens_quotation(sentence, index):
            return index
        if tag in ":,":
            return _past_sign(sentence, index)
        if tag in '.;"VS':
            return None
        if index > start and _opens_clause(sentence, index):
            return index
    return None


def _past_sign(sentence: Sentence, index: int) -> int | None:
    """Give where the statement begins behind "told them:", "told them, however, that" and 'told them, "'."""
    if sentence.tags[index] == ":":
        return index + 1
    for that in (index + 1, index + 2, index + 3):
        if sentence.word(that) == "that":
            return that
    return index + 1 if _opens_quotation(sentence, index + 1) else None


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause without "that" begins behind a hearer: "told them prices", "told Reuters the bank"."""
    tag, before = sentence.tags[index], sentence.tags[index - 1]
    if tag in "TpP":
        return True
    can_begin = (tag == "D" and before in "ONC") or (tag == "C" and before in "ON")
    return can_begin and _has_verb(sentence, index, ends=";.")


def is_clause(sentence: Sentence, start: int, lemma: str = "") -> bool:
    """Tell whether a statement without "that" begins there; "say" needs no verb that we know behind it."""
    if sentence.tags[start] in 'PpRQ"':
        return True
    is_say = lemma == "say"
    if _has_verb(sentence, start, ends=";." if is_say else ";.,S&"):
        return True
    end = next((place for place, tag in enumerate(sentence.tags[start:]) if tag in ".,;"), 0)
    if is_say and sentence.word(start) in ("yes", "no"):
        return True
    return is_say and end > 1 and sentence.word(start) not in speech.TIME_WORDS


def _has_verb(sentence: Sentence, start: int, *, ends: str) -> bool:
    """Tell whether a verb stands in the clause that begins there."""
    for tag in sentence.tags[start : start + 25]:
        if tag in "VBpEQ":
            return True
        if tag in ends:
            return False
    return False


def _is_time(sentence: Sentence, index: int) -> bool:
    """Tell "this week" and "Tuesday" from "this was"."""
    if sentence.word(index) not in speech.TIME_WORDS:
        return False
    return sentence.tag(index) != "D" or sentence.word(index + 1) in speech.TIME_WORDS


def _past_adjuncts(sentence: Sentence, index: int) -> int | None:
    """Step over "Tuesday" and "in Kyiv" before "that", or before a clause of its own."""
    ahead = _that_ahead(sentence, index)
    if ahead is not None and (sentence.tags[index] == "I" or _is_time(sentence, index)):
        return ahead
    if _is_time(sentence, index):
        while sentence.word(index) in speech.TIME_WORDS:
            index += 1
        return index if sentence.tag(index) in _CLAUSE_STARTS - {"I", "G", "E"} else None
    if sentence.word(index) in _BEFORE_FIGURES and "#" in sentence.tags[index : index + 3]:
        return index
    if sentence.tags[index] == "I":
        return index if "P" in sentence.tags[index + 2 : index + 5] else None
    return index


def _that_ahead(sentence: Sentence, start: int) -> int | None:
    for index in range(start, min(len(sentence.tags), start + TOKENS_BEFORE_THAT)):
        if sentence.word(index) in _THAT_OR_QUESTION and sentence.tags[index - 1] != ",":
            return index
        if sentence.tags[index] in ',;:."VB':
            return None
    return None


# --- where it ends ----------------------------------------------------------------------------------------------------


def clause_end(sentence: Sentence, start: int, *, stops: frozenset[int], is_inner: bool) -> int:
    """Give where the statement that begins at ``start`` ends; ``is_inner`` when the sentence goes on behind a comma."""
    tags = sentence.tags
    depth = 0
    for index in range(start, len(tags)):
        tag = tags[index]
        if tag in 'Q"':
            if is_inner and tag == '"' and index > start and _ends_in_comma(sentence, index):
                return index + 1
            continue
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth -= 1
            if depth < 0:
                return index
        elif (
            depth == 0
            and index > start
            and not _follows_that(sentence, start, index)
            and (index in stops or _ends_clause(sentence, index, is_inner=is_inner))
        ):
            return index
    return _without_stop(sentence, start, len(tags))


def _ends_in_comma(sentence: Sentence, mark: int) -> bool:
    """Tell whether a closing quotation mark has swallowed the comma of the sentence around it."""
    quotation = sentence.quotation_at(sentence.tokens[mark].start)
    end = sentence.tokens[mark].end
    return quotation is not None and quotation.end == end and "," in sentence.text[quotation.end - 3 : quotation.end]


def _follows_that(sentence: Sentence, start: int, index: int) -> bool:
    return index == start + 1 and sentence.word(start) == "that"


def _ends_clause(sentence: Sentence, index: int, *, is_inner: bool) -> bool:
    tag, following = sentence.tags[index], sentence.word(index + 1)
    if tag == ";":
        return True
    if tag == ",":
        return is_inner or following in ("but", "according", "though", "although", "while")
    if tag == "-":
        return sentence.tag(index + 1) == "&"
    return tag == "." and sentence.word(index) in "?!" and index + 1 < len(sentence.tags)


def _without_stop(sentence: Sentence, start: int, end: int) -> int:
    while end > start and sentence.tags[end - 1] in ".,":
        end -= 1
    return end


def offsets(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """The offsets of ``tokens[first:last]``, over the whole of a quotation that begins or ends in them."""
    last = _without_stop(sentence, first, last)
    if first >= last:
        return None
    start, end = sentence.span_of(first, last)
    quotation = sentence.quotation_at(end - 1)
    return start, max(end, quotation.end if quotation else end)
