import codecs
import gzip
import time

import pytest

from claims.errors import BadInput
from claims.text.guarded_xml import MOST_LEVELS, local_name, read_xml, text_pieces

CAP = 2_000_000
ENTITIES = '<!DOCTYPE a [<!ENTITY e "x">]>'


class Transcript:
    """Writes down what it is told, as markup."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        named = "".join(f" {name}={value!r}" for name, value in attributes.items())
        self.parts.append(f"<{local_name(tag)}{named}>")

    def end(self, tag: str) -> None:
        self.parts.append("</>")

    def data(self, text: str) -> None:
        self.parts.append(text)

    def close(self) -> None:
        self.parts.append(".")


class Silent(Transcript):
    """Takes everything in and keeps nothing."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


def told(body: bytes | str, **options: str) -> str:
    reader = Transcript()
    raw = body.encode() if isinstance(body, str) else body
    read_xml(text_pieces(raw, max_bytes=CAP, **options), reader, what="feed")
    return "".join(reader.parts)


def refusal(body: bytes | str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        told(body)
    return caught.value


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<a>x<b c='1'/></a>", "<a>x<b c='1'></></>."),
        ("\n\n  <?xml version='1.0'?>\n<a>x</a>", "<a>x</>."),
        ("\ufeff<a>x</a>", "<a>x</>."),
        ("<a>AT&T, R&amp;D, &foo; &#233;</a>", "<a>AT&T, R&D, &foo; é</>."),
        ("<a href='?x=1&y=2&amp;z=3'>x</a>", "<a href='?x=1&y=2&z=3'>x</>."),
        ("<a>&nbsp;&eacute;&lt;b&gt;&quot;&apos;</a>", "<a>\xa0é<b>\"'</>."),
        ("<a>5 < 6, <3</a>", "<a>5 < 6, <3</>."),
        ("<a>x&#0;y&#8;z&#x1F;\x08\x0b</a>", "<a>xyz</>."),
        ("<a b='&#xD800;1'>x&#xDFFF;&#55296;&#xFFFF;&#x110000;&#9999999;&#x1F600;</a>", "<a b='1'>x😀</>."),
        ("<a><![CDATA[<b>&amp; ]] > <!DOCTYPE x>]]></a>", "<a><b>&amp; ]] > <!DOCTYPE x></>."),
        ("<a><!-- <!DOCTYPE x> & --- -->y</a>", "<a>y</>."),
        ("<?xml-stylesheet href='x'?><a>x</a>", "<a>x</>."),
        ("<a>x</a> and what follows <b>it</b>", "<a>x</>."),
        ("<a>x[[1]]>y</a>", "<a>x[[1]]>y</>."),
        ("<a><b>x</a>", "<a><b>x</>."),
        ("<a>&#8;<b></i>&lt;&amp;</b></a>", "<a><b></><&</>."),
        ("<media:a>x</media:a>", "<a>x</>."),
        ("", "."),
        ("no markup", "."),
    ],
)
def test_what_is_slightly_broken_is_read_as_it_was_meant(body, expected):
    assert told(body) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11])
def test_marks_may_be_cut_in_two_anywhere(size, monkeypatch):
    monkeypatch.setattr("claims.text.guarded_xml._PIECE_BYTES", size)
    body = "<a b='1&2'>x &amp;&nbsp;&T;<![CDATA[<i>&]]]]>y]]>z<!-- <z> --><c/>&#38;é</a>"
    assert told(body) == "<a b='1&2'>x &\xa0&T;<i>&]]y]]>z<c></>&é</>."


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ('<?xml version="1.0" encoding="windows-1251"?><a>Київ</a>'.encode("cp1251"), ""),
        ('<?xml version="1.0" encoding="utf-8"?><a>Київ це столиця України</a>'.encode("cp1251"), ""),
        ('<?xml version="1.0" encoding="utf-16"?><a>Київ</a>'.encode(), ""),
        (codecs.BOM_UTF16_LE + "<?xml version='1.0' encoding='utf-16'?><a>Київ</a>".encode("utf-16-le"), ""),
        ("<a>Київ</a>".encode("koi8-u"), "text/xml; charset=koi8-u"),
        ("<a>Київ</a>".encode(), "text/xml; charset=nonsense"),
        (gzip.compress("<a>Київ</a>".encode(), mtime=0), "application/gzip"),
    ],
)
def test_the_encoding_is_found(body, content_type):
    assert told(body, content_type=content_type)[:7] == "<a>Київ"


