"""Who says so: the links between statements and their sources, in one sentence or in a whole text."""

from collections.abc import Iterator
from itertools import pairwise

from claims.text.agencies import UKRAINIAN_BODY_STEMS
from claims.text.attribution_links import Link
from claims.text.attribution_reader import outermost, read_span, read_text
from claims.text.attribution_uk import read_ukrainian_chain
from claims.text.attribution_value import Attribution, side_by_side
from claims.text.languages import en, en_speech, uk, uk_circumstances, uk_speech
from claims.text.languages import en_statements as statements
from claims.text.segments import Span, sentence_spans

# A document that shows what others did answers for it; whom a paper cites stands behind what it says.
_SHOWN = frozenset(form for lemma in ("show", "reveal") for form in en_speech.forms_of(lemma)) | {
    "показали",
    "свідчать",
}
_HANDED_ON = frozenset(
    ["citing", "quoting", "цитуючи", "посилаючись", "покликаючись"]
    + [phrase for phrase in uk_speech.PHRASES if " на" in phrase]
)
_UNNAMED = en.UNNAMED_SPEAKERS | uk.UNNAMED_SPEAKERS


def find_attributions(text: str, span: Span, *, language: str = "en") -> tuple[Attribution, ...]:
    """Find the links of one sentence in text order; an inner link stands after the one that carries it.

    Only statements are links here, each with a speaker; ``who`` leaves out the appositions of a name, ``cue`` the
    auxiliaries of a verb.
    """
    if language == "uk":
        return read_ukrainian_chain(text, span)
    if language != "en":
        return ()
    return side_by_side(_chain_links(text, read_span(text, span)))


def _chain_links(text: str, links: list[Link]) -> Iterator[Attribution]:
    for link in links:
        if link.name is None or not link.is_statement:
            continue
        start, end = min(link.name[0], link.head[0]), max(link.name[1], link.head[1])
        yield Attribution(
            text[slice(*link.name)],
            text[slice(*link.head)],
            start,
            end,
            link.name,
            link.head,
            link.content,
            is_aside=link.is_aside,
        )


def read_attributions(text: str, *, language: str = "en", nested: bool = True) -> tuple[Attribution, ...]:
    """Read who says, thinks or wants what in a whole text, in the order of the cues.

    ``who`` is the whole noun phrase with its appositions, and quotations are followed across sentences. Without
    ``nested`` what stands inside another's statement is left out. Ukrainian is read sentence by sentence, for
    statements only.
    """
    if language == "uk":
        return tuple(
            link for span in sentence_spans(text, language=language) for link in read_ukrainian_chain(text, span)
        )
    if language != "en":
        return ()
    links = read_text(text)
    return tuple(_attribution(text, link) for link in (links if nested else outermost(links)))


def _attribution(text: str, link: Link) -> Attribution:
    spans = [span for span in (link.who, link.cue_span) if span]
    return Attribution(
        who=text[slice(*link.who)].rstrip(" ,") if link.who else "",
        cue=text[slice(*link.cue_span)],
        start=min(start for start, _ in spans),
        end=max(end for _, end in spans),
        who_span=link.who,
        cue_span=link.cue_span,
        content=link.content,
        kind="belief" if link.cue.is_belief else "statement",
    )


# Each link is held against each other one; a sentence with more of them is a list of speakers, or made to be slow.
LINKS_WEIGHED = 40


def claimant_of(attributions: tuple[Attribution, ...]) -> str | None:
    """Tell who answers for the sentence: the innermost link that names somebody or one body, else the outermost.

    Nobody does where all links stand in side clauses. What a document shows, the document answers for.
    """
    weighed = attributions[:LINKS_WEIGHED]
    asides = [link for link in weighed if link.is_aside]
    chain = [link for link in weighed if not link.is_aside and not any(_holds(aside, link) for aside in asides)]
    outer = [link for link in chain if not any(_holds(other, link) and not _holds(link, other) for other in chain)]
    outermost = next((link for link in outer if link.cue.lower() not in _HANDED_ON), outer[0] if outer else None)
    if outermost is None:
        return None
    if outermost.cue.lower() in _SHOWN:
        return outermost.who
    inner = [link.who for link in chain if _holds(outermost, link) or link.cue.lower() in _HANDED_ON]
    named = [who for who in inner if names_somebody(who) or names_body(who)]
    return named[-1] if named else outermost.who


def _holds(outer: Attribution, link: Attribution) -> bool:
    """Tell whether a link stands within what another one says."""
    place = link.cue_span[0] if link.cue_span else link.start
    return outer is not link and any(start <= place < end for start, end in outer.content)


def names_body(who: str) -> bool:
    """Tell "the foreign ministry", "the mayor" and "рятувальну службу" from "officials" and "a guard"."""
    words = who.lower().split()
    if words and words[0] == "the":
        head = next((place for place, word in enumerate(words) if word in en_speech.PREPOSITIONS), len(words))
        return words[head - 1] in statements.BODIES
    if words and (words[0] in uk_circumstances.QUANTIFIERS or words[0].isdigit()):
        return False
    return any(word.startswith(UKRAINIAN_BODY_STEMS) or word in uk_circumstances.ONE_OFFICE for word in words[:3])


def names_somebody(who: str) -> bool:
    """Tell "The Washington Post" and "President Biden" from "officials" and "US officials"."""
    role, _, rest = who.partition(", ")
    is_name_behind = bool(rest) and not rest.startswith("including ") and not any(map(str.isupper, role[1:]))
    words = (rest if is_name_behind else role).replace("’", "'").split()
    capitals = [word for word in words if word[:1].isupper() and word.lower() not in _UNNAMED]
    is_plural = len(words) == 1 and not words[0].isascii() and words[0].endswith(("и", "і", "ї"))
    if not capitals or is_plural:
        return ", including " in who
    is_head_named = words[-1] in capitals
    is_all_origin = all(word.lower() in en.DEMONYMS or word.endswith("'s") for word in capitals)
    has_full_name = any(left in capitals and right in capitals for left, right in pairwise(words))
    return (is_head_named or has_full_name) and not is_all_origin


__all__ = ["Attribution", "claimant_of", "find_attributions", "names_somebody", "read_attributions"]
