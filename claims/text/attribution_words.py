"""Sentences made ready for the reading of attributions: each token with the class of word it is taken for.

The classes are letters of one string, so that a pattern of classes is read by plain string search. They are guesses
from word lists, endings and neighbours:
D determiner, P pronoun as subject, p pronoun with its verb ("he's"), O pronoun as object, R relative or question word,
H possessor ("Reuters's"), C name, N noun or adjective, # number, I preposition, f "of", T "to", A adverb, B auxiliary,
V verb, E form in -ed that may be a verb, G form in -ing, S subordinator, & conjunction, Q within a quotation,
" quotation mark, - dash, and the signs , ; : . ( ) themselves.
"""

import re
from dataclasses import dataclass

from claims.text.attribution_quotes import Quotation
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements
from claims.text.segments import Span
from claims.text.tokens import Token, tokens_of

_SIGNS = {
    **dict.fromkeys(".!?…", "."),
    **dict.fromkeys("–—−-", "-"),
    **dict.fromkeys("\"“”„«»‘’'`´", '"'),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("$£€", "#"),
    ",": ",",
    ";": ";",
    ":": ":",
    "&": "N",
    "%": "N",
}
_CONTRACTED = re.compile(r"(?:he|she|it|they|we|you|i|that|there|here|who|what)'(?:s|re|ve|ll|d|m)")
# Base form first, then -s, past, participle and -ing.
_FORM_NAMES = ("base", "present", "past", "participle", "going")
# Letters before which a verb's form is a noun or an adjective: "the claims", "his proposed plan", "of reports".
_BEFORE_NOUN = frozenset("DH#f")
# "boasts of" and "blames on" are verbs whatever stands before them.
_NEVER_PLURAL = frozenset({"boasts", "brags", "complains", "warns", "speaks", "blames", "writes", "insists"})
_SHOWN = statements.SHOWING | {"say", "put", "find"}
_TITLE_SHARE = 0.7
# "fire captain Ann Roe", "the push for peace": nouns unless their particle follows.
_LAWFUL = frozenset({"under", "by"})
_NOUNS_OF_PARTICLES = frozenset({"fire", "push", "hit", "look", "sum"})


def _closed_words() -> dict[str, str]:
    classes = (
        ("I", speech.PREPOSITIONS),
        ("S", speech.SUBORDINATORS),
        ("A", speech.CUE_ADVERBS),
        ("D", speech.DETERMINERS),
        ("O", speech.OBJECT_PRONOUNS),
        ("P", speech.SUBJECT_PRONOUNS),
        ("R", speech.RELATIVES),
        ("B", speech.AUXILIARIES),
        ("A", frozenset({"not", "never"})),
        ("&", speech.CONJUNCTIONS),
    )
    closed = {word: letter for letter, words in classes for word in words}
    return {**closed, "to": "T", "of": "f", "there": "P", "please": "A"}


def _verb_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Each form of the verbs that may be cues, with its lemmas and what form of them it is."""
    forms: dict[str, tuple[tuple[str, str], ...]] = {}
    for lemma in {*speech.VERBS, *speech.VERB_PREPOSITIONS, *speech.PARTICLE_VERBS}:
        for name, form in zip(_FORM_NAMES, speech.forms_of(lemma), strict=True):
            forms[form] = (*forms.get(form, ()), (lemma, name))
    for form, (lemma, names) in speech.OTHER_SPELLINGS.items():
        forms[form] = tuple((lemma, name) for name in names)
    return forms


_CLOSED = _closed_words()
VERB_FORMS = _verb_forms()
_PLAIN_NOUNS = speech.COMMON_NOUNS_IN_ED | speech.COMMON_NOUNS_IN_ING
_PLURAL_DETERMINERS = frozenset({"other", "these", "those", "some", "many", "several", "such"})
_AFTER_NOUN = frozenset(
    {"of", "by", "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "said"}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence, their classes, and the quotations of the whole text that reach into it."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    tags: str
    quotations: tuple[Quotation, ...]
    quoted_before: Quotation | None = None
    quoted_behind: Quotation | None = None

    def tag(self, index: int) -> str:
        """The class of a token; the empty string beyond both ends."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    def word(self, index: int) -> str:
        """The token as it is looked up; the empty string beyond both ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of ``tokens[first:last]``."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def has_relative(self, first: int, last: int) -> bool:
        """Tell whether a clause with "who" or "that" stands within these tokens."""
        return "R" in self.tags[first + 1 : last]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that holds this offset of the text."""
        return next((quotation for quotation in self.quotations if quotation.start <= offset < quotation.end), None)


def read_sentence(
    text: str,
    span: Span,
    quotations: tuple[Quotation, ...],
    *,
    quoted_before: Quotation | None = None,
    quoted_behind: Quotation | None = None,
) -> Sentence:
    """Cut and classify the sentence at ``span``.

    ``quoted_before`` ends just before it in the same paragraph, ``quoted_behind`` begins just behind its colon.
    """
    tokens = tokens_of(text, span)
    return Sentence(text, span, tokens, _classes(tokens, quotations), quotations, quoted_before, quoted_behind)


