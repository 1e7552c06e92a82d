import random
from pathlib import Path

import pytest

from claims.errors import ExtractionError
from claims.text.extraction import extract, sniff
from tests.text.pdf_writer import write_pdf

PAGES = Path(__file__).parents[1] / "pages"
SENTENCE = "The treaty was opened for signature in December 1997, and 133 states signed it in the years that followed."
PARAGRAPH = f"<p>{SENTENCE}</p>"
UKRAINIAN = "Україна ратифікувала договір про заборону протипіхотних мін у 2005 році, повідомили в міністерстві."


def read_page(name):
    return extract((PAGES / f"{name}.html").read_bytes(), content_type="text/html", url="https://post.example.org/x")


def code_of(body, content_type="text/html"):
    with pytest.raises(ExtractionError) as caught:
        extract(body, content_type=content_type)
    return caught.value.code


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.txt")))
def test_saved_page_gives_its_text(name):
    expected = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    assert read_page(name).text + "\n" == expected


@pytest.mark.parametrize(
    ("name", "quality"),
    [
        ("treaty_article", "article"),
        ("short_note", "article"),
        ("ukrainian_article", "article"),
        ("block_page", "block_page"),
        ("consent_wall", "consent_wall"),
        ("paywall", "paywall"),
        ("soft_404", "soft_404"),
        ("empty_shell", "empty_shell"),
        ("cut_off", "truncated"),
    ],
)
def test_saved_page_gets_its_quality(name, quality):
    assert read_page(name).quality == quality


def test_saved_article_states_its_facts():
    page = read_page("treaty_article")
    assert (page.title, page.authors, page.published_at, page.language, page.canonical_url, page.page_starts) == (
        "Mines for Kyiv: what the treaty says",
        ("Mara Ellison", "Jon Okoro"),
        "2024-11-20T18:05:00+00:00",
        "en",
        "https://post.example.org/world/mines-treaty",
        (),
    )
    assert (page.extractor, page.extractor_version.split(".")[0]) == ("trafilatura", "2")


def test_note_without_linked_facts_states_them_by_meta():
    page = read_page("short_note")
    assert (page.authors, page.published_at) == (("Ada Lindqvist",), "2024-11-19")


STATED_AUTHOR = '<meta name="author" content="Ines Carrow">'


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (STATED_AUTHOR, ("Ines Carrow",)),
        ("", ("Ada Lindqvist",)),
        (f'{STATED_AUTHOR}<meta property="og:url" content="https://x.example/1">', ("Ines Carrow",)),
    ],
)
def test_date_is_taken_from_what_the_page_shows(head, authors):
    shown = '<p class="byline">By Ada Lindqvist</p><p class="date">Published 5 March 2019</p>'
    page = extract(f"<html><head>{head}</head><body>{shown}{PARAGRAPH * 3}</body></html>".encode(), content_type="")
    assert (page.authors, page.published_at) == (authors, "2019-03-05")


def test_date_in_the_address_is_taken_when_the_page_names_it():
    head = f'{STATED_AUTHOR}<meta property="og:url" content="https://x.example/2018/07/04/a">'
    page = extract(f"<html><head>{head}</head><body>{PARAGRAPH * 3}</body></html>".encode(), content_type="")
    assert page.published_at == "2018-07-04"


def test_tag_that_no_parser_writes_is_left_out_and_scripts_are_not_searched():
    facts = '{"@type": "NewsArticle", "headline": "Ask <desk@host.example> about mines"}'
    script = f'<script type="application/ld+json">{facts}</script>'
    body = f"<html><body>{script}{PARAGRAPH}<p>Write to <name@host.example> about {SENTENCE}</p></body></html>"
    page = extract(body.encode(), content_type="")
    assert (page.title, page.text) == (
        "Ask <desk@host.example> about mines",
        f"{SENTENCE}\n\nWrite to about {SENTENCE}",
    )


def test_language_of_the_words_wins_over_a_template_in_another_script():
    assert read_page("ukrainian_article").language == "uk"


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (f'<html lang="de"><body>{PARAGRAPH}</body></html>', "de"),
        (f"<html><body>{PARAGRAPH}</body></html>", "en"),
        (f"<html><body><p>{UKRAINIAN}</p></body></html>", "uk"),
        (f'<html lang="uk"><body>{PARAGRAPH * 3}</body></html>', "en"),
    ],
)
def test_stated_language_is_kept_and_a_missing_one_found(body, language):
    assert extract(body.encode(), content_type="text/html").language == language


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"%PDF-1.7", "text/html", "pdf"),
        (b"junk\n%PDF-1.7", "application/pdf", "pdf"),
        (b"A PDF begins with %PDF-", "text/plain", "text"),
        (b"<!DOCTYPE HTML><p>x", "image/png", "html"),
        (b"\xef\xbb\xbf <!-- x --> <html>", "", "html"),
        (b"<p>x</p>", "text/html; charset=utf-8", "html"),
        ("<p>x</p>".encode("utf-16"), "text/html", "html"),
        (b"no tag at all", "text/html", "text"),
        (b"<p>x</p>", "text/plain", "text"),
        (b"# x", "text/markdown", "markdown"),
        (b"words", "application/octet-stream", "text"),
    ],
)
def test_sniff_goes_by_the_bytes_first(body, content_type, kind):
    assert sniff(body, content_type) == kind


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"PK\x03\x04x", "a ZIP archive or an office document"),
        (b"\x00\x00\x00\x20ftypmp42", "an MP4 video or a HEIF image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "a RIFF image, sound or video"),
        (bytes(range(256)) * 20, "binary data without a known signature"),
    ],
)
def test_other_bytes_are_named(body, name):
    with pytest.raises(ExtractionError) as caught:
        extract(body, content_type="text/html")
    assert (caught.value.code, str(caught.value)) == ("not_text", f"This is not text: it looks like {name}.")


