import pytest

from claims.text.charset import codec_of, decode

ENGLISH = "Ukraine’s café ratified – in 2005"
CYRILLIC = "Україна ратифікувала договір про заборону протипіхотних мін у 2005 році."
META = '<html><head><meta charset="{}"></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("body", "declared", "text", "encoding"),
    [
        # The byte order mark wins over everything.
        (b"\xef\xbb\xbf" + ENGLISH.encode(), "windows-1251", ENGLISH, "utf-8"),
        (ENGLISH.encode("utf-16"), "utf-8", ENGLISH, "utf-16-le"),
        (b"\xfe\xff" + ENGLISH.encode("utf-16-be"), "", ENGLISH, "utf-16-be"),
        # Then the header, as a label or as a whole Content-Type.
        (CYRILLIC.encode("cp1251"), "windows-1251", CYRILLIC, "cp1251"),
        (CYRILLIC.encode("koi8-u"), 'text/html; charset="KOI8-U"', CYRILLIC, "koi8-u"),
        (ENGLISH.encode("cp1252"), "ISO-8859-1", ENGLISH, "cp1252"),
        ("条約は一九九九年に発効した".encode("shift_jis"), "Shift_JIS", "条約は一九九九年に発効した", "cp932"),
        # Then <meta>; one that says UTF-16 cannot be right, since it was read as ASCII.
        (META.format("windows-1251", CYRILLIC).encode("cp1251"), "", META.format("windows-1251", CYRILLIC), "cp1251"),
        (META.format("utf-16", CYRILLIC).encode(), "", META.format("utf-16", CYRILLIC), "utf-8"),
        # Then a guess.
        (b"plain", "", "plain", "utf-8"),
        (CYRILLIC.encode(), "", CYRILLIC, "utf-8"),
        (ENGLISH.encode("cp1252"), "", ENGLISH, "cp1252"),
        (CYRILLIC.encode("cp1251"), "", CYRILLIC, "cp1251"),
        (CYRILLIC.encode("koi8-u"), "", CYRILLIC, "koi8-u"),
        (ENGLISH.encode("utf-16-le"), "", ENGLISH, "utf-16-le"),
        (ENGLISH.encode("utf-16-be"), "", ENGLISH, "utf-16-be"),
        ("条約は一九九九年に発効しました。".encode("euc_jp"), "", "条約は一九九九年に発効しました。", "euc_jp"),
        ("조약은 천구백구십구년에 발효되었다".encode("cp949"), "", "조약은 천구백구십구년에 발효되었다", "cp949"),
        ("该条约于一九九九年生效。".encode("gb18030"), "", "该条约于一九九九年生效。", "gb18030"),
        # A label that the bytes contradict, one that nobody knows, and ones that are never used.
        (ENGLISH.encode("cp1252"), "utf-8", ENGLISH, "cp1252"),
        (ENGLISH.encode(), "charset=klingon", ENGLISH, "utf-8"),
        (b"+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-", "utf-8"),
        (b"\\x3cb\\x3e", "unicode_escape", "\\x3cb\\x3e", "utf-8"),
        # Damage inside UTF-8 stays UTF-8, and an overlong form never becomes a sign.
        ("Ukraine’s one".encode() + b"\xff", "utf-8", "Ukraine’s one\ufffd", "utf-8"),
        (b"a\xc0\x80b", "utf-8", "a\ufffd\ufffdb", "utf-8"),
        # What no database takes.
        (b"a\x00b", "utf-8", "ab", "utf-8"),
        (b"a\xed\xa0\x80b\xc3\xa9\xc3\xa9\xc3\xa9", "utf-8", "a\ufffd\ufffd\ufffdbééé", "utf-8"),
        (b"", "", "", "utf-8"),
    ],
)
def test_decode_follows_mark_header_meta_and_guess(body, declared, text, encoding):
    assert decode(body, declared=declared) == (text, encoding)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF8", "utf-8"),
        ("latin1", "cp1252"),
        ("text/html; charset=gb2312", "gb18030"),
        ("utf-7", ""),
        ("rot13", ""),
        ("hex", ""),
        ("юнікод", ""),
        ("text/html", ""),
        ("", ""),
    ],
)
def test_codec_of_reads_labels_as_browsers_do(label, codec):
    assert codec_of(label) == codec
