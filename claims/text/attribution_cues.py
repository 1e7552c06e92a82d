"""The words that make an attribution: verbs with their auxiliaries and particles, nouns like "claim", set phrases."""

from collections.abc import Iterator
from typing import NamedTuple

from claims.text.attribution_words import VERB_FORMS, Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

# "Ministry of Health: …" and "ROE: …" name a speaker; a longer opening is a sentence of its own.
LABEL_TOKENS_AT_MOST = 5
# So many tokens may stand between a verb and what shows that it says something: "put the number of its dead at 41".
TOKENS_OF_THING = 16
TOKENS_OF_SUBJECT = 8
_EMPTY: frozenset[str] = frozenset()
_TRANSITIVE = frozenset("nobc")


class Cue(NamedTuple):
    """Token indices of a cue, ``first:last``; ``head`` is its verb or noun, ``group`` where its subject would end.

    ``form`` is finite, going, infinitive, passive, noun, phrase or label; ``follows`` the letters of what may
    follow it.
    """

    first: int
    last: int
    head: int
    form: str
    follows: str
    lemma: str

    @property
    def is_belief(self) -> bool:
        """Tell thoughts and wishes from words that were said."""
        return "B" in self.follows


def find_cues(sentence: Sentence) -> list[Cue]:
    """Find what may be cues outside quotations, in text order; whether they are is for their surroundings to say."""
    return [cue for index in range(len(sentence.tags)) for cue in _cue_at(sentence, index)]


def _cue_at(sentence: Sentence, index: int) -> Iterator[Cue]:
    tag = sentence.tags[index]
    if tag == ":" and 0 < index <= LABEL_TOKENS_AT_MOST and set(sentence.tags[:index]) <= {"C", "#"}:
        yield Cue(index, index, index, "label", "cq", ":")
    if tag in "VG":
        cue = _verb_cue(sentence, index)
    elif sentence.word(index) in speech.ADJECTIVES:
        cue = _adjective_cue(sentence, index)
    elif sentence.word(index) == "by":
        cue = _account_cue(sentence, index)
    elif tag == "N":
        cue = _phrase_cue(sentence, index) or _noun_cue(sentence, index)
    else:
        cue = None
    if cue is not None:
        yield cue


# --- verbs ----------------------------------------------------------------------------------------------------------


def _verb_cue(sentence: Sentence, head: int) -> Cue | None:
    forms = VERB_FORMS.get(sentence.word(head))
    if forms is None:
        return None
    lemma, last, follows = _lemma_and_end(sentence, head, [lemma for lemma, _ in forms])
    if lemma == "put" and (
        is_put_at(sentence, head + 1) or is_put_level(sentence, head) or _is_put_gap(sentence, head)
    ):
        last, follows = head + 1, "n"
    if lemma == "find" and _has_document_before(sentence, head):
        follows += "n"
    if lemma == "hold" and sentence.word(head + 1) != "that" and sentence.tag(head + 1) not in ("", ".", ",", "I"):
        return None
    if not follows:
        return None
    names = {name for _, name in forms}
    first = _group_start(sentence, head)
    if lemma != "deny" and _is_negated(sentence, first, head):
        if not set("Bn") & set(follows):
            return None  # "did not say that": nobody has said it
        follows += "B"
    if sentence.word(head) in speech.CATENATIVES and sentence.tag(last) == "T" and _is_cue_verb(sentence, last + 1):
        return None
    form, first = _form(sentence, first, head, names)
    if form == "passive" and not _TRANSITIVE & set(follows):
        return None
    return Cue(first, _past_channel(sentence, last), head, form, follows, lemma)


