"""PDF to an ExtractedPage, page by page, so that a passage can name its page."""

import io
import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, PdfReadError, PyPdfError
from pypdf.generic import IndirectObject, NameObject

from claims.errors import ExtractionError
from claims.text.charset import clean
from claims.text.extracted_page import ExtractedPage
from claims.text.plain import fold_lines
from claims.text.quality import EMPTY_SHELL, TRUNCATED, Judgement, judge_text

EXTRACTOR = "pypdf"
VERSION = pypdf.__version__

MAX_PDF_BYTES = 50_000_000
MAX_PAGES = 1_000
MAX_CHARACTERS = 5_000_000
# Below the ten seconds after which the child is killed, so that a slow PDF gives what was read until then.
MAX_SECONDS = 7.0

# It logs a line for each fault of a file; the faults that matter come back as errors or in the quality.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# What pypdf raises on damaged files beside its own errors: it indexes and converts what the file claims.
_FAULTS = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, NotImplementedError,
    RecursionError, OverflowError, ZeroDivisionError, OSError,
)  # fmt: skip
# What a page takes from the nodes above it where it does not state it itself (PDF 1.7, table 30).
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_LINE_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# A line this much shorter than the longest of its page ended where its writer ended it.
_FULL_LINE = 0.6


@dataclass(frozen=True, slots=True)
class _Pages:
    """Texts of the pages read, and why reading stopped early (``""`` when it did not)."""

    texts: list[str]
    stopped: str


def extract_pdf(body: bytes) -> ExtractedPage:
    """The text layer of a PDF; ExtractionError ``encrypted``, ``too_large`` or ``unreadable``."""
    if len(body) > MAX_PDF_BYTES:
        raise ExtractionError(
            f"The PDF is {len(body):,} bytes long; PDFs over {MAX_PDF_BYTES:,} bytes are not read.", code="too_large"
        )
    reader = _open(body)
    pages = _read_pages(reader)
    text, starts = _join_pages(pages.texts)
    judgement = _judge(text, pages.stopped)
    title, authors, published_at = _stated_facts(reader)
    return ExtractedPage(
        title=title or _first_line(text),
        authors=authors,
        published_at=published_at,
        language="",
        text=text,
        quality=judgement.label,
        quality_reason=judgement.reason,
        canonical_url="",
        page_starts=starts,
        extractor=EXTRACTOR,
        extractor_version=VERSION,
    )


def _open(body: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        # Many PDFs are encrypted with an empty password, only to forbid printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted()
    except DependencyError as error:
        raise _encrypted() from error
    except _FAULTS as error:
        raise ExtractionError("The PDF is damaged and cannot be opened; try to get another copy of it.") from error
    return reader


def _encrypted() -> ExtractionError:
    return ExtractionError("The PDF is protected by a password; bring a copy without one.", code="encrypted")


def _read_pages(reader: pypdf.PdfReader) -> _Pages:
    texts: list[str] = []
    characters, ends_at = 0, time.monotonic() + MAX_SECONDS
    try:
        for page in _each_page(reader):
            if len(texts) >= MAX_PAGES:
                return _Pages(texts, f"Only the first {MAX_PAGES:,} pages were read.")
            if time.monotonic() > ends_at or characters > MAX_CHARACTERS:
                return _Pages(texts, f"Only the first {len(texts):,} pages were read; the rest took too long.")
            texts.append(_page_text(page))
            characters += len(texts[-1])
    except _FAULTS as error:
        if not texts:
            raise ExtractionError("The PDF is damaged: none of its pages can be read.") from error
        return _Pages(texts, f"Page {len(texts) + 1} is damaged; only the pages before it were read.")
    return _Pages(texts, "")


def _each_page(reader: pypdf.PdfReader) -> Iterator[pypdf.PageObject]:
    """Pages in order, each looked up when it is asked for: the library first looks up all, and files hold 100,000."""
    waiting: list[tuple[Any, dict[str, Any]]] = [(reader.root_object.raw_get("/Pages"), {})]
    entered: set[int] = set()
    while waiting:
        reference, inherited = waiting.pop()
        node = reference.get_object()
        stated = inherited | {name: node[name] for name in _INHERITED if name in node}
        if "/Kids" not in node:
            yield _page_of(reader, reference, stated)
            continue
        if id(node) in entered:
            raise PdfReadError("The page tree leads back to itself.")
        entered.add(id(node))
        waiting.extend((kid, stated) for kid in reversed(node["/Kids"]))


def _page_of(reader: pypdf.PdfReader, reference: Any, inherited: dict[str, Any]) -> pypdf.PageObject:
    page = pypdf.PageObject(reader, reference if isinstance(reference, IndirectObject) else None)
    page.update(reference.get_object())
    page.update({NameObject(name): value for name, value in inherited.items() if name not in page})
    return page


def _page_text(page: pypdf.PageObject) -> str:
    return _flow(clean(fold_lines(page.extract_text())).split("\n"))


def _flow(lines: list[str]) -> str:
    """Lines as set on the page, put together to paragraphs where a sentence runs on."""
    lines = [line.strip().replace("\u00ad", "-") for line in lines]
    longest = max((len(line) for line in lines), default=0)
    flowing: list[str] = []
    for index, line in enumerate(lines):
        if index and flowing and _runs_on(lines[index - 1], line, longest):
            flowing[-1] = _join_lines(flowing[-1], line)
        else:
            flowing.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(flowing)).strip()


def _runs_on(line: str, following: str, longest: int) -> bool:
    if not line or not following or _SENTENCE_END.search(line):
        return False
    return following[0].islower() or len(line) >= _FULL_LINE * longest


def _join_lines(line: str, following: str) -> str:
    """A word broken at the line end becomes whole, except in front of a capital or a figure (``Anti-`` ``Mine``)."""
    broken = _LINE_HYPHEN.search(line)
    if broken and _FIRST_WORD.match(following) and following[0].islower():
        return line[:-1] + following
    return line + following if broken else f"{line} {following}"


def _join_pages(texts: list[str]) -> tuple[str, tuple[int, ...]]:
    starts: list[int] = []
    length = 0
    for text in texts:
        starts.append(length)
        length += len(text) + 2
    return "\n\n".join(texts), tuple(starts)


def _judge(text: str, stopped: str) -> Judgement:
    if stopped:
        return Judgement(TRUNCATED, stopped)
    if not text.strip():
        return Judgement(EMPTY_SHELL, "The PDF has no text layer; its pages are pictures.")
    return judge_text(text)


def _stated_facts(reader: pypdf.PdfReader) -> tuple[str, tuple[str, ...], str]:
    """Title, authors and date of creation from the document information, empty where it has none."""
    try:
        stated = reader.metadata
        if stated is None:
            return "", (), ""
        title, author, created = stated.title or "", stated.author or "", stated.creation_date
    except _FAULTS:
        return "", (), ""
    names = tuple(clean(name.strip()) for name in re.split(r"[;]|,(?=\s)", author) if name.strip())
    return clean(" ".join(title.split())), names[:20], created.date().isoformat() if created else ""


def _first_line(text: str) -> str:
    return next((line.strip()[:200] for line in text.split("\n") if line.strip()), "")
