"""Names in a sentence: people, bodies, places, agreements; by capital letters, rules and small gazetteers."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.text.languages import en, en_places, uk, uk_places
from claims.text.places import is_place_here, ukrainian_parts
from claims.text.segments import Span
from claims.text.tokens import Token, is_adjacent, tokens_of

# Joining words are taken between two capitals only, at most so many of them ("Bank of the West").
JOINERS_AT_MOST = 2
TOKENS_AT_MOST = 12
_CALENDAR = frozenset(en.MONTHS) | frozenset(en.WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Entity:
    """One name; ``label`` is PERSON, ORG, PLACE, AGREEMENT or OTHER."""

    text: str
    label: str
    start: int
    end: int


def find_entities(text: str, span: Span, *, language: str = "en") -> tuple[Entity, ...]:
    """Find the names of a sentence in order; languages other than English and Ukrainian give none."""
    if language not in ("en", "uk"):
        return ()
    tokens = tokens_of(text, span)
    runs = _english_runs(tokens) if language == "en" else _ukrainian_runs(tokens)
    return tuple(
        Entity(text[run[0].start : _name_end(run)], label, run[0].start, _name_end(run))
        for run, label in runs
        if _name_end(run) > run[0].start
    )


def _name_end(run: list[Token]) -> int:
    """End a name before its possessive."""
    return run[-1].end - 2 if run[-1].lower.endswith("'s") else run[-1].end


# --- English --------------------------------------------------------------------------------------------------------


def _english_runs(tokens: tuple[Token, ...]) -> Iterator[tuple[list[Token], str]]:
    index = 0
    while index < len(tokens):
        if not tokens[index].text[0].isupper():  # most words; only a word can have a capital
            index += 1
            continue
        end = _run_end(tokens, index)
        run = list(tokens[index:end])
        first = index
        index = max(end, index + 1)
        run = _without_sentence_start(run, is_first=bool(run) and run[0] is tokens[0])
        before = tokens[_index_of(tokens, run[0], since=first) - 1].lower if run else ""
        for part in _two_towns(run) if before in en_places.BEFORE_PLACES | {"from", "between"} else _parted(run):
            land = _with_land(tokens, part, since=first)
            label = "PLACE" if land else _placed(tokens, part, _label(part), since=first)
            part = land or part
            if label == "PLACE" and part[0].lower == "hague":
                part = _with_article(tokens, part, since=first)
            if label:
                yield part, label


def _with_land(tokens: tuple[Token, ...], part: list[Token], *, since: int) -> list[Token]:
    """Take in what is named after a river: "the Mekong basin"; empty elsewhere."""
    if len(part) != 1 or part[0].lower not in en_places.RIVERS:
        return []
    after = _index_of(tokens, part[0], since=since) + 1
    is_land = after < len(tokens) and tokens[after].lower in en_places.LANDS_OF_RIVERS
    return [part[0], tokens[after]] if is_land else []


def _placed(tokens: tuple[Token, ...], part: list[Token], label: str, *, since: int) -> str:
    """Settle by the words around it whether a name is a place."""
    first = _index_of(tokens, part[0], since=since) if part else 0
    is_near = label == "PERSON" and len(part) == 1 and first > 0 and tokens[first - 1].lower == "near"  # "near Brandon"
    if label not in ("PLACE", "OTHER") and not is_near:
        return label
    is_place = is_place_here(tokens, first, first + len(part), is_listed=label == "PLACE")
    return "PLACE" if is_place else "OTHER"


def _with_article(tokens: tuple[Token, ...], part: list[Token], *, since: int) -> list[Token]:
    """Take in the article that belongs to a name: "The Hague"."""
    first = _index_of(tokens, part[0], since=max(since - 1, 0))
    return [tokens[first - 1], *part] if first and tokens[first - 1].text == "The" else part


def _index_of(tokens: tuple[Token, ...], token: Token, *, since: int) -> int:
    return next(index for index in range(since, len(tokens)) if tokens[index].start == token.start)


def _run_end(tokens: tuple[Token, ...], start: int) -> int:
    """Give where a run of capitalised words ends, joiners between capitals counted in."""
    end = start
    while end < len(tokens) and end - start < TOKENS_AT_MOST:
        if _is_name_word(tokens[end]):
            end += 1
            if tokens[end - 1].lower.endswith("'s"):
                break
            continue
        following = _after_joiners(tokens, end)
        if end == start or following is None:
            break
        end = following
    return end


def _is_name_word(token: Token) -> bool:
    return token.is_capitalised and token.lower not in _CALENDAR


def _after_joiners(tokens: tuple[Token, ...], index: int) -> int | None:
    """Skip "of the" when a capitalised word follows; also the full stop of "J. Smith" and "St. Louis"."""
    if tokens[index].text == "." and is_adjacent(tokens[index - 1], tokens[index]):
        is_short = len(tokens[index - 1].text) <= 3
        return index + 1 if is_short and index + 1 < len(tokens) and _is_name_word(tokens[index + 1]) else None
    for position in range(index, min(index + JOINERS_AT_MOST + 1, len(tokens))):
        if _is_name_word(tokens[position]):
            return position if position > index else None
        if tokens[position].lower not in en.NAME_JOINERS:
            return None
    return None


def _without_sentence_start(run: list[Token], *, is_first: bool) -> list[Token]:
    """Take off "The", "However" and other words that are capitals only because the sentence begins with them."""
    if len(run) == 1 and run[0].lower in en.UNNAMED_SPEAKERS and not run[0].text.isupper():
        return []
    is_first = is_first and not (len(run) == 2 and run[0].lower in en_places.BEFORE_PLACES)  # "In Ashby, where"
    while run and (_is_plain_word(run[0]) or _is_joiner(run) or run[0].text == "."):
        if run[0].text.isupper() and len(run[0].text) > 1:
            break
        run = run[1:]
    if is_first and len(run) > 1 and run[0].lower in en_places.IMPERATIVES and _key(run[1:]) in en_places.PLACES:
        return run[1:]  # "Ask Angola"
    if is_first and len(run) == 1 and not _is_known(run[0].lower) and not _has_inner_capital(run[0].text):
        return []  # a lone capital at the beginning says nothing
    return run


def _is_joiner(run: list[Token]) -> bool:
    """Tell "The" from the head of "El Obeid", which a capital makes part of the name."""
    is_head = run[0].text.istitle() and run[0].lower in en_places.HEADS_OF_NAMES and len(run) > 1
    return run[0].lower in en.NAME_JOINERS and not is_head


def _is_plain_word(token: Token) -> bool:
    lower = token.lower
    return (
        lower in en.FUNCTION_WORDS
        or lower in en.LEADING_ADVERBS
        or lower in en.PREPOSITIONS
        or lower in en.NUMBER_WORDS
        or lower in ("i'm", "it's", "that's", "there's", "don't")
    )


def _has_inner_capital(text: str) -> bool:
    return any(character.isupper() for character in text[1:])


def _is_known(lower: str) -> bool:
    bare = lower.removesuffix("'s")
    return bare in en_places.PLACES or bare in en.ORGANISATIONS


def _parted(run: list[Token]) -> Iterator[list[Token]]:
    """Part "Russia and the US" where a known name stands whole on the left; keep "Bosnia and Herzegovina"."""
    start = 0
    for index in range(len(run) - 1):
        is_border = index > start and (_is_border(run, start, index) or _is_home(run, start, index))
        if is_border and not _is_listed(run[start:]):
            yield from _titled(_bare(run[start:index]))
            start = index + 1
    yield from _titled(_bare(run[start:]))


def _two_towns(run: list[Token]) -> Iterator[list[Token]]:
    """Part "Norwell and Ashby" where a place is expected, though neither is known."""
    is_pair = [token.lower == "and" for token in run] == [False, True, False]
    if (
        is_pair
        and not _is_listed(run)
        and not any(token.lower in _COMMON or token.text.isupper() for token in run[::2])
    ):
        yield from (run[:1], run[2:])
    else:
        yield from _parted(run)


def _is_border(run: list[Token], start: int, index: int) -> bool:
    """Tell whether the joiner at ``index`` stands between two names and not inside one."""
    joiner = run[index].lower
    if joiner in ("in", "on", "to"):
        return not any(token.lower in en.AGREEMENT_WORDS for token in run[start:index])
    if joiner not in ("and", "for"):
        return False
    is_before_article = joiner == "and" and run[index + 1].lower == "the"
    return is_before_article or _is_listed(run[start:index]) or _is_listed(run[index + 1 :])


def _is_home(run: list[Token], start: int, index: int) -> bool:
    """Tell "Ann Roe of Leeds", a person and a town, from "Isle of Wight" and "Queen Anne of England"."""
    head = [token.lower for token in run[start:index]]
    is_named = run[index].lower == "of" and len(head) > 1 and all(token.is_capitalised for token in run[start:index])
    return is_named and en_places.ROYAL.isdisjoint(head) and _NAMING_BODIES.isdisjoint(head)


def _titled(run: list[Token]) -> Iterator[list[Token]]:
    """Part "US President Joe Biden" before the title."""
    for index in range(1, len(run) - 1):
        if run[index].lower in en.PERSON_TITLES and _is_listed(run[:index]):
            yield run[:index]
            run = run[index:]
            break
    yield run


def _bare(run: list[Token]) -> list[Token]:
    """Take joiners off both ends."""
    while run and _is_joiner(run) and not run[0].text.isupper():
        run = run[1:]
    while run and (run[-1].lower in en.NAME_JOINERS or run[-1].text == "."):
        run = run[:-1]
    return run


def _key(run: list[Token]) -> str:
    return " ".join(token.lower for token in run).removesuffix("'s")


def _is_listed(run: list[Token]) -> bool:
    key = _key(_bare(run))
    return key in en_places.PLACES or key in en.ORGANISATIONS


def _label(run: list[Token]) -> str:
    """Name the kind; empty when it is no name ("Russian", "President" alone)."""
    if not run:
        return ""
    key, words = _key(run), [token.lower.removesuffix("'s") for token in run]
    if key in en.ORGANISATIONS and not (len(run) == 1 and run[0].text.istitle() and key in _SHORT_WORDS):
        return "ORG"
    if key in en_places.PLACES and run[0].text != "us":
        return "PLACE"
    if len(words) == 1 and (
        words[0] in en.DEMONYMS or words[0] in en.PERSON_TITLES or words[0].removesuffix("s") in _COMMON
    ):
        return ""
    return _label_by_words(run, words)


_SHORT_WORDS = frozenset({"who", "un", "ap", "eu", "fed", "abc"})
_NAMING_BODIES = en.ORGANISATION_WORDS | en.PLACE_WORDS | en.AGREEMENT_WORDS | en_places.PARTS_OF_PLACES
_COMMON = en.ORGANISATION_WORDS | en.PLACE_WORDS | en.PERSON_TITLES | en.FUNCTION_WORDS


def _label_by_words(run: list[Token], words: list[str]) -> str:
    head = words[: words.index("of")] if "of" in words[1:] else words
    last = head[-1]
    if any(word in en.AGREEMENT_WORDS for word in words):
        return "AGREEMENT"
    if words[0] in en.PERSON_TITLES and len(words) > 1 and "of" not in words:
        return "PERSON"
    if last in en.ORGANISATION_WORDS or last in en.ORGANISATIONS or words[0] in en.ORGANISATION_WORDS:
        return "ORG"
    if last in en.PLACE_WORDS or (
        words[-1] in en_places.PLACES
        and len(words) > 1
        and words[-2] in ("of", "new", "north", "south")
        and words[0] not in en_places.ROYAL
    ):
        return "PLACE"
    if words[0] in en_places.PARTS_OF_PLACES and " ".join(words[1:]) in en_places.PLACES:
        return "PLACE"
    is_two_names = 2 <= len(words) <= 4 and all(token.text[0].isupper() or token.text == "." for token in run)
    if words[0] in en.FIRST_NAMES and (is_two_names or len(words) == 1):
        return "PERSON"
    return "OTHER"


# --- Ukrainian ------------------------------------------------------------------------------------------------------


def _ukrainian_runs(tokens: tuple[Token, ...]) -> Iterator[tuple[list[Token], str]]:
    index = 0
    while index < len(tokens):
        if not tokens[index].text[0].isupper():  # most words; only a word can have a capital
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end].is_capitalised and end - index < TOKENS_AT_MOST:
            end += 1
        first = index + (index < end and tokens[index].lower in uk.FUNCTION_WORDS)
        for start, last, is_place in ukrainian_parts(tokens, first, end):
            start -= is_place and _is_land_of_river(tokens, start)
            label = "PLACE" if is_place else _ukrainian_label(list(tokens[start:last]), is_first=start == 0)
            if label:
                yield list(tokens[start:last]), label
            end = max(end, last)
        index = max(end, index + 1)


def _is_land_of_river(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the "дельті" of "у дельті Дунаю", which belongs to the name."""
    is_river = tokens[index].lower.startswith(uk_places.RIVERS)
    return index > 0 and is_river and tokens[index - 1].lower.startswith(uk_places.LANDS_OF_RIVERS)


def _ukrainian_label(run: list[Token], *, is_first: bool) -> str:
    words = [token.lower for token in run]
    for stems, label in ((uk.AGREEMENT_STEMS, "AGREEMENT"), (uk.ORGANISATION_STEMS, "ORG")):
        if any(word.startswith(stems) for word in words):
            return label
    if is_first and len(run) == 1:
        return ""
    return "OTHER"
