"""Bytes to text, in the order browsers use: byte order mark, HTTP header, ``<meta>``, then a guess.

One departure from the browsers, for the sake of readable evidence: a label is not believed when the bytes
contradict it more often than they bear it out (a page sent as UTF-8 whose every accent is one windows-1252
byte). UTF-7 is never used, whoever asks for it.
"""

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG encoding standard reads these labels as their larger Windows relatives, as browsers do.
_BROWSER_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
# What may be used at all. Python knows many more (utf-7, punycode, unicode_escape, idna), and some of them
# turn plain ASCII into markup.
_ALLOWED = frozenset((
    "utf-8", "utf-16-le", "utf-16-be", "cp866", "cp874", "cp932", "cp949", "cp1250", "cp1251", "cp1252",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "iso8859-2", "iso8859-3", "iso8859-4",
    "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15",
    "iso8859-16", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "big5hkscs", "euc_jp",
    "iso2022_jp",
))  # fmt: skip
# The HTML standard looks for <meta> in the first 1,024 bytes; pages in the wild put it later, after scripts.
_META_WINDOW = 4096
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_OVERLONG = re.compile(rb"[\xc0\xc1][\x80-\xbf]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# A guess needs no more than this: the first 64 KB hold thousands of letters.
_GUESS_WINDOW = 65_536
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Multi-byte encodings in the order they are tried: each must decode strictly, and this share of what lies
# outside ASCII must be the script the encoding was made for.
_EAST_ASIAN = (("cp932", _KANA, 0.2), ("euc_jp", _KANA, 0.2), ("cp949", _HANGUL, 0.7), ("gb18030", _HAN, 0.7))
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(body: bytes, *, declared: str = "") -> tuple[str, str]:
    """The text of ``body`` and the name of the encoding used.

    ``declared`` is the charset of the HTTP header, or the whole Content-Type. The text holds no NUL and no lone
    surrogate; bytes that mean nothing become U+FFFD. Line ends are left alone.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return clean(body[len(mark) :].decode(codec, "replace")), codec
    for codec in (codec_of(declared), _meta_codec(body)):
        if codec and _bears_out(body, codec):
            return clean(body.decode(codec, "replace")), codec
    codec = _guess(body)
    return clean(body.decode(codec, "replace")), codec


def clean(text: str) -> str:
    """``text`` without NUL, lone surrogates replaced: what a database and JSON can hold."""
    text = text.replace("\0", "")
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def codec_of(label: str) -> str:
    """The Python codec that a browser would use for a label or a Content-Type, ``""`` when there is none."""
    found = _HEADER_CHARSET.search(label)
    name = found.group(1) if found else label.strip()
    if not name.isascii():
        return ""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    codec = _BROWSER_CODECS.get(codec, codec)
    return codec if codec in _ALLOWED else ""


def _meta_codec(body: bytes) -> str:
    found = _META_CHARSET.search(body, 0, _META_WINDOW)
    codec = codec_of(found.group(1).decode("ascii")) if found else ""
    # A <meta> that could be read as ASCII proves that the page is not UTF-16 (HTML standard).
    return "utf-8" if codec.startswith("utf-16") else codec


def _bears_out(body: bytes, codec: str) -> bool:
    """Whether the bytes agree with the label more often than they contradict it."""
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        return _mostly_utf8(body) if codec == "utf-8" else _mostly_decodes(body, codec)
    return True


def _mostly_utf8(body: bytes) -> bool:
    """More good multi-byte letters than bad bytes; overlong forms are damage, never windows-1252 letters."""
    text = _OVERLONG.sub(b"", body).decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return good >= bad


def _mostly_decodes(body: bytes, codec: str) -> bool:
    text = body.decode(codec, "replace")
    return text.count("\ufffd") * 100 <= len(text)


def _guess(body: bytes) -> str:
    """An encoding for bytes that carry no usable label."""
    window = body[:_GUESS_WINDOW]
    wide = _wide_codec(window)
    if wide:
        return wide
    if _decodes(window, "utf-8") or _mostly_utf8(body) or not _HIGH_RUN.search(window):
        return "utf-8"
    if _has_lone_high_bytes(window):
        return "cp1252"
    return _east_asian_codec(window) or _cyrillic_codec(window)


def _wide_codec(window: bytes) -> str:
    """UTF-16 without a mark: Latin text has a NUL in every second byte, always on the same side."""
    pairs = len(window) // 2
    if pairs < 2:
        return ""
    even, odd = window[0::2].count(0) / pairs, window[1::2].count(0) / pairs
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return ""


def _decodes(window: bytes, codec: str) -> bool:
    """Strictly, but for a letter cut in two by the end of the window."""
    try:
        codecs.getincrementaldecoder(codec)("strict").decode(window)
    except UnicodeDecodeError:
        return False
    return True


def _has_lone_high_bytes(window: bytes) -> bool:
    """Western text: accented letters stand alone among ASCII ones; other scripts come in runs."""
    runs = [len(run) for run in _HIGH_RUN.findall(window)]
    return sum(1 for length in runs if length == 1) * 2 >= len(runs)


def _east_asian_codec(window: bytes) -> str:
    for codec, script, share in _EAST_ASIAN:
        if not _decodes(window, codec):
            continue
        text = codecs.getincrementaldecoder(codec)("strict").decode(window)
        foreign = sum(1 for letter in text if letter > "\x7f")
        if foreign and len(script.findall(text)) >= share * foreign:
            return codec
    return ""


def _cyrillic_codec(window: bytes) -> str:
    """Most letters are small ones: 0xE0-0xFF in windows-1251, 0xC0-0xDF in KOI8-U."""
    upper_half = sum(1 for byte in window if byte >= 0xE0)
    lower_half = sum(1 for byte in window if 0xC0 <= byte < 0xE0)
    return "koi8-u" if lower_half > upper_half else "cp1251"
