"""Who says so in one Ukrainian sentence: the chain of links between a statement and its source.

Four shapes are read: "X заявив, що …", "…, заявив X", "йдеться у X" and "за словами X". Case endings tell less than the
order of words and the commas here, so the reader goes by these.
"""

from collections.abc import Iterator

from claims.text.attribution_uk_speakers import (
    BREAKS,
    OPENING,
    PHRASES_BY_START,
    QUOTES,
    acting_subject,
    denied_object,
    left_border,
    may_speak,
    opening_comma,
    place_before,
    read_from,
    read_from_before,
    speaker_before,
    speaker_behind,
    speaker_end,
    speaker_in_place,
)
from claims.text.attribution_value import Attribution, side_by_side
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.segments import Span, cut_at_spaces
from claims.text.tokens import Token, join_lower, tokens_of

# A longer "sentence" is read piece by piece, so that the work stays linear.
SENTENCE_CHARACTERS = 800
# "Про аварію на мосту повідомила поліція": what is told may open the sentence.
TOPIC_TOKENS_AT_MOST = 7
# What hangs on the link before: "додавши, що", "цитуючи звіт".
_HANGING = speech.CONVERBS | speech.CITING
# "повідомив про аварію": what follows is neither a statement nor its speaker.
_ABOUT = frozenset({"про"})
_RELATIVE_STEMS = ("який", "яка", "яке", "які", "яку", "яких", "яким", "якій", "якого", "якою", "якої", "якому", "котр")
_CONVERB_ENDINGS = ("ючи", "ачи", "ячи", "вши", "ючись", "ачись", "ячись", "вшись")
# A clause opened by these has its own speaker, who answers for no other clause.
_SIDE_WORDS = frozenset(["а", "але", "проте", "однак", "хоча", "хоч", "тоді", "коли", "бо", "оскільки", "і", "й", "та"])


def read_ukrainian_chain(text: str, span: Span) -> tuple[Attribution, ...]:
    """Find the links in the order in which they stand; an inner link stands after the one that carries it."""
    return side_by_side(
        link
        for piece in cut_at_spaces(text, span, limit=SENTENCE_CHARACTERS)
        for link in _links_of(text, tokens_of(text, piece))
    )


def _links_of(text: str, tokens: tuple[Token, ...]) -> list[Attribution]:
    links = [*_phrase_links(text, tokens), *_verb_links(text, tokens)]
    return [*links, *_converb_links(text, tokens, links)]


def _converb_links(text: str, tokens: tuple[Token, ...], links: list[Attribution]) -> Iterator[Attribution]:
    """Find "додавши, що" behind a comma: its speaker is the one of the link before, else the subject."""
    for index, token in enumerate(tokens):
        if token.lower not in _HANGING or not index:
            continue
        if token.lower in speech.CITING:
            end = speaker_end(tokens, index + 1)
            if end > index + 1:
                yield _link(text, tokens, (index + 1, end), (index, index + 1))
        elif tokens[index - 1].text in "—–-," and (
            token.lower in speech.CONVERBS_OF_THINGS or _is_statement_ahead(tokens, index + 1)
        ):
            earlier = [link for link in links if link.start < token.start and link.who_span and not link.is_aside]
            who = acting_subject(tokens, index - 1) if not earlier else None
            if who is not None:
                yield _link(text, tokens, who, (index, index + 1))
            if earlier and earlier[-1].who_span is not None:
                who_span, cue_span = earlier[-1].who_span, (token.start, token.end)
                behind = _trimmed(tokens, index + 1, len(tokens))
                yield Attribution(
                    text[slice(*who_span)], token.text, *cue_span, who_span, cue_span, (behind,) if behind else ()
                )


def _link(
    text: str, tokens: tuple[Token, ...], who: tuple[int, int], cue: tuple[int, int], *, is_aside: bool = False
) -> Attribution:
    """Make a link of two pairs of token indices; its statement is all that stands around it."""
    who_span = tokens[who[0]].start, tokens[who[1] - 1].end
    cue_span = tokens[cue[0]].start, tokens[cue[1] - 1].end
    start, end = min(who_span[0], cue_span[0]), max(who_span[1], cue_span[1])
    content = _content(tokens, min(who[0], cue[0]), max(who[1], cue[1]))
    return Attribution(
        text[slice(*who_span)],
        text[slice(*cue_span)],
        start,
        end,
        who_span,
        cue_span,
        content,
        is_aside=is_aside or _is_aside(tokens, min(who[0], cue[0])),
    )