@pytest.mark.parametrize("content_type", ["application/octet-stream", "text/html", "text/plain; charset=windows-1251"])
def test_five_megabytes_of_noise_are_not_text(content_type):
    assert code_of(random.Random(5).randbytes(5_000_000), content_type) == "not_text"


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_empty_body_is_empty(body):
    assert code_of(body) == "empty"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<div>" * 100_000 + PARAGRAPH.encode(), "too_deep"),
        (b"<p " + b"a " * 200_000 + b">" + PARAGRAPH.encode(), "too_many_attributes"),
        (("<p>" + "<b>" * 5_000).encode("utf-16"), "too_deep"),
        (b"<p>" + b"x" * 20_000_000, "too_large"),
    ],
)
def test_pages_that_stop_parsers_are_refused(body, code):
    assert code_of(body) == code


def test_deep_page_within_the_limit_is_still_read():
    body = "<div>" * 1_500 + PARAGRAPH * 3 + "</div>" * 1_500
    assert extract(body.encode(), content_type="text/html").text == "\n\n".join([SENTENCE] * 3)


def test_flood_of_entities_is_read():
    body = b"<html><body><p>" + b"&amp;" * 1_000_000 + b"</p></body></html>"
    assert extract(body, content_type="text/html").text == "&" * 1_000_000


def test_signs_that_no_database_takes_are_gone():
    body = f"<html><body><p>one\x00two &#0; &#xD800; &#8; \x01end {SENTENCE}</p></body></html>"
    page = extract(body.encode(), content_type="text/html")
    assert page.text == f"onetwo \ufffd end {SENTENCE}"
    assert page.text.encode("utf-8").decode("utf-8") == page.text


@pytest.mark.parametrize(
    ("body", "content_type", "charset"),
    [
        (f"<html><body><p>{UKRAINIAN}</p></body></html>".encode("cp1251"), "text/html; charset=windows-1251", ""),
        (f"<html><body><p>{UKRAINIAN}</p></body></html>".encode("cp1251"), "text/html", "windows-1251"),
        (f"<html><body><p>{UKRAINIAN}</p></body></html>".encode("cp1251"), "text/html; charset=utf-8", ""),
        (f"<html><body><p>{UKRAINIAN}</p></body></html>".encode("utf-16"), "text/html; charset=klingon", ""),
        (f'<html><head><meta charset="koi8-u"></head><body><p>{UKRAINIAN}</p></body></html>'.encode("koi8-u"), "", ""),
        (UKRAINIAN.encode("cp1251"), "text/plain", ""),
    ],
)
def test_words_come_out_right_whatever_the_encoding(body, content_type, charset):
    assert extract(body, content_type=content_type, charset=charset).text == UKRAINIAN


def test_utf7_stays_what_it_is():
    body = f"<html><body><p>+ADw-script+AD4- {SENTENCE}</p></body></html>"
    page = extract(body.encode(), content_type="text/html; charset=utf-7")
    assert page.text == f"+ADw-script+AD4- {SENTENCE}"


def test_pasted_text_keeps_its_offsets():
    pasted = f"  A   title\n\n\n{SENTENCE}  {SENTENCE}\n\tEnd \n"
    page = extract(pasted.encode(), content_type="text/plain; charset=utf-8")
    assert (page.text, page.title, page.language, page.quality) == (pasted, "A   title", "en", "article")


def test_pdf_is_read_whatever_it_is_called():
    page = extract(write_pdf([[SENTENCE[:60], SENTENCE[60:].strip()]]), content_type="text/html")
    assert (page.extractor, page.language, page.page_starts) == ("pypdf", "en", (0,))


@pytest.mark.parametrize("body", [b"<html></html>", b"<!doctype html>", b"<!-- --><html>"])
def test_html_without_a_word_is_an_empty_shell(body):
    page = extract(body, content_type="text/html")
    assert (page.text, page.quality) == ("", "empty_shell")
