"""Which links are statements: clauses and quotations that somebody says, and things that are said by naming them.

"Called the plan absurd", "put the toll at 41" and "urged members to wait" say something without a clause of their own;
"called 64 witnesses" and "put the plan off" do not. Which is which stands in tables and in what follows the verb.
"""

from claims.text.attribution_content import HAVING, forward_start, is_bare_gap, is_clause
from claims.text.attribution_cues import TOKENS_OF_THING, is_put_at, is_put_level
from claims.text.attribution_sources import Source, phrase_ending_at, source_behind
from claims.text.attribution_speakers import Found
from claims.text.attribution_words import Sentence
from claims.text.languages import en_speech as speech
from claims.text.languages import en_statements as statements

_THINGS = frozenset('DHCN#OPE"GpI')
# "A poll by text message": what a thing was said through is no speaker.
_MEANS = frozenset({"text", "letter", "phone", "telephone", "email", "e-mail", "post", "word", "sms", "radio"})
_UNSAID = speech.NEGATIONS | {"will", "shall", "may", "can", "could", "should", "must", "might", "would"}
# Who did not answer has not said anything: the clause behind it has the sentence's first speaker.
_UNANSWERED = frozenset({"respond", "comment", "drawn", "reply", "answer", "available"})


def is_statement(sentence: Sentence, found: Found) -> bool:
    """Tell what is said, written or shown from thoughts, wishes and praise, and from cues that only look like it."""
    cue, source = found.cue, found.source
    if cue.form == "label":
        return cue.head > 1 or sentence.tokens[0].text.isupper() or sentence.tag(cue.last) == '"'  # a town: "Leeds: …"
    if cue.form == "phrase":
        return True
    if cue.form == "passive" and (
        cue.lemma == "hold" or (source is not None and sentence.word(source.first) in _MEANS)
    ):
        return False
    if sentence.tag(source.first if source else -1) != "R" and cue.lemma in statements.ASSERTING:
        return True
    if source is None or sentence.word(source.first) in speech.NOBODY:
        return False
    is_told = bool(set("cq") & set(cue.follows)) and (not cue.is_belief or cue.lemma in speech.STATED_BELIEFS)
    if is_told and _is_own_opinion(sentence, found):
        return False
    is_told = is_told or (found.place == "behind" and cue.lemma in speech.STATED_BEHIND)
    if cue.form == "going":
        return is_told and _goes_on_saying(sentence, found)
    if cue.form in ("noun", "infinitive"):
        return False
    if sentence.tag(source.first) == "R" and (found.place == "behind" or antecedent(sentence, source) is None):
        return False  # "the strike, which began on Monday" says nothing
    return (is_told and _says_clause(sentence, found)) or _says_thing(sentence, found)


def _is_own_opinion(sentence: Sentence, found: Found) -> bool:
    """Tell "I reckon" and "I would argue" from what somebody else says: the writer's own view has no source."""
    cue, source = found.cue, found.source
    if source is None or sentence.word(source.first) not in ("i", "we"):
        return False
    return (
        cue.is_belief
        or cue.lemma == "reckon"
        or bool({"would", "might", "should"} & _words(sentence, cue.first, cue.head))
    )


def _says_clause(sentence: Sentence, found: Found) -> bool:
    cue, source = found.cue, found.source
    if found.place != "before" or source is None:
        return True
    if sentence.word(source.first - 1) in ("who", "what", "whom"):
        return False
    if cue.form == "finite" and sentence.tag(cue.last) in ("V", "B", "E"):
        return sentence.word(source.first - 1) in ("that", "which")
    if cue.form == "passive":
        return sentence.word(cue.head) != "asked"
    start = forward_start(sentence, cue)
    is_future = not _words(sentence, cue.first, cue.head).isdisjoint(("will", "shall"))
    if (
        (is_future or cue.lemma in statements.NEVER_BARE)
        and start is not None
        and sentence.tag(start) not in ('"', "R", "T")
    ):
        return False
    if start is None or (cue.lemma == "find" and not _has_verb(sentence, start)):
        return False
    return _is_said(sentence, start, cue.lemma)