def _is_cue_verb(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == "V" and sentence.word(index) in VERB_FORMS


def _lemma_and_end(sentence: Sentence, head: int, lemmas: list[str]) -> tuple[str, int, str]:
    """Choose the lemma, where the cue ends behind particle and preposition, and what may follow it then."""
    for lemma in lemmas:
        for particle in speech.PARTICLES.get(lemma, ()):
            size = particle.count(" ") + 1
            words = " ".join(sentence.word(index) for index in range(head + 1, head + 1 + size))
            if words == particle:
                follows = speech.PARTICLE_VERBS.get(lemma) or speech.VERBS.get(lemma, "") or "n"
                return lemma, head + 1 + size, follows.replace("r", "")
    last = head + 1
    while sentence.tag(last) == "A" and sentence.word(last).endswith("ly"):
        last += 1
    behind = _past_day(sentence, last)
    for lemma in lemmas:
        for place in {last, behind}:
            if (
                sentence.word(place) in speech.VERB_PREPOSITIONS.get(lemma, _EMPTY)
                and (place != last or place == behind)
                and not _opens_day(sentence, place)
            ):
                return lemma, place + 1, _of_preposition(lemma)
    follows = "".join({*(letter for lemma in lemmas for letter in speech.VERBS.get(lemma, ""))})
    return lemmas[0], last, follows


def _opens_day(sentence: Sentence, index: int) -> bool:
    """Tell "insisted on Monday" from "insisted on a vote"."""
    return sentence.word(index) in ("on", "in") and sentence.word(index + 1) in speech.TIME_WORDS


def _past_day(sentence: Sentence, last: int) -> int:
    """Step over "on Tuesday" of "called on Tuesday for a vote"; ``last`` where no preposition follows it."""
    place = last + 1 if sentence.word(last) == "on" else last
    first = place
    while sentence.word(place) in speech.TIME_WORDS and place - first < 4:
        place += 1
    return place if place > first and sentence.tag(place) in ("I", "f") else last


def is_put_at(sentence: Sentence, start: int) -> bool:
    """Tell "put the toll at more than 40" from "put the plan to members"."""
    for index in range(start, min(len(sentence.tags), start + TOKENS_OF_THING)):
        if sentence.tags[index] in ".;,S":
            return False
        if sentence.word(index) in statements.PUT_ELSEWHERE:
            return False
        if sentence.word(index) == "at" and index > start:
            behind = range(index + 1, min(len(sentence.tags), index + 6))
            return any(sentence.tag(place) == "#" or sentence.word(place) in speech.FIGURES for place in behind)
    return False


def _is_put_gap(sentence: Sentence, head: int) -> bool:
    """Tell "savings, which the banks put at €30m": the thing stands before as "which"."""
    has_relative = any(sentence.word(place) in ("which", "that") for place in range(max(0, head - 6), head))
    return has_relative and sentence.word(head + 1) == "at" and "#" in sentence.tags[head + 2 : head + 6]


def is_put_level(sentence: Sentence, head: int) -> bool:
    """Tell "polls put the two parties level" and "a survey put the Greens on 14 per cent" from "put safety ahead"."""
    if not _has_document_before(sentence, head):
        return False
    for index in range(head + 2, min(len(sentence.tags), head + TOKENS_OF_THING)):
        if sentence.tags[index] in ".;,S":
            return False
        if sentence.word(index) in statements.LEVEL or (
            sentence.word(index) == "on" and sentence.tag(index + 1) == "#"
        ):
            return True
    return False


def _has_document_before(sentence: Sentence, head: int) -> bool:
    return any(sentence.word(place) in statements.DOCUMENTS for place in range(max(0, head - TOKENS_OF_SUBJECT), head))


def _of_preposition(lemma: str) -> str:
    """What may follow "said of": the thing spoken of, and a quotation or statement may still stand before."""
    return "p" + "".join({"B", "q", "i"} & set(speech.VERBS.get(lemma, "")))


def _group_start(sentence: Sentence, head: int) -> int:
    """Walk left over auxiliaries and adverbs of the verb."""
    first = head
    while first and sentence.tags[first - 1] in "BA":
        first -= 1
    while first < head and sentence.tags[first] == "A" and sentence.word(first) in ("so", "perhaps", "maybe"):
        first += 1
    return first


def _is_negated(sentence: Sentence, first: int, head: int) -> bool:
    if sentence.tag(first - 1) == "T" and sentence.word(first - 2) in ("failed", "fails", "fail"):
        return True
    return any(sentence.word(index) in speech.NEGATIONS for index in range(first, head))


def _form(sentence: Sentence, first: int, head: int, names: set[str]) -> tuple[str, int]:
    """Tell how the verb stands, and where its group begins; catenatives ("went on to say") belong to the group."""
    words = {sentence.word(index) for index in range(first, head)}
    before = sentence.tag(first - 1)
    is_being = bool(words & speech.BE) or (before == "p" and sentence.word(first - 1).endswith(("'s", "'re", "'m")))
    if before == "T":
        catenative = _catenative(sentence, first - 1)
        return ("infinitive", first - 1) if catenative is None else ("finite", catenative)
    if "going" in names:
        return ("finite" if is_being else "going"), first
    is_participle = "participle" in names
    if is_participle and is_being:
        return "passive", first
    if is_participle and sentence.word(agent_at(sentence, head + 1)) == "by" and sentence.word(head) != "said":
        return "passive", first
    return "finite", first


def agent_at(sentence: Sentence, last: int) -> int:
    """Step over the day of "quoted on Monday by": the token at which "by" would stand."""
    place = last + 1 if sentence.word(last) == "on" else last
    first = place
    while sentence.word(place) in speech.TIME_WORDS and place - first < 4:
        place += 1
    return place if place > first else last


def _catenative(sentence: Sentence, to: int) -> int | None:
    """Give where "has declined" begins in "has declined to say"; None when no such verb stands before "to"."""
    index = to - 1
    if sentence.word(index) == "on":
        index -= 1
    if sentence.word(index) not in speech.CATENATIVES:
        return None
    return _group_start(sentence, index)


def _past_channel(sentence: Sentence, last: int) -> int:
    """Step over "in a statement" and "on Twitter"."""
    if sentence.word(last) in ("in", "on", "via", "during", "at"):
        if sentence.word(last + 1) in speech.CHANNEL_NAMES:
            return last + 2
        for size in (2, 3, 4):
            if sentence.word(last + size) in speech.CHANNELS and sentence.tag(last + 1) == "D":
                is_whole = all(sentence.tag(last + step) in ("D", "N", "C", "E") for step in range(1, size))
                return last + size + 1 if is_whole else last
    return last


def _adjective_cue(sentence: Sentence, index: int) -> Cue | None:
    """Read "is confident that", "are critical of" and "was eager to"."""
    first = _group_start(sentence, index)
    is_being = any(sentence.word(position) in speech.LINKING for position in range(first, index))
    if not is_being and sentence.word(first - 1) in speech.LINKING:
        first, is_being = _group_start(sentence, first - 1), True
    if not is_being or sentence.tag(first - 1) == "T":
        return None
    following = sentence.word(index + 1)
    if following == "that":
        return Cue(first, index + 1, index, "finite", "Bb", "be")
    if following == "to" and sentence.tag(index + 2) in ("V", "N"):
        return Cue(first, index + 1, index, "finite", "Bt", "be")
    if following in speech.ADJECTIVES[sentence.word(index)]:
        return Cue(first, index + 2, index, "finite", "Bp", "be")
    return None


# --- nouns and phrases ------------------------------------------------------------------------------------------------


def _phrase_cue(sentence: Sentence, index: int) -> Cue | None:
    if sentence.word(index) == "according" and sentence.word(index + 1) == "to":
        return Cue(index, index + 2, index, "phrase", "", "according")
    if sentence.word(index) == "words" and sentence.word(index + 1) == "of" and sentence.word(index - 2) == "in":
        return Cue(index - 2, index + 2, index - 2, "phrase", "", "according")
    return None


def _account_cue(sentence: Sentence, index: int) -> Cue | None:
    """Read "by the coach's own account": who says so is the account."""
    if sentence.tag(index - 1) not in ("", ",", "R"):
        return None
    end = next((place for place in range(index + 1, index + 9) if sentence.word(place) in statements.ACCOUNTS), 0)
    has_owner = any(
        sentence.tag(place) == "H" or sentence.word(place) in statements.OWNERS for place in range(index + 1, end)
    )
    return Cue(index, index + 1, index, "phrase", "", "according") if end and has_owner else None


def _noun_cue(sentence: Sentence, index: int) -> Cue | None:
    word, following = sentence.word(index), sentence.word(index + 1)
    if word in speech.THAT_NOUNS and following == "that" and sentence.tag(index + 2) not in ("V", "B"):
        last, follows = index + 1, "c"
    elif word in speech.TO_NOUNS and sentence.tag(index + 1) == "T" and sentence.tag(index + 2) in ("V", "N"):
        last, follows = index + 1, "t"
    elif following in speech.OF_NOUNS.get(word, _EMPTY):
        last, follows = index + 2, "p"
    else:
        return None
    first = index
    while first and sentence.tags[first - 1] in "N#A":
        first -= 1
    return Cue(first, last, index, "noun", follows, word)
