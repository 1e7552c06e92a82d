"""Whether a sentence can be checked, and how much it deserves to be, with reasons in words."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.text.frame import ClaimFrame
from claims.text.languages import en, uk
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of
from claims.text.units import TIME_UNITS

# Points per feature where no trained model reads the language. A logistic regression on 9,000 sentences of US election
# debates that people had labelled as worth checking or not gave the first figures (18 points are one logit); on 1,032
# other sentences its average precision was 0.84 where chance is 0.23. Names of bodies, places and sources were then
# raised a little, for news names them where debates say "we", and "is about a rule" lowered.
WEIGHTS: dict[str, int] = {
    "has a quantity": 31,
    "is about a rule": 20,
    "compares or ranks": 18,
    "has a date": 16,
    # "19 years before": in the debates such sentences are worth checking half as often as those with other figures.
    "has a span of time": 14,
    "past tense": 15,
    "names a public body or place": 12,
    "names a person": 8,
    "has several quantities": 7,
    "says who said it": 5,
    "negates or excludes": 4,
    # No more than settles a tie: the debates' own sentences are worth checking with a pronoun as without.
    "leans on the sentence before": -3,
    "quotes somebody": -8,
    "very short": -8,
    "speaks of the future": -12,
    "first person": -14,
    "opinion word": -16,
}
# Points beside the trained model, which has learned most of this already. Fact-checkers of 67 debates of 2016 to 2019
# picked comparisons more often than the model expects, and sentences whose merit is a figure or the past tense a little
# less often; these three moved their claims up in both sets of debates, others moved one set at the other's cost.
POINTS_BESIDE_MODEL: dict[str, int] = dict.fromkeys(WEIGHTS, 0) | {
    "compares or ranks": 9,
    # Fact-checkers minded it no more than chance; a reader of a list does, who cannot tell what "it" is.
    "leans on the sentence before": -9,
    "has a quantity": -5,
    "past tense": -5,
}
LIKE_CHECKED = "reads like sentences that people marked as worth checking"
UNLIKE_CHECKED = "reads unlike sentences that people marked as worth checking"
# A desk can add or take so many points: more would drown the model and the other features.
DESK_POINTS_AT_MOST = 40
MIDDLE = 31  # the points at which a sentence is as likely worth checking as not
POINTS_PER_LOGIT = 18
SHORT_WORDS = 8
# Ukrainian has neither articles nor "is": "Польща — член НАТО".
WORDS_NEEDED = {"en": 4, "uk": 3}
TITLE_WORDS_AT_MOST = 5
HEADING_WORDS_AT_MOST = 15
BOILERPLATE_WORDS_AT_MOST = 12

A_QUESTION = "a question"
AN_OPINION = "an opinion"
A_PREDICTION = "a prediction"
PERSONAL_EXPERIENCE = "personal experience"
BOILERPLATE = "a heading or boilerplate"
TOO_VAGUE = "too short or too vague to check"
NOT_READ = "no figure in it, and this language is read for figures and dates only"
# Where the words or the form leave no doubt; a trained model may think better of the others.
CERTAIN = frozenset({A_QUESTION, BOILERPLATE, NOT_READ})
NO_POINTS: Mapping[str, int] = MappingProxyType({})

_ENDINGS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*$")
_FIGURES = frozenset({"has a quantity", "has a span of time", "has a date"})
_FACTUAL = _FIGURES | {"compares or ranks", "is about a rule"}
_ANCHORS = _FACTUAL | {"names a public body or place", "names a person", "past tense", "says who said it"}
_TELLING = _FACTUAL | {"past tense", "says who said it"}
_OUGHT = frozenset({"should", "must", "ought", "слід", "варто", "мусимо"})
_OPINION = {"en": en.OPINION_WORDS, "uk": uk.OPINION_WORDS}
_MARKERS = {
    "en": {
        PERSONAL_EXPERIENCE: re.compile("|".join(en.EXPERIENCE_MARKERS)),
        AN_OPINION: re.compile("|".join(en.OPINION_MARKERS)),
        A_PREDICTION: re.compile("|".join(en.PREDICTION_MARKERS)),
    },
    "uk": {
        PERSONAL_EXPERIENCE: re.compile("|".join(uk.EXPERIENCE_MARKERS)),
        AN_OPINION: re.compile("|".join(uk.OPINION_MARKERS)),
    },
}
_VAGUE_STARTS = {"en": en.VAGUE_STARTS, "uk": uk.VAGUE_STARTS}
_BOILERPLATE_STARTS = {
    "en": re.compile(rf"\W*(?:{'|'.join(en.BOILERPLATE_STARTS)})\b", re.IGNORECASE),
    "uk": re.compile(rf"\W*(?:{'|'.join(uk.BOILERPLATE_STARTS)})", re.IGNORECASE),
}
_BOILERPLATE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, en.BOILERPLATE_PHRASES))})(?!\w)")
_LIKELY_BOILERPLATE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, en.LIKELY_BOILERPLATE_PHRASES))})(?!\w)")
_IMPERSONAL = re.compile("|".join(en.IMPERSONAL_MARKERS), re.IGNORECASE)
_NOTING = re.compile(en.NOTING)
_NOTING_WORDS = _OUGHT | {"let", "let's"}
_UKRAINIAN_NOTING = re.compile(r"\b(?:варто|слід) (?:також )?(?:зазначити|зауважити|нагадати|додати|сказати)\b")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of one sentence; ``left_out_reason`` is empty when it is checkable.

    ``is_certain``: the reason stands whatever a trained model would say.
    """

    features: frozenset[str]
    left_out_reason: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """How much a sentence deserves checking: ``score`` runs from 0 to 1, ``reasons`` name features with points."""

    score: float
    reasons: tuple[str, ...]


