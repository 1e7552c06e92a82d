"""Which language a text is in."""

from functools import cache
from typing import Any

from claims.text.words import words_in_order

# Languages that European and world newsrooms read; a longer list only adds mistakes on short texts.
LANGUAGES = words_in_order(
    "ar be bg bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko lt lv mk mt nl no pl "
    "pt ro ru sk sl sq sr sv sw th tr uk ur vi zh"
)
# py3langid named 14 of 15 short texts rightly, all but one of two words; under twenty letters it guesses.
LETTERS_NEEDED = 20
# The answer does not change after the first few paragraphs, and the cost is per byte.
CHARACTERS_READ = 4000


def language_of(text: str) -> str:
    """Name the language as a BCP 47 primary tag; empty when the text is too short or has no letters."""
    sample = text[:CHARACTERS_READ].strip()
    letters = sum(1 for character in sample if character.isalpha())
    # Scripts that write a word in one or two characters say as much with fewer of them.
    weight = 3 if letters and ord(max(sample)) >= 0x3000 and _is_mostly_wide(sample) else 1
    if letters * weight < LETTERS_NEEDED:
        return ""
    tag, _ = _identifier().classify(sample.encode("utf-8", errors="replace").decode("utf-8"))
    return str(tag)


def _is_mostly_wide(sample: str) -> bool:
    wide = sum(1 for character in sample if 0x3000 <= ord(character) < 0xFB00)
    return 2 * wide > len(sample)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- slow import

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
