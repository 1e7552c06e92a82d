"""What stands on a page and tells nothing of its subject: its own heading, its source line, a bare date."""

import re

from claims.text.dates import find_dates
from claims.text.languages import en
from claims.text.negation import find_negations
from claims.text.quantities import find_quantities
from claims.text.segments import Span
from claims.text.terms import terms_of
from claims.text.tokens import tokens_of
from claims.text.units import TIME_UNITS

# A line of more words than this tells something even without a verb that we know.
HEADING_WORDS_AT_MOST = 8
# A line that only repeats words of the title is not this many times longer than it.
LENGTH_OF_TITLES = 2
_LABEL = re.compile(
    r"\W*(?:(?:data |photo |image |picture )?(?:sources?|credits?|photo|image|picture|caption|copyright|published|"
    r"updated|posted|author|джерело|джерела|фото|оновлено|автор|quelle|fuente|fonte)\s?:|©)",
    re.IGNORECASE,
)
_NOTE_ON_ITSELF = re.compile(
    r"\W*(?:DEMO\s?[.:—–-]|(?i:(?:this is a |a )?(?:reference |editor['’]s )?note (?:was )?written for\b))"
)
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def is_furniture(text: str, span: Span, *, title: str = "", language: str = "en") -> bool:
    """Whether a passage is only the page's heading, a source or credit line, or a note on the page itself."""
    if _NOTE_ON_ITSELF.match(text, span.start, span.end):
        return True
    if _LABEL.match(text, span.start, span.end):
        return not _has_figure(text, span, language=language)
    passage = span.of(text)
    if not any(map(str.isalpha, passage)):
        return True  # a day, a page number, a cell of a table
    is_line = "\n" not in passage and not _CLOSED.search(passage[-4:])
    if _repeats(passage, title, is_whole=not is_line, language=language):
        return not _has_figure(text, span, language=language)
    return is_line and language == "en" and _is_bare_heading(text, span)


def _repeats(passage: str, title: str, *, is_whole: bool, language: str) -> bool:
    """Whether it says again what the title says; a line may say less, for a title often ends with the site's name."""
    if len(passage) > LENGTH_OF_TITLES * max(len(title), 1):
        return False  # spares stemming every long passage of a page
    own = {term.stem for term in terms_of(passage, language=language)}
    titles = {term.stem for term in terms_of(title, language=language)}
    return bool(own) and (own == titles if is_whole else own <= titles)


def _has_figure(text: str, span: Span, *, language: str) -> bool:
    """Whether it counts anything but time: "first nine months of 2024" in a heading is a period."""
    return any(quantity.unit not in TIME_UNITS for quantity in find_quantities(text, span, language=language))


def _is_bare_heading(text: str, span: Span) -> bool:
    """Whether a short line has no verb and nothing to hold against a claim: "Signatures of the treaty"."""
    words = [token.lower for token in tokens_of(text, span) if token.kind == "word"]
    if len(words) > HEADING_WORDS_AT_MOST or ":" in span.of(text):
        return False
    has_verb = any(word in en.VERB_WORDS or word in en.PAST_WORDS or word.endswith("ed") for word in words)
    has_detail = has_verb or find_negations(text, span) or find_dates(text, span) or find_quantities(text, span)
    return not has_detail
