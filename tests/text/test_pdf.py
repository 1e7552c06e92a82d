import io

import pypdf
import pytest

from claims.errors import ExtractionError
from claims.text.pdf import extract_pdf
from tests.text.pdf_writer import write_pdf

LINES = ["The treaty was signed by 133 states in Ottawa and it came into", "force in 1999. Ukraine is a party."]


def code_of(body):
    with pytest.raises(ExtractionError) as caught:
        extract_pdf(body)
    return caught.value.code


def encrypt(body, password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(body))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_300_pages_are_read_and_each_can_be_found():
    page = extract_pdf(write_pdf([[f"Page {number} says this.", *LINES] for number in range(300)]))
    assert (page.quality, len(page.page_starts)) == ("article", 300)
    assert page.text[page.page_starts[0] :].startswith("Page 0 says this.")
    assert page.text[page.page_starts[299] :].startswith("Page 299 says this.")
    ends = [*page.page_starts[1:], len(page.text) + 2]
    texts = [page.text[start:end] for start, end in zip(page.page_starts, ends, strict=True)]
    assert "".join(texts) == page.text
    assert [text.split(".")[0] for text in texts] == [f"Page {number} says this" for number in range(300)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (LINES, "The treaty was signed by 133 states in Ottawa and it came into force in 1999. Ukraine is a party."),
        (["Who has joined", "The treaty has 164 parties, and Ukraine is one."], None),
        (["All of them gave infor-", "mation on the stocks."], "All of them gave information on the stocks."),
        (["It is known as the Anti-", "Personnel Mine Ban."], "It is known as the Anti-Personnel Mine Ban."),
    ],
)
def test_lines_of_a_paragraph_are_joined_and_headings_are_not(lines, text):
    assert extract_pdf(write_pdf([lines])).text == (text or "\n".join(lines))


def test_stated_facts_are_read():
    page = extract_pdf(write_pdf([LINES], title="The treaty"))
    assert (page.title, page.authors, page.published_at) == (
        "The treaty",
        ("Ada Lindqvist", "Jon Okoro"),
        "2024-11-19",
    )


def test_title_falls_back_to_the_first_line():
    assert extract_pdf(write_pdf([["Report on mines.", *LINES]])).title == "Report on mines."


def test_pages_over_the_limit_are_left_and_it_says_so(monkeypatch):
    monkeypatch.setattr("claims.text.pdf.MAX_PAGES", 3)
    page = extract_pdf(write_pdf([LINES] * 5))
    assert (page.quality, page.quality_reason, len(page.page_starts)) == (
        "truncated",
        "Only the first 3 pages were read.",
        3,
    )


def test_slow_pdf_gives_what_was_read_in_time(monkeypatch):
    monkeypatch.setattr("claims.text.pdf.MAX_SECONDS", -1.0)
    page = extract_pdf(write_pdf([LINES] * 5))
    assert (page.text, page.page_starts, page.quality) == ("", (), "truncated")
    assert page.quality_reason == "Only the first 0 pages were read; the rest took too long."


def test_pdf_without_a_text_layer_is_an_empty_shell():
    page = extract_pdf(write_pdf([[], []]))
    assert (page.quality, page.quality_reason, page.page_starts) == (
        "empty_shell",
        "The PDF has no text layer; its pages are pictures.",
        (0, 2),
    )


def test_pdf_with_a_password_is_refused():
    assert code_of(encrypt(write_pdf([LINES]), "secret")) == "encrypted"


def test_pdf_encrypted_without_a_password_is_read():
    assert extract_pdf(encrypt(write_pdf([LINES]), "")).text.startswith("The treaty was signed by 133 states")


def test_page_tree_that_bites_its_tail_is_damaged():
    looped = write_pdf([LINES]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert code_of(looped) == "unreadable"


@pytest.mark.parametrize("body", [b"%PDF-1.4\n nothing more", write_pdf([LINES])[:300], b"%PDF-"])
def test_damaged_pdf_is_unreadable(body):
    assert code_of(body) == "unreadable"


def test_too_large_pdf_is_refused(monkeypatch):
    monkeypatch.setattr("claims.text.pdf.MAX_PDF_BYTES", 100)
    assert code_of(write_pdf([LINES])) == "too_large"
