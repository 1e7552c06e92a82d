"""Places in an order: "the third-largest exporter", "finished second", "третє місце"."""

from typing import NamedTuple

from claims.text.amounts import JOINED_STARTS
from claims.text.changes import is_change_before
from claims.text.languages import en, en_quantities, en_ranks, uk_quantities
from claims.text.languages.en import FUNCTION_WORDS
from claims.text.numbers import can_begin_number
from claims.text.sentence import Sentence
from claims.text.tokens import is_adjacent
from claims.text.units import DASHES, HYPHENS, unit_after

_NUMBER_SIGNS = frozenset({"no", "number"})
_ORDINALS = {"en": _NUMBER_SIGNS | set(en_quantities.ORDINALS), "uk": frozenset(uk_quantities.ORDINALS)}
_JOINED_BEGINNINGS = frozenset(start[:2] for start in JOINED_STARTS)
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
HIGHEST_RANK = 10_000
_UKRAINIAN_ANDS = frozenset({"і", "й", "та", ","})
# "ranked, by its own count, third"; "came in a distant third".
WORDS_TO_VERB = 4
WORDS_TO_JOINING = 8
# "put jobs first"; "ranked its schools second"
WORDS_TO_PUT = 4


class RankReading(NamedTuple):
    """A rank: its value, the tokens of the ordinal and where the ranked thing may begin; None where none follows."""

    value: int
    first: int
    last: int
    noun_first: int | None


class _Ordinal(NamedTuple):
    value: int
    last: int
    rest: str  # what a hyphen ties to it: "largest" of "third-largest"


def can_begin_rank(sentence: Sentence, index: int) -> bool:
    """Tell whether an ordinal stands at the token; with most none does."""
    token = sentence.tokens[index]
    if token.kind == "word":
        words = _ORDINALS.get(sentence.language)
        if words is None:
            return False
        lower = token.lower
        if lower in words or ("-" in lower and lower.partition("-")[0] in words):
            return True
        return lower[:2] in _JOINED_BEGINNINGS and sentence.language == "uk" and lower.startswith(JOINED_STARTS)
    if sentence.lower(index + 1) in uk_quantities.SINGULAR_PLACES:
        return True
    return token.kind == "number" and index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].start == token.end


def read_rank(sentence: Sentence, index: int, *, has_rank_before: bool) -> RankReading | None:
    """Read the rank that begins at a token; None for ordinals that count occasions or name things.

    ``has_rank_before`` lets "and fifth in the table" follow on "finished second".
    """
    if sentence.language == "uk":
        return _ukrainian_rank(sentence, index, has_rank_before=has_rank_before)
    if sentence.language == "en" and sentence.lower(index) in _NUMBER_SIGNS:
        return _numbered_rank(sentence, index)
    ordinal = _english_ordinal(sentence, index) if sentence.language == "en" else None
    if ordinal is None:
        return None
    if ordinal.rest or _is_superlative(sentence.lower(ordinal.last)):
        return _superlative_rank(sentence, index, ordinal)
    if _is_among_siblings(sentence, index, ordinal.last):
        return RankReading(ordinal.value, index, ordinal.last, None)
    if sentence.lower(ordinal.last) in en_ranks.RANK_PLACES:
        is_idiom = ordinal.value == 1 and sentence.words(index - 2, index) == "in the"
        return None if is_idiom else RankReading(ordinal.value, index, ordinal.last, None)
    if _is_nth_to_do(sentence, index, ordinal):
        return RankReading(ordinal.value, index, ordinal.last, ordinal.last)
    if sentence.lower(ordinal.last) in en_ranks.RANKED_BY_JOINING and _is_joining(sentence, index):
        return RankReading(ordinal.value, index, ordinal.last, ordinal.last)
    if (
        ordinal.value > 1
        and sentence.words(index - 2, index) == "only the"
        and not _is_occasion(sentence, ordinal.last)
    ):
        has_noun = sentence.lower(ordinal.last).isalpha() and sentence.lower(ordinal.last) not in FUNCTION_WORDS
        return RankReading(ordinal.value, index, ordinal.last, ordinal.last if has_noun else None)
    is_ended = _is_at_end_of_phrase(sentence, ordinal.last)
    has_verb = _has_verb_of_rank(sentence, index) or (has_rank_before and _goes_on(sentence, index))
    is_rank = (is_ended and has_verb) or _is_start(sentence, index, ordinal)
    is_rank = is_rank or _is_put_first(sentence, index, ordinal.last)
    return RankReading(ordinal.value, index, ordinal.last, None) if is_rank else None