def _is_aside(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell "…, а посольство заявило, що" and "який, за словами мера," from what answers for the whole sentence."""
    place = first
    if place > 1 and tokens[place - 1].lower == "що" and tokens[place - 2].text == ",":
        return not any(token.lower in speech.VERBS or token.lower in speech.CONVERBS for token in tokens[:place])
    if tokens[place - 1].text == "," and place > 1 and tokens[place - 2].lower.startswith(_RELATIVE_STEMS):
        return True
    while place and (tokens[place - 1].kind == "word") and first - place < 3:
        place -= 1
        word = tokens[place].lower
        before = tokens[place - 1].text if place else ""
        if word in ("хоча", "хоч") and not place:
            return True
        if word.startswith(_RELATIVE_STEMS) or (before in (",", ";") and word in _SIDE_WORDS):
            return place > 0
    return place > 0 and tokens[place - 1].text == ";"


def _content(tokens: tuple[Token, ...], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Give what stands before the link when a comma or a quotation parts it off, and what stands behind."""
    pieces = []
    border = next((place + 1 for place in range(first - 1, -1, -1) if tokens[place].text == ";"), 0)
    before = _trimmed(tokens, border, first)
    is_parted = first > 0 and (tokens[first - 1].text == "," or tokens[first - 1].text in BREAKS | QUOTES)
    is_as = tokens[first - 1].lower == "як" and (first < 2 or tokens[first - 2].lower not in ("тоді", "так"))
    if before and (is_parted or is_as):
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
        for phrase in PHRASES_BY_START.get(token.lower, ()):
            last = index + phrase.count(" ") + 1
            if join_lower(tokens, index, last) == phrase:
                end = speaker_end(tokens, last)
                is_relative = tokens[last].lower.startswith(_RELATIVE_STEMS) if last < len(tokens) else True
                if end > last and not is_relative and tokens[last].lower not in speech.NO_SPEAKERS:
                    yield _link(text, tokens, (last, end), (index, last))
                break


# --- "X заявив, що" and "…, заявив X" ----------------------------------------------------------------------


def _verb_links(text: str, tokens: tuple[Token, ...]) -> Iterator[Attribution]:
    spoken: tuple[int, tuple[int, int]] | None = None
    for index, token in enumerate(tokens):
        last = index + 1
        if token.lower in speech.IMPERSONAL:
            before = opening_comma(tokens, index) if index and tokens[index - 1].text == "," else index
            who = speaker_in_place(tokens, last) or place_before(tokens, before or index)
            who = who or read_from(tokens, last) or read_from_before(tokens, before or index)
        elif (token.lower, tokens[last].lower if last < len(tokens) else "") in speech.DOUBLE_CUES:
            who, last = speaker_before(tokens, index), last + 1
        elif token.lower in speech.VERBS and _introduces_statement(tokens, index):
            who = _shared(tokens, index, spoken) or _speaker_of(tokens, index)
            spoken = (index, who) if who else spoken
        elif token.lower in speech.VERBS and _says_thing(tokens, index):
            who = speaker_before(tokens, index)
            who = who if who and may_speak(tokens, who, token.lower) else None
        elif token.lower in speech.CITED_BY and tokens[index - 1].lower.startswith(_RELATIVE_STEMS):
            who = speaker_behind(tokens, last)
        else:
            continue
        if who is not None:
            yield _link(text, tokens, who, (index, last))


def _shared(
    tokens: tuple[Token, ...], index: int, spoken: tuple[int, tuple[int, int]] | None
) -> tuple[int, int] | None:
    """Give the speaker of the verb before for "зазначає, що …, і додає, що": joined by "і" and of one number."""
    if spoken is None or index < 2 or tokens[index - 1].lower not in ("і", "й", "та") or tokens[index - 2].text != ",":
        return None
    earlier, later = (tokens[place].lower.endswith(speech.PLURAL_ENDINGS) for place in (spoken[0], index))
    return spoken[1] if earlier == later and _is_statement_ahead(tokens, index + 1) else None


def _says_thing(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "звинуватила банк у змові" and "пише про 117 машин": something is said without a clause of its own."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if not index or following is None or tokens[index - 1].lower == "не":
        return False
    word = tokens[index].lower
    if _is_other_act(tokens, index):
        return False
    if word in speech.SAID_ABOUT.get(following.lower, ()):
        return True
    is_thing = following.kind in ("word", "number") or following.text in OPENING
    is_closed = following.text in ".;," and (
        tokens[index - 1].lower in ("це", "цього", "таке", "все") or bool(denied_object(tokens, index))
    )
    return word in speech.SAID_OF_THINGS and (is_thing or is_closed)


def _is_other_act(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "повідомила про підозру", an act of a prosecutor, and "вимагав 30 тисяч доларів", an extortion."""
    ahead = tokens[index + 1 : index + 8]
    if ahead[:1] and ahead[0].lower == "про" and any(token.lower == "підозру" for token in ahead[1:3]):
        return True
    if tokens[index].lower.startswith("відкин") or tokens[index].lower.startswith("відкид"):
        return any(token.lower in circumstances.TURNED_DOWN for token in ahead[:2])
    is_asking_for_money = tokens[index].lower in ("вимагав", "вимагала", "вимагали")
    return is_asking_for_money and any(token.kind == "number" or token.lower in ("хабар", "гроші") for token in ahead)


def _introduces_statement(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a verb says something here: before "що" or a quotation, or behind a statement."""
    if index and tokens[index - 1].lower == "не":
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and (following.text == ":" or _is_statement_ahead(tokens, index + 1)):
        return True
    if _clause_start(tokens, index) is None or _resumes(tokens, index):
        return False
    # ", повідомив про аварію" goes on with what else the subject of the sentence did.
    return following is not None and following.lower not in _ABOUT


def _is_statement_ahead(tokens: tuple[Token, ...], start: int, *, is_behind_converb: bool = False) -> bool:
    """Tell whether ", що", ", ніби" or a quotation follows within the clause."""
    for index in range(start, min(len(tokens) - 1, start + 8)):
        if tokens[index].text == "," and _is_circumstance_clause(tokens, index + 1) and not is_behind_converb:
            end = next(
                (place for place in range(index + 2, min(len(tokens), index + 14)) if tokens[place].text == ","), 0
            )
            return bool(end) and _is_statement_ahead(tokens, end, is_behind_converb=True)
        if tokens[index].text == ",":
            return tokens[index + 1].lower in ("що", "ніби", "нібито", "чи", "як", "чому") or (
                tokens[index + 1].text in OPENING
            )
        if tokens[index].text == ":":
            return True
    return False


def _is_circumstance_clause(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "написала, посилаючись на звіт, що" from "заявив мер, додавши, що"."""
    word = tokens[index].lower
    return word.endswith(_CONVERB_ENDINGS) and word not in speech.CONVERBS


def _clause_start(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give where the clause of a verb begins when a statement, "як" or a quotation stands before it; else None."""
    first = index
    while first and tokens[first - 1].lower in speech.INNER_ADVERBS:
        first -= 1
    if not first:
        return None
    before = tokens[first - 1]
    is_quoted = before.text in QUOTES and not _ends_name(tokens, first - 1)
    is_parted = before.text in ",—–-" or is_quoted or before.lower == "як"
    opening = left_border(tokens, first)
    is_topic = tokens[opening].lower in _ABOUT and first - opening <= TOPIC_TOKENS_AT_MOST
    return first if is_parted or is_topic else None


def _ends_name(tokens: tuple[Token, ...], mark: int) -> bool:
    """Tell the name of "банку «Прикарпаття»" from a quotation by its length and by the word before it."""
    opening = next((place for place in range(mark - 1, max(0, mark - 6), -1) if tokens[place].text in OPENING), 0)
    is_short = opening > 0 and tokens[opening - 1].kind == "word" and tokens[mark - 1].kind in ("word", "number")
    return is_short and tokens[opening + 1].is_capitalised


def _resumes(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Рада, як пише «Вежа», виявила борг" and "Каск, яка йде, радить чекати" from "…, заявила Рада"."""
    if tokens[index - 1].text != ",":
        return False
    start = max(0, index - 25)
    opening = next((place for place in range(index - 2, start, -1) if tokens[place].text == ","), 0)
    word = tokens[opening + 1].lower if opening else ""
    if word == "як":
        return True
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return word.startswith(_RELATIVE_STEMS) and following.endswith(("ти", "тися", "тись"))


def _speaker_of(tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """Find the speaker of a verb: behind it after a statement, in a place, else before it."""
    if _clause_start(tokens, index) is not None and not _is_parenthesis_before(tokens, index):
        behind = speaker_behind(tokens, index + 1)
        is_infinitive = behind is not None and tokens[behind[0]].lower.endswith(("ти", "тися", "тись"))
        if (behind is not None and not is_infinitive) or tokens[index - 1].text != ",":
            return behind
        # "Ян Новак, автор дослідження, застеріг від висновків"
        who = speaker_before(tokens, index) if _says_thing(tokens, index) else None
        return who if who and may_speak(tokens, who, tokens[index].lower) else None
    return speaker_before(tokens, index)


def _is_parenthesis_before(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Олена Рудь, директорка інституту, заявила, що" from "…, заявила Олена Рудь"."""
    return _is_statement_ahead(tokens, index + 1) and tokens[index - 1].text == ","
