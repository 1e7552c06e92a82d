"""Who says so: the noun phrase before or behind a verb of saying, in a sentence whose words are classified."""

from typing import NamedTuple

from claims.text.attribution_reach import goes_on_behind
from claims.text.attribution_times import before_time, is_when_made_known, past_time
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

# A speaker of more words than this is a mistake of ours, not a speaker.
SOURCE_TOKENS_AT_MOST = 30
APPOSITION_TOKENS_AT_MOST = 40
_OFFICES = frozenset({"minister", "secretary", "chancellor", "commissioner", "president", "governor", "director"})
_INSIDE = frozenset("DHCN#fIT")


class Source(NamedTuple):
    """Token indices of a speaker: ``first:last`` with its appositions, ``first:name`` without."""

    first: int
    name: int
    last: int


def source_before(sentence: Sentence, verb: int) -> Source | None:
    """Find the subject whose verb group begins at ``verb``; None when no noun phrase stands there."""
    last = verb
    while last and sentence.tags[last - 1] == "A":
        last -= 1
    if not last:
        return None
    before = sentence.tags[last - 1]
    if before == "," and sentence.tag(last - 2) == ")":
        before, last = ")", last - 1
    if before == "," or before == "-":
        return _before_parenthesis(sentence, last)
    if before == ")":
        opening = sentence.tags.rfind("(", max(0, last - 9), last)
        return _widened(_phrase_before(sentence, opening), last) if opening > 0 else None
    if before in "PpRO" and sentence.word(last - 1) in ("there", "here") and sentence.tag(last - 2) in ("N", "C"):
        source = _phrase_before(sentence, last - 1)  # "growers there complain"
        return Source(source.first, last, last) if source else None
    if before in "PO" and sentence.tag(last - 2) in ("V", "E"):
        relative = _relative_before(sentence, last - 1)  # "a diplomat who attended it noted"
        source = source_before(sentence, relative) if relative is not None else None
        if source is not None:
            return Source(source.first, last, last)
    if before in "PpRO":
        is_joined = sentence.word(last - 1) == "others" and sentence.tag(last - 2) == "&"
        return _phrase_before(sentence, last) if is_joined else Source(last - 1, last, last)
    return _phrase_before(sentence, last)


def source_behind(sentence: Sentence, start: int, *, can_widen: bool = True) -> Source | None:
    """Find the speaker that begins at ``start``: "said Jane Roe of the Pell Institute, a geographer".

    ``can_widen`` is false where what follows a comma is the statement: "According to Roe, the bank failed".
    """
    tags = sentence.tags
    if sentence.tag(start) in ("P", "R", "O") and sentence.tag(start + 1) != "f":
        return Source(start, start + 1, start + 1)
    end = start if sentence.tag(start) != '"' else max(start, sentence.tags.find('"', start + 1) + 1)
    while end < len(tags) and end - start < SOURCE_TOKENS_AT_MOST and goes_on_behind(sentence, start, end):
        end += 1
    while end > start and tags[end - 1] in "fITA&":
        end -= 1
    if end == start or not any(tag in "CNQ" for tag in tags[start:end]):
        return None
    if sentence.tag(end) == "," and sentence.word(end + 1) == "including":
        end = _including_end(sentence, end)
    return with_name(sentence, Source(start, end, _apposition_end(sentence, end) if can_widen else end))


def phrase_ending_at(sentence: Sentence, last: int) -> Source | None:
    """Find the noun phrase that ends at ``last``, and the name that "an army spokeswoman" stands behind."""
    source = _phrase_before(sentence, last)
    return _with_name_before(sentence, source) if source else None


def _apposition_end(sentence: Sentence, end: int) -> int:
    """Give where ", a geographer who worked there" ends, or ``end`` when no apposition follows."""
    tags = sentence.tags
    if sentence.tag(end) == "(":
        closing = tags.find(")", end, end + 12)
        end = closing + 1 if closing > 0 else end
    if sentence.tag(end) != "," or not _opens_apposition(sentence, end + 1):
        return end
    index = end + 1
    while index < len(tags) and index - end < APPOSITION_TOKENS_AT_MOST:
        if tags[index] in '.;:"-':
            break
        if tags[index] == "," and not _opens_apposition(sentence, index + 1) and tags[end + 1] != "R":
            break
        if tags[index] == "," and sentence.tag(index + 1) in ("G", "S", "B"):
            break
        index += 1
    # The comma that closes an apposition is part of it.
    return index + 1 if sentence.tag(index) == "," and index + 1 < len(tags) else index


