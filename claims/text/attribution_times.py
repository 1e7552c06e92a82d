"""Days and years around a speaker: which belong to the speaker, which to the sentence."""

from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

# "A survey in August found": which survey it was.
_DATED = statements.DOCUMENTS | {"checks", "tests", "inspection", "inspections", "trial", "trials"}


def is_made_known_then(sentence: Sentence, index: int) -> bool:
    """Tell the words of "published on Wednesday": they say which study is meant."""
    if sentence.word(index) not in speech.TIME_WORDS and sentence.tags[index] not in "I#":
        return False
    for place in range(index - 1, max(0, index - 4), -1):
        if sentence.word(place) in speech.MADE_KNOWN:
            return True
        if sentence.word(place) not in speech.TIME_WORDS and sentence.tags[place] not in "I#":
            return False
    return False


def before_time(sentence: Sentence, last: int) -> int:
    """Step back over "on Tuesday" and "last week" between a speaker and his verb."""
    index = last
    while index > 1 and sentence.word(index - 1) in speech.TIME_WORDS:
        index -= 1
    if index < last and sentence.tag(index - 1) == "I":
        index -= 1
    is_of_document = sentence.word(index) == "in" and sentence.word(index - 1) in _DATED
    return index if index and sentence.tag(index - 1) in ("C", "N") and not is_of_document else last


def is_when_made_known(sentence: Sentence, index: int) -> bool:
    """Tell "a poll taken after the vote" from a clause that begins with "after"."""
    return sentence.word(index) in ("after", "before", "since") and sentence.word(index - 1) in speech.MADE_KNOWN


def past_time(sentence: Sentence, first: int, last: int) -> int:
    """Step over "last week", "Tuesday night", "19 November 2024" and "2019", when something is left behind them."""
    index = first
    while index < last and (
        _is_time_word(sentence, index)
        or (sentence.tags[index] == "#" and (index > first or _opens_date(sentence, index)))
    ):
        index += 1
    is_time = index > first and (index - first > 1 or sentence.tags[first] != "D")
    return index if is_time and index < last and sentence.tags[index] in "DCHN" else first


def _is_time_word(sentence: Sentence, index: int) -> bool:
    """Tell the words of time; "May" is the month beside a number or a preposition only."""
    if sentence.word(index) == "may":
        return sentence.tag(index - 1) in ("#", "I") or sentence.tag(index + 1) == "#"
    return sentence.word(index) in speech.TIME_WORDS


def _opens_date(sentence: Sentence, index: int) -> bool:
    """Tell the day of "On 19 November" and the year of "In 2019 Boeing said" from "In 19 villages"."""
    if sentence.word(index + 1) == "may" or sentence.word(index + 1) in speech.TIME_WORDS:
        return True
    is_year = len(sentence.word(index)) == 4 and sentence.word(index).isdigit()
    return is_year and sentence.tag(index - 1) == "I" and sentence.tag(index + 1) in ("C", "D", "H")
