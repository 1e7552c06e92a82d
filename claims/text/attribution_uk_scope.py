"""What a Ukrainian link answers for: the words that are told, and whether they are a side clause alone."""

from claims.text.attribution_uk_clauses import is_finite
from claims.text.attribution_uk_reach import BREAKS, OPENING, QUOTES
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

_TOPIC_TOKENS_AT_MOST = 7
# "…, і для цих родин, запевняють у мерії, платіж не зміниться": so far behind the conjunction stands a parenthesis.
_TOKENS_OF_CLAUSE = 10
# A clause opened by these has its own speaker, who answers for no other clause.
_SIDE_WORDS = frozenset(["а", "але", "проте", "однак", "хоча", "хоч", "тоді", "коли", "бо", "оскільки", "і", "й", "та"])


def answers_aside(tokens: tuple[Token, ...], who: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Tell whether a link of these tokens answers for a side clause or a second clause alone."""
    first, last = min(who[0], cue[0]), max(who[1], cue[1])
    return (
        _is_behind_colon(tokens, first)
        or _is_aside(tokens, first)
        or _is_relative(tokens, who[1], cue[0])
        or _is_inserted(tokens, first, last)
    )


def _is_inserted(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell "…, а немовлят, за словами лікарів, госпіталізують": it stands within a second clause, before its verb."""
    if first < 3 or last >= len(tokens) or tokens[first - 1].text != "," or tokens[last].text != ",":
        return False
    for place in range(first - 2, max(0, first - _TOKENS_OF_CLAUSE), -1):
        if is_finite(tokens[place]):
            return False
        word = tokens[place + 1].lower
        if tokens[place].text == "," and word.startswith(circumstances.RELATIVE_STEMS):
            return True
        is_joint = tokens[place].text == "," and word in _SIDE_WORDS
        if is_joint or tokens[place].text == ";":
            return place + 2 < first and _has_predicate(tokens[:place])
    return False


def _has_predicate(tokens: tuple[Token, ...]) -> bool:
    """Tell whether a verb stands there, or "дозволено" in its place."""
    return any(
        token.lower.endswith(("ено", "ано", "ято")) or is_finite(token) or _compares(tokens, index)
        for index, token in enumerate(tokens)
    )


def _compares(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "Двоє молодші за 35 років", which needs no verb."""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    return following in ("за", "від") and tokens[index].lower.endswith(("ший", "ша", "ше", "ші"))


def _is_behind_colon(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell "Дівчина постраждала: за словами лікаря, їй" from "Депутати вимагають розрахунків: на думку фракції"."""
    if first < 2 or tokens[first - 1].text != ":" or tokens[0].text in OPENING:
        return False
    is_said = any(token.lower in speech.VERBS for token in tokens[:first])
    return not is_said and _has_predicate(tokens[: first - 1])


def _quotation_end(tokens: tuple[Token, ...], first: int) -> int:
    """Give where the quotation ends that is open at ``first``, else where the sentence does."""
    marks = [place for place in range(first) if tokens[place].text in QUOTES]
    if not marks or tokens[marks[-1]].text not in OPENING - {'"', "“"}:
        return len(tokens)
    return next((place for place in range(first, len(tokens)) if tokens[place].text in QUOTES - OPENING), len(tokens))


def _is_relative(tokens: tuple[Token, ...], comma: int, verb: int) -> bool:
    """Tell "ООН, яка оцінювала потребу" from "ООН, яка допомагає, оцінила потребу"."""
    if verb - comma < 2 or tokens[comma].text != "," or tokens[comma + 1].lower not in circumstances.SUBJECT_RELATIVES:
        return False
    return all(token.text != "," for token in tokens[comma + 1 : verb])


def _is_aside(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell "…, а посольство заявило, що" and "який, за словами мера," from what answers for the whole sentence."""
    place = first
    if place > 1 and tokens[place - 1].lower == "що" and tokens[place - 2].text == ",":
        return not any(token.lower in speech.VERBS or token.lower in speech.CONVERBS for token in tokens[:place])
    if tokens[place - 1].text == "," and place > 1 and tokens[place - 2].lower.startswith(circumstances.RELATIVE_STEMS):
        return True
    while place and (tokens[place - 1].kind == "word") and first - place < 3:
        place -= 1
        word = tokens[place].lower
        before = tokens[place - 1].text if place else ""
        if word in ("хоча", "хоч") and not place:
            return True
        if word.startswith(circumstances.RELATIVE_STEMS) or (before in (",", ";") and word in _SIDE_WORDS):
            return place > 0
    return place > 0 and tokens[place - 1].text == ";"


def told_around(tokens: tuple[Token, ...], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Give what stands before the link when a comma or a quotation parts it off, and what stands behind."""
    pieces = []
    border = next((place + 1 for place in range(first - 1, -1, -1) if tokens[place].text == ";"), 0)
    before = trimmed(tokens, border, first)
    is_parted = first > 0 and (tokens[first - 1].text == "," or tokens[first - 1].text in BREAKS | QUOTES)
    is_as = tokens[first - 1].lower == "як" and (first < 2 or tokens[first - 2].lower not in ("тоді", "так"))
    if before and (is_parted or is_as):
        pieces.append(before)
    statement = next((place for place in range(last, len(tokens)) if tokens[place].lower == "що"), last)
    is_told = statement > last and tokens[statement - 1].text == "," and statement - last <= _TOPIC_TOKENS_AT_MOST
    behind = trimmed(tokens, statement if is_told else last, _quotation_end(tokens, first))
    if behind:
        pieces.append(behind)
    return tuple(pieces)


def trimmed(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int] | None:
    """The offsets of ``tokens[first:last]`` without the commas, dashes and "як" at both ends, if any are left."""
    while last > first and (tokens[last - 1].text in ",.:;—–-" or tokens[last - 1].lower == "як"):
        last -= 1
    while first < last and tokens[first].text in ",.:;—–-":
        first += 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None
