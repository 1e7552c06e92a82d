"""The speaker behind a Ukrainian verb of saying, and whether a noun phrase may be one."""

from itertools import pairwise

from claims.text.attribution_uk_circumstances import may_be_subject, past_circumstances
from claims.text.attribution_uk_clauses import is_finite
from claims.text.attribution_uk_places import speaker_in_place
from claims.text.attribution_uk_reach import speaker_end
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

# "дипломати це спростували"
_OBJECTS = frozenset(["це", "цього", "таке", "все", "його", "її", "їх"])
# A noun phrase that begins so is no subject: "Колишнього мера", "Водіїв", "Найсуворіше".
_NEVER_FIRST = ("ого", "ього", "ому", "ьому", "ів", "їв", "ої", "ьої", "іше")
# "свідчать результати після підрахунку"
_NAME_TOKENS_AT_MOST = 8
_BEHIND_RESULTS = frozenset(["після", "про", "щодо", "серед", "від", "до"])


def speaker_behind(tokens: tuple[Token, ...], verb: int, start: int) -> tuple[int, int] | None:
    """Find the speaker of the verb at ``verb`` whose cue ends at ``start``: past hearers, places and times."""
    word = tokens[verb].lower
    is_plural = word.endswith(speech.PLURAL_ENDINGS)
    place = speaker_in_place(tokens, start)
    if place is not None and is_plural:
        return place
    first = past_circumstances(tokens, start, verb=word)
    place = speaker_in_place(tokens, first)
    if place is None and first < len(tokens) and not _may_open(tokens[first], word, is_moved=first > start):
        return None
    if place is not None and is_plural:
        return place
    end = speaker_end(tokens, first)
    if word in speech.SHOWING and end < len(tokens) and tokens[end].lower in _BEHIND_RESULTS:
        end = max(end, speaker_end(tokens, end + 1))
    end = _with_name(tokens, first, end)
    return (first, end) if end > first else None


def _may_open(token: Token, verb: str, *, is_moved: bool) -> bool:
    """Tell whether a word may open the speaker behind a verb; behind circumstances it has to agree with the verb."""
    if token.kind != "word" or token.is_capitalised or token.lower in circumstances.POSSESSIVES:
        return True
    if is_moved:
        return may_be_subject(token, verb)
    return token.lower not in circumstances.NEVER_SPEAKING


def _with_name(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """Take the name into "співавторка праці, лікарка Ольга Гай": without it the office names nobody."""
    is_office_alone = (
        end > first and tokens[end : end + 1] and tokens[end].text == "," and not _has_name(tokens[first:end])
    )
    if not is_office_alone:
        return end
    close = end + 1
    while close < len(tokens) and tokens[close].kind == "word" and close - end <= _NAME_TOKENS_AT_MOST:
        close += 1
    behind = tokens[end + 1 : close]
    is_name = len(behind) >= 2 and all(token.is_capitalised for token in behind[-2:])
    is_closed = close == len(tokens) or tokens[close].text in ".,;"
    return close if is_name and is_closed and not any(map(is_finite, behind[:-2])) else end


def _has_name(tokens: tuple[Token, ...]) -> bool:
    """Tell "мер Лан" and "лікарка Ольга Гай" from "тренер «Лева»" and "співавторка праці"."""
    if tokens[-1].is_capitalised:
        return True
    return any(left.is_capitalised and right.is_capitalised for left, right in pairwise(tokens))


def may_speak(tokens: tuple[Token, ...], who: tuple[int, int], verb: str) -> bool:
    """Tell who says a thing from courts that sentence people and from objects that stand first."""
    words = {token.lower for token in tokens[who[0] : who[1]]}
    is_law = verb.startswith(speech.LAYING_DOWN) and any(word.startswith(speech.LAW_STEMS) for word in words)
    return not is_law and not words <= _OBJECTS and _agrees(tokens, who, verb)


def _agrees(tokens: tuple[Token, ...], who: tuple[int, int], verb: str) -> bool:
    """Tell by the endings whether these words may be the subject: "рішення засудили" has its subject behind."""
    words = [token for token in tokens[who[0] : min(who[1], who[0] + 4)] if token.kind == "word"]
    if any(
        not ("а" <= token.lower[-1:] <= "я" or token.lower[-1:] in "іїєґ'") or token.text.isupper() for token in words
    ):
        return True
    if tokens[who[0]].lower in speech.PREPOSITIONS:
        return False
    if verb.endswith(("ла", "лася", "лась", "ли", "лися", "лись", "в", "вся")):
        is_named = any(token.is_capitalised for token in words[1:])
        return is_named or any(may_be_subject(token, verb) for token in words)
    is_dative = words[0].lower.endswith(("ам", "ям")) if words and verb.endswith(speech.PLURAL_ENDINGS) else False
    return bool(words) and not is_dative and not words[0].lower.endswith(_NEVER_FIRST)