def _has_verb(sentence: Sentence, start: int) -> bool:
    """Tell "found that he lied" and "found he had lied" from "found the house locked"."""
    return sentence.tags[start] == "R" or any(
        letter in "VBp" for letter in sentence.tags[start : start + TOKENS_OF_THING]
    )


def _is_said(sentence: Sentence, start: int, lemma: str) -> bool:
    """Tell whether a clause or a quotation begins at ``start``, not a mere thing: "denied it"."""
    is_pronoun_alone = sentence.tag(start) in ("P", "O") and sentence.tag(start + 1) in ("", ".", ",", ";")
    if is_pronoun_alone or sentence.word(start) in ("nothing", "little"):
        return False
    return is_clause(sentence, start, lemma)


def _goes_on_saying(sentence: Sentence, found: Found) -> bool:
    """Tell ", adding that it was late" and "as saying that" from ", suggesting that" of an event."""
    cue, before = found.cue, sentence.word(found.cue.first - 1)
    if before == "as":
        return True
    if sentence.tag(cue.first - 1) not in (",", '"', "&", "-") or cue.lemma in statements.SHOWING:
        return False
    start = forward_start(sentence, cue)
    return start is not None and _is_said(sentence, start, cue.lemma)


# --- things that are said ---------------------------------------------------------------------------------------------


def _says_thing(sentence: Sentence, found: Found) -> bool:
    cue = found.cue
    group = _words(sentence, cue.first, cue.head)
    if found.place != "before" or group & _UNSAID:
        return False
    if cue.form == "passive":
        is_quoted = cue.lemma == "quote" and cue.first == cue.head
        return is_quoted or cue.lemma in statements.SAID_OF_THINGS or cue.lemma in statements.NAMING
    if cue.lemma in statements.COMMITTING and sentence.tag(cue.last) == "T":
        return True
    if "B" in cue.follows:
        return False
    preposition = sentence.word(cue.last - 1) if cue.last > cue.head + 1 else ""
    if preposition in statements.SAYING_PREPOSITIONS.get(cue.lemma, ()):
        return True
    if "p" in cue.follows and preposition:
        return False
    return _has_said_thing(sentence, found)


def _has_said_thing(sentence: Sentence, found: Found) -> bool:
    cue, source = found.cue, found.source
    ahead = _clause_ahead(sentence, cue.last)
    if cue.lemma in statements.NAMING:
        return _is_named(sentence, found, ahead)
    is_gap = source is not None and sentence.word(source.first - 1) in ("which", "that")
    is_gap = is_gap or (source is not None and is_bare_gap(sentence, source, cue.last))
    if cue.lemma in statements.ADVISING and sentence.tag(cue.last) == "G":
        return True
    is_thing = (
        sentence.tag(cue.last) in _THINGS or sentence.word(cue.last) == "further" or sentence.word(cue.last) in HAVING
    )
    if not is_gap and (not is_thing or sentence.word(cue.last) in speech.NOBODY):
        return False
    if cue.lemma in statements.SAID_OF_THINGS:
        is_known = cue.lemma in statements.FORETELLING and sentence.word(cue.last) in ("the", "this", "that", "it")
        if (cue.lemma == "admit" and _is_let_in(sentence, ahead)) or not _is_attributed(sentence, cue.lemma, ahead):
            return False
        return sentence.word(cue.last) not in statements.NOT_DENIED and not (is_known and len(ahead) < 3)
    return _says_by_kind(sentence, found, ahead, is_gap=is_gap)