def test_a_letter_cut_in_two_by_a_piece_is_one_letter(monkeypatch):
    monkeypatch.setattr("claims.text.guarded_xml._PIECE_BYTES", 3)
    assert told("<a>їїїїї</a>") == "<a>їїїїї</>."


@pytest.mark.parametrize(
    "body",
    [
        ENTITIES + "<a>&e;</a>",
        "<!doctype a SYSTEM 'http://elsewhere.example/a.dtd'><a/>",
        "<?xml version='1.0'?>\n<!-- x --><! DOCTYPE a><a/>",
        f"<a/>{ENTITIES}",
        f"<a>{ENTITIES}&e;</a>",
        "<a><!ENTITY e 'x'></a>",
        ENTITIES.encode("utf-16"),
        gzip.compress(ENTITIES.encode(), mtime=0),
        "<!--" + "x" * 200_000 + f"-->{ENTITIES}<a/>",
    ],
)
def test_a_document_type_is_refused_wherever_it_stands(body):
    error = refusal(body)
    assert error.code == "xml_doctype"
    assert str(error) == (
        "The feed declares a document type or entities, which can unfold without end or reach for other files; "
        "it is not read. Ask its publisher for one without."
    )


def test_a_web_page_is_told_from_a_feed():
    error = refusal("<!DOCTYPE html><html><head></head></html>")
    assert (error.code, str(error)) == (
        "web_page",
        "This is a web page, not a feed. Look on the page for the address of its feed.",
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<a>" * (MOST_LEVELS + 1), "too_deep"),
        ("<a " + " ".join(f"b{number}=''" for number in range(100_000)) + ">x</a>", "unreadable"),
        ("<a><b c='" + "x" * 1_000_000, "unreadable"),
        ("<a><?" + "x" * 1_000_000, "unreadable"),
        (gzip.compress(b"<a>x</a>", mtime=0)[:-12], "truncated"),
        (b"\x1f\x8bthis is no gzip", "truncated"),
        (gzip.compress(b"<a>" + bytes(CAP), mtime=0), "too_large"),
    ],
)
def test_what_would_stop_the_parser_is_refused(body, code):
    assert refusal(body).code == code


@pytest.mark.parametrize(
    "part", ["&", "<", "<!", "<![CDATA[", "<![CDATA[]]>", "<!--", "<!---->", "&lt;", "&eth;", "<b/>", "]]>", "<!DOC"]
)
def test_time_grows_with_the_length_and_no_faster(part):
    def seconds(size: int) -> float:
        body = b"<a>" + part.encode() * (size // len(part))
        started = time.process_time()
        read_xml(text_pieces(body, max_bytes=CAP), Silent(), what="feed")
        return time.process_time() - started

    seconds(10_000)
    assert seconds(1_000_000) < max(12 * seconds(100_000), 0.2) * 2


@pytest.mark.parametrize("sign", ["<", "&", "x & y < z "])
def test_a_document_of_loose_signs_is_refused_before_it_costs_much(sign):
    body = b"<a>" + sign.encode() * (20_000_000 // len(sign))
    started = time.process_time()
    with pytest.raises(BadInput) as caught:
        read_xml(text_pieces(body, max_bytes=len(body)), Silent(), what="feed")
    assert (caught.value.code, str(caught.value)) == (
        "unreadable",
        "The feed has more than 1,000,000 loose “<” and “&”, and is not read.",
    )
    assert time.process_time() - started < 5
