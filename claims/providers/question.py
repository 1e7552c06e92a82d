"""The words of a question in the forms that services take them."""

import re

from claims.errors import ProviderError
from claims.providers.found import text_of

_WORD = re.compile(r"\w[\w'’-]*")
# "-0.4" is a figure in a claim, and to most services an order to leave out every page that has it.
_MINUS = re.compile(r"(?<!\S)-(?=[^\w\s]?\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Words with nothing but a space between them: a comma ends a name.
_WORDS = re.compile(r"\w[\w'’.-]*(?: \w[\w'’.-]*)*")


def words_of(text: str) -> list[str]:
    """Its words, without operators and punctuation."""
    return _WORD.findall(text)


def cut(text: str, *, characters: int, words: int | None = None) -> str:
    """The text on one line, cut at a word to what a service takes; figures lose the minus before them."""
    line = " ".join(_MINUS.sub("", text_of(text)).split()[:words])
    if len(line) <= characters:
        return line
    return line[: characters + 1].rpartition(" ")[0] or line[:characters]


def names_in(text: str) -> list[str]:
    """What is most likely the name of something: runs of capitalised words, longest first, then their single words."""
    runs = sorted((run for words in _WORDS.findall(text) for run in _capitalised_runs(words)), key=len, reverse=True)
    singles = [word for run in runs for word in run if len(word) > 2]
    return list(dict.fromkeys([" ".join(run) for run in runs] + singles))


def _capitalised_runs(words: str) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in words.split(" "):
        if word[:1].isupper():
            runs[-1].append(word.rstrip(".'’-"))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def base_language(language: str) -> str:
    """`pt` for `pt-BR`; `en` for what is no language code."""
    base = language.lower().replace("_", "-").partition("-")[0]
    return base if _LANGUAGE.fullmatch(base) else "en"


def check_has_words(text: str, *, label: str) -> None:
    """Raises ProviderError for a question without a single word: nobody can look for nothing."""
    if not _WORD.search(text):
        raise ProviderError(f"{label} was not asked: the question has no words.", permanent=True, code="bad_query")


def check_has_setting(setting: str, *, label: str) -> None:
    """Raises ProviderError that names the setting without which a service cannot be asked; "" when none is missing."""
    if setting:
        raise ProviderError(f"{label} was not asked: {setting} is not set.", permanent=True, code="key_missing")
