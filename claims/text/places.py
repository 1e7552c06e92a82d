"""Which names are places: by the tables of places, and by the words that stand around a name."""

from collections.abc import Iterator

from claims.text.languages import en, en_places, uk, uk_dates, uk_places
from claims.text.tokens import Token, join_lower

# Names of places have at most so many words in our tables ("Democratic Republic of the Congo" is read in English).
WORDS_OF_PLACES = 3
# "Національного банку України": so many words back may stand what makes it a body.
_LOOKED_BACK = 4
_WORDS_TO_MOVE = 6
_FROM_PREPOSITION = 3
_GENITIVE_ENDINGS = ("а", "я", "и", "і", "ї", "у", "ю")


def is_place_here(tokens: tuple[Token, ...], first: int, last: int, *, is_listed: bool) -> bool:
    """Tell whether the English name from ``first`` to ``last`` (exclusive) names a place where it stands."""
    if _is_money(tokens, last):
        return False
    if is_listed:
        if tokens[last - 1].lower == "dnipro" and first and tokens[first - 1].lower == "the":
            return False  # the river
        is_in_it = first > 0 and tokens[first - 1].lower == "in"  # "teachers in Flanders plan to leave"
        return is_in_it or not _is_called_after(tokens, last)
    if not _can_be_place(tokens, first, last):
        return False
    if _is_told_by_what_follows(tokens, last) or _is_behind_place_words(tokens, first, last):
        return True
    return last - first == 1 and _is_second_town(tokens, first)