def judge_sentence(text: str, span: Span, frame: ClaimFrame, *, language: str = "en") -> Judgement:
    """Name the features of one sentence, and why it is no claim to check if it is none."""
    features = features_of(text, span, frame, language=language)
    reason = _left_out_reason(text, span, features, language=language)
    # "Do you realise that we spend $73 billion?" asks nothing.
    is_asserting = reason == A_QUESTION and bool(features & _FIGURES)
    return Judgement(features, reason, reason in CERTAIN and not is_asserting)


def weigh_features(
    features: Iterable[str], *, logit: float | None = None, desk_points: Mapping[str, int] = NO_POINTS
) -> CheckWorthiness:
    """Join features, the trained model's ``logit`` where there is one, and the points a desk gives or takes.

    Each reason is a feature with its points: "has a quantity (+31)"; features without points are not told.
    """
    table = WEIGHTS if logit is None else POINTS_BESIDE_MODEL
    points = {name: table[name] + desk_points.get(name, 0) for name in features if name in table}
    total: float = sum(points.values()) - (MIDDLE if logit is None else 0)
    if logit is not None:
        # The score keeps the fractions that the reasons leave out: long texts have many near equals.
        total += logit * POINTS_PER_LOGIT
        points[LIKE_CHECKED if logit >= 0 else UNLIKE_CHECKED] = round(logit * POINTS_PER_LOGIT)
    strongest_first = sorted((name for name in points if points[name]), key=lambda name: (-abs(points[name]), name))
    reasons = tuple(f"{name} ({'+' if points[name] > 0 else '−'}{abs(points[name])})" for name in strongest_first)
    return CheckWorthiness(1 / (1 + math.exp(-total / POINTS_PER_LOGIT)), reasons)


def _left_out_reason(text: str, span: Span, features: frozenset[str], *, language: str) -> str:
    """Say why the sentence is no claim to check; empty when it is one."""
    words = [token.lower for token in tokens_of(text, span) if token.kind == "word"]
    tail = text[max(span.start, span.end - 4) : span.end]
    if _QUESTION.search(tail):
        return A_QUESTION
    if language not in _OPINION:
        return "" if "has a quantity" in features else NOT_READ
    if _is_boilerplate(words, span.of(text), features, language=language) or _is_heading(
        words, tail, features, language=language
    ):
        return BOILERPLATE
    if len(words) < WORDS_NEEDED[language] and not features & _FACTUAL:
        return TOO_VAGUE
    return (
        _left_out_by_marker(span.of(text), features, language=language)
        or _left_out_as_personal(words, features)
        or _left_out_as_vague(words, features, language=language)
    )


