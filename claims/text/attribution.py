"""Who says so: the links between a statement and its source.

Five shapes are read: "X said (that) …", "…, X said", "…, said X", "according to X" and "as X reports". A verb that also
has other uses ("added 20 jobs", "133 states") counts only where its surroundings show that it introduces a statement.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from claims.text.languages import en, uk
from claims.text.segments import Span
from claims.text.tokens import Token, join_lower, tokens_of
from claims.text.words import words_of

# A speaker of more words than this is a mistake of ours, not a speaker.
WHO_TOKENS_AT_MOST = 14
# "told Reuters in Kyiv on Tuesday that": so many tokens may stand between the verb and "that".
TOKENS_BEFORE_THAT = 8
_QUOTES = frozenset("\"“”„«»‘’'")
_BREAKS = frozenset(";:—–()[]") | _QUOTES
_STATEMENT = {"en": en.STATEMENT_VERBS, "uk": uk.STATEMENT_VERBS}
_REPORTING = {"en": en.REPORTING_VERBS, "uk": uk.REPORTING_VERBS}
_PHRASES = {"en": en.ATTRIBUTION_PHRASES, "uk": uk.ATTRIBUTION_PHRASES}
_THAT = {"en": frozenset({"that"}), "uk": frozenset({"що"})}
_AS = {"en": "as", "uk": "як"}
_WHO_STOPS = {"en": en.WHO_STOPS, "uk": uk.WHO_STOPS}
_INNER_ADVERBS = {"en": en.INNER_ADVERBS, "uk": uk.INNER_ADVERBS}
_LEADING = {"en": en.LEADING_ADVERBS, "uk": uk.LEADING_ADVERBS}
_PREPOSITIONS = {"en": en.PREPOSITIONS, "uk": uk.PREPOSITIONS}
_UNNAMED = en.UNNAMED_SPEAKERS | uk.UNNAMED_SPEAKERS
_CALENDAR = frozenset(en.MONTHS) | frozenset(en.WEEKDAYS) | frozenset(uk.MONTHS) | frozenset(uk.WEEKDAYS)
# "time to say", "the said man": the verb has no speaker there.
_NO_STATEMENT_AFTER = frozenset({"to", "the", "a"})
_BEFORE_THAT = words_of("to in on at earlier later last yesterday today")
_PUBLISHED = frozenset({"published", "released", "issued", "obtained", "seen"})
_EMPTY_WORDS = {
    "en": words_of("the a an and to not"),
    "uk": words_of("це про як цьому того"),
}
# Words that are nouns as often as verbs, and what stands before them when they are nouns: "this week's reports".
_NOUN_LIKE = {"en": en.NOUN_LIKE_CUES, "uk": frozenset[str]()}
_BEFORE_NOUNS = en.BEFORE_NOUNS | en.PREPOSITIONS
_RELATIVE = words_of("that which who whom what where when")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain; the span runs from the first to the last of ``who`` and ``cue``."""

    who: str
    cue: str
    start: int
    end: int


def find_attributions(text: str, span: Span, *, language: str = "en") -> tuple[Attribution, ...]:
    """Find the links in the order in which they stand; an inner link stands after the one that carries it."""
    if language not in _STATEMENT:
        return ()
    tokens = tokens_of(text, span)
    links = [*_phrase_links(text, tokens, language), *_verb_links(text, tokens, language)]
    links.sort(key=lambda link: (link.start, link.end))
    kept: list[Attribution] = []
    for link in links:
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return tuple(kept)


def claimant_of(attributions: tuple[Attribution, ...]) -> str | None:
    """Tell who answers for the statement: the innermost link that names somebody, else the outermost."""
    named = [link.who for link in attributions if names_somebody(link.who)]
    if named:
        return named[-1]
    return attributions[0].who if attributions else None


def names_somebody(who: str) -> bool:
    """Tell "The Washington Post" and "President Biden" from "officials" and "US officials"."""
    role, _, rest = who.partition(", ")
    is_name_behind = bool(rest) and not rest.startswith("including ") and not any(map(str.isupper, role[1:]))
    words = (rest if is_name_behind else role).replace("’", "'").split()
    capitals = [word for word in words if word[:1].isupper() and word.lower() not in _UNNAMED]
    if not capitals:
        return ", including " in who
    is_head_named = words[-1] in capitals
    is_all_origin = all(word.lower() in en.DEMONYMS or word.endswith("'s") for word in capitals)
    has_full_name = any(left in capitals and right in capitals for left, right in pairwise(words))
    return (is_head_named or has_full_name) and not is_all_origin