def _classes(tokens: tuple[Token, ...], quotations: tuple[Quotation, ...]) -> str:
    is_title = _is_title(tokens)
    letters: list[str] = []
    following = iter(quotations)
    quotation = next(following, None)
    for index, token in enumerate(tokens):
        while quotation is not None and quotation.end <= token.start:
            quotation = next(following, None)
        if quotation is not None and quotation.start <= token.start:
            is_mark = token.start == quotation.start or token.end == quotation.end
            letters.append('"' if is_mark else "Q")
        else:
            letters.append(_letter(tokens, index, letters, is_title=is_title))
    return "".join(letters)


def _is_title(tokens: tuple[Token, ...]) -> bool:
    """Tell "Poll Finds Voters Want Change", where capital letters say nothing."""
    words = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    capitals = sum(1 for token in words if token.text[0].isupper())
    return len(words) > 3 and capitals >= _TITLE_SHARE * len(words) and tokens[0].is_capitalised


def _letter(tokens: tuple[Token, ...], index: int, letters: list[str], *, is_title: bool) -> str:
    token = tokens[index]
    if token.kind == "symbol":
        return _sign_letter(tokens, index, letters)
    if token.kind != "word":
        return "#" if token.kind == "number" else "C"
    lower = token.lower
    before = letters[-1] if letters else ""
    letter = _CLOSED.get(lower)
    is_name = token.text[0].isupper() and before not in ("", ":", ".") and not is_title
    if letter is not None and (not is_name or lower == "i"):
        return _closed_letter(tokens, index, letter)
    if "'" in lower:
        return _apostrophe_letter(lower)
    if is_name:
        return "C"
    return _open_letter(tokens, index, before)


def _sign_letter(tokens: tuple[Token, ...], index: int, letters: list[str]) -> str:
    """Take the stop of "Mr." and "J." for a part of the name, and the apostrophe of "voters'" for a possessor's."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if before is not None and before.end == token.start and before.kind == "word":
        is_last = index + 1 >= len(tokens)
        if token.text == "." and not is_last and (len(before.text) == 1 or before.lower in speech.ABBREVIATIONS):
            return "C"
        if token.text in "'’" and before.lower.endswith("s") and letters[-1] in "NC":
            return "H"
    return _SIGNS.get(token.text, ".")


def _closed_letter(tokens: tuple[Token, ...], index: int, letter: str) -> str:
    """Tell "her", "to" and "some" apart by what follows."""
    lower = tokens[index].lower
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if lower == "to" and following is not None and _is_preposition(tokens, index):
        return "I"
    if lower == "her" and (following is None or following.kind == "symbol" or following.lower in _CLOSED):
        return "O"
    if lower in ("one", "some", "many", "most", "few", "all", "both") and following is not None:
        return (
            "D"
            if following.kind == "word" and following.lower not in _CLOSED and following.lower not in VERB_FORMS
            else "P"
        )
    return letter


def _is_preposition(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "to Reuters" and "according to" from "to go"."""
    following = tokens[index + 1]
    is_thing = following.text[0].isupper() or _CLOSED.get(following.lower) in ("D", "O", "R")
    return is_thing or (index > 0 and tokens[index - 1].lower == "according")


def _apostrophe_letter(lower: str) -> str:
    if _CONTRACTED.fullmatch(lower):
        return "p"
    if lower.endswith("n't"):
        return "B"
    return "H" if lower.endswith("'s") else "N"


def _open_letter(tokens: tuple[Token, ...], index: int, before: str) -> str:
    lower = tokens[index].lower
    if lower in _PLAIN_NOUNS:
        return "N"
    forms = VERB_FORMS.get(lower)
    if forms is not None:
        return _verb_letter(tokens, index, before)
    if "-" in lower:
        is_named = tokens[index].is_capitalised or tokens[index].text.rpartition("-")[2][:1].isupper()  # "al-Madani"
        return "C" if is_named else "N"
    if lower in speech.COMMON_VERBS:
        return "N" if before in _BEFORE_NOUN else "V"
    if lower.endswith("ly") and len(lower) > 4 and lower not in speech.COMMON_NOUNS_IN_LY:
        is_name = tokens[index].is_capitalised and index + 1 < len(tokens) and tokens[index + 1].lower in VERB_FORMS
        return "C" if is_name else "A"
    if lower.endswith("ing") and len(lower) > 4:
        return "N" if before in _BEFORE_NOUN else "G"
    if lower.endswith("ed") and len(lower) > 4:
        return "N" if before in _BEFORE_NOUN else "E"
    return "C" if tokens[index].text[0].isupper() else "N"


