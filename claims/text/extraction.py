"""Bytes to an ExtractedPage. What the bytes are decides how they are read; a lying content type does not win."""

import re
from dataclasses import replace

from claims.errors import ExtractionError
from claims.text.charset import decode
from claims.text.extracted_page import ExtractedPage
from claims.text.language import language_of
from claims.text.markup import extract_html
from claims.text.pdf import extract_pdf
from claims.text.plain import extract_markdown, extract_text

__all__ = ["ExtractedPage", "extract", "sniff"]

MAX_TEXT_BYTES = 20_000_000

# First bytes of what people send by mistake, with the words that tell them what it is.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"OggS", "an Ogg sound or video"),
    (b"ID3", "an MP3 sound"),
    (b"fLaC", "a FLAC sound"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_SVG_START = re.compile(
    rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|<!doctype\s+svg[^>]{0,500}>)*+<svg\b", re.IGNORECASE | re.DOTALL
)
_HTML_START = re.compile(
    rb"(?:<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SOME_TAG = re.compile(
    rb"<(?:p|div|span|a|h[1-6]|table|ul|ol|br|section|article|main|meta|title|script)[\s/>]", re.IGNORECASE
)
_SNIFF_WINDOW = 4096
_JUNK = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_JUNK_WINDOW = 200_000
# Random bytes give about one sign in nine that no text holds; the worst mixed-up encodings of real text stay under
# one in twenty.
_JUNK_SHARE = 0.05
_NUL_SHARE = 0.01
# From here on the guess at a text's language is better than what a template says.
_SURE_LETTERS = 200
# The script of a text shows in its first paragraphs.
_LETTERS_ASKED = 5_000


def extract(body: bytes, *, content_type: str, url: str = "", charset: str = "") -> ExtractedPage:
    """Text and facts of the bytes that came from ``url``; ``charset`` is used when ``content_type`` names none.

    ExtractionError codes: ``empty``, ``not_text``, ``too_large``, ``too_many_attributes``, ``too_deep``,
    ``encrypted``, ``unreadable``.
    """
    if not body.strip():
        raise ExtractionError("There is nothing to read: the page or file is empty.", code="empty")
    kind = sniff(body, content_type)
    if kind == "pdf":
        return _with_language(extract_pdf(body))
    text = _readable_text(body, declared=_declared(content_type, charset))
    if kind == "html":
        return _with_language(extract_html(text, url=url))
    return _with_language(extract_markdown(text) if kind == "markdown" else extract_text(text))


def sniff(body: bytes, content_type: str) -> str:
    """``pdf``, ``html``, ``markdown`` or ``text``; ExtractionError ``not_text`` names what else the bytes look like."""
    start = body[:_SNIFF_WINDOW]
    declared = content_type.split(";")[0].strip().lower()
    if _is_pdf(start, declared):
        return "pdf"
    _refuse_binary(start)
    if _HTML_START.match(start.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if declared in ("text/markdown", "text/x-markdown"):
        return "markdown"
    # UTF-16 hides every tag from a search for ASCII bytes, so there the declaration decides.
    if declared in ("text/html", "application/xhtml+xml") and (_SOME_TAG.search(body) or b"\x00" in start):
        return "html"
    return "text"


def _is_pdf(start: bytes, declared: str) -> bool:
    # The header may stand behind up to 1,024 bytes of junk; only a declared PDF is given that much credit.
    return start.lstrip().startswith(b"%PDF-") or (declared == "application/pdf" and b"%PDF-" in start[:1024])


def _refuse_binary(start: bytes) -> None:
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            raise _not_text(name)
    if _SVG_START.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise _not_text("an SVG drawing")
    if start[4:8] == b"ftyp":
        raise _not_text("an MP4 video or a HEIF image")
    if start[:4] == b"RIFF" and start[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise _not_text("a RIFF image, sound or video")


def _not_text(name: str) -> ExtractionError:
    return ExtractionError(f"This is not text: it looks like {name}.", code="not_text")


def _declared(content_type: str, charset: str) -> str:
    return content_type if "charset" in content_type.lower() else charset


def _readable_text(body: bytes, *, declared: str) -> str:
    if len(body) > MAX_TEXT_BYTES:
        raise ExtractionError(
            f"The page is {len(body):,} bytes long; pages over {MAX_TEXT_BYTES:,} bytes are not read.", code="too_large"
        )
    text, encoding = decode(body, declared=declared)
    window = text[:_JUNK_WINDOW]
    has_nuls = not encoding.startswith("utf-16") and body.count(0) > _NUL_SHARE * len(body)
    if has_nuls or len(_JUNK.findall(window)) > _JUNK_SHARE * len(window):
        raise _not_text("binary data without a known signature")
    return text


def _with_language(page: ExtractedPage) -> ExtractedPage:
    """What the page states, unless a long enough text is plainly in another script or the page states nothing."""
    if page.language and not _is_other_script(page.text[:_LETTERS_ASKED], page.language):
        return page
    return replace(page, language=language_of(page.text) or page.language)


_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC_LANGUAGES = frozenset(("uk", "ru", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn"))


def _is_other_script(text: str, language: str) -> bool:
    """Whether ``text`` cannot be in ``language``: templates say lang="en" over Ukrainian words."""
    cyrillic = len(_CYRILLIC.findall(text))
    if not cyrillic and language not in _CYRILLIC_LANGUAGES:
        return False
    latin = len(_LATIN.findall(text))
    if cyrillic + latin < _SURE_LETTERS:
        return False
    if language in _CYRILLIC_LANGUAGES:
        return latin > 4 * cyrillic and language != "sr"
    return cyrillic > latin