def with_name(sentence: Sentence, source: Source) -> Source:
    """Take the name into "the council's spokesman, Aldous Renn,": without it the role names nobody."""
    tags, comma = sentence.tags, source.name
    words = {sentence.word(place) for place in range(source.first, comma)}
    is_role = "N" in tags[source.first : comma] or not words.isdisjoint(_OFFICES)
    is_role = is_role and tags[source.first] in "DH" and sentence.tag(comma) == ","
    if not is_role:
        return source
    end = comma + 1
    if sentence.word(end) == "the":  # "her daughter, the cellist Maija Thorel"
        while sentence.tag(end + 1) == "N" and end - comma < 4:
            end += 1
        end += 1
    first = end
    while sentence.tag(end) == "C" or (sentence.tag(end) == "f" and end > first and sentence.tag(end + 1) == "C"):
        end += 1
    is_name = end - first >= 1 and end - comma - 1 <= 8 and sentence.tag(end) in ("", ".", ",", ";")
    return Source(source.first, end, max(source.last, end)) if is_name else source


def _including_end(sentence: Sentence, comma: int) -> int:
    """Give where ", including The New York Times and Reuters" ends: at the comma behind its "and"."""
    end = comma + 2
    while sentence.tag(end) in ("C", "D", "N", "f", "&") or (
        sentence.tag(end) == "," and sentence.tag(end + 1) in ("C", "&")
    ):
        has_and = "&" in sentence.tags[comma:end]
        if sentence.tag(end) == "," and has_and:
            break
        end += 1
    return end


def _opens_apposition(sentence: Sentence, index: int) -> bool:
    tag, word = sentence.tag(index), sentence.word(index)
    if tag == "R":
        return word in ("who", "whose", "whom")
    if tag == "A":
        return word in ("then", "once", "now", "long", "formerly")
    if tag == "D":
        return word not in ("this", "these", "his", "her", "their", "my", "our", "other", "some")
    if tag == "#":
        return sentence.tag(index + 1) == ","
    return tag in ("N", "C", "H") and word not in speech.TIME_WORDS


# --- before the verb --------------------------------------------------------------------------------------------------


def _widened(source: Source | None, last: int) -> Source | None:
    return Source(source.first, source.name, last) if source else None


def _before_parenthesis(sentence: Sentence, last: int) -> Source | None:
    """Find X in "X, a spokesman for Y," and "X, however,"; ``last`` is just behind the closing comma or dash."""
    sign = sentence.tags[last - 1]
    opening = _opening_sign(sentence, last - 1, sign)
    while opening > 0:
        source = (
            _phrase_before(sentence, _before_brackets(sentence, opening))
            if sentence.tags[opening - 1] in "CNP).E"
            else None
        )
        if sentence.tags[opening - 1] == "P":
            source = Source(opening - 1, opening, opening)
        if source is not None and source.name - source.first <= SOURCE_TOKENS_AT_MOST:
            source = _with_name_before(sentence, source)
            is_part = _opens_apposition(sentence, opening + 1) or sentence.tag(opening + 1) in ("G", "E")
            return with_name(sentence, Source(source.first, source.name, last if is_part else source.name))
        opening = _opening_sign(sentence, opening, sign)
    return None


def _with_name_before(sentence: Sentence, source: Source) -> Source:
    """Go on from "a former director" to the name before it: "Jane Roe, a former director, who left,"."""
    comma = source.first - 1
    if sentence.tag(comma) != "," or sentence.tag(source.first) not in ("D", "N") or sentence.tag(comma - 1) != "C":
        return source
    name = _phrase_before(sentence, comma)
    is_name = name is not None and all(tag == "C" for tag in sentence.tags[name.first : comma])
    return Source(name.first, comma, source.last) if name and is_name else source


def _before_brackets(sentence: Sentence, last: int) -> int:
    """Step back over "(D-Mo.)" behind a name."""
    if sentence.tags[last - 1] != ")":
        return last
    opening = sentence.tags.rfind("(", max(0, last - 9), last)
    return opening if opening > 0 else last


def _opening_sign(sentence: Sentence, closing: int, sign: str) -> int:
    """Give the last comma or dash before ``closing`` whose right neighbour may open a parenthesis; -1 for none."""
    tags = sentence.tags
    for index in range(closing - 1, max(0, closing - APPOSITION_TOKENS_AT_MOST), -1):
        if tags[index] in ';:"':
            return -1
        if tags[index] != sign:
            continue
        return index if opens_parenthesis(sentence, index, closing) else -1
    return -1


