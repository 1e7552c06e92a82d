"""Plain text and Markdown to an ExtractedPage: the words stay exactly as they were handed in."""

import re
from collections.abc import Callable

from claims.text.extracted_page import ExtractedPage
from claims.text.page_facts import iso_moment
from claims.text.quality import judge_text

EXTRACTOR = "plain"
# Raised whenever the same bytes would give another text or other offsets.
VERSION = "1"

_MAX_TITLE = 200
# Front matter is a few lines; a "---" further down is a rule between paragraphs.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>(?:(?!---[ \t]*(?:\n|\Z)).*\n){1,60}?)---[ \t]*(?:\n+|\Z)")
_FIELD = re.compile(r"^(?P<name>[A-Za-z][A-Za-z_-]{0,30}):[ \t]*(?P<value>.*?)[ \t]*$")
# Other lines of front matter are left out of the text too, but nothing is read from them.
_KNOWN_FIELDS = {
    "title": "title",
    "url": "url",
    "source": "url",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "author": "author",
    "authors": "author",
    "language": "language",
    "lang": "language",
}
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>.+?)[ \t]*#*$", re.MULTILINE)
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")


def extract_text(text: str) -> ExtractedPage:
    """Text kept word for word; its first line that is not empty is its title."""
    return _page(fold_lines(text), {}, _first_line)


def extract_markdown(text: str) -> ExtractedPage:
    """Markdown kept word for word from below its front matter, which is read for title, url, author and date."""
    text = fold_lines(text)
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["lines"]) if front else {}
    # A "---" block without one known field is a text between two rules, and belongs to the words.
    if front and fields:
        text = text[front.end() :]
    return _page(text, fields, _first_heading)


def fold_lines(text: str) -> str:
    """Every line end as one "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _page(text: str, fields: dict[str, str], title_of: Callable[[str], str]) -> ExtractedPage:
    judgement = judge_text(text)
    return ExtractedPage(
        title=(fields.get("title") or title_of(text))[:_MAX_TITLE],
        authors=tuple(name.strip() for name in fields.get("author", "").split(";") if name.strip()),
        published_at=iso_moment(fields.get("published", "")),
        language=fields.get("language", "")[:2].lower(),
        text=text,
        quality=judgement.label,
        quality_reason=judgement.reason,
        canonical_url=fields.get("url", ""),
        page_starts=(),
        extractor=EXTRACTOR,
        extractor_version=VERSION,
    )


def _fields(lines: str) -> dict[str, str]:
    """The known ``name: value`` lines of front matter, names in lower case, quotes around a value taken off."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        field = _FIELD.match(line)
        if field and field["name"].lower() in _KNOWN_FIELDS:
            found[_KNOWN_FIELDS[field["name"].lower()]] = _QUOTED.sub(r"\2", field["value"])
    if not found.get("url", "").startswith(("http://", "https://")):
        found.pop("url", None)
    return found


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.split("\n") if line.strip()), "")


def _first_heading(text: str) -> str:
    heading = _HEADING.search(text)
    return heading["words"].strip() if heading else _first_line(text)
