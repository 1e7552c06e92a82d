"""Who says so in one Ukrainian sentence: the chain of links between a statement and its source.

Four shapes are read: "X заявив, що …", "…, заявив X", "йдеться у X" and "за словами X". Case endings tell less than the
order of words and the commas here, so the reader goes by these.
"""

from collections.abc import Iterator
from itertools import pairwise

from claims.text.attribution_uk_circumstances import is_office, may_be_subject
from claims.text.attribution_uk_clauses import denied_object, is_finite, parted_subject
from claims.text.attribution_uk_places import place_before, read_from, read_from_before, speaker_in_place
from claims.text.attribution_uk_reach import (
    OPENING,
    PHRASE_STARTS,
    QUOTES,
    left_border,
    opening_comma,
    phrase_end,
    speaker_end,
    with_participle,
)
from claims.text.attribution_uk_scope import answers_aside, told_around, trimmed
from claims.text.attribution_uk_speakers import may_speak, speaker_behind
from claims.text.attribution_uk_subjects import acting_subject, speaker_before
from claims.text.attribution_value import Attribution, side_by_side
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.segments import Span, cut_at_spaces
from claims.text.tokens import Token, tokens_of

# A longer "sentence" is read piece by piece, so that the work stays linear.
SENTENCE_CHARACTERS = 800
# "Про аварію на мосту повідомила поліція": what is told may open the sentence.
TOPIC_TOKENS_AT_MOST = 7
# "визнала доведеним, що"
_TOKENS_TO_CLAUSE = 5
# "повідомив у понеділок журналістам про збитки": so far behind the verb stands its preposition.
ABOUT_TOKENS_AT_MOST = 6
# What hangs on the link before: "додавши, що", "цитуючи звіт".
_HANGING = speech.CONVERBS | speech.CITING
# "повідомив про аварію": what follows is neither a statement nor its speaker.
_ABOUT = frozenset({"про"})
_INFINITIVE = ("ати", "ити", "яти", "іти", "ути", "тися", "тись")
_CONVERB_ENDINGS = ("ючи", "ачи", "ячи", "вши", "ючись", "ачись", "ячись", "вшись")


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
                behind = trimmed(tokens, index + 1, len(tokens))
                yield Attribution(
                    text[slice(*who_span)], token.text, *cue_span, who_span, cue_span, (behind,) if behind else ()
                )


def _link(text: str, tokens: tuple[Token, ...], who: tuple[int, int], cue: tuple[int, int]) -> Attribution:
    """Make a link of two pairs of token indices; its statement is all that stands around it."""
    who_span = tokens[who[0]].start, tokens[who[1] - 1].end
    cue_span = tokens[cue[0]].start, tokens[cue[1] - 1].end
    start, end = min(who_span[0], cue_span[0]), max(who_span[1], cue_span[1])
    content = told_around(tokens, min(who[0], cue[0]), max(who[1], cue[1]))
    return Attribution(
        text[slice(*who_span)],
        text[slice(*cue_span)],
        start,
        end,
        who_span,
        cue_span,
        content,
        is_aside=answers_aside(tokens, who, cue),
    )


# --- "за словами X" --------------------------------------------------------------------------------------------------


def _phrase_links(text: str, tokens: tuple[Token, ...]) -> Iterator[Attribution]:
    for index, token in enumerate(tokens):
        last = _phrase_end(tokens, index) if token.lower in PHRASE_STARTS else None
        if last is None or last >= len(tokens):
            continue
        end = with_participle(tokens, last, speaker_end(tokens, last))
        is_relative = tokens[last].lower.startswith(circumstances.RELATIVE_STEMS)
        barred = speech.NO_SPEAKERS_OF_MANNER if token.lower == "відповідно" else speech.NO_SPEAKERS
        if end > last and not is_relative and tokens[last].lower not in barred:
            yield _link(text, tokens, (last, end), (index, last))