def opens_parenthesis(sentence: Sentence, opening: int, closing: int) -> bool:
    """Tell whether what stands between two commas or dashes may be a parenthesis behind a noun phrase."""
    tag, word = sentence.tag(opening + 1), sentence.word(opening + 1)
    if word in speech.MADE_KNOWN:
        return True
    is_part = tag == "P" and word in ("some", "many", "most", "all", "both", "one", "few", "others")
    return (tag in "DNRCAIGES#fH" or is_part) and not _has_clause(sentence.tags[opening + 1 : closing])


def _has_clause(tags: str) -> bool:
    """Tell whether a subject and its verb stand there: then it is no apposition but a clause of its own."""
    return tags[:1] not in ("R", "I", "S", "G", "E", "f") and any(tag in "VB" for tag in tags) and "R" not in tags


def _phrase_before(sentence: Sentence, last: int) -> Source | None:
    """Find the noun phrase that ends at ``last``."""
    last = before_time(sentence, last)
    border = _left_border(sentence, last)
    relative = _relative_before(sentence, border)
    if relative is not None:
        source = source_before(sentence, relative)
        return Source(source.first, last, last) if source else None
    first = _last_chunk(sentence, _past_leading_words(sentence, border, last), last)
    if first >= last or not any(tag in "CNHP#D" for tag in sentence.tags[first:last]):
        return None
    return Source(first, last, last)


def _relative_before(sentence: Sentence, first: int) -> int | None:
    """Give the "who" of "voters who fear the bank say", where ``first`` is behind "fear"; None where none stands."""
    tags = sentence.tags
    if tags[first - 1 : first] == "G" and tags[first - 2 : first - 1] in ("N", "C", "P"):
        return first - 1
    if tags[first - 1 : first] not in ("V", "B", "E", "T", "I", "O"):
        return None
    for index in range(first - 1, max(0, first - 12), -1):
        if tags[index] in ',;:."-&S':
            return None
        if tags[index] == "R":
            is_who = sentence.word(index) in ("who", "that") and tags[index - 1] in "NCP" and tags[index + 1] in "VBEA"
            return index if is_who else None
    return None


def _last_chunk(sentence: Sentence, first: int, last: int) -> int:
    """Leave out a noun that only stands beside the speaker: "something many voters want"."""
    tags = sentence.tags
    for index in range(last - 1, first, -1):
        if tags[index] == "D" and tags[index - 1] in "NC#O":
            return index
        if tags[index] == "N" and _is_sum_before(sentence, index):
            return index  # "short of the $12 billion analysts had forecast"
        is_name = tags[index] == "C" and sentence.word(index - 2) in ("a", "an") and sentence.tag(index - 3) == ","
        if is_name and sentence.word(index - 1) in statements.CLAIMED:
            return index  # ", a claim Kyiv denies"
    return first


def _is_sum_before(sentence: Sentence, index: int) -> bool:
    """Tell the end of "the $12 billion" and "the 4 per cent" before a noun."""
    word, before = sentence.word(index - 1), sentence.tag(index - 2)
    if word in ("cent", "%"):
        return True
    return word in ("million", "billion", "trillion", "bn", "m") and before == "#" and sentence.tag(index - 3) == "#"


def _left_border(sentence: Sentence, last: int) -> int:
    """Walk left over what a noun phrase may hold."""
    index = last
    while index and last - index < SOURCE_TOKENS_AT_MOST and _is_inside(sentence, index - 1, last):
        index -= 1
        if sentence.tags[index] == "P" and sentence.tag(index + 1) == "&":
            break
    return index


