"""How far a speaker reaches behind a verb: "said a nurse at the town's only hospital", word by word."""

from claims.text.attribution_times import is_made_known_then
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

_BEHIND_SPEAKER = frozenset({"for", "from", "with", "at", "by"})
# "a study among children in Mali", "a report into the crash"
_BEHIND_DOCUMENT = frozenset({"among", "into", "on", "about", "across", "in", "between", "over"})
# "a study of more than 600 people"
_MORE = frozenset({"more", "less", "fewer", "than", "almost", "nearly", "about", "some", "around", "over"})
_INSTITUTIONS = frozenset({"university", "college", "school", "hospital", "institute", "center", "centre", "clinic"})
_PHRASE_STARTS = ("D", "C", "N", "#")


def goes_on_behind(sentence: Sentence, start: int, index: int) -> bool:
    """Tell whether the token at ``index`` still belongs to the speaker that begins at ``start``."""
    tag = sentence.tags[index]
    if tag == "P":
        return index == start
    if tag in "GS":
        return _is_qualifier(sentence, index)
    if tag == "V" and sentence.word(index + 1) == "by" and sentence.tag(index - 1) == "N":
        return True  # "a review ordered by the ministry"
    if tag in "VE" and sentence.word(index) in speech.MADE_KNOWN:
        following = sentence.word(index + 1)
        return following in statements.BEHIND_MADE_KNOWN or following in speech.TIME_WORDS
    if tag == "V" and sentence.word(index) in statements.DOCUMENTS:  # "local media reports"
        return index > start and sentence.tag(index - 1) in ("N", "C") and sentence.tag(index + 1) in ("", ".", ",")
    if index - start > 1 and is_made_known_then(sentence, index):
        return True
    if sentence.word(index) in _MORE and _is_before_figure(sentence, index) and sentence.tag(start) == "D":
        return True
    if tag in "DHCN#fE":
        return index == start or not _is_time(sentence, index)
    if tag == "I":
        return _preposition_goes_on(sentence, start, index)
    return tag == "A" or (tag == "&" and sentence.tag(index + 1) in ("C", "D", "N", "#"))


def _is_before_figure(sentence: Sentence, index: int) -> bool:
    """Tell "more than 600 people" behind the "of" of a study."""
    near = range(index + 1, index + 3)
    is_figure = any(sentence.tag(place) == "#" for place in near)
    return is_figure and any(sentence.tag(place) == "f" for place in (index - 1, index - 2))


def _is_qualifier(sentence: Sentence, index: int) -> bool:
    """Tell "the town's only functioning hospital" and "a paper circulated before the meeting"."""
    if sentence.tags[index] == "G":
        return sentence.tag(index + 1) in ("N", "C") and sentence.tag(index - 1) in ("D", "H", "A", "#")
    return sentence.word(index) in ("before", "after", "since") and sentence.tag(index - 1) == "E"


def _is_time(sentence: Sentence, index: int) -> bool:
    """Tell "said Roe last week" from "the past week's report" and the journal "Farming Today"."""
    word = sentence.word(index)
    is_title = word == "today" and sentence.tokens[index].is_capitalised
    return word in speech.TIME_WORDS and not is_title and sentence.tag(index - 1) != "D"


def _preposition_goes_on(sentence: Sentence, start: int, index: int) -> bool:
    if sentence.tag(index - 1) == "E":  # "two people briefed on the talks"
        return sentence.tag(index + 1) in _PHRASE_STARTS
    if sentence.word(index - 1) in speech.MADE_KNOWN:
        return True
    if _is_about(sentence, start, index):
        return True
    if sentence.word(index) == "in":
        return _names_place_of(sentence, index)
    is_behind = index > start and sentence.word(index) in _BEHIND_SPEAKER
    return is_behind and sentence.tag(index + 1) in _PHRASE_STARTS


def _is_about(sentence: Sentence, start: int, index: int) -> bool:
    """Tell "a trial among children in Mali" from "a trial in March": what a document deals with belongs to it."""
    if sentence.word(index) not in _BEHIND_DOCUMENT or sentence.tag(index + 1) not in _PHRASE_STARTS:
        return False
    if any(sentence.word(place) in speech.TIME_WORDS for place in range(index + 1, index + 4)):
        return False
    head = next((place for place in range(start, index) if sentence.tag(place) in "IfE"), index) - 1
    return sentence.tag(start) in ("D", "#") and sentence.word(head) in statements.DOCUMENTS | {
        "trial",
        "trials",
        "article",
    }


def _names_place_of(sentence: Sentence, index: int) -> bool:
    """Tell "an analysis in the journal Heart" from "said Roe in a statement" and "said officials in March"."""
    behind = {sentence.word(place) for place in range(index + 1, index + 4)}
    is_said_there = bool(behind & (speech.CHANNELS | speech.TIME_WORDS))
    if sentence.tag(index - 1) == "C" and sentence.tag(index + 1) == "C" and not is_said_there:
        return _is_institution(sentence, index)
    return sentence.tag(index - 1) == "N" and sentence.tag(index + 1) in ("C", "D") and not is_said_there


def _is_institution(sentence: Sentence, index: int) -> bool:
    """Tell "the Weston Observatory in Tucson" from "Ann Roe in London" by the article before the name."""
    first = index
    while sentence.tag(first - 1) in ("C", "N"):
        first -= 1
    has_word = any(sentence.word(place) in _INSTITUTIONS for place in range(first, index))
    return has_word or (sentence.tag(first - 1) == "D" and index - first > 1)