def _phrase_end(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give where a phrase ends that begins at ``index``, with the adjective of "за попередніми підрахунками"."""
    end = phrase_end(tokens, index)
    if end is not None or tokens[index].lower != "за" or index + 2 >= len(tokens):
        return end
    if tokens[index + 1].lower in speech.WRITTEN_SOURCES:
        return index + 1
    has_adjective = tokens[index + 1].lower.endswith(circumstances.OBLIQUE_ADJECTIVE_ENDINGS)
    return index + 3 if has_adjective and f"за {tokens[index + 2].lower}" in speech.PHRASES else None


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
            last += 1
            who = _speaker_of(tokens, index, last)
        elif token.lower in speech.VERBS and _introduces_statement(tokens, index):
            who = _shared(tokens, index, spoken) or _speaker_of(tokens, index, last)
        elif token.lower in speech.VERBS and _says_thing(tokens, index):
            who = _shared(tokens, index, spoken) or speaker_before(tokens, index)
            who = who if who and may_speak(tokens, who, token.lower) else None
        elif (
            index
            and token.lower in speech.CITED_BY
            and tokens[index - 1].lower.startswith(circumstances.RELATIVE_STEMS)
        ):
            who = speaker_behind(tokens, index, last)
        else:
            continue
        who = _asking_for_sum(tokens, who, index) if who is not None and tokens[who[0]].kind == "number" else who
        if who is not None and _can_have_said(tokens, who, index):
            who = who[0], with_participle(tokens, *who)
            spoken = (index, who)
            yield _link(text, tokens, who, (index, last))


def _asking_for_sum(tokens: tuple[Token, ...], who: tuple[int, int], index: int) -> tuple[int, int] | None:
    """Find "рада" of "Рада виділила 76 млн, ще 110 млн просить у держави": a sum is no subject of a singular verb."""
    is_sum = tokens[who[1] - 1].lower.startswith(speech.SUM_STEMS)
    if who[0] > index or not is_sum or tokens[index].lower.endswith(speech.PLURAL_ENDINGS):
        return who
    comma = left_border(tokens, who[0]) - 1
    return acting_subject(tokens, comma) if comma > 0 and tokens[comma].text == "," else None


def _can_have_said(tokens: tuple[Token, ...], who: tuple[int, int], index: int) -> bool:
    """Tell speakers from what stands where one might: the "нам" of "нам обіцяли", the "персонал" of many warners."""
    first = tokens[who[0]]
    if who[1] - who[0] == 1 and who[0] < index and first.kind == "word":
        is_common = first.text.islower() or (not who[0] and tokens[index].lower.endswith(speech.PLURAL_ENDINGS))
        is_object = is_common and tokens[who[0] - 1].lower not in speech.PREPOSITIONS
        if first.lower in circumstances.TOLD or (is_object and not may_be_subject(first, tokens[index].lower)):
            return False
    return not _is_verdict(tokens, who, index)


def _is_verdict(tokens: tuple[Token, ...], who: tuple[int, int], index: int) -> bool:
    """Tell "суд виправдав лікарку" and "суд визнав мера винним" from "суд визнав, що"."""
    if not tokens[index].lower.startswith(speech.VERDICT_STEMS) or _is_clause_ahead(tokens, index + 1):
        return False
    return who[0] < index and any(token.lower in speech.COURTS for token in tokens[who[0] : who[1]])


def _is_clause_ahead(tokens: tuple[Token, ...], start: int) -> bool:
    near = tokens[start : start + _TOKENS_TO_CLAUSE]
    return any(comma.text == "," and that.lower == "що" for comma, that in pairwise(near))


def _shared(
    tokens: tuple[Token, ...], index: int, spoken: tuple[int, tuple[int, int]] | None
) -> tuple[int, int] | None:
    """Give the speaker of the verb before for "зазначає, що …, і додає, що" and "заперечує провину й вимагає суду"."""
    first = index
    while first and (
        tokens[first - 1].lower in speech.INNER_ADVERBS or tokens[first - 1].lower in circumstances.ADVERBS
    ):
        first -= 1
    if spoken is None or first < 2 or tokens[first - 1].lower not in ("і", "й", "та"):
        return None
    is_thing = tokens[index].lower in speech.SAID_OF_THINGS
    if tokens[first - 2].text == "," and not is_thing and not _is_statement_ahead(tokens, index + 1):
        return None
    earlier, later = (_number_of(tokens[place].lower) for place in (spoken[0], index))
    return spoken[1] if earlier == later else None


def _number_of(verb: str) -> str:
    """Give what two verbs of one subject have in common: the ending in the past, else the number."""
    past = next((ending for ending in ("ла", "ло", "ли", "в") if verb.removesuffix("ся").endswith(ending)), None)
    return past or ("ть" if verb.endswith(speech.PLURAL_ENDINGS) else "")


def _says_thing(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "звинуватила банк у змові" and "пише про 117 машин": something is said without a clause of its own."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if not index or following is None or tokens[index - 1].lower == "не":
        return False
    word = tokens[index].lower
    if _is_other_act(tokens, index):
        return False
    if _says_about(tokens, index):
        return True
    is_thing = following.kind in ("word", "number") or following.text in OPENING
    denied = denied_object(tokens, index) is not None
    is_closed = following.text in ".;,:" and (tokens[index - 1].lower in ("це", "цього", "таке", "все") or denied)
    if word in speech.ADMITTING:
        return denied or any(token.lower in circumstances.ADMITTED for token in tokens[index + 1 : index + 3])
    if word.startswith(("порівня", "порівню")) and following.kind == "number":
        return False  # "порівняли 300 знімків" tells what a study did
    if word in speech.SHOWING:
        before = [token for token in tokens[max(0, index - 9) : index] if not is_office(token)]
        return any(token.lower.startswith(speech.DOCUMENT_STEMS) for token in before)
    if word.startswith("пов'язу"):
        return any(token.lower in ("з", "із", "зі") for token in tokens[index + 1 : index + 8])
    return word in speech.SAID_OF_THINGS and (is_thing or is_closed)


def _says_about(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "повідомив у понеділок про збитки" and "застеріг водіїв від поїздок" by the preposition of the verb."""
    word = tokens[index].lower
    for place in range(index + 1, min(len(tokens) - 1, index + ABOUT_TOKENS_AT_MOST)):
        token = tokens[place]
        if word in speech.SAID_ABOUT.get(token.lower, ()):
            is_ailment = token.lower == "на" and tokens[place + 1].lower in speech.AILMENTS
            return not is_ailment and (token.lower != "до" or place == index + 1)
        if token.kind not in ("word", "number") or is_finite(token):
            return False
    return False


def _is_other_act(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "повідомила про підозру", an act of a prosecutor, and "вимагав 30 тисяч доларів", an extortion."""
    ahead = tokens[index + 1 : index + 8]
    if ahead[:1] and ahead[0].lower == "про" and any(token.lower == "підозру" for token in ahead[1:3]):
        return True
    if tokens[index].lower.startswith("відкин") or tokens[index].lower.startswith("відкид"):
        return any(token.lower in circumstances.TURNED_DOWN for token in ahead[:2])
    if tokens[index].lower.startswith("вимага") and ahead[:1] and ahead[0].lower in ("в", "у"):
        return True  # "Маски вимагали в усіх"
    is_asking_for_money = tokens[index].lower in ("вимагав", "вимагала", "вимагали")
    return is_asking_for_money and any(token.kind == "number" or token.lower in ("хабар", "гроші") for token in ahead)


def _introduces_statement(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a verb says something here: before "що" or a quotation, or behind a statement."""
    if index and tokens[index - 1].lower == "не":
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and (following.text == ":" or _is_statement_ahead(tokens, index + 1)):
        return True
    if _clause_start(tokens, index) is None or _resumes(tokens, index) or _has_subject_apart(tokens, index):
        return False
    # ", повідомив про аварію" goes on with what else the subject of the sentence did.
    return following is not None and following.lower not in _ABOUT


def _has_subject_apart(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Фонд, який платив за розкопки, назвав знахідку скарбом" from "…, назвав знахідку мер"."""
    return parted_subject(tokens, index, can_be_plain=not _may_speak_behind(tokens, index)) is not None


def _may_speak_behind(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether somebody who may be the subject of a verb stands behind it."""
    behind = speaker_behind(tokens, index, index + 1)
    if behind is None or tokens[behind[0]].is_capitalised:
        return behind is not None
    return is_office(tokens[behind[0]]) and may_be_subject(tokens[behind[0]], tokens[index].lower)


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
        if (index > start and tokens[index].lower in speech.VERBS) or tokens[index].lower.endswith(_INFINITIVE):
            return False
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
    is_topic = is_topic and tokens[opening + 1].lower != "підозру"
    is_topic = is_topic or _points_at_statement(tokens, opening, first)
    return first if is_parted or is_topic else None


def _points_at_statement(tokens: tuple[Token, ...], opening: int, last: int) -> bool:
    """Tell "Такі дані" and "Ці цифри" before a verb: what was said before is told again."""
    is_pair = last - opening == 2 and tokens[opening].lower in circumstances.POINTING
    return is_pair and tokens[last - 1].lower in circumstances.TOLD_THINGS


def _ends_name(tokens: tuple[Token, ...], mark: int) -> bool:
    """Tell the name of "банку «Прикарпаття»" from a quotation by its length and by the word before it."""
    opening = next((place for place in range(mark - 1, max(-1, mark - 6), -1) if tokens[place].text in OPENING), -1)
    is_behind_word = opening == 0 or tokens[opening - 1].kind == "word"
    is_short = opening >= 0 and is_behind_word and tokens[mark - 1].kind in ("word", "number")
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
    return word.startswith(circumstances.RELATIVE_STEMS) and following.endswith(("ти", "тися", "тись"))


def _speaker_of(tokens: tuple[Token, ...], index: int, last: int) -> tuple[int, int] | None:
    """Find the speaker of a verb: behind it after a statement, in a place, else before it."""
    if _clause_start(tokens, index) is None or _is_parenthesis_before(tokens, index):
        return speaker_before(tokens, index)
    behind = speaker_behind(tokens, index, last)
    is_infinitive = behind is not None and tokens[behind[0]].lower.endswith(("ти", "тися", "тись"))
    if (behind is not None and not is_infinitive) or tokens[index - 1].text != ",":
        return behind
    # "Ян Новак, автор дослідження, застеріг від висновків"
    who = speaker_before(tokens, index) if _says_thing(tokens, index) else None
    return who if who and may_speak(tokens, who, tokens[index].lower) else None


def _is_parenthesis_before(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Олена Рудь, директорка інституту, заявила, що" from "…, заявила Олена Рудь"."""
    return _is_statement_ahead(tokens, index + 1) and tokens[index - 1].text == ","
