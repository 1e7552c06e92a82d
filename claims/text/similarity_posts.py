"""A claim as it is passed on, read for comparing: posts name accounts, link pages and join words behind a "#".

Two readings are made of one text. For words everything that may be shared is kept, the account and the day of a quoted
post among it; for meaning only what is said and who says it, with one sign for all quotation marks, which an encoder
would tell apart. A plain sentence is left as it is in both.
"""

import re

# Scheme and host at least; what a page's address is made of says little about a claim.
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\bt\.co/)\S+", re.IGNORECASE)
# The line below a quoted post: "— Ada Barton (@adabarton) May 4, 2019".
_SIGNATURE = re.compile(r"—\s(?P<name>[^—]{1,80}?)\s?\(@\w{1,30}\)(?:\s[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4})?")
_JOINED = re.compile(r"[#@](?P<words>\w+)")
# Between a small letter and a capital, before the last of several capitals, between letters and digits.
_SEAMS = re.compile(
    r"(?<=[^\W\d_A-ZА-ЯЄІЇҐ])(?=[A-ZА-ЯЄІЇҐ])|(?<=[A-ZА-ЯЄІЇҐ])(?=[A-ZА-ЯЄІЇҐ][^\W\d_A-ZА-ЯЄІЇҐ])"
    r"|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
# Single marks are quotation marks where they do not stand inside a word.
_QUOTATION_MARKS = re.compile(r"[“”„‟«»‹›]|(?<!\w)['‘’‚‛`]|['‘’‚‛`](?!\w)")
_APOSTROPHES = re.compile("[‘’]")


def words_of_post(text: str) -> str:
    """The text without addresses, with "#HarbourFire" and "@HarbourFire" read as two words."""
    return _spaced(_JOINED.sub(_parted, _ADDRESS.sub(" ", text)))


def meaning_of_post(text: str) -> str:
    """The same for an encoder, without the account and the day below a quoted post; the name stays, as a sentence."""
    text = words_of_post(_SIGNATURE.sub(lambda found: f". {found['name']}", text))
    return _APOSTROPHES.sub("'", _QUOTATION_MARKS.sub('"', text))


def _parted(found: re.Match[str]) -> str:
    return f" {_SEAMS.sub(' ', found['words'].replace('_', ' '))} "


def _spaced(text: str) -> str:
    return " ".join(text.split())
