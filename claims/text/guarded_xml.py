"""XML that strangers wrote, read as a stream: no document types, no entities, no tree, and as much as can be read of
what is slightly broken.

Feeds and outlines in the wild have loose ampersands, HTML entities, blank lines before the declaration and tags that
do not match. They are mended piece by piece on the way to the parser, so that memory does not grow with the body.
"""

import codecs
import re
import zlib
from collections.abc import Iterator
from html.entities import html5
from itertools import chain
from typing import Any, Protocol

from lxml import etree

from claims.errors import BadInput
from claims.text.charset import codec_of, decode

# Deeper than any feed with whole pages in it, and as deep as libxml2 lets a tree become.
MOST_LEVELS = 256
# libxml2 holds a whole tag before it tells of it: one with a million attributes would take 250 MB.
LONGEST_TAG_BYTES = 262_144
# Ten times the loose ampersands of a full sitemap (50,000 addresses) with two parameters in each address.
MOST_LOOSE_SIGNS = 1_000_000

_PIECE_BYTES = 65_536
# The encoding is judged on this much; where it is labelled, the label stands in the first line.
_HEAD_BYTES = 262_144
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = zlib.MAX_WBITS | 16

_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})["']""")
_XML_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}>")
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Longer than every HTML entity (33 characters), "<![CDATA[" and "<!NOTATION": what may be cut in two by a piece's end.
_LONGEST_MARK = 40
# What ends the stretch we are in: outside, the beginning of a CDATA section or of a comment.
_BORDERS = {"": re.compile(r"<!\[CDATA\[|<!--"), "<![CDATA[": re.compile(r"\]\]>"), "<!--": re.compile("-->")}
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)\b\s*(?P<name>\w{0,40})", re.IGNORECASE)
# After its first complaint libxml2 drops the named references of XML itself, but not the numbered ones.
_NUMBERED = (("&amp;", "&#38;"), ("&lt;", "&#60;"), ("&gt;", "&#62;"), ("&quot;", "&#34;"), ("&apos;", "&#39;"))
_LOOSE_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,32};)")
_LOOSE_BRACKET = re.compile(r"<(?![A-Za-z_:/?])")
_HTML_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,32});")
_CHARACTER_REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9A-Fa-f]+));")


class Listener(Protocol):
    """What is told of a document as it passes: lxml's names for it. Namespaces stand before a name in braces."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends; of slightly broken documents, not always the one that began last."""

    def data(self, text: str) -> None:
        """A part of the text between two tags."""

    def close(self) -> Any:
        """The document is over, or there is no more of it."""


def text_pieces(body: bytes, *, content_type: str = "", max_bytes: int) -> Iterator[str]:
    """The text of a body, unpacked when it is gzip, in pieces of some 64 kB and without leading blanks.

    The encoding is that of the byte order mark, the XML declaration or `content_type`, in this order, unless the
    bytes contradict it. Raises BadInput: too_large for gzip that unpacks to more than `max_bytes`, truncated.
    """
    pieces = _unpacked(body, max_bytes=max_bytes) if body.startswith(_GZIP_MAGIC) else _sliced(body)
    head: list[bytes] = []
    for piece in pieces:
        head.append(piece)
        if sum(map(len, head)) >= _HEAD_BYTES:
            break
    decoder = codecs.getincrementaldecoder(_codec(b"".join(head), content_type))("replace")
    is_begun = False
    for piece in chain(head, pieces):
        text = decoder.decode(piece)
        text = text if is_begun else text.lstrip("\ufeff\x00 \t\r\n")
        if text:
            is_begun = True
            yield text


def read_xml(pieces: Iterator[str], listener: Listener, *, what: str) -> None:
    """Tell the listener what stands in a document.

    `what` is the word for the document in messages ("feed"). Raises BadInput: xml_doctype for a document type or an
    entity, web_page for HTML, too_deep, unreadable for a tag without end and for too much to mend. What is merely
    broken is read as far as it makes sense.
    """
    guard = _Guard(listener, what=what)
    parser = _parser(guard)
    first = next(pieces, "")
    for text in _mended(chain([_XML_DECLARATION.sub("", first, count=1)], pieces), what=what):
        sent = text.encode("utf-8")
        guard.expect(len(sent))
        parser.feed(sent)
        if guard.is_over:
            break
    parser.close()


