"""Who says so in one Ukrainian sentence: the chain of links between a statement and its source.

Four shapes are read: "X заявив, що …", "…, заявив X", "йдеться у X" and "за словами X". Case endings tell less than the
order of words and the commas here, so the reader goes by these.
"""

from collections.abc import Iterator

from claims.text.attribution_value import Attribution, side_by_side
from claims.text.languages import uk_speech as speech
from claims.text.segments import Span, cut_at_spaces
from claims.text.tokens import Token, join_lower, tokens_of

# A speaker of more words than this is a mistake of ours, not a speaker.
WHO_TOKENS_AT_MOST = 14
# A longer "sentence" is read piece by piece, so that the work stays linear.
SENTENCE_CHARACTERS = 800
# "Про аварію на мосту повідомила поліція": what is told may open the sentence.
TOPIC_TOKENS_AT_MOST = 7
_OPENING = frozenset('«„“"')
_QUOTES = frozenset('«»„“”"')
_BREAKS = frozenset(";:—–()[]-!?…")
_PHRASE_STARTS = frozenset(phrase.partition(" ")[0] for phrase in speech.PHRASES)
# "повідомив про аварію": what follows is neither a statement nor its speaker.
_ABOUT = frozenset({"про"})


def read_ukrainian_chain(text: str, span: Span) -> tuple[Attribution, ...]:
    """Find the links in the order in which they stand; an inner link stands after the one that carries it."""
    return side_by_side(
        link
        for piece in cut_at_spaces(text, span, limit=SENTENCE_CHARACTERS)
        for link in _links_of(text, tokens_of(text, piece))
    )


def _links_of(text: str, tokens: tuple[Token, ...]) -> list[Attribution]:
    return [*_phrase_links(text, tokens), *_verb_links(text, tokens)]


def _link(text: str, tokens: tuple[Token, ...], who: tuple[int, int], cue: tuple[int, int]) -> Attribution:
    """Make a link of two pairs of token indices; its statement is all that stands around it."""
    who_span = tokens[who[0]].start, tokens[who[1] - 1].end
    cue_span = tokens[cue[0]].start, tokens[cue[1] - 1].end
    start, end = min(who_span[0], cue_span[0]), max(who_span[1], cue_span[1])
    content = _content(tokens, min(who[0], cue[0]), max(who[1], cue[1]))
    return Attribution(text[slice(*who_span)], text[slice(*cue_span)], start, end, who_span, cue_span, content)


