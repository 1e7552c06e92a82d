"""What sort of statement a sentence makes: a figure, a comparison, a rank, a rule, somebody's words, or an event."""

import re

from claims.text.attribution import Attribution
from claims.text.languages import en
from claims.text.quantities import Quantity
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of
from claims.text.words import words_of

QUANTITY, COMPARISON, RANK, EVENT, QUOTE, RULE = "quantity", "comparison", "rank", "event", "quote", "rule"

_BEFORE_MOST = words_of("the its their his her our your my whose and second third is are was were")
_UKRAINIAN_SUPERLATIVE = re.compile(r"най\w{3,}(?:ий|ій|а|я|е|є|і|их|іх|ого|ої|ому|ую|ою|им|ими)\Z")
_UKRAINIAN_NO_SUPERLATIVES = words_of(
    "найближчий найближчі найближчих найближчими найближчим найкраще найменше найбільше"
)
# A law, a treaty, a permit: what can command; and the words with which it does.
_LAWS = words_of(
    "law laws act treaty convention agreement constitution statute code bill directive regulation regulations rule "
    "rules bylaw by-law ordinance decree charter lease contract licence license permit ban measure order article "
    "ruling sanctions embargo "
    "закон закону законом законі договір договору договором договорі конвенція конвенції конвенцією угода угоди угодою "
    "конституція конституції постанова постанови постанові постановою поправки поправками указ указу кодекс кодексу "
    "статут статуту правила правилами директива директиви заборона заборони регламент регламенту"
)
_COMMANDS = words_of(
    "prohibits prohibit prohibiting bans bars forbids forbid requires require obliges oblige entitles permits allows "
    "lets binds "
    "prohibited banned barred forbidden required obliged entitled permitted "
    "забороняє забороняють дозволяє дозволяють зобов'язує зобов'язують вимагає поширюється передбачає"
)
_MODALS = words_of("must may cannot shall мають має мусять мусить можуть зможуть повинні повинен зобов'язані")
_PUNISHMENTS = words_of("fine fines penalty penalties imprisonment jail штраф штрафу")
_QUOTATION_MARKS = '"“”„«»'


def kind_of(
    text: str, span: Span, *, quantities: tuple[Quantity, ...], attribution: tuple[Attribution, ...], language: str
) -> str:
    """Name the sort of statement; a rule goes before its figures, a figure before what it is compared with."""
    tokens = tokens_of(text, span)
    words = frozenset(token.lower for token in tokens)
    if attribution and _is_mostly_quotation(tokens):
        return QUOTE
    if _is_rule(words):
        return RULE
    if any(quantity.unit == "rank" for quantity in quantities):
        return RANK
    if quantities:
        return QUANTITY
    if _is_superlative(tokens) or any(_is_ukrainian_superlative(word) for word in words):
        return RANK
    return COMPARISON if _compares(words, language=language) else EVENT


def _is_rule(words: frozenset[str]) -> bool:
    """Tell whether a law, treaty or permit is said to allow, forbid, require or punish."""
    if words & _COMMANDS:
        return bool(words & _LAWS)
    return bool(words & _MODALS and words & (_LAWS | _PUNISHMENTS))


def _is_superlative(tokens: tuple[Token, ...]) -> bool:
    """Tell "the most expensive" and "Europe's leading port" from "most voters", "most of it" and "leading to panic"."""
    words = ["", *(token.lower for token in tokens), ""]
    return any(_is_ranking(*words[place - 1 : place + 2]) for place in range(1, len(words) - 1))


def _is_ranking(before: str, word: str, following: str) -> bool:
    if word == "most":
        return following != "of" and (before in _BEFORE_MOST or before.endswith("'s"))
    return word in en.SUPERLATIVES and (word, following) != ("leading", "to")


def _is_ukrainian_superlative(word: str) -> bool:
    return bool(_UKRAINIAN_SUPERLATIVE.match(word)) and word not in _UKRAINIAN_NO_SUPERLATIVES


def _compares(words: frozenset[str], *, language: str) -> bool:
    if language == "uk":
        return bool(words & {"ніж", "порівняно"})
    return "than" in words and not words & {"rather", "other"}


def _is_mostly_quotation(tokens: tuple[Token, ...]) -> bool:
    """Tell whether more than half of the sentence stands between its first and last quotation mark."""
    marks = [index for index, token in enumerate(tokens) if token.kind == "symbol" and token.text in _QUOTATION_MARKS]
    return len(marks) > 1 and 2 * (marks[-1] - marks[0]) > len(tokens)