def _is_nth_to_do(sentence: Sentence, index: int, ordinal: _Ordinal) -> bool:
    """Tell "became the second woman to lead the bank" from "was the second storm to hit it"."""
    if ordinal.value < 2 or sentence.words(index - 2, index) not in en_ranks.BECOMING_THE:
        return False  # also in apposition: "began the tests, the third country to do so"
    return "to" in (sentence.lower(ordinal.last + 1), sentence.lower(ordinal.last + 2))


def _is_start(sentence: Sentence, index: int, ordinal: _Ordinal) -> bool:
    """Tell "started ninth on the grid" from "started second jobs"."""
    has_verb = ordinal.value > 1 and sentence.lower(index - 1) in en_ranks.STARTING
    return has_verb and sentence.lower(ordinal.last) in en_ranks.RANK_FOLLOWERS


def _is_put_first(sentence: Sentence, index: int, last: int) -> bool:
    """Tell "respondents put jobs first, ahead of taxes" from "put the money there first"."""
    is_beside = sentence.lower(last) in en_ranks.BEHIND_PUT and sentence.lower(last + 1) != "then"
    if not is_beside or index < WORDS_TO_PUT - 2:
        return False
    near = [sentence.lower(position) for position in range(index - WORDS_TO_PUT, index)]
    return near[-1] not in en_ranks.NOT_BEFORE_PLACE and not en_ranks.PUTTING.isdisjoint(near[:-1])


def _is_among_siblings(sentence: Sentence, index: int, last: int) -> bool:
    """Tell "the fourth of six children" from "the fourth of the talks"."""
    if sentence.lower(index - 1) != "the" or sentence.lower(last) != "of":
        return False
    ahead = {sentence.lower(position) for position in range(last + 2, last + 5)}
    return can_begin_number(sentence.tokens[last + 1], language="en") and bool(ahead & en_ranks.SIBLINGS)