def _says_by_kind(sentence: Sentence, found: Found, ahead: range, *, is_gap: bool) -> bool:
    """Tell by the kind of verb whether the thing behind it is said: a claim, what somebody is to do, a figure."""
    cue, source = found.cue, found.source
    if cue.lemma in statements.SAID_OF_CLAIMS:
        is_named = cue.lemma in ("reject", "dismiss") and "as" in _words(sentence, cue.last + 1, cue.last + len(ahead))
        return is_gap or is_named or any(sentence.word(index) in statements.CLAIMED for index in ahead)
    if cue.lemma in statements.SAID_TO_DO:
        return any(sentence.tag(index) == "T" and index > cue.last for index in ahead)
    if cue.lemma == "tell":
        return _is_told_of(sentence, ahead)
    if cue.lemma == "put":
        is_gap_at = is_gap and sentence.word(cue.last) == "at"  # "savings, which the banks put at €30m"
        return is_gap_at or is_put_at(sentence, cue.last) or is_put_level(sentence, cue.head)
    if cue.lemma == "find" and source is not None and _is_finding(sentence, source, ahead):
        return True
    is_document = source is not None and _is_document(sentence, source)
    return cue.lemma in statements.SHOWING | {"find"} and is_document


def _is_attributed(sentence: Sentence, lemma: str, ahead: range) -> bool:
    """Tell "attributed the fall to storms" from "attributed funds"; verbs of other kinds pass."""
    return lemma not in ("attribute", "ascribe") or any(sentence.word(index) == "to" for index in ahead)


def _is_let_in(sentence: Sentence, ahead: range) -> bool:
    """Tell "admitted 40 children to a clinic" from "admitted two counts of theft"."""
    if sentence.tag(ahead.start) == "G":  # "admitted sending money to the rebels"
        return False
    end = next((index for index in ahead if sentence.word(index) in ("to", "into")), None)
    if end is None or sentence.tag(end + 1) not in ("D", "N", "C", "H", "G"):
        return False
    return any(
        sentence.tag(index) == "#" or sentence.word(index) in statements.LET_IN for index in ahead if index < end
    )


def _is_finding(sentence: Sentence, source: Source, ahead: range) -> bool:
    """Tell "the researchers found no link" from "the researchers found a tomb"."""
    is_finder = any(sentence.word(index) in statements.FINDERS for index in range(source.first, source.name))
    return is_finder and any(sentence.word(index) in statements.FINDINGS for index in ahead[:4])


def _words(sentence: Sentence, first: int, last: int) -> set[str]:
    return {sentence.word(index) for index in range(first, last)}


def _clause_ahead(sentence: Sentence, start: int) -> range:
    """Give the tokens of the same clause, past commas of a list only when a name of a number goes on behind them."""
    end = start
    limit = min(len(sentence.tags), start + TOKENS_OF_THING)
    while end < limit and (sentence.tags[end] not in ".;,S-" or sentence.word(end) == "as"):
        if sentence.tags[end] == "&" and sentence.tag(end + 1) in ("V", "B"):
            break  # "called the sale rash and said"
        end += 1
    return range(start, end)


def _is_named(sentence: Sentence, found: Found, ahead: range) -> bool:
    """Tell "called the vote a sham" and "a figure that she called absurd" from "called 64 witnesses"."""
    cue, source = found.cue, found.source
    if source is not None and sentence.word(source.first - 1) in ("which", "that", "what"):
        return len(ahead) > 0
    if not ahead:
        return False
    if cue.lemma != "call":
        return bool({"as", "to", "with"} & _words(sentence, ahead[0] + 1, ahead[-1] + 1))
    first = ahead[0]
    if any(sentence.tag(index) == '"' for index in (*ahead, ahead[-1] + 1)):
        return sentence.tag(first) != '"'
    if sentence.tag(first) in ("O", "P") or sentence.word(first) in ("this", "that", "it", "them"):
        return len(ahead) > 1
    if any(sentence.tag(index) == "D" and sentence.tag(index - 1) in ("N", "C") for index in ahead[1:]):
        return True
    return len(ahead) > 1 and _is_judgement(sentence.word(ahead[-1]))


def _is_judgement(word: str) -> bool:
    return word in statements.JUDGEMENTS or (len(word) > 5 and word.endswith(statements.JUDGEMENT_ENDINGS))


def _is_told_of(sentence: Sentence, ahead: range) -> bool:
    """Tell "told the Star of a coup" and "told residents to leave" from "told the Bank of England"."""
    for index in ahead[1:]:
        if sentence.tag(index) == "T" or sentence.word(index) == "about":
            return True
        if sentence.tag(index) == "f" and sentence.tag(index - 1) in ("C", "O") and sentence.tag(index + 1) in "DNHGE#":
            return True
    return False


