"""The thing that a figure counts: "164 signatories", "5% of voters", "the number of mines is 40"."""

from claims.text.languages import en, uk
from claims.text.tokens import Token, join_lower

WORDS_AT_MOST = 3
_FUNCTION_WORDS = {"en": en.FUNCTION_WORDS, "uk": uk.FUNCTION_WORDS}
_SKIPPED = {"en": en.SKIPPED_BEFORE_NOUN, "uk": uk.SKIPPED_BEFORE_NOUN}
_NUMBER_OF = {"en": en.NUMBER_OF, "uk": uk.NUMBER_OF}
# After a unit the counted thing follows a preposition: "tonnes of grain", "$5 million in aid".
_LINKS = {"en": frozenset({"of", "in", "worth"}), "uk": frozenset()}
_CURRENCY_LENGTH = 3
_CALENDAR = frozenset(en.MONTHS) | frozenset(en.WEEKDAYS) | frozenset(uk.MONTHS) | frozenset(uk.WEEKDAYS)


def counted_noun(
    tokens: tuple[Token, ...],
    index: int,
    *,
    language: str,
    value: float,
    unit: str | None = None,
    number_first: int | None = None,
) -> str | None:
    """Give the counted thing that follows ``tokens[index - 1]`` as it stands in the text; None when none is certain.

    ``number_first`` is where the number begins, for "the number of states is 164", where the thing stands before it.
    """
    if language not in _FUNCTION_WORDS:
        return None
    start = _start_of_noun(tokens, index, language=language, unit=unit)
    noun = None if start is None else _noun_phrase(tokens, start, language=language, value=value, is_mass=bool(unit))
    if noun is None and number_first is not None and unit is None:
        return _noun_before(tokens, number_first, language=language)
    return noun


def _start_of_noun(tokens: tuple[Token, ...], index: int, *, language: str, unit: str | None) -> int | None:
    """Find where the noun may begin: past "of the", "more", "in" after money."""
    following = join_lower(tokens, index, index + 1)
    if unit and unit != "share":
        link = following in _LINKS[language] and (
            following != "in" or (len(unit) == _CURRENCY_LENGTH and unit.isupper())
        )
        if language == "en" and not link:
            return index if unit in ("percent", "percentage_points") and _is_adjectival(tokens, index) else None
        if following == "in" and not _is_purpose(tokens, index + 1):
            return None
        index += link
        index += join_lower(tokens, index, index + 1) == "of"
    while index < len(tokens) and tokens[index].lower in _SKIPPED[language]:
        index += 1
    return index


def _is_purpose(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "$5 million in aid" and "in US aid" from "£2.90 in London", which says where and not what."""
    while index < len(tokens) and tokens[index].is_capitalised:
        index += 1
    return index < len(tokens) and tokens[index].kind == "word" and tokens[index].lower not in en.FUNCTION_WORDS


def _is_adjectival(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "a 5% rise" from "5% rise in"."""
    return any(join_lower(tokens, index - back, index - back + 1) in ("a", "an", "the") for back in (3, 4))


def _noun_phrase(tokens: tuple[Token, ...], start: int, *, language: str, value: float, is_mass: bool) -> str | None:
    """Take words up to the first plural (its neighbour too, as in "states parties") or up to a function word."""
    end = start
    while end < len(tokens) and end - start < WORDS_AT_MOST and _can_be_in_noun(tokens[end], language=language):
        end += 1
        if language == "en" and value != 1 and _is_plural(tokens[end - 1]):
            end += end < len(tokens) and _is_second_plural(tokens[end])
            return _as_it_stands(tokens, start, end)
    if end == start:
        return None
    if language == "en" and value != 1 and not is_mass:
        return None  # more than one of something is a plural; without one, the words are not the counted thing
    # Ukrainian puts no more than an adjective before the noun, and the words after it are its genitive: take one.
    return _as_it_stands(tokens, start, start + 1 if language == "uk" else end)


def _can_be_in_noun(token: Token, *, language: str) -> bool:
    is_acronym = token.text.isupper() and len(token.text) > 1  # "two US officials" are not "two us"
    if token.kind != "word" or (token.lower in _FUNCTION_WORDS[language] and not is_acronym):
        return False
    if token.lower in _CALENDAR and (token.is_capitalised or language == "uk"):
        return False
    return not (language == "en" and token.lower.endswith(en.ADVERB_ENDING) and len(token.lower) > 5)


def _is_plural(token: Token) -> bool:
    if token.lower in en.IRREGULAR_PLURALS:
        return True
    lower = token.lower
    return len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "ous"))


def _is_second_plural(token: Token) -> bool:
    """A verb after a plural has no -s, so a second word in -s belongs to the noun."""
    return token.text.islower() and _is_plural(token) and token.lower not in en.FUNCTION_WORDS


def _as_it_stands(tokens: tuple[Token, ...], start: int, end: int) -> str | None:
    words = [token.text for token in tokens[start:end]]
    is_apart = any(
        left.end + 3 < right.start for left, right in zip(tokens[start:end], tokens[start + 1 : end], strict=False)
    )
    return None if is_apart else " ".join(words)


def _noun_before(tokens: tuple[Token, ...], number_first: int, *, language: str) -> str | None:
    """Read "the number of states parties reached 164"."""
    phrase = _NUMBER_OF[language].split()
    for index in range(max(0, number_first - 8), number_first - len(phrase)):
        if join_lower(tokens, index, index + len(phrase)) == " ".join(phrase):
            start = index + len(phrase)
            start += tokens[start].lower in _SKIPPED[language]
            return _noun_phrase(tokens, start, language=language, value=2, is_mass=False)
    return None