def _is_second_town(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell the "Ashby" of "in Norwell and Ashby" and "from Norwell to Ashby": both are places, or neither."""
    if first < _FROM_PREPOSITION or not tokens[first - 2].is_capitalised:
        return False
    joiner, opening = tokens[first - 1].lower, tokens[first - _FROM_PREPOSITION].lower
    is_pair = (joiner == "and" and opening in en_places.BEFORE_PLACES | {"from", "between"}) or (joiner, opening) == (
        "to",
        "from",
    )
    return is_pair and is_place_here(
        tokens, first - 2, first - 1, is_listed=tokens[first - 2].lower in en_places.PLACES
    )


def _is_behind_place_words(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell by the words before a name: "in Salla", "the mayor of Szeged", "flew to Caracas"."""
    before = tokens[first - 1].lower if first else ""
    if before in en_places.BEFORE_PLACES:
        is_firm = first > 1 and before in ("in", "into") and tokens[first - 2].lower in en_places.INVESTED
        return not is_firm and (before != "in" or first < 2 or tokens[first - 2].lower not in en_places.WRITTEN)
    farther = tokens[first - 2].lower if first > 1 else ""
    if before == "between":
        return farther in en_places.MOVED_TO | en_places.LINES
    if before == "of":
        is_home = farther == "," and first > 2 and tokens[first - 3].kind == "number"  # "Jane Roe, 52, of Oadby"
        return is_home or farther in en_places.PLACE_OWNERS
    is_named_so = tokens[last - 1].lower in en.PLACE_WORDS | en_places.LAST_OF_PLACES
    if last - first > 1 and not is_named_so and tokens[first].lower not in en_places.HEADS_OF_NAMES:
        return False  # "from Ana Reyes", but "from La Rochelle"
    if before == "at":
        return farther not in en_places.WORKING
    if before == "from":
        return farther not in en_places.SENT
    return before in ("to", "toward", "towards", "via") and (farther in en_places.MOVED_TO or before != "to")


def _is_money(tokens: tuple[Token, ...], last: int) -> bool:
    """Tell "US$48 million" and "the New Zealand dollar"."""
    if last >= len(tokens):
        return False
    is_sign = tokens[last].text == "$" and tokens[last].start == tokens[last - 1].end
    return is_sign or tokens[last].lower in en_places.MONEY_OF_PLACES


def _is_told_by_what_follows(tokens: tuple[Token, ...], last: int) -> bool:
    """Tell "Galveston, where the gauge" and "El Hamra, 90 kilometres west of"."""
    if last + 2 >= len(tokens) or tokens[last].text != ",":
        return False
    is_distance = tokens[last + 1].kind == "number" and tokens[last + 2].lower in en_places.DISTANCES
    return is_distance or tokens[last + 1].lower == "where"


def _is_called_after(tokens: tuple[Token, ...], last: int) -> bool:
    """Tell whether a treaty, an index, a channel is called after it: "the Oslo convention", "Channel 4"."""
    if last >= len(tokens):
        return False
    after = tokens[last]
    is_numbered = after.kind == "number" and tokens[last - 1].lower in ("channel", "gulf")
    return is_numbered or after.text in en_places.CALLED_AFTER_PLACES


def _can_be_place(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Leave out tongues, abbreviations, types of aircraft and owners: "in English", "in Smith’s view"."""
    words = tokens[first:last]
    if any(token.lower in en_places.NOT_PLACES or any(map(str.isdigit, token.text)) for token in words):
        return False
    if len(words) == 1 and (words[0].text.isupper() or words[0].lower in en_places.RIVERS):
        return False
    following = tokens[last].lower if last < len(tokens) else ""
    if words[-1].lower in en_places.NOT_PLACE_HEADS or following in en_places.NOT_PLACE_HEADS:  # "at Ashby jail"
        return False
    if len(words) == 1 and words[0].lower.endswith(en_places.PEOPLE_ENDINGS) and _has_noun_behind(tokens, last):
        return False
    is_owner = words[-1].lower.endswith("'s")
    return not is_owner and not _is_called_after(tokens, last) and not _is_quoted(tokens, first)


def _has_noun_behind(tokens: tuple[Token, ...], last: int) -> bool:
    """Tell the adjective of "in Flemish drawings" from the town of "in Ballygian on Monday"."""
    return last < len(tokens) and tokens[last].text[:1].islower() and tokens[last].lower not in en.FUNCTION_WORDS


def _is_quoted(tokens: tuple[Token, ...], first: int) -> bool:
    return first > 0 and tokens[first - 1].text in "\"“”«»„'‘’"


# --- Ukrainian ------------------------------------------------------------------------------------------------------


def ukrainian_parts(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """Part the capitalised words from ``first`` to ``last`` into places and other names, in order."""
    start = index = first
    while index < last:
        length = _place_length(tokens, index)
        if length:
            if start < index:
                yield start, index, False
            yield index, index + length, not _is_of_name(tokens, index, since=first)
            start = index + length
        index += length or 1
    if start < last:
        yield start, last, _is_placed_by_words(tokens, start, last)


def _place_length(tokens: tuple[Token, ...], index: int) -> int:
    """Give how many words of a place begin here; "Харківська область" has two, the second one written small."""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if tokens[index].lower.endswith(uk_places.ADJECTIVE_ENDINGS) and following.startswith(uk_places.DESCRIBED):
        return 2
    for length in range(WORDS_OF_PLACES, 0, -1):
        if join_lower(tokens, index, index + length) in uk_places.PLACES:
            is_other_word = index == 0 and length == 1 and tokens[0].lower in uk_places.AMBIGUOUS_FIRST
            return 0 if is_other_word else length
    return 0


def _is_of_name(tokens: tuple[Token, ...], index: int, *, since: int) -> bool:
    """Tell whether a place belongs to another name: "чемпіонат Європи", "Марсель Дюваль"."""
    before = tokens[index - 1].lower if index else ""
    is_money = before.startswith("долар") or (before == "." and index > 1 and tokens[index - 2].lower == "дол")
    is_contest = before.startswith(uk_places.CONTESTS)
    is_subject = before == "про" and index > 1 and tokens[index - 2].lower.startswith(uk.AGREEMENT_STEMS)
    is_followed = index + 1 < len(tokens) and tokens[index + 1].is_capitalised
    is_in_quotes = since > 0 and tokens[since - 1].text in '«„“"'
    is_closed = index + 1 < len(tokens) and tokens[index + 1].text in '»”"'
    is_quoted = is_in_quotes and (index > since or is_closed)
    if tokens[index].lower in uk_places.RIVERS_AND_TOWNS and _is_river(tokens, index):
        return True
    is_person = tokens[index].lower in uk_places.NAMES_OF_PEOPLE and (is_followed or index > since)
    return is_money or is_contest or is_subject or is_quoted or is_person or _is_of_body(tokens, index, since=since)


def _is_river(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the river of "через Дніпро", "берег Дніпра" and "на Дніпрі" from the town of "у Дніпрі"."""
    before = tokens[index - 1].lower if index else ""
    return before.startswith(uk_places.RIVERSIDE) or before in ("на", "по")


def _is_of_body(tokens: tuple[Token, ...], index: int, *, since: int) -> bool:
    """Tell whether a place is only the end of a body's name: "Служба безпеки України"."""
    if index + 1 < len(tokens) and tokens[index + 1].lower.startswith(uk_places.DESCRIBED):
        return False  # "апеляційний суд Черкаської області"
    for position in range(index - 1, max(index - 1 - _LOOKED_BACK, -1), -1):
        token = tokens[position]
        if token.kind != "word" or token.lower in uk.PREPOSITIONS or token.lower in uk.WHO_STOPS:
            return False
        if token.lower.endswith((*uk_dates.PAST_ENDINGS, "ть")):
            return False  # a verb ends the name
        if token.lower.startswith(uk_places.BODY_STEMS):
            is_named = position > 0 and tokens[position - 1].is_capitalised
            return token.is_capitalised or is_named or position >= since
    return False


def _is_placed_by_words(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Tell whether one unknown name stands where a place would: "у Бергені", "мер Черкас"."""
    if last - first > 1:
        return last - first == 2 and first > 0 and _is_village(tokens, first)
    if first == 0 or tokens[first].text.isupper() or not _is_cyrillic(tokens[first].text):
        return False
    before, word = tokens[first - 1].lower, tokens[first].lower
    if before.startswith(uk_places.LANDS_OF_RIVERS) and word.startswith(uk_places.RIVERS):
        return True  # "у дельті Дунаю"
    if word.startswith((*uk.ORGANISATION_STEMS, *uk_places.BODY_STEMS)) or _is_other_river(tokens, first):
        return False
    if word.endswith(uk_places.LAND_ENDINGS):
        return not word.startswith("батьківщин")
    return _is_placed_by_preposition(tokens, first, word)


def _is_placed_by_preposition(tokens: tuple[Token, ...], first: int, word: str) -> bool:
    """Tell by the ending that a preposition asks for: "із Самбора", "у Бергені", "поїзд до Рима"."""
    before = tokens[first - 1].lower
    if before in ("з", "із", "зі"):
        return word.endswith(("а", "я", "и"))
    if before == "від":
        return word.endswith(_GENITIVE_ENDINGS) and _is_far_from(tokens, first - 1)
    if before == "до":
        near = tokens[max(0, first - 1 - _WORDS_TO_MOVE) : first - 1]
        return any(token.lower.startswith(uk_places.MOVED_STEMS) for token in near) and word.endswith(_GENITIVE_ENDINGS)
    if before in ("та", "і", "й", "або", "чи", ","):
        return _is_placed_with(tokens, first)
    if before in ("у", "в"):
        return word.endswith(("і", "ї", "ах", "ях", "у", "ю", "о", "е")) and not word.endswith(("ому", "ьому"))
    return before in uk_places.BEFORE_PLACES or before in uk_places.PLACE_OWNERS


def _is_village(tokens: tuple[Token, ...], first: int) -> bool:
    """Tell "у Верхньому Ясенові" from "у Новому Завіті" and "у Великому театрі"."""
    if not tokens[first].lower.startswith(uk_places.ADJECTIVES_IN_NAMES):
        return False
    is_other = tokens[first + 1].lower.startswith((*uk.ORGANISATION_STEMS, *uk_places.NO_VILLAGES))
    return not is_other and tokens[first - 1].lower in uk_places.BEFORE_PLACES | uk_places.PLACE_OWNERS


def _is_far_from(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "за 31 км від Манти" from "від Рудого": a distance stands before."""
    return any(token.lower.startswith(uk_places.DISTANCE_STEMS) for token in tokens[max(0, index - 2) : index])


def _is_other_river(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "у Дунаї" and "у річці Стир", where no town is."""
    lower = tokens[index].lower
    is_named = any(token.lower.startswith(("річк", "річц", "рік")) for token in tokens[max(0, index - 1) : index])
    return is_named or any(lower.startswith(stem) and len(lower) <= len(stem) + 2 for stem in uk_places.RIVERS)


def _is_placed_with(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the second town of "із Криму та Ахтарська" and "у Ромнах і Бережках": a place stands before it."""
    if index < _FROM_PREPOSITION or not tokens[index].lower.endswith(uk_places.PLACED_NOUNS_ENDINGS):
        return False
    if not tokens[index - 2].is_capitalised or tokens[index - _FROM_PREPOSITION].lower not in uk_places.PLACED_BY:
        return False
    is_placed = _is_placed_by_words(tokens, index - 2, index - 1) and tokens[index - 1].text != ","
    return is_placed or tokens[index - 2].lower in uk_places.PLACES


def _is_cyrillic(text: str) -> bool:
    return "а" <= text[-1].lower() <= "ї" or text[-1].lower() in "іїєґ"