def _content(tokens: tuple[Token, ...], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Give what stands before the link when a comma or a quotation parts it off, and what stands behind."""
    pieces = []
    before = _trimmed(tokens, 0, first)
    is_parted = first > 0 and (tokens[first - 1].text == "," or tokens[first - 1].text in _BREAKS | _QUOTES)
    if before and (is_parted or tokens[first - 1].lower == "як"):
        pieces.append(before)
    statement = next((place for place in range(last, len(tokens)) if tokens[place].lower == "що"), last)
    is_told = statement > last and tokens[statement - 1].text == "," and statement - last <= TOPIC_TOKENS_AT_MOST
    behind = _trimmed(tokens, statement if is_told else last, len(tokens))
    if behind:
        pieces.append(behind)
    return tuple(pieces)


def _trimmed(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """The offsets of ``tokens[first:last]`` without the commas, dashes and "як" at both ends, if any are left."""
    while last > first and (tokens[last - 1].text in ",.:;—–-" or tokens[last - 1].lower == "як"):
        last -= 1
    while first < last and tokens[first].text in ",.:;—–-":
        first += 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


# --- "за словами X" --------------------------------------------------------------------------------------------------


def _phrase_links(text: str, tokens: tuple[Token, ...]) -> Iterator[Attribution]:
    for index, token in enumerate(tokens):
        if token.lower not in _PHRASE_STARTS:
            continue
        for phrase in speech.PHRASES:
            last = index + phrase.count(" ") + 1
            if join_lower(tokens, index, last) == phrase:
                end = _speaker_end(tokens, last)
                if end > last and tokens[last].lower not in speech.NO_SPEAKERS:
                    yield _link(text, tokens, (last, end), (index, last))
                break


def _speaker_end(tokens: tuple[Token, ...], start: int) -> int:
    """Give where the speaker that begins at ``start`` ends: at a comma, a verb, a date or a preposition."""
    end, limit = start, min(len(tokens), start + WHO_TOKENS_AT_MOST)
    while end < limit:
        if tokens[end].text in _OPENING and end > start:
            closing = _closing(tokens, end)
            if closing is None:
                break
            end = closing + 1
        elif _goes_on(tokens, end, start):
            end += 1
        else:
            break
    while end > start and tokens[end - 1].lower in speech.PREPOSITIONS:
        end -= 1
    return end


def _closing(tokens: tuple[Token, ...], opening: int) -> int | None:
    """Give the mark that closes a name of a few words: «Дністер-прес»."""
    for index in range(opening + 1, min(len(tokens), opening + 8)):
        if tokens[index].text in _QUOTES:
            return index
    return None


def _goes_on(tokens: tuple[Token, ...], index: int, start: int) -> bool:
    token = tokens[index]
    if token.text == ".":
        return index > start and len(tokens[index - 1].text) <= 2 and index + 1 < len(tokens)
    if token.kind not in ("word", "number") or token.lower in speech.WHO_STOPS or token.lower in speech.VERBS:
        return False
    if token.lower in speech.PREPOSITIONS:
        # "кампанії за заборону мін", "комісара з прав людини": parts of a name; the others open a circumstance.
        return token.lower in ("за", "з", "із", "із", "зі") and index > start and not _is_reference(tokens, index)
    return token.lower not in speech.DATE_WORDS


def _is_reference(tokens: tuple[Token, ...], index: int) -> bool:
    return any(join_lower(tokens, index, index + phrase.count(" ") + 1) == phrase for phrase in speech.PHRASES)


# --- "X заявив, що" and "…, заявив X" ----------------------------------------------------------------------


def _verb_links(text: str, tokens: tuple[Token, ...]) -> Iterator[Attribution]:
    for index, token in enumerate(tokens):
        if token.lower in speech.IMPERSONAL:
            who = _speaker_in_place(tokens, index + 1) or _place_before(tokens, index)
        elif token.lower in speech.VERBS and _introduces_statement(tokens, index):
            who = _speaker_of(tokens, index)
        else:
            continue
        if who is not None:
            yield _link(text, tokens, who, (index, index + 1))


def _introduces_statement(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a verb says something here: before "що" or a quotation, or behind a statement."""
    if index and tokens[index - 1].lower == "не":
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and (following.text == ":" or _is_statement_ahead(tokens, index + 1)):
        return True
    if _clause_start(tokens, index) is None:
        return False
    # ", повідомив про аварію" goes on with what else the subject of the sentence did.
    return following is not None and following.lower not in _ABOUT


def _is_statement_ahead(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell whether ", що", ", ніби" or a quotation follows within the clause."""
    for index in range(start, min(len(tokens) - 1, start + 8)):
        if tokens[index].text == ",":
            return tokens[index + 1].lower in ("що", "ніби", "нібито", "чи", "як", "чому") or (
                tokens[index + 1].text in _OPENING
            )
        if tokens[index].text == ":":
            return True
    return False


def _clause_start(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give where the clause of a verb begins when a statement, "як" or a quotation stands before it; else None."""
    first = index
    while first and tokens[first - 1].lower in speech.INNER_ADVERBS:
        first -= 1
    if not first:
        return None
    before = tokens[first - 1]
    is_parted = before.text in ",—–-" or before.text in _QUOTES or before.lower == "як"
    opening = _left_border(tokens, first)
    is_topic = tokens[opening].lower in _ABOUT and first - opening <= TOPIC_TOKENS_AT_MOST
    return first if is_parted or is_topic else None


def _speaker_of(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Find the speaker of a verb: behind it after a statement, in a place, else before it."""
    if _clause_start(tokens, index) is not None and not _is_parenthesis_before(tokens, index):
        return _speaker_behind(tokens, index + 1)
    return _speaker_before(tokens, index)


def _speaker_behind(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    place = _speaker_in_place(tokens, start)
    if place is not None and tokens[start - 1].lower.endswith(speech.PLURAL_ENDINGS):
        return place
    first = _past_circumstances(tokens, start)
    end = _speaker_end(tokens, first)
    return (first, end) if end > first else None


def _speaker_in_place(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "повідомили в Мінфіні" and "звіті банку" of "йдеться у звіті банку"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in ("в", "у", "на", "при"):
        return None
    if tokens[start + 1].lower in speech.DATE_WORDS or tokens[start + 1].kind == "number":
        return None
    end = _speaker_end(tokens, start + 1)
    return (start + 1, end) if end > start + 1 else None


def _past_circumstances(tokens: tuple[Token, ...], start: int) -> int:
    """Step over "у вівторок", "журналістам" and "газеті «Обрій»" between a verb and its speaker."""
    index = start
    while index < len(tokens):
        word = tokens[index].lower
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if word in ("у", "в", "на", "о") and (following in speech.DATE_WORDS or following in ("ефірі", "інтерв'ю")):
            index += 2
        elif word in speech.DATE_WORDS or word in speech.INNER_ADVERBS:
            index += 1
        elif word in speech.HEARERS:
            index += 1
            if index < len(tokens) and tokens[index].text in _OPENING:
                index = (_closing(tokens, index) or index) + 1
        else:
            break
    return index


def _is_parenthesis_before(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Олена Рудь, директорка інституту, заявила, що" from "…, заявила Олена Рудь"."""
    return _is_statement_ahead(tokens, index + 1) and tokens[index - 1].text == ","


def _speaker_before(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    last = index
    while last and tokens[last - 1].lower in speech.INNER_ADVERBS:
        last -= 1
    if last and tokens[last - 1].text == ",":
        opening = next((place for place in range(last - 2, max(-1, last - 16), -1) if tokens[place].text == ","), None)
        if opening is None:
            return None
        last = opening
    last = _before_date(tokens, last)
    border = _left_border(tokens, last)
    first = _past_leading_words(tokens, border, last)
    if tokens[index].lower.endswith(speech.PLURAL_ENDINGS):
        place = _place_before(tokens, last)
        if place is not None:
            return place
    last = next((place for place in range(first + 1, last) if _is_reference(tokens, place)), last)
    return (first, last) if first < last and any(token.kind == "word" for token in tokens[first:last]) else None


def _place_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "У Мінфіні заявили" and "заяві банку" of "У заяві банку йдеться"."""
    place = _speaker_in_place(tokens, _left_border(tokens, last))
    return place if place is not None and place[1] == last else None


def _before_date(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "у вівторок" between a speaker and his verb."""
    index = last
    while index and (tokens[index - 1].lower in speech.DATE_WORDS or tokens[index - 1].kind == "number"):
        index -= 1
    if 0 < index < last and tokens[index - 1].lower in speech.PREPOSITIONS:
        index -= 1
    return index or last


def _left_border(tokens: tuple[Token, ...], last: int) -> int:
    for first in range(last, max(0, last - WHO_TOKENS_AT_MOST), -1):
        token = tokens[first - 1]
        is_name_quote = token.text in _QUOTES and first - 1 > 0
        if is_name_quote:
            continue
        if token.text in _BREAKS or token.text == "," or token.lower in speech.WHO_STOPS:
            return first
        if token.text == "." and len(tokens[first - 2].text) > 2:
            return first
    return max(0, last - WHO_TOKENS_AT_MOST)


def _past_leading_words(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Step over "Водночас", "У вівторок" and "У своїй заяві" before the speaker."""
    while first < last and tokens[first].lower in speech.LEADING_WORDS:
        first += 1
    if first + 1 < last and tokens[first].lower in speech.PREPOSITIONS:
        behind = first + 1
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        first = behind if behind > first + 1 else min(first + 2, last)
    while first < last and tokens[first].lower in speech.DATE_WORDS | speech.LEADING_WORDS:
        first += 1
    return first
