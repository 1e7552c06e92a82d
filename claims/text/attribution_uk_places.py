"""Speakers in a place: "повідомили в Мінфіні", "У заяві банку йдеться", "випливає з декларації"."""

from claims.text.attribution_uk_reach import AGENCIES_AS_WRITTEN, left_border, speaker_end
from claims.text.languages import uk_circumstances as circumstances
from claims.text.languages import uk_speech as speech
from claims.text.tokens import Token

# "У міністерстві висновків поки не коментують"
_NEVER_NAMED = speech.INNER_ADVERBS | circumstances.ADVERBS | circumstances.NEVER_SPEAKING | {"поки", "досі"}


def speaker_in_place(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "повідомили в Мінфіні" and "звіті банку" of "йдеться у звіті банку"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in ("в", "у", "на", "при"):
        return None
    if tokens[start + 1].lower in speech.DATE_WORDS or tokens[start + 1].kind == "number":
        return None
    end = speaker_end(tokens, start + 1)
    for place in range(start + 2, end):
        is_hearer = tokens[place].lower in circumstances.HEARERS_BEHIND_PLACES
        is_paper = tokens[place].text in AGENCIES_AS_WRITTEN
        if is_hearer or is_paper:
            end = place
            break
    return (start + 1, end) if end > start + 1 else None


def place_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "Мінфіні" of "У Мінфіні заявили" and "заяві банку" of "У заяві банку йдеться"."""
    start = left_border(tokens, last)
    while start < last and tokens[start].lower in speech.LEADING_WORDS | circumstances.ADVERBS:
        start += 1
    while start < last and tokens[start].lower in circumstances.TIME_MODIFIERS | speech.DATE_WORDS:
        start += 1
    if start + 1 < last and (tokens[start].lower in speech.PREPOSITIONS or tokens[start].kind == "number"):
        behind = start + (tokens[start].kind != "number")
        while behind < last and (tokens[behind].lower in speech.DATE_WORDS or tokens[behind].kind == "number"):
            behind += 1
        start = behind if behind > start + 1 else start
    place = speaker_in_place(tokens, start)
    if place is None or place[0] >= last or not _is_up_to_hearer(tokens, place[1], last):
        return None
    return (place[0], min(place[1], last))


def _is_up_to_hearer(tokens: tuple[Token, ...], end: int, last: int) -> bool:
    """Tell whether nothing but "УНІАН" or "журналістам" stands between a place and its verb."""
    return all(
        token.lower in circumstances.HEARERS_BEHIND_PLACES or token.text in AGENCIES_AS_WRITTEN
        for token in tokens[end:last]
    )


def read_from(tokens: tuple[Token, ...], start: int) -> tuple[int, int] | None:
    """Find "декларації" of "випливає з декларації"."""
    if start + 1 >= len(tokens) or tokens[start].lower not in speech.FROM_WHICH:
        return None
    end = speaker_end(tokens, start + 1)
    return (start + 1, end) if end > start + 1 else None


def read_from_before(tokens: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """Find "звіту банку" of "Зі звіту банку випливає"."""
    start = left_border(tokens, last)
    place = read_from(tokens, start)
    return place if place is not None and place[1] == last else None


def place_of_shared(tokens: tuple[Token, ...], first: int, last: int, *, verb: str) -> tuple[int, int] | None:
    """Find "Мін'юсті" of "У Мін'юсті висновків не коментують, однак обіцяли": a place that speaks for two verbs."""
    if not verb.endswith(speech.PLURAL_ENDINGS):
        return None
    place = speaker_in_place(tokens, first)
    if place is None:
        return None
    end = next((index for index in range(*place) if tokens[index].lower in _NEVER_NAMED), place[1])
    is_denied = any(token.lower == "не" for token in tokens[end:last])
    has_object = is_denied and end - place[0] > 1 and tokens[end - 1].lower.endswith(("ів", "їв", "ань", "ень"))
    return place[0], end - has_object
