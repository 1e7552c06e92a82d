"""What sort of statement a sentence makes: a figure, a comparison, a rank, a rule, somebody's words, or an event."""

import re
from itertools import pairwise, takewhile

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
    "закон закону законом законі закони законів договір договору договором договорі конвенція конвенції конвенцією "
    "конвенцію угода угоди угодою угоду конституція конституції конституцію постанова постанови постанові постановою "
    "постанову поправки поправками поправка указ указу указом кодекс кодексу статут статуту статутом правила правилами "
    "правило директива директиви директиву заборона заборони заборону регламент регламенту норма норми розпорядження "
    "санкції мораторій ембарго ліцензія дозвіл cap caps moratorium curfew"
)
_COMMANDS = words_of(
    "allow prohibits prohibit prohibiting bans bars forbids forbid requires require "
    "obliges oblige entitles permits allows "
    "lets binds "
    "prohibited banned barred forbidden required obliged entitled permitted "
    "limits guarantees "
    "гарантує гарантують обмежує обмежують скасовує встановлює запроваджує забороняє забороняють дозволяє "
    "дозволяють зобов'язує зобов'язують вимагає поширюється передбачає"
)
_MODALS = words_of("must may cannot shall мусять мусить можуть зможуть повинні повинен зобов'язані")
_PUNISHMENTS = words_of("fine fines penalty penalties imprisonment jail штраф штрафу")
# "має щороку діяти"
_WORDS_TO_INFINITIVE = 3
# Who is told what he may and must: "Anyone listed may not travel", "Drivers face a fine".
_SUBJECTS_OF_RULES = words_of(
    "anyone anybody everyone nobody residents drivers passengers employers owners parents visitors tenants landlords "
    "travellers travelers pupils students teachers voters applicants refugees citizens taxpayers companies firms banks "
    "taxis cyclists motorists patients members candidates businesses households "
    "водії пасажири громадяни власники підприємці роботодавці батьки мешканці споживачі пацієнти виборці студенти "
    "військовозобов'язані чоловіки біженці"
)
_ALLOWING = ("may not", "must not", "may only", "are required to", "is required to", "are liable", "is liable",
             "are obliged to", "are entitled to", "are reserved for", "their licence", "not allowed to")  # fmt: skip
# "Parents may claim 600 leva" permits, "Patients may wait" is a guess; "may not" and "may only" stand above.
_PERMITTED = words_of(
    "claim ask apply park enter choose keep take carry use leave return bring pay stay vote appeal buy sell own visit "
    "drive travel work register withdraw borrow deduct object request bid transfer submit hold import export"
)
_BINDING = words_of("must зобов'язані повинні мусять")
_COPULAS = words_of(
    "is are was were be been being become became becomes remain remains remained facing faced face had has have "
    "recorded posted suffered"
)
_WORDS_TO_COPULA = 4
_UKRAINIAN_COPULAS = ("ста", "бу", "є", "це", "залиш", "лиш", "вияв", "визна", "назва")
_ADVERB_OF_RANK = re.compile(r"най\w{3,}(?:е|ше)\Z")
_UKRAINIAN_COMPARATIVE = re.compile(r"\w{2,}[шч](?:ий|а|е|і|ого|ої|их|им|ою|ими)\Z")
_COMPARING_ADVERBS = words_of("частіше рідше швидше повільніше дорожче дешевше довше легше важче краще гірше сильніше")
_COMPARED_BY = words_of("за від ніж")
_NO_DEGREES = words_of("rather other")
_LONGEST_NAME = 5  # «Динамо», "The Lisbon Courier": so few words in quotation marks are no sentence
_RELATIVES = words_of("who which whose whom яка який яке які котрий котра")
_QUOTATION_MARKS = '"“”„«»'


def kind_of(
    text: str, span: Span, *, quantities: tuple[Quantity, ...], attribution: tuple[Attribution, ...], language: str
) -> str:
    """Name the sort of statement; a rule goes before its figures, a figure before what it is compared with."""
    tokens = tokens_of(text, span)
    words = frozenset(token.lower for token in tokens)
    if _is_quoted_sentence(tokens) or (attribution and _is_mostly_quotation(tokens)):
        return QUOTE
    if _is_rule(tokens, words):
        return RULE
    if any(quantity.unit == "rank" for quantity in quantities):
        return RANK
    if quantities:
        return RANK if _is_predicate(tokens) else QUANTITY
    if _is_superlative(tokens) or any(_is_ukrainian_superlative(word) for word in words):
        return RANK
    is_ranked = bool(tokens) and bool(_ADVERB_OF_RANK.match(tokens[0].lower))
    return RANK if is_ranked else COMPARISON if _compares(tokens, words, language=language) else EVENT