# --- "according to X" -----------------------------------------------------------------------------------------------


def _phrase_links(text: str, tokens: tuple[Token, ...], language: str) -> Iterator[Attribution]:
    phrases = _PHRASES[language]
    firsts = {phrase.partition(" ")[0] for phrase in phrases}
    for index, token in enumerate(tokens):
        if token.lower not in firsts:
            continue
        for phrase in phrases:
            length = phrase.count(" ") + 1
            if join_lower(tokens, index, index + length) == phrase:
                yield from _link_after(text, tokens, first=index, last=index + length, language=language)
                break


def _link_after(text: str, tokens: tuple[Token, ...], *, first: int, last: int, language: str) -> Iterator[Attribution]:
    """Give the link whose cue is ``tokens[first:last]`` and whose speaker follows it."""
    end = _speaker_end(tokens, last, language=language)
    if end > last:
        who = text[tokens[last].start : tokens[end - 1].end]
        yield Attribution(
            who, text[tokens[first].start : tokens[last - 1].end], tokens[first].start, tokens[end - 1].end
        )


def _speaker_end(tokens: tuple[Token, ...], start: int, *, language: str) -> int:
    """Give where the speaker that begins at ``start`` ends: a comma, a stop word or a date; "including …" is kept."""
    end, limit = start, min(len(tokens), start + WHO_TOKENS_AT_MOST)
    while end < limit and _goes_on(tokens, end, language=language):
        end += 1
    if end < len(tokens) - 1 and tokens[end].text == "," and tokens[end + 1].lower == "including":
        end = _list_end(tokens, end + 2) or end
    end = _past_name_in_apposition(tokens, start, end)
    while end > start and (tokens[end - 1].lower in _PREPOSITIONS[language] or tokens[end - 1].lower in _PUBLISHED):
        end -= 1
    return end