def _is_boilerplate(words: list[str], sentence: str, features: frozenset[str], *, language: str) -> bool:
    if _BOILERPLATE_STARTS[language].match(sentence):
        return True
    if len(words) > BOILERPLATE_WORDS_AT_MOST:
        return False
    lower = sentence.lower()
    if _BOILERPLATE.search(lower):
        return True
    is_telling = bool(features & _TELLING) and _ENDINGS.search(sentence[-4:]) is not None
    return not is_telling and _LIKELY_BOILERPLATE.search(lower) is not None


def _is_heading(words: list[str], tail: str, features: frozenset[str], *, language: str) -> bool:
    """Tell whether it is a line without a full stop that says nothing of anything: "What we know so far"."""
    if _ENDINGS.search(tail) or len(words) > HEADING_WORDS_AT_MOST:
        return False
    has_verb = "past tense" in features or any(word in en.VERB_WORDS for word in words)
    has_name = bool(features & {"names a public body or place", "names a person"})
    if has_name and len(words) >= SHORT_WORDS:
        return False  # a headline that tells something
    if words and words[0] in en.HEADING_STARTS:
        has_verb = False  # "What we know so far"
    if not has_name and _is_noun_with_participle(words):
        has_verb = False  # "A question left open"
    return not has_verb and not (features & {"has a quantity", "says who said it"}) and language == "en"


def _is_noun_with_participle(words: list[str]) -> bool:
    """Tell whether the only verb of a title is a participle with nothing but one word of manner behind it."""
    if not 0 < len(words) <= TITLE_WORDS_AT_MOST or words[0] not in en.TITLE_ARTICLES:
        return False
    verbs = [index for index, word in enumerate(words) if word in en.VERB_WORDS or _is_past([word])]
    return len(verbs) == 1 and _is_participle(words[verbs[0]]) and len(words) - verbs[0] <= 2


def _is_participle(word: str) -> bool:
    return word in en.PARTICIPLES or (word.endswith("ed") and word not in en.PAST_WORDS)


def _left_out_by_marker(sentence: str, features: frozenset[str], *, language: str) -> str:
    """Tell what says outright that it is a view, a forecast or a memory; a figure or a date outweighs that."""
    if features & _FIGURES:
        return ""
    lower = sentence.lower()
    return next((reason for reason, pattern in _MARKERS[language].items() if pattern.search(lower)), "")


def _left_out_as_personal(words: list[str], features: frozenset[str]) -> str:
    """Tell opinions, predictions and personal experience; a figure, a date or a comparison outweighs them."""
    if features & _FACTUAL:
        return ""
    joined = _without_noting(words)
    if "first person" in features and any(word in en.EXPERIENCE_WORDS for word in words):
        return PERSONAL_EXPERIENCE
    if any(joined.startswith(phrase) or f" {phrase} " in joined for phrase in en.OPINION_PHRASES):
        return AN_OPINION
    is_attributed = "says who said it" in features
    if "opinion word" in features and not is_attributed:
        is_bare = not features & {"past tense", "names a public body or place", "names a person"}
        return AN_OPINION if is_bare or _OUGHT.intersection(joined.split()) else ""
    is_only_future = "speaks of the future" in features and "past tense" not in features
    return A_PREDICTION if is_only_future and not is_attributed else ""


def _left_out_as_vague(words: list[str], features: frozenset[str], *, language: str) -> str:
    if features & _ANCHORS:
        return ""
    is_pointing_back = words[0] in _VAGUE_STARTS[language] if words else True
    is_short = len(words) < WORDS_NEEDED[language] + 1
    # A Ukrainian past tense is no feature: a short sentence without a name may well tell something.
    is_vague = is_pointing_back or is_short if language == "en" else is_pointing_back and is_short
    return TOO_VAGUE if is_vague else ""