def _parser(target: Any) -> etree.XMLParser:
    return etree.XMLParser(
        target=target,
        encoding="utf-8",  # whatever the document says: the pieces are encoded here
        recover=True,
        # The five of XML itself: document types, which could define others, never get as far as the parser.
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def local_name(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


class _Guard:
    """Stands before a listener: counts how deep it is, and how much the parser took in without a word."""

    def __init__(self, listener: Listener, *, what: str) -> None:
        self.is_over = False
        self._what = what
        self._listener = listener
        self._level = 0
        self._silent_bytes = 0

    def expect(self, size: int) -> None:
        """The parser is about to be given so many bytes."""
        self._silent_bytes += size
        if self._silent_bytes - size > LONGEST_TAG_BYTES:
            limit = LONGEST_TAG_BYTES // 1024
            raise BadInput(
                f"The {self._what} has a stretch of more than {limit} kB that cannot be read.", code="unreadable"
            )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._silent_bytes = 0
        self._level += 1
        if self._level > MOST_LEVELS:
            message = f"The {self._what} is nested more than {MOST_LEVELS} levels deep and is not read."
            raise BadInput(message, code="too_deep")
        self._listener.start(tag, attributes)

    def data(self, text: str) -> None:
        self._silent_bytes = 0
        self._listener.data(text)

    def end(self, tag: str) -> None:
        self._silent_bytes = 0
        self._level -= 1
        self.is_over = self._level == 0
        self._listener.end(tag)

    def close(self) -> None:
        self._listener.close()


def _sliced(body: bytes) -> Iterator[bytes]:
    return (body[first : first + _PIECE_BYTES] for first in range(0, len(body), _PIECE_BYTES))


def _unpacked(body: bytes, *, max_bytes: int) -> Iterator[bytes]:
    unpacker, total, waiting = zlib.decompressobj(_GZIP), 0, body
    try:
        while waiting and not unpacker.eof:
            piece = unpacker.decompress(waiting, _PIECE_BYTES)
            waiting, total = unpacker.unconsumed_tail, total + len(piece)
            if total > max_bytes:
                limit = max_bytes // 1_000_000
                raise BadInput(f"Unpacked it is larger than {limit} MB and is not read.", code="too_large")
            yield piece
    except zlib.error:
        raise BadInput("It is packed with gzip, and the packing is damaged.", code="truncated") from None
    if not unpacker.eof:
        raise BadInput("It is packed with gzip, and breaks off in the middle.", code="truncated")


def _codec(head: bytes, content_type: str) -> str:
    declared = _XML_ENCODING.match(head)
    label = codec_of(declared[1].decode("ascii")) if declared else ""
    if label.startswith("utf-16") and declared:
        label = "utf-8"  # a declaration that can be read as ASCII proves the contrary
    return decode(head, declared=label or content_type)[1]


def _mended(pieces: Iterator[str], *, what: str) -> Iterator[str]:
    """The pieces as the parser can read them; a document type ends it."""
    mender = _Mender(what)
    for piece in pieces:
        yield from mender.mend(piece)
    yield mender.rest()


class _Mender:
    """Mends piece after piece; what the end of a piece may have cut in two is held back for the next."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._held = ""
        self._wrapping = ""  # the CDATA section or comment that is open
        self._loose_signs = 0

    def mend(self, piece: str) -> Iterator[str]:
        text, at = self._held + piece, 0
        while border := _BORDERS[self._wrapping].search(text, at):
            yield self._rendered(text[at : border.start()])
            self._wrapping = "" if self._wrapping else border[0]
            at = border.end()
        stop = max(at, _uncut(text, is_wrapped=bool(self._wrapping)))
        yield self._rendered(text[at:stop])
        self._held = text[stop:]

    def rest(self) -> str:
        return self._rendered(self._held)

    def _rendered(self, text: str) -> str:
        if self._wrapping:
            return _unwrapped(text, self._wrapping)
        if declaration := _DOCTYPE.search(text):
            _refuse_declaration(declaration, what=self._what)
        mended, loose_signs = _mended_markup(text)
        self._loose_signs += loose_signs
        if self._loose_signs > MOST_LOOSE_SIGNS:
            message = f"The {self._what} has more than {MOST_LOOSE_SIGNS:,} loose “<” and “&”, and is not read."
            raise BadInput(message, code="unreadable")
        return mended


def _uncut(text: str, *, is_wrapped: bool) -> int:
    """Up to where a piece can be judged without the next one."""
    if is_wrapped:
        return len(text) - 2  # all but the last sign of "]]>" or "-->" may stand there
    last = max(text.rfind(sign, max(0, len(text) - _LONGEST_MARK)) for sign in "<&")
    if last >= 0:
        return last
    return len(text) - (2 if text.endswith("]]") else 1 if text.endswith("]") else 0)


def _unwrapped(text: str, wrapping: str) -> str:
    """The text of a CDATA section as plain text; of a comment, nothing."""
    return "" if wrapping == "<!--" else _escaped(_NO_CHARACTERS.sub("", text))


def _escaped(text: str) -> str:
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def _mended_markup(text: str) -> tuple[str, int]:
    """The markup as the parser can read it, and how many signs in it were loose."""
    # Written by name, for the numbered references are looked at one by one.
    text, ampersands = _LOOSE_AMPERSAND.subn("&amp;", _NO_CHARACTERS.sub("", text))
    text, brackets = _LOOSE_BRACKET.subn("&lt;", text)
    text = _CHARACTER_REFERENCE.sub(_possible, text.replace("]]>", "]]&gt;"))
    for named, numbered in _NUMBERED:
        text = text.replace(named, numbered)
    return _HTML_ENTITY.sub(_written_out, text), ampersands + brackets


def _possible(reference: re.Match[str]) -> str:
    """The reference, unless it stands for what has no place in XML: the parser passes even half characters on."""
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_character = number <= 0x10FFFF and not _NO_CHARACTERS.match(chr(number))
    return reference[0] if is_character else ""


def _written_out(entity: re.Match[str]) -> str:
    """The characters that an HTML entity stands for; what is none was meant literally."""
    characters = html5.get(f"{entity[1]};")
    return f"&#38;{entity[1]};" if characters is None else _escaped(characters)


def _refuse_declaration(declaration: re.Match[str], *, what: str) -> None:
    if declaration["name"].lower() == "html":
        raise BadInput(
            f"This is a web page, not a {what}. Look on the page for the address of its {what}.", code="web_page"
        )
    raise BadInput(
        f"The {what} declares a document type or entities, which can unfold without end or reach for other files; "
        "it is not read. Ask its publisher for one without.",
        code="xml_doctype",
    )