def _is_inside(sentence: Sentence, index: int, last: int) -> bool:
    """Tell whether a token left of a noun phrase that ends at ``last`` belongs to it."""
    tags = sentence.tags
    tag, following, before = tags[index], sentence.tag(index + 1), sentence.tag(index - 1)
    if tag in _INSIDE:
        return True
    if tag == "-":  # "112-year-old"
        return before == "#" and sentence.tokens[index - 1].end == sentence.tokens[index + 1].start - 1
    if tag == "P":
        return following in ("f", "I", "&") or index + 1 == last
    if tag == "V" and sentence.word(index) in speech.MADE_KNOWN:
        return before in ("N", "C") and sentence.tag(index - 2) in ("D", "N", "C", "H", "I", ",")
    if tag == "S":
        return is_when_made_known(sentence, index)
    if tag == "E":
        is_dated = sentence.word(index) in ("dated", "entitled", "titled", "headed") and before in ("N", "C")
        return is_dated or _is_adjective(tags, index) or (index + 1 == last and before in ("N", "C", "D"))
    if tag == "G":
        return following in ("N", "C", "D") and before in ("D", "N", "f", "I", "")
    if tag == "A":
        return following in ("N", "E", "#") or sentence.word(index + 1) in speech.MADE_KNOWN
    if tag == "&":
        return _joins_nouns(sentence, index)
    return tag == "," and _is_in_list(sentence, index, last)


def _is_adjective(tags: str, index: int) -> bool:
    """Tell "several newly released emails" and "a man convicted of fraud" from a main verb."""
    before, after = tags[index - 1 : index], tags[index + 1 : index + 2]
    if after in ("N", "C") and before in ("D", "A", "#", "H", "f", "I", "R", ""):
        return True
    if after == "N" and before in ("N", "C") and tags[index - 2 : index - 1] in ("f", "D", "I", "#", "H"):
        return True
    return after in ("I", "T") and (
        before in ("N", "C") or (before == "A" and tags[index - 2 : index - 1] in ("N", "C"))
    )


def _joins_nouns(sentence: Sentence, index: int) -> bool:
    """Tell "Pell and Roe said" from "he won and Roe said": no verb may stand before the conjunction in its clause."""
    tags = sentence.tags
    if sentence.word(index) == "but" or tags[index - 1 : index] not in ("N", "C", "#", ",", "H", "P"):
        return False
    if tags[index - 1] == "P":
        return tags[index - 2 : index - 1] in ("", ",", "&", "R", "S", '"', "A", ":")
    for position in range(index - 1, max(-1, index - SOURCE_TOKENS_AT_MOST), -1):
        if tags[position] in "VBPpEG":
            return False
        if tags[position] in 'SR;:"-,':
            return position != index - 1 or tags[position] == ","
    return True


def _is_in_list(sentence: Sentence, comma: int, last: int) -> bool:
    """Tell the commas of "Pell, Roe and other mayors" from others."""
    tags = sentence.tags
    following = tags.find("&", comma, last)
    if following < 0 or comma == 0 or following - comma > 12:
        return False
    is_between = all(tag in "CNDH#f,&" for tag in tags[comma + 1 : following])
    start = max(tags.rfind(sign, 0, comma) for sign in 'SR;:"-')
    if following == comma + 1 and "," not in tags[start + 1 : comma]:
        return False  # "since the 1950s, and the ministry"
    return is_between and tags[comma - 1] in "CN" and not any(tag in "VBPpEGI" for tag in tags[start + 1 : comma])


def _past_leading_words(sentence: Sentence, first: int, last: int) -> int:
    """Step over "But", "Last week" and "In a statement" that no comma parts off from the speaker."""
    tags = sentence.tags
    while first < last and (tags[first] in "&A" or sentence.word(first) in ("so", "then")):
        first += 1
    first = past_time(sentence, first, last)
    while first < last and tags[first] in "ITf" and not _is_approximate(sentence, first):
        behind = past_time(sentence, first + 1, last)
        end = behind if behind > first + 1 else _chunk_end(sentence, first + 1, last)
        if end >= last and sentence.word(first) == "with":
            return first + 1
        if end >= last:
            return last if not tags[first + 1 : last].count("C") > 1 else first + 2
        first = past_time(sentence, end, last)
    return first


def _is_approximate(sentence: Sentence, index: int) -> bool:
    is_figure = sentence.tag(index + 1) == "#" or sentence.word(index + 1) in speech.FIGURES
    return is_figure and sentence.word(index) in speech.APPROXIMATE


def _chunk_end(sentence: Sentence, start: int, last: int) -> int:
    """Give where the first noun phrase from ``start`` ends: before a new determiner, or a name behind a noun."""
    tags = sentence.tags
    index = start
    while index < last:
        tag = tags[index]
        if index > start and tag == "D" and tags[index - 1] not in "DIf":
            break
        if index > start and tag in "CH" and tags[index - 1] == "N":
            break
        if tag in "If" and index > start:
            index += 1
        index += 1
    return min(index, last)