def _without_noting(words: list[str]) -> str:
    """Leave out "we should note that", which wishes for nothing."""
    joined = " ".join(words)
    if _NOTING_WORDS.isdisjoint(words):
        return joined
    return _UKRAINIAN_NOTING.sub("", _NOTING.sub("", joined))


def features_of(text: str, span: Span, frame: ClaimFrame, *, language: str) -> frozenset[str]:
    """Name the yes/no features that the sentence has; the names are the reasons shown to people."""
    tokens = tokens_of(text, span)
    words = [token.lower for token in tokens if token.kind == "word"]
    present = {
        "has a quantity": bool(frame.quantities) and not _is_span_of_time(frame),
        "has a span of time": _is_span_of_time(frame),
        "leans on the sentence before": language == "en" and _leans_back(text, span, words),
        "has several quantities": len(frame.quantities) > 1,
        "has a date": bool(frame.dates),
        "names a public body or place": any(entity.label in ("ORG", "PLACE", "AGREEMENT") for entity in frame.entities),
        "names a person": any(entity.label == "PERSON" for entity in frame.entities),
        "says who said it": bool(frame.attribution),
        "negates or excludes": bool(frame.negations),
        "past tense": language == "en" and _is_past(words),
        "compares or ranks": frame.kind in ("comparison", "rank"),
        "is about a rule": frame.kind == "rule",
        "opinion word": any(word in _OPINION.get(language, ()) for word in _without_noting(words).split()),
        "speaks of the future": _speaks_of_future(words, language=language),
        "first person": _is_first_person(tokens, language=language),
        "quotes somebody": frame.kind == "quote",
        "very short": len(words) < SHORT_WORDS,
    }
    return frozenset(name for name, has_it in present.items() if has_it)


def _is_past(words: list[str]) -> bool:
    return any(word in en.PAST_WORDS or (word.endswith("ed") and len(word) > 4) for word in words)


def _speaks_of_future(words: list[str], *, language: str) -> bool:
    if language == "uk":
        return any(word in uk.PREDICTION_WORDS for word in words)
    joined = " ".join(words)
    return language == "en" and (
        any(word in en.PREDICTION_WORDS or word.endswith("'ll") for word in words)
        or any(phrase in joined for phrase in en.PREDICTION_PHRASES)
    )


def _is_first_person(tokens: tuple[Token, ...], *, language: str) -> bool:
    first_person = {"en": en.FIRST_PERSON, "uk": uk.FIRST_PERSON}.get(language, frozenset())
    found = (index for index, token in enumerate(tokens) if token.lower in first_person)
    return any(language != "en" or _is_pronoun(tokens, index) for index in found)


def _is_pronoun(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell the pronouns from the mine that kills and from the numeral of World War I."""
    token, before = tokens[index], tokens[index - 1] if index else None
    if token.text == "I":
        return before is None or not (before.is_capitalised and before.lower in en.BEFORE_NUMERAL_I)
    if token.lower != "mine":
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is None:
        return following is not None and following.lower in ("is", "was", "are", "were")
    ends_there = following is None or following.kind == "symbol" or following.lower in en.FUNCTION_WORDS - {"and", "or"}
    return before.lower in en.BEFORE_PRONOUN_MINE and ends_there


def _is_span_of_time(frame: ClaimFrame) -> bool:
    """Tell whether the only figures are an age or the time between two events, which the writer worked out."""
    return bool(frame.quantities) and all(
        quantity.unit in TIME_UNITS and quantity.noun is None for quantity in frame.quantities
    )


def _leans_back(text: str, span: Span, words: list[str]) -> bool:
    """Tell whether its subject or last object is a bare pronoun, so that it names less than it says."""
    if not words or _IMPERSONAL.match(text, span.start, span.end):
        return False
    return words[0] in en.BARE_PRONOUNS or words[-1] in en.BARE_OBJECTS