def _is_predicate(tokens: tuple[Token, ...]) -> bool:
    """Tell the superlative that is said of something ("was the biggest") from one that only describes it."""
    if tokens and _ADVERB_OF_RANK.match(tokens[0].lower):
        return True
    for index, token in enumerate(tokens):
        near = [other.lower for other in tokens[max(0, index - _WORDS_TO_COPULA) : index]]
        if token.lower in en.SUPERLATIVES and token.lower != "top" and not _COPULAS.isdisjoint(near):
            return True
        if _is_ukrainian_superlative(token.lower):
            after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            if any(word.startswith(_UKRAINIAN_COPULAS) for word in (*near, after) if word):
                return True
    return False


def _is_rule(tokens: tuple[Token, ...], words: frozenset[str]) -> bool:
    """Tell whether a law, treaty or permit is said to allow, forbid, require or punish."""
    if words & _SUBJECTS_OF_RULES and _is_told_to_all(tokens):
        return True
    if words & _COMMANDS:
        return bool(words & _LAWS)
    return bool((words & _MODALS or _owes(tokens)) and words & (_LAWS | _PUNISHMENTS))


def _owes(tokens: tuple[Token, ...]) -> bool:
    """Tell "закон має діяти" from "конвенція має 164 підписанти"."""
    for at, token in enumerate(tokens):
        following = takewhile(lambda after: after.kind == "word", tokens[at + 1 : at + 1 + _WORDS_TO_INFINITIVE])
        if token.lower in ("має", "мають") and any(after.lower.endswith(("ти", "тися")) for after in following):
            return True
    return False


def _is_told_to_all(tokens: tuple[Token, ...]) -> bool:
    """Tell "Anyone listed may not travel" and "From 1 January, drivers will lose their licence"."""
    lower = " ".join(token.lower for token in tokens)
    is_subject = any(token.lower in _SUBJECTS_OF_RULES for token in tokens[: _LONGEST_NAME + 2])
    has_modal = any(token.lower in _BINDING for token in tokens)
    pairs = pairwise(token.lower for token in tokens)
    has_modal = has_modal or any(modal == "may" and verb in _PERMITTED for modal, verb in pairs)
    return any(phrase in lower for phrase in _ALLOWING) or (is_subject and has_modal)


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


def _compares(tokens: tuple[Token, ...], words: frozenset[str], *, language: str) -> bool:
    pairs = pairwise(token.lower for token in tokens)
    if language != "uk":
        return any(pair == ("more", "likely") or (pair[1] == "than" and pair[0] not in _NO_DEGREES) for pair in pairs)
    if words & {"ніж", "порівняно"} or words & _COMPARING_ADVERBS:
        return True
    return any(_UKRAINIAN_COMPARATIVE.match(first) and second in _COMPARED_BY for first, second in pairs)


def _is_quoted_sentence(tokens: tuple[Token, ...]) -> bool:
    """Tell "“We will rebuild every street,” the governor promised residents", however long the rest is."""
    if not tokens or tokens[0].text not in _QUOTATION_MARKS:
        return False
    marks = [index for index, token in enumerate(tokens) if index and token.text in _QUOTATION_MARKS]
    if not marks or marks[0] <= _LONGEST_NAME or marks[-1] + 2 >= len(tokens):
        return False
    near = {token.text for token in tokens[marks[0] - 1 : marks[0] + 2]}
    return not near.isdisjoint((",", "—", "–", "?", "!", "-", "…"))


def _is_mostly_quotation(tokens: tuple[Token, ...]) -> bool:
    """Tell whether more than half of the sentence stands between its first and last quotation mark."""
    marks = [index for index, token in enumerate(tokens) if token.kind == "symbol" and token.text in _QUOTATION_MARKS]
    return len(marks) > 1 and 2 * (marks[-1] - marks[0]) > len(tokens) - _described(tokens, marks[0])


def _described(tokens: tuple[Token, ...], end: int) -> int:
    """Count the words that describe the speaker before the quotation: ", who wrote the bill in 2021,"."""
    commas = [index for index in range(end) if tokens[index].text == ","]
    spans = pairwise(commas)
    return sum(last - first for first, last in spans if tokens[first + 1].lower in _RELATIVES)
