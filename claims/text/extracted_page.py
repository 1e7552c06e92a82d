"""The value that reading a page gives, whatever the page was made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What stands on a page, as plain text with the facts that the page states about itself.

    ``text`` holds no NUL and no carriage return. From HTML, blocks (paragraphs, headings, quotes) are separated by a
    blank line, items of one list and rows of one table by a line end, cells by " | ". Plain text and Markdown are
    kept as they came. ``published_at`` is an ISO date or date-time, ``language`` a two-letter code; both are ``""``
    when unknown. ``page_starts`` holds, for a PDF, the offset at which the text of each page starts.
    """

    title: str
    authors: tuple[str, ...]
    published_at: str
    language: str
    text: str
    quality: str
    quality_reason: str
    canonical_url: str
    page_starts: tuple[int, ...]
    extractor: str
    extractor_version: str
