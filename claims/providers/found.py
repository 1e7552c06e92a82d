"""What can be used of the values in an answer: texts that can be stored, rows, addresses, pages without doubles."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from claims.errors import BadInput
from claims.providers.base import FoundPage
from claims.text.urls import canonical_url

MAX_TITLE_CHARACTERS = 500
MAX_SNIPPET_CHARACTERS = 1000
# What is read of a text before its markup is taken off: an abstract fits, a whole page need not.
MAX_READ_CHARACTERS = 20_000

_TAG = re.compile(r"<[^<>]{0,300}>")
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ][0-9:.]{4,15}(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")
_MAX_DATE_CHARACTERS = 32  # what a row keeps of a date


def text_of(value: Any) -> str:
    """What can be stored of a text in JSON, which may hold half of a character or a NUL; "" for no text."""
    return value.encode("utf-8", "replace").decode().replace("\x00", "") if isinstance(value, str) else ""


def plain_text(value: Any, *, limit: int = MAX_SNIPPET_CHARACTERS) -> str:
    """A text without markup, at most `limit` characters, cut at a word."""
    bare = _TAG.sub("", text_of(value)[:MAX_READ_CHARACTERS])
    return one_line(html.unescape(bare), limit=limit)


def title_of(value: Any) -> str:
    """A title without markup."""
    return plain_text(value, limit=MAX_TITLE_CHARACTERS)


def one_line(text: str, *, limit: int) -> str:
    """The text on one line that can be stored, cut at a word where it is longer than `limit` characters."""
    line = " ".join(text_of(text[: limit * 4]).split())
    if len(line) <= limit:
        return line
    start = line[: limit - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def rows_of(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; nothing for what is no list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def object_of(value: Any) -> dict[str, Any]:
    """An object, or an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def texts_of(value: Any) -> list[str]:
    """The texts in a list that are not empty."""
    return [text for text in map(text_of, value) if text] if isinstance(value, list) else []


def web_url(value: Any) -> str:
    """An http(s) address, "" for anything else; whether it may be fetched is for the gate to say."""
    url = text_of(value).strip()
    return url if url.lower().startswith(("https://", "http://")) else ""


def iso_date(value: Any) -> str:
    """A date as stated, when it is ISO; "" for any other."""
    text = text_of(value).strip()
    return text if len(text) <= _MAX_DATE_CHARACTERS and _ISO_DATE.fullmatch(text) else ""


def ranked(pages: Iterable[FoundPage], *, limit: int) -> tuple[FoundPage, ...]:
    """The pages that have an address, each once, ranked from one as they came, no more than wanted."""
    kept: dict[str, FoundPage] = {}
    for page in pages:
        if page.url and len(kept) < limit:
            kept.setdefault(_identity(page.url), replace(page, rank=len(kept) + 1))
    return tuple(kept.values())


def _identity(url: str) -> str:
    try:
        return canonical_url(url)
    except BadInput:
        return url