def _is_occasion(sentence: Sentence, index: int) -> bool:
    """Tell "only the second time" and "only the third day", which count occasions."""
    lower = sentence.lower(index)
    return lower in en_ranks.OCCASIONS or unit_after(sentence.tokens, index, language="en").unit is not None


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Tell "and fifth in the table" and "Denmark second" after a rank."""
    before = sentence.tokens[index - 1]
    is_next = before.kind == "word" and sentence.lower(index - 2) in (",", ";", "and")  # "and housing third"
    return index > 0 and (before.lower in ("and", "or", "then", "in", "to") or before.is_capitalised or is_next)


def _is_joining(sentence: Sentence, index: int) -> bool:
    """Tell "became its third member" from "the third member of the crew"; digits ("the 32nd member") say so alone."""
    if sentence.tokens[index].kind == "number":
        return True
    near = {sentence.lower(position) for position in range(index - WORDS_TO_JOINING, index)}
    return bool(near & en_ranks.JOINING_WORDS)


def _english_ordinal(sentence: Sentence, index: int) -> _Ordinal | None:
    token = sentence.tokens[index]
    if token.kind == "number":
        following = sentence.lower(index + 1).replace("‑", "-")
        suffix, _, rest = following.partition("-")
        is_ordinal = token.text.isdigit() and suffix in _SUFFIXES and is_adjacent(token, sentence.tokens[index + 1])
        value = int(token.text) if is_ordinal and len(token.text) < len(str(HIGHEST_RANK)) else 0
        return _Ordinal(value, index + 2, rest) if value and (not rest or _is_superlative(rest)) else None
    lower = token.lower.replace("‑", "-").replace("‐", "-")
    if lower in en_quantities.ORDINALS:
        return _Ordinal(en_quantities.ORDINALS[lower], index + 1, "")
    head, _, rest = lower.rpartition("-")
    if head in en_quantities.ORDINALS and _is_superlative(rest):
        return _Ordinal(en_quantities.ORDINALS[head], index + 1, rest)
    return None


def _is_superlative(word: str) -> bool:
    if word in en_ranks.SUPERLATIVES:
        return True
    return word.endswith(en_ranks.SUPERLATIVE_ENDING) and word not in en_ranks.NOT_SUPERLATIVES


def _superlative_rank(sentence: Sentence, index: int, ordinal: _Ordinal) -> RankReading:
    last = ordinal.last + (not ordinal.rest)
    superlative = ordinal.rest or sentence.lower(ordinal.last)
    # "the third most populous country": the adjective is part of the rank, not of what is ranked
    noun_first = last + (superlative in ("most", "least"))
    if noun_first == last and sentence.lower(last) in en_ranks.PARTICIPLES_OF_RANK:  # "second-worst performing"
        last, noun_first = last + 1, noun_first + 1
    return RankReading(ordinal.value, index, last, noun_first)


def _is_at_end_of_phrase(sentence: Sentence, index: int) -> bool:
    if sentence.lower(index) == "to" and sentence.lower(index + 1).partition("-")[0] in en_quantities.ORDINALS:
        return True
    return index >= len(sentence.tokens) or sentence.lower(index) in en_ranks.RANK_FOLLOWERS


def _has_verb_of_rank(sentence: Sentence, index: int) -> bool:
    """Find "ranked", "finished" or a move ("climbed to") right before, articles and prepositions left out."""
    position, has_move = index - 1, False
    while position >= max(0, index - WORDS_TO_VERB) and sentence.lower(position) in en_ranks.BETWEEN_RANK_VERB:
        has_move = has_move or sentence.lower(position) in ("to", "from", "into")
        position -= 1
    if sentence.lower(position) in en_ranks.RANK_VERBS:
        return True
    if sentence.lower(position) in ("is", "are", "was", "were", "now") and position == index - 1:
        return sentence.lower(index + 1) in en_ranks.AFTER_STANDING
    return has_move and is_change_before(sentence, position + 1)


def _numbered_rank(sentence: Sentence, index: int) -> RankReading | None:
    """Read "the world No. 1" and "its number one producer"; "Room No. 5" and "the No. 3 reactor" are names."""
    position = index + 1 + (sentence.lower(index + 1) == ".")
    written = sentence.lower(position)
    value = int(written) if written.isdecimal() and len(written) < 4 else int(en.NUMBER_WORDS.get(written, 0))
    noun_first = position + 1
    before = sentence.lower(index - 1)
    is_seed = sentence.lower(noun_first) in ("seed", "seeds", "seeded")  # "beat No. 3 seed Petra Halloran"
    if not value or not (is_seed or before in en_ranks.BEFORE_NUMBERED_RANK or before.endswith("'s")):
        return None
    is_ranked = sentence.lower(noun_first).endswith(en_ranks.RANKED_ENDINGS)
    is_ranked = is_ranked or sentence.lower(noun_first) in en_ranks.RANKED_THINGS
    if not is_ranked and before != "world":
        return None
    return RankReading(value, index, position + 1, noun_first if is_ranked else None)


def _ukrainian_rank(sentence: Sentence, index: int, *, has_rank_before: bool) -> RankReading | None:
    """Read "третє місце", "3-тє місце" and "третій за величиною експортер"."""
    token = sentence.tokens[index]
    value, last = uk_quantities.ORDINALS.get(token.lower, 0), index + 1
    if token.text.isdigit() and sentence.lower(last) in uk_quantities.SINGULAR_PLACES:  # "посіла 12 місце"
        is_place = len(token.text) < len(str(HIGHEST_RANK)) and int(token.text) > 0
        is_place = is_place and not _is_counted_place(sentence, index)
        return RankReading(int(token.text), index, last, None) if is_place else None
    if token.kind == "number" and sentence.lower(index + 1) in HYPHENS and index + 2 < len(sentence.tokens):
        is_ordinal = token.text.isdigit() and sentence.lower(index + 2) in uk_quantities.ORDINAL_ENDINGS
        value, last = (int(token.text) if is_ordinal and len(token.text) < len(str(HIGHEST_RANK)) else 0), index + 3
    if not value:
        return None
    if _is_ukrainian_place(sentence, index, last, has_rank_before=has_rank_before):
        return RankReading(value, index, last, None)
    if sentence.lower(last).startswith(uk_quantities.RANKED_THINGS) and value > 1:  # "14-та ракетка світу"
        return RankReading(value, index, last, last)
    if sentence.lower(last).startswith(uk_quantities.SUPERLATIVE_BEGINNING):  # "третій найбільший виробник"
        return RankReading(value, index, last + 1, last + 1)
    return _measured_rank(sentence, index, last, value=value)


def _is_ukrainian_place(sentence: Sentence, index: int, last: int, *, has_rank_before: bool) -> bool:
    """Tell "четверте місце", "посіли 4-те й 7-ме місця" and "з дев'ятого на четверте" from names of things."""
    following = sentence.lower(last)
    if following in _UKRAINIAN_ANDS and _has_place_soon(sentence, last + 1):
        return True
    if following in uk_quantities.RANK_PLACES or _has_ukrainian_verb_of_rank(sentence, index, last):
        return True
    if sentence.lower(index - 1) in uk_quantities.OF_WORDS and following == "на":
        return sentence.lower(last + 1) in uk_quantities.ORDINALS
    return _is_listed(sentence, index, last, has_rank_before=has_rank_before)


def _measured_rank(sentence: Sentence, index: int, last: int, *, value: int) -> RankReading | None:
    """Read "третій за величиною експортер"."""
    is_measured = sentence.lower(last) in uk_quantities.RANK_LINKS
    is_measured = is_measured and sentence.lower(last + 1).endswith(uk_quantities.INSTRUMENTAL_ENDINGS)
    if not is_measured:
        return None
    noun_first = last + 2
    if sentence.lower(last + 1) in uk_quantities.MEASURES_OF_SOMETHING and sentence.lower(last + 3)[:1].isalpha():
        noun_first += 1  # "шосте за чисельністю населення місто"
    return RankReading(value, index, last, noun_first)


def _is_listed(sentence: Sentence, index: int, last: int, *, has_rank_before: bool) -> bool:
    """Tell "88-ма у списку", "лише 163-тю" and, after a rank, "на третій — …" from names of things."""
    if sentence.lower(last) in ("у", "в") and sentence.lower(last + 1).startswith(uk_quantities.ORDERED_LISTS):
        return True
    if has_rank_before and sentence.lower(index - 1) == "на" and sentence.lower(last) in DASHES:
        return True
    is_digits = sentence.tokens[index].kind == "number"
    is_closed = not sentence.lower(last)[:1].isalnum()
    is_instrumental = is_digits and sentence.lower(last - 1) in uk_quantities.INSTRUMENTAL_ORDINAL_ENDINGS
    if not (is_instrumental and is_closed):
        return False
    near = range(index - 1, max(-1, index - 1 - WORDS_TO_VERB), -1)
    stems = (*uk_quantities.FINISHING_STEMS, *uk_quantities.STANDING_STEMS)
    return any(sentence.lower(position).startswith(stems) for position in near)


def _is_counted_place(sentence: Sentence, index: int) -> bool:
    """Tell "у парламенті 81 місце" from "посіла 81 місце" and "на 81 місці"."""
    if not sentence.tokens[index].text.endswith("1") or sentence.lower(index + 1) != "місце":
        return False
    before = (sentence.lower(position) for position in range(max(0, index - WORDS_TO_VERB), index))
    return not any(word == "на" or word.startswith(uk_quantities.RANKING_STEMS) for word in before)


def _has_place_soon(sentence: Sentence, index: int) -> bool:
    """Tell the second ordinal of "перше та друге місця", written out or in digits, from other words."""
    is_number = sentence.lower(index).isdigit() and sentence.lower(index + 1) in HYPHENS
    last = index + (3 if is_number else 1)
    is_ordinal = is_number or sentence.lower(index) in uk_quantities.ORDINALS
    return is_ordinal and sentence.lower(last) in uk_quantities.RANK_PLACES


def _has_ukrainian_verb_of_rank(sentence: Sentence, index: int, last: int) -> bool:
    """Tell "йде четвертою" and "Третім фінішував чех" from "стала другою жертвою" and "першим заявив"."""
    lower = sentence.lower(index)
    if not lower.endswith(uk_quantities.INSTRUMENTAL_ORDINALS):
        return False
    stems: tuple[str, ...] = uk_quantities.FINISHING_STEMS
    if uk_quantities.ORDINALS.get(lower) != 1:
        stems += uk_quantities.STANDING_STEMS
    following = sentence.lower(last)
    if following.startswith(stems):
        return index == 0 or sentence.tokens[index - 1].kind == "symbol" or sentence.lower(index - 1) in ("а", "і")
    if following[:1].isalnum() and following not in uk_quantities.RANK_FOLLOWERS:
        return False
    near = range(index - 1, max(-1, index - 1 - WORDS_TO_VERB), -1)
    return any(sentence.lower(position).startswith(stems) for position in near)