def _is_document(sentence: Sentence, source: Source) -> bool:
    return any(sentence.word(index) in statements.DOCUMENTS for index in range(source.first, source.name))


# --- who is meant -----------------------------------------------------------------------------------------------------


def antecedent(sentence: Sentence, source: Source) -> Source | None:
    """Give whom the "who" of ", who added that" means: the noun phrase before the comma; None for "voters who say"."""
    if sentence.word(source.first) not in ("who", "which") or sentence.tag(source.first - 1) != ",":
        return None
    meant = phrase_ending_at(sentence, source.first - 1)
    if meant is not None and sentence.word(meant.first) == "according":
        return meant._replace(first=meant.first + 2)
    if meant is not None and sentence.tag(meant.first) == "I" and meant.first + 1 < meant.name:
        return meant._replace(first=meant.first + 1)  # "made by Pell, which says"
    return meant


def cited(sentence: Sentence, found: Found) -> Source | None:
    """Give whom a statement is handed on from: "…, citing the foreign ministry"."""
    cue = found.cue
    is_handing_on = cue.form == "going" and cue.lemma in ("cite", "quote") and sentence.tag(cue.first - 1) in (",", "")
    source = source_behind(sentence, cue.last, can_widen=False) if is_handing_on else None
    return source if source is not None and _can_be_cited(sentence, source) else None


def _can_be_cited(sentence: Sentence, source: Source) -> bool:
    """Tell "citing two officials" and "citing Reuters" from "citing higher costs" by the head of the phrase."""
    head = source.first
    while head + 1 < source.name and sentence.tag(head + 1) not in ("I", "f", "E", "T", "V", "R", ","):
        head += 1
    if sentence.tag(head) != "N":
        return sentence.tag(head) in ("C", "P")
    word = sentence.word(head)
    is_speaker = word in statements.BODIES or word in statements.CITED_PEOPLE or word in statements.DOCUMENTS
    return is_speaker and word not in statements.CITED_REASONS


def is_aside(sentence: Sentence, found: Found, told: frozenset[int]) -> bool:
    """Tell whether a link answers for a side clause alone; ``told`` are offsets where statements of others begin."""
    cue, source = found.cue, found.source
    if cue.form == "phrase":
        is_after_relative = sentence.word(cue.first - 2) in speech.RELATIVES - {"that"}
        return sentence.tag(cue.first - 1) == "," and (is_after_relative or _is_in_contrast(sentence, cue.first))
    if source is None or found.place == "behind" or cue.form == "going":
        return False
    if sentence.tag(source.first) == "R":
        return True
    if found.place == "as":
        return sentence.tag(cue.last) == "," and source.first > 1
    if cue.form == "passive" and (cue.first == cue.head or cue.lemma == "quote"):
        return True
    opening = source.first - 1
    while opening >= 0 and sentence.tags[opening] == "A":
        opening -= 1
    if is_bare_gap(sentence, source, cue.last):
        return True
    if sentence.word(opening) == "which" and sentence.word(opening - 1) == "in":
        return sentence.word(opening - 2) not in statements.DOCUMENTS  # "include emails in which she boasts"
    if opening < 0 or told & {sentence.tokens[opening].start, sentence.tokens[opening + 1].start}:
        return False
    return _opens_side_clause(sentence, opening)


def _is_in_contrast(sentence: Sentence, index: int) -> bool:
    """Tell "it fell, while costs, by the bank's own count, rose": the phrase answers for the second clause alone."""
    before = range(max(1, index - TOKENS_OF_THING), index - 1)
    return any(sentence.word(place) in ("while", "whereas") and sentence.tag(place - 1) == "," for place in before)


def _opens_side_clause(sentence: Sentence, opening: int) -> bool:
    tag = sentence.tags[opening]
    if tag in "RS":
        return True
    if tag not in "&;" or not opening or _UNANSWERED & _words(sentence, 0, opening):
        return False
    return sentence.tag(opening - 1) == "," or any(letter in "VB" for letter in sentence.tags[:opening])