def _past_name_in_apposition(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Step over ", Pell Orrick" in "according to the owner, Pell Orrick, trade has doubled"."""
    if end <= start or end >= len(tokens) or tokens[end].text != ",":
        return end
    if any(token.is_capitalised for token in tokens[start:end]):
        return end  # a speaker with a name has no need of another
    close = next((index for index in range(end + 1, min(len(tokens), end + 6)) if tokens[index].text == ","), None)
    if close is None or not _is_name_between(tokens, end, close):
        return end
    following = tokens[close + 1].lower if close + 1 < len(tokens) else ""
    return end if following in _RELATIVE else close


def _is_name_between(tokens: tuple[Token, ...], opening: int, closing: int) -> bool:
    """Tell whether nothing but a name of two to four words stands between two commas."""
    inner = tokens[opening + 1 : closing]
    return 2 <= len(inner) <= 4 and all(token.is_capitalised for token in inner)


def _goes_on(tokens: tuple[Token, ...], index: int, *, language: str) -> bool:
    token = tokens[index]
    if token.text == ".":
        return index + 1 < len(tokens) and len(tokens[index - 1].text) <= 3 and tokens[index + 1].is_capitalised
    if token.kind not in ("word", "number") or token.lower in _WHO_STOPS[language]:
        return False
    is_dated = token.lower in ("on", "in") and index + 1 < len(tokens) and _is_calendar(tokens[index + 1])
    is_verb = token.lower in _STATEMENT[language] or token.lower in en.PAST_WORDS or token.lower in _BE
    return not is_dated and not is_verb


_BE = words_of("is are was were be has have had will would can could may")


def _is_calendar(token: Token) -> bool:
    return token.lower in _CALENDAR or (token.kind == "number" and len(token.text) == 4)


def _list_end(tokens: tuple[Token, ...], start: int) -> int | None:
    """Give where "The New York Times, Reuters and the BBC" ends; after its "and" a comma belongs to the sentence."""
    end = start
    while end < min(len(tokens), start + WHO_TOKENS_AT_MOST) and _is_in_list(tokens, end):
        end += 1
    commas = [index for index in range(start, end) if tokens[index].text == ","]
    has_and_before = [any(tokens[index].lower == "and" for index in range(start, comma)) for comma in commas]
    is_without_and = bool(commas) and not any(tokens[index].lower == "and" for index in range(start, end))
    for comma, is_closed in zip(commas, has_and_before, strict=True):
        if is_closed or is_without_and:
            return comma
    return end if end > start else None


def _is_in_list(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a token is part of "The New York Times, Reuters and the BBC"."""
    token = tokens[index]
    if token.is_capitalised or token.lower in ("the", "and", "of"):
        return True
    return token.text == "," and index + 1 < len(tokens) and (tokens[index + 1].is_capitalised)


# --- "X said" and its kin -------------------------------------------------------------------------------------------


def _verb_links(text: str, tokens: tuple[Token, ...], language: str) -> Iterator[Attribution]:
    statement, reporting = _STATEMENT[language], _REPORTING[language]
    for index, token in enumerate(tokens):
        is_statement = token.lower in statement
        if not is_statement and token.lower not in reporting:
            continue
        if index and tokens[index - 1].lower in _NO_STATEMENT_AFTER:
            continue
        if token.lower in _NOUN_LIKE[language] and _is_noun(tokens, index):
            continue
        if is_statement or _introduces_statement(tokens, index, language=language):
            yield from _link_of_verb(text, tokens, index, language=language)


def _is_noun(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "this week's reports" and "19 years before media reports" from verbs by the words before."""
    if index == 0:
        return False
    before, word = tokens[index - 1], tokens[index].lower
    if before.text in ("'", "’"):  # "the officials' claims"; a closing quotation mark follows a stop or a comma
        return index > 1 and tokens[index - 2].kind == "word" and tokens[index - 2].end == before.start
    if before.lower.endswith("'s") or before.kind == "number" or before.lower in _BEFORE_NOUNS:
        return True
    if word.endswith("s") and before.lower in en.PLURAL_DETERMINERS:
        return True
    is_surely_verb = word in ("says", "say") or join_lower(tokens, index + 1, index + 2) == "that"
    return not is_surely_verb and _follows_time_preposition(tokens, index)


def _follows_time_preposition(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether "after" or "before" stands inside the clause; at its very beginning it may open a circumstance."""
    first = index
    while first > 0 and tokens[first - 1].kind in ("word", "number") and index - first < WHO_TOKENS_AT_MOST:
        first -= 1
    return any(token.lower in en.TIME_PREPOSITIONS for token in tokens[first + 1 : index])


def _introduces_statement(tokens: tuple[Token, ...], index: int, *, language: str) -> bool:
    """Tell whether "added", "reported" and the like say something here: before "that", a quotation or the end."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.text in ".!,":
        before = tokens[max(0, index - WHO_TOKENS_AT_MOST) : index]
        is_closing = any(token.text == "," or token.text in _QUOTES for token in before)
        return is_closing or _is_after_as(tokens, index, language=language)
    if following.text == ":" or following.text in _QUOTES:
        return True
    if following.lower in _THAT[language]:
        return not _is_noun_before_that(tokens, index)
    if following.lower == "by":
        return True
    window = range(index + 1, min(len(tokens), index + TOKENS_BEFORE_THAT))
    for position in window:
        if tokens[position].lower in _THAT[language]:
            return following.lower in _BEFORE_THAT or _is_calendar(following)
        if tokens[position].text in _BREAKS or tokens[position].text == ",":
            break
    return _is_after_as(tokens, index, language=language) or _is_closing(tokens, index)


def _is_noun_before_that(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "the claim that" and "reports that" as nouns from verbs."""
    before = tokens[index - 1].lower if index else ""
    return before in ("the", "a", "an", "this", "his", "her", "their", "its", "of", "no", "any", "these", "those", "")


def _is_after_as(tokens: tuple[Token, ...], index: int, *, language: str) -> bool:
    """Tell whether "as" opens the clause of this verb: "as The Washington Post reports"."""
    for position in range(index - 1, max(-1, index - WHO_TOKENS_AT_MOST), -1):
        if tokens[position].lower == _AS[language]:
            return position == 0 or tokens[position - 1].text in (",", "—", "–", "(")
        if tokens[position].text == "," or tokens[position].text in _BREAKS:
            return False
    return False


def _is_closing(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell whether a quotation ended just before: '…," reported Reuters on Tuesday'."""
    return index > 0 and tokens[index - 1].text in _QUOTES


def _link_of_verb(text: str, tokens: tuple[Token, ...], index: int, *, language: str) -> Iterator[Attribution]:
    """Give the link of the verb at ``index``: its speaker stands before it, or after it behind a quotation."""
    cue = tokens[index]
    if join_lower(tokens, index + 1, index + 2) == "by":
        yield from _link_after_by(text, tokens, index, language=language)
        return
    bounds = _speaker_before(tokens, index, language=language)
    if bounds is not None:
        first, last = bounds
        who = text[tokens[first].start : tokens[last - 1].end]
        yield Attribution(who, cue.text, tokens[first].start, cue.end)
        return
    is_inverted = language == "uk" or (index and (tokens[index - 1].text in _QUOTES or tokens[index - 1].text == ","))
    if is_inverted:
        yield from _link_after(text, tokens, first=index, last=index + 1, language=language)


def _link_after_by(text: str, tokens: tuple[Token, ...], index: int, *, language: str) -> Iterator[Attribution]:
    """Read "reported by Reuters"."""
    end = _speaker_end(tokens, index + 2, language=language)
    if end > index + 2:
        who = text[tokens[index + 2].start : tokens[end - 1].end]
        yield Attribution(who, tokens[index].text, tokens[index].start, tokens[end - 1].end)


def _speaker_before(tokens: tuple[Token, ...], index: int, *, language: str) -> tuple[int, int] | None:
    """Find the speaker left of a verb as a pair of token indices; None when there is none that is certain."""
    last = index
    while last > 0 and _is_inner_adverb(tokens[last - 1], language=language):
        last -= 1
    last = _before_brackets(tokens, last)
    if last > 0 and tokens[last - 1].text == ",":
        return _before_apposition(tokens, last - 1, language=language)
    first = _left_border(tokens, last, language=language)
    if first is None:
        return None
    first = _past_leading_words(tokens, first, last, language=language)
    is_speaker = first < last and tokens[first].lower not in _RELATIVE
    return (first, last) if is_speaker and _has_name_like_word(tokens[first:last], language=language) else None


def _before_brackets(tokens: tuple[Token, ...], last: int) -> int:
    """Step back over "(D-Mo.)" after a name."""
    if last and tokens[last - 1].text == ")":
        for opening in range(last - 2, max(-1, last - 8), -1):
            if tokens[opening].text == "(":
                return opening
    return last


def _has_name_like_word(tokens: tuple[Token, ...], *, language: str) -> bool:
    empty = _EMPTY_WORDS[language]
    return any(token.kind == "word" and token.lower not in empty for token in tokens)


def _is_inner_adverb(token: Token, *, language: str) -> bool:
    is_manner = language == "en" and token.text.islower() and token.lower.endswith("ly") and len(token.lower) > 5
    is_modal = token.text == "may"  # with a capital it is a name or a month
    return token.lower in _INNER_ADVERBS[language] or is_manner or is_modal


def _left_border(tokens: tuple[Token, ...], last: int, *, language: str) -> int | None:
    """Walk left to where the clause begins; None when that is too far for a speaker."""
    for first in range(last - 1, max(-1, last - WHO_TOKENS_AT_MOST), -1):
        token = tokens[first]
        is_border = token.text == "," or token.text in _BREAKS or token.lower in _WHO_STOPS[language]
        if is_border or (token.lower == _AS[language] and first < last - 1):
            return first + 1
        if token.text in ".?!" and not (first and len(tokens[first - 1].text) <= 3):
            return first + 1
    return 0 if last < WHO_TOKENS_AT_MOST else None


def _past_leading_words(tokens: tuple[Token, ...], first: int, last: int, *, language: str) -> int:
    """Step over "But", "However" and an opening "On Tuesday" or "In a statement" that no comma parts off."""
    while first < last and tokens[first].lower in _LEADING[language]:
        first += 1
    if first < last and tokens[first].lower in _PREPOSITIONS[language]:
        first += 1
        while first < last and (_is_calendar(tokens[first]) or tokens[first].kind == "number"):
            first += 1
        if first < last and tokens[first].lower in ("a", "an") and first + 2 < last:
            first += 2
    return first


def _before_apposition(tokens: tuple[Token, ...], comma: int, *, language: str) -> tuple[int, int] | None:
    """Find X in "X, a spokesman for Y, said"; None when the comma ends a statement: "…, said X"."""
    for opening in range(comma - 1, max(0, comma - WHO_TOKENS_AT_MOST), -1):
        if tokens[opening].text in _BREAKS:
            return None
        if tokens[opening].text != ",":
            continue
        first = _left_border(tokens, opening, language=language)
        if first is None:
            return None
        first = _past_leading_words(tokens, first, opening, language=language)
        is_name = first < opening <= first + 6 and tokens[opening - 1].is_capitalised
        if not is_name and first < opening and _is_name_between(tokens, opening, comma):
            return first, comma  # "a council spokesman, Aldous Renn, said"
        return (first, opening) if is_name else None
    return None