def _verb_letter(tokens: tuple[Token, ...], index: int, before: str) -> str:
    """Tell the verb "reports" from the noun by its neighbours."""
    lower = tokens[index].lower
    names = {name for _, name in VERB_FORMS[lower]}
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if "going" in names:
        return _going_letter(lower, before, following)
    if _is_thing_called(tokens, index, before, following):
        return "N"
    if lower == "said" or (lower in _NEVER_PLURAL and before in ("N", "C", "O")):
        return "V"
    if before in "DHf" and before:
        return "N"
    if "past" in names or "participle" in names:
        is_counted = before == "#" and lower.endswith("ed") and not (index > 1 and tokens[index - 2].is_capitalised)
        is_adjective = before == "I" or is_counted
        return "N" if is_adjective else "V"
    if before == "A" and tokens[index - 1].lower == "first" and following in VERB_FORMS:
        return "N"  # "the auditors' first report shows"
    if before in ("P", "p", "R", "B", "T", "A", ")"):
        return "V"
    is_noun_too = any(lemma in speech.NOUN_TOO for lemma, _ in VERB_FORMS[lower])
    if not is_noun_too:
        return "N" if before in ("I", "") else "V"
    if before in ("#", "V", "I", "", "O", "G"):
        return "N"
    return (
        _present_letter(tokens, index, before, following)
        if "present" in names
        else _base_letter(tokens, index, before, following)
    )


def _going_letter(lower: str, before: str, following: str) -> str:
    """Tell the noun "warning" of "its warning unit" from the verb."""
    is_thing = lower == "warning" and (before in ("V", "I") or following in statements.WARNING_THINGS)
    return "N" if before in ("D", "H", "#") or is_thing else "G"


def _is_thing_called(tokens: tuple[Token, ...], index: int, before: str, following: str) -> bool:
    """Tell "its profit forecast by", "basis points" and the captain of "fire captain Ann Roe" from verbs."""
    lower, left = tokens[index].lower, tokens[index - 1].lower if index else ""
    if lower == "points":
        return left in ("basis", "percentage")
    if lower == "forecast" and before == "N":
        return following in ("by", "for", "to", "of", "from", "") and not left.endswith("s")
    is_of_particle = all(lemma == lower and lemma in speech.PARTICLE_VERBS for lemma, _ in VERB_FORMS[lower])
    if not is_of_particle or lower not in _NOUNS_OF_PARTICLES:
        return False
    return following not in {phrase.split()[0] for phrase in speech.PARTICLES.get(lower, ())}


def _base_letter(tokens: tuple[Token, ...], index: int, before: str, following: str) -> str:
    """Tell "the voters support" from "voter support"."""
    if following in ("that", "", ".", ",") and before in ("N", "C") and _has_plural_head(tokens, index):
        return "V" if following == "that" or _closes_statement(tokens, index) else "N"
    left = tokens[index - 1].lower
    is_plural_before = left.endswith("s") or left in speech.PLURALS
    if before in ("N", "C") and is_plural_before and following not in _AFTER_NOUN:
        return "V"
    return "V" if before in ("&", ",") and following in ("that", "to") else "N"


def _has_plural_head(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "bus operators in Lima estimate" from "the bank's operator estimate" by the first noun of the phrase."""
    head = ""
    first = index
    while first > max(0, index - 14) and (tokens[first - 1].kind == "word" or tokens[first - 1].lower == "'"):
        if _CLOSED.get(tokens[first - 1].lower) in ("I", "f"):
            head = tokens[first - 2].lower if first > 1 else ""
        elif _CLOSED.get(tokens[first - 1].lower, "D") not in ("D", "T"):
            break
        first -= 1
        if tokens[first].lower in speech.MADE_KNOWN and first:
            head = tokens[first - 1].lower  # "figures released on Tuesday show"
    head = head or tokens[index - 1].lower
    return head in speech.PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "'s")))


def _present_letter(tokens: tuple[Token, ...], index: int, before: str, following: str) -> str:
    """Tell "the bank reports a loss" from "bank reports of a loss" and "other public promises to pay"."""
    if tokens[index].lower in statements.DOCUMENTS and following in _SHOWN:
        return "N"  # "the ministry's own figures show"
    left = index - 1
    while left > 0 and tokens[left].kind == "word" and tokens[left].lower not in _CLOSED:
        left -= 1
    if tokens[left].lower in _PLURAL_DETERMINERS and index - left > 1:
        return "N"
    if left == 0 and tokens[left].lower in _LAWFUL and index - left > 1:
        return "N"  # "Under European Union rules passengers may"
    if before in ("C", "N", "A") and following not in _AFTER_NOUN and following not in ("", ".", ",", ";"):
        is_noun = _CLOSED.get(following) in ("I", "&") and not _takes(tokens[index].lower, following)
        return "N" if is_noun else "V"
    if following in ("", ".", ",") and before in ("C", "N"):
        return "V" if _closes_statement(tokens, index) else "N"
    return "V" if following == "that" and before in ("C", "N", "&", ",", '"') else "N"


def _closes_statement(tokens: tuple[Token, ...], index: int) -> bool:
    """Tell "…, the bank estimates." and "as the bank reports," by the comma or the "as" before the speaker."""
    before = [token.lower for token in tokens[max(0, index - 14) : index]]
    border = max((place for place, word in enumerate(before) if word in (",", "as", '"', "”")), default=-1)
    return border >= 0 and border < len(before) - 1 and "of" not in before[-1:]


def _takes(form: str, preposition: str) -> bool:
    return any(preposition in speech.VERB_PREPOSITIONS.get(lemma, ()) for lemma, _ in VERB_FORMS[form])
