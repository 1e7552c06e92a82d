"""What keeps a statement from being cut loose from its speaker: a figure, a doubt, a pronoun, a comment."""

import re

from claims.text.frame import ClaimFrame
from claims.text.languages import en, en_speech, uk, uk_dates, uk_speech
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of
from claims.text.words import words_of

_RESERVED_WORDS = en_speech.RESERVES | en_speech.RESERVED_VERBS
_ADVERBS = en.LEADING_ADVERBS | uk_speech.LEADING_WORDS
_WEEKDAYS = frozenset((*en.WEEKDAYS, *uk_dates.WEEKDAYS))
_SPEAKERS_SELF = re.compile(
    r"\b(?:(?<!War )I|[Ww]e|me|us|[Mm]y|[Oo]urs?|myself|ourselves)\b(?=['’]?(?:\W|m\b|ve\b|d\b|ll\b|re\b|\Z))"
    # "fined it $5 million", "gave them a year"
    r"|\b(?:it|them)\s(?:[$€£\d]|(?:an?|the)\b)"
    r"|(?i:\b(?:я|ми|мене|мені|нас|нам|мій|моя|моє|мої|моєї|наш|наша|наше|наші|наших|нашої|нашу)\b)"
)
_SOME_PERSON = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|він|вона|його|йому|її|їй|ним|нею)\b", re.IGNORECASE
)
# ", but police figures show a rise" and ", which is untrue": there the writer speaks, not the speaker; "and that" hangs
# on the speaker too.
_COMMENT = re.compile(
    r"(?:,|;|\s[–—-])\s(?:but|yet|though|although|while|whereas|however|despite|contrary to|"
    r"which (?:[\w'’-]+ ){0,4}"
    r"(?:disput|den(?:y|ie)|reject|contradict|debunk|doubt|untrue|false|wrong|incorrect|mislead)\w*|"
    r"an? (?:\w+ )?(?:claim|charge|accusation|allegation|assertion|statement|figure|number)|"
    r"але|однак|проте|хоча|попри|та насправді|а насправді|що (?:є|не|насправді))\b"
    r"|\b(?:and that|and whether|(?:і|й|та|а також),? що)\s",
    re.IGNORECASE,
)
_JOINING = en.FUNCTION_WORDS | uk.FUNCTION_WORDS | frozenset(en.NUMBER_WORDS)
_OWN = words_of("its their theirs його її їх їхній їхня їхнє їхні їхніх")


def holds_speech_alone(text: str, cut: Span, frame: ClaimFrame) -> bool:
    """Tell whether the words of ``cut`` say no more than who speaks, to whom and when."""
    starts = [*(figure.start for figure in frame.quantities), *(cue.start for cue in frame.negations)]
    if any(cut.start <= start < cut.end for start in starts):
        return False
    return not any(_is_reserve(token, is_first=index == 0) for index, token in enumerate(tokens_of(text, cut)))


def _is_reserve(token: Token, *, is_first: bool) -> bool:
    """Tell "reportedly", "few", "denied" and "заперечив" from the names of Theresa May and Hope Davis."""
    if token.is_capitalised and not is_first:
        return False
    return token.lower in _RESERVED_WORDS or token.lower.startswith(uk_speech.RESERVE_STEMS)


def says_only_when(text: str, opening: Span, frame: ClaimFrame) -> bool:
    """Tell whether nothing but an adverb ("However,"), the day of the speech or "as" stands before the speaker.

    "In Gaza" and "in the first quarter" are parts of the statement; "in 2019" may be.
    """
    words = text[opening.start : opening.end].replace(",", " ").lower().split()
    while words and words[0] in _ADVERBS:  # "as" is one
        del words[0]
    if not words or words == ["як"]:
        return True
    if words[0] in ("у", "в") or len(words) == 2:
        return words[0] in ("у", "в", "on") and len(words) == 2 and words[1] in _WEEKDAYS
    return words[0] == "on" and any(
        opening.start <= mention.start and text[mention.end : opening.end].strip(" ,") == "" for mention in frame.dates
    )


def is_understood_alone(text: str, statement: Span, frame: ClaimFrame) -> bool:
    """Tell whether no "I", "our", "he" or "its" of the statement means somebody who is taken off with the speaker."""
    words = statement.of(text)
    if _SPEAKERS_SELF.search(words) or _names_no_owner(tokens_of(text, statement)):
        return False
    has_person = any(
        entity.label == "PERSON" and statement.start <= entity.start < statement.end for entity in frame.entities
    )
    return has_person or not _SOME_PERSON.search(words)


def _names_no_owner(tokens: tuple[Token, ...]) -> bool:
    """Tell "5 of its 7 trucks" from "Sudan lost all of its trucks": no name and no thing stands before "its"."""
    for token in tokens:
        if token.lower in _OWN:
            return True
        if token.kind == "word" and token.lower not in _JOINING:
            return False
    return False


def has_comment(text: str, statement: Span) -> bool:
    """Tell whether the writer's own words may follow what somebody said."""
    return _COMMENT.search(text, statement.start, statement.end) is not None
